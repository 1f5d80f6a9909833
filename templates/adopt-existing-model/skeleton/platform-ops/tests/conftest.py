"""Reads what the path added, and what was there."""

import pathlib

import pytest
import yaml

HERE = pathlib.Path(__file__).resolve().parent.parent
ROOT = HERE.parent
PATH = "adopt-existing-model"


def read(file: pathlib.Path):
    return list(yaml.safe_load_all(file.read_text()))


@pytest.fixture(scope="session")
def chosen() -> dict:
    [record] = read(ROOT / ".platformops/path.yaml")
    if record["path"] != PATH:
        pytest.skip(f".platformops/path.yaml is of the path {record['path']}, which made this repository before")
    return record["parameters"]


@pytest.fixture(scope="session")
def component(chosen) -> dict:
    entities = [each for each in read(ROOT / "catalog-info.yaml") if isinstance(each, dict)]
    found = next((each for each in entities if each["metadata"]["name"] == chosen["name"]), None)
    annotations = (found or {}).get("metadata", {}).get("annotations", {})
    if not annotations.get("platformops.io/golden-path", "").startswith(f"{PATH}@"):
        # It was there before, and nobody but its people changes it.
        pytest.skip(
            f"catalog-info.yaml is this repository's own: give {chosen['name']} the annotations "
            f"platformops.io/serves: {chosen['model']}, platformops.io/slo: platform-ops/slos/{chosen['name']}.yaml, "
            f"platformops.io/golden-path: {PATH}@<version>"
        )
    return found


@pytest.fixture(scope="session")
def served(chosen) -> dict:
    """The object that serves, as this repository has it."""
    if not chosen.get("manifest"):
        pytest.skip("no manifest was named: what is served cannot be compared")
    kind = {"deployment": "Deployment"}.get(chosen["servedBy"], "InferenceService")
    file = ROOT / chosen["manifest"]
    assert file.is_file(), f"{chosen['manifest']} is not there any more: name the new place in .platformops/path.yaml"
    objects = [each for each in read(file) if isinstance(each, dict) and each.get("kind") == kind]
    found = [each for each in objects if each["metadata"]["name"] == chosen["workloadName"]]
    assert found, f"{chosen['manifest']} has no {kind} {chosen['workloadName']}"
    return found[0]
