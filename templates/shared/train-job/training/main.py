"""The job: data, fine-tuning, evaluation, gate, registration. Started by torchrun, once for each GPU."""

import os
import pathlib
import sys

from training import artifact, data, gate, register, scores, settings


def run(chosen: dict, thresholds: dict, work: pathlib.Path, client, tuner) -> str:
    """Returns the version that was registered; `tuner` is training.tune, or a double of it."""
    # Each process its own: they start at the same time.
    file = artifact.download(chosen["data"]["uri"], work / f"data-{os.environ.get('RANK', '0')}.jsonl")
    sha256 = data.check_digest(file, chosen["data"]["sha256"])
    training, held_out = data.split(
        data.read_rows(file), chosen["training"]["held_out"], chosen["training"]["seed"]
    )
    tuner.tune(chosen, training, work)
    tuner.finish()
    if not tuner.is_first():
        return ""
    tuned, base, save = tuner.merge(chosen, work / "adapter", work / "model")
    evaluation = settings.ROOT / "evaluation"
    reached = scores.evaluate(
        tuned,
        base,
        held_out,
        data.read_rows(evaluation / "safety.jsonl", ("prompt",)),
        data.read_rows(evaluation / "regression.jsonl"),
    )
    run_id = register.record(client, chosen, reached, sha256)
    try:
        passed = gate.pass_gate(reached, thresholds)
        save()
        uri = f"{chosen['output']}/{chosen['version']}"
        artifact.upload(work / "model", uri)
        digest = artifact.digest_of(work / "model")
        version = register.register(client, chosen, run_id, uri, digest, sha256, passed)
    except BaseException:
        register.end(client, run_id, passed=False)
        raise
    register.end(client, run_id, passed=True)
    print(f"version {version}: {uri} {digest}, {passed}")
    return version


if __name__ == "__main__":
    import mlflow

    from training import tune

    try:
        run(
            settings.read_settings(),
            settings.read_thresholds(),
            pathlib.Path(os.environ["WORK_DIRECTORY"]),
            mlflow.MlflowClient(),
            tune,
        )
    except gate.GateClosed as error:
        sys.exit(str(error))
