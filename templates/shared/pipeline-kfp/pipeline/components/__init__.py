"""The steps of the pipeline, one file each.

Each is a function that stands alone: Kubeflow Pipelines copies its source into
pipeline.yaml, so it imports what it needs inside.
"""
