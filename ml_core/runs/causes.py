"""Why an error happened, in the few kinds that people can do something about."""

import errno
from collections.abc import Iterator
from typing import Literal

from ml_core.errors import AscError, RunError, UnreadableRecording

Cause = Literal[
    "memory", "disk", "clip", "gpu", "problem", "bug",  # it says so itself
    "killed", "crashed", "reboot", "lost", "not_started",  # it could not say anything
    "stalled", "waits",  # it still runs, or waits for one that does not
]  # fmt: skip

_BY_NUMBER: dict[int, Cause] = {
    errno.ENOSPC: "disk", errno.EDQUOT: "disk", errno.EFBIG: "disk", errno.ENOMEM: "memory",
}  # fmt: skip
_MEMORY_NAMES = {"MemoryError", "OutOfMemoryError"}
_SPEAKS = {"OSError", "ImportError", "RuntimeError", "SafetensorError", "OperationalError"}
_WORDS: dict[Cause, tuple[str, ...]] = {
    "disk": ("no space left", "disk is full", "file too large", "disk quota"),
    "memory": (
        "can't allocate memory",
        "cannot allocate memory",
        "bad_alloc",
        "out of memory",
        "new thread",
    ),
    "gpu": ("cuda error", "cudnn", "cublas", "nvml", "hip error"),
}


def chain(error: BaseException) -> Iterator[BaseException]:
    """An error and what it came from, the newest first."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__


def cause_of(error: BaseException) -> Cause:
    """The kind of an error; torch's are known by their names, for torch is not imported here."""
    found = next((kind for one in chain(error) if (kind := _kind_of(one))), None)
    return found or ("problem" if isinstance(error, AscError) else "bug")


def _kind_of(one: BaseException) -> Cause | None:
    names = {kind.__name__ for kind in type(one).__mro__}
    if isinstance(one, UnreadableRecording):
        return "clip"
    if isinstance(one, OSError) and one.errno in _BY_NUMBER:
        return _BY_NUMBER[one.errno]
    if names & _MEMORY_NAMES:
        return "memory"
    if names & _SPEAKS:
        words = str(one).lower()
        said = (kind for kind, signs in _WORDS.items() if any(sign in words for sign in signs))
        return next(said, "gpu" if "AcceleratorError" in names else None)
    return None


def as_problem(error: BaseException) -> RunError | None:
    """A sentence in place of an error of a library; None for a bug, or what says it already."""
    cause = cause_of(error)
    if cause == "memory":
        return RunError(
            "There is not enough memory for this run.",
            hint="Use a smaller batch_size or memory_mb; a network that is fine-tuned may also "
            "have a micro_batch.",
        )
    if cause == "disk":
        return RunError("The disk is full.", hint="Make room, then resume the run.")
    if cause == "gpu":
        return RunError(
            "The GPU is gone or stopped answering.",
            hint="Resume the run when it is back; if that fails, start the computer again. "
            "A new run can do without it: torch_device=cpu.",
        )
    return None
