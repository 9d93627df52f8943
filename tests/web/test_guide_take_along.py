"""The chapter of the guide: its Python runs exactly as it is printed, with nothing of ours."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import soundfile

from ml_core.bundle import read_bundle
from ml_core.bundle.session import WaveformSession
from ml_core.cli import build_parser
from ml_core.files import resource_path

GUIDE = resource_path("guide/take-along.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_the_sample_is_five_lines_and_says_what_the_bundle_says(tmp_path):
    (sample,) = blocks("python")
    imports, _, lines = sample.partition("\n\n")
    assert [line.split()[0] for line in imports.splitlines()] == [
        "import", 'os.environ["ORT_DISABLE_TELEMETRY"]', "import",
    ]  # fmt: skip
    assert len(lines.strip().splitlines()) == 5
    bundle = read_bundle(resource_path("starter.ascbundle"))
    (tmp_path / "walks.ascbundle").write_bytes(bundle.path.read_bytes())
    said = set()
    for seed, width in enumerate((1, 40, 400)):
        noise = np.random.default_rng(seed).normal(size=40_000)
        noise = np.convolve(noise, np.ones(width) / width, "same")
        soundfile.write(tmp_path / "park.wav", 0.1 * noise / noise.std(), 16_000)
        done = subprocess.run(
            [sys.executable, "-I", "-c", sample], cwd=tmp_path, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        samples, _ = soundfile.read(tmp_path / "park.wav", frames=16_000, dtype="float32")
        logits, _ = WaveformSession(bundle).run(samples[None])
        assert done.stdout == f"{list(bundle.manifest.scenes)[logits.argmax()]}\n"
        said.add(done.stdout)
    assert len(said) > 1


def test_its_commands_are_commands():
    parser = build_parser()
    lines = [
        line.partition("#")[0].split() for block in blocks("bash") for line in block.split("\n")
    ]
    typed = [words[1:] for words in lines if words[:1] == ["asc"]]
    assert len(typed) == 3
    for words in typed:
        parser.parse_args(words)


def test_the_c_is_that_of_the_readme():
    template = Path(resource_path("guide").parent.parent / "ml_core" / "c99" / "export.py")
    (c,) = blocks("c")
    for line in c.replace("walks", "{name}").replace("WALKS", "{upper}").strip().splitlines():
        assert line in template.read_text("utf-8")
