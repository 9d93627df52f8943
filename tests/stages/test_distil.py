"""Students of a tiny project, with and without a teacher."""

import pytest
import safetensors.torch
import torch

from ml_core.errors import CheckpointError, RunError
from ml_core.models.yamnet import YAMNet
from ml_core.progress import Cancelled, Monitor
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FinetuneRecipe
from ml_core.runs import RunFolder, fresh_path, new_run
from ml_core.scenes import SceneSet
from ml_core.stages.prepare import card_of
from ml_core.training.checkpoint import load_network, save_network
from ml_core.training.contrastive import Projection, save_projection
from ml_core.worker import run_stage, start_run
from tests.stages.tiny import QUICK

STUDENT = DistilRecipe(
    network="cp-mobile-6k", epochs=2, peak_lr=1e-2, relation_weight=1.0
).with_overrides(QUICK)


def teacher_of(project: Project) -> RunFolder:
    recipe = FinetuneRecipe(network="cp-mobile-6k", epochs=1, peak_lr=1e-2)
    run = start_run(project, recipe.with_overrides([*QUICK, "seed=5"]), None, {})
    run_stage(project, run)
    return run


@pytest.mark.parametrize("teacher_logits", ["clip", "window"])
def test_a_student_learns_from_a_teacher(project: Project, teacher_logits: str):
    teacher = teacher_of(project)
    recipe = STUDENT.with_overrides([f"teacher_logits={teacher_logits}"])
    run = start_run(project, recipe, None, {"teacher": str(teacher.path)})
    result = run_stage(project, run)
    assert result["teacher"] == teacher.name
    assert result["accuracy"] is not None
    cached = list(project.cache_dir.glob("teacher-*.safetensors"))
    assert len(cached) == 1
    # the cache is used again: a damaged one would be noticed
    cached[0].write_bytes(b"damaged")
    again = start_run(project, recipe, None, {"teacher": str(teacher.path)})
    with pytest.raises(CheckpointError, match=rf"{cached[0].name}.*cannot be read") as raised:
        run_stage(project, again)
    assert "Delete it" in raised.value.hint
    cached[0].unlink()
    run_stage(project, again)


def test_the_teacher_makes_a_difference(project: Project):
    teacher = teacher_of(project)
    weights = []
    for inputs in ({}, {"teacher": str(teacher.path)}):
        run = start_run(project, STUDENT, None, inputs)
        run_stage(project, run)
        network, _ = load_network(run.path)
        weights.append(torch.cat([p.flatten() for p in network.parameters()]))
    assert not torch.equal(*weights)


def test_a_teacher_of_other_scenes_is_refused(project: Project):
    teacher = teacher_of(project)
    clips = project.clips(scene="hum")
    project.label([clip.segment_id for clip in clips], "buzz")
    run = start_run(project, STUDENT, None, {"teacher": str(teacher.path)})
    with pytest.raises(RunError, match="other scenes"):
        run_stage(project, run)


EVERYTHING = STUDENT.with_overrides(
    [
        "epochs=4", "windows_per_clip=3", "mixup_share=0", "soft_weight_end=0.9",
        "teacher_hears=augmented", "hint_weight=1.0", "crd_weight=0.2", "crd_negatives=20",
        "crd_negatives_of=other_scenes", "crd_positive=relax", "crd_size=16",
    ]
)  # fmt: skip


def test_what_only_the_loss_needs_is_resumed_and_left_out(project: Project):
    inputs = {"teacher": str(teacher_of(project).path)}
    whole = start_run(project, EVERYTHING, None, inputs)
    run_stage(project, whole)
    run = start_run(project, EVERYTHING, None, inputs)
    done, n_checks = [], 0

    class StopsWithinTheThirdEpoch(Monitor):
        def check(self) -> None:
            nonlocal n_checks
            n_checks += len(done) == 2
            if n_checks > 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        run_stage(
            project, run,
            StopsWithinTheThirdEpoch(lambda p: done.append(p) if p.stage == "epoch" else None),
        )  # fmt: skip
    run_stage(project, run)
    for name in ("last", "network"):
        a, b = (
            safetensors.torch.load_file(folder.checkpoint_dir / f"{name}.safetensors")
            for folder in (whole, run)
        )
        assert a.keys() == b.keys()
        assert all(torch.equal(a[key], b[key]) for key in a)
        beside = {key for key in a if key.startswith("helpers.")}
        assert bool(beside) == (name == "last")
    bank = safetensors.torch.load_file(run.checkpoint_dir / "last.safetensors")[
        "helpers.crd.student_bank"
    ]
    torch.testing.assert_close(bank.norm(dim=1), torch.ones(len(bank)))
    assert len(bank) == run.result["n_train"]


@pytest.mark.parametrize(
    "setting",
    [
        "soft_weight_end=0.1", "hint_weight=1.0", "crd_weight=0.5", "teacher_hears=augmented",
        "kd_reduction=batchmean",
    ],
)  # fmt: skip
def test_every_setting_makes_a_difference(project: Project, setting: str):
    inputs = {"teacher": str(teacher_of(project).path)}
    weights = []
    for settings in ([], [setting]):
        recipe = STUDENT.with_overrides(["mixup_share=0", "crd_negatives=9", *settings])
        run = start_run(project, recipe, None, inputs)
        run_stage(project, run)
        network, _ = load_network(run.path)
        weights.append(torch.cat([p.flatten() for p in network.parameters()]))
    assert not torch.equal(*weights)


@pytest.mark.parametrize("hears", ["clean", "augmented"])
def test_windows_mixed_as_waveforms(project: Project, hears: str):
    inputs = {"teacher": str(teacher_of(project).path)}
    settings = ["mixup_domain=waveform", "mixup_share=1.0", f"teacher_hears={hears}"]
    run = start_run(project, STUDENT.with_overrides(settings), None, inputs)
    assert run_stage(project, run)["epochs"] == 2


def yamnet_run(project: Project) -> RunFolder:
    """A run that holds a YAMNet of three scenes, as fine-tuning leaves it."""
    recipe = FinetuneRecipe(network="yamnet")
    run = new_run(fresh_path(project.runs_dir, recipe), recipe, {})  # without its weights
    project.add_run(run.path, recipe.stage)
    torch.manual_seed(3)
    scenes = SceneSet(("hiss", "hum", "whistle"))
    save_network(run.path, YAMNet(3), card_of("yamnet", recipe.head, "", scenes))
    run.write_result({"accuracy": None})
    return run


@pytest.mark.parametrize(("rate", "moves"), [(0.0, False), (0.5, True)])
def test_a_student_begins_with_its_teachers_layers(project: Project, rate: float, moves: bool):
    teacher = yamnet_run(project)
    recipe = STUDENT.with_overrides(
        ["network=yamnet-100k", "front_end=yamnet", "epochs=1", f"pretrained_rate={rate}"]
    )
    run = start_run(project, recipe, None, {"teacher": str(teacher.path)})
    assert run_stage(project, run)["inherited_from"] == teacher.name
    student, _ = load_network(run.path)
    theirs = load_network(teacher.path)[0].state_dict()
    for name, own in student.first.state_dict().items():
        taken = theirs[name].transpose(2, 3) if own.ndim == 4 else theirs[name]
        assert torch.equal(own, taken) != moves, name


def test_from_another_teacher_it_begins_anew(project: Project):
    recipe = STUDENT.with_overrides(["network=yamnet-100k", "front_end=yamnet", "epochs=1"])
    run = start_run(project, recipe, None, {"teacher": str(teacher_of(project).path)})
    assert run_stage(project, run)["inherited_from"] is None


def test_crd_takes_the_teachers_own_projection(project: Project):
    teacher = teacher_of(project)
    torch.manual_seed(4)
    projection = Projection(load_network(teacher.path)[1].embedding_size, 10)
    save_projection(teacher.path, projection)
    recipe = STUDENT.with_overrides(["mixup_share=0", "crd_weight=0.5", "crd_negatives=9"])
    run = start_run(project, recipe, None, {"teacher": str(teacher.path)})
    run_stage(project, run)
    kept = safetensors.torch.load_file(run.checkpoint_dir / "last.safetensors")
    assert kept["helpers.crd.student_bank"].shape[1] == 10
    for name, value in projection.state_dict().items():
        assert torch.equal(kept[f"helpers.crd.teacher_projection.{name}"], value)
