"""Writes results/model.cdx.json: what is trained from which data by which pipeline, as CycloneDX 1.6."""

import hashlib
import json
import pathlib
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent


def bill_of_materials(root: pathlib.Path = ROOT) -> dict:
    settings = json.loads((root / "pipeline/settings.json").read_text())["parameters"]
    digest = hashlib.sha256((root / "pipeline/pipeline.yaml").read_bytes()).hexdigest()
    data = {"type": "data", "bom-ref": "data", "name": settings["dataset"] or settings["data_uri"]}
    if settings["data_sha256"]:
        data["hashes"] = [{"alg": "SHA-256", "content": settings["data_sha256"]}]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        # The same pipeline gives the same serial number.
        "serialNumber": f"urn:uuid:{uuid.UUID(digest[:32])}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "pipeline",
                "name": "pipeline.yaml",
                "version": digest[:12],
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
        },
        "components": [
            {
                "type": "machine-learning-model",
                "bom-ref": "model",
                "name": settings["model_name"],
                "modelCard": {"modelParameters": {"datasets": [{"ref": "data"}]}},
            },
            data,
        ],
        "dependencies": [
            {"ref": "model", "dependsOn": ["pipeline", "data"]},
        ],
    }


if __name__ == "__main__":
    target = ROOT / "results/model.cdx.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(bill_of_materials(), indent=2) + "\n")
    print(f"wrote {target.relative_to(ROOT)}")
