"""Reads FHIR R4: a Bundle with one Observation for each feature of the model."""

import json
import pathlib

FEATURES = json.loads((pathlib.Path(__file__).parent / "features.json").read_text())
MOST_ENTRIES = 100


class Refused(Exception):
    """A request that is not as it has to be. Names the field and never the value, which may be health data."""

    def __init__(self, expression: str, diagnostics: str, code: str = "invalid"):
        super().__init__(f"{expression}: {diagnostics}")
        self.expression, self.diagnostics, self.code = expression, diagnostics, code


def read_bundle(body, features=FEATURES) -> tuple[str, list[float]]:
    """The patient, and the values in the order of the model."""
    if not isinstance(body, dict) or body.get("resourceType") != "Bundle":
        raise Refused("Bundle.resourceType", "expected is a Bundle")
    if body.get("type") != "collection":
        raise Refused("Bundle.type", "expected is collection")
    entries = body.get("entry")
    if not isinstance(entries, list) or not 0 < len(entries) <= MOST_ENTRIES:
        raise Refused("Bundle.entry", f"expected are 1 to {MOST_ENTRIES} entries")

    wanted = {(feature["system"], feature["code"]): feature for feature in features}
    subject, found = None, {}
    for index, entry in enumerate(entries):
        where = f"Bundle.entry[{index}].resource"
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if not isinstance(resource, dict) or resource.get("resourceType") != "Observation":
            raise Refused(where, "expected is an Observation")
        if resource.get("status") not in ("final", "amended", "corrected"):
            raise Refused(f"{where}.status", "expected is final, amended or corrected")
        reference = field(resource, "subject", "reference")
        if not isinstance(reference, str) or not reference.startswith("Patient/"):
            raise Refused(f"{where}.subject.reference", "expected is Patient/<id>")
        if subject not in (None, reference):
            raise Refused(f"{where}.subject.reference", "all observations have to be of one patient")
        subject = reference
        feature = next((wanted[key] for key in codings(resource) if key in wanted), None)
        if feature is None:
            raise Refused(f"{where}.code.coding", "the model knows no such observation", code="not-supported")
        if feature["name"] in found:
            raise Refused(f"{where}.code.coding", "the observation is there twice", code="duplicate")
        found[feature["name"]] = quantity(resource, feature, where)

    missing = [feature["name"] for feature in features if feature["name"] not in found]
    if missing:
        raise Refused("Bundle.entry", f"missing: {', '.join(missing)}", code="required")
    return subject, [found[feature["name"]] for feature in features]


def field(resource, *names):
    for name in names:
        resource = resource.get(name) if isinstance(resource, dict) else None
    return resource


def codings(resource):
    found = field(resource, "code", "coding")
    for coding in found if isinstance(found, list) else []:
        key = (field(coding, "system"), field(coding, "code"))
        if all(isinstance(each, str) for each in key):
            yield key


def quantity(resource, feature, where) -> float:
    value = field(resource, "valueQuantity", "value")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Refused(f"{where}.valueQuantity.value", "expected is a number")
    if field(resource, "valueQuantity", "code") != feature["unit"]:
        raise Refused(f"{where}.valueQuantity.code", f"expected is the unit {feature['unit']}")
    if not feature["minimum"] <= value <= feature["maximum"]:
        raise Refused(
            f"{where}.valueQuantity.value", f"expected is {feature['minimum']} to {feature['maximum']}", code="value"
        )
    return float(value)


def risk_assessment(subject: str, probability: float, digest: str) -> dict:
    return {
        "resourceType": "RiskAssessment",
        "status": "final",
        "subject": {"reference": subject},
        "method": {"text": digest},
        # FHIR R4 says it in percent.
        "prediction": [{"probabilityDecimal": round(probability * 100, 4)}],
    }


def operation_outcome(code: str, diagnostics: str, expression: str | None = None) -> dict:
    issue = {"severity": "error", "code": code, "diagnostics": diagnostics}
    if expression:
        issue["expression"] = [expression]
    return {"resourceType": "OperationOutcome", "issue": [issue]}
