"""The three parts of a change control plan are there, and say what may not change."""

import pytest
from conftest import ROOT

PARTS = {
    "description-of-modifications.md": ["What may change under this plan", "What may not", "How often"],
    "modification-protocol.md": ["Data", "Training and evaluation", "Release", "Going back", "Telling users"],
    "impact-assessment.md": ["Benefits and risks"],
}


@pytest.mark.parametrize("name", PARTS)
def test_part_is_there(name):
    text = (ROOT / "docs/change-control" / name).read_text()
    for heading in PARTS[name]:
        assert f"\n## {heading}\n" in text, f"{name} has no section {heading!r}"


def test_plan_names_the_gate_that_holds(release):
    text = (ROOT / "docs/change-control/description-of-modifications.md").read_text()
    assert f"at least {release['gate']['minimum']} AUC" in text
