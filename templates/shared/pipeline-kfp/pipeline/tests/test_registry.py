"""What is recorded, and that a step which is tried again does nothing twice. MLflow keeps it in a folder here."""

import mlflow
import pytest

from components.register_model import register_model
from components.track_run import track_run

PASSED = "auc 0.99 >= 0.9"


@pytest.fixture
def client(tmp_path, monkeypatch):
    monkeypatch.setenv("MLFLOW_DISABLE_TELEMETRY", "true")
    # Enough for a test: a real registry is a server with a database.
    monkeypatch.setenv("MLFLOW_ALLOW_FILE_STORE", "true")
    before = mlflow.get_tracking_uri()
    yield mlflow.MlflowClient(f"file://{tmp_path}/mlflow")
    mlflow.set_tracking_uri(before)


@pytest.fixture
def track(client, trained):
    return lambda job_id: track_run.python_func(
        trained.model,
        trained.training,
        trained.test,
        trained.evaluation,
        client.tracking_uri,
        "triage",
        job_id,
    )


@pytest.fixture
def register(client, trained):
    return lambda tracked: register_model.python_func(
        trained.training,
        tracked.run_id,
        tracked.model_uri,
        "triage",
        client.tracking_uri,
        "group:default/imaging",
        "dataset:default/images",
        PASSED,
    )


def test_records_what_was_run(client, track, trained):
    run = client.get_run(track("job-1").run_id)
    assert run.data.metrics == trained.metrics.metadata
    assert run.data.params["algorithm"] == "LogisticRegression"
    assert run.data.params["max_iter"] == "1000"
    assert run.data.tags["kfp.run_id"] == "job-1"
    rows = str(trained.test.metadata["rows"])
    assert run.data.tags["platformops.io/n"] == rows
    contexts = [item.tags[0].value for item in run.inputs.dataset_inputs]
    assert sorted(contexts) == ["evaluation", "training"]


def test_registers_what_was_recorded_as_candidate(client, track, register, trained):
    tracked = track("job-1")
    assert register(tracked) == "1"
    version = client.get_model_version_by_alias("triage", "candidate")
    assert (str(version.version), version.run_id) == ("1", tracked.run_id)
    assert version.tags == {
        "platformops.io/gate": PASSED,
        "platformops.io/data-sha256": trained.data.metadata["sha256"],
    }
    assert client.get_registered_model("triage").tags == {
        "platformops.io/owner": "group:default/imaging",
        "platformops.io/trained-on": "dataset:default/images",
    }


def test_does_nothing_twice_and_another_run_is_another_version(client, track, register):
    first = track("job-1")
    assert track("job-1") == first
    assert register(first) == register(first) == "1"
    assert register(track("job-2")) == "2"
    assert len(client.search_model_versions("name = 'triage'")) == 2
    newest = client.get_model_version_by_alias("triage", "candidate")
    assert str(newest.version) == "2"
