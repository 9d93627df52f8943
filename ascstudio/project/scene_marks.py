"""The mark of every scene, the same on every page: those of the project first, by its order."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from ascstudio.theme import Mark, scene_mark

if TYPE_CHECKING:
    from ml_core import api

FIRST_TAUGHT = 10
"""Places that a bundle alone knows take the marks from the eleventh on, to look like themselves."""


def marks_of(
    scenes: Sequence[str], bundle: "api.Bundle | None" = None, more: Sequence[str] = ()
) -> Mapping[str, Mark]:
    """A mark for every scene that can be shown.

    Args:
        scenes: of the project, in the order of their keys; none without one.
        bundle: what it knows beyond the project comes behind those.
        more: scenes of something else, e.g. of a run, behind them as well.
    """
    taught = () if bundle is None else tuple(one.name for one in bundle.enrolled)
    trained = () if bundle is None else tuple(bundle.manifest.scenes)
    return _marks(tuple(scenes), (*trained, *more), taught)


def mark_of_next(scenes: Sequence[str], bundle: "api.Bundle | None") -> Mark:
    """The mark of a place that would be taught now.

    Args:
        scenes: of the project, which takes a place in with its recordings.
        bundle: that learns it.
    """
    if scenes:
        return scene_mark(len(scenes))
    used = (mark.index for mark in marks_of(scenes, bundle).values())
    return scene_mark(max((FIRST_TAUGHT - 1, *used)) + 1)


@lru_cache(maxsize=16)  # Live asks for each decision
def _marks(
    scenes: tuple[str, ...], others: tuple[str, ...], taught: tuple[str, ...]
) -> Mapping[str, Mark]:
    places = {scene: n for n, scene in enumerate(dict.fromkeys((*scenes, *others)))}
    free = max(FIRST_TAUGHT, len(places))
    for n, name in enumerate(one for one in taught if one not in places):
        places[name] = free + n
    return MappingProxyType({scene: scene_mark(n) for scene, n in places.items()})
