"""In which language the studio speaks: chosen in the settings, else the system's, else English.

The words lie in ``resources/i18n/<language>.qm``, made from the ``.ts`` files beside it. What the
engine says is English where it is made; ``told`` says it in the language of the window, by the
templates of ``engine.ts``. ``ASC_LANGUAGE`` goes before the setting, for tests and photographs.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ascstudio.sentences import Catalogue, read_catalogue
from ascstudio.words import localised
from ml_core.api import resource_path

SYSTEM = "system"
ENGLISH = "en"
VARIABLE = "ASC_LANGUAGE"

_installed: list[QTranslator] = []
_spoken = ENGLISH
_catalogue: Catalogue | None = None


def languages() -> list[tuple[str, str]]:
    """(code, what its speakers call it) of the languages there are, English first."""
    return list(_languages(_folder()))


@lru_cache(maxsize=4)
def _languages(folder: Path) -> tuple[tuple[str, str], ...]:
    """Looked for once: the palette asks for each letter that is typed."""
    codes = [ENGLISH, *sorted(one.stem for one in folder.glob("*.qm"))]
    return tuple((code, _own_name(code)) for code in codes)


def language_for(chosen: str) -> str:
    """The code of the language to speak.

    Args:
        chosen: of the settings: ``system`` or a code. One that is not there counts as ``system``.
    """
    offered = [code for code, _ in languages()]
    for wanted in (os.environ.get(VARIABLE, ""), chosen):
        if wanted in offered:
            return wanted
    for one in QLocale.system().uiLanguages():
        if (code := one.replace("_", "-").split("-")[0]) in offered:
            return code
    return ENGLISH


def speak(chosen: str) -> str:
    """Let everything that is made from now on speak a language; returns its code.

    Numbers and dates follow it too, in the manner of the system's country where that fits. What is
    on screen already stays as it is.

    Args:
        chosen: ``system`` or a code, as in the settings.
    """
    global _spoken, _catalogue
    application = QCoreApplication.instance()
    if application is None:
        return ENGLISH
    language = language_for(chosen)
    if language == _spoken:
        return language
    for old in _installed:
        application.removeTranslator(old)
    _installed.clear()
    _spoken, _catalogue = language, None
    told.cache_clear()
    QLocale.setDefault(_locale(language))
    if language != ENGLISH:
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for path in (qt / f"qtbase_{language}.qm", _folder() / f"{language}.qm"):
            translator = QTranslator(application)
            if translator.load(str(path)):
                application.installTranslator(translator)
                _installed.append(translator)
    return language


@lru_cache(maxsize=4096)
def told(sentence: str) -> str:
    """What the engine says, in the language of the window; as it is where no template fits."""
    global _catalogue
    if _spoken == ENGLISH or not sentence:
        return sentence
    if _catalogue is None:
        _catalogue = read_catalogue(_folder() / _spoken / "engine.ts", localised)
    return _catalogue.told(sentence)


def _locale(language: str) -> QLocale:
    """The system's own where it speaks the language (``de_AT``), else the usual one."""
    system = QLocale.system()
    fits = language == ENGLISH or system.name().split("_")[0] == language
    return system if fits else QLocale(language)


def _own_name(code: str) -> str:
    name = "English" if code == ENGLISH else QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:]


def _folder() -> Path:
    return resource_path("i18n")
