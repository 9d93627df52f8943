"""What a search tries: ranges around the recipe, every corner of which is a recipe."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core import recipes
from ml_core.errors import RecipeError
from ml_core.recipes import DistilRecipe, FinetuneRecipe, QuantizeRecipe
from ml_core.search.space import Dimension, own_values, parse_dimension, space_of

SEARCHED = [
    name
    for name in recipes.names()
    if recipes.builtin(name).stage != "specialise" and recipes.builtin(name).epochs > 0
]


@pytest.mark.parametrize("name", SEARCHED)
@pytest.mark.parametrize("has_teacher", [False, True])
def test_every_corner_of_a_space_is_a_recipe(name: str, has_teacher: bool):
    recipe = recipes.builtin(name)
    space = space_of(recipe, has_teacher=has_teacher)
    assert {"peak_lr"} <= {one.name for one in space}
    own = own_values(recipe, space)
    assert own is not None  # the recipe itself is tried first
    assert recipe.with_overrides([one.setting(own[one.name]) for one in space]) == recipe
    for low in itertools.islice(itertools.product((False, True), repeat=len(space)), 64):
        ends = [one.low if is_low else one.high for one, is_low in zip(space, low, strict=True)]
        values = [int(v) if one.kind == "int" else v for one, v in zip(space, ends, strict=True)]
        recipe.with_overrides([o.setting(v) for o, v in zip(space, values, strict=True)])
    assert all(one.meaning for one in space)
    assert [Dimension.from_dict(one.to_dict()) for one in space] == list(space)


def test_a_student_without_a_teacher_has_nobody_to_trust():
    recipe = DistilRecipe()
    names = {one.name for one in space_of(recipe, has_teacher=True)}
    assert names - {one.name for one in space_of(recipe)} == {"temperature", "soft_weight"}
    with_crd = {one.name for one in space_of(DistilRecipe(crd_weight=1.0), has_teacher=True)}
    assert names - with_crd == {"mixup_share"}  # which CRD does not allow


def test_what_has_no_effect_is_not_tried():
    frozen = FinetuneRecipe(trainable="head", embeddings="cached")
    assert {one.name for one in space_of(frozen)} == {"peak_lr", "weight_decay"}
    live = FinetuneRecipe(trainable="head", embeddings="live", weight_decay=0.0)
    assert {"mixup_share"} <= {one.name for one in space_of(live)}
    assert "weight_decay" not in {one.name for one in space_of(live)}


def test_what_cannot_be_searched_is_said():
    with pytest.raises(RecipeError, match="0 epochs"):
        space_of(QuantizeRecipe(epochs=0))
    with pytest.raises(RecipeError, match="no search for specialise"):
        space_of(recipes.builtin("dcase25-device"))


@given(
    low=st.floats(1e-6, 1e3),
    factor=st.floats(1.001, 1e3),
    log=st.booleans(),
)
def test_a_range_is_read_as_it_is_written(low: float, factor: float, log: bool):
    text = f"peak_lr={low!r}:{low * factor!r}" + (":log" if log else "")
    found = parse_dimension(text, DistilRecipe())
    assert (found.kind, found.low, found.high, found.log) == ("float", low, low * factor, log)


def test_whole_numbers_words_and_truths_keep_their_kind():
    recipe = DistilRecipe()
    assert parse_dimension("epochs=10.2:40", recipe) == Dimension("epochs", "int", 11, 40)
    assert parse_dimension("batch_size=16, 64", recipe).choices == (16, 64)
    found = parse_dimension("network=cp-mobile-6k,cp-mobile-12k", recipe)
    assert found.choices == ("cp-mobile-6k", "cp-mobile-12k")
    assert found.setting("cp-mobile-6k") == "network=cp-mobile-6k"
    truth = parse_dimension("unlabelled=true,false", recipe)
    assert truth.choices == (True, False)
    assert truth.setting(True) == "unlabelled=true"
    assert own_values(recipe, [found]) is None  # the recipe's own is another


@given(st.floats(1e-9, 1e9))
def test_a_setting_is_short_and_near(value: float):
    text = Dimension("peak_lr", "float", 0, 1e9).setting(value).removeprefix("peak_lr=")
    assert float(text) == pytest.approx(value, rel=1e-3)
    assert len(text) <= 12


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("peak_lr", "not a setting"), ("no_such=1:2", "not a setting"), ("seed=1:2", "not a"),
        ("validation_share=0.1:0.2", "not a"), ("peak_lr=2:1", "range"), ("peak_lr=a:b", "range"),
        ("peak_lr=1:2:linear", "range"), ("epochs=-5:0:log", "range"),
        ("peak_lr=-1:1", "cannot be"), ("temperature=0.1,0", "cannot be"),
        ("kd_reduction=mean,sum", "cannot be"), ("peak_lr=1:2:3:4", "range"),
    ],
)  # fmt: skip
def test_odd_ranges_are_refused(text: str, words: str):
    with pytest.raises(RecipeError, match=words):
        parse_dimension(text, DistilRecipe())


@pytest.mark.parametrize("text", ["epochs=1:inf", "epochs=1.2:1.8", "peak_lr=nan:1"])
def test_ranges_without_values_are_refused(text: str):
    with pytest.raises(RecipeError, match="not a range"):
        parse_dimension(text, recipes.builtin("distil-default"))


@pytest.mark.parametrize("text", ["network=cp-mobile-6k,nosuch", "network=nosuch", "network=beats"])
def test_networks_that_nobody_can_train_as_a_student_are_refused(text: str):
    with pytest.raises(RecipeError, match=r'No network is named "(nosuch|beats)"'):
        parse_dimension(text, recipes.builtin("distil-default"))


def test_a_front_end_that_nobody_knows_is_refused():
    with pytest.raises(RecipeError, match='No front end is named "nosuch"'):
        parse_dimension("front_end=nosuch", recipes.builtin("distil-default"))
