from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core import recipes
from ml_core.errors import RecipeError
from ml_core.frontend.spec import FRONT_ENDS
from ml_core.models.registry import NETWORKS
from ml_core.recipes import DistilRecipe, FinetuneRecipe, QuantizeRecipe


def test_every_recipe_that_ships_reads_and_survives_the_round_trip():
    names = recipes.names()
    assert len(names) >= 7
    for name in names:
        recipe = recipes.builtin(name)
        assert recipe.about
        assert recipes.parse(recipe.to_toml()) == recipe
    assert {"finetune", "distil", "quantize"} <= {recipes.builtin(name).stage for name in names}
    by_stage = [set(recipes.names(stage)) for stage in ("finetune", "distil", "quantize")]
    assert by_stage[0].isdisjoint(by_stage[1])
    assert {name for name in names if name.startswith("distil")} < by_stage[1]


# Recipes that are of no paper: defaults of the studio.
OUR_OWN = ("distil-", "quantize-default", "quantize-quick", "quantize-starter", "finetune-")
SYSTEMS = [
    "beats-frozen", "beats-unfrozen", "yamnet-frozen", "yamnet-unfrozen", "cp-resnet-128k",
    "cp-resnet", "passt", "contrastasc-teacher", "contrastasc-student", "sepnet-kd",
    "flexinet-sm1", "flexinet-sm2", "flexinet-sm3", "flexinet-sm4", "confit",
    "dcase24-baseline", "dcase25-device", "cp-mobile-kd",
]  # fmt: skip


def test_every_system_of_the_papers_has_a_recipe():
    assert set(SYSTEMS) <= set(recipes.names())


@pytest.mark.parametrize("name", recipes.names())
def test_a_recipe_names_what_there_is_and_where_it_comes_from(name: str):
    recipe = recipes.builtin(name)
    network = getattr(recipe, "network", None)
    assert network is None or network in NETWORKS
    assert recipe.front_end in ("", *FRONT_ENDS)
    if not name.startswith(OUR_OWN):
        assert recipe.source
        assert recipe.reconstructed
        assert recipe.published
        assert "\n" not in recipe.source + recipe.reconstructed + recipe.published


def test_published_schedules_fit_their_epochs():
    """A phase that begins after the last epoch would never be reached."""
    for name in recipes.names():
        recipe = recipes.builtin(name)
        phases = (recipe.warmup_epochs, recipe.hold_until_epoch, recipe.fall_until_epoch)
        assert max(phases) <= max(recipe.epochs, 1), name
        assert recipe.hold_until_epoch <= recipe.fall_until_epoch or not recipe.fall_until_epoch
        if recipe.schedule == "warm_restarts":  # the last period ends with the last epoch
            periods = recipe.epochs / recipe.restart_epochs + 1
            assert np.log2(periods) == int(np.log2(periods)), name


def test_overrides_take_toml_values_and_bare_words():
    recipe = DistilRecipe().with_overrides(["epochs=3", "network=cp-mobile-6k", 'about="a = b"'])
    assert (recipe.epochs, recipe.network, recipe.about) == (3, "cp-mobile-6k", "a = b")
    assert recipe.batch_size == DistilRecipe().batch_size


@pytest.mark.parametrize(
    "override",
    [
        "epoch=3", "epochs", "epochs=-1", "epochs=2.5", "epochs=true", "epochs=many",
        "peak_lr=nan", "peak_lr=0", "soft_weight=1.5", "schedule=square", "schedule=[1]",
        "mixup_share=2", "speed_octaves=9", "gain_db=100", "mel_jitter_hz=8001", "temperature=0",
        "validation_share=0.9",
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named(override: str):
    name = override.partition("=")[0]
    with pytest.raises(RecipeError, match=name):
        DistilRecipe().with_overrides([override])


@pytest.mark.parametrize(
    ("override", "allowed"),
    [
        ("mel_jitter_hz=1e9", "0 to 8000 Hz"), ("gain_db=61", "0 to 60 dB"),
        ("speed_octaves=3", "0 to 2 octaves"),
    ],
)  # fmt: skip
def test_what_is_out_of_bounds_is_told_the_bounds(override: str, allowed: str):
    with pytest.raises(RecipeError) as error:
        DistilRecipe().with_overrides([override])
    assert error.value.hint == f"It may be {allowed}."


def test_parts_of_a_batch_that_may_be_single_windows_need_another_head():
    for size in (0, 3, 64):
        FinetuneRecipe(head="cosine-batchnorm", micro_batch=size)
    for size in (1, 2):
        FinetuneRecipe(micro_batch=size)
        with pytest.raises(RecipeError, match="micro_batch"):
            FinetuneRecipe(head="cosine-batchnorm", micro_batch=size)


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


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_words_survive_the_round_trip(words: str):
    recipe = DistilRecipe(about=words)
    assert recipes.parse(recipe.to_toml()) == recipe


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1)
                .map(str.strip).filter(bool), min_size=2, unique=True))  # fmt: skip
def test_scenes_may_have_commas_and_quotes_in_their_names(names: list[str]):
    recipe = FinetuneRecipe(scenes=FinetuneRecipe.scenes_text(names))
    assert recipe.chosen_scenes == tuple(names)


@pytest.mark.parametrize(
    "text",
    [
        'stage = ["distil"]',
        "[stage]",
        'stage = "distil"\npeak_lr = 1' + "0" * 400,
        'stage = "distil"\nepochs = 1' + "0" * 5000,
        'stage = "distil"\nepochs = 1' + "0" * 310,
        "stage = " + "[" * 20_000,
        'stage = "finetune"\nweights = "~nosuchuser/x"',
        'stage = "finetune"\nweights = "' + "x" * 5000 + '"',
        'stage = "finetune"\nweights = "' + "x" * 300 + '"',
        'stage = "distil"\ndir_folder = "\\u0000"',
    ],
    ids=range(10),
)
def test_odd_recipes_are_refused_in_a_sentence(text: str):
    with pytest.raises(RecipeError):
        recipes.parse(text)


def test_recipes_as_editors_save_them(tmp_path: Path):
    path = tmp_path / "one.toml"
    path.write_bytes(b"\xef\xbb\xbf" + DistilRecipe().to_toml().encode())
    assert recipes.read(str(path)) == DistilRecipe()
    path.write_bytes(DistilRecipe(about="é").to_toml().encode("utf-16"))
    with pytest.raises(RecipeError, match="UTF-8"):
        recipes.read(str(path))
