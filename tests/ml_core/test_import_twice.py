"""Two processes that import the same at the same time: every recording comes in once."""

import json
import subprocess
import sys
from pathlib import Path

from ml_core.project import Project
from tests.ml_core.projects import recording

ROOT = Path(__file__).resolve().parents[2]
IMPORTS = """
import json, sys, time
from pathlib import Path
from ml_core.datasets.importing import import_recordings
from ml_core.project import Project

folder, table, me, others = map(Path, sys.argv[1:])
show = Project.show_import

def when_both_are_there(project, number):
    me.touch()
    while not others.exists():
        time.sleep(0.005)
    return show(project, number)

Project.show_import = when_both_are_there
with Project.open(folder) as project:
    report = import_recordings(project, table)
print(json.dumps([report.recordings, report.segments, report.already, report.missing]))
"""


def table_of(folder: Path, n: int) -> Path:
    folder.mkdir(parents=True)
    rows = "".join(f"audio/bus-lyon-7-{row}-a.wav\tbus\n" for row in range(n))
    (folder / "meta.csv").write_text(f"filename\tscene_label\n{rows}")
    return folder / "meta.csv"


def test_a_table_without_audio_comes_in_once(tmp_path: Path) -> None:
    n = 300
    table = table_of(tmp_path / "set", n)
    Project.create(tmp_path / "project").close()
    names = [tmp_path / "one", tmp_path / "two"]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", IMPORTS, tmp_path / "project", table, me, other],
            stdout=subprocess.PIPE, cwd=ROOT,
        )
        for me, other in (names, names[::-1])
    ]  # fmt: skip
    said = [json.loads(one.communicate(timeout=120)[0]) for one in running]
    assert sorted(said) == [[0, 0, n, 0], [n, n, 0, n]]
    with Project.open(tmp_path / "project") as project:
        clips = project.clips()
        assert len({clip.relative_path for clip in clips}) == len(clips) == n
        assert [one.n_recordings for one in project.imports()] == [n]
        assert len(project.columns()) == n
        assert project.undo() == 'Import "meta.csv"'
        assert project.clips() == []
        assert project.undo() is None


def test_the_rest_of_an_import_that_another_overtook_is_shown(tmp_path: Path) -> None:
    with Project.create(tmp_path / "project") as project:
        root = project.add_root(tmp_path, tmp_path)
        slow, quick = (project.begin_import(name, tmp_path, "meta") for name in ("slow", "quick"))
        project.add_recordings(slow, root, [recording(n) for n in range(4)], show=False)
        project.add_recordings(quick, root, [recording(n) for n in (1, 3, 5)])
        assert project.show_import(slow) == {recording(n).path for n in (1, 3)}
        assert [(one.name, one.n_recordings) for one in project.imports()] == [
            ("slow", 2), ("quick", 3),
        ]  # fmt: skip
        paths = sorted(clip.relative_path for clip in project.clips())
        assert paths == [recording(n).path for n in (0, 1, 2, 3, 5)]
        assert project.undo() == 'Import "slow"'
        assert len(project.clips()) == len(project.columns()) == 3
