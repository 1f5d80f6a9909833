"""What the portal relies on. Each test fails on one mistake that a review overlooks."""

import json
import re

import pytest
from conftest import HERE, PATH, ROOT, read


def alerts():
    [rule] = read(HERE / "deploy/60-prometheus-rule.yaml")
    return rule


def test_catalog_names_model_owner_and_objectives(component, chosen):
    annotations = component["metadata"]["annotations"]
    assert annotations["platformops.io/serves"] == chosen["model"]
    assert annotations["backstage.io/kubernetes-namespace"] == chosen["namespace"]
    assert (ROOT / annotations["platformops.io/slo"]).is_file()
    assert component["spec"]["owner"] == chosen["owner"]
    assert re.fullmatch(rf"{PATH}@\d+\.\d+\.\d+", annotations["platformops.io/golden-path"])


def test_objectives_are_those_that_were_agreed(chosen):
    slos = {each["metadata"]["name"]: each["spec"] for each in read(HERE / f"slos/{chosen['name']}.yaml")}
    assert slos["availability"]["objectives"][0]["target"] >= chosen["availability"], "the objective was lowered"
    limit = slos["latency"]["indicator"]["spec"]["ratioMetric"]["raw"]["metricSource"]["spec"]["threshold"]
    assert limit == chosen["latency"], "the limit of the latency is another one"
    for spec in slos.values():
        for objective in spec["objectives"]:
            assert 0.5 <= objective["target"] < 1


def test_alerts_are_about_this_service_and_have_runbooks(chosen):
    runbook = (HERE / "docs/runbook.md").read_text()
    titles = re.findall(r"^#+ (.+)$", runbook, re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}
    rules = [rule for group in alerts()["spec"]["groups"] for rule in group["rules"]]
    assert {rule["alert"] for rule in rules} >= {"InferenceServiceHasNoReplica", "InferenceServiceRestarts"}
    for rule in rules:
        page, _, anchor = rule["annotations"]["runbook_url"].partition("#")
        assert page.endswith("/docs/runbook.md") and anchor in anchors, rule["alert"]
        assert f'namespace="{chosen["namespace"]}"' in rule["expr"], rule["alert"]
        assert f'"{chosen["workloadName"]}' in rule["expr"], rule["alert"]


def test_nothing_here_is_deployed_but_alerts():
    for file in sorted((HERE / "deploy").glob("*")):
        for each in read(file):
            assert each["kind"] == "PrometheusRule", f"{file.name}: {each['kind']} would change what runs"


def test_the_pipeline_asks_the_gate(chosen):
    file = {
        "github": ROOT / ".github/workflows/platform-ops.yml",
        "gitlab": HERE / "gitlab-ci.yml",
        "jenkins": HERE / "Jenkinsfile",
    }[chosen["ci"]]
    text = file.read_text()
    for script in ("test.sh", "check_alerts.sh", "gate.sh"):
        assert f"sh platform-ops/ci/{script}" in text, f"{file.name} does not run {script}"
        assert (HERE / "ci" / script).is_file()


def test_nobody_signs_an_empty_statement():
    [statements] = read(HERE / "statements/statements.yaml")
    for each in statements["statements"]:
        signed = [each["text"], each["statedBy"], each["statedAt"]]
        assert all(signed) or not any(signed), f"{each['id']} is signed in part"
        if each["statedBy"]:
            assert re.fullmatch(r"user:[a-z0-9-]+/[A-Za-z0-9._-]+", each["statedBy"]), f"{each['id']}: a person signs"


def test_what_is_served_is_what_the_portal_looks_at(served, chosen):
    namespace = served["metadata"].get("namespace")
    assert namespace in (None, chosen["namespace"]), f"it runs in {namespace}, the portal looks at {chosen['namespace']}"


def containers(served: dict) -> list[dict]:
    if served["kind"] == "Deployment":
        return served["spec"]["template"]["spec"]["containers"]
    predictor = served["spec"]["predictor"]
    # The old way names the framework in the place of model.
    framework = next((each for each in predictor.values() if isinstance(each, dict) and "storageUri" in each), None)
    return [*([framework] if framework else []), *predictor.get("containers", [])]


def pod(served: dict) -> dict:
    return served["spec"]["template"]["spec"] if served["kind"] == "Deployment" else served["spec"]["predictor"]


# Take a mark away once its test passes, so that it stays so.
@pytest.mark.xfail(reason="safeguard that adoption does not bring: memory is limited", strict=False)
def test_memory_is_limited(served):
    assert containers(served)
    for each in containers(served):
        assert each["resources"]["limits"]["memory"]


@pytest.mark.xfail(reason="safeguard that adoption does not bring: containers do not run as root", strict=False)
def test_containers_do_not_run_as_root(served):
    for each in containers(served):
        own = {**pod(served).get("securityContext", {}), **each.get("securityContext", {})}
        assert own.get("runAsNonRoot") is True
        assert own.get("allowPrivilegeEscalation") is False


@pytest.mark.xfail(reason="safeguard that adoption does not bring: images are named by their digest", strict=False)
def test_images_are_pinned(served):
    named = [each["image"] for each in containers(served) if "image" in each]
    assert named and all(re.search(r"@sha256:[0-9a-f]{64}$", image) for image in named)


@pytest.mark.xfail(reason="safeguard that adoption does not bring: requests are not written to a sink", strict=False)
def test_payloads_are_not_logged(served):
    assert '"logger"' not in json.dumps(served["spec"])
