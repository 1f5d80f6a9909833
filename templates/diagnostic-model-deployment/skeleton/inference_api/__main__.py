"""python -m inference_api [sink]; KServe gives the address of the model server by arguments."""

import argparse
import os

import waitress

from .app import Predictor, create_app, create_sink
from .audit import AuditLog, AuditSinkClient
from .limits import RateLimit
from .tokens import Tokens

parser = argparse.ArgumentParser()
parser.add_argument("role", nargs="?", choices=["api", "sink"], default="api")
parser.add_argument("--model_name", default=os.environ.get("MODEL_NAME"))
parser.add_argument("--predictor_host")
parser.add_argument("--http_port", type=int, default=8080)
arguments, _ = parser.parse_known_args()

if arguments.role == "sink":
    app = create_sink(AuditLog(os.environ["AUDIT_FILE"]))
else:
    app = create_app(
        tokens=Tokens(os.environ["OIDC_ISSUER"], os.environ["OIDC_AUDIENCE"]),
        limit=RateLimit(int(os.environ["REQUESTS_PER_MINUTE"])),
        predictor=Predictor(arguments.predictor_host, arguments.model_name),
        audit=AuditSinkClient(os.environ["AUDIT_SINK_URL"]),
        digest=os.environ["MODEL_DIGEST"],
    )
waitress.serve(app, host="0.0.0.0", port=arguments.http_port, ident=None)
