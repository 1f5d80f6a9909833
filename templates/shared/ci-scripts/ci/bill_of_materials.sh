#!/bin/sh
# What is inside: the model (ML-BOM) and, where there is code, its packages (SBOM).
set -eu
cd "$(dirname "$0")/.."
python3 ci/bill_of_materials.py
for code in inference_api training; do
  if [ -f "$code/requirements.txt" ]; then
    python3 -m pip install --quiet --disable-pip-version-check cyclonedx-bom==7.2.1
    cyclonedx-py requirements --output-reproducible --output-format JSON --output-file results/code.cdx.json "$code/requirements.txt"
  fi
done
