"""What holds the manifests together. Each test fails on one mistake that a review overlooks."""

import re

DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
CLUSTER_WIDE = {"Namespace", "StorageClass"}


def test_objects_are_whole(manifests, path):
    namespace = path["parameters"]["namespace"]
    assert manifests, "deploy/ is empty"
    seen = set()
    for each in manifests:
        where = f"{each['_file']}: {each.get('kind')}"
        assert isinstance(each.get("apiVersion"), str) and isinstance(each.get("kind"), str), where
        name = (each.get("metadata") or {}).get("name")
        assert name and re.fullmatch(r"[a-z0-9]([-a-z0-9.]*[a-z0-9])?", name), f"{where}: name {name!r}"
        if each["kind"] not in CLUSTER_WIDE:
            assert each["metadata"].get("namespace") == namespace, f"{where} {name} is not in {namespace}"
        key = (each["apiVersion"], each["kind"], name)
        assert key not in seen, f"{where} {name} is there twice"
        seen.add(key)


def test_what_is_delivered_is_what_was_approved(service, release):
    model = service["spec"]["predictor"]["model"]
    digest = service["metadata"]["annotations"]["platformops.io/artifact-digest"]
    assert DIGEST.fullmatch(release["model"]["digest"])
    assert digest == release["model"]["digest"], "the manifest names another digest than the release"
    assert model["storageUri"] == release["model"]["uri"], "the manifest names another artefact than the release"
    for container in service["spec"].get("transformer", {}).get("containers", []):
        for variable in container.get("env", []):
            if variable["name"] == "MODEL_DIGEST":
                assert variable["value"] == digest, "the audit log would name another digest"


def test_release_takes_as_many_people_as_the_path_wants(release, path):
    wanted = path["parameters"]["approvers"]
    assert release["approvers"] >= wanted, f"the path wants {wanted} approvers"


def test_evaluation_gate_is_not_lowered(release, path):
    floor = path["parameters"].get("minimumAuc")
    if floor:
        assert release["gate"]["minimum"] >= floor, f"the gate was agreed at {floor}"


def test_nothing_is_open_that_no_policy_opens(of_kind):
    policies = of_kind("NetworkPolicy")
    closed = [
        each
        for each in policies
        if each["spec"]["podSelector"] == {}
        and set(each["spec"].get("policyTypes", [])) == {"Ingress", "Egress"}
        and not each["spec"].get("ingress")
        and not each["spec"].get("egress")
    ]
    assert closed, "no policy cuts off what none opens (default-deny)"
    for each in policies:
        for direction, peers in (("ingress", "from"), ("egress", "to")):
            for rule in each["spec"].get(direction) or []:
                assert rule.get(peers), f"{each['metadata']['name']}: {direction} with everybody"


def test_policy_selects_the_pods_of_the_service(service, of_kind):
    labels = service["spec"]["predictor"]["labels"]
    selected = [
        each
        for each in of_kind("NetworkPolicy")
        if each["spec"]["podSelector"].get("matchLabels")
        and each["spec"]["podSelector"]["matchLabels"].items() <= labels.items()
    ]
    assert selected, "no policy opens anything for the pods of the service"


def test_account_is_its_own(service, of_kind):
    accounts = {each["metadata"]["name"] for each in of_kind("ServiceAccount")}
    for part in ("predictor", "transformer"):
        if part in service["spec"]:
            assert service["spec"][part]["serviceAccountName"] in accounts
            assert service["spec"][part]["automountServiceAccountToken"] is False


def containers(service, of_kind):
    spec = service["spec"]
    yield "predictor", spec["predictor"].get("securityContext", {}), spec["predictor"]["model"]
    for container in spec.get("transformer", {}).get("containers", []):
        yield "transformer", spec["transformer"].get("securityContext", {}), container
    for deployment in of_kind("Deployment"):
        pod = deployment["spec"]["template"]["spec"]
        for container in pod["containers"]:
            yield deployment["metadata"]["name"], pod.get("securityContext", {}), container


def test_containers_have_no_rights_that_they_do_not_need(service, of_kind):
    for name, pod, container in containers(service, of_kind):
        own = container.get("securityContext", {})
        assert pod.get("runAsNonRoot") is True, name
        assert pod.get("seccompProfile", {}).get("type") == "RuntimeDefault", name
        assert own.get("allowPrivilegeEscalation") is False, name
        assert own.get("capabilities", {}).get("drop") == ["ALL"], name
        assert not own.get("privileged"), name


def test_memory_is_limited_and_images_are_pinned(service, of_kind):
    for name, _, container in containers(service, of_kind):
        assert container["resources"]["limits"]["memory"] == container["resources"]["requests"]["memory"], name
        if "image" in container:
            assert DIGEST.search(container["image"]), f"{name}: {container['image']} is not named by its digest"


def test_payloads_are_never_logged(service):
    for part in ("predictor", "transformer", "explainer"):
        assert "logger" not in service["spec"].get(part, {}), f"{part}.logger would write requests to a sink"


def test_service_survives_maintenance(service, of_kind):
    predictor = service["spec"]["predictor"]
    assert predictor["maxReplicas"] >= max(1, predictor["minReplicas"])
    assert of_kind("PodDisruptionBudget"), "no PodDisruptionBudget"


def test_alerts_have_runbooks(of_kind):
    groups = [group for each in of_kind("PrometheusRule") for group in each["spec"]["groups"]]
    rules = [rule for group in groups for rule in group["rules"] if "alert" in rule]
    assert rules, "no alerts"
    for rule in rules:
        assert "/docs/runbook.md#" in rule["annotations"]["runbook_url"], rule["alert"]
        assert rule["labels"]["severity"] in {"page", "ticket"}, rule["alert"]
