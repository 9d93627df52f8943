"""asc report: its numbers are those of asc evaluate, and it needs nothing but itself."""

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from ml_core.cli import main
from ml_core.errors import MissingPack, ProjectError
from ml_core.project import Project
from ml_core.report import dcase, facts, pdf, plots, sections, writing
from ml_core.report.document import Code, Document, Heading, Paragraph, Table
from ml_core.report.plots import slug
from ml_core.report.style import new_figure, percent, span, styled
from ml_core.runs import RunFolder
from ml_core.stages.compare import names_of
from ml_core.stages.figures import details, summary
from ml_core.stages.measured import Measured, measure_model
from tests.stages.test_measured import TRAINED, answer, bundle, judged  # noqa: F401 - a fixture

pytest.importorskip("matplotlib")
yaml = pytest.importorskip("yaml")

HOSTILE = "<script>alert('$x^2$')</script>"


class Reader(HTMLParser):
    """The tables, the words and the addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.pictures = 0
        self._cell: list[str] | None = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.addresses += [v for k, v in attributes if k in ("href", "src", "action") and v]
        self.pictures += tag == "img" and bool(dict(attributes).get("alt"))
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("td", "th"):
            self._cell = []

    def handle_data(self, data):
        if self._cell is not None:
            self._cell.append(data)

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][-1].append("".join(self._cell or []))
            self._cell = None

    def table(self, *head: str) -> list[list[str]]:
        """The rows of the first table whose head begins so."""
        return next(rows[1:] for rows in self.tables if rows[0][: len(head)] == list(head))


@pytest.fixture
def run(project: Project, bundle: Path) -> Path:  # noqa: F811
    """An int8 run with devices, a recipe and epochs, in a project of three devices."""
    clips = project.clips()
    for place, name in enumerate(("a", HOSTILE, "s5")):
        project.set_fact([c.segment_id for c in clips[place::3]], "device", name)
    folder = bundle.parent.parent
    recipe = 'stage = "quantize"\nweights = "/home/me/secret/beats.pt"\n'
    made = RunFolder.create(folder, "quantize", recipe, {"seed": 3})
    for epoch in (1, 2, 3):
        made.append_event("epoch", epoch, 3, loss=1 / epoch, val_loss=2 / epoch, val_accuracy=0.5,
                          **{"accuracy@a": 0.4, "accuracy@s5": 0.3})  # fmt: skip
    return folder


def page_words(document: Document) -> str:
    from matplotlib.text import Text

    with styled():
        found = [text.get_text() for page in pdf.pages(document) for text in page.findobj(Text)]
    return "\n".join(found)


def test_its_numbers_are_those_of_evaluate(project: Project, run: Path, tmp_path: Path, capsys):
    measured = answer(capsys, "evaluate", run, project.folder)
    made = answer(capsys, "report", run, "--out", tmp_path / "out")
    page = Reader(Path(made["html"]).read_text("utf-8"))
    (row,) = page.table("model")
    assert row[1:3] == [percent(measured["accuracy"]), span(measured["ci95"])]
    assert row[7:] == [percent(measured["ece"]), percent(measured["calibrated"]["ece"])]
    for cells in page.table("device", "clips"):
        name, n, share, interval = cells[:4]
        assert share == percent(measured["per_device"][name])
        assert interval == span(measured["device_ci95"][name])
        assert n == str(measured["device_clips"][name])
    for (name, n, share, interval, _), (scene, value) in zip(
        page.table("scene", "clips"), measured["per_scene"].items(), strict=True
    ):
        assert name.lower() == scene
        assert (share, interval) == (percent(value), span(measured["scene_ci95"][scene]))
        assert n == str(measured["scene_clips"][scene])
    (kept,) = json.loads(Path(made["json"]).read_bytes())["models"]
    assert kept == {key: value for key, value in measured.items() if key != "clips_file"}


def test_html_and_pdf_say_the_same(project: Project, run: Path):
    model = facts.gather(run, project, "test", "int8", writing.Monitor())
    document = writing._document([model], project, [], [], [], [], ("test", "int8"), sections.PARTS)
    words = "".join(page_words(document).split())
    for block in document.blocks:
        for text in texts_of(block):
            assert "".join(text.split()) in words, text
    with styled():
        data = pdf.to_pdf(document)
    assert data.startswith(b"%PDF-")
    assert b"/URI" not in data


def texts_of(block: object) -> list[str]:
    if isinstance(block, Table):
        return [cell for row in (block.head, *block.rows) for cell in row if len(cell) < 12]
    if isinstance(block, Heading | Paragraph):
        return [block.text]
    return block.text.splitlines() if isinstance(block, Code) else []


def test_it_is_whole_and_names_no_place_of_this_computer(
    project: Project, run: Path, tmp_path: Path, capsys
):
    made = answer(capsys, "report", run, "--out", tmp_path / "out")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert {Path(name) for key in ("figures", "dcase") for name in made[key]} <= set(files)
    page = Reader((tmp_path / "out" / "report.html").read_text("utf-8"))
    assert "script" not in page.tags
    assert page.pictures == len(made["figures"]) / 2 >= 5
    assert all(address.startswith("data:image/svg+xml;base64,") for address in page.addresses)
    for path in files:
        if path.suffix in (".png", ".pdf"):
            continue
        text = path.read_text("utf-8")
        assert str(tmp_path) not in text, path
        assert "/home/me" not in text, path
        assert HOSTILE not in text or path.suffix in (".json", ".csv", ".yaml"), path
        if path.suffix == ".svg":
            assert not re.search(r'(href|src)="(?!#)', text), path


def test_the_same_report_has_the_same_bytes(project: Project, run: Path, tmp_path: Path):
    for name in ("one", "two"):
        writing.write_report([run], project, tmp_path / name)
    for path in (tmp_path / "one").rglob("*"):
        if path.is_file():
            twin = tmp_path / "two" / path.relative_to(tmp_path / "one")
            assert path.read_bytes() == twin.read_bytes(), path


def test_the_challenge_package(project: Project, run: Path, tmp_path: Path):
    made = writing.write_report([run], project, tmp_path, parts=())
    system, output = map(Path, made["dcase"])
    measured = measure_model(run, project, again=False)
    told = yaml.safe_load(system.read_text("utf-8"))
    figures = told["results"]["development_dataset"]
    assert figures["overall"]["accuracy"] == round(100 * measured.figures["accuracy"], 2)
    assert figures["overall"]["logloss"] == measured.figures["log_loss"]
    assert {
        name: row["accuracy"] for name, row in figures["device_wise"].items()
    } == {
        name: round(100 * value, 2) for name, value in measured.figures["per_device"].items()
    }  # fmt: skip
    assert told["system"]["complexity"].keys() == {"total_parameters", "memory_use_bytes", "macs"}
    with output.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    scenes = measured.figures["confusion"]["scenes"]
    assert len(rows) == measured.figures["n_clips"]
    by_path = {row["path"]: row for row in measured.clips}
    for row in rows:
        scores = [float(row[scene]) for scene in scenes]
        assert scores == by_path[row["filename"]]["scores"]
        assert scenes[int(np.argmax(scores))] == row["scene_label"]


@pytest.mark.parametrize("word", ["yes", "a: b", "- x", "ä", "1e3", "a_1", "null", "#", "'", ""])
def test_odd_words_in_yaml(word: str):
    table = {"x": {word or "empty": word, "list": [{"a": word, "b": {"c": word}}], "none": None}}
    assert yaml.safe_load("\n".join(dcase._yaml(table))) == table


def test_several_models_are_compared_and_what_is_no_comparison_is_said(
    project: Project, run: Path, tmp_path: Path
):
    made = writing.write_report([run, run / "export" / "student.ascbundle"], project, tmp_path)
    page = Reader((tmp_path / "report.html").read_text("utf-8"))
    assert page.table("clips of")[0][:2] == ["all", str(len(project.clips(split="test")) - 1)]
    assert made["not_compared"] == []
    table = json.loads((tmp_path / "report.json").read_bytes())
    assert table["comparisons"][0]["overall"]["p"] == 1.0

    snapshot = project.take_snapshot()
    RunFolder.open(run).record(snapshot=snapshot.id, snapshot_digest=snapshot.digest)
    learnt = next(clip for clip in project.clips(split="train") if clip.scene == "hum")
    project.set_split({learnt.segment_id: "test"})
    made = writing.write_report([run, run], project, tmp_path)
    assert "has learnt from 1 of the" in made["not_compared"][0]
    assert "these figures flatter it" in (tmp_path / "report.html").read_text("utf-8")


def test_parts_can_be_left_out(project: Project, run: Path, tmp_path: Path, capsys):
    writing.write_report([run], project, tmp_path, parts=["matrices"])
    text = (tmp_path / "report.html").read_text("utf-8")
    assert "Confusion matrix" in text
    assert not any(f"<h2>{name}</h2>" in text for name in ("Data", "Training", "Provenance"))
    with pytest.raises(ProjectError, match='no part "pictures"'):
        writing.write_report([run], project, tmp_path, parts=["pictures"])
    assert main(["report", str(run.parent), "--out", str(tmp_path)]) == 1
    assert "--project" in capsys.readouterr().err


def test_without_matplotlib_it_names_the_pack(project: Project, run: Path, tmp_path, monkeypatch):
    from ml_core.report import style

    monkeypatch.setattr(style.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingPack, match="lab pack"):
        writing.write_report([run], project, tmp_path)


def test_every_figure_can_be_drawn_of_many_and_of_odd_clips():
    """Letters without a glyph and names that look like mathematics: no warning, no error."""
    found = judged(4)
    figures = {**summary(found, TRAINED), **details(found, TRAINED)}
    name = "學生 $x$"
    for plot in (
        plots.confusion(name, figures),
        *plots.device_matrices(name, figures),
        *plots.scene_by_device(name, figures),
        plots.reliability(name, figures),
    ):
        with styled():
            plot.draw(new_figure(plot.width_in, plot.height_in))
        assert plot.alt
    assert slug("confusion", "學生") != slug("confusion", "教師")


def test_lines_fit_and_lose_nothing():
    text = "Lorem ipsum " * 30 + "x" * 400 + " 日本 dolor"
    with styled():
        lines = pdf.wrapped(text, 200.0, 9.0)
        assert all(pdf._width(line, 9.0) <= 200.0 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.replace("日本", "□□").split())


def test_a_long_table_has_its_head_on_every_page():
    table = Table.of(("name", "value"), [[f"row {n}", n] for n in range(200)])
    with styled():
        made = list(pdf.pages(Document("Long", (table,))))
        words = [[t.get_text() for t in page.texts] for page in made]
    assert len(made) > 2
    assert all("name" in page for page in words)
    assert sum(page.count(f"row {n}") for page in words for n in range(200)) == 200


def test_a_head_is_not_left_alone_at_the_foot_of_a_page():
    table = Table.of(("name", "value"), [["row", 1]], "A caption.")
    for n_lines in range(50, 64):
        filled = Code("\n".join(["line"] * n_lines))
        with styled():
            made = list(pdf.pages(Document("Short", (filled, filled, Heading("Part"), table))))
            words = [[t.get_text() for t in page.texts] for page in made]
        (with_row,) = (page for page in words if "row" in page)
        assert {"name", "A caption."} <= set(with_row), n_lines
        assert "Part" in with_row


def test_names_alike_share_no_file(project: Project, run: Path, tmp_path: Path):
    twins = [tmp_path / "net a.ascbundle", tmp_path / "net-a.ascbundle", tmp_path / "+.ascbundle"]
    for twin in twins:
        twin.write_bytes((run / "export" / "student.ascbundle").read_bytes())
    made = writing.write_report(twins, project, tmp_path / "out", parts=["matrices"])
    for kind in ("figures", "dcase"):
        assert len(set(made[kind])) == len(made[kind])
        assert all(Path(path).is_file() for path in made[kind])
    assert {Path(path).name.split(".")[0] for path in made["dcase"]} == {
        "net-a",
        "net-a-2",
        "model",
    }


def test_names_that_tell_apart_are_no_names_that_are_there():
    found = [named(name) for name in ("m", "m", "m (2)", "n")]
    assert names_of(found) == ("m (1)", "m (3)", "m (2)", "n")


def named(name: str) -> Measured:
    return Measured(name, {}, ())


def test_what_cannot_be_drawn_is_said_and_the_rest_is_there(
    project: Project, run: Path, tmp_path: Path
):
    """Two clips are too few for a map; a teacher without its weights cannot be heard."""
    teacher = RunFolder.create(project.runs_dir / "teacher", "finetune", "", {}).path
    RunFolder.open(run).record(inputs={"teacher": str(teacher)})
    made = writing.write_report([run], project, tmp_path, parts=["embedding"])
    page = Path(made["html"]).read_text("utf-8")
    assert "holds no network" in page
    test = [clip.segment_id for clip in project.clips(split="test")]
    project.set_split(dict.fromkeys(test[2:], "train"))
    writing.write_report([run], project, tmp_path, parts=["embedding"])
    assert "too few for a map" in Path(made["html"]).read_text("utf-8")


@pytest.mark.parametrize(("n_scenes", "n_devices"), [(50, 6), (12, 45), (3, 60)])
def test_no_figure_is_higher_than_a_page_or_leaves_something_out(n_scenes: int, n_devices: int):
    scenes, devices = [f"scene {n}" for n in range(n_scenes)], [f"d{n}" for n in range(n_devices)]
    table = np.eye(n_scenes, dtype=int).tolist()
    figures = {
        "confusion": {"scenes": scenes, "counts": table},
        "confusion_per_device": dict.fromkeys(devices, table),
        "trained_devices": devices,
        "per_device": dict.fromkeys(devices, 1.0),
        "device_clips": dict.fromkeys(devices, 50),
        "scene_device": {
            "scenes": scenes,
            "devices": devices,
            "n_clips": [[1] * n_devices] * n_scenes,
            "accuracy": [[1.0] * n_devices] * n_scenes,
            "few": [[False] * n_devices] * n_scenes,
        },
    }
    drawn = [
        plots.confusion("m", figures),
        *plots.device_matrices("m", figures),
        *plots.scene_by_device("m", figures),
    ]
    room_in = (pdf.BOTTOM - pdf.MARGIN) / 72
    assert all(plot.height_in < room_in - 0.5 for plot in drawn)
    words = page_words(Document("Large", tuple(drawn))).split("\n")
    for device in devices:
        assert any(device in word.split() for word in words if "○" not in word), device
    assert all(words.count(scene.capitalize()) >= 2 for scene in scenes)


def test_a_control_blank_in_a_name_is_a_blank():
    with styled():
        assert pdf.wrapped("a\x85b\u2028c", 200.0, 9.0) == ["a b c"]
