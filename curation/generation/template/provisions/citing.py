"""How a provision is cited in running text, with the number that its document prints."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from curation.core.records import Clause
from curation.text import grammar, whole
from curation.text.template_words.provisions import citing as wording


def place(clause: Clause, by_id: Mapping[str, Clause]) -> str | None:
    """The provision as cited in running text, with its official number only; None where its document has no title."""
    parts = [part.strip() for part in clause.citation.split(",")]
    # "Wrecked, Abandoned or Hazardous Vessels Act, s. 5": a title may hold commas, and its year stands behind one.
    top = clause.path[0] if clause.path else ""
    own = top.count(",") + 1 if top and clause.citation.startswith(f"{top},") else 1
    own += len(parts) > own and re.fullmatch(r"\d{4}", parts[own]) is not None
    if not wording.LEGAL.search(", ".join(parts[:own])):
        # "Cargo, Fumigation and Tackle Regulations, s. 145(2)": the name of the law may stand behind a comma.
        until = next(
            (
                i
                for i, part in enumerate(parts)
                if i and (wording.OFFICIAL.match(part) or wording.UNOFFICIAL.match(part))
            ),
            own,
        )
        own = max((i + 1 for i in range(own, until) if wording.LEGAL.search(parts[i])), default=own)
    title = _quiet(", ".join(parts[:own]))
    rest = [part for part in parts[own:] if part]
    if not can_be_looked_up(title) or not whole.balanced(clause.citation):
        return None
    if re.match(r"\d+ [A-Z][A-Za-z.]* \S*\d", title):
        # "14 CFR 1203.500(d)" names law and section at once; which of its paragraphs it is, lawyers do not write.
        return wording.PLACE.sub("", title)
    title = re.sub(r"^The (?=[A-Z])", "the ", title)
    named = (
        f"the {title}"
        if wording.TAKES_ARTICLE.search(title)
        and not re.match(r"the |(?:Public|Private) Law \d", title, re.I)
        else title
    )
    if any(re.search(r"\d_\d", part) for part in rest):
        # A number that comes again in its document is told apart by the reader, and not by the law.
        return None
    scheduled = next((part for part in parts[own:] if wording.SCHEDULE.match(part)), None)
    while (
        rest
        and wording.UNOFFICIAL.match(rest[-1])
        and not (scheduled is not None and re.fullmatch(r"paragraph \d[\w.()]*", rest[-1]))
    ):
        last = rest.pop()
        if (
            rest
            and re.fullmatch(r"\(\d{1,2}\)", clause.marker)
            and (last.startswith("item") or last == f"para. {clause.marker[1:-1]}")
            and re.search(r"\d$", rest[-1])
        ):
            rest[-1] = f"{rest[-1]}{clause.marker}"
    # "SOR/87-612, s 3.7(4)": the number of the instrument says nothing beside its title.
    rest = rest[-1:] if rest and wording.OFFICIAL.match(rest[-1]) else rest
    number = re.sub(r"^ss?\.? (?=\d)", "section ", ", ".join(rest))
    if scheduled is not None and number != scheduled:
        # "Section 6" of an annex is another provision than section 6 of the law; one below a heading cannot be cited.
        if not wording.OFFICIAL.search(number) or (
            any(part.startswith("heading") for part in parts) and not _only(clause, parts, scheduled, by_id)
        ):
            return None
        which = scheduled if re.search(r"\w \w", scheduled) else f"the {scheduled}"
        return f"{grammar.lower_first(number)} of {which} to {named}"
    if not number or not wording.OFFICIAL.search(number):
        for heading in reversed(clause.path):
            if (match := wording.SECTION_HEADING.match(heading)) is not None:
                # In laws "8(5)" is the official way; a standard or a manual prints its numbers as they are.
                legal = wording.LEGAL.search(title) is not None and re.fullmatch(
                    r"\(\d{1,2}(?:\.\d)?\)", clause.marker
                )
                marker = clause.marker if legal else ""
                return f"section {match['number']}{marker} of {named}"
        return named
    return f"{grammar.lower_first(number)} of {named}"


def place_of(chain: Sequence[Clause], home: Clause, by_id: Mapping[str, Clause]) -> str | None:
    """The provision of a rule that stands in several clauses: with the letter of the paragraph that its words come from.

    Args:
        chain: The clauses of the rule in the order of the text: the words above a list, its entry, and what closes it.
        home: The clause that the rule belongs to.
        by_id: The clauses of the document.

    Returns: `section 199(b) of the Lamp Act`; None where the document has no title.
    """
    where = place(home, by_id)
    marked = [clause.marker for clause in chain[1:] if clause.marker]
    if where is None or not marked or not all(wording.LETTER.fullmatch(marker) for marker in marked):
        return where
    number, of, title = (place(chain[0], by_id) or "").partition(" of ")
    letters = "".join(marked)
    if not of or not re.search(r"\d", number) or where.partition(" of ")[0].endswith(letters):
        return where
    return f"{number}{letters}{of}{title}"


def can_be_looked_up(title: str) -> bool:
    """Whether a title, or what stands in its place in a citation, tells a reader which document it is."""
    return not (
        re.search(r"[^\W\d_]{3}", title) is None
        or (
            wording.TITLE_LESS.match(title)
            and not re.search(r"\b(?:Act|Regulations?|Rules|Code|Order)\b", title)
        )
        or len(title.split()) > 16
        or title.endswith("\u2026")
        or wording.HEADING.fullmatch(title)
        or (wording.ISSUER.match(title) and not wording.LEGAL.search(title))
    )


def without_numbers(text: str) -> str:
    """A provision without its references by number to other sections."""
    return wording.NUMBERED.sub("", text)


def _only(clause: Clause, parts: list[str], scheduled: str, by_id: Mapping[str, Clause]) -> bool:
    """Whether no other provision of a schedule bears the number of this one: below headings numbers may begin anew."""
    front = ", ".join(parts[: parts.index(scheduled) + 1]) + ", "
    last = f", {parts[-1]}"
    return not any(
        other.citation.endswith(last)
        and other.citation.startswith(front)
        and other.document == clause.document
        for other in by_id.values()
        if other.id != clause.id
    )


def _quiet(title: str) -> str:
    """A title printed in capitals as a title in running text; a short name such as `LSS-1` stays as it is."""
    words = title.split()
    if len(words) < 3:
        return title
    if 2 * sum(word.isupper() and len(word) > 2 for word in words) < len(words):
        return title
    small = wording.QUIET
    return " ".join(
        w.lower()
        if w.lower() in small and i
        else w.capitalize()
        if w.isupper() and len(w) > 2 and w.isalpha()
        else w
        for i, w in enumerate(words)
    )
