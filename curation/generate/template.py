"""The offline generator: questions and authoring briefs out of the clauses' own words, the same to the byte every time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from curation.digests import sha256
from curation.generate.bank import Bank, build, english, fold_option
from curation.generate.briefs import briefs
from curation.generate.context import Context, Generator, Job, Outcome, candidate, evidence, job, reoptioned
from curation.generate.deontic import squeeze
from curation.generate.questions import KINDS, Draft
from curation.generate.quota import even_keys
from curation.generate.statements import statement
from curation.records import Candidate, Clause, Failure, Origin

NAME, VERSION = "template", "1"
SLOTS: dict[str, Any] = {**KINDS, "statement": statement}


class Template:
    """The `template` generator."""

    name = NAME
    version = VERSION
    paid = False

    def plan(self, context: Context) -> Iterator[Job]:
        """One job a mapped clause and kind of question, one for its briefs; a clause in another language has one job."""
        for clause in context.clauses:
            categories = context.categories(clause)
            if not categories or not clause.text.strip():
                continue
            if not english(clause):
                yield job(self, context, clause, categories[0], "language")
                continue
            if "question" in context.settings.kinds:
                for slot in SLOTS:
                    yield job(self, context, clause, categories[0], slot)
            if "prompt" in context.settings.kinds:
                yield job(self, context, clause, categories[0], "brief")

    def run(self, context: Context, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """What each job gives; most clauses give nothing for most kinds, and that is no failure."""
        outcomes = list(self._each(context, jobs))
        kept = _evened(outcomes, context)
        for each in outcomes:
            yield Outcome(each.job, tuple(kept[c.id] for c in each.candidates if c.id in kept), each.failures)

    def _each(self, context: Context, jobs: Sequence[Job]) -> Iterator[Outcome]:
        bank = build(context) if any(each.slot in SLOTS for each in jobs) else None
        for each in jobs:
            clause = context.by_id[each.clause]
            if each.slot == "language":
                yield Outcome(each, failures=(_unsupported(each, clause),))
            elif each.slot == "brief":
                yield Outcome(each, tuple(briefs(context, clause, _origin(context, "brief"))))
            elif bank is not None:
                yield Outcome(each, tuple(_questions(context, bank, clause, each.slot)))


_EVENED = ("role", "term", "duty")
"""Kinds whose wrong options are keys of other questions: there the options shown can be evened out."""


def _evened(outcomes: Sequence[Outcome], context: Context) -> dict[str, Candidate]:
    """What is kept of all candidates, by its id before: no actor is the usual answer, and keys are as often wrong options."""
    kept = {c.id: c for outcome in outcomes for c in outcome.candidates}
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for outcome in outcomes:
        if outcome.job.slot in _EVENED:
            document = context.by_id[outcome.job.clause].document
            groups.setdefault((outcome.job.slot, document), []).extend(outcome.candidates)
    for (slot, _), made in groups.items():
        for gone in even_keys(made, context.settings.options) if slot == "role" else ():
            del kept[gone]
        kept |= balanced([c for c in made if c.id in kept], context.settings.seed)
    return kept


def balanced(made: Sequence[Candidate], seed: int) -> dict[str, Candidate]:
    """The questions with those wrong options shown that are most often keys and least often wrong so far, by id before.

    Of n options of a question one is the key, so a text that is k times a key should be k (n - 1) times a wrong option:
    then the options alone say nothing about which one is right.
    """
    keys = Counter(fold_option(c.options[c.answer]) for c in made if c.answer is not None)
    shown: Counter[str] = Counter()
    found: dict[str, Candidate] = {}
    for one in sorted(made, key=lambda c: sha256(f"{seed}|{c.id}")):
        key = one.options[one.answer or 0]
        wrong = [o for o in (*one.options, *one.pool) if o != key]
        n = len(one.options)
        rank = {o: (n - 1) * keys[fold_option(o)] - shown[fold_option(o)] for o in wrong}
        wrong.sort(key=lambda o: (-rank[o], sha256(f"{seed}|{one.id}|{o}")))
        shown.update(fold_option(o) for o in wrong[: n - 1])
        options = _placed(key, wrong[: n - 1], f"{seed}|{one.clauses[0]}|{one.origin.template}|{key}")
        found[one.id] = reoptioned(one, options, options.index(key), wrong[n - 1 :])
    return found


def _questions(context: Context, bank: Bank, clause: Clause, slot: str) -> Iterator[Candidate]:
    """At most one question of a kind and clause: a second one of the same words would only be a repeat."""
    for draft in SLOTS[slot](bank, clause):
        made = question(context, draft, clause)
        if made is not None:
            yield made
            return


def _origin(context: Context, template: str) -> Origin:
    return Origin(generator=NAME, version=VERSION, seed=context.settings.seed, template=template)


def _unsupported(each: Job, clause: Clause) -> Failure:
    language = clause.language or "an unknown language"
    return Failure(
        step="generate",
        id=each.clause,
        kind="unsupported",
        where=f"{clause.document} > {clause.eid}",
        error=f"the template generator reads English, not {language}; use the llm generator or write items by hand",
    )


_CONTACT = re.compile(r"@|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\+\d{2}")
"""Addresses and telephone numbers of real offices: no benchmark needs them."""


def question(context: Context, draft: Draft, about: Clause) -> Candidate | None:
    """The candidate of a draft, None when it has too few wrong options or is too long to read."""
    settings = context.settings
    distinct = _distinct(draft.key, draft.wrong)
    wrong = [o for o in distinct if len(o.split()) <= settings.option_words and not _CONTACT.search(o)]
    shown = settings.options - 1
    if (
        len(wrong) < max(6, shown)
        or len(draft.stem.split()) > settings.stem_words
        or len(draft.key.split()) > settings.option_words
    ):
        return None
    seed = f"{settings.seed}|{about.id}|{draft.slot}|{draft.key}"
    options = _order(draft, wrong[:shown], seed)
    clauses = [about] if about.id == draft.clause.id else [about, draft.clause]
    words = squeeze(draft.clause.text[draft.start : draft.end])
    if _CONTACT.search(words):
        return None
    return candidate(
        dataset=context.dataset,
        kind="question",
        origin=_origin(context, draft.slot),
        clauses=clauses,
        categories=context.categories(about),
        quotes=[evidence(draft.clause, draft.start, draft.end)],
        stem=draft.stem,
        options=options,
        answer=options.index(draft.key),
        explanation=f"{draft.clause.citation}: \u201c{words}\u201d",
        pool=wrong[shown : settings.pool],
    )


def _distinct(key: str, wrong: Sequence[str]) -> list[str]:
    seen = {fold_option(key)}
    kept = []
    for option in wrong:
        if fold_option(option) not in seen:
            seen.add(fold_option(option))
            kept.append(option)
    return kept


def _order(draft: Draft, wrong: Sequence[str], seed: str) -> list[str]:
    """The options in the order that their sense gives, else with the key at a place drawn by digest."""
    if draft.ordered and set(draft.ordered) == {draft.key, *wrong}:
        return list(draft.ordered)
    return _placed(draft.key, wrong, seed)


def _placed(key: str, wrong: Sequence[str], seed: str) -> list[str]:
    options = sorted(wrong, key=lambda option: sha256(f"{seed}|{option}"))
    options.insert(int(sha256(f"{seed}|key")[:8], 16) % (len(wrong) + 1), key)
    return options


def make() -> Generator:
    """The generator."""
    return Template()
