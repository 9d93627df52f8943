"""Reading maps: what happens in a thread, without Qt."""

from collections.abc import Sequence
from pathlib import Path

from ascstudio.jobs import Failure
from ascstudio.pages.explore.state import Map
from ml_core import api

FEWEST = 3  # clips that make a map


def find_map(
    project: "api.Project", clips: "Sequence[api.ClipRow]", bundles: Sequence[Path]
) -> Map | Failure | None:
    """The map of the first of these bundles that has heard clips of the project.

    Returns:
        None if none of them has; a failure if the first bundle cannot be read.
    """
    failure: Failure | None = None
    for place, bundle in enumerate(bundles):
        try:
            fingerprint = api.read_bundle(bundle).fingerprint
        except api.AscError as error:
            if place == 0:
                failure = Failure(error.message, error.hint)
            continue
        space = api.read_space(project, fingerprint, clips)
        if space is not None and len(space) >= FEWEST:
            return Map(space, bundle, api.at_once(space), api.read_map(project, space, clips))
    return failure
