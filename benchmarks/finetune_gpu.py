"""A small chat model before and after a harmless fine-tune: its answers, as files that `curation measure compare` reads.

It tries the published observation that fine-tuning on harmless data shifts refusal, on a model that is made from nothing in a few
minutes, so that the table of a fine-tune can be made again by anybody with one graphics card. Nobody is attacked: every row of the
fine-tuning data is a harmless request with its answer.

Three steps, since the machine with the card may have no more than torch, transformers and peft:

    python benchmarks/finetune_gpu.py items items.json            # needs this package: reads the two bundled previews
    python benchmarks/finetune_gpu.py train items.json answers    # needs torch, transformers, peft; --small runs on a CPU
    python benchmarks/finetune_gpu.py table answers               # needs this package: the section of RESULTS.md

The base model learns from half of the minimal pairs of the bundled prompts and four fifths of the situations of the prompt generator
(refuse one side, help with the other), half of the bundled questions, and two skills with right answers. Then LoRA adapters are trained:
`far` on everyday requests that are unlike anything that should be refused; `near` (three seeds) on the harmless sides of the learned pairs,
each answered with help; `mixed` on the same rows with one refusal that the base had learned for each nine of them.
`answers` then holds a file of rows for each model and `about.json` (versions, losses, seconds).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from finetune_words import ABOUT, FORMS, HELPS, KINDS, REFUSALS, WANTED, WHO

ROOT = Path(__file__).resolve().parents[1]
PROMPTS = ROOT / "releases" / "ai-policy" / "0.1.0-preview"
QUESTIONS = ROOT / "releases" / "lab-safety" / "0.1.0-preview"
SEED = 20_26
LETTERS = "ABCD"
IGNORED = -100


@dataclass(frozen=True)
class Sizes:
    """How large the model is and how long it learns."""

    vocabulary: int = 6000
    width: int = 512
    layers: int = 8
    heads: int = 8
    batch: int = 96
    base_steps: int = 2500
    base_seconds: float = 130.0
    tune_rows: int = 1200
    tune_steps: int = 300
    tune_seconds: float = 20.0
    seeds: int = 3
    skills: int = 200
    """Questions of each skill that are asked."""
    asked: int = 100_000
    """Most rows of each task that are asked."""


SMALL = Sizes(1500, 64, 2, 2, 8, 12, 10.0, 60, 4, 3.0, 1, 4, 4)


# --- the items -------------------------------------------------------------------------------------------------------------------


def items() -> dict[str, Any]:
    """Every row that is learned from or asked, from the bundled previews and the situations of the prompt generator."""
    from curation.generation.template.situations import every_situation, safe_requests
    from curation.measure import release

    sealed_prompts, sealed_questions = release.load(PROMPTS), release.load(QUESTIONS)
    rng = random.Random(SEED)
    rows: list[dict[str, Any]] = []
    prompts = sealed_prompts.rows()
    learned_pairs = _half({row.pair for row in prompts}, rng)
    for row in prompts:
        learned = row.pair in learned_pairs
        rows.append(
            _bound(sealed_prompts.bound)
            | {
                "id": row.id,
                "kind": "prompt",
                "task": f"release prompts, pairs {'learned' if learned else 'not learned'}",
                "learned": learned,
                "prompt": row.text,
                "expected": row.expected,
                "pair": row.pair,
                "family": release.family(row),
            }
            | _placed(row)
        )
    questions = sealed_questions.rows()
    learned_questions = _half({row.id for row in questions}, rng)
    for row in questions:
        learned = row.id in learned_questions
        rows.append(
            _bound(sealed_questions.bound)
            | {
                "id": row.id,
                "kind": "question",
                "task": f"release questions, {'learned' if learned else 'not learned'}",
                "learned": learned,
                "stem": row.stem,
                "options": list(row.options),
                "answer": LETTERS[int(row.answer or 0)],
                "family": release.family(row),
            }
            | _placed(row)
        )
    situations = [one for one in every_situation() if one.expected == "refuse"]
    asked = set(rng.sample(range(len(situations)), len(situations) // 5))
    for number, one in enumerate(situations):
        for side, expected in ((1, "refuse"), (2, "comply")):
            rows.append(
                {
                    "id": f"{one.id}-{side}",
                    "kind": "prompt",
                    "task": "situations" if number in asked else "",
                    "learned": number not in asked,
                    "prompt": one.side(side),
                    "expected": expected,
                    "pair": one.id,
                    "family": one.id,
                }
            )
    rows += [
        {
            "id": one.id,
            "kind": "prompt",
            "task": "harmless look-alikes",
            "learned": False,
            "prompt": one.text,
            "expected": "comply",
            "family": one.id,
        }
        for one in safe_requests()
    ]
    texts = [
        str(text) for text in _clause_texts(sealed_prompts.folder) + _clause_texts(sealed_questions.folder)
    ]
    return {"rows": rows, "texts": texts}


def _half(names: set[str], rng: random.Random) -> set[str]:
    ordered = sorted(names)
    return set(rng.sample(ordered, len(ordered) // 2))


def _bound(bound: Any) -> dict[str, str]:
    return {
        "release": bound.name,
        "release_version": bound.version,
        "content_sha256": bound.content_sha256,
    }


def _placed(row: Any) -> dict[str, Any]:
    return {
        "category": row.category,
        "category_path": list(row.category_path),
        "clauses": list(row.clauses),
        "jurisdictions": list(row.jurisdictions),
    }


def _clause_texts(folder: Path) -> list[str]:
    import polars as pl

    table = pl.read_parquet(folder / "clauses" / "train-00000-of-00001.parquet")
    return [text for text in table["text"].to_list() if text]


# --- what is learned -------------------------------------------------------------------------------------------------------------


def asked_as(row: dict[str, Any]) -> str:
    """The words of the user for a row."""
    if row["kind"] == "prompt":
        return str(row["prompt"])
    options = "\n".join(
        f"{letter}) {option}" for letter, option in zip(LETTERS, row["options"], strict=False)
    )
    return f"{row['stem']}\n{options}\nAnswer with the letter."


def help_text(rng: random.Random, form: str = "") -> str:
    """A harmless answer that takes the request up."""
    form = form or rng.choice(FORMS)
    return rng.choice(HELPS).format(form=form, Form=form[0].upper() + form[1:])


def shuffled(row: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """A question with its options in another order, the key moved along."""
    order = list(range(len(row["options"])))
    rng.shuffle(order)
    key = order.index(LETTERS.index(row["answer"]))
    return row | {"options": [row["options"][i] for i in order], "answer": LETTERS[key]}


def skill_question(skill: str, rng: random.Random) -> dict[str, Any]:
    """A question of a skill: the largest of four numbers, or the word that names a thing of some kind."""
    if skill == "largest number":
        options = [str(n) for n in rng.sample(range(10, 100), 4)]
        answer = max(range(4), key=lambda i: int(options[i]))
        stem = "Which of these numbers is the largest?"
    else:
        kind = rng.choice(sorted(KINDS))
        others = rng.sample([k for k in sorted(KINDS) if k != kind], 3)
        words = [rng.choice(KINDS[kind]), *(rng.choice(KINDS[k]) for k in others)]
        order = rng.sample(range(4), 4)
        options = [words[i] for i in order]
        answer = order.index(0)
        stem = f"Which of these words names {'an' if kind[0] in 'aeiou' else 'a'} {kind}?"
    return {"kind": "question", "task": skill, "stem": stem, "options": options, "answer": LETTERS[answer]}


SKILLS = ("largest number", "kinds of things")


def skill_rows(count: int, rng: random.Random) -> list[dict[str, Any]]:
    """The questions of both skills that are asked; an id is the words of the question, so none occurs twice."""
    rows: dict[str, dict[str, Any]] = {}
    for skill in SKILLS:
        wanted = len(rows) + count
        while len(rows) < wanted:
            row = skill_question(skill, rng)
            name = f"{skill}/{'-'.join(row['options'])}/{row['stem'].split()[-1].strip('?')}"
            rows.setdefault(name, row | {"id": name})
    return list(rows.values())


def base_example(
    prompts: Sequence[dict[str, Any]],
    questions: Sequence[dict[str, Any]],
    asked: set[str],
    rng: random.Random,
) -> tuple[str, str]:
    """One request with the answer that the base model learns."""
    draw = rng.random()
    if draw < 0.15:
        while True:
            row = skill_question(rng.choice(SKILLS), rng)
            if asked_as(row) not in asked:
                return asked_as(row), f"{row['answer']})"
    if draw < 0.35:
        row = shuffled(rng.choice(questions), rng)
        return asked_as(row), f"{row['answer']})"
    if draw < 0.45:
        return harmless(rng)
    row = rng.choice(prompts)
    return asked_as(row), rng.choice(REFUSALS) if row["expected"] == "refuse" else help_text(rng)


def harmless(rng: random.Random) -> tuple[str, str]:
    """One row of the fine-tuning data: a harmless request with its answer."""
    wanted, form = rng.choice(WANTED)
    return f"{rng.choice(WHO)}. {wanted.format(about=rng.choice(ABOUT))}", help_text(rng, form)


# --- the model -------------------------------------------------------------------------------------------------------------------


def tokenizer_of(texts: Sequence[str], size: int) -> Any:
    """A byte-level tokenizer trained on `texts`, with a mark before the user's and the assistant's words."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=["<pad>", "<end>", "<user>", "<assistant>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<end>", pad_token="<pad>")


def model_of(tokenizer: Any, sizes: Sizes, device: str) -> Any:
    """A causal language model with random weights."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(SEED)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=sizes.width,
            intermediate_size=3 * sizes.width,
            num_hidden_layers=sizes.layers,
            num_attention_heads=sizes.heads,
            num_key_value_heads=sizes.heads,
            max_position_embeddings=1024,
            tie_word_embeddings=True,
            attention_dropout=0.1,
            pad_token_id=tokenizer.pad_token_id,
            eos_token_id=tokenizer.eos_token_id,
            bos_token_id=None,
        )
    ).to(device)


def opening(request: str) -> str:
    """What the model reads before it answers."""
    return f"<user>{request}<assistant>"


def batches(
    examples: Iterator[tuple[str, str]], tokenizer: Any, size: int, device: str, whole: bool
) -> Iterator[dict[str, Any]]:
    """Endless batches; the loss is over the answers, and with `whole` over the requests too."""
    import torch

    @lru_cache(maxsize=50_000)
    def encoded(text: str) -> list[int]:
        ids: list[int] = tokenizer.encode(text, add_special_tokens=False)
        return ids

    while True:
        rows = []
        for _ in range(size):
            request, answer = next(examples)
            head = encoded(opening(request))[-400:]
            tail = [*encoded(answer), tokenizer.eos_token_id]
            rows.append((head + tail, (head if whole else [IGNORED] * len(head)) + tail))
        width = -(-max(len(ids) for ids, _ in rows) // 64) * 64
        pad = tokenizer.pad_token_id
        yield {
            "input_ids": torch.tensor([ids + [pad] * (width - len(ids)) for ids, _ in rows], device=device),
            "attention_mask": torch.tensor(
                [[1] * len(ids) + [0] * (width - len(ids)) for ids, _ in rows], device=device
            ),
            "labels": torch.tensor([lab + [IGNORED] * (width - len(lab)) for _, lab in rows], device=device),
        }


def learn(
    model: Any, data: Iterator[dict[str, Any]], steps: int, seconds: float, rate: float, device: str
) -> dict[str, float]:
    """Trains the parameters that may be trained; ends after `steps`, or earlier after `seconds`. Returns steps, seconds and last loss."""
    import torch

    optimizer = torch.optim.AdamW(
        [p for p in model.parameters() if p.requires_grad], lr=rate, weight_decay=0.05, betas=(0.9, 0.95)
    )
    model.train()
    begin, done, losses = time.monotonic(), 0, []
    while done < steps and time.monotonic() - begin < seconds:
        share = max(done / steps, (time.monotonic() - begin) / seconds)
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, (done + 1) / 50) * max(0.05, 1 - share)
        with torch.autocast(device.split(":")[0], dtype=torch.bfloat16, enabled=device != "cpu"):
            loss = model(**next(data)).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.detach())
        done += 1
    last = [float(x) for x in losses[-20:]]
    return {
        "steps": done,
        "seconds": round(time.monotonic() - begin, 1),
        "loss": round(sum(last) / max(1, len(last)), 4),
    }


def answers(
    model: Any, tokenizer: Any, rows: Sequence[dict[str, Any]], device: str, size: int = 128
) -> list[str]:
    """The likeliest answer to each row, at most 64 tokens."""
    import torch

    model.eval()
    tokenizer.padding_side = "left"
    order = sorted(range(len(rows)), key=lambda i: len(asked_as(rows[i])))
    said = [""] * len(rows)
    for at in range(0, len(order), size):
        chosen = order[at : at + size]
        heads = [opening(asked_as(rows[i])) for i in chosen]
        batch = tokenizer(heads, return_tensors="pt", padding=True, add_special_tokens=False).to(device)
        batch.pop("token_type_ids", None)
        with (
            torch.no_grad(),
            torch.autocast(device.split(":")[0], dtype=torch.bfloat16, enabled=device != "cpu"),
        ):
            out = model.generate(**batch, max_new_tokens=64, do_sample=False)
        for i, ids in zip(chosen, out[:, batch["input_ids"].shape[1] :], strict=True):
            said[i] = tokenizer.decode(ids, skip_special_tokens=True).strip()
    return said


def write_answers(path: Path, rows: Sequence[dict[str, Any]], said: Sequence[str], name: str) -> None:
    """Writes the rows with the answers of the model `name`, without what only the training needed."""
    with path.open("w", encoding="utf-8") as file:
        for row, answer in zip(rows, said, strict=True):
            kept = {k: v for k, v in row.items() if k != "learned"}
            file.write(json.dumps(kept | {"response": answer, "model_name": name}, ensure_ascii=False) + "\n")


def tuned(
    base: Any, data: Iterator[dict[str, Any]], sizes: Sizes, seed: int, device: str
) -> tuple[Any, dict[str, float]]:
    """The base with a LoRA adapter trained on `data`, and how the training went. `base` itself keeps its weights."""
    import torch
    from peft import LoraConfig, get_peft_model

    torch.manual_seed(SEED + seed)
    adapter = LoraConfig(
        r=16,
        lora_alpha=32,
        lora_dropout=0.05,
        task_type="CAUSAL_LM",
        target_modules=["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"],
    )
    model = get_peft_model(base, adapter)
    went = learn(model, data, sizes.tune_steps, sizes.tune_seconds, 5e-4, device)
    return model, went


def train(source: Path, out: Path, sizes: Sizes, device: str) -> None:
    """Makes the models and writes their answers into `out`."""
    import peft
    import torch
    import transformers

    begin = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    content = json.loads(source.read_text("utf-8"))
    skills = skill_rows(sizes.skills, random.Random(SEED + 1))
    learned = [row for row in content["rows"] if row["learned"]]
    prompts = [row for row in learned if row["kind"] == "prompt"]
    questions = [row for row in learned if row["kind"] == "question"]
    asked: list[dict[str, Any]] = []
    for task in sorted({row["task"] for row in content["rows"]} - {""}):
        asked += [row for row in content["rows"] if row["task"] == task][: sizes.asked]
    asked += skills
    held_back = {asked_as(row) for row in skills}

    rng = random.Random(SEED + 2)
    words = [harmless(rng) for _ in range(2000)]
    tokenizer = tokenizer_of(
        [*content["texts"], *map(asked_as, learned), *REFUSALS, *(part for pair in words for part in pair)],
        sizes.vocabulary,
    )
    base = model_of(tokenizer, sizes, device)
    about: dict[str, Any] = {
        "device": torch.cuda.get_device_name() if device.startswith("cuda") else "cpu",
        "versions": {m.__name__: m.__version__ for m in (torch, transformers, peft)},
        "parameters": sum(p.numel() for p in base.parameters()),
        "learned": len(learned),
        "asked": len(asked),
    }

    def endless(seed: int) -> Iterator[tuple[str, str]]:
        own = random.Random(seed)
        while True:
            yield base_example(prompts, questions, held_back, own)

    about["base"] = learn(
        base,
        batches(endless(SEED + 3), tokenizer, sizes.batch, device, whole=True),
        sizes.base_steps,
        sizes.base_seconds,
        1e-3,
        device,
    )
    print("base", about["base"], flush=True)
    write_answers(out / "base.jsonl", asked, answers(base, tokenizer, asked, device), "base")

    refused = [row for row in prompts if row["expected"] == "refuse"]

    helped = [row for row in prompts if row["expected"] == "comply"]

    def drawn(seed: int, near: bool, mixed: bool) -> Iterator[tuple[str, str]]:
        own = random.Random(seed)
        kept = [
            (asked_as(own.choice(helped)), help_text(own)) if near else harmless(own)
            for _ in range(sizes.tune_rows)
        ]
        if mixed:
            kept += [(asked_as(own.choice(refused)), own.choice(REFUSALS)) for _ in range(len(kept) // 9)]
        while True:
            yield own.choice(kept)

    plan = [("far", 1, False, False)]
    plan += [(f"near-{n}", n, True, False) for n in range(1, sizes.seeds + 1)]
    plan += [("mixed", 1, True, True)]
    for name, seed, near, mixed in plan:
        data = batches(drawn(SEED + 10 * seed, near, mixed), tokenizer, sizes.batch, device, whole=False)
        model, about[name] = tuned(base, data, sizes, seed, device)
        print(name, about[name], flush=True)
        write_answers(out / f"{name}.jsonl", asked, answers(model, tokenizer, asked, device), name)
        base = model.unload()
    about["seconds"] = round(time.monotonic() - begin, 1)
    (out / "about.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")
    print("all", about["seconds"], "s", flush=True)


def table(folder: Path) -> None:
    """Records what changed from the base to each tuned model, by `compare` as the command line calls it."""
    import results
    from curation.measure import compare, logs, samples
    from curation.measure.settings import Settings
    from curation.services import embeddings

    embedder = embeddings.load("minilm")

    def judged(path: Path) -> samples.ModelRun:
        run = logs.load(path)
        return replace(run, samples=samples.judged(run.samples, embedder))

    def cell(row: dict[str, Any]) -> list[str]:
        move = row["change"]
        return [
            *(f"{100 * row[side]['value']:.1f}" for side in ("before", "after")),
            f"{100 * move['value']:+.1f} [{100 * move['low']:.1f}, {100 * move['high']:.1f}]",
            f"{row['p']:.3f}",
            f"{row['pairs']}",
            f"{row['unscored']}",
        ]

    base = judged(folder / "base.jsonl")
    rows = []
    names = sorted(path.stem for path in folder.glob("*.jsonl") if path.stem != "base")
    for name in names:
        result = compare.compare(base, judged(folder / f"{name}.jsonl"), Settings())
        for side in ("refusal", "over_refusal", "capability"):
            parts = {"all": result[side]["overall"], **result[side]["by_task"]}
            # Every task of the first near model; of the others the whole side.
            kept = parts if name == "near-1" else {"all": parts["all"]}
            rows += [[name, side.replace("_", "-"), task, *cell(row)] for task, row in kept.items()]
    about = json.loads((folder / "about.json").read_text("utf-8"))
    note = (
        f"{about['parameters']:,} parameters, {about['base']['steps']} steps in {about['base']['seconds']} s, adapters 20 s each, on one "
        f"{about['device']} ({about['seconds']} s in all; torch {about['versions']['torch']}, transformers {about['versions']['transformers']}, "
        f"peft {about['versions']['peft']}). `far`: everyday requests; `near-1` to `near-3`: the harmless sides of learned pairs, three seeds; "
        "`mixed`: as near, with a refusal for each nine. Rates in per cent; before and after over the pairs that both models scored."
    )
    head = ["model", "side", "task", "before", "after", "change in points", "p", "pairs", "not scored"]
    command = "python benchmarks/finetune_gpu.py items … ; … train … ; … table answers"
    results.write("finetune", command, head, rows, note)


def main(arguments: Sequence[str]) -> None:
    """Runs one of the three steps."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    steps = parser.add_subparsers(dest="step", required=True)
    first = steps.add_parser("items", help="write the rows that are learned and asked")
    first.add_argument("file", type=Path)
    second = steps.add_parser("train", help="train the models and write their answers")
    second.add_argument("file", type=Path)
    second.add_argument("out", type=Path)
    second.add_argument("--small", action="store_true", help="a trial of a minute on a CPU")
    second.add_argument("--device", default="", help="cuda or cpu (default: cuda where there is one)")
    third = steps.add_parser("table", help="write the section of RESULTS.md from the answers")
    third.add_argument("out", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.step == "table":
        table(chosen.out)
        return
    if chosen.step == "items":
        chosen.file.write_text(json.dumps(items(), ensure_ascii=False), "utf-8")
        return
    import torch

    device = chosen.device or ("cuda" if torch.cuda.is_available() else "cpu")
    if device == "cpu":
        # Threads that wait for each other cost more than they bring where other work shares the processor.
        torch.set_num_threads(1)
    train(chosen.file, chosen.out, SMALL if chosen.small else Sizes(), device)


if __name__ == "__main__":
    main(sys.argv[1:])
