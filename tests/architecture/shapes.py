"""Compares what docstrings say about shapes with what functions do.

The house form: a tensor's shape stands in its line of ``Args``, results in ``Returns``; a short
docstring has all in its summary, as "(B, C) -> (B, K)", "(B,) rows around ``centre`` (B,)" with
the result first, or "Cosine of each window (N, D) to each scene: (N, K)" with the result last.
A module's docstring may tell the shapes of parameters by their names, for all its functions.
Alternatives are joined by "or". An axis is a letter, a number, "any", or a sum or quotient of
these; quotients are rounded either way.
"""

import importlib
import inspect
import math
import pkgutil
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor

import ml_core

# The axes of the cases; a case may give any of them to any letter.
S, B, K, C, D, E, N, W, P, F, T, M = 2, 3, 5, 7, 11, 13, 17, 19, 29, 37, 41, 43

Axes = tuple[str, ...]
Shape = tuple[int, ...]

_AXIS = r"(?:\.\.\.|any(?: size)?|\d+|[A-Z][a-z\d]?(?:_\w+)?|[a-z]\w*)"
_TERM = rf"{_AXIS}(?: ?(?://|[-+*/]) ?{_AXIS})*"
_SHAPE = re.compile(rf"\((|{_TERM},|{_TERM}(?:, {_TERM})+)\)")
# What tells a shape from two words in brackets: an axis of one letter, a count or a number.
_TELLING = re.compile(r"\.\.\.|\d+|n_\w+|\w|[A-Z]\w?(_\w+)?|any( size)?")
_SECTIONS = re.compile(r"^(Args|Returns|Raises|Yields):\n", re.MULTILINE)


class Call(NamedTuple):
    """One call of a function, with distinct primes for its axes."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    named: Mapping[str, Any]
    sizes: Mapping[str, int]  # of axes that only the result has
    composite: frozenset[str]  # axes that cannot be prime


def call(function: Callable[..., Any], *arguments: Any, sizes: Mapping[str, int] | None = None,
         composite: str = "", **named: Any) -> Call:  # fmt: skip
    """A case; see ``Call``. ``composite`` holds names of axes, separated by blanks."""
    if not hasattr(function, "__qualname__"):
        function = function.__call__
    return Call(function, arguments, named, sizes or {}, frozenset(composite.split()))


def public_functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function and method of ml_core that takes a tensor, by its name."""
    for info in pkgutil.walk_packages(ml_core.__path__, "ml_core."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, part in vars(module).items():
            if name.startswith("_") or getattr(part, "__module__", "") != info.name:
                continue
            for place, function in _functions_of(name, part):
                if tensor_parameters(function):
                    yield f"{info.name}.{place}".removeprefix("ml_core."), function


def _functions_of(name: str, part: Any) -> Iterator[tuple[str, Callable[..., Any]]]:
    if inspect.isfunction(part):
        yield name, part
    elif inspect.isclass(part) and not getattr(part, "_is_protocol", False):
        for key, value in vars(part).items():
            method = value.__func__ if isinstance(value, classmethod | staticmethod) else value
            if inspect.isfunction(method) and (key == "__call__" or not key.startswith("_")):
                yield f"{name}.{key}", method


def tensor_parameters(function: Callable[..., Any]) -> list[str]:
    """Parameters that are a tensor or an array, by annotation."""
    try:
        hints = typing.get_type_hints(function)
    except (NameError, TypeError):  # names that only a type checker imports: no arrays
        return []
    names = inspect.signature(function).parameters
    return [name for name in names if name in hints and _is_tensor(hints[name])]


def _is_tensor(annotation: Any) -> bool:
    kind = typing.get_origin(annotation)
    if annotation in (Tensor, np.ndarray) or kind is np.ndarray:
        return True
    is_union = kind in (typing.Union, types.UnionType)
    return is_union and any(map(_is_tensor, typing.get_args(annotation)))


def shapes_in(text: str) -> list[list[Axes]]:
    """The shapes a text names, in order, each with its alternatives."""
    found: list[list[Axes]] = []
    end = -10
    for match in _SHAPE.finditer(text):
        axes = tuple(axis.strip() for axis in match[1].split(",") if axis.strip())
        if len(axes) > 1 and not any(_TELLING.fullmatch(axis) for axis in axes):
            continue
        if found and text[end : match.start()] == " or ":
            found[-1].append(axes)
        else:
            found.append([axes])
        end = match.end()
    return found


@dataclass(frozen=True, slots=True)
class Documented:
    """What a docstring says: shapes of parameters, and of results where they are told apart."""

    parameters: Mapping[str, list[Axes]]
    results: list[list[Axes]] | None
    loose: list[list[Axes]]  # shapes of a summary that says neither
    results_first: bool
    same: bool  # "the same shape"


def documented(function: Callable[..., Any]) -> Documented:
    """Read a docstring for the shapes in it."""
    parts = _SECTIONS.split(inspect.getdoc(function) or "")
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    summary = " ".join(parts[0].split("\n\n")[0].split())
    by_name = {}
    for line in re.split(r"\n(?=    \w)", "\n" + sections.get("Args", "")):
        name, _, text = line.strip().partition(":")
        if shapes := shapes_in(" ".join(text.split())):
            by_name[name] = shapes[0]
    module = inspect.getdoc(inspect.getmodule(function)) or ""
    for name in tensor_parameters(function):  # a module may tell it once for all its functions
        _, told, text = " ".join(module.split()).partition(f"``{name}``")
        if told and name not in by_name and (shapes := shapes_in(text)):
            by_name[name] = shapes[0]
    for match in re.finditer(r"``(\w+)`` (\([^)]*\))", " ".join(parts[0].split())):
        if match[1] not in by_name and (shapes := shapes_in(match[2])):
            by_name[match[1]] = shapes[0]
            summary = summary.replace(match[0], "")
    left, arrow, right = summary.partition(" -> ")
    results = shapes_in(" ".join(sections["Returns"].split())) if "Returns" in sections else None
    if arrow:
        missing = [name for name in tensor_parameters(function) if name not in by_name]
        by_name |= dict(zip(missing, shapes_in(left), strict=False))
        results = results or shapes_in(right)
    loose = [] if arrow else shapes_in(summary)
    return Documented(
        by_name, results, loose, summary.startswith("("), right.startswith("the same shape")
    )


def check(case: Call) -> None:
    """Call, and compare every axis of every tensor with the docstring.

    Raises:
        AssertionError: the docstring lacks a shape, or tells another one.
    """
    says = documented(case.function)
    bound = inspect.signature(case.function).bind(*case.arguments, **case.named).arguments
    names = tensor_parameters(case.function)
    assert set(names) <= bound.keys(), f"the case leaves out {set(names) - bound.keys()}"
    given = {name: _shape(bound[name]) for name in names}
    outcome = case.function(*case.arguments, **case.named)
    results = list(_results(outcome))
    parameters, expected = _told_apart(says, names, len(results))
    sizes = dict(case.sizes)
    for name in names:
        assert name in parameters, f"the docstring tells no shape of {name}"
        _match(name, given[name], parameters[name], sizes, may_bind=True)
    counted = {axis: size for axis, size in sizes.items() if axis != "..."}
    assert len(set(counted.values())) == len(counted), f"two axes are alike: {counted}"
    odd = [axis for axis, size in counted.items() if not _is_prime(size)]
    assert set(odd) <= case.composite, f"no primes: {odd}"
    if says.same:
        expected = [[tuple(map(str, given[names[0]]))]]
    if not expected and is_dataclass(outcome):
        return  # its class says what it holds
    assert len(expected) == len(results), f"told {expected}, returned {[*map(_shape, results)]}"
    for number, (result, alternatives) in enumerate(zip(results, expected, strict=True)):
        _match(f"result {number}", _shape(result), alternatives, sizes, may_bind=False)


def _told_apart(
    says: Documented, names: list[str], n_results: int
) -> tuple[dict[str, list[Axes]], list[list[Axes]]]:
    """Shapes by parameter and those of the results, also where only their order tells them."""
    parameters, loose = dict(says.parameters), says.loose
    missing = [name for name in names if name not in parameters]
    n_loose = 0 if says.results is not None else n_results
    if len(loose) < len(missing) + n_loose and not says.results_first:
        n_loose = 0  # what a dataclass holds need not be told
    if says.results_first and says.results is None:
        results, rest = loose[:n_loose], loose[n_loose:]
    else:
        rest, results = loose[: len(missing)], loose[len(missing) :][:n_loose]
    parameters |= dict(zip(missing, rest, strict=False))
    return parameters, results if says.results is None else says.results


def _shape(value: Any) -> Shape:
    return tuple(value.shape)


def _results(outcome: Any) -> Iterator[Any]:
    """The tensors of a result, in order."""
    if isinstance(outcome, Tensor | np.ndarray):
        yield outcome
    elif isinstance(outcome, tuple | list):
        for part in outcome:
            if not is_dataclass(part):
                yield from _results(part)
    elif is_dataclass(outcome):
        for field in fields(outcome):
            value = getattr(outcome, field.name)
            if isinstance(value, Tensor | np.ndarray):
                yield value


def _match(
    what: str, shape: Shape, alternatives: list[Axes], sizes: dict[str, int], *, may_bind: bool
) -> None:
    problems = []
    for axes in alternatives:
        trial = dict(sizes)
        problem = _differs(shape, axes, trial, may_bind=may_bind)
        if problem is None:
            sizes.update(trial)
            return
        problems.append(problem)
    raise AssertionError(f"{what} is {shape}: {'; '.join(problems)}")


def _differs(shape: Shape, axes: Axes, sizes: dict[str, int], *, may_bind: bool) -> str | None:
    told = f"told ({', '.join(axes)})"
    if "..." in axes:  # any number of axes, the same ones wherever it stands
        before = axes.index("...")
        after = len(axes) - before - 1
        if len(shape) < before + after:
            return told
        middle = shape[before : len(shape) - after]
        if sizes.setdefault("...", hash(middle)) != hash(middle):
            return told
        shape = shape[:before] + shape[len(shape) - after :]
        axes = axes[:before] + axes[before + 1 :]
    if len(shape) != len(axes):
        return told
    for size, axis in zip(shape, axes, strict=True):
        if axis.startswith("any"):
            continue
        if may_bind and re.fullmatch(r"[A-Za-z]\w*", axis):
            sizes.setdefault(axis, size)
        unknown = [name for name in re.findall(r"[A-Za-z]\w*", axis) if name not in sizes]
        if unknown:
            return f"{told}, but the case does not say what {', '.join(unknown)} is"
        value = eval(axis, {"__builtins__": {}}, dict(sizes))
        if abs(value - size) >= 1:
            return f"{told} with {sizes}"
    return None


def _is_prime(n: int) -> bool:
    return n > 1 and all(n % divisor for divisor in range(2, math.isqrt(n) + 1))


def floats(*shape: int) -> Tensor:
    """Normal numbers."""
    return torch.randn(*shape)


def indices(below: int, *shape: int) -> Tensor:
    """Whole numbers 0, 1, ... below a bound, all of which occur if there is room."""
    return (torch.arange(math.prod(shape)) % below).view(*shape)


def array(*shape: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Normal numbers in numpy."""
    return np.random.default_rng(0).standard_normal(shape, dtype=np.float32)


def index_array(below: int, *shape: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """``indices`` in numpy."""
    return np.arange(math.prod(shape)).reshape(shape) % below
