"""The window speaks the language that was chosen, and says in it what the engine says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pseudo_language import CODE, write_pseudo_language
from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from ascstudio import translation
from ascstudio.sentences import Catalogue, Template, read_catalogue
from ml_core import api


@pytest.fixture(autouse=True)
def _english_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(translation.VARIABLE, raising=False)
    before = QLocale()
    yield
    monkeypatch.delenv(translation.VARIABLE, raising=False)
    translation.speak("en")
    QLocale.setDefault(before)


class StartPage(QObject):
    """Has the name, and so the words, of a page."""


class Inner(StartPage):
    """Says what its base says."""


def test_german_is_spoken_when_it_is_chosen() -> None:
    assert translation.speak("de") == "de"
    assert StartPage().tr("Recent projects") == "Zuletzt geöffnete Projekte"
    assert Inner().tr("Recent projects") == "Zuletzt geöffnete Projekte"
    assert QLocale().toString(1234.5, "f", 1) == "1.234,5"
    assert translation.speak("en") == "en"
    assert StartPage().tr("Recent projects") == "Recent projects"


def test_buttons_of_qt_are_german_too(qtbot: QtBot) -> None:
    translation.speak("de")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"


def test_the_variable_goes_before_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(translation.VARIABLE, "de")
    assert translation.language_for("en") == "de"
    monkeypatch.setenv(translation.VARIABLE, "nothing")
    assert translation.language_for("en") == "en"


@pytest.mark.parametrize(
    ("system", "spoken"),
    [(["de-Latn-AT", "de-AT", "de"], "de"), (["fr-FR", "de"], "de"), (["fr"], "en"), ([], "en")],
)
def test_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, system: list[str], spoken: str
) -> None:
    class System(QLocale):
        def uiLanguages(self) -> list[str]:  # type: ignore[override]
            return system

    monkeypatch.setattr(translation.QLocale, "system", lambda: System())
    assert translation.language_for("system") == spoken
    assert translation.language_for("a language of tomorrow") == spoken
    assert translation.language_for("en") == "en"


def test_languages_are_the_files_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert translation.languages() == [("en", "English"), ("de", "Deutsch")]
    write_pseudo_language(tmp_path)
    monkeypatch.setattr(translation, "_folder", lambda: tmp_path)
    assert [code for code, _ in translation.languages()] == ["en", CODE]


def test_a_file_that_is_no_translation_leaves_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fr.qm").write_bytes(b"no translation")
    monkeypatch.setattr(translation, "_folder", lambda: tmp_path)
    assert translation.speak("fr") == "fr"
    assert StartPage().tr("Recent projects") == "Recent projects"
    assert translation.told("The file is over.") == "The file is over."


def test_what_the_engine_says_is_told_in_german(tmp_path: Path) -> None:
    with pytest.raises(api.AscError) as caught:
        api.read_bundle(tmp_path / "none.ascbundle")
    english = str(caught.value)
    assert translation.told(english) == english
    translation.speak("de")
    assert translation.told(english) == (
        "Das Bundle „none.ascbundle“ ist nicht lesbar: Datei oder Ordner nicht gefunden. Prüfen Sie"
        " den Pfad."
    )


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("3.2 % of the samples are cut off", "3,2 % der Abtastwerte sind abgeschnitten"),
        ("1,234 clips train, 500 test", "1.234 Clips trainieren, 500 testen"),
        (
            'Cannot read "a. b.wav": it holds no samples. Resume it.',
            "„a. b.wav“ ist nicht lesbar: sie enthält keine Abtastwerte. Setzen Sie ihn fort.",
        ),
        ('the same file as "clip"', "dieselbe Datei wie „clip“"),  # a name stays as it is
        ("A sentence that nobody ever wrote.", "A sentence that nobody ever wrote."),
        ("", ""),
        ("12 %", "12 %"),
    ],
)
def test_numbers_names_and_sentences_in_a_row(english: str, german: str) -> None:
    translation.speak("de")
    assert translation.told(english) == german


def test_the_template_that_says_most_wins() -> None:
    templates = (
        Template("{1} of {2}", "{1} von {2}"),
        Template("{1} of {2} clips", "{1} von {2} Clips"),
        Template("The run {1} ended.", "Lauf {1} ist zu Ende."),
        Template("{1} was full.", "{1} war voll."),
        Template("the disk", "der Datenträger"),
        Template("not yet", ""),
    )
    told = Catalogue(templates).told
    assert told("3 of 4 clips") == "3 von 4 Clips"
    assert told("3 of 4") == "3 von 4"
    assert (
        told("The run x ended. the disk was full.")
        == "Lauf x ist zu Ende. der Datenträger war voll."
    )
    assert told("not yet") == "not yet"
    assert told("of") == "of"


def test_a_damaged_catalogue_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "engine.ts").write_text("<TS><context>", "utf-8")
    assert read_catalogue(tmp_path / "engine.ts").told("The file is over.") == "The file is over."
    assert read_catalogue(tmp_path / "none.ts").told("x y") == "x y"


def test_both_ends_of_an_interval_are_numbers_of_the_language() -> None:
    template = Template("Better by {1} to {2} points, weight {3}.", "{1} bis {2} Punkte, Wert {3}.")
    told = Catalogue([template], lambda number: number.replace(".", ",")).told
    said = told("Better by -2.2 to 20.0 points, weight 0.5.")
    assert said == "-2,2 bis 20,0 Punkte, Wert 0.5."  # as it is typed in a recipe
