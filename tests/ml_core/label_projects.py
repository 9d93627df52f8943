"""Projects with every kind of label, as fixtures, and what is compared of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from ml_core.datasets.exporting import Format
from ml_core.datasets.importing import import_recordings
from ml_core.project import ClipRow, Project

ENDING = {"parquet": ".parquet", "labelstudio": ".json", "aoef": ".json", "raven": ".txt"}


def out_path(folder: Path, form: Format) -> Path:
    """Where an export goes: Audacity's is a folder, all others a file of their own."""
    return folder / f"out-{form}{'' if form == 'audacity' else ENDING.get(form, '.csv')}"


def label_facts(clip: ClipRow) -> tuple[Any, ...]:
    bounds = round(clip.start_s, 5), round(clip.duration_s, 5), clip.low_hz, clip.high_hz
    return clip.relative_path, *bounds, clip.scenes, clip.state, clip.note


def facts(clip: ClipRow) -> tuple[Any, ...]:
    known = clip.device, clip.city, clip.location, clip.session, clip.source, clip.identifier
    said = clip.recorded_at, clip.licence, clip.author, clip.channel
    return (*label_facts(clip), *known, *said, clip.extra)


def all_of(project: Project, which: Any = facts) -> list[Any]:
    return sorted((which(clip) for clip in project.clips()), key=repr)


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    """Five recordings of five seconds in two folders, one of them in stereo."""
    for name in ("park/a.wav", "park/b.wav", "tram/c.wav", "tram/ö 1.wav", "tram/-d.wav"):
        path = tmp_path / "audio" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        channels = 2 if name.startswith("tram") else 1
        samples = np.random.default_rng(len(name)).uniform(-0.5, 0.5, (40_000, channels))
        soundfile.write(path, samples, 8000, "PCM_16")
    return tmp_path / "audio"


@pytest.fixture
def labelled(tmp_path: Path, audio: Path) -> Iterator[Project]:
    """A project with every kind of label."""
    with Project.create(tmp_path / "labelled") as project:
        import_recordings(project, audio)
        first, *others = project.clips()
        project.add_segment(first.recording_id, 0.3, 0.7, scene=["bus", "tram ring|x"])
        project.add_segment(first.recording_id, 1.25, 1 / 3, low_hz=500.5, high_hz=3000.0)
        project.add_segment(others[1].recording_id, 0.1, 4.0, scene="=SUM(A1)")
        ids = project.ids()
        project.set_note(ids[1:2], 'a "note", = with\nlines; and\ttabs')
        project.set_state(ids[1:2], "needs_review")
        project.set_state(ids[2:3], "excluded")
        project.set_state(ids[5:6], "verified")
        project.label(ids[4:5], None)
        for fact, value in (
            ("device", "-s1"), ("city", "Köln"), ("session", "+1"), ("location", "@home"),
            ("recorded_at", "2024-05-01T06:30:00+02:00"), ("licence", "CC0"),
        ):  # fmt: skip
            project.set_fact(ids[:1], fact, value)
        tram = sorted({one.recording_id for one in project.clips() if one.channels == 2})
        project.set_channel(tram[:1], 1)
        project.set_channel(tram[-1:], 0)
        yield project
