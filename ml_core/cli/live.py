"""Verbs of asc: classify, listen, enrol."""

import argparse
import math
import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.console import Console
from ml_core.cli.devices import refused
from ml_core.errors import AscError, DeviceError, UnreadableRecording
from ml_core.scenes import plain

if TYPE_CHECKING:
    from ml_core.live.classifier import Decision, FileDecision, SceneClassifier
    from ml_core.live.sources import SoundSource
    from ml_core.recordings.capture import CaptureEvent

DEFAULT_HOP_S = 1.0
TOO_SHORT_S = 0.1  # a click has no place
LONGEST_S = 1e9  # thirty years; more overflows
LITTLE = 0.5  # share of its own support that a taught scene should recognise at least


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    deciding = _deciding_options()
    classify_ = verbs.add_parser(
        "classify", parents=[common, deciding], help="say which scene recordings are"
    )
    classify_.add_argument("bundle", type=Path)
    classify_.add_argument("files", type=Path, nargs="+", metavar="FILE")
    classify_.set_defaults(run=classify)

    listen_ = verbs.add_parser(
        "listen", parents=[common, deciding], help="hear a microphone and say the scene, live"
    )
    listen_.add_argument("bundle", type=Path)
    source = listen_.add_mutually_exclusive_group()
    source.add_argument("--device", metavar="NAME", help="input device; default: the system's")
    source.add_argument("--file", type=Path, metavar="WAV", help="play a recording instead")
    source.add_argument(
        "--folder", type=Path, metavar="DIR", help="decide recordings as they come into a folder"
    )
    listen_.add_argument(
        "--fast", action="store_true", help="with --file: as fast as it can be decided"
    )
    listen_.add_argument("--seconds", type=_seconds, metavar="S", help="stop after S seconds")
    listen_.add_argument(
        "--save", type=Path, metavar="WAV", help="keep exactly the samples that were classified"
    )
    listen_.set_defaults(run=listen)

    enrol_ = verbs.add_parser(
        "enrol", parents=[common], help="teach a bundle a new scene, without training"
    )
    enrol_.add_argument("bundle", type=Path)
    enrol_.add_argument("scene")
    enrol_.add_argument("files", type=Path, nargs="+", metavar="FILE")
    enrol_.add_argument("--out", type=Path, required=True, metavar="OUT.ascbundle")
    enrol_.add_argument(
        "--replace", action="store_true", help="write over the bundle that is at OUT"
    )
    enrol_.set_defaults(run=enrol)


def _deciding_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--hop", type=_seconds, default=DEFAULT_HOP_S, metavar="S", help="a decision every S s"
    )
    parser.add_argument(
        "--smoothing", choices=("none", "steady", "quick"), default="none",
        help="how quickly decisions change their mind; none: each window by itself",
    )  # fmt: skip
    parser.add_argument(
        "--unknown", choices=("off", "lenient", "normal", "strict"),
        help="how readily to say unknown (default: normal, where the bundle has levels)",
    )  # fmt: skip
    parser.add_argument("--precision", choices=("int8", "fp32"), default="int8")
    return parser


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= LONGEST_S:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number of seconds")
    return value


def _options(arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        "hop_s": arguments.hop,
        "smoothing": arguments.smoothing,
        "unknown": arguments.unknown,
        "precision": arguments.precision,
    }


def classify(arguments: argparse.Namespace, console: Console) -> None:
    """Decide every file; those that cannot be read are told and the rest is done."""
    from ml_core.bundle import read_bundle
    from ml_core.live.classifier import classify_file

    bundle = read_bundle(arguments.bundle)
    files, lines, problems = [], [], []
    for path in arguments.files:
        try:
            decision = classify_file(bundle, path, monitor=console.monitor(), **_options(arguments))
        except UnreadableRecording as error:
            problems.append({"path": str(path), "reason": error.reason})
            console.fail(error)
            continue
        files.append(_file_table(decision))
        lines.append(f"{plain(str(path))}: {_file_words(decision)}")
    console.result({"files": files, "problems": problems}, "\n".join(lines))
    if problems:
        raise AscError(f"{len(problems)} of {len(arguments.files)} files could not be read.")


def listen(arguments: argparse.Namespace, console: Console) -> None:
    """Decide what is heard until it ends, time is up, or Ctrl+C."""
    from ml_core.bundle import read_bundle
    from ml_core.live.classifier import SceneClassifier
    from ml_core.recordings.growing_wav import GrowingWav

    classifier = SceneClassifier(read_bundle(arguments.bundle), **_options(arguments))
    source = _source(arguments, classifier.rate_hz)
    tally = Tally(console, arguments.device)
    with ExitStack() as stack:
        saved = None
        if arguments.save is not None:
            saved = stack.enter_context(
                GrowingWav(arguments.save, classifier.rate_hz, source.subtype)
            )
        stack.enter_context(closing(source))
        source.start()
        sound_s = None if arguments.folder is not None else arguments.seconds
        decisions = _decisions(source, classifier, tally, saved, sound_s)
        try:
            for decision in decisions:
                tally.decided(decision)
        except KeyboardInterrupt:
            for decision in classifier.finish():
                tally.decided(decision)
            raise
        finally:
            source.close()
            source.join()
            if tally.worth_a_summary:
                console.result(*tally.summary(source))


def _source(arguments: argparse.Namespace, rate_hz: int) -> "SoundSource":
    from ml_core.live.folder import FolderStream
    from ml_core.live.sources import FileStream
    from ml_core.recordings.capture import CaptureProcess
    from ml_core.recordings.decode import probe

    if arguments.file is not None:
        probe(arguments.file)  # a file that cannot be read is said before anything begins
        _refuse_to_overwrite(arguments.file, arguments.save)
        return FileStream(arguments.file, rate_hz=rate_hz, real_time=not arguments.fast)
    if arguments.folder is not None:
        lasts_s = arguments.seconds or math.inf
        return FolderStream(arguments.folder, rate_hz=rate_hz, real_time=False, lasts_s=lasts_s)
    return CaptureProcess(rate_hz=rate_hz, device=arguments.device)


def _refuse_to_overwrite(played: Path, saved: Path | None) -> None:
    if saved is not None and saved.exists() and saved.samefile(played):
        raise AscError(
            f'"{saved.name}" is the recording that is played.',
            hint="Save to another file: this one would be lost.",
        )


def _decisions(
    source: "SoundSource",
    classifier: "SceneClassifier",
    tally: "Tally",
    saved: Any,
    seconds: float | None,
) -> Iterator["Decision"]:
    from ml_core.live.listening import listen as decide

    return decide(
        source,
        classifier,
        n_samples=None if seconds is None else round(seconds * classifier.rate_hz),
        on_event=tally.happened,
        on_samples=lambda block: tally.heard(block, saved),
    )


class Tally:
    """Prints decisions and events as they come, and keeps what the summary needs."""

    def __init__(self, console: Console, device: str | None) -> None:
        self._console = console
        self._device = device
        self._began = time.monotonic()
        self._cpu = _cpu_s()
        self._latencies_ms: list[float] = []
        self._signals: Counter[str] = Counter()
        self._missed_s = 0.0
        self._n_lost = 0
        self._opened = False
        self._path = ""  # of the recording that is heard, in a folder of several
        self._n_samples = 0

    @property
    def worth_a_summary(self) -> bool:
        """Whether anything was ever heard."""
        return self._opened

    def happened(self, event: "CaptureEvent") -> None:
        """Tell an event; no device at all ends the command.

        Raises:
            DeviceError: there is no microphone to begin with.
        """
        if event.state in ("no_device", "denied"):
            raise refused(event.message, event.hint, "--file WAV")
        self._opened |= event.state == "open"
        self._path = event.path or self._path
        self._n_lost += event.state in ("lost", "hung")
        self._missed_s += event.missed_s
        if event.state == "hung" and not self._opened:
            raise DeviceError(event.message, hint="Restart it, or use --file.")
        self._console.say(f"{event.message} {event.hint}".strip())

    def heard(self, block: Any, saved: Any) -> None:
        """Count, and keep if asked, what is about to be decided."""
        self._n_samples += len(block)
        if saved is not None:
            saved.write(block)

    def decided(self, decision: "Decision") -> None:
        """Print one decision."""
        self._latencies_ms.append(decision.latency_ms)
        self._signals[decision.signal] += 1
        words = _words(decision.scene, decision.calibrated, decision.signal)
        self._console.result(
            {
                **({"path": self._path} if self._path else {}),
                "t_s": round(decision.t_s, 6),
                "duration_s": round(decision.duration_s, 6),
                "scene": decision.scene,
                "scores": dict(decision.scores),
                "calibrated": dict(decision.calibrated),
                "signal": decision.signal,
                "latency_ms": round(decision.latency_ms, 3),
            },
            f"{decision.t_s:8.2f} s  {words}",
        )

    def summary(self, source: "SoundSource") -> tuple[dict[str, Any], str]:
        """The last line, as JSON and as text."""
        n_samples = self._n_samples
        wall_s = max(time.monotonic() - self._began, 1e-9)
        status = source.status
        ordered = sorted(self._latencies_ms)
        n = len(ordered)
        cpu_s = _cpu_s() - self._cpu
        summary = {
            "decisions": n,
            "samples": n_samples,
            "seconds": round(n_samples / source.rate_hz, 3),
            "wall_s": round(wall_s, 3),
            "cpu_share": round(cpu_s / wall_s, 4),
            "latency_ms": {
                "p50": round(ordered[n // 2], 3) if n else None,
                "p95": round(ordered[min(n - 1, n * 95 // 100)], 3) if n else None,
            },
            "signals": dict(self._signals),
            "dropped": status.n_dropped,
            "overflows": status.n_overflows,
            "behind_s": round(status.behind_s, 3),
            "lost": self._n_lost,
            "missed_s": round(self._missed_s, 3),
            "device": status.device,
            "device_rate_hz": status.device_rate_hz,
            "device_latency_ms": status.device_latency_ms,
        }
        heard_s = n_samples / source.rate_hz
        text = f"{n} decisions about {heard_s:.1f} s took {cpu_s:.1f} s of one core."
        return {"summary": summary}, text


def enrol(arguments: argparse.Namespace, console: Console) -> None:
    """Teach a scene and say what it would take from the known ones."""
    from ml_core import enrolment
    from ml_core.bundle import read_bundle

    bundle = read_bundle(arguments.bundle)
    out = taught_file(arguments.out, arguments.bundle, replace=arguments.replace)
    support = enrolment.support_from_files(bundle, arguments.files, console.monitor())
    result = enrolment.enrol(
        bundle, arguments.scene, support.embeddings, support.groups, certainty=support.certainty
    )
    enrolment.add_enrolled(bundle, result.enrolled, out)
    name = result.enrolled.name
    taken = {scene: share for scene, share in result.impact.items() if share > 0}
    price = ", ".join(f"{share:.1%} of {scene}" for scene, share in taken.items()) or "nothing"
    little = ""
    if result.recognised < LITTLE:
        little = (
            f" That is little: it is nearest to {result.closest}. Record it for longer, from more"
            " sides or at another time; recordings of several places make no scene."
        )
    console.result(
        {
            "scene": name,
            "n_support": result.n_support,
            "threshold": result.threshold,
            "impact": dict(result.impact),
            "recognised": result.recognised,
            "unknown": result.unknown,
            "accuracy_before": result.accuracy_before,
            "accuracy_after": result.accuracy_after,
            "closest": result.closest,
            "closest_cosine": result.closest_cosine,
            "rejected": dict(support.rejected),
            "bundle": str(out),
        },
        f"{name} was taught from {result.n_support} windows; {result.recognised:.0%} of them,"
        f" held out, are recognised.{little}\nIt takes {price} from the known scenes."
        f"\nWrote {out}.",
    )


def taught_file(out: Path, source: Path, *, replace: bool) -> Path:
    """Where a taught bundle is written; what is there is asked about before it is replaced."""
    from ml_core.bundle.store import SUFFIX

    if out.suffix != SUFFIX:
        out = out.with_name(out.name + SUFFIX)
    if not out.exists():
        return out
    if out.samefile(source):
        raise AscError(
            f'"{out.name}" is the bundle that is taught.',
            hint="Write to another file: this one stays as it is.",
        )
    if not replace:
        raise AscError(
            f'"{out}" is there already.', hint="Name another file, or write over it: --replace."
        )
    return out


def _file_table(decision: "FileDecision") -> dict[str, Any]:
    return {
        "path": str(decision.path),
        "scene": decision.scene,
        "scores": dict(decision.scores),
        "calibrated": dict(decision.calibrated),
        "windows": [
            {
                "start_s": round(window.t_s, 6),
                "duration_s": round(window.duration_s, 6),
                "scene": window.scene,
                "scores": dict(window.scores),
                "signal": window.signal,
            }
            for window in decision.windows
        ],
    }


def _file_words(decision: "FileDecision") -> str:
    """What a recording is, or why nothing can be said of it."""
    heard_s = sum(window.duration_s for window in decision.windows)
    if heard_s < TOO_SHORT_S:
        return "too short to say"
    signals = Counter(window.signal for window in decision.windows)
    if "ok" in signals:
        return _words(decision.scene, decision.calibrated)
    return _words(None, decision.calibrated, signals.most_common(1)[0][0])


def _words(scene: str | None, calibrated: Any, signal: str = "ok") -> str:
    """A decision for people: a name and its chance."""
    if signal != "ok":
        return f"no usable signal ({signal})"
    if scene is None:
        return "unknown"
    return f"{scene}  {calibrated[scene]:.0%}"


def _cpu_s() -> float:
    """Processor time of this process and of its ended children, finer than the system's ticks."""
    children = os.times()
    return time.process_time() + children.children_user + children.children_system
