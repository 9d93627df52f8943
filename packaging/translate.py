"""Keep translations in step with the program: ``python packaging/translate.py update``.

A language is a folder of ``resources/i18n`` with a ``.ts`` file per part of the program, which Qt
Linguist opens (all of them at once, if you like), and one compiled ``<language>.qm``, which the
studio loads. Both are kept in the repository: nothing is compiled where the program is installed.

* ``update`` reads the program, adds what is new as unfinished, drops what is gone, compiles;
* ``add LANG`` begins a language;
* ``todo LANG`` lists what is not translated yet, as JSON; ``merge LANG FILE`` brings such a list,
  with ``translation`` filled in, back.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

sys.path.insert(0, str(Path(__file__).resolve().parent))

from translatable import ROOT, Text, texts

FOLDER = ROOT / "resources" / "i18n"
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a ``.ts`` file says of a text; an empty translation is none yet."""

    translation: str
    finished: bool


def languages(folder: Path = FOLDER) -> list[str]:
    """Codes of the languages there are, English left out."""
    return sorted(one.name for one in folder.iterdir() if one.is_dir())


def read(language: str, folder: Path = FOLDER) -> dict[Key, Entry]:
    """All entries of a language."""
    found: dict[Key, Entry] = {}
    for path in sorted((folder / language).glob("*.ts")):
        for context in ET.parse(path).getroot().iter("context"):
            name = context.findtext("name") or ""
            for message in context.iter("message"):
                said = message.find("translation")
                words = "" if said is None or said.text is None else said.text
                done = said is not None and said.get("type") is None
                key = name, message.findtext("source") or "", message.findtext("comment") or ""
                found[key] = Entry(words, done and bool(words))
    return found


def write(
    language: str, all_texts: list[Text], known: dict[Key, Entry], folder: Path = FOLDER
) -> None:
    """A file per part; one of a part that is no more is taken away."""
    place = folder / language
    place.mkdir(parents=True, exist_ok=True)
    parts = sorted({one.part for one in all_texts})
    for old in place.glob("*.ts"):
        if old.stem not in parts:
            old.unlink()
    for part in parts:
        tree = _tree(language, [one for one in all_texts if one.part == part], known)
        ET.indent(tree, " ")
        body = ET.tostring(tree, "unicode")
        words = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'
        path = place / f"{part}.ts"
        if not path.exists() or path.read_text("utf-8") != words:
            path.write_text(words, "utf-8")


def _tree(language: str, said: Iterable[Text], known: dict[Key, Entry]) -> ET.Element:
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for one in said:
        if one.context not in contexts:
            contexts[one.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[one.context], "name").text = one.context
        message = ET.SubElement(contexts[one.context], "message")
        for file in one.files:
            ET.SubElement(message, "location", filename=f"../../../{file}")
        ET.SubElement(message, "source").text = one.source
        if one.comment:
            ET.SubElement(message, "comment").text = one.comment
        entry = known.get(one.key, Entry("", finished=False))
        answer = ET.SubElement(message, "translation")
        answer.text = entry.translation
        if not entry.finished:
            answer.set("type", "unfinished")
    return root


def update(language: str, folder: Path = FOLDER) -> list[Text]:
    """Bring a language in step with the program; returns what is not translated yet."""
    said, known = texts(), read(language, folder) if (folder / language).is_dir() else {}
    write(language, said, known, folder)
    return [one for one in said if one.key not in known or not known[one.key].finished]


def compile_language(language: str, out: Path, folder: Path = FOLDER) -> None:
    """All ``.ts`` files of a language into one ``.qm``, with Qt's own compiler.

    It is moved into its place whole: a studio that runs has the old one mapped into its memory.
    """
    import PySide6

    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if os.name == "nt" else "lrelease")
    files = [str(one) for one in sorted((folder / language).glob("*.ts"))]
    made = out.with_suffix(".new")
    told = subprocess.run(
        [str(tool), "-silent", "-nounfinished", *files, "-qm", str(made)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if told.returncode or told.stderr.strip():
        sys.exit(f"lrelease: {told.stdout}{told.stderr}")
    made.replace(out)


def todo(language: str) -> list[dict[str, object]]:
    """What is not translated, words that are said in several places once."""
    known, rows = read(language), {}
    for one in texts():
        if not known.get(one.key, Entry("", finished=False)).finished:
            row = rows.setdefault((one.part, one.source, one.comment), {
                "part": one.part, "contexts": [], "files": one.files, "source": one.source,
                "comment": one.comment, "translation": "",
            })  # fmt: skip
            row["contexts"].append(one.context)
    return list(rows.values())


def merge(language: str, answers: list[dict[str, object]]) -> list[str]:
    """Take translations in; what breaks a rule stays out and is returned.

    An answer goes to all contexts that lack it, or to those it names.
    """
    known, refused = read(language), []
    said = texts()
    for answer in answers:
        source, words = str(answer["source"]), str(answer["translation"])
        if wrong := trouble(source, words):
            refused.append(f"{wrong}: {source!r} -> {words!r}")
            continue
        contexts, forced = answer.get("contexts"), bool(answer.get("force"))
        for one in said:
            named = contexts is None or one.context in list(contexts)  # type: ignore[call-overload]
            done = known.get(one.key, Entry("", finished=False)).finished
            if one.source == source and named and (forced or not done):
                known[one.key] = Entry(words, finished=True)
    write(language, said, known)
    return refused


def trouble(source: str, words: str) -> str:
    """What is wrong with a translation by the look of it; empty for nothing."""
    if not words.strip():
        return "empty"
    asked, given = (re.findall(r"\{[^{}]*\}|%\d", one) for one in (source, words))
    numbered = all(re.fullmatch(r"\{\d+\}", one) for one in asked)
    if (set(given) - set(asked)) or (not numbered and set(asked) - set(given)):
        return "other placeholders"
    if len(re.findall(r"&\w", source)) != len(re.findall(r"&\w", words)):
        return "another mnemonic"
    if re.findall(r"</?\w+", source) != re.findall(r"</?\w+", words):
        return "other tags"
    for sign in ("…", ":", " ", "\n"):
        if source.endswith(sign) != words.endswith(sign):
            return f"ends without {sign!r}, or with it"
    return "" if source.startswith(" ") == words.startswith(" ") else "begins otherwise"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("what", choices=("update", "add", "todo", "merge"))
    parser.add_argument("language", nargs="?", default="")
    parser.add_argument("file", nargs="?", type=Path)
    asked = parser.parse_args()
    if asked.what == "todo":
        print(json.dumps(todo(asked.language), ensure_ascii=False, indent=1))
        return
    if asked.what == "merge" and asked.file is not None:
        for line in merge(asked.language, json.loads(asked.file.read_text("utf-8"))):
            print("not taken:", line)
    for language in [asked.language] if asked.language else languages():
        left = update(language)
        compile_language(language, FOLDER / f"{language}.qm")
        print(f"{language}: {len(left)} not translated yet")


if __name__ == "__main__":
    main()
