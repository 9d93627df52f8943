"""``asc shard``: what it writes, says and refuses; ``asc import`` of what it wrote."""

import json
from pathlib import Path
from typing import Any

import pytest

from ml_core.cli import main
from tests.ml_core.shard_projects import sounding


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sharding") / "p"
    sounding(folder, n=12).close()
    return folder


def asc(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, Any]]:
    status = main([*map(str, words), "--json"])
    said = capsys.readouterr()
    return status, json.loads(said.out) if said.out else {"said": said.err}


def test_it_writes_checks_and_imports(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, also = tmp_path / "s", tmp_path / "t"
    status, said = asc(capsys, "shard", project, "--out", out, "--also", also, "--shard-mb", 1)
    assert status == 0
    assert (said["clips"], said["left_out"], said["kept"], said["problems"]) == (12, 1, 0, [])
    assert said["shards"] == 3
    assert {one.name for one in also.glob("*.tar")} == {"test-000001.tar"}
    status, refused = asc(capsys, "shard", project, "--out", out, "--also", also)
    assert status == 1
    assert "holds shards of other clips" in refused["said"]  # or of other sizes
    status, checked = asc(capsys, "shard", "--check", out)
    assert status == 0
    assert checked["shards"] == ["clips-000000", "test-000001", "train-000002"]
    assert asc(capsys, "new", tmp_path / "q")[0] == 0
    status, report = asc(capsys, "import", tmp_path / "q", out)
    assert (status, report["recordings"], report["missing"]) == (0, 12, 0)
    status, info = asc(capsys, "info", tmp_path / "q")
    assert info["splits"] == {"train": 4, "test": 4}
    assert info["devices"] == {"phone": 5, "recorder": 4}
    status, again = asc(capsys, "shard", tmp_path / "q", "--out", tmp_path / "u")
    assert (status, again["clips"]) == (0, 12)  # shards of what lies in shards
    (also / "test-000001.tar").unlink()
    status, checked = asc(capsys, "shard", "--check", out)
    assert status == 1
    assert "1 of the 3 shards" in checked["said"]


def test_filters_choose(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "s"
    status, said = asc(
        capsys, "shard", project, "--out", out, "--labelled", "--device", "phone,recorder"
    )
    assert status == 0
    assert 0 < said["clips"] < 9
    status, said = asc(capsys, "shard", project, "--out", tmp_path / "x", "--scene", "sea")
    assert status == 1
    assert "No clip was chosen" in said["said"]
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "words", [[], ["P"], ["--out", "x"], ["P", "--check", "x"], ["P", "--out", "x", "--shard-mb=0"]]
)
def test_wrong_usage_is_said(words: list[str], project: Path, tmp_path: Path) -> None:
    filled = [str(project) if one == "P" else str(tmp_path) if one == "x" else one for one in words]
    with pytest.raises(SystemExit) as ended:
        main(["shard", *filled])
    assert ended.value.code == 2
