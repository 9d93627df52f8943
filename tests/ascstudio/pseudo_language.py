"""A made-up language in which everything that can be translated stands in brackets."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

CODE = "tlh"  # a language no desktop has
ROOT = Path(__file__).resolve().parents[2]


def tool(name: str = "translate") -> ModuleType:
    """A module of ``packaging``, which is no package."""
    if (made := sys.modules.get(name)) is not None:
        return made
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def write_pseudo_language(folder: Path) -> Path:
    """The made-up language as any other: its ``.ts`` files and its ``.qm`` in a folder."""
    translate = tool()
    texts = translate.texts()
    said = {one.key: translate.Entry(f"⟦{one.source}⟧", finished=True) for one in texts}
    translate.write(CODE, texts, said, folder)
    translate.compile_language(CODE, folder / f"{CODE}.qm", folder)
    return folder
