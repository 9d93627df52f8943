"""Packages that offer parts by entry points, installed without an installer."""

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest


class Site:
    """A folder on ``sys.path`` that packages are put into; what they import is forgotten again."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder, self._monkeypatch = folder, monkeypatch
        folder.mkdir()
        monkeypatch.syspath_prepend(folder)

    def install(self, pyproject: str, modules: Mapping[str, str]) -> None:
        """Do what ``pip install`` would: the modules, and a dist-info that names the parts."""
        project = tomllib.loads(pyproject)["project"]
        info = self._folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        info.mkdir()
        lines = [f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"]
        (info / "METADATA").write_text("".join(lines), "utf-8")
        groups = [
            f"[{group}]\n" + "".join(f"{name} = {place}\n" for name, place in parts.items())
            for group, parts in project["entry-points"].items()
        ]
        (info / "entry_points.txt").write_text("\n".join(groups), "utf-8")
        for name, text in modules.items():
            (self._folder / f"{name}.py").write_text(text, "utf-8")
            self._monkeypatch.delitem(sys.modules, name, raising=False)
