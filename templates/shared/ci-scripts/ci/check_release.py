"""Says what keeps this repository from being delivered: images that nobody has built yet, a model that nobody has trained yet."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
NONE = "sha256:" + "0" * 64


def unbuilt(root: pathlib.Path = ROOT) -> list[str]:
    return [file.name for file in sorted((root / "deploy").glob("*.yaml")) if f"@{NONE}" in file.read_text()]


def untrained(root: pathlib.Path = ROOT) -> bool:
    return f"digest: {NONE}" in (root / ".platformops/release.yaml").read_text()


if __name__ == "__main__":
    if untrained():
        sys.exit("release.yaml: the model was not trained yet. ci/set_model.py writes its address and digest.")
    found = unbuilt()
    if found:
        sys.exit(f"{', '.join(found)}: the image was not built yet. ci/build_image.sh builds it and writes its digest.")
