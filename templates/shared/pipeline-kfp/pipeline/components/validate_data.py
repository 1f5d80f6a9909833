from kfp.dsl import Dataset, Input, Output

from components.base import component


@component
def validate_data(
    data: Input[Dataset],
    target: str,
    seed: int,
    training: Output[Dataset],
    test: Output[Dataset],
):
    """Refuses data that cannot be learnt from, then splits it.

    Rows that occur twice are dropped first: one in training and one in the test
    would make the evaluation look better than it is.
    """
    import hashlib
    from pathlib import Path

    import pandas
    from sklearn.model_selection import train_test_split

    frame = pandas.read_csv(data.path)
    problems = []
    if target not in frame.columns:
        problems.append(f"target: there is no column '{target}'")
    else:
        if sorted(frame[target].dropna().unique().tolist()) != [0, 1]:
            problems.append(f"target: '{target}' must hold 0 and 1, and both")
        if frame[target].isna().any():
            problems.append(f"target: '{target}' is missing in some rows")
        features = frame.drop(columns=[target])
        text = features.select_dtypes(exclude="number").columns.tolist()
        if text:
            problems.append(f"columns that hold no numbers: {text}")
        empty = [name for name in features if features[name].isna().mean() > 0.05]
        if empty:
            problems.append(f"columns with more than 5% missing: {empty}")
        constant = [name for name in features if features[name].nunique() < 2]
        if constant:
            problems.append(f"columns that never vary: {constant}")
    frame = frame.drop_duplicates()
    if len(frame) < 200:
        problems.append(f"only {len(frame)} different rows; at least 200 are needed")
    if problems:
        raise ValueError("the data cannot be used: " + "; ".join(problems))

    first, second = train_test_split(
        frame, test_size=0.25, random_state=seed, stratify=frame[target]
    )
    for part, output in ((first, training), (second, test)):
        content = part.to_csv(index=False, lineterminator="\n").encode()
        Path(output.path).write_bytes(content)
        output.metadata["part_sha256"] = hashlib.sha256(content).hexdigest()
        output.metadata["rows"] = len(part)
        output.metadata["positives"] = int(part[target].sum())
        output.metadata["uri"] = data.metadata["uri"]
        output.metadata["sha256"] = data.metadata["sha256"]
