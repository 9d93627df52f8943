"""The example of the guide, installed as it stands there and trained."""

import json
import re
from pathlib import Path

import pytest

from ml_core.cli import main
from ml_core.models import registry
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FinetuneRecipe
from ml_core.runs import RunFolder
from ml_core.training.checkpoint import load_network
from ml_core.training.plugins import find_loss
from ml_core.worker import run_stage, start_run
from tests.packages import Site
from tests.stages.tiny import QUICK

GUIDE = Path(__file__).parents[2] / "resources" / "guide" / "own-network.md"


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = GUIDE.read_text("utf-8")
    pyproject, module = (
        re.search(rf"```{kind}\n(.+?)```", text, re.DOTALL)[1]  # type: ignore[index]
        for kind in ("toml", "python")
    )
    Site(tmp_path / "site", monkeypatch).install(pyproject, {"tiny_scenes": module})


def train(project: Project, recipe: DistilRecipe | FinetuneRecipe, **inputs: str) -> RunFolder:
    run = start_run(project, recipe.with_overrides(QUICK), None, inputs)
    result = run_stage(project, run)
    assert result["accuracy"] is not None
    return run


@pytest.mark.usefixtures("example")
def test_the_example_of_the_guide_learns_with_and_without_a_teacher(project: Project):
    recipe = DistilRecipe(network="tiny-scenes", loss="agreement", epochs=1)
    alone = train(project, recipe)
    teacher = train(project, FinetuneRecipe(network="tiny-scenes", epochs=1))
    taught = train(project, recipe, teacher=str(teacher.path))
    for run in (alone, taught):
        network, card = load_network(run.path)
        assert type(network).__name__ == "TinyScenes"
        assert (card.network, card.embedding_size) == ("tiny-scenes", 24)
    weights = [load_network(run.path)[0].state_dict() for run in (alone, taught)]
    assert not weights[0]["blocks.0.weight"].equal(weights[1]["blocks.0.weight"])


@pytest.mark.usefixtures("example")
def test_the_example_is_found_by_its_names():
    assert registry.find("tiny-scenes").published_shape == (128, 64)
    assert find_loss("agreement").__name__ == "agreement"  # type: ignore[attr-defined]


@pytest.mark.usefixtures("example")
def test_the_command_line_lists_and_counts_it(capsys: pytest.CaptureFixture[str]):
    assert main(["models", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["installed"] == [{"name": "tiny-scenes"}]
    assert main(["complexity", "tiny-scenes", "--json"]) == 0
    counted = json.loads(capsys.readouterr().out)
    # two convolutions, two batch norms, the head's 1x1 convolution and batch norm
    assert counted["parameters"] == 12 * 9 + 2 * 12 + 24 * 12 * 9 + 2 * 24 + 24 * 10 + 2 * 10
    assert counted["within"] == {"dcase": True}
