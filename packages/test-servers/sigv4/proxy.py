"""Stands in front of a Prometheus as Amazon Managed Service for Prometheus does.

/workspaces/<id>/<path> with a valid signature goes to <upstream>/<path>, all
else is refused. Settings come as SIGV4_* in the environment.
"""

import json
import os
import re
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from botocore.credentials import Credentials
from verifier import Refused, Verifier

PORT = int(os.environ["SIGV4_PORT"])
UPSTREAM_URL = os.environ["SIGV4_UPSTREAM_URL"]
VERIFIER = Verifier(
    credentials=Credentials(
        access_key=os.environ["SIGV4_ACCESS_KEY_ID"],
        secret_key=os.environ["SIGV4_SECRET_ACCESS_KEY"],
        token=os.environ.get("SIGV4_SESSION_TOKEN"),
    ),
    region=os.environ["SIGV4_REGION"],
    service=os.environ["SIGV4_SERVICE"],
)
WORKSPACE = re.compile(r"/workspaces/[^/?]+(?P<rest>/.*)")
PASSED_ON = ("Accept", "Content-Encoding", "Content-Type", "User-Agent")
# Not by way of a proxy that the environment may name.
UPSTREAM = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body in one packet: otherwise the second waits for 40 ms.
    wbufsize = -1

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            VERIFIER.verify(
                self.command, f"http://{self.headers['Host']}{self.path}", self.headers, body
            )
        except Refused as refused:
            self._answer_error(403, refused.error_type, str(refused))
            return
        workspace = WORKSPACE.fullmatch(self.path)
        if not workspace:
            self._answer_error(404, "ResourceNotFoundException", "Not found")
            return
        self._forward(workspace["rest"], body)

    do_POST = do_PUT = do_DELETE = do_GET

    def _forward(self, path: str, body: bytes) -> None:
        request = urllib.request.Request(
            UPSTREAM_URL + path,
            method=self.command,
            data=body or None,
            headers={
                name: self.headers[name] for name in PASSED_ON if name in self.headers
            },
        )
        try:
            with UPSTREAM.open(request) as answer:
                self._answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as answer:
            self._answer(answer.code, answer.headers, answer.read())
        except urllib.error.URLError as error:
            self._answer_error(502, "BadGatewayException", str(error.reason))

    def _answer_error(self, status: int, error_type: str, message: str) -> None:
        self._answer(
            status,
            {"Content-Type": "application/json", "x-amzn-ErrorType": error_type},
            json.dumps({"message": message}).encode(),
        )

    def _answer(self, status: int, headers, body: bytes) -> None:
        self.send_response(status)
        for name in ("Content-Type", "x-amzn-ErrorType"):
            if name in headers:
                self.send_header(name, headers[name])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args) -> None:
        """Requests are not worth a line each."""


ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
