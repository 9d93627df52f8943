"""What a process can tell of itself and of the machine."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ml_core.runs.vitals import busy, own_clock

BURN = "while True: pass"
OWN = """
import os, sys, time
from ml_core.runs.vitals import own_clock
os.sched_setaffinity(0, {int(sys.argv[1])})
began, own = time.perf_counter(), own_clock()
while time.process_time() < 1.5:
    pass
print((own_clock() - own) / (time.perf_counter() - began))
"""


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="Linux tells of waiting")
def test_the_clock_of_ones_own_work_stands_still_while_others_have_the_core():
    core = min(os.sched_getaffinity(0))
    words = [sys.executable, "-c", BURN]
    others = [subprocess.Popen(words) for _ in range(3)]
    try:
        for other in others:
            os.sched_setaffinity(other.pid, {core})
        share = subprocess.check_output([sys.executable, "-c", OWN, str(core)], text=True)
    finally:
        for other in others:
            other.kill()
            other.wait()
    assert float(share) < 0.6  # of four on one core it has about a quarter


def test_a_plain_clock_where_nobody_waits():
    began, own = time.perf_counter(), own_clock()
    time.sleep(0.05)
    assert own_clock() - own <= time.perf_counter() - began
    assert own_clock() - own > 0
    assert busy() >= 1
