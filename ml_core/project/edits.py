"""What a user can change in a project: each edit is one transaction and one row of the log."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import EllipsisType
from typing import Any, Literal

from ml_core.errors import ProjectError
from ml_core.project import clips, history, segments
from ml_core.project.clips import STATES
from ml_core.project.database import Database
from ml_core.project.fields import SETTING, SPLIT
from ml_core.project.segments import NewSegment, fitting
from ml_core.scenes import SceneSet, display_name

MAIN_SPLITS = "main"

Fact = Literal["device", "location", "city", "session", "source", "licence", "recorded_at"]


class Edits:
    """The edits of a project; see :class:`ml_core.project.Project`."""

    database: Database

    def label(self, segment_ids: Sequence[int], scene: str | Sequence[str] | None) -> None:
        """Give clips a scene, several, or none; they are *done* then, or *new* without one.

        Excluded clips stay excluded.
        """
        scenes = [scene] if isinstance(scene, str) else list(scene or ())
        SceneSet(tuple(scenes))  # refuses empty and repeated names
        words = " and ".join(display_name(one) for one in scenes)
        text = f"Label {_clips(segment_ids)} as {words}" if scenes else (
            f"Take the label from {_clips(segment_ids)}"
        )  # fmt: skip
        with self.database.transaction() as connection:
            excluded = clips.excluded(connection, segment_ids)
            counted = [one for one in segment_ids if one not in excluded]
            history.change(
                connection,
                text,
                {
                    "segment.scenes": [(scenes, segment_ids)],
                    "segment.state": [("done" if scenes else "new", counted)],
                },
            )

    def set_state(self, segment_ids: Sequence[int], state: str) -> None:
        """Say how far clips are: new, done, verified, needs_review or excluded.

        *new* takes a state away: a clip that has a scene is *done* then.

        Raises:
            ProjectError: it is no state, or it says that a clip without a scene has the right one.
        """
        if state not in STATES:
            raise ProjectError(f'"{state}" is no state.', hint=f"States are {', '.join(STATES)}.")
        words = state.replace("_", " ")
        text = f"Set {_clips(segment_ids)} to {words}"
        with self.database.transaction() as connection:
            bare = clips.without_scene(connection, segment_ids)
            if bare and state in ("done", "verified"):
                many = f"{len(bare)} of {len(segment_ids)} clips have no scene yet."
                raise ProjectError(
                    "This clip has no scene yet." if len(segment_ids) == 1 else many,
                    hint="Give it a scene first.",
                )
            labelled = [one for one in segment_ids if one not in bare]
            groups = [(fitting(state, "x"), labelled), (state, sorted(bare))]
            history.change(connection, text, {"segment.state": [g for g in groups if g[1]]})

    def set_note(self, segment_ids: Sequence[int], note: str) -> None:
        """Write a note on clips."""
        self._change(f"Note on {_clips(segment_ids)}", "segment.note", note, segment_ids)

    def set_fact(self, segment_ids: Sequence[int], fact: Fact, value: str | None) -> None:
        """Correct what is known of the clips' recordings; ``recorded_at`` is ISO 8601."""
        if value is None and fact == "source":
            raise ProjectError("Every recording has a source.", hint="Give it a name.")
        recordings = self._recordings_of(segment_ids)
        text = f"Set {fact} of {_clips(segment_ids)} to {value or 'nothing'}"
        self._change(text, f"recording.{fact}", value, recordings)

    def set_split(self, splits: Mapping[int, str | None], name: str | None = None) -> None:
        """Divide clips; ``name`` is the set of splits, which becomes the active one.

        Args:
            splits: split by segment id; None takes a clip out of all.
            name: None means the active set.
        """
        name = name or self.split_set
        groups: dict[str | None, list[int]] = {}
        for segment_id, split in splits.items():
            groups.setdefault(split, []).append(segment_id)
        words = " and ".join(
            f"{len(ids)} {split}"
            for split, ids in sorted(groups.items(), key=lambda group: group[0] != "train")
            if split is not None
        )
        with self.database.transaction() as connection:
            history.change(
                connection,
                f"Split into {words}" if words else f"Take {len(splits)} clips out of the split",
                {SPLIT + name: groups.items(), f"{SETTING}splits": [(name, [0])]},
            )

    def set_channel(self, recording_ids: Sequence[int], channel: int | None) -> None:
        """Choose which channel of recordings is heard.

        Args:
            recording_ids: whose.
            channel: counted from 0; None takes the mean of all.

        Raises:
            ProjectError: one of the recordings has no such channel.
        """
        fewest = self.database.value(
            """SELECT min(channels) FROM recordings WHERE sample_rate_hz > 0
            AND id IN (SELECT value FROM json_each(?))""",
            (json.dumps(list(recording_ids)),),
        )
        if channel is not None and not 0 <= channel < (fewest or channel + 1):
            raise ProjectError(f"Not all of these recordings have a channel {channel + 1}.")
        n = len(recording_ids)
        words = "the mean of all channels" if channel is None else f"channel {channel + 1}"
        of = "1 recording" if n == 1 else f"{n} recordings"
        self._change(f"Hear {words} of {of}", "recording.channel", channel, recording_ids)

    def add_segment(
        self,
        recording_id: int,
        start_s: float,
        duration_s: float,
        *,
        low_hz: float | None = None,
        high_hz: float | None = None,
        scene: str | Sequence[str] | None = None,
    ) -> int:
        """Mark a stretch of a recording as a clip of its own; returns its id.

        Raises:
            ProjectError: the stretch lies outside of the recording.
        """
        scenes = (scene,) if isinstance(scene, str) else tuple(scene or ())
        one = NewSegment(start_s, duration_s, low_hz, high_hz, scenes)
        words = " and ".join(map(display_name, scenes)) or "a clip"
        return self.add_segments([(recording_id, one)], f"Mark {duration_s:.3g} s as {words}")[0]

    def add_segments(
        self, new: Iterable[tuple[int, NewSegment]], text: str | None = None
    ) -> list[int]:
        """Mark many stretches at once, each with the id of its recording; returns their ids.

        Raises:
            ProjectError: a stretch lies outside of its recording; none is added then.
        """
        new = list(new)
        for _, segment in new:
            SceneSet(segment.scenes)  # refuses empty and repeated names
        with self.database.transaction() as connection:
            added = segments.add_segments(connection, new)
            text = text or f"Mark {len(added)} clips"
            history.change(connection, text, {"segment.removed": [(0, added)]})
        return added

    def move_segment(
        self,
        segment_id: int,
        *,
        start_s: float | None = None,
        duration_s: float | None = None,
        low_hz: float | EllipsisType | None = ...,
        high_hz: float | EllipsisType | None = ...,
    ) -> None:
        """Give a segment other bounds; what is left out stays. ``low_hz=None`` opens that side.

        Raises:
            ProjectError: it is not there any more, or would lie outside of its recording.
        """
        given: dict[str, float | EllipsisType | None] = {"low_hz": low_hz, "high_hz": high_hz}
        given |= {"start_s": ... if start_s is None else start_s}
        given |= {"duration_s": ... if duration_s is None else duration_s}
        change = {name: value for name, value in given.items() if value is not ...}
        with self.database.transaction() as connection:
            new, scene = segments.moved(connection, segment_id, change)
            what = display_name(scene) if scene else "a clip"
            stretch = [new.start_s, new.duration_s, new.low_hz, new.high_hz]
            whole = set(change) == {"start_s"}  # the length stays: all of it moves
            history.change(
                connection,
                f"Move {what}" if whole else f"Move edge of {what}",
                {"segment.stretch": [(stretch, [segment_id])]},
            )

    def delete_segments(self, segment_ids: Sequence[int]) -> None:
        """Take clips out of the project. Their recordings stay, and so do the files."""
        self._change(f"Delete {_clips(segment_ids)}", "segment.removed", 1, segment_ids)

    def rename(self, name: str) -> None:
        """Call the project something else; its folder keeps its name."""
        self._change(f"Rename the project to {name}", f"{SETTING}name", name, [0])

    @property
    def split_set(self) -> str:
        """Name of the active set of splits."""
        return self._setting("splits") or MAIN_SPLITS

    def _recordings_of(self, segment_ids: Collection[int]) -> list[int]:
        rows = self.database.rows(
            """SELECT DISTINCT recording_id FROM segments
            WHERE id IN (SELECT value FROM json_each(?)) ORDER BY 1""",
            (json.dumps(list(segment_ids)),),
        )
        return [row[0] for row in rows]

    def mark_step(self, text: str) -> None:
        """Log a step outside of the project, such as a place taught from clips that are there.

        Undo and redo come to it in its turn and change no clip; whoever did it follows the log.

        Args:
            text: what the menu says after "Undo ".
        """
        with self.database.transaction() as connection:
            history.mark(connection, text)

    def _setting(self, key: str) -> str | None:
        value = self.database.value("SELECT value FROM settings WHERE key = ?", (key,))
        return None if value is None else str(value)

    def _change(self, text: str, field: str, value: Any, ids: Collection[int]) -> None:
        with self.database.transaction() as connection:
            history.change(connection, text, {field: [(value, ids)]})


def _clips(segment_ids: Collection[int]) -> str:
    return "1 clip" if len(segment_ids) == 1 else f"{len(segment_ids)} clips"
