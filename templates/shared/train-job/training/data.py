"""Rows of prompt and completion, as the base model's chat template has them."""

import hashlib
import json
import pathlib

FIELDS = ("prompt", "completion")


def read_rows(file: pathlib.Path, fields: tuple[str, ...] = FIELDS) -> list[dict]:
    """Reads JSON lines; names the first line that is no row."""
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"{file.name}, line {number}: {error.msg}") from None
        for field in fields:
            if not isinstance(row, dict) or not isinstance(row.get(field), str) or not row[field].strip():
                raise ValueError(f"{file.name}, line {number}: {field!r} is missing or empty")
        rows.append(row)
    if not rows:
        raise ValueError(f"{file.name} has no rows")
    return rows


def check_digest(file: pathlib.Path, wanted: str) -> str:
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if wanted and found != wanted:
        raise ValueError(f"{file.name} has the sha256 {found}; agreed on is {wanted}")
    return found


def split(rows: list[dict], held_out: float, seed: int) -> tuple[list[dict], list[dict]]:
    """Keeps rows for the evaluation, by what they ask: the same question never stands on both sides."""

    def share(row: dict) -> float:
        words = " ".join(row["prompt"].lower().split())
        return int(hashlib.sha256(f"{seed} {words}".encode()).hexdigest()[:8], 16) / 0x100000000

    training = [row for row in rows if share(row) >= held_out]
    evaluation = [row for row in rows if share(row) < held_out]
    if not training or not evaluation:
        raise ValueError(f"{len(rows)} rows are too few to keep {held_out:.0%} of them for the evaluation")
    return training, evaluation


def to_messages(row: dict) -> list[dict]:
    system = [{"role": "system", "content": row["system"]}] if row.get("system") else []
    return [*system, {"role": "user", "content": row["prompt"]}]


def to_example(row: dict, tokenizer, longest: int) -> dict | None:
    """One example. Only the completion is learnt, so the prompt's labels are -100; None where it does not fit."""
    asked = tokenizer.apply_chat_template(to_messages(row), tokenize=False, add_generation_prompt=True)
    before = tokenizer(asked, add_special_tokens=False)["input_ids"]
    after = tokenizer(row["completion"] + tokenizer.eos_token, add_special_tokens=False)["input_ids"]
    # What is cut off would teach to stop in the middle.
    if len(before) + len(after) > longest:
        return None
    return {
        "input_ids": before + after,
        "attention_mask": [1] * (len(before) + len(after)),
        "labels": [-100] * len(before) + after,
    }
