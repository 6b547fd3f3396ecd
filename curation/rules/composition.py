"""From the sentences of single clauses to rules over several: a chapeau, its items and the words that close the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curation.core import cycle_search
from curation.core.records import Clause, Rule
from curation.rules.english import roles as english_roles
from curation.rules.english.bearers import company
from curation.rules.english.operators import operators
from curation.rules.lists import headings, lead_ins
from curation.rules.lists.items import forbid, item, name_bearer, state, takes
from curation.rules.lists.lead_ins import (
    actor_alone,
    closing,
    conduct_alone,
    ends_open,
    first_letter,
    gives_examples,
    may_include,
    proviso_alone,
    run_in_title,
    says_what_is_done,
    this_includes,
    titled,
)
from curation.rules.lists.own_words import editorial, own_words
from curation.rules.other_languages import phrases as languages
from curation.rules.parts import references
from curation.rules.parts.building import Built, Lead, part_of
from curation.rules.parts.drafts import Draft, Span, cut_to, trimmed
from curation.rules.parts.rule_records import record
from curation.rules.sentence_drafts import asides, read, sentences_of, tail_role
from curation.text.packs import primary
from curation.text.phrases import fold

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


def _turn(lead: Lead, first: Draft | None) -> None:
    """Makes the words above a list the condition of its items where the first item commands: `If you dive:` `- you must wear a vest.`."""
    if first is not None and first.modality in ("obligation", "prohibition", "recommendation"):
        lead.role, lead.given, lead.waiting = "element", [*lead.waiting, *lead.given], []
    lead.whole = False


def _of_nobody(clause: Clause, span: Span, lead: Lead) -> bool:
    """Whether an item below somebody who stands alone says nothing that is done: `Partner:` `(1) Partner includes:`, a definition."""
    return lead.acts and not says_what_is_done(clause.text[slice(*span)])


class _Composer:
    """Puts the rules of one document together, clause by clause in the order of the text."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.index = references.build(clauses)
        self.by_id = {clause.id: clause for clause in clauses}
        self.leads: dict[str, Lead] = {}
        self.beside: dict[str | None, Lead] = {}
        """By parent, the lead-in among the clauses beside each other."""
        self.built: list[Built] = []
        self.previous = ""
        """Id of the clause before, with words of its own."""
        self.heads = {
            clause.path[-1].strip()
            for clause in clauses
            if clause.path and headings.of_table(clause.path[-1])
        }
        """The heads of tables, which are rows of the text too."""
        self.parents = {clause.parent for clause in clauses if clause.parent}
        self.closing = {clause.parent: clause for clause in clauses if clause.parent and closing(clause)}
        """The words behind a list, by the clause that the list belongs to."""

    def add(self, clause: Clause) -> None:
        """Adds the rules of the next clause."""
        span = own_words(clause)
        if (
            clause.kind in SILENT
            or span is None
            or editorial(clause.text, span[0])
            or (clause.kind == "row" and clause.text.strip() in self.heads)
        ):
            self.leads[clause.eid] = Lead(None, "", [], closed=True, title=True)
            self.beside.pop(clause.parent, None)
            return
        lead = self._lead(clause)
        if closing(clause):
            self._close(clause, span, lead)
            return
        spans = sentences_of(clause, span)
        drafts = [read(clause, start, end) for start, end in spans]
        defines = clause.kind == "definition" or (
            clause.kind == "row" and headings.of_definitions(clause.path)
        )
        if defines and spans and not any(drafts):
            # The law's own markup says so; many languages define without a verb ("salle d'eau Pièce contenant …").
            drafts[0] = [
                Draft("definition", *spans[0], 0.9, action=spans[0], opens="definition", word="definition")
            ]
        if spans and not drafts[-1] and (whole := self._closed_over(clause, spans[-1])) is not None:
            drafts[-1] = [whole]
        made: list[Built] = []
        own = [draft for each in drafts for draft in each]
        last = drafts[-1][-1] if drafts and drafts[-1] else None
        taken = False
        if lead is not None and lead.whole:
            _turn(lead, drafts[0][0] if drafts and drafts[0] else None)
        if (
            lead is not None
            and spans
            and takes(clause, lead, drafts[0], spans[0], titled(clause, spans, drafts))
        ):
            made += item(clause, lead, spans[0], self.index, clause.parent in self.closing)
            own = [draft for each in drafts[1:] for draft in each]
            last = last if len(spans) > 1 else None
            taken = True
        if lead is not None and lead.modality == "prohibition":
            if run_in_title(clause, spans, drafts):
                made += item(clause, lead, spans[1], self.index, clause.parent in self.closing)
            if titled(clause, spans, drafts):
                forbid(own)
        for draft in own:
            made.append(state(clause, draft, lead, self.index))
        if clause.kind == "row" and (who := lead_ins.named_in_row(clause)) is not None:
            name_bearer(clause, made, who)
        beside = (
            []
            if taken
            else [state(clause, draft, None, self.index) for draft in asides(clause, spans, drafts)]
        )
        self.built += [*made, *beside]
        if lead is not None:
            lead.below += [*made, *beside]
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

    def _lead(self, clause: Clause) -> Lead | None:
        """What the words above hand to a clause: its parent's, those of the clause before its list, or a heading's."""
        above = self.leads.get(clause.parent) if clause.parent else None
        if above is not None and not above.closed:
            return above
        listed = clause.kind in ("item", "point", "row") or bool(clause.marker)
        lower = first_letter(clause).islower()
        before = self.beside.get(clause.parent)
        if before is not None and (listed or lower):
            return before
        if primary(clause.language or "en") != "en" or not (listed or conduct_alone(clause)):
            return None
        if clause.kind == "paragraph" and listed:
            return None
        said = headings.above(clause.path)
        if not listed and said == "obligation":
            return None  # "Meeting notes" below "Procedures": a title
        return Lead(said, "element", [], 0.75, title=True) if said is not None else None

    def _open(
        self,
        clause: Clause,
        span: Span,
        spans: Sequence[Span],
        last: Draft | None,
        made: Sequence[Built],
        lead: Lead | None,
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
            or lead_ins.opens_list(words)
            or words.lower().endswith(("the following", "the following.", "following:"))
        )
        ending = ends_open(words)
        child = clause.eid in self.parents
        chain = [*(lead.chain if lead is not None and not lead.title else []), clause.id]
        handed: Lead
        if proviso_alone(words):
            handed = Lead(None, "", [], closed=True)  # what a proviso opens are rules of their own
        elif not ends and not (child and ending):
            # A short run-in title lets what stands above it through.
            passes = child and lead is not None and not last and len(words.split()) <= 6
            handed = lead if passes and lead is not None else Lead(None, "", [], closed=True)
        elif last is not None and made:
            handed = Lead(
                last.modality,
                last.opens or "element",
                chain,
                made[-1].certainty,
                made[-1].bearer,
                list(made[-1].conditions),
                list(made[-1].exceptions),
                made[-1],
            )
        elif (above := self._named_before(clause, spans, made)) is not None:
            handed = Lead(
                above.modality,
                "element",
                [*above.clauses, *([clause.id] if clause.id not in above.clauses else [])],
                above.certainty,
                above.bearer,
            )
        elif lead is not None and (made or lead.modality is not None) and not _of_nobody(clause, span, lead):
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

    def _named_before(self, clause: Clause, spans: Sequence[Span], made: Sequence[Built]) -> Built | None:
        """The rule that "This includes:" goes on with: that of the sentence before it, here or in the paragraph before."""
        if not spans or not this_includes(clause.text, spans[-1][0], spans[-1][1]):
            return None
        if headings.polarity(clause.text[spans[-1][0] : spans[-1][1]])[1] and not made:
            return None  # "Examples of unacceptable behaviour include:" says itself what its list is
        if made:
            told = made[-1].modality == "obligation" and gives_examples(clause.text, *spans[-1])
            return None if told else made[-1]  # what an example of a thing is, nobody has to do
        last = self.built[-1] if self.built else None
        close = last is not None and last.home.parent == clause.parent and last.home.id == self.previous
        return last if close else None

    def _nested(
        self, clause: Clause, spans: Sequence[Span], lead: Lead, chain: list[str], made: Sequence[Built]
    ) -> Lead:
        """What an item without a command of its own hands on: its lead-in's modality, with the last operator of its own words."""
        role = tail_role(clause, spans[-1]) if spans else ""
        built = made[-1] if made else lead.built
        return Lead(
            lead.modality,
            role or lead.role,
            chain,
            lead.certainty,
            lead.bearer,
            list(lead.conditions),
            list(lead.exceptions),
            built,
        )

    def _unsaid(self, clause: Clause, spans: Sequence[Span], chain: list[str]) -> Lead:
        """What a lead-in without a command hands down: a heading's word, or conditions that wait for the closing words."""
        said = headings.above(clause.path) if primary(clause.language or "en") == "en" else None
        if (who := actor_alone(clause, spans)) is not None:
            # "The organization:": what its items say in the present tense is what it does.
            return Lead("obligation", "action", chain, 0.7, part_of(clause, who), title=True, acts=True)
        own, told = (
            headings.polarity(clause.text) if primary(clause.language or "en") == "en" else (None, False)
        )
        if told and len(clause.text.split()) <= 14 and not company(fold(clause.text)):
            said = own
        if spans and may_include(clause.text, *spans[-1]):
            return Lead(None, "element", chain, 0.7)
        role = tail_role(clause, spans[-1]) if spans else ""
        if role == "exception":
            return Lead("exemption", "element", chain, 0.7)
        lead = Lead(None if role == "condition" else said, role or "element", chain, 0.7, title=False)
        if role == "condition":
            lead.waiting.append(part_of(clause, spans[-1]))
            lead.whole = english_roles.closed_by_colon(clause.text, *spans[-1])
        elif not role and spans and english_roles.closes_condition(clause.text, *spans[-1]):
            lead.given.append(part_of(clause, spans[-1]))
        return lead

    def _close(self, clause: Clause, span: Span, lead: Lead | None) -> None:
        """The words behind a list: a limit of all its rules, the command of a condition, or a sentence of their own."""
        spans = sentences_of(clause, span)
        folded = fold(clause.text[span[0] : span[1]])
        ops = operators(folded) if primary(clause.language or "en") == "en" else []
        if lead is not None and ops and ops[0].start < 3 and not clause.text[span[0]].isupper():
            part = part_of(clause, trimmed(clause.text, *span) or span)
            for built in [*lead.below, *([lead.built] if lead.built else [])]:
                (built.exceptions if ops[0].kind == "exception" else built.conditions).append(part)
                built.clauses.append(clause.id)
            return
        drafts = [read(clause, start, end) for start, end in spans]
        for told in drafts:
            for draft in told:
                built = state(clause, draft, lead, self.index)
                if lead is not None and lead.waiting:
                    built.conditions[:0] = lead.waiting
                    built.measured += lead.measured
                    built.clauses = [
                        *dict.fromkeys([*(part.clause for part in lead.waiting), *built.clauses])
                    ]
                self.built.append(built)
        self.built += [state(clause, draft, None, self.index) for draft in asides(clause, spans, drafts)]

    def rules(self) -> list[Rule]:
        """The rules as records, in the order of the text."""
        counts: dict[str, int] = {}
        found = []
        for built in self.built:
            number = counts[built.home.id] = counts.get(built.home.id, 0) + 1
            found.append(record(built, number, self.index, self.by_id))
        return found


def compose(clauses: Iterable[Clause]) -> list[Rule]:
    """The rules of clauses in document order; documents and editions are kept apart."""
    documents: dict[tuple[str, str], list[Clause]] = {}
    for clause in clauses:
        documents.setdefault((clause.document, clause.edition), []).append(clause)
    rules: list[Rule] = []
    with cycle_search.put_off():
        for part in documents.values():
            composer = _Composer(part)
            for clause in part:
                composer.add(clause)
            rules += composer.rules()
    return rules
