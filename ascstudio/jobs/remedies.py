"""What the engine says, in the language of the window, and what it says to type, as a button.

Hints of the engine are English and name commands of ``asc``; whoever looks at a window gets a
button instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ascstudio.jobs.job import Failure
from ascstudio.translation import told

_SENTENCE = re.compile(
    r"(?:(?<=[.!?] )|^)[^.!?]*\basc (?P<verb>[a-z-]+)\b.*?(?:(?<!\.)\.(?=\s|$)|$)"
)
"""A sentence that names a command, to its end; ``FILE...`` is not one."""
_OPTION = re.compile(r"(?:(?<=[.!?] )|^)[^.!?]* --(?P<verb>[a-z]+) RECIPE(?:\.(?=\s|$)|$)")
"""The same of an option of ``asc bake``, which the window has no field for."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A failure in the words of the window.

    Attributes:
        title: what happened.
        sentence: what to do.
        command: of the window that does it, e.g. ``library.divide``; empty for none.
        press: what the button of the command says.
    """

    title: str
    sentence: str
    command: str = ""
    press: str = ""


def remedy_of(failure: Failure) -> Remedy:
    """The failure, with the window's command where it names one to type."""
    title, verb = _rewritten(failure.message)
    sentence, other = _rewritten(failure.hint)
    return Remedy(title, sentence, *_press().get(verb or other, ("", "")))


def without_commands(words: str) -> str:
    """The words, with what to do in the window in place of what to type."""
    return _rewritten(words)[0]


def words_of(failure: Failure | None) -> str:
    """A failure in one line, for where there is no room for a button; empty without one."""
    return "" if failure is None else without_commands(f"{failure.message} {failure.hint}".strip())


def _rewritten(words: str) -> tuple[str, str]:
    """The words in the language of the window, and the verb that they told to type."""
    found, said = _SENTENCE.search(words), _said()
    if found is None and (found := _OPTION.search(words)) is not None:
        said = _to_bake()
    if found is None:
        return told(words), ""
    verb = found["verb"]
    before, after = told(words[: found.start()].strip()), told(words[found.end() :].strip())
    remedy = " ".join(filter(None, (before, said.get(verb, ""), after)))
    return remedy, verb if found.re is _SENTENCE else ""


def _said() -> dict[str, str]:
    """Verb -> what to do, in a sentence."""
    tr = QCoreApplication.translate
    return {
        "split": tr("Remedies", "Label clips and divide them into training and test."),
        "import": tr("Remedies", "A table that is imported can say it."),
        "quantize": tr("Remedies", "Make its student int8 first."),
        "locate": tr("Remedies", "The Library finds recordings that were moved."),
        "recipes": tr("Remedies", "Choose another recipe, or mend the setting."),
        "runs": tr("Remedies", "Train lists the runs of the project."),
        "search": tr("Remedies", "Search again, and give it more minutes."),
        "trash": tr("Remedies", "It may have been emptied."),
        "new": tr("Remedies", "Start makes projects."),
        "enrol": tr("Remedies", "Teach teaches it places."),
        "bulk": tr("Remedies", "Begin it again where it was begun, in a terminal."),
        "shard": tr("Remedies", "Make the shards again where they were made, in a terminal."),
        "install": tr("Remedies", "Install that pack first."),
        "finetune": tr("Remedies", "Train starts runs on this computer."),
        "export": tr("Remedies", "Deploy takes bundles out."),
    }


def _to_bake() -> dict[str, str]:
    """Option -> what to do instead of giving it."""
    tr = QCoreApplication.translate
    own = tr("Remedies", "Train a teacher and its student in this project, and teach that one.")
    small = tr("Remedies", "Train one student that is small enough, and teach that one.")
    return {"finetune": own, "distil": small, "quantize": small}


def _press() -> dict[str, tuple[str, str]]:
    """Verb -> the command of the window, and what its button says."""
    tr = QCoreApplication.translate
    return {
        "split": ("library.divide", tr("Remedies", "Divide…")),
        "import": ("library.import", tr("Remedies", "Import…")),
        "quantize": ("train.quantize", tr("Remedies", "Make it int8")),
        "locate": ("library.locate", tr("Remedies", "Locate audio…")),
        "recipes": ("train.recipes", tr("Remedies", "Recipes")),
    }
