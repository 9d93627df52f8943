"""Compiles and runs generated C; a harness shows every rounded tensor."""

import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

FLAGS = ("-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic")
SANITIZERS = ("-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")

_HARNESS = r"""
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include HEADER

#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)
#define P(rest) JOIN(NAME, rest)

static P(_memory) memory;
static P(_sample) samples[N_SAMPLES];
static float log_mel[N_LOG_MEL];
static P(_result) result;

static void show(const char *name, const void *numbers, int32_t n)
{
    fwrite(name, 1, strlen(name) + 1, stdout);
    fwrite(&n, sizeof n, 1, stdout);
    fwrite(numbers, 1, (size_t)n, stdout);
}

void asc_trace(const char *name, const uint8_t *numbers, int32_t n);
void asc_trace(const char *name, const uint8_t *numbers, int32_t n)
{
    show(name, numbers, n);
}

int main(int argc, char **argv)
{
    const int hears = argc > 1 && strcmp(argv[1], "log_mel") == 0;
    const int network = argc > 1 && strcmp(argv[1], "network") == 0;

    memset(&memory, 0xa5, sizeof memory);
    for (;;) {
        const size_t n = network ? N_LOG_MEL : N_SAMPLES;
        void *into = network ? (void *)log_mel : (void *)samples;

        if (fread(into, network ? sizeof(float) : sizeof samples[0], n, stdin) != n) {
            return 0;
        }
        if (hears) {
            P(_log_mel)(&memory, samples, log_mel);
            fwrite(log_mel, sizeof(float), N_LOG_MEL, stdout);
            continue;
        }
        if (network) {
            P(_network)(&memory, log_mel, &result);
        } else {
            P(_classify)(&memory, samples, &result);
        }
        show("logits", result.logits, sizeof result.logits);
        show("embedding", result.embedding, sizeof result.embedding);
        show("cosines", result.cosines, sizeof result.cosines);
        show("scores", result.scores, sizeof result.scores);
        show("chances", result.chances, sizeof result.chances);
        for (int32_t level = 0; level < 4; level++) {
            const int32_t scene =
                P(_choose)(result.scores, result.cosines, (P(_unknown))level);
            show("scene", &scene, sizeof scene);
        }
        show("end", "", 0);
    }
}
"""
FLOATS = ("logits", "embedding", "cosines", "scores", "chances")


def compiler(name: str) -> str:
    """Where it is; skips, naming it, where it is not."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed (Debian: {name})")
    return found


def compile_c(folder: Path, sources: list[Path], out: str, *flags: str, cc: str = "gcc") -> Path:
    """A program in ``folder``; what the compiler says fails the test."""
    path = folder / out
    command = [compiler(cc), *FLAGS, *flags, *map(str, sources), "-lm", "-o", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "cannot find" in done.stderr and "libclang_rt" in done.stderr:
        pytest.skip("clang's sanitizers are not installed (Debian: libclang-rt-14-dev)")
    assert done.returncode == 0, done.stderr
    return path


@dataclass
class Harness:
    """A compiled program that shows what it computes."""

    path: Path
    shape: tuple[int, int]  # of the log-mel

    def log_mel(self, samples: np.ndarray) -> np.ndarray:
        """(N, T) -> (N, F, frames)."""
        out = self._run("log_mel", samples)
        return np.frombuffer(out, np.float32).reshape(len(samples), *self.shape)

    def network(self, log_mel: np.ndarray) -> list[dict[str, np.ndarray]]:
        """(N, 1, F, T) -> for every window: rounded tensors flat, logits, embedding, ..."""
        return self._shown(self._run("network", log_mel.astype(np.float32)))

    def classify(self, samples: np.ndarray) -> list[dict[str, np.ndarray]]:
        """(N, T) -> as ``network``."""
        return self._shown(self._run("classify", samples))

    def _run(self, mode: str, numbers: np.ndarray) -> bytes:
        done = subprocess.run(
            [self.path, mode], input=numbers.tobytes(), capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    @staticmethod
    def _shown(out: bytes) -> list[dict[str, np.ndarray]]:
        windows, shown, at = [], {}, 0
        scenes: list[int] = []
        while at < len(out):
            end = out.index(b"\0", at)
            name = out[at:end].decode()
            (n,) = struct.unpack_from("<i", out, end + 1)
            data = out[end + 5 : end + 5 + n]
            at = end + 5 + n
            if name == "end":
                windows.append({**shown, "scenes": np.array(scenes)})
                shown, scenes = {}, []
            elif name == "scene":
                scenes.append(struct.unpack("<i", data)[0])
            else:
                shown[name] = np.frombuffer(data, np.float32 if name in FLOATS else np.uint8)
        return windows


def harness(
    folder: Path, files, name: str, n_samples: int, shape: tuple[int, int], *flags: str,
    cc: str = "gcc",
) -> Harness:  # fmt: skip
    """Compile generated files with the harness, showing every tensor."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (folder / file).write_text(text, "utf-8")
    source = folder / "harness.c"
    source.write_text(_HARNESS, "utf-8")
    about = (
        f"-DNAME={name}", f'-DHEADER="{name}.h"', f"-DN_SAMPLES={n_samples}",
        f"-DN_LOG_MEL={shape[0] * shape[1]}", "-DASC_TRACE",
    )  # fmt: skip
    return Harness(
        compile_c(folder, [folder / f"{name}.c", source], "harness", *about, *flags, cc=cc), shape
    )
