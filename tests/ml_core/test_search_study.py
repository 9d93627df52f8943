"""Optuna's memory: a kill at any byte of its journal loses nothing that was told before."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import RunError
from ml_core.search.space import Dimension

pytest.importorskip("optuna")

from ml_core.search.journal import Journal
from ml_core.search.study import Study

SPACE = (
    Dimension("peak_lr", "float", 1e-4, 1e-1, log=True),
    Dimension("epochs", "int", 1, 9),
    Dimension("network", "choice", choices=("small", "large")),
)
FIRST = {"peak_lr": 0.003, "epochs": 4, "network": "small"}


def study(path: Path, seed: int = 0) -> Study:
    return Study(path, SPACE, FIRST, seed, warm_up=1)


def tell_some(memory: Study, n: int) -> list[dict]:
    asked = []
    for _ in range(n):
        number, params = memory.ask()
        asked.append(params)
        memory.report(number, 1, params["peak_lr"])
        memory.tell(number, params["peak_lr"])
    return asked


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("study") / "journal.jsonl"
    tell_some(study(path), 3)
    return path.read_bytes()


@given(share=st.floats(0, 1))
def test_a_journal_cut_anywhere_goes_on(written: bytes, share: float, tmp_path: Path):
    path = tmp_path / "journal.jsonl"
    cut = round(share * len(written))
    path.write_bytes(written[:cut])
    memory = study(path)
    begun = memory.open_trial()
    number, params = begun or memory.ask()
    assert params.keys() == FIRST.keys()
    if number == 0:
        assert params == FIRST
    memory.report(number, 1, 0.5)
    memory.report(number, 1, 0.5)  # heard twice after a kill
    memory.tell(number, 0.5)
    tell_some(memory, 1)
    kept = written[: written[:cut].rfind(b"\n") + 1]
    assert path.read_bytes().startswith(kept)
    assert len(list(Journal(path).read_logs(0))) > kept.count(b"\n")


def test_a_resumed_study_asks_what_it_would_have_asked(tmp_path: Path):
    at_once = tell_some(study(tmp_path / "one", seed=3), 9)
    in_parts = [tell_some(study(tmp_path / "two", seed=3), n)[0] for n in (1,) * 9]
    assert at_once == in_parts
    assert at_once[0] == FIRST
    assert at_once != tell_some(study(tmp_path / "three", seed=4), 9)


def test_it_learns_what_is_good(tmp_path: Path):
    memory = study(tmp_path / "journal", seed=1)
    asked = []
    for _ in range(40):
        number, params = memory.ask()
        asked.append(params["epochs"])
        memory.tell(number, -abs(params["epochs"] - 7))
    assert abs(sum(asked[-15:]) / 15 - 7) < abs(sum(asked[1:11]) / 10 - 7)


def test_who_is_behind_half_of_the_others_is_hopeless(tmp_path: Path):
    memory = study(tmp_path / "journal")
    for value in (0.6, 0.7, 0.8):
        number, _ = memory.ask()
        for epoch in (1, 2):
            memory.report(number, epoch, value)
        memory.tell(number, value)
    number, _ = memory.ask()
    memory.report(number, 1, 0.1)
    assert not memory.hopeless(number)  # it has only begun
    memory.report(number, 2, 0.65)
    assert memory.hopeless(number)
    memory.tell(number, None, given_up=True)
    number, _ = memory.ask()
    memory.report(number, 2, 0.75)
    assert not memory.hopeless(number)


def test_a_trial_killed_while_it_was_drawn_is_dropped(tmp_path: Path):
    path = tmp_path / "journal"
    number, params = study(path).ask()
    assert study(path).open_trial() == (number, params)
    lines = path.read_bytes().splitlines(keepends=True)
    half_drawn = [line for line in lines if b'"network"' not in line or b"fixed" in line]
    path.write_bytes(b"".join(half_drawn))
    memory = study(path)
    assert memory.open_trial() is None
    assert memory.ask()[0] > number


@pytest.mark.parametrize(
    "line", [b"{nonsense\n", b'{"op_code": 999}\n', b'{"op_code": 0}\n', b'{"op_code": "x"}\n']
)
def test_a_damaged_journal_is_said(tmp_path: Path, written: bytes, line: bytes):
    path = tmp_path / "journal.jsonl"
    path.write_bytes(line + written)
    with pytest.raises(RunError, match="damaged"):
        study(path)
