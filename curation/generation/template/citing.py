"""How a provision is cited in running text, with the number that its document prints."""

from __future__ import annotations

import re
from collections.abc import Mapping

from curation.core.records import Clause
from curation.text import grammar, whole

_OFFICIAL = re.compile(
    r"(?:section|sec\.|s\.|s(?= \d)|art\.?|article|rule|regulation|reg\.|clause|\u00a7|paragraph|para\.?|schedule|annex|appendix|part|chapter|standard)\s*+(?:[^\s\d]{0,40}+\d|[IVXLC]{1,7}\b)",
    re.I,
)
_UNOFFICIAL = re.compile(
    r",?\s*\b(?:item|heading|row|text|unnumbered paragraph|final words|definition|para\.|paragraph|recital|entry|note|list|bullet|point)\s[^,]*$",
    re.I,
)
_SCHEDULE = re.compile(r"(?:schedule|annex|appendix)\b", re.I)
_TITLE_LESS = re.compile(
    r"^(?:para|item|section|art|annex|appendix|attachment|heading|recital|row|contents|schedule|part|chapter)\b",
    re.I,
)
_SECTION_HEADING = re.compile(
    r"^(?:[Ss]ection |\u00a7 ?)?(?P<number>\d{1,4}(?:\.\d{1,3}){0,3}[A-Z]?)(?:[.:]?\s+\S|$)"
)


def place(clause: Clause, by_id: Mapping[str, Clause]) -> str | None:
    """The provision as cited in running text, with its official number only; None where its document has no title."""
    parts = [part.strip() for part in clause.citation.split(",")]
    # "Wrecked, Abandoned or Hazardous Vessels Act, s. 5": a title may hold commas, and its year stands behind one.
    top = clause.path[0] if clause.path else ""
    own = top.count(",") + 1 if top and clause.citation.startswith(f"{top},") else 1
    own += len(parts) > own and re.fullmatch(r"\d{4}", parts[own]) is not None
    if not _LEGAL.search(", ".join(parts[:own])):
        # "Cargo, Fumigation and Tackle Regulations, s. 145(2)": the name of the law may stand behind a comma.
        until = next((i for i, part in enumerate(parts) if i and _OFFICIAL.match(part)), own)
        own = max((i + 1 for i in range(own, until) if _LEGAL.search(parts[i])), default=own)
    title = _quiet(", ".join(parts[:own]))
    rest = [part for part in parts[own:] if part]
    if (
        re.search(r"[^\W\d_]{3}", title) is None
        or (_TITLE_LESS.match(title) and not re.search(r"\b(?:Act|Regulations?|Rules|Code|Order)\b", title))
        or not title
        or len(title.split()) > 16
        or title.endswith("\u2026")
        or _HEADING.fullmatch(title)
        or (_ISSUER.match(title) and not _LEGAL.search(title))
        or not whole.balanced(clause.citation)
    ):
        return None
    if re.match(r"\d+ [A-Z][A-Za-z.]* \S*\d", title):
        # "14 CFR 1203.500(d)" names law and section at once; which of its paragraphs it is, lawyers do not write.
        return re.sub(r" unnumbered paragraph \d+$", "", title)
    title = re.sub(r"^The (?=[A-Z])", "the ", title)
    named = (
        f"the {title}"
        if _TAKES_ARTICLE.search(title) and not re.match(r"the |(?:Public|Private) Law \d", title, re.I)
        else title
    )
    if any(re.search(r"\d_\d", part) for part in rest):
        # A number that comes again in its document is told apart by the reader, and not by the law.
        return None
    scheduled = next((part for part in parts[own:] if _SCHEDULE.match(part)), None)
    while (
        rest
        and _UNOFFICIAL.match(rest[-1])
        and not (scheduled is not None and re.fullmatch(r"paragraph \d[\w.()]*", rest[-1]))
    ):
        last = rest.pop()
        if (
            rest
            and re.fullmatch(r"\(\d{1,2}\)", clause.marker)
            and last.startswith("item")
            and re.search(r"\d$", rest[-1])
        ):
            rest[-1] = f"{rest[-1]}{clause.marker}"
    # "SOR/87-612, s 3.7(4)": the number of the instrument says nothing beside its title.
    rest = rest[-1:] if rest and _OFFICIAL.match(rest[-1]) else rest
    number = re.sub(r"^ss?\.? (?=\d)", "section ", ", ".join(rest))
    if scheduled is not None and number != scheduled:
        # "Section 6" of an annex is another provision than section 6 of the law; one below a heading cannot be cited.
        if not _OFFICIAL.search(number) or (
            any(part.startswith("heading") for part in parts) and not _only(clause, parts, scheduled, by_id)
        ):
            return None
        which = scheduled if re.search(r"\w \w", scheduled) else f"the {scheduled}"
        return f"{grammar.lower_first(number)} of {which} to {named}"
    if not number or not _OFFICIAL.search(number):
        for heading in reversed(clause.path):
            if (match := _SECTION_HEADING.match(heading)) is not None:
                # In laws "8(5)" is the official way; a standard or a manual prints its numbers as they are.
                legal = _LEGAL.search(title) is not None and re.fullmatch(
                    r"\(\d{1,2}(?:\.\d)?\)", clause.marker
                )
                marker = clause.marker if legal else ""
                return f"section {match['number']}{marker} of {named}"
        return named
    return f"{grammar.lower_first(number)} of {named}"


_ISSUER = re.compile(
    r"(?:the )?(?:Ministry|Department|Government|Republic|Parliament|Office|Bureau|Secretariat|State) of\b",
    re.I,
)
"""A title page that begins with who issued it: `Ministry of Labour` is no law."""
_HEADING = re.compile(
    r"(?:application|interpretations?|definitions?|historical note|related provisions|short title|title|general|preliminary|purpose|scope|overview|introduction|contents|provisions|table of contents|amendments? not in force)(?: and (?:application|interpretation|definitions?|scope|purpose))?",
    re.I,
)
"""The first heading of a text whose title was lost."""


_TARGET = r"(?:(?:[Ss]ections?|[Pp]arts?|[Ss]chedules?|[Aa]rticles?|[Aa]nnex(?:es)?|[Cc]hapters?|[Rr]egulations?|[Rr]ules?) [\dIVX][\dIVX.]{0,6}[A-Z]?(?:\([\w.]{1,6}\)){0,4}|(?:[Ss]ub)?(?:sections?|paragraphs?) \d[\d.]{0,6}[A-Z]?(?:\([\w.]{1,6}\)){1,4}|\u00a7{1,2} ?\d[\d.]{0,8}(?:\([\w.]{1,6}\)){0,4})"
_NUMBERED = re.compile(
    r",? ?\b(?:referred to in|mentioned in|made under|given under|served under|under|of|in|to|by|with|pursuant to|in accordance with|for the purposes? of|required by|described in|specified in|set out in|listed in|prescribed by) "
    rf"{_TARGET}(?:(?:,| and| or| to) (?:{_TARGET}|[\dIVX][\d.IVX]{{0,6}}[A-Z]?(?:\([\w.]{{1,6}}\)){{0,4}})){{0,6}}(?: of (?:this Act|the Act|Article \d{{1,4}}|section \d{{1,4}}))?"
)
"""A reference by number to another section, `under section 5` or `subsection 30(1)`: what is asked is the same whatever stands there.
`Subsection (2)` says too little."""


def without_numbers(text: str) -> str:
    """A provision without its references by number to other sections."""
    return _NUMBERED.sub("", text)


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
    small = {"of", "the", "and", "on", "for", "in", "to", "a", "an", "by", "with"}
    return " ".join(
        w.lower()
        if w.lower() in small and i
        else w.capitalize()
        if w.isupper() and len(w) > 2 and w.isalpha()
        else w
        for i, w in enumerate(words)
    )


_LEGAL = re.compile(r"\b(?:acts?|regulations?|code|rules|order|by-?laws?|ordinance|statutes?)\b", re.I)
_TAKES_ARTICLE = re.compile(
    r"\b(?:act|regulations?|code|rules?|order|law|by-law|directive|standard|policy|convention|agreement|guidelines?|manual|licence|license|terms)\b",
    re.I,
)
