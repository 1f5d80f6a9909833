#!/bin/sh
# All tests: those of the pipeline, and what holds the repository together.
set -eu
cd "$(dirname "$0")/.."
mkdir -p results
python3 -m pip install --quiet --disable-pip-version-check --requirement pipeline/requirements.txt
python3 -m pytest -c pipeline/pytest.ini --junitxml results/tests.xml "$@" pipeline/tests tests
