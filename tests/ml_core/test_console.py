"""The two voices of a command, in real processes."""

import json
import subprocess
import sys


def test_a_reader_that_has_heard_enough_is_no_error() -> None:
    code = (
        "from ml_core.cli.console import Console\n"
        "with Console(json_mode=False) as console:\n"
        "    for number in range(100_000):\n"
        "        console.result({}, str(number))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "0\n"
    process.stdout.close()
    assert process.stderr is not None
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), said) == (0, "")


def test_whatever_libraries_print_stays_away_from_the_json() -> None:
    code = (
        "import os\n"
        "from ml_core.cli.console import Console\n"
        "with Console(json_mode=True) as console:\n"
        "    print('a library talks')\n"
        "    os.write(1, b'so does C\\n')\n"
        "    console.result({'answer': 1}, '')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"answer": 1}
    assert "a library talks" in done.stderr
    assert "so does C" in done.stderr


def test_help_is_quick_to_import_and_names_every_verb() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ml_core", "--help"], capture_output=True, text=True, check=True
    )
    for verb in ("new", "import", "finetune", "distil", "quantize", "listen", "enrol", "demo"):
        assert f"\n    {verb}" in done.stdout


def test_progress_comes_before_the_answer_if_asked_for() -> None:
    code = (
        "from ml_core.cli.console import Console\n"
        "with Console(json_mode=True, progress=True) as console:\n"
        "    console.monitor().report(1, 3, stage='read', loss=0.5)\n"
        "    console.result({'answer': 1}, '')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    told, answer = map(json.loads, done.stdout.splitlines())
    assert told == {"done": 1, "total": 3, "stage": "read", "metrics": {"loss": 0.5}}
    assert answer == {"answer": 1}


SLOW = (
    "import time\n"
    "from ml_core.cli import console as c\n"
    "now = [0.0]\n"
    "c.time.monotonic = lambda: now[0]\n"
    "with c.Console(json_mode={json}) as console:\n"
    "    monitor = console.monitor()\n"
    "    for done in range(101):\n"
    "        monitor.report(done, 100, stage='embed')\n"
    "        now[0] += 0.5\n"
    "    console.result({{'answer': 1}}, 'done')\n"
)


def test_people_at_a_pipe_hear_every_ten_seconds_how_far_it_is() -> None:
    code = SLOW.format(json=False)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "done\n"
    assert done.stderr.splitlines() == [
        "embed 20 of 100  about 40 s left", "embed 40 of 100  about 30 s left",
        "embed 60 of 100  about 20 s left", "embed 80 of 100  about 10 s left",
        "embed 100 of 100",
    ]  # fmt: skip


def test_a_program_that_did_not_ask_hears_nothing_of_it() -> None:
    code = SLOW.format(json=True)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"answer": 1}
    assert done.stderr == ""
