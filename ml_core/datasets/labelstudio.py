"""Label Studio's JSON: tasks with annotations (JSON), or tasks with their values (JSON_MIN).

A region with ``start`` and ``end`` (seconds) is a stretch, a choice without them concerns the
whole recording. What Label Studio has no field for (state, frequency bounds) lies in ``meta`` of
the region, which it keeps. Drafts and predictions are not labels.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ml_core.datasets.json_files import objects, parse_json, text_at
from ml_core.datasets.labels import (
    ALL_FACTS,
    Entry,
    Reading,
    Recording,
    band_of,
    bare,
    clean,
    collect,
    span_of,
    stretch,
    whole,
)
from ml_core.datasets.places import is_audio
from ml_core.errors import ImportProblem
from ml_core.files import write_text
from ml_core.project import ClipRow, NewSegment, Problem

_AUDIO = "audio"
_PARTS = ("labels", "choices", "taxonomy", "textarea", "text")
_OURS = frozenset({*_PARTS, "start", "end", "channel"})
# What JSON_MIN adds to the values of a task.
_MIN_FIELDS = frozenset(
    {"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time"}
)


def looks_so(data: Any) -> bool:
    """Whether parsed JSON is a list of tasks."""
    tasks = data if isinstance(data, list) else [data]
    return bool(tasks) and isinstance(tasks[0], dict) and _name(tasks[0]) is not None


def read(path: Path) -> Reading:
    """Read an export of Label Studio.

    Raises:
        ImportProblem: it is no such file.
    """
    data = parse_json(path)
    if not isinstance(data, list | dict):
        raise ImportProblem(
            f'"{path.name}" is not an export of Label Studio.',
            hint="Export the project as JSON or JSON-MIN.",
        )
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, task in enumerate(data if isinstance(data, list) else [data], start=1):
        name = _name(task) if isinstance(task, dict) else None
        if name is None:
            problems.append(Problem(str(path), f"task {number} names no recording"))
            continue
        segments, reasons = _segments(task)
        problems += [Problem(name, f"task {number}: {reason}", label=True) for reason in reasons]
        origin = f'task {number} of "{path.name}"'
        said = tuple(replace(one, origin=origin) for one in segments)
        entries.append(Entry(name, said, *_facts(task)))
    return Reading(collect(entries), problems)


def write(path: Path, recordings: Sequence[Recording]) -> int:
    """Write a task per recording, whole or not at all; returns the number of clips."""
    tasks = []
    for number, recording in enumerate(recordings, start=1):
        facts = recording.facts()
        extra = {k: v for k, v in recording.clips[0].extra.items() if k not in facts}
        result = [
            part
            for clip in recording.clips
            if not _silent(clip)
            for part in _result(clip, recording.duration_s)
        ]  # fmt: skip
        done = {"id": number, "was_cancelled": False, "result": result}
        tasks.append(
            {
                "id": number,
                "data": {**extra, **facts, _AUDIO: recording.name},
                "annotations": [done] if result else [],
            }
        )
    text = json.dumps(tasks, indent=1, ensure_ascii=False, allow_nan=False)
    write_text(path, text + "\n")
    return sum(len(one.clips) for one in recordings)


def lost(clips: Sequence[ClipRow]) -> list[str]:
    """What is said in an unusual way, in sentences."""
    n = sum(bare(clip) and not _silent(clip) for clip in clips)
    words = "An annotation without a choice holds the state or note of a recording without a scene"
    return [f"{words}: {n} clips."] if n else []


def _silent(clip: ClipRow) -> bool:
    """Whether a task without an annotation says as much of a clip."""
    return bare(clip) and clip.n_segments == 1 and clip.state == "new" and not clip.note


def _result(clip: ClipRow, duration_s: float) -> Iterator[dict[str, Any]]:
    meta: dict[str, Any] = {"state": clip.state}
    meta |= {"text": [clip.note]} if clip.note else {}
    low_hz, high_hz = band_of(clip)
    meta |= {"low_hz": low_hz} if low_hz is not None else {}
    meta |= {"high_hz": high_hz} if high_hz is not None else {}
    whole_clip = clip.whole and clip.low_hz is None and clip.high_hz is None
    kind = "choices" if whole_clip else "labels"
    value: dict[str, Any] = {kind: list(clip.scenes)}
    if not whole_clip:
        start_s, end_s, _ = span_of(clip)
        value |= {"start": start_s, "end": end_s, "channel": clip.channel or 0}
    part = {
        "id": f"clip-{clip.segment_id}",
        "type": kind,
        "from_name": "scene" if whole_clip else "label",
        "to_name": _AUDIO,
        "value": value,
        "meta": meta,
    }
    yield part if whole_clip else part | {"original_length": duration_s}


def _name(task: Mapping[str, Any]) -> str | None:
    """What a task calls its recording: its key "audio", or the first value that names one."""
    data = task.get("data")
    values: Mapping[str, Any] = data if isinstance(data, dict) else task
    named = [values.get(_AUDIO), *values.values(), task.get("file_upload")]
    for value in named:
        if isinstance(value, str) and is_audio(value.split("?d=")[-1].split("?")[0]):
            return clean(value)
    return clean(values.get(_AUDIO)) or None


def _facts(task: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """What the data of a task says of its recording: facts that we know, and all other text."""
    data = task.get("data")
    if not isinstance(data, dict):
        return {}, {}
    name = _name(task)
    texts = {clean(key): clean(value) for key, value in data.items() if key != _AUDIO}
    texts = {key: value for key, value in texts.items() if key and value and value != name}
    known = {key: texts.pop(key) for key in ALL_FACTS if key in texts}
    return known, texts


def _segments(task: Mapping[str, Any]) -> tuple[list[NewSegment], list[str]]:
    if not isinstance(task.get("data"), dict):
        return _from_min(task)
    done = [one for one in objects(task, "annotations", "completions") if _counts(one)]
    truth = [one for one in done if one.get("ground_truth")] or done
    segments: list[NewSegment] = []
    reasons: list[str] = []
    if len(truth) > 1:
        truth = sorted(truth, key=lambda one: clean(one.get("updated_at")))[-1:]
        reasons.append(f"it has {len(done)} annotations, of which the newest was taken")
    for annotation in truth:
        for parts in _regions(objects(annotation, "result")):
            _add(segments, reasons, parts)
    return segments, reasons


def _counts(annotation: Mapping[str, Any]) -> bool:
    return not annotation.get("was_cancelled") and not annotation.get("skipped")


def _regions(result: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Parts of a result by the region they describe: equal ids belong together."""
    by_id: dict[str, list[dict[str, Any]]] = {}
    for number, part in enumerate(result):
        given = part.get("id")
        by_id.setdefault(given if isinstance(given, str) else f"\0{number}", []).append(part)
    return list(by_id.values())


def _add(segments: list[NewSegment], reasons: list[str], parts: list[dict[str, Any]]) -> None:
    """Add the segment that the parts of one region describe."""
    values = [value for part in parts if isinstance(value := part.get("value"), dict)]
    metas = [given for part in parts if isinstance(given := part.get("meta"), dict)]
    timed = next((value for value in values if "start" in value or "end" in value), None)
    scenes = [name for value in values for name in _scenes(value)]
    meta: dict[str, Any] = {key: one for group in metas for key, one in group.items()}
    note = text_at(meta, "text") or "\n".join(
        text for value in values for text in _texts(value.get("text")) if "labels" not in value
    )
    if timed is None:
        if scenes or "state" in meta or note:
            segments.append(whole(scenes, state=meta.get("state"), note=note))
        return
    try:
        segments.append(
            stretch(
                timed.get("start"),
                end=timed.get("end"),
                low=meta.get("low_hz"),
                high=meta.get("high_hz"),
                scenes=scenes,
                state=meta.get("state"),
                note=note,
            )
        )
    except ValueError as error:
        reasons.append(f"a region cannot be: {error}")


def _from_min(task: Mapping[str, Any]) -> tuple[list[NewSegment], list[str]]:
    """Values of a task in JSON_MIN: lists of regions, and choices as text or lists of text."""
    segments: list[NewSegment] = []
    reasons: list[str] = []
    name = _name(task)
    for key, value in task.items():
        if key in _MIN_FIELDS or value == name:
            continue
        if isinstance(value, list):
            for region in objects(task, key):
                _add(segments, reasons, [{"value": region}])
        elif isinstance(value, dict) and "choices" in value:
            segments.append(whole(_texts(value["choices"])))
        elif isinstance(value, str) and key in ("choice", "scene", "label"):
            segments.append(whole([value]))
    return segments, reasons


def _scenes(value: Mapping[str, Any]) -> list[str]:
    """Names in the value of a region; of a path in a taxonomy the last."""
    found = [name for kind in ("labels", "choices") for name in _texts(value.get(kind))]
    taxonomy = value.get("taxonomy")
    if isinstance(taxonomy, list):
        found += [str(path[-1]) for path in taxonomy if isinstance(path, list) and path]
    return found


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
