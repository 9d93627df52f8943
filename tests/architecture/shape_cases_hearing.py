"""One call for every public function of arrays about microphones, streams and evidence.

See ``shape_cases``.
"""

from pathlib import Path

import numpy as np

from ml_core.evaluation import device_sound
from ml_core.explaining import occlusion, sound
from ml_core.frontend.spec import LogMelSpec
from ml_core.live import deciding, ear, smoothing, stream_score
from ml_core.microphone import colour, likeness, passport, quality
from ml_core.recordings import device_responses
from tests import noise_bundle
from tests.architecture.shape_cases import SPEC, Cases, score_space, tiny
from tests.architecture.shapes import B, Call, F, K, N, P, S, T, W, array, call

RATE_HZ = 16_000
HZ = 50.0 * np.arange(1, P + 1)


def decide(_: Path) -> Call:
    """One window of a stream."""
    decider = deciding.Decider(score_space(), "off", "none", 1.0)
    return call(decider.decide, array(3, K))


def values(folder: Path, method: str = "values") -> Call:
    """Some windows of a bundle with as many scenes as it has."""
    bundle = noise_bundle.write_tiny_bundle(folder / "noise.ascbundle")
    frames = noise_bundle.SPEC.n_frames(noise_bundle.WINDOW)
    sizes = {"B": N, "T": frames, "F": noise_bundle.SPEC.n_mels, "K": len(noise_bundle.SCENES),
             "D": noise_bundle.EMBEDDING_SIZE}  # fmt: skip
    windows = array(N, noise_bundle.SPEC.n_mels, frames)
    return call(getattr(ear.Ear(bundle), method), windows, sizes=sizes, composite="F T D")


def explain(folder: Path) -> Call:
    """One window of a bundle."""
    bundle = tiny(folder)
    return call(
        occlusion.Explainer(bundle).explain, array(bundle.manifest.window_samples), composite="N"
    )


def evidence_sound(_: Path) -> Call:
    """One window, whose frames are as many as its mask has."""
    n = SPEC.hop * T - 1
    return call(sound.evidence_sound, array(n), np.ones((F, SPEC.n_frames(n)), np.float32),
                SPEC, sizes={"N": n, "T": SPEC.n_frames(n)}, composite="N T")  # fmt: skip


def score(_: Path) -> Call:
    """A stream of two stays."""
    heard = stream_score.Heard(
        array(N, 3, K), np.ones(N, bool), np.arange(1.0, N + 1), np.arange(S),
        np.array([4.0, N]), ("a", "b"), 1.0,
    )  # fmt: skip
    shown = np.zeros(N, np.int64)
    return call(stream_score.score, shown, heard, "none", smoothing.PACES["none"])


def bands() -> colour.Bands:
    """As many bands as there shall be."""
    return colour.Bands(HZ, np.full((P, F), 1 / F))


def gain_to(_: Path) -> Call:
    """A sound brought to a level."""
    heard = colour.HeardSound(array(W, 1009), SPEC)
    return call(heard.gain_to, array(P), bands())


def make_passport(folder: Path) -> Call:
    """Twelve seconds of noise."""
    bundle = tiny(folder)
    noise = np.random.default_rng(0).normal(size=12 * RATE_HZ).astype(np.float32) / 9
    return call(passport.make_passport, noise, bundle, composite="T")


CASES: Cases = {
    "evaluation.device_sound.power_spectrum": lambda _: call(
        device_sound.power_spectrum, array(T), RATE_HZ, sizes={"M": 2049}, composite="M"
    ),
    "explaining.occlusion.Explainer.explain": explain,
    "explaining.sound.evidence_sound": evidence_sound,
    "live.deciding.Decider.decide": decide,
    "live.ear.Ear.values": values,
    "live.ear.Ear.heard": lambda folder: values(folder, "heard"),
    "live.stream_score.score": score,
    "microphone.colour.Bands.levels": lambda _: call(bands().levels, array(B, F), sizes={"P": P}),
    "microphone.colour.HeardSound.gain_to": gain_to,
    "microphone.colour.in_db": lambda _: call(colour.in_db, array(B, F), LogMelSpec()),
    "microphone.colour.distance_db": lambda _: call(
        colour.distance_db, array(B, P), array(B, P)
    ),
    "microphone.likeness.heard_as": lambda _: call(likeness.heard_as, array(T), array(31)),
    "microphone.passport.make_passport": make_passport,
    "microphone.quality.measure_quality": lambda _: call(
        quality.measure_quality, array(T), RATE_HZ, 7500.0
    ),
    "microphone.quality.noise_floor_db": lambda _: call(
        quality.noise_floor_db, array(T), RATE_HZ
    ),
    "microphone.quality.band_limits": lambda _: call(
        quality.band_limits, 100.0 * np.arange(N), abs(array(N))
    ),
    "recordings.device_responses.impulse_response": lambda _: call(
        device_responses.impulse_response, HZ, array(P), 1000, sizes={"R": 64}, composite="R"
    ),
    "recordings.device_responses.minimum_phase": lambda _: call(
        device_responses.minimum_phase, array(17), 5, sizes={"n_taps": 5}
    ),
}  # fmt: skip
