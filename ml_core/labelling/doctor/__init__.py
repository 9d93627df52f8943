"""The data doctor: what is wrong with the recordings, and one key to mend it.

measure      one pass over a file: level, offset, clipping every 0.1 s
fingerprint  the same sound again, whatever was done to the file
twins        pairs of recordings guessed by fingerprint and proved by their samples
cache        what was measured, by the content of the file
levels       clipped, offset, silent, too short
copies       duplicates and near-duplicates: which clip to keep
leaks        groups on both sides of a split
shortcuts    scenes that device, level or kind of file give away
examination  all of it: run_doctor
fixes        what one key does about a problem
"""

from ml_core.labelling.doctor.examination import run_doctor
from ml_core.labelling.doctor.fixes import apply_fix, apply_fixes
from ml_core.labelling.doctor.problems import (
    KINDS,
    DoctorLimits,
    DoctorReport,
    Fix,
    Kind,
    Problem,
    Shortcut,
)

__all__ = [
    "KINDS",
    "DoctorLimits",
    "DoctorReport",
    "Fix",
    "Kind",
    "Problem",
    "Shortcut",
    "apply_fix",
    "apply_fixes",
    "run_doctor",
]
