"""Whether what a model was made from lets the model be passed on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

MayShip = Literal["yes", "no", "unknown"]

_FREE = re.compile(
    r"cc0([ -]1\.0)?( universal)?|public domain( mark( 1\.0)?)?"
    r"|(cc[ -]?by|attribution)([ -]\d(\.\d)?( [a-z]{2})?)?( international| unported| generic)?"
    r"|apache[ -]2(\.0)?|mit|bsd([ -][23]-clause)?"
)
_RESTRICTED = re.compile(r"\bn[cd]\b|\bsa\b|non-?commercial|share-?alike|sampling|no-?deriv")


def may_ship(licences: Iterable[str]) -> MayShip:
    """The verdict on all licences: one that restricts means no, one not understood unknown.

    CC0, public domain, CC BY of any version and the usual permissive software licences allow
    it, also where there is a choice of them ("CC BY or CC0"). NonCommercial, ShareAlike,
    NoDerivatives and Sampling+ do not. No licence at all means unknown, and so does a free one
    with a remark in brackets that restricts it.
    """
    verdicts = {_one(licence) for licence in licences}
    if "no" in verdicts:
        return "no"
    return "yes" if verdicts == {"yes"} else "unknown"


def all_licences(training: Mapping[str, Any]) -> list[str]:
    """Every licence a bundle's ``training`` names: of clips, impulse responses and weights."""
    return [licence for _, licence in _sources(training)]


def ship_reasons(training: Mapping[str, Any]) -> tuple[str, ...]:
    """Why a bundle may not be passed on, or why that is not known; nothing if it may.

    One sentence for each licence that is in the way, those that forbid it first.
    """
    found: dict[MayShip, list[str]] = {"no": [], "unknown": [], "yes": []}
    for what, licence in _sources(training):
        verdict = _one(licence)
        if verdict == "no":
            found["no"].append(f'{what}: "{licence}" does not let the model be passed on.')
        elif not licence.strip():
            found["unknown"].append(f"{what}: no licence is stated.")
        elif verdict == "unknown":
            found["unknown"].append(f'{what}: it is not known what "{licence}" allows.')
    return (*found["no"], *found["unknown"])


def _sources(training: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a model was made from, in words, and its licence; a bundle may be anybody's."""
    try:
        return list(_read_sources(training))
    except (AttributeError, KeyError, TypeError, ValueError):
        return [("What it was made from", "")]


def _read_sources(training: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    clips = training.get("data", {}).get("licences") or {"": 0}
    for name, n in clips.items():
        yield _counted(n, "clip"), str(name)
    for folder in training.get("responses") or []:
        what = f'impulse response of "{folder.get("folder", "")}"'
        for name, n in (folder.get("licences") or {"": 0}).items():
            yield _counted(n, what, "impulse response", "impulse responses"), str(name)
    for teacher in started_from(training):
        what = f"The weights {teacher['weights']} of {teacher.get('network') or 'the teacher'}"
        yield what, str(teacher.get("licence", ""))


def _counted(n: Any, what: str, one: str = "", many: str = "") -> str:
    if not n:
        return "Its clips" if what == "clip" else what.replace(one, many.capitalize())
    plural = what.replace(one, many) if one else f"{what}s"
    return f"{n:,} {what if n == 1 else plural}"


def started_from(training: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The teacher, or the systems it was fused of, as far as they did not start from nothing.

    One that started from random weights has no licence but that of its clips.
    """
    teacher = training.get("teacher") or {}
    systems = teacher.get("systems") or [teacher]
    return [system for system in systems if system.get("weights")]


def _one(licence: str) -> MayShip:
    remark = " ".join(re.findall(r"\((.*)\)", licence.casefold()))  # (whose it is)
    plain = re.sub(r"\(.*\)", "", licence.casefold())
    plain = re.sub(r"[\s_]+", " ", plain).strip()
    if link := re.search(r"creativecommons\.org/(licenses|publicdomain)/([a-z+-]+)", plain):
        plain = {"zero": "cc0", "mark": "public domain"}.get(link[2], f"cc {link[2]}")
    if _RESTRICTED.search(plain.replace("-", " ")) or _RESTRICTED.search(plain):
        return "no"
    free = all(_FREE.fullmatch(choice) for choice in plain.split(" or "))
    return "yes" if free and not _RESTRICTED.search(remark) else "unknown"
