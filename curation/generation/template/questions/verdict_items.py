"""Questions about a case under a provision of which the limit is left out: does it comply, and because of which limit.

The words of the provision stay as they are printed. Each of the four answers gives a verdict with the limit that it rests on: two
limits would allow the case and two would not, so that the verdict does not tell the key. All four are limits as laws set them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from curation.core.items.derivation import within
from curation.generation.template.cases import bounds, gap_cases
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.worth_asking import unfit
from curation.generation.template.questions import gap_items
from curation.generation.template.questions.gap_texts import GAP, alone, of_treaty, shown, with_letters
from curation.generation.template.questions.limit_figures import figures, scale_of
from curation.generation.template.questions.nearest_items import quantity
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text import grammar
from curation.text.grammar import upper_first
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.template_words.questions import gap_items as gap_wording
from curation.text.template_words.questions import verdict_items as wording
from curation.text.template_words.questions.gap_texts import SUBJECT_UNNAMED


def judged(printed: Norm) -> Iterator[QuestionDraft | str]:
    """The question about the only limit of a provision, or the code of a reason why there is none."""
    norm = alone(printed)
    # "10 km/h (6 mph)": the same measure in another unit would tell the figure that is left out.
    norm = replace(norm, provision=wording.EQUIVALENT.sub("", norm.provision))
    if of_treaty(norm) or not shown(norm) or norm.rule.exceptions or gap_wording.OPEN.search(norm.provision):
        return
    if SUBJECT_UNNAMED.match(norm.provision):
        return
    for bound, start, end in gap_items.limits(norm):
        if (why := unfit(norm, bound.written.unit)) != "":
            yield why
        else:
            yield from _judged(norm, bound, start, end)
        return


def _judged(norm: Norm, bound: bounds.Bound, start: int, end: int) -> Iterator[QuestionDraft | str]:
    text = norm.provision.rstrip(" .")
    before, behind = text[: bound.written.start], text[bound.written.end :]
    modal = MODAL.search(before)
    other_way = wording.OTHER_WAY.search(before[modal.end() :] if modal else "")
    if wording.AGREED.search(behind) or wording.OR_NUMBER.match(behind) or other_way:
        yield "open-alternative"
        return
    per = bound.per or (found[0] if (found := wording.SLASHED.match(behind)) else "")
    rest = behind.removeprefix(per)
    if rest.lstrip().startswith("("):
        return
    scale = scale_of(bound.written, per)
    if wording.OF_AGE.match(behind):
        scale = replace(
            scale, values=tuple(sorted({*wording.AGES, bound.number})), parts=1, apart=wording.AGES_APART
        )
    drawn = figures(bound.number, scale, f"{norm.rule.id}|verdict")
    if drawn is None:
        yield "no-slot"
        return
    planned, limits = drawn
    if (case := _case(norm, bound, (start, end), scale.write(planned))) is None:
        yield "untold"
        return
    unit, gap, _ = bound.written.unit.split("|")
    # What is counted is named in the provision: "no more than […] persons at a time".
    noun = f"{gap or ' '}{unit}" if wording.COUNTED_NOUN.match(unit) else ""
    yield _draft(norm, bound, f"{before}{GAP}{noun}{rest}", case, planned, limits, scale.write)


def _draft(
    norm: Norm, bound: bounds.Bound, gapped: str, case: str, planned: float, limits: Sequence[float], write: Callable[[float], str]
) -> QuestionDraft:  # fmt: skip
    said = _limit_of(norm, bound)
    limit = write(bound.number)
    kept = within(planned, bound.number, bound.side, False)
    rise = 1 if pick(f"{norm.rule.id}|order", 2) else -1
    choices = []
    for figure in sorted(limits, key=lambda n: (n != bound.number, n)):
        ok = within(planned, figure, bound.side, False)
        wider = (figure > bound.number) == (bound.side == "upper")
        choices.append(
            OptionDraft(
                f"{'Yes' if ok else 'No'}, because {said.format(write(figure))}",
                {"complies": ok, "side": bound.side, "bound": figure},
                _why(said, limit, write(figure), write(planned), kept, ok == kept),
                "" if figure == bound.number else f"a {'wider' if wider else 'tighter'} limit is remembered",
                rise * figure,
            )
        )
    place = norm.place
    stem = wording.STEMS[pick(f"{norm.rule.id}|stem", len(wording.STEMS))].format(
        Place=upper_first(place), place=place, text=with_letters(norm, gapped), case=case
    )
    facts = {"planned": planned, "bound": bound.number, "side": bound.side, "strict": False}
    form = "verdict-time" if _time(bound) else "verdict-limit"
    return QuestionDraft(form, norm, "value", stem, tuple(choices), "application", True, "limit", facts)


def _why(said: str, limit: str, figure: str, planned: str, kept: bool, verdict: bool) -> str:
    """Why an option is right or wrong, by the limit of the provision and the figure of the case."""
    does = "keeps to it" if kept else "does not keep to it"
    if figure == limit:
        return f"In the provision {said.format(limit)}, and a case with {planned} {does}."
    if verdict:
        return f"The verdict is right, but not for this reason: the limit is {limit}, and not {figure}."
    return f"The limit is {limit}, and not {figure}, and a case with {planned} {does}."


def _time(bound: bounds.Bound) -> bool:
    return gap_wording.TIME.match(bound.written.unit) is not None


def _limit_of(norm: Norm, bound: bounds.Bound) -> str:
    """The limit in words, with a place for its figure: `the longest time allowed is {}`."""
    upper = bound.side == "upper"
    if not _time(bound):
        if (named := quantity(norm, bound)) is None:
            return f"the {'most' if upper else 'least'} that is allowed is {{}}"
        noun, most, least = named
        return f"the {most if upper else least} {noun} allowed is {{}}"
    noun = _time_named(norm.provision[: bound.written.start], norm.provision[bound.written.end :], upper)
    most, least = ("highest", "lowest") if noun == "age" else ("longest", "shortest")
    return f"the {most if upper else least} {noun} allowed is {{}}"


def _time_named(before: str, behind: str, upper: bool) -> str:
    """What a time is called that stands between two parts of a provision: `notice` of `report it at least […] before the move`."""
    if gap_wording.KEPT.search(f"{before} ") or gap_wording.KEPT.search(before):
        return "period"
    if wording.OF_AGE.match(behind):
        return "age"
    if wording.OF_NOTICE.match(behind):
        return "notice"
    if not upper and wording.BEFORE_EVENT.match(behind) and not wording.FOR_A_TIME.search(before):
        return "notice" if wording.TELLS.search(before) else "time"
    named = [m[0].lower() for m in wording.TIME_NAMED.finditer(before[-70:])]
    return named[-1].removesuffix("s") if named else "time"


# --- the case ---------------------------------------------------------------------------------------------------------

_LONGEST = 30
"""Most words of an act that is told."""


def _case(norm: Norm, bound: bounds.Bound, span: tuple[int, int], amount: str) -> str | None:
    """A sentence about one case with another figure; None where none can be told in clean English."""
    time = _time(bound)
    kept = bound.side == "lower" and time
    told = (_keeps(norm, bound, amount) if kept else None) or gap_cases.told(norm, *span, amount)
    if told is not None and (inner := wording.ENSURED.match(told)) is not None:
        told = None if wording.NO_SUBJECT.match(inner["what"]) else inner["what"]
    if wording.CONDITION_BEHIND.search(norm.provision[span[1] :]):
        # "Within 24 hours after it sails if half of the crew …": the case would leave the condition out.
        return None
    event = gap_wording.EVENT.match(norm.provision[span[1] :]) is not None
    if told is not None and time and event and not kept and not gap_wording.EVENT.search(told):
        told = None
    if told is None:
        told = _does_so(norm, bound, amount) if time else _measures(norm, bound, amount)
    if told is not None and len(told.split()) <= _LONGEST:
        ways = wording.CASES if time else (*wording.CASES, wording.FOUND[0])
        return upper_first(ways[pick(f"{norm.rule.id}|case", len(ways))].format(told))
    return None


def _keeps(norm: Norm, bound: bounds.Bound, amount: str) -> str | None:
    """`an employer keeps the records for 18 months and then destroys them`, of papers that are kept for some time."""
    told = gap_items.kept_for(norm, amount)
    text = norm.provision
    modal = MODAL.search(text)
    match = wording.KEPT.match(told or "")
    after = " after that" if wording.AFTER.match(text[bound.written.end :]) else ""
    if told is not None:
        told = told.replace(amount, f"{amount}{after}", 1)
    if modal is None or match is None or gap_wording.PASSIVE_START.match(text[modal.end() :].lstrip()):
        return told
    subject = gap_cases.subject_of(text[: modal.start()])
    who = None if subject is None else gap_cases.one_of(norm, subject)
    if who is None:
        return told
    them = "them" if match["noun"].endswith("s") else "it"
    return f"{who} keeps the {match['noun']} for {amount}{after} and then destroys {them}"


def _measures(norm: Norm, bound: bounds.Bound, amount: str) -> str | None:
    """`a lead sinker weighs 30 g`, of a provision that says the measure of a thing in a clause of its own."""
    text = norm.provision.rstrip(" .")
    match = wording.THING_MEASURED.search(text[: bound.written.start])
    behind = wording.OF_MEASURE.match(text[bound.written.end :])
    if match is None or grammar.plural(match["thing"]) is not False:
        return None
    verb, rest = match["verb"] or "has", (match["rest"] or "").strip()
    if verb in ("exceeds", "is") and not rest:
        said = "is"
    else:
        said = f"{verb} {rest}".strip() + (" of" if rest and not rest.endswith(" of") else "")
    return f"{grammar.article(match['thing'])} {match['thing']} {said} {amount}{behind[0] if behind else ''}"


def _does_so(norm: Norm, bound: bounds.Bound, amount: str) -> str | None:
    """`an operator does so 45 days after the work is completed`, of a provision that says who acts and from when a time counts."""
    text = norm.provision.rstrip(" .")
    modal = MODAL.search(text)
    match = wording.DOES_SO_AFTER.match(text[bound.written.end :])
    if modal is None or match is None or norm.force == "ban" or bound.written.start < modal.end():
        return None
    act = text[modal.end() : bound.written.start]
    if grammar.verb_first(text[modal.end() :].strip()) in (None, "be", "ensure") or wording.SECOND_ACT.search(
        act
    ):
        return None
    subject = gap_cases.subject_of(text[: modal.start()])
    who = None if subject is None else gap_cases.one_of(norm, subject)
    return None if who is None else f"{who} does so {amount} {match['event']} {match['what']}"
