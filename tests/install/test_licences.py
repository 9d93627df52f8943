"""Everything that comes along is named with its version, its source and its licence in full."""

from __future__ import annotations

import json
import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ml_core.files import resource_path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = resource_path("licences/components.json").parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
licences = runpy.run_path(str(ROOT / "packaging" / "licences.py"))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return json.loads((FOLDER / "components.json").read_text("utf-8"))


def test_every_package_the_studio_needs_is_there_in_its_pinned_version(
    rows: list[dict[str, Any]],
) -> None:
    known = {row["package"]: row["version"] for row in rows if "package" in row}
    needed = licences["closure"]()
    assert {"numpy", "pyside6-essentials", "flatbuffers", "pycparser"} <= set(needed)
    assert sorted(set(known) - {"pip"}) == needed
    lines = (ROOT / "packaging" / "constraints.txt").read_text("utf-8").splitlines()
    pins = {
        licences["key_of"](name): version
        for name, _, version in (line.partition("==") for line in lines if "==" in line)
    }
    assert known == {name: pins[name] for name in known}


def test_every_entry_is_complete(rows: list[dict[str, Any]]) -> None:
    assert [row["name"] for row in rows] == sorted((r["name"] for r in rows), key=str.lower)
    for row in rows:
        assert row["version"], row["name"]
        assert row["licence"], row["name"]
        assert row["source"].startswith("https://"), row["name"]
        assert row["texts"], row["name"]
    named = {name for row in rows for name in row["texts"]}
    assert named == {path.name for path in FOLDER.glob("*.txt")}
    assert min((FOLDER / name).stat().st_size for name in named) > 100


def test_who_asks_for_the_whole_text_of_the_lgpl_has_it(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if "LGPL" in row["licence"]:
            words = " ".join((FOLDER / name).read_text("utf-8") for name in row["texts"])
            assert re.search(r"GNU (LESSER|LIBRARY) GENERAL PUBLIC LICENSE", words), row["name"]
            assert "END OF TERMS AND CONDITIONS" in words or "LGPL-3" in row["licence"]


def test_versions_kept_by_hand_are_those_of_what_comes_along(rows: list[dict[str, Any]]) -> None:
    by_name = {row["name"]: row for row in rows}
    pins = tomllib.loads((ROOT / "ml_core/web/runtime.toml").read_text("utf-8"))
    assert by_name["ONNX Runtime Web"]["version"] == pins["version"]
    qt = next(one for one in PROJECT["dependencies"] if one.startswith("PySide6"))
    assert by_name["Qt"]["version"] == qt.partition("==")[2]
    soundfile = pytest.importorskip("soundfile")
    assert by_name["libsndfile"]["version"] in soundfile.__libsndfile_version__


def test_a_library_nobody_knows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / "libnobody-knows.so.1").write_bytes(b"")
    assert licences["shared_libraries"](tmp_path) == ["libnobody-knows.so.1"]
    found = licences["Collection"]([], FOLDER)
    with pytest.raises(SystemExit, match="libnobody-knows"):
        licences["add_system"](found, ["libnobody-knows.so.1"], [])
