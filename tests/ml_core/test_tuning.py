"""What hears what in fine-tuning, and who learns from it."""

from dataclasses import fields, replace

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.frontend.spec import CP_MOBILE_16K
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.models import registry
from ml_core.models.beats import BEATs, BeatsConfig
from ml_core.models.passt import PaSST
from ml_core.models.yamnet import YAMNet
from ml_core.recipes import FinetuneRecipe
from ml_core.training.augment import Rows
from ml_core.training.batches import Batch
from ml_core.training.contrastive import Projection, jaccard_supcon, soft_supcon
from ml_core.training.loop import make_fabric
from ml_core.training.losses import Mix, scene_loss
from ml_core.training.micro_batches import in_micro_batches
from ml_core.training.passes import Pass
from ml_core.training.tuning import (
    EmbeddingStory,
    FrozenBody,
    Heads,
    Heard,
    Labels,
    Tuned,
    TuningStory,
    head_of,
    tuning_loss,
)
from ml_core.training.validation import Truth, Validated

B, K, D = 6, 3, 7
TARGETS = F.one_hot(torch.arange(B) % K).float()
LABELS = Labels(TARGETS, torch.cat([TARGETS, torch.ones(B, 1)], dim=1))  # a scene they all have
RECIPE = FinetuneRecipe(contrastive_weight=0.75, classifier_hears="clean", torch_device="cpu")


class OneBatch:
    """The same batch in every step, of noise."""

    def __init__(self) -> None:
        rng = np.random.default_rng(0)
        noise = torch.from_numpy(0.1 * rng.standard_normal((2, B, 16_000), dtype=np.float32))
        self.augmented, self.clean = noise
        self.front_end = TorchLogMel(CP_MOBILE_16K)

    def n_steps(self, epoch: int) -> int:
        return 1

    def batch(self, epoch: int, step: int) -> Batch:
        rows = np.arange(B)
        mix = Mix(torch.arange(B).flip(0), torch.full((B,), 0.7))
        log_mel = self.front_end(self.augmented).unsqueeze(1)
        scene = TARGETS.argmax(dim=1)
        waveforms = {f.name: self.augmented for f in fields(Batch) if f.name.endswith("samples")}
        waveforms["own_clean_samples"] = self.clean
        return Batch(
            scene=scene, mix=mix, clip=rows, start=rows, rows=Rows(B), own_log_mel=log_mel,
            **waveforms,
        )  # fmt: skip


def story(batches: OneBatch, recipe: FinetuneRecipe, body: FrozenBody | None = None) -> TuningStory:
    return TuningStory(
        batches,  # type: ignore[arg-type]
        LABELS, batches.front_end, recipe, judge=None, body=body,
    )  # fmt: skip


@pytest.fixture
def tuned() -> Tuned:
    torch.manual_seed(0)
    network = registry.build_student("cp-mobile-6k", K)
    # in eval mode, so that windows do not hear each other through batch norm
    return Tuned(network, Projection(int(network.embedding_size), 5)).eval()  # type: ignore[arg-type]


def gradients(network: nn.Module, batches: OneBatch, recipe: FinetuneRecipe) -> dict[str, Tensor]:
    network.zero_grad()
    story(batches, recipe).step_loss(network, 0, 0).backward()
    return {name: p.grad.clone() for name, p in network.named_parameters() if p.grad is not None}


def changed(before: dict[str, Tensor], after: dict[str, Tensor], part: str) -> bool:
    """Whether any gradient within a part of the network differs."""
    return any(
        not torch.equal(value, after[name])
        for name, value in before.items()
        if name.startswith(part)
    )


def test_clean_windows_reach_only_the_classifier(tuned: Tuned):
    batches, other = OneBatch(), OneBatch()
    other.clean = batches.augmented
    found = [gradients(tuned, b, RECIPE) for b in (batches, other)]
    assert not changed(*found, "projection.")
    assert changed(*found, "network.head.")
    assert changed(*found, "network.stem.")


def test_augmented_windows_reach_only_the_projection(tuned: Tuned):
    batches, other = OneBatch(), OneBatch()
    other.augmented = batches.clean
    found = [gradients(tuned, b, RECIPE) for b in (batches, other)]
    assert not changed(*found, "network.head.")
    assert changed(*found, "projection.")
    assert changed(*found, "network.stem.")


def test_a_frozen_projection_gets_no_gradient_and_the_network_does(tuned: Tuned):
    tuned.projection.requires_grad_(False)
    found = gradients(tuned, OneBatch(), RECIPE)
    assert not [name for name in found if name.startswith("projection.")]
    assert [name for name in found if name.startswith("network.stem.")]


@pytest.mark.parametrize(("weight", "silent"), [(0.0, "projection."), (1.0, "network.head.")])
@pytest.mark.parametrize("hears", ["clean", "augmented"])
def test_what_has_no_weight_gets_no_gradient(tuned: Tuned, weight: float, silent: str, hears: str):
    recipe = replace(RECIPE, contrastive_weight=weight, classifier_hears=hears)
    found = gradients(tuned, OneBatch(), recipe)
    assert found
    assert not [name for name in found if name.startswith(silent)]


@pytest.mark.parametrize("hears", ["clean", "augmented"])
def test_micro_batches_change_no_gradient(tuned: Tuned, hears: str):
    whole = replace(RECIPE, classifier_hears=hears)
    expected, found = (
        gradients(tuned, OneBatch(), recipe) for recipe in (whole, replace(whole, micro_batch=4))
    )
    assert expected.keys() == found.keys()
    for name, value in expected.items():
        torch.testing.assert_close(found[name], value, atol=1e-5, rtol=1e-4, msg=name)


def test_the_loss_is_the_weighted_sum_and_knows_several_scenes():
    torch.manual_seed(1)
    said = {
        "projected": F.normalize(torch.randn(B, D), dim=1), "scenes": LABELS.scenes,
        "logits": torch.randn(B, K), "targets": TARGETS,
    }  # fmt: skip
    entropy = scene_loss(said["logits"], TARGETS.argmax(dim=1))
    for several, contrast in ((False, soft_supcon), (True, jaccard_supcon)):
        recipe = replace(RECIPE, multi_label=several)
        alike = contrast(said["projected"], LABELS.scenes, temperature=0.2)
        torch.testing.assert_close(tuning_loss(recipe, **said), 0.25 * entropy + 0.75 * alike)
    torch.testing.assert_close(tuning_loss(replace(RECIPE, contrastive_weight=0), **said), entropy)


@pytest.mark.parametrize("kind", ["classifier", "head", "published"])
def test_heads_on_a_frozen_body_say_what_the_network_says(kind: str):
    torch.manual_seed(0)
    published = "published" if kind == "published" else "cosine"
    network = (
        YAMNet(K) if kind == "classifier" else registry.build_student("cp-mobile-6k", K, published)
    )
    log_mel = torch.randn(B, 1, 64 if kind == "classifier" else 256, 100)
    heads = Heads(head_of(network), None)
    network.train()
    features = FrozenBody(network, make_fabric(RECIPE))(log_mel)
    assert not features.requires_grad
    assert head_of(network).training  # as it was
    heads.eval()
    expected, found = network.eval()(log_mel), heads(features)
    torch.testing.assert_close(found.logits, expected.logits)
    torch.testing.assert_close(found.embedding, expected.embedding)


@pytest.mark.parametrize("kind", ["beats", "passt"])
def test_what_transformers_leave_out_is_left_out_both_times(kind: str):
    """Their gradient in parts is that of the same parts, each kept in memory as it was drawn."""
    torch.manual_seed(0)
    small = BeatsConfig(
        embed_dim=8, encoder_layers=4, encoder_embed_dim=8, encoder_ffn_embed_dim=8,
        encoder_attention_heads=2, conv_pos=4, conv_pos_groups=4, encoder_layerdrop=0.5,
        dropout=0.3,
    )  # fmt: skip
    network: nn.Module = BEATs(K, small) if kind == "beats" else PaSST(
        K, size=8, depth=1, n_heads=2, input_shape=(128, 98), patchout_bands=3, patchout_frames=2
    )  # fmt: skip
    trained = Tuned(network.train(), Projection(8, 5))
    log_mel = torch.randn(B, 1, 128, 98)
    found = []
    for hear in (in_micro_batches, _in_parts):
        torch.manual_seed(3)
        heard = hear(trained, log_mel, 2)
        loss = soft_supcon(heard.projected, TARGETS, temperature=0.2) + heard.logits.square().mean()
        learning = [p for p in trained.parameters() if p.requires_grad]
        found.append(torch.autograd.grad(loss, learning, allow_unused=True))
    for one, other in zip(*found, strict=True):
        assert (one is None) == (other is None)
        if one is not None:
            torch.testing.assert_close(one, other)


def _in_parts(network: nn.Module, log_mel: Tensor, size: int) -> Heard:
    parts = [network(part) for part in log_mel.split(size)]
    return Heard(*(torch.cat(tensors) for tensors in zip(*parts, strict=True)))


def test_heads_learn_from_augmented_windows_and_the_body_does_not(tuned: Tuned):
    network = tuned.network
    heads = Heads(head_of(network), Projection(int(network.embedding_size), 5))  # type: ignore[arg-type]
    body = FrozenBody(network, make_fabric(RECIPE))
    story(OneBatch(), RECIPE, body).step_loss(heads, 0, 0).backward()
    learning = {name for name, p in network.named_parameters() if p.grad is not None}
    assert learning == {name for name, _ in network.named_parameters() if name.startswith("head.")}
    assert all(p.grad is not None for p in heads.projection.parameters())


@pytest.fixture
def passed() -> Pass:
    rng = np.random.default_rng(2)
    embeddings = rng.standard_normal((2 * B, D)) * np.geomspace(1e-3, 10, D) + 5
    embeddings[:, 2] = 3.0  # a unit that is always alike
    first = 2 * np.arange(B + 1)
    return Pass(np.zeros((2 * B, K), np.float32), embeddings.astype(np.float32), first)


def test_heads_of_evened_embeddings_become_heads_of_embeddings(passed: Pass):
    torch.manual_seed(0)
    seen: list[Tensor] = []
    heads = Heads(nn.Linear(D, K), Projection(D, 4))
    heads.register_forward_pre_hook(lambda _, args: seen.append(args[0]))
    of_embeddings = EmbeddingStory(
        passed, LABELS, None, replace(RECIPE, batch_size=99), torch.device("cpu"), even=True
    )
    of_embeddings.step_loss(heads, 0, 0)
    assert seen[0].abs().max() < 4
    expected = heads(seen[0])
    of_embeddings.uneven(heads.head)  # type: ignore[arg-type]
    of_embeddings.uneven(heads.projection.hidden)  # type: ignore[union-attr]
    rows = of_embeddings._order(0)[0]
    found = heads(torch.from_numpy(passed.embeddings)[rows])
    torch.testing.assert_close(found.logits, expected.logits, atol=1e-3, rtol=1e-3)
    torch.testing.assert_close(found.projected, expected.projected, atol=1e-3, rtol=1e-3)


def test_windows_of_embeddings_have_the_labels_of_their_clips(passed: Pass):
    """Heads that read the scene off the embedding are right; on shuffled labels they are not."""
    told = Pass(passed.logits, np.repeat(TARGETS.numpy(), 2, axis=0), passed.first)
    heads = Heads(nn.Linear(K, K, bias=False), None)
    with torch.no_grad():
        heads.head.weight.copy_(50 * torch.eye(K))
    recipe = replace(RECIPE, contrastive_weight=0.0, batch_size=99)
    truth = TARGETS.argmax(dim=1)

    def truth_of(scene: torch.Tensor) -> Truth:
        return Truth(scene.numpy(), (*["a"] * (len(scene) - 1), None))

    def validated(story: EmbeddingStory) -> Validated:
        found = story.validate(heads)
        assert found is not None
        return found

    right, wrong = (
        EmbeddingStory(told, labels, (told, scene), recipe, torch.device("cpu"), even=False)
        for labels, scene in (
            (LABELS, truth_of(truth)),
            (Labels(TARGETS.flip(0), TARGETS), truth_of(truth.flip(0))),
        )
    )
    assert right.step_loss(heads, 0, 0).item() < 1e-6
    assert wrong.step_loss(heads, 0, 0).item() > 1
    assert validated(right).accuracy == 1.0
    assert validated(right).per_device == {"a": 1.0}
    assert validated(wrong).accuracy != 1.0
    assert validated(wrong).loss > validated(right).loss
