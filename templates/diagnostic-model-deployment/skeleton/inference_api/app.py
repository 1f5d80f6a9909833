"""The service, as WSGI."""

import http.client
import json
import logging
import math
import urllib.request
import uuid

from .audit import AuditEvent, NotRecorded
from .fhir import Refused, operation_outcome, read_bundle, risk_assessment
from .tokens import NotSignedIn, ProviderAway

MOST_BYTES = 256 * 1024
# Says that something went wrong, and never with which request.
log = logging.getLogger("inference_api")

STATUS = {
    200: "200 OK",
    201: "201 Created",
    400: "400 Bad Request",
    401: "401 Unauthorized",
    404: "404 Not Found",
    413: "413 Content Too Large",
    429: "429 Too Many Requests",
    500: "500 Internal Server Error",
    502: "502 Bad Gateway",
    503: "503 Service Unavailable",
}


def answer(start_response, status: int, body: dict, headers=()):
    start_response(STATUS[status], [("content-type", "application/fhir+json"), ("cache-control", "no-store"), *headers])
    return [json.dumps(body).encode()]


def read_json(environ):
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > MOST_BYTES:
        return None
    return json.loads(environ["wsgi.input"].read(length))


class Predictor:
    """The model server beside it, by the Open Inference Protocol. The mesh encrypts what goes there."""

    def __init__(self, host: str, model: str, timeout: float = 10):
        self._url, self._timeout = f"http://{host}/v2/models/{model}/infer", timeout

    def probability(self, values: list[float]) -> float:
        tensor = {"name": "features", "shape": [1, len(values)], "datatype": "FP64", "data": values}
        request = urllib.request.Request(
            self._url,
            data=json.dumps({"inputs": [tensor]}).encode(),
            headers={"content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=self._timeout) as response:
            probability = float(json.load(response)["outputs"][0]["data"][-1])
        if not math.isfinite(probability) or not 0 <= probability <= 1:
            raise ValueError("the model gave no probability")
        return probability


def create_app(*, tokens, limit, predictor, audit, digest: str):
    def assess(environ, caller: str) -> tuple[int, dict, list]:
        wait = limit.seconds_to_wait(caller)
        if wait:
            return 429, operation_outcome("throttled", "Too many requests"), [("retry-after", str(math.ceil(wait)))]
        try:
            body = read_json(environ)
        except (ValueError, RecursionError):
            return 400, operation_outcome("structure", "The body is no JSON"), []
        if body is None:
            return 413, operation_outcome("too-long", f"The body has more than {MOST_BYTES} bytes"), []
        try:
            subject, values = read_bundle(body)
        except Refused as refused:
            return 400, operation_outcome(refused.code, refused.diagnostics, refused.expression), []
        try:
            return 200, risk_assessment(subject, predictor.probability(values), digest), []
        except (OSError, http.client.HTTPException, ValueError, KeyError, IndexError, TypeError) as error:
            log.error("The model server did not answer: %s", type(error).__name__)
            return 502, operation_outcome("transient", "The model server did not answer"), []

    def app(environ, start_response):
        if environ.get("PATH_INFO") == "/healthz":
            return answer(start_response, 200, {"status": "ok"})
        if environ.get("PATH_INFO") != "/fhir/RiskAssessment" or environ.get("REQUEST_METHOD") != "POST":
            return answer(start_response, 404, operation_outcome("not-found", "POST /fhir/RiskAssessment"))
        request = str(uuid.uuid4())
        try:
            caller = tokens.caller(environ.get("HTTP_AUTHORIZATION"))
        except NotSignedIn as error:
            caller = "anonymous"
            status, body, headers = 401, operation_outcome("login", str(error)), [("www-authenticate", "Bearer")]
        except ProviderAway:
            caller = "unknown"
            log.error("The identity provider did not answer")
            body, headers = operation_outcome("transient", "The identity provider did not answer"), [("retry-after", "5")]
            status = 503
        else:
            try:
                status, body, headers = assess(environ, caller)
            except Exception as error:  # Whatever happens is recorded, and says nothing of the request.
                log.error("The request failed: %s", type(error).__name__)
                status, body, headers = 500, operation_outcome("exception", "The request failed"), []
        try:
            audit.record(AuditEvent.now(request=request, caller=caller, model=digest, outcome=str(status)))
        except NotRecorded:
            # What cannot be recorded is not told either.
            log.error("The audit sink did not take event %s", request)
            status, body, headers = 503, operation_outcome("transient", "The audit log is away"), [("retry-after", "5")]
        return answer(start_response, status, body, [("x-request-id", request), *headers])

    return app


def create_sink(log_file):
    """Takes events over HTTP, one at a time, and keeps them."""

    def app(environ, start_response):
        if environ.get("PATH_INFO") == "/healthz":
            return answer(start_response, 200, {"status": "ok"})
        if environ.get("PATH_INFO") != "/events" or environ.get("REQUEST_METHOD") != "POST":
            return answer(start_response, 404, {"error": "POST /events"})
        try:
            event = read_json(environ)
            log_file.append(event if isinstance(event, dict) else {})
        except ValueError as error:
            return answer(start_response, 400, {"error": str(error)})
        except OSError as error:
            log.error("The audit log cannot be written: %s", type(error).__name__)
            return answer(start_response, 503, {"error": "the audit log cannot be written"})
        return answer(start_response, 201, {})

    return app
