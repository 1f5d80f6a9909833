#!/bin/sh
# The tests of what the platform needs; those of the service stay where they are.
set -eu
cd "$(dirname "$0")/.."
mkdir -p results
python3 -m pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt
python3 -m pytest --junitxml results/tests.xml
