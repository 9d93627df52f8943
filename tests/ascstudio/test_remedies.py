"""Hints of the engine that name a command to type, as the window says them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ascstudio.jobs import Failure
from ascstudio.jobs.remedies import remedy_of, without_commands
from ascstudio.pages import banner_of
from ascstudio.shell.window import MainWindow

ENGINE = Path(__file__).parents[2] / "ml_core"


def hints() -> Iterator[str]:
    """Every hint of the engine; a verb stands for what is put in.

    Those about arguments are read where they are typed.
    """
    for path in sorted(set(ENGINE.rglob("*.py")) - set((ENGINE / "cli").rglob("*.py"))):
        yield from said_in(path)


def said_in(path: Path) -> Iterator[str]:
    """Every hint of a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "hint":
            yield from said(node.value)


def said(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be."""
    if isinstance(node, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else "runs" for one in node.values)
        yield "".join(map(str, parts))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.expr):
                yield from said(part)


def test_no_hint_of_the_engine_tells_to_type(qapp: QApplication) -> None:
    naming = [hint for hint in hints() if "asc " in hint]
    assert len(naming) > 10
    for hint in naming:
        remedy = remedy_of(Failure("It cannot be done.", hint))
        assert "asc " not in remedy.sentence, hint
        assert remedy.sentence, hint


def test_no_hint_of_baking_names_an_option(qapp: QApplication) -> None:
    texts = said_in(ENGINE / "enrolment" / "baking.py")
    naming = [hint.replace("--runs", "--distil") for hint in texts if " --" in hint]
    assert len(naming) > 3
    for hint in naming:
        remedy = remedy_of(Failure("It cannot be done.", hint))
        assert "--" not in remedy.sentence, hint
        assert remedy.sentence, hint


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("No clip is in it. Label clips, then divide them: asc split PROJECT --by location.",
         "No clip is in it. Label clips and divide them into training and test."),
        ("Two runs are too few. See asc runs PROJECT.",
         "Two runs are too few. Train lists the runs of the project."),
        ("It has no teacher. Say how to make one: --finetune RECIPE.",
         "It has no teacher. Train a teacher and its student in this project, and teach that one."),
        ("Mute some places, or choose a smaller student: --distil RECIPE.",
         "Train one student that is small enough, and teach that one."),
        ("Look at its path. Recordings of a project that were moved: asc locate PROJECT FOLDER.",
         "Look at its path. The Library finds recordings that were moved."),
        ("The mascot split in two.", "The mascot split in two."),
        ("", ""),
    ],
)  # fmt: skip
def test_only_the_sentence_with_the_command_changes(
    qapp: QApplication, said: str, shown: str
) -> None:
    assert without_commands(said) == shown


def test_the_button_does_it(window: MainWindow) -> None:
    wanted: list[str] = []
    window.context.command_wanted.disconnect()
    window.context.command_wanted.connect(wanted.append)
    hint = "Label clips and split them: asc split PROJECT --by location."
    banner = banner_of(Failure("No clip is in the test split.", hint), window.context)
    ((words, press),) = banner.actions
    press()
    assert (words, wanted) == ("Divide…", ["library.divide"])
    window.show_page("library")
    assert window.registry.find("library.divide") is not None
    assert banner_of(Failure("The disk is full."), window.context).actions == ()
