"""How fast this machine trains which network: measured once, or learnt from finished runs."""

import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ml_core.files import from_json, home_dir, write_json
from ml_core.runs.lock import locked

FILE = "speeds.json"  # in the home folder
SLOWER = 0.25  # how far a slower measurement counts: other work can only make it slower


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured of a network with one recipe on this machine.

    Attributes:
        window_s: seconds by the clock for one training window, forward and back.
        heard_s: the same for hearing one window, forward only; 0 if it was not measured.
        memory_bytes: the most it needed, without the clips kept decoded; 0 if unknown.
        runs: finished ones it was learnt from; 0: from a few steps.
    """

    window_s: float
    heard_s: float = 0.0
    memory_bytes: int = 0
    runs: int = 0


def key_of(stage: str, network: str, recipe: Mapping[str, Any]) -> str:
    """What decides the speed: stage, network, and the settings that change a step.

    Args:
        stage: of the recipe.
        network: that is trained; for a quantization the student's.
        recipe: its settings, by name.
    """
    names = ("batch_size", "front_end", "head", "teacher_hears", "embeddings", "trainable",
             "micro_batch", "precision")  # fmt: skip
    words = [f"{name}={recipe[name]}" for name in names if recipe.get(name) not in (None, "", 0)]
    if recipe.get("dir_share"):
        words.append("dir")
    if recipe.get("crd_weight"):
        words.append("crd")
    return " ".join([stage, network, *words])


def speed_key(recipe: Any) -> str:
    """What decides the speed of a recipe; that of an int8 recipe also depends on its student."""
    return key_of(recipe.stage, str(getattr(recipe, "network", "")), asdict(recipe))


def known_speeds(path: Path | None = None) -> dict[str, Speed]:
    """What was measured on this machine so far; nothing of another one counts.

    Args:
        path: of the file; None: in the home folder.
    """
    try:
        table = from_json((path or home_dir() / FILE).read_bytes())
        rows = table["speeds"] if table["machine"] == machine() else {}
        return {str(key): Speed(**row) for key, row in rows.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def remember(key: str, speed: Speed, path: Path | None = None) -> None:
    """Keep what was measured, together with what was known before; 0 says nothing new.

    Raises:
        UnwritableFile: the home folder cannot be written.
    """
    path = path or home_dir() / FILE
    with locked(path.with_name(f".{path.name}.lock")):  # runs side by side may end together
        known = known_speeds(path)
        before = known.get(key)
        if before is not None and before.runs and not speed.runs:
            return  # a whole run knows better than a few steps
        known[key] = speed if before is None else _blended(before, speed)
        rows = {name: asdict(row) for name, row in known.items()}
        write_json(path, {"machine": machine(), "speeds": rows})


def _blended(before: Speed, now: Speed) -> Speed:
    return Speed(
        _blend(before.window_s, now.window_s),
        _blend(before.heard_s, now.heard_s),
        max(before.memory_bytes, now.memory_bytes),
        before.runs + now.runs,
    )


def _blend(before: float, now: float) -> float:
    if not before or not now:
        return before or now
    return now if now < before else before + SLOWER * (now - before)


def machine() -> str:
    """This computer, as far as speed goes."""
    return f"{platform.machine()} {_processor()} {os.cpu_count()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if "model name" in line), "")
