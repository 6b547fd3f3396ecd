"""A finished rule as a record, with the values that its words set and the clauses that they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curation.core.records import Clause, Part, Rule, Value
from curation.rules.numbers.values import Number, numbers
from curation.rules.parts import references
from curation.rules.parts.building import Built, part_of
from curation.rules.parts.licences import licences
from curation.text.packs import primary
from curation.text.phrases import fold
from curation.text.rule_words import rule_records as wording


def record(built: Built, number: int, index: references.Index, by_id: Mapping[str, Clause]) -> Rule:
    """The record of a rule; `number` counts the rules of its clause, from 1."""
    home = built.home
    values: list[Value] = []
    refers: list[str] = []
    language = primary(home.language or "en")
    if built.modality in ("prohibition", "recommendation") or (
        built.modality == "penalty" and language == "en"
    ):
        built.exceptions += _licensed(built, language)
        if language != "en":
            built.conditions = [part for part in built.conditions if not _held(part, built.exceptions)]
    for clause, (start, end) in built.spans:
        folded = fold(clause.text[start:end])
        values += [_value(clause, start, each) for each in numbers(folded, language)]
        refers += [target for _, _, target in references.resolve(folded, clause, index)]
    for clause, (start, end) in built.measured:
        folded = fold(clause.text[start:end])
        values += [_value(clause, start, each) for each in numbers(folded, primary(clause.language or "en"))]
    return Rule(
        id=f"{home.id}!{number}", document=home.document, edition=home.edition, clauses=list(dict.fromkeys(built.clauses)), citation=home.citation,
        language=home.language, modality=built.modality, bearer=built.bearer, action=built.action, object=built.object,
        conditions=_referring(built.conditions, index, by_id), exceptions=_referring(built.exceptions, index, by_id), purpose=built.purpose,
        lifts=built.lifts, values=values, elements=built.elements, conjunction=built.conjunction,
        refers=list(dict.fromkeys(refers)), certainty=round(built.certainty, 3), unparsed=built.unparsed,
    )  # fmt: skip


def _held(part: Part, others: Sequence[Part]) -> bool:
    """Whether a part stands inside another one: what `未经同意` takes out of a ban is no condition of it too."""
    return any(
        other.clause == part.clause and other.start <= part.start and part.end <= other.end
        for other in others
    )


def _referring(parts: Sequence[Part], index: references.Index, by_id: Mapping[str, Clause]) -> list[Part]:
    return [_with_references(part, index, by_id) for part in parts]


def _with_references(part: Part, index: references.Index, by_id: Mapping[str, Clause]) -> Part:
    folded = fold(part.text)
    clause = by_id[part.clause]
    targets = list(dict.fromkeys(target for _, _, target in references.resolve(folded, clause, index)))
    return part.model_copy(update={"refers": targets}) if targets else part


def _licensed(built: Built, language: str) -> list[Part]:
    """The cases that `without …` takes out of a ban, those left out that an exception or a condition holds already.

    Of an offence only `without reasonable excuse` and its like: other words say there what is punished.
    """
    known = [(part.clause, part.start, part.end) for part in built.exceptions]
    action = built.action
    limits = (
        [
            (part.clause, part.start, part.end)
            for part in built.conditions
            if action is not None and part.clause == action.clause and part.start < action.start
        ]
        if language == "en"
        else []
    )
    return [
        part_of(clause, span)
        for clause, (start, end) in built.spans
        for span in licences(clause.text, start, end, language)
        if (excused := wording.EXCUSED.match(clause.text, span[0]))
        or built.modality == "prohibition"
        or (
            built.modality == "recommendation" and wording.ADVISED_AGAINST.search(clause.text, start, span[0])
        )
        if not any(
            home == clause.id and first < span[1] and span[0] < last
            for home, first, last in [
                *known,
                *([] if excused else [limit for limit in limits if limit[1] <= span[0]]),
            ]
        )
    ]


def _value(clause: Clause, base: int, number: Number) -> Value:
    start, end = base + number.start, base + number.end
    counted = (
        clause.text[base + number.counted_from[0] : base + number.counted_from[1]]
        if number.counted_from
        else ""
    )
    return Value(
        comparator=number.comparator, number=number.number, upper=number.upper, unit=number.unit, kind=number.kind, counted_from=counted,
        text=clause.text[start:end], clause=clause.id, start=start, end=end,
    )  # fmt: skip
