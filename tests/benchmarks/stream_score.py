"""How soon a student notices a change of place, on real recordings that it never heard.

    python tests/benchmarks/stream_score.py FOLDER [--epochs 16]

FOLDER is where ``teach_corpus.py`` makes its student: taught by YAMNet on ESC-10's folds 1 to 3
and on unlabelled sound. Fold 4 is joined into streams that change scene every 20 s, with a
decision every second and twice a second. Nothing of the smoothing was chosen on it.
"""

import argparse
import csv
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.bundle import read_bundle  # noqa: E402
from ml_core.live.stream_score import Figure, score_stream  # noqa: E402
from ml_core.project import Project  # noqa: E402
from tests.benchmarks.teach_corpus import (  # noqa: E402
    HELD_OUT_FOLD,
    project_of,
    sources_of,
    student_of,
)


def main() -> None:
    """Print the table of microphone.md."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=16)
    arguments = parser.parse_args()
    assert_apart(project_of(arguments.folder).parent / "meta.csv")
    print("not checked: AudioSet, YAMNet's own pre-training")
    bundle = read_bundle(student_of(arguments.folder, arguments.epochs))
    with Project.open(project_of(arguments.folder)) as project:
        for hop_s in (1.0, 0.5):
            found = score_stream(bundle, project, hop_s=hop_s, stay_s=20.0)
            print(
                f"fold {HELD_OUT_FOLD}: {found.n_stays} stays, {found.n_groups} sources, "
                f"{found.duration_s:.0f} s, a decision every {hop_s:g} s"
            )
            for one in found.curve:
                print(
                    f"{one.name:6} delay {_said(one.delay_s)}  flips {_said(one.flips_per_minute)}"
                    f"  noticed {one.reached.value:.2f}  right {_said(one.right)}"
                )


def assert_apart(table: Path) -> None:
    """Fail if a source is on both sides."""
    with table.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    sides = [
        set().union(*(sources_of(row) for row in rows if row["part"] == part))
        for part in ("train", "test")
    ]
    assert all(sides)
    assert not sides[0] & sides[1], "a source is on both sides"


def _said(figure: Figure) -> str:
    return f"{figure.value:5.2f} [{figure.low:.2f}, {figure.high:.2f}]"


if __name__ == "__main__":
    main()
