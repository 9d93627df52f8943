"""How far the estimate of a run's time is from what it then takes.

    python tests/benchmarks/estimates.py PROJECT OUT.json [--runs finetune,distil]

For a few recipes: the estimate before anything was measured, after a few steps were tried, and
after one run has taught it; beside them the seconds by the clock that the run took. Nothing is
left in the project but the runs. The figures hold for the load that is printed with them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RECIPES: dict[str, tuple[str, str, list[str]]] = {
    "finetune": ("finetune", "finetune-default", ["epochs=4"]),
    "distil": ("distil", "distil-default", ["epochs=8"]),
    "quick": ("distil", "distil-quick", []),
}


def asc(home: Path, *words: str) -> tuple[dict[str, Any], float]:
    """The answer of a command, and the seconds it took."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "ml_core", *words, "--json"],
        capture_output=True, text=True, check=False, env={**os.environ, "ASC_HOME": str(home)},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout), time.perf_counter() - started


def measure(project: Path, name: str, home: Path) -> dict[str, Any]:
    """The three estimates of one recipe, and two runs of it."""
    stage, recipe, settings = RECIPES[name]
    words = [str(project), "--recipe", recipe]
    words += [word for one in settings for word in ("--set", one)]
    row: dict[str, Any] = {"recipe": recipe, "settings": settings, "load": os.getloadavg()[0]}

    def estimated(*more: str) -> dict[str, float]:
        answer, seconds = asc(home, "estimate", stage, *words, *more)
        return {**answer["estimate"]["seconds"], "asking_s": round(seconds, 1)}

    row["guessed"] = estimated()
    row["measured"] = estimated("--measure")
    for kind in ("first", "second"):
        _, seconds = asc(home, stage, *words)
        row[f"{kind}_run_s"] = round(seconds, 1)
        if kind == "first":
            row["learnt"] = estimated()
    for kind, run in (("guessed", "first"), ("measured", "first"), ("learnt", "second")):
        took, said = row[f"{run}_run_s"], row[kind]
        row[f"{kind}_error"] = round(said["middle"] / took - 1, 2)
        row[f"{kind}_holds"] = said["low"] <= took <= said["high"]
    return row


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--runs", default=",".join(RECIPES))
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as home:
        for name in arguments.runs.split(","):
            rows.append(measure(arguments.project, name, Path(home)))
            print(json.dumps(rows[-1]), flush=True)
    arguments.out.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
