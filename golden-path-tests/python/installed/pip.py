"""Stands in for pip in the steps that a test runs: it installs nothing, but looks whether all is there."""

import sys
from importlib.metadata import version

from packaging.requirements import Requirement

for argument in sys.argv[2:]:
    if argument.startswith("-"):
        continue
    required = Requirement(argument)
    if required.marker and not required.marker.evaluate():
        continue
    if not required.specifier.contains(version(required.name)):
        sys.exit(f"{argument}: found {version(required.name)}")
