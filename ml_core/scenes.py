"""The ordered set of scenes a model knows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ml_core.errors import AscError


@dataclass(frozen=True, slots=True)
class SceneSet:
    """Scene names in the order of the classifier's outputs.

    Raises:
        AscError: a name is empty or appears twice.
    """

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        if not all(name.strip() for name in self.names):
            raise AscError("A scene has no name.", hint="Give every scene a name.")
        if len(set(self.names)) != len(self.names):
            raise AscError("Two scenes have the same name.", hint="Rename one of them.")

    @classmethod
    def of(cls, names: Iterable[str]) -> "SceneSet":
        """The distinct names in alphabetical order, as DCASE numbers them."""
        return cls(tuple(sorted(set(names))))

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def index(self, name: str) -> int:
        """Position of ``name``; raises AscError if it is not one of the scenes."""
        try:
            return self.names.index(name)
        except ValueError:
            raise AscError(
                f'"{name}" is not one of the {len(self.names)} scenes of this model.',
                hint="Choose another model, or leave that scene out.",
            ) from None


_JOINERS = "\u200c\u200d"  # they cannot be seen, but belong to words of Persian and Hindi


def plain(words: str, most: int = 500) -> str:
    """Foreign words as they can be shown: on one line, in one direction, not without end.

    What cannot be printed, line ends and marks that turn the direction of writing among it,
    becomes a space.
    """
    if len(words) > most:
        words = f"{words[:most]}…"
    if words.isprintable():
        return words
    return "".join(one if one.isprintable() or one in _JOINERS else " " for one in words)


def display_name(scene: str) -> str:
    """``street_traffic`` as people read it: ``Street traffic``."""
    words = plain(scene.replace("_", " ")).strip()
    return words[:1].upper() + words[1:]
