"""The safeguards of health data stand in the manifests."""


def by_name(objects, name):
    return next(each for each in objects if each["metadata"]["name"] == name)


def test_pods_talk_by_mutual_tls_alone(of_kind):
    [policy] = of_kind("PeerAuthentication")
    assert policy["spec"] == {"mtls": {"mode": "STRICT"}}
    [namespace] = of_kind("Namespace")
    assert namespace["metadata"]["labels"]["istio-injection"] == "enabled"


def test_from_outside_tls_is_1_3(of_kind):
    servers = [server for each in of_kind("Gateway") for server in each["spec"]["servers"]]
    assert servers
    for server in servers:
        assert server["port"]["protocol"] == "HTTPS"
        assert server["tls"]["minProtocolVersion"] == "TLSV1_3"
        assert "*" not in server["hosts"]


def test_only_the_inference_api_is_let_in(of_kind, path):
    name = path["parameters"]["name"]
    [route] = of_kind("VirtualService")
    for rule in route["spec"]["http"]:
        assert [each["uri"] for each in rule["match"]] == [{"exact": "/fhir/RiskAssessment"}]
        assert all(f"{name}-transformer." in each["destination"]["host"] for each in rule["route"])
    policies = {each["metadata"]["name"]: each["spec"] for each in of_kind("AuthorizationPolicy")}
    for policy in policies.values():
        assert policy["action"] == "ALLOW" and policy["selector"]["matchLabels"]
        assert all(rule.get("from") for rule in policy["rules"])
    account = f"cluster.local/ns/{path['parameters']['namespace']}/sa/{name}"
    for asked in (f"{name}-predictor", f"{name}-audit"):
        sources = [each["source"] for rule in policies[asked]["rules"] for each in rule["from"]]
        assert sources == [{"principals": [account]}], f"{asked} can be asked without the inference API"


def test_kserve_opens_no_other_way_in(service):
    assert service["metadata"]["labels"]["networking.kserve.io/visibility"] == "cluster-local"


def test_nothing_leaves_the_private_network(of_kind):
    for policy in of_kind("NetworkPolicy"):
        for rule in policy["spec"].get("egress") or []:
            for peer in rule["to"]:
                if "ipBlock" in peer:
                    assert peer["ipBlock"]["cidr"].startswith(("10.", "172.16.", "192.168.", "169.254.")), peer


def test_each_answer_leaves_an_event(service, of_kind, path):
    name, namespace = path["parameters"]["name"], path["parameters"]["namespace"]
    [container] = service["spec"]["transformer"]["containers"]
    environment = {each["name"]: each.get("value") for each in container["env"]}
    sink = by_name(of_kind("Service"), f"{name}-audit")
    port = sink["spec"]["ports"][0]["port"]
    assert environment["AUDIT_SINK_URL"] == f"http://{sink['metadata']['name']}.{namespace}.svc.cluster.local:{port}/events"
    assert environment["OIDC_ISSUER"].startswith("https://") and environment["OIDC_AUDIENCE"]
    assert int(environment["REQUESTS_PER_MINUTE"]) > 0


def test_audit_log_is_kept_six_years_on_an_encrypted_volume(of_kind, path):
    name = path["parameters"]["name"]
    claim = by_name(of_kind("PersistentVolumeClaim"), f"{name}-audit")
    assert claim["metadata"]["annotations"]["platformops.io/retention"] == "P6Y"
    storage = by_name(of_kind("StorageClass"), claim["spec"]["storageClassName"])
    assert storage["reclaimPolicy"] == "Retain"
    if path["parameters"]["ground"] in ("eks", "own-gpus"):
        assert storage["parameters"]["encrypted"] == "true"
    deployment = by_name(of_kind("Deployment"), f"{name}-audit")
    assert deployment["spec"]["replicas"] == 1 and deployment["spec"]["strategy"]["type"] == "Recreate"


def test_two_people_approve(release):
    assert release["approvers"] >= 2
