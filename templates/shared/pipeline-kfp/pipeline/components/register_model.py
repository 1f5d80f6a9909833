from kfp.dsl import Dataset, Input

from components.base import component


@component
def register_model(
    training: Input[Dataset],
    run_id: str,
    model_uri: str,
    model_name: str,
    registry_url: str,
    owner: str,
    dataset: str,
    gate_passed: str,
) -> str:
    """Registers what passed the gate as a version, and names it `candidate`."""
    import mlflow
    from mlflow.exceptions import MlflowException

    mlflow.set_tracking_uri(registry_url)
    client = mlflow.MlflowClient(registry_url)
    try:
        client.create_registered_model(model_name)
        created = True
    except MlflowException as error:
        if error.error_code != "RESOURCE_ALREADY_EXISTS":
            raise
        created = False
    if created:
        for field, value in (("owner", owner), ("trained-on", dataset)):
            if value:
                client.set_registered_model_tag(
                    model_name, f"platformops.io/{field}", value
                )

    # A step that is tried again finds what it did before.
    known = client.search_model_versions(
        f"name = '{model_name}' and run_id = '{run_id}'", max_results=1
    )
    version = known[0] if known else mlflow.register_model(model_uri, model_name)
    for key, value in (
        ("platformops.io/gate", gate_passed),
        ("platformops.io/data-sha256", training.metadata["sha256"]),
    ):
        client.set_model_version_tag(model_name, version.version, key, value)
    client.set_registered_model_alias(model_name, "candidate", version.version)
    return str(version.version)
