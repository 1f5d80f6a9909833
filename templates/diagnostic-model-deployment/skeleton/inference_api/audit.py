"""One event for each request: caller, time, model digest, outcome. Never what was asked or answered."""

import dataclasses
import datetime
import hashlib
import http.client
import json
import os
import threading
import urllib.request


@dataclasses.dataclass(frozen=True)
class AuditEvent:
    time: str
    request: str
    caller: str
    model: str
    outcome: str

    @staticmethod
    def now(**fields) -> "AuditEvent":
        return AuditEvent(time=datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds"), **fields)


class NotRecorded(Exception):
    """The sink did not take the event."""


class AuditSinkClient:
    def __init__(self, url: str, timeout: float = 3):
        self._url, self._timeout = url, timeout

    def record(self, event: AuditEvent) -> None:
        request = urllib.request.Request(
            self._url,
            data=json.dumps(dataclasses.asdict(event)).encode(),
            headers={"content-type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as response:
                response.read(1024)
        except (OSError, http.client.HTTPException) as error:
            raise NotRecorded("the audit sink did not take the event") from error


class AuditLog:
    """Lines that hold the hash of the line before: none can be changed or taken out unseen."""

    def __init__(self, file: str):
        self._file, self._lock = file, threading.Lock()
        self._last = self._hash_of_last_line()

    def append(self, event: dict) -> None:
        allowed = {each.name for each in dataclasses.fields(AuditEvent)}
        if set(event) != allowed or not all(isinstance(value, str) and len(value) <= 500 for value in event.values()):
            raise ValueError(f"an audit event has {', '.join(sorted(allowed))}, as text, and nothing else")
        with self._lock:
            line = json.dumps({**event, "previous": self._last}, sort_keys=True)
            descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, (line + "\n").encode())
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            self._last = hashlib.sha256(line.encode()).hexdigest()

    def _hash_of_last_line(self) -> str:
        last = None
        if os.path.exists(self._file):
            with open(self._file, encoding="utf-8") as lines:
                for last in lines:
                    pass
        return hashlib.sha256(last.rstrip("\n").encode()).hexdigest() if last else ""


def broken_line(file: str) -> int | None:
    """The first line that does not follow the one before; None if the log is whole."""
    previous = ""
    with open(file, encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            line = line.rstrip("\n")
            if json.loads(line)["previous"] != previous:
                return number
            previous = hashlib.sha256(line.encode()).hexdigest()
    return None
