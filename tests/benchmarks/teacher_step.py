"""What one optimiser step of a full-size teacher costs here: time and peak memory.

    python -m tests.benchmarks.teacher_step [NETWORK...] [--batch 8] [--seconds 1] [--steps 3]

Prints one JSON object per network. Every network runs in a process of its own, so that the peak
is its own; the weights are random, which costs the same as published ones. A step is the front
end, forward, backward and AdamW; the first one, which allocates, is told apart.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time

import torch
import torch.nn.functional as F

from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.models import registry

NAMES = ("beats", "passt")
N_SCENES = 10


def measure(name: str, batch: int, seconds: float, steps: int, device: str) -> dict[str, object]:
    """Train a fresh network on noise and look at the clock."""
    torch.manual_seed(0)
    entry = registry.find(name)
    network = entry.build(N_SCENES, "published").train().to(device)
    front_end = TorchLogMel(entry.front_end).to(device)
    optimizer = torch.optim.AdamW([p for p in network.parameters() if p.requires_grad], lr=1e-5)
    samples = torch.randn(batch, round(seconds * entry.front_end.sample_rate_hz), device=device)
    scene = torch.arange(batch, device=device) % N_SCENES
    durations = []
    for _ in range(steps):
        started = time.perf_counter()
        logits = network(front_end(0.1 * samples)[:, None]).logits
        loss = F.cross_entropy(logits, scene)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if device == "cuda":
            torch.cuda.synchronize()
        durations.append(time.perf_counter() - started)
    peak = {"peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)}
    if device == "cuda":
        peak["peak_gpu_mb"] = round(torch.cuda.max_memory_allocated() / 1e6)
    return {
        "network": name,
        "parameters": sum(p.numel() for p in network.parameters()),
        "batch": batch,
        "clip_s": seconds,
        "first_step_s": round(durations[0], 3),
        "step_s": round(statistics.median(durations[1:] or durations), 3),
        "steps": steps,
        "loss": round(float(loss.detach()), 4),
        **peak,
        "device": torch.cuda.get_device_name() if device == "cuda" else "cpu",
        "threads": torch.get_num_threads(),
        "load": [round(value, 1) for value in os.getloadavg()],
    }


def main() -> None:
    """Measure one network here, or several in a process each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", nargs="*")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    arguments = parser.parse_args()
    names = arguments.network or NAMES
    if len(names) == 1:
        found = measure(
            names[0], arguments.batch, arguments.seconds, arguments.steps, arguments.device
        )
        print(json.dumps(found), flush=True)
        return
    options = [argument for argument in sys.argv[1:] if argument not in names]
    for name in names:
        command = [sys.executable, "-m", "tests.benchmarks.teacher_step", name, *options]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
