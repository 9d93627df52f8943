"""The project folder: one SQLite database, in which every change is a row of an operation log."""

from ml_core.project.changes import Changes, Mark
from ml_core.project.clips import STATES, ClipFilter, ClipRow, Sort
from ml_core.project.contents import ReadFile
from ml_core.project.edits import Fact
from ml_core.project.history import Operation
from ml_core.project.info import ProjectInfo
from ml_core.project.intake import Header, ImportRow, NewRecording, Problem
from ml_core.project.merging import KnownRecording, Merged
from ml_core.project.products import BundleRow, RunRow
from ml_core.project.project import Project
from ml_core.project.relocation import Relocation
from ml_core.project.roots import AudioRoot
from ml_core.project.segments import NewSegment
from ml_core.project.snapshots import Snapshot, SnapshotDiff

__all__ = [
    "STATES",
    "AudioRoot",
    "BundleRow",
    "Changes",
    "ClipFilter",
    "ClipRow",
    "Fact",
    "Header",
    "ImportRow",
    "KnownRecording",
    "Mark",
    "Merged",
    "NewRecording",
    "NewSegment",
    "Operation",
    "Problem",
    "Project",
    "ProjectInfo",
    "ReadFile",
    "Relocation",
    "RunRow",
    "Snapshot",
    "SnapshotDiff",
    "Sort",
]  # fmt: skip
