"""How long one window takes on this machine, and what was measured of it before."""

import contextlib
import os
import platform
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from ml_core.bundle.session import open_network
from ml_core.errors import UnwritableFile
from ml_core.files import from_json, home_dir, write_json
from ml_core.progress import Monitor

PASSES, FEW_PASSES = 200, 60
WARM_UP = 10  # passes that do not count
FILE = "latency.json"  # in the home folder
Times = dict[str, float]  # p50 and p95, in ms


def in_turn(
    parts: Mapping[str, Callable[[], object]],
    monitor: Monitor,
    *,
    passes: int = PASSES,
    stage: str = "bench",
) -> dict[str, Times]:
    """Half and 19 of 20 calls of every part take no longer than so many milliseconds.

    The parts take turns, so that a busy moment meets all of them.

    Args:
        parts: what is called, by name.
        monitor: told about every turn, and may cancel.
        passes: of every part, after a few that do not count.
        stage: the word the monitor is told.
    """
    times: dict[str, list[float]] = {name: [] for name in parts}
    for number in range(passes + WARM_UP):
        monitor.report(number, passes + WARM_UP, stage=stage)
        for name, run in parts.items():
            start = time.perf_counter()
            run()
            times[name].append(1000 * (time.perf_counter() - start))
    return {
        name: {
            "p50": float(np.median(values[WARM_UP:])),
            "p95": float(np.quantile(values[WARM_UP:], 0.95)),
        }
        for name, values in times.items()
    }


def latencies(
    files: Mapping[str, bytes], monitor: Monitor, *, path: Path | None = None, again: bool = False
) -> dict[str, Times]:
    """How long one thread takes for one window of each network, measured once on a machine.

    Where one of them is new all are measured, for the load of a moment is the same only for what
    takes turns.

    Args:
        files: ONNX files with one input of one window, by a name that stands for their content.
        monitor: told about every turn, and may cancel.
        path: where measurements are kept; None: in the home folder.
        again: measure also what is known.

    Returns:
        ``p50`` and ``p95`` in ms, by name.

    Raises:
        BundleError: onnxruntime refuses a file.
    """
    path = path or home_dir() / FILE
    known = _known(path)
    if again or not files.keys() <= known.keys():
        parts = {name: _pass(data) for name, data in files.items()}
        known |= in_turn(parts, monitor, passes=FEW_PASSES, stage="latency")
        with contextlib.suppress(UnwritableFile):  # only the time to measure again is lost
            write_json(path, {"machine": machine(), "files": known})
    return {name: known[name] for name in files}


def _pass(data: bytes) -> Callable[[], object]:
    session = open_network(data)
    (wanted,) = session.get_inputs()
    shape = [size if isinstance(size, int) else 1 for size in wanted.shape]
    window = np.random.default_rng(0).standard_normal(shape, dtype=np.float32)
    return lambda: session.run(None, {wanted.name: window})


def _known(path: Path) -> dict[str, Times]:
    """Measurements of this very machine and onnxruntime."""
    try:
        table = from_json(path.read_bytes())
        if table["machine"] != machine():
            return {}
        return {
            str(name): {"p50": float(row["p50"]), "p95": float(row["p95"])}
            for name, row in table["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def machine() -> dict[str, Any]:
    """What decides the speed, as far as it can be known."""
    return {"cpu": cpu_name(), "cores": os.cpu_count(), "onnxruntime": onnxruntime.__version__}


def cpu_name() -> str:
    """The processor's own name where the system tells it."""
    try:
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
