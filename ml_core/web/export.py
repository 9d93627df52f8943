"""A folder with a bundle as a web page: copied to any web server, it listens in a browser."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ml_core.bundle import Bundle
from ml_core.datasets.staging import new_folder, require_new
from ml_core.files import resource_path
from ml_core.web.model import model_table
from ml_core.web.runtime import pins, read_runtime

PAGE = Path(__file__).parent / "page"
RUNTIME_FOLDER = "onnxruntime"


def export_web(bundle: Bundle, folder: Path) -> dict[str, Any]:
    """Write a bundle as a web page into a new or empty folder; see ``writing_web``."""
    with writing_web(bundle, folder) as facts:
        return facts


@contextmanager
def writing_web(bundle: Bundle, folder: Path) -> Iterator[dict[str, Any]]:
    """A bundle as a web page in a new or empty folder, which is there once the block succeeded.

    Args:
        bundle: both its networks are written, and what is needed to decide with them.
        folder: where to; made if it is not there.

    Yields:
        ``folder``, ``files``, ``bytes`` of all of them and ``runtime``, the version of
        onnxruntime-web in it.

    Raises:
        AscError: the part of the installation that runs in browsers is not there.
        BundleError: the folder holds something; then nothing is written.
        UnwritableFile: the system refuses.
    """
    what = "the page"
    require_new(folder, what)
    files = page_files(bundle)
    with new_folder(folder, files, what):
        yield {
            "folder": str(folder),
            "files": sorted(files),
            "bytes": sum(map(len, files.values())),
            "runtime": f"{pins()['package']} {pins()['version']}",
        }


def page_files(bundle: Bundle) -> dict[str, bytes]:
    """Every file of the page by its path in the folder."""
    files = {path.name: path.read_bytes() for path in sorted(PAGE.iterdir()) if path.is_file()}
    files["icon.svg"] = resource_path("app-icon.svg").read_bytes()
    files["model.json"] = json.dumps(
        model_table(bundle), ensure_ascii=False, allow_nan=False, indent=1
    ).encode()
    for precision in ("int8", "fp32"):
        files[f"{precision}.onnx"] = bundle.entries[f"{precision}.onnx"]
    for name, content in read_runtime().items():
        files[f"{RUNTIME_FOLDER}/{name}"] = content
    files[f"{RUNTIME_FOLDER}/LICENCE.txt"] = _LICENCE.encode()
    files["README.txt"] = _README.format_map(_facts(bundle)).encode()
    return files


def _facts(bundle: Bundle) -> Mapping[str, object]:
    return {
        "name": bundle.manifest.name,
        "fingerprint": bundle.fingerprint,
        "runtime": f"{pins()['package']} {pins()['version']} ({pins()['licence']})",
    }


_README = """\
{name}: acoustic scenes in a browser

Made from a bundle with the fingerprint
{fingerprint}

Here       asc serve FOLDER, then open the address it prints. No other computer can reach it.
Elsewhere  put the folder on any web server as it is. Browsers open a microphone only on https
           and on this computer itself. Files ending in .wasm should be sent as application/wasm,
           .mjs as text/javascript.

The page asks for nothing outside this folder and sends nothing; what it hears stays in the
browser. index.html says so to the browser, which holds it to that (Content-Security-Policy).

model.json   scenes, front end, levels of "unknown", the bundle's card
int8.onnx    the network as deployed; fp32.onnx the same before it was rounded
onnxruntime  {runtime}, unchanged
"""

_LICENCE = """\
MIT License

Copyright (c) Microsoft Corporation

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""
