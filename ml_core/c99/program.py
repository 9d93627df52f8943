"""All of a bundle as the text of a C program."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import numpy as np

from ml_core.bundle import Bundle
from ml_core.c99.emitting import HELPERS, Emitted, emit, traced
from ml_core.c99.front_end import (
    front_end_sizes,
    front_end_tables,
    in_double,
    spectrum_size,
)
from ml_core.c99.lowering import Lowering
from ml_core.c99.memory import lifetimes, place
from ml_core.c99.onnx_reader import read_graph
from ml_core.c99.sharing import in_each_others_place, without_copies
from ml_core.c99.steps import Plan
from ml_core.c99.text import identifier, lines, number, quoted, table
from ml_core.c99.values import FLOAT_BYTES, Room
from ml_core.enrolment.scoring import HEAD_MIDDLE, ScoreSpace, UnknownSetting, usual_setting
from ml_core.errors import BundleError

_TEMPLATES = Path(__file__).parent / "templates"
# Of gcc 12 -Os for a Cortex-M4, fitted to seven networks of six families: 11 % off at most.
_CODE_BYTES, _CODE_BYTES_OF_MAPS, _CODE_BYTES_OF_STEP = 3_300, 850, 40
_POINTER_BYTES = 4
# In the order in which they stand in the source; each needs those before it.
_KERNELS = ("rounding", "quantised", "convolution", "pointwise", "map_by_map", "sliding",
            "float_convolution",
            "pool", "product")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Program:
    """Files by name, and what the program takes.

    ``constant_bytes`` are weights, tables and descriptions where pointers have 32 bits,
    ``code_bytes`` an estimate of what a compiler makes of the rest. ``memory_bytes`` is the
    workspace, ``result_bytes`` what a window is said to be, ``window_bytes`` its float samples.
    """

    name: str
    files: Mapping[str, str]
    constant_bytes: int
    code_bytes: int
    memory_bytes: int
    result_bytes: int
    window_bytes: int
    macs: int


def write_program(bundle: Bundle, name: str | None = None) -> Program:
    """The header, the source and an example, called ``name`` or as the bundle is.

    Raises:
        BundleError: the network or the front end holds what cannot be written in C.
    """
    spec, samples = bundle.manifest.front_end, bundle.manifest.window_samples
    plan = plan_of(bundle)
    with _sensible():
        emitted = emit(plan.steps)
    space = ScoreSpace.of(bundle)
    tables, front_bytes = front_end_tables(spec)
    words = _words(bundle, plan, space, name or bundle.manifest.name)
    decision, decision_bytes = _decision_tables(space, words["NAME"])
    source = "\n".join(
        [
            _template("source.c", words),
            front_end_sizes(spec, samples),
            _sizes(bundle, plan, space),
            tables,
            _template("front_end.c", words),
            decision,
            _template("decision.c", words),
            *([_template("order.c", words)] if bundle.enrolled else []),
            *_kernels(plan, emitted, words),
            "/* The network. */\n",
            *emitted.tables,
            *emitted.functions,
            _run(plan, emitted),
            _template("public.c", words),
        ]
    )
    return Program(
        name=words["NAME"],
        files={
            f"{words['NAME']}.h": _template("header.h", words),
            f"{words['NAME']}.c": source,
            "main.c": _template("main.c", words),
        },
        constant_bytes=emitted.constant_bytes + front_bytes + decision_bytes,
        code_bytes=_code_bytes(plan, emitted),
        memory_bytes=plan.n_bytes + (8 * spectrum_size(spec) if in_double(spec) else 0),
        result_bytes=FLOAT_BYTES
        * (space.n_trained + bundle.manifest.embedding_size + 3 * len(space.scenes)),
        window_bytes=FLOAT_BYTES * samples,
        macs=plan.macs,
    )


def _code_bytes(plan: Plan, emitted: Emitted) -> int:
    maps = _CODE_BYTES_OF_MAPS if "map_by_map" in emitted.kernels else 0
    return _CODE_BYTES + maps + _CODE_BYTES_OF_STEP * len(plan.steps)


def plan_of(bundle: Bundle) -> Plan:
    """The steps of a bundle's int8 network, every room in its place.

    Raises:
        BundleError: an operation cannot be written in C.
    """
    graph = read_graph(bundle.entries["int8.onnx"])
    manifest = bundle.manifest
    shape = 1, manifest.front_end.n_mels, manifest.front_end.n_frames(manifest.window_samples)
    if [size[1:] for size in graph.inputs.values()] != [shape]:
        raise BundleError("The network of this bundle does not take what its front end gives.")
    if {"logits", "embedding"} - set(graph.outputs):
        raise BundleError("The network of this bundle does not give logits and an embedding.")
    spec = manifest.front_end
    scratch = 0 if in_double(spec) else spectrum_size(spec) * FLOAT_BYTES
    with _sensible():
        return placed(Lowering(graph).plan(), scratch)


@contextmanager
def _sensible() -> Iterator[None]:
    """Within, shapes that do not fit and numbers beyond float32 are the bundle's fault."""
    try:
        with np.errstate(divide="raise", over="raise", invalid="raise"):
            yield
    except (ValueError, LookupError, TypeError, ArithmeticError, AttributeError) as error:
        raise BundleError("The network of this bundle contradicts itself.") from error


def placed(plan: Plan, scratch: int) -> Plan:
    """A plan with every room in its place, and one of ``scratch`` bytes for the front end."""
    room = Room(scratch)
    kept = [tensor.room for tensor in plan.outputs.values()]
    steps = without_copies(plan.steps)
    rooms = lifetimes(steps, kept, [plan.source.room, room])
    steps, held = in_each_others_place(steps, kept)
    return replace(plan, steps=steps, scratch=room, n_bytes=place([*rooms, *held]))


def _words(bundle: Bundle, plan: Plan, space: ScoreSpace, called: str) -> dict[str, str]:
    manifest, spec = bundle.manifest, bundle.manifest.front_end
    name, size = identifier(called), spectrum_size(spec)
    return {
        "NAME": name,
        "UPPER": name.upper(),
        "TITLE": name,
        "RATE_HZ": str(spec.sample_rate_hz),
        "SAMPLES": str(manifest.window_samples),
        "BANDS": str(spec.n_mels),
        "FRAMES": str(spec.n_frames(manifest.window_samples)),
        "SCENES": str(len(space.scenes)),
        "TRAINED": str(space.n_trained),
        "EMBEDDING": str(manifest.embedding_size),
        "MEMORY": str(plan.n_bytes // FLOAT_BYTES),
        "SPECTRUM": f"    double spectrum[{size}];\n" if in_double(spec) else "",
        "DEFAULT": usual_setting(bundle).upper(),
    }


def _template(name: str, words: Mapping[str, str]) -> str:
    text = (_TEMPLATES / name).read_text("utf-8")
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(f"${word}", words[word])
    return text


def _kernels(plan: Plan, emitted: Emitted, words: Mapping[str, str]) -> list[str]:
    """The kernels that are called, and no others: the compiler warns of what nobody calls."""
    used = set(emitted.kernels)
    if plan.rounding is not None:
        used |= {"rounding", "quantised"}
    return [
        *(text for name, text in HELPERS.items() if name in used),
        *(_template(f"{name}.c", words) for name in _KERNELS if name in used),
    ]


def _sizes(bundle: Bundle, plan: Plan, space: ScoreSpace) -> str:
    source, rounding = plan.source, plan.rounding
    at = source.room.place
    entered = "(x)"
    numbers = f"((numbers) + {at // FLOAT_BYTES})"
    if rounding is not None:
        numbers = f"((uint8_t *)(numbers) + {at})"
        entered = f"quantised(x, {number(rounding.scale)}, {rounding.zero})"
    spectrum = f"((memory)->numbers + {plan.scratch.place // FLOAT_BYTES})"
    if in_double(bundle.manifest.front_end):
        spectrum = "((memory)->spectrum)"
    values = {
        "SCENES": len(space.scenes),
        "TRAINED": space.n_trained,
        "EMBEDDING": bundle.manifest.embedding_size,
        "TEMPERATURE": number(bundle.manifest.temperature),
        "COSINE_SCALE": number(space.scale),
        "HEAD_WEIGHT": number(space.head_weight),
        "HEAD_MIDDLE": number(HEAD_MIDDLE),
        "SPECTRUM(memory)": spectrum,
        "LOGITS": plan.outputs["logits"].room.place // FLOAT_BYTES,
        "EMBEDDED": plan.outputs["embedding"].room.place // FLOAT_BYTES,
        "INPUT(numbers)": numbers,
        "ENTERED(x)": entered,
    }
    return "\n".join(f"#define {name} {value}" for name, value in values.items()) + "\n"


def _decision_tables(space: ScoreSpace, name: str) -> tuple[str, int]:
    """Directions of all scenes and the cosines from which they count; names; bytes of all."""
    settings: tuple[UnknownSetting, ...] = get_args(UnknownSetting)
    tables = {
        "centre": space.prototypes.centre,
        "directions": space.prototypes.directions,
        "thresholds": np.stack([space.thresholds(setting) for setting in settings]),
    }
    floats = {name: np.asarray(values, np.float32) for name, values in tables.items()}
    n_bytes = sum(values.nbytes for values in floats.values())
    n_bytes += sum(_POINTER_BYTES + len(scene.encode()) + 1 for scene in space.scenes)
    names = f"const char *const {name}_scenes[SCENES] = {{\n"
    names += lines(quoted(scene) for scene in space.scenes) + "\n};\n"
    return "\n".join([names, *(table(*one) for one in floats.items())]), n_bytes


def _run(plan: Plan, emitted: Emitted) -> str:
    calls = list(emitted.calls)
    if plan.source.rounded:
        calls.insert(0, traced(plan.source))
    return "static void run(float *memory)\n{\n" + "\n".join(calls) + "\n}\n"
