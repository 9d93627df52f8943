"""asc compare: the numbers are those of the clips, and what is no comparison is refused."""

import copy

import pytest

from ml_core.cli import main
from ml_core.errors import ProjectError
from ml_core.project import Project
from ml_core.stages.compare import compare_measured, compare_with_each
from ml_core.stages.measured import Measured, measure_model
from tests.stages.test_measured import answer, bundle  # noqa: F401 - a fixture


def rows(n: int, right: set[int]) -> tuple[dict, ...]:
    return tuple(
        {
            "segment_id": number, "scene": "bus" if number % 2 else "tram",
            "predicted": ("bus" if number % 2 else "tram") if number in right else "park",
            "device": "a" if number % 3 else "s1", "group": f"place {number % 20}",
        }
        for number in range(n)
    )  # fmt: skip


def measured(name: str, right: set[int], n: int = 120, **figures: object) -> Measured:
    facts = {
        "split": "test", "grouped_by": "location", "accuracy": len(right) / n, "ci95": [0, 1],
        "macro_accuracy": 0.0, "log_loss": 0.0, "ece": 0.0, "backend": "", "precision": "int8",
        "gap": None, "trained_on": None, **figures,
    }  # fmt: skip
    return Measured(name, facts, rows(n, right))


def test_differences_are_a_minus_b():
    a, b = measured("new", set(range(100))), measured("old", set(range(60)))
    found = compare_measured(a, b)
    assert found["overall"]["difference"] == pytest.approx(40 / 120)
    assert (found["overall"]["only_a"], found["overall"]["only_b"]) == (40, 0)
    assert found["overall"]["clear"]
    assert found["overall"]["words"].startswith("new is better by 33.3 points")
    assert set(found["per_device"]) == {"a", "s1"}
    assert set(found["per_scene"]) == {"bus", "tram"}
    for kind in ("per_device", "per_scene"):
        whole = sum(row["difference"] * row["n_clips"] for row in found[kind].values())
        assert whole == pytest.approx(40)


def test_clips_are_paired_by_their_number_not_by_their_place():
    a, b = measured("x", set(range(100))), measured("x", set(range(100)))
    turned = Measured(b.name, b.figures, tuple(reversed(b.clips)))
    found = compare_measured(a, turned)
    assert (found["overall"]["only_a"], found["overall"]["only_b"]) == (0, 0)
    assert (found["a"]["name"], found["b"]["name"]) == ("x (1)", "x (2)")


def test_different_clips_are_no_comparison():
    with pytest.raises(ProjectError, match="different clips: 1 only the one, 0 only the other"):
        compare_measured(measured("x", {1}, 120), measured("y", {1}, 119))
    with pytest.raises(ProjectError, match="different clips"):
        compare_measured(measured("x", {1}), measured("y", {1}, split="validation"))
    other = copy.deepcopy(measured("y", {1}))
    other.clips[0]["scene"] = "park"
    with pytest.raises(ProjectError, match="different clips"):
        compare_measured(measured("x", {1}), other)


def test_a_model_that_has_learnt_from_the_clips_is_not_compared():
    learnt = {"snapshots": [3], "n_clips": 14}
    with pytest.raises(ProjectError, match='"y" has learnt from 14 of the 120 clips'):
        compare_measured(measured("x", {1}), measured("y", {1}, trained_on=learnt))


def test_one_against_each_of_several_allows_for_how_many():
    others = [measured("old", set(range(60))), measured("near", set(range(94))),
              measured("same", set(range(100)))]  # fmt: skip
    new = measured("new", set(range(100)))
    found = compare_with_each([new, *others])
    assert [row["b"]["name"] for row in found["against"]] == ["old", "near", "same"]
    for row, other in zip(found["against"], others, strict=True):
        alone = compare_measured(new, other)["overall"]
        assert row["overall"]["difference"] == alone["difference"]
        assert row["overall"]["p_adjusted"] >= row["overall"]["p"] == alone["p"]
    near = found["against"][1]["overall"]
    assert near["p"] < 0.05 < near["p_adjusted"]  # 6 of 6, and one of three that were looked at
    assert (compare_measured(new, others[1])["overall"]["clear"], near["clear"]) == (True, False)
    assert near["words"].startswith("Not clearly different")


def test_the_command(project: Project, bundle, capsys):  # noqa: F811
    run = bundle.parent.parent
    found = answer(capsys, "compare", run, bundle, project.folder)
    assert found["overall"]["difference"] == 0
    assert found["overall"]["p"] == 1
    assert found["a"]["accuracy"] == measure_model(run, project, again=False).figures["accuracy"]
    assert main(["compare", str(run), str(bundle), str(project.folder)]) == 0
    assert "too few to say" in capsys.readouterr().out
