"""Bring onnxruntime-web into the source tree, for `asc export --web`: ml_core/web/runtime/.

    python packaging/onnxruntime_web.py [onnxruntime-web-VERSION.tgz]

Version and digests are pinned in ml_core/web/runtime.toml. Without a file the package comes from
npm's registry by npm itself; with one, nothing is fetched. Of its 33 MB three files are kept,
packed to 2 MB. Where they are already, nothing is done. The program itself never fetches anything.
"""

import argparse
import base64
import hashlib
import io
import lzma
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "ml_core" / "web"


def bring(package: Path | None = None, folder: Path = FOLDER) -> Path:
    """The packed runtime below ``folder``, made if it is not there.

    Raises:
        RuntimeError: it cannot be fetched, or is not what is pinned.
    """
    pins = tomllib.loads((folder / "runtime.toml").read_text("utf-8"))
    packed = folder / "runtime" / f"{pins['package']}-{pins['version']}.tar.xz"
    if not packed.exists():
        packed.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=packed.parent) as temporary:
            package = package or fetch(pins, Path(temporary))
            unfinished = Path(temporary) / packed.name
            pack(kept(package.read_bytes(), pins), unfinished)
            unfinished.replace(packed)
    return packed


def fetch(pins: dict[str, Any], folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError(
            "npm is needed for onnxruntime-web and was not found. Or name its package:"
            f" python packaging/onnxruntime_web.py {pins['package']}-{pins['version']}.tgz"
        )
    wanted = f"{pins['package']}@{pins['version']}"
    command = [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", ".", wanted]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    found = sorted(folder.glob("*.tgz"))
    if done.returncode or not found:
        last = (done.stderr.strip() or "npm said nothing").splitlines()[-1]
        raise RuntimeError(f"{wanted} could not be fetched: {last}")
    return found[0]


def kept(package: bytes, pins: dict[str, Any]) -> dict[str, bytes]:
    """The pinned files of a package, after its digest and theirs were checked."""
    digest = base64.b64encode(hashlib.sha512(package).digest()).decode()
    if f"sha512-{digest}" != pins["integrity"]:
        raise RuntimeError(f"This is not {pins['package']} {pins['version']}: its digest differs.")
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as tar:
        files = {name: tar.extractfile(f"package/dist/{name}").read() for name in pins["sha256"]}
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != pins["sha256"][name]:
            raise RuntimeError(f"{name} is not the file that is pinned.")
    return files


def pack(files: dict[str, bytes], out: Path) -> None:
    with lzma.open(out, "wb", preset=6) as stream, tarfile.open(fileobj=stream, mode="w") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, nargs="?")
    try:
        packed = bring(parser.parse_args().package)
    except (RuntimeError, OSError) as error:
        sys.exit(str(error))
    print(packed, packed.stat().st_size, "bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
