"""Put photographs of take.py into the guide:

    python tests/photographs/guide_pictures.py FOLDER [--theme dark]

FOLDER is the --out of take.py, run with --project on a prepared project.
"""

import argparse
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "resources" / "guide" / "pictures"
SHOWN = {  # picture of the guide -> photograph
    "library": "library-full",
    "label": "label-full",
    "explore": "explore-chosen",
    "train": "train-run-running-1280",
    "evaluate": "evaluate-overview",
    "deploy": "deploy-1280",
    "live": "live-full",
    "teach": "teach-effect",
}


def put(photograph: Path, picture: Path) -> None:
    """As it is: a PNG of a window is small."""
    if not photograph.is_file():
        sys.exit(f"{photograph} is not there: run take.py for it first.")
    shutil.copyfile(photograph, picture)
    print(f"{picture.name} {picture.stat().st_size // 1000} kB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--theme", default="dark")
    options = parser.parse_args()
    for name, photograph in SHOWN.items():
        put(options.folder / f"{photograph}-{options.theme}.png", PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
