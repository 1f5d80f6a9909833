"""The pipeline: which step follows which. Compiled into pipeline.yaml."""

import json
from pathlib import Path

import yaml
from kfp import dsl

from components.evaluate_model import evaluate_model
from components.gate import gate
from components.ingest_data import ingest_data
from components.register_model import register_model
from components.track_run import track_run
from components.train_model import train_model
from components.validate_data import validate_data
from components.write_model_card import write_model_card



def signed_statements(repository: Path) -> list:
    """What people said of the model: with a text, a name and a day, or not at all."""
    path = repository / "statements" / "statements.yaml"
    if not path.exists():
        return []
    keys = ("id", "text", "statedBy", "statedAt")
    return [
        {key: str(statement[key]) for key in keys}
        for statement in yaml.safe_load(path.read_text(encoding="utf-8"))["statements"]
        if all(str(statement.get(key) or "").strip() for key in keys)
    ]


SETTINGS = json.loads(
    Path(__file__).with_name("settings.json").read_text(encoding="utf-8")
)
DEFAULTS = {
    **SETTINGS["parameters"],
    "statements": signed_statements(Path(__file__).parents[1]),
}


@dsl.pipeline(name=SETTINGS["name"], description=SETTINGS["description"])
def training_pipeline(
    data_uri: str = DEFAULTS["data_uri"],
    data_sha256: str = DEFAULTS["data_sha256"],
    target: str = DEFAULTS["target"],
    minimum_auc: float = DEFAULTS["minimum_auc"],
    minimum_recall: float = DEFAULTS["minimum_recall"],
    model_name: str = DEFAULTS["model_name"],
    registry_url: str = DEFAULTS["registry_url"],
    owner: str = DEFAULTS["owner"],
    dataset: str = DEFAULTS["dataset"],
    seed: int = DEFAULTS["seed"],
    statements: list = DEFAULTS["statements"],
):
    ingested = ingest_data(data_uri=data_uri, data_sha256=data_sha256)
    split = validate_data(data=ingested.outputs["data"], target=target, seed=seed)
    training = split.outputs["training"]
    test = split.outputs["test"]
    trained = train_model(training=training, target=target, seed=seed)
    model = trained.outputs["model"]
    evaluated = evaluate_model(model=model, test=test, target=target, seed=seed)
    evaluation = evaluated.outputs["evaluation"]

    tracked = track_run(
        model=model,
        training=training,
        test=test,
        evaluation=evaluation,
        registry_url=registry_url,
        experiment=model_name,
        job_id=dsl.PIPELINE_JOB_ID_PLACEHOLDER,
    )
    passed = gate(
        evaluation=evaluation,
        minimum_auc=minimum_auc,
        minimum_recall=minimum_recall,
    ).after(tracked)
    registered = register_model(
        training=training,
        run_id=tracked.outputs["run_id"],
        model_uri=tracked.outputs["model_uri"],
        model_name=model_name,
        registry_url=registry_url,
        owner=owner,
        dataset=dataset,
        gate_passed=passed.output,
    )
    written = write_model_card(
        model=model,
        training=training,
        test=test,
        evaluation=evaluation,
        model_name=model_name,
        version=registered.output,
        run_id=tracked.outputs["run_id"],
        registry_url=registry_url,
        owner=owner,
        dataset=dataset,
        gate_passed=passed.output,
        job_id=dsl.PIPELINE_JOB_ID_PLACEHOLDER,
        statements=statements,
    )
    # A cached answer would record, judge and register nothing.
    for task in (tracked, passed, registered, written):
        task.set_caching_options(False)
