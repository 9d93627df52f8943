"""Weights and training state survive the disk; damage is said."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from ml_core.errors import CheckpointError
from ml_core.frontend.spec import CP_MOBILE_16K
from ml_core.models.registry import build_student
from ml_core.scenes import SceneSet
from ml_core.training import checkpoint
from ml_core.training.checkpoint import ModelCard, load_tensors, save_tensors
from ml_core.training.passes import Pass
from ml_core.training.teacher import Grid, TeacherTargets, cached_pass
from ml_core.training.windows import generator, split_epoch

CARD = ModelCard(
    network="cp-mobile-6k", head="cosine", scenes=SceneSet(("a", "b", "c")),
    front_end=CP_MOBILE_16K, embedding_size=32, window_samples=16_000,
)  # fmt: skip


def test_a_network_survives(tmp_path: Path):
    torch.manual_seed(0)
    network = build_student("cp-mobile-6k", 3)
    checkpoint.save_network(tmp_path, network, CARD)
    loaded, card = checkpoint.load_network(tmp_path)
    assert card == CARD
    assert not loaded.training
    x = torch.randn(2, 1, 256, 64)
    torch.testing.assert_close(loaded(x), network.eval()(x))


def test_an_optimizer_goes_on_bit_for_bit(tmp_path: Path):
    def fresh() -> tuple[nn.Module, torch.optim.Optimizer]:
        torch.manual_seed(0)
        network = nn.Conv2d(2, 3, 3)
        network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        return network, torch.optim.AdamW(network.parameters(), lr=0.1)

    def step(network: nn.Module, optimizer: torch.optim.Optimizer, seed: int) -> None:
        torch.manual_seed(seed)
        optimizer.zero_grad()
        network(torch.randn(1, 2, 5, 5)).square().sum().backward()
        optimizer.step()

    network, optimizer = fresh()
    step(network, optimizer, 1)
    path = tmp_path / "checkpoint" / "last.safetensors"
    tensors = {**network.state_dict(), **checkpoint.optimizer_tensors(optimizer)}
    checkpoint.save_tensors(path, tensors, epoch=1)
    step(network, optimizer, 2)

    other, other_optimizer = fresh()
    saved, facts = checkpoint.load_tensors(path)
    other.load_state_dict({k: v for k, v in saved.items() if not k.startswith("optimizer.")})
    checkpoint.restore_optimizer(other_optimizer, saved)
    step(other, other_optimizer, 2)
    assert facts == {"epoch": 1}
    for mine, theirs in zip(network.parameters(), other.parameters(), strict=True):
        assert torch.equal(mine, theirs)
        assert mine.stride() == theirs.stride()


def test_damage_is_said(tmp_path: Path):
    with pytest.raises(CheckpointError, match="holds no network"):
        checkpoint.load_network(tmp_path)
    checkpoint.save_network(tmp_path, build_student("cp-mobile-6k", 3), CARD)
    path = tmp_path / "checkpoint" / checkpoint.NETWORK
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(CheckpointError, match="cannot be read"):
        checkpoint.load_network(tmp_path)
    checkpoint.save_network(tmp_path, build_student("cp-mobile-12k", 3), CARD)
    with pytest.raises(CheckpointError, match="another network"):
        checkpoint.load_network(tmp_path)
    deep = replace(CARD, network="cp-resnet-128k", head="published", window_samples=1000)
    checkpoint.save_network(tmp_path, deep.build(), deep)
    with pytest.raises(CheckpointError, match="cannot hear windows of 1,000 samples"):
        checkpoint.load_network(tmp_path)
    for n_samples in (0, -1, 10**12):
        table = replace(CARD, window_samples=n_samples).to_dict()
        (tmp_path / "model.json").write_text(json.dumps(table))
        with pytest.raises(CheckpointError, match="cannot hear windows"):
            ModelCard.read(tmp_path)
    (tmp_path / "model.json").write_text(json.dumps(table | {"window_samples": float("inf")}))
    with pytest.raises(CheckpointError, match="holds no network"):
        ModelCard.read(tmp_path)
    (tmp_path / "model.json").write_text('{"network": "cp-mobile-6k"}')
    with pytest.raises(CheckpointError, match="holds no network"):
        checkpoint.load_network(tmp_path)


@pytest.fixture
def passed() -> Pass:
    """Two clips, of three windows and of one."""
    logits = np.arange(8, dtype=np.float32).reshape(4, 2)
    return Pass(logits, np.eye(4, dtype=np.float32), np.array([0, 3, 4]))


def test_clip_scores_are_the_mean_softmax(passed: Pass):
    scores = passed.clip_scores()
    assert scores.shape == (2, 2)
    np.testing.assert_allclose(scores.sum(axis=1), 1)
    np.testing.assert_allclose(scores[1], np.exp([6, 7]) / np.exp([6, 7]).sum())


def test_a_pass_is_computed_once(passed: Pass, tmp_path: Path):
    path = tmp_path / "cache" / "pass.safetensors"
    first = cached_pass(path, lambda: passed)
    again = cached_pass(path, lambda: pytest.fail("computed twice"))
    for a, b in ((first, passed), (again, passed)):
        np.testing.assert_array_equal(a.logits, b.logits)
        np.testing.assert_array_equal(a.first, b.first)


def test_a_pass_over_other_sound_is_computed_anew(passed: Pass, tmp_path: Path):
    path = tmp_path / "pass.safetensors"
    other = replace(passed, logits=passed.logits + 1)
    cached_pass(path, lambda: passed, heard="a")
    again = cached_pass(path, lambda: other, heard="b")
    kept = cached_pass(path, lambda: pytest.fail("computed twice"), heard="b")
    for one in (again, kept):
        np.testing.assert_array_equal(one.logits, other.logits)
    tensors, _ = load_tensors(path)
    save_tensors(path, tensors)  # as written before passes said what they heard
    cached_pass(path, lambda: pytest.fail("computed though it says nothing"), heard="c")


@pytest.mark.parametrize("first", [[0, 9, 4], [1, 3, 4], [0, 3, 5], [[0, 3, 4]], []])
def test_a_pass_whose_rows_are_of_no_clips_is_refused(
    passed: Pass, tmp_path: Path, first: list[int]
):
    path = tmp_path / "pass.safetensors"
    odd = replace(passed, first=np.array(first, np.int64))
    cached_pass(path, lambda: odd)
    with pytest.raises(CheckpointError, match="cannot be read"):
        cached_pass(path, lambda: passed)


def test_targets_are_of_the_nearest_window_or_of_the_clip(passed: Pass):
    grid, clip = Grid(hop_s=0.5, window_s=1.0), np.array([0, 0, 0, 0, 1, 1])
    centre_s = 0.5 + np.array([0.0, 0.3, 0.8, 9.0, 0.0, 2.0])

    def targets(by_clip: bool) -> TeacherTargets:
        device = torch.device("cpu")
        return TeacherTargets.of(passed, grid=grid, by_clip=by_clip, device=device)

    by_window = targets(by_clip=False).about(clip, centre_s)
    assert by_window.embedding.argmax(dim=1).tolist() == [0, 1, 2, 2, 3, 3]
    torch.testing.assert_close(by_window.logits[:, 0], 2.0 * torch.tensor([0, 1, 2, 2, 3, 3]))
    by_clip = targets(by_clip=True)
    assert by_clip.logits.tolist() == [[2, 3], [6, 7]]
    assert by_clip.about(clip, centre_s).logits[:, 0].tolist() == [2, 2, 2, 2, 6, 6]


def test_draws_depend_on_every_number():
    seeds = [(1, 2), (1, 2, 0), (1, 2, 1), (2, 1), (1, 3)]
    draws = [generator(*numbers).random() for numbers in seeds]
    assert len(set(draws)) == len(seeds)
    assert generator(1, 2, 0).random() == draws[1]


def test_an_epoch_holds_every_item_once_in_nearly_equal_batches():
    batches = split_epoch(23, 5, seed=3, epoch=1)
    assert sorted(np.concatenate(batches)) == list(range(23))
    assert {len(batch) for batch in batches} <= {4, 5}
    other = split_epoch(23, 5, seed=3, epoch=2)
    assert not np.array_equal(batches[0], other[0])
    assert len(split_epoch(3, 64, seed=0, epoch=0)) == 1


def test_what_two_names_share_is_stored_for_each(tmp_path: Path):
    """Concatenated maps share the object that rounds them; safetensors refuses shared memory."""
    one = torch.arange(6.0)
    tensors = {"a": one, "b": one, "part": one[2:4]}
    checkpoint.save_tensors(tmp_path / "x.safetensors", tensors)
    loaded, _ = checkpoint.load_tensors(tmp_path / "x.safetensors")
    assert all(torch.equal(loaded[name], tensor) for name, tensor in tensors.items())
