"""How long a clearer map takes on this computer, as far as one was drawn here."""

import contextlib
from pathlib import Path

from ml_core.errors import UnwritableFile
from ml_core.evaluation.projection import tsne_seconds
from ml_core.planning.speeds import Speed, known_speeds, remember
from ml_core.runs.vitals import busy

KEY = "map"  # among the speeds: its ``window_s`` is how many times as long as was reckoned
FIRST_S = 8.0  # more for the first one: its libraries are read from the disk


def seconds_to_map(n_clips: int, path: Path | None = None) -> float:
    """About how long it takes here and now, which is longer where much else is going on.

    Args:
        n_clips: on the map.
        path: of the speeds; None: in the home folder.
    """
    known = known_speeds(path).get(KEY)
    reckoned_s = tsne_seconds(n_clips)
    return busy() * (reckoned_s + FIRST_S if known is None else reckoned_s * known.window_s)


def remember_map(n_clips: int, seconds: float, path: Path | None = None) -> None:
    """Keep how long one took; what was going on besides is taken out.

    Args:
        n_clips: on the map.
        seconds: by the clock.
        path: as for ``seconds_to_map``.
    """
    with contextlib.suppress(UnwritableFile):  # then it is reckoned
        remember(KEY, Speed(seconds / busy() / tsne_seconds(n_clips)), path)
