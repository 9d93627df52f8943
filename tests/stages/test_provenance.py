"""A card names everybody whose recordings a student heard."""

from pathlib import Path

import numpy as np

from ml_core.datasets.importing import import_recordings
from ml_core.datasets.splits import split_by_column
from ml_core.project import Project
from ml_core.recordings.decode import write_wav
from ml_core.runs import RunFolder
from ml_core.stages.provenance import data_facts, heard_clips


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
