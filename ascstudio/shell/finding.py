"""What the palette finds: words by a few letters, and what was meant by a slip."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

CLOSE = 0.7  # of ``difflib``: a letter too many in five
MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a command, a clip, a setting, or a group's title (without ``run``).

    Attributes:
        text: what it is.
        where: where it is, or why it is impossible.
        icon: name of an icon.
        keys: the key that does the same.
        reason: why it is impossible now.
        run: does it; None for a title.
        careful: it changes data: Enter alone never runs it.
        key: name by which it is remembered; empty: it is not.
        more: what else can be done with it, under Tab.
        stays: the palette stays open: it only helps to type.
    """

    text: str
    where: str = ""
    icon: str = ""
    keys: str = ""
    reason: str = ""
    run: Callable[[], object] | None = None
    careful: bool = False
    key: str = ""
    more: Callable[[], Sequence[Entry]] | None = field(default=None, compare=False)
    stays: bool = False


def score(text: str, wanted: str) -> float:
    """How well ``wanted`` is found in ``text``: 0 not at all; whole words before scattered letters.

    Letters must appear in order; starts of words and runs of letters count more.
    """
    low, letters = text.lower(), wanted.lower().strip()
    if not letters:
        return 1.0
    if letters in low:
        at = low.index(letters)
        return 3.0 - at / (len(low) + 1) + (1.0 if at == 0 or low[at - 1] == " " else 0.0)
    place, found, last = 0, 0.0, -2
    for letter in letters.replace(" ", ""):
        place = low.find(letter, place)
        if place < 0:
            return 0.0
        at_start = place == 0 or low[place - 1] == " "
        found += 1.0 if at_start or place == last + 1 else 0.3
        last = place
        place += 1
    return found / len(letters) if found / len(letters) > 0.5 else 0.0


def meant(wanted: str, texts: Iterable[str]) -> str:
    """The word nearest to one that was typed with a slip; empty where none is near.

    Args:
        wanted: what was typed.
        texts: what could have been meant; their words are looked at.
    """
    words: dict[str, str] = {}
    for text in texts:
        for word in (text, *text.split()):
            bare = word.strip(".,:;…()\"'")
            if len(bare) > 2 and len(words) < MOST_WORDS:
                words.setdefault(bare.lower(), bare)
    near = get_close_matches(wanted.lower().strip(), words, n=1, cutoff=CLOSE)
    return words[near[0]] if near else ""
