"""Writes results/provenance.json: from which commit the compiled pipeline comes (in-toto, SLSA v1)."""

import hashlib
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def provenance(digest: str, commit: str, repository: str, run: str, builder: str) -> dict:
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "pipeline/pipeline.yaml", "digest": {"sha256": digest}}],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "https://platformops.io/golden-path/pipeline/v1",
                "externalParameters": {"settings": "pipeline/settings.json"},
                "resolvedDependencies": [{"uri": f"git+{repository}", "digest": {"gitCommit": commit}}],
            },
            "runDetails": {"builder": {"id": builder}, "metadata": {"invocationId": run}},
        },
    }


def first(*names: str) -> str:
    return next((os.environ[name] for name in names if os.environ.get(name)), "local")


if __name__ == "__main__":
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    statement = provenance(
        hashlib.sha256((ROOT / "pipeline/pipeline.yaml").read_bytes()).hexdigest(),
        commit=commit.stdout.strip(),
        repository=first("GITHUB_REPOSITORY", "CI_PROJECT_URL", "GIT_URL"),
        run=first("GITHUB_RUN_ID", "CI_JOB_URL", "BUILD_URL"),
        builder=first("GITHUB_WORKFLOW_REF", "CI_RUNNER_DESCRIPTION", "JENKINS_URL"),
    )
    target = ROOT / "results/provenance.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(statement, indent=2) + "\n")
    print(f"wrote {target.relative_to(ROOT)}")
