"""Speed and memory, as ratios against plain torch and torchaudio in the same run.

    python tests/benchmarks/speed.py OUT.json [--bundle FILE] [--repeats N] [--network NAME]

Each pair alternates within one process on one thread, so that a busy machine is busy for both;
the figures are medians. Load average and threads are in the answer.

* decision: streaming front end + int8 network for one decision every half second, against the
  whole second through torchaudio's MelSpectrogram and the eager float network.
* training: a step of ours at 32 and 64 windows (channels last, fused optimizer) against
  contiguous eager float32 with torchaudio's front end at its best batch of 32, 64, 128; the share
  of augmentation in a step with everything on; the share of waiting for batches, which are made
  in a second thread.
* int8 against fp32 in onnxruntime, batch 1.
* window: from the start of the process to the first painted frame; resident memory then, and
  after every page was shown with a project.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
HOP_S = 0.5


def alternate(
    first: Callable[[], object], second: Callable[[], object], repeats: int
) -> tuple[list[float], list[float]]:
    """Milliseconds of both, taken in turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for function in (first, second):
        function()
    for _ in range(repeats):
        for function, found in zip((first, second), times, strict=True):
            start = time.perf_counter()
            function()
            found.append(1000 * (time.perf_counter() - start))
    return times


def compared(ours: list[float], plain: list[float]) -> dict[str, Any]:
    quartiles = [float(q) for q in np.quantile(np.array(ours) / np.array(plain), [0.25, 0.75])]
    return {
        "ours_ms": median(ours),
        "plain_ms": median(plain),
        "ratio": median(ours) / median(plain),
        "ratio_quartiles": quartiles,
        "repeats": len(ours),
    }


def decision(bundle_path: Path, network_name: str, repeats: int) -> dict[str, Any]:
    import torch
    from training_speed import plain_front_end

    from ml_core.bundle import read_bundle
    from ml_core.bundle.session import Session
    from ml_core.frontend.streaming import WindowedFrontEnd
    from ml_core.models.registry import build_student

    bundle = read_bundle(bundle_path)
    spec, window = bundle.manifest.front_end, bundle.manifest.window_samples
    hop = round(HOP_S * spec.sample_rate_hz)
    sound = np.random.default_rng(0).normal(0, 0.1, window + hop * (repeats + 2)).astype("float32")
    front, session = WindowedFrontEnd(spec, window, hop), Session(bundle, "int8")
    eager = build_student(network_name, len(bundle.manifest.scenes)).eval()
    plain_mel, position = plain_front_end(spec), [0, 0]

    def ours() -> None:
        start = position[0] * hop
        position[0] += 1
        session.run(front.window_at(start, sound[start : start + window])[None, None])

    def plain() -> None:
        start = position[1] * hop
        position[1] += 1
        with torch.no_grad():
            eager(plain_mel(torch.from_numpy(sound[start : start + window]))[None, None])

    return compared(*alternate(ours, plain, repeats)) | {"hop_s": HOP_S, "network": network_name}


def int8_against_fp32(bundle_path: Path, repeats: int) -> dict[str, Any]:
    from ml_core.bundle import read_bundle
    from ml_core.bundle.session import Session

    bundle = read_bundle(bundle_path)
    spec = bundle.manifest.front_end
    shape = (1, 1, spec.n_mels, spec.n_frames(bundle.manifest.window_samples))
    log_mel = np.random.default_rng(0).normal(0, 1, shape).astype("float32")
    int8, fp32 = Session(bundle, "int8"), Session(bundle, "fp32")
    return compared(*alternate(lambda: int8.run(log_mel), lambda: fp32.run(log_mel), repeats))


WINDOW = """
import sys, time, os
from pathlib import Path
sys.argv = ["ascstudio"]
from ascstudio.app import api, make_application, make_window, open_first, Settings
application = make_application(sys.argv)
settings = Settings(api.home_dir() / "settings.toml")
settings.set("start.first", value=False)
window = make_window(settings)
window.show()
open_first(window, Path(PROJECT) if PROJECT else None)
for _ in range(3):
    application.processEvents()
def resident_mb():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
print(time.time(), resident_mb())
if PROJECT:
    for page in ("library", "explore", "train", "evaluate", "deploy", "live", "teach"):
        window.show_page(page)
        end = time.monotonic() + 1.0
        while time.monotonic() < end:
            application.processEvents()
            time.sleep(0.01)
    print(time.time(), resident_mb())
os._exit(0)
"""


def window(repeats: int) -> dict[str, Any]:
    seconds, opened, full = [], [], []
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"ASC_HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        project = str(Path(home) / "demo")
        from ml_core import api

        api.write_demo_project(Path(project), api.Monitor())
        for place in [""] * repeats + [project]:
            start = time.time()
            code = WINDOW.replace("PROJECT", repr(place))
            done = subprocess.run(
                [sys.executable, "-c", code], cwd=ROOT, env=environment, text=True, check=True,
                stdout=subprocess.PIPE,
            )  # fmt: skip
            lines = [tuple(map(float, line.split())) for line in done.stdout.splitlines()]
            if place:
                full.append(lines[-1][1])
            else:
                seconds.append(lines[0][0] - start)
                opened.append(lines[0][1])
    return {
        "seconds": median(seconds),
        "all_seconds": [round(s, 3) for s in seconds],
        "resident_mb": median(opened),
        "resident_mb_after_all_pages": full[0],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--bundle", type=Path, default=ROOT / "resources" / "starter.ascbundle")
    parser.add_argument("--network", default="cp-mobile-30k")
    parser.add_argument("--repeats", type=int, default=60)
    options = parser.parse_args()
    import torch
    import training_speed

    torch.set_num_threads(1)
    answer: dict[str, Any] = {
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "threads": 1,
        "load_average_before": os.getloadavg(),
        "window": window(5),
        "decision": decision(options.bundle, options.network, options.repeats),
        "int8_against_fp32": int8_against_fp32(options.bundle, 10 * options.repeats),
        "training": training_speed.measure(max(5, options.repeats // 6)),
        "load_average_after": os.getloadavg(),
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(answer, indent=1), "utf-8")
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
