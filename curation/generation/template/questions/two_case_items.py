"""Questions about two cases under a provision with a condition or an exception: which of them breaks it.

The provision is shown as it is printed. Its four answers are the first case alone, the second alone, both and neither, in the same
words in every question, so that the options do not tell the key; each is right as often as the rules allow. What a wrong answer
overlooks is told by the case that it judges wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from curation.generation.template.cases.cells import (
    CaseTable,
    RuleCase,
    broken,
    table_of,
    told,
)
from curation.generation.template.cases.list_cells import table_of_elements, table_of_points
from curation.generation.template.cases.plain_words import introduced
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.parsing import with_modal
from curation.generation.template.provisions.points import Elements, Points
from curation.generation.template.provisions.worth_asking import off_topic, unnamed_paper
from curation.generation.template.questions.gap_texts import alone, of_treaty
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text import whole
from curation.text.grammar import lower_first, upper_first
from curation.text.template_words.cases import two_cases as wording
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.template_words.provisions.worth_asking import PLACES, THEM
from curation.text.template_words.questions.gap_texts import NEEDS_MORE, SUBJECT_UNNAMED

_WORDS = (8, 80)
"""Fewest and most words of a provision that is shown."""
_LONGEST = 75
"""Most words of two cases."""
Key = str
"""`first`, `second`, `both` or `neither`."""


@dataclass(frozen=True)
class CasePair:
    """Two cases in their order, and which of them is a breach."""

    one: RuleCase
    two: RuleCase
    key: Key


def two_cases(norm: Norm) -> Iterator[QuestionDraft | str]:
    """The question about the only circumstance of a rule, or the code of a reason why there is none."""
    if len(norm.conditions) + len(norm.exceptions) != 1:
        return
    printed = alone(norm)
    if of_treaty(printed):
        return
    if (why := _illegible(printed)) != "":
        yield why
        return
    yield from _asked(table_of(norm), printed)


def two_cases_of_points(points: Points) -> Iterator[QuestionDraft | str]:
    """The question about a list of points that lift a rule or say when it holds, or the code of a reason why there is none."""
    of_one = [alone(norm) for norm in points.norms if norm is not None]
    if (why := _illegible(of_one[0])) != "" or len(points.provision.split()) > _WORDS[1]:
        yield why or "points-elsewhere"
        return
    yield from _asked(table_of_points(points), replace(of_one[0], provision=points.provision), "two-points")


def two_cases_of_elements(elements: Elements) -> Iterator[QuestionDraft | str]:
    """The question about a duty or a ban that is a list, or the code of a reason why there is none."""
    of_one = [alone(norm) for norm in elements.norms if norm is not None]
    if (why := _illegible(of_one[0])) != "" or len(elements.provision.split()) > _WORDS[1]:
        yield why or "points-elsewhere"
        return
    yield from _asked(
        table_of_elements(elements), replace(of_one[0], provision=elements.provision), "two-elements"
    )


def _illegible(printed: Norm) -> str:
    """Why a provision cannot be shown by itself or is not worth asking about, as a code of `skip_reasons`; empty where it can."""
    text = with_modal(printed.provision)
    modal = MODAL.search(text)
    if (
        not _WORDS[0] <= len(text.split()) <= _WORDS[1]
        or not printed.shown
        or whole.fault(text.rstrip(" ."))
        or NEEDS_MORE.search(text)
        or not text[:1].isupper()
        or modal is None
        or modal[0].lower().startswith("may")
    ):
        return "points-elsewhere"
    if (why := off_topic(printed)) != "":
        return why
    if PLACES.search(wording.OWN_LAW.sub("", text)):
        return "points-elsewhere"
    if THEM.search(text) or SUBJECT_UNNAMED.match(text) or unnamed_paper(text):
        return "unnamed-thing"
    return ""


def _asked(table: CaseTable | None, printed: Norm, form: str = "") -> Iterator[QuestionDraft | str]:
    pairs = [] if table is None else list(pairs_of(table))
    if table is None or not pairs:
        yield "untold"
        return
    seed = printed.rule.id
    keys = sorted({pair.key for pair in pairs})
    key = keys[pick(f"{seed}|key", len(keys))]
    fitting = [pair for pair in pairs if pair.key == key]
    yield _draft(table, printed, fitting[pick(f"{seed}|pair", len(fitting))], form)


def pairs_of(table: CaseTable) -> Iterator[CasePair]:
    """The pairs of cases of a rule, in both orders."""
    by_way = {cell.way: cell for cell in table.cells}
    for names in table.pairs:
        if any(name not in by_way for name in names):
            continue
        for a, b in (names, names[::-1]):
            pair = CasePair(by_way[a], by_way[b], _key(table, by_way[a], by_way[b]))
            cases = _cases(table, pair, "")
            if cases is not None and len(cases.split()) <= _LONGEST:
                yield pair


def _key(table: CaseTable, one: RuleCase, two: RuleCase) -> Key:
    first, second = broken(table.norm, table.needs, one), broken(table.norm, table.needs, two)
    if first and second:
        return "both"
    return "first" if first else "second" if second else "neither"


def _cases(table: CaseTable, pair: CasePair, seed: str) -> str | None:
    """Two cases in words; None where one of them cannot be told."""
    one, two = pair.one, pair.two
    if not one.fact and not two.fact and one.act != two.act:
        ways = wording.APART
        return ways[pick(f"{seed}|apart", len(ways))].format(
            one=one.act, two=two.act, One=upper_first(one.act), Two=upper_first(two.act)
        )
    if one.act == two.act and table.act_first and one.fact and two.fact:
        ways = wording.SHARED
        return ways[pick(f"{seed}|shared", len(ways))].format(act=one.act, one=one.fact, two=two.fact)
    if not one.fact or not two.fact:
        return None
    if one.fact == two.fact:
        ways = wording.ONE_FACT
        return ways[pick(f"{seed}|fact", len(ways))].format(
            fact=lower_first(introduced(one.fact)), one=one.act, two=two.act
        )
    ways = wording.APART
    first, second = told(one, False), told(two, False)
    return ways[pick(f"{seed}|apart", len(ways))].format(
        one=first, two=second, One=upper_first(first), Two=upper_first(second)
    )


def options(norm: Norm) -> dict[Key, str]:
    """The four answers."""
    return {
        "first": wording.ONE.format(which="first", norm=norm.force),
        "second": wording.ONE.format(which="second", norm=norm.force),
        "both": wording.BOTH.format(norm=norm.force),
        "neither": wording.NEITHER.format(norm=norm.force),
    }


_SAYS = {"first": (True, False), "second": (False, True), "both": (True, True), "neither": (False, False)}
"""Whether each case is a breach."""


def _draft(table: CaseTable, printed: Norm, pair: CasePair, form: str) -> QuestionDraft:
    norm, place, seed = printed, printed.place, printed.rule.id
    stem = wording.STEMS[pick(f"{seed}|stem", len(wording.STEMS))].format(
        Place=upper_first(place),
        place=place,
        text=norm.provision,
        cases=_cases(table, pair, seed) or "",
        asks=wording.ASKS[pick(f"{seed}|asks", len(wording.ASKS))].format(place=place),
    )
    texts = options(table.norm)
    order = [pair.key, *(key for key in texts if key != pair.key)]
    choices = [
        OptionDraft(
            texts[key],
            {"broken": list(_SAYS[key])},
            _why(table, pair, key),
            "" if key == pair.key else _misread(table, pair, key),
            float(list(_SAYS).index(key)),
        )
        for key in order
    ]
    facts = {
        "force": table.norm.force,
        "needs": table.needs,
        "cases": [{"met": cell.met, "done": cell.done} for cell in (pair.one, pair.two)],
    }
    slot = "exception" if table.needs == "denied" else "condition"
    return QuestionDraft(
        form or f"two-{slot}", norm, slot, stem, tuple(choices), "application", True, "cases", facts
    )


def _why(table: CaseTable, pair: CasePair, key: Key) -> str:
    """Why an answer is right, or which case it judges wrongly and by what."""
    said: list[str] = []
    for cell, which, taken, true in zip(
        (pair.one, pair.two), ("first", "second"), _SAYS[key], _SAYS[pair.key], strict=True
    ):
        if key == pair.key:
            form = wording.BROKEN if true else wording.LAWFUL
            said.append(form.format(which=which, why=cell.why))
        elif taken != true:
            forms = wording.MISSED if true else wording.ACCUSED
            how = pick(f"{table.norm.rule.id}|{key}|{which}", len(forms))
            said.append(forms[how].format(which=which, why=cell.why))
    return " ".join(said)


def _misread(table: CaseTable, pair: CasePair, key: Key) -> str:
    for cell, said, true in zip((pair.one, pair.two), _SAYS[key], _SAYS[pair.key], strict=True):
        if said != true:
            return wording.MISREADINGS[cell.way]
    return ""
