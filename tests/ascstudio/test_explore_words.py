"""What Explore says of spot checks."""

import pytest

from ascstudio.pages.explore import colouring
from ascstudio.pages.explore.picking import error_words
from ml_core.evaluation.metrics import Interval
from ml_core.labelling.propagate import ErrorEstimate


@pytest.mark.parametrize(
    ("n_checked", "n_wrong", "n_rest", "said"),
    [
        (0, 0, 9, "None was listened to."),
        (10, 2, 40, "2 of 10 wrong: 6 to 51 % of the rest"),
        (3, 1, 0, "All were listened to: 1 of 3 wrong."),  # nothing is left to be unsure of
    ],
)
def test_words_of_spot_checks(n_checked: int, n_wrong: int, n_rest: int, said: str) -> None:
    share = Interval(0.2, 0.06, 0.51)
    assert error_words(ErrorEstimate(n_checked, n_wrong, share, n_rest)) == said


def test_the_part_of_a_split_is_told_in_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colouring, "told", str.upper)
    assert colouring.shared_title("split", ["train"]) == "TRAIN"
    assert colouring.shared_title("location", ["paris"]) == "Paris"  # a name of somebody
