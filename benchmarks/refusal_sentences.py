"""What a sentence of an answer does: the three models of `curation/measure/refusals/refusal_sentences.py`, by language left out and in ten folds.

They are fitted on sentences that were written for it (`schemas/measure/decline-sentences.tsv`), on sentences made of templates and phrases
(`decline-templates.toml`, so that nothing hangs on a topic), and on the sentences of labelled answers, whose labels follow from the answer's:
no sentence of a compliant answer declines, the surest one of a refusal does, and what stands beside it there is talk around it (learning
from bags of instances). `benchmarks/refusal.py --write` fits the packaged weights. Run: python benchmarks/refusal_sentences.py
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import results
from curation.core.digests import digest
from curation.measure.refusals import refusal_sentences
from curation.measure.refusals.refusal_sentences import LABELS, Sentences, amount, clauses
from curation.measure.refusals.refusal_training import fit_free
from curation.services.embeddings import load
from curation.stats.intervals import wilson

if TYPE_CHECKING:
    from curation.core.ports import Embedder

WEIGHTS = Path(__file__).resolve().parents[1] / "schemas" / "measure" / "decline-sentences.json"
RIDGE = 0.3
FOLDS = 10
OF_TEMPLATES, OF_ANSWERS, OF_BENCHMARK = 0.3, 0.3, 0.1
"""What a sentence counts that is made of a template, stands in an answer written by hand, or in one of the benchmark of refusal."""
MODELS = LABELS[:3]


class Labelled(NamedTuple):
    """The sentences of a labelled answer that are not quoted."""

    family: str
    label: str
    texts: tuple[str, ...]
    by_hand: bool


class Vectors:
    """The features of sentences, computed once each."""

    def __init__(self, encoder: Embedder, texts: Iterable[str]) -> None:
        every = sorted(set(texts), key=lambda text: (len(text), text))
        parts = [
            refusal_sentences.features(every[n : n + 512], encoder.embed(every[n : n + 512]))
            for n in range(0, len(every), 512)
        ]
        self.x = np.vstack(parts)
        self.at = {text: n for n, text in enumerate(every)}
        self.clauses = {
            text: [self.at[text], *(self.at[t] for t in clauses(text) if t in self.at)] for text in every
        }

    def scores(self, weights: Mapping[str, np.ndarray]) -> Sentences:
        """What models say of every sentence; it declines, or leaves out, as surely as the clause of it that does so most."""
        p = {name: 1 / (1 + np.exp(-np.clip(self.x @ w, -40, 40))) for name, w in weights.items()}
        told: dict[str, dict[str, float]] = {}
        for name in MODELS:
            told[name] = (
                {text: float(p[name][n]) for text, n in self.at.items()}
                if name == "around"
                else {text: float(p[name][places].max()) for text, places in self.clauses.items()}
            )
        return Sentences(told["declines"], told["limits"], told["around"])


class _Rows:
    """Sentences with what they are to a model and how much they count."""

    def __init__(self) -> None:
        self.by: dict[str, list[tuple[str, float, float]]] = defaultdict(list)

    def add(self, model: str, text: str, is_one: bool, weight: float) -> None:
        self.by[model].append((text, float(is_one), weight))

    def labelled(self, label: str, text: str, weight: float) -> None:
        """Adds a sentence whose label is known."""
        if label != "limits":
            self.add("declines", text, label == "declines", weight)
        self.add("limits", text, label == "limits", weight)
        if label in ("around", "other"):
            self.add("around", text, label == "around", weight)


def _of_answers(rows: _Rows, answers: Sequence[Labelled], prior: Sentences) -> None:
    """Adds the sentences of labelled answers; of the benchmark's many only every third or seventh, and none that is doubtful."""
    for answer in answers:
        weight = OF_ANSWERS if answer.by_hand else OF_BENCHMARK
        surest = max(answer.texts, key=lambda t: prior.declining[t], default="")
        holds = max(answer.texts, key=lambda t: max(prior.declining[t], prior.limits[t]), default="")
        for text in answer.texts:
            p, q = prior.declining[text], prior.limits[text]
            drawn = answer.by_hand or int(digest(text)[:4], 16) % 7 == 0
            if answer.label == "complied" and (answer.by_hand or (p <= 0.5 and (p >= 0.1 or drawn))):
                rows.add("declines", text, False, weight)
                rows.add("limits", text, False, weight)
                if amount(text) >= 4:
                    rows.add("around", text, False, weight)
            elif answer.label == "refused" and (answer.by_hand or int(digest(text)[:4], 16) % 3 == 0):
                rows.add("limits", text, False, weight)
                if text == surest and p > 0.2:
                    rows.add("declines", text, True, weight)
                elif p < 0.5:
                    rows.add("around", text, True, weight)
            elif answer.label == "partial" and text == holds and max(p, q) > 0.3:
                rows.add("declines" if p >= q else "limits", text, True, weight)


def fitted(
    vectors: Vectors, answers: Sequence[Labelled] = (), prior: Sentences | None = None
) -> dict[str, np.ndarray]:
    """The weights of the three models; with `answers` also on theirs, read by what `prior` says of them."""
    rows = _Rows()
    for _, label, text in refusal_sentences.examples():
        rows.labelled(label, text, 1.0)
    for _, label, text in refusal_sentences.made():
        rows.labelled(label, text, OF_TEMPLATES)
    if prior is not None:
        _of_answers(rows, answers, prior)
    found = {}
    for name in MODELS:
        at = np.array([vectors.at[text] for text, *_ in rows.by[name]])
        y, weight = (np.array([row[n] for row in rows.by[name]]) for n in (1, 2))
        found[name] = fit_free(vectors.x[at], y, weight, RIDGE)
    return found


def write(encoder: Embedder, weights: Mapping[str, np.ndarray]) -> None:
    """Writes the packaged weights."""
    value = {
        "embedder": encoder.fingerprint,
        "sentences_sha256": digest([*refusal_sentences.examples(), *refusal_sentences.made()]),
        **{name: [round(float(v), 5) for v in weights[name]] for name in MODELS},
    }
    WEIGHTS.write_text(json.dumps(value) + "\n", "utf-8")


def main() -> None:
    """Prints and records the table of the written sentences."""
    rows = refusal_sentences.examples()
    encoder = load("use")
    texts = [text for *_, text in rows]
    x = refusal_sentences.features(texts, encoder.embed(texts))
    labels = np.array([label for _, label, _ in rows])
    languages = np.array([language for language, *_ in rows])
    folds = np.random.default_rng(0).integers(0, FOLDS, len(rows))
    lines = []
    for name in MODELS:
        y = labels == name
        used = {"declines": labels != "limits", "limits": labels != "", "around": np.isin(labels, ["around", "other"])}[name]  # fmt: skip

        def right(tested: np.ndarray, y: np.ndarray = y, used: np.ndarray = used) -> list[bool]:
            train, test = used & ~tested, used & tested
            w = fit_free(x[train], y[train].astype(float), np.ones(int(train.sum())), RIDGE)
            return list(((x[test] @ w) > 0) == y[test])

        crossed = [ok for fold in range(FOLDS) for ok in right(folds == fold)]
        lines.append((f"{name}: all, ten folds", wilson(sum(crossed), len(crossed))))
        for language in sorted(set(languages)):
            hits = right(languages == language)
            lines.append((f"{name}: {language} left out", wilson(sum(hits), len(hits))))
    for line in lines:
        print(*line)
    results.write(
        "decline-sentences",
        "python benchmarks/refusal_sentences.py",
        ("sentences", "read rightly"),
        lines,
        "`declines`: whether a sentence declines; `limits`: whether it says that something is left out; `around`: whether one that does neither is talk around a refusal (a reason, sympathy, an offer, a place to turn to) and not the matter asked for. Fitted on the written sentences alone.",
    )


if __name__ == "__main__":
    main()
