"""Verb of asc: record."""

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.console import Console
from ml_core.cli.devices import refused
from ml_core.errors import AscError

if TYPE_CHECKING:
    from ml_core.datasets.recorded import Recorded, SceneRecorder
    from ml_core.project import ClipRow

_LOOK_S = 0.1
_TELL_S = 1.0
_OPEN_S = 15.0  # within which a microphone must say something


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verb."""
    parser = verbs.add_parser(
        "record", parents=[common], help="record a microphone into a scene of a project"
    )
    parser.add_argument("project", type=Path, help="folder of the project")
    parser.add_argument("scene", help="what the recording is labelled")
    parser.add_argument("--device", metavar="NAME", help="input device; default: the system's")
    parser.add_argument(
        "--rate", type=_rate, default=48_000, metavar="HZ", help="sample rate (48000)"
    )
    parser.add_argument(
        "--seconds", type=_seconds, metavar="S", help="stop after S seconds; else with Ctrl+C"
    )
    parser.set_defaults(run=record)


def _rate(text: str) -> int:
    if not text.isdecimal() or not 8000 <= int(text) <= 192_000:
        raise argparse.ArgumentTypeError(f"{text} is not a rate from 8000 to 192000 Hz")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1e6:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number of seconds")
    return value


def record(arguments: argparse.Namespace, console: Console) -> None:
    """Record until time is up or Ctrl+C; what was heard is on disk all the while."""
    from ml_core.datasets.recorded import SceneRecorder, recover_recordings
    from ml_core.project import Project

    if not arguments.scene.strip():
        raise AscError("The scene has no name.", hint="Say what is recorded, e.g. tram.")
    with Project.open(arguments.project) as project:
        recovered = recover_recordings(project)
        if recovered:
            console.say(f"{len(recovered)} recordings that were broken off are in again.")
        with SceneRecorder(project, device=arguments.device, rate_hz=arguments.rate) as recorder:
            recorder.start()
            try:
                _await_open(recorder)
                recorder.begin(arguments.scene)
                console.say("Recording. Stop with Ctrl+C.")
                _follow(recorder, arguments.seconds, console)
            except KeyboardInterrupt:
                pass  # the usual way to say that it is enough
            problem = recorder.state().problem
            recorded = recorder.end()
        console.result(*_answer(arguments.scene, recorded, recovered))
        if problem is not None:
            raise problem
        if not recorded.clips:
            raise AscError("Nothing was recorded.", hint="Record for a second at least.")


def _await_open(recorder: "SceneRecorder") -> None:
    """Wait until the microphone gives sound.

    Raises:
        DeviceError: it is not there, not allowed, or does not answer.
    """
    end = time.monotonic() + _OPEN_S
    while (state := recorder.state()).state != "open":
        if state.state in ("no_device", "denied", "hung") or time.monotonic() > end:
            raise refused(state.message or "The microphone does not answer.", state.hint)
        time.sleep(_LOOK_S)


def _follow(recorder: "SceneRecorder", seconds: float | None, console: Console) -> None:
    """Tell the level once a second until it is enough."""
    told_s, message = 0.0, ""
    while True:
        time.sleep(_LOOK_S)
        state = recorder.state()
        if not state.recording or (seconds is not None and state.duration_s >= seconds):
            return
        if state.state != "open" and state.message != message:
            message = state.message
            console.say(f"{state.message} {state.hint}".strip())
        if state.duration_s >= told_s + _TELL_S:
            told_s = state.duration_s
            lamp = "  CLIPPED" if state.clipped else ""
            console.say(f"{state.duration_s:8.1f} s  {state.level_db:6.1f} dB{lamp}")


def _answer(
    scene: str, recorded: "Recorded", recovered: "list[ClipRow]"
) -> tuple[dict[str, Any], str]:
    answer = {
        "scene": scene,
        "clips": [_clip(clip) for clip in recorded.clips],
        "duration_s": round(recorded.duration_s, 3),
        "n_clipped": recorded.n_clipped,
        "missed_s": round(recorded.missed_s, 3),
        "recovered": [_clip(clip) for clip in recovered],
    }
    names = ", ".join(clip.relative_path for clip in recorded.clips) or "nothing"
    text = f"{recorded.duration_s:.1f} s of {scene}: {names}."
    if recorded.n_clipped:
        text += f" {recorded.n_clipped} samples were too loud: record again at a lower gain."
    return answer, text


def _clip(clip: "ClipRow") -> dict[str, Any]:
    return {
        "segment_id": clip.segment_id,
        "path": str(clip.path),
        "scene": clip.scene,
        "duration_s": round(clip.duration_s, 3),
    }
