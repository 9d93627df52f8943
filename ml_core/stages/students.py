"""Which runs can be made int8. Torch-free, so that it can be asked before anything starts."""

from pathlib import Path

from ml_core.errors import RunError
from ml_core.runs import RunFolder


def require_one_network(run: Path) -> None:
    """Refuse a run of several networks: a bundle holds one, and none of them is the run's.

    Args:
        run: the folder of a student's run.

    Raises:
        RunError: it holds no run, one that is specialised per device, or a fusion.
    """
    folder = RunFolder.open(run)
    facts = folder.provenance
    if facts.get("stage") == "specialise":
        general = facts.get("inputs", {}).get("student", "")
        raise RunError(
            f'"{folder.name}" has a network for every device it was specialised for, and a bundle '
            "holds one.",
            hint=f"Quantize the general student instead, which it started from: {general}",
        )
    if facts.get("stage") == "fuse":
        raise RunError(
            f'"{folder.name}" is a fusion of several networks, and a bundle holds one.',
            hint="Quantize one of them, or a student taught by the fusion.",
        )
