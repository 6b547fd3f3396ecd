"""Questions about a provision of which one number is left out: its limit, how often something is done, or where it begins to apply.

The words of the provision stay as they are printed, so nothing is told that it does not say and no sentence is put together
anew. A case with another number is judged, and each option gives the verdict with a reading of what was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.core.items.derivation import within
from curation.generation.template.cases import bounds, gap_cases
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.worth_asking import unfit
from curation.generation.template.questions import detail_items, value_items
from curation.generation.template.questions.gap_texts import GAP, alone, gap_stem, of_treaty, shown
from curation.generation.template.questions.limit_figures import figures, scale_of
from curation.generation.template.questions.numeric_distractors import ScaleValue as Written
from curation.generation.template.questions.numeric_distractors import values
from curation.generation.template.questions.question_drafts import OptionDraft, QuestionDraft, pick
from curation.text import grammar, whole
from curation.text.grammar import upper_first
from curation.text.numerals import SMALL
from curation.text.template_words.cases import bounds as bounds_wording
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.template_words.questions import detail_items as detail_items_wording
from curation.text.template_words.questions import gap_items as wording
from curation.text.template_words.questions.gap_texts import SUBJECT_UNNAMED

# --- the measure ------------------------------------------------------------------------------------------------------

_LATER = re.compile(r"\blater than\s*$", re.I)


def gaps(printed: Norm) -> Iterator[QuestionDraft | str]:
    """The questions about a provision with a number left out, the surest first; or the code of a reason why there is none."""
    norm = alone(printed)
    if of_treaty(norm):
        yield "treaty"
        return
    if SUBJECT_UNNAMED.match(norm.provision):
        yield "unnamed-thing"
        return
    if not shown(norm) or norm.rule.exceptions or wording.OPEN.search(norm.provision):
        return
    yield from measure(norm)
    yield from frequency(norm)
    yield from threshold(norm)


def limits(norm: Norm) -> Iterator[tuple[bounds.Bound, int, int]]:
    """The numbers of a provision that are said to be the least or the most, and from where to where each stands with that."""
    if not shown(norm) or norm.rule.exceptions or wording.MAY_BE_LIFTED.search(norm.provision):
        return
    text = norm.provision.rstrip(" .")
    modal = MODAL.search(text)
    if modal is None:
        return
    numbers = [w for w in values(text) if w.unit != "frequency"]
    for written in numbers:
        found = _bound(norm, text, modal.end(), written)
        if found is None or any(
            o is not written and o.unit.partition("|")[0] == written.unit.partition("|")[0] for o in numbers
        ):
            continue
        if re.match(r"\.\s+[a-z]", text[written.end :]):
            # "60 per cent. of": an old way of printing leaves a full stop behind the gap.
            continue
        bound, start, end = found
        rest = f"{text[: written.start]} {text[written.end :]}"
        if not re.search(rf"(?<![\d.,]){re.escape(written.shown)}", rest):
            yield bound, start, end


def measure(norm: Norm) -> Iterator[QuestionDraft | str]:
    """A case with a number, and the provision without its own."""
    text = norm.provision.rstrip(" .")
    for bound, start, end in limits(norm):
        # "Shall not be less than 3 m" keeps its verb; what stands in brackets is not printed.
        front, verb = text[:start], ""
        if wording.MODAL_END.search(front) and wording.COMPARISON_WITH_BE.match(text[start:]):
            verb = "be "
        elif wording.MODAL_END.search(front) and wording.COMPARISON_WITH_EXCEED.match(text[start:]):
            verb = "[be] "
        elif norm.force == "ban" and re.match(r"exceed ", text[start:]):
            front, verb = wording.NEGATED_MODAL_END.sub(r"\1 ", front), "[be] "
        gapped = f"{front}{verb}{GAP}{text[end:]}"
        if re.match(r"\.\s+[a-z]", text[end:]):
            continue
        yield from _measured(norm, bound, gapped, start, end)
        return


def _bound(norm: Norm, text: str, acts: int, written: Written) -> tuple[bounds.Bound, int, int] | None:
    """The bound that a number sets, and from where to where it stands with the words of its comparison."""
    if written.start < acts and not re.match(r"not ", text[acts:]):
        return None
    before, behind = text[: written.start], text[written.end :]
    own = before[acts:] if written.start >= acts else before
    if bounds_wording.RATE.match(behind) and not bounds_wording.PER.match(behind):
        return None
    ban = norm.force == "ban"
    time = wording.TIME.match(written.unit.partition("|")[0]) is not None
    compared = wording.BEFORE.search(before) or None
    if ban and (compared is None or (compared["time"] and not time)):
        # "No one shall weld within 150 feet of a tank": a distance, and no time.
        compared = wording.BANNED.search(before)
    after = wording.BEHIND.match(behind) if compared is None and not ban else None
    kept = wording.KEPT.search(before) if compared is None and after is None and not ban else None
    at = compared or after or kept
    if at is None:
        return None
    start = compared.start("whole") if compared else written.start
    end = written.end + (after.end("whole") if after else 0)
    groups = {"lower": "for", "upper": None} if at is kept else at.groupdict()
    mine = own[: max(0, start - (len(before) - len(own)))]
    of_itself = False
    if ban and (own_measure := wording.ITSELF.search(mine)) is not None and not wording.HARMS.search(text):
        # Whether small or large things are forbidden, nobody can guess.
        of_itself = True
        mine = mine[: own_measure.start()]
    elif ban and (own_measure := wording.ITSELF.search(mine)) is not None:
        mine = mine[: own_measure.start()]
    # A deadline is hardly ever part of a relative clause.
    related = (
        wording.THAT.search(mine) is not None
        and not mine.startswith("not")
        and not (time and groups.get("time"))
    )
    if wording.SCOPE.search(mine) or related:
        return None
    if groups.get("time") and not time:
        return None
    noun = (
        wording.OF_THINGS.search(before[: compared.start("whole")] + "of ")
        if compared and compared["whole"].lower().startswith("of ")
        else None
    )
    if noun is not None and not wording.MEASURES.match(noun["noun"]):
        # "On a vessel of at least 5 m": what the number says is to what the duty applies.
        return None
    # "No later than five days before it sails" may be earlier: the days are the least.
    earlier = compared is not None and _LATER.search(compared["whole"]) and wording.BEFORE_EVENT.match(behind)
    # "No one shall fish within two days of the flood": what is forbidden is soon, so the days are the least.
    too_soon = ban and groups.get("time") and not (compared is not None and _LATER.search(compared["whole"]))
    side: bounds.Side = "lower" if groups["lower"] or earlier or too_soon else "upper"
    # Of a modal with "not exceed" the denial belongs to the comparison.
    per = bounds_wording.PER.match(behind)
    end += len(per[0]) if per else 0
    return (
        bounds.Bound(
            side, False, written.number, "figure", time, written, per[0] if per else "", not of_itself
        ),
        start,
        end,
    )


_TOLD_SHORT = 12
"""Most words of an act that is told with its measure."""


def kept_for(norm: Norm, amount: str) -> str | None:
    """A case of papers that are kept for some time, by the noun of the provision: `the records are destroyed after four years`."""
    text = norm.provision
    keeping = wording.KEEPING_VERB.search(text)  # fmt: skip
    modal = MODAL.search(text)
    if keeping is None or modal is None:
        return None
    # "Shall be kept" has its noun before it, "shall keep" behind.
    passive = wording.PASSIVE_START.match(text[modal.end() :]) is not None
    match = wording.PAPER.search(text[: modal.start()] if passive else text[keeping.end() :])
    if match is None:
        return None
    noun = match["noun"].lower()
    return f"the {noun} {'are' if noun.endswith('s') else 'is'} kept for {amount} and then destroyed"


def _measured(
    norm: Norm, bound: bounds.Bound, gapped: str, start: int, end: int
) -> Iterator[QuestionDraft | str]:
    shown_figures = value_items.readings(bound, bounds.scale_of(bound), norm.rule.id)
    if shown_figures is None:
        return
    number, rows = shown_figures
    kept = bound.side == "lower" and wording.TIME.match(bound.written.unit) is not None
    case = (kept_for(norm, bound.write(number)) if kept else None) or gap_cases.told(
        norm, start, end, bound.write(number)
    )
    if (case is None or len(case.split()) > _TOLD_SHORT) and wording.PHYSICAL.match(
        bound.written.unit.partition("|")[0]
    ):
        # An act that cannot be told in few words has a measure all the same.
        case = wording.MEASURED[pick(f"{norm.rule.id}|measured", len(wording.MEASURED))].format(
            bound.write(number)
        )
    if (
        case is not None
        and not kept
        and wording.EVENT.match(norm.provision[end:])
        and not wording.EVENT.search(case)
    ):
        # "Discloses it in five days", where the provision counts from an event: the case has to name it.
        case = None
    if case is None:
        yield "untold"
        return
    choices = []
    for side, figure, name in rows:
        ok = within(number, figure, side, False)
        text = f"{'Yes' if ok else 'No'}, as {bound.write(figure)} is the {'most' if side == 'upper' else 'least'} that is allowed"
        choices.append(
            OptionDraft(
                text,
                {"complies": ok, "side": side, "bound": figure},
                f"The provision says that {bound.reading(bound.side)}.",
                name,
            )
        )
    if sum(bool(choice.claim["complies"]) for choice in choices) != 2:
        return
    facts = {"planned": number, "bound": bound.number, "side": bound.side, "strict": False}
    ways = wording.ASKS[bound.side]
    stem = gap_stem(norm, "limit", gapped, case, ways[pick(f"{norm.rule.id}|asks", len(ways))])
    yield QuestionDraft(
        "gap-measure", norm, "value", stem, tuple(choices), "application", True, "limit", facts
    )


# --- how often --------------------------------------------------------------------------------------------------------


def frequency(norm: Norm) -> Iterator[QuestionDraft | str]:
    """A case in which something is done more or less often, and the provision without how often it has to be done."""
    text = norm.provision.rstrip(" .")
    modal = MODAL.search(text)
    matches = list(wording.OFTEN.finditer(text))
    if norm.force != "duty" or modal is None or len(matches) != 1 or matches[0].start() < modal.end():
        return
    match = matches[0]
    if wording.SCOPE.search(text[modal.end() : match.start()]) or wording.DETERMINER_AT_END.search(
        text[: match.start()]
    ):
        return
    if not wording.MAY_FOLLOW_FREQUENCY.match(text[match.end() :]):
        # "The monthly instalment": it says which, and not how often.
        return
    days = _days(match)
    scale = detail_items_wording.EVERY
    place = next((i for i, (n, _) in enumerate(scale) if n == days), None)
    if place is None:
        return
    if days == 365 and detail_items_wording.YEARLY.search(text):
        yield "trivial-interval"
        return
    if (why := unfit(norm)) != "":
        yield why
        return
    shown_intervals = detail_items.intervals(place, norm.rule.id)
    if shown_intervals is None:
        return
    there, rows = shown_intervals
    if (case := gap_cases.told(norm, match.start(), match.end(), scale[there][1], often=True)) is None:
        yield "untold"
        return
    choices = [
        OptionDraft(
            f"{'Yes' if there <= n else 'No'}, because it has to be done at least {scale[n][1]}", {"complies": there <= n, "side": "upper", "bound": scale[n][0]},
            _often(match[0].strip(" ,"), scale[there][1], there <= place, n == place), name, scale[n][0],
        )
        for n, name in rows
    ]  # fmt: skip
    gapped = f"{text[: match.start()].rstrip()} {GAP}{text[match.end() :]}"
    stem = gap_stem(norm, "interval", gapped, case, "Is that often enough?")
    facts = {"planned": scale[there][0], "bound": scale[place][0], "side": "upper", "strict": False}
    yield QuestionDraft(
        "gap-frequency", norm, "value", stem, tuple(choices), "application", True, "limit", facts
    )


def _often(said: str, done: str, enough: bool, key: bool) -> str:
    """Why an interval is right or wrong, by what the provision says and how often the case does it."""
    if key:
        return wording.OFTEN_ENOUGH[enough].format(said=said, done=done)
    return wording.OTHER_INTERVAL.format(said=said)


_NUMBERS = {word: n for n, word in enumerate(SMALL)}
_UNIT = {"day": 1, "week": 7, "month": 30, "year": 365}


def _days(match: re.Match[str]) -> int:
    """The interval in days, on the scale of `detail_items_wording.EVERY`; 0 for one that is not there."""
    if match["word"]:
        return wording.EACH[match["word"].lower()]
    unit, number = match["unit"] or match["unit2"], match["n"] or match["n2"] or "one"
    n = int(number) if number.isdigit() else _NUMBERS.get(number.lower(), 0)
    return (
        {3: 91, 6: 182, 12: 365, 24: 730, 36: 1095}.get(n, n * 30)
        if unit.lower() == "month"
        else n * _UNIT[unit.lower()]
    )


# --- where it begins --------------------------------------------------------------------------------------------------


def _reaches(before: str, amount: str, behind: str) -> str | None:
    """A case of a thing with an amount: `a ship is 79 m in length`; None where the words before the amount give none."""
    if (bare := wording.DETERMINED_NOUN.fullmatch(before.strip())) is not None:
        noun = bare["noun"]
        if (
            grammar.plural(noun) is False
            and not behind.strip()
            and not wording.NOUN_WITH_ADDITION.search(noun)
        ):
            return f"there is {grammar.article(noun)} {noun} of {amount}"
        if (
            grammar.plural(noun) is False
            and wording.BY_ITS_MEASURE.fullmatch(behind)
            and not wording.NOUN_WITH_ADDITION.search(noun)
        ):
            return f"{grammar.article(noun)} {noun} is {amount}{behind.rstrip(' ,')}"
    match = wording.HAS.match(before.rstrip() + " ")
    if match is None or wording.GOES_ON_BEHIND.search(behind):
        return None
    noun = match["noun"]
    if grammar.plural(noun) is not False or wording.NO_SINGLE_NOUN.search(noun):
        return None
    thing = noun if re.match(r"an? ", noun) else f"{grammar.article(noun)} {noun}"
    rest = match["rest"].strip()
    if match["measure"]:
        said = f"the {match['measure']} of {thing} is"
    else:
        verb = match["verb"] or match["finite"] or "has"
        if match["of"] and not rest:
            return None
        said = f"{thing} {'is' if verb == 'is' or not (match['verb'] or match['finite'] or match['of']) else verb}"
    text = " ".join(
        f"{said} {f'{rest} of' if rest and not rest.endswith(' of') and re.match(r'an? ', rest) else rest} {amount}{behind}".split()
    )
    return None if len(text.split()) > 24 or whole.fault(upper_first(text)) else text


def threshold(norm: Norm) -> Iterator[QuestionDraft | str]:
    """A case below or above the amount from which a rule applies, and the provision without it."""
    text = norm.provision.rstrip(" .")
    modal = MODAL.search(text)
    numbers = [w for w in values(text) if w.unit != "frequency"]
    if modal is None or len(numbers) != 1:
        return
    written = numbers[0]
    before, behind = text[: written.start], text[written.end :]
    at = wording.BEGINS.search(before) or wording.FROM.search(before)
    more = wording.COMPARISON_BEHIND_THRESHOLD.match(behind) if at is None else None
    if (
        (at is None and more is None)
        or bounds_wording.RATE.match(behind.removeprefix(more[0] if more else ""))
        or wording.TIME.match(written.unit)
    ):
        return
    scoped = written.start < modal.start() and not re.match(r"not ", text[modal.end() :])
    if not scoped or wording.NEGATED_COMPARISON.search(before[: at.start()] if at else before):
        return
    strict = at is not None and "over" in at.groupdict()
    start = at.start("whole") if at else written.start
    end = written.end + (len(more[0]) if more else 0)
    if (why := unfit(norm, written.unit)) != "":
        yield why
        return
    drawn = figures(written.number, scale_of(written), f"{norm.rule.id}|threshold")
    if drawn is None:
        return
    planned, amounts = drawn
    said = "above {}" if strict else "from {} on"
    choices = []
    for figure in sorted(amounts, key=lambda n: (n != written.number, n)):
        ok = within(planned, figure, "lower", strict)
        name = (
            ""
            if figure == written.number
            else f"a {'higher' if figure > written.number else 'lower'} threshold is remembered"
        )
        choices.append(
            OptionDraft(
                f"{'Yes' if ok else 'No'}, because the {norm.force} applies {'' if ok else 'only '}{said.format(written.write(figure))}",
                {"complies": ok, "side": "lower", "bound": figure},
                f"The {norm.force} applies {said.format(written.shown)}, and the case has {written.write(planned)}.",
                name,
                figure,
            )
        )
    gapped = f"{text[: written.start]}{GAP}{text[written.end :]}"
    if (case := _reaches(text[:start], written.write(planned), text[end : modal.start()])) is None:
        yield "untold"
        return
    stem = gap_stem(norm, "threshold", gapped, case, f"Does this {norm.force} apply?")
    facts = {"planned": planned, "bound": written.number, "side": "lower", "strict": strict}
    yield QuestionDraft(
        "gap-threshold", norm, "condition", stem, tuple(choices), "application", True, "limit", facts
    )
