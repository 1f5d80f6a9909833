"""Runs the pipeline on this machine, without a cluster, by Kubeflow Pipelines' own runner.

python run_local.py directory registry_url=http://127.0.0.1:5000 [parameter=value]...

The steps run with the Python that runs this; install requirements.txt first.
"""

import os
import sys

from kfp import local

from pipeline import DEFAULTS, training_pipeline


def run(directory: str, **parameters) -> None:
    # Steps look for python3 on the path.
    here = os.path.dirname(sys.executable)
    os.environ["PATH"] = os.pathsep.join([here, os.environ["PATH"]])
    local.init(
        runner=local.SubprocessRunner(use_venv=False), pipeline_root=directory
    )
    training_pipeline(**parameters)


if __name__ == "__main__":
    given = dict(argument.split("=", 1) for argument in sys.argv[2:])
    run(
        sys.argv[1],
        # A number where the default is one.
        **{name: type(DEFAULTS[name])(value) for name, value in given.items()},
    )
