from kfp.dsl import Artifact, Input

from components.base import component


@component
def gate(
    evaluation: Input[Artifact], minimum_auc: float, minimum_recall: float
) -> str:
    """Ends the run when the model is not good enough. Nothing is registered then."""
    import json
    import math

    with open(evaluation.path, encoding="utf-8") as file:
        metrics = json.load(file)["metrics"]
    failures = []
    passed = []
    for name, minimum in (("auc", minimum_auc), ("recall", minimum_recall)):
        value = metrics.get(name)
        # What was not measured is not good enough; neither is NaN.
        if value is None or math.isnan(value) or not value >= minimum:
            failures.append(f"{name} is {value}, at least {minimum} is asked for")
        else:
            passed.append(f"{name} {value} >= {minimum}")
    if failures:
        raise RuntimeError("evaluation gate: " + "; ".join(failures))
    return ", ".join(passed)
