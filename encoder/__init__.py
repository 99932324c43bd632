"""Fine-tuning of the sentence encoder (`make encoder`); needs torch, which the assistant itself does not."""
