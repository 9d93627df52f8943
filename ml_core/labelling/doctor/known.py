"""What the doctor has heard before, without listening again."""

from collections.abc import Collection, Sequence

from ml_core.labelling.doctor.audio_files import audio_files, content_key
from ml_core.labelling.doctor.cache import Cache, Measured
from ml_core.labelling.doctor.levels import levels
from ml_core.labelling.doctor.problems import DoctorLimits, Problem
from ml_core.project import ClipRow, Project


def known_levels(
    project: Project, clips: Sequence[ClipRow], limits: DoctorLimits | None = None
) -> list[Problem]:
    """What is wrong with each clip by itself, of those whose recordings were measured before.

    Args:
        project: whose clips.
        clips: any of them.
        limits: from where on something is a problem; None takes the defaults.
    """
    limits = limits or DoctorLimits()
    if project.read_only or not project.cache_dir.is_dir():
        return []
    with Cache(project.cache_dir) as cache:
        known = cache.known()
        clips = _that_were_heard(project, clips, known)  # only of these the files are looked at
        key_of = {number: one.key for number, one in audio_files(project, clips).items()}
        measured = Measured(cache, {number: key for number, key in key_of.items() if key in known})
        return [
            problem
            for clip in clips
            if (heard := measured.get(clip.recording_id)) is not None
            for problem in levels(clip, heard, limits)
        ]


def _that_were_heard(
    project: Project, clips: Sequence[ClipRow], known: Collection[str]
) -> list[ClipRow]:
    """The clips of recordings whose content, as the project knows it, was measured."""
    if not known:
        return []
    content: dict[int, str | None] = dict(
        project.database.rows("SELECT id, sha256 FROM recordings")
    )
    return [
        clip for clip in clips if content_key(content.get(clip.recording_id), clip.channel) in known
    ]
