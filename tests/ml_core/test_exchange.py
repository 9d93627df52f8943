"""What processes of one computer tell each other arrives whole, in order, or not at all."""

import errno
import multiprocessing as mp
import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest
import torch

from ml_core.errors import RunError
from ml_core.runs import companions
from ml_core.runs.compute import Ranks
from ml_core.training import exchange
from ml_core.training.exchange import Exchange

pytestmark = pytest.mark.skipif(not exchange.is_possible(), reason="needs Linux on x86")
TURNS, SIZE = 2000, 3
FORK = mp.get_context("fork")


def said_by(rank: int, turn: int) -> torch.Tensor:
    """What a process says at a turn: of its own length and numbers, all of them different."""
    n = 1 + turn % 7 * 300
    return torch.arange(n, dtype=torch.float32) + 1000 * rank + turn


def talk(ranks: Ranks, wrong: "mp.Queue[int]") -> None:
    here, rng = Exchange(ranks), np.random.default_rng(ranks.rank)
    for turn in range(TURNS):
        if rng.random() < 0.01:
            time.sleep(float(rng.random()) * 2e-3)  # one is late, another time another
        heard = here.gather(said_by(ranks.rank, turn))
        expected = torch.stack([said_by(rank, turn) for rank in range(ranks.size)])
        if not torch.equal(heard, expected):
            wrong.put(turn)
    wrong.put(-1)


def begun(folder: Path, size: int) -> list[Ranks]:
    ranks = [Ranks(rank, size, str(folder)) for rank in range(size)]
    exchange.lay_out(ranks[0])
    (folder / companions.FIRST).write_text(str(os.getpid()), "ascii")
    return ranks


def test_every_turn_everybody_hears_what_all_say_at_this_turn(tmp_path: Path):
    ranks, wrong = begun(tmp_path, SIZE), FORK.Queue()
    others = [FORK.Process(target=talk, args=(one, wrong)) for one in ranks[1:]]
    for other in others:
        other.start()
    talk(ranks[0], wrong)
    assert sorted(wrong.get(timeout=60) for _ in range(SIZE)) == [-1] * SIZE
    for other in others:
        other.join(10)
        assert other.exitcode == 0


def test_the_end_of_a_companion_is_noticed(tmp_path: Path):
    here = Exchange(begun(tmp_path, 2)[0])
    (tmp_path / companions.GONE).touch()
    with pytest.raises(RunError, match="has ended"):
        here.gather(torch.zeros(3))


def wait_for_the_first(ranks: Ranks, told: Path) -> None:
    try:
        Exchange(ranks).gather(torch.zeros(3))
    except RunError as error:
        told.write_text(error.message, "utf-8")


def be_the_first(folder: Path, told: Path) -> None:
    """Start a companion, and wait to be killed."""
    ranks = begun(folder, 2)
    if os.fork() == 0:
        (folder / "begun").touch()
        wait_for_the_first(ranks[1], told)
        os._exit(0)
    time.sleep(60)


def test_the_death_of_the_first_is_noticed(tmp_path: Path):
    told = tmp_path / "told"
    first = FORK.Process(target=be_the_first, args=(tmp_path, told))
    first.start()
    end = time.monotonic() + 30
    while not (tmp_path / "begun").exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    assert first.pid is not None
    os.kill(first.pid, signal.SIGKILL)
    first.join()
    while not told.exists():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_without_room_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    (ranks,) = begun(tmp_path, 1)
    with pytest.raises(FileNotFoundError):
        Exchange(ranks)


def test_what_is_too_long_or_of_another_kind_goes_another_way(tmp_path: Path):
    here = Exchange(begun(tmp_path, 1)[0])
    assert here.takes(torch.zeros(exchange.MOST))
    assert not here.takes(torch.zeros(exchange.MOST + 1))
    assert not here.takes(torch.zeros(3, dtype=torch.float64))
    assert here.gather(torch.arange(3.0)).tolist() == [[0, 1, 2]]
