"""Wrote ``bundle_v1.ascbundle``. Kept to show what is in it: the file is never written again."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "ml_core"))

from tiny_bundle import SIZE, contents

from ml_core import bundle

if __name__ == "__main__":
    scene = bundle.EnrolledScene("workshop", (0.25,) * SIZE, 0.4, 12, {"scale": 9.5})
    path = Path(__file__).with_name("bundle_v1.ascbundle")
    bundle.write_bundle(path, contents(enrolled=(scene,)))
