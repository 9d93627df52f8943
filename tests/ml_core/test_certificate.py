"""What a certificate concludes from its counts, and what it does not believe."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_bundle import contents

from ml_core import bundle
from ml_core.bundle.certificate import RULES, Certificate, certificate, percent
from ml_core.bundle.licences import may_ship, ship_reasons
from ml_core.cli import main
from ml_core.files import sha256_bytes
from ml_core.project import Project

INT8 = b"an int8 network"


def counts(n: int, same: int) -> dict[str, Any]:
    row = {"n": n, "same": same}
    return {**row, "per_scene": {"park": row}, "per_device": {"": row},
            "gap_steps": {"median": 0.0, "p95": 0.0, "max": 1.0}}  # fmt: skip


def table(n: int = 2000, same: int = 2000, simulated: int = 2000, **changes) -> dict[str, Any]:
    return {
        "measured": True, "rules": RULES, "int8": sha256_bytes(INT8), "n_shifted": 0,
        "windows_of": "test", **counts(n, same), "simulated_to_int8": counts(n, simulated),
        "float_to_int8": counts(n, n // 2), "first_layer_apart": None,
        "disagreements": {"n": n - same, "largest_margin": None, "gap": 0.5, "defects": 0},
        **changes,
    }  # fmt: skip


def judged(*args, **changes) -> Certificate:
    return certificate(table(*args, **changes), INT8)


def test_a_file_that_agrees_is_deployable():
    found = judged(8412, 8406, 8380)
    assert found.deployable
    assert found.reasons == found.warnings == ()
    assert found.sentence == (
        "Deployable: the exported file decides like the trained network on 99.92 % of 8,412"
        " windows."
    )
    assert found.converted is not None
    assert found.converted.per_scene["park"].same == 8406
    assert found.converted.overall.low < 8406 / 8412 < found.converted.overall.high


@pytest.mark.parametrize(
    ("n", "same", "simulated", "words"),
    [
        (1000, 961, 1000, "96.1 % agreement, 99.5 % needed."),
        (2000, 1989, 2000, "99.45 % agreement, 99.5 % needed."),
        (200, 200, 200, "100 % agreement on 200 windows makes only 98.11 % sure, 99 % needed."),
        (2000, 2000, 1979, "agrees with the file on 98.95 %, 99 % needed."),
    ],
)
def test_each_need_that_is_not_met_is_a_reason(n, same, simulated, words):
    found = judged(n, same, simulated)
    assert found.measured
    assert not found.deployable
    assert len(found.reasons) == 1
    assert words in found.sentence


def test_the_least_that_is_enough():
    assert judged(2000, 1990, 1980).deployable
    assert not judged(2000, 1989, 1980).deployable
    assert not judged(2000, 1990, 1979).deployable
    assert judged(381, 381, 381).deployable  # the fewest windows that make 99 % sure
    assert not judged(380, 380, 380).deployable


@pytest.mark.parametrize(
    ("factor", "words"),
    [(4.0, "its scale is 4 times too large"), (0.5, "its scale is 2 times too small"),
     (1.1, "its scale is 1.1 times too large"), (None, "its numbers differ"),
     (1.001, "its numbers differ"), (float("inf"), "its numbers differ")],
)  # fmt: skip
def test_it_says_where_they_part(factor, words):
    apart = {"layer": "blocks.2.filter.0", "title": "block 3, convolution 2", "factor": factor,
             "gap_steps": 9.0}  # fmt: skip
    found = judged(1000, 961, 1000, first_layer_apart=apart)
    assert found.sentence == (
        "Not deployable: 96.1 % agreement, 99.5 % needed."
        f" They part at block 3, convolution 2: {words}."
    )
    good = judged(first_layer_apart=apart)
    assert good.deployable
    assert good.warnings == (f"They part at block 3, convolution 2: {words}.",)


def test_what_should_not_be_is_a_warning():
    doubts = {"n": 3, "largest_margin": 2.0, "gap": 0.5, "defects": 1}
    gap = {"median": 0.0, "p95": 0.0, "max": 3.0}
    found = judged(disagreements=doubts, gap_steps=gap)
    assert found.deployable
    assert [words.split()[0] for words in found.warnings] == ["Results", "1"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"measured": False}, "nobody compared"), ({"rules": 1}, "other rules"),
        ({"int8": "0" * 64}, "of another file"), ({"same": 3000}, "cannot be read"),
        ({"n": "many"}, "cannot be read"), ({"disagreements": None}, "cannot be read"),
        ({"per_scene": []}, "cannot be read"), ({"n": float("inf")}, "cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_believed_is_not_deployable(changes, words):
    found = certificate(table() | changes, INT8)
    assert (found.measured, found.deployable) == (False, False)
    assert found.sentence.startswith("Not certified: ")
    assert words in found.sentence
    assert "int8 again" not in found.sentence  # its run need not be known
    assert len(found.reasons) == 1


def test_its_own_verdict_is_not_asked():
    assert not certificate(table(1000, 900) | {"deployable": True}, INT8).deployable


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)


@given(key=st.sampled_from(sorted(table())), value=json_values)
def test_any_other_value_is_a_certificate_all_the_same(key, value):
    assert certificate(table() | {key: value}, INT8).sentence


@given(st.floats(0, 1))
def test_percent_never_promises_more(share):
    assert float(percent(share).removesuffix(" %")) <= 100 * share + 1e-4


def test_verify_shows_the_certificate(tmp_path):
    made = contents()
    made = dataclasses.replace(made, parity=table() | {"int8": sha256_bytes(made.int8)})
    bundle.write_bundle(tmp_path / "x.ascbundle", made)
    report = bundle.verify(tmp_path / "x.ascbundle")
    assert report.ok
    assert report.certificate is not None
    assert report.certificate.deployable
    assert not bundle.certificate_of(
        bundle.write_bundle(tmp_path / "y.ascbundle", contents())
    ).measured


# --- may it be passed on -----------------------------------------------------------------------


def training(clips, responses=None, teacher=None) -> dict[str, Any]:
    return {
        "data": {"licences": clips},
        "responses": [{"folder": "irs", "licences": responses}] if responses else [],
        "teacher": teacher,
    }


FREE_TEACHER = {"network": "yamnet", "weights": "yamnet.safetensors", "licence": "Apache-2.0"}


@pytest.mark.parametrize(
    ("made_from", "verdict", "words"),
    [
        (training({"CC0": 3, "CC BY 4.0": 2}, {"CC BY 4.0": 20}, FREE_TEACHER), "yes", []),
        (training({"CC BY-NC 3.0": 1}), "no", ['1 clip: "CC BY-NC 3.0" does not let']),
        (training({"CC0": 1, "": 12}), "unknown", ["12 clips: no licence is stated."]),
        (training({"CC0": 9}, {"CC BY-SA 3.0": 60}), "no",
         ['60 impulse responses of "irs": "CC BY-SA 3.0" does not let']),
        (training({"CC0": 9}, {"": 1}), "unknown",
         ['1 impulse response of "irs": no licence is stated.']),
        (training({"CC0": 9}, None, FREE_TEACHER | {"licence": ""}), "unknown",
         ["The weights yamnet.safetensors of yamnet: no licence is stated."]),
        (training({"CC0": 9, "mine": 2}, {"CC BY-NC": 2}), "no",
         ['2 impulse responses of "irs": "CC BY-NC"', '2 clips: it is not known what "mine"']),
        ({}, "unknown", ["Its clips: no licence is stated."]),
        (training({}), "unknown", ["Its clips: no licence is stated."]),
        ({"data": []}, "unknown", ["What it was made from: no licence is stated."]),
        (training({"CC0": "x"}), "unknown", ["What it was made from: no licence is stated."]),
    ],
)  # fmt: skip
def test_why_a_model_may_not_be_passed_on(made_from, verdict, words):
    from ml_core.bundle.licences import all_licences

    assert may_ship(all_licences(made_from)) == verdict
    reasons = ship_reasons(made_from)
    assert len(reasons) == len(words)
    for reason, beginning in zip(reasons, words, strict=True):
        assert reason.startswith(beginning)


def test_the_command_tells_verdict_and_reasons(tmp_path, capsys):
    made = contents()
    parity = table(1000, 961, 1000) | {"int8": sha256_bytes(made.int8)}
    made_from = {"data": {"licences": {"CC BY-NC 4.0": 2}}}
    manifest = dataclasses.replace(made.manifest, training=made_from)
    path = tmp_path / "x.ascbundle"
    bundle.write_bundle(path, dataclasses.replace(made, parity=parity, manifest=manifest))
    assert main(["verify", str(path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["ok"], answer["deployable"], answer["may_ship"]) == (True, False, "no")
    assert answer["certificate"]["sentence"].startswith("Not deployable: 96.1 % agreement")
    assert answer["certificate"]["converted"]["overall"]["same"] == 961
    assert "CC BY-NC 4.0" in answer["ship_reasons"][0]
    assert main(["verify", str(path)]) == 0
    told = capsys.readouterr().out
    for words in ("may not be passed on", "961 of 1,000", "99.5 % needed", "at most 1 step apart",
                  "1,000 windows of the test set", "device not known: 961", "scene park: 961",
                  "decided otherwise: 39; surer in float than rounding explains: 0",
                  "no layer parts"):  # fmt: skip
        assert words in told, told


def test_an_export_says_what_it_replaced(tmp_path, capsys):
    source, out = tmp_path / "x.ascbundle", tmp_path / "y.ascbundle"
    bundle.write_bundle(source, contents())
    for replaced in (False, True):
        assert main(["export", str(source), str(out), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["replaced"] is replaced
    assert main(["export", str(source), str(out)]) == 0
    assert "in place of the file that was there" in capsys.readouterr().out


def test_an_export_of_what_nobody_certified_says_so_beside_the_answer(tmp_path, capsys):
    source = tmp_path / "x.ascbundle"
    bundle.write_bundle(source, dataclasses.replace(contents(), parity={"measured": False}))
    for options in ([], ["--json"]):
        assert main(["export", str(source), str(tmp_path / "y.ascbundle"), *options]) == 0
        told = capsys.readouterr()
        assert told.err.startswith("Not certified: nobody compared the exported file")
        assert options or "Not certified" not in told.out


def test_only_a_project_that_is_named_remembers_a_copy_of_a_bundle(tmp_path):
    with Project.create(tmp_path / "walks", "Walks") as project:
        folder, source = project.folder, project.bundles_dir / "x.ascbundle"
    source.parent.mkdir(exist_ok=True)
    bundle.write_bundle(source, contents())
    for options, remembered in (([], []), (["--project", str(folder)], ["y.ascbundle"])):
        assert main(["export", str(source), str(tmp_path / "y"), *options]) == 0
        with Project.open(folder) as project:
            assert [row.path.name for row in project.bundles()] == remembered
