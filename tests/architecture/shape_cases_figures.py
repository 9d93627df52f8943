"""One call for every public function of arrays that takes figures apart. See ``shape_cases``."""

from ml_core.c99 import emitting, text, values
from ml_core.evaluation import breakdown, calibration, comparison, device_sound, metrics
from ml_core.stages import beside
from tests.architecture.shape_cases import GROUPS, Cases, spread
from tests.architecture.shapes import K, N, P, T, array, call, index_array

SCENES = [f"scene {k}" for k in range(K)]
RIGHT, ALSO_RIGHT = array(N) > 0, array(N) > 0.5

CASES: Cases = {
    "c99.emitting.Emitted.table": lambda _: call(emitting.Emitted().table, "numbers", array(K, N)),
    "c99.text.table": lambda _: call(text.table, "numbers", array(K, N)),
    "c99.values.as_floats": lambda _: call(values.as_floats, array(K, N)),
    "evaluation.breakdown.share": lambda _: call(breakdown.share, RIGHT),
    "evaluation.breakdown.scene_by_device": lambda _: call(
        breakdown.scene_by_device, index_array(K, N), index_array(K, N), GROUPS, SCENES
    ),
    "evaluation.breakdown.unseen_gap": lambda _: call(
        breakdown.unseen_gap, RIGHT, GROUPS, GROUPS, {GROUPS[0]}
    ),
    "evaluation.breakdown.difference_of_parts": lambda _: call(
        breakdown.difference_of_parts, array(N), RIGHT, ~RIGHT, GROUPS, resamples=3
    ),
    "evaluation.calibration.reliability": lambda _: call(
        calibration.reliability, index_array(K, N), spread(N, K)
    ),
    "evaluation.comparison.mcnemar": lambda _: call(comparison.mcnemar, RIGHT, ALSO_RIGHT),
    "evaluation.comparison.compare": lambda _: call(comparison.compare, RIGHT, ALSO_RIGHT, GROUPS),
    "evaluation.comparison.compare_parts": lambda _: call(
        comparison.compare_parts, RIGHT, ALSO_RIGHT, GROUPS, GROUPS
    ),
    "evaluation.device_sound.band_levels": lambda _: call(
        device_sound.band_levels, array(T), 16_000, abs(array(P)).cumsum() + 50
    ),
    "evaluation.device_sound.clipped_share": lambda _: call(device_sound.clipped_share, array(T)),
    "evaluation.device_sound.telling_stretch": lambda _: call(
        device_sound.telling_stretch, array(P), abs(array(P)).cumsum() + 50
    ),
    "stages.beside.turned_like": lambda _: call(beside.turned_like, array(N, 2), array(N, 2)),
    "evaluation.metrics.confidence_bins": lambda _: call(
        metrics.confidence_bins, abs(array(N)) % 1
    ),
}
