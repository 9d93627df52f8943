"""How much each layer loses by being rounded: alone, and as the only one that is not.

A layer is a module with its weights and its result; the log-mel that goes in is one as well.
Every rounding belongs to exactly one layer. A layer that stays float while its neighbours are
integer still gives them a rounded tensor, so what ``keep_float`` wins is at most what is found
here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.fx import Interpreter, Node

from ml_core.progress import Monitor
from ml_core.quantization.graph import layer_name, relu_source, tensor_of
from ml_core.quantization.qat import QatStudent, roundings, rounds_weights
from ml_core.quantization.quantizer import computes_in_integers
from ml_core.quantization.quiet import quiet
from ml_core.quantization.ranges import rounding_only

with quiet():
    from torchao.quantization.pt2e import FakeQuantizeBase

BATCH = 8  # windows; all tensors of a batch are kept while all layers are tried


@dataclass(frozen=True, slots=True)
class Layer:
    """What is rounded together."""

    name: str
    n_weights: int
    may_stay_float: bool  # keep_float takes it; what is float anyway is rounded for its readers
    places: tuple[Node, ...]  # of the graph
    roundings: tuple[FakeQuantizeBase, ...]  # at these places


@dataclass(frozen=True, slots=True)
class Tried:
    """Logits (N, K) of N windows in float, in int8, and with one layer unlike the others."""

    full: Tensor
    int8: Tensor
    alone: tuple[Tensor, ...]  # by layer: it is int8, all others are float
    without: tuple[Tensor, ...]  # by layer: it is float, all others are int8


def layers_of(student: QatStudent) -> tuple[Layer, ...]:
    """The layers of a student that are rounded, in the order of its graph."""
    order = {node: number for number, node in enumerate(student.graph.graph.nodes)}
    places: dict[str, list[tuple[Node, FakeQuantizeBase]]] = {}
    owner: dict[FakeQuantizeBase, str] = {}  # of a shared range the first layer
    position: dict[str, int] = {}
    n_weights: dict[str, int] = {}
    computing: set[str] = set()
    for node, rounding in roundings(student):
        maker: Any = next(iter(node.users)) if rounds_weights(rounding) else node.args[0]
        name = owner.setdefault(rounding, layer_name(maker))
        places.setdefault(name, []).append((node, rounding))
        position[name] = min(order[maker], position.get(name, order[maker]))
        if computes_in_integers(relu_source(maker)):
            computing.add(name)
        if rounds_weights(rounding):
            n_weights[name] = (
                n_weights.get(name, 0) + tensor_of(student.graph, node.args[0]).numel()
            )
    return tuple(
        Layer(
            name, n_weights.get(name, 0), name in computing,
            tuple(node for node, _ in places[name]), tuple(made for _, made in places[name]),
        )
        for name in sorted(places, key=position.__getitem__)
    )  # fmt: skip


@torch.no_grad()
def try_layers(student: QatStudent, windows: Tensor, monitor: Monitor | None = None) -> Tried:
    """Round every layer alone, and all but every layer.

    Only what lies behind a layer is computed anew for it.

    Args:
        student: with its ranges found; they are frozen from then on.
        windows: (N, 1, F, T) log-mel.
        monitor: told about every window.
    """
    student.freeze_ranges()
    layers = layers_of(student)
    everything = [rounding for layer in layers for rounding in layer.roundings]
    behind = [_behind(student, layer.places) for layer in layers]
    full: list[Tensor] = []
    int8: list[Tensor] = []
    alone: list[list[Tensor]] = [[] for _ in layers]
    without: list[list[Tensor]] = [[] for _ in layers]
    for first in range(0, len(windows), BATCH):
        if monitor is not None:
            monitor.report(first, len(windows), stage="sensitivity")
        batch = windows[first : first + BATCH]
        for base, ways, rest in ((full, alone, ()), (int8, without, everything)):
            with rounding_only(student, rest):
                logits, values = _run(student, batch)
            base.append(logits)
            for number, layer in enumerate(layers):
                chosen = [r for r in rest if r not in layer.roundings] if rest else layer.roundings
                kept = {n: value for n, value in values.items() if n not in behind[number]}
                with rounding_only(student, chosen):
                    ways[number].append(_run(student, batch, kept)[0])
    return Tried(
        torch.cat(full), torch.cat(int8), tuple(map(torch.cat, alone)),
        tuple(map(torch.cat, without)),
    )  # fmt: skip


def _behind(student: QatStudent, places: Sequence[Node]) -> set[Node]:
    """The nodes whose values depend on what happens at these places."""
    found = set(places)
    for node in student.graph.graph.nodes:
        if any(source in found for source in node.all_input_nodes):
            found.add(node)
    return found


def _run(
    student: QatStudent, batch: Tensor, known: dict[Node, Any] | None = None
) -> tuple[Tensor, dict[Node, Any]]:
    """Logits (B, K) of a batch (B, 1, F, T), and the values of all nodes."""
    interpreter = Interpreter(student.graph, garbage_collect_values=False)
    _, logits = interpreter.run(batch, initial_env=known or {})
    return logits, interpreter.env
