"""Teaching a scene from a minute of sound, without training.

scoring   one score space: the cosine to a prototype per scene, trained ones included
support   recordings or samples -> embeddings of the windows that carry a signal
teaching  support -> prototype, threshold, and what it would take from the known scenes
files     what a bundle is called that was taught something
baking    the places that were taught as scenes of a new student
"""

from ml_core.enrolment.files import file_for
from ml_core.enrolment.scoring import ScoreSpace, UnknownSetting
from ml_core.enrolment.support import Support, support_from_files, support_from_samples
from ml_core.enrolment.teaching import (
    EnrolResult,
    add_enrolled,
    enrol,
    extend_enrolled,
    mute_enrolled,
    remove_enrolled,
    rename_enrolled,
)

__all__ = [
    "EnrolResult",
    "ScoreSpace",
    "Support",
    "UnknownSetting",
    "add_enrolled",
    "enrol",
    "extend_enrolled",
    "file_for",
    "mute_enrolled",
    "remove_enrolled",
    "rename_enrolled",
    "support_from_files",
    "support_from_samples",
]
