from pathlib import Path

import pytest

from ml_core import recipes
from ml_core.errors import RecipeError
from ml_core.recipes import DistilRecipe, FinetuneRecipe, QuantizeRecipe


def test_every_recipe_that_ships_reads_and_survives_the_round_trip():
    names = recipes.names()
    assert len(names) >= 7
    for name in names:
        recipe = recipes.builtin(name)
        assert recipe.about
        assert recipes.parse(recipe.to_toml()) == recipe
    assert {recipes.builtin(name).stage for name in names} == {"finetune", "distil", "quantize"}
    assert recipes.names("distil") == [n for n in names if n.startswith("distil")]


def test_overrides_take_toml_values_and_bare_words():
    recipe = DistilRecipe().with_overrides(["epochs=3", "network=cp-mobile-6k", 'about="a = b"'])
    assert (recipe.epochs, recipe.network, recipe.about) == (3, "cp-mobile-6k", "a = b")
    assert recipe.batch_size == DistilRecipe().batch_size


@pytest.mark.parametrize(
    "override",
    [
        "epoch=3", "epochs", "epochs=-1", "epochs=2.5", "epochs=true", "epochs=many",
        "peak_lr=nan", "peak_lr=0", "soft_weight=1.5", "schedule=square", "schedule=[1]",
        "mixup_share=2", "temperature=0", "validation_share=0.9",
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named(override: str):
    name = override.partition("=")[0]
    with pytest.raises(RecipeError, match=name):
        DistilRecipe().with_overrides([override])


def test_unknown_keys_and_stages_are_errors():
    with pytest.raises(RecipeError, match="colour"):
        recipes.parse('stage = "distil"\ncolour = "red"\n')
    with pytest.raises(RecipeError, match="stage"):
        recipes.parse("epochs = 3\n")
    with pytest.raises(RecipeError, match="TOML"):
        recipes.parse("epochs = = 3\n")
    with pytest.raises(RecipeError, match="quantize"):
        DistilRecipe.from_toml(QuantizeRecipe().to_toml())


def test_a_recipe_is_read_by_name_or_from_a_file(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text('stage = "finetune"\nepochs = 2\n')
    assert recipes.read(str(path)) == FinetuneRecipe(epochs=2)
    assert recipes.read("distil-quick") == recipes.builtin("distil-quick")
    for wrong in ("no-such", "../stages", str(tmp_path / "gone.toml")):
        with pytest.raises(RecipeError, match="no recipe"):
            recipes.read(wrong)


def test_text_survives_toml(tmp_path: Path):
    recipe = FinetuneRecipe(weights='C:\\new "teachers"\\yamnet.safetensors')
    assert recipes.parse(recipe.to_toml()) == recipe
