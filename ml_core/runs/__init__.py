"""Run folders: start detached, follow, ask to stop, resume. Torch-free."""

from ml_core.runs.folder import RunFolder, RunMonitor, RunStatus, StopRequested, list_runs
from ml_core.runs.launch import launch_stage, start_detached

__all__ = [
    "RunFolder", "RunMonitor", "RunStatus", "StopRequested", "launch_stage", "list_runs",
    "start_detached",
]  # fmt: skip
