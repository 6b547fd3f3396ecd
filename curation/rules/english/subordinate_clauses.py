"""Whether a verb belongs to a subordinate clause: `records that the employer must keep`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curation.rules.english.operators import Operator, noun_phrase
from curation.rules.english.verb_forms import finite, third_person
from curation.text.rule_words import subordinate_clauses as wording


def hangs(folded: str, ops: Sequence[Operator], place: int) -> bool:
    """Whether the verb at `place` belongs to a clause that hangs on another: `records that the employer must keep`."""
    if (
        wording.REDUCED.search(folded, max(0, place - 60), place)
        and not wording.BY_DOING.match(folded)
        and not (
            ops
            and ops[0].kind == "condition"
            and not folded[: ops[0].start].strip(" \"'([{")
            and turns_back(folded[ops[0].end : place]) is not None
        )
    ):
        return True
    last: Operator | None = None
    for op in ops:
        if op.end > place:
            break
        if op.word in ("so that", "in order that") and not re.search(r"[,;]", folded[op.end : place]):
            return True  # "so that people can do more": what it is for
        if op.kind != "purpose" and op.kind != "prejudice" and op.kind != "derogation":
            last = op
    if last is None:
        return False
    between = folded[last.end : place]
    if _behind_belief(folded, ops, last, between):
        return False
    if (
        last.word == "that"
        and wording.STATES_THAT.search(folded, 0, last.start)
        and "," not in between
        and ";" not in between
    ):
        return True
    if last.kind == "relative":
        if folded.startswith("need to", place) and wording.ONE.search(between):
            return True  # "who thinks that there is an urgent need to act": a noun
        if last.word in ("which", "whom") and wording.BY_WHICH.search(
            folded, max(0, last.start - 12), last.start
        ):
            return (
                not re.search(r"[,;]", between)
                and not _ends_with_verb(between.split())
                and not wording.APPLIES.search(between)
            )
        return _in_relative(last.word, between)
    if last.word in wording.TAKES_NOUN_PHRASE or noun_phrase(last.word):
        # A noun phrase follows, which a comma or the verb itself closes.
        if last.start > 2 and "," not in between:
            return not between.strip()
        return not ("," in between or ";" in between or len(between.split()) > 1)
    # A clause: closed by a comma, and what stands behind the comma has to be a subject.
    if ";" in between:
        return False
    _, comma, subject = between.rpartition(",")
    if not comma:
        return turns_back(between) is None and not (last.start < 5 and wording.THEN_WHO.fullmatch(between))
    subject = subject.strip()
    if not subject and last.start > 4 and folded[: last.start].rstrip().endswith(","):
        return False  # "the minister, when appointing a member, shall": commas set the limit off
    if not subject and len(parts := between.split(",")) >= 4:
        # "Where it relates to a child, a court, in deciding it, shall": what stands before the aside is the subject.
        return wording.SUBJECT.match(parts[-3]) is None
    return not subject or subject.startswith(("or ", "nor "))


def _behind_belief(folded: str, ops: Sequence[Operator], last: Operator, between: str) -> bool:
    """Whether what somebody believes ends before the verb: `an importer who believes that a toy is unsafe must not sell it`."""
    if last.word != "that" or ";" in between:
        return False
    who = next((op for op in reversed(ops) if op.end < last.start and op.kind == "relative"), None)
    if who is None or wording.BELIEVES.fullmatch(folded, who.end, last.start) is None:
        return False
    told = between.split()
    return len(told) > 2 and (not wording.HOLDS.isdisjoint(told) or any(finite(word) for word in told[1:]))


def turns_back(between: str) -> int | None:
    """Where the subject begins that follows a condition without a comma and was named in it: `where the owner sells it he`; None without one."""
    back = wording.BACK.search(between)
    if back is None:
        return None
    before = between[: back.start()].split()
    said = len(before) > 2 and (
        not wording.HOLDS.isdisjoint(before) or any(finite(word) for word in before[1:])
    )
    return back.start() + 1 if said else None


def _in_relative(word: str, between: str) -> bool:
    """Whether a verb behind `who`, `which` or `that` and the words `between` is the verb of that relative clause."""
    stripped = between.strip(" ,")
    if word == "that" and stripped.startswith("there") and "," not in between:
        # "it is proposed that there are to be changes"; "who believes that there has been a leak must call"
        return wording.THERE.match(stripped) is None
    if not stripped or wording.IN_RELATIVE.fullmatch(stripped):
        return True
    if "," in between and between.rpartition(",")[2].strip() == "" and not wording.VERB_LIKE.match(between):
        return False
    if ";" in between:
        return False
    if word in ("who", "which") or word == "whose":
        return False
    if word == "whom":
        return "," not in between and len(stripped.split()) < 6
    if len(stripped.split()) > 2 and finite(stripped.split()[-1]):
        return False  # "records that the law protects shall"
    # that: "an employer that operates a plant must", "records that an employer must"
    if wording.VERB_LIKE.match(between):
        return False
    return (
        "," not in between
        and wording.RELATIVE_VERB.match(between) is not None
        and not third_person(stripped.split()[0])
    )


def _ends_with_verb(clause: list[str]) -> bool:
    """Whether a relative clause has its verb at its end, so that the next one is of the main clause: `to which these rules apply`."""
    from curation.text import verbs

    if not clause or not wording.HOLDS.isdisjoint(clause):
        return bool(clause)
    plural = len(clause) > 1 and clause[-2].endswith("s") and not clause[-2].endswith("ss")
    return finite(clause[-1]) or (plural and verbs.base(clause[-1]) == clause[-1])
