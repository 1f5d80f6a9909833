"""Reads what is delivered."""

import pathlib

import pytest
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent


def read(path: str):
    return yaml.safe_load((ROOT / path).read_text())


@pytest.fixture(scope="session")
def manifests() -> list[dict]:
    """All objects of deploy/; a file that is no YAML, or holds no object, fails here."""
    found = []
    for file in sorted((ROOT / "deploy").glob("*.yaml")):
        for document in yaml.safe_load_all(file.read_text()):
            assert isinstance(document, dict), f"{file.name} holds {document!r}, and no Kubernetes object"
            found.append({**document, "_file": file.name})
    return found


@pytest.fixture(scope="session")
def of_kind(manifests):
    return lambda kind: [each for each in manifests if each.get("kind") == kind]


@pytest.fixture(scope="session")
def release() -> dict:
    return read(".platformops/release.yaml")


@pytest.fixture(scope="session")
def path() -> dict:
    return read(".platformops/path.yaml")


@pytest.fixture(scope="session")
def service(of_kind) -> dict:
    found = of_kind("InferenceService") + [as_inference_service(each) for each in of_kind("LLMInferenceService")]
    assert len(found) == 1, f"one service is delivered, found {len(found)}"
    return found[0]


def as_inference_service(llm: dict) -> dict:
    """What the tests look at stands elsewhere in an LLMInferenceService."""
    spec = llm["spec"]
    pod = spec["template"]
    predictor = {
        **pod,
        "labels": spec["labels"],
        "minReplicas": spec["replicas"],
        "maxReplicas": spec["replicas"],
        "model": {**pod["containers"][0], "storageUri": spec["model"]["uri"]},
    }
    return {**llm, "spec": {"predictor": predictor}}
