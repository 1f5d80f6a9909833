"""Says whether a request carries a valid AWS Signature Version 4.

The signature that is expected comes from botocore, so that a client is held
against AWS' own implementation and not against our reading of the rules.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from http.client import HTTPMessage

from botocore.auth import SIGV4_TIMESTAMP, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

ALLOWED_SKEW = timedelta(minutes=5)

AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 +Credential=(?P<key>[^/,]+)/(?P<date>\d{8})/(?P<region>[^/,]+)"
    r"/(?P<service>[^/,]+)/aws4_request, *SignedHeaders=(?P<headers>[^,]+),"
    r" *Signature=(?P<signature>[0-9a-f]{64})"
)


class Refused(Exception):
    """The type of AWS' error and what it says."""

    def __init__(self, error_type: str, message: str):
        super().__init__(message)
        self.error_type = error_type


class ExactHeadersSigV4Auth(SigV4Auth):
    """Signs the headers that it is given; a signer may choose which."""

    def headers_to_sign(self, request):
        headers = HTTPMessage()
        for name, value in request.headers.items():
            headers[name.lower()] = value
        return headers


@dataclass(frozen=True)
class Verifier:
    credentials: Credentials
    region: str
    service: str

    def verify(self, method: str, url: str, headers: HTTPMessage, body: bytes) -> None:
        """Raises Refused, with AWS' words."""
        if "Authorization" not in headers:
            raise Refused(
                "MissingAuthenticationTokenException", "Missing Authentication Token"
            )
        claim = AUTHORIZATION.fullmatch(headers["Authorization"].strip())
        if not claim:
            raise Refused(
                "IncompleteSignatureException",
                "Authorization header is not a valid AWS4-HMAC-SHA256 header.",
            )
        signed = claim["headers"].split(";")
        self._verify_signed_headers(signed, headers)
        timestamp = headers.get("X-Amz-Date", "")
        self._verify_time(timestamp)
        self._verify_credential(claim, timestamp, headers)
        self._verify_body(headers, body)

        request = AWSRequest(
            method=method,
            url=url,
            headers={name: headers[name] for name in signed},
            data=body,
        )
        request.context["timestamp"] = timestamp
        signer = ExactHeadersSigV4Auth(self.credentials, self.service, self.region)
        expected = signer.signature(
            signer.string_to_sign(request, signer.canonical_request(request)), request
        )
        if not hmac.compare_digest(expected, claim["signature"]):
            raise Refused(
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you"
                " provided. Check your AWS Secret Access Key and signing method."
                " Consult the service documentation for details.",
            )

    def _verify_signed_headers(self, signed: list[str], headers: HTTPMessage) -> None:
        needed = {"host"} | {
            name.lower() for name in headers if name.lower().startswith("x-amz-")
        }
        unsigned = sorted(needed - set(signed))
        absent = sorted(name for name in signed if name not in headers)
        if unsigned or absent or signed != sorted(signed):
            raise Refused(
                "InvalidSignatureException",
                f"SignedHeaders must be sorted, with all of host and x-amz-*. Not"
                f" signed: {unsigned}. Signed but not sent: {absent}.",
            )

    def _verify_time(self, timestamp: str) -> None:
        try:
            signed_at = datetime.strptime(timestamp, SIGV4_TIMESTAMP).replace(
                tzinfo=timezone.utc
            )
        except ValueError:
            raise Refused(
                "IncompleteSignatureException",
                "Authorization header requires existence of either a 'X-Amz-Date'"
                " or a 'Date' header.",
            ) from None
        now = datetime.now(timezone.utc)
        if signed_at < now - ALLOWED_SKEW:
            raise Refused(
                "InvalidSignatureException",
                f"Signature expired: {timestamp} is now earlier than"
                f" {now - ALLOWED_SKEW:{SIGV4_TIMESTAMP}}"
                f" ({now:{SIGV4_TIMESTAMP}} - 5 min.)",
            )
        if signed_at > now + ALLOWED_SKEW:
            raise Refused(
                "InvalidSignatureException",
                f"Signature not yet current: {timestamp} is still later than"
                f" {now + ALLOWED_SKEW:{SIGV4_TIMESTAMP}}"
                f" ({now:{SIGV4_TIMESTAMP}} + 5 min.)",
            )

    def _verify_credential(
        self, claim: re.Match, timestamp: str, headers: HTTPMessage
    ) -> None:
        if claim["date"] != timestamp[:8]:
            raise Refused(
                "InvalidSignatureException",
                "Date in Credential scope does not match YYYYMMDD from ISO-8601"
                f" version of date from HTTP: '{claim['date']}' != '{timestamp[:8]}'.",
            )
        if claim["region"] != self.region:
            raise Refused(
                "InvalidSignatureException",
                "Credential should be scoped to a valid region.",
            )
        if claim["service"] != self.service:
            raise Refused(
                "InvalidSignatureException",
                f"Credential should be scoped to correct service: '{self.service}'.",
            )
        token = headers.get("X-Amz-Security-Token")
        if claim["key"] != self.credentials.access_key or token != self.credentials.token:
            raise Refused(
                "UnrecognizedClientException",
                "The security token included in the request is invalid.",
            )

    def _verify_body(self, headers: HTTPMessage, body: bytes) -> None:
        declared = headers.get("X-Amz-Content-SHA256")
        if declared not in (None, hashlib.sha256(body).hexdigest()):
            raise Refused(
                "InvalidSignatureException",
                "The value of X-Amz-Content-SHA256 does not match the body.",
            )
