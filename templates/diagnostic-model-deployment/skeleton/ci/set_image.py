"""Writes the digest of the image that was built into the manifests: ci/set_image.py sha256:<64 digits>."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILES = ("deploy/20-inference-service.yaml", "deploy/55-audit-sink.yaml")


def set_image(digest: str, root: pathlib.Path = ROOT) -> None:
    if not re.fullmatch(r"sha256:[0-9a-f]{64}", digest):
        sys.exit(f"found {digest!r}; expected is sha256: and 64 hexadecimal digits")
    for name in FILES:
        file = root / name
        text, count = re.subn(r"(\bimage: \S+@)sha256:[0-9a-f]{64}", rf"\g<1>{digest}", file.read_text())
        if count != 1:
            sys.exit(f"{name}: expected is one image with a digest, found {count}")
        file.write_text(text)


if __name__ == "__main__":
    set_image(*sys.argv[1:])
