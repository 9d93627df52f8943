"""A recording somebody else makes, announced: brought in, found after a crash, or disowned."""

import json
import os
from pathlib import Path

import numpy as np

from ml_core.datasets.recorded import (
    announce,
    bring_in,
    disown,
    recover_recordings,
    rename_announced,
)
from ml_core.project import Project
from ml_core.recordings.decode import write_wav

SECOND = np.full(16_000, 0.1, np.float32)


def test_it_comes_in_under_the_name_it_has_in_the_end(tmp_path: Path) -> None:
    with Project.create(tmp_path / "project") as project:
        path = announce(project, "Workshop", "Phone")
        write_wav(path, SECOND, 16_000)
        rename_announced(path, "Garage")
        assert recover_recordings(project) == []  # whoever makes it lives
        (clip,) = bring_in(project, [path])
        assert (clip.scenes, clip.device, clip.path) == (("Garage",), "Phone", path)
        project.undo()
        assert project.clips() == []


def test_a_crash_loses_nothing_and_what_was_disowned_stays_away(tmp_path: Path) -> None:
    with Project.create(tmp_path / "project") as project:
        kept, disowned = announce(project, "Workshop"), announce(project, "Workshop")
        assert kept != disowned
        for path in (kept, disowned):
            write_wav(path, SECOND, 16_000)
        disown(disowned)
        note = kept.with_name(f"{kept.name}.json")
        table = json.loads(note.read_text())
        assert table["process"]["pid"] == os.getpid()
        table["process"]["started"] = "never"
        note.write_text(json.dumps({**table, "process": {}}))
        assert [clip.path for clip in recover_recordings(project)] == [kept]
        assert disowned.is_file()
