"""Texts as they are searched."""

from unicodedata import normalize


def folded(text: str) -> str:
    """In lower case, and accents in the one form that keyboards make (NFC)."""
    low = text.lower()
    return low if low.isascii() else normalize("NFC", low)
