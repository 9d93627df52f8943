"""The result of a run, as far as it can be believed: others may have written into it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ml_core.errors import RunError
from ml_core.files import read_json
from ml_core.kinds import is_count, is_number, is_number_or_none, is_text, is_texts

FILE = "result.json"


def _numbers(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_number, value))


def _by_name(kind: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, dict) and all(map(kind, value.values()))


def _scenes(value: Any) -> bool:
    """Names, or of a corpus how often each was heard."""
    return is_texts(value) or _by_name(is_count)(value)


def _confusion(value: Any) -> bool:
    if not isinstance(value, dict) or not is_texts(value.get("scenes")):
        return False
    rows, n = value.get("counts"), len(value["scenes"])
    return isinstance(rows, list) and len(rows) == n and all(
        isinstance(row, list) and len(row) == n and all(map(is_count, row)) for row in rows
    )  # fmt: skip


def _with(**kinds: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """A table that has these, of these kinds."""
    return lambda value: (
        isinstance(value, dict)
        and all(name in value and kind(value[name]) for name, kind in kinds.items())
    )


def _systems(value: Any) -> bool:
    return isinstance(value, list) and all(map(_with(run=is_text), value)) and all(
        is_number(one.get("accuracy", 0.0)) for one in value
    )  # fmt: skip


_KINDS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(
        ("accuracy", "macro_accuracy", "fp32_accuracy", "first_val_accuracy"), is_number_or_none
    ),
    **dict.fromkeys(
        ("val_accuracy", "train_s", "waited_s", "test_s", "windows_per_s", "sound_s", "seconds"),
        is_number,
    ),
    **dict.fromkeys(
        ("n_clips", "n_windows", "n_trials", "n_given_up", "rows", "problems", "parts"), is_count
    ),
    **dict.fromkeys(
        ("backend", "network", "fingerprint", "best_run", "recipe", "folder", "fitted_on"), is_text
    ),
    "scenes": _scenes,
    "per_device": _by_name(is_number),
    "device_clips": _by_name(is_count),
    "confusion": _confusion,
    "parity": _with(sentence=is_text),
    "changed": lambda value: isinstance(value, dict),
    "weights": _numbers,
    "biases": lambda value: isinstance(value, list),
    "systems": _systems,
    "averaged": _with(accuracy=is_number),
    "fused": _with(accuracy=is_number),
}
_ALWAYS = {
    "bulk": ("folder", "parts", "rows", "problems", "sound_s"),
    "search": ("accuracy", "best_run", "changed", "first_val_accuracy", "n_given_up", "n_trials",
               "recipe", "val_accuracy"),
    "fuse": ("accuracy", "biases", "fitted_on", "systems", "weights"),
}  # fmt: skip


def read_result(run: Path) -> dict[str, Any] | None:
    """What a run came to, None before its end; what cannot be meant so counts as not said."""
    said = read_json(run / FILE)
    if said is None:
        return None
    return {name: value for name, value in said.items() if name not in _KINDS
            or _KINDS[name](value)}  # fmt: skip


def whole_result(run: Path, stage: str) -> dict[str, Any] | None:
    """What a run came to with all that its stage always says, None before its end.

    Raises:
        RunError: something of it is not there, or cannot be meant.
    """
    result = read_result(run)
    if result is None:
        return None
    missing = [name for name in _ALWAYS.get(stage, ()) if name not in result]
    if stage == "fuse" and not missing and len(result["weights"]) != len(result["systems"]):
        missing = ["weights"]  # of each system one
    if missing:
        raise RunError(
            f'"{FILE}" of the run "{run.name}" is damaged: it does not say "{missing[0]}".',
            hint="Put back a copy of it, or discard the run and start another.",
        )
    return result
