"""Writes the digest of the image that was built into the job: ci/set_training_image.py sha256:<64 digits>."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def set_training_image(digest: str, root: pathlib.Path = ROOT) -> None:
    if not re.fullmatch(r"sha256:[0-9a-f]{64}", digest):
        sys.exit(f"found {digest!r}; expected is sha256: and 64 hexadecimal digits")
    file = root / "training/trainjob.yaml"
    text, count = re.subn(r"(\bimage: \S+@)sha256:[0-9a-f]{64}", rf"\g<1>{digest}", file.read_text())
    if count != 1:
        sys.exit(f"training/trainjob.yaml: expected is one image with a digest, found {count}")
    file.write_text(text)


if __name__ == "__main__":
    set_training_image(*sys.argv[1:])
