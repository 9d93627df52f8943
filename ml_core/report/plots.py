"""The figures of a report. Each function makes a ``Plot``; what it draws on comes later."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.breakdown import FEW
from ml_core.files import sha256_bytes
from ml_core.report.document import Plot
from ml_core.report.style import HIGH, INK, LINES, LOW, MARKERS, PALE
from ml_core.scenes import display_name

WIDTH_IN = 6.7  # of a page's text
ON_A_PAGE = 30  # rows, or small matrices, of one figure: more make another one
ON_A_LINE = 16  # devices side by side
READABLE_IN = 0.16  # side of a cell that has room for its number
T = TypeVar("T")


def slug(*words: str) -> str:
    """A name for files: small letters, figures and hyphens; other letters leave a digest."""
    text = " ".join(words)
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in text.lower())
    parts = [part for part in kept.split("-") if part]
    if any(c.isalnum() and not c.isascii() for c in text):
        parts.append(sha256_bytes(text.encode("utf-8", "surrogatepass"))[:8])
    return "-".join(parts)


def numbered(name: str, given: Collection[str]) -> str:
    """The name, or where it was given already with the first number that is free."""
    free = (one for n in count(2) if (one := f"{name}-{n}") not in given)
    return next(free) if name in given else name


def curves(
    model: str, events: Sequence[Mapping[str, Any]], trained: Collection[str]
) -> Plot | None:
    """Loss and accuracy per epoch; None where there was no epoch.

    Args:
        model: its name.
        events: of its run, those of whole epochs.
        trained: devices of the training part; others are drawn dashed.
    """
    rows = [(event["done"], event["metrics"]) for event in events]
    if not rows:
        return None
    there = {key for _, row in rows for key in row}
    shown = [
        ("Loss", [("loss", "training"), ("val_loss", "validation")]),
        ("Accuracy on validation clips", [
            ("val_accuracy", "all"), ("validation_accuracy", "all"),
            *((key, f"device {key.partition('@')[2]}") for key in
              sorted(key for key in there if key.startswith("accuracy@"))),
        ]),
    ]  # fmt: skip

    shown = [(title, [one for one in keys if one[0] in there]) for title, keys in shown]

    def draw(figure: Any) -> None:
        for place, (title, drawn) in enumerate(one for one in shown if one[1]):
            axes = figure.add_axes((0.08 + 0.5 * place, 0.15, 0.4, 0.72))
            axes.set_title(title)
            axes.set_xlabel("epoch")
            axes.grid(axis="y")
            for number, (key, name) in enumerate(drawn):
                unseen = "@" in key and key.partition("@")[2] not in trained
                line = [(epoch, row[key]) for epoch, row in rows if key in row]
                axes.plot(
                    *zip(*line, strict=True), color=LINES[number % len(LINES)], label=name,
                    linestyle="--" if unseen else "-", marker="." if len(line) < 3 else "",
                    linewidth=2.0 if "@" not in key else 1.0,
                )  # fmt: skip
            axes.legend(loc="best", ncols=1 + len(drawn) // 6)

    last = rows[-1][1]
    told = ", ".join(f"{key} {value:.3f}" for key, value in last.items() if "loss" in key)
    return Plot(
        slug("curves", model), f"Training of {model}. Dashed: a device that is not in training.",
        f"Curves of loss and accuracy over {len(rows)} epochs; at the end {told}.",
        WIDTH_IN, 2.6, draw,
    )  # fmt: skip


def confusion(model: str, figures: Mapping[str, Any]) -> Plot:
    """The matrix of all devices: share of each row, empty where nothing was heard."""
    names = [display_name(scene) for scene in figures["confusion"]["scenes"]]
    counts = np.asarray(figures["confusion"]["counts"])
    size = min(0.42, 4.4 / len(names))
    height = size * len(names) + 1.6

    def draw(figure: Any) -> None:
        side = size * len(names)
        place = (1.7 / WIDTH_IN, 1 - (0.3 + side) / height, side / WIDTH_IN, side / height)
        axes = figure.add_axes(place)
        told = counts > 0 if size >= READABLE_IN else np.zeros(counts.shape, bool)
        _heat(axes, _shares(counts), names, names, told, rotated=True)
        axes.tick_params(labelsize=min(8.5, 0.8 * 72 * size))
        axes.set_ylabel("it was")
        axes.set_xlabel("it was taken for")

    return Plot(
        slug("confusion", model),
        f"{model}: what the clips of each scene were taken for, in % of the row's clips.",
        "Confusion matrix. " + _worst(counts, names), WIDTH_IN, height, draw,
    )  # fmt: skip


def device_matrices(model: str, figures: Mapping[str, Any]) -> list[Plot]:
    """A small matrix per device, hollow names for unseen ones; none with fewer than two."""
    tables = list(figures["confusion_per_device"].items())
    if len(tables) < 2:
        return []
    return [_device_matrices(model, figures, dict(part)) for part in _batched(tables, ON_A_PAGE)]


def _device_matrices(model: str, figures: Mapping[str, Any], tables: Mapping[str, Any]) -> Plot:
    trained = figures["trained_devices"]
    columns = min(5, len(tables))
    rows = -(-len(tables) // columns)
    height = 1.55 * rows + 0.1

    def draw(figure: Any) -> None:
        for number, (name, counts) in enumerate(tables.items()):
            row, column = divmod(number, columns)
            left, top = (column + 0.08) / columns, 1 - (0.3 + 1.55 * row) / height
            axes = figure.add_axes((left, top - 1.15 / height, 0.84 / columns, 1.15 / height))
            table = np.asarray(counts)
            names = [""] * len(table)
            _heat(axes, _shares(table), names, names, np.zeros(table.shape, bool))
            seen = trained is None or name in trained
            share, n = figures["per_device"][name], figures["device_clips"][name]
            words = f"{100 * share:.1f} %" if n >= FEW else f"{n} clips"
            axes.set_title(f"{'● ' if seen else '○ '}{name or 'not known'}  {words}", fontsize=7.5)

    return Plot(
        slug("devices", model),
        f"{model}: the same by device. Hollow: never heard in training.",
        "A confusion matrix for each of the devices " + ", ".join(map(str, tables)) + ".",
        WIDTH_IN, height, draw,
    )  # fmt: skip


def scene_by_device(model: str, figures: Mapping[str, Any]) -> list[Plot]:
    """Accuracy of every scene on every device; hatched where there are too few clips to say."""
    table = figures["scene_device"]
    there = [row for row, n in enumerate(table["n_clips"]) if sum(n)]
    return [
        _scene_by_device(model, table, rows, columns)
        for rows in _batched(there, ON_A_PAGE)
        for columns in _batched(range(len(table["devices"])), ON_A_LINE)
    ]


def _scene_by_device(
    model: str, table: Mapping[str, Any], there: Sequence[int], columns: Sequence[int]
) -> Plot:
    names = [display_name(table["scenes"][row]) for row in there]
    accuracy = np.array(table["accuracy"], dtype=float)  # None becomes NaN
    values = accuracy[np.ix_(there, columns)]
    few = np.array(table["few"], dtype=bool)[np.ix_(there, columns)]
    devices = [table["devices"][column] or "not known" for column in columns]
    height = 0.27 * len(names) + 0.75

    def draw(figure: Any) -> None:
        wide = min(0.55 * len(devices), WIDTH_IN - 1.9)
        axes = figure.add_axes(
            (1.7 / WIDTH_IN, 0.12 / height, wide / WIDTH_IN, 0.27 * len(names) / height)
        )
        _heat(axes, values, names, devices, np.isfinite(values))
        axes.xaxis.tick_top()
        from matplotlib.patches import Rectangle

        for row, column in np.argwhere(few & np.isfinite(values)):
            axes.add_patch(
                Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, hatch="////",
                          edgecolor=PALE, linewidth=0)
            )  # fmt: skip

    return Plot(
        slug("scenes-devices", model),
        f"{model}: accuracy in % by scene and device. Hatched: under {FEW} clips, too few to say.",
        "Table of accuracies by scene and device; the numbers are in the tables below.",
        WIDTH_IN, height, draw,
    )  # fmt: skip


def reliability(model: str, figures: Mapping[str, Any]) -> Plot:
    """How often each confidence was right, before and after calibration."""
    plots = figures["reliability"]

    def draw(figure: Any) -> None:
        axes = figure.add_axes((0.09, 0.15, 0.41, 0.75))
        axes.plot([0, 100], [0, 100], color=PALE, linewidth=0.7)
        for key, color, style in (("before", PALE, ":"), ("after", LINES[0], "-")):
            plot = plots[key]
            line = [
                (100 * c, 100 * a, n)
                for c, a, n in zip(plot["confidence"], plot["accuracy"], plot["n"], strict=True)
                if n
            ]
            x, y, n = zip(*line, strict=True)
            label = f"{key} calibration, error {100 * plot['ece']:.1f} %"
            axes.plot(x, y, style, color=color, label=label)
            axes.scatter(x, y, s=[6 + 60 * one / max(n) for one in n], color=color)
        axes.set(xlim=(0, 100), ylim=(0, 100))
        axes.set_xlabel("confidence, %")
        axes.set_ylabel("right, %")
        axes.grid()
        axes.legend(loc="upper left", bbox_to_anchor=(1.03, 1.0))

    before, after = (100 * plots[key]["ece"] for key in ("before", "after"))
    return Plot(
        slug("reliability", model),
        f"{model}: is the confidence honest? Dots are as large as their bins hold clips. After "
        "calibration by temperatures that were fitted on other "
        + ("devices." if plots["held_out_by"] == "device" else "sources."),
        f"Reliability plot: calibration error {before:.1f} % before and {after:.1f} % after.",
        WIDTH_IN, 2.7, draw,
    )  # fmt: skip


def differences(answer: Mapping[str, Any], number: int) -> list[Plot]:
    """A minus B by device and by scene, with intervals over whole groups."""
    rows = [("All clips", answer["overall"])]
    rows += [(f"Device {name or 'not known'}", row) for name, row in answer["per_device"].items()]
    rows += [(display_name(name), row) for name, row in answer["per_scene"].items()]
    return [_differences(answer, number, part) for part in _batched(rows, ON_A_PAGE)]


def _differences(
    answer: Mapping[str, Any], number: int, rows: Sequence[tuple[str, Mapping[str, Any]]]
) -> Plot:
    a, b = answer["a"]["name"], answer["b"]["name"]
    height = 0.2 * len(rows) + 0.7

    def draw(figure: Any) -> None:
        axes = figure.add_axes((0.27, 0.48 / height, 0.7, 1 - 0.58 / height))
        for place, (_, row) in enumerate(rows):
            low, high = (100 * end for end in row["ci95"])
            color = PALE if row["few"] else LINES[0] if row["clear"] else INK
            mark, fill = "D" if row["clear"] else "o", "white" if row["few"] else color
            axes.plot(
                [low, high], [place, place], color=color, linewidth=2.2 if row["clear"] else 1
            )
            axes.plot(
                [100 * row["difference"]], [place], color=color, marker=mark, markerfacecolor=fill
            )
        axes.axvline(0, color=INK, linewidth=0.8)
        axes.set_yticks(range(len(rows)), [name for name, _ in rows])
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlabel(f"points by which {a} is better (right) or {b} (left)")
        axes.grid(axis="x")

    return Plot(
        slug("difference", str(number), a, b),
        f"{a} against {b}: difference in points with 95 % intervals by {answer['grouped_by']}. "
        "Diamonds: clear. Hollow: too few clips.",
        f"Differences by device and scene. {answer['overall']['words']}", WIDTH_IN, height, draw,
    )  # fmt: skip


def maps(sides: Mapping[str, Any], caption: str) -> Plot:
    """Two embeddings of the same clips side by side, a colour and a mark per scene."""
    scenes = sorted(set(sides["scenes"]))
    of = np.array([scenes.index(scene) for scene in sides["scenes"]])

    def draw(figure: Any) -> None:
        for place, key in enumerate(("left", "right")):
            axes = figure.add_axes((0.02 + 0.4 * place, 0.03, 0.38, 0.87))
            axes.set_title(sides[key]["name"], fontsize=8)
            axes.set(xticks=[], yticks=[])
            dots = np.asarray(sides[key]["points"])
            for number, scene in enumerate(scenes):
                mine = dots[of == number]
                axes.scatter(
                    mine[:, 0], mine[:, 1], s=7, label=display_name(scene), linewidths=0,
                    color=LINES[number % len(LINES)], marker=MARKERS[number % len(MARKERS)],
                )  # fmt: skip
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), markerscale=2)

    separation = ", ".join(
        f"{sides[key]['name']} {sides[key]['geometry']['silhouette']:.2f}"
        for key in ("left", "right")
    )
    return Plot(
        slug("maps", sides["layout"], sides["left"]["name"], sides["right"]["name"]), caption,
        f"Two maps of {len(of)} clips. Silhouette by scene: {separation}.", WIDTH_IN, 3.1, draw,
    )  # fmt: skip


def _batched(items: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    return (items[first : first + most] for first in range(0, len(items), most))


def _shares(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    return np.asarray(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))


def _worst(counts: npt.NDArray[np.int64], names: Sequence[str]) -> str:
    """The most frequent mistake, in words."""
    wrong = counts * (1 - np.eye(len(counts), dtype=counts.dtype))
    if not wrong.any():
        return "There is no mistake."
    row, column = divmod(int(wrong.argmax()), len(wrong))
    return (
        f"Most frequent mistake: {names[row]} heard as {names[column]}, {wrong[row, column]} clips."
    )


def _heat(
    axes: Any,
    values: npt.NDArray[np.float64],
    rows: Sequence[str],
    columns: Sequence[str],
    told: npt.NDArray[np.bool_],
    *,
    rotated: bool = False,
) -> None:
    """A table of shares as colours, with the percentages that are ``told``."""
    from matplotlib.colors import LinearSegmentedColormap

    scale = LinearSegmentedColormap.from_list("share", [LOW, HIGH])
    edges = [np.arange(n + 1) - 0.5 for n in reversed(values.shape)]
    axes.pcolormesh(
        *edges, np.ma.masked_invalid(values), cmap=scale, vmin=0, vmax=1, edgecolors="white",
        linewidth=0.6,
    )  # fmt: skip
    axes.invert_yaxis()
    axes.set_xticks(range(len(columns)) if any(columns) else [], columns if any(columns) else [])
    axes.set_yticks(range(len(rows)) if any(rows) else [], rows if any(rows) else [])
    if rotated:
        axes.tick_params(axis="x", rotation=60)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    for row, column in np.argwhere(told):
        value = values[row, column]
        axes.text(
            column, row, f"{100 * value:.0f}", ha="center", va="center", fontsize=7,
            color="white" if value > 0.55 else INK,
        )  # fmt: skip
