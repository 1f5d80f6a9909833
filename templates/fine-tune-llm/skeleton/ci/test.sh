#!/bin/sh
# All tests: of the manifests, and of the training code, which needs neither GPU nor download here.
set -eu
cd "$(dirname "$0")/.."
mkdir -p results
python3 -m pip install --quiet --disable-pip-version-check --requirement training/tests/requirements.txt
python3 -m pytest --junitxml results/tests.xml tests
python3 -m pytest --junitxml results/pipeline.xml training/tests
