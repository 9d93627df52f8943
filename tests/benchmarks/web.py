"""The web page against `asc classify`, on 50 clips of ESC-10 that no network of the bundle heard.

    python tests/benchmarks/web.py FOLDER [--network cp-mobile-30k] [--clips 50]

Trains YAMNet's head and a student on folds 1 to 3 by the commands a person types, writes the page,
and gives 50 clips of fold 4, drawn by chance, to headless Chromium as recordings are chosen there:
as they are (OGG, 44.1 kHz), and as WAV files at the bundle's rate, where nothing is converted.
Both networks, unknown on "normal". It asserts that no source of the clips was trained on; YAMNet
itself was trained on AudioSet by its authors, which cannot be checked.

Needs ASC_DATA_DIR (or ../shared/data) with ``esc10`` and ``teachers/yamnet.safetensors``, Chromium
and onnxruntime-web (packaging/onnxruntime_web.py). Runs that are there are not repeated.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.bundle import read_bundle  # noqa: E402 - the path comes first
from ml_core.live.classifier import FileDecision, classify_file  # noqa: E402
from ml_core.project import Project  # noqa: E402
from ml_core.recordings.decode import read_samples, write_wav  # noqa: E402
from ml_core.web import Server, export_web  # noqa: E402
from tests.benchmarks.esc10 import DATA, asc, project_of  # noqa: E402
from tests.web.chromium import Browser, browser  # noqa: E402

TRAIN, TEST = [1, 2, 3], 4
RESULTS = "import('./app.js').then((page) => page.results())"


def bundle_of(folder: Path, project: Path, network: str) -> Path:
    """Teacher, student, int8, bundle. Few epochs: it is not about how often they are right."""
    teacher, student, int8 = (folder / name for name in ("teacher", "student", "int8"))
    weights = f"weights={DATA}/teachers/yamnet.safetensors"
    steps: list[tuple[Path, list[object]]] = [
        (teacher, ["finetune", project, "--recipe", "yamnet-frozen", "--set", weights]),
        (student, ["distil", project, "--teacher", teacher, "--recipe", "distil-starter",
                   "--set", f"network={network}", "--set", "epochs=10"]),
        (int8, ["quantize", project, student, "--recipe", "quantize-starter",
                "--set", "epochs=2"]),
    ]  # fmt: skip
    for run, step in steps:
        if not (run / "result.json").exists():
            asc(*step, *(("--resume", run) if run.exists() else ("--out", run)))
    bundle = folder / "esc10.ascbundle"
    asc("export", int8, bundle)
    return bundle


def clips_apart(project: Path, n: int) -> list[Path]:
    """Recordings of the test split, drawn by chance; none shares a source with training."""
    with Project.open(project) as opened:
        heard = {row.source for row in opened.clips(split="train")}
        judged = opened.clips(split="test")
    assert heard
    assert not heard & {row.source for row in judged}, "training and judging share a source"
    order = np.random.default_rng(0).permutation(len(judged))[:n]
    return [Path(judged[i].path) for i in sorted(order)]


def heard_by_page(page: Browser, url: str, paths: Sequence[Path], precision: str) -> dict[str, Any]:
    page.open(url)
    page.run("import('./app.js').then((page) => page.ready)")
    page.run(f"document.querySelector('input[value={precision}]').click()")
    page.run("document.querySelector('input[name=unknown][value=normal]').click()")
    page.choose_files("#files", paths)
    page.wait("!document.querySelector('#save').disabled", 500)
    return page.run(RESULTS)


def gaps(answer: dict[str, Any], expected: Sequence[FileDecision]) -> dict[str, Any]:
    assert not answer["problems"], answer["problems"]
    files = list(zip(answer["files"], expected, strict=True))
    windows = [
        pair
        for row, one in files
        for pair in zip(row["windows"], one.windows, strict=True)
    ]  # fmt: skip
    parted = []
    for had, should in windows:
        if had["scene"] != should.scene:
            second, first = sorted(should.scores.values())[-2:]
            parted.append(round(first - second, 4))
    return {
        "clips": len(files),
        "clips_alike": sum(row["scene"] == one.scene for row, one in files),
        "windows": len(windows),
        "windows_alike": len(windows) - len(parted),
        "margins_where_not": sorted(parted),
        "signals_alike": sum(had["signal"] == should.signal for had, should in windows),
        "largest_gap_of_clips": max(apart(row["scores"], one.scores) for row, one in files),
        "largest_gap_of_windows": max(apart(had["scores"], one.scores) for had, one in windows),
    }


def apart(had: dict[str, float], should: Any) -> float:
    return round(max(abs(had[name] - value) for name, value in should.items()), 6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--network", default="cp-mobile-30k")
    parser.add_argument("--clips", type=int, default=50)
    options = parser.parse_args()
    project = project_of(options.folder.resolve(), TRAIN, TEST)
    bundle = read_bundle(bundle_of(options.folder.resolve(), project, options.network))
    originals = clips_apart(project, options.clips)
    rate_hz = bundle.manifest.front_end.sample_rate_hz
    said: dict[str, Any] = {"network": options.network, "bytes": len(bundle.entries["int8.onnx"])}
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        same_rate = []
        for path in originals:
            same_rate.append(work / f"{path.stem}.wav")
            write_wav(same_rate[-1], read_samples(path, sample_rate_hz=rate_hz), rate_hz)
        export_web(bundle, work / "page")
        with Server(work / "page", 0) as server, browser(work / "profile") as page:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            said["browser"] = page.do("Browser.getVersion")["product"]
            for kind, paths in (("as they are", originals), ("WAV at its rate", same_rate)):
                for precision in ("fp32", "int8"):
                    start = time.monotonic()
                    answer = heard_by_page(page, server.url, paths, precision)
                    seconds = round(time.monotonic() - start, 1)
                    expected = [
                        classify_file(bundle, path, unknown="normal", precision=precision)
                        for path in paths
                    ]
                    said[f"{kind}, {precision}"] = gaps(answer, expected) | {"seconds": seconds}
            assert not page.complaints, page.complaints
            server.shutdown()
    print(json.dumps(said | {"load_average": os.getloadavg()}, indent=1))


if __name__ == "__main__":
    main()
