"""The table's int8 sizes are those of the files that are exported."""

import pytest

pytest.importorskip("torchao")

from ml_core import recipes
from ml_core.models import registry
from ml_core.stages.sizes import int8_size, networks_toml

SAMPLE = ("cp-mobile-6k",)
STUDENTS = [
    pytest.param(name, marks=[] if name in SAMPLE else [pytest.mark.slow])
    for name in (*registry.STUDENTS, *registry.ABLATIONS)
]


@pytest.mark.parametrize("name", STUDENTS)
def test_a_network_is_as_large_as_its_exported_file(name: str):
    """After a change: python -m ml_core.stages.sizes."""
    row = recipes.networks()[name]
    assert int8_size(name) == {key: row[key] for key in ("int8_bytes", "int8_macs")}


@pytest.mark.parametrize("name", [*registry.STUDENTS, *registry.ABLATIONS])
def test_a_file_holds_at_least_a_byte_for_each_weight(name: str):
    row = recipes.networks()[name]
    n_bytes, macs = recipes.int8_size(row)
    assert 0.9 * row["parameters"] < n_bytes < 3 * row["parameters"]  # norms are folded
    assert 0.9 * row["macs"] < macs < 2.5 * row["macs"]


def test_what_is_never_exported_has_a_byte_for_each_weight():
    row = recipes.networks()["yamnet"]
    assert recipes.int8_size(row) == (row["parameters"], row["macs"])


@pytest.mark.slow
def test_the_table_is_what_the_program_writes():
    path = recipes.__file__.replace("__init__.py", "networks.toml")
    table = recipes.networks()
    int8 = {
        name: {key: row[key] for key in ("int8_bytes", "int8_macs")}
        for name, row in table.items()
        if "int8_bytes" in row
    }
    with open(path, encoding="utf-8") as stream:
        assert networks_toml(int8) == stream.read()
