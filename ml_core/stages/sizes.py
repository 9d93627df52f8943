"""Sizes of every registered network, as published and as its int8 file has them.

``python -m ml_core.stages.sizes`` rewrites ``recipes/networks.toml``, network by network.
"""

import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ml_core import recipes
from ml_core.files import write_text
from ml_core.models import registry
from ml_core.models.complexity import published
from ml_core.quantization import export
from ml_core.stages.untrained import int8_file

ROLES = {
    "teacher": registry.TEACHERS,
    "student": registry.STUDENTS,
    "ablation": registry.ABLATIONS,
}


def int8_size(network: str) -> dict[str, int]:
    """What the int8 file of a student holds and computes, for 10 scenes and the cosine head.

    Returns:
        ``int8_bytes``: all numbers in it, as in ``complexity.bytes`` of a bundle; ``int8_macs``:
        multiply-accumulates of one window. Both are more than the network has weights and does
        products, for channels are filled up to what integer kernels are fast at.
    """
    data = int8_file(network)
    return {"int8_bytes": export.weight_bytes(data), "int8_macs": export.n_macs(data)}


def networks_toml(int8: Mapping[str, Mapping[str, int]]) -> str:
    """The text of ``recipes/networks.toml``.

    Args:
        int8: from ``int8_size``, by network.
    """
    lines = [
        "# Written by `python -m ml_core.stages.sizes`: sizes of the published networks, so that",
        "# a window without torch can show them, and of students as exported in int8. Input is",
        "# one window.",
    ]
    for role, networks in ROLES.items():
        for name, network in networks.items():
            bands, frames = network.published_shape
            row: dict[str, Any] = {**asdict(published(name)), **int8.get(name, {})}
            lines += ["", f'["{name}"]', f'role = "{role}"']
            lines += [f"{key} = {value}" for key, value in row.items()]
            lines += [f"outputs = {network.published_outputs}", f"input = [{bands}, {frames}]"]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure every student and write the table."""
    found = {}
    for name in (*registry.STUDENTS, *registry.ABLATIONS):
        found[name] = int8_size(name)
        print(name, found[name], file=sys.stderr, flush=True)  # noqa: T201
    write_text(Path(recipes.__file__).with_name("networks.toml"), networks_toml(found))


if __name__ == "__main__":
    main()
