"""The project store with the 230,350 rows of TAU 2022, whose audio need not be there.

    ASC_DATA_DIR=... python tests/benchmarks/store.py [OUT.json] [--keep FOLDER]

Prints how long it takes to import the table, to open the project, to filter and sort, to count,
to fetch a page and everything, to label, undo, snapshot and compare; and what a
recording of 100,000 segments costs. Medians of five, each as [seconds by the clock, seconds of
the processor], beside the load average.
"""

import argparse
import gzip
import json
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, get_args

from ml_core.datasets.importing import import_recordings
from ml_core.progress import Monitor, Progress
from ml_core.project import ClipFilter, NewSegment, Project, Sort

N_SEGMENTS = 100_000
FILTERS = {
    "scene": ClipFilter(scene=("bus",)),
    "no scene": ClipFilter(scene=(None,)),
    "device": ClipFilter(device=("a", "s3")),
    "state": ClipFilter(state=("done",)),
    "split": ClipFilter(split=("train",)),
    "no split": ClipFilter(split=(None,)),
    "text": ClipFilter(text="lisbon-1000"),
    "all of them": ClipFilter(
        scene=("bus", "tram"), device=("a",), state=("done",), split=("test",), text="lisbon"
    ),
}


def seconds(work: Callable[[], object], repeats: int = 5) -> list[float]:
    """By the clock and of the processor: on a busy machine the second says more."""
    clock, processor = [], []
    for _ in range(repeats):
        starts = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - starts[0])
        processor.append(time.process_time() - starts[1])
    return [round(median(clock), 4), round(median(processor), 4)]


def imported(folder: Path, table: Path) -> tuple[Project, dict[str, Any]]:
    reports: list[Progress] = []
    project = Project.create(folder)
    found: list[Any] = []
    took = seconds(
        lambda: found.append(import_recordings(project, table, monitor=Monitor(reports.append))),
        1,
    )
    return project, {
        "import_s": took,
        "rows": len(project.ids()),
        "problems": len(found[0].problems),
        "missing": found[0].missing,
        "progress_reports": len(reports),
        "database_mb": (folder / "project.sqlite").stat().st_size / 1e6,
    }


def looked_at(project: Project) -> dict[str, Any]:
    page = project.ids(sort="device")[100_000:100_060]
    return {
        "open_s": seconds(lambda: Project.open(project.folder).close()),
        "open_and_count_s": seconds(lambda: _open_and_count(project.folder)),
        "filter_s": {
            name: seconds(lambda wanted=wanted: project.ids(wanted))
            for name, wanted in FILTERS.items()
        },
        "sort_s": {
            key: seconds(lambda key=key: project.ids(sort=key, descending=True))
            for key in get_args(Sort)
        },
        "counts_s": seconds(project.counts),
        "page_s": seconds(lambda: project.fetch(page)),
        "fetch_all_s": seconds(project.clips, 2),
    }


def _open_and_count(folder: Path) -> None:
    with Project.open(folder) as project:
        assert len(project.ids()) > 0


def edited(project: Project) -> dict[str, Any]:
    ids = project.ids()
    split = {number: "test" if number % 4 == 0 else "train" for number in ids}
    return {
        "label_one_s": seconds(lambda: _there_and_back(project, ids[:1])),
        "label_1000_s": seconds(lambda: _there_and_back(project, ids[:1000])),
        "label_all_s": seconds(lambda: _there_and_back(project, ids), 1),
        "split_all_s": seconds(lambda: project.set_split(split), 1),
        "digest_s": seconds(project.digest, 2),
        "snapshot_s": seconds(lambda: project.take_snapshot("one"), 1),
        "diff_s": seconds(lambda: project.diff_snapshots(1), 2),
        "snapshot_mb": project.database.value("SELECT length(contents) FROM snapshots") / 1e6,
    }


def _there_and_back(project: Project, ids: list[int]) -> None:
    project.label(ids, "forest")
    project.undo()


def many_segments(project: Project) -> dict[str, Any]:
    """A day with 100,000 segments of half a second to twelve."""
    number = project.clips(scene="bus")[0].recording_id
    with project.database.transaction() as connection:
        connection.execute(
            "UPDATE recordings SET sample_rate_hz = 8000, n_samples = ? WHERE id = ?",
            (8000 * 86_400, number),
        )
    new = [
        (number, NewSegment(n * 0.86, 0.5 + n % 24 * 0.5, scenes=("bus",)))
        for n in range(N_SEGMENTS)
    ]
    result = {"add_100000_segments_s": seconds(lambda: project.add_segments(new), 1)}
    segment = project.segments_between(number, 43_000.0, 43_010.0)[3].segment_id
    return result | {
        "segments_of_s": seconds(lambda: project.segments_of(number), 2),
        "segments_in_10_s_s": seconds(lambda: project.segments_between(number, 43_000, 43_010)),
        "move_edge_s": seconds(lambda: _move(project, segment)),
    }


def _move(project: Project, segment: int) -> None:
    project.move_segment(segment, duration_s=project.clip(segment).duration_s + 0.001)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--keep", type=Path, help="leave the project there")
    arguments = parser.parse_args()
    packed = Path(os.environ["ASC_DATA_DIR"]) / "tau22_meta/meta.csv.gz"
    home = Path(tempfile.mkdtemp(prefix="asc-store-"))
    try:
        table = home / "meta.csv"
        table.write_bytes(gzip.decompress(packed.read_bytes()))
        project, result = imported(arguments.keep or home / "project", table)
        with project:
            for part in (looked_at, edited, many_segments):
                result |= part(project)
    finally:
        shutil.rmtree(home)
    result["load"] = os.getloadavg()
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    text = json.dumps(result, indent=1)
    print(text)
    if arguments.out:
        arguments.out.write_text(text)


if __name__ == "__main__":
    main()
