"""How a search spends its time, over trials that follow a known landscape instead of training."""

import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

pytest.importorskip("optuna")
pytest.importorskip("torch")

from ml_core import recipes
from ml_core.errors import RunError
from ml_core.project import Project
from ml_core.recipes import DistilRecipe
from ml_core.runs import RunFolder, StopKind, StopRequested, in_trash, new_run
from ml_core.runs.holding import write_owner
from ml_core.runs.process import ProcessName
from ml_core.search import new_search, parse_dimension, read_trials, run_search, running
from ml_core.search.trials import Reached, TrialRun
from tests.ml_core.projects import filled

EPOCHS = 8
BASE = DistilRecipe(epochs=EPOCHS, network="cp-mobile-6k", validation_share=0.2)
Landscape = Callable[[DistilRecipe, int], float]


def hill(recipe: DistilRecipe, epoch: int) -> float:
    """Masks of 40 bands are the best; it takes all epochs to get there."""
    return (1 - abs(recipe.freq_mask_bands - 40) / 64) * epoch / EPOCHS


class World:
    """What the trials of a test do, and what happens meanwhile."""

    def __init__(self) -> None:
        self.landscape: Landscape = hill
        self.clock_s = 0.0
        self.epoch_s = 1.0
        self.measuring_s = 0.5
        self.fails = ""
        self.is_silent = False  # it is still reading its clips
        self.commands: list[Sequence[str]] = []
        self.on_epoch: Callable[[RunFolder, int], None] = lambda _run, _epoch: None


class Scripted(TrialRun):
    """Learns one epoch each time it is looked at."""

    world: ClassVar[World]
    going = False

    @property
    def is_going_on(self) -> bool:
        return self.going

    @property
    def measuring_s(self) -> float:
        return self.world.measuring_s if self.is_done else 0.0

    def start(self, words: Sequence[str]) -> None:
        self.world.commands.append(words)
        if self.world.fails:
            self.run.path.mkdir(parents=True, exist_ok=True)
            (self.run.path / "log.txt").write_text(f"{self.world.fails}\n", "utf-8")
            return
        self.going = True
        if not self.exists:
            settings = [words[at + 1] for at, word in enumerate(words) if word == "--set"]
            recipe = recipes.read(words[words.index("--recipe") + 1]).with_overrides(settings)
            new_run(self.run.path, recipe, {}).record(threads=3)
            (self.run.checkpoint_dir / "network.safetensors").write_bytes(b"weights")

    def news(self) -> list[Reached]:
        self.world.clock_s += self.world.epoch_s if self.going else 0.0
        if self.going and self.stops() and not self.world.is_silent:
            self.learn()
        return super().news()

    def stops(self) -> bool:
        """Obey the stop file; whether it goes on all the same."""
        stop = self.run.stop_requested()
        if stop == "keep" and self.run.read_events()[0]:
            self.end()
        elif stop is not None:
            self.going = False
            (self.run.path / "stop").unlink()
            (self.run.path / "ended.json").write_text('{"state": "paused"}', "utf-8")
        return self.going

    def learn(self) -> None:
        recipe = DistilRecipe.from_toml(self.run.recipe_toml)
        epoch = len(self.run.read_events()[0]) + 1
        reached = [self.world.landscape(recipe, e) for e in range(1, epoch + 1)]
        figures = {"val_accuracy": reached[-1], "val_loss": 1.0}
        best_epoch = reached.index(max(reached)) + 1
        self.run.append_event("epoch", epoch, EPOCHS, best_epoch=best_epoch, **figures)
        self.world.on_epoch(self.run, epoch)
        if epoch == EPOCHS:
            self.end()

    def end(self) -> None:
        self.world.clock_s += self.world.measuring_s
        self.run.write_result({"accuracy": 0.25, "backend": "none", "network": "n"})
        self.going = False

    def wait(self, limit_s: float) -> bool:
        self.news()
        return not self.going


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    Scripted.world = World()
    clock = SimpleNamespace(
        monotonic=lambda: Scripted.world.clock_s, sleep=lambda _s: None, time=time.time,
        strftime=time.strftime,
    )  # fmt: skip
    monkeypatch.setattr(running, "TrialRun", Scripted)
    monkeypatch.setattr(running, "time", clock)
    return Scripted.world


@pytest.fixture
def project(tmp_path: Path):
    with filled(tmp_path / "project") as project:
        yield project


def begin(project: Project, **choices: Any) -> RunFolder:
    choices = {"minutes": 1.0, **choices}
    return new_search(project, None, choices.pop("recipe", BASE), {}, **choices)


def ask(run: RunFolder, kind: StopKind) -> None:
    run.request_stop(kind)


def test_the_best_is_found_kept_and_told(project: Project, world: World):
    run = begin(project, minutes=10, trials=20)
    result = run_search(project, run)
    rows = read_trials(run.path)
    assert len(rows) == result["n_trials"] == 20
    assert rows[0].params["freq_mask_bands"] == BASE.freq_mask_bands  # the recipe itself
    best = max((row for row in rows if row.state == "done"), key=lambda row: row.rank)
    assert result["best_trial"] == best.number
    assert result["val_accuracy"] == best.value > rows[0].value
    assert result["best_run"] == str(run.path / best.run)
    assert result["accuracy"] == 0.25  # of the test split, which nobody looked at before
    kept = [row.number for row in rows if (run.path / row.run / "checkpoint").is_dir()]
    assert kept == [best.number]
    recipe = recipes.read(result["recipe"])
    assert hill(recipe, EPOCHS) == pytest.approx(best.value)
    assert recipe.validation_share == BASE.validation_share
    assert set(result["changed"]) <= {*best.params}
    assert run.status().state == "done"
    assert json.loads((run.path / "best.json").read_bytes())["number"] == best.number


def test_trials_are_what_a_person_would_type(project: Project, world: World):
    run = begin(project, trials=2, recipe=DistilRecipe(epochs=EPOCHS, network="cp-mobile-6k"))
    run_search(project, run)
    first, second = world.commands
    assert first[:2] == ["distil", str(project.folder)]
    assert first[first.index("--recipe") + 1] == str(run.path / "recipe.toml")
    for words in (first, second):
        assert {"validation_share=0.2", "validation_seed=0"} <= set(words)
        recipe = DistilRecipe.from_toml((Path(words[words.index("--out") + 1]) / "recipe.toml")
                                        .read_text("utf-8"))  # fmt: skip
        assert recipe.validation_seed == 0
    assert "threads=3" not in first
    assert "threads=3" in second  # as the first one settled on


def test_responses_that_a_trial_does_not_use_are_left_out(project: Project, world: World):
    base = replace(BASE, dir_folder="responses", dir_share=0.5)
    space = [parse_dimension("dir_share=0,0.5", base)]
    run = new_search(project, None, base, {}, minutes=10, trials=8, space=space)
    best = run_search(project, run)["recipe"]
    rows = read_trials(run.path)
    made = [run.path / row.run / "recipe.toml" for row in rows if row.state == "done"]
    recipes = [DistilRecipe.from_toml(path.read_text("utf-8")) for path in [*made, Path(best)]]
    assert {one.dir_share for one in recipes} == {0, 0.5}
    assert all(bool(one.dir_folder) == bool(one.dir_share) for one in recipes)


def test_who_is_behind_is_given_up(project: Project, world: World):
    run = begin(project, minutes=10, trials=14)
    result = run_search(project, run)
    rows = read_trials(run.path)
    given_up = [row for row in rows if row.state == "given_up"]
    assert result["n_given_up"] == len(given_up) > 0
    assert all(EPOCHS // 4 < row.epochs < EPOCHS for row in given_up)
    assert all(row.epochs == EPOCHS for row in rows if row.state == "done")
    best = result["val_accuracy"]
    assert all(hill(BASE.with_overrides([f"freq_mask_bands={row.params['freq_mask_bands']}"]),
                    EPOCHS) < best for row in given_up)  # fmt: skip
    assert RunFolder(run.path / given_up[0].run).status().state == "stopped"


@pytest.mark.parametrize("minutes", [0.2, 0.5, 0.97, 1.3])
def test_no_more_time_is_spent_than_was_said(project: Project, world: World, minutes: float):
    result = run_search(project, begin(project, minutes=minutes))
    # what is asked to end now still has its epoch, and to be measured
    slack_s = world.epoch_s + world.measuring_s
    assert world.clock_s <= 60 * minutes + slack_s
    assert world.clock_s > 60 * minutes - (EPOCHS * world.epoch_s)
    assert result["seconds"] == pytest.approx(world.clock_s, abs=0.2)


def test_the_first_trial_is_kept_however_little_it_learnt(project: Project, world: World):
    result = run_search(project, begin(project, minutes=3 / 60))
    assert result["n_trials"] == 1
    assert read_trials(Path(result["best_run"]).parent.parent)[0].epochs < EPOCHS
    assert result["val_accuracy"] > 0


def test_without_a_single_epoch_there_is_nothing_to_keep(project: Project, world: World):
    world.is_silent = True
    run = begin(project, minutes=0.1)
    with pytest.raises(RunError, match="before a single epoch"):
        run_search(project, run)
    world.is_silent = False
    assert read_trials(run.path)[0].state == "running"
    result = run_search(project, run, minutes=1)  # and goes on with it
    assert result["n_done"] > 0
    assert read_trials(run.path)[0].epochs == EPOCHS


@pytest.mark.parametrize("stop_at", [1, 3, 8, 9, 20])
def test_a_paused_search_ends_as_if_it_had_not_paused(tmp_path: Path, world: World, stop_at: int):
    results = []
    for name, pauses in (("whole", False), ("paused", True)):
        with filled(tmp_path / name) as project:
            run = begin(project, minutes=100, trials=6, seed=5)
            heard = []

            def pause(_trial: RunFolder, epoch: int, run: RunFolder = run,
                      heard: list[int] = heard, pauses: bool = pauses) -> None:  # fmt: skip
                heard.append(epoch)
                if pauses and len(heard) == stop_at:
                    ask(run, "pause")

            world.on_epoch = pause
            if pauses:
                with pytest.raises(StopRequested):
                    run_search(project, run)
                assert run.status().state == "paused"
            results.append(run_search(project, run))
            rows = read_trials(run.path)
            results[-1]["rows"] = [(row.state, row.params, row.value) for row in rows]
    for key in ("rows", "best_trial", "val_accuracy", "n_given_up"):
        assert results[0][key] == results[1][key]


def test_a_killed_search_forgets_nothing(project: Project, world: World):
    run = begin(project, minutes=100, trials=5)

    class Killed(BaseException):
        pass

    def kill(_trial: RunFolder, _epoch: int) -> None:
        if len(read_trials(run.path)) == 3:
            raise Killed

    world.on_epoch = kill
    with pytest.raises(Killed):
        run_search(project, run)
    (run.path / "heartbeat").unlink(missing_ok=True)
    before = [row.params for row in read_trials(run.path)]
    spent = [event["done"] for event in run.read_events()[0]][-1]
    world.on_epoch = lambda _run, _epoch: None
    result = run_search(project, run)
    rows = read_trials(run.path)
    assert [row.params for row in rows[:3]] == before
    assert len(rows) == 5
    assert {row.state for row in rows} <= {"done", "given_up"}
    assert result["seconds"] >= spent


def test_keep_ends_it_with_the_best_so_far(project: Project, world: World):
    run = begin(project, minutes=100, trials=9)

    def keep(_trial: RunFolder, epoch: int) -> None:
        if len(read_trials(run.path)) == 3 and epoch == 2:
            ask(run, "keep")

    world.on_epoch = keep
    result = run_search(project, run)
    rows = read_trials(run.path)
    assert len(rows) == 3
    assert result["best_trial"] in (0, 1)
    assert rows[2].state == "given_up"
    assert not (run.path / rows[2].run / "checkpoint").exists()


def test_keep_in_the_first_trial_keeps_what_it_has_learnt(project: Project, world: World):
    run = begin(project, minutes=100, trials=9)
    world.on_epoch = lambda _trial, epoch: ask(run, "keep") if epoch == 2 else None
    result = run_search(project, run)
    assert result["n_trials"] == 1
    assert result["val_accuracy"] == pytest.approx(hill(BASE, 2))


def test_a_discarded_search_can_come_back(project: Project, world: World):
    run = begin(project, minutes=100, trials=9)
    world.on_epoch = lambda _trial, epoch: ask(run, "discard") if epoch == 2 else None
    with pytest.raises(StopRequested):
        run_search(project, run)
    assert [trashed.name for trashed in in_trash(project.runs_dir)] == [run.name]


def test_a_recipe_that_fails_is_said_at_once(project: Project, world: World):
    world.fails = 'No front end is named "ear".'
    with pytest.raises(RunError, match="No front end") as raised:
        run_search(project, begin(project, trials=9))
    assert "log.txt" in raised.value.hint
    assert len(world.commands) == 1


def test_single_failures_do_not_end_it_but_a_row_does(project: Project, world: World):
    run = begin(project, minutes=100, trials=4)

    def fail_second(_trial: RunFolder, epoch: int) -> None:
        world.fails = "It broke." if epoch == EPOCHS else ""

    def fail_once(_trial: RunFolder, epoch: int) -> None:
        fail_second(_trial, epoch if len(read_trials(run.path)) == 1 else 0)

    world.on_epoch = fail_second
    with pytest.raises(RunError, match="It broke"):
        run_search(project, run)
    assert [row.state for row in read_trials(run.path)] == ["done", "failed", "failed", "failed"]
    assert json.loads((run.path / "best.json").read_bytes())["number"] == 0  # is still there


def test_more_minutes_go_on_with_what_was_done(project: Project, world: World):
    run = begin(project, minutes=0.3)
    first = run_search(project, run)
    assert run_search(project, run) == first
    assert run_search(project, run, minutes=0.2) == first
    more = run_search(project, run, minutes=1.0)
    assert more["n_trials"] > first["n_trials"]
    assert more["val_accuracy"] >= first["val_accuracy"]
    assert run.provenance["minutes"] == 1.0


def test_what_it_tells_while_it_goes_on(project: Project, world: World):
    run = begin(project, minutes=1)
    seen = []
    world.on_epoch = lambda _trial, _epoch: seen.append(run.status())
    run_search(project, run)
    status = seen[-1]
    assert (status.stage, status.state, status.step) == ("search", "running", "search")
    assert {"trial", "val_accuracy", "best", "best_trial", "time_left_s"} <= set(status.metrics)
    left = [s.metrics["time_left_s"] for s in seen if "time_left_s" in s.metrics]
    assert left == sorted(left, reverse=True)
    assert tomllib.loads(status.recipe)["stage"] == "distil"
    notes = [event["note"] for event in run.read_events()[0] if "note" in event]
    assert any("the best so far" in note for note in notes)


def test_what_has_no_epoch_when_the_time_is_over_is_killed(tmp_path: Path):
    """A trial that is still being imported cannot obey; nothing is lost with it."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    named = ProcessName.of(process.pid)
    trial = TrialRun(tmp_path)
    write_owner(tmp_path, replace(named, process_start="another"))  # the number was given again
    trial.run.kill()
    assert process.poll() is None
    write_owner(tmp_path, named)
    assert trial.is_going_on
    trial.end_at_once()
    assert process.wait(30) != 0
    assert not trial.is_going_on
