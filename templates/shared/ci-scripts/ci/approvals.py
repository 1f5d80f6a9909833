"""Says whether enough people approved a change: ci/approvals.py --author <who> <who approved>...

`ci/approvals.py --wanted` says how many it takes.
Nobody approves their own change, and one person counts once.
"""

import pathlib
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent


def missing_approvals(author: str, approvers: list[str], wanted: int) -> int:
    others = {person.strip().lower() for person in approvers if person.strip()} - {author.strip().lower()}
    return max(0, wanted - len(others))


def main(arguments: list[str]) -> int:
    wanted = yaml.safe_load((ROOT / ".platformops/release.yaml").read_text())["approvers"]
    if arguments == ["--wanted"]:
        print(wanted)
        return 0
    if len(arguments) < 2 or arguments[0] != "--author" or not arguments[1].strip():
        print("usage: ci/approvals.py --author <who> <who approved>...", file=sys.stderr)
        return 2
    missing = missing_approvals(arguments[1], arguments[2:], wanted)
    if missing:
        print(f"{missing} more of {wanted} approvals are missing; the author's own does not count.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
