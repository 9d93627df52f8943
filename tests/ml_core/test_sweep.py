"""A search in rounds: who is quicker, where trials run and what was killed change nothing."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("optuna")

from ml_core.cli import main
from ml_core.errors import RunError
from ml_core.files import write_json
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FinetuneRecipe
from ml_core.runs import RunFolder, new_run
from ml_core.search import new_search, parse_dimension, read_trials, run_search
from ml_core.search.sweeping import Handed, require_rounds
from tests.ml_core.projects import filled

EPOCHS = 6
BASE = DistilRecipe(epochs=EPOCHS, network="cp-mobile-6k", validation_share=0.2)

FAILED = {"state": "failed", "message": "No.", "hint": ""}


class Killed(BaseException):
    """The process of the search is gone."""


class Workers:
    """Trials that learn an epoch each in an order of their own; the search may be killed."""

    def __init__(self, seed: int, *, killed_after: int = -1, together: bool = True) -> None:
        self.order = random.Random(seed)
        self.epochs_left = killed_after
        self.together = together  # the search looks after every epoch, or at the end only
        self.rounds: list[list[str]] = []

    def __call__(self, trials: Sequence[Handed], monitor: Monitor) -> None:
        self.rounds.append([one.path.name for one in trials])
        runs = [self._begin(one) for one in trials]
        while runs:
            run = self.order.choice(runs)
            if self._learn(run):
                runs.remove(run)
            if self.together:
                monitor.report(0, len(trials))

    def _begin(self, trial: Handed) -> RunFolder:
        run = RunFolder(trial.path)
        if not (trial.path / "recipe.toml").exists():
            assert isinstance(trial.recipe, DistilRecipe)
            new_run(trial.path, trial.recipe, dict(trial.inputs)).record(threads=1)
        (run.path / "ended.json").unlink(missing_ok=True)
        return run

    def _learn(self, run: RunFolder) -> bool:
        """One epoch; whether the run has ended."""
        if run.stop_requested() is not None:
            write_json(run.path / "ended.json", {"state": "paused"})
            return True
        if self.epochs_left == 0:
            raise Killed
        self.epochs_left -= 1
        bands = DistilRecipe.from_toml(run.recipe_toml).freq_mask_bands
        epoch = len(run.read_events()[0]) + 1
        reached = (1 - abs(bands - 40) / 64) * epoch / EPOCHS
        run.append_event("epoch", epoch, EPOCHS, val_accuracy=reached, best_epoch=epoch)
        if epoch == EPOCHS:
            write_json(run.path / "result.json", {"accuracy": reached})
        return epoch == EPOCHS


@pytest.fixture
def project(tmp_path: Path):
    with filled(tmp_path / "project") as project:
        yield project


def begin(project: Project, name: str) -> RunFolder:
    path = project.runs_dir / name
    return new_search(project, path, BASE, {}, minutes=60, trials=8, seed=3, at_once=4)


def told(run: RunFolder) -> list[dict[str, Any]]:
    rows = [row.to_dict() for row in read_trials(run.path)]
    return [{k: v for k, v in row.items() if not k.endswith(("seconds", "_s"))} for row in rows]


def test_who_is_quicker_changes_nothing(project: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        "ml_core.search.trials.TrialRun.is_going_on", property(lambda trial: not trial.is_done)
    )
    said = []
    for seed, together in ((0, True), (1, True), (2, False)):
        run = begin(project, f"sweep-{seed}-{together}")
        workers = Workers(seed, together=together)
        run_search(project, run, hand_out=workers)
        said.append(told(run))
        assert [len(names) for names in workers.rounds] == [4, 4]
    assert said[0] == said[1] == said[2]
    states = {row["state"] for row in said[0]}
    assert states == {"done", "given_up"}, "the schedule gives up whoever is behind"
    rows = read_trials(run.path)
    assert all(row.state == "done" for row in rows[:4]), "the first round has nobody before it"
    recipes = [
        DistilRecipe.from_toml((run.path / row.run / "recipe.toml").read_text()) for row in rows
    ]
    assert len({one.freq_mask_bands for one in recipes[:4]}) > 1
    assert {one.threads for one in recipes} == {1}


@pytest.mark.parametrize(("after", "seed"), [(5, 1), (30, 1), (30, 30), (37, 37)])
def test_a_kill_changes_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch, after: int, seed: int
):
    going = {"on": True}
    monkeypatch.setattr(
        "ml_core.search.trials.TrialRun.is_going_on",
        property(lambda trial: going["on"] and not trial.is_done),
    )
    whole, cut = begin(project, "whole"), begin(project, "cut")
    run_search(project, whole, hand_out=Workers(0))
    with pytest.raises(Killed):
        run_search(project, cut, hand_out=Workers(seed, killed_after=after))
    assert cut.result is None
    result = run_search(project, cut, hand_out=Workers(2))
    assert told(cut) == told(whole)
    assert result["best_trial"] == (whole.result or {})["best_trial"]
    assert run_search(project, cut) == result, "what is done is told at once"


def test_a_recipe_that_fails_all_of_the_first_round_is_said(project: Project):
    def fail(trials: Sequence[Handed], monitor: Monitor) -> None:
        for trial in trials:
            write_json(new_run(trial.path, trial.recipe, {}).path / "ended.json", FAILED)

    run = new_search(project, None, BASE, {}, minutes=60, trials=8, seed=3, at_once=2)
    with pytest.raises(RunError, match="cannot go on"):
        run_search(project, run, hand_out=fail)
    assert [row.state for row in read_trials(run.path)] == ["failed", "failed"]


def test_settings_that_do_not_go_together_fail_alone(project: Project):
    base = FinetuneRecipe(epochs=6, network="cp-mobile-6k", validation_share=0.2)
    space = [parse_dimension(text, base) for text in ("head_epochs=0,1", "contrastive_weight=0,1")]
    run = new_search(project, None, base, {}, minutes=60, trials=8, seed=3, at_once=4, space=space)

    def learn(trials: Sequence[Handed], monitor: Monitor) -> None:
        for trial in trials:
            made = new_run(trial.path, trial.recipe, {})
            made.append_event("epoch", 6, 6, val_accuracy=0.5, best_epoch=6)
            made.write_result({"accuracy": 0.5})

    assert run_search(project, run, hand_out=learn)["n_trials"] == 8
    for row in read_trials(run.path):
        impossible = not row.params["head_epochs"] and row.params["contrastive_weight"] == 1
        assert row.state == ("failed" if impossible else "done")
        assert ("head_epochs cannot be 0" in row.message) == impossible
    assert any(row.state == "failed" for row in read_trials(run.path))


def test_rounds_that_make_no_sense_are_refused(
    project: Project, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(RunError, match="at most"):
        require_rounds(10_000, None)
    with pytest.raises(RunError, match="more than 2 in all"):
        require_rounds(4, 2)
    with pytest.raises(RunError, match="in rounds"):
        run_search(project, begin(project, "alone"))
    began = ["search", str(project.folder), "--recipe", "distil-alone", "--minutes", "1"]
    assert main([*began, "--trials", "2", "--compute", "processes:4"]) == 1
    assert "--at-once" in capsys.readouterr().err
    alone = new_search(project, project.runs_dir / "one", BASE, {}, minutes=60)
    words = ["search", str(project.folder), "--resume", str(alone.path), "--compute", "ray"]
    assert main(words) == 1
    assert "one after the other" in capsys.readouterr().err
