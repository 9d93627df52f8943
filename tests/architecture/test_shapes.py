"""Shapes in docstrings are true: every public function that takes a tensor is called."""

from pathlib import Path

import pytest
import torch
from torch import Tensor

from tests.architecture import (
    shape_cases,
    shape_cases_choices,
    shape_cases_figures,
    shape_cases_hearing,
    shape_cases_labelling,
    shape_cases_project,
    shape_cases_sound,
    shape_cases_torch,
)
from tests.architecture.shapes import call, check, floats, public_functions

CASES = {
    **shape_cases.CASES,
    **shape_cases_choices.CASES,
    **shape_cases_figures.CASES,
    **shape_cases_hearing.CASES,
    **shape_cases_labelling.CASES,
    **shape_cases_project.CASES,
    **shape_cases_sound.CASES,
    **shape_cases_torch.CASES,
}
# What cannot be called here, and where its shapes are tested instead.
EXEMPT = {
    "quantization.parity.layer_apart": "needs a quantized network: test_parity_layers.py",
    "quantization.parting.first_apart": "needs a quantized network: test_parity_layers.py",
    "quantization.sensitivity.try_layers": "needs a quantized network: tests/stages",
    "recordings.capture_worker.Intake.callback": "called by PortAudio: test_capture.py",
    "recordings.capture_worker.Voice.audio": "writes to another process: test_capture.py",
    "training.windows.WindowBank.cut": "needs recordings: tests/stages",
}
FUNCTIONS = dict(public_functions())


def test_every_public_function_that_takes_a_tensor_has_a_case():
    """A new one: add a line to shape_cases.py."""
    assert len(FUNCTIONS) > 140
    missing = sorted(FUNCTIONS.keys() - CASES.keys() - EXEMPT.keys())
    gone = sorted((CASES.keys() | EXEMPT.keys()) - FUNCTIONS.keys())
    assert (missing, gone) == ([], [])
    assert len(EXEMPT) <= 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shapes")


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_docstring_tells_the_shapes(name: str, folder: Path):
    torch.manual_seed(0)
    case = CASES[name](folder)
    called = getattr(case.function, "__func__", case.function)
    called = called if hasattr(called, "__qualname__") else type(called).__call__
    assert f"{called.__module__}.{called.__qualname__}" == f"ml_core.{name}"
    with torch.no_grad():
        check(case)


def arrow(x: Tensor) -> Tensor:
    """Half of it: (B, T) -> (B, T / 2)."""
    return x[:, ::2]


def sections(x: Tensor, y: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Two of them.

    Args:
        x: (B, C) and something
            in a second line.
        y: (C,) or (B, C).
        n: neither.

    Returns:
        (C, B) and () that is a mean.
    """
    return (x * y).T, x.mean()


def result_first(x: Tensor) -> Tensor:
    """(B,) largest value of every row (B, C)."""
    return x.max(dim=1).values


def result_last(x: Tensor) -> Tensor:
    """The mean of rows (B, C): (B, 1)."""
    return x.mean(dim=1, keepdim=True)


def any_axes(x: Tensor) -> Tensor:
    """(..., T) -> (..., T - 1)."""
    return x.diff()


TRUE = {
    "arrow": call(arrow, floats(3, 7)),
    "sections": call(sections, floats(3, 5), floats(5), 1),
    "the other alternative": call(sections, floats(3, 5), floats(3, 5), 1),
    "result first": call(result_first, floats(3, 5)),
    "result last": call(result_last, floats(3, 5)),
    "any axes": call(any_axes, floats(3, 5, 7)),
}


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_is_found_true(name: str):
    check(TRUE[name])


def test_what_is_false_is_found_false():
    def square(x: Tensor) -> Tensor:
        """(B, C) -> (C, B)."""
        return x

    def silent(x: Tensor) -> Tensor:
        """Tells nothing."""
        return x

    def lost(x: Tensor) -> Tensor:
        """(B, C) -> (B, D)."""
        return x[:, :2]

    def more(x: Tensor) -> tuple[Tensor, Tensor]:
        """(B, C) -> (B, C)."""
        return x, x

    for function, words in [
        (square, "result 0 is"), (silent, "no shape of x"), (lost, "does not say what D"),
        (more, "returned"),
    ]:  # fmt: skip
        with pytest.raises(AssertionError, match=words):
            check(call(function, floats(3, 5)))
    for shape, words in [((3, 3), "alike"), ((3, 4), "no primes"), ((3,), "told")]:
        with pytest.raises(AssertionError, match=words):
            check(call(square, floats(*shape)))
