"""The page in a real browser: it decides as the program does, and asks for nothing elsewhere."""

import base64
import json
import re
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from ascstudio.theme.tokens import DARK, LIGHT
from ml_core.bundle import with_enrolled
from ml_core.frontend.log_mel import log_mel
from ml_core.frontend.spec import FRONT_ENDS, YAMNET
from ml_core.live.classifier import FileDecision, classify_file
from ml_core.recordings.decode import read_samples
from ml_core.recordings.resample import StreamResampler
from ml_core.web import Server
from ml_core.web.export import PAGE
from ml_core.web.model import filters_table, front_end_table
from ml_core.web.serving import POLICY
from tests.ml_core.c99_bundles import taught
from tests.web.chromium import Browser, browser
from tests.web.conftest import all_decided, decided, open_page

RATE_HZ = 16_000
LOG_MEL = """Promise.all([import("./log-mel.js"), import("./model.js")]).then(([mel, model]) => {
    const {front_end} = model.unpacked({centre: "", directions: "", filters: {}, front_end: %s});
    return Array.from(new mel.LogMel(front_end).of(Float32Array.from(%s)));
})"""
UNPACKED = """import("./sound-file.js").then(async ({readSound}) => {
    const bytes = Uint8Array.from(atob(%s), (one) => one.charCodeAt(0));
    const sound = await readSound(new File([bytes], "sound"), 16000);
    return [sound.rateHz, Array.from(sound.samples)];
})"""
EVALUATED = "new Promise((yes, no) => setTimeout(() => { try { yes(eval('1')) } catch { no() } }))"


def sounds() -> dict[str, tuple[np.ndarray, str]]:
    """Of every kind: loud, faint, silent, dull, clipped; whole windows and a rest; two channels."""
    rng = np.random.default_rng(7)

    def noise(seconds: float, level: float, *, smooth: int = 1) -> np.ndarray:
        white = rng.normal(size=round(seconds * RATE_HZ))
        coloured = np.convolve(white, np.ones(smooth) / smooth, "same")
        return level * coloured / coloured.std()

    tones = 0.3 * np.sin(np.arange(2 * RATE_HZ) * np.linspace(0.01, 1.2, 2 * RATE_HZ))
    dull = noise(2.0, 1e-3, smooth=200)
    return {
        "white": (noise(3.25, 0.1), "PCM_16"),
        "murmur": (noise(2.0, 0.05, smooth=12), "PCM_24"),
        "sweep": (tones, "FLOAT"),
        "faint": (noise(1.1, 2e-4), "PCM_32"),
        "silent": (np.zeros(RATE_HZ), "PCM_16"),
        "dull": (np.convolve(dull, np.hanning(200) / 100, "same"), "DOUBLE"),
        "loud": (noise(2.0, 1.0), "PCM_16"),
        "short": (noise(0.3, 0.1, smooth=5), "PCM_U8"),
        "wide": (np.stack([noise(1.0, 0.1), noise(1.0, 0.02, smooth=8)], axis=1), "PCM_16"),
    }


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("recordings")
    for name, (samples, subtype) in sounds().items():
        soundfile.write(folder / f"{name}.wav", np.clip(samples, -1, 1), RATE_HZ, subtype=subtype)
    return sorted(folder.iterdir())


def compare(answer: dict, expected: list[FileDecision], tolerance: float) -> None:
    """Every decision equal, every score near."""
    assert answer["problems"] == []
    assert [row["path"] for row in answer["files"]] == [one.path.name for one in expected]
    for row, one in zip(answer["files"], expected, strict=True):
        pairs = zip(row["windows"], one.windows, strict=True)
        windows = [(had["scene"], had["signal"]) for had, _ in pairs]
        assert windows == [(window.scene, window.signal) for window in one.windows], one.path
        assert row["scene"] == one.scene, one.path
        for had, should in zip(row["windows"], one.windows, strict=True):
            assert had["start_s"] == pytest.approx(should.t_s)
            assert had["duration_s"] == pytest.approx(should.duration_s)
            assert had["scores"] == pytest.approx(dict(should.scores), abs=tolerance)
        for key in ("scores", "calibrated"):
            assert row[key] == pytest.approx(dict(getattr(one, key)), abs=tolerance)


def choose(page: Browser, name: str, value: str) -> None:
    page.click(f'input[name="{name}"][value="{value}"]')


def test_recordings_are_decided_as_the_program_decides(page, recordings, starter):
    choose(page, "unknown", "normal")
    answer = decided(page, recordings)
    expected = [classify_file(starter, path, unknown="normal") for path in recordings]
    compare(answer, expected, 0.1)  # one step of a rounded map; see the guide
    assert {one.scene for one in expected} > {None}
    signals = {window.signal for one in expected for window in one.windows}
    assert signals == {"ok", "silent", "covered", "clipped"}
    choose(page, "precision", "fp32")
    again = all_decided(page)
    compare(
        again,
        [classify_file(starter, path, unknown="normal", precision="fp32") for path in recordings],
        1e-3,
    )
    assert {row["precision"] for row in again["files"]} == {"fp32"}


def test_taught_scenes_are_decided_by_the_int8_network(
    window, served, starter, recordings, tmp_path
):
    bundle = with_enrolled(starter, taught(starter).enrolled, tmp_path / "taught.ascbundle")
    # one that says how sure its head was, so that this is weighed against nearness
    sure = np.ones(len(bundle.reference.scenes), np.float32)
    bundle = replace(bundle, reference=replace(bundle.reference, certainty=sure))
    open_page(window, served(bundle).url)
    assert window.run("document.querySelector('input[value=fp32]').disabled")
    answer = decided(window, recordings)
    compare(answer, [classify_file(bundle, path) for path in recordings], 0.1)
    choose(window, "unknown", "lenient")
    compare(
        all_decided(window),
        [classify_file(bundle, path, unknown="lenient") for path in recordings],
        0.1,
    )


def test_log_mel_is_that_of_numpy(page):
    rng = np.random.default_rng(1)
    for name, spec in FRONT_ENDS.items():
        n = round(0.35 * spec.sample_rate_hz)
        tone = np.sin(2 * np.pi * 440 * np.arange(n) / spec.sample_rate_hz)
        for samples in (rng.normal(0, 0.1, n), 0.5 * tone + rng.normal(0, 1e-3, n), np.zeros(n)):
            heard = samples.astype(np.float32)
            expected = log_mel(heard, spec)
            found = page.run(LOG_MEL % (json.dumps(front_end_table(spec, n)), heard.tolist()))
            gap = np.abs(np.reshape(found, expected.shape) - expected).max()
            # Numpy's transform is in float32: YAMNet's faint bands beside a tone are its errors.
            assert gap < (5e-3 if spec is YAMNET else 1e-3), (name, gap)


@pytest.mark.parametrize(
    ("kind", "subtype", "channels", "tolerance"),
    [
        ("FLAC", "PCM_S8", 1, 0), ("FLAC", "PCM_16", 1, 0), ("FLAC", "PCM_16", 2, 0),
        ("FLAC", "PCM_24", 1, 0), ("OGG", "VORBIS", 2, 1e-6), ("MP3", "MPEG_LAYER_III", 1, 1e-6),
    ],
)  # fmt: skip
def test_packed_recordings_are_unpacked_as_the_program_does(
    page, tmp_path, kind, subtype, channels, tolerance
):
    """Whole numbers exactly; what is computed in floats, to the rounding of floats."""
    rng = np.random.default_rng(8)
    level = np.array([0.1, 1e-7])[:channels]  # the second channel is as good as silent
    path = tmp_path / "sound"
    noise = level * rng.normal(size=(22_050, channels))
    soundfile.write(path, noise, 44_100, format=kind, subtype=subtype)
    found = page.run(UNPACKED % json.dumps(base64.b64encode(path.read_bytes()).decode()))
    expected = read_samples(path, sample_rate_hz=44_100)
    assert found[0] == 44_100
    assert len(found[1]) == len(expected)
    assert np.abs(found[1] - expected).max() <= tolerance


def test_resampling_is_that_of_soxr_and_blocks_do_not_matter(page):
    for rates in ((44_100, 16_000), (48_000, 32_000), (8_000, 16_000)):
        check_resampling(page, rates)


def check_resampling(page: Browser, rates: tuple[int, int]) -> None:
    rng = np.random.default_rng(2)
    samples = rng.normal(0, 0.1, 9_001).astype(np.float32)
    stream = StreamResampler(*rates)
    nothing = np.empty(0, np.float32)
    expected = np.concatenate([stream.push(samples), stream.push(nothing, last=True)])
    filters = json.dumps(filters_table(rates[1]))
    whole, parts, designed = page.run(
        "Promise.all(['./resampler.js', './model.js'].map((name) => import(name)))"
        ".then(([{Resampler}, model]) => {"
        f"const samples = Float32Array.from({samples.tolist()});"
        f"const front_end = {{}}, filters = {filters};"
        "const told = model.unpacked({centre: '', directions: '', front_end, filters});"
        f"const made = (filter) => new Resampler({rates[0]}, {rates[1]}, filter);"
        f"const whole = made(told.filters[{rates[0]}]).push(samples, true);"
        f"const one = made(told.filters[{rates[0]}]), parts = [];"
        "for (let at = 0, n = 1; at < samples.length; at += n, n = (n * 7) % 997 + 1)"
        " parts.push(...one.push(samples.subarray(at, at + n)));"
        "parts.push(...one.push(new Float32Array(0), true));"
        "return [Array.from(whole), parts, Array.from(made().push(samples, true))];})"
    )
    assert whole == parts
    assert len(whole) == len(designed) == len(expected)
    assert np.abs(np.array(whole) - expected).max() < 2e-6  # of noise with a deviation of 0.1
    assert np.abs(np.array(designed) - expected)[300:-300].max() < 1e-3


def test_nothing_is_asked_of_anybody_else_and_it_goes_on_alone(window, served, starter, recordings):
    """Also where the server is gone after loading."""
    with Server(served(starter).folder, 0) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.02,))
        serving.start()
        open_page(window, server.url)
        server.shutdown()
        serving.join()
    answer = decided(window, recordings[:2])
    assert len(answer["files"]) == 2
    assert window.requests
    assert {url.partition("/")[2] and url[: len(server.url)] for url in window.requests} == {
        server.url
    }
    assert window.complaints == []


def test_the_browser_holds_the_page_to_its_own_folder(window, address, served, starter):
    other = served(starter).url
    open_page(window, address)
    for attempt in (f"fetch('{other}model.json')", f"import('{other}app.js')", EVALUATED):
        said = window.run(f"(async () => {attempt})().then(() => 'let through', () => 'refused')")
        assert said == "refused", attempt
    assert any("Content Security Policy" in text for text in window.complaints)
    window.complaints.clear()


def test_what_is_no_sound_is_said_and_the_rest_goes_on(page, recordings, tmp_path):
    words = tmp_path / "<b>words.wav"
    words.write_text("no sound at all")
    answer = decided(page, [words, recordings[0]])
    assert [row["path"] for row in answer["problems"]] == [words.name]
    assert len(answer["files"]) == 1
    table = page.run("document.querySelector('#results').innerText")
    assert "<b>words.wav" in table
    assert "Cannot be read: this browser cannot decode it." in table


def test_what_was_decided_is_kept_and_played(page, recordings, tmp_path):
    (short,) = (path for path in recordings if path.stem == "short")
    answer = decided(page, [short])
    page.keep_downloads(tmp_path)
    page.click("#save")
    kept = tmp_path / "scenes.json"
    page.until(kept.is_file)
    assert json.loads(kept.read_text("utf-8")) == answer
    word = "document.querySelector('button.play').getAttribute('aria-label')"
    page.click("button.play")
    page.wait(f"{word} === 'Stop short.wav'")
    page.wait(f"{word} === 'Play short.wav'")


def test_everything_has_a_name_and_keys_reach_it(page):
    tree = page.do("Accessibility.getFullAXTree")["nodes"]
    asked = {"button", "radio", "meter", "img", "textbox", "list", "table"}
    found = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree
        if node.get("role", {}).get("value") in asked and not node.get("ignored")
    ]
    assert len(found) > 12
    nameless = [role for role, name in found if not name and role not in ("list",)]
    assert nameless == []
    reached = []
    for _ in range(7):
        for kind in ("rawKeyDown", "keyUp"):
            page.do("Input.dispatchKeyEvent", type=kind, key="Tab", windowsVirtualKeyCode=9)
        reached.append(page.run("document.activeElement.id || document.activeElement.name"))
    assert reached == ["listen", "choose", "smoothing", "unknown", "precision", *reached[5:]]


def test_a_microphone_is_heard_until_stopped(served, starter, tmp_path):
    """The browser's own microphone plays a file; the page is clicked as a person clicks."""
    rng = np.random.default_rng(5)
    sound = tmp_path / "microphone.wav"
    soundfile.write(sound, np.clip(rng.normal(0, 0.1, 480_000), -1, 1), 48_000, subtype="PCM_16")
    options = (f"--use-file-for-fake-audio-capture={sound}",)
    expected = classify_file(starter, sound).windows[2].scene
    with browser(tmp_path / "profile", options) as page:
        open_page(page, served(starter).url)
        choose(page, "smoothing", "none")
        choose(page, "unknown", "off")
        page.click("#listen")
        page.wait("!document.querySelector('#open-mark').hidden")
        page.wait("document.querySelectorAll('#past li').length > 0")
        page.wait("+document.querySelector('#meter').getAttribute('aria-valuenow') > -40")
        shown = "document.querySelector('#decision-name').textContent"
        page.wait(f"{shown}.replace(' ', '_').toLowerCase() === {json.dumps(expected)}")
        assert page.run("document.querySelectorAll('#scores li').length") == 6
        page.click("#listen")
        page.wait("document.querySelector('#open-mark').hidden")
        assert page.run("document.querySelector('#listen').textContent") == "Start listening"
        assert page.complaints == []


def test_a_refused_microphone_is_said(page, address):
    page.do(
        "Browser.setPermission", permission={"name": "microphone"}, setting="denied",
        origin=address.rstrip("/"),
    )  # fmt: skip
    page.run("navigator.mediaDevices.getUserMedia = () => Promise.reject("
             "new DOMException('no', 'NotAllowedError'))")  # fmt: skip
    page.click("#listen")
    page.wait("!document.querySelector('#problem').hidden")
    assert "does not let this page use the microphone" in page.run(
        "document.querySelector('#problem').textContent"
    )
    assert page.run("document.querySelector('#open-mark').hidden")


def test_colours_are_those_of_the_window():
    text = (PAGE / "tokens.css").read_text("utf-8")
    dark, light = text.split("@media")
    for part, theme in ((dark, DARK), (light, LIGHT)):
        named = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", part))
        scenes = {f"scene-{n}": shade for n, shade in enumerate(theme.scenes)}
        names = {name.replace("-", "_"): name for name in named if not name.startswith("scene")}
        expected = {name: getattr(theme, token) for token, name in names.items()} | scenes
        assert named == {name: shade.lower() for name, shade in expected.items()}
        assert len(named) == 36


def test_colours_are_named_in_one_place():
    for path in PAGE.iterdir():
        if path.name != "tokens.css":
            found = re.findall(r"#[0-9a-f]{3,8}\b(?=[;\"', )])|rgba?\(", path.read_text("utf-8"))
            assert not found, (path.name, found)


def test_the_page_states_the_policy_that_is_served():
    assert f'http-equiv="Content-Security-Policy" content="{POLICY}"' in (
        PAGE / "index.html"
    ).read_text("utf-8")


def test_the_page_names_no_other_address():
    for path in PAGE.iterdir():
        found = re.findall(r"https?://[^\s\"'`]+", path.read_text("utf-8"))
        assert set(found) <= {"http://www.w3.org/2000/svg"}, path.name
