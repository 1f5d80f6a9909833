import hashlib
from pathlib import Path

import pandas
import pytest
from kfp.dsl import Dataset

from components.ingest_data import ingest_data
from components.validate_data import validate_data


@pytest.fixture
def table(trained):
    return pandas.read_csv(trained.data.path)


def validate(tmp_path, frame, target="malignant"):
    path = tmp_path / "given.csv"
    frame.to_csv(path, index=False)
    data = Dataset(uri=str(path), metadata={"uri": "given", "sha256": "0"})
    parts = [Dataset(uri=str(tmp_path / name)) for name in ("training", "test")]
    validate_data.python_func(data, target, 1, *parts)
    return [pandas.read_csv(part.path) for part in parts]


def test_reads_a_mounted_file_of_the_agreed_digest(tmp_path):
    path = tmp_path / "mounted.csv"
    path.write_bytes(b"a,b\n1,2\n")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    data = Dataset(uri=str(tmp_path / "data.csv"))
    ingest_data.python_func(str(path), digest, data)
    assert Path(data.path).read_bytes() == path.read_bytes()
    assert data.metadata == {"uri": str(path), "sha256": digest}


def test_refuses_other_data_than_agreed(tmp_path):
    data = Dataset(uri=str(tmp_path / "data.csv"))
    with pytest.raises(ValueError, match="data_sha256: expected 00"):
        ingest_data.python_func("sample:breast-cancer", "0" * 64, data)
    assert not Path(data.path).exists()


@pytest.mark.parametrize("uri", ["http://example.com/a.csv", "ftp://x/y", "sample:x"])
def test_refuses_places_that_it_does_not_know(tmp_path, uri):
    with pytest.raises(ValueError, match="data_uri: found"):
        ingest_data.python_func(uri, "", Dataset(uri=str(tmp_path / "data.csv")))


def test_splits_without_a_row_in_both_parts(tmp_path, table):
    twice = pandas.concat([table, table.head(100)])
    training, test = validate(tmp_path, twice)
    assert len(training) + len(test) == len(table.drop_duplicates())
    assert training.merge(test, how="inner").empty
    assert set(test["malignant"]) == {0, 1}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.drop(columns="malignant"), "no column 'malignant'"),
        (lambda t: t.assign(malignant=2), "must hold 0 and 1"),
        (lambda t: t.assign(malignant=1), "must hold 0 and 1"),
        (lambda t: t.assign(city="Bern"), r"hold no numbers: \['city'\]"),
        (lambda t: t.assign(mean_area=5), r"never vary: \['mean_area'\]"),
        (
            lambda t: t.assign(mean_area=t["mean_area"].where(t.index > 50)),
            r"missing: \['mean_area'\]",
        ),
        (lambda t: t.head(60), "only 60 different rows"),
    ],
)
def test_refuses_data_that_cannot_be_learnt_from(tmp_path, table, change, message):
    with pytest.raises(ValueError, match=message):
        validate(tmp_path, change(table))
