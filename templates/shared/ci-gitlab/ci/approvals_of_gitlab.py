"""Asks GitLab who approved the merge request of this commit, and whether they are enough."""

import json
import os
import sys
import urllib.request

import approvals


def ask(path: str):
    request = urllib.request.Request(
        f"{os.environ['CI_API_V4_URL']}/projects/{os.environ['CI_PROJECT_ID']}/{path}",
        headers={"PRIVATE-TOKEN": os.environ["APPROVALS_TOKEN"]},
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


if __name__ == "__main__":
    merged = ask(f"repository/commits/{os.environ['CI_COMMIT_SHA']}/merge_requests")
    if not merged:
        sys.exit("The commit came without a merge request.")
    people = ask(f"merge_requests/{merged[0]['iid']}/approvals")["approved_by"]
    author = merged[0]["author"]["username"]
    sys.exit(approvals.main(["--author", author, *[each["user"]["username"] for each in people]]))
