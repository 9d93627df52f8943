"""The estimate for a microcontroller: its laws, and what was counted where the C source ran."""

import json

import pytest

from ml_core.bundle import read_bundle
from ml_core.c99 import export_c
from ml_core.c99.microcontroller import (
    CORES,
    estimate_chip,
    front_end_instructions,
    network_instructions,
    work_of,
)
from ml_core.c99.program import plan_of
from ml_core.cli import main
from ml_core.cli.chips import chip_text, on_chips
from ml_core.errors import BundleError
from ml_core.files import resource_path
from tests.noise_bundle import write_tiny_bundle

STARTER = "starter.ascbundle"


@pytest.fixture(scope="module")
def starter():
    return read_bundle(resource_path(STARTER))


@pytest.fixture(scope="module")
def chip(starter):
    return estimate_chip(starter)


def test_sizes_are_those_of_the_c_source(starter, chip, tmp_path):
    facts = export_c(starter, tmp_path / "c")
    assert chip.flash_bytes == facts["flash_bytes"]
    assert chip.ram_bytes == facts["ram_bytes"]
    assert chip.macs == facts["macs"]
    assert chip.activation_bytes < chip.ram_bytes
    assert chip.window_bytes == 4 * starter.manifest.window_samples


def test_instructions_are_near_those_that_were_counted(starter):
    """Counted in qemu, one instruction at a time, of a network of 4.9 to 5.4 million MACs."""
    plan = plan_of(starter)
    counted = 31_826_646 * plan.macs / 5_387_792
    assert network_instructions(plan) == pytest.approx(counted, rel=0.1)
    front = front_end_instructions(starter.manifest.front_end, starter.manifest.window_samples)
    assert front == pytest.approx(7_821_199, rel=0.1)


def test_every_multiplication_is_counted_once(starter):
    plan = plan_of(starter)
    assert sum(work_of(step)[1] for step in plan.steps) == plan.macs


def test_every_core_has_a_range_around_what_is_likely(chip):
    assert [one.core for one in chip.cores] == list(CORES)
    for one in chip.cores:
        assert one.ms_low < one.ms < one.ms_high
        assert one.ms == pytest.approx(1000 * one.cycles / one.core.clock_hz)
    by_score = sorted(chip.cores, key=lambda one: one.core.coremark_per_mhz)
    cycles = [one.cycles for one in by_score]
    assert cycles == sorted(cycles, reverse=True)


def test_double_costs_more_where_the_core_does_not_compute_it(chip):
    work = {one.core.name: one.cycles * one.core.coremark_per_mhz for one in chip.cores}
    assert work["Cortex-M7"] == pytest.approx(work["Cortex-M55"])
    assert work["Cortex-M4"] == pytest.approx(work["Cortex-M33"])
    assert work["Cortex-M4"] > work["Cortex-M7"]


def test_plain_c_is_slower_than_kernels_that_makers_tuned(chip):
    """Published figures from outside: the estimate may not be better than all of them."""
    for one in chip.cores:
        if one.core.tuned is not None:
            assert one.cycles / chip.macs > one.core.tuned[0]
            assert one.tuned_ms is not None
            assert one.tuned_ms[0] < one.tuned_ms[1] < one.ms_high


def test_what_cannot_be_written_in_c_has_no_estimate_but_a_reason(tmp_path):
    noise = write_tiny_bundle(tmp_path / "noise.ascbundle")
    with pytest.raises(BundleError) as refused:
        estimate_chip(noise)
    assert on_chips(noise) == {"estimate": True, "reason": refused.value.message}
    assert refused.value.message in chip_text(on_chips(noise))


def test_the_command_says_that_it_is_an_estimate(chip, capsys):
    path = str(resource_path(STARTER))
    assert main(["complexity", path, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["microcontroller"]
    assert found["estimate"] is True
    assert found["reason"] is None
    assert found["flash_bytes"] == chip.flash_bytes
    assert [core["name"] for core in found["cores"]] == [core.name for core in CORES]
    assert "Estimate" in chip_text(found)
