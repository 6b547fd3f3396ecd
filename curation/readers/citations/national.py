"""Citations of national law, a table for each tradition: which word each part has, and which parts are written in brackets.

Sources: the Bluebook and the style of the Office of the Law Revision Counsel (United States), OSCOLA (United Kingdom), the McGill guide
(Canada), the Federal Chancellery's rules on citations (Switzerland), the usage of the Cabinet Legislation Bureau (Japan).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from curation.readers.structure import numbering
from curation.text.document_words import national as wording

Segments = list[tuple[str, str]]


@dataclass(frozen=True)
class Tradition:
    """How the law of a country, or of a language in it, is cited."""

    words: Mapping[str, str]
    """The word before the number of each part."""
    chains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a part with a word: the parts below it that are written in brackets, outermost first; the last repeats."""
    act_last: bool = False
    """Whether the name of the act stands after the part: `Art. 5 Abs. 1 DSG`."""
    between: str = ", "
    """What stands between two parts that have words."""
    half: str = ""
    """The part in brackets that has the closing one only: `art 2(1)a)`."""

    dotted: bool = True
    """Whether a hyphen between the digits of a number stands for the point that is printed: `s 2.1` is `sec_2-1`."""

    def bracketed(self, root: str, least: int, number: str) -> tuple[str, int]:
        """The part that a number in brackets is, `least` or more below a part with a word, and its depth."""
        chain = self.chains.get(root, ())
        if least == 0 and len(chain) > 1 and not number[:1].isdigit():
            least = 1  # `section 3(a)`: a paragraph of a section that has no subsections
        return (chain[min(least, len(chain) - 1)], least) if chain else ("", least)


_BELOW_SECTION = ("subsec", "para", "subpara", "point")
TRADITIONS: dict[str, Tradition] = {
    "us": Tradition(wording.US, {"sec": ("para",), "artl": ("para",)}, dotted=False),
    "uk": Tradition(
        wording.UK,
        {
            "sec": _BELOW_SECTION,
            "reg": ("para", "subpara", "point"),
            "rule": ("para", "subpara", "point"),
            "art": ("para", "point"),
            "para": ("subpara", "point"),
        },
    ),
    "ca": Tradition(wording.CA_EN, {"sec": ("subsec", "para", "subpara", "clause", "subclause", "point"), "prov": ("para", "subpara", "clause", "subclause", "point")}),
    "ca-fr": Tradition(wording.CA_FR, {"sec": ("subsec", "para", "subpara", "clause", "subclause", "point"), "prov": ("para", "subpara", "clause", "subclause", "point")}, half="para"),
    **{f"ch-{language}": Tradition(words, act_last=True, between=" ") for language, words in wording.SWISS.items()},
}  # fmt: skip
"""Name of a family of citations, with its language where that matters, to its rules."""


def tradition(family: str, language: str) -> Tradition | None:
    """The rules of a family of citations in a language, None when the family has none here."""
    return TRADITIONS.get(f"{family}-{language}") or TRADITIONS.get(family) or (TRADITIONS.get("ch-de") if family == "ch" else None)  # fmt: skip


def dotted(number: str) -> str:
    """The number of an identifier with the point that is printed between its digits: `3-1` is `3.1`."""
    return re.sub(r"(?<=\d)-(?=\d)", ".", number)


def as_printed(number: str, label: str) -> str:
    """The number of a part in brackets: `3.1` and `a.1`, and with the hyphen of a range whose label prints no point, `(3)\u2013(5)`."""
    if numbering.clean(label) == number and "." not in label:
        return number
    return re.sub(r"(?<=[^\W_])-(?=\d)", ".", number)


def write(act: str, parts: Segments, rules: Tradition, label: str = "") -> str:
    """The citation of a part of an act, whose own number is printed as `label`."""
    out, root, depth = "", "", 0
    for place, (name, number) in enumerate(parts):
        inner, deep = rules.bracketed(root, depth, number)
        if inner == name:
            printed = label if place == len(parts) - 1 else ""
            shown = as_printed(number, printed) if rules.dotted else number
            out += f"{shown})" if name == rules.half else f"({shown})"
            depth = deep + 1
            continue
        shown = dotted(number) if rules.dotted and name in rules.chains else number
        out += (rules.between if out else "") + f"{rules.words.get(name, name)} {shown}"
        root, depth = name, 0
    if rules.act_last:
        return f"{out} {act}".strip()
    return f"{act}, {out}" if act and out else act or out


def read(text: str) -> tuple[str, str] | None:
    """The act and the identifier that a citation in one of the traditions names, None when it is in none of them."""
    found = [
        _read_last(text, rules) if rules.act_last else _read_first(text, rules)
        for rules in TRADITIONS.values()
    ]
    return min(
        filter(None, found), key=lambda reference: len(reference[0]), default=None
    )  # the most of it understood


_NUMBER = r"\w+(?:[.-]\w+)*"
_PATTERNS: dict[int, re.Pattern[str]] = {}


def _token(rules: Tradition) -> re.Pattern[str]:
    """A part with its word, or a number in brackets."""
    if id(rules) not in _PATTERNS:
        words = "|".join(re.escape(word) for word in sorted(rules.words.values(), key=len, reverse=True))
        _PATTERNS[id(rules)] = re.compile(
            rf"(?:{re.escape(rules.between)})?(?P<word>{words}) (?P<number>{_NUMBER})(?=[(), ]|[a-z]\)|$)"
            rf"|\((?P<bracket>{_NUMBER})\)|(?P<half>{_NUMBER})\)"
        )
    return _PATTERNS[id(rules)]


def _parts(text: str, rules: Tradition, place: int) -> tuple[Segments, int]:
    """The parts named from `place` on, and where they end."""
    names = {word: name for name, word in rules.words.items()}
    out: Segments = []
    root, depth = "", 0
    while place < len(text) and (token := _token(rules).match(text, place)):
        if token["word"]:
            root, depth = names[token["word"]], 0
            out.append((root, numbering.clean(token["number"])))
        else:
            name, depth = rules.bracketed(root, depth, token["bracket"] or token["half"])
            if not name or bool(token["half"]) != (name == rules.half):
                break
            out.append((name, numbering.clean(token["bracket"] or token["half"])))
            depth += 1
        place = token.end()
    return out, place


def _read_first(text: str, rules: Tradition) -> tuple[str, str] | None:
    for start in (0, *(match.end() for match in re.finditer(r", ", text))):
        parts, end = _parts(text, rules, start)
        if parts and end == len(text):
            return text[:start].removesuffix(", "), _eid(parts)
    return None


def _read_last(text: str, rules: Tradition) -> tuple[str, str] | None:
    parts, end = _parts(text, rules, 0)
    if (
        len(parts) < 1
        or end >= len(text)
        or not text[end:].startswith(" ")
        or parts[0][0] not in ("art", "annex")
    ):
        return None
    return text[end + 1 :], _eid(parts)


def _eid(parts: Segments) -> str:
    return "__".join(f"{name}_{number}" for name, number in parts)


# --- Japan ---------------------------------------------------------------------------------------------------------


def _ja_number(value: int) -> str:
    """`value` (1 to 9999) as Japanese laws write it: `百一`, no zero and no one before ten, hundred and thousand."""
    out = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("" if digit == 1 and name else "〇一二三四五六七八九"[digit]) + name
    return out


def write_ja(act: str, parts: Segments) -> str:
    """The citation of a part of a Japanese law: `行政手続法第二条第一項第一号イ`."""
    out = act
    for name, number in parts:
        if name in wording.JA_UNIT:
            values = number.split("-")
            if all(value.isdecimal() and 0 < int(value) < 10_000 for value in values):
                main, *after = (_ja_number(int(value)) for value in values)
                out += f"第{main}{wording.JA_UNIT[name]}" + "".join(f"の{value}" for value in after)
            else:
                out += f"第{number}{wording.JA_UNIT[name]}"
        elif name in ("subitem", "point"):
            out += number if name == "subitem" and not number.isascii() else f"（{number}）"
        else:
            out += f"{wording.JA_WORD.get(name, name)}{'' if name == 'suppl' and number == '1' else number}"
    return out


def read_ja(text: str) -> tuple[str, str] | None:
    """The act and the identifier that a Japanese citation names."""
    for start in (match.start() for match in wording.JA_OPENS.finditer(text)):
        parts = _parts_ja(text, start)
        if parts is not None:
            return text[:start], _eid(parts)
    return None


def _parts_ja(text: str, place: int) -> Segments | None:
    out: Segments = []
    while place < len(text):
        token = wording.JA_TOKEN.match(text, place)
        if token is None or (not out and (token["bracket"] or token["iroha"])):
            return None
        if token["unit"]:
            name = next(key for key, unit in wording.JA_UNIT.items() if unit == token["unit"])
            values = [numbering.han(value) for value in (token["number"], *token["after"].split("の")[1:])]
            out.append((name, "-".join(str(value) for value in values)))
        elif token["word"]:
            name = next(key for key, word in wording.JA_WORD.items() if word == token["word"])
            out.append((name, token["order"] or "1"))
        else:
            out.append(("subitem", token["iroha"]) if token["iroha"] else ("point", token["bracket"]))
        place = token.end()
    return out if any(unit in text for unit in ("条", "項", "附則", "編", "章", "別表", "様式")) else None
