"""Honest speed: what one window costs on this machine, in every way it could be computed.

Float and int8, on one thread and on more, take turns in short blocks, forwards and backwards, so
that a busy moment and a processor that grows warm meet all of them. A block of a precision and the
one of the other in the same round are compared with each other, not with those of other rounds.
"""

import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from ml_core.bundle.contents import Bundle
from ml_core.bundle.energy import EnergyMeter
from ml_core.bundle.latency import Times, machine
from ml_core.bundle.session import Floats, Precision, Session
from ml_core.errors import UnwritableFile
from ml_core.files import from_json, home_dir, write_json
from ml_core.frontend.log_mel import log_mel
from ml_core.progress import Monitor

ROUNDS = 8  # the range of so many paired ratios holds their median with 99 %
BLOCK_S, LEAST_PASSES = 0.12, 5  # of one row in one round
WARM_UP = 3  # passes of a block that do not count
MOST_THREADS = 8
NEAR = 1.05  # more threads must win more than this, for they cost the others
FILE, KEPT = "speed.json", 50
PRECISIONS: tuple[Precision, ...] = ("int8", "fp32")
_WORDS = {"int8": "int8", "fp32": "float"}
Blocks = Sequence[npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class SpeedRow:
    """One way to compute a window: times in ms, energy of the whole processor in joules."""

    precision: Precision
    threads: int
    frontend_ms: Times
    network_ms: Times
    end_to_end_ms: Times
    passes: int
    joules_per_window: float | None = None


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured of one bundle on one machine.

    Attributes:
        rows: int8 and float on every number of threads.
        window_s: sound in one window.
        machine: processor, cores and onnxruntime.
        memory_bytes: resident in the process that measured, with Python, numpy, onnxruntime and
            the int8 network; None where the system does not tell.
        energy_reason: why no row has an energy; empty where they have.
        ratio: int8's time of the network by float's on the recommended threads: the median of all
            rounds, and the smallest and largest.
        precision: the faster one on ``threads``.
        threads: the fewest that are within 5 % of the fastest.
        load_before: load average over one minute before it began; None where there is none.
        load_after: the same when it ended.
        measured_s: when, in seconds since 1970.
    """

    rows: tuple[SpeedRow, ...]
    window_s: float
    machine: Mapping[str, Any]
    memory_bytes: int | None
    energy_reason: str
    ratio: tuple[float, float, float]
    precision: Precision
    threads: int
    load_before: float | None
    load_after: float | None
    measured_s: float = field(default_factory=time.time)

    def row(self, precision: Precision, threads: int | None = None) -> SpeedRow:
        """What was measured of one precision, on the recommended threads if not told otherwise."""
        wanted = (precision, threads or self.threads)
        return next(row for row in self.rows if (row.precision, row.threads) == wanted)

    @property
    def best(self) -> SpeedRow:
        """The recommended row."""
        return self.row(self.precision)

    @property
    def real_time_factor(self) -> float:
        """How many times faster than the sound it hears the recommended row is."""
        return 1000 * self.window_s / self.best.end_to_end_ms["p50"]

    @property
    def is_clear(self) -> bool:
        """Whether one precision was the faster in every round."""
        _, low, high = self.ratio
        return not low <= 1.0 <= high

    @property
    def busy(self) -> bool:
        """Whether other programs were at work when it began."""
        cores = int(self.machine.get("cores") or 1)
        return self.load_before is not None and self.load_before > cores / 2

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; ``asc bench`` says what they mean."""
        best = self.best
        return {
            "cpu": self.machine["cpu"],
            "machine": dict(self.machine),
            "threads": self.threads,
            "frontend_ms": dict(best.frontend_ms),
            "fp32_ms": dict(self.row("fp32").network_ms),
            "int8_ms": dict(self.row("int8").network_ms),
            "end_to_end_ms": dict(best.end_to_end_ms),
            "real_time_factor": self.real_time_factor,
            "recommended": {
                "precision": self.precision,
                "threads": self.threads,
                "sentence": recommendation(self),
            },
            "rows": [asdict(row) for row in self.rows],
            "window_s": self.window_s,
            "memory_bytes": self.memory_bytes,
            "energy": {
                "joules_per_window": best.joules_per_window,
                "reason": self.energy_reason or None,
            },
            "int8_by_fp32": dict(zip(("p50", "low", "high"), self.ratio, strict=True)),
            "load_average": self.load_before,
            "load_average_after": self.load_after,
            "busy": self.busy,
            "measured_s": self.measured_s,
        }

    @classmethod
    def from_dict(cls, table: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``.

        Raises:
            ValueError, KeyError, TypeError: these are no such values.
        """
        rows = tuple(
            SpeedRow(
                precision=_precision(row["precision"]),
                threads=int(row["threads"]),
                frontend_ms=_times(row["frontend_ms"]),
                network_ms=_times(row["network_ms"]),
                end_to_end_ms=_times(row["end_to_end_ms"]),
                passes=int(row["passes"]),
                joules_per_window=_maybe(row["joules_per_window"]),
            )
            for row in table["rows"]
        )
        ratio, memory = table["int8_by_fp32"], table["memory_bytes"]
        found = cls(
            rows=rows,
            window_s=float(table["window_s"]),
            machine=dict(table["machine"]),
            memory_bytes=None if memory is None else int(memory),
            energy_reason=str(table["energy"]["reason"] or ""),
            ratio=(float(ratio["p50"]), float(ratio["low"]), float(ratio["high"])),
            precision=_precision(table["recommended"]["precision"]),
            threads=int(table["recommended"]["threads"]),
            load_before=_maybe(table["load_average"]),
            load_after=_maybe(table["load_average_after"]),
            measured_s=float(table["measured_s"]),
        )
        if not {(p, found.threads) for p in PRECISIONS} <= {
            (row.precision, row.threads) for row in rows
        }:
            raise ValueError("the recommended row is missing")
        return found


class Choice(NamedTuple):
    """What is recommended; ``ratio`` as in ``Speed``."""

    precision: Precision
    threads: int
    ratio: tuple[float, float, float]


def thread_counts(most: int | None = None) -> tuple[int, ...]:
    """1, 2, 4, ... and ``most`` itself: what is tried between one thread and the most.

    None: one thread for every core, at most 8.
    """
    most = most or min(os.cpu_count() or 1, MOST_THREADS)
    doubled = {2**n for n in range(most.bit_length()) if 2**n <= most}
    return tuple(sorted(doubled | {most}))


def measure_speed(
    bundle: Bundle, monitor: Monitor, *, threads: int | None = None, rounds: int = ROUNDS
) -> Speed:
    """Measure every way to compute one window; takes a second for each, or more where it is slow.

    Args:
        bundle: whose front end and networks.
        monitor: told after every block, with ``int8`` (0 or 1), ``threads`` and the times so far
            of its row in ms: ``frontend``, ``network``, ``p50`` and ``p95``; may cancel.
        threads: the most that are tried; None: one for every core, at most 8.
        rounds: how often every way has its turn.

    Raises:
        BundleError: a network cannot be opened or run.
        Cancelled: it was asked to stop.
    """
    load_before, meter = _load(), EnergyMeter()
    counts = thread_counts(threads)
    manifest = bundle.manifest
    samples = np.random.default_rng(0).normal(0, 0.1, manifest.window_samples).astype(np.float32)
    ways: list[_Way] = []
    memory = None
    for n in counts:
        for precision in PRECISIONS:
            ways.append(_Way(bundle, precision, n, samples))
            ways[-1].run(monitor, meter, seconds=0.0)
            memory = memory or _resident_bytes()  # with the int8 network only
            ways[-1].blocks.clear()
    total = rounds * len(ways)
    for turn in range(rounds):
        for place, way in enumerate(ways if turn % 2 == 0 else ways[::-1]):
            way.run(monitor, meter)
            monitor.report(turn * len(ways) + place + 1, total, stage="bench", **way.so_far())
    chosen = choose({(way.precision, way.threads): way.blocks for way in ways})
    return Speed(
        rows=tuple(way.row() for way in ways),
        window_s=manifest.window_samples / manifest.front_end.sample_rate_hz,
        machine=machine(),
        memory_bytes=memory,
        energy_reason=meter.reason,
        ratio=chosen.ratio,
        precision=chosen.precision,
        threads=chosen.threads,
        load_before=load_before,
        load_after=_load(),
    )


class _Way:
    """One way to compute a window, and the blocks it was measured in."""

    def __init__(self, bundle: Bundle, precision: Precision, threads: int, samples: Floats) -> None:
        self.precision, self.threads = precision, threads
        self._front_end, self._samples = bundle.manifest.front_end, samples
        self._session = Session(bundle, precision, threads)
        self.blocks: list[npt.NDArray[np.float64]] = []  # (passes, 2): front end, network, in s
        self._joules: float | None = 0.0

    def run(self, monitor: Monitor, meter: EnergyMeter, *, seconds: float = BLOCK_S) -> None:
        """One block of at least so many seconds."""
        for _ in range(WARM_UP):
            self._one()
        times: list[tuple[float, float]] = []
        before, begun = meter.look(), time.perf_counter()
        while len(times) < LEAST_PASSES or time.perf_counter() - begun < seconds:
            monitor.check()
            times.append(self._one())
        used = meter.joules_between(before, meter.look())
        if seconds:
            self._joules = None if used is None or self._joules is None else self._joules + used
        self.blocks.append(np.array(times))

    def _one(self) -> tuple[float, float]:
        start = time.perf_counter()
        heard = log_mel(self._samples, self._front_end)[None, None]
        middle = time.perf_counter()
        self._session.run(heard)
        return middle - start, time.perf_counter() - middle

    def row(self) -> SpeedRow:
        """All blocks together."""
        times = 1000 * np.concatenate(self.blocks)
        n = len(times)
        return SpeedRow(
            precision=self.precision,
            threads=self.threads,
            frontend_ms=_spread(times[:, 0]),
            network_ms=_spread(times[:, 1]),
            end_to_end_ms=_spread(times.sum(axis=1)),
            passes=n,
            joules_per_window=None if self._joules is None else self._joules / n,
        )

    def so_far(self) -> dict[str, float]:
        row = self.row()
        return {
            "int8": float(self.precision == "int8"),
            "threads": float(self.threads),
            "frontend": row.frontend_ms["p50"],
            "network": row.network_ms["p50"],
            **row.end_to_end_ms,
        }


def choose(blocks: Mapping[tuple[Precision, int], Blocks]) -> Choice:
    """Threads first: the fewest that nearly reach the fastest; on them the faster precision.

    Args:
        blocks: by precision and threads, one array for every round: (passes, 2) times of front end
            and network.
    """
    fastest: dict[int, float] = {}
    for (_, n), rounds in blocks.items():
        half = float(np.median(np.concatenate(rounds).sum(axis=1)))
        fastest[n] = min(half, fastest.get(n, half))
    threads = min(n for n in fastest if fastest[n] <= NEAR * min(fastest.values()))
    int8, full = blocks["int8", threads], blocks["fp32", threads]
    ratios = [
        float(np.median(eight[:, 1]) / np.median(float_[:, 1]))
        for eight, float_ in zip(int8, full, strict=True)
    ]
    eight_half, full_half = (np.median(np.concatenate(one)[:, 1]) for one in (int8, full))
    precision: Precision = "int8" if eight_half <= full_half else "fp32"
    return Choice(precision, threads, (float(np.median(ratios)), min(ratios), max(ratios)))


def recommendation(speed: Speed) -> str:
    """What to use, and why, in a few sentences."""
    on = "1 thread" if speed.threads == 1 else f"{speed.threads} threads"
    share = abs(speed.row("int8").network_ms["p50"] / speed.row("fp32").network_ms["p50"] - 1)
    if not speed.is_clear:
        why = "float and int8 differ by less than they vary from moment to moment"
    elif speed.precision == "fp32":
        why = f"on this computer int8 takes {share:.0%} more time"
    else:
        why = f"int8 takes {share:.0%} less time than float"
    size = f", {speed.memory_bytes / 1e6:.0f} MB of memory" if speed.memory_bytes else ""
    return (
        f"{_WORDS[speed.precision]} on {on}: {why}. "
        f"{speed.real_time_factor:.0f} times faster than real time{size}."
    )


def keep_speed(fingerprint: str, speed: Speed, path: Path | None = None) -> None:
    """Remember what was measured of a bundle; where that cannot be written it is only forgotten."""
    path = path or home_dir() / FILE
    known = _table(path)
    known.pop(fingerprint, None)
    kept = {**dict(list(known.items())[1 - KEPT :]), fingerprint: speed.to_dict()}
    with suppress(UnwritableFile):
        write_json(path, {"machine": machine(), "bundles": kept})


def known_speed(fingerprint: str, path: Path | None = None) -> Speed | None:
    """What was measured of a bundle on this very machine and onnxruntime, if anything."""
    try:
        return Speed.from_dict(_table(path or home_dir() / FILE)[fingerprint])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _table(path: Path) -> dict[str, Any]:
    try:
        table = from_json(path.read_bytes())
        return dict(table["bundles"]) if table["machine"] == machine() else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _spread(values: np.ndarray[Any, Any]) -> Times:
    return {"p50": float(np.median(values)), "p95": float(np.quantile(values, 0.95))}


def _precision(name: object) -> Precision:
    for known in PRECISIONS:
        if name == known:
            return known
    raise ValueError(f"no precision {name}")


def _times(table: Mapping[str, Any]) -> Times:
    return {"p50": float(table["p50"]), "p95": float(table["p95"])}


def _maybe(value: Any) -> float | None:
    return None if value is None else float(value)


def _load() -> float | None:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def _resident_bytes() -> int | None:
    """What this process holds of the memory, libraries included."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return None
