"""Verbs of asc about hearing: passport, score-stream, explain."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.arguments import add_measure
from ml_core.cli.console import Console
from ml_core.cli.devices import refused
from ml_core.cli.numbers import positive, seed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from ml_core.bundle import Bundle
    from ml_core.live.stream_score import Figure, Score
    from ml_core.microphone import Passport

LISTEN_S, STAY_S, MOST_S = 30.0, 30.0, 1800.0


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser(
        "passport", parents=[common], help="what a microphone does, and how well a bundle hears it",
        description="Listens for half a minute, or to recordings made with the microphone, and "
        "says how it colours the sound against the devices the bundle was measured with: the "
        "nearest of them, and how often the bundle is right on it. Go about while it listens: "
        "of one place alone it cannot tell the microphone from the place.",
    )  # fmt: skip
    parser.add_argument("bundle", type=Path)
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE", help="instead of listening")
    parser.add_argument("--device", metavar="NAME", help="input device; default: the system's")
    parser.add_argument("--seconds", type=positive, default=LISTEN_S, metavar="S")
    parser.add_argument(
        "--response", type=Path, metavar="WAV",
        help="write its impulse response: a recipe whose dir_folder holds it trains for it",
    )  # fmt: skip
    parser.add_argument(
        "--as", dest="as_device", metavar="DEVICE", help="with --out: what was heard as this device"
    )
    parser.add_argument("--out", type=Path, metavar="WAV")
    parser.set_defaults(run=passport)

    parser = verbs.add_parser(
        "score-stream", parents=[common],
        help="how soon a bundle notices a change of place, and how often it is wrong about one",
        description="Joins recordings of a split into one stream, hears it once, and decides it "
        "with every smoothing from quick to steady: seconds until the right scene, and changes "
        "of mind that nothing asked for.",
    )  # fmt: skip
    parser.add_argument("bundle", type=Path)
    parser.add_argument("project", type=Path, metavar="PROJECT", help="folder with the clips")
    add_measure(parser)
    parser.add_argument("--hop", type=positive, default=1.0, metavar="S", help="a decision every S")
    parser.add_argument("--smoothing", choices=("none", "steady", "quick"), default="steady")
    parser.add_argument(
        "--unknown", choices=("off", "lenient", "normal", "strict"), default="off",
        help="how readily to say unknown (off)",
    )  # fmt: skip
    parser.add_argument(
        "--stay", type=positive, default=STAY_S, metavar="S", help="seconds in one place (30)"
    )
    parser.add_argument(
        "--most", type=positive, default=MOST_S, metavar="S", help="of the whole stream (1800)"
    )
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="of the order")
    parser.set_defaults(run=score_stream)

    parser = verbs.add_parser(
        "explain",
        parents=[common],
        help="which time and frequency made a decision, to hear alone",
        description="Hides one part of a window after the other and says what that costs.",
    )
    parser.add_argument("bundle", type=Path)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--at", type=_moment, default=0.0, metavar="S", help="start of the window")
    parser.add_argument("--scene", help="evidence for this scene (default: for the decision)")
    parser.add_argument("--precision", choices=("int8", "fp32"), default="int8")
    parser.add_argument("--evidence", type=Path, metavar="WAV", help="write the evidence alone")
    parser.add_argument("--rest", type=Path, metavar="WAV", help="write what is left over")
    parser.set_defaults(run=explain)


def _moment(text: str) -> float:
    """0, or any number above."""
    return 0.0 if text.strip() == "0" else positive(text)


def passport(arguments: argparse.Namespace, console: Console) -> None:
    """``asc passport``."""
    from ml_core.bundle import read_bundle
    from ml_core.errors import AscError
    from ml_core.microphone import heard_as, make_passport, response_of
    from ml_core.recordings.decode import write_wav

    if (arguments.as_device is None) != (arguments.out is None):
        raise AscError("--as and --out belong together.", hint="Give both, or neither.")
    bundle = read_bundle(arguments.bundle)
    rate_hz = bundle.manifest.front_end.sample_rate_hz
    samples = _heard(arguments, rate_hz, console)
    found = make_passport(samples, bundle)
    written: dict[str, str] = {}
    if arguments.response is not None:
        write_wav(arguments.response, response_of(found, rate_hz), rate_hz)
        written["response"] = str(arguments.response)
    if arguments.out is not None:
        response = response_of(found, rate_hz, arguments.as_device)
        write_wav(arguments.out, heard_as(samples, response), rate_hz)
        written["heard_as"] = str(arguments.out)
    console.result(found.to_dict() | {"written": written}, _passport_words(found))


def _heard(
    arguments: argparse.Namespace, rate_hz: int, console: Console
) -> "npt.NDArray[np.float32]":
    """The recordings one after the other, or what the microphone gives."""
    import numpy as np

    from ml_core.recordings.decode import read_samples

    n_samples = round(arguments.seconds * rate_hz)
    if arguments.files:
        parts = [
            read_samples(path, sample_rate_hz=rate_hz, duration_s=arguments.seconds)
            for path in arguments.files
        ]
        return np.concatenate(parts)
    from contextlib import closing

    from ml_core.live.listening import hear
    from ml_core.recordings.capture import CaptureEvent, CaptureProcess

    def happened(event: CaptureEvent) -> None:
        if event.state in ("no_device", "denied"):
            raise refused(event.message, event.hint, "name it after the bundle")
        console.say(event.message)

    monitor = console.monitor()
    blocks: list[npt.NDArray[np.float32]] = []
    with closing(CaptureProcess(rate_hz=rate_hz, device=arguments.device)) as source:
        source.start()
        for block in hear(source, n_samples=n_samples, on_event=happened):
            blocks.append(block)
            monitor.report(sum(map(len, blocks)), n_samples, stage="listen")
    return np.concatenate([np.empty(0, np.float32), *blocks])


def _passport_words(found: "Passport") -> str:
    quality, nearest = found.quality, found.nearest
    summary = (
        f"{found.usable_s:.0f} of {found.seconds:.0f} s usable. Level {quality.level_db:.0f} dB, "
        f"noise at most {quality.noise_db:.0f} dB, band {quality.low_hz:.0f} to "
        f"{quality.high_hz:.0f} Hz, {100 * quality.clipped:.2f} % at full scale."
    )
    lines = [summary]
    lines += [
        f"{hz:7.0f} Hz {db:+6.1f} dB  (devices {low:+.1f} to {high:+.1f})"
        for hz, db, low, high in zip(
            found.hz, found.response_db, found.devices_low_db, found.devices_high_db, strict=True
        )
    ]
    if nearest is None or found.expected is None:
        return "\n".join([*lines, "The bundle was measured with too few clips of any device."])
    value, low, high = (100 * part for part in found.expected)
    lines.append(
        f"Nearest is {nearest.device or 'the unnamed device'}, {nearest.distance_db:.1f} dB away "
        "from band to band."
    )
    near = [one.device or "the unnamed device" for one in found.near]
    n, of = found.unknown_clear
    lines.append(
        f"It stands out; {n} in {of} microphones unlike all devices did so, too."
        if found.clear
        else "No device stands out: it may be unlike them all."
    )
    mean = f", the mean of {', '.join(near)}" if len(near) > 1 else ""
    lines.append(f"Expect about {value:.0f} % right{mean}; 95 %: {low:.0f} to {high:.0f}.")
    if not found.held_out:
        lines.append("That was measured on clips the bundle was also trained on: expect less.")
    return "\n".join(lines)


def score_stream(arguments: argparse.Namespace, console: Console) -> None:
    """``asc score-stream``."""
    from ml_core.bundle import read_bundle
    from ml_core.errors import UnwritableFile
    from ml_core.live.score_file import keep_score
    from ml_core.live.stream_score import score_stream as measure
    from ml_core.project import Project

    bundle = read_bundle(arguments.bundle)
    with Project.open(arguments.project) as project:
        found = measure(
            bundle, project, split=arguments.split, smoothing=arguments.smoothing,
            hop_s=arguments.hop, unknown=arguments.unknown, precision=arguments.precision,
            stay_s=arguments.stay, most_s=arguments.most, seed=arguments.seed,
            monitor=console.monitor(),
        )  # fmt: skip
        try:
            keep_score(found, project)  # so that Live can say what a setting leads to
        except UnwritableFile as error:
            console.say(str(error))
    stream = (
        f"{found.n_stays} stays of {found.n_groups} places, {found.duration_s:.0f} s of "
        f'"{found.split}", a decision every {found.hop_s:g} s.'
    )
    lines = [
        stream,
        f"{'':8} {'seconds to the right scene':28} {'false changes per minute':28} right",
        *(_score_line(one) for one in found.curve),
        f"Chosen: {_score_line(found.chosen)}",
    ]
    console.result(found.to_dict(), "\n".join(lines))


def _score_line(one: "Score") -> str:
    def words(figure: "Figure") -> str:
        return f"{figure.value:.1f} ({figure.low:.1f} to {figure.high:.1f})"

    return (
        f"{one.name:8} {words(one.delay_s):28} {words(one.flips_per_minute):28} "
        f"{100 * one.right.value:.0f} %"
    )


def explain(arguments: argparse.Namespace, console: Console) -> None:
    """``asc explain``."""
    import numpy as np

    from ml_core.bundle import read_bundle
    from ml_core.errors import AscError
    from ml_core.explaining import Explainer, evidence_sound
    from ml_core.recordings.decode import read_samples, write_wav

    bundle = read_bundle(arguments.bundle)
    explainer = Explainer(bundle, arguments.precision)
    if arguments.scene is not None and arguments.scene not in explainer.scenes:
        raise AscError(
            f'The bundle knows no scene "{arguments.scene}".',
            hint=f"It knows {', '.join(explainer.scenes)}.",
        )
    samples = _window(arguments, bundle, read_samples)
    found = explainer.explain(samples, arguments.scene, console.monitor())
    spec = bundle.manifest.front_end
    if arguments.evidence is not None or arguments.rest is not None:
        parts = evidence_sound(samples, found.mask, spec)
        for path, part in zip((arguments.evidence, arguments.rest), parts, strict=True):
            if path is not None:
                write_wav(path, part, spec.sample_rate_hz)
    console.result(
        {
            "scene": found.scene, "chance": found.chance, "alone": found.alone,
            "alone_scene": found.alone_scene, "without": found.without,
            "without_scene": found.without_scene, "share": float(found.mask.mean()),
            "heat": np.round(found.heat.astype(np.float64), 4).tolist(),
            "n_passes": found.n_passes,
        },
        f"{found.scene} with {100 * found.chance:.0f} %. {100 * found.mask.mean():.0f} % of the "
        f"picture alone: {found.alone_scene} ({found.scene} {100 * found.alone:.0f} %); without "
        f"it: {found.without_scene} ({found.scene} {100 * found.without:.0f} %).",
    )  # fmt: skip


def _window(
    arguments: argparse.Namespace, bundle: "Bundle", read: Any
) -> "npt.NDArray[np.float32]":
    """One window of a recording, filled up with zeros at its end."""
    import numpy as np

    rate_hz, size = bundle.manifest.front_end.sample_rate_hz, bundle.manifest.window_samples
    samples = read(
        arguments.file, sample_rate_hz=rate_hz, start_s=max(0.0, arguments.at),
        duration_s=size / rate_hz,
    )[:size]  # fmt: skip
    return np.pad(samples, (0, size - len(samples))).astype(np.float32)
