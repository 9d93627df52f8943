"""What a bundle is called that was taught something."""

import re
from pathlib import Path

from ml_core.bundle.store import SUFFIX

_LONGEST = 100  # bytes; a file name has 255 at most


def file_for(folder: Path, bundle: str, word: str) -> Path:
    """A file that is not there yet.

    Args:
        folder: where it is to lie.
        bundle: name of the bundle from before.
        word: what is new: the place, or ``without`` it.
    """
    stem, n = f"{_slug(bundle)}-{_slug(word)}", 1
    path = folder / f"{stem}{SUFFIX}"
    while path.exists():
        n += 1
        path = folder / f"{stem}-{n}{SUFFIX}"
    return path


def _slug(name: str) -> str:
    """A name as part of a file's, of which the other part and an ending take some room, too."""
    slug = re.sub(r"[^\w]+", "-", name.strip().lower())
    return slug.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip("-") or "place"
