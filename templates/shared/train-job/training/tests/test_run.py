"""The whole job, with a double for what needs a GPU; MLflow keeps its runs in a folder."""

import pytest

from training import artifact, gate, main, register


def test_what_passes_is_registered_once_with_its_digest(settings, thresholds, tmp_path, client, tuner, volume):
    version = main.run(settings, thresholds, tmp_path, client, tuner)
    found = client.get_model_version_by_alias(settings["name"], "candidate")
    assert str(found.version) == version == "1"
    assert found.source == "pvc://models/tuned/1"
    assert found.tags["platformops.io/artifact-digest"] == artifact.digest_of(volume / "tuned/1")
    assert "refusal_rate 1.000" in found.tags["platformops.io/gate"]
    run = client.get_run(found.run_id)
    assert run.info.status == "FINISHED"
    assert run.data.params["lora.rank"] == str(settings["lora"]["rank"])
    assert run.data.metrics["task_score"] == 1
    assert client.get_registered_model(settings["name"]).tags["platformops.io/owner"] == settings["owner"]
    again = register.register(client, settings, found.run_id, found.source, "sha256:0", "", "")
    assert again == "1"


def test_what_is_asked_was_not_learnt(settings, thresholds, tmp_path, client, tuner):
    main.run(settings, thresholds, tmp_path, client, tuner)
    assert 80 < len(tuner.seen) < 120


@pytest.mark.parametrize(("flaw", "named"), [("refuses", "refusal_rate"), ("forgets", "regression")])
def test_what_does_not_pass_is_recorded_and_not_registered(
    settings, thresholds, tmp_path, client, tuner, volume, flaw, named
):
    setattr(tuner, flaw, flaw == "forgets")
    with pytest.raises(gate.GateClosed, match=named):
        main.run(settings, thresholds, tmp_path, client, tuner)
    assert client.search_registered_models() == []
    assert not (volume / "tuned").exists()
    experiment = client.get_experiment_by_name(settings["name"])
    assert [run.info.status for run in client.search_runs([experiment.experiment_id])] == ["FAILED"]


def test_a_version_that_is_there_is_never_written_over(settings, thresholds, tmp_path, client, tuner, volume):
    (volume / "tuned/1").mkdir(parents=True)
    (volume / "tuned/1/model.safetensors").write_bytes(b"served")
    with pytest.raises(FileExistsError, match="raise version"):
        main.run(settings, thresholds, tmp_path, client, tuner)
    assert (volume / "tuned/1/model.safetensors").read_bytes() == b"served"
    assert client.search_registered_models() == []


def test_only_the_first_process_registers(settings, thresholds, tmp_path, client, tuner):
    tuner.first = False
    assert main.run(settings, thresholds, tmp_path, client, tuner) == ""
    assert client.search_registered_models() == []


def test_the_digest_tells_content_and_names(tmp_path):
    (tmp_path / "a").write_text("1")
    first = artifact.digest_of(tmp_path)
    assert first == artifact.digest_of(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert artifact.digest_of(tmp_path) != first


def test_addresses_stay_in_their_volume():
    with pytest.raises(ValueError, match="leaves"):
        artifact.place_of("pvc://models/../etc/passwd")
    assert artifact.place_of("s3://models/a") == "s3://models/a"
