import pytest
import torch

from ml_core.models.cp_mobile import CPMobile
from ml_core.models.yamnet import YAMNet
from ml_core.models.yamnet_student import YAMNetStudent


def student(**changes: object) -> YAMNetStudent:
    return YAMNetStudent(10, **{"n_blocks": 4, "narrow": 72, "wide": 128, **changes})  # type: ignore[arg-type]


def test_its_first_layers_hear_what_the_teacher_hears():
    torch.manual_seed(0)
    teacher, own = YAMNet(10).eval(), student().eval()
    assert own.inherit(teacher)
    # away from the edges, where the student's even padding lies one step off YAMNet's
    x = torch.randn(1, 1, 64, 96)
    theirs = torch.relu(teacher.stem(x.transpose(2, 3))).transpose(2, 3)
    ours = torch.relu(own.first.stem(x[..., 1:, 1:]))
    torch.testing.assert_close(ours[..., 1:-1, 1:-1], theirs[..., 1:-1, 1:-1], atol=1e-5, rtol=0)
    for name, value in own.first.blocks.state_dict().items():
        assert sorted(value.flatten().tolist()) == sorted(
            teacher.blocks.state_dict()[name].flatten().tolist()
        )


def test_it_inherits_from_nothing_else():
    own = student()
    before = {name: value.clone() for name, value in own.state_dict().items()}
    other = CPMobile(10, base=8, multiplier=1.9, expansion=1.7)
    assert not own.inherit(other)
    assert all(torch.equal(before[name], value) for name, value in own.state_dict().items())


@pytest.mark.parametrize("n_frames", [96, 98, 31])
def test_any_window_goes_through(n_frames: int):
    output = student().eval()(torch.zeros(2, 1, 64, n_frames))
    assert output.embedding.shape == (2, 128 + 256)
    assert output.logits.shape == (2, 10)


def test_the_embedding_ends_with_what_the_first_layers_hear():
    torch.manual_seed(0)
    own = student().eval()
    x = 10 * torch.randn(2, 1, 64, 98)
    heard = own.first(x).mean(dim=(2, 3))
    assert heard.std() > 0
    torch.testing.assert_close(own(x).embedding[:, 128:], heard)


def test_the_parts_that_learn_gently_are_named():
    own = student()
    gentle = [n for n, _ in own.named_parameters() if n.startswith(own.inherited_prefix)]
    assert len(gentle) == 2 + 4 * 4
    assert sum(p.numel() for p in own.parameters()) < 128_000
