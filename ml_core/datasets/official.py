"""Divisions that a data set was published with: two tables of file names, found by their names.

DCASE has ``evaluation_setup/fold1_train.csv`` beside ``fold1_evaluate.csv`` (with the scenes) and
``fold1_test.csv`` (without), in early years as ``.txt``, and for small shares of the training
``split5.csv`` to ``split100.csv`` beside one ``test.csv``.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_ENDING = r"\.(?:csv|tsv|txt)(?:\.gz)?"
_FOLD = re.compile(rf"(?P<name>.*?)_?(?P<side>train|evaluate|test){_ENDING}", re.IGNORECASE)
_SHARE = re.compile(rf"(?P<name>.*?split\d+){_ENDING}", re.IGNORECASE)
_FOLDER = "evaluation_setup"
_TEST_FIRST = ("evaluate", "test")


@dataclass(frozen=True, slots=True)
class OfficialSplit:
    """Two tables that belong together. ``name`` is what they are called, such as "fold1"."""

    name: str
    train: Path
    test: Path


def official_splits(folders: Iterable[Path]) -> list[OfficialSplit]:
    """Divisions that lie in folders, beside them, or in their ``evaluation_setup``.

    What has a ``train`` and no test is none. Nothing is read: only names are looked at.
    """
    looked: dict[Path, None] = {}
    for folder in folders:
        for near in (folder, folder.parent):
            looked |= dict.fromkeys((near / _FOLDER, near))
    found: dict[tuple[Path, Path], OfficialSplit] = {}
    for folder in looked:
        for one in _in_folder(folder):
            found.setdefault((one.train, one.test), one)
    return list(found.values())


def partner_of(table: Path) -> OfficialSplit | None:
    """The division that a table is one side of; None where the other side is not beside it."""
    beside = _in_folder(table.parent)
    return next((one for one in beside if table in (one.train, one.test)), None)


def _in_folder(folder: Path) -> list[OfficialSplit]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    sides: dict[str, dict[str, Path]] = {}
    shares: dict[str, Path] = {}
    for name in names:
        if fold := _FOLD.fullmatch(name):
            sides.setdefault(fold["name"], {})[fold["side"].lower()] = folder / name
        elif share := _SHARE.fullmatch(name):
            shares[share["name"]] = folder / name
    tests = {name: _first(found) for name, found in sides.items()}
    folds = [
        OfficialSplit(name or "train and test", found["train"], test)
        for name, found in sides.items()
        if "train" in found and (test := tests[name]) is not None
    ]
    for name in sorted(shares, key=lambda name: (len(name), name)):
        before = name[: name.lower().rindex("split")]  # all shares of a training have one test
        if (test := tests.get(before) or tests.get(f"{before}fold1")) is not None:
            folds.append(OfficialSplit(name, shares[name], test))
    return folds


def _first(found: dict[str, Path]) -> Path | None:
    return next((found[side] for side in _TEST_FIRST if side in found), None)
