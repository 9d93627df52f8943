"""What watches over the soak sees what it looks for; half an hour is for ``tests/soak/soak.py``."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.soak.watch import COMPUTED, QT, WAITED, Gap, Heart, Memory, cause_of, why

ROOT = Path(__file__).resolve().parents[2]


def stands_still() -> None:
    end = time.thread_time() + 0.3  # of a core: others may have it most of the time
    while time.thread_time() < end:
        pass


def test_a_standstill_is_counted_and_found(qtbot: QtBot) -> None:
    heart = Heart(lambda: "waiting in vain")
    qtbot.waitUntil(lambda: len(heart.beats) > 3)
    stands_still()
    n = len(heart.beats)
    qtbot.waitUntil(lambda: len(heart.beats) > n)
    heart.end()
    gap = max(heart.gaps, key=lambda one: one.ms)
    assert gap.ms >= 300
    assert gap.doing == "waiting in vain"
    assert "stands_still" in gap.where
    assert heart.summary()["over_100_ms"] == len(heart.gaps)


def waits() -> None:
    time.sleep(0.3)


def test_what_is_computed_is_told_from_what_is_waited_for(qtbot: QtBot) -> None:
    heart = Heart(lambda: "")
    found: list[Gap] = []
    for busy, cause in ((stands_still, QT), (waits, WAITED)):
        heart.beat()
        busy()
        heart.beat()
        found.append(replace(heart.gaps[-1], where="(soak.soak)"))  # as where Qt alone runs
        assert found[-1].ms >= 300
        assert cause_of(found[-1]) == cause
    heart.end()
    assert cause_of(replace(found[0], where="view.paintEvent < view.show")) == COMPUTED
    told = heart.summary()
    assert sum(one["n"] for one in told["by_cause"].values()) == len(heart.gaps)
    assert told["by_cause"][WAITED]["max_ms"] >= 300
    assert "theme" in why("texts.changeEvent < style.apply")
    assert why("nobody.knows") == ""


def test_what_the_watcher_takes_is_not_counted(qtbot: QtBot) -> None:
    heart = Heart(lambda: "")
    heart.beat()
    stands_still()
    heart.beat(ours=False)
    heart.end()
    assert not [gap for gap in heart.gaps if gap.ms >= 300]


def test_memory_that_grows_is_told_from_memory_that_does_not() -> None:
    for slope, grown in ((0.0, 0.0), (1.0, 24.0)):  # MB a minute, over half an hour
        memory = Memory(lambda: "")
        memory.samples = [(2.0 * k, 200.0 + slope * k / 30 + k % 3) for k in range(900)]
        found = memory.summary(warm_s=0.0)
        assert found["growth_mb"] == pytest.approx(grown, abs=1.0)
        assert found["slope_mb_per_min"] == pytest.approx(slope, abs=0.1)
    found = memory.summary(warm_s=600.0)
    assert (found["baseline"]["from_s"], found["baseline"]["to_s"]) == (600, 838)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_minute_of_anything(tmp_path: Path) -> None:
    seed = os.environ.get("ASC_SEED", "1")
    words = ["--seed", seed, "--seconds", "60", "--out", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "tests/soak/soak.py", *words],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["troubles"] == [], done.stderr
    assert not report["closed_itself"]
    assert report["steps"] > 20
