"""Every bundle version ever written keeps opening and deciding alike."""

from pathlib import Path

import numpy as np

from ml_core import bundle
from ml_core.bundle.session import Session


def test_bundle_v1_opens_runs_and_knows_its_enrolled_scene():
    path = Path(__file__).with_name("bundle_v1.ascbundle")
    assert bundle.verify(path).reasons == ()
    opened = bundle.read_bundle(path)
    assert opened.manifest.scenes.names == ("bus", "metro", "park")
    assert opened.manifest.temperature == 1.5
    assert opened.manifest.thresholds["normal"].threshold == 0.2
    assert opened.enrolled[0].name == "workshop"
    assert opened.enrolled[0].prototype == (0.25,) * 8
    front = opened.manifest.front_end
    n_frames = front.n_frames(opened.manifest.window_samples)
    ramp = np.linspace(-1, 1, front.n_mels, dtype=np.float32)[:, None]
    heard = np.broadcast_to(ramp, (1, 1, front.n_mels, n_frames))
    logits, embedding = Session(opened).run(np.ascontiguousarray(heard))
    np.testing.assert_allclose(embedding[0], ramp[:, 0], atol=1e-5)
    expected = [[0.4401227, 0.0129480, -0.6634208]]
    np.testing.assert_allclose(logits, expected, atol=1e-3)
