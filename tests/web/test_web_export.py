"""The folder: what is in it, what keeps it from being written, and where its runtime comes from."""

import base64
import hashlib
import io
import json
import runpy
import tarfile
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from ml_core.cli import main
from ml_core.errors import AscError, BundleError
from ml_core.files import resource_path
from ml_core.web import export_web
from ml_core.web.export import PAGE
from ml_core.web.model import model_table
from ml_core.web.runtime import pins, read_runtime

ROOT = Path(__file__).resolve().parents[2]
STARTER = resource_path("starter.ascbundle")
BRING = runpy.run_path(str(ROOT / "packaging" / "onnxruntime_web.py"))


@pytest.mark.usefixtures("_runtime")
def test_the_command_writes_everything_the_page_asks_for(starter, tmp_path, capsys):
    out = tmp_path / "page"
    assert main(["export", str(STARTER), "--web", str(out), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    facts = answer["web"]
    assert answer["bundle"] == str(STARTER)
    assert facts["folder"] == str(out)
    found = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    assert sorted(found) == facts["files"]
    assert sum(path.stat().st_size for path in found.values()) == facts["bytes"]
    assert facts["runtime"] == f"onnxruntime-web {pins()['version']}"
    assert found.keys() >= {path.name for path in PAGE.iterdir()} | {
        "model.json", "int8.onnx", "fp32.onnx", "icon.svg", "README.txt", "onnxruntime/LICENCE.txt",
    }  # fmt: skip
    assert found["int8.onnx"].read_bytes() == starter.entries["int8.onnx"]
    model = json.loads(found["model.json"].read_bytes())
    assert model["fingerprint"] == starter.fingerprint
    assert starter.fingerprint in found["README.txt"].read_text("utf-8")


@pytest.mark.usefixtures("_runtime")
def test_what_nobody_compared_is_written_with_a_warning(tmp_path, capsys):
    uncertified = ROOT / "tests" / "formats" / "bundle_v1.ascbundle"
    assert main(["export", str(uncertified), "--web", str(tmp_path / "page"), "--json"]) == 0
    assert "Not certified" in capsys.readouterr().err


@pytest.mark.usefixtures("_runtime")
def test_an_export_never_writes_over_anything(starter, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(BundleError, match="not an empty folder"):
        export_web(starter, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_words_of_other_people_are_only_values(starter):
    """JSON that a browser reads as JSON; nothing of it is in the HTML."""
    named = replace(starter, manifest=replace(starter.manifest, name="</script><b>x"))
    assert json.loads(json.dumps(model_table(named)))["name"] == "</script><b>x"
    assert "innerHTML" not in "".join(path.read_text("utf-8") for path in PAGE.glob("*.js"))


def test_a_runtime_that_is_missing_or_changed_is_said(tmp_path):
    with pytest.raises(AscError, match="not there") as missing:
        read_runtime(tmp_path / "absent.tar.xz")
    assert "packaging/onnxruntime_web.py" in missing.value.hint
    for name, files in (
        ("changed", dict.fromkeys(pins()["sha256"], b"changed")),
        ("empty", {}),
    ):
        BRING["pack"](files, tmp_path / name)
        with pytest.raises(AscError, match="is not the onnxruntime-web"):
            read_runtime(tmp_path / name)
    (tmp_path / "noise").write_bytes(b"noise")
    with pytest.raises(AscError, match="is not the onnxruntime-web"):
        read_runtime(tmp_path / "noise")


def package(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"package/dist/{name}")
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


def test_only_the_pinned_package_is_brought(tmp_path):
    """By a package of two files, pinned here: whole, with another digest, with another file."""
    content = {"one.mjs": b"one", "two.wasm": b"two"}
    whole = package(content)
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in content.items()}

    def bring(data: bytes, name: str, pinned: bytes = whole, **changed: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "some.tgz").write_bytes(data)
        integrity = base64.b64encode(hashlib.sha512(pinned).digest()).decode()
        lines = [f'"{file}" = "{digest}"' for file, digest in {**digests, **changed}.items()]
        (folder / "runtime.toml").write_text(
            f'package = "p"\nversion = "1"\nintegrity = "sha512-{integrity}"\n[sha256]\n'
            + "\n".join(lines)
        )
        return BRING["bring"](folder / "some.tgz", folder)

    packed = bring(whole, "good")
    assert packed.name == "p-1.tar.xz"
    with tarfile.open(packed) as tar:
        assert tar.extractfile("two.wasm").read() == b"two"
    other = package({**content, "two.wasm": b"too"})
    for name, attempt in (
        ("digest", lambda: bring(other, "digest")),
        ("file", lambda: bring(other, "file", pinned=other)),
    ):
        with pytest.raises(RuntimeError, match=r"digest differs|not the file"):
            attempt()
        assert not list((tmp_path / name).rglob("*.xz"))


def test_the_version_is_pinned_exactly_and_no_registry_is_named():
    table = tomllib.loads((ROOT / "ml_core" / "web" / "runtime.toml").read_text("utf-8"))
    assert all(part.isdecimal() for part in table["version"].split("."))
    assert table["integrity"].startswith("sha512-")
    for name in (
        "ml_core/web/runtime.toml",
        "packaging/onnxruntime_web.py",
        "packaging/hatch_build.py",
    ):
        assert "://" not in (ROOT / name).read_text("utf-8")


def test_every_table_is_there_in_the_form_the_page_reads(starter):
    model = model_table(starter)
    front = model["front_end"]
    raw = {name: base64.b64decode(front[name]) for name in ("taper", "band_weights")}
    spec = starter.manifest.front_end
    assert len(raw["taper"]) == 4 * spec.window
    assert len(front["middle_hz"]) == spec.n_mels
    assert front["middle_hz"] == sorted(front["middle_hz"])
    assert set(model["unknown"]["thresholds"]) == {"off", "lenient", "normal", "strict"}
    assert all(len(row) == len(model["scenes"]) for row in model["unknown"]["thresholds"].values())
