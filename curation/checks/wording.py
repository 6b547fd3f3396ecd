"""Checks of the words themselves, for prompts and questions alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.core.errors import Severity
from curation.text.item_words.leftovers import (
    ABOUT_MARKUP,
    ARTEFACT,
    BEFORE_PHONE,
    DOUBLED,
    DOUBLED_THAT,
    EXAMPLE,
    FILED,
    HOME,
    MARKUP,
    NETWORK,
    NUMBERED,
    NUMBERED_PERSON,
    OFFICE,
    REFERENCE,
    SECRET,
)
from curation.text.placeholders import unfilled
from curation.text.quoted import unquoted


def template_leak(item: Item, settings: Settings) -> Iterator[Hit]:
    """A placeholder or a mark of a template that was never filled in."""
    for name, text in item.fields():
        if (match := next(unfilled(text), None)) is not None:
            yield Hit(name, "a placeholder was never filled in; fill it or drop it", *match.span())


# C0 and C1 controls, zero-width characters, bidirectional overrides, interlinear marks and private use. The joiners
# U+200C and U+200D are letters' business in many scripts and in emoji, so they count only between ASCII letters.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ue000-\uf8ff]"
    "|(?<=[A-Za-z])[\u200c\u200d](?=[A-Za-z])"
)
_MOJIBAKE = re.compile("\ufffd|\u00c3[\u0080-\u00bf]|\u00e2\u20ac|\u00c2[\u0080-\u00bf]|\u00ef\u00bb\u00bf")


def control_character(item: Item, settings: Settings) -> Iterator[Hit]:
    """A control, zero-width, bidirectional or private-use character."""
    for name, text in item.fields():
        if not text.isascii() or not text.isprintable():
            match = _CONTROL.search(text)
            if match:
                code = f"U+{ord(match[0]):04X}"
                yield Hit(name, f"holds the invisible character {code}; take it out", *match.span())


def mojibake(item: Item, settings: Settings) -> Iterator[Hit]:
    """Text that was decoded with the wrong encoding."""
    for name, text in item.fields():
        if not text.isascii() and (match := _MOJIBAKE.search(text)):
            yield Hit(name, "was read with the wrong encoding; read the source as UTF-8", *match.span())
        elif (match := MARKUP.search(text)) and not ABOUT_MARKUP.search(text):
            yield Hit(
                name,
                f"holds the mark {match[0]} of a page; write the character that it stands for",
                *match.span(),
            )


def model_artefact(item: Item, settings: Settings) -> Iterator[Hit]:
    """Words of a language model about its own answer, in place of an item."""
    for name, text in item.fields():
        if (match := ARTEFACT.search(text)) and ARTEFACT.search(unquoted(text)):
            yield Hit(name, "holds a model's own words about itself; rewrite the item", *match.span())


_EMAIL = re.compile(r"(?<![\w.+-])[.+-]*+(?=\w)[\w.+-]++@([\w-]+(?:\.[\w-]+)+)\b")
_PHONE = re.compile(
    r"(?<![\w.+-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\)[ .-]?|\d{3}[.-])\d{3}[ .-]\d{4}(?![\w-])|(?<![\w.])\+\d{1,3}(?:[ .-]?\d{2,4}){3,4}(?![\w-])"
    r"|(?<![\w.,/-])0\d{2,4}[ /-]{1,3}\d{3,4}(?:[ -]?\d{2,4}){1,2}(?![\w/-]|,\d)"
)
_TOLL_FREE = re.compile(r"\(?8(?:00|33|44|55|66|77|88)\)?|555.?01\d\d")
_SEVERAL = re.compile(r"(?:s|ies)[.:]?\s*\(?$", re.I)
_SSN = re.compile(r"(?<![\w-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")
_CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
_IP = re.compile(r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]*\d)")
_OWN_NET = re.compile(
    r"^(?:10|127|0|192\.168|192\.0\.2|198\.51\.100|203\.0\.113|169\.254|172\.(?:1[6-9]|2\d|3[01])|255)\."
)
# Nothing personal lacks an @, six digits close together, and a name before the number of a house.
_PERHAPS_PERSONAL = re.compile(
    r"@|[A-Z][a-z]++ ?[,(\u2013\u2014-]? ?(?:[a-z]++ ){0,3}(?:Flat \d+[A-Z]?, )?\d{1,4}[a-z]? [A-Z]|\d{1,4}[a-z]? [A-Z][a-z]+ [A-Z]|(?:[A-Z] ?)?\d(?:[ A-Z/-]{0,2}\d){5}|\d(?:[ ().-]{0,2}\d){5}|\d\.\d+\.\d|[A-Z]{2}\d\d ?[A-Z0-9]{4}"
)


def luhn(digits: str) -> bool:
    """Whether the digits carry a right check digit (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def iban(text: str) -> bool:
    """Whether `text` without spaces is an account number with a right check number (ISO 13616)."""
    joined = text.replace(" ", "")
    moved = joined[4:] + joined[:4]
    return 15 <= len(joined) <= 34 and int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def _is_filed(before: str, number: str) -> bool:
    """Whether the words before a number say that it is the one of a thing.

    A noun alone (`For contracts`) tells nothing of a number that is written as one to call, with `+` or `(`, and a noun of several
    things (`For claims:`) nothing of one that begins with 0; `lot 00123-4567-89` is the number of a lot.
    """
    if not FILED.search(before):
        return False
    if NUMBERED.search(before):
        return True
    return number[0] not in "+(" and not (number[0] == "0" and _SEVERAL.search(before))


def _personal(text: str) -> Iterator[tuple[str, int, int]]:
    for mail in _EMAIL.finditer(text):
        if not EXAMPLE.search(mail[1]):
            yield "an e-mail address", *mail.span()
    for phone in _PHONE.finditer(text):
        before = text[max(0, phone.start() - 60) : phone.start()]
        if not _TOLL_FREE.search(phone[0]) and (
            BEFORE_PHONE.search(before) or not _is_filed(before, phone[0])
        ):
            yield "a telephone number", *phone.span()
    for home in HOME.finditer(text):
        if not OFFICE.search(text[max(0, home.start() - 30) : home.end()]):
            yield "the address of a person", *home.span()
    for own in NUMBERED_PERSON.finditer(text):
        if len(re.sub(r"\D", "", own["number"])) >= 6 and len(set(re.sub(r"\D", "", own["number"]))) > 2:
            yield "a number that stands for one person", *own.span("number")
    for number in _SSN.finditer(text):
        yield "a social security number", *number.span()
    for card in _CARD.finditer(text):
        digits = re.sub(r"\D", "", card[0])
        if digits[0] in "3456" and len(set(digits)) > 3 and luhn(digits):
            yield "a payment card number", *card.span()
    for account in _IBAN.finditer(text):
        if iban(account[0]):
            yield "a bank account number", *account.span()
    for address in _IP.finditer(text):
        if not _OWN_NET.match(address[0]) and NETWORK.search(text):
            yield "an internet address", *address.span()


def personal_data(item: Item, settings: Settings) -> Iterator[Hit]:
    """Data that point at one person or account. Example domains and free-call numbers are let pass."""
    for name, text in item.fields():
        if _PERHAPS_PERSONAL.search(text):
            for what, start, end in _personal(text):
                yield Hit(
                    name, f"holds {what}; replace it with an invented one that cannot exist", start, end
                )


# A credential is one long run of letters and digits, or stands after a name for it.
_PERHAPS_SECRET = re.compile(r"[A-Za-z0-9_-]{14}|PRIVATE|[:=]")


def secret(item: Item, settings: Settings) -> Iterator[Hit]:
    """A key, a token or a password."""
    for name, text in item.fields():
        if _PERHAPS_SECRET.search(text) and (match := SECRET.search(text)):
            yield Hit(name, "holds what looks like a credential; take it out and revoke it", *match.span())


_LITERAL = re.compile(r"\\[nrt](?![A-Za-z]{2})|(?<=[a-z]{3})\\n(?=[a-z]{2,} )|\\n(?=[A-Z])|\\u[0-9a-fA-F]{4}")


def literal_escape(item: Item, settings: Settings) -> Iterator[Hit]:
    """Line breaks written as backslash-n, a mark of text that was escaped twice."""
    for name, text in (*item.fields(), ("explanation", item.explanation), ("raw", item.raw)):
        if "\\" in text and (match := _LITERAL.search(text)):
            # In the explanation and in the text as it was published it does no harm to a reader of the item.
            severity: Severity | None = "info" if name in ("explanation", "raw") else None
            message = "a line break is written as backslash-n; write a real one"
            yield Hit(name, message, *match.span(), severity=severity)


_SENTENCE_TWICE = re.compile(r"(?:^|(?<=[.!?] ))([A-Z][^.!?\n]{14,300}[.!?]) (?:\1)", re.M)
_PUNCTUATION = re.compile(r",,|;;|\s,\s|(?<!\?)\?\?++$|(?<!\.)\.\.(?!\.)|(?<!\w)\( *\)")


def doubled(item: Item, settings: Settings) -> Iterator[Hit]:
    """A word or a mark written twice."""
    for name, text in item.fields():
        searches = (DOUBLED, _PUNCTUATION, DOUBLED_THAT, _SENTENCE_TWICE)
        found = next((hit for pattern in searches if (hit := pattern.search(text))), None)
        if found:
            yield Hit(name, "a word or a mark is written twice", *found.span())


_FACE = re.compile(r"(?<![\w(])[:;=8][-'^]?[)(\]\[]+")
_MARKER_BEFORE = re.compile(r"(?:^|[\s:,;.(])(?:[a-zA-Z]|\d{1,3}|[ivxIVX]{2,4})$")


def _apart(text: str, opened: str, closed: str) -> bool:
    """Whether a bracket is opened and never closed, or the other way round. The mark of a list, `1)`, closes nothing."""
    depth = 0
    for place, sign in enumerate(text):
        if sign == opened:
            depth += 1
        elif sign == closed and depth:
            depth -= 1
        elif sign == closed and not (
            closed in ")]" and _MARKER_BEFORE.search(text[max(0, place - 5) : place])
        ):
            return True
    return depth > 0


def unbalanced(item: Item, settings: Settings) -> Iterator[Hit]:
    """A bracket or a quotation mark that is opened and never closed."""
    pairs = (("(", ")"), ("[", "]"), ("\u201c", "\u201d"))
    for name, written in item.fields():
        text = _FACE.sub(" ", written)
        for opened, closed in pairs:
            if (opened in text or closed in text) and _apart(text, opened, closed):
                yield Hit(name, f"{opened} and {closed} do not pair up")
                break
        else:
            if text.count('"') % 2 and not re.search(r'\d"', text):
                yield Hit(name, 'a " is never closed')


_ADDRESS = re.compile(r"\bhttps?://|\bwww\.", re.I)


def address(item: Item, settings: Settings) -> Iterator[Hit]:
    """A web address: it will go away, and it may point at someone."""
    for name, text in item.fields():
        if match := _ADDRESS.search(text):
            yield Hit(name, "holds a web address; say what is meant instead", *match.span())


def missing_reference(item: Item, settings: Settings) -> Iterator[Hit]:
    """Words that point at a figure or a passage which the item does not carry."""
    if item.context:
        return
    for name, text in item.fields():
        if match := REFERENCE.search(text):
            yield Hit(name, "points at something that the item does not carry", *match.span())


def evidence_verbatim(item: Item, settings: Settings) -> Iterator[Hit]:
    """Every quote must stand in its clause, at the place it names."""
    for number, quote in enumerate(item.evidence):
        name = f"evidence[{number}]"
        if not quote["quote"].strip():
            yield Hit(name, "the quote is empty; quote the words that the item rests on")
        elif item.clauses is None:
            continue
        elif quote["clause"] not in item.clauses:
            yield Hit(name, "the clause it quotes is not among the clauses")
        elif item.clauses[quote["clause"]][quote["start"] : quote["end"]] != quote["quote"]:
            yield Hit(name, "the quote is not in its clause at that place; quote it word for word")


def evidence_missing(item: Item, settings: Settings) -> Iterator[Hit]:
    """A machine-made item that cites a clause and quotes nothing of it cannot be checked quickly."""
    if item.clauses is not None and not item.evidence:
        yield Hit("evidence", "quotes no words of a clause; a reviewer has to look for them")
