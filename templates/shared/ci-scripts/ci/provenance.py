"""Writes results/provenance.json: from which commit and pipeline the release comes (in-toto, SLSA v1)."""

import json
import os
import pathlib
import subprocess

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent


def provenance(release: dict, commit: str, repository: str, run: str, builder: str) -> dict:
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [
            {
                "name": release["model"]["uri"],
                "digest": {"sha256": release["model"]["digest"].removeprefix("sha256:")},
            }
        ],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "https://platformops.io/golden-path/release/v1",
                "externalParameters": {"release": ".platformops/release.yaml"},
                "resolvedDependencies": [{"uri": f"git+{repository}", "digest": {"gitCommit": commit}}],
            },
            "runDetails": {"builder": {"id": builder}, "metadata": {"invocationId": run}},
        },
    }


def where_it_runs(environment=os.environ) -> dict[str, str]:
    """Repository, run and builder by their addresses, as the pipeline tells them."""
    if environment.get("GITHUB_REPOSITORY"):
        server = environment["GITHUB_SERVER_URL"]
        repository = f"{server}/{environment['GITHUB_REPOSITORY']}"
        return {
            "repository": repository,
            "run": f"{repository}/actions/runs/{environment['GITHUB_RUN_ID']}",
            "builder": f"{server}/{environment['GITHUB_WORKFLOW_REF']}",
        }
    if environment.get("CI_PROJECT_URL"):
        return {
            "repository": environment["CI_PROJECT_URL"],
            "run": environment["CI_JOB_URL"],
            "builder": f"{environment['CI_SERVER_URL']}/runners/{environment['CI_RUNNER_ID']}",
        }
    if environment.get("BUILD_URL"):
        return {
            "repository": environment["GIT_URL"],
            "run": environment["BUILD_URL"],
            "builder": environment["JENKINS_URL"],
        }
    return {"repository": "local", "run": "local", "builder": "local"}


if __name__ == "__main__":
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    statement = provenance(
        yaml.safe_load((ROOT / ".platformops/release.yaml").read_text()),
        commit=commit.stdout.strip(),
        **where_it_runs(),
    )
    target = ROOT / "results/provenance.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(statement, indent=2) + "\n")
    print(f"wrote {target.relative_to(ROOT)}")
