"""A card names everybody whose recordings a student heard."""

from pathlib import Path

import numpy as np

from ml_core.datasets.importing import import_recordings
from ml_core.datasets.splits import split_by_column
from ml_core.project import Project
from ml_core.recordings.decode import write_wav
from ml_core.runs import RunFolder
from ml_core.stages.prepare import read_split
from ml_core.stages.provenance import data_facts, heard_clips, responses_facts


def test_authors_of_unlabelled_clips_are_named_where_the_teacher_spoke_about_them(
    tmp_path: Path,
) -> None:
    rng = np.random.default_rng(0)
    lines = ["filename\tscene_label\tidentifier\tfold\tlicence\tauthor"]
    clips = [("a", "bus", "Ada", 1), ("b", "tram", "Ben", 1), ("c", "", "Cleo", 1)]
    for name, scene, author, fold in [*clips, ("d", "bus", "Dan", 2)]:
        write_wav(tmp_path / f"{name}.wav", rng.normal(0, 0.1, 1600).astype("float32"), 16_000)
        lines.append(f"{name}.wav\t{scene}\t{name}\t{fold}\tCC0\t{author}")
    (tmp_path / "meta.csv").write_text("\n".join(lines) + "\n", "utf-8")
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, tmp_path / "meta.csv")
        split_by_column(project, "fold", ["2"])
        labelled = project.clips(split="train")
        named = {}
        for unlabelled in ("true", "false"):
            recipe = f'stage = "distil"\nunlabelled = {unlabelled}\n'
            run = RunFolder.create(tmp_path / unlabelled, "distil", recipe, {})
            named[unlabelled] = data_facts(heard_clips(project, run.path, labelled))["authors"]
    assert named == {"true": ["Ada", "Ben", "Cleo"], "false": ["Ada", "Ben"]}


def test_a_run_names_the_snapshot_of_what_it_learned_from(tmp_path: Path) -> None:
    lines = ["filename\tscene_label\tidentifier\tfold"]
    for number, scene in enumerate(("bus", "tram", "bus", "tram")):
        write_wav(tmp_path / f"{number}.wav", np.full(800, 0.1 * number + 0.1), 8000)
        lines.append(f"{number}.wav\t{scene}\t{number}\t{number // 2}")
    (tmp_path / "meta.csv").write_text("\n".join(lines) + "\n", "utf-8")
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, tmp_path / "meta.csv")
        split_by_column(project, "fold", ["1"])
        recipe = 'stage = "distil"\n'
        runs = [RunFolder.create(tmp_path / name, "distil", recipe, {}) for name in "abc"]
        read_split(project, runs[0])
        read_split(project, runs[1])
        project.set_note(project.ids()[:1], "wind")
        read_split(project, runs[0])  # gone on with: it keeps what it began with
        read_split(project, runs[2])
        assert [run.provenance["snapshot"] for run in runs] == [1, 1, 2]
        newest, first = project.snapshots()
        assert runs[0].provenance["snapshot_digest"] == first.digest != newest.digest
        assert project.diff_snapshots(1, 2).other == (project.ids()[0],)


def test_licences_of_impulse_responses_are_those_of_the_files_that_were_used(
    tmp_path: Path,
) -> None:
    """One table lies above the folder, one in it; a file that neither names states none."""
    lines = ["filename\tkind\tlicence"]
    for name, licence in (("a", "CC BY 4.0"), ("b", "CC BY-SA 3.0"), ("elsewhere", "CC0")):
        lines.append(f"audio/{name}.wav\tphone\t{licence}")
    folder = tmp_path / "irs" / "audio"
    for name in "abcd":
        (folder / ("deep" if name == "c" else "")).mkdir(parents=True, exist_ok=True)
        place = folder / "deep" / "c.wav" if name == "c" else folder / f"{name}.wav"
        write_wav(place, np.ones(8, np.float32) / 8, 16_000)
    (tmp_path / "irs" / "meta.csv").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "meta.csv").write_text("filename,licence\ndeep/c.wav,CC0\n", "utf-8")
    recipe = f'stage = "distil"\ndir_folder = "{folder.as_posix()}"\ndir_share = '
    used, unused = (
        RunFolder.create(tmp_path / share, "distil", f"{recipe}{share}\n", {})
        for share in ("0.5", "0.0")
    )
    assert responses_facts([unused]) == []
    assert responses_facts([used, unused, used]) == [
        {"folder": "audio", "licences": {"": 1, "CC BY 4.0": 1, "CC BY-SA 3.0": 1, "CC0": 1}}
    ]
