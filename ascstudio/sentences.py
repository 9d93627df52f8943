"""Says a finished English sentence in another language, by the template it was made from.

The engine makes its sentences with f-strings and knows no language. ``packaging/translatable.py``
collects their templates, such as ``The run "{1}" holds no network.``; here the sentence is held
against them, and what stood for ``{1}`` is put into the translated template. What was filled in may
itself be made from a template, and several sentences may stand one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_HOLE = re.compile(r"\{(\d+)\}")
_DEEP = 3  # templates within templates
_FEW = 4  # words of a hole that a template of few words may leave as they are
_NUMBER = re.compile(
    r"(?<![\w.,])[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w.,]*\w)"
    r"|\d+\.\d+(?=(?:\s\w+\s[-+]?\d+\.\d+)?\s?(?:%|dB|s|ms|min|[kMG]B|k?Hz|MMAC|Punkte)(?!\w)))"
)
"""A number with thousands, or a measured one, also the first of two that have one unit: what is in
a recipe stays as it is typed there."""
_Said = tuple[str | None, int]
"""Words, None for none, and how many signs of them are sure."""


@dataclass(frozen=True)
class Template:
    """English words with holes, and the same in another language.

    Attributes:
        source: e.g. ``{1} clips are silent.``
        words: e.g. ``{1} Clips sind still.``
    """

    source: str
    words: str

    @cached_property
    def fixed(self) -> tuple[str, ...]:
        """What stands between the holes, the longest first."""
        pieces = _HOLE.split(self.source)[::2]  # words, number, words, number, words
        return tuple(sorted(filter(None, pieces), key=len, reverse=True))

    @cached_property
    def weight(self) -> int:
        """How many signs are sure: the more, the better a fit."""
        return sum(map(len, self.fixed))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What is made of it, to the end or to where something else may follow."""
        pieces = enumerate(_HOLE.split(self.source))
        words = "".join("(.+?)" if n % 2 else re.escape(one) for n, one in pieces)
        return re.compile(words + r"(?=[ ,;]|$)", re.DOTALL)

    @cached_property
    def holes(self) -> list[tuple[str, bool]]:
        """Number of each hole in the order of the source, and whether a name in quotes fills it."""
        pieces = _HOLE.split(self.source)
        return [(pieces[n], pieces[n - 1].endswith('"')) for n in range(1, len(pieces), 2)]


class Catalogue:
    """Templates to hold sentences against.

    Args:
        templates: in any order; those without translation fit nothing.
        number: says a measured number, such as ``1,234.5``, in the other language.
    """

    def __init__(self, templates: Iterable[Template], number: Callable[[str], str] = str) -> None:
        usable = [one for one in templates if one.words]
        self._whole = {one.source: one.words for one in usable if not one.holes}
        self._templates = usable
        self._number = number

    def told(self, sentence: str) -> str:
        """The sentence, or all of several, in the other language; as it is where none fits."""
        said, _ = self._said(sentence, _DEEP)
        return sentence if said is None else _NUMBER.sub(lambda one: self._number(one[0]), said)

    def _said(self, sentence: str, deep: int) -> _Said:
        """The words in the other language, spaces around them as they were, and how sure."""
        bare = sentence.strip()
        if not re.search(r"[^\W\d_]{2}", bare):
            return None, 0
        said, weight = self._known(bare, deep)
        if said is None and bare.endswith("."):  # a clause that was made a sentence
            said, weight = self._known(bare[:1].lower() + bare[1:-1], deep)
            said = None if said is None else f"{said[:1].upper()}{said[1:]}."
        return (None, 0) if said is None else (sentence.replace(bare, said), weight)

    def _known(self, bare: str, deep: int) -> _Said:
        if bare in self._whole:
            return self._whole[bare], len(bare)
        return self._fitted(bare, deep)

    def _fitted(self, bare: str, deep: int) -> _Said:
        """The best of all templates, or rows of templates, that fit."""
        best: _Said = (None, 0)
        near = [one for one in self._templates if all(words in bare for words in one.fixed)]
        for one in near:
            for found in (one.pattern.fullmatch(bare), one.pattern.match(bare)):
                if found is not None:
                    best = max(best, self._with_rest(one, found, bare, deep), key=lambda it: it[1])
        return best

    def _with_rest(self, one: Template, found: re.Match[str], bare: str, deep: int) -> _Said:
        """What a template made, and what others make of the sentences after it."""
        said, weight = self._filled(one, found, deep)
        rest = bare[found.end() :]
        if not rest or said is None:
            return said, weight
        if rest[0] == " " and not one.source.endswith((".", "!", "?", ":")):
            return None, 0
        more, also = self._said(rest, deep)
        return (None, 0) if more is None else (said + more, weight + also)

    def _filled(self, one: Template, found: re.Match[str], deep: int) -> _Said:
        said, weight = {}, one.weight
        for (hole, is_name), words in zip(one.holes, found.groups(), strict=True):
            inner, sure = self._said(words, deep - 1) if deep and not is_name else (None, 0)
            if inner is None and not is_name and len(words.split()) > max(_FEW, one.weight / 4):
                return None, 0  # far more would stay English than is known
            said[hole] = inner or words
            weight += sure
        return _HOLE.sub(lambda hole: said.get(hole[1], ""), one.words), weight


def read_catalogue(path: Path, number: Callable[[str], str] = str) -> Catalogue:
    """The templates of a ``.ts`` file; none where it cannot be read.

    Args:
        path: the file.
        number: see `Catalogue`.
    """
    from xml.etree import ElementTree as ET

    try:
        messages = list(ET.parse(path).getroot().iter("message"))
    except (OSError, ET.ParseError):
        messages = []
    said = ((one.findtext("source") or "", one.findtext("translation") or "") for one in messages)
    return Catalogue((Template(source, words) for source, words in said), number)
