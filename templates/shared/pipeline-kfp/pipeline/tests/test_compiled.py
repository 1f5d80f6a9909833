"""pipeline.yaml is what runs. It must be what pipeline.py says."""

from pathlib import Path

import yaml

from compile import compile_to
from components.base import PACKAGES

HERE = Path(__file__).parents[1]


def test_the_compiled_pipeline_is_up_to_date(tmp_path):
    compile_to(tmp_path / "pipeline.yaml")
    compiled, shipped = (
        yaml.safe_load(place.joinpath("pipeline.yaml").read_text(encoding="utf-8"))
        for place in (tmp_path, HERE)
    )
    assert compiled == shipped, "pipeline.yaml is old: run python compile.py"


def test_tests_run_with_the_packages_of_the_pipeline():
    required = HERE.joinpath("requirements.txt").read_text(encoding="utf-8").split("\n")
    assert set(PACKAGES) <= set(required)
