"""Writes another artefact wherever it stands: ci/set_model.py <address> sha256:<64 digits>.

Commit what it changed in one change; `pytest tests` says whether all of it fits together.
"""

import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILES = (".platformops/release.yaml", "deploy/20-inference-service.yaml", "docs/model-card.md")


def set_model(uri: str, digest: str, root: pathlib.Path = ROOT) -> None:
    if not re.fullmatch(r"[a-z0-9]+://[A-Za-z0-9._:/@-]+", uri):
        sys.exit(f"address: found {uri!r}; expected is one such as s3://models/name/2")
    if not re.fullmatch(r"sha256:[0-9a-f]{64}", digest):
        sys.exit(f"digest: found {digest!r}; expected is sha256: and 64 hexadecimal digits")
    before = yaml.safe_load((root / FILES[0]).read_text())["model"]
    for name in FILES:
        file = root / name
        # What follows an @ is the digest of an image.
        text = re.sub(rf"(?<!@){re.escape(before['digest'])}", digest, file.read_text())
        file.write_text(re.sub(rf"{re.escape(before['uri'])}(?![A-Za-z0-9._:/@-])", uri, text))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: ci/set_model.py <address> sha256:<64 digits>")
    set_model(sys.argv[1], sys.argv[2])
