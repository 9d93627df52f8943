"""What the authors' own code computes, computed by ours: one test per file of ASC_GOLDEN_DIR."""

import json
from pathlib import Path

import pytest
import torch
from safetensors import safe_open

from tests.conftest import folder_named_by
from tests.golden.readers import Golden, reader_of

FOLDER = folder_named_by("ASC_GOLDEN_DIR", "golden")


def read_golden(path: Path) -> Golden:
    with safe_open(path, "pt") as file:
        about = json.loads(file.metadata()["about"])
        tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 - no mapping
    kinds = {
        kind: {
            key.removeprefix(kind): value for key, value in tensors.items() if key.startswith(kind)
        }
        for kind in ("input.", "output.", "state.")
    }
    return Golden(*kinds.values(), about)


def cases() -> list[object]:
    """One case per file."""
    if not FOLDER.is_dir():
        reason = f"ASC_GOLDEN_DIR names no folder ({FOLDER})"
        return [pytest.param(FOLDER, id="none", marks=pytest.mark.skip(reason=reason))]
    return [pytest.param(path, id=path.stem) for path in sorted(FOLDER.glob("*.safetensors"))]


@pytest.mark.parametrize("path", cases())
def test_golden(path: Path) -> None:
    reader = reader_of(path.stem)
    assert reader is not None, f"no reader for {path.stem}"
    golden = read_golden(path)
    compared = 0
    for what, computed, expected, atol in reader(golden):
        torch.testing.assert_close(
            computed,
            expected,
            atol=golden.about["atol"] if atol is None else atol,
            rtol=0,
            check_dtype=False,
            msg=lambda text, what=what: f"{what}: {text}",
        )
        compared += 1
    assert compared


@pytest.mark.parametrize("name", ["mel_cp_mobile_16k", "cp_mobile_126k", "yamnet", "kd", "supcon"])
def test_known_names_have_a_reader(name: str) -> None:
    assert reader_of(name) is not None


def test_an_unknown_name_has_no_reader() -> None:
    assert reader_of("something_else") is None
