"""Run folders: start detached, wait in line, follow, ask to stop, resume, throw away. Torch-free.

folder     a run on disk and its state      launch   start it so that it outlives us
queue      runs that wait for their turn    trash    thrown away, pruned, and room on disk
ending     why it stands still              kept     what it has learnt
chain      runs that start from each other         naming   what people call it
facts, events, results   what its files say, as far as it can be believed
"""

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
from ml_core.runs.kept import Kept, kept_of
from ml_core.runs.launch import (
    finish_early,
    fresh_path,
    launch_run,
    launch_stage,
    new_run,
    start_detached,
)
from ml_core.runs.naming import called, clean_title, rename_run, title_of
from ml_core.runs.queue import (
    at_work,
    enqueue,
    leave_line,
    revive_runs,
    start_next,
    start_now,
    waiting_line,
    with_places,
)
from ml_core.runs.trash import (
    DiskUse,
    Trashed,
    discard_run,
    disk_use,
    empty_trash,
    in_trash,
    prune_run,
    restore_run,
)

__all__ = [
    "DiskUse", "End", "Kept", "RunFolder", "RunMonitor", "RunStatus", "StopKind", "StopRequested",
    "Trashed", "as_problem", "at_work", "called", "cause_of", "clean_title", "discard_run",
    "disk_use", "empty_trash", "enqueue", "explain_end", "finish_early", "fresh_path", "in_trash",
    "kept_of", "launch_run", "launch_stage", "leave_line", "list_runs", "new_run", "prune_run",
    "rename_run", "restore_run", "revive_runs", "start_detached", "start_next", "start_now",
    "title_of", "waiting_line", "with_places",
]  # fmt: skip
