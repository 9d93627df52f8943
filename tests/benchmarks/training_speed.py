"""What a training step costs against plain eager, and what of it is augmentation or waiting.

    python tests/benchmarks/training_speed.py [REPEATS]

Also part of ``speed.py``. Everything alternates within one process on one torch thread. Steps are
told by the CPU time of that thread, which is what a core of one's own would take; waiting by the
clock.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F

from ml_core import recipes
from ml_core.datasets.clip_source import ClipSource
from ml_core.frontend.spec import FRONT_ENDS, LogMelSpec
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.frontend.torchaudio_door import import_torchaudio
from ml_core.models.registry import build_student
from ml_core.progress import Monitor
from ml_core.project import ClipRow
from ml_core.recipes import DistilRecipe
from ml_core.recordings.decode import write_wav
from ml_core.runs.machine import keep_memory
from ml_core.training.augment import Augmenter, Draws, Rows
from ml_core.training.batches import AugmentedBatches
from ml_core.training.windows import WindowBank

STUDENTS = (  # of the default recipe, the smallest, and the published one as it is published
    ("cp-mobile-30k", "short-16k"),
    ("cp-mobile-6k", "cp-mobile-16k"),
    ("cp-mobile-126k", "cp-mobile-32k"),
)
CPU = torch.device("cpu")
N_SCENES = 10
CL = torch.channels_last
Step = Callable[[torch.Tensor, torch.Tensor], None]
# everything on, as often and as strongly as the published students have it, and mixup besides
ALL_ON = [
    "roll_s=0.125", "dir_share=0.6", "freq_mixstyle_share=0.4", "freq_mask_bands=48",
    "time_mask_frames=6", "mixup_share=0.5", "mel_jitter_hz=1000", "gain_db=3",
]  # fmt: skip
ALL_OFF = ["roll_s=0", "freq_mixstyle_share=0", "freq_mask_bands=0", "mixup_share=0"]


def prepare() -> None:
    """What every training stage does before it begins."""
    keep_memory()
    torch.set_flush_denormal(True)


def plain_front_end(spec: LogMelSpec) -> Callable[[torch.Tensor], torch.Tensor]:
    """torchaudio's own MelSpectrogram with the same lengths and bands."""
    mel = import_torchaudio().transforms.MelSpectrogram(
        sample_rate=spec.sample_rate_hz, n_fft=spec.n_fft, win_length=spec.window,
        hop_length=spec.hop, f_min=spec.f_min_hz, f_max=spec.f_max_hz, n_mels=spec.n_mels,
    )  # fmt: skip

    def log_mel(waveform: torch.Tensor) -> torch.Tensor:
        x = waveform[..., 1:] - spec.preemphasis * waveform[..., :-1]
        return ((mel(x) + spec.floor).log() + spec.offset) / spec.scale

    return log_mel


def step_of(name: str, layout: torch.memory_format, *, fused: bool) -> Step:
    """One optimiser step of a fresh network on log-mel (B, F, T)."""
    network = build_student(name, N_SCENES).train().to(memory_format=layout)
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-4, fused=fused)

    def step(log_mel: torch.Tensor, scene: torch.Tensor) -> None:
        loss = F.cross_entropy(network(log_mel.contiguous(memory_format=layout)).logits, scene)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    return step


def against_plain(name: str, front_end: str, repeats: int) -> dict[str, Any]:
    """Milliseconds per window, ours at 32 and 64 windows, eager at 32, 64 and 128; one core."""
    prepare()
    spec = FRONT_ENDS[front_end]

    def whole(batch: int, front: Callable[..., torch.Tensor], step: Step) -> Callable[[], None]:
        sound, scene = torch.randn(batch, spec.sample_rate_hz), torch.arange(batch) % N_SCENES
        return lambda: step(front(sound).unsqueeze(1), scene)

    ours, plain = step_of(name, CL, fused=True), step_of(
        name, torch.contiguous_format, fused=False
    )  # fmt: skip
    functions = {
        **{f"ours_{n}": (n, whole(n, TorchLogMel(spec), ours)) for n in (32, 64)},
        **{f"plain_{n}": (n, whole(n, plain_front_end(spec), plain)) for n in (32, 64, 128)},
    }
    times: dict[str, list[float]] = {key: [] for key in functions}
    for turn in range(repeats + 1):
        for key, (batch, function) in functions.items():
            start = time.thread_time()
            function()
            if turn:
                times[key].append(1000 * (time.thread_time() - start) / batch)
    per_window = {key: median(values) for key, values in times.items()}
    best = min(value for key, value in per_window.items() if key.startswith("plain"))
    return {
        "network": name,
        "front_end": front_end,
        "ms_per_window": per_window,
        "speedup_at_32": best / per_window["ours_32"],
        "speedup_at_64": best / per_window["ours_64"],
        "repeats": repeats,
    }


def augmentation_share(name: str, front_end: str, repeats: int) -> dict[str, Any]:
    """How much of a step's CPU time goes into augmentation when everything is on.

    Both kinds of steps cut nothing, go through the front end and train the same network; a step
    with augmentation is compared with the one without that comes right after it.
    """
    prepare()
    spec, recipe = FRONT_ENDS[front_end], recipes.builtin("distil-default")
    n_samples, batch = spec.sample_rate_hz, recipe.batch_size
    sound, scene = 0.1 * torch.randn(batch, n_samples), torch.arange(batch) % N_SCENES
    step, may_exchange = step_of(name, CL, fused=True), np.ones(batch, dtype=bool)
    augmenters = {
        key: Augmenter(recipe.with_overrides(what), spec, n_samples=n_samples, device=CPU)
        for key, what in (("on", ALL_ON), ("off", ALL_OFF))
    }
    seconds = {"on": 0.0, "off": 0.0}
    for turn in range(repeats + 1):
        for key, augmenter in augmenters.items():
            start = time.thread_time()
            draws = Draws.of(0, 0, turn)
            plan = augmenter.plan(Rows(batch), draws)
            samples, _ = augmenter.waveforms(sound, may_exchange, draws, plan)
            step(augmenter.log_mel(samples, draws, plan), scene)
            if turn:
                seconds[key] += time.thread_time() - start
    return {
        "network": name,
        "front_end": front_end,
        "batch": batch,
        "step_ms": 1000 * seconds["on"] / repeats,
        "augmentation_share": 1 - seconds["off"] / seconds["on"],
        "repeats": repeats,
    }


def clips_of_noise(folder: Path, n_clips: int, seconds: float, rate_hz: int) -> list[ClipRow]:
    """Recordings as long as those of ESC-10."""
    rng, rows = np.random.default_rng(0), []
    for number in range(n_clips):
        path = folder / f"{number}.wav"
        write_wav(path, rng.normal(0, 0.1, round(seconds * rate_hz)), rate_hz)
        rows.append(
            ClipRow(
                segment_id=number, recording_id=number, folder=path.parent, relative_path=path.name,
                start_s=0.0, duration_s=seconds, recording_duration_s=seconds, device="a",
            )
        )  # fmt: skip
    return rows


def waiting_share(name: str, front_end: str, repeats: int) -> dict[str, Any]:
    """How long the network waits for its next batch, everything on; from memory and from disk.

    ``ms_per_window`` is the CPU time of the thread that trains; batches are made in another.
    """
    prepare()
    spec = FRONT_ENDS[front_end]
    recipe = recipes.builtin("distil-default").with_overrides(ALL_ON)
    assert isinstance(recipe, DistilRecipe)
    answer: dict[str, Any] = {"network": name, "front_end": front_end, "batch": recipe.batch_size}
    with tempfile.TemporaryDirectory() as folder:
        clips = clips_of_noise(Path(folder), 100, 5.0, spec.sample_rate_hz)
        source = ClipSource(clips, sample_rate_hz=spec.sample_rate_hz)
        scene = torch.arange(len(clips)) % N_SCENES
        for place, memory_mb in (("memory", 2048), ("disk", 0)):
            bank = WindowBank(
                source, window=spec.sample_rate_hz, memory_mb=memory_mb, device=CPU,
                monitor=Monitor(),
            )  # fmt: skip
            batches = AugmentedBatches(bank, scene, spec, recipe)
            answer[f"from_{place}"] = _waiting(batches, step_of(name, CL, fused=True), repeats)
    return answer


def _waiting(batches: AugmentedBatches, step: Step, repeats: int) -> dict[str, float]:
    waited = worked = busy = windows = 0.0
    for turn in range(repeats + 2):
        start, cpu = time.perf_counter(), time.thread_time()
        batch = batches.batch(turn // batches.n_steps(0), turn % batches.n_steps(0))
        ready = time.perf_counter()
        step(batch.log_mel, batch.scene)
        if turn > 1:
            waited += ready - start
            worked += time.perf_counter() - ready
            busy += time.thread_time() - cpu
            windows += len(batch.scene)
    return {
        "waiting_share": waited / (waited + worked),
        "windows_per_s": windows / (waited + worked),
        "ms_per_window": 1000 * busy / windows,
    }


def measure(repeats: int) -> dict[str, Any]:
    """Every figure of this file for the students above."""
    kinds = {
        "against_plain": (against_plain, repeats),
        "augmentation": (augmentation_share, 3 * repeats),
        "waiting": (waiting_share, 3 * repeats),
    }
    return {
        kind: [function(*student, times) for student in STUDENTS]
        for kind, (function, times) in kinds.items()
    }


if __name__ == "__main__":
    torch.set_num_threads(1)
    found = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
    print(json.dumps(found | {"load_average": os.getloadavg()}, indent=1))
