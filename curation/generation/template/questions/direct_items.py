"""Questions that name what a printed provision leaves out: who, to whom, by whom, in what form, when, one part or two at once.

The provision is quoted as it is printed. The wrong options name others of the same document, another form or another time, so no
word of the act is told anew. Two parts are asked about in four options, each reading of the one with each reading of the other:
nothing in the options alone tells the right one, since each word stands in two of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from curation.core.records import Level
from curation.generation.template.provisions.bearers import role
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.slots import Roles, SlotWords, givers, recipients, way, written
from curation.generation.template.questions.direct_stems import TELLS, Gap, asked, stem_of
from curation.generation.template.questions.left_out import cut, quotable, readable
from curation.generation.template.questions.party_items import (
    named_again,
    office,
    one_of_several,
    others_of,
)
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.generation.template.questions.time_items import another_time, time_in_words
from curation.text.grammar import upper_first, verb_first
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.template_words.questions import direct_items as wording
from curation.text.template_words.questions.direct_stems import CONSENTS
from curation.text.template_words.questions.party_items import NOBODY_IN_PARTICULAR
from curation.text.times import soonest_of, time_of


def direct(norm: Norm, roles: Roles) -> Iterator[QuestionDraft | str]:
    """The questions about one part and about two; codes of reasons where there is none."""
    if not quotable(norm):
        return
    if not roles.direct:
        if not readable(norm):
            return
        alone_bound = _bearer(norm, norm.provision.rstrip(" ."), roles)
        if alone_bound is not None and len(alone_bound.wrong) >= 3:
            yield _single(norm, alone_bound)
        return
    found = gaps(norm, roles)
    by_name = {gap.name: gap for gap in found}
    pairs = [
        (by_name[a], by_name[b])
        for a, b in _PAIRS
        if a in by_name and b in by_name and _apart(norm.provision, by_name[a], by_name[b])
    ]
    alone = [gap for gap in found if gap.name in _ALONE and len(gap.wrong) >= 3]
    if pairs:
        yield _pair(norm, *pairs[pick(f"{norm.rule.id}|pair", len(pairs))])
    elif alone:
        yield _single(norm, alone[0])


_PAIRS = tuple(combinations(("bearer", "recipient", "giver", "form", "time"), 2))
_ALONE = ("bearer", "recipient", "giver")


def gaps(norm: Norm, roles: Roles) -> list[Gap]:
    """The parts of a provision that can be left out, each with what could stand in its place."""
    text = norm.provision.rstrip(" .")
    found = [
        _bearer(norm, text, roles),
        _recipient(norm, text, roles),
        _giver(norm, text, roles),
        _form(text),
        _time(norm, text),
    ]
    return [gap for gap in found if gap is not None]


_LEAD = re.compile(
    r"(?:If|Where|When|Whenever|Before|After|In|On|Upon|For|Within|Except|Subject|Despite|Notwithstanding|At|During|As|To|Without|Prior|Following|Once|Unless|While|By|From)\b"
)


def bearer_of(text: str) -> tuple[int, int] | None:
    """Where the one who is bound stands before the modal; None where nobody in particular does."""
    modal = MODAL.search(text)
    if modal is None:
        return None
    front = text[: modal.start()].rstrip(" ,")
    start = front.rfind(", ") + 2 if ", " in front else 0
    if start and not _LEAD.match(front):
        return None
    who = front[start:]
    return (start, start + len(who)) if who and len(who.split()) <= 5 else None


def _bearer(norm: Norm, text: str, roles: Roles) -> Gap | None:
    where = bearer_of(text)
    if norm.force != "duty" or where is None:
        return None
    who, rest = text[where[0] : where[1]], f"{text[: where[0]]} {text[where[1] :]}"
    modal = MODAL.search(text, where[1])
    if modal is None or wording.DONE_TO.match(text[modal.end() :]):
        return None
    if _foremost(who, roles):
        return None
    named = role(who)
    if (
        named is None
        or named in NOBODY_IN_PARTICULAR
        or office(_the(who))
        or wording.BEARER.match(who)
        or named_again(who, rest)
        or wording.PRONOUNS.search(rest)
    ):
        return None
    key = _the(who)
    pool = _rivals(norm, text[modal.end() :], roles)
    wrong = others_of(key, roles.nearest(pool, norm.home.id), rest, 3)
    part = SlotWords("bearer", where[0], where[1], who)
    return Gap("bearer", part, key, tuple(wrong), misread="somebody else of the same text is taken for the one who is bound") if wrong else None  # fmt: skip


def _the(words: str) -> str:
    """A role as the one that is known: `the Minister` of `The Minister`, `the operator` of `Every operator` and of `operators of quays`."""
    if wording.ANY_DETERMINER.match(words):
        return wording.LEADING_DETERMINER.sub("the ", words)
    return f"the {role(words)}"


_FEWEST = 2
"""How often somebody has to be bound in a document to stand beside another who is."""


def _rivals(norm: Norm, act: str, roles: Roles) -> list[str]:
    """Others of the document who are bound often enough, and to the like act where only who is bound is asked."""
    verb = verb_first(act.strip(" ,"))
    counts: Counter[str] = Counter()
    alike: set[str] = set()
    for each, count in roles.bearers.items():
        words, _, theirs = each.partition("|")
        if len(words.split()) >= 6 or not wording.ONE.match(words):
            continue
        other = _the(words)
        counts[other] += count
        if roles.direct or theirs == verb or {theirs, verb} <= wording.PAPERWORK:
            alike.add(other)
    return [other for other, count in counts.most_common() if count >= _FEWEST and other in alike]


_MOSTLY = 0.5
_FEW = 8


def _foremost(who: str, roles: Roles) -> bool:
    """Whether most duties of the document are theirs, so that nobody needs to read the provision to name them."""
    counts: Counter[str] = Counter()
    for each, count in roles.bearers.items():
        counts[role(each.partition("|")[0]) or ""] += count
    del counts[""]
    return counts.total() >= _FEW and counts[role(who) or ""] > _MOSTLY * counts.total()


def _of_the_act(text: str, part: SlotWords) -> bool:
    """Whether a part belongs to what has to be done, and not to a clause within it or to a longer name."""
    modal = MODAL.search(text)
    return (
        modal is not None
        and modal.start() > 0
        and part.start >= modal.end()
        and wording.BETWEEN.search(text[modal.end() : part.start]) is None
        and wording.FOLLOWED.match(text[part.end :]) is None
    )


def _recipient(norm: Norm, text: str, roles: Roles) -> Gap | None:
    told = list(recipients(text))
    if len(told) != 1 or norm.force == "ban" or not _of_the_act(text, told[0]):
        return None
    part = told[0]
    if part.act not in TELLS and text[part.end :].startswith(" of "):
        # "A copy is given to the subjects of testing": the name goes on.
        return None
    rest = text[: part.start] + text[part.end :]
    if one_of_several(norm, text, part) or named_again(part.words, rest):
        return None
    same = [each.partition("|")[2] for each in roles.recipients if each.partition("|")[0] == way(part.act)]
    rest_of = [each.partition("|")[2] for each in roles.recipients]
    near = [
        *roles.nearest(dict.fromkeys(same), norm.home.id),
        *roles.nearest(dict.fromkeys((*rest_of, *roles.givers)), norm.home.id),
    ]
    wrong = others_of(part.words, near, rest, 3)
    return Gap("recipient", part, part.words, tuple(wrong), part.act, "somebody else is taken for the one who has to get it") if wrong else None  # fmt: skip


def _giver(norm: Norm, text: str, roles: Roles) -> Gap | None:
    giving = list(givers(text))
    if len(giving) != 1 or wording.FOLLOWED.match(text[giving[0].end :]):
        return None
    part = giving[0]
    if part.act not in CONSENTS and not _of_the_act(text, part):
        return None
    rest = text[: part.start] + text[part.end :]
    if one_of_several(norm, text, part) or named_again(part.words, rest):
        return None
    told = [each.partition("|")[2] for each in roles.recipients]
    wrong = others_of(part.words, roles.nearest([*roles.givers, *told], norm.home.id), rest, 3)
    return Gap("giver", part, part.words, tuple(wrong), part.act, "somebody else is taken for the one who counts") if wrong else None  # fmt: skip


def _form(text: str) -> Gap | None:
    part = written(text)
    if part is None or wording.FORM.search(text):
        return None
    return Gap("form", part, "in writing", ("orally or in writing",), misread="the form is forgotten")


def _time(norm: Norm, text: str) -> Gap | None:
    modal = MODAL.search(text)
    time = soonest_of(text) or (time_of(text, modal.end()) if modal else None)
    if time is None or (said := time_in_words(time)) is None:
        return None
    other = another_time(time, f"{norm.rule.id}|other")
    # "[…] after the crew embark": what the time is counted from stays in the text.
    counted = wording.TIME.search(text[: time.end])
    if counted is not None:
        time = replace(time, end=counted.start())
    return Gap("time", time, said, (other,), misread="another time is remembered") if other else None


def _apart(text: str, one: Gap, two: Gap) -> bool:
    """Whether words stand between the two parts, and nobody is named in both."""
    first, second = sorted((one.part, two.part), key=lambda part: part.start)
    if re.search(r"\w", text[first.end : second.start]) is None:
        return False
    named = {_last(words) for words in (one.key, one.wrong[0])}
    return not named & {_last(words) for words in (two.key, two.wrong[0])}


def _last(words: str) -> str:
    return words.split()[-1].lower()


def one_tells(gap: Gap) -> bool:
    """Whether somebody is told, and nothing is sent to him."""
    return gap.act in TELLS


def _said(gap: Gap, words: str) -> str:
    """One part of an option: `to the Minister`, `by the operator`."""
    if gap.name == "recipient" and gap.act not in TELLS:
        words = f"to {words}"
    if gap.name == "giver" and gap.act not in CONSENTS:
        words = f"by {words}"
    return words


def _pair(norm: Norm, one: Gap, two: Gap) -> QuestionDraft:
    """Two parts left out, and four options: each reading of the one with each of the other."""
    rows = []
    for first, second in ((0, 0), (0, 1), (1, 0), (1, 1)):
        words = (one.key, one.wrong[0])[first], (two.key, two.wrong[0])[second]
        wrong = "; ".join(gap.misread for gap, n in ((one, first), (two, second)) if n)
        if (one.name, two.name) == ("bearer", "recipient"):
            start = "From" if one_tells(two) else "By"
            text = f"{start} {words[0]} to {words[1]}"
        else:
            text = upper_first(f"{_said(one, words[0])}, {_said(two, words[1])}")
        rows.append(_choice(norm, text, [one, two], wrong))
    question = asked(norm, one, two)
    return _draft(f"direct-{one.name}-{two.name}", norm, [one, two], question, rows, "combined")


def _single(norm: Norm, gap: Gap) -> QuestionDraft:
    """One part left out, and four who could stand there."""
    rows = [
        _choice(norm, upper_first(_said(gap, words)), [gap], gap.misread if i else "")
        for i, words in enumerate((gap.key, *gap.wrong[:3]))
    ]
    form = "who-must" if gap.name == "bearer" else f"direct-{gap.name}"
    return _draft(form, norm, [gap], asked(norm, gap), rows, "comprehension")


def _choice(norm: Norm, text: str, parts: Sequence[Gap], misconception: str) -> OptionDraft:
    said = " and ".join(f"\u201c{norm.provision[gap.part.start : gap.part.end]}\u201d" for gap in parts)
    why = f"The provision says {said}." if not misconception else f"The provision says {said}, and not this."
    return OptionDraft(text, {"value": text}, why, misconception)


def _draft(
    form: str, norm: Norm, parts: Sequence[Gap], question: str, rows: Sequence[OptionDraft], level: Level
) -> QuestionDraft:
    text = norm.provision.rstrip(" .")
    stem = stem_of(norm, cut(text, [gap.part for gap in parts]), len(parts), question)
    slots = [text[gap.part.start : gap.part.end] for gap in parts]
    facts = {"value": rows[0].text, "slots": slots}
    return QuestionDraft(form, norm, parts[0].name, stem, tuple(rows), level, True, "same", facts)
