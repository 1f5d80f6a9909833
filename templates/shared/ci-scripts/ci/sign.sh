#!/bin/sh
# Signs what was released, with the identity of the pipeline or the key in COSIGN_KEY.
set -eu
cd "$(dirname "$0")/.."
for file in results/provenance.json results/model.cdx.json; do
  cosign sign-blob --yes ${COSIGN_KEY:+--key "$COSIGN_KEY"} --bundle "$file.sigstore.json" "$file"
done
