"""What every step runs with. Pinned, so that a run can be repeated."""

from functools import partial

from kfp import dsl

IMAGE = "docker.io/library/python:3.11-slim"

PACKAGES = [
    "mlflow-skinny==3.17.2",
    "numpy==2.4.6",
    "pandas==3.1.1",
    "scikit-learn==1.9.1",
]

component = partial(dsl.component, base_image=IMAGE, packages_to_install=PACKAGES)
