"""A provision that is a list, as it is printed: the words above it, its points, how they go together, and the rules they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from curation.core.records import Clause, Rule
from curation.generation.template.provisions.citing import place_of
from curation.generation.template.provisions.norms import heading_off, own_text
from curation.generation.template.provisions.worth_asking import unnamed_paper
from curation.text import cut_off, whole
from curation.text.stems import content_stems
from curation.text.template_words.provisions import checklists as wording
from curation.text.template_words.provisions.citing import LETTER
from curation.text.template_words.provisions.parsing import MODAL
from curation.text.template_words.provisions.points import JOINT
from curation.text.template_words.provisions.worth_asking import REGULATED, ROLES
from curation.text.words import squeeze_marks

_POINTS = (2, 26)
"""Fewest and most points of a list of which a part is shown."""
MOST_WORDS = 115
"""Most words of a list with what is printed before it."""
_BEFORE = 60
"""Most words that are printed before a list."""
_POINT = 42
"""Most words of a point."""


@dataclass(frozen=True)
class Checklist:
    """A list that a duty asks for."""

    home: Clause
    """The clause above the points."""
    rules: tuple[Rule, ...]
    """The duties that it holds: of the words above, or of each point."""
    lead: str
    """The words above the points, without number, heading and end mark."""
    points: tuple[str, ...]
    """The points without letter, end mark and conjunction."""
    letters: tuple[str, ...]
    joint: Literal["and", "or"]
    before: str
    """Earlier words of the same section that the lead speaks of; empty where it stands alone."""
    place: str
    clauses: tuple[str, ...]
    """Ids of the clauses that are printed."""

    sound: tuple[bool, ...] = ()
    """Whether each point can be read by the words that are printed."""
    joined: tuple[int, ...] = ()
    """The places of the points before which a conjunction is printed."""
    shown: tuple[int, ...] = ()
    """The places of the points in the whole list, where only some of them are printed; empty where all are."""

    @property
    def printed(self) -> str:
        """What is printed of it in one line, with a mark where points are left out."""
        parts: list[str] = []
        last = -1
        for place, letter, text in zip(
            self.shown or range(len(self.points)), self.letters, self.points, strict=True
        ):
            if place != last + 1:
                parts.append(OMITTED)
            parts.append(f"{letter} {text}")
            last = place
        body = "; ".join(parts[:-1])
        joint = f"{self.joint} " if parts[-2:-1] != [OMITTED] and last in self.joined else ""
        own = f"{self.home.marker} " if self.before and LETTER.fullmatch(self.home.marker) else ""
        front = f"{self.before} {own}" if self.before else ""
        end = f"; {OMITTED}" if self.shown and last + 1 < len(self.sound) else "."
        return f"{front}{self.lead}{':' if wording.FOLLOWING.search(self.lead) else ''} {body}; {joint}{parts[-1]}{end}"

    @property
    def partial(self) -> bool:
        """Whether points are left out."""
        return bool(self.shown) and len(self.shown) < len(self.sound)

    def only(self, places: Sequence[int]) -> Checklist:
        """The list with some of its points."""
        kept = tuple(sorted(places))
        return replace(
            self,
            points=tuple(self.points[i] for i in kept),
            letters=tuple(self.letters[i] for i in kept),
            shown=kept,
        )


OMITTED = "[\u2026]"
"""What stands where points of a list are left out."""


def checklist_of(
    home: Clause,
    below: Sequence[Clause],
    rules: Sequence[Rule],
    by_id: Mapping[str, Clause],
    section: Sequence[Clause],
    above: Clause | None = None,
    nested: frozenset[str] = frozenset(),
) -> Checklist | str:
    """The list below a clause, or the code of the reason why it cannot be shown.

    Args:
        home: The clause above the points.
        below: Its points, in order.
        rules: The duties of the clause and of its points.
        by_id: The clauses of the run.
        section: The clauses of the same section before it, in order.
        above: The clause above it; its words open the list where those of the clause do not begin a sentence.
        nested: Ids of the points that hold a list of their own.
    """
    duties = tuple(rule for rule in rules if rule.modality in ("obligation", "prohibition"))
    if not duties:
        return "no-slot"
    if not _POINTS[0] <= len(below) <= _POINTS[1] or any(not clause.marker for clause in below):
        return "no-slot"
    if (place := place_of([home], home, by_id)) is None:
        return "no-title"
    lead = _bare(home)
    if not lead[:1].isupper() and above is not None:
        # "(c) a person who sells seeds must": a sentence of its own needs no words above it.
        own = wording.OWN_SENTENCE.match(lead) is not None
        lead = lead[:1].upper() + lead[1:] if own else f"{_bare(above)} {lead}"
    texts, joint = _joined([_point(clause) for clause in below], lead)
    if joint is None:
        return "incomplete"
    if wording.RESERVED.match(lead) or not lead[:1].isupper() or wording.AMONG.search(lead):
        return "points-elsewhere"
    before, shown = _before(lead, section)
    known = f"{before} {lead}".strip()
    bare = wording.REFERENCES.sub("", lead) if before else lead
    if _loose(bare, before):
        return "points-elsewhere"
    if _unnamed(lead, before) or unnamed_paper(known):
        return "unnamed-thing"
    letters = tuple(_letter(clause, i) for i, clause in enumerate(below))
    sound = tuple(
        clause.id not in nested and _sound(text, f"{before} {lead} {' '.join(texts[:i])}")
        for i, (clause, text) in enumerate(zip(below, texts, strict=True))
    )
    if sum(sound) < _POINTS[0]:
        return "points-elsewhere"
    if before:
        # Two subsections are printed: the section holds both.
        place = wording.LAST_SUBSECTION.sub("", place, count=1)
    clauses = (*shown, home.id, *(c.id for c in below))
    joined = tuple(i + 1 for i, clause in enumerate(below) if JOINT.search(_point(clause).strip(" ;,.")))
    return Checklist(home, duties, lead, tuple(texts), letters, joint, before, place, clauses, sound, joined)


def _unnamed(lead: str, before: str) -> bool:
    """Whether the thing that a list is about is called known and nothing before it names it: `the inspection must`."""
    if wording.UNNAMED.match(lead) and not before:
        return True
    match = wording.KNOWN_SUBJECT.match(lead)
    if match is None or ROLES.search(match["noun"]) or REGULATED.search(match["noun"]):
        return False
    return not content_stems(match["noun"].split()[-1], "en") & content_stems(before, "en")


def _sound(text: str, before: str) -> bool:
    """Whether a point is a whole text that can be read where it stands."""
    return bool(
        text
        and len(text.split()) <= _POINT
        and not re.search(r"[;:|]", text)
        and not cut_off.stops(text)
        and whole.balanced(text)
        and not _loose(text, before)
    )


def _letter(clause: Clause, place: int) -> str:
    """The marker of a point as a citation prints it; a letter where the document prints none that can be cited."""
    marker = clause.marker.strip().rstrip(".")
    if LETTER.fullmatch(marker):
        return marker
    inner = marker.strip("()")
    return f"({inner})" if re.fullmatch(r"[a-z]{1,3}|\d{1,2}|[ivx]{1,5}", inner) else f"({chr(97 + place)})"


def _bare(clause: Clause) -> str:
    """The words of a clause without number, heading and end mark."""
    text = own_text(clause)
    if clause.marker and text.startswith(f"{clause.marker} "):
        text = text[len(clause.marker) + 1 :]
    text = re.sub(r"^\d{1,4}(?:\.\d{1,4}){0,3}\s+(?=[A-Z])", "", text)
    over = clause.path[-1].strip() if clause.path else ""
    if over and text.startswith(f"{over} ") and text[len(over) + 1 :][:1].isupper():
        text = text[len(over) + 1 :]
    return wording.REPEATED.sub("", heading_off(text).strip()).rstrip(" :,;\u2014\u2013-")


def _point(clause: Clause) -> str:
    text = own_text(clause)
    if clause.marker and text.startswith(f"{clause.marker} "):
        text = text[len(clause.marker) + 1 :]
    return squeeze_marks(text).strip()


def _joined(texts: list[str], lead: str) -> tuple[list[str], Literal["and", "or"] | None]:
    """The points without the conjunction behind them, and the conjunction; None where it cannot be told."""
    found: set[str] = set()
    bare: list[str] = []
    for text in texts:
        text = text.strip(" ;,.")
        if (match := JOINT.search(text)) is not None:
            found.add(match["joint"].lower())
            text = text[: match.start()].strip(" ;,.")
        bare.append(text)
    if len(found) > 1:
        return bare, None
    any_of = wording.ANY_OF.search(lead) is not None
    if found == {"or"}:
        return bare, "or"
    if found == {"and"}:
        return bare, None if any_of else "and"
    if not any_of and re.search(r"\bfollowing\b", lead):
        return bare, "and"
    return bare, None


def _loose(text: str, before: str) -> bool:
    """Whether a point names what nobody can know from the words that are printed: `that record`, `paragraph (b)`.

    A section, a clause of a standard or another law that it names need not be looked up: the case repeats its words.
    """
    text = wording.NAMED_PLACES.sub(" ", wording.ANNOUNCING.sub("", text))
    return wording.INNER.search(text) is not None or whole.points_away(text, before)


def _before(lead: str, section: Sequence[Clause]) -> tuple[str, tuple[str, ...]]:
    """The earlier words of a section that a lead speaks of: what it names by number, or as known."""
    wanted: list[Clause] = []
    if (match := wording.SUBSECTION.search(lead)) is not None:
        wanted = [c for c in section if c.marker == match["number"]]
    elif (known := wording.KNOWN.match(lead)) is not None and section:
        noun = known["noun"].split()[-1].lower()
        naming = [c for c in section if re.search(wording.INTRODUCED.format(noun=re.escape(noun)), c.text)]
        wanted = naming[-1:]
    texts = [(c, _bare(c)) for c in wanted]
    if len(texts) != 1:
        return "", ()
    clause, text = texts[0]
    if (
        not clause.text.rstrip().endswith(".")
        or len(text.split()) > _BEFORE
        or not text[:1].isupper()
        or MODAL.search(text) is None
        or wording.PENDING.search(text.rstrip("."))
        or re.search(r"[;:|]", text)
        or whole.fault(text.rstrip("."))
        or _loose(text, "")
        or wording.RESERVED.match(text)
    ):
        return "", ()
    marker = f"{clause.marker} " if LETTER.fullmatch(clause.marker) else ""
    return f"{marker}{text.rstrip('.')}.", (clause.id,)
