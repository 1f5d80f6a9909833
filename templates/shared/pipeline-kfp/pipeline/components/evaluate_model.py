from kfp.dsl import Artifact, Dataset, Input, Metrics, Model, Output

from components.base import component


@component
def evaluate_model(
    model: Input[Model],
    test: Input[Dataset],
    target: str,
    seed: int,
    metrics: Output[Metrics],
    evaluation: Output[Artifact],
):
    """Measures the model on rows that it has not seen."""
    import json

    import joblib
    import numpy
    import pandas
    from sklearn import metrics as measure

    frame = pandas.read_csv(test.path)
    truth = frame[target].to_numpy()
    scores = joblib.load(model.path).predict_proba(
        frame.drop(columns=[target]).to_numpy()
    )[:, 1]
    said = scores >= 0.5

    # How far chance alone moves the headline number.
    random = numpy.random.default_rng(seed)
    resampled = []
    while len(resampled) < 500:
        rows = random.integers(0, len(truth), len(truth))
        if 0 < truth[rows].sum() < len(truth):
            resampled.append(measure.roc_auc_score(truth[rows], scores[rows]))
    low, high = numpy.quantile(resampled, [0.025, 0.975])

    measured = {
        "auc": measure.roc_auc_score(truth, scores),
        "auc_low": low,
        "auc_high": high,
        "recall": measure.recall_score(truth, said),
        "precision": measure.precision_score(truth, said, zero_division=0),
        "brier": measure.brier_score_loss(truth, scores),
    }
    measured = {name: round(float(value), 6) for name, value in measured.items()}
    for name, value in measured.items():
        metrics.log_metric(name, value)
    with open(evaluation.path, "w", encoding="utf-8") as file:
        json.dump({"rows": len(truth), "metrics": measured}, file, indent=2)
