#!/bin/sh
# Argo CD follows the branch: there is nothing to push. Waits until it has caught up, where its command is at hand.
set -eu
cd "$(dirname "$0")/.."
python3 ci/check_release.py
name=$(sed -n 's/^  name: //p' delivery/application.yaml | head -n 1)
if command -v argocd >/dev/null 2>&1; then
  argocd app wait "$name" --sync --health --timeout 900
else
  echo "Argo CD applies $name from the branch main; look there whether it is healthy."
fi
