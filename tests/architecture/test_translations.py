"""German says everything the program says, and the tool that keeps it so finds what is missing."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ascstudio.sentences import read_catalogue

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = sorted(one.name for one in FOLDER.iterdir() if one.is_dir())


@pytest.fixture(scope="module")
def translate() -> ModuleType:
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import translate as tool  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(ROOT / "packaging"))
    return tool


@pytest.fixture(scope="module")
def texts(translate: ModuleType) -> list:
    return translate.texts()


def test_all_that_is_said_is_found(texts: list) -> None:
    parts = {one.part for one in texts}
    assert {"app", "library", "label", "train", "deploy", "live", "teach", "shell"} <= parts
    assert len(texts) > 3000
    assert len({one.key for one in texts}) == len(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_untranslated_and_nothing_is_left_over(
    translate: ModuleType, texts: list, language: str
) -> None:
    known = translate.read(language)
    said = {one.key for one in texts}
    open_ = [one.key for one in texts if one.key not in known or not known[one.key].finished]
    assert not open_, f"python packaging/translate.py update {language}, then translate"
    assert not [key for key in known if key not in said], "python packaging/translate.py update"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_what_is_filled_in(translate: ModuleType, language: str) -> None:
    troubles = {
        key: wrong
        for key, entry in translate.read(language).items()
        if (wrong := translate.trouble(key[1], entry.translation))
    }
    assert not troubles


@pytest.mark.parametrize("language", LANGUAGES)
def test_menus_have_a_letter_each(translate: ModuleType, language: str) -> None:
    menus = [
        entry.translation
        for (context, source, _), entry in translate.read(language).items()
        if context == "TopRow" and source.startswith("&")
    ]
    letters = [re.findall(r"&(\w)", one)[0].lower() for one in menus]
    assert len(letters) > 5
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(
    translate: ModuleType, language: str, tmp_path: Path
) -> None:
    translate.compile_language(language, tmp_path / "new.qm")
    same = (tmp_path / "new.qm").read_bytes() == (FOLDER / f"{language}.qm").read_bytes()
    assert same, f"python packaging/translate.py update {language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_engine_is_told_by_its_own_template(
    translate: ModuleType, language: str
) -> None:
    told = read_catalogue(FOLDER / language / "engine.ts").told
    entries = translate.read(language).items()
    wrong = []
    for (context, source, _), entry in entries:
        if context == "engine":
            english, other = (
                re.sub(r"\{(\d+)\}", r"Qx\1", one) for one in (source, entry.translation)
            )
            if told(english) != other:
                wrong.append((english, told(english)))
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_hold_no_entities(language: str) -> None:
    files = sorted((FOLDER / language).glob("*.ts"))
    assert len(files) > 10
    assert not [one for one in files if "<!ENTITY" in one.read_text("utf-8")]


def _module(folder: Path, code: str) -> Path:
    page = folder / "ascstudio" / "pages" / "new" / "view.py"
    page.parent.mkdir(parents=True)
    page.write_text(code, "utf-8")
    (folder / "ml_core" / "recipes").mkdir(parents=True)
    return folder


def test_every_way_to_say_something_is_found(translate: ModuleType, tmp_path: Path) -> None:
    code = """
from functools import partial
class Page:
    def show(self):
        tr, n = self.tr, 1
        return self.tr("one"), tr("two"), self.tr("three", "of many")
def words():
    tr = QCoreApplication.translate
    of = partial(QCoreApplication.translate, "Partly")
    return tr("Else", "four"), of("five"), QApplication.translate("Else", "six")
def _tr(text):
    return QCoreApplication.translate("Module", text)
def more():
    return _tr("seven" " and more")
"""
    found = {one.key for one in translate.texts(_module(tmp_path, code)) if one.part == "new"}
    assert found == {
        ("Page", "one", ""), ("Page", "two", ""), ("Page", "three", "of many"),
        ("Else", "four", ""), ("Partly", "five", ""), ("Else", "six", ""),
        ("Module", "seven and more", ""),
    }  # fmt: skip


@pytest.mark.parametrize(
    "call", ['self.tr(f"{n} clips")', "self.tr(words)", 'self.tr("a" + words)', 'other.tr("a")']
)
def test_what_cannot_be_translated_is_refused(
    translate: ModuleType, tmp_path: Path, call: str
) -> None:
    code = f"class Page:\n    def show(self, n, words, other):\n        return {call}\n"
    with pytest.raises(Exception, match=r"view\.py:3"):
        translate.texts(_module(tmp_path, code))


def test_a_round_through_the_tool(translate: ModuleType, tmp_path: Path) -> None:
    """What was translated stays, what is new waits, what is gone goes."""
    root = _module(tmp_path, 'class Page:\n    def a(self):\n        return self.tr("one")\n')
    said = [one for one in translate.texts(root) if one.part == "new"]
    done = {said[0].key: translate.Entry("eins", finished=True)}
    folder = tmp_path / "i18n"
    translate.write("de", said, done, folder)
    assert translate.read("de", folder) == done
    page = root / "ascstudio" / "pages" / "new" / "view.py"
    page.write_text('class Page:\n    def a(self):\n        return self.tr("two")\n', "utf-8")
    said = [one for one in translate.texts(root) if one.part == "new"]
    translate.write("de", said, translate.read("de", folder), folder)
    assert translate.read("de", folder) == {
        ("Page", "two", ""): translate.Entry("", finished=False)
    }


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{n} clips", "Clips"), ("{n} clips", "{m} Clips"), ("&File", "Datei"), ("Open…", "Öffnen"),
        ("%1 more", "mehr"), ("<b>now</b>", "jetzt"), ("now", " "), ("Scenes:", "Szenen"),
    ],
)  # fmt: skip
def test_a_slip_is_found(translate: ModuleType, source: str, words: str) -> None:
    assert translate.trouble(source, words)
    assert not translate.trouble(source, source)
