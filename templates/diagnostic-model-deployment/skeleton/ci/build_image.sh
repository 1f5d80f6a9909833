#!/bin/sh
# Builds, pushes and signs the inference API, and writes its digest into the manifests: commit that.
# ci/build_image.sh <repository>, such as registry.example.com/team/name; COSIGN_KEY where there is no keyless signing.
set -eu
cd "$(dirname "$0")/.."
repository=$1
tag="$repository:$(git rev-parse --short=12 HEAD)"
docker build --file inference_api/Dockerfile --tag "$tag" .
docker push "$tag"
digest=$(docker inspect --format '{{index .RepoDigests 0}}' "$tag" | sed 's/.*@//')
cosign sign --yes ${COSIGN_KEY:+--key "$COSIGN_KEY"} "$repository@$digest"
python3 ci/set_image.py "$digest"
