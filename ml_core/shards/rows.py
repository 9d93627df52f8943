"""What is known of a clip in a shard: a row of its Parquet table, and its JSON in the tar."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from ml_core.project import STATES, ClipFilter, ClipRow, Project
from ml_core.project.folding import folded

NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
"""What a shard is called, and a clip in it: plain, without dots."""
_AUDIO = re.compile(r"[A-Za-z0-9_-]{1,80}\.[a-z0-9]{2,5}")
_RATES_HZ = range(1_000, 1_000_001)
_PLACES = ("shard", "offset", "n_bytes")  # known only when the tar is written


@dataclass(frozen=True, slots=True)
class ShardRow:
    """One clip and where its sound lies.

    Attributes:
        key: its name in the tar, without the ending.
        audio: the member with its sound, ``KEY.flac`` for example.
        recording: the lasting name of the recording that it was cut from.
        recording_sha256: of that recording's file.
        start_s: where it began in that recording.
        shard: name of the shard, without an ending.
        offset: where the sound begins in the tar, in bytes.
        n_bytes: of the sound.
        sha256: of the sound.
        n_samples: per channel, at ``rate_hz``.
        channel: the one that is heard, counted from 0; None: the mean of all.
    """

    key: str
    audio: str
    recording: str
    recording_sha256: str
    start_s: float
    duration_s: float
    n_samples: int
    rate_hz: int
    channels: int
    sha256: str
    shard: str = ""
    offset: int = 0
    n_bytes: int = 0
    scenes: tuple[str, ...] = ()
    state: str = "new"
    note: str = ""
    split: str | None = None
    device: str | None = None
    city: str | None = None
    location: str | None = None
    session: str | None = None
    source: str | None = None
    identifier: str | None = None
    recorded_at: str | None = None
    channel: int | None = None
    licence: str | None = None
    author: str | None = None
    low_hz: float | None = None
    high_hz: float | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def scene(self) -> str | None:
        """The first scene, None where there is none."""
        return self.scenes[0] if self.scenes else None

    @property
    def path(self) -> str:
        """The clip's path below the root of its shard: ``SHARD.tar/KEY.flac``."""
        return f"{self.shard}.tar/{self.audio}"

    def matches(self, wanted: ClipFilter) -> bool:
        """Whether a filter lets it through; ``import_id`` means nothing here."""
        if wanted.usable and (not self.scenes or self.state == "excluded"):
            return False
        if wanted.text and folded(wanted.text) not in folded(self.recording):
            return False
        if wanted.scene and not set(wanted.scene) & set(self.scenes or (None,)):
            return False
        facts: list[tuple[tuple[str | None, ...], str | None]] = [
            (wanted.state, self.state), (wanted.device, self.device),
            (wanted.location, self.location), (wanted.split, self.split),
        ]  # fmt: skip
        return all(not chosen or value in chosen for chosen, value in facts)

    def to_json(self) -> bytes:
        """What the tar says of it, the same bytes for the same clip."""
        table = {name: getattr(self, name) for name in _IN_JSON}
        table |= {"scenes": list(self.scenes), "extra": dict(sorted(self.extra.items()))}
        return json.dumps(table, ensure_ascii=False, sort_keys=True, allow_nan=False).encode()

    def flaw(self) -> str:
        """Why it cannot be true; empty where it can."""
        numbers = (self.start_s, self.duration_s)
        named = NAME.fullmatch(self.key) and _AUDIO.fullmatch(self.audio)
        sounds = self.rate_hz in _RATES_HZ and self.n_samples > 0 and 0 < self.channels <= 1024
        placed = self.offset >= 0 and self.n_bytes > 0 and all(0 <= one < 1e9 for one in numbers)
        bounded = all(map(_is_bound, (self.low_hz, self.high_hz)))
        flaws = {
            "a clip has an impossible name": named and self.audio.startswith(f"{self.key}."),
            "a clip has impossible sound": sounds,
            "a clip lies in an impossible place": placed,
            "a clip has an impossible channel": self.channel in (None, *range(self.channels)),
            "a clip has an impossible state": self.state in STATES and bounded,
        }
        return next((flaw for flaw, is_fine in flaws.items() if not is_fine), "")


FACTS = tuple(one.name for one in fields(ShardRow))
"""The names of all that is known of a clip."""
_IN_JSON = tuple(name for name in FACTS if name not in _PLACES)
_OF_CLIP = (
    "start_s", "duration_s", "scenes", "state", "note", "split", "device", "city", "location",
    "session", "source", "identifier", "recorded_at", "channel", "licence", "author", "low_hz",
    "high_hz", "extra",
)  # fmt: skip


def samples_at(n_samples: int, from_hz: int, to_hz: int) -> int:
    """How many samples a resampler gives: the nearest number, of two the larger."""
    return n_samples if from_hz == to_hz else (2 * n_samples * to_hz + from_hz) // (2 * from_hz)


def facts_of(clip: ClipRow) -> dict[str, Any]:
    """What a project knows of a clip, as a row says it."""
    return {"recording": clip.relative_path} | {name: getattr(clip, name) for name in _OF_CLIP}


def hashes_of(project: Project, clips: Sequence[ClipRow]) -> dict[int, str | None]:
    """Content hashes of the recordings of clips, by their ids; None where it is not known yet."""
    rows = project.database.rows(
        "SELECT id, sha256 FROM recordings WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted({clip.recording_id for clip in clips})),),
    )
    return dict(rows)


def _is_bound(value: float | None) -> bool:
    return value is None or (math.isfinite(value) and value >= 0)
