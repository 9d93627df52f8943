"""Parts of other packages: found by name, and every failure names the package."""

import sys
from pathlib import Path

import pytest
from torch import nn

from ml_core import plugins
from ml_core.errors import RecipeError
from ml_core.models import registry
from ml_core.training.plugins import find_loss
from tests.packages import Site

HEADER = """
from torch import nn
from ml_core.frontend.spec import SHORT_16K
from ml_core.models.registry import Network
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(tmp_path / "site", monkeypatch)


def offer(
    site: Site, module: str, text: str, *, package: str = "own", group: str = plugins.NETWORKS
) -> None:
    pyproject = f"""
        [project]
        name = "{package}"
        version = "1.0"
        [project.entry-points."{group}"]
        mine = "{module}:part"
    """
    site.install(pyproject, {module: HEADER + text})


def test_nothing_is_imported_before_it_is_named(site: Site):
    offer(site, "own_lazy", "part = Network(nn.Identity, SHORT_16K, 16_000, (128, 64))")
    assert "mine" in plugins.names(plugins.NETWORKS)
    registry.find("cp-mobile-6k")
    with pytest.raises(RecipeError, match="mine"):  # offered, so it is among the choices
        registry.find("other")
    assert "own_lazy" not in sys.modules
    assert registry.find("mine").published_shape == (128, 64)
    assert "own_lazy" in sys.modules


def test_own_names_are_never_looked_up_in_packages(site: Site):
    site.install(
        '[project]\nname = "own"\nversion = "1"\n'
        '[project.entry-points."asc_studio.networks"]\ncp-mobile-6k = "nowhere:part"\n',
        {},
    )
    assert registry.find("cp-mobile-6k") is registry.NETWORKS["cp-mobile-6k"]
    with pytest.raises(RecipeError, match="yamnet"):
        registry.build_student("yamnet", 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 / 0", "own cannot be imported: ZeroDivisionError"),
        ("other = 1", "own cannot be imported: AttributeError"),
        ("part = 3", "own is no network but a int"),
    ],
)
def test_a_package_that_fails_is_named(site: Site, text: str, message: str):
    offer(site, "own_broken", text)
    with pytest.raises(RecipeError, match=message):
        registry.find("mine")


@pytest.mark.parametrize(
    ("build", "message"),
    [
        ("lambda n_scenes: nn.Identity()", "own cannot be built: TypeError"),
        ("lambda n_scenes, head: nn.Identity()", "own lacks its embedding_size"),
    ],
)
def test_a_network_that_cannot_be_built_is_told_with_its_package(
    site: Site, build: str, message: str
):
    offer(site, "own_unbuilt", f"part = Network({build}, SHORT_16K, 16_000, (128, 64))")
    with pytest.raises(RecipeError, match=message):
        registry.build_teacher("mine", 3)
    assert not isinstance(registry.find("mine"), nn.Module)


def test_two_packages_of_one_name_are_both_named(site: Site):
    for package in ("first", "second"):
        offer(site, f"own_{package}", "part = 1", package=package)
    with pytest.raises(RecipeError, match="first, second"):
        registry.find("mine")


def test_a_loss_is_found_or_its_absence_told(site: Site):
    with pytest.raises(RecipeError, match="none"):
        find_loss("mine")
    offer(site, "own_loss", "part = 3", group=plugins.LOSSES)
    with pytest.raises(RecipeError, match="own is no loss but a int"):
        find_loss("mine")
