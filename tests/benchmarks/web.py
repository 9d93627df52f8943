"""The web page against `asc classify`, on 50 clips of ESC-10 that no network of the bundle heard.

    python tests/benchmarks/web.py FOLDER [--network cp-mobile-30k] [--clips 50]
    python tests/benchmarks/web.py --run RUN [--clips 50]

Trains YAMNet's head and a student on folds 1 to 3 by the commands a person types, or takes a
finished int8 RUN of a project that is divided; writes the page and gives 50 clips of the test
split, drawn by chance, to headless Chromium as recordings are chosen there: as they are, as OGG,
Opus, MP3 and FLAC of usual rates, and as WAV files at the bundle's rate, where nothing is
converted. Both networks, unknown on "normal". Beside it how often the program parts from itself
where samples are moved by the last bit of a float. It asserts that no source of the clips was
trained on; YAMNet itself was trained on AudioSet by its authors, which cannot be checked.

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
import soundfile

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.bundle import Bundle, read_bundle  # noqa: E402 - the path comes first
from ml_core.live.classifier import FileDecision, classify_file  # noqa: E402
from ml_core.project import Project  # noqa: E402
from ml_core.recordings.decode import read_samples, write_wav  # noqa: E402
from ml_core.web import Server, export_web  # noqa: E402
from ml_core.web.model import PRECISIONS  # noqa: E402
from tests.benchmarks.esc10 import DATA, asc, project_of  # noqa: E402
from tests.web.chromium import Browser, browser  # noqa: E402

TRAIN, TEST = [1, 2, 3], 4
KINDS = {
    "flac": ("FLAC", "PCM_16"),
    "ogg": ("OGG", "VORBIS"),
    "opus": ("OGG", "OPUS"),
    "mp3": ("MP3", "MPEG_LAYER_III"),
}
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
        judged = opened.clips(split="test")
        ids = {row.segment_id for row in judged}
        heard = {row.source for row in opened.clips() if row.segment_id not in ids}
    assert heard
    assert not heard & {row.source for row in judged}, "training and judging share a source"
    order = np.random.default_rng(0).permutation(len(judged))[:n]
    return [Path(judged[i].path) for i in sorted(order)]


def written_as(originals: Sequence[Path], kind: str, rate_hz: int, folder: Path) -> list[Path]:
    """The clips as files of another kind, at half their level: MP3s of full scale are clipped."""
    format_, subtype = KINDS[kind]
    folder.mkdir()
    paths = []
    for path in originals:
        samples = read_samples(path, sample_rate_hz=rate_hz) / 2
        paths.append(folder / f"{path.stem}.{kind}")
        soundfile.write(paths[-1], samples, rate_hz, format=format_, subtype=subtype)
    return paths


def moved(paths: Sequence[Path], folder: Path) -> list[Path]:
    """WAV files whose samples differ in the last bit of their floats, by chance."""
    folder.mkdir()
    rng, out = np.random.default_rng(0), []
    for path in paths:
        samples, rate_hz = soundfile.read(path, dtype="float32")
        up = np.where(rng.random(samples.shape) < 0.5, np.inf, -np.inf).astype(np.float32)
        out.append(folder / path.name)
        soundfile.write(out[-1], np.nextafter(samples, up), rate_hz, subtype="FLOAT")
    return out


def heard_by_page(page: Browser, url: str, paths: Sequence[Path], precision: str) -> dict[str, Any]:
    page.open(url)
    page.run("import('./app.js').then((page) => page.ready)")
    page.run(f"document.querySelector('input[value={precision}]').click()")
    page.run("document.querySelector('input[name=unknown][value=normal]').click()")
    page.choose_files("#files", paths)
    page.wait("!document.querySelector('#save').disabled", 500)
    return page.run(RESULTS)


def table_of(decided: Sequence[FileDecision]) -> dict[str, Any]:
    """As the page answers."""
    files = [
        {
            "scene": one.scene,
            "scores": dict(one.scores),
            "windows": [
                {"scene": two.scene, "scores": dict(two.scores), "signal": two.signal}
                for two in one.windows
            ],
        }
        for one in decided
    ]
    return {"files": files, "problems": []}


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


def compare_all(bundle: Bundle, originals: Sequence[Path], work: Path) -> dict[str, Any]:
    """Every kind of file and both networks: the page against the program."""
    rate_hz = bundle.manifest.front_end.sample_rate_hz
    same_rate = work / "wav"
    same_rate.mkdir()
    kinds = {"as they are": list(originals), "WAV at the bundle's rate": []}
    for path in originals:
        kinds["WAV at the bundle's rate"].append(same_rate / f"{path.stem}.wav")
        write_wav(
            same_rate / f"{path.stem}.wav", read_samples(path, sample_rate_hz=rate_hz), rate_hz
        )
    for kind, usual_hz in (("flac", 44_100), ("ogg", 44_100), ("opus", 48_000), ("mp3", 44_100)):
        kinds[f"{kind} of {usual_hz} Hz"] = written_as(originals, kind, usual_hz, work / kind)
    said: dict[str, Any] = {}
    whole = kinds["WAV at the bundle's rate"]
    expected = [classify_file(bundle, path, unknown="normal") for path in whole]
    again = [classify_file(bundle, path, unknown="normal") for path in moved(whole, work / "moved")]
    said["program against itself, last bit moved, int8"] = gaps(table_of(again), expected)
    export_web(bundle, work / "page")
    with Server(work / "page", 0) as server, browser(work / "profile") as page:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        said["browser"] = page.do("Browser.getVersion")["product"]
        for kind, paths in kinds.items():
            for precision in PRECISIONS:
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
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--run", type=Path, help="a finished int8 run of a divided project")
    parser.add_argument("--network", default="cp-mobile-30k")
    parser.add_argument("--clips", type=int, default=50)
    options = parser.parse_args()
    if options.run is not None:
        run = options.run.resolve()
        project = next(one for one in run.parents if (one / "project.sqlite").is_file())
        bundle = read_bundle(run / "export" / "student.ascbundle")
    elif options.folder is not None:
        project = project_of(options.folder.resolve(), TRAIN, TEST)
        bundle = read_bundle(bundle_of(options.folder.resolve(), project, options.network))
    else:
        parser.error("name a FOLDER or a --run")
    originals = clips_apart(project, options.clips)
    said: dict[str, Any] = {
        "network": bundle.manifest.training["network"],
        "bytes": len(bundle.entries["int8.onnx"]),
    }
    with tempfile.TemporaryDirectory() as temporary:
        said |= compare_all(bundle, originals, Path(temporary))
    print(json.dumps(said | {"load_average": os.getloadavg()}, indent=1))


if __name__ == "__main__":
    main()
