"""Pictures of clips are kept in a stated piece of memory, and look as they were computed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ascstudio.pages.label import queue_list
from ascstudio.pages.library import clip_delegate
from ascstudio.project import sounds
from ascstudio.widgets.spectrogram import indices, levels, spectrogram_image
from ml_core import api

MOST_MB = {"thumbnails": 16.0, "library": 6.5, "label": 5.0}


@pytest.fixture
def clip(demo_project: Path) -> api.ClipRow:
    with api.Project.open(demo_project) as project:
        return project.clips()[0]


def test_what_is_kept_has_a_bound(qapp, clip: api.ClipRow) -> None:
    thumbnail = sounds.read_thumbnail(clip)
    picture = spectrogram_image(thumbnail.log_mel.astype(np.float32))
    bands, frames = sounds.THUMB_SHAPE
    assert thumbnail.log_mel.size <= bands * (frames + 1)  # none is larger
    kept_mb = {
        "thumbnails": sounds.KEEP * thumbnail.log_mel.nbytes / 1e6,
        "library": clip_delegate.KEPT * picture.sizeInBytes() / 1e6,
        "label": queue_list.KEPT_PICTURES * picture.sizeInBytes() / 1e6,
    }
    assert {name for name, mb in kept_mb.items() if mb > MOST_MB[name]} == set()


def test_a_kept_thumbnail_is_drawn_as_what_was_computed(clip: api.ClipRow) -> None:
    bands, frames = sounds.THUMB_SHAPE
    samples = api.read_samples(
        clip.path, sample_rate_hz=sounds.RATE_HZ, start_s=clip.start_s,
        duration_s=min(sounds.THUMB_S, clip.duration_s), channel=clip.channel,
    )  # fmt: skip
    exact = api.log_mel(samples, sounds.picture_spec(len(samples), frames, bands))
    kept = sounds.read_thumbnail(clip).log_mel.astype(np.float32)
    drawn = [indices(one, *levels(one)).astype(int) for one in (exact, kept)]
    assert np.abs(drawn[0] - drawn[1]).max() <= 1  # of 256 levels
