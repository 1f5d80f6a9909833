"""Who asks: a token of the identity provider, by OpenID Connect."""

import http.client
import json
import threading
import urllib.request

import jwt

ALGORITHMS = ["RS256", "ES256", "PS256"]


class NotSignedIn(Exception):
    """No token, or none that counts. Says no more than that."""


class ProviderAway(Exception):
    """The identity provider did not say by which keys it signs."""


class ProviderKeys:
    """The keys of the identity provider, at the address that its own description names."""

    def __init__(self, issuer: str, timeout: float = 5):
        self._issuer, self._timeout = issuer.rstrip("/"), timeout
        self._client, self._lock = None, threading.Lock()

    def get_signing_key_from_jwt(self, token: str):
        with self._lock:
            self._client = self._client or jwt.PyJWKClient(self._address(), timeout=self._timeout)
        try:
            return self._client.get_signing_key_from_jwt(token)
        except jwt.PyJWKClientConnectionError as error:
            raise ProviderAway from error

    def _address(self) -> str:
        try:
            with urllib.request.urlopen(
                f"{self._issuer}/.well-known/openid-configuration", timeout=self._timeout
            ) as response:
                description = json.loads(response.read(1024 * 1024))
            issuer, address = description["issuer"], description["jwks_uri"]
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
            raise ProviderAway from error
        if issuer.rstrip("/") != self._issuer or address.partition("://")[0] != self._issuer.partition("://")[0]:
            raise ProviderAway
        return address


class Tokens:
    def __init__(self, issuer: str, audience: str, keys=None):
        self._issuer, self._audience = issuer, audience
        self._keys = keys or ProviderKeys(issuer)

    def caller(self, authorization: str | None) -> str:
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise NotSignedIn("a bearer token is needed")
        try:
            claims = jwt.decode(
                token,
                self._keys.get_signing_key_from_jwt(token).key,
                algorithms=ALGORITHMS,
                issuer=self._issuer,
                audience=self._audience,
                options={"require": ["exp", "iat", "sub", "iss", "aud"]},
            )
        except jwt.PyJWTError as error:
            raise NotSignedIn("the token does not count") from error
        return claims["sub"]
