#!/bin/sh
# What it is made of: the pipeline and its data (ML-BOM), and the packages of its code (SBOM).
set -eu
cd "$(dirname "$0")/.."
python3 ci/bill_of_materials.py
python3 -m pip install --quiet --disable-pip-version-check cyclonedx-bom==7.2.1
cyclonedx-py requirements --output-reproducible --output-format JSON --output-file results/code.cdx.json pipeline/requirements.txt
