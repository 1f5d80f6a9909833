#!/bin/sh
# Asks the portal what stands between this change and production. Wants PLATFORM_OPS_URL and PLATFORM_OPS_TOKEN.
set -eu
cd "$(dirname "$0")/.."
name=$(sed -n 's/^  name: //p' catalog-info.yaml | head -n 1)
exec npx --yes @platform-ops/cli gate --file catalog-info.yaml --name "component:default/$name" --target production --comment-file results/gate.md "$@"
