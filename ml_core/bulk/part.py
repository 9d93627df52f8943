"""One part of a corpus: hear every entry, write the rows. It is a command of its own."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ml_core.bulk.plan import Part, entries_of, part_of, read_plan
from ml_core.bulk.settings import BulkSettings
from ml_core.bulk.sounds import Kind, Sound, sounds_of
from ml_core.bulk.tables import Layout, Rows
from ml_core.bundle import read_bundle
from ml_core.errors import RunError, UnreadableRecording
from ml_core.files import read_json, sha256_file, write_json
from ml_core.live.classifier import Decision, SceneClassifier
from ml_core.progress import Cancelled, Monitor
from ml_core.recordings.members import is_there
from ml_core.runs import RunFolder
from ml_core.runs.facts import read_recipe
from ml_core.runs.machine import keep_memory
from ml_core.runs.vitals import vitals

_CLIP: dict[Kind, list[str]] = {"folder": [], "project": ["clip"], "shards": ["key"]}
ROWS, PARTS, DONE, STOP = "rows", "parts", "done.json", "stop"


def folder_of(run: Path, part: Part) -> Path:
    """Where a part says how it went."""
    return run / PARTS / part.name


def hear_part(run: Path, number: int, monitor: Monitor | None = None) -> dict[str, Any]:
    """Hear a part and write its file; one that is there already is left alone.

    Args:
        run: folder that was planned.
        number: of the part, from 1.
        monitor: told about every entry, and may cancel.

    Returns:
        How it went: rows, entries, problems, windows, seconds of sound and of work.

    Raises:
        RunError: nothing was planned, or the bundle is another one by now.
        BundleError, UnwritableFile: as they say.
        Cancelled: asked to stop, also by the ``stop`` file of the run.
    """
    settings = BulkSettings.from_toml(read_recipe(run))
    if (parts := read_plan(run)) is None:
        raise RunError(f'Nothing was planned in "{run}".', hint="Begin with asc bulk SOURCE.")
    part = part_of(parts, number)
    path = run / ROWS / f"{part.name}.{settings.form}"
    done = folder_of(run, part) / DONE
    if (known := read_json(done)) is not None and path.is_file():
        return known
    keep_memory()
    began, cpu_s = time.monotonic(), time.process_time()
    heard = _Hearing(settings).part(run, part, monitor or Monitor())
    heard.rows.write(path, settings.form)
    report = {
        "file": path.name, "columns": heard.rows.layout.names, "rows": len(heard.rows),
        "entries": part.count,
        "scenes": dict(heard.scenes), "sounds": heard.sounds, "problems": heard.problems,
        "windows": heard.windows,
        "sound_s": round(heard.sound_s, 3), "bytes": path.stat().st_size,
        "sha256": sha256_file(path), "work_s": round(time.monotonic() - began, 3),
        "cpu_s": round(time.process_time() - cpu_s, 3),
        "peak_memory_bytes": vitals(run).get("peak_memory_bytes"),
    }  # fmt: skip
    write_json(done, report)  # last: with it the part is done
    return report


def require_hearing(settings: BulkSettings) -> None:
    """See that the bundle can hear as it is asked to, before there is a run whose parts all fail.

    Raises:
        RunError: the bundle is another one by now.
        BundleError: it cannot be run.
        AscError: windows cannot be so near to each other.
    """
    _Hearing(settings)


def layout_of(settings: BulkSettings, scenes: Sequence[str], size: int) -> Layout:
    """The columns that rows have.

    Args:
        settings: say which.
        scenes: that the bundle knows, taught ones last.
        size: of its embedding.
    """
    facts = ["path", *_CLIP[settings.kind], "start_s", "duration_s"]
    facts += ["windows", "usable"] if settings.rows == "recordings" else ["signal"]
    wanted = size if settings.embeddings else 0
    return Layout((*facts, "scene", "chance", "reason"), tuple(scenes), wanted)


@dataclass(slots=True)
class _Heard:
    rows: Rows
    sounds: int = 0
    problems: int = 0
    missing: int = 0
    windows: int = 0
    sound_s: float = 0.0
    scenes: Counter[str] = field(default_factory=Counter)  # rows of each; "" is unknown


class _Hearing:
    """A bundle that hears entries one after the other."""

    def __init__(self, settings: BulkSettings) -> None:
        if sha256_file(Path(settings.bundle)) != settings.sha256:
            raise RunError(
                f'"{settings.bundle}" is not the bundle any more that this began with.',
                hint="Put it back, or hear the corpus into a new folder.",
            )
        bundle = read_bundle(Path(settings.bundle))
        self._settings = settings
        self._classifier = SceneClassifier(
            bundle,
            hop_s=settings.hop_s,
            unknown=settings.unknown or None,
            precision=settings.precision,
        )
        self._layout = layout_of(
            settings, tuple(self._classifier.scenes), bundle.manifest.embedding_size
        )

    def part(self, run: Path, part: Part, monitor: Monitor) -> _Heard:
        found = _Heard(Rows(self._layout))
        source, rate_hz = Path(self._settings.source), self._classifier.rate_hz
        for number, item in enumerate(entries_of(run, part)):
            for sound in sounds_of(source, self._settings.kind, item, rate_hz):
                monitor.report(number, part.count, stage="bulk")
                if (run / STOP).exists() and RunFolder(run).is_held:  # else it is an old one
                    raise Cancelled
                self._take(sound, found)
        if found.missing == found.sounds:
            raise RunError(
                f"None of the {found.missing} recordings of part {part.number} is there any more.",
                hint="See that their folder can be reached, and call the same command again.",
            )
        return found

    def _take(self, sound: Sound, found: _Heard) -> None:
        """Add what a sound is; one that cannot be read is a row that says why."""
        found.sounds += 1
        facts = {"path": _text(sound.path), "start_s": sound.start_s}
        facts |= dict.fromkeys(_CLIP[self._settings.kind], sound.clip)
        rows: list[tuple[Mapping[str, Any], list[float] | None, list[float]]] = []
        total = np.zeros(self._layout.size)
        windows = usable = 0
        try:
            for decision in self._decisions(sound):
                windows, usable = windows + 1, usable + (decision.signal == "ok")
                if self._layout.size:
                    total += decision.embedding
                if self._settings.rows == "windows":
                    rows.append((facts | self._facts_of(decision, sound), *_values(decision)))
        except UnreadableRecording as problem:
            found.problems += 1
            found.missing += self._settings.kind != "shards" and not is_there(problem.path)
            found.rows.add(facts | {"reason": problem.reason})
            return
        found.windows += windows
        heard_s = self._classifier.n_samples / self._classifier.rate_hz
        found.sound_s += heard_s
        if self._settings.rows == "recordings":
            scene, _, calibrated = self._classifier.overall()
            told = {
                "duration_s": round(heard_s, 6), "windows": windows, "usable": usable,
                "scene": scene, "chance": calibrated[scene] if scene else None,
            }  # fmt: skip
            chances = list(calibrated.values()) if usable else None
            rows.append((facts | told, chances, (total / max(1, windows)).tolist()))
        for row in rows:
            found.rows.add(*row)
            found.scenes[row[0]["scene"] or ""] += 1

    def _decisions(self, sound: Sound) -> Iterator[Decision]:
        classifier = self._classifier
        classifier.begin_again()
        for block in sound.blocks():
            for start in range(0, len(block), classifier.rate_hz):
                yield from classifier.push(block[start : start + classifier.rate_hz])
        yield from classifier.finish()

    def _facts_of(self, decision: Decision, sound: Sound) -> dict[str, Any]:
        scene = decision.scene
        return {
            "start_s": round(sound.start_s + decision.t_s, 6),
            "duration_s": round(decision.duration_s, 6), "signal": decision.signal,
            "scene": scene, "chance": decision.calibrated[scene] if scene else None,
        }  # fmt: skip


def _values(decision: Decision) -> tuple[list[float] | None, list[float]]:
    chances = list(decision.calibrated.values()) if decision.signal == "ok" else None
    return chances, decision.embedding.tolist()


def _text(name: str) -> str:
    """A name of a file as text; what is no text in it is replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
