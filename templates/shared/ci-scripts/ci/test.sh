#!/bin/sh
# All tests: of the manifests and of the code, and of the pipeline, which has requirements of its own.
set -eu
cd "$(dirname "$0")/.."
mkdir -p results
python3 -m pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt
python3 -m pytest --junitxml results/tests.xml
if [ -d pipeline ]; then
  python3 -m venv .venv-pipeline
  .venv-pipeline/bin/pip install --quiet --disable-pip-version-check --requirement pipeline/requirements.txt
  (cd pipeline && ../.venv-pipeline/bin/python -m pytest --junitxml ../results/pipeline.xml)
fi
