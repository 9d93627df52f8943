"""A folder with a bundle as C: header, source, an example, and what they take in words."""

import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ml_core.bundle import Bundle
from ml_core.bundle.licences import all_licences, may_ship
from ml_core.c99.program import Program, write_program
from ml_core.datasets.staging import new_folder, require_new
from ml_core.enrolment.scoring import ScoreSpace
from ml_core.scenes import display_name

_SHIPS = {"yes": "They allow passing this on.", "no": "They forbid passing this on.",
          "unknown": "Whether this may be passed on is not known."}  # fmt: skip


def export_c(bundle: Bundle, folder: Path, *, name: str | None = None) -> dict[str, Any]:
    """Write a bundle as C99 into a new or empty folder; see ``writing_c``."""
    with writing_c(bundle, folder, name=name) as facts:
        return facts


@contextmanager
def writing_c(bundle: Bundle, folder: Path, *, name: str | None = None) -> Iterator[dict[str, Any]]:
    """A bundle as C99 in a new or empty folder, which is there once the block succeeded.

    Args:
        bundle: its int8 network is written, never the float one.
        folder: where to; made if it is not there.
        name: of the files and of everything in them; None: as the bundle is called.

    Yields:
        ``folder``, ``files``, ``flash_bytes`` (constants, and code as it is on a Cortex-M4),
        ``ram_bytes`` (the workspace, one result and one window of float samples) and ``macs``
        of one window.

    Raises:
        BundleError: something cannot be written in C, or the folder holds something; then
            nothing is written.
        UnwritableFile: the system refuses.
    """
    what = "the C files"
    require_new(folder, what)
    program = write_program(bundle, name)
    texts = {**program.files, "README.txt": _readme(bundle, program)}
    with new_folder(folder, {file: text.encode() for file, text in texts.items()}, what):
        yield {
            "folder": str(folder),
            "files": sorted(texts),
            "flash_bytes": program.constant_bytes + program.code_bytes,
            "ram_bytes": program.memory_bytes + program.result_bytes + program.window_bytes,
            "macs": program.macs,
        }


def _readme(bundle: Bundle, program: Program) -> str:
    manifest, name = bundle.manifest, program.name
    front, scenes = manifest.front_end, ScoreSpace.of(bundle).scenes
    seconds = manifest.window_samples / front.sample_rate_hz
    licences = ", ".join(sorted(set(all_licences(manifest.training)) - {""})) or "none named"
    words: Mapping[str, object] = {
        "name": name,
        "upper": name.upper(),
        "scenes": _wrapped(f"Tells apart: {', '.join(map(display_name, scenes))}"),
        "seconds": f"{seconds:g}",
        "rate": front.sample_rate_hz,
        "flash": program.constant_bytes + program.code_bytes,
        "constants": program.constant_bytes,
        "code": program.code_bytes,
        "memory": program.memory_bytes,
        "result": program.result_bytes,
        "window": program.window_bytes,
        "half": program.window_bytes // 2,
        "macs": program.macs,
        "licences": _wrapped(
            f"Of its training data and of the teachers it was taught by: {licences}."
            f" {_SHIPS[may_ship(all_licences(manifest.training))]}",
            "    ",
        ),
        "fingerprint": bundle.fingerprint,
    }
    return _README.format(**words)


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, 98, initial_indent=indent, subsequent_indent=indent)


_README = """\
{name}: acoustic scenes in C99

{scenes}

One window is {seconds} s of one channel at {rate} Hz. Made from a bundle with the fingerprint
{fingerprint}

Compile

    cc -std=c99 -O2 {name}.c main.c -lm -o {name}
    sox in.wav -r {rate} -c 1 -e float -b 32 -t raw - | ./{name}

One line per window: begin in seconds, scene, scores of all scenes; then one for all of it.
In your own program: {name}.c, {name}.h and four lines.

    static {name}_memory memory;
    static {name}_result result;
    {name}_classify(&memory, samples, &result);
    int scene = {name}_choose(result.scores, result.cosines, {upper}_NORMAL);

What it takes

    flash   about {flash} bytes: {constants} of constants, with 32-bit pointers, and about
            {code} of code (gcc 12 -Os for a Cortex-M4, to about a tenth). logf, expf, sqrt and, on
            chips that compute no double themselves, its arithmetic come from your C library.
    RAM     {memory} bytes for {name}_memory and {result} for {name}_result, both yours to
            place. No heap, nothing static, no recursion; less than 1 kB of stack. The window
            itself is {window} bytes of float samples, or {half} of int16 (-D{upper}_INT16).
    work    {macs} multiply-accumulates of 8-bit numbers per window, and the front end.

What is equal to what

    Every rounded tensor is equal, bit for bit, to what the ONNX operators are defined to give
    (QLinearConv for convolutions; sums of float numbers are taken in double). For that float must
    be computed as float and products must not be fused with sums: -std=c99 or -ffp-contract=off,
    never -ffast-math. A fixed-point multiplier in place of the float one would be quicker on a
    chip without a float unit, but not equal. The log-mel is within 1e-3 of the one the bundle was
    trained with. Show every rounded tensor with -DASC_TRACE and an asc_trace of your own.

What is in it

    The int8 network, the front end, names, calibrated chances, enrolled scenes and the levels of
    "unknown", which decide every window as the bundle does. Not in it: smoothing over windows,
    and the gate that tells silence, clipping and a covered microphone before anything is decided.
    {name}_classify works out every frame of its window; windows that overlap share nothing.

Licences

{licences}
"""
