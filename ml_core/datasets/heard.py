"""What was just heard, kept in a project as a clip."""

import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ml_core.datasets.arrivals import header_of
from ml_core.errors import ProjectError
from ml_core.project import ClipFilter, ClipRow, NewRecording, NewSegment, Project
from ml_core.recordings.decode import write_wav

FOLDER = "recordings"
"""Where in the project's folder they lie, beside those that were recorded into a scene."""
IMPORT = "Live corrections"


def keep_heard(
    project: Project,
    samples: npt.NDArray[np.float32],
    rate_hz: int,
    scene: str,
    *,
    heard_as: str | None = None,
    session: str,
    device: str | None = None,
) -> ClipRow:
    """Write samples into the project's folder and bring them in, as one operation of its log.

    Args:
        project: where to; must be writable.
        samples: (T,) at ``rate_hz``; on the grid of 16 bits they are kept exactly.
        rate_hz: their rate.
        scene: what they are.
        heard_as: what had been decided. Where it is the scene itself nobody corrected it yet, and
            the clip waits for review.
        session: one listening: what was heard in it is one source, so that a split never divides
            stretches that may overlap.
        device: name of the microphone.

    Returns:
        The new clip.

    Raises:
        ProjectError: there is no sound, or the project cannot be changed.
        AscError: the file cannot be written.
    """
    if project.read_only:
        raise ProjectError(
            f'"{project.folder}" cannot be changed.', hint="Open a project you can write to."
        )
    if not len(samples):
        raise ProjectError("Nothing was heard yet.", hint="Listen for some seconds first.")
    now = datetime.datetime.now().astimezone()
    path = _new_path(project.folder / FOLDER, f"{now:%Y%m%d_%H%M%S}_live")
    write_wav(path, samples, rate_hz)
    header = header_of(path)
    corrected = scene != heard_as
    note = "corrected live" if corrected else "heard live"
    if corrected and heard_as is not None:
        note = f"{note}, was {heard_as}"
    whole = NewSegment(
        0.0, len(samples) / rate_hz, scenes=(scene,), note=note,
        state=None if corrected else "needs_review",
    )  # fmt: skip
    new = NewRecording(
        path=path.name,
        size_bytes=header.size_bytes,
        sample_rate_hz=header.sample_rate_hz,
        channels=header.channels,
        n_samples=header.n_samples,
        container=header.container,
        subtype=header.subtype,
        source=session,
        session=session,
        device=device or None,
        recorded_at=now.isoformat(timespec="seconds"),
        segments=(whole,),
        modified_ns=header.modified_ns,
    )
    number = project.begin_import(IMPORT, path.parent, "recorder")
    project.add_recordings(number, project.add_root(path.parent, path.parent), [new])
    (clip,) = project.fetch(ClipFilter(import_id=(number,)))
    return clip


def _new_path(folder: Path, stem: str) -> Path:
    path, number = folder / f"{stem}.wav", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}_{number}.wav"
    return path
