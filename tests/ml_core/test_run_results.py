"""A run's result is believed only where it can be meant so, and listing runs never fails for it."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ml_core.cli import main
from ml_core.errors import RunError
from ml_core.project import Project
from ml_core.runs import RunFolder
from ml_core.runs.results import read_result, whole_result

TRAINED: dict[str, Any] = {
    "accuracy": 0.5, "macro_accuracy": 0.5, "backend": "cpu", "network": "tiny", "n_clips": 4,
    "n_windows": 8, "scenes": ["park", "tram"], "per_device": {"a": 0.5}, "device_clips": {"a": 4},
    "confusion": {"scenes": ["park", "tram"], "counts": [[1, 1], [1, 1]]}, "train_s": 2.0,
    "waited_s": 0.5, "test_s": 1.0, "windows_per_s": 10.0, "fingerprint": "f",
    "parity": {"sentence": "Alike."}, "what a newer version says": [1],
}  # fmt: skip
SEARCHED: dict[str, Any] = {
    "accuracy": None, "backend": "cpu", "val_accuracy": 0.5, "best_run": "trial-1",
    "changed": {"peak_lr": 0.1}, "recipe": "best.toml", "first_val_accuracy": 0.4, "n_trials": 3,
    "n_given_up": 1, "seconds": 5.0,
}  # fmt: skip
FUSED: dict[str, Any] = {
    "accuracy": 0.5, "weights": [0.5, 0.5], "biases": [[0.0]], "fitted_on": "nothing",
    "systems": [{"run": "a", "accuracy": 0.4}, {"run": "b", "accuracy": 0.4}],
    "averaged": {"accuracy": 0.5}, "fused": {"accuracy": 0.5}, "network": "a + b",
}  # fmt: skip
HEARD: dict[str, Any] = {
    "folder": "rows", "parts": 1, "rows": 4, "problems": 0, "sound_s": 40.0, "scenes": {"park": 4},
}  # fmt: skip
WHOLE = {"distil": TRAINED, "search": SEARCHED, "fuse": FUSED, "bulk": HEARD}
ODD: tuple[Any, ...] = (
    None, [], {}, [None], {"a": {}}, -1, 0.5, 1e400, True, "x", "a\0b", [[]], {"scenes": ["a"]}
)  # fmt: skip


def run_with(folder: Path, stage: str, result: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recipe.toml").write_text(f'stage = "{stage}"\n')
    (folder / "provenance.json").write_text(json.dumps({"stage": stage}))
    (folder / "result.json").write_text(json.dumps(result))
    return folder


def each_spoilt(result: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """It with every key taken away, every value another, and every value within as well."""
    for name, value in result.items():
        yield {key: one for key, one in result.items() if key != name}
        if isinstance(value, list):
            yield from (result | {name: other} for other in (value[:-1], value * 2))
        for odd in ODD:
            yield result | {name: odd}
            if isinstance(value, dict | list):
                for key in list(value) if isinstance(value, dict) else range(len(value)):
                    changed = copy.deepcopy(result)
                    changed[name][key] = odd
                    yield changed


@pytest.mark.parametrize("stage", WHOLE)
def test_what_was_written_is_read(tmp_path: Path, stage: str) -> None:
    run = run_with(tmp_path, stage, WHOLE[stage])
    assert read_result(run) == whole_result(run, stage) == WHOLE[stage]
    assert read_result(tmp_path / "nowhere") is None


@pytest.mark.parametrize("stage", WHOLE)
def test_a_finished_run_is_told_of_or_refused_whatever_its_result_says(
    tmp_path: Path, stage: str
) -> None:
    from ml_core.cli import bulk, fusing, searching

    lines = {"search": searching._lines, "fuse": fusing._lines, "bulk": bulk._of}
    refused = []
    for result in each_spoilt(WHOLE[stage]):
        run = run_with(tmp_path, stage, result)
        try:
            told = whole_result(run, stage)
        except RunError as error:
            refused.append(str(error))
            continue
        assert told is not None
        if stage in lines:
            assert lines[stage](told)
        else:
            assert told.get("accuracy") is None or f"{told['accuracy']:.3f}"
    assert bool(refused) is (stage in lines)  # a run that trained says what it can
    assert all('"result.json" of the run' in words for words in refused)


def test_the_runs_of_a_project_are_listed_whatever_a_result_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    Project.create(project).close()
    for odd in ODD:
        for stage, result in WHOLE.items():
            spoilt = {"accuracy": odd, "network": odd, "per_device": odd}
            run_with(project / "runs" / stage, stage, result | spoilt)
        assert main(["runs", str(project)]) == 0
        shown = capsys.readouterr().out
        assert shown.count("done") == len(WHOLE)
        assert all(RunFolder(project / "runs" / stage).is_done for stage in WHOLE)
