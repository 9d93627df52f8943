"""One call for every public function of arrays in long recordings. See ``shape_cases``."""

from pathlib import Path

import numpy as np

from ml_core.datasets import heard
from ml_core.project import Project
from ml_core.recordings import colouring, decode, lru, overview, pyramid, spectrum
from ml_core.recordings.output import Loudspeaker
from tests.architecture.shape_cases import Cases
from tests.architecture.shapes import B, C, Call, F, N, T, array, call

RATE_HZ = 8000


class NoDevice:
    def write(self, block: np.ndarray) -> None:
        assert block.shape[1] == 1


def loudspeaker() -> Loudspeaker:
    """One that was opened."""
    opened = object.__new__(Loudspeaker)
    opened._resampler, opened._stream = None, NoDevice()
    return opened


def write_coloured(folder: Path) -> Call:
    """A call that has something to colour."""
    decode.write_wav(folder / "plain.wav", array(T) / 4, RATE_HZ)
    paths = folder / "plain.wav", folder / "coloured.wav"
    return call(colouring.write_coloured, *paths, 100.0 * np.arange(1, F + 1), array(F))


def keep_heard(folder: Path) -> Call:
    """A call with a project to keep it in."""
    project = Project.create(folder / "project")
    return call(heard.keep_heard, project, array(T) / 4, RATE_HZ, "park", session="live")


CASES: Cases = {
    "datasets.heard.keep_heard": keep_heard,
    "recordings.colouring.coloured": lambda _: call(
        colouring.coloured, array(T), RATE_HZ, 100.0 * np.arange(1, F + 1), array(F)
    ),
    "recordings.colouring.write_coloured": write_coloured,
    "recordings.lru.ArrayCache.put": lambda _: call(lru.ArrayCache(999).put, "a", array(B, C)),
    "recordings.output.Loudspeaker.write": lambda _: call(loudspeaker().write, array(N, 1)),
    "recordings.overview.filled": lambda _: call(overview.filled, array(N, C)),
    "recordings.pyramid.Pyramid.measure": lambda _: call(
        pyramid.Pyramid(1 << 17, 4096).measure, array(1 << 15), RATE_HZ, composite="T"
    ),
    "recordings.pyramid.band_powers": lambda _: call(
        pyramid.band_powers, np.zeros((N, 61), np.uint8)
    ),
    "recordings.pyramid.measure_blocks": lambda _: call(
        pyramid.measure_blocks, array(N, 4096), RATE_HZ, composite="T"
    ),
    "recordings.spectrum.FrequencyRows.of_bins": lambda _: call(
        spectrum.FrequencyRows("mel", 10.0, 3000.0, B).of_bins,
        abs(array(N, T)),
        RATE_HZ,
        sizes={"height": B},
    ),
    "recordings.spectrum.frame_powers": lambda _: call(
        spectrum.frame_powers, array(1009), 59, 7, sizes={"n": 136, "n_fft": 59}, composite="n"
    ),
    "recordings.spectrum.from_scale": lambda _: call(spectrum.from_scale, array(B, C), "mel"),
    "recordings.spectrum.to_db": lambda _: call(spectrum.to_db, abs(array(B, C))),
    "recordings.spectrum.to_scale": lambda _: call(spectrum.to_scale, abs(array(B, C)), "log"),
}
