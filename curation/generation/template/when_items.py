"""When a duty arises and what lifts a ban: the circumstance of a rule against circumstances of other rules of its document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curation.core.digests import sha256
from curation.generation.template.norms import Norm, Turn
from curation.generation.template.question_drafts import Choice, Draft
from curation.text import whole
from curation.text.grammar import upper_first
from curation.text.stems import content_stems
from curation.text.verbs import only_verb
from curation.text.words import content_words

_LONGEST = 24
"""Words of a circumstance as an option."""


def kind_of(turn: Turn) -> str:
    """`case` for what has to be so, `step` for what comes before or after; empty for a circumstance that is no option."""
    if len(turn.body.split()) > _LONGEST or len(turn.body.split()) < 3 or whole.fault(upper_first(turn.body)):
        return ""
    if re.match(
        r"(?:it|they|he|she|this|that|these|those|so|not|in|on|at|by|to|there (?:is|are) (?:a|an|the) (?:such|said))\b",
        turn.body,
        re.I,
    ):
        return ""
    if re.search(r"\b(?:such|those|these|this|it|they|he|she|shall|must)\b", turn.body, re.I):
        return ""
    if turn.word in ("before", "after", "prior to"):
        return "step"
    return "case" if turn.clause and _states(turn.body) else ""


_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|can|cannot|may|will|does|do|did)\b")


def _states(body: str) -> bool:
    """Whether words state something: they have a finite verb."""
    if _FINITE.search(body):
        return True
    return any(
        only_verb(word) and not word.endswith(("ing", "ed")) for word in re.findall(r"[a-z]+", body)[1:]
    )


def option(turn: Turn) -> str:
    """A circumstance as an option, a sentence of its own or a phrase with its word."""
    return upper_first(turn.body if kind_of(turn) == "case" else turn.whole).rstrip(" .,;") + "."


def when(norm: Norm, others: Sequence[tuple[str, Turn]]) -> Iterator[Draft]:
    """In which circumstance the rule holds or is lifted; the provision is not shown.

    Args:
        norm: The rule.
        others: Circumstances of other rules of the document, with the ids of their rules.
    """
    turns = (
        [*norm.exceptions]
        if norm.exceptions
        else [t for t in norm.conditions if t.word not in ("provided that",)]
    )
    if len(turns) != 1 or (norm.exceptions and norm.conditions) or norm.elements or norm.lead:
        return
    turn = turns[0]
    kind = kind_of(turn)
    act = f"{norm.subject} {norm.action}"
    if (
        not kind
        or len(act.split()) > 40
        or whole.fault(norm.action, norm.subject)
        or whole.fault(norm.subject)
    ):
        return
    wrong = _strange(norm, turn, kind, others)
    if len(wrong) < 3:
        return
    lifted = bool(norm.exceptions)
    stem = _stem(norm, lifted, kind)
    key = option(turn)
    force = "ban" if norm.force == "ban" else "duty"
    choices = [
        Choice(
            key,
            {"value": key},
            f"The provision says \u201c{turn.whole}\u201d, so this is what the {force} {'gives way to' if lifted else 'depends on'}.",
        )
    ]
    choices += [
        Choice(
            option(o),
            {"value": option(o)},
            "This is a circumstance of another rule of the document and has no part in this provision.",
            "a circumstance of another rule is remembered",
        )
        for o in wrong[:3]
    ]
    yield Draft(
        f"when-{'lifted' if lifted else 'due'}",
        norm,
        "exception" if lifted else "condition",
        stem,
        tuple(choices),
        "comprehension",
        False,
        "same",
        {"value": key, "slots": [turn.body]},
        tuple(option(o) for o in wrong[3:9]),
    )


def _stem(norm: Norm, lifted: bool, kind: str) -> str:
    rule = f"{norm.subject} {norm.must} {norm.action}"
    says = norm.says[1]
    if lifted:
        return f"{upper_first(norm.place)} lay{says} down that {rule}, but lift{says} this in a certain circumstance. Which one?"
    if kind == "step":
        return (
            f"At what point {'does' if norm.says[1] else 'do'} {norm.place} demand that {norm.subject} {norm.action}?"
            if norm.force == "duty"
            else f"Up to or from what point {'does' if norm.says[1] else 'do'} {norm.place} forbid that {norm.subject} {norm.action}?"
        )
    return f"{upper_first(norm.place)} {'lays' if norm.says[1] else 'lay'} down that {rule}, but only in a certain circumstance. Which one?"


def _strange(norm: Norm, turn: Turn, kind: str, others: Sequence[tuple[str, Turn]]) -> list[Turn]:
    """Circumstances of the same kind that have little in common with the rule's own and with each other, closest in length first."""
    own = content_stems(turn.body)
    size = len(turn.body.split())
    chosen: list[Turn] = []
    seen = [own]
    ordered = sorted(
        others,
        key=lambda pair: (
            abs(len(pair[1].body.split()) - size) // 3,
            sha256(f"{norm.rule.id}|{pair[1].body}"),
        ),
    )
    for rule, other in ordered:
        stems = content_stems(other.body)
        if rule == norm.rule.id or kind_of(other) != kind or not stems or other.body == turn.body:
            continue
        if any(len(stems & s) / len(stems | s) > 0.3 for s in seen):
            continue
        seen.append(stems)
        chosen.append(other)
    # A circumstance that repeats words of the rule tells itself: as many have to come again in two of the others.
    chosen.sort(key=lambda o: -_shared_roots(o.body, norm))
    told = len(_roots(turn.body) & _roots(f"{norm.subject} {norm.action}"))
    return chosen if len(chosen) >= 3 and _shared_roots(chosen[1].body, norm) >= told else []


def aim(norm: Norm, others: Sequence[Norm]) -> Iterator[Draft]:
    """What a demand is for, as the provision says, against the aims of other provisions of the document."""
    parted = _aim_of(norm)
    if parted is None or norm.elements or norm.lead or norm.conditions or norm.exceptions:
        return
    act, key = parted
    own, said = content_stems(key), content_stems(f"{norm.subject} {act}")
    wrong: list[str] = []
    seen = [own]
    for other in sorted(others, key=lambda o: (_apart(norm, o), sha256(f"{norm.rule.id}|{o.rule.id}"))):
        found = _aim_of(other)
        if found is None or other.rule.id == norm.rule.id:
            continue
        stems = content_stems(found[1])
        if stems and all(len(stems & s) / len(stems | s) <= 0.3 for s in seen):
            seen.append(stems)
            wrong.append(found[1])
    wrong.sort(key=lambda text: -len(content_stems(text) & said))
    # An aim that repeats words of the demand tells itself: as many have to come again in two of the others.
    if len(wrong) < 3 or len(content_stems(wrong[1]) & said) < len(own & said):
        return
    says = norm.says[1]
    stem = f"{upper_first(norm.place)} lay{says} down that {norm.subject} {norm.must} {act}. What aim do{'es' if says else ''} {'it' if says else 'they'} give for this?"
    options = [upper_first(text).rstrip(" .,;") + "." for text in (key, *wrong)]
    choices = [Choice(options[0], {"value": options[0]}, f"The provision gives this aim: \u201c{key}\u201d.")]
    choices += [
        Choice(
            o,
            {"value": o},
            "This is the aim of another provision of the document.",
            "the aim of another provision is remembered",
        )
        for o in options[1:4]
    ]
    yield Draft(
        "what-aim",
        norm,
        "purpose",
        stem,
        tuple(choices),
        "comprehension",
        False,
        "same",
        {"value": options[0], "slots": [key]},
        tuple(options[4:10]),
    )


_AIM = re.compile(r"^(?P<act>.{12,}?),? (?P<aim>(?:so as to|in order to|to) (?P<verb>[a-z]+)\b.{8,})$")
_AIMS = frozenset(
    [
        "prevent",
        "protect",
        "avoid",
        "ensure",
        "minimize",
        "minimise",
        "reduce",
        "permit",
        "allow",
        "enable",
        "limit",
        "keep",
        "indicate",
        "warn",
        "withstand",
        "facilitate",
        "maintain",
        "provide",
        "guard",
        "eliminate",
        "control",
        "preserve",
    ]
)


def _aim_of(norm: Norm) -> tuple[str, str] | None:
    """The act of a norm and its aim (`to prevent …`), where the aim ends the action; None where it names none."""
    match = _AIM.match(norm.action)
    if norm.force != "duty" or match is None or match["verb"] not in _AIMS:
        return None
    act, key = match["act"], match["aim"]
    if re.search(
        r"\b(?:able|necessary|required|sufficient|adequate|designed|intended|used|suitable|capable|strength|manner|such|means|way|enough|taken|made|provided|steps|measures|precautions)$",
        act,
    ):
        return None
    if (
        whole.fault(act, norm.subject)
        or whole.fault(key, f"{norm.subject} {act}")
        or len(key.split()) > 20
        or re.search(r"\b(?:it|them|they|its|their)\b", key)
    ):
        return None
    return act, key


def _roots(text: str) -> set[str]:
    """The beginnings of the content words: `recess` and `recessed` have one."""
    return {word[:5] for word in content_words(text, shortest=4)}


def _shared_roots(text: str, norm: Norm) -> int:
    return len(_roots(text) & _roots(f"{norm.subject} {norm.action}"))


_GENERAL = re.compile(
    r"^(?:be in accordance|comply|be subject|be deemed|meet the requirements|be such|be of such|be so|have the same|be the same|apply|be equal|be responsible|be liable|consist|constitute|(?:be )?(?:kept|maintained|keep|maintain) in (?:good|a good|a safe|proper)|be in good|be properly|be safe|be adequate)\b",
    re.I,
)


def what(norm: Norm, others: Sequence[Norm]) -> Iterator[Draft]:
    """What a provision demands of a named thing or person, against what other provisions of the document demand of others."""
    if (
        norm.force != "duty"
        or norm.elements
        or norm.exceptions
        or norm.lead
        or norm.conditions
        or _GENERAL.match(norm.action)
    ):
        return
    if (
        not 5 <= len(norm.action.split()) <= 24
        or len(norm.subject.split()) > 12
        or whole.fault(norm.action, norm.subject)
        or norm.subject == "a person"
    ):
        return
    own, subject = content_stems(norm.action), content_stems(norm.subject)
    if own & subject or _roots(norm.action) & _roots(norm.subject):
        return
    # Of a thing that several provisions speak of, more than one demand may be right.
    if sum(_bare(other.subject) == _bare(norm.subject) for other in others) > 1:
        return
    passive = norm.action.startswith("be ")
    wrong: list[str] = []
    seen = [own]
    # What stands near speaks of like things: the demands of the same section first, then of the same chapter.
    ordered = sorted(
        others,
        key=lambda o: (
            _apart(norm, o),
            abs(len(o.action.split()) - len(norm.action.split())) // 3,
            sha256(f"{norm.rule.id}|{o.action}"),
        ),
    )
    for other in ordered:
        if min(len(norm.home.path), len(other.home.path)) > 1 and _shared(norm, other) < 2:
            continue
        stems = content_stems(other.action)
        fits = (
            other.force == "duty"
            and other.action.startswith("be ") == passive
            and other.many == norm.many
            and other.agent == norm.agent
            and not other.elements
        )
        if (
            not fits
            or other.rule.id == norm.rule.id
            or _GENERAL.match(other.action)
            or not 5 <= len(other.action.split()) <= 24
        ):
            continue
        if (
            content_stems(other.subject) & subject
            or content_stems(other.subject) & stems
            or whole.fault(other.action)
        ):
            continue
        if any(len(stems & s) / max(1, len(stems | s)) > 0.2 for s in seen):
            continue
        seen.append(stems)
        wrong.append(other.action)
    if len(wrong) < 3:
        return
    stem = f"What {'does' if norm.says[1] else 'do'} {norm.place} demand of {norm.subject}?"
    key = _to(norm.action)
    choices = [Choice(key, {"value": key}, f"The provision says this of {norm.subject}.")]
    choices += [
        Choice(
            _to(o),
            {"value": _to(o)},
            "Another provision demands this, and not of them."
            if norm.many
            else "Another provision demands this of somebody or something else.",
            "the demand of another provision is remembered",
        )
        for o in wrong[:3]
    ]
    yield Draft(
        "what-is-due",
        norm,
        "action",
        stem,
        tuple(choices),
        "recall",
        False,
        "same",
        {"value": key, "slots": [norm.action]},
        tuple(map(_to, wrong[3:9])),
    )


def _apart(a: Norm, b: Norm) -> int:
    """0 for rules below the same headings, rising with the number of headings that they do not share."""
    return max(len(a.home.path), len(b.home.path)) - _shared(a, b)


def _bare(subject: str) -> str:
    return re.sub(r"^(?:the|an?|every|each|any|all) ", "", subject).removesuffix("s")


def _shared(a: Norm, b: Norm) -> int:
    return sum(x == y for x, y in zip(a.home.path, b.home.path, strict=False))


def _to(action: str) -> str:
    return f"To {action.rstrip(' .,;')}."
