"""A log of starts and problems: for reports, without names of files and people."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from ml_core import api

NAME, OLD = "studio.log", "studio.old.log"
MOST_BYTES = 256 * 1024


def logs_folder() -> Path:
    """Where the logs lie."""
    return api.home_dir() / "logs"


def log(text: str) -> None:
    """Add an entry; the oldest go when the file is full. Never raises: a log is no reason to."""
    path = logs_folder() / NAME
    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            path.replace(path.with_name(OLD))
        with path.open("a", encoding="utf-8", errors="replace") as stream:
            stream.write(f"{stamp} {text.rstrip()}\n")


def newest(n_characters: int) -> str:
    """The end of the log; empty without one."""
    try:
        return (logs_folder() / NAME).read_text("utf-8", "replace")[-n_characters:]
    except OSError:
        return ""
