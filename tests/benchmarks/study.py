"""The papers' directions, measured at a small scale: ESC-10 made multi-device.

    python tests/benchmarks/study.py --list
    python tests/benchmarks/study.py [--budget-minutes N] [--rows 'students/*']
    python tests/benchmarks/study.py --write tests/benchmarks/study.md

Every row goes through the commands a person types, in this one process. A row's answer is one
JSON file in the folder (``--folder``); a row that is there is not run again, and a run that was
cut off goes on where it was. Before anything is trained a short probe of this machine says how
long the rows will take; ``--budget-minutes`` runs them in order of importance until that is
spent. Needs ASC_DATA_DIR (or ../shared/data) with esc10, device_irs, real_scenes and teachers.
On a GPU give ``--device cuda`` and no budget.
"""

import argparse
import contextlib
import fnmatch
import io
import json
import os
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks import study_corpus as corpus  # noqa: E402
from tests.benchmarks import study_report as report  # noqa: E402
from tests.benchmarks.study_plan import (  # noqa: E402
    N_CLIPS,
    N_TEST_WINDOWS,
    SETUPS,
    Cell,
    Setup,
    rows_by_importance,
)

SHOTS, EPISODES = 5, 300
OVERHEAD_S = 8.0  # of starting a run, decoding, writing


def asc(*arguments: object) -> dict[str, Any]:
    """One command in this process, so that torch is loaded once."""
    from ml_core.cli import main

    words = [*map(str, arguments), "--json"]
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = main(words)
    if status:
        raise RuntimeError(f"asc {' '.join(words)} ended with {status}")
    return json.loads(said.getvalue())


@dataclass(frozen=True, slots=True)
class Lab:
    """Where everything lies, and on what it is computed."""

    folder: Path
    device: str
    threads: int

    def answer_path(self, setup: str, cell: Cell) -> Path:
        return self.folder / "rows" / f"{setup}.r{cell[0]}.s{cell[1]}.json"

    def answer(self, setup: str, cell: Cell) -> dict[str, Any] | None:
        path = self.answer_path(setup, cell)
        return json.loads(path.read_text("utf-8")) if path.is_file() else None

    def project(self, setup: Setup, cell: Cell) -> Path:
        return corpus.esc10_project(self.folder, cell[0], setup.percent)

    def run_path(self, name: str, cell: Cell) -> Path:
        return self.folder / "runs" / f"{name}.r{cell[0]}.s{cell[1]}"

    def settings(self, setup: Setup, cell: Cell) -> list[str]:
        """The setup's settings as ``--set`` words, folders and the threshold filled in."""
        facts: dict[str, object] = {"data": corpus.DATA}
        if any("{responses}" in text for text in setup.settings):
            facts["responses"] = corpus.responses_for_augmentation(self.folder)
        if any("{rms}" in text for text in setup.settings):
            corpus.esc10_project(self.folder, cell[0])
            facts["rms"] = round(corpus.training_rms(self.folder, cell[0]), 5)
        given = [text.format(**facts) for text in setup.settings]
        given += [f"seed={cell[1]}", f"torch_device={self.device}", f"threads={self.threads}"]
        return [word for text in given for word in ("--set", text)]

    def run(self, name: str, cell: Cell) -> Path:
        """The finished run of a setup; what it needs is run before."""
        setup, path = SETUPS[name], self.run_path(name, cell)
        if (path / "result.json").is_file():
            return path
        first = (cell[0], 0)
        if setup.stage == "fuse":
            sources = [self.run(source, first) for source in setup.fuse]
            average = ["--average"] if setup.average else []
            shutil.rmtree(path, ignore_errors=True)
            asc("fuse", self.project(setup, cell), *sources, *average, "--out", path)
            return path
        given: list[object] = []
        if setup.teacher:
            given = ["--teacher", self.run(setup.teacher, first)]
        if setup.student:
            given = [self.run(setup.student, cell)]
        project = self.project(setup, cell)
        if (path / "recipe.toml").is_file():
            asc(setup.stage, project, "--resume", path, *given)
        else:
            asc(
                setup.stage, project, *given, "--recipe", setup.recipe,
                *self.settings(setup, cell), "--out", path,
            )  # fmt: skip
        (path / "checkpoint" / "last.safetensors").unlink(missing_ok=True)
        return path

    def measure(self, name: str, cell: Cell) -> dict[str, Any]:
        """Run a setup, measure it, and keep the answer."""
        started, setup = time.monotonic(), SETUPS[name]
        path = self.run(name, cell)
        result = json.loads((path / "result.json").read_text("utf-8"))
        answer: dict[str, Any] = {
            "setup": name,
            "rotation": cell[0],
            "seed": cell[1],
            "accuracy": result["accuracy"],
            "per_device": result["per_device"],
            "n_clips": result["n_clips"],
            "settings": list(setup.settings),
            "recipe": setup.recipe,
            "train_s": result.get("train_s"),
        }
        if "fewshot" in setup.measures:
            answer["fewshot"] = asc(
                "fewshot", path, corpus.left_out_project(self.folder), "--shots", SHOTS,
                "--episodes", EPISODES, "--scenes", ",".join(corpus.LEFT_OUT),
            )  # fmt: skip
        if "probe" in setup.measures:
            answer["probe"] = asc("probe", path, self.project(setup, cell))
        for long in ("fewshot", "probe"):
            answer[long] = _figures(answer.get(long, {}))
        answer["seconds"] = round(time.monotonic() - started, 1)
        answer["load_average"] = os.getloadavg() if hasattr(os, "getloadavg") else None
        target = self.answer_path(name, cell)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.with_suffix(".part").write_text(json.dumps(answer, indent=1), "utf-8")
        target.with_suffix(".part").replace(target)
        return answer


def _figures(answer: dict[str, Any]) -> dict[str, Any]:
    """The numbers of an answer, without its lists of clips."""
    return {
        key: value for key, value in answer.items()
        if isinstance(value, int | float | str | dict) or key == "ci95"
    }  # fmt: skip


class Clock:
    """Estimates seconds per row from a short probe of every network, then from finished rows."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._rates: dict[tuple[str, str], tuple[float, float]] = {}
        self._correction = 1.0

    def rates(self, network: str, front_end: str) -> tuple[float, float]:
        """Windows per second when training, and when only listening."""
        key = (network, front_end)
        if key not in self._rates:
            self._rates[key] = self._probe(*key)
        return self._rates[key]

    def _probe(self, network: str, front_end: str) -> tuple[float, float]:
        import torch

        from ml_core.models import registry
        from ml_core.scenes import SceneSet
        from ml_core.stages import prepare

        torch.set_num_threads(self._lab.threads)
        device = torch.device("cuda" if self._lab.device == "cuda" else "cpu")
        card = prepare.card_of(network, "cosine", front_end, SceneSet(("a", "b")))
        model = registry.find(network).build(10, "cosine").to(device)
        n_frames = card.front_end.n_frames(card.window_samples)
        x = torch.randn(32, 1, card.front_end.n_mels, n_frames, device=device)

        def step() -> None:
            model(x).logits.square().mean().backward()

        def listen() -> None:
            with torch.no_grad():
                model(x)

        return 32 / _seconds(step), 32 / _seconds(listen)

    def learn(self) -> None:
        """Correct the estimates by the rows that are done."""
        ratios = []
        for _, name, cell in rows_by_importance():
            answer = self._lab.answer(name, cell)
            if answer and answer.get("train_s") and SETUPS[name].stage != "fuse":
                ratios.append(answer["train_s"] / max(self._training_s(SETUPS[name]), 1.0))
        if ratios:
            self._correction = sorted(ratios)[len(ratios) // 2]

    def _network(self, setup: Setup) -> tuple[str, str]:
        if setup.student:
            return self._network(SETUPS[setup.student])
        if setup.stage == "fuse":
            return "yamnet", ""
        return setup.setting("network", "yamnet"), setup.setting("front_end", "")

    def _training_s(self, setup: Setup) -> float:
        if setup.stage == "fuse":
            return 0.0
        epochs = {"quantize-ptq": 0, "quantize-default": 6}.get(setup.recipe, 100)
        epochs = float(setup.setting("epochs", str(epochs)))
        windows = float(setup.setting("windows_per_clip", "4"))
        n_windows = N_CLIPS * setup.percent / 100 * windows * epochs
        training, listening = self.rates(*self._network(setup))
        if setup.recipe == "yamnet-frozen":  # every clip is heard once
            return N_CLIPS * setup.percent / 100 * 10 / listening
        return n_windows / training * (2.5 if setup.stage == "quantize" else 1.2)

    def seconds(self, name: str, cell: Cell, done: set[tuple[str, Cell]]) -> float:
        """Of a row: its run, what that needs and is not in ``done``, and its measurements."""
        setup = SETUPS[name]
        _, listening = self.rates(*self._network(setup))
        heard = {"fewshot": 80 * 10, "probe": N_TEST_WINDOWS + 5 * N_CLIPS}
        measuring = sum(heard[measure] for measure in setup.measures) / listening
        return self._run_s(name, cell, done) + measuring

    def _run_s(self, name: str, cell: Cell, done: set[tuple[str, Cell]]) -> float:
        """Of a run, and of those it needs; ``done`` is added to."""
        if (name, cell) in done or (self._lab.run_path(name, cell) / "result.json").is_file():
            return 0.0
        done.add((name, cell))
        setup = SETUPS[name]
        source = cell if setup.stage == "quantize" else (cell[0], 0)
        before = sum(self._run_s(other, source, done) for other in setup.needs())
        _, listening = self.rates(*self._network(setup))
        own = self._correction * self._training_s(setup) + N_TEST_WINDOWS / listening + OVERHEAD_S
        return before + own


def _seconds(call: Any) -> float:
    """Of one call, the best of a second's worth."""
    call()
    best, until = float("inf"), time.monotonic() + 1.0
    while time.monotonic() < until:
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def chosen_rows(pattern: str) -> list[tuple[str, str, Cell]]:
    """Rows whose ``table/setup@rotation.seed`` matches."""
    return [
        (table, name, cell) for table, name, cell in rows_by_importance()
        if fnmatch.fnmatch(f"{table}/{name}@{cell[0]}.{cell[1]}", pattern)
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "tests" / "benchmarks" / "out" / "study"
    )
    parser.add_argument("--rows", default="*", metavar="GLOB", help="table/setup@rotation.seed")
    parser.add_argument("--budget-minutes", type=float, default=float("inf"))
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--list", action="store_true", help="rows, whether done, and minutes")
    parser.add_argument("--write", type=Path, metavar="FILE.md", help="write the report")
    options = parser.parse_args()
    lab = Lab(options.folder.absolute(), options.device, options.threads)
    rows = chosen_rows(options.rows)
    if options.write is not None:
        options.write.write_text(report.render(lab.answer), "utf-8")
        print(f"{options.write} is written.")
        return
    clock = Clock(lab)
    clock.learn()
    planned: set[tuple[str, Cell]] = set()
    estimates = {row: clock.seconds(row[1], row[2], planned) for row in rows}
    if options.list:
        for table, name, cell in rows:
            there = (
                "done   "
                if lab.answer(name, cell)
                else f"{estimates[table, name, cell] / 60:5.1f} m"
            )
            print(f"{there}  {table}/{name}@{cell[0]}.{cell[1]}")
    todo = [row for row in rows if lab.answer(*row[1:]) is None]
    total = sum(estimates[row] for row in todo) / 60
    print(f"{len(todo)} of {len(rows)} rows to run, about {total:.0f} minutes.", flush=True)
    if options.list:
        return
    run_rows(lab, clock, todo, options.budget_minutes)


def run_rows(
    lab: Lab, clock: Clock, todo: list[tuple[str, str, Cell]], budget_minutes: float
) -> None:
    """In order; a row that would overrun the budget is left out, a smaller one may still fit."""
    started = time.monotonic()
    for number, (table, name, cell) in enumerate(todo, 1):
        left = budget_minutes - (time.monotonic() - started) / 60
        minutes = clock.seconds(name, cell, set()) / 60
        row = f"{table}/{name}@{cell[0]}.{cell[1]}"
        if minutes > left:
            print(f"{row} is not run: {minutes:.1f} of {left:.1f} minutes left.", flush=True)
            continue
        answer = lab.measure(name, cell)
        clock.learn()
        print(
            f"{number}/{len(todo)} {row}: accuracy {answer['accuracy']:.3f}, "
            f"{answer['seconds'] / 60:.1f} minutes (estimated {minutes:.1f}).",
            flush=True,
        )


if __name__ == "__main__":
    main()
