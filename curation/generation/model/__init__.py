"""Questions and prompts written by a language model."""
