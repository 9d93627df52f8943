"""The probe measures what it is given and chooses among honest candidates."""

from collections.abc import Iterator

import pytest
import torch

from ml_core.runs import machine
from ml_core.training import threads


@pytest.fixture(autouse=True)
def threads_as_before() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def test_one_core_needs_no_probe():
    assert threads.choose_threads(lambda: pytest.fail("probed"), cores=1) == 1
    assert machine.physical_cores() >= 1


def test_every_candidate_is_tried_and_the_faster_wins(monkeypatch: pytest.MonkeyPatch):
    clock = [0.0]
    seconds = {1: 3.0, 3: 1.0, 4: 2.0}
    tried = set()

    def step() -> None:
        tried.add(torch.get_num_threads())
        clock[0] += seconds[torch.get_num_threads()]

    monkeypatch.setattr(threads.time, "perf_counter", lambda: clock[0])
    assert threads.choose_threads(step, cores=4) == 3
    assert tried == {1, 3, 4}


def test_all_cores_must_be_clearly_faster(monkeypatch: pytest.MonkeyPatch):
    clock = [0.0]
    seconds = {1: 1.0, 2: 0.95}
    monkeypatch.setattr(threads.time, "perf_counter", lambda: clock[0])

    def step() -> None:
        clock[0] += seconds[torch.get_num_threads()]

    assert threads.choose_threads(step, cores=2) == 1
    seconds[2] = 0.6
    assert threads.choose_threads(step, cores=2) == 2
