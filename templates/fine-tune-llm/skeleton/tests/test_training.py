"""The training job, as it is submitted."""

import json
import re

from conftest import ROOT, read

import check_release
import set_model


def job():
    return read("training/trainjob.yaml")


def pods():
    [patch] = job()["spec"]["runtimePatches"]
    [replicated] = patch["trainingRuntimeSpec"]["template"]["spec"]["replicatedJobs"]
    return replicated["template"]["spec"]["template"]


def test_job_is_the_one_that_the_catalog_shows(path):
    chosen = path["parameters"]
    metadata = job()["metadata"]
    shown = f"{chosen['cluster']}/{metadata['namespace']}/{metadata['name']}"
    assert f"platformops.io/trainjob: {shown}\n" in (ROOT / "catalog-info.yaml").read_text()
    assert metadata["namespace"] == chosen["namespace"]


def test_image_is_named_by_its_digest():
    assert re.search(r"@sha256:[0-9a-f]{64}$", job()["spec"]["trainer"]["image"])


def test_pods_have_no_rights_that_they_do_not_need():
    spec = pods()["spec"]
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault"
    for container in spec["containers"]:
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
        assert container["securityContext"]["capabilities"]["drop"] == ["ALL"]
        for variable in container["env"]:
            assert not re.search(r"TOKEN|PASSWORD|SECRET|KEY", variable["name"]) or "value" not in variable


def test_a_policy_opens_what_training_needs_and_nothing_to_it(of_kind):
    labels = pods()["metadata"]["labels"]
    [policy] = [
        each
        for each in of_kind("NetworkPolicy")
        if each["spec"]["podSelector"].get("matchLabels", {}).items() <= labels.items()
        and each["spec"]["podSelector"].get("matchLabels")
    ]
    assert "Ingress" in policy["spec"]["policyTypes"] and not policy["spec"].get("ingress")


def test_gpus_fit_to_the_processes():
    trainer = job()["spec"]["trainer"]
    assert int(trainer["resourcesPerNode"]["limits"]["nvidia.com/gpu"]) == trainer["numProcPerNode"]


def test_nothing_is_delivered_that_was_not_trained(tmp_path):
    for name in set_model.FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text((ROOT / name).read_text())
    set_model.set_model("s3://models/other/2", "sha256:" + "7" * 64, tmp_path)
    assert not check_release.untrained(tmp_path)
    set_model.set_model("s3://models/other/2", "sha256:" + "0" * 64, tmp_path)
    assert check_release.untrained(tmp_path)


def test_what_is_trained_is_what_is_served(release):
    chosen = json.loads((ROOT / "training/settings.json").read_text())
    served = release["model"]["uri"]
    assert served.startswith(chosen["output"] + "/"), f"{served} was not made here"


def test_statements_about_licence_and_use_are_asked_for():
    asked = {each["id"] for each in read("statements/statements.yaml")["statements"]}
    assert {"base-model-licence", "acceptable-use", "training-data-rights"} <= asked
