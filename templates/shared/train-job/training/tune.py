"""LoRA by transformers and peft. All that needs a GPU or a download is in this file."""

import os
import pathlib

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    DataCollatorForSeq2Seq,
    Trainer,
    TrainingArguments,
    set_seed,
)

from training.data import to_example, to_messages


def load(settings: dict):
    """Base model and tokenizer, at the revision that was agreed on; code of the model's authors is never run."""
    name = settings["base"]["uri"].removeprefix("hf://")
    options = {"revision": settings["base"]["revision"] or None, "trust_remote_code": False}
    tokenizer = AutoTokenizer.from_pretrained(name, **options)
    tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token
    return AutoModelForCausalLM.from_pretrained(name, dtype=torch.bfloat16, **options), tokenizer


def tune(settings: dict, rows: list[dict], target: pathlib.Path) -> None:
    """Trains an adapter and saves it."""
    chosen, lora = settings["training"], settings["lora"]
    set_seed(chosen["seed"])
    model, tokenizer = load(settings)
    examples = [to_example(row, tokenizer, chosen["sequence_length"]) for row in rows]
    kept = [example for example in examples if example]
    print(f"{len(kept)} of {len(rows)} rows fit into {chosen['sequence_length']} tokens")
    if not kept:
        raise ValueError("no row fits: raise training.sequence_length")
    model = get_peft_model(
        model,
        LoraConfig(
            task_type="CAUSAL_LM",
            r=lora["rank"],
            lora_alpha=lora["alpha"],
            lora_dropout=lora["dropout"],
            target_modules=lora["target_modules"],
        ),
    )
    trainer = Trainer(
        model=model,
        train_dataset=kept,
        data_collator=DataCollatorForSeq2Seq(tokenizer),
        args=TrainingArguments(
            output_dir=str(target / "checkpoints"),
            num_train_epochs=chosen["epochs"],
            learning_rate=chosen["learning_rate"],
            per_device_train_batch_size=chosen["batch_size"],
            gradient_accumulation_steps=chosen["accumulate"],
            bf16=True,
            logging_steps=10,
            save_strategy="no",
            report_to=[],
            seed=chosen["seed"],
        ),
    )
    trainer.train()
    if is_first():
        model.save_pretrained(target / "adapter")


def merge(settings: dict, adapter: pathlib.Path, target: pathlib.Path):
    """Base and adapter as one model, which any server loads. Returns how each answers: tuned, base."""
    model, tokenizer = load(settings)
    # While the adapter can still be turned off.
    with_adapter = PeftModel.from_pretrained(model.to("cuda"), adapter)

    def base(rows):
        with with_adapter.disable_adapter():
            return answer(with_adapter, tokenizer, rows)

    def tuned(rows):
        return answer(with_adapter, tokenizer, rows)

    def save():
        with_adapter.merge_and_unload().save_pretrained(target)
        tokenizer.save_pretrained(target)

    return tuned, base, save


def answer(model, tokenizer, rows: list[dict]) -> list[str]:
    found = []
    for row in rows:
        asked = tokenizer.apply_chat_template(
            to_messages(row), add_generation_prompt=True, return_tensors="pt", return_dict=True
        ).to(model.device)
        with torch.inference_mode():
            given = model.generate(**asked, do_sample=False, max_new_tokens=256)
        found.append(tokenizer.decode(given[0][asked["input_ids"].shape[1] :], skip_special_tokens=True))
    return found


def is_first() -> bool:
    return os.environ.get("RANK", "0") == "0"


def finish() -> None:
    """The other processes have no more to do; the first one evaluates."""
    if torch.distributed.is_initialized():
        torch.distributed.destroy_process_group()
