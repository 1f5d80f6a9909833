#!/bin/sh
# Takes the rules out of the Kubernetes objects, and tests them with promtool.
set -eu
cd "$(dirname "$0")/.."
mkdir -p results
python3 -c '
import pathlib, yaml
objects = [each for file in sorted(pathlib.Path("deploy").glob("*.yaml")) for each in yaml.safe_load_all(file.read_text())]
groups = [group for each in objects if each["kind"] == "PrometheusRule" for group in each["spec"]["groups"]]
pathlib.Path("results/rules.yaml").write_text(yaml.safe_dump({"groups": groups}))
'
cp monitoring/*.test.yaml results
promtool check rules results/rules.yaml
promtool test rules results/*.test.yaml
