from kfp.dsl import Artifact, Dataset, Input, Markdown, Model, Output

from components.base import component


@component
def write_model_card(
    model: Input[Model],
    training: Input[Dataset],
    test: Input[Dataset],
    evaluation: Input[Artifact],
    model_name: str,
    version: str,
    run_id: str,
    registry_url: str,
    owner: str,
    dataset: str,
    gate_passed: str,
    job_id: str,
    statements: list,
    card: Output[Markdown],
):
    """Writes what the run knows. What only a person can say stays a marked blank.

    `statements` are those that a named person signed.
    """
    import json

    import mlflow

    with open(evaluation.path, encoding="utf-8") as file:
        measured = json.load(file)
    metrics = measured["metrics"]
    lines = [
        f"# {model_name}, version {version}",
        "",
        "## What it is",
        "",
        f"- Algorithm: {model.metadata['algorithm']} ({model.framework})",
        f"- Owner: {owner or 'unknown'}",
        f"- Pipeline run: `{job_id}`, MLflow run: `{run_id}`",
        f"- Inputs, in this order: {', '.join(model.metadata['features'])}",
        "",
        "## Data",
        "",
        f"- Dataset: {dataset or 'not in the catalog'}",
        f"- Source: `{training.metadata['uri']}`, sha256 `{training.metadata['sha256']}`",
        "",
        "| Part | Rows | Positives |",
        "| --- | --- | --- |",
        *(
            f"| {name} | {int(part.metadata['rows'])} "
            f"| {int(part.metadata['positives'])} |"
            for name, part in (("training", training), ("evaluation", test))
        ),
        "",
        "## Evaluation",
        "",
        f"On {measured['rows']} rows that training has not seen. "
        f"Gate: {gate_passed}.",
        "",
        "| Metric | Value |",
        "| --- | --- |",
        f"| AUC (95% interval) | {metrics['auc']:.4f} "
        f"({metrics['auc_low']:.4f} to {metrics['auc_high']:.4f}) |",
        f"| Recall at 0.5 | {metrics['recall']:.4f} |",
        f"| Precision at 0.5 | {metrics['precision']:.4f} |",
        f"| Brier score | {metrics['brier']:.4f} |",
        "",
        "## What people say",
    ]
    said = {statement["id"]: statement for statement in statements}
    for name in sorted({"intended-use", "limitations", "fairness", *said}):
        title = name.replace("-", " ").capitalize()
        lines += ["", f"### {title}", ""]
        if name in said:
            by, on = said[name]["statedBy"], said[name]["statedAt"]
            lines += [said[name]["text"], "", f"*{by}, {on}*"]
        else:
            lines.append(f"> **Blank** `{name}`: not written yet.")
    text = "\n".join(lines) + "\n"
    with open(card.path, "w", encoding="utf-8") as file:
        file.write(text)

    client = mlflow.MlflowClient(registry_url)
    client.log_text(run_id, text, "model-card.md")
    client.update_model_version(model_name, version, description=text)
    client.update_registered_model(model_name, description=text)
