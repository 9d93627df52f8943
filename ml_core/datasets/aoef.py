"""AOEF, the JSON in which Whombat and soundevent exchange annotations (version 1.1.0).

Read: annotation sets, annotation projects, evaluation sets and datasets. A clip annotation with
tags, and every sound event annotation, is a segment. Written: an annotation project in which each
of our clips is a clip with a task, whose badge is the state; what is bounded in frequency is a
sound event inside it. Points and lines in time and frequency come in as the box around them.
"""

import datetime
import json
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ml_core.datasets.json_files import objects, parse_json, text_at
from ml_core.datasets.labels import (
    FACTS,
    Entry,
    Reading,
    Recording,
    band_of,
    clean,
    collect,
    names,
    number,
    span_of,
    stretch,
    whole,
)
from ml_core.errors import ImportProblem
from ml_core.files import write_text
from ml_core.project import ClipRow, NewSegment, Problem

_VERSION = "1.1.0"
_SPACE = uuid.UUID("6f4f1c5e-7a0d-5d53-9f0e-0a5c53747564")  # our identifiers are made in it
_SCENE_KEYS = ("scene", "scene_label", "acoustic_scene", "event", "label", "class")
_BADGES = {"done": "completed", "verified": "verified", "needs_review": "rejected"}
_STATES = {badge: state for state, badge in _BADGES.items()} | {"assigned": "new"}
_HIGHEST_HZ = 24_000.0  # of an open range, where the rate is not known yet
_NOTHING = "an annotation is about nothing in the file"
_TIME_ONLY = {"TimeStamp", "TimeInterval"}


def looks_so(data: Any) -> bool:
    """Whether parsed JSON is in this format."""
    inner = data.get("data") if isinstance(data, dict) else None
    return isinstance(inner, dict) and "collection_type" in inner


def read(path: Path) -> Reading:
    """Read an AOEF file.

    Raises:
        ImportProblem: it is no such file.
    """
    data = parse_json(path)
    if not looks_so(data):
        raise ImportProblem(
            f'"{path.name}" is not an AOEF file.', hint="Export an annotation project in Whombat."
        )
    return _Reader(data["data"]).read(path)


class _Reader:
    """The tables of a file by their identifiers, and the segments they add up to."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._tags = {one.get("id"): one for one in objects(data, "tags") if _hashable(one, "id")}
        self._users = _by_id(objects(data, "users"))
        self._recordings = _by_id(objects(data, "recordings"))
        self._clips = _by_id(objects(data, "clips"))
        self._events = _by_id(objects(data, "sound_events"))
        self._events_left = _by_id(objects(data, "sound_event_annotations"))
        self._states = self._badges()
        self._found: dict[str, list[NewSegment]] = {}
        self._problems: list[Problem] = []
        annotations = [*objects(data, "clip_annotations"), *self._events_left.values()]
        keys = {_text(tag, "key") for one in annotations for tag in self._tags_of(one)}
        self._scene_keys = next(({key} for key in _SCENE_KEYS if key in keys), keys)

    def read(self, path: Path) -> Reading:
        """All recordings that the file has, each with its segments."""
        for annotation in objects(self._data, "clip_annotations"):
            self._take(path, self._annotated, annotation)
        for event in self._events_left.values():
            self._take(path, lambda one: [self._event(one)], event)
        entries = []
        for key, recording in self._recordings.items():
            if name := clean(recording.get("path")):
                segments = self._found.get(key, ())
                entries.append(Entry(name, tuple(segments), *self._facts(recording)))
            else:
                self._problems.append(Problem(str(path), "a recording has no path"))
        return Reading(collect(entries), self._problems)

    def _take(
        self,
        path: Path,
        read: Callable[[dict[str, Any]], list[tuple[str, NewSegment]]],
        annotation: dict[str, Any],
    ) -> None:
        try:
            for recording, segment in read(annotation):
                self._found.setdefault(recording, []).append(segment)
        except KeyError:
            self._problems.append(Problem(str(path), _NOTHING, label=True))
        except ValueError as error:
            reason = f"an annotation cannot be used: {error}"
            self._problems.append(Problem(str(path), reason, label=True))

    def _annotated(self, annotation: Mapping[str, Any]) -> list[tuple[str, NewSegment]]:
        """The segments that a clip annotation describes, each with its recording."""
        given = annotation.get("sound_events")
        keys = [key for key in given if isinstance(key, str)] if isinstance(given, list) else []
        inside = [self._events_left.pop(key) for key in keys if key in self._events_left]
        clip = self._clips[_text(annotation, "clip")]
        key = _text(clip, "recording")
        start, end = clip.get("start_time"), clip.get("end_time")
        said: dict[str, Any] = {
            "scenes": self._scenes(annotation),
            "state": self._state(annotation),
            "note": _note(annotation),
        }
        if start == 0 and end == self._recordings[key].get("duration"):
            own = whole(**said)
        else:
            own = stretch(start, end=end, **said)
        events = [self._event(one) for one in inside]
        if not events or own.scenes or own.note:
            return [(key, own), *events]
        if len(events) == 1 and _covers(events[0][1], start, end):
            return [(key, replace(events[0][1], state=own.state))]
        return events

    def _event(self, annotation: Mapping[str, Any]) -> tuple[str, NewSegment]:
        event = self._events[_text(annotation, "sound_event")]
        key = _text(event, "recording")
        duration_s = number(self._recordings[key].get("duration"))
        start, low, end, high = _box(event.get("geometry"), duration_s)
        scenes, note = self._scenes(annotation), _note(annotation)
        return key, stretch(start, end=end, low=low, high=high, scenes=scenes, note=note)

    def _badges(self) -> dict[str, str]:
        """State of each clip that has a task."""
        states = {}
        for task in objects(self._data, "tasks"):
            badges = {clean(badge.get("state")) for badge in objects(task, "status_badges")}
            best = next((b for b in ("rejected", "verified", "completed") if b in badges), "")
            states[_text(task, "clip")] = _STATES.get(best, "new")
        return states

    def _state(self, annotation: Mapping[str, Any]) -> str | None:
        for tag in self._tags_of(annotation):
            if tag.get("key") == "state":
                return clean(tag.get("value"))
        return self._states.get(_text(annotation, "clip"))

    def _tags_of(self, parent: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        given = parent.get("tags")
        if not isinstance(given, list):
            return []
        return [self._tags[one] for one in given if isinstance(one, int) and one in self._tags]

    def _scenes(self, annotation: Mapping[str, Any]) -> tuple[str, ...]:
        tags = self._tags_of(annotation)
        return names(
            tag.get("value") for tag in tags if _text(tag, "key") in self._scene_keys - {"state"}
        )

    def _facts(self, recording: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
        extra = {clean(tag.get("key")): clean(tag.get("value")) for tag in self._tags_of(recording)}
        extra = {key: value for key, value in extra.items() if key and value}
        facts = {name: extra.pop(name) for name in FACTS if name in extra}
        for name in ("latitude", "longitude"):
            if (degrees := number(recording.get(name))) is not None:
                extra.setdefault(name, repr(degrees))
        date, time = clean(recording.get("date")), clean(recording.get("time"))
        if date and "recorded_at" not in facts:
            facts["recorded_at"] = f"{date}T{time}" if time else date
        if rights := clean(recording.get("rights")):
            facts["licence"] = rights
        owners = recording.get("owners")
        for owner in owners if isinstance(owners, list) else ():
            user = self._users.get(owner, {}) if isinstance(owner, str) else {}
            if name := clean(user.get("name")) or clean(user.get("username")):
                facts.setdefault("author", name)
        return facts, extra


def write(path: Path, recordings: Sequence[Recording], name: str) -> int:
    """Write all recordings as an annotation project; returns the number of clips.

    Args:
        path: the file to write, whole or not at all.
        recordings: what to write.
        name: of the annotation project.
    """
    writer = _Writer()
    for recording in recordings:
        writer.add(recording)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    data = {
        "uuid": _id("project", name),
        "collection_type": "annotation_project",
        "name": name,
        "created_on": now,
        **writer.tables(),
    }
    aoef = {"version": _VERSION, "created_on": now, "data": data}
    write_text(path, json.dumps(aoef, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
    return sum(len(one.clips) for one in recordings)


def lost(clips: Sequence[ClipRow]) -> list[str]:
    """What the format cannot hold of these clips, in sentences."""
    n = sum((clip.low_hz is None) != (clip.high_hz is None) for clip in clips)
    words = "An open side of a frequency range becomes 0 or half the sample rate"
    return [f"{words} (clips: {n})."] if n else []


class _Writer:
    """Collects the tables of a file."""

    def __init__(self) -> None:
        self._tags: dict[tuple[str, str], int] = {}
        self._users: dict[str, dict[str, Any]] = {}
        self._tables: dict[str, list[dict[str, Any]]] = {
            name: []
            for name in (
                "recordings", "clips", "sound_events", "sound_event_annotations",
                "clip_annotations", "tasks",
            )
        }  # fmt: skip

    def tables(self) -> dict[str, Any]:
        """All tables, with the tags and users they refer to."""
        tags = [{"id": i, "key": key, "value": value} for (key, value), i in self._tags.items()]
        return {"tags": tags, "users": list(self._users.values()), **self._tables}

    def add(self, recording: Recording) -> None:
        """Add a recording and its clips."""
        clip = recording.clips[0]
        own = _id("recording", recording.name)
        facts = recording.facts()
        author, licence = facts.pop("author", None), facts.pop("licence", None)
        entry: dict[str, Any] = {
            "uuid": own,
            "path": recording.name,
            "duration": round(recording.duration_s, 6),
            "channels": clip.channels,
            "samplerate": clip.sample_rate_hz,
        }
        extra = dict(clip.extra)
        degrees = number(extra.get("latitude")), number(extra.get("longitude"))
        if None not in degrees:
            entry |= {"latitude": degrees[0], "longitude": degrees[1]}
            if [extra["latitude"], extra["longitude"]] == [repr(one) for one in degrees]:
                del extra["latitude"], extra["longitude"]
        entry["tags"] = [self._tag(key, value) for key, value in (facts | extra).items()]
        date, _, time = facts.get("recorded_at", "").partition("T")
        entry |= {"date": date} if _is_date(date) else {}
        entry |= {"time": time[:8]} if _is_date(date) and len(time) >= 8 else {}
        entry |= {"rights": licence} if licence else {}
        entry |= {"owners": [self._user(author)]} if author else {}
        self._tables["recordings"].append(entry)
        for one in recording.clips:
            self._add_clip(one, own)

    def _add_clip(self, clip: ClipRow, recording: str) -> None:
        own = _id("clip", f"{recording}/{clip.segment_id}")
        start_s, end_s, _ = span_of(clip)
        span = {"start_time": start_s, "end_time": end_s}
        self._tables["clips"].append({"uuid": own, "recording": recording, **span})
        said: dict[str, Any] = {}
        if clip.scenes:
            said["tags"] = [self._tag("scene", scene) for scene in clip.scenes]
        if clip.note:
            said["notes"] = [{"uuid": _id("note", own), "message": clip.note}]
        annotation: dict[str, Any] = {"uuid": _id("annotation", own), "clip": own}
        if clip.low_hz is None and clip.high_hz is None:
            annotation |= said
        else:
            event, about = _id("event", own), _id("event annotation", own)
            low_hz, high_hz = band_of(clip)
            low_hz = low_hz or 0.0
            if high_hz is None:
                high_hz = clip.sample_rate_hz / 2 or _HIGHEST_HZ
            box = {"type": "BoundingBox", "coordinates": [start_s, low_hz, end_s, high_hz]}
            self._tables["sound_events"].append(
                {"uuid": event, "recording": recording, "geometry": box}
            )
            self._tables["sound_event_annotations"].append(
                {"uuid": about, "sound_event": event, **said}
            )
            annotation["sound_events"] = [about]
        badges = [{"state": _BADGES[clip.state]}] if clip.state in _BADGES else []
        if clip.state == "excluded":  # the format has no such badge
            annotation["tags"] = [*annotation.get("tags", ()), self._tag("state", "excluded")]
        self._tables["clip_annotations"].append(annotation)
        self._tables["tasks"].append(
            {"uuid": _id("task", own), "clip": own, "status_badges": badges}
        )

    def _tag(self, key: str, value: str) -> int:
        return self._tags.setdefault((key, value), len(self._tags))

    def _user(self, name: str) -> str:
        own = _id("user", name)
        self._users.setdefault(name, {"uuid": own, "name": name})
        return own


def _box(geometry: Any, duration_s: float | None) -> tuple[Any, Any, Any, Any]:
    """Start, low, end and high of what is around a geometry; None where it has no frequencies."""
    found: Mapping[str, Any] = geometry if isinstance(geometry, dict) else {}
    kind = clean(found.get("type"))
    flat = list(_numbers(found.get("coordinates")))
    if not flat:
        raise ValueError("a sound event has no place")
    if kind in _TIME_ONLY:
        return min(flat), None, max(flat), None
    if len(flat) % 2:
        raise ValueError(f"the place of a {kind or 'sound event'} cannot be read")
    times, bounds = flat[0::2], flat[1::2]
    end = max(times) if duration_s is None else min(max(times), max(duration_s, min(times)))
    return min(times), min(bounds), end, max(bounds)


def _numbers(coordinates: Any, depth: int = 0) -> Iterator[float]:
    """All numbers in nested lists of coordinates: time, frequency, time, frequency ..."""
    if isinstance(coordinates, list) and depth < 5:
        for one in coordinates:
            yield from _numbers(one, depth + 1)
    elif (found := number(coordinates)) is not None:
        yield found


def _covers(segment: NewSegment, start: Any, end: Any) -> bool:
    """Whether a segment is as long as a clip from start to end, to a microsecond."""
    start_s, end_s = number(start), number(end)
    if start_s is None or end_s is None:
        return False
    off_s = abs(segment.start_s - start_s), abs(segment.start_s + segment.duration_s - end_s)
    return max(off_s) < 1e-6


def _note(annotation: Mapping[str, Any]) -> str:
    messages = (text_at(note, "message") for note in objects(annotation, "notes"))
    return "\n".join(filter(None, messages))


def _by_id(given: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["uuid"]: one for one in given if isinstance(one.get("uuid"), str)}


def _text(parent: Mapping[str, Any], key: str) -> str:
    value = parent.get(key)
    return value if isinstance(value, str) else ""


def _hashable(parent: Mapping[str, Any], key: str) -> bool:
    return isinstance(parent.get(key), int)


def _id(kind: str, name: str) -> str:
    return str(uuid.uuid5(_SPACE, f"{kind}/{name}"))


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
