#!/bin/sh
# Applies the manifests, after the cluster said that it would take all of them. Wants KUBECONFIG.
# The field manager is the portal's, which applied them first: with another one each change would be a conflict.
set -eu
cd "$(dirname "$0")/.."
python3 ci/check_release.py
kubectl apply --server-side --field-manager platform-ops-portal --filename deploy/00-namespace.yaml
kubectl apply --server-side --field-manager platform-ops-portal --dry-run=server --filename deploy
kubectl apply --server-side --field-manager platform-ops-portal --filename deploy
namespace=$(sed -n 's/^  namespace: //p' deploy/20-inference-service.yaml | head -n 1)
name=$(sed -n 's/^  name: //p' deploy/20-inference-service.yaml | head -n 1)
kind=$(sed -n 's/^kind: //p' deploy/20-inference-service.yaml | head -n 1)
kubectl wait --namespace "$namespace" --for=condition=Ready --timeout=15m "$kind/$name"
