"""Writes results/model.cdx.json: which model is served, by its digest, as CycloneDX 1.6.

What the code is made of is listed by cyclonedx-py beside it (ci/bill_of_materials.sh).
"""

import hashlib
import json
import pathlib
import uuid

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent


def bill_of_materials(root: pathlib.Path = ROOT) -> dict:
    release = yaml.safe_load((root / ".platformops/release.yaml").read_text())
    path = yaml.safe_load((root / ".platformops/path.yaml").read_text())
    model = release["model"]
    digest = model["digest"].removeprefix("sha256:")
    # The same content gives the same serial number.
    serial = uuid.UUID(hashlib.sha256(json.dumps(release, sort_keys=True).encode()).hexdigest()[:32])
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "service",
                "name": path["parameters"]["name"],
                "version": digest[:12],
            }
        },
        "components": [
            {
                "type": "machine-learning-model",
                "bom-ref": "model",
                "name": model["ref"],
                "version": digest[:12],
                "hashes": [{"alg": "SHA-256", "content": digest}],
                "externalReferences": [{"type": "distribution", "url": model["uri"]}],
            }
        ],
        "dependencies": [{"ref": "service", "dependsOn": ["model"]}],
    }


if __name__ == "__main__":
    target = ROOT / "results/model.cdx.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(bill_of_materials(), indent=2) + "\n")
    print(f"wrote {target.relative_to(ROOT)}")
