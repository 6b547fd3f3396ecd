"""Questions about a provision of which one number is left out: its limit, how often something is done, or where it begins to apply.

The words of the provision stay as they are printed, so nothing is told that it does not say and no sentence is put together
anew. A case with another number is judged, and each option gives the verdict with a reading of what was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from curation.core.derivation import within
from curation.generation.template import detail_items, value_items
from curation.generation.template.norms import Norm
from curation.generation.template.numeric_distractors import Value as Written
from curation.generation.template.numeric_distractors import values
from curation.generation.template.parsing import MODAL
from curation.generation.template.plain_words import unnamed
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.generation.template.telling import own_words
from curation.text import whole
from curation.text.grammar import upper_first
from curation.text.numbers import SMALL
from curation.text.phrases import pattern

GAP = "[\u2026]"
"""What stands where a part is left out."""
_WORDS = (8, 75)
"""Fewest and most words of a provision that is shown."""


def shown(norm: Norm) -> bool:
    """Whether a provision can be read by itself: whole, not too long, and without a pointer to other words."""
    text = norm.provision
    return (
        _WORDS[0] <= len(text.split()) <= _WORDS[1]
        and norm.shown
        and not whole.fault(text.rstrip(" ."))
        and not whole.points_away(text)
        and not _NEEDS_MORE.search(text)
        and text[:1].isupper()
        and (modal := MODAL.search(text)) is not None
        and not modal[0].lower().startswith("may")
        and re.match(r"(?:In|On|At|For|During) [a-z ]+ (?:all|every|each|any|no) ", text) is None
        and not unnamed(text, printed=True)
        and not (
            (state := pattern("en", "process_bearers")) is not None
            and state.search(text[: modal.start()].lower())
        )
    )


_NEEDS_MORE = re.compile(
    r"\b(?:subject to|notwithstanding|despite|referred to|mentioned in|set out in|specified in|described in|following|such (?!as\b)|this (?:section|subsection|paragraph|part|schedule)|these (?!regulations\b|rules\b)|those|said|aforesaid|thereof|therein|thereto|hereby|herein|above|the foregoing|as the case may be|paragraphs?|subsections?|items? \d|columns?)\b|;|:|\|",
    re.I,
)
"""Words with which a sentence rests on others, and marks of a list."""


_STEMS = (
    "{Place} says, with its {part} left out: \u201c{text}.\u201d In one case {told}. {asks}",
    "\u201c{text}.\u201d So reads {place} without its {part}. In the case at hand {told}. {asks}",
    "Here is {place}, in which the {part} is missing: \u201c{text}.\u201d Suppose that {told}. {asks}",
    "Of {place} all but the {part} can be read: \u201c{text}.\u201d In a case under review {told}. {asks}",
    "The {part} is cut out of {place}: \u201c{text}.\u201d A report says that {told}. {asks}",
)


def _stem(norm: Norm, part: str, gapped: str, told: str, asks: str) -> str:
    """The question, in one of several wordings."""
    form = _STEMS[pick(f"{norm.rule.id}|stem", len(_STEMS))]
    return form.format(
        Place=upper_first(norm.place), place=norm.place, part=part, text=gapped, told=told, asks=asks
    )


# --- the measure ------------------------------------------------------------------------------------------------------

MODAL_END = re.compile(r"\b(?:shall|must|may|should) (?:(?:at all times|also) )?$", re.I)
_BEFORE = re.compile(
    r"(?P<whole>(?:\b(?:be|of|is|are|to|in) )?(?:(?P<lower>at least|(?:not|no) (?:be )?(?:less|fewer|lower|shorter|smaller) than|(?:a |the )?minimum of)"
    r"|(?P<upper>not (?:to )?exceed(?:ing)?|(?:not|no) (?:be )?(?:more|greater|higher|longer|larger) than|at most|(?:a |the )?maximum of|(?P<time>within|(?:not|no) later than))) )$",
    re.I,
)
_BANNED = re.compile(
    r"(?P<whole>(?:\b(?:of|is|are|be) )?(?:(?P<upper>exceed(?:ing|s)?|(?:in excess of|more than|greater than|higher than|longer than))|(?P<lower>less than|fewer than|shorter than|lower than|closer than|nearer than)) )$",
    re.I,
)
_BEHIND = re.compile(
    r"^(?P<whole> (?:(?P<lower>or (?:more|over|greater|longer|higher))|(?P<upper>or (?:less|fewer|under|shorter|lower))))\b",
    re.I,
)
_SCOPE = re.compile(
    r"\b(?:who|which|where|if|when|whose|unless|except|without|having|containing|other than|in the case of|more than|less than|exceeding)\b",
    re.I,
)
_THAT = re.compile(r"(?<!ensure )(?<!ensures )(?<!so )(?<!designed )(?<!verify )\bthat\b", re.I)
_KEPT = re.compile(
    r"\b(?:keep|keeps|kept|retain|retains|retained|maintain|maintained|preserve|preserved|store|stored)\b.*\bfor (?:a period of )?$",
    re.I | re.S,
)
"""A period for which something is kept is the shortest that is allowed."""
_ITSELF = re.compile(r"\bthat (?:is|are|weighs?|measures?|has|have|contains?)\b[^.,]{0,40}$", re.I)
"""What a ban says of the thing that it forbids: a fish that is less than 30 cm long."""
_TIME = re.compile(r"^(?:second|minute|hour|day|week|month|year|calendar|working|business)")
_OF_THINGS = re.compile(r"\b(?P<noun>[a-z]+) of $", re.I)
_MEASURES = re.compile(
    r"^(?:speed|depth|height|length|width|breadth|weight|mass|rate|draught|draft|capacity|distance|voltage|pressure|temperature|concentration|level|dose|period|load|volume|radius|diameter|thickness|clearance|intervals?|area|angle|slope|strength|force|force|power|output|flow|ratio|content|coverage|visibility|range|illumination|intensity|accuracy|error|deviation|amount|quantity|number|total|supply|stock|notice|age|size|dimension|gradient|overlap|margin|factor|frequency|duration|term|space|opening|gap|reserve|resistance|velocity|limit|sum|insurance|proportion|minimum|maximum|stroke|span|pitch|aggregate)$",
    re.I,
)


_RESERVED = re.compile(
    r"^(?:despite|notwithstanding|for the purposes? of|in addition to|without limiting) (?:the (?:requirements|provisions) of )?(?:this )?(?:sub)?(?:section|paragraph|article|part|schedule|regulation)s?\b[^,]{0,60}, (?=[a-z])",
    re.I,
)
_SECOND = re.compile(r",? and (?:must|shall) .+$", re.S)


def alone(norm: Norm) -> Norm:
    """The provision without a reservation for other provisions at its front and without a second demand at its end."""
    text = own_words(_RESERVED.sub("", norm.provision).rstrip(" ."))
    modal = MODAL.search(text)
    if (
        modal is not None
        and (second := _SECOND.search(text, modal.end())) is not None
        and values(text[: second.start()])
    ):
        text = text[: second.start()]
    return replace(norm, provision=f"{upper_first(text)}.")


def gaps(printed: Norm) -> Iterator[Draft]:
    """The questions about a provision with a number left out, the surest first."""
    norm = alone(printed)
    if not shown(norm) or norm.rule.exceptions or _OPEN.search(norm.provision):
        return
    yield from measure(norm)
    yield from frequency(norm)
    yield from threshold(norm)


_OPEN = re.compile(
    r"\b(?:unless|except|practicab|reasonabl|feasibl|other than|or at (?:such|any)|equivalent|alternative|or (?:an?y?|such|some|the) (?:longer|shorter|other|greater|lesser|smaller|higher|lower)|or (?:with |by |in )?(?:some |an)?other (?:approved|suitable|similar|equally|means|method|way|effective)|as soon as|approved by|if so |otherwise|(?:but|and) (?:in any (?:case|event) )?(?:no|not) (?:more|less|fewer|later|earlier|longer|shorter|greater)|at least [\w ]+ but)",
    re.I,
)
"""Words with which a case that breaks the number may be lawful after all."""


def measure(norm: Norm) -> Iterator[Draft]:
    """A case with a number, and the provision without its own."""
    if (
        not shown(norm)
        or norm.rule.exceptions
        or re.search(r"\b(?:unless|except|practicab|reasonabl|feasibl)", norm.provision)
    ):
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
        bound, start, end = found
        # "Shall not exceed 3 m" loses its verb with the comparison.
        verb = (
            "be "
            if re.match(r"be |not be |no be |not (?:to )?exceed\b", text[start:])
            and MODAL_END.search(text[:start])
            else ""
        )
        gapped = f"{text[:start]}{verb}{GAP}{text[end:]}"
        if re.search(rf"(?<![\d.,]){re.escape(written.shown)}", gapped):
            continue
        yield from _measured(norm, bound, gapped)
        return


def _bound(norm: Norm, text: str, acts: int, written: Written) -> tuple[value_items.Bound, int, int] | None:
    """The bound that a number sets, and from where to where it stands with the words of its comparison."""
    if written.start < acts and not re.match(r"not ", text[acts:]):
        return None
    before, behind = text[: written.start], text[written.end :]
    own = before[acts:] if written.start >= acts else before
    if value_items.RATE.match(behind) and not value_items.PER.match(behind):
        return None
    ban = norm.force == "ban"
    time = _TIME.match(written.unit.partition("|")[0]) is not None
    compared = _BEFORE.search(before) or None
    if compared is None and ban:
        compared = _BANNED.search(before)
    after = _BEHIND.match(behind) if compared is None and not ban else None
    kept = _KEPT.search(before) if compared is None and after is None and not ban else None
    at = compared or after or kept
    if at is None:
        return None
    start = compared.start("whole") if compared else written.start
    end = written.end + (after.end("whole") if after else 0)
    groups = {"lower": "for", "upper": None} if at is kept else at.groupdict()
    mine = own[: max(0, start - (len(before) - len(own)))]
    if ban and (own_measure := _ITSELF.search(mine)) is not None:
        mine = mine[: own_measure.start()]
    # A deadline is hardly ever part of a relative clause.
    related = (
        _THAT.search(mine) is not None and not mine.startswith("not") and not (time and groups.get("time"))
    )
    if _SCOPE.search(mine) or related:
        return None
    if groups.get("time") and not time:
        return None
    noun = (
        _OF_THINGS.search(before[: compared.start("whole")] + "of ")
        if compared and compared["whole"].lower().startswith("of ")
        else None
    )
    if noun is not None and not _MEASURES.match(noun["noun"]):
        # "On a vessel of at least 5 m": what the number says is to what the duty applies.
        return None
    side: value_items.Side = "lower" if groups["lower"] else "upper"
    # Of a modal with "not exceed" the denial belongs to the comparison.
    per = value_items.PER.match(behind)
    end += len(per[0]) if per else 0
    return (
        value_items.Bound(side, False, written.number, "figure", time, written, per[0] if per else ""),
        start,
        end,
    )


def _measured(norm: Norm, bound: value_items.Bound, gapped: str) -> Iterator[Draft]:
    broken, kept = value_items.steps(bound)
    breach = pick(f"{norm.rule.id}|gap", 2) == 0
    found = value_items.figures(broken, kept, bound.number, breach) or value_items.figures(
        broken, kept, bound.number, not breach
    )
    if found is None:
        return
    number, loose, tight = found
    rows = value_items.readings(bound, number, loose, tight, norm.rule.id)
    choices = []
    for side, figure, name in rows:
        ok = within(number, figure, side, False)
        text = f"{'Yes' if ok else 'No'}, as {bound.write(figure)} is the {'most' if side == 'upper' else 'least'} that is allowed"
        choices.append(
            Choice(
                text,
                {"complies": ok, "side": side, "bound": figure},
                f"The provision says that {bound.reading(bound.side)}.",
                name,
            )
        )
    if sum(bool(choice.claim["complies"]) for choice in choices) != 2:
        return
    facts = {"planned": number, "bound": bound.number, "side": bound.side, "strict": False}
    stem = _stem(
        norm,
        "limit",
        gapped,
        f"the {'time' if bound.long else 'figure'} is {bound.write(number)}",
        "Is the limit kept?",
    )
    yield Draft("gap-measure", norm, "value", stem, tuple(choices), "application", True, "limit", facts)


# --- how often --------------------------------------------------------------------------------------------------------


def frequency(norm: Norm) -> Iterator[Draft]:
    """A case in which something is done more or less often, and the provision without how often it has to be done."""
    text = norm.provision.rstrip(" .")
    modal = MODAL.search(text)
    matches = list(_OFTEN.finditer(text))
    if norm.force != "duty" or modal is None or len(matches) != 1 or matches[0].start() < modal.end():
        return
    match = matches[0]
    if _SCOPE.search(text[modal.end() : match.start()]) or re.search(
        r"\b(?:a|an|the|his|her|its|their|every|each|any)\s*$", text[: match.start()]
    ):
        return
    if not re.match(
        r"\s*(?:$|,|(?:and|by|in|to|during|for|with|at|from|on|after|until|while|so|using|under)\b)",
        text[match.end() :],
    ):
        # "The monthly instalment": it says which, and not how often.
        return
    days = _days(match)
    ladder = detail_items.EVERY
    place = next((i for i, (n, _) in enumerate(ladder) if n == days), None)
    if place is None:
        return
    kept = place >= 2 and pick(f"{norm.rule.id}|often", 2) == 0
    there = place - 1 if kept else place + 1
    others = (place + 1, place - 2) if kept else (place + 2, place - 1)
    if any(not 0 <= n < len(ladder) for n in (there, *others)):
        return
    rows = [
        (place, ""),
        (others[0], "a longer interval is remembered"),
        (others[1], "a shorter interval is remembered"),
    ]
    choices = [
        Choice(
            f"{'Yes' if there <= n else 'No'}, as it has to be done at least {ladder[n][1]}", {"complies": there <= n, "side": "upper", "bound": ladder[n][0]},
            f"The provision says \u201c{match[0]}\u201d.", name,
        )
        for n, name in rows
    ]  # fmt: skip
    # One interval stands in two options: which, the digest of the rule decides, so that it is not always the right one.
    yes = sum(bool(choice.claim["complies"]) for choice in choices)
    fitting = [n for n, _ in rows if yes + within(ladder[there][0], ladder[n][0], "lower", False) == 2]
    if not fitting:
        return
    twice = fitting[pick(f"{norm.rule.id}|twice", len(fitting))]
    turned = within(ladder[there][0], ladder[twice][0], "lower", False)
    choices.append(
        Choice(
            f"{'Yes' if turned else 'No'}, as it may be done {ladder[twice][1]} at the most",
            {"complies": turned, "side": "lower", "bound": ladder[twice][0]},
            "This takes the longest interval for the shortest.",
            "the longest interval is taken for the shortest",
        )
    )
    if sum(bool(choice.claim["complies"]) for choice in choices) != 2:
        return
    gapped = f"{text[: match.start()].rstrip()} {GAP}{text[match.end() :]}"
    stem = _stem(norm, "interval", gapped, f"it is done {ladder[there][1]}", "Is that often enough?")
    facts = {"planned": ladder[there][0], "bound": ladder[place][0], "side": "upper", "strict": False}
    yield Draft("gap-frequency", norm, "value", stem, tuple(choices), "application", True, "limit", facts)


_NUMBERS = {word: n for n, word in enumerate(SMALL)}
_OFTEN = re.compile(
    rf"(?:,? at least |,? )?(?:at )?\b(?:(?P<word>daily|weekly|monthly|quarterly|annually|semi-?annually|yearly)(?: intervals)?|(?:at least )?once (?:every|each|a|per|in every|in each) (?:(?P<n>{'|'.join(SMALL[1:13])}|\d+) )?(?P<unit>day|week|month|year)s?|every (?P<n2>{'|'.join(SMALL[1:13])}|\d+) (?P<unit2>day|week|month|year)s)(?=$|[ ,])(?<!,)",
    re.I,
)
_EACH = {"daily": 1, "weekly": 7, "monthly": 30, "quarterly": 91, "semi-annually": 182, "semiannually": 182, "annually": 365, "yearly": 365}  # fmt: skip
_UNIT = {"day": 1, "week": 7, "month": 30, "year": 365}


def _days(match: re.Match[str]) -> int:
    """The interval in days, on the scale of `detail_items.EVERY`; 0 for one that is not there."""
    if match["word"]:
        return _EACH[match["word"].lower()]
    unit, number = match["unit"] or match["unit2"], match["n"] or match["n2"] or "one"
    n = int(number) if number.isdigit() else _NUMBERS.get(number.lower(), 0)
    return (
        {3: 91, 6: 182, 12: 365, 24: 730, 36: 1095}.get(n, n * 30)
        if unit.lower() == "month"
        else n * _UNIT[unit.lower()]
    )


# --- where it begins --------------------------------------------------------------------------------------------------

_BEGINS = re.compile(
    r"(?P<whole>(?P<over>exceeds|exceed|exceeding|(?:of |is |are )?(?:more than|greater than|in excess of|over)) )$",
    re.I,
)
_FROM = re.compile(r"(?P<whole>(?:of |is |are )?(?P<least>at least|not less than) )$", re.I)


def threshold(norm: Norm) -> Iterator[Draft]:
    """A case below or above the amount from which a rule applies, and the provision without it."""
    text = norm.provision.rstrip(" .")
    modal = MODAL.search(text)
    numbers = [w for w in values(text) if w.unit != "frequency"]
    if modal is None or len(numbers) != 1:
        return
    written = numbers[0]
    before, behind = text[: written.start], text[written.end :]
    at = _BEGINS.search(before) or _FROM.search(before)
    more = re.match(r"^ or (?:more|over|greater)\b", behind) if at is None else None
    if (
        (at is None and more is None)
        or value_items.RATE.match(behind.removeprefix(more[0] if more else ""))
        or _TIME.match(written.unit)
    ):
        return
    scoped = written.start < modal.start() and not re.match(r"not ", text[modal.end() :])
    if not scoped or re.search(r"\b(?:not|or|no) $", before[: at.start()] if at else before):
        return
    strict = at is not None and "over" in at.groupdict()
    start = at.start("whole") if at else written.start
    end = written.end + (len(more[0]) if more else 0)
    steps = sorted(n for n in written.steps if written.number / 4 <= n <= written.number * 4)
    below, above = [n for n in steps if n < written.number], [n for n in steps if n > written.number]
    if len(below) < 2 or len(above) < 2:
        return
    applies = pick(f"{norm.rule.id}|begins", 2) == 0
    planned = above[0] if applies else below[-1]
    loose, tight = (below[-1], above[1]) if applies else (below[-2], above[0])
    word = "above" if strict else "from"
    bound = value_items.Bound("lower", strict, written.number, "figure", False, written)
    said = {"lower": f"it applies {word} {{}}{'' if strict else ' on'}", "upper": "it applies only up to {}"}
    rows = value_items.readings(bound, planned, loose, tight, norm.rule.id)
    choices = []
    for side, figure, name in rows:
        ok = within(planned, figure, side, strict)
        choices.append(
            Choice(
                f"{'Yes' if ok else 'No'}, as {said[side].format(written.write(figure))}",
                {"complies": ok, "side": side, "bound": figure},
                f"The provision begins {word} {written.shown}, and the case has {written.write(planned)}.",
                name,
            )
        )
    if sum(bool(choice.claim["complies"]) for choice in choices) != 2:
        return
    gapped = f"{text[:start]}{GAP}{text[end:]}"
    stem = _stem(
        norm, "threshold", gapped, f"the figure is {written.write(planned)}", f"Does the {norm.force} apply?"
    )
    facts = {"planned": planned, "bound": written.number, "side": "lower", "strict": strict}
    yield Draft("gap-threshold", norm, "condition", stem, tuple(choices), "application", True, "limit", facts)
