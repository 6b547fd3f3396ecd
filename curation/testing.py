"""The laws that a plugin has to keep, as functions for the tests of whoever writes one.

Each function runs a plugin on samples and raises `AssertionError` with the law that is broken, in words. They need no test
framework: `reader_laws(read, [b"1 | A pilot must land."])` is a whole test.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from curation.core.ports import Board, Completer, Embedder, Engine, Request, Task

if TYPE_CHECKING:
    from curation.checks.check_table import Check
    from curation.core.records import Clause
    from curation.dedup.corpus import Corpus, Pairs, Tools
    from curation.generation.context import Generator
    from curation.readers.structure.blocks import Parsed

__all__ = [
    "board_contract", "check_laws", "completer_laws", "dedup_laws", "embedder_laws", "engine_laws", "generator_laws",
    "reader_laws",
]  # fmt: skip


def _law(holds: bool, law: str) -> None:
    if not holds:
        raise AssertionError(law)


def reader_laws(read: Callable[[bytes], Parsed], samples: Sequence[bytes]) -> None:
    """The laws of a reader, on documents that it can read.

    The tree is sound; every clause is the words at its span; ids are unique; two readings are equal; and bytes that are cut off
    or empty give a tree or an `InputError`, nothing else.
    """
    from curation.core.digests import sha256
    from curation.core.errors import InputError
    from curation.core.records import Document
    from curation.readers import reader_table
    from curation.readers.structure import clauses

    _law(bool(samples), "give at least one sample")
    for number, data in enumerate(samples):
        faults = list(reader_table.faults(read(data)))
        _law(not faults, f"sample {number}: the tree is sound: {faults[:1]}")
        document = Document(slug="sample", title="Sample", sha256=sha256(data))
        first, second = (clauses.reading(document, read(data), "own") for _ in range(2))
        _law(bool(first.clauses), f"sample {number}: there is at least one clause")
        _law(first.clauses == second.clauses, f"sample {number}: two readings give the same clauses")
        ids = [clause.id for clause in first.clauses]
        _law(len(set(ids)) == len(ids), f"sample {number}: ids are unique")
        for clause in first.clauses:
            words = first.canonical_text[clause.start : clause.end]
            _law(words == clause.text, f"sample {number}: a clause is the words at its span")
        for broken in (b"", data[: len(data) // 2], data[:7], b"\x00" * 50):
            try:
                faults = list(reader_table.faults(read(broken)))
            except InputError:
                continue
            _law(not faults, f"sample {number}, cut off: a sound tree or an InputError")


def check_laws(check: Check, records: Sequence[dict[str, Any]]) -> None:
    """The laws of a check, on records of the form that `curation lint` takes.

    Its shape is right; each hit names a field of the item, a span inside it and a message; two runs are equal; no record, also an
    odd one, makes it raise.
    """
    from curation.checks.items import from_record
    from curation.checks.run import check_fault, hit_fault
    from curation.checks.settings import Settings

    _law(not check_fault(check), f"the check has the right shape: {check_fault(check)}")
    odd: list[dict[str, Any]] = [
        {"text": ""},
        {"stem": "", "options": [], "answer": None},
        {"text": "\u202e\x00 \U0001f600"},
    ]
    for number, record in enumerate([*records, *odd]):
        item = from_record(record, number)
        if check.applies not in ("both", item.kind):
            continue
        hits = list(check.run(item, Settings()))
        for hit in hits:
            _law(not hit_fault(item, hit), f"record {number}: {hit_fault(item, hit)}")
        again = list(check.run(from_record(record, number), Settings()))
        _law(hits == again, f"record {number}: two runs give the same hits")


def generator_laws(
    make: Callable[[], Generator],
    clauses: Sequence[Clause],
    categories: Sequence[str],
    kind: Any = "prompt",
    completer: Completer | None = None,
) -> None:
    """The laws of a generator, on clauses that are all mapped to `categories` (qualified codes, best first).

    One outcome for each job, in order; ids are unique; a quote is the words of its clause; a job without a candidate has a
    failure or a reason; two runs are equal.

    Args:
        make: Gives a new generator each time.
        clauses: In any order.
        categories: Qualified codes, the best first.
        kind: The kind of item: `prompt`, `question` or `task`.
        completer: The language model; None where the generator needs none.
    """
    from curation.generation.context import Context
    from curation.generation.plugin_generators import candidate_fault, job_fault, outcome_fault
    from curation.generation.settings import Settings

    links = {clause.id: [(category, 1.0) for category in categories] for clause in clauses}
    leaves = {category: (category, "") for category in categories}
    settings = Settings(kinds=(kind,))
    runs = []
    for _ in range(2):
        generator = make()
        context = Context("sample", tuple(clauses), links, leaves, settings, completer)
        keys: set[str] = set()
        jobs = list(generator.plan(context))
        for job in jobs:
            _law(not job_fault(job, context, keys), job_fault(job, context, keys))
            keys.add(job.key)
        outcomes = list(generator.run(context, jobs))
        _law(len(outcomes) == len(jobs), f"one outcome for each job: {len(outcomes)} for {len(jobs)}")
        ids: set[str] = set()
        for job, outcome in zip(jobs, outcomes, strict=True):
            what = outcome_fault(outcome, job, context, generator.name, ids)
            _law(not what, what)
            ids |= {candidate.id for candidate in outcome.candidates}
            told = bool(outcome.candidates or outcome.failures or outcome.skipped)
            _law(told, "a job without a candidate has a failure or a reason")
            faults = [candidate_fault(c, context, generator.name) for c in outcome.candidates]
            _law(not any(faults), next(filter(None, faults), ""))
        runs.append(outcomes)
    _law(runs[0] == runs[1], "two runs give the same outcomes")


def dedup_laws(method: Callable[[Corpus, Tools], Pairs], texts: Sequence[str]) -> None:
    """The laws of a dedup method, on texts of which some are alike.

    Pairs are rows `0 <= left < right < n`, sorted, each once, with a measured score in [0, 1]; no texts and one text give no pair;
    the same texts in another order give the same pairs of texts; the number of workers changes nothing.
    """
    import polars as pl

    from curation.dedup import plugin_methods
    from curation.dedup.corpus import Corpus, Serial, Tools, normal_form
    from curation.dedup.settings import Settings
    from curation.services.local_engine import LocalEngine

    distinct = list(dict.fromkeys(texts))

    def pairs_of(order: Sequence[str], engine: Engine) -> set[tuple[frozenset[str], float]]:
        series = pl.Series(order, dtype=pl.String)
        corpus = Corpus(series, normal_form(series))
        pairs = method(corpus, Tools(Settings(), engine))
        what = plugin_methods.fault(pairs, corpus)
        _law(not what, what)
        rows = zip(pairs.left.tolist(), pairs.right.tolist(), pairs.score.tolist(), strict=True)
        return {(frozenset((order[a], order[b])), round(score, 9)) for a, b, score in rows}

    expected = pairs_of(distinct, Serial())
    _law(pairs_of(distinct[::-1], Serial()) == expected, "another order of the texts gives the same pairs")
    _law(pairs_of(distinct, LocalEngine(workers=3)) == expected, "more workers give the same pairs")
    for few in ([], distinct[:1]):
        _law(not pairs_of(few, Serial()), "no text, or one, gives no pair")


def embedder_laws(embedder: Embedder, texts: Sequence[str]) -> None:
    """The laws of an embedder: `(n, d) float32`, rows of length 1, one a text in order, the same alone and in company."""
    import numpy as np

    _law(isinstance(embedder.fingerprint, str) and bool(embedder.fingerprint), "the fingerprint is a text")
    vectors = embedder.embed(texts)
    _law(vectors.dtype == np.float32 and vectors.ndim == 2, "vectors are (n, d) float32")
    _law(len(vectors) == len(texts), "there is one vector for each text")
    lengths = np.linalg.norm(vectors, axis=1)
    _law(bool(np.allclose(lengths, 1, atol=1e-3)), "every vector has the length 1")
    for place, text in enumerate(texts):
        alone = embedder.embed([text])[0]
        _law(bool(np.allclose(alone, vectors[place], atol=1e-4)), "a text has the same vector alone")
    _law(len(embedder.embed([])) == 0, "no texts give no rows")


def engine_laws(engine: Engine) -> None:
    """The laws of an engine: results in the order of the items, none for none, and an error reaches the caller."""
    _law(isinstance(engine.workers, int) and engine.workers >= 1, "workers is a number from 1 on")
    numbers = list(range(50))
    _law(engine.map(_square, numbers) == [n * n for n in numbers], "results come in the order of the items")
    _law(engine.map(_square, []) == [], "no items give no results")
    try:
        engine.map(_refuse, numbers)
    except ValueError as error:
        _law("seven" in str(error), "an error reaches the caller as it was")
    else:
        _law(False, "an error of an item reaches the caller")


def _square(number: int) -> int:
    return number * number


def _refuse(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def completer_laws(completer: Completer, requests: Sequence[Request]) -> None:
    """The laws of a completer: one completion for each request, in order, each with a status that is known."""
    from typing import get_args

    from curation.core.ports import Completion, CompletionStatus

    _law(isinstance(completer.fingerprint, str) and bool(completer.fingerprint), "the fingerprint is a text")
    completions = list(completer.complete(requests))
    _law(len(completions) == len(requests), "there is one completion for each request")
    for completion in completions:
        _law(isinstance(completion, Completion), "a completion is a Completion")
        _law(completion.status in get_args(CompletionStatus), f"the status {completion.status!r} is known")
        _law(completion.status != "ok" or bool(completion.text), "an answer that is ok has a text")
    _law(list(completer.complete([])) == [], "no requests give no completions")


def board_contract(board: Board, layout: str) -> None:
    """The contract of a review board, on a board without the project `contract`.

    A project is found again by its mark; tasks are added once and listed by our ids; the layout comes back as it was sent; tasks
    that nobody annotated can be removed; there are no annotations before somebody made one.
    """
    project = board.ensure_project("contract", "Contract", layout, 2, "Read the rule first.")
    _law(
        board.ensure_project("contract", "Contract", layout, 2, "Read the rule first.") == project,
        "a project is found again by its mark",
    )
    tasks = [Task(f"item-{n}", {"item_id": f"item-{n}", "text": f"text {n}"}, overlap=2) for n in range(5)]
    board.add(project, tasks)
    listed = board.tasks(project)
    _law(set(listed) == {task.item for task in tasks}, "every task is listed by our id")
    _law(all(len(copies) == 1 for copies in listed.values()), "a task that was added once is there once")
    _law(_folded(board.layout(project)) == _folded(layout), "the layout comes back as it was sent")
    _law(list(board.annotations(project)) == [], "there are no annotations before somebody made one")
    gone = board.remove(project, listed["item-0"])
    _law(gone == listed["item-0"], "what was removed is told")
    _law("item-0" not in board.tasks(project), "a removed task is not listed")


def _folded(text: str) -> str:
    return "".join(text.split())
