from typing import NamedTuple

from kfp.dsl import Artifact, Dataset, Input, Model

from components.base import component


@component
def track_run(
    model: Input[Model],
    training: Input[Dataset],
    test: Input[Dataset],
    evaluation: Input[Artifact],
    registry_url: str,
    experiment: str,
    job_id: str,
) -> NamedTuple("Tracked", [("run_id", str), ("model_uri", str)]):
    """Records the run in MLflow, before the gate: what fails is told as well."""
    import json
    from typing import NamedTuple

    import joblib
    import mlflow
    from mlflow.entities import Dataset as MlflowDataset
    from mlflow.entities import DatasetInput, InputTag

    Tracked = NamedTuple("Tracked", [("run_id", str), ("model_uri", str)])
    mlflow.set_tracking_uri(registry_url)
    client = mlflow.MlflowClient(registry_url)
    chosen = mlflow.set_experiment(experiment)

    # A step that is tried again finds what it did before.
    known = client.search_runs(
        [chosen.experiment_id],
        f"tags.`kfp.run_id` = '{job_id}' and attributes.status = 'FINISHED'",
        max_results=1,
    )
    if known and "model_uri" in known[0].data.tags:
        return Tracked(known[0].info.run_id, known[0].data.tags["model_uri"])

    with open(evaluation.path, encoding="utf-8") as file:
        measured = json.load(file)
    with mlflow.start_run(run_name=job_id) as run:
        mlflow.set_tag("kfp.run_id", job_id)
        mlflow.set_tag("platformops.io/n", str(measured["rows"]))
        mlflow.log_params(json.loads(model.metadata["parameters"]))
        mlflow.log_param("algorithm", model.metadata["algorithm"])
        mlflow.log_metrics(measured["metrics"])
        client.log_inputs(
            run.info.run_id,
            [
                DatasetInput(
                    MlflowDataset(
                        name=part.metadata["uri"],
                        digest=part.metadata["part_sha256"][:32],
                        source_type="uri",
                        source=json.dumps({"uri": part.metadata["uri"]}),
                        profile=json.dumps({"num_rows": int(part.metadata["rows"])}),
                    ),
                    [InputTag("mlflow.data.context", context)],
                )
                for context, part in (("training", training), ("evaluation", test))
            ],
        )
        logged = mlflow.sklearn.log_model(
            joblib.load(model.path),
            name="model",
            serialization_format="cloudpickle",
            pip_requirements=["scikit-learn", "numpy"],
        )
        mlflow.set_tag("model_uri", logged.model_uri)
    return Tracked(run.info.run_id, logged.model_uri)
