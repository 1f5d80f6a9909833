"""Writes pipeline.yaml from pipeline.py: python compile.py [output]"""

import sys
from pathlib import Path

from kfp import compiler

from pipeline import training_pipeline


def compile_to(path: Path) -> None:
    compiler.Compiler().compile(training_pipeline, str(path))


if __name__ == "__main__":
    compile_to(
        Path(sys.argv[1])
        if len(sys.argv) > 1
        else Path(__file__).with_name("pipeline.yaml")
    )
