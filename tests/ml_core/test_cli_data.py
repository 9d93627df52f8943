"""The verbs of projects: one JSON object, the right exit status, sentences for people."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ml_core.cli import main
from ml_core.project import Project
from ml_core.recordings.decode import write_wav


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "my corpus"
    rows = ["filename\tscene_label\tidentifier\tsource_label\tfold"]
    for number in range(12):
        name = f"audio/{number}.wav"
        write_wav(folder / name, np.full(800, 0.1 + number / 50), 8000)
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
    reason = "the file is missing"
    gone = {"path": str(corpus / "audio/gone.wav"), "reason": reason, "label": False, "cut": False}
    assert done == {
        "recordings": 12, "segments": 12, "scenes": 2, "devices": 1, "already": 0,
        "changed": 0, "missing": 0, "undivided": 0, "problems": [gone],
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


def test_labels_for_other_programs_and_back(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, corpus: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    asc(capsys, "new", first)
    asc(capsys, "import", first, corpus)
    half = asc(capsys, "labels", first, tmp_path / "l.json", "--format", "aoef", "--scene", "bus")
    assert (half["written"], half["left_out"], half["scope"]) == (6, 0, "6 of 12")
    asc(capsys, "new", second)
    done = asc(capsys, "import", second, tmp_path / "l.json", "--audio", corpus)
    assert (done["recordings"], done["scenes"], done["devices"], done["problems"]) == (6, 1, 1, [])
    tracks = asc(capsys, "labels", first, tmp_path / "tracks", "--format", "audacity")
    assert (tracks["written"], tracks["scope"]) == (12, "all")
    assert any("Devices" in sentence for sentence in tracks["lost"])
    assert (tmp_path / "tracks/audio/3.txt").read_text() == "0.000000\t0.100000\tbus\n"
    track = tmp_path / "tracks/audio/3.txt"
    track.write_text("0.000000\t0.100000\ttram\n0.02\t0.05\tbell\n")
    words = ("import", first, tmp_path / "tracks", "--as", "audacity")
    again = asc(capsys, *words)
    counts = again["recordings"], again["segments"], again["changed"], again["already"]
    assert counts == (0, 1, 1, 11)
    assert asc(capsys, "undo", first)["undone"] == 'Import "tracks"'
    cut = asc(capsys, "labels", first, tmp_path / "cut", "--format", "wav", "--text", "audio/1")
    assert (cut["written"], cut["scope"]) == (3, "3 of 12")
    assert sorted(path.name for path in tmp_path.glob("cut/*/*.wav")) == [
        "audio_1.wav", "audio_10.wav", "audio_11.wav",
    ]  # fmt: skip


def test_columns_can_be_given_a_meaning(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, corpus: Path
) -> None:
    (corpus / "sheet.csv").write_text("Clip;Ort;Kind\naudio/1.wav;Köln;bus\n", "utf-8")
    folder = tmp_path / "project"
    asc(capsys, "new", folder)
    words = ["import", folder, corpus / "sheet.csv", "--column", "Ort=city", "--column"]
    assert asc(capsys, *words, "Kind=scene")["scenes"] == 1
    with Project.open(folder) as project:
        assert [(clip.scene, clip.city) for clip in project.clips()] == [("bus", "Köln")]
    assert main([str(word) for word in [*words, "Kind=colour"]]) == 1
    assert 'cannot mean "colour"' in capsys.readouterr().err


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
        ["import", "P", "x", "--as", "kaleidoscope"],
        ["import", "P", "x", "--column", "Place"],
    ],
)
def test_wrong_usage(tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", str(tmp_path / "p")])
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path / "p") if word == "P" else word for word in words])
    assert stopped.value.code == 2


def test_what_was_in_before_is_said_for_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, walk = tmp_path / "p", tmp_path / "walk"
    asc(capsys, "new", folder)
    for number, told in ((0, "1 clip is in, of 1 scene."), (1, "1 recording was in already.")):
        write_wav(walk / f"bus/{number}.wav", np.full(800, 0.1 + number / 4), 8000)
        assert main(["import", str(folder), str(walk)]) == 0
        assert told in capsys.readouterr().out
    assert main(["import", str(folder), str(walk)]) == 0
    assert capsys.readouterr().out == "Nothing new came in: 2 recordings were in already.\n"


def test_labels_of_nothing_say_why(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "p"
    asc(capsys, "new", folder)
    asc(capsys, "import", folder, corpus)
    for words, why in (
        (
            ("--scene", "nosuch"),
            'No clip has the scene "nosuch", so nothing was written. There are: bus, park.',
        ),
        (("--split", "test"), "No clip has any split."),
        (("--text", "zzz"), 'No clip has "zzz" in its path'),
        (("--scene", "bus", "--text", "audio/0"), "No clip has all of that at once"),
    ):
        out = tmp_path / "labels.csv"
        assert main(["labels", str(folder), str(out), "--format", "csv", *words]) == 1
        assert why in capsys.readouterr().err
        assert not out.exists()


def test_folders_of_days_need_not_be_scenes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in (1, 2):
        for number in range(2):
            write_wav(tmp_path / f"walk/Tag {day}/{number}.wav", np.full(800, 0.1), 8000)
    project = tmp_path / "project"
    asc(capsys, "new", project)
    words = ("import", project, tmp_path / "walk", "--as", "recordings")
    plan = asc(capsys, *words, "--plan")
    assert (plan["kind"], plan["clips"], plan["scenes"]) == ("recordings", 4, 0)
    assert list(plan["per_scene"]) == [""]
    assert asc(capsys, *words)["segments"] == 4
    assert asc(capsys, *words)["already"] == 4
    info = asc(capsys, "info", project)
    assert (info["labelled"], info["scenes"], info["sources"]) == (0, {}, 4)


def test_a_refused_label_is_no_file_that_could_not_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(3):
        write_wav(tmp_path / f"walk/{number}.wav", np.full(16_000, 0.1), 8000)
        (tmp_path / f"walk/{number}.txt").write_text("0\t0.5\tbus\n0.5\t1\tpark\n")
    (tmp_path / "walk/2.txt").write_text("0\t1\tbus\n1\t2\tpark\n4.5\t5\ttram\n1\t1\tx\n")
    project = tmp_path / "project"
    asc(capsys, "new", project)
    assert main(["import", str(project), str(tmp_path / "walk")]) == 0
    said = capsys.readouterr()
    assert (
        "3 recordings with 6 segments are in, of 2 scenes. 2 labels were refused: mend" in said.out
    )
    assert "read." not in said.out
    at = 'a label at 4.5 s begins after its end at 2 s (line 3 of "2.txt")'
    assert f"2.wav: {at}" in said.err
    assert "2.txt: line 4: it is a point at 1 s" in said.err


def test_clips_that_came_after_the_division_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, place in enumerate(("bus/0", "bus/1", "park/0", "park/1")):
        write_wav(tmp_path / f"one/{place}.wav", np.full(800, 0.1 + number / 50), 8000)
        write_wav(tmp_path / f"two/{place}.wav", np.full(800, 0.2 + number / 50), 8000)
    for number in range(2):
        write_wav(tmp_path / f"bare/{number}.wav", np.full(800, 0.3), 8000)
    project = tmp_path / "project"
    asc(capsys, "new", project)
    bare = asc(capsys, "import", project, tmp_path / "bare", "--split")
    assert bare["undivided"] == 0
    assert asc(capsys, "info", project)["splits"] == {}  # nothing is known of these
    assert asc(capsys, "import", project, tmp_path / "one", "--split")["undivided"] == 0
    assert asc(capsys, "info", project)["splits"] == {"train": 2, "test": 2}
    assert main(["import", str(project), str(tmp_path / "two"), "--split"]) == 0
    words = "4 clips with a scene are in neither training nor test: divide them with asc split."
    assert words in capsys.readouterr().out
    assert main(["info", str(project)]) == 0
    assert words in capsys.readouterr().out
    assert asc(capsys, "info", project)["undivided"] == 4
    assert asc(capsys, "doctor", project)["undivided"] == 4


def test_nothing_that_could_come_in_is_no_success(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asc(capsys, "new", tmp_path / "p")
    bad = tmp_path / "walk" / "bus" / "broken.wav"
    bad.parent.mkdir(parents=True)
    bad.write_bytes(b"RIFF")
    assert main(["import", str(tmp_path / "p"), str(tmp_path / "walk")]) == 1
    said = capsys.readouterr()
    assert "1 could not be read." in said.out
    assert "Nothing came in." in said.err


def test_a_file_that_is_cut_short_is_not_called_unread(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, corpus: Path
) -> None:
    (corpus / "meta.csv").unlink()
    one = corpus / "audio/3.wav"
    one.write_bytes(one.read_bytes()[:144])
    asc(capsys, "new", tmp_path / "project")
    assert main(["import", str(tmp_path / "project"), str(corpus)]) == 0
    said = capsys.readouterr()
    assert "3.wav: it is cut short" in said.out + said.err
    assert "1 is cut short." in said.out
    assert "could not be read" not in said.out
