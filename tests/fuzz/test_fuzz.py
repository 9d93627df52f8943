"""A seeded sample of mutated files; ten thousand are for ``tests/fuzz/mutate.py``."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.formats import FORMATS

ROOT = Path(__file__).resolve().parents[2]


def fuzzed(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own: what it imports and forks is no business of pytest's."""
    seed = os.environ.get("ASC_SEED", "1")
    words = [sys.executable, "tests/fuzz/mutate.py", "--seed", seed, "--folder", str(folder), *more]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.timeout(900)
def test_some_mutated_files(tmp_path: Path) -> None:
    done = fuzzed(tmp_path, "--quick", "--n", "40")
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"cases": 40, "wrong": 0' in done.stdout


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_thousand_with_runs_and_weights(tmp_path: Path) -> None:
    done = fuzzed(tmp_path, "--n", "1000")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_trap_is_found(tmp_path: Path) -> None:
    """The fuzzer sees what it looks for: a write outside, a traceback, a hang, silence."""
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from tests.fuzz import mutate
from tests.fuzz.formats import FORMATS

stage = mutate.Stage(Path({str(tmp_path)!r}), runs=False)
mutate.CPU_S = 1

def loops():
    while True:
        pass

traps = [
    lambda: 1 / 0, lambda: open({str(tmp_path / "evil")!r}, "w").close(),
    lambda: (stage.folder / "given/meta.csv").unlink(), loops, lambda: 1, lambda: 7, lambda: 0,
]
for trap in traps:
    mutate._work = lambda case, trap=trap: trap() or 0
    case = mutate.make_case(stage, 1, 1)
    print(mutate.run_case(stage, case).wrong.split(":")[0] or "fine")
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == [
        "traceback", "wrote outside", "wrote outside", "hangs", "fails without a word",
        "status 7", "no JSON",
    ], done.stderr  # fmt: skip


def test_every_format_is_named_once() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS) > 25
