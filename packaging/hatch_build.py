"""A wheel carries onnxruntime-web; see onnxruntime_web.py. In a source tree nothing is fetched."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebRuntime(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        script = Path(self.root) / "packaging" / "onnxruntime_web.py"
        packed = runpy.run_path(str(script))["bring"]()
        build_data["artifacts"].append(str(packed.relative_to(self.root)))
