"""Why an item is not decided yet, in words."""

from __future__ import annotations

from curation.core.counting import counted
from curation.core.records import Decision, Judgement
from curation.review.board.screen_text import letter
from curation.review.decisions.items import Key
from curation.review.decisions.machine import VerdictCase
from curation.review.decisions.statements import misses_key, objects, statement
from curation.review.standing.evidence import ReviewEvidence

_FIXED = {
    "suspect": "its clause changed after it was judged; it goes before people again",
    "unwritten": "nobody has written it out yet",
    "abandoned": "the edit that made it no longer stands",
}


def why(evidence: ReviewEvidence, decision: Decision) -> str:
    """Why a pending decision is pending; empty for one that is not."""
    if decision.outcome != "pending":
        return ""
    key: Key = (decision.kind, decision.dataset, decision.subject)
    if key not in evidence.base or decision.rule in _FIXED:
        return _FIXED.get(decision.rule, "nobody was asked about its new words yet")
    case = evidence.case(key)
    if decision.rule != "disagreement":
        missing = case.needed - len(case.annotators)
        return f"{counted(missing, 'judgement')} missing" if missing > 0 else "it waits for judgements"
    if case.adjudicators:
        return "the adjudicator was unsure or objected: " + _verdicts(case.adjudicators)
    if any(objects(item, judgement) for item, judgement in case.auditors):
        return "an auditor objects to it"
    said = [statement(judgement, case.item) for judgement in case.annotators]
    reasons = []
    if len({s.says for s in said}) > 1 or said[0].says in ("unsure", "object"):
        reasons.append("the verdicts are " + _verdicts(case.annotators))
    if wrong := sum(j.explanation == "wrong" for j in case.annotators):
        reasons.append(f"{counted(wrong, 'person', 'people')} called the explanation wrong")
    if any(j.also_right for j in case.annotators):
        reasons.append("another option was called right too")
    # Who rejects an item says nothing of its category.
    if len({s.labels for s in said if s.says != "reject"}) > 1:
        reasons.append("the categories differ")
    if len({s.edited for s in said if s.says == "edit"}) > 1:
        reasons.append("the new words differ")
    if missed := [j for j in case.annotators if misses_key(case.item, j)]:
        answers = ", ".join(letter(j.answer) for j in missed if j.answer is not None)
        marked = case.item.shown.get("answer")
        key_letter = letter(marked) if isinstance(marked, int) else "?"
        reasons.append(f"marked {key_letter}, answered {answers or 'nothing'} before the mark was shown")
    return "; ".join(reasons) or "people differ"


def only_unmarked(case: VerdictCase) -> bool:
    """Whether people say the same of a question and somebody answered it otherwise than marked before the mark was shown."""
    said = {statement(judgement, case.item) for judgement in case.annotators}
    return len(said) == 1 and any(misses_key(case.item, judgement) for judgement in case.annotators)


def _verdicts(given: tuple[Judgement, ...]) -> str:
    return " and ".join(judgement.verdict for judgement in given)
