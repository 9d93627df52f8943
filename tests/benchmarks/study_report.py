"""The study's tables as Markdown: means, spreads, differences, and what was not run."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.benchmarks.study_corpus import LEFT_OUT, SEEN, UNSEEN
from tests.benchmarks.study_plan import TABLES, Cell, Table

Answer = Callable[[str, Cell], dict[str, Any] | None]
GROUPS = {"real": ("a", "b", "c"), "seen": ("s1", "s2", "s3"), "unseen": ("s4", "s5", "s6")}
HEADINGS = {
    "accuracy": "all devices", "real": "a b c", "seen": "s1 s2 s3", "unseen": "s4 s5 s6 (unseen)",
    "fewshot": "5-shot, scenes left out", "linear": "linear probe", "knn": "k-NN probe",
}  # fmt: skip
COMMAND = "python tests/benchmarks/study.py"


def _names(devices: Mapping[str, str]) -> str:
    return ", ".join(name.partition("__")[2] for name in devices.values())


HEAD = f"""# What the papers' choices do here

Written by `{COMMAND} --write`, which renders the answers of `{COMMAND}`.

**Data.** ESC-10, folds 1 to 4, made multi-device: device a is the recording, b, c and s1 to s3 are
the impulse responses {_names(SEEN)};
s4 to s6 are {_names(UNSEEN)}, which neither training nor
augmentation ever used, nor other responses of the same makers. A training clip (240 per rotation)
was heard by one device, 73 % by a; each of the 80 test clips by all nine. Networks of the last
epoch are measured; nothing was chosen on a test fold.

**Figures.** Percent of clips. *5-shot* is the mean over 300 draws on {len(LEFT_OUT)} scenes of real
recordings that no network here was trained on ({", ".join(LEFT_OUT)}),
support and query from different recordings.

**What is not measured.** YAMNet, pre-trained on AudioSet, stands where the papers have BEATs and
PaSST: the transfer effect of BEATs and PaSST themselves was not measured. The scale is a hundredth
of the papers', the sounds are events rather than scenes: directions may differ.

**Spread.** A figure is mean ± standard deviation over rotations or seeds (how many). A difference
*exceeds its spread* when it has the same sign in every pair and its mean is larger than its
standard deviation over the pairs. With two or three pairs that is a weak statement, and 80
different test sounds leave about ± 7 points at 90 %. Seeds are the student's: its teacher is the
same.
"""


def value(answer: dict[str, Any] | None, column: str) -> float | None:
    """One figure of a row, in percent."""
    if answer is None:
        return None
    if column == "accuracy":
        return 100 * answer["accuracy"]
    if column in GROUPS:
        found = [answer["per_device"][name] for name in GROUPS[column]]
        return 100 * statistics.fmean(found)
    if column == "fewshot":
        share = answer["fewshot"].get("accuracy")
    else:
        share = answer["probe"].get(column)
        share = share.get("accuracy") if isinstance(share, dict) else share
    return None if share is None else 100 * share


def spread(values: Sequence[float]) -> str:
    """Mean, and standard deviation where there are several."""
    if not values:
        return "*not run*"
    mean = f"{statistics.fmean(values):.1f}"
    if len(values) == 1:
        return f"{mean} (1)"
    return f"{mean} ± {statistics.stdev(values):.1f} ({len(values)})"


def exceeds(differences: Sequence[float]) -> bool:
    """Whether all have one sign and their mean is larger than their deviation."""
    if len(differences) < 2:
        return False
    mean = statistics.fmean(differences)
    same_sign = all(one > 0 for one in differences) or all(one < 0 for one in differences)
    return same_sign and abs(mean) > statistics.stdev(differences)


def render(answer: Answer) -> str:
    """The whole report."""
    parts = [HEAD]
    missing = 0
    for table in TABLES:
        text, n_missing = _table(table, answer)
        parts.append(text)
        missing += n_missing
    if missing:
        parts.append(
            f"\n{missing} rows were *not run*: they did not fit into the time. `{COMMAND}` goes on "
            "with them, on a GPU with `--device cuda`.\n"
        )
    return "\n".join(parts)


def _table(table: Table, answer: Answer) -> tuple[str, int]:
    columns = [HEADINGS[column] for column in table.columns]
    lines = [f"\n## {table.title}\n", table.about, ""]
    lines.append(f"| | {' | '.join(columns)} |")
    lines.append("|---" * (len(columns) + 1) + "|")
    missing = 0
    for label, setup in table.rows.items():
        answers = [answer(setup, cell) for cell in table.cells]
        missing += sum(one is None for one in answers)
        cells = [
            spread([found for one in answers if (found := value(one, column)) is not None])
            for column in table.columns
        ]
        lines.append(f"| {label} | {' | '.join(cells)} |")
    lines += ["", *_differences(table, answer)]
    if table.papers:
        lines += ["", f"Papers: {table.papers}"]
    if table.claims:
        lines += ["", "Their directions here:", "", *_claims(table, answer)]
    return "\n".join(lines) + "\n", missing


def gaps(table: Table, answer: Answer, better: str, worse: str, column: str) -> list[float]:
    """Differences between two rows of a table in points, for every cell that has both."""
    found = []
    for cell in table.cells:
        mine = value(answer(table.rows[better], cell), column)
        theirs = value(answer(table.rows[worse], cell), column)
        if mine is not None and theirs is not None:
            found.append(mine - theirs)
    return found


def _differences(table: Table, answer: Answer) -> list[str]:
    """One line per row: differences from the reference, pair by pair."""
    if table.reference not in table.rows:
        return []
    lines = [f"Against *{table.reference}*, in points:", ""]
    for label in table.rows:
        if label == table.reference:
            continue
        said = []
        for column in table.columns:
            found = gaps(table, answer, label, table.reference, column)
            if found:
                verdict = "exceeds its spread" if exceeds(found) else "within its spread"
                verdict = verdict if len(found) > 1 else "one pair"
                said.append(f"{HEADINGS[column]} {statistics.fmean(found):+.1f} ({verdict})")
        lines.append(f"* {label}: {'; '.join(said) or '*not run*'}.")
    return lines


def _claims(table: Table, answer: Answer) -> list[str]:
    """Whether what the papers found better is better here too."""
    lines = []
    for better, worse, column in table.claims:
        found = gaps(table, answer, better, worse, column)
        words = f"* {better} over {worse}, {HEADINGS[column]}: "
        if not found:
            lines.append(f"{words}*not run*.")
            continue
        mean = statistics.fmean(found)
        if not exceeds(found):
            verdict = "not decided: within its spread" if len(found) > 1 else "one pair only"
        else:
            verdict = "holds" if mean > 0 else "**does not hold**: the other way round"
        lines.append(f"{words}{mean:+.1f}, {verdict}.")
    return lines
