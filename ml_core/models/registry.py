"""Every network by name: two dicts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from torch import nn

from ml_core.errors import RecipeError
from ml_core.frontend.spec import CP_MOBILE_16K, CP_RESNET_16K, YAMNET, LogMelSpec
from ml_core.models.cp_mobile import STRIDES_2024, CPMobile
from ml_core.models.cp_resnet import CPResNet128K
from ml_core.models.yamnet import N_AUDIOSET, YAMNet


@dataclass(frozen=True, slots=True)
class Network:
    """How a network is built, and what it listens to unless a recipe says otherwise."""

    build: Callable[[int, str], nn.Module]  # n_scenes, head
    front_end: LogMelSpec
    window_samples: int  # one pass of the network
    published_shape: tuple[int, int]  # (F, T) for which MACs were published
    published_outputs: int = 10


def _cp_mobile(base: int, multiplier: float, expansion: float) -> Network:
    def build(n_scenes: int, head: str) -> nn.Module:
        return CPMobile(n_scenes, base=base, multiplier=multiplier, expansion=expansion, head=head)

    return Network(build, CP_MOBILE_16K, 16_000, (256, 64))


def _dcase24(n_scenes: int, head: str) -> nn.Module:
    return CPMobile(
        n_scenes, base=32, multiplier=1.8, expansion=2.1, grn=False, strides=STRIDES_2024,
        head=head,
    )  # fmt: skip


STUDENTS: Mapping[str, Network] = MappingProxyType(
    {
        "cp-mobile-6k": _cp_mobile(8, 1.9, 1.7),
        "cp-mobile-12k": _cp_mobile(16, 1.1, 2.3),
        "cp-mobile-30k": _cp_mobile(24, 1.4, 2.4),
        "cp-mobile-54k": _cp_mobile(32, 1.5, 2.3),
        "cp-mobile-126k": _cp_mobile(32, 2.3, 3.0),
        "cp-mobile-dcase24": Network(_dcase24, CP_MOBILE_16K, 16_000, (256, 65)),
    }
)

TEACHERS: Mapping[str, Network] = MappingProxyType(
    {
        "yamnet": Network(
            lambda n_scenes, _head: YAMNet(n_scenes), YAMNET, 15_600, (64, 96), N_AUDIOSET
        ),
        "cp-resnet-128k": Network(
            lambda n_scenes, head: CPResNet128K(n_scenes, head=head),
            CP_RESNET_16K, 16_000, (256, 43),
        ),
    }
)  # fmt: skip

NETWORKS: Mapping[str, Network] = MappingProxyType({**TEACHERS, **STUDENTS})


def find(name: str, among: Mapping[str, Network] = NETWORKS) -> Network:
    """The network called ``name``.

    Raises:
        RecipeError: there is none.
    """
    if name not in among:
        raise RecipeError(f'No network is named "{name}".', hint=f"Choose from {', '.join(among)}.")
    return among[name]


def build_student(name: str, n_scenes: int, head: str = "cosine") -> nn.Module:
    """Build a student by name, with fresh weights."""
    return find(name, STUDENTS).build(n_scenes, head)


def build_teacher(name: str, n_scenes: int, head: str = "cosine") -> nn.Module:
    """Build a teacher by name, with fresh weights; any student may be fine-tuned as one."""
    return find(name).build(n_scenes, head)
