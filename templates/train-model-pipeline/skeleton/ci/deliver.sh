#!/bin/sh
# Uploads the compiled pipeline as a version of its own. Wants KFP_URL and, where it asks for one, KFP_TOKEN.
set -eu
cd "$(dirname "$0")/.."
python3 -m pip install --quiet --disable-pip-version-check --requirement pipeline/requirements.txt
python3 ci/upload_pipeline.py
