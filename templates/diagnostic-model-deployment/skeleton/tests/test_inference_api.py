"""The inference API over WSGI, with a double of the model server."""

import copy
import datetime
import http.server
import io
import json
import logging
import threading

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from inference_api.app import MOST_BYTES, create_app, create_sink
from inference_api.audit import AuditLog, NotRecorded, broken_line
from inference_api.limits import RateLimit
from inference_api.tokens import Tokens

DIGEST = "sha256:" + "a" * 64
ISSUER, AUDIENCE = "https://login.example.com", "triage"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


class Keys:
    def get_signing_key_from_jwt(self, token):
        return type("Key", (), {"key": KEY.public_key()})


class Sink:
    def __init__(self):
        self.events, self.is_away = [], False

    def record(self, event):
        if self.is_away:
            raise NotRecorded("away")
        self.events.append(event)


class Model:
    def __init__(self):
        self.asked, self.error = [], None

    def probability(self, values):
        self.asked.append(values)
        if self.error:
            raise self.error
        return 0.25


class World:
    def __init__(self, per_minute=60):
        self.time, self.sink, self.model = 0.0, Sink(), Model()
        self.app = create_app(
            tokens=Tokens(ISSUER, AUDIENCE, keys=Keys()),
            limit=RateLimit(per_minute, clock=lambda: self.time),
            predictor=self.model,
            audit=self.sink,
            digest=DIGEST,
        )

    def ask(self, body, token=None, path="/fhir/RiskAssessment"):
        return call(self.app, path, body, token or sign())


def call(app, path, body, token=None):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "CONTENT_LENGTH": str(len(data)),
        "wsgi.input": io.BytesIO(data),
    }
    if token:
        environ["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    got = {}

    def start_response(status, headers):
        got.update(status=int(status.split()[0]), headers=dict(headers))

    got["body"] = json.loads(b"".join(app(environ, start_response)))
    return got


def sign(key=KEY, algorithm="RS256", **claims):
    now = datetime.datetime.now(datetime.timezone.utc)
    hour = datetime.timedelta(hours=1)
    known = {"iss": ISSUER, "aud": AUDIENCE, "sub": "clinic-7", "iat": now, "exp": now + hour}
    return jwt.encode({name: value for name, value in {**known, **claims}.items() if value}, key, algorithm=algorithm)


def observation(code, value, unit, patient="Patient/4711"):
    return {
        "resource": {
            "resourceType": "Observation",
            "status": "final",
            "subject": {"reference": patient},
            "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
            "valueQuantity": {"value": value, "code": unit},
        }
    }


BUNDLE = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [observation("8867-4", 88, "/min"), observation("59408-5", 91, "%"), observation("8480-6", 121, "mm[Hg]")],
}


def changed(change):
    bundle = copy.deepcopy(BUNDLE)
    change(bundle)
    return bundle


def test_answers_and_records_who_asked_what_model_and_how_it_ended():
    world = World()
    got = world.ask(BUNDLE)
    assert got["status"] == 200
    assert got["body"]["prediction"] == [{"probabilityDecimal": 25.0}]
    assert got["body"]["subject"] == {"reference": "Patient/4711"}
    assert got["headers"]["cache-control"] == "no-store"
    assert world.model.asked == [[121.0, 88.0, 91.0]]
    [event] = world.sink.events
    assert (event.caller, event.model, event.outcome) == ("clinic-7", DIGEST, "200")
    assert event.request == got["headers"]["x-request-id"]
    assert event.time.endswith("+00:00")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x.y.z",
        sign(key=OTHER_KEY),
        sign(iss="https://evil.example.com"),
        sign(aud="other"),
        sign(exp=datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)),
        sign(sub=None),
        jwt.encode({"sub": "clinic-7"}, None, algorithm="none"),
    ],
)
def test_strangers_get_nothing_and_are_recorded(token):
    world = World()
    got = call(world.app, "/fhir/RiskAssessment", BUNDLE, token)
    assert got["status"] == 401
    assert world.model.asked == []
    assert [(each.caller, each.outcome) for each in world.sink.events] == [("anonymous", "401")]


@pytest.mark.parametrize(
    "body, expression",
    [
        ({"resourceType": "Patient"}, "Bundle.resourceType"),
        ([], "Bundle.resourceType"),
        (changed(lambda b: b.update(type="batch")), "Bundle.type"),
        (changed(lambda b: b.update(entry=[])), "Bundle.entry"),
        (changed(lambda b: b["entry"].pop()), "Bundle.entry"),
        (changed(lambda b: b["entry"].append(b["entry"][0])), "Bundle.entry[3].resource.code.coding"),
        (changed(lambda b: b["entry"][0].update(resource=None)), "Bundle.entry[0].resource"),
        (
            changed(lambda b: b["entry"][1]["resource"].update(subject={"reference": "Patient/2"})),
            "Bundle.entry[1].resource.subject.reference",
        ),
        (
            changed(lambda b: b["entry"][0]["resource"].update(status="entered-in-error")),
            "Bundle.entry[0].resource.status",
        ),
        (
            changed(lambda b: b["entry"][0]["resource"]["valueQuantity"].update(value=9000)),
            "Bundle.entry[0].resource.valueQuantity.value",
        ),
        (
            changed(lambda b: b["entry"][0]["resource"]["valueQuantity"].update(value="88")),
            "Bundle.entry[0].resource.valueQuantity.value",
        ),
        (
            changed(lambda b: b["entry"][0]["resource"]["valueQuantity"].update(value=10**400)),
            "Bundle.entry[0].resource.valueQuantity.value",
        ),
        (
            changed(lambda b: b["entry"][0]["resource"]["valueQuantity"].update(value=float("nan"))),
            "Bundle.entry[0].resource.valueQuantity.value",
        ),
        (changed(lambda b: b["entry"][0]["resource"]["code"].update(coding=5)), "Bundle.entry[0].resource.code.coding"),
        (
            changed(lambda b: b["entry"][0]["resource"]["code"]["coding"][0].update(system=[])),
            "Bundle.entry[0].resource.code.coding",
        ),
        (
            changed(lambda b: b["entry"][0]["resource"]["valueQuantity"].update(code="/h")),
            "Bundle.entry[0].resource.valueQuantity.code",
        ),
    ],
)
def test_wrong_requests_are_told_the_field(body, expression):
    world = World()
    got = world.ask(body)
    assert got["status"] == 400
    assert got["body"]["issue"][0]["expression"] == [expression]
    assert world.model.asked == []
    assert [each.outcome for each in world.sink.events] == ["400"]


def test_no_json_and_too_much_are_refused():
    world = World()
    assert world.ask(b"{")["status"] == 400
    assert world.ask(b"[" * 100_000)["status"] == 400
    assert world.ask(b" " * (MOST_BYTES + 1))["status"] == 413


def test_each_caller_has_a_limit_of_their_own():
    world = World(per_minute=2)
    assert [world.ask(BUNDLE)["status"] for _ in range(3)] == [200, 200, 429]
    refused = world.ask(BUNDLE)
    assert refused["headers"]["retry-after"] == "30"
    assert world.ask(BUNDLE, sign(sub="clinic-8"))["status"] == 200
    world.time += 30
    assert world.ask(BUNDLE)["status"] == 200


def test_what_cannot_be_recorded_is_not_told():
    world = World()
    world.sink.is_away = True
    got = world.ask(BUNDLE)
    assert got["status"] == 503
    assert "prediction" not in got["body"]


@pytest.mark.parametrize("error", [OSError("refused"), ValueError("no probability"), KeyError("outputs")])
def test_a_model_server_that_fails_is_told_and_recorded(error):
    world = World()
    world.model.error = error
    assert world.ask(BUNDLE)["status"] == 502
    assert [each.outcome for each in world.sink.events] == ["502"]


def test_what_nobody_thought_of_is_recorded_too():
    world = World()
    world.model.error = AssertionError("zebra")
    got = world.ask(BUNDLE)
    assert got["status"] == 500 and "zebra" not in json.dumps(got["body"])
    assert [each.outcome for each in world.sink.events] == ["500"]


@pytest.fixture
def provider():
    """An identity provider on this machine, whose keys are where it says."""
    described = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = json.dumps(described.get(self.path, {})).encode()
            self.send_response(200 if self.path in described else 404)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    issuer = f"http://127.0.0.1:{server.server_port}/realms/clinic"
    key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
    described["/keys"] = {"keys": [{**key, "kid": "1", "use": "sig", "alg": "RS256"}]}
    described["/realms/clinic/.well-known/openid-configuration"] = {
        "issuer": issuer,
        "jwks_uri": f"http://127.0.0.1:{server.server_port}/keys",
    }
    yield issuer, described
    server.shutdown()
    server.server_close()


def test_keys_are_where_the_identity_provider_says(provider):
    issuer, _ = provider
    signed = jwt.encode(
        {**jwt.decode(sign(iss=issuer), options={"verify_signature": False})}, KEY, "RS256", headers={"kid": "1"}
    )
    assert Tokens(issuer, AUDIENCE).caller(f"Bearer {signed}") == "clinic-7"


@pytest.mark.parametrize("away", ["none", "other issuer", "no keys"])
def test_an_identity_provider_that_is_away_is_no_wrong_token(provider, away):
    issuer, described = provider
    description = described["/realms/clinic/.well-known/openid-configuration"]
    if away == "none":
        described.clear()
    elif away == "other issuer":
        description["issuer"] = "https://evil.example.com"
    else:
        del described["/keys"]
    world = World()
    app = create_app(
        tokens=Tokens(issuer, AUDIENCE), limit=RateLimit(9), predictor=world.model, audit=world.sink, digest=DIGEST
    )
    assert call(app, "/fhir/RiskAssessment", BUNDLE, sign(iss=issuer))["status"] == 503
    assert [(each.caller, each.outcome) for each in world.sink.events] == [("unknown", "503")]


def test_health_data_is_in_no_log_and_no_event(caplog):
    caplog.set_level(logging.DEBUG)
    world = World()
    bundle = changed(lambda b: [each["resource"]["subject"].update(reference="Patient/zebra") for each in b["entry"]])
    assert world.ask(bundle)["status"] == 200
    world.model.error = OSError("zebra")
    assert world.ask(bundle)["status"] == 502
    bundle["entry"][0]["resource"]["valueQuantity"]["value"] = 4711.5
    refused = world.ask(bundle)
    for told in [caplog.text, json.dumps(refused["body"]), *map(str, world.sink.events)]:
        assert "zebra" not in told and "4711.5" not in told


def test_audit_log_shows_what_was_changed(tmp_path):
    file = tmp_path / "events.jsonl"
    event = {"time": "t", "request": "1", "caller": "c", "model": DIGEST, "outcome": "200"}
    sink = create_sink(AuditLog(str(file)))
    assert call(sink, "/events", event)["status"] == 201
    # Goes on where the last process stopped.
    sink = create_sink(AuditLog(str(file)))
    assert call(sink, "/events", {**event, "request": "2"})["status"] == 201
    assert call(sink, "/events", {**event, "request": "3"})["status"] == 201
    assert broken_line(str(file)) is None
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0].replace('"200"', '"401"'), *lines[1:]]) + "\n")
    assert broken_line(str(file)) == 2
    file.write_text("\n".join([lines[0], lines[2]]) + "\n")
    assert broken_line(str(file)) == 2


@pytest.mark.parametrize("extra", [{"body": "x"}, {"caller": 1}, {"caller": "x" * 501}])
def test_audit_sink_takes_nothing_else(tmp_path, extra):
    event = {"time": "t", "request": "1", "caller": "c", "model": DIGEST, "outcome": "200", **extra}
    assert call(create_sink(AuditLog(str(tmp_path / "e"))), "/events", event)["status"] == 400
    assert not (tmp_path / "e").exists()
