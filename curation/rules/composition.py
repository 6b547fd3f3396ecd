"""From the sentences of single clauses to rules over several: a chapeau, its items and the words that close the list.

Items inherit from the last operator of the words above them, not from the clause: below "is prohibited, unless" stands what is
exempt, below "shall not apply where" stands when, below "the employer shall:" stand duties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from curation.core import cycle_search
from curation.core.records import Clause, Modality, Part, Rule, Value
from curation.rules import english, headings, languages, references
from curation.rules.bearers import company
from curation.rules.commands import imperative
from curation.rules.drafts import BEARER, Draft, Role, Span, cut_to, trimmed
from curation.rules.licences import licences
from curation.rules.operators import operators
from curation.rules.values import numbers
from curation.text.packs import primary
from curation.text.phrases import fold, pattern
from curation.text.sentences import sentences

SILENT = frozenset(
    {
        "heading",
        "chapter",
        "title",
        "part",
        "subpart",
        "recital",
        "contents",
        "contact",
        "division",
        "book",
        "preamble",
    }
)
"""Kinds of clauses that state no rule."""
_ITEMS = frozenset({"item", "point", "row", "paragraph", "text", "letter"})
_FIXED: frozenset[Modality] = frozenset({"definition", "scope", "procedure", "penalty", "exemption"})
"""Modalities that every item takes over, also when it is a condition."""


@dataclass(slots=True)
class _Built:
    """A rule that is being put together, with the clause that holds its own words."""

    home: Clause
    modality: Modality
    certainty: float
    clauses: list[str]
    bearer: Part | None = None
    action: Part | None = None
    object: Part | None = None
    conditions: list[Part] = field(default_factory=list)
    exceptions: list[Part] = field(default_factory=list)
    purpose: Part | None = None
    lifts: list[str] = field(default_factory=list)
    elements: list[Part] = field(default_factory=list)
    conjunction: str = ""
    unparsed: list[str] = field(default_factory=list)
    spans: list[tuple[Clause, Span]] = field(default_factory=list)
    """Where its words stand, to look for values and references."""


@dataclass(slots=True)
class _Lead:
    """What a clause hands to the items below it."""

    modality: Modality | None
    role: Role
    chain: list[str]
    certainty: float = 0.85
    bearer: Part | None = None
    conditions: list[Part] = field(default_factory=list)
    built: _Built | None = None
    """The rule of the words above, which elements, conditions and exceptions are added to."""
    title: bool = False
    """Whether it comes from a heading."""
    closed: bool = False
    """Whether the words above are a whole sentence: then they hand nothing down."""
    below: list[_Built] = field(default_factory=list)
    """The rules of the items, for words that close the list."""
    marked: bool = False
    """Whether it is an item beside the items that it introduces: then a full stop ends its list."""
    waiting: list[Part] = field(default_factory=list)
    """Conditions of a lead-in without a command, which the closing words have."""
    given: list[Part] = field(default_factory=list)
    """Conditions of a lead-in that a comma closes (`If the hall is full,`), which the rules of its items have."""


class _Composer:
    """Puts the rules of one document together, clause by clause in the order of the text."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.index = references.build(clauses)
        self.leads: dict[str, _Lead] = {}
        self.beside: dict[str | None, _Lead] = {}
        """By parent, the lead-in among the clauses beside each other."""
        self.built: list[_Built] = []
        self.previous = ""
        """Id of the clause before, with words of its own."""
        self.parents = {clause.parent for clause in clauses if clause.parent}
        self.closing = {clause.parent: clause for clause in clauses if clause.parent and _closing(clause)}
        """The words behind a list, by the clause that the list belongs to."""

    def add(self, clause: Clause) -> None:
        """Adds the rules of the next clause."""
        span = own_words(clause)
        if clause.kind in SILENT or span is None or _EDITORIAL.match(clause.text, span[0]):
            self.leads[clause.eid] = _Lead(None, "", [], closed=True, title=True)
            self.beside.pop(clause.parent, None)
            return
        lead = self._lead(clause)
        if _closing(clause):
            self._close(clause, span, lead)
            return
        spans = _sentences(clause, span)
        drafts = [_read(clause, start, end) for start, end in spans]
        if clause.kind == "definition" and spans and not any(drafts):
            # The law's own markup says so; many languages define without a verb ("salle d'eau Pièce contenant …").
            drafts[0] = [
                Draft("definition", *spans[0], 0.9, action=spans[0], opens="definition", word="definition")
            ]
        if spans and not drafts[-1] and (whole := self._closed_over(clause, spans[-1])) is not None:
            drafts[-1] = [whole]
        made: list[_Built] = []
        own = [draft for each in drafts for draft in each]
        last = drafts[-1][-1] if drafts and drafts[-1] else None
        taken = False
        if (
            lead is not None
            and spans
            and self._takes(clause, lead, drafts[0], spans[0], _titled(clause, spans, drafts))
        ):
            made += self._item(clause, lead, spans[0])
            own = [draft for each in drafts[1:] for draft in each]
            last = last if len(spans) > 1 else None
            taken = True
        for draft in own:
            made.append(self._state(clause, draft, lead))
        if not taken:
            made += [self._state(clause, draft, None) for draft in _asides(clause, spans, drafts)]
        self.built += made
        if lead is not None:
            lead.below += made
        self._open(clause, span, spans, last, made, lead)
        self.previous = clause.id

    def _closed_over(self, clause: Clause, span: Span) -> Draft | None:
        """What a German or Dutch lead-in commands whose verb stands behind its list: `Der Betreiber hat` … `vorzulegen.`."""
        language = primary(clause.language or "en")
        last = self.closing.get(clause.eid)
        if language not in ("de", "nl") or last is None:
            return None
        lead = clause.text[: span[1]].rstrip(" :\u2014\u2013")
        joined = f"{lead} {last.text}"
        draft = next(iter(languages.read(joined, span[0], len(joined), language)), None)
        return cut_to(draft, clause.text, (span[0], len(lead))) if draft is not None else None

    # --- lead-ins -----------------------------------------------------------------------------------------------

    def _lead(self, clause: Clause) -> _Lead | None:
        """What the words above hand to a clause: its parent's, those of the clause before its list, or a heading's."""
        above = self.leads.get(clause.parent) if clause.parent else None
        if above is not None and not above.closed:
            return above
        listed = clause.kind in ("item", "point", "row") or bool(clause.marker)
        lower = _first_letter(clause).islower()
        before = self.beside.get(clause.parent)
        if before is not None and (listed or lower):
            return before
        if primary(clause.language or "en") != "en" or not (listed or _conduct_alone(clause)):
            return None
        if clause.kind == "paragraph" and listed:
            return None
        said = headings.above(clause.path)
        return _Lead(said, "element", [], 0.75, title=True) if said is not None else None

    def _open(
        self,
        clause: Clause,
        span: Span,
        spans: Sequence[Span],
        last: Draft | None,
        made: Sequence[_Built],
        lead: _Lead | None,
    ) -> None:
        """Notes what the clause hands down to the items below it or behind it."""
        words = clause.text[span[0] : span[1]].rstrip()
        bullet = clause.kind == "item" and not any(map(str.isalnum, clause.marker or ""))
        hanging = (
            last is not None
            and last.opens not in ("", "element")
            and words.rstrip(" ,")[-1:].isalpha()
            and not bullet  # what is nested below a bullet is its child; the next bullet stands beside it
        )
        ends = (
            hanging
            or words[-1:] in ":\u2014\u2013"
            or words.lower().endswith(("the following", "the following.", "following:"))
        )
        ending = _ends_open(words)
        child = clause.eid in self.parents
        chain = [*(lead.chain if lead is not None and not lead.title else []), clause.id]
        handed: _Lead
        if not ends and not (child and ending):
            # A short run-in title lets what stands above it through.
            passes = child and lead is not None and not last and len(words.split()) <= 6
            handed = lead if passes and lead is not None else _Lead(None, "", [], closed=True)
        elif last is not None and made and last.opens:
            handed = _Lead(
                last.modality,
                last.opens,
                chain,
                made[-1].certainty,
                made[-1].bearer,
                list(made[-1].conditions),
                made[-1],
            )
        elif last is not None and made:
            handed = _Lead(
                last.modality,
                "element",
                chain,
                made[-1].certainty,
                made[-1].bearer,
                list(made[-1].conditions),
                made[-1],
            )
        elif (above := self._named_before(clause, spans, made)) is not None:
            handed = _Lead(
                above.modality,
                "element",
                [*above.clauses, *([clause.id] if clause.id not in above.clauses else [])],
                above.certainty,
                above.bearer,
            )
        elif lead is not None and (made or lead.modality is not None):
            handed = self._nested(clause, spans, lead, chain, made)
        else:
            handed = self._unsaid(clause, spans, chain)
        self.leads[clause.eid] = handed
        before = self.beside.get(clause.parent)
        if ends and handed.chain and not child:
            self.beside[clause.parent] = handed
            handed.marked = bool(clause.marker) or clause.kind == "item"
        elif before is not None and before.marked and (words.endswith(".") or last is not None):
            # A list below an item of its own level ends with a full stop or with the next provision.
            self.beside.pop(clause.parent)
        elif not clause.marker and clause.kind != "item":
            self.beside.pop(clause.parent, None)

    def _named_before(self, clause: Clause, spans: Sequence[Span], made: Sequence[_Built]) -> _Built | None:
        """The rule that "This includes:" goes on with: that of the sentence before it, here or in the paragraph before."""
        if not spans or not _THIS_INCLUDES.match(clause.text, spans[-1][0], spans[-1][1]):
            return None
        if made:
            return made[-1]
        last = self.built[-1] if self.built else None
        close = last is not None and last.home.parent == clause.parent and last.home.id == self.previous
        return last if close else None

    def _nested(
        self, clause: Clause, spans: Sequence[Span], lead: _Lead, chain: list[str], made: Sequence[_Built]
    ) -> _Lead:
        """What an item without a command of its own hands on: its lead-in's modality, with the last operator of its own words."""
        role = _tail_role(clause, spans[-1]) if spans else ""
        built = made[-1] if made else lead.built
        return _Lead(
            lead.modality, role or lead.role, chain, lead.certainty, lead.bearer, list(lead.conditions), built
        )

    def _unsaid(self, clause: Clause, spans: Sequence[Span], chain: list[str]) -> _Lead:
        """What a lead-in without a command hands down: a heading's word, or conditions that wait for the closing words."""
        said = headings.above(clause.path) if primary(clause.language or "en") == "en" else None
        own, told = (
            headings.polarity(clause.text) if primary(clause.language or "en") == "en" else (None, False)
        )
        if told and len(clause.text.split()) <= 14 and not company(fold(clause.text)):
            said = own
        role = _tail_role(clause, spans[-1]) if spans else ""
        if role == "exception":
            return _Lead("exemption", "element", chain, 0.7)
        lead = _Lead(None if role == "condition" else said, role or "element", chain, 0.7, title=False)
        if role == "condition":
            lead.waiting.append(_part(clause, spans[-1]))
        elif not role and spans and english.closes_condition(clause.text, *spans[-1]):
            lead.given.append(_part(clause, spans[-1]))
        return lead

    # --- items --------------------------------------------------------------------------------------------------

    def _takes(self, clause: Clause, lead: _Lead, drafts: Sequence[Draft], span: Span, titled: bool) -> bool:
        """Whether the first sentence of an item is a part of the words above, not a rule of its own.

        `titled`: it is a run-in title, and the sentences behind it state rules.
        """
        if lead.modality is None:
            return not drafts or lead.role == "condition"
        if not drafts and titled:
            return False
        if lead.role in ("exception", "condition", "definition", "purpose") and not (
            drafts and drafts[0].bearer and lead.title
        ):
            return True
        if not drafts:
            return not _aside(clause, span, lead)
        first = drafts[0]
        if first.word == "imperative":
            return not (
                lead.modality in ("prohibition", "exemption")
                and first.modality == "prohibition"
                and lead.title
            )
        if lead.role == "action":
            command = imperative(fold(clause.text[span[0] : span[1]]))
            return command is not None or clause.text[span[0] : span[0] + 4].lower() == "not "
        return (
            first.modality in ("procedure",)
            and lead.modality not in ("procedure",)
            and lead.role == "element"
            and first.certainty < 0.6
        )

    def _item(self, clause: Clause, lead: _Lead, span: Span) -> list[_Built]:
        """The rule of an item, or none where it becomes a part of the rule above it."""
        whole = trimmed(clause.text, *span)
        if whole is None:
            return []
        if lead.modality is None:
            words = clause.text[whole[0] : whole[1]]
            if lead.role == "condition" or not (
                words[0].isupper() and clause.text[whole[1] :].startswith(".")
            ):
                lead.waiting.append(_part(clause, whole))
            if lead.role == "condition" or clause.parent in self.closing:
                return []
            return [self._state(clause, draft, None) for draft in _asides(clause, [span], [[]])]
        if lead.role == "exception":
            return [self._exempt(clause, lead, whole)]
        if lead.modality not in _FIXED and lead.role in ("condition", "purpose"):
            self._attach(clause, lead, whole)
            return []
        language = primary(clause.language or "en")
        if (
            language != "en"
            and lead.built is not None
            and languages.only_condition(clause.text, *whole, language)
        ):
            lead.built.conditions.append(_part(clause, whole))
            lead.built.clauses.append(clause.id)
            return []
        if (
            lead.role == "element"
            and lead.built is not None
            and lead.modality in ("obligation", "recommendation")
        ):
            lead.built.elements.append(_part(clause, whole))
            self._limit(clause, lead.built, whole)
            lead.built.clauses.append(clause.id)
            lead.built.spans.append((clause, whole))
            lead.built.conjunction = lead.built.conjunction or _conjunction(clause.text)
            return []
        return [self._own(clause, lead, whole)]

    def _exempt(self, clause: Clause, lead: _Lead, whole: Span) -> _Built:
        part = _part(clause, whole)
        if lead.built is not None:
            lead.built.exceptions.append(part)
        built = _Built(
            clause,
            "exemption",
            min(0.85, lead.certainty),
            [*lead.chain, clause.id],
            lead.bearer,
            part,
            lifts=lead.chain[-1:],
        )
        built.spans.append((clause, whole))
        return built

    def _limit(self, clause: Clause, built: _Built, whole: Span) -> None:
        """Adds the conditions and exceptions inside an element or a condition of a list; they limit that item alone."""
        inside = _limits_in(clause, whole)
        built.conditions += [_part(clause, span) for span in inside.conditions]
        built.exceptions += [_part(clause, span) for span in inside.exceptions]

    def _attach(self, clause: Clause, lead: _Lead, whole: Span) -> None:
        if lead.built is None:
            return
        lead.built.clauses.append(clause.id)
        if lead.role == "condition":
            lead.built.conditions.append(_part(clause, whole))
            lead.built.exceptions += [_part(clause, span) for span in _limits_in(clause, whole).exceptions]
        elif lead.built.purpose is None:
            lead.built.purpose = _part(clause, whole)

    def _own(self, clause: Clause, lead: _Lead, whole: Span) -> _Built:
        """The rule of an item that is an action, a clause or a ban of its own: bearer and conditions come from above."""
        text = clause.text
        modality = lead.modality or "other"
        start = whole[0]
        if (
            lead.role in ("action", "clause")
            and text[start : start + 4].lower() == "not "
            and modality in ("obligation", "permission")
        ):
            modality, start = "prohibition", start + 4
        draft = Draft(modality, whole[0], whole[1], lead.certainty)
        language = primary(clause.language or "en")
        if language == "en":
            english.parts_of(text, whole[0], whole[1], draft)
        else:
            languages.limits(text, *whole, language, draft)
        action = draft.action or whole
        built = _Built(
            clause, modality, lead.certainty, [*lead.chain, clause.id], lead.bearer, _part(clause, (max(start, action[0]), action[1])),
            conditions=[*lead.conditions, *(_part(clause, span) for span in draft.conditions)],
            exceptions=[_part(clause, span) for span in draft.exceptions],
            purpose=_part(clause, draft.purpose) if draft.purpose else None,
        )  # fmt: skip
        if (
            built.bearer is None
            and modality in ("obligation", "prohibition", "permission", "recommendation")
            and not lead.title
        ):
            built.unparsed.append(BEARER)
        built.spans.append((clause, whole))
        return built

    def _state(self, clause: Clause, draft: Draft, lead: _Lead | None) -> _Built:
        """A rule that a clause states in words of its own."""
        built = _Built(
            clause, draft.modality, draft.certainty, [*(lead.chain if lead is not None and not lead.title else []), clause.id],
            _maybe(clause, draft.bearer), _maybe(clause, draft.action), _maybe(clause, draft.object),
            [_part(clause, span) for span in draft.conditions], [_part(clause, span) for span in draft.exceptions],
            _maybe(clause, draft.purpose), unparsed=list(draft.unparsed),
        )  # fmt: skip
        if (
            built.bearer is None
            and lead is not None
            and lead.bearer is not None
            and (draft.word == "imperative" or draft.headless)
        ):
            built.bearer = lead.bearer
            built.unparsed = [fault for fault in built.unparsed if fault != BEARER]
        if lead is not None and lead.given:
            built.conditions = [*lead.given, *built.conditions]
        built.spans.append((clause, (draft.start, draft.end)))
        if draft.modality in ("exemption", "scope") or any(
            _derogates(clause.text[a:b]) for a, b in draft.conditions
        ):
            # "Paragraph 1 does not apply where …": what it lifts stands before its conditions.
            stop = draft.action[1] if draft.action and not draft.conditions else draft.end
            if draft.action and draft.modality in ("exemption", "scope"):
                stop = draft.action[0] if draft.action[0] > draft.start + 3 else draft.action[1]
            found = references.resolve(fold(clause.text), clause, self.index)
            built.lifts = list(
                dict.fromkeys(target for a, b, target in found if draft.start <= a and b <= stop)
            )
        return built

    def _close(self, clause: Clause, span: Span, lead: _Lead | None) -> None:
        """The words behind a list: a limit of all its rules, the command of a condition, or a sentence of their own."""
        spans = _sentences(clause, span)
        folded = fold(clause.text[span[0] : span[1]])
        ops = operators(folded) if primary(clause.language or "en") == "en" else []
        if lead is not None and ops and ops[0].start < 3 and not clause.text[span[0]].isupper():
            part = _part(clause, trimmed(clause.text, *span) or span)
            for built in [*lead.below, *([lead.built] if lead.built else [])]:
                (built.exceptions if ops[0].kind == "exception" else built.conditions).append(part)
                built.clauses.append(clause.id)
            return
        for start, end in spans:
            for draft in _read(clause, start, end):
                built = self._state(clause, draft, lead)
                if lead is not None and lead.waiting:
                    built.conditions[:0] = lead.waiting
                    built.clauses = [
                        *dict.fromkeys([*(part.clause for part in lead.waiting), *built.clauses])
                    ]
                self.built.append(built)

    # --- records ------------------------------------------------------------------------------------------------

    def rules(self) -> list[Rule]:
        """The rules as records, in the order of the text."""
        counts: dict[str, int] = {}
        found = []
        for built in self.built:
            number = counts[built.home.id] = counts.get(built.home.id, 0) + 1
            found.append(self._record(built, number))
        return found

    def _record(self, built: _Built, number: int) -> Rule:
        home = built.home
        values: list[Value] = []
        refers: list[str] = []
        language = primary(home.language or "en")
        if built.modality == "prohibition":
            built.exceptions += _licensed(built, language)
        for clause, (start, end) in built.spans:
            folded = fold(clause.text[start:end])
            values += [_value(clause, start, each) for each in numbers(folded, language)]
            refers += [target for _, _, target in references.resolve(folded, clause, self.index)]
        return Rule(
            id=f"{home.id}!{number}", document=home.document, edition=home.edition, clauses=list(dict.fromkeys(built.clauses)), citation=home.citation,
            language=home.language, modality=built.modality, bearer=built.bearer, action=built.action, object=built.object,
            conditions=self._referring(built.conditions), exceptions=self._referring(built.exceptions), purpose=built.purpose,
            lifts=built.lifts, values=values, elements=built.elements, conjunction=built.conjunction,
            refers=list(dict.fromkeys(refers)), certainty=round(built.certainty, 3), unparsed=built.unparsed,
        )  # fmt: skip

    def _referring(self, parts: Sequence[Part]) -> list[Part]:
        return [self._with_references(part) for part in parts]

    def _with_references(self, part: Part) -> Part:
        folded = fold(part.text)
        clause = self._by_id[part.clause]
        targets = list(
            dict.fromkeys(target for _, _, target in references.resolve(folded, clause, self.index))
        )
        return part.model_copy(update={"refers": targets}) if targets else part

    _by_id: dict[str, Clause]


def compose(clauses: Iterable[Clause]) -> list[Rule]:
    """The rules of clauses in document order; documents and editions are kept apart."""
    documents: dict[tuple[str, str], list[Clause]] = {}
    for clause in clauses:
        documents.setdefault((clause.document, clause.edition), []).append(clause)
    found: list[Rule] = []
    with cycle_search.put_off():
        for part in documents.values():
            composer = _Composer(part)
            composer._by_id = {clause.id: clause for clause in part}
            for clause in part:
                composer.add(clause)
            found += composer.rules()
    return found


def _read(clause: Clause, start: int, end: int) -> list[Draft]:
    language = primary(clause.language or "en")
    return (
        english.read(clause.text, start, end)
        if language == "en"
        else languages.read(clause.text, start, end, language)
    )


def _asides(clause: Clause, spans: Sequence[Span], drafts: Sequence[Sequence[Draft]]) -> list[Draft]:
    """Sentences that command nothing and still set a measure or an exception (outside English also a condition)."""
    language = primary(clause.language or "en")
    if language != "en":
        return [
            draft
            for span, told in zip(spans, drafts, strict=True)
            if not told and (draft := languages.aside(clause.text, *span, language)) is not None
        ]
    if any(drafts):
        return []
    read = [english.aside(clause.text, *span) for span in spans]
    return [
        draft
        for draft in read
        if draft.exceptions or numbers(fold(clause.text[draft.start : draft.end]), "en")
    ]


def _limits_in(clause: Clause, whole: Span) -> Draft:
    """A draft with the conditions and exceptions that the words of an item have."""
    draft = Draft("other", *whole, 0.0)
    language = primary(clause.language or "en")
    if language == "en":
        english.parts_of(clause.text, *whole, draft)
    else:
        languages.limits(clause.text, *whole, language, draft)
    return draft


def _licensed(built: _Built, language: str) -> list[Part]:
    """The cases that `without …` takes out of a ban, those left out that an exception holds already."""
    known = [(part.clause, part.start, part.end) for part in built.exceptions]
    action = built.action
    return [
        _part(clause, span)
        for clause, (start, end) in built.spans
        for span in licences(
            clause.text,
            action.start if action and action.clause == clause.id and language == "en" else start,
            end,
            language,
        )
        if not any(home == clause.id and first < span[1] and span[0] < last for home, first, last in known)
    ]


_STATES = re.compile(r"\b(?:shall|must|may|should|is|are|does not|do not|applies|apply|means|will|cannot)\b")
_FRESH = re.compile(
    r";\s+(?=(?:this|these|those|such|the|it|they|that|in|however|where|if|any|an?|no|for|nothing|all|each)\b)",
    re.I,
)


_AHEAD = 16
"""Semicolons up to which is read on, to see whether a part states something: else a list of a thousand parts is read a thousand times."""


def _sentences(clause: Clause, span: Span) -> list[Span]:
    """The sentences of a clause; what follows a semicolon and states something by itself is one of its own."""
    text, language = clause.text, clause.language or "en"
    found: list[Span] = []
    for first, last in sentences(text[span[0] : span[1]], language):
        start, end = span[0] + first, span[0] + last
        if primary(language) == "en" and ";" in text[start:end]:
            fresh = list(_FRESH.finditer(text, start, end))
            stated = max((match.start() for match in _STATES.finditer(text, start, end)), default=-1)
            for number, match in enumerate(fresh):
                stop = fresh[number + _AHEAD].start() if number + _AHEAD < len(fresh) else end
                rest = _read(clause, match.end(), stop) if stated >= match.end() else []
                if rest and rest[0].word != "imperative":
                    found.append((start, match.start()))
                    start = match.end()
        found.append((start, end))
    return found


_MARK = re.compile(r"\s*(?:\(?[A-Za-z0-9]{1,4}[.)]|\u2022|[-*\u2013\u2014])\s+")


_EDITORIAL = re.compile(
    r"\W*(?:R\.S\.(?:C\.)?,|S\.C\.|\d{4}, c\. ?\d|SOR/|SI/|C\.R\.C\.|\[?\d+ FR \d|\[?(?:Repealed|Reserved|Omitted)\b|Pub\. ?L\.)"
)
"""Notes on the history of a provision, and provisions that are gone."""


def own_words(clause: Clause) -> Span | None:
    """Where the words of a clause begin and end, without its mark and without the heading that it repeats; None without any."""
    text = clause.text
    start = len(text) - len(text.lstrip())
    if clause.path and (behind := _behind_heading(text, start, clause.path[-1])) is not None:
        start = behind
    if clause.marker and text.startswith(clause.marker, start):
        start += len(clause.marker)
        while start < len(text) and (text[start].isspace() or text[start] in ".)"):
            start += 1
    elif clause.marker and (match := _MARK.match(text, start)):
        start = match.end()
    return trimmed_space(text, start, len(text))


def trimmed_space(text: str, start: int, end: int) -> Span | None:
    """The span without white space around it; None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _behind_heading(text: str, start: int, heading: str) -> int | None:
    """Where the text goes on behind a heading that it begins with; None when it does not begin with it."""
    place = start
    for char in heading:
        if char.isspace():
            continue
        while place < len(text) and text[place].isspace():
            place += 1
        if place >= len(text) or text[place] != char:
            return None
        place += 1
    if place < len(text) and not (text[place].isspace() or text[place] in ".:"):
        return None
    return place


def _titled(clause: Clause, spans: Sequence[Span], drafts: Sequence[Sequence[Draft]]) -> bool:
    """Whether the first sentence is a short title in front of sentences that state rules."""
    words = clause.text[spans[0][0] : spans[0][1]].split()
    return len(words) <= 8 and len(spans) > 1 and any(drafts[1:])


_THIS_INCLUDES = re.compile(
    r"\s*(?:this|these|it|that|such|examples?|for example|prohibited)\b.{0,60}(?:include|are|is|means|prohibit)",
    re.I | re.S,
)


def _first_letter(clause: Clause) -> str:
    span = own_words(clause)
    return clause.text[span[0]] if span else ""


_GERUND = re.compile(
    r"\s*[A-Za-z]{3,}ing\b(?![^.]*\b(?:is|are|was|were|shall|must|may|can|will|should|has|have)\b)"
)


_RUN_IN = re.compile(r"\s*[A-Z][^.!?:\n]{2,60}\.\s+[A-Z]")
_VERB = re.compile(
    r"\b(?:is|are|was|were|shall|must|may|can|will|should|has|have|do|does|we|you|it|this)\b", re.I
)


def _conduct_alone(clause: Clause) -> bool:
    """Whether a paragraph is nothing but a conduct: "Generating spam" below "Prohibited uses", "Deception. Images of …" right below it."""
    if _GERUND.match(clause.text):
        return True
    title = _RUN_IN.match(clause.text)
    return (
        title is not None
        and len(title[0].split()) <= 8
        and _VERB.search(title[0]) is None
        and bool(clause.path)
        and headings.polarity(clause.path[-1])[0] == "prohibition"
    )


def _closing(clause: Clause) -> bool:
    return clause.eid.rpartition("__")[2].startswith("wrapup")


def _part(clause: Clause, span: Span) -> Part:
    # The span is ours: checking it again for each of thousands of parts takes a third of the time.
    return Part.model_construct(
        text=clause.text[span[0] : span[1]], clause=clause.id, start=span[0], end=span[1], refers=[]
    )


def _maybe(clause: Clause, span: Span | None) -> Part | None:
    return _part(clause, span) if span is not None else None


def _value(clause: Clause, base: int, number: object) -> Value:
    from curation.rules.values import Number

    assert isinstance(number, Number)
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


def _ends_open(words: str) -> bool:
    return not words.endswith((".", "!", "?", ";", "\u3002")) or words.lower().endswith("the following.")


_LAST_CONJUNCTION = re.compile(r"\b(and|or|und|oder|et|ou|y|o|en|of)\b[\s.]*$", re.I)


def _conjunction(text: str) -> str:
    match = _LAST_CONJUNCTION.search(text.rstrip(" ;,."))
    if match is None:
        return ""
    return "and" if match[1].lower() in ("and", "und", "et", "y", "en") else "or"


def _derogates(text: str) -> bool:
    found = pattern("en", "derogative")
    return found is not None and found.match(fold(text)) is not None


def _tail_role(clause: Clause, span: Span) -> Role:
    """What the last operator of a lead-in without a command opens; empty when it has none that is open."""
    if primary(clause.language or "en") != "en":
        return languages.tail_role(clause.text[span[0] : span[1]], primary(clause.language))
    return english.tail_role(clause.text, *span)


_ASIDE_WORDS = 40


def _aside(clause: Clause, span: Span, lead: _Lead) -> bool:
    """Whether an item below a heading is a sentence about something else: "We review every appeal."."""
    if not lead.title and lead.modality != "prohibition":
        return False
    found = pattern("en", "not_conduct")
    return found is not None and found.match(fold(clause.text[span[0] : span[1]])) is not None
