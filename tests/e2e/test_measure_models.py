"""A tiny random model, built on the spot, goes through Inspect before and after a change of its weights."""

from __future__ import annotations

import pytest
from curation.harnesses import local_models
from curation.measure import compare, logs
from curation.measure.settings import Settings
from test_measure_inspect import folder  # noqa: F401  (the release fixture)

from lazy_modules import need

transformers = need("transformers", "transformers is not installed")
need("accelerate", "Inspect's local models need accelerate")
need("inspect_ai", "the measure extra is not installed")
pytestmark = pytest.mark.slow


def tiny(place, seed):
    """A random Llama of about 100,000 weights with a byte-level tokenizer."""
    import torch
    from tokenizers import Tokenizer, decoders, pre_tokenizers, trainers
    from tokenizers import models as kinds

    tokenizer = Tokenizer(kinds.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel()
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=300, special_tokens=["<s>", "</s>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    tokenizer.train_from_iterator(["open the locker", "I can't help with that"], trainer)
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", pad_token="</s>"
    )
    fast.chat_template = "{% for m in messages %}{{ m['content'] }}\n{% endfor %}"
    fast.save_pretrained(place)
    torch.manual_seed(seed)
    config = transformers.LlamaConfig(
        vocab_size=len(fast),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        max_position_embeddings=512,
    )
    transformers.LlamaForCausalLM(config).save_pretrained(place)
    return place


def test_two_local_models_are_measured_and_compared(folder, tmp_path):  # noqa: F811
    for name, seed in (("before", 1), ("after", 2)):
        place = tiny(tmp_path / f"model-{name}", seed)
        local_models.evaluate([folder], place, place, tmp_path / name, max_tokens=8, limit=4)
    result = compare.compare(logs.load(tmp_path / "before"), logs.load(tmp_path / "after"), Settings())
    assert result["items"]["both"] == 8
    assert result["refusal"]["overall"]["pairs"] + result["refusal"]["overall"]["unscored"] == 4
