"""The verbs of projects: one JSON object, the right exit status, sentences for people."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ml_core.cli import main
from ml_core.recordings.decode import write_wav


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "my corpus"
    rows = ["filename\tscene_label\tidentifier\tsource_label\tfold"]
    for number in range(12):
        name = f"audio/{number}.wav"
        write_wav(folder / name, np.full(800, 0.1), 8000)
        rows.append(f"{name}\t{'bus' if number % 2 else 'park'}\tid{number // 2}\ta\t{number % 3}")
    rows.append("audio/gone.wav\tbus\tid9\ta\t0")
    (folder / "meta.csv").write_text("\n".join(rows))
    return folder


def asc(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    assert main([str(word) for word in words] + ["--json"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    return json.loads(out)


def test_from_nothing_to_labels(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, corpus: Path
) -> None:
    folder = tmp_path / "project"
    assert asc(capsys, "new", folder)["project"] == str(folder)
    done = asc(capsys, "import", folder, corpus)
    gone = {"path": str(corpus / "audio/gone.wav"), "reason": "the file is missing"}
    assert done == {
        "recordings": 12, "segments": 12, "scenes": 2, "devices": 1, "already": 0,
        "problems": [gone],
    }  # fmt: skip
    assert asc(capsys, "import", folder, corpus, "--as", "meta")["already"] == 12
    split = asc(capsys, "split", folder, "--column", "fold", "--test", "0,1", "--name", "folds")
    assert (split["train"], split["test"], split["leaking"]) == (4, 8, 4)
    info = asc(capsys, "info", folder)
    assert info["recordings"] == info["segments"] == info["labelled"] == 12
    assert info["scenes"] == {"bus": 6, "park": 6}
    assert info["devices"] == {"a": 12}
    assert info["splits"] == {"test": 8, "train": 4}
    assert info["duration_s"] == pytest.approx(1.2)
    assert (info["runs"], info["bundles"]) == (0, 0)
    by = asc(capsys, "split", folder, "--by", "source", "--test-share", "0.5", "--seed", 3)
    assert (by["train"], by["test"], by["leaking"]) == (6, 6, 0)
    assert asc(capsys, "undo", folder)["undone"] == "Split into 6 train and 6 test"
    assert asc(capsys, "redo", folder)["redone"] == "Split into 6 train and 6 test"
    labels = asc(capsys, "labels", folder, tmp_path / "meta.csv", "--format", "meta")
    assert (labels["written"], labels["scope"]) == (12, "all")
    assert (tmp_path / "meta.csv").read_text().splitlines()[1].startswith("audio/0.wav\tpark\tid0")
    half = "train=" + str(tmp_path / "meta.csv")
    (tmp_path / "test.csv").write_text("filename\naudio/1.wav\n")
    test = f"test={tmp_path / 'test.csv'}"
    assert main(["split", str(folder), "--files", half, test]) == 1
    (tmp_path / "train.csv").write_text("filename\naudio/2.wav\n")
    files = asc(capsys, "split", folder, "--files", f"train={tmp_path / 'train.csv'}", test)
    assert (files["train"], files["test"], files["leaking"]) == (1, 1, 0)


def test_problems_are_sentences(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, corpus: Path
) -> None:
    folder = tmp_path / "project"
    assert main(["info", str(folder)]) == 1
    assert "is not a project" in capsys.readouterr().err
    assert main(["new", str(folder), "--name", "Meins"]) == 0
    assert "Meins" in capsys.readouterr().out
    assert main(["new", str(folder)]) == 1
    assert main(["import", str(folder), str(tmp_path / "nowhere")]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert main(["import", str(folder), str(corpus)]) == 0
    captured = capsys.readouterr()
    assert "12 clips are in, of 2 scenes. 1 could not be read." in captured.out
    assert "gone.wav: the file is missing" in captured.err
    strict = ["split", str(folder), "--column", "fold", "--test", "1", "--strict"]
    assert main(strict) == 1
    assert "training and test" in capsys.readouterr().err
    assert main(["info", str(folder)]) == 0
    assert "Splits" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["split", "P"],
        ["split", "P", "--by", "colour"],
        ["split", "P", "--column", "fold"],
        ["split", "P", "--files", "a", "b"],
        ["import", "P"],
        ["labels", "P", "out.csv"],
        ["import", "P", "x", "--as", "raven"],
    ],
)
def test_wrong_usage(tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", str(tmp_path / "p")])
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path / "p") if word == "P" else word for word in words])
    assert stopped.value.code == 2
