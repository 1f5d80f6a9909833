import json
from pathlib import Path

import pytest
import yaml
from kfp.dsl import Artifact, Markdown, Metrics

from components.evaluate_model import evaluate_model
from components.write_model_card import write_model_card
from pipeline import signed_statements


def test_the_model_learns_something(trained):
    metrics = trained.metrics.metadata
    assert 0.5 < metrics["auc_low"] <= metrics["auc"] <= metrics["auc_high"] <= 1
    assert metrics["recall"] > 0.5
    evaluation = json.loads(Path(trained.evaluation.path).read_text())
    assert evaluation["metrics"] == metrics
    assert evaluation["rows"] == trained.test.metadata["rows"]


def test_the_evaluation_can_be_repeated(trained, tmp_path):
    again = Metrics(uri=str(tmp_path / "metrics"))
    evaluate_model.python_func(
        trained.model,
        trained.test,
        "malignant",
        7,
        again,
        Artifact(uri=str(tmp_path / "evaluation.json")),
    )
    assert again.metadata == trained.metrics.metadata


@pytest.fixture
def write(trained, tmp_path, monkeypatch):
    described = {}

    class Registry:
        def __init__(self, url):
            pass

        def log_text(self, run_id, text, path):
            described[path] = text

        def update_model_version(self, name, version, description):
            described[f"{name}/{version}"] = description

        def update_registered_model(self, name, description):
            described[name] = description

    monkeypatch.setattr("mlflow.MlflowClient", Registry)

    def write(statements):
        card = Markdown(uri=str(tmp_path / "card.md"))
        write_model_card.python_func(
            trained.model,
            trained.training,
            trained.test,
            trained.evaluation,
            "triage",
            "3",
            "run-1",
            "http://registry",
            "group:default/imaging",
            "dataset:default/images",
            "auc 0.99 >= 0.9",
            "job-1",
            statements,
            card,
        )
        text = Path(card.path).read_text()
        names = {"model-card.md", "triage/3", "triage"}
        assert described == dict.fromkeys(names, text)
        return text

    return write


def test_the_card_says_what_the_run_knows(write, trained):
    text = write([])
    assert text.startswith("# triage, version 3\n")
    assert f"| AUC (95% interval) | {trained.metrics.metadata['auc']:.4f} " in text
    for known in (
        "auc 0.99 >= 0.9",
        "run-1",
        "job-1",
        "group:default/imaging",
        "dataset:default/images",
        trained.data.metadata["sha256"],
        f"| training | {trained.training.metadata['rows']} |",
    ):
        assert known in text


SIGNED = {
    "id": "intended-use",
    "text": "Second reader.",
    "statedBy": "user:default/a-roth",
    "statedAt": "2026-05-04",
}


def test_what_nobody_said_stays_a_marked_blank(write):
    text = write([SIGNED])
    assert "Second reader.\n\n*user:default/a-roth, 2026-05-04*" in text
    assert "**Blank** `intended-use`" not in text
    for blank in ("limitations", "fairness"):
        assert f"> **Blank** `{blank}`: not written yet." in text


def test_a_statement_counts_when_it_is_signed(tmp_path):
    (tmp_path / "statements").mkdir()
    incomplete = [{**SIGNED, key: value} for key in SIGNED for value in (None, " ")]
    (tmp_path / "statements" / "statements.yaml").write_text(
        yaml.safe_dump({"statements": [*incomplete, SIGNED]})
    )
    assert signed_statements(tmp_path) == [SIGNED]
