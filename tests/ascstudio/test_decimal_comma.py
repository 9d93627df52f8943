"""Where people write 3,5: files, settings and decisions are those of everywhere else.

Qt puts the locale of the environment in force for every library written in C.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ml_core import api

ROOT = Path(__file__).resolve().parents[2]
COMMA = "de_DE.UTF-8"
AT_WORK = """
import locale, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication(["studio"])
print(locale.localeconv()["decimal_point"])
from ascstudio.settings import Settings
from ml_core.cli import main
home, bundle = Path(sys.argv[1]), sys.argv[2]
settings = Settings(home / "settings.toml")
settings.set("appearance.text_size", 1.25)
assert Settings(home / "settings.toml").number("appearance.text_size") == 1.25
project = str(home / "project")
for words in (
    ["new", project], ["import", project, str(home / "audio")],
    ["import", project, str(home / "labels.csv"), "--audio", str(home / "audio")],
    ["labels", project, str(home / "out.csv"), "--format", "csv"],
    ["labels", project, str(home / "out.json"), "--format", "aoef"],
    ["labels", project, str(home / "raven.txt"), "--format", "raven"],
    ["classify", bundle, str(home / "audio/bus/one.wav"), "--hop", "0.5"],
    ["info", project],
):
    assert main([*words, "--json"]) == 0, words
"""


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with that locale, made here: no system has to have it."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales/de_DE").exists():
        pytest.skip("not installed: locales")
    command = ["localedef", "-i", "de_DE", "-f", "UTF-8", str(folder / COMMA)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def worked(home: Path, locales: Path, name: str) -> tuple[str, list[str], dict[str, bytes]]:
    """The decimal point in force, what the commands said, and the files they wrote."""
    samples = np.random.default_rng(3).uniform(-0.2, 0.2, 40_000).astype(np.float32)
    (home / "audio/bus").mkdir(parents=True)
    api.write_wav(home / "audio/bus/one.wav", samples, 16_000)
    (home / "labels.csv").write_text(
        "filename,start_s,duration_s,scene\nbus/one.wav,0.25,1.5,tram\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", AT_WORK, str(home), str(ROOT / "resources/starter.ascbundle")],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {
            "LC_ALL": name, "LOCPATH": str(locales), "ASC_HOME": str(home / "home"),
            "QT_QPA_PLATFORM": "offscreen",
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    point, *said = done.stdout.splitlines()
    names = ("settings.toml", "out.csv", "raven.txt")
    return point, said, {one: (home / one).read_bytes() for one in names}


def test_a_comma_changes_nothing(tmp_path: Path, locales: Path) -> None:
    point, said, files = worked(tmp_path / "one", locales, "C.UTF-8")
    comma, also_said, also_files = worked(tmp_path / "two", locales, COMMA)
    assert (point, comma) == (".", ",")
    answers = [json.loads(one.replace("/two/", "/one/")) for one in also_said]
    assert answers == [json.loads(one) for one in said]
    assert {name: data.replace(b"/two/", b"/one/") for name, data in also_files.items()} == files
    assert b"0.25" in files["out.csv"]
