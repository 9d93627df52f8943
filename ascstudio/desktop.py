"""The studio among the programs of a Linux desktop: menu entry, icons, what it opens.

``ascstudio --install-desktop`` writes them for the user who runs it, below ``~/.local/share`` (or
``XDG_DATA_HOME``), and ``ascstudio --remove-desktop`` takes them away again. They name the program
that wrote them, so a checkout, an installed package and a frozen folder all work. A project is a
folder; what a file manager can open of it is the file ``project.sqlite`` in it.
"""

import os
import shutil
import subprocess
from pathlib import Path

from ml_core import api

NAME = "ascstudio"
BUNDLE_TYPE = "application/vnd.ascstudio.bundle"
PROJECT_TYPE = "application/vnd.ascstudio.project"
PROJECT_FILE = "project.sqlite"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
"""Pixels, as the icon theme specification lists them."""

_ENTRY = """\
[Desktop Entry]
Type=Application
Version=1.0
Name=ASC Studio
GenericName=Acoustic scene studio
GenericName[de]=Studio für akustische Szenen
Comment=Label acoustic scenes, train a tiny network and let it listen live
Comment[de]=Akustische Szenen benennen, ein kleines Netz trainieren und es live hören lassen
Exec={command} %f
Icon=ascstudio
Terminal=false
StartupNotify=true
StartupWMClass=ascstudio
Categories=Science;ArtificialIntelligence;
Keywords=sound;acoustic;scene;classification;machine learning;label;
MimeType={bundle};{project};
"""

_TYPES = """\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{bundle}">
    <comment>ASC Studio bundle</comment>
    <comment xml:lang="de">ASC-Studio-Paket</comment>
    <sub-class-of type="application/zip"/>
    <icon name="ascstudio"/>
    <glob pattern="*.ascbundle"/>
  </mime-type>
  <mime-type type="{project}">
    <comment>ASC Studio project</comment>
    <comment xml:lang="de">ASC-Studio-Projekt</comment>
    <sub-class-of type="application/vnd.sqlite3"/>
    <icon name="ascstudio"/>
    <glob pattern="{file}" weight="80"/>
  </mime-type>
</mime-info>
"""


def install(data: Path | None = None) -> list[Path]:
    """Write the menu entry, the file types and the icons; returns what was written.

    Args:
        data: folder of the user's shared data; None is the usual one.
    """
    data = data or data_dir()
    entry, types, *icons = _paths(data)
    command = " ".join(map(_quoted, api.studio_command()))
    words = _ENTRY.format(command=command, bundle=BUNDLE_TYPE, project=PROJECT_TYPE)
    for path, text in (
        (entry, words),
        (types, _TYPES.format(bundle=BUNDLE_TYPE, project=PROJECT_TYPE, file=PROJECT_FILE)),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        api.write_text(path, text)
    _draw(icons)
    _tell_the_desktop(data)
    return [entry, types, *icons]


def remove(data: Path | None = None) -> list[Path]:
    """Take away what ``install`` wrote; returns what was there."""
    data = data or data_dir()
    found = [path for path in _paths(data) if path.exists()]
    for path in found:
        path.unlink()
    _tell_the_desktop(data)
    return found


def data_dir() -> Path:
    """The user's shared data, by the base directory specification."""
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "share"


def named_by(argument: Path) -> Path:
    """The project or bundle that a file stands for: of a project's file its folder."""
    return argument.parent if argument.name == PROJECT_FILE else argument


def _paths(data: Path) -> list[Path]:
    icons = data / "icons" / "hicolor"
    return [
        data / "applications" / f"{NAME}.desktop",
        data / "mime" / "packages" / f"{NAME}.xml",
        icons / "scalable" / "apps" / f"{NAME}.svg",
        *(icons / f"{size}x{size}" / "apps" / f"{NAME}.png" for size in ICON_SIZES),
    ]


def _quoted(word: str) -> str:
    """As the desktop entry specification wants an argument of Exec."""
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, "\\" + sign)
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


def _draw(icons: list[Path]) -> None:
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage

    scalable, *sized = icons
    for path in icons:
        path.parent.mkdir(parents=True, exist_ok=True)
    api.write_bytes(scalable, api.resource_path("app-icon.svg").read_bytes())
    large = QImage(str(api.resource_path("app-icon.png")))
    smooth = Qt.TransformationMode.SmoothTransformation
    for path, size in zip(sized, ICON_SIZES, strict=True):
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        large.scaled(size, size, mode=smooth).save(buffer, "PNG")  # type: ignore[call-overload]
        api.write_bytes(path, bytes(buffer.data().data()))


def _tell_the_desktop(data: Path) -> None:
    """Let running programs know; where a tool is missing the desktop finds out by itself later."""
    for tool, folder in (
        ("update-mime-database", data / "mime"),
        ("update-desktop-database", data / "applications"),
        ("gtk-update-icon-cache", data / "icons" / "hicolor"),
    ):
        program = shutil.which(tool)
        if program is not None and folder.is_dir():
            options = ["-q", "-t", "-f"] if tool.startswith("gtk") else []
            subprocess.run([program, *options, str(folder)], capture_output=True, check=False)
