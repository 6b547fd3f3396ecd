"""The offline generator: questions from single rules, prompts and authoring briefs, the same to the byte every time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from curation.core.digests import sha256
from curation.core.items.derivation import right
from curation.core.records import Candidate, Clause, Evidence, Failure, Origin, Rule
from curation.generation.clause_facts import english
from curation.generation.context import Context, Generator, Job, Outcome, candidate, evidence, job
from curation.generation.skip_reasons import nearest, why_no_brief, why_no_rule
from curation.generation.template.briefs import briefs
from curation.generation.template.cases import plain_words
from curation.generation.template.forms import Sources, drafts, plain
from curation.generation.template.prompts import choose, prompts
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.questions import (
    checklist_items,
    gap_items,
    gap_texts,
    list_items,
    nearest_items,
    two_case_items,
    verdict_items,
)
from curation.generation.template.questions.part_items import part_questions
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft
from curation.generation.template.task_items import sections_of, task
from curation.text import cut_off, whole
from curation.text.grammar import upper_first
from curation.text.sentences import sentences
from curation.text.template_words import generator as wording
from curation.text.template_words.provisions.ensuring import OPEN
from curation.text.template_words.questions import gap_texts as gap_texts_wording

NAME, VERSION = "template", "8"


class Template:
    """The `template` generator."""

    name = NAME
    version = VERSION
    paid = False

    def plan(self, context: Context) -> Iterator[Job]:
        """One job a mapped clause for its questions and one for its briefs; a clause in another language has one job."""
        if "task" in context.settings.kinds:
            for section in sections_of(context):
                first = section.targets[0]
                slot = "task" if english(first) else "language"
                yield job(self, context, first, context.categories(first)[0], slot)
            if context.settings.kinds == ("task",):
                return
        for clause in context.clauses:
            categories = context.categories(clause)
            if not categories or not clause.text.strip():
                continue
            if not english(clause):
                yield job(self, context, clause, categories[0], "language")
                continue
            if "question" in context.settings.kinds:
                yield job(self, context, clause, categories[0], "question")
            if "prompt" in context.settings.kinds:
                yield job(self, context, clause, categories[0], "brief")

    def run(self, context: Context, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """What each job gives; most clauses give nothing for most kinds, and that is no failure but has a reason."""
        sources = Sources(
            context.rules, context.by_id, context.settings.min_certainty, context.settings.direct
        )
        chosen = choose(context, [context.by_id[each.clause] for each in jobs if each.slot == "brief"])
        provisions: set[str] = set()
        wanted = any(each.slot == "task" for each in jobs)
        by_first = {s.targets[0].id: s for s in sections_of(context)} if wanted else {}
        for each in jobs:
            clause = context.by_id[each.clause]
            if each.slot == "task":
                made_task, code = task(context, by_first[clause.id], sources, _origin(context, "task"))
                yield Outcome(each, (made_task,) if made_task else (), skipped=code)
            elif each.slot == "language":
                yield Outcome(each, failures=(_unsupported(each, clause),), skipped="language")
            elif each.slot == "brief":
                origin = _origin(context, "brief")
                one = chosen.get(clause.id)
                found = tuple(prompts(context, one, origin) if one else briefs(context, clause, origin))
                yield Outcome(each, found, skipped="" if found else why_no_brief(context, clause))
            else:
                made, why = _questions(context, sources, clause, provisions)
                yield Outcome(each, tuple(made), skipped=why)


def _questions(
    context: Context, sources: Sources, clause: Clause, seen_provisions: set[str]
) -> tuple[list[Candidate], str]:
    """The questions of a clause's rules, and where there is none, the code of the reason that came nearest.

    Args:
        context: The run.
        sources: Its rules as norms.
        clause: The clause.
        seen_provisions: The words of provisions that two cases were told of; those of this clause are added.
    """
    made: list[Candidate] = []
    codes: list[str] = []
    seen: set[tuple[str, str]] = set()
    document = context.documents.get(clause.document)
    # A question that shows the words of a closed document could never be published.
    closed = document is not None and not document.redistribute
    for rule in context.sure_rules(clause):
        norm = sources.norm(rule)
        of_rule: list[QuestionDraft] = []
        if isinstance(norm, str):
            codes.append(norm)
        elif (norm.subject, norm.action) not in seen:
            # Two demands of one sentence may be read as one: it is asked about once.
            seen.add((norm.subject, norm.action))
            of_rule = list(drafts(norm, told_cases=context.settings.told_cases))
            codes.append("trivial-rule" if not of_rule and plain(norm) else "no-slot")
        slots: set[str] = set()
        if not isinstance(whole_text := sources.printed(rule), str):
            # The words as they are printed are surer than a case that is told anew.
            dates = [draft for draft in of_rule if draft.form == "last-day"]
            whole_norm = gap_texts.alone(whole_text)
            of_gaps = [
                *verdict_items.judged(whole_text),
                *nearest_items.nearest(whole_text),
                *gap_items.gaps(whole_text),
                *part_questions(whole_norm, sources.roles(clause.document)),
            ]
            if not all(isinstance(one, str) for one in of_gaps) and sources.repeated(whole_norm):
                of_gaps = ["unnamed-thing"]
            refused = [code for code in of_gaps if isinstance(code, str)]
            codes += refused
            gaps = [draft for draft in of_gaps if not isinstance(draft, str)]
            of_rule = [*dates, *gaps, *(draft for draft in of_rule if draft not in dates)]
            if _NO_FORM.intersection(refused):
                of_rule = []
        for two in _of_two_cases(context, sources, rule):
            if isinstance(two, str):
                if not _TWO_CASES.issubset(context.settings.forms_off):
                    codes.append(two)
            elif two.norm.provision not in seen_provisions:
                seen_provisions.add(two.norm.provision)
                of_rule.append(two)
        if (listing := sources.listing(rule)) is not None:
            of_list = (
                list_items.missing(listing, sources.listings(clause.document), context.by_id)
                if context.settings.lists
                else ("list",)
            )
            for one_list in of_list:
                if isinstance(one_list, str):
                    codes.append(one_list)
                else:
                    of_rule.append(one_list)
        for draft in of_rule:
            if draft.slot in slots or len(slots) >= context.settings.per_rule:
                continue
            one = _finished(context, draft, clause, closed)
            if isinstance(one, str):
                codes.append(one)
                continue
            slots.add(draft.slot)
            made.append(one)
    if not isinstance(listed := sources.checklist(clause), str):
        for list_draft in checklist_items.of_list(listed):
            if isinstance(list_draft, str):
                if _LIST not in context.settings.forms_off:
                    codes.append(list_draft)
            elif isinstance(one := _finished(context, list_draft, clause, closed), str):
                codes.append(one)
            else:
                made.append(one)
    return made, "" if made else nearest([why_no_rule(context, clause), *codes])


def _finished(context: Context, draft: QuestionDraft, clause: Clause, closed: bool) -> Candidate | str:
    """The question of a draft, or the code of the reason why it is left out."""
    if draft.form in context.settings.forms_off:
        return "form-off"
    if draft.open and (closed or not draft.norm.shown):
        return "not-open"
    if (mark := _marked(draft)) != "":
        return mark
    one = question(context, draft, clause)
    if one is None:
        return "incomplete"
    return "warned" if context.faults is not None and context.faults(one) else one


def _of_two_cases(context: Context, sources: Sources, rule: Rule) -> Iterator[QuestionDraft | str]:
    """The questions about two cases under a rule that has a condition or an exception."""
    norm = sources.norm(rule)
    if not isinstance(elements := sources.elements(rule), str):
        yield from two_case_items.two_cases_of_elements(elements)
    elif not isinstance(norm, str):
        yield from two_case_items.two_cases(norm)
    elif not isinstance(points := sources.points(rule), str):
        yield from two_case_items.two_cases_of_points(points)


_TWO_CASES = frozenset(["two-condition", "two-exception", "two-points", "two-elements"])
_LIST = "list-check"
_LONGEST_WITH_LIST = 185
"""Words up to which a stem that prints a list with its points may be long."""
"""Forms about two cases; where all are off, what keeps a rule from them is no reason that a clause gave nothing."""
_NO_FORM = frozenset(["treaty", "trivial-interval"])
"""Reasons against every form of question about a rule."""


def _marked(draft: QuestionDraft) -> str:
    """Why a strict reader would mark a draft, as a code of `skip_reasons`; empty where nothing is found."""
    citation = draft.stem.find(draft.norm.place)
    told = (
        draft.stem if citation < 0 else draft.stem[:citation] + draft.stem[citation + len(draft.norm.place) :]
    )
    if draft.form.startswith("case-") and wording.ALTERNATIVES.search(draft.norm.provision):
        # A case tells one of several alternatives, and which words belong to it alone is not sure enough.
        return "clumsy"
    if draft.form.startswith("case-") and wording.TERSE.search(told):
        return "clumsy"
    if draft.open:
        # The words of a provision are shown as they are printed.
        return ""
    if gap_texts_wording.SUBJECT_UNNAMED.match(draft.norm.provision):
        return "unnamed-thing"
    if draft.slot in ("value", "count", "condition") and OPEN.search(draft.norm.provision):
        return "open-alternative"
    return plain_words.marked(told)


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


MOST_COPIED = 8
"""Most words in a row that a key may have in common with its provision."""


def longest_common_run(a: str, b: str) -> int:
    """How many words in a row two texts have in common at the most."""
    left, right_ = re.findall(r"[\w']+", a.lower()), re.findall(r"[\w']+", b.lower())
    best, row = 0, [0] * (len(right_) + 1)
    for word in left:
        row = [0, *(row[i] + 1 if word == other else 0 for i, other in enumerate(right_))]
        best = max(best, *row)
    return best


def question(context: Context, draft: QuestionDraft, about: Clause) -> Candidate | None:
    """The candidate of a draft; None when a part of it is not whole, too long, or its key does not follow from its derivation."""
    settings = context.settings
    texts = [choice.text for choice in draft.choices]
    if len({text.casefold() for text in texts}) < len(texts) or len(texts) != 4:
        return None
    longest = _LONGEST_WITH_LIST if draft.printed else settings.stem_words
    if len(draft.stem.split()) > longest or any(len(text.split()) > settings.option_words for text in texts):
        return None
    if not draft.printed and wording.POINTS.search(draft.stem):
        return None
    if any(
        cut_off.stops(text) or not whole.balanced(text) or _CONTACT.search(text)
        for text in (draft.stem, *texts)
    ):
        return None
    # Entries of lists are printed as they stand, the wrong ones too.
    if (
        draft.logic not in ("missing", "same")
        and longest_common_run(texts[0], draft.norm.provision) > MOST_COPIED
    ):
        return None
    ordered = _order(draft, f"{settings.seed}|{about.id}|{draft.form}")
    options = [choice.text for choice in ordered]
    derivation: dict[str, Any] = {
        "form": draft.logic,
        "rule": draft.norm.rule.id,
        "slot": draft.slot,
        "facts": dict(draft.facts),
        "claims": {choice.text: dict(choice.claim) for choice in ordered},
    }
    answer = options.index(draft.choices[0].text)
    if right(derivation, options) != [answer]:
        return None
    return candidate(
        dataset=context.dataset,
        kind="question",
        origin=_origin(context, draft.form),
        clauses=[about],
        categories=context.categories(about),
        quotes=_printed(context, draft.printed) if draft.printed else _quotes(context, draft.norm),
        stem=draft.stem,
        options=options,
        answer=answer,
        explanation=_explanation(draft),
        pool=[text for text in draft.spare if len(text.split()) <= settings.option_words][: settings.pool],
        rules=list(draft.covers or (draft.norm.rule.id,)),
        level=draft.level,
        book="open" if draft.open else "closed",
        why=[choice.why for choice in ordered],
        misconceptions=[choice.misconception for choice in ordered],
        derivation=derivation,
    )


def _order(draft: QuestionDraft, seed: str) -> list[OptionDraft]:
    """The options in rising order of their sizes, else in the order of their digests."""
    sizes = [choice.size for choice in draft.choices]
    if all(size is not None for size in sizes):
        return sorted(draft.choices, key=lambda choice: choice.size or 0.0)
    return sorted(draft.choices, key=lambda choice: sha256(f"{seed}|{choice.text}"))


def _explanation(draft: QuestionDraft) -> str:
    """What the provision demands, why the key is right, and what leads to each other option."""
    norm = draft.norm
    first, *others = draft.choices
    place = upper_first(norm.place)
    parts = [
        f"{place}: \u201c{norm.provision}\u201d" if not draft.open else f"The provision is {norm.place}.",
        first.why,
    ]
    wrong: dict[str, list[str]] = {}
    for other in others:
        wrong.setdefault(other.why, []).append(f"\u201c{other.text.rstrip('.')}\u201d")
    for why, told in wrong.items():
        verdict = f"{' and '.join(told)} {'is' if len(told) == 1 else 'are'} not the answer."
        parts.append(verdict if why == first.why else f"{verdict} {why}")
    return " ".join(parts)


def _quotes(context: Context, norm: Norm) -> list[Evidence]:
    rule = norm.rule
    parts = [
        part for part in (rule.bearer, rule.action, rule.object, *rule.conditions, *rule.exceptions) if part
    ]
    quotes = []
    for clause_id in dict.fromkeys((*rule.clauses, norm.home.id)):
        clause = context.by_id.get(clause_id)
        if clause is None or not clause.text.strip():
            continue
        own = [part for part in parts if part.clause == clause_id]
        spans = list(sentences(clause.text))
        if own and spans:
            first, last = min(p.start for p in own), max(p.end for p in own)
            spans = [(a, b) for a, b in spans if a < last and first < b] or spans
        quotes.append(
            evidence(clause, spans[0][0], spans[-1][1]) if spans else evidence(clause, 0, len(clause.text))
        )
    return quotes


def _printed(context: Context, clauses: Sequence[str]) -> list[Evidence]:
    """The clauses that are printed whole."""
    shown = [context.by_id[each] for each in clauses if each in context.by_id]
    return [evidence(clause, 0, len(clause.text)) for clause in shown if clause.text.strip()]


def make() -> Generator:
    """The generator."""
    return Template()
