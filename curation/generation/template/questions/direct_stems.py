"""The stems of questions that name what is left out of a printed provision: several introductions, and several ways to ask."""

from __future__ import annotations

from dataclasses import dataclass

from curation.generation.template.provisions.norms import Norm
from curation.generation.template.provisions.slots import SlotWords
from curation.generation.template.questions.question_drafts import pick
from curation.text.grammar import upper_first
from curation.text.template_words.questions import direct_stems as wording
from curation.text.times import Span

TELLS = frozenset(["notify", "inform", "advise", "notifies", "informs"])


@dataclass(frozen=True)
class Gap:
    """A part of a provision that is left out, and what could stand in its place."""

    name: str
    """`bearer`, `recipient`, `giver`, `form` or `time`."""
    part: SlotWords | Span
    key: str
    """What the provision says there, as an option says it: `the operator`, `in writing`, `within ten days`."""
    wrong: tuple[str, ...]
    """What it does not say, best first."""
    act: str = ""
    """Of a recipient the verb, of a giver what is given or done."""
    misread: str = ""
    """The misreading that leads to a wrong one."""


def asked(norm: Norm, *parts: Gap) -> str:
    """The question about one part or two, in one of several wordings."""
    names = tuple(gap.name for gap in parts)
    acts = {gap.name: gap.act for gap in parts}
    tables = [wording.NAMES]
    if "recipient" in acts:
        tables.insert(0, wording.TOLD if acts["recipient"] in TELLS else wording.SENT)
    if "giver" in acts:
        tables.insert(0, wording.ALLOWED if acts["giver"] in wording.CONSENTS else wording.DONE)
    ways = next(table[names] for table in tables if names in table)
    return ways[pick(f"{norm.rule.id}|{names}|asks", len(ways))].format(
        act=acts.get("giver", ""),
        sent=wording.PARTICIPLES.get(acts.get("recipient", ""), acts.get("recipient", "")),
    )


def stem_of(norm: Norm, gapped: str, n: int, question: str) -> str:
    """The provision with its gaps and the question, in one of several orders and wordings."""
    form = wording.OPENINGS[pick(f"{norm.rule.id}|{question}|opening", len(wording.OPENINGS))]
    one = n == 1
    stem = form.format(
        place=norm.place,
        Place=upper_first(norm.place),
        text=gapped,
        asks=question,
        n="one part is" if one else "two parts are",
        parts="one part" if one else "two parts",
        s="" if one else "s",
        v="s" if one else "",
    )
    return stem.replace("\u2026.\u201d", "\u2026\u201d").replace("\u2026,\u201d", "\u2026\u201d")
