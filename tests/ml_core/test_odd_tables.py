"""Tables as people have them: each comes in rightly, or is refused by what it lacks."""

from pathlib import Path

import numpy as np
import pytest

from ml_core.cli import main
from ml_core.datasets.importing import import_recordings
from ml_core.errors import ImportProblem
from ml_core.project import Project
from ml_core.recordings.decode import write_wav

SCENES = {"a.wav": ("park, west",), "b.wav": ("bus",)}


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    for number, name in enumerate(SCENES):
        write_wav(tmp_path / "audio" / name, np.full(400, 0.1 + number / 10), 8000)
    return tmp_path / "audio"


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "project") as project:
        yield project


@pytest.mark.parametrize(
    "text",
    [
        'filename,scene\na.wav,"park, west"\nb.wav,bus\n',
        "\ufeff File Name ;Scene Label\na.wav;park, west\nb.wav;bus\n",
        "scene\tdevice\tFILENAME\npark, west\tA\ta.wav\nbus\tA\tb.wav\n",
        'filename,scene,scene\na.wav,"park, west",x\nb.wav,bus,y\n',
        'filename,scene\na.wav,"park, west",\nb.wav,bus,,\n',
        '"filename","scene"\n"a.wav","park,\n west",\nb.wav,bus,\n',
        'filename,scene\na,"park, west"\nb,bus\n',
        "a.wav\tpark, west\nb.wav\tbus\n",
        "park, west\ta.wav\nbus\tb.wav\n",
        "sep=;\n\nfile;label\na.wav;park, west\nb.wav;bus\n",
    ],
)
def test_an_odd_table_comes_in(project: Project, audio: Path, text: str) -> None:
    (audio / "odd.csv").write_text(text, "utf-8")
    report = import_recordings(project, audio / "odd.csv")
    assert (report.problems, report.missing) == ((), 0)
    found = {clip.relative_path: clip.scenes for clip in project.clips()}
    assert {name: ("".join(one).replace("\n", ""),) for name, one in found.items()} == SCENES


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", '"odd.csv" is empty.'),
        (",,\na.wav,bus,\n", '"odd.csv" names no columns.'),
        ("filename,scene\n\n", '"odd.csv" has no rows below its first line.'),
        ("number,place\n1,bus\n", "Its columns are: number, place. One must be called filename"),
        ("filename|scene\na.wav|bus\n", "only one cell: filename|scene. It must name the columns"),
        (",".join(f"c{n}" for n in range(99)) + "\n", "c10, c11 and 87 more. One must"),
    ],
)
def test_what_a_table_lacks_is_said(project: Project, audio: Path, text: str, said: str) -> None:
    (audio / "odd.csv").write_text(text, "utf-8")
    with pytest.raises(ImportProblem) as refused:
        import_recordings(project, audio / "odd.csv")
    assert said in f"{refused.value.message} {refused.value.hint}"
    assert '"odd.csv"' in refused.value.message
    assert project.clips() == []


def test_a_name_without_its_ending_is_nobody_s_where_two_could_be_meant(
    project: Project, audio: Path
) -> None:
    (audio / "a.flac").write_bytes(b"")
    (audio / "odd.csv").write_text("filename,scene\na,park\nb,bus\n", "utf-8")
    report = import_recordings(project, audio / "odd.csv")
    assert [clip.relative_path for clip in project.clips()] == ["b.wav"]
    assert [(Path(one.path).name, one.reason) for one in report.problems] == [
        ("a", "the file is missing")
    ]


def test_a_spreadsheet_is_not_taken_for_a_recording(project: Project, audio: Path) -> None:
    (audio / "odd.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(ImportProblem, match="spreadsheet"):
        import_recordings(project, audio / "odd.xlsx")


def test_the_command_says_that_no_column_is_the_scene(
    capsys: pytest.CaptureFixture[str], project: Project, audio: Path
) -> None:
    (audio / "odd.csv").write_text("Datei,Szene\na.wav,park\nb.wav,bus\n", "utf-8")
    words = ["import", str(project.folder), str(audio / "odd.csv")]
    said = 'No column of "odd.csv" is known as the scene: Datei, Szene.'
    assert main([*words, "--plan"]) == 0
    assert said in capsys.readouterr().out
    assert main(words) == 0
    assert said in capsys.readouterr().out
    assert main([*words, "--column", "Szene=scene"]) == 0
    assert said not in capsys.readouterr().out
    assert {scene for clip in project.clips() for scene in clip.scenes} == {"park", "bus"}


def test_the_command_does_not_ask_for_a_table_whose_labels_it_refused(
    capsys: pytest.CaptureFixture[str], project: Project, audio: Path
) -> None:
    (audio / "odd.csv").write_text("filename,scene\na.wav,park,x\nb.wav,bus,y\n", "utf-8")
    assert main(["import", str(project.folder), str(audio / "odd.csv")]) == 1
    said = capsys.readouterr()
    assert "line 2 has 3 columns, the header 2" in said.err + said.out
    assert "Name a folder" not in said.err
