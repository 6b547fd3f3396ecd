"""The rule of a sentence, and that of an item of a list, which takes from the words above what they hand down.

Items inherit from the last operator of the words above them, not from the clause: below "is prohibited, unless" stands what is
exempt, below "shall not apply where" stands when, below "the employer shall:" stand duties.
"""

from __future__ import annotations

from collections.abc import Sequence

from curation.core.records import Clause, Modality
from curation.rules.english import limits as english_limits
from curation.rules.english.imperatives import imperative
from curation.rules.lists.lead_ins import aside, conjunction, labelled, says_what_is_done
from curation.rules.other_languages import phrases as languages
from curation.rules.parts import references
from curation.rules.parts.building import Built, Lead, maybe, part_of
from curation.rules.parts.drafts import BEARER, Draft, Span, trimmed
from curation.rules.sentence_drafts import asides, derogates, limits_in
from curation.text.packs import primary
from curation.text.phrases import fold
from curation.text.rule_words import items as wording
from curation.text.rule_words.items import SURE_MODALS

_FIXED: frozenset[Modality] = frozenset({"definition", "scope", "procedure", "penalty", "exemption"})
"""Modalities that every item takes over, also when it is a condition."""


def _stands_alone(clause: Clause, draft: Draft, span: Span) -> bool:
    """Whether an English item is a whole sentence with a command of its own, so that it ends the list of limits above it."""
    return (
        primary(clause.language or "en") == "en"
        and draft.word in SURE_MODALS
        and draft.certainty >= 0.8
        and clause.text[span[0] : span[0] + 1].isupper()
        and clause.text[: span[1]].rstrip().endswith(".")
    )


def _inside_ban(clause: Clause, lead: Lead, draft: Draft, span: Span) -> bool:
    """Whether an item that goes on with a ban names what is banned and the command in it belongs to a clause of that name.

    `Verboten ist: a) das Betreiben eines Ofens, der Nachbarn stört, so dass sie ausziehen`; English has a rule of its own.
    """
    return (
        primary(clause.language or "en") != "en"
        and lead.modality == "prohibition"
        and not lead.title
        and draft.modality == "obligation"
        and clause.text[span[0] : span[0] + 1].islower()
        and draft.bearer is not None
        and draft.bearer[0] > span[0] + _NEAR_START
    )


_NEAR_START = 30
"""Code points in which the subject of a sentence of its own begins."""


def takes(clause: Clause, lead: Lead, drafts: Sequence[Draft], span: Span, titled: bool) -> bool:
    """Whether the first sentence of an item is a part of the words above, not a rule of its own.

    `titled`: it is a run-in title, and the sentences behind it state rules.

    Args:
        clause: The clause of the item.
        lead: What the words above hand down.
        drafts: Those of the item's own sentences.
        span: Where the item's words stand in the clause.
        titled: Whether the first sentence is a run-in title.
    """
    if drafts and _stands_alone(clause, drafts[0], span):
        return False
    if (
        not lead.title
        and primary(clause.language or "en") == "en"
        and wording.REMARK.match(clause.text, span[0])
    ):
        return False  # "Related controls: AC-2" below a control
    if not drafts and clause.text[: span[1]].rstrip().endswith("?"):
        return False
    if drafts and drafts[0].modality == "definition" and lead.role == "exception":
        return False  # "In this Act, except where the context requires otherwise—": definitions stand below
    if lead.modality is None:
        return not drafts or lead.role == "condition"
    if lead.acts:
        return not drafts and says_what_is_done(clause.text[slice(*span)])
    drafts = [draft for draft in drafts if draft.word != "outcome"]
    if not drafts and titled:
        return False
    if drafts and _inside_ban(clause, lead, drafts[0], span):
        return True
    if lead.role in ("exception", "condition", "definition", "purpose") and not (
        drafts and drafts[0].bearer and lead.title
    ):
        return True
    if not drafts:
        return not aside(clause, span, lead)
    first = drafts[0]
    if (
        first.word == first.modality
        and first.modality in ("exemption", "scope", "procedure", "penalty")
        and lead.modality in ("obligation", "prohibition", "permission", "recommendation")
        and not lead.title
        and clause.text[span[0] : span[0] + 1].islower()
    ):
        return True  # "state: (a) that the buyer is exempt": what is stated, no rule of its own
    if first.word == "imperative":
        return not (
            lead.modality in ("prohibition", "exemption") and first.modality == "prohibition" and lead.title
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


def item(clause: Clause, lead: Lead, span: Span, index: references.Index, has_closing: bool) -> list[Built]:
    """The rule of an item, or none where it becomes a part of the rule above it.

    Args:
        clause: The clause of the item.
        lead: What the words above hand down.
        span: Where the item's words stand in the clause.
        index: Resolves references.
        has_closing: Whether words behind the list close its sentence.
    """
    whole = trimmed(clause.text, *span)
    if whole is None:
        return []
    lead = labelled(lead, clause.text[whole[0] : whole[1]])
    if lead.modality is None:
        words = clause.text[whole[0] : whole[1]]
        if lead.role == "condition" or not (words[0].isupper() and clause.text[whole[1] :].startswith(".")):
            lead.waiting.append(part_of(clause, whole))
            lead.measured.append((clause, whole))
        if lead.role == "condition" or has_closing:
            return []
        return [state(clause, draft, None, index) for draft in asides(clause, [span], [[]])]
    if lead.role == "exception":
        return [_exempt(clause, lead, whole)]
    if lead.modality not in _FIXED and lead.role in ("condition", "purpose"):
        _attach(clause, lead, whole)
        return []
    language = primary(clause.language or "en")
    if (
        language != "en"
        and lead.role == "element"
        and languages.only_condition(clause.text, *whole, language)
    ):
        if lead.built is None:
            return [state(clause, draft, None, index) for draft in asides(clause, [span], [[]])]
        lead.built.conditions.append(part_of(clause, whole))
        lead.built.measured.append((clause, whole))
        lead.built.clauses.append(clause.id)
        return []
    if (
        lead.role == "element"
        and lead.built is not None
        and lead.modality in ("obligation", "recommendation")
    ):
        lead.built.elements.append(part_of(clause, whole))
        _limit(clause, lead.built, whole)
        lead.built.clauses.append(clause.id)
        lead.built.spans.append((clause, whole))
        lead.built.conjunction = lead.built.conjunction or conjunction(clause.text)
        return []
    return [_own(clause, lead, whole)]


def _exempt(clause: Clause, lead: Lead, whole: Span) -> Built:
    part = part_of(clause, whole)
    if lead.built is not None:
        lead.built.exceptions.append(part)
    built = Built(
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


def _limit(clause: Clause, built: Built, whole: Span) -> None:
    """Adds the conditions and exceptions inside an element or a condition of a list; they limit that item alone."""
    inside = limits_in(clause, whole)
    built.conditions += [part_of(clause, span) for span in inside.conditions]
    built.exceptions += [part_of(clause, span) for span in inside.exceptions]


def _attach(clause: Clause, lead: Lead, whole: Span) -> None:
    if lead.built is None:
        return
    lead.built.clauses.append(clause.id)
    lead.built.measured.append((clause, whole))
    if lead.role == "condition":
        lead.built.conditions.append(part_of(clause, whole))
        lead.built.exceptions += [part_of(clause, span) for span in limits_in(clause, whole).exceptions]
    elif lead.built.purpose is None:
        lead.built.purpose = part_of(clause, whole)


def _own(clause: Clause, lead: Lead, whole: Span) -> Built:
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
        english_limits.parts_of(text, whole[0], whole[1], draft)
    else:
        languages.limits(text, *whole, language, draft)
    action = draft.action or whole
    built = Built(
        clause, modality, lead.certainty, [*lead.chain, clause.id], lead.bearer, part_of(clause, (max(start, action[0]), action[1])),
        conditions=[*lead.conditions, *(part_of(clause, span) for span in draft.conditions)],
        exceptions=[*lead.exceptions, *(part_of(clause, span) for span in draft.exceptions)],
        purpose=part_of(clause, draft.purpose) if draft.purpose else None,
    )  # fmt: skip
    if (
        built.bearer is None
        and modality in ("obligation", "prohibition", "permission", "recommendation")
        and not lead.title
        and lead.built is not None
        and BEARER in lead.built.unparsed  # "the following is prohibited:" names nobody, so nobody was missed
    ):
        built.unparsed.append(BEARER)
    built.spans.append((clause, whole))
    return built


def state(clause: Clause, draft: Draft, lead: Lead | None, index: references.Index) -> Built:
    """A rule that a clause states in words of its own."""
    built = Built(
        clause, draft.modality, draft.certainty, [*(lead.chain if lead is not None and not lead.title else []), clause.id],
        maybe(clause, draft.bearer), maybe(clause, draft.action), maybe(clause, draft.object),
        [part_of(clause, span) for span in draft.conditions], [part_of(clause, span) for span in draft.exceptions],
        maybe(clause, draft.purpose), unparsed=list(draft.unparsed),
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
        derogates(clause.text[a:b]) for a, b in draft.conditions
    ):
        # "Paragraph 1 does not apply where …": what it lifts stands before its conditions.
        stop = draft.action[1] if draft.action and not draft.conditions else draft.end
        if draft.action and draft.modality in ("exemption", "scope"):
            stop = draft.action[0] if draft.action[0] > draft.start + 3 else draft.action[1]
        found = references.resolve(fold(clause.text), clause, index)
        built.lifts = list(dict.fromkeys(target for a, b, target in found if draft.start <= a and b <= stop))
    return built


def name_bearer(clause: Clause, made: Sequence[Built], who: Span) -> None:
    """Binds whom a row of a table names in a cell of its own, where the rule of the row names nobody."""
    for built in made:
        if built.bearer is None and built.modality in (
            "obligation",
            "prohibition",
            "permission",
            "recommendation",
        ):
            built.bearer = part_of(clause, who)
            built.unparsed = [fault for fault in built.unparsed if fault != BEARER]


def forbid(drafts: Sequence[Draft]) -> None:
    """Makes bans of the commands behind a run-in title in a list of bans: "Fraud. Deceive a buyer about the goods."."""
    for draft in drafts:
        if draft.word == "imperative" and draft.modality == "obligation":
            draft.modality = "prohibition"
