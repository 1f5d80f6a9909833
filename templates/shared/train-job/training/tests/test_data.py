import pytest

from training import data
from training.settings import ROOT


def test_only_the_completion_is_learnt(tokenizer):
    row = {"system": "Be brief.", "prompt": "How are you?", "completion": "Fine."}
    example = data.to_example(row, tokenizer, longest=50)
    learnt = [each for each, label in zip(example["input_ids"], example["labels"]) if label != -100]
    assert tokenizer.text(learnt) == "Fine. <end>"
    assert tokenizer.text(example["input_ids"]).startswith("<system> Be brief. <user> How are you? <assistant>")
    assert len(example["attention_mask"]) == len(example["labels"]) == len(example["input_ids"])


def test_what_does_not_fit_is_left_out_not_cut(tokenizer):
    row = {"prompt": "a " * 40, "completion": "b"}
    assert data.to_example(row, tokenizer, longest=20) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"prompt": "a", "completion": "b"}\n{"prompt": "a"}', "line 2: 'completion'"),
        ('{"prompt": "  ", "completion": "b"}', "line 1: 'prompt'"),
        ('\n{"prompt": ', "line 2"),
        ('["a"]', "line 1: 'prompt'"),
        ("\n", "has no rows"),
    ],
)
def test_names_the_line_that_is_wrong(tmp_path, text, message):
    file = tmp_path / "data.jsonl"
    file.write_text(text)
    with pytest.raises(ValueError, match=message):
        data.read_rows(file)


def test_the_same_question_is_never_learnt_and_asked():
    rows = [{"prompt": f"Question {n % 50}?", "completion": str(n)} for n in range(200)]
    rows += [{**row, "prompt": row["prompt"].upper() + "  "} for row in rows]
    training, held_out = data.split(rows, 0.2, seed=17)
    asked = {" ".join(row["prompt"].lower().split()) for row in held_out}
    assert asked and not asked & {" ".join(row["prompt"].lower().split()) for row in training}
    assert len(training) + len(held_out) == len(rows)
    assert data.split(rows, 0.2, seed=17) == (training, held_out)


def test_too_few_rows_are_refused():
    with pytest.raises(ValueError, match="too few"):
        data.split([{"prompt": "a", "completion": "b"}], 0.1, seed=17)


def test_other_data_than_agreed_on_is_refused(tmp_path):
    file = tmp_path / "data.jsonl"
    file.write_text("a")
    assert data.check_digest(file, "") == data.check_digest(file, data.check_digest(file, ""))
    with pytest.raises(ValueError, match="agreed on is 00"):
        data.check_digest(file, "00")


def test_the_evaluation_sets_are_whole():
    safety = data.read_rows(ROOT / "evaluation/safety.jsonl", ("prompt",))
    assert all(isinstance(row.get("refuse"), bool) for row in safety)
    assert sum(row["refuse"] for row in safety) >= 6, "a safety set that shrinks tests less"
    assert sum(not row["refuse"] for row in safety) >= 5, "a model that refuses everything must be found out"
    assert len(data.read_rows(ROOT / "evaluation/regression.jsonl")) >= 8
