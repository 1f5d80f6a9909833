"""Records what was trained in MLflow, and registers what passed the gate as `candidate`."""

import mlflow
from mlflow.exceptions import MlflowException


def flat(settings: dict, before: str = "") -> dict[str, str]:
    return {
        name: value
        for key, each in settings.items()
        for name, value in (
            flat(each, f"{before}{key}.").items() if isinstance(each, dict) else [(f"{before}{key}", str(each))]
        )
    }


def record(client: mlflow.MlflowClient, settings: dict, scores: dict[str, float], data_sha256: str) -> str:
    """A run, also of what does not pass: what was tried is known."""
    name = settings["name"]
    experiment = client.get_experiment_by_name(name)
    experiment_id = experiment.experiment_id if experiment else client.create_experiment(name)
    run_id = client.create_run(experiment_id, run_name=f"{name}-{settings['version']}").info.run_id
    for key, value in flat(settings).items():
        client.log_param(run_id, key, value)
    for key, value in scores.items():
        client.log_metric(run_id, key, value)
    client.set_tag(run_id, "platformops.io/data-sha256", data_sha256)
    return run_id


def end(client: mlflow.MlflowClient, run_id: str, passed: bool) -> None:
    client.set_terminated(run_id, "FINISHED" if passed else "FAILED")


def register(
    client: mlflow.MlflowClient, settings: dict, run_id: str, uri: str, digest: str, data_sha256: str, passed: str
) -> str:
    """One version for each address, however often it is asked for."""
    name = settings["name"]
    try:
        client.create_registered_model(
            name, tags={"platformops.io/owner": settings["owner"], "platformops.io/base-model": settings["base"]["uri"]}
        )
    except MlflowException as error:
        if error.error_code != "RESOURCE_ALREADY_EXISTS":
            raise
    known = [each for each in client.search_model_versions(f"name = '{name}'") if each.source == uri]
    version = known[0] if known else client.create_model_version(name, uri, run_id=run_id)
    for key, value in (
        ("platformops.io/gate", passed),
        ("platformops.io/artifact-digest", digest),
        ("platformops.io/data-sha256", data_sha256),
    ):
        client.set_model_version_tag(name, version.version, key, value)
    client.set_registered_model_alias(name, "candidate", version.version)
    return str(version.version)
