"""What ``--compute`` may say, and which of several processes this one is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import RunError
from ml_core.runs.compute import TOGETHER, Compute, Ranks


@pytest.mark.parametrize(
    ("text", "compute"),
    [
        ("local", Compute()),
        ("nodes", Compute("nodes")),
        ("processes:4", Compute("processes", 4)),
        ("ray", Compute("ray")),
        ("ray:10.0.0.7:6379", Compute("ray", address="10.0.0.7:6379")),
    ],
)
def test_what_is_written_is_what_is_read(text: str, compute: Compute):
    assert Compute.parse(text) == compute
    assert str(compute) == text


@pytest.mark.parametrize(
    "text",
    ["", "gpu", "processes", "processes:1", "processes:-2", "processes:x", "local:2", "nodes:3",
     "ray:", "ray:host", "ray:host:port", "ray: :1", "processes:1025", "RAY"],
)  # fmt: skip
def test_everything_else_is_refused_in_words(text: str):
    with pytest.raises(RunError, match="nothing that can compute") as told:
        Compute.parse(text)
    assert "processes:N" in told.value.hint


@given(rank=st.integers(0, 99), size=st.integers(1, 99))
def test_a_process_is_told_its_place(rank: int, size: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(TOGETHER, Ranks(rank, size, "/tmp/a/b").words())
        assert Ranks.of_environment() == Ranks(rank, size, "/tmp/a/b")
        patch.setenv(TOGETHER, Ranks(rank, size).words())
        assert Ranks.of_environment() == Ranks(rank, size)


@pytest.mark.parametrize("text", ["", "1", "a/b/c", "1/", "/2/x"])
def test_an_odd_place_is_none(text: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(TOGETHER, text)
    assert Ranks.of_environment() is None


def test_torchrun_and_srun_say_who_is_who():
    assert Ranks.of_launcher({"RANK": "1", "WORLD_SIZE": "4"}) == Ranks(1, 4)
    assert Ranks.of_launcher({"SLURM_PROCID": "3", "SLURM_NTASKS": "8"}) == Ranks(3, 8)
    with pytest.raises(RunError, match="Neither torchrun nor srun"):
        Ranks.of_launcher({"RANK": "1"})


def test_processes_of_one_computer_share_its_cores(monkeypatch: pytest.MonkeyPatch):
    assert Ranks(0, 4, "/tmp").here == 4
    monkeypatch.delenv("LOCAL_WORLD_SIZE", raising=False)
    monkeypatch.setenv("SLURM_NNODES", "2")
    assert Ranks(0, 8).here == 4
    monkeypatch.setenv("LOCAL_WORLD_SIZE", "3")
    assert Ranks(0, 6).here == 3
