"""asc probe and asc fewshot on a tiny project, from a bundle and from a float run."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ml_core.bundle import write_bundle
from ml_core.cli import main
from ml_core.errors import NotEnoughSupport, ProjectError
from ml_core.models import registry
from ml_core.project import Project
from ml_core.recipes import DistilRecipe
from ml_core.runs import new_run
from ml_core.scenes import SceneSet
from ml_core.stages.fewshot import fewshot
from ml_core.stages.prepare import card_of
from ml_core.stages.probe import probe
from ml_core.training.checkpoint import save_network
from tests.ml_core.tiny_bundle import contents
from tests.stages.tiny import SCENES

FIGURES = ("accuracy", "map", "macro_accuracy")
OPEN_FIGURES = ("auroc", "oscr", "fpr95")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.ascbundle"
    write_bundle(path, contents())
    return path


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A float run with the random weights of the smallest student."""
    folder = new_run(tmp_path / "run", DistilRecipe(), {}).path
    card = card_of("cp-mobile-6k", "cosine", "cp-mobile-16k", SceneSet(("hum", "sea", "whistle")))
    save_network(folder, registry.build_student("cp-mobile-6k", 3, "cosine"), card)
    return folder


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict:
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_probe_of_a_bundle(project: Project, bundle: Path, capsys):
    found = answer(capsys, "probe", bundle, project.folder)
    assert found["linear"] == found["knn"] == 1.0  # tones far apart, and bands as embedding
    assert found["k"] in (1, 5, 10, 20, 50)
    assert found["geometry"]["n_clips"] == found["n_clips"]
    assert found["geometry"]["uniformity"] < 0
    assert found["scenes"] == sorted(SCENES)
    assert found["backend"].startswith("onnxruntime")
    assert found["n_clips"] == len(project.clips(split="test"))


def test_few_shots_of_a_bundle(project: Project, bundle: Path, capsys):
    found = answer(
        capsys, "fewshot", bundle, project.folder, "--shots", 2, "--episodes", 30,
        "--scenes", "hiss,hum", "--unknown", "whistle",
    )  # fmt: skip
    low, high = found["ci95"]
    assert low <= found["accuracy"] <= high
    assert all(0 <= found[name] <= 1 for name in (*FIGURES, *OPEN_FIGURES))
    assert found["accuracy"] > 0.9
    assert found["seen"] is None  # the bundle knows bus, metro and park
    assert found["unseen"] == pytest.approx(found["accuracy"], abs=0.05)
    assert set(found["methods"]) == {"logistic", "prototypes", "centred_prototypes"}
    assert found["shots_per_scene"] == {"hiss": 2, "hum": 2}
    assert found["unknown_scenes"] == ["whistle"]
    again = answer(
        capsys, "fewshot", bundle, project.folder, "--shots", 2, "--episodes", 30,
        "--scenes", "hiss,hum", "--unknown", "whistle",
    )  # fmt: skip
    assert again == found


def test_a_float_run_tells_seen_from_unseen_scenes(project: Project, run: Path, capsys):
    found = answer(capsys, "fewshot", run, project.folder, "--shots", "1,3", "--episodes", 20)
    assert found["backend"].startswith("torch")
    assert set(found["by_shots"]) == {"1", "3"}
    assert found["shots"] == 3
    assert all(found[name] is None for name in OPEN_FIGURES)
    per_scene = found["per_scene"]
    assert found["unseen"] == pytest.approx(per_scene["hiss"])  # the run knows the other two
    assert min(per_scene["hum"], per_scene["whistle"]) <= found["seen"]
    old, new = found["seen"], found["unseen"]
    assert found["harmonic_mean"] == pytest.approx(2 * old * new / (old + new))
    probed = answer(capsys, "probe", run, project.folder)
    assert 0 <= probed["linear"] <= 1
    assert probed["backend"].startswith("torch")


def test_single_windows_may_teach(project: Project, bundle: Path):
    found = fewshot(bundle, project, shots=[4], episodes=10, support="window")
    clips = fewshot(bundle, project, shots=[4], episodes=10)
    assert found["support"] == "window"
    assert found["n_windows"] > found["n_clips"]  # 1.2 s are two windows
    assert found["shots_per_scene"]["hum"] == 4
    assert clips["shots_per_scene"]["hum"] == 3  # of five sources three teach


def test_without_a_train_split_there_are_episodes_and_no_probe(project: Project, bundle: Path):
    clips = project.clips()
    project.set_split({clip.segment_id: None for clip in clips})
    assert fewshot(bundle, project, shots=[1], episodes=5)["n_clips"] == len(clips)
    with pytest.raises(ProjectError, match="training clips"):
        probe(bundle, project)


def test_what_cannot_be_drawn_is_said(project: Project, bundle: Path):
    with pytest.raises(ProjectError, match="rain"):
        fewshot(bundle, project, scenes=["hum", "rain"])
    with pytest.raises(ProjectError, match="both known and unknown"):
        fewshot(bundle, project, scenes=["hum", "hiss"], unknown=["hum"])
    with pytest.raises(ProjectError, match="two scenes"):
        fewshot(bundle, project, scenes=["hum"])
    alone = [clip for clip in project.clips() if clip.scene == "hum"]
    project.set_state([clip.segment_id for clip in alone[1:]], "excluded")
    with pytest.raises(NotEnoughSupport, match="hum"):
        fewshot(bundle, project, scenes=["hum", "hiss"])
    found = fewshot(bundle, project, shots=[1], episodes=3)
    assert found["left_out"] == ["hum"]
    assert found["scenes"] == ["hiss", "whistle"]


@pytest.mark.parametrize(
    "words", [["--shots", "0"], ["--episodes", "x"], ["--seed", "-1"], ["--strength", "0"]]
)
def test_odd_numbers_are_wrong_usage(words: list[str], capsys):
    with pytest.raises(SystemExit) as raised:
        main(["fewshot", "bundle", "project", *words])
    assert raised.value.code == 2


def test_a_bundle_is_probed_without_torch(project: Project, bundle: Path):
    code = (
        "import sys; from ml_core.cli import main;"
        f"main(['probe', {str(bundle)!r}, {str(project.folder)!r}]);"
        f"main(['fewshot', {str(bundle)!r}, {str(project.folder)!r}, '--episodes', '3']);"
        "sys.exit('torch' in sys.modules or 'sklearn' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


def test_evaluation_says_it_by_device_and_scene(project: Project, run: Path, capsys):
    clips = project.clips()
    for place, name in enumerate(("a", "b", "s5")):
        project.set_fact([c.segment_id for c in clips[place::3]], "device", name)
    known = [c.segment_id for c in clips if c.scene != "hiss"]
    project.set_split({i: "train" if n % 2 else "test" for n, i in enumerate(known)})
    project.set_split(
        {c.segment_id: None for c in project.clips(split="train") if c.device == "s5"}
    )
    found = answer(capsys, "evaluate", run, project.folder)
    groups = found["device_groups"]
    assert groups["unseen"]["devices"] == groups["simulated_unseen"]["devices"] == ["s5"]
    assert groups["seen"]["devices"] == groups["real"]["devices"] == ["a", "b"]
    per_device = found["per_device"]
    assert found["device_std"] == pytest.approx(np.std(list(per_device.values())))
    assert set(found["log_loss_per_scene"]) == set(found["per_scene"]) == {"hum", "whistle"}
    mean = np.mean(list(found["log_loss_per_scene"].values()))
    assert found["macro_log_loss"] == pytest.approx(mean)
    assert found["calibrated"]["held_out_by"] == "device"
    assert set(found["calibrated"]["temperatures"]) == set(per_device)
    assert found["calibrated"]["log_loss"] > 0
