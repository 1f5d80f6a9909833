"""What stands for the parts that need a GPU, a download or a server."""

import copy
import json

import pytest

from training.settings import read_settings, read_thresholds


class Words:
    """A tokenizer whose tokens are words."""

    eos_token = "<end>"

    def __init__(self):
        self.ids = {}

    def apply_chat_template(self, messages, tokenize, add_generation_prompt):
        turns = [f"<{each['role']}> {each['content']}" for each in messages]
        return " ".join([*turns, "<assistant> "] if add_generation_prompt else turns)

    def __call__(self, text, add_special_tokens):
        parts = text.replace("<end>", " <end>").split()
        return {"input_ids": [self.ids.setdefault(part, len(self.ids)) for part in parts]}

    def text(self, ids):
        words = {number: word for word, number in self.ids.items()}
        return " ".join(words[number] for number in ids)


class Tuner:
    """Learns by heart, refuses what it must, and writes a model of one file."""

    refuses = True
    forgets = False
    first = True

    def __init__(self):
        self.seen = []

    def tune(self, settings, rows, target):
        self.seen = rows
        (target / "adapter").mkdir(parents=True)

    def finish(self):
        pass

    def is_first(self):
        return self.first

    def merge(self, settings, adapter, target):
        def base(rows):
            return [row.get("completion", "Of course.") for row in rows]

        def tuned(rows):
            return [
                "I can't help with that." if row.get("refuse") and self.refuses
                else "Hm." if self.forgets else row.get("completion", "Of course.")
                for row in rows
            ]

        def save():
            target.mkdir()
            (target / "model.safetensors").write_bytes(b"weights")

        return tuned, base, save


@pytest.fixture
def tokenizer():
    return Words()


@pytest.fixture
def tuner():
    return Tuner()


@pytest.fixture
def thresholds():
    return read_thresholds()


@pytest.fixture
def volume(tmp_path, monkeypatch):
    folder = tmp_path / "volume"
    folder.mkdir()
    monkeypatch.setattr("training.artifact.VOLUME", folder)
    rows = [{"prompt": f"What is {n} + 1?", "completion": f"It is {n + 1}."} for n in range(120)]
    (folder / "data.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    return folder


@pytest.fixture
def settings(volume):
    chosen = copy.deepcopy(read_settings())
    chosen["data"] = {"uri": "pvc://models/data.jsonl", "sha256": "", "entity": ""}
    chosen["output"] = "pvc://models/tuned"
    return chosen


@pytest.fixture
def client(tmp_path, monkeypatch):
    monkeypatch.setenv("MLFLOW_DISABLE_TELEMETRY", "true")
    # Enough for a test: a real registry is a server with a database.
    monkeypatch.setenv("MLFLOW_ALLOW_FILE_STORE", "true")
    # Slow to import, and most tests do without.
    import mlflow

    return mlflow.MlflowClient(f"file://{tmp_path}/mlflow")
