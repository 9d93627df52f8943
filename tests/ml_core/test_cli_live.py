"""asc classify, listen and enrol, from the command line to the JSON, with a real microphone."""

import json
import os
import signal
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from noise_bundle import RATE_HZ, SCENES, sound, write_tiny_bundle
from virtual_microphone import VirtualMicrophone, await_that, what_is_missing

from ml_core.bundle import read_bundle
from ml_core.cli import main
from ml_core.recordings.decode import write_wav

needs_microphone = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing())


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bundle") / "tiny.ascbundle"
    write_tiny_bundle(path)
    return path


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a minute through three scenes, without a repetition."""
    path = tmp_path_factory.mktemp("walk") / "walk.wav"
    parts = [sound(SCENES[i % 3], 2.5, 300 + i) for i in range(12)]
    write_wav(path, np.concatenate(parts), RATE_HZ)
    return path


def asc(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, list[Any], str]:
    """Exit status, the JSON lines and what was said."""
    status = main([str(word) for word in words])
    captured = capsys.readouterr()
    return status, [json.loads(line) for line in captured.out.splitlines()], captured.err


def start_asc(*words: object, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "ml_core", *map(str, words)],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def decided(line: dict[str, Any]) -> tuple[Any, ...]:
    return (
        line.get("t_s", line.get("start_s")),
        line["duration_s"],
        line["scene"],
        line["scores"],
        line["signal"],
    )


def test_classify(bundle: Path, walk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, (answer,), _ = asc(capsys, "classify", bundle, walk, "--json")
    (file,) = answer["files"]
    assert status == 0
    assert file["path"] == str(walk)
    assert [window["start_s"] for window in file["windows"]] == list(range(30))
    assert {window["duration_s"] for window in file["windows"]} == {1.0}
    assert file["windows"][0]["scene"] == SCENES[0]
    for scene in SCENES:
        mean = np.mean([window["scores"][scene] for window in file["windows"]])
        assert file["scores"][scene] == pytest.approx(mean, abs=2e-6)


def test_classify_goes_on_after_a_file_that_cannot_be_read(
    bundle: Path, walk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.wav").write_bytes(b"RIFF")
    status, (answer,), said = asc(capsys, "classify", bundle, tmp_path / "bad.wav", walk, "--json")
    assert status == 1
    assert [file["path"] for file in answer["files"]] == [str(walk)]
    assert [problem["path"] for problem in answer["problems"]] == [str(tmp_path / "bad.wav")]
    assert "bad.wav" in said


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--hop", "0.35", "--smoothing", "quick"],
        ["--hop", "0.1", "--smoothing", "steady", "--unknown", "strict"],
        ["--hop", "2.5", "--precision", "fp32", "--unknown", "lenient"],
    ],
)
def test_listen_to_a_file_decides_as_classify(
    bundle: Path, walk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    saved = tmp_path / "saved.wav"
    words = ["listen", bundle, "--file", walk, "--fast", "--save", saved, "--json"]
    status, lines, _ = asc(capsys, *words, *options, "--seconds", "7.3")
    assert status == 0
    summary = lines.pop()["summary"]
    assert summary["decisions"] == len(lines)
    assert summary["samples"] == round(7.3 * RATE_HZ)
    assert summary["dropped"] == 0
    assert summary["cpu_share"] > 0
    played, _ = soundfile.read(walk, dtype="float32")
    kept, _ = soundfile.read(saved, dtype="float32")
    np.testing.assert_array_equal(kept, played[: len(kept)])
    assert len(kept) == summary["samples"]
    _, (answer,), _ = asc(capsys, "classify", bundle, saved, "--json", *options)
    assert list(map(decided, lines)) == list(map(decided, answer["files"][0]["windows"]))


def test_why_nothing_can_be_said_of_a_file(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loud = np.sign(sound("hiss", 2, 1))
    sounds = {
        "silent\nand split": np.zeros(2 * RATE_HZ, np.float32),
        "loud": loud, "click": loud[:1] / 2, "hiss": sound("hiss", 2, 1),
    }  # fmt: skip
    paths = []
    for name, samples in sounds.items():
        paths.append(tmp_path / f"{name}.wav")
        write_wav(paths[-1], samples, RATE_HZ)
    assert main(["classify", str(bundle), *map(str, paths), "--unknown", "off"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(paths)  # a name never makes two lines
    said = [line.rpartition(": ")[2] for line in lines]
    assert said[:3] == [
        "no usable signal (silent)",
        "no usable signal (clipped)",
        "too short to say",
    ]
    assert said[3].startswith("hiss")


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of a file")
@pytest.mark.parametrize("limit", [100_000, 20_044])
def test_a_full_disk_is_a_sentence_and_what_fits_is_kept(
    bundle: Path, walk: Path, tmp_path: Path, limit: int
) -> None:
    import resource

    saved = tmp_path / "saved.wav"
    words = ["listen", bundle, "--file", walk, "--fast", "--save", saved, "--seconds", "6"]
    done = subprocess.run(
        [sys.executable, "-m", "ml_core", *map(str, words)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert '"saved.wav" cannot be written' in done.stderr
    kept, _ = soundfile.read(saved, dtype="float32")
    played, _ = soundfile.read(walk, dtype="float32")
    assert len(kept) == (limit - 44) // 4
    np.testing.assert_array_equal(kept, played[: len(kept)])


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e308", "soon"])
@pytest.mark.parametrize("option", ["--hop", "--seconds"])
def test_odd_seconds_are_wrong_usage(
    capsys: pytest.CaptureFixture[str], option: str, seconds: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["listen", "any.ascbundle", "--file", "any.wav", f"{option}={seconds}"])
    assert caught.value.code == 2
    assert f"{seconds} is not a positive number of seconds" in capsys.readouterr().err


def test_listen_does_not_save_over_what_it_plays(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    played = tmp_path / "a.wav"
    write_wav(played, sound("whistle", 2, 1), RATE_HZ)
    before = played.read_bytes()
    words = ["listen", bundle, "--file", played, "--fast", "--save", tmp_path / "." / "a.wav"]
    status, lines, said = asc(capsys, *words, "--json")
    assert (status, lines) == (1, [])
    assert "is played" in said
    assert played.read_bytes() == before


def test_text_for_people(bundle: Path, walk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classify", str(bundle), str(walk), "--unknown", "off"]) == 0
    assert capsys.readouterr().out.startswith(f"{walk}: h")
    words = ["listen", str(bundle), "--file", str(walk), "--fast", "--seconds", "2"]
    assert main(words) == 0
    assert "2 decisions about 2.0 s" in capsys.readouterr().out


def test_enrol_then_classify_knows_the_scene(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for visit in range(4):
        files.append(tmp_path / f"visit {visit}.wav")
        write_wav(files[-1], sound("whistle", 6, 500 + visit), RATE_HZ)
    out = tmp_path / "taught.ascbundle"
    words = ["enrol", bundle, "whistle", *files[:3], "--out", out, "--json"]
    status, (answer,), _ = asc(capsys, *words)
    assert status == 0
    assert answer["scene"] == "whistle"
    assert answer["n_support"] == 18
    assert 0 < answer["threshold"] < 1
    assert set(answer["impact"]) == set(SCENES)
    assert read_bundle(out).fingerprint == read_bundle(bundle).fingerprint
    _, (classified,), _ = asc(capsys, "classify", out, files[3], "--json")
    assert classified["files"][0]["scene"] == "whistle"
    assert {window["scene"] for window in classified["files"][0]["windows"]} == {"whistle"}
    status, _, said = asc(capsys, *["enrol", out, "whistle", files[0], "--out", out])
    assert status == 1
    assert "is the bundle that is taught" in said
    more = tmp_path / "more.ascbundle"
    status, _, said = asc(capsys, *["enrol", out, "whistle", files[0], "--out", more])
    assert status == 1
    assert "already" in said
    assert not more.exists()


def test_a_place_that_does_not_know_itself_is_said_to_be_poor(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / f"{scene}.wav" for scene in SCENES]
    for path, scene in zip(files, SCENES, strict=True):  # several places under one name
        write_wav(path, sound(scene, 6, 700), RATE_HZ)
    assert main(["enrol", str(bundle), "mixed", *map(str, files), "--out", f"{tmp_path}/a"]) == 0
    assert "That is little: it is nearest to " in capsys.readouterr().out
    write_wav(tmp_path / "visit.wav", sound("whistle", 12, 500), RATE_HZ)
    words = ["enrol", str(bundle), "whistle", f"{tmp_path}/visit.wav", "--out", f"{tmp_path}/b"]
    assert main(words) == 0
    assert "little" not in capsys.readouterr().out


def test_enrolling_replaces_no_file_unasked(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_wav(tmp_path / "visit.wav", sound("whistle", 6, 500), RATE_HZ)
    notes = tmp_path / "notes.txt"
    notes.write_text("hello")
    words = ["enrol", bundle, "whistle", tmp_path / "visit.wav", "--out", notes, "--json"]
    _, (answer,), _ = asc(capsys, *words)
    written = tmp_path / "notes.txt.ascbundle"
    assert answer["bundle"] == str(written)
    assert notes.read_text() == "hello"
    assert [scene.name for scene in read_bundle(written).enrolled] == ["whistle"]
    before = written.read_bytes()
    words[2] = "kettle"
    status, _, said = asc(capsys, *words)
    assert status == 1
    assert "there already" in said
    assert written.read_bytes() == before
    status, _, _ = asc(capsys, *words, "--replace")
    assert status == 0
    assert [scene.name for scene in read_bundle(written).enrolled] == ["kettle"]


def test_too_little_to_enrol_is_a_sentence(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_wav(tmp_path / "short.wav", sound("whistle", 2, 1), RATE_HZ)
    out = tmp_path / "x.ascbundle"
    status, lines, said = asc(
        capsys, "enrol", bundle, "whistle", tmp_path / "short.wav", "--out", out, "--json"
    )
    assert (status, lines) == (1, [])
    assert "not enough" in said
    assert not out.exists()


def test_no_microphone_is_a_sentence(bundle: Path, tmp_path: Path) -> None:
    nowhere = f"unix:{tmp_path}/nobody"
    with start_asc("listen", bundle, "--json", PULSE_SERVER=nowhere) as process:
        out, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert out == ""
    assert "Traceback" not in said
    assert "microphone" in said.lower() or "PortAudio" in said


def test_wrong_numbers_are_wrong_usage(bundle: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["classify", str(bundle), "x.wav", "--hop", "0"])


@needs_microphone
def test_what_was_saved_is_what_was_played_and_is_decided_the_same(
    bundle: Path, walk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "heard.wav"
    options = ["--hop", "0.5", "--smoothing", "quick", "--unknown", "normal"]
    with VirtualMicrophone(RATE_HZ) as microphone:
        microphone.play(walk)
        words = ["listen", bundle, "--seconds", "4.25", "--save", saved, "--json", *options]
        with start_asc(*words, **microphone.environment) as process:
            out, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    lines = [json.loads(line) for line in out.splitlines()]
    summary = lines.pop()["summary"]
    assert summary["samples"] == round(4.25 * RATE_HZ)
    assert summary["dropped"] == summary["lost"] == 0
    with wave.open(str(saved)) as stream:
        heard = np.frombuffer(stream.readframes(10**9), "<i2")
    with wave.open(str(walk)) as stream:
        played = np.frombuffer(stream.readframes(10**9), "<i2")
    assert len(heard) == summary["samples"]
    endless = np.concatenate([played, played])
    starts = np.flatnonzero(endless[: len(played)] == heard[0])
    assert any(np.array_equal(endless[s : s + len(heard)], heard) for s in starts)
    _, (answer,), _ = asc(capsys, "classify", bundle, saved, "--json", *options)
    assert list(map(decided, lines)) == list(map(decided, answer["files"][0]["windows"]))


@needs_microphone
def test_a_vanished_microphone_is_told_and_survived(
    bundle: Path, walk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "heard.wav"
    with VirtualMicrophone(RATE_HZ) as microphone:
        microphone.play(walk)
        words = ["listen", bundle, "--save", saved, "--json"]
        with start_asc(*words, **microphone.environment) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            lines = [json.loads(process.stdout.readline())]
            microphone.kill()
            said = ""
            while "gone" not in said:
                said = process.stderr.readline()
            microphone.start()
            microphone.play(walk)
            while "again" not in said:
                said = process.stderr.readline()
            lines += [json.loads(process.stdout.readline()) for _ in range(3)]
            process.send_signal(signal.SIGINT)
            rest, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    *more, last = map(json.loads, rest.splitlines())
    lines += more
    assert last["summary"]["lost"] == 1
    assert last["summary"]["missed_s"] > 0
    assert last["summary"]["decisions"] == len(lines)
    _, (answer,), _ = asc(capsys, "classify", bundle, saved, "--json")
    assert list(map(decided, lines)) == list(map(decided, answer["files"][0]["windows"]))


@needs_microphone
def test_killed_while_saving_leaves_a_valid_file_and_no_process(
    bundle: Path, walk: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "heard.wav"
    with VirtualMicrophone(RATE_HZ) as microphone:
        microphone.play(walk)
        words = ["listen", bundle, "--save", saved, "--json"]
        with start_asc(*words, **microphone.environment) as process:
            assert process.stdout is not None
            process.stdout.readline()
            process.stdout.readline()
            children = _children(process.pid)
            process.kill()
            process.communicate()
    samples, rate_hz = soundfile.read(saved)
    assert rate_hz == RATE_HZ
    assert len(samples) >= RATE_HZ
    assert children
    await_that(lambda: not any(map(_alive, children)), "the capture process to end")


def _children(pid: int) -> list[int]:
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
