"""What was chosen: training/settings.json and evaluation/thresholds.json."""

import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Lowest and highest that make sense: what is outside is a slip.
BOUNDS = {
    ("lora", "rank"): (1, 256),
    ("lora", "alpha"): (1, 512),
    ("lora", "dropout"): (0, 0.5),
    ("training", "epochs"): (1, 20),
    ("training", "learning_rate"): (1e-6, 1e-2),
    ("training", "sequence_length"): (128, 131072),
    ("training", "batch_size"): (1, 256),
    ("training", "accumulate"): (1, 256),
    ("training", "held_out"): (0.02, 0.5),
}


def read_settings(root: pathlib.Path = ROOT) -> dict:
    settings = json.loads((root / "training/settings.json").read_text(encoding="utf-8"))
    for (part, field), (lowest, highest) in BOUNDS.items():
        value = settings[part][field]
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not lowest <= value <= highest:
            raise ValueError(f"settings.json: {part}.{field} is {value!r}; allowed is {lowest} to {highest}")
    return settings


def read_thresholds(root: pathlib.Path = ROOT) -> dict:
    return json.loads((root / "evaluation/thresholds.json").read_text(encoding="utf-8"))
