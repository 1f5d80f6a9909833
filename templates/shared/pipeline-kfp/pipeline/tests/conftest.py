from types import SimpleNamespace

import pytest
from kfp.dsl import Artifact, Dataset, Metrics, Model

from components.evaluate_model import evaluate_model
from components.ingest_data import ingest_data
from components.train_model import train_model
from components.validate_data import validate_data

SEED = 7


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    """The sample, split, a model trained on it and its evaluation."""
    directory = tmp_path_factory.mktemp("trained")

    def make(kind, name):
        return kind(name=name, uri=str(directory / name))

    it = SimpleNamespace(
        data=make(Dataset, "data.csv"),
        training=make(Dataset, "training.csv"),
        test=make(Dataset, "test.csv"),
        model=make(Model, "model.joblib"),
        metrics=make(Metrics, "metrics"),
        evaluation=make(Artifact, "evaluation.json"),
    )
    ingest_data.python_func("sample:breast-cancer", "", it.data)
    validate_data.python_func(it.data, "malignant", SEED, it.training, it.test)
    train_model.python_func(it.training, "malignant", SEED, it.model)
    evaluate_model.python_func(
        it.model, it.test, "malignant", SEED, it.metrics, it.evaluation
    )
    return it
