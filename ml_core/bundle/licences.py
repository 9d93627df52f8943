"""Whether what a model was made from lets the model be passed on."""

import re
from collections.abc import Iterable, Mapping
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
    """Licences of the clips and of the teachers' weights that a bundle's ``training`` names."""
    found = [str(name) for name in training.get("data", {}).get("licences", {"": 0})]
    return found + [str(teacher.get("licence", "")) for teacher in started_from(training)]


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
