"""Fine-tunes a language model by LoRA, evaluates it, and registers what passes the gate."""
