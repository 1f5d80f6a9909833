"""What stands beside the manifests."""

import json
import re
import shutil

import approvals
import bill_of_materials
import provenance
import set_model
import yaml
from conftest import ROOT, read


def test_catalog_names_what_is_served(release, path):
    entities = list(yaml.safe_load_all((ROOT / "catalog-info.yaml").read_text()))
    component = next(each for each in entities if each["kind"] == "Component")
    annotations = component["metadata"]["annotations"]
    assert annotations["platformops.io/serves"] == release["model"]["ref"]
    assert annotations["platformops.io/golden-path"] == f"{path['path']}@{path['version']}"
    assert (ROOT / annotations["platformops.io/slo"]).is_file()
    assert component["spec"]["owner"]


def test_objectives_can_be_met_and_missed():
    for slo in (ROOT / "slos").glob("*.yaml"):
        for document in yaml.safe_load_all(slo.read_text()):
            for objective in document["spec"]["objectives"]:
                assert 0.5 <= objective["target"] < 1, slo.name


def test_runbooks_of_alerts_are_there():
    titles = re.findall(r"^#+ (.+)$", (ROOT / "docs/runbook.md").read_text(), re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}
    for rule in read("deploy/60-prometheus-rule.yaml")["spec"]["groups"][0]["rules"]:
        anchor = rule["annotations"]["runbook_url"].partition("/docs/runbook.md#")[2]
        assert anchor in anchors, rule["annotations"]["runbook_url"]


def test_model_card_is_of_what_is_released(release):
    card = (ROOT / "docs/model-card.md").read_text()
    for key in ("ref", "uri", "digest"):
        assert f"`{release['model'][key]}`" in card, f"the model card does not name the {key} of the release"


def test_model_is_written_wherever_it_stands(tmp_path):
    for part in (".platformops", "deploy", "docs"):
        shutil.copytree(ROOT / part, tmp_path / part)
    digest = "sha256:" + "e" * 64
    set_model.set_model("s3://elsewhere/2", digest, root=tmp_path)
    for file in set_model.FILES:
        text = (tmp_path / file).read_text()
        assert digest in text and "s3://elsewhere/2" in text, file


def test_nobody_signs_an_empty_statement():
    for each in read("statements/statements.yaml")["statements"]:
        signed = [each["text"], each["statedBy"], each["statedAt"]]
        assert all(signed) or not any(signed), f"{each['id']} is signed in part: text, statedBy and statedAt belong together"
        if each["statedBy"]:
            assert re.fullmatch(r"user:[a-z0-9-]+/[A-Za-z0-9._-]+", each["statedBy"]), f"{each['id']}: a person signs"


def test_bill_of_materials_names_the_model(release):
    bom = bill_of_materials.bill_of_materials()
    model = bom["components"][0]
    assert model["type"] == "machine-learning-model"
    assert "sha256:" + model["hashes"][0]["content"] == release["model"]["digest"]
    assert json.dumps(bom) == json.dumps(bill_of_materials.bill_of_materials())


def test_provenance_names_model_and_commit(release):
    statement = provenance.provenance(release, commit="c" * 40, repository="r", run="1", builder="b")
    assert "sha256:" + statement["subject"][0]["digest"]["sha256"] == release["model"]["digest"]
    assert statement["predicate"]["buildDefinition"]["resolvedDependencies"][0]["digest"]["gitCommit"] == "c" * 40


def test_provenance_names_the_run_by_its_address():
    github = provenance.where_it_runs(
        {
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_RUN_ID": "7",
            "GITHUB_WORKFLOW_REF": "o/r/.github/workflows/delivery.yml@refs/heads/main",
        }
    )
    assert github["run"] == "https://github.com/o/r/actions/runs/7"
    assert provenance.where_it_runs({})["builder"] == "local"


def test_authors_do_not_approve_their_own_change():
    assert approvals.missing_approvals("ann", ["ann", "ben"], 2) == 1
    assert approvals.missing_approvals("ann", ["ben", "Ben", "ben "], 2) == 1
    assert approvals.missing_approvals("ann", ["ben", "eve"], 2) == 0
    assert approvals.missing_approvals("Ann", ["ann"], 1) == 1
