from kfp.dsl import Dataset, Output

from components.base import component


@component
def ingest_data(data_uri: str, data_sha256: str, data: Output[Dataset]):
    """Fetches the table and refuses it when it is not the agreed one.

    `sample:breast-cancer` is the public Wisconsin set that scikit-learn ships;
    `https:` is fetched; anything else is the path of a mounted CSV file.
    """
    import hashlib
    import urllib.request
    from pathlib import Path

    if data_uri == "sample:breast-cancer":
        from sklearn.datasets import load_breast_cancer

        bunch = load_breast_cancer(as_frame=True)
        frame = bunch.data.rename(columns=lambda name: name.replace(" ", "_"))
        frame["malignant"] = 1 - bunch.target
        content = frame.to_csv(index=False, lineterminator="\n").encode()
    elif data_uri.startswith("https://"):
        with urllib.request.urlopen(data_uri, timeout=60) as response:
            content = response.read()
    elif ":" in data_uri:
        raise ValueError(
            f"data_uri: found '{data_uri}', allowed is sample:breast-cancer, "
            "https://… or the path of a mounted CSV file"
        )
    else:
        content = Path(data_uri).read_bytes()

    digest = hashlib.sha256(content).hexdigest()
    if data_sha256 and digest != data_sha256:
        raise ValueError(f"data_sha256: expected {data_sha256}, the data has {digest}")
    Path(data.path).write_bytes(content)
    data.metadata["uri"] = data_uri
    data.metadata["sha256"] = digest
