"""Every network by name: teachers, students, and variants of students that papers compare.

Networks of the user's own are found by the entry points of installed packages
(``resources/guide/own-network.md``); a name that is registered here is never looked up there.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Any

import torch
from torch import nn

from ml_core import plugins
from ml_core.errors import AscError, RecipeError
from ml_core.frontend.spec import (
    BEATS,
    CP_MOBILE_16K,
    CP_MOBILE_32K,
    CP_RESNET_16K,
    CP_RESNET_22K,
    PASST,
    SEPNET_32K,
    YAMNET,
    LogMelSpec,
)
from ml_core.models.beats import BEATs, BeatsConfig
from ml_core.models.cp_mobile import STRIDES_2024, CPMobile
from ml_core.models.cp_resnet import FULL, LOW_COMPLEXITY, CPResNet
from ml_core.models.ds_flexinet import WIDTHS, DSFlexiNet
from ml_core.models.passt import PaSST
from ml_core.models.plain_cnn import PlainCNN
from ml_core.models.tf_sepnet import TFSepNet
from ml_core.models.yamnet import N_AUDIOSET, YAMNet
from ml_core.models.yamnet_student import YAMNetStudent


@dataclass(frozen=True, slots=True)
class Network:
    """How a network is built, and what it listens to unless a recipe says otherwise."""

    build: Callable[[int, str], nn.Module]  # n_scenes, head
    front_end: LogMelSpec
    window_samples: int  # one pass of the network
    published_shape: tuple[int, int]  # (F, T) for which MACs were published
    published_outputs: int = 10
    # configuration in a published file, n_scenes, head: where files come in several sizes
    build_from: Callable[[Mapping[str, Any], int, str], nn.Module] | None = None


def _cp_mobile(base: int, multiplier: float, expansion: float) -> Network:
    def build(n_scenes: int, head: str) -> nn.Module:
        return CPMobile(n_scenes, base=base, multiplier=multiplier, expansion=expansion, head=head)

    return Network(build, CP_MOBILE_16K, 16_000, (256, 64))


def _dcase24(n_scenes: int, head: str) -> nn.Module:
    return CPMobile(
        n_scenes, base=32, multiplier=1.8, expansion=2.1, grn=False, strides=STRIDES_2024,
        head=head,
    )  # fmt: skip


def _yamnet_student(n_blocks: int, narrow: int, wide: int) -> Network:
    def build(n_scenes: int, head: str) -> nn.Module:
        return YAMNetStudent(n_scenes, n_blocks=n_blocks, narrow=narrow, wide=wide, head=head)

    return Network(build, YAMNET, 16_000, (64, 98))


def _plain_cnn(*widths: int) -> Network:
    def build(n_scenes: int, head: str) -> nn.Module:
        return PlainCNN(n_scenes, widths=widths, head=head)

    return Network(build, YAMNET, 16_000, (64, 98))


def _tf_sepnet(base: int, **options: Any) -> Network:
    def build(n_scenes: int, head: str) -> nn.Module:
        return TFSepNet(n_scenes, base=base, head=head, **options)

    return Network(build, SEPNET_32K, 32_000, (512, 64))


def _ds_flexinet(size: str, norm: Any = "rn") -> Network:
    def build(n_scenes: int, head: str) -> nn.Module:
        return DSFlexiNet(n_scenes, widths=WIDTHS[size], norm=norm, head=head)

    return Network(build, CP_MOBILE_32K, 32_000, (256, 64))


STUDENTS: Mapping[str, Network] = MappingProxyType(
    {
        "cp-mobile-6k": _cp_mobile(8, 1.9, 1.7),
        "cp-mobile-12k": _cp_mobile(16, 1.1, 2.3),
        "cp-mobile-30k": _cp_mobile(24, 1.4, 2.4),
        "cp-mobile-54k": _cp_mobile(32, 1.5, 2.3),
        "cp-mobile-126k": _cp_mobile(32, 2.3, 3.0),
        "cp-mobile-dcase24": Network(_dcase24, CP_MOBILE_16K, 16_000, (256, 65)),
        "tf-sepnet-64": _tf_sepnet(64),
        "tf-sepnet-32": _tf_sepnet(32),
        "tf-sepnet-16": _tf_sepnet(16),
        **{f"ds-flexinet-{size}": _ds_flexinet(size) for size in WIDTHS},
        "yamnet-100k": _yamnet_student(4, 72, 128),
        "plain-cnn-120k": _plain_cnn(16, 32, 48, 48, 64, 88),
    }
)

# Built, trained and quantized like every student, but not offered among them.
ABLATIONS: Mapping[str, Network] = MappingProxyType(
    {
        "tf-sepnet-64-adaresnorm": _tf_sepnet(64, norm="adaresnorm"),
        "tf-sepnet-64-plain": _tf_sepnet(64, norm="none"),
        "tf-sepnet-64-depth16": _tf_sepnet(64, depth=16),
        **{
            f"ds-flexinet-{size}-{norm}": _ds_flexinet(size, norm)
            for size in WIDTHS
            for norm in ("batchnorm", "resnorm")
        },
    }
)

TEACHERS: Mapping[str, Network] = MappingProxyType(
    {
        "yamnet": Network(
            lambda n_scenes, _head: YAMNet(n_scenes), YAMNET, 15_600, (64, 96), N_AUDIOSET
        ),
        "cp-resnet-128k": Network(
            lambda n_scenes, head: CPResNet(n_scenes, LOW_COMPLEXITY, head=head),
            CP_RESNET_16K, 16_000, (256, 43),
        ),
        "cp-resnet": Network(
            lambda n_scenes, head: CPResNet(n_scenes, FULL, head=head),
            CP_RESNET_22K, 22_050, (256, 43),
        ),
        "beats": Network(
            lambda n_scenes, head: BEATs(n_scenes, head=head), BEATS, 16_000, (128, 98),
            build_from=lambda config, n_scenes, head: BEATs(
                n_scenes, BeatsConfig.from_cfg(config), head=head
            ),
        ),
        "passt": Network(
            lambda n_scenes, head: PaSST(n_scenes, head=head), PASST, 32_000, (128, 100)
        ),
    }
)  # fmt: skip

NETWORKS: Mapping[str, Network] = MappingProxyType({**TEACHERS, **STUDENTS, **ABLATIONS})


def find(name: str, among: Mapping[str, Network] = NETWORKS) -> Network:
    """The network called ``name``, here or in an installed package.

    Raises:
        RecipeError: there is none, or that of the package cannot be used.
    """
    if name in among:
        return among[name]
    offered = plugins.names(plugins.NETWORKS)
    if name in NETWORKS or name not in offered:
        raise RecipeError(
            f'No network is named "{name}".',
            hint=f"Choose from {', '.join([*among, *offered])}, or install its package.",
        )
    network, package = plugins.load(plugins.NETWORKS, name)
    if not isinstance(network, Network):
        raise RecipeError(
            f'"{name}" of the package {package} is no network but a {type(network).__name__}.',
            hint="Its entry point names a Network of ml_core.models.registry.",
        )
    return replace(network, build=partial(_build_of_package, network, name, package))


def _build_of_package(
    network: Network, name: str, package: str, n_scenes: int, head: str
) -> nn.Module:
    try:
        module = network.build(n_scenes, head)
    except AscError:
        raise
    except Exception as error:  # somebody else's code may fail in any way
        raise RecipeError(
            f'The network "{name}" of the package {package} cannot be built: '
            f"{type(error).__name__}: {error}",
            hint="It is called as build(n_scenes, head).",
        ) from error
    if not isinstance(module, nn.Module) or not isinstance(
        getattr(module, "embedding_size", None), int
    ):
        raise RecipeError(
            f'The network "{name}" of the package {package} lacks its embedding_size.',
            hint="build returns an nn.Module with the whole number embedding_size.",
        )
    return module


def build(
    name: str, n_scenes: int, head: str, *, config: Mapping[str, Any] | None = None
) -> nn.Module:
    """Build any network by name, with fresh weights.

    Args:
        name: of the network.
        n_scenes: K.
        head: a name of ``recipes.stages.Head``.
        config: of a published file, where files of the network come in several sizes.

    Raises:
        RecipeError: there is no such network or head.
        CheckpointError: no network can be built of this configuration.
    """
    network = find(name)
    if config is None or network.build_from is None:
        return network.build(n_scenes, head)
    return network.build_from(config, n_scenes, head)


def embedding_size(name: str, head: str) -> int:
    """D of a network's embedding.

    Raises:
        RecipeError: there is no such network or head.
    """
    # ours need not fill their weights to say so, which takes seconds where they are many
    with torch.device("meta" if name in NETWORKS else "cpu"):
        return int(find(name).build(2, head).embedding_size)  # type: ignore[arg-type]


def config_of(module: nn.Module) -> dict[str, Any] | None:
    """What ``build`` needs to build a network of a published file's size again, or None."""
    return asdict(module.config) if isinstance(module, BEATs) else None


def build_student(name: str, n_scenes: int, head: str = "cosine") -> nn.Module:
    """Build a student by name, with fresh weights."""
    return find(name, {**STUDENTS, **ABLATIONS}).build(n_scenes, head)


def build_teacher(name: str, n_scenes: int, head: str = "cosine") -> nn.Module:
    """Build a teacher by name, with fresh weights; any student may be fine-tuned as one."""
    return find(name).build(n_scenes, head)
