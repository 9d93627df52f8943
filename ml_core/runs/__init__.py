"""Run folders: start detached, follow, ask to stop, resume. Torch-free."""

from ml_core.runs.causes import as_problem, cause_of
from ml_core.runs.ending import End, explain_end
from ml_core.runs.folder import (
    RunFolder,
    RunMonitor,
    RunStatus,
    StopKind,
    StopRequested,
    list_runs,
)
from ml_core.runs.launch import fresh_path, launch_run, launch_stage, new_run, start_detached

__all__ = [
    "End", "RunFolder", "RunMonitor", "RunStatus", "StopKind", "StopRequested",
    "as_problem", "cause_of", "explain_end", "fresh_path", "launch_run",
    "launch_stage", "list_runs", "new_run", "start_detached",
]  # fmt: skip
