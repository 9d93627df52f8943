"""Pages are imported before they are wanted, a module at a time."""

import subprocess
import sys

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ascstudio.shell.warming import LAST, Warming, modules_of


def test_one_module_a_turn_and_then_no_more(qtbot: QtBot) -> None:
    sys.modules.pop("colorsys", None)
    parent = QObject()
    warming = Warming(["colorsys"], parent)
    with qtbot.waitSignal(warming.destroyed):
        assert "colorsys" not in sys.modules  # not before the events that wait
    assert "colorsys" in sys.modules
    assert not parent.children()


def test_views_come_after_what_they_are_made_of() -> None:
    names = modules_of("ascstudio.pages")
    assert {"ascstudio.pages.train.view", "ascstudio.pages.label.presenter"} <= set(names)
    joins = [name.rpartition(".")[2] in LAST for name in names]
    assert joins == sorted(joins)
    assert len(names) == len(set(names))


def test_all_of_it_imports_nothing_heavy() -> None:
    code = (
        "import importlib, sys\n"
        "from ascstudio.shell.warming import modules_of\n"
        "for name in modules_of('ascstudio.pages'):\n"
        "    importlib.import_module(name)\n"
        "print([name for name in ('torch', 'sklearn', 'scipy', 'pyarrow') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "[]"
