"""Every command of the chapter on Evaluate runs as it stands there."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from ml_core.cli import main
from ml_core.datasets.importing import import_recordings
from ml_core.datasets.splits import split_by
from ml_core.files import resource_path
from ml_core.models import registry
from ml_core.project import Project
from ml_core.recipes import DistilRecipe
from ml_core.runs import RunFolder, new_run
from ml_core.scenes import SceneSet
from ml_core.stages.prepare import card_of
from ml_core.training.checkpoint import save_network
from tests.stages.test_measured import bundle  # noqa: F401 - a fixture
from tests.stages.tiny import tiny_project

COMMANDS = [
    line.partition("#")[0].strip()
    for block in re.findall(
        r"```bash\n(.+?)```", (resource_path("guide") / "evaluate.md").read_text("utf-8"), re.DOTALL
    )
    for line in block.splitlines()
]


@pytest.fixture
def walks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny project under the guide's name, with the guide's runs, in the present folder."""
    tiny_project(tmp_path / "made").close()
    monkeypatch.chdir(tmp_path)
    with Project.create(Path("walks")) as project:
        import_recordings(project, tmp_path / "made" / "audio")
        hissing = [clip.segment_id for clip in project.clips() if clip.scene == "hiss"]
        project.label(hissing, "sea")  # the scenes that the bundle knows
        split_by(project, "source", 0.4, 0)
        clips = project.clips()
        for place, name in enumerate(("a", "b", "s6")):
            project.set_fact([clip.segment_id for clip in clips[place::3]], "device", name)
    return tmp_path / "walks"


@pytest.fixture
def runs(walks: Path, project: Project, bundle: Path) -> Path:  # noqa: F811
    """int8, other, and a float student with random weights; the exported file beside them."""
    for name in ("int8", "other"):
        folder = walks / "runs" / name
        shutil.copytree(bundle.parent, folder / "export")
        RunFolder.create(folder, "quantize", 'stage = "quantize"\n', {"seed": 0})
    shutil.copy(bundle, walks.parent / "walks.ascbundle")
    student = new_run(walks / "runs" / "student", DistilRecipe(network="cp-mobile-6k"), {})
    card = card_of("cp-mobile-6k", "cosine", "cp-mobile-16k", SceneSet(("hum", "sea", "whistle")))
    save_network(student.path, registry.build_student("cp-mobile-6k", 3, "cosine"), card)
    return walks / "runs"


def test_the_chapter_names_every_verb_of_evaluate():
    verbs = {shlex.split(line)[1] for line in COMMANDS}
    assert verbs == {
        "evaluate", "compare", "beside", "probe", "fewshot", "why", "layers", "budget", "more-data",
        "report",
    }  # fmt: skip


@pytest.mark.parametrize("line", [line for line in COMMANDS if "student" not in line])
def test_a_command_of_the_chapter(runs: Path, line: str, capsys: pytest.CaptureFixture[str]):
    pytest.importorskip("matplotlib")
    assert main(shlex.split(line)[1:]) == 0, capsys.readouterr().err
    assert capsys.readouterr().out.strip()


@pytest.mark.slow
@pytest.mark.parametrize("line", [line for line in COMMANDS if "student" in line])
def test_a_command_that_hears_a_float_student(
    runs: Path, line: str, capsys: pytest.CaptureFixture[str]
):
    assert main(shlex.split(line)[1:]) == 0, capsys.readouterr().err
