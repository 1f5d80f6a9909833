from kfp.dsl import Dataset, Input, Model, Output

from components.base import component


@component
def train_model(
    training: Input[Dataset], target: str, seed: int, model: Output[Model]
):
    """Trains. Replace what is between the lines; the steps around it stay."""
    import json

    import joblib
    import pandas
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    frame = pandas.read_csv(training.path)
    features = frame.drop(columns=[target])

    # --- the model -------------------------------------------------------
    parameters = {"C": 0.5, "max_iter": 1000, "random_state": seed}
    estimator = make_pipeline(
        SimpleImputer(strategy="median"),
        StandardScaler(),
        LogisticRegression(**parameters),
    )
    # ---------------------------------------------------------------------

    estimator.fit(features.to_numpy(), frame[target].to_numpy())
    joblib.dump(estimator, model.path)
    model.framework = "scikit-learn"
    model.metadata["algorithm"] = "LogisticRegression"
    # Kubeflow Pipelines would make a fraction of each whole number.
    model.metadata["parameters"] = json.dumps(parameters)
    model.metadata["features"] = features.columns.tolist()
