"""The offline generator: questions, prompts and authoring briefs out of the clauses' own words, the same to the byte every time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curation.core.digests import sha256
from curation.core.records import Candidate, Clause, Failure, Origin
from curation.generation.context import Context, Generator, Job, Outcome, candidate, evidence, job
from curation.generation.settings import Settings
from curation.generation.skip_reasons import why_no_brief, why_no_question
from curation.generation.template.briefs import briefs
from curation.generation.template.drafts import Draft, unlike
from curation.generation.template.option_sharing import Seated, seat
from curation.generation.template.prompts import choose, prompts
from curation.generation.template.questions import KINDS
from curation.generation.template.source_index import Bank, build, english
from curation.text.words import squeeze_marks

NAME, VERSION = "template", "2"


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
                for slot in KINDS:
                    yield job(self, context, clause, categories[0], slot)
            if "prompt" in context.settings.kinds:
                yield job(self, context, clause, categories[0], "brief")

    def run(self, context: Context, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """What each job gives; most clauses give nothing for most kinds, and that is no failure but has a reason."""
        asked = [each for each in jobs if each.slot in KINDS]
        bank = build(context) if asked else None
        made = _questions(context, bank, asked) if bank else {}
        chosen = choose(context, [context.by_id[each.clause] for each in jobs if each.slot == "brief"])
        for each in jobs:
            clause = context.by_id[each.clause]
            if each.slot == "language":
                yield Outcome(each, failures=(_unsupported(each, clause),), skipped="language")
            elif each.slot == "brief":
                origin = _origin(context, "brief")
                one = chosen.get(clause.id)
                found = tuple(prompts(context, one, origin) if one else briefs(context, clause, origin))
                yield Outcome(each, found, skipped="" if found else why_no_brief(context, clause))
            elif bank is not None:
                asking = made.get(each)
                # A draft without a candidate found no table, or not enough wrong options.
                why = "" if asking else "options" if each in made else why_no_question(context, bank, clause)
                yield Outcome(each, (asking,) if asking else (), skipped=why)


def _questions(context: Context, bank: Bank, jobs: Sequence[Job]) -> dict[Job, Candidate | None]:
    """At most one question a job; None where there was a draft and no question came of it.

    A second question of a kind about one clause would only be a repeat: of several drafts the first fit to be read is taken.
    """
    settings = context.settings
    drafts: dict[tuple[str, str, str], Job] = {}
    waiting: list[Draft] = []
    for each in jobs:
        clause = context.by_id[each.clause]
        found = next((d for d in KINDS[each.slot](bank, clause) if _readable(d, settings)), None)
        if found is not None:
            drafts[found.slot, found.clause.id, found.stem] = each
            waiting.append(found)
    made: dict[Job, Candidate | None] = dict.fromkeys(drafts.values())
    for seated in seat(waiting, settings.options, str(settings.seed)):
        draft = seated.draft
        each = drafts[draft.slot, draft.clause.id, draft.stem]
        made[each] = question(context, seated, context.by_id[each.clause])
    return made


def _readable(draft: Draft, settings: Settings) -> bool:
    """Whether stem, key and fixed options are short enough, and nothing of them is a real office's address."""
    words = draft.clause.text[draft.start : draft.end]
    return (
        len(draft.stem.split()) <= settings.stem_words
        and all(len(o.split()) <= settings.option_words for o in (draft.key, *draft.fixed))
        and not any(_CONTACT.search(t) for t in (words, *draft.fixed))
    )


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


def question(context: Context, seated: Seated, about: Clause) -> Candidate | None:
    """The candidate of a seated draft, None when it has too few wrong options in all."""
    settings, draft = context.settings, seated.draft
    spare = unlike(draft.key, (*seated.wrong, *draft.spare))[len(seated.wrong) :]
    pool = [o for o in spare if len(o.split()) <= settings.option_words and not _CONTACT.search(o)]
    if len(seated.wrong) + len(pool) < max(6, settings.options - 1):
        return None
    options = _order(seated, f"{settings.seed}|{about.id}|{draft.slot}")
    clauses = [about] if about.id == draft.clause.id else [about, draft.clause]
    words = squeeze_marks(draft.clause.text[draft.start : draft.end])
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
        pool=pool[: settings.pool - len(seated.wrong)],
    )


def _order(seated: Seated, seed: str) -> list[str]:
    """The options in the order of their sizes, else with the key at the place of its seat."""
    if seated.sizes:
        return sorted((seated.draft.key, *seated.wrong), key=lambda o: seated.sizes[o])
    options = sorted(seated.wrong, key=lambda option: sha256(f"{seed}|{option}"))
    options.insert(seated.place, seated.draft.key)
    return options


def make() -> Generator:
    """The generator."""
    return Template()
