"""What may not happen while somebody works: exceptions, warnings, standstill, memory that grows."""

from __future__ import annotations

import array
import collections
import ctypes
import faulthandler
import gc
import os
import re
import statistics
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)

from ascstudio.jobs import job

BEAT_MS = 20
GAP_MS = 100.0
LOOK_S = 0.01
MEMORY_EVERY_S = 2.0
JUMP_MB = 15.0  # from one look to the next
OURS = re.compile(r"/(ascstudio|ml_core)/")
FRAME = re.compile(r'File "(.+)", line \d+ in (.+)')
IGNORED = ("propagateSizeHints",)
COMPUTED, WAITED, QT = "computed here", "waited: disk, lock, core", "Qt alone: paint, layout"
WHY = {
    "(soak.soak)": "Qt paints or lays out, and no Python runs; or no core was free",
    "style.apply": "a change of theme: Qt polishes each widget there is twice",
    "texts._dress": "a change of theme: Qt polishes each widget there is twice",
    "<module>": "a page that is opened before its modules were read ahead is read then",
    "__init__": "a page or dialog is made when it is first wanted; widgets live in this thread",
    "show_preferences": "a dialog is made when it is wanted; widgets live in this thread",
    "show_keys": "a dialog is made when it is wanted; widgets live in this thread",
    "write_whole": "a setting is on disk before it counts: the disk was waited for",
    "database.create": "a project is on disk before it is shown: the disk was waited for",
    "database._migrate": "a project is on disk before it is shown: the disk was waited for",
    "database.rows": "a few rows of the project's database, read where they are shown",
    "read_pace": "a small file of the project is read when it is opened",
    "garbage.look": "collecting: objects of Qt may only die in this thread, once a minute",
    "soak.": "the soak's own",
    "watch.": "the soak's own",
    "shutil.": "the soak's own: it copies a project",
}
"""What a gap is about, by a part of its place."""


@dataclass
class Troubles:
    """Everything that is wrong at once: uncaught exceptions, Qt's warnings, jobs that broke."""

    doing: Callable[[], str]
    found: list[dict[str, str]] = field(default_factory=list)

    def watch(self) -> None:
        """From now on."""
        sys.excepthook = lambda kind, error, trace: self._raised("exception", error)
        threading.excepthook = lambda args: self._raised("in a thread", args.exc_value)
        sys.unraisablehook = lambda args: self._raised("unraisable", args.exc_value)
        qInstallMessageHandler(self._on_qt)
        made = job.Failure.__init__
        troubles = self

        def noted(self: job.Failure, message: str, hint: str = "", details: str = "") -> None:
            made(self, message, hint, details)
            if message.endswith("that should not."):
                troubles._add("job", details)

        job.Failure.__init__ = noted  # type: ignore[method-assign]
        faulthandler.enable()

    def _raised(self, kind: str, error: BaseException | None) -> None:
        self._add(kind, "".join(traceback.format_exception(error)) if error else "?")

    def _on_qt(self, kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(one in words for one in IGNORED):
            self._add("Qt", words)

    def _add(self, kind: str, words: str) -> None:
        self.found.append({"kind": kind, "doing": self.doing(), "words": words})
        print(f"!! {kind} while {self.doing()}\n{words}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Gap:
    """The main thread did not come back for a while.

    ``own`` is the share of it that the main thread computed; the rest it waited: for the disk,
    for Python's lock, for a core.
    """

    at_s: float
    ms: float
    own: float
    doing: str
    where: str


class Heart(QObject):
    """Beats in the main thread; another thread looks where that is when a beat is missed."""

    def __init__(self, doing: Callable[[], str]) -> None:
        super().__init__()
        self.gaps: list[Gap] = []
        self.beats = array.array("f")  # as small as can be: what watches may not grow either
        self._doing = doing
        self._main = threading.get_ident()
        self._begun = self._last = time.monotonic()
        self._cpu = time.thread_time()
        self._seen: collections.Counter[str] = collections.Counter()
        self._over = threading.Event()
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this does
        timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self.beat)
        timer.start()
        self._timer = timer
        self._watchdog = threading.Thread(target=self._look, name="watchdog", daemon=True)
        self._watchdog.start()

    def beat(self, *, ours: bool = True) -> None:
        """The main thread is here; ``ours`` False: what took time was the one who watches."""
        now, cpu = time.monotonic(), time.thread_time()
        ms = 1000 * (now - self._last)
        if ours:
            self.beats.append(ms)
        if ours and ms > GAP_MS:
            seen = sorted(self._seen.items(), key=lambda one: -one[1])  # the watchdog writes
            where = seen[0][0] if seen else "never seen"
            own = min(1.0, (cpu - self._cpu) * 1000 / ms)
            self.gaps.append(
                Gap(round(now - self._begun, 2), round(ms), round(own, 2), self._doing(), where)
            )
        self._seen = collections.Counter()
        self._last, self._cpu = now, cpu

    def end(self) -> None:
        """No more; the watchdog may not be the last to let go of what belongs to this thread."""
        self._timer.stop()
        self._over.set()
        self._watchdog.join()
        self._file.close()

    def _look(self) -> None:
        while not self._over.wait(LOOK_S):
            if time.monotonic() - self._last > GAP_MS / 2000:
                place = self._place()
                self._seen[place] += 1

    def _place(self) -> str:
        """The innermost two functions of ours that the main thread runs, and what they called.

        ``sys._current_frames`` makes frame objects of a thread that goes on, and Python 3.11 then
        crashes now and again; faulthandler only reads.
        """
        self._file.seek(0)
        self._file.truncate()
        faulthandler.dump_traceback(self._file, all_threads=True)
        text = os.pread(self._file.fileno(), 200_000, 0).decode("utf-8", "replace")
        _, _, lines = text.partition(f"hread 0x{self._main:016x}")
        frames = FRAME.findall(lines.partition("\n\n")[0])
        ours = [f"{Path(file).stem}.{name}" for file, name in frames if OURS.search(file)]
        inner = f"{Path(frames[0][0]).stem}.{frames[0][1]}" if frames else "?"
        return " < ".join(ours[:2]) or f"({inner})"

    def summary(self) -> dict[str, Any]:
        """Counts, and the gaps by where the main thread was."""
        by_place: dict[str, list[Gap]] = collections.defaultdict(list)
        for gap in self.gaps:
            by_place[gap.where].append(gap)
        ordered = sorted(
            by_place.items(), key=lambda pair: -max(one.ms * one.own for one in pair[1])
        )
        beats = sorted(self.beats)
        return {
            "beats": len(beats),
            "p50_ms": round(beats[len(beats) // 2], 1),
            "p99_ms": round(beats[int(len(beats) * 0.99)], 1),
            "max_ms": round(beats[-1]),
            "over_100_ms": len(self.gaps),
            "over_100_ms_own": sum(own_ms(one) > GAP_MS for one in self.gaps),
            "by_cause": _by_cause(self.gaps),
            "by_place": [
                {
                    "where": where,
                    "cause": cause_of(max(found, key=own_ms)),
                    "why": why(where),
                    "n": len(found),
                    "median_ms": round(statistics.median(one.ms for one in found)),
                    "max_ms": max(one.ms for one in found),
                    "max_own_ms": round(max(map(own_ms, found))),
                    "doing": collections.Counter(one.doing for one in found).most_common(3),
                }
                for where, found in ordered
            ],
            "gaps": [asdict(one) for one in self.gaps],
        }


def cause_of(gap: Gap) -> str:
    """Who took the time: code of ours, something that was waited for, or Qt alone."""
    if own_ms(gap) <= GAP_MS:
        return WAITED
    return QT if gap.where.startswith("(") else COMPUTED


def why(where: str) -> str:
    """What is known about gaps at a place; empty: nothing, somebody has to look."""
    return next((words for part, words in WHY.items() if part in where), "")


def _by_cause(gaps: list[Gap]) -> dict[str, dict[str, float]]:
    found: dict[str, list[Gap]] = {COMPUTED: [], QT: [], WAITED: []}
    for gap in gaps:
        found[cause_of(gap)].append(gap)
    return {
        cause: {
            "n": len(some),
            "max_ms": max((one.ms for one in some), default=0),
            "max_own_ms": round(max(map(own_ms, some), default=0.0)),
        }
        for cause, some in found.items()
    }


def own_ms(gap: Gap) -> float:
    """How long the main thread computed; on an idle machine the gap would have been that long."""
    return gap.ms * gap.own


class _Mallinfo(ctypes.Structure):
    """What glibc's ``mallinfo2`` tells, in bytes."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks",
            "fordblks", "keepcost",
        )
    ]  # fmt: skip


_mallinfo = getattr(ctypes.CDLL(None), "mallinfo2", None) if sys.platform == "linux" else None
if _mallinfo is not None:
    _mallinfo.restype = _Mallinfo


def allocated_mb() -> float:
    """What is in use of malloc's memory, without what lies free between; 0 where unknown."""
    if _mallinfo is None:
        return 0.0
    now = _mallinfo()
    return float(now.uordblks + now.hblkhd) / 1e6


RESIDENT = {"anonymous": "RssAnon", "of files": "RssFile", "shared": "RssShmem"}
"""What is resident: own memory, what programs and libraries are read from, pictures for X."""


def resident_mb() -> dict[str, float]:
    """How much of it is resident, of each kind."""
    rows = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    found = {row[0].rstrip(":"): float(row[1]) * 1.024e-3 for row in rows if row[-1] == "kB"}
    return {kind: found[name] for kind, name in RESIDENT.items()}


class Memory(QObject):
    """How much of it is resident, and how much of malloc's is in use, every two seconds.

    Args:
        doing: what is going on, for the moments where it grew at once.
    """

    def __init__(self, doing: Callable[[], str]) -> None:
        super().__init__()
        self.samples: list[tuple[float, float]] = []
        self.allocated: list[float] = []
        self.kinds: list[dict[str, float]] = []
        self.jumps: list[dict[str, Any]] = []
        self._doing, self._modules = doing, set(sys.modules)
        self._begun = time.monotonic()
        timer = QTimer(self, interval=round(1000 * MEMORY_EVERY_S))
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """One more sample, in MB."""
        at_s, kinds = time.monotonic() - self._begun, resident_mb()
        before = self.kinds[-1] if self.kinds else kinds
        self.samples.append((at_s, sum(kinds.values())))
        self.allocated.append(allocated_mb())
        self.kinds.append(kinds)
        if sum(kinds.values()) - sum(before.values()) > JUMP_MB:
            self.jumps.append({
                "at_s": round(at_s), "doing": self._doing(),
                **{kind: round(mb - before[kind], 1) for kind, mb in kinds.items()},
                "modules": sorted(set(sys.modules) - self._modules)[:20],
            })  # fmt: skip
        self._modules = set(sys.modules)

    def summary(self, warm_s: float) -> dict[str, Any]:
        """Growth from the first fifth after the warm-up to the last fifth, and a robust slope.

        Args:
            warm_s: until then pages are made for the first time and caches fill.
        """
        warm = [one for one in self.samples if one[0] >= warm_s]
        fifth = max(1, len(warm) // 5)
        first = statistics.median(mb for _, mb in warm[:fifth])
        last = statistics.median(mb for _, mb in warm[-fifth:])
        every = warm[:: max(1, len(warm) // 150)]
        slopes = [
            (b[1] - a[1]) / (b[0] - a[0]) for k, a in enumerate(every) for b in every[k + 1 :]
        ]
        slope = statistics.median(slopes) * 60 if slopes else 0.0
        minutes = (warm[-1][0] - warm[0][0]) / 60
        return {
            "baseline": {
                "from_s": round(warm[0][0]),
                "to_s": round(warm[fifth - 1][0]),
                "mb": round(first, 1),
                "why": "all pages were made, modules read and caches filled by then",
            },
            "last_mb": round(last, 1),
            "max_mb": round(max(mb for _, mb in warm), 1),
            "growth_mb": round(last - first, 1),
            "slope_mb_per_min": round(slope, 2),
            "slope_growth_mb": round(slope * minutes, 1),
            "growth_by_kind_mb": {
                kind: round(self._growth([one[kind] for one in self.kinds], len(warm), fifth), 1)
                for kind in RESIDENT
            },
            # without what malloc holds back
            "allocated_growth_mb": round(self._growth(self.allocated, len(warm), fifth), 1),
            "jumps": self.jumps[:40],
            "samples": [(round(at), round(mb)) for at, mb in self.samples[::5]],
        }

    @staticmethod
    def _growth(values: list[float], n_warm: int, fifth: int) -> float:
        """The same growth of something else that was sampled."""
        warm = values[-n_warm:]
        return _median(warm[-fifth:]) - _median(warm[:fifth])


def _median(values: list[float]) -> float:
    return statistics.median(values) if values else 0.0


def census() -> collections.Counter[str]:
    """How many objects of each kind of ours and of Qt are alive."""
    gc.collect()
    return collections.Counter(
        f"{type(one).__module__}.{type(one).__qualname__}"
        for one in gc.get_objects()
        if str(type(one).__module__).startswith(("ascstudio", "ml_core", "PySide6"))
    )
