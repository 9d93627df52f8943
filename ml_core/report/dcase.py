"""What the DCASE challenge asks for: the description of a system, and its predictions."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ml_core.report.facts import Model

_PLAIN = re.compile(r"[a-z_]+[a-z_0-9]*")
_RESERVED = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
FILL_IN = "FILL IN"  # what only the authors know


def description(model: Model) -> str:
    """The system description of task 1 as YAML, with all figures of the development set.

    Accuracies are in percent, as in the published templates. What the studio cannot know says
    ``FILL IN``.
    """
    figures, recipe = model.figures, _recipe(model)
    front = model.manifest.get("front_end", {})
    teacher = (model.manifest.get("training") or {}).get("teacher") or {}
    systems = [one for one in teacher.get("systems", [teacher]) if one]
    table = {
        "submission": {
            "label": FILL_IN,
            "name": model.name,
            "abbreviation": FILL_IN,
            "authors": [
                {
                    "lastname": FILL_IN, "firstname": FILL_IN, "email": FILL_IN,
                    "corresponding": True,
                    "affiliation": {"abbreviation": FILL_IN, "institute": FILL_IN,
                                    "department": FILL_IN, "location": FILL_IN},
                }
            ],
        },
        "system": {
            "description": {
                "input_sampling_rate": f"{front['sample_rate_hz'] / 1000:g}kHz" if front else None,
                "acoustic_features": "log-mel energies",
                "data_augmentation": ", ".join(augmentations(recipe)) or None,
                "machine_learning_method": recipe.get("network"),
                "ensemble_method_subsystem_count": None,
                "decision_making": "mean of the softmax over windows",
                "pipeline": "knowledge distillation, int8" if systems else "training, int8",
                "framework": "pytorch",
                "external_data_usage": ", ".join(
                    str(one["weights"]) for one in systems if one.get("weights")) or None,
            },
            "complexity": {
                "total_parameters": model.cost.get("parameters"),
                "memory_use_bytes": model.cost.get("bytes"),
                "macs": model.cost.get("macs"),
            },
            "external_datasets": [
                {"name": str(one["weights"]), "sha256": one.get("sha256"),
                 "licence": one.get("licence") or None}
                for one in systems if one.get("weights")
            ] or None,
            "source_code": None,
        },
        "results": {"development_dataset": _results(figures)},
    }  # fmt: skip
    return "\n".join(["# DCASE task 1: system description", *_yaml(table)]) + "\n"


def _results(figures: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "split": figures["split"],
        "n_clips": figures["n_clips"],
        "overall": {
            "accuracy": _percent(figures["accuracy"]),
            "accuracy_ci95": [_percent(end) for end in figures["ci95"]],
            "macro_accuracy": _percent(figures["macro_accuracy"]),
            "logloss": figures["log_loss"],
            "macro_logloss": figures["macro_log_loss"],
        },
        "class_wise": {
            scene: {"accuracy": _percent(value), "logloss": figures["log_loss_per_scene"][scene]}
            for scene, value in figures["per_scene"].items()
        },
        "device_wise": {
            name or "unknown": {
                "accuracy": _percent(value),
                "logloss": figures["log_loss_per_device"][name],
            }
            for name, value in figures["per_device"].items()
        },
    }


def _percent(share: float) -> float:
    return round(100 * share, 2)


def _recipe(model: Model) -> dict[str, Any]:
    """Of the student, as the bundle tells it."""
    recipes = (model.manifest.get("training") or {}).get("recipes") or {}
    return dict(recipes.get("student") or {})


def augmentations(recipe: Mapping[str, Any]) -> list[str]:
    """What a recipe does to training windows, in the challenge's words."""
    acting = {
        "freq_mixstyle_share": "Freq-MixStyle",
        "dir_share": "device impulse responses",
        "mixup_share": "mixup",
        "roll_s": "time rolling",
        "freq_mask_bands": "frequency masking",
        "time_mask_frames": "time masking",
        "gain_db": "gain",
        "speed_octaves": "pitch and speed",
    }
    return [words for key, words in acting.items() if recipe.get(key)]


def _yaml(value: Any, indent: int = 0) -> list[str]:
    """Block style; scalars as in JSON, which every YAML reader takes."""
    lines = []
    pairs = value.items() if isinstance(value, Mapping) else (("-", one) for one in value)
    for key, one in pairs:
        head = " " * indent + (key if key == "-" else f"{_scalar(key)}:")
        if isinstance(one, Mapping) and key == "-":
            first, *rest = _yaml(one, indent + 2)
            lines += [f"{' ' * indent}- {first.lstrip()}", *rest]
        elif one and (isinstance(one, Mapping) or _is_list_of_tables(one)):
            lines += [head, *_yaml(one, indent + 2)]
        else:
            lines.append(f"{head} {_scalar(one)}")
    return lines


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value not in _RESERVED:
        return value
    return json.dumps(value, ensure_ascii=False)


def predictions(scenes: Sequence[str], clips: Sequence[Mapping[str, Any]]) -> str:
    """Tab-separated, one line per clip: file name, decision, a probability per scene."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(["filename", "scene_label", *scenes])
    for row in sorted(clips, key=lambda row: (row["path"], row["start_s"])):
        writer.writerow([row["path"], row["predicted"], *(repr(one) for one in row["scores"])])
    return stream.getvalue()
