#!/bin/sh
# Builds, pushes and signs the training image, writes its digest into the job, and submits that: ci/train.sh <repository>
# Kubernetes never changes a job that is there, so the one before is deleted first. Commit training/trainjob.yaml afterwards.
set -eu
cd "$(dirname "$0")/.."
repository=$1
tag="$repository:$(git rev-parse --short=12 HEAD)"
docker build --file training/Dockerfile --tag "$tag" .
docker push "$tag"
digest=$(docker inspect --format '{{index .RepoDigests 0}}' "$tag" | sed 's/.*@//')
cosign sign --yes ${COSIGN_KEY:+--key "$COSIGN_KEY"} "$repository@$digest"
python3 ci/set_training_image.py "$digest"
kubectl delete --ignore-not-found --wait --filename training/trainjob.yaml
kubectl apply --server-side --field-manager platform-ops --filename training/trainjob.yaml
