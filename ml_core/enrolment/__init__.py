"""Teaching a scene from a minute of sound, without training.

scoring   one score space: the cosine to a prototype per scene, trained ones included
support   recordings or samples -> embeddings of the windows that carry a signal
teaching  support -> prototype, threshold, and what it would take from the known scenes
"""

from ml_core.enrolment.scoring import ScoreSpace, UnknownSetting
from ml_core.enrolment.support import Support, support_from_files, support_from_samples
from ml_core.enrolment.teaching import EnrolResult, add_enrolled, enrol, remove_enrolled, rename

__all__ = [
    "EnrolResult",
    "ScoreSpace",
    "Support",
    "UnknownSetting",
    "add_enrolled",
    "enrol",
    "remove_enrolled",
    "rename",
    "support_from_files",
    "support_from_samples",
]
