"""Uploads pipeline/pipeline.yaml to Kubeflow Pipelines. The same file is one version, however often it is uploaded."""

import hashlib
import json
import os
import pathlib

import kfp_server_api
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent


def equals(key: str, value: str) -> str:
    return json.dumps({"predicates": [{"operation": "EQUALS", "key": key, "string_value": value}]})


def upload(api: kfp_server_api.ApiClient, root: pathlib.Path = ROOT) -> str:
    path = root / "pipeline/pipeline.yaml"
    name = json.loads((root / "pipeline/settings.json").read_text())["name"]
    of_path = yaml.safe_load((root / ".platformops/path.yaml").read_text())["version"]
    version = f"{of_path}-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"

    pipelines = kfp_server_api.PipelineServiceApi(api)
    found = pipelines.pipeline_service_list_pipelines(filter=equals("name", name)).pipelines
    pipeline = (
        found[0]
        if found
        else pipelines.pipeline_service_create_pipeline(
            kfp_server_api.V2beta1Pipeline(name=name, display_name=name)
        )
    )
    versions = pipelines.pipeline_service_list_pipeline_versions(
        pipeline.pipeline_id, filter=equals("name", version)
    ).pipeline_versions
    if versions:
        return f"{version} is there already"
    kfp_server_api.PipelineUploadServiceApi(api).upload_pipeline_version(
        str(path), name=version, pipelineid=pipeline.pipeline_id
    )
    return f"{version} is uploaded"


if __name__ == "__main__":
    configuration = kfp_server_api.Configuration(host=os.environ["KFP_URL"])
    client = kfp_server_api.ApiClient(configuration)
    if os.environ.get("KFP_TOKEN"):
        client.set_default_header("Authorization", f"Bearer {os.environ['KFP_TOKEN']}")
    print(f"version {upload(client)}")
