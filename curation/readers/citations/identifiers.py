"""Identifiers as a lawyer writes them, in the tradition and language of the document, and back again.

Each tradition has one writer and one reader; `parse(write(eid)) == eid` holds for every identifier of its grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from curation.readers.citations import national
from curation.readers.structure import numbering
from curation.text.document_words import identifiers as wording
from curation.text.document_words.part_words import BACK, STYLES, WORDS, CitationStyle
from curation.text.han_numerals import CHINESE

Segments = list[tuple[str, str]]


@dataclass(frozen=True)
class Reference:
    """A citation taken apart: which act, and which part of it."""

    act: str
    eid: str


def segments(eid: str) -> Segments:
    """The parts of an identifier: `art_5__para_1` is `[("art", "5"), ("para", "1")]`."""
    pairs = [part.partition("_") for part in eid.split("__") if part]
    return [(name, number) for name, _, number in pairs]


def write(
    act: str,
    eid: str,
    family: str,
    language: str = "en",
    label: str = "",
    section: str = "",
    listed: Sequence[str] = (),
) -> str:
    """The citation of `eid` in `act`, in the words of its tradition and language.

    `label` is the number as printed; requirements of a framework and annexes of German laws are cited by it, and it tells a range
    in brackets from a number with a point. `section` is the number of the section around it as printed, which may have a hyphen
    (`59.1-575`).

    Args:
        act: The short name of the document.
        eid: The identifier of a part of it: `art_5__para_2`.
        family: The tradition that the document is cited in: `eu`, `uk`, `us`, …
        language: A BCP 47 tag.
        label: The number as printed, empty where none is.
        section: The number of the section around it as printed.
        listed: The numbers of the items and paragraphs from the outermost to this one as printed, empty for a bullet or for none:
            in a policy an item that is printed `(b)` is cited by that and not by its place, and paragraph `(2)` of section 5 as 5(2).
    """
    parts = segments(eid)
    tongue = language.split("-")[0]
    if family == "framework" and label and any(char.isalnum() for char in label):
        return f"{act}, {label}" if act else label
    if family == "ja":
        return national.write_ja(act, parts)
    if (rules := national.tradition(family, tongue)) is not None:
        return national.write(act, parts, rules, label)
    if family == "de":
        return f"{_write_de(parts, label or section, section)} {act}".strip()
    if family == "cfr":
        return f"{act} {_write_code(parts, act, section)}".strip()
    if family == "zh" or (tongue == "zh" and re.search(r"[\u4e00-\u9fff]", act)):
        body = _write_zh(parts)
        return f"《{act.strip('《》')}》{body}" if act else body
    body = _write_words(parts, tongue, family, label, section, listed)
    return f"{act}, {body}" if act and body else act or body


def parse(citation: str) -> Reference | None:
    """The act and the identifier that a citation names, None when it is written in no tradition known here.

    A number in brackets after an article is read as its paragraph; an article that has points without paragraphs
    needs its document to tell (`resolve`).
    """
    text = citation.strip()
    return next((found for reader in _READERS if (found := reader(text)) is not None), None)


def resolve(citation: str, known: Mapping[str, str]) -> str | None:
    """The identifier in `known` (citation to eid) that `citation` names, however it is spaced."""
    folded = {_loose(name): eid for name, eid in known.items()}
    return folded.get(_loose(citation))


def _loose(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()


# --- words and brackets: the European Union, Akoma Ntoso, contracts and policies -----------------------------------

_BELOW = frozenset({"para", "point", "letter", "subsec", "subpara", "level", "clause", "subclause", "indent"})
_TABLE = {key.rstrip("."): name for key, name in BACK.items()} | {
    word.lower(): key for key, word in wording.PLAIN.items()
}


def _word(name: str, language: str, family: str) -> str:
    words = WORDS.get(language, WORDS["en"])
    if name == "item" and family == "policy" and language != "de":
        return "item"
    if words is WORDS["en"]:
        if name == "art" and family == "policy":
            return "Article"
        if name == "sec" and family == "akn":
            return "section"
    return words.get(name) or wording.PLAIN.get(name, name)


def _write_words(
    parts: Segments,
    language: str,
    family: str,
    label: str = "",
    section: str = "",
    listed: Sequence[str] = (),
) -> str:
    style = STYLES.get(language) if family == "eu" else None
    marks = iter(listed if family == "policy" else ())
    between = style.between if style else ", "
    out = ""
    above = ""
    for place, (name, number) in enumerate(parts):
        shown = number
        if name == "para" and family == "policy":
            shown = national.dotted(number)
        elif name == "sec" and family == "policy":
            hyphened = "-" in section and numbering.clean(section) == number
            shown = section if hyphened else national.dotted(number)
        if style is not None and name in ("para", "point") and out:
            out += between.rstrip() + " " + _styled(style, name, number, above)
        elif name in ("item", "para") and (mark := in_brackets(next(marks, ""), number)) and out:
            out += f"({mark})"
            name = "point"
        elif name == "item" and above.startswith("item ") and family != "akn":
            out += f".{number}"
        elif _bracketed(name, above, family):
            printed = label if place == len(parts) - 1 else ""
            out += f"({national.as_printed(number, printed) if family in ('policy', 'akn') else number})"
        else:
            out += (between if out else "") + f"{_word(name, language, family)} {shown}".rstrip()
        above = f"{name} {number}"
    return out


def in_brackets(marker: str, number: str) -> str:
    """The number of an item or a paragraph that is cited in brackets: one printed in brackets or with a letter; empty for any other.

    Its place in the list has to be the printed one, so that no two items of a section are cited alike.
    """
    mark = marker.strip("().[] ")
    if not mark.isalnum() or not (marker.startswith("(") or mark.isalpha()):
        return ""
    places = {mark, str(numbering.letters(mark.lower())), str(numbering.roman(mark))}
    return mark if number in places else ""


def _bracketed(name: str, above: str, family: str) -> bool:
    """Whether a part is written in brackets right after the one above it."""
    if not above:
        return False
    if family == "policy":
        return name in ("point", "letter") and above.split(" ")[0] in wording.HOLDING_POINTS
    return name in _BELOW or (family == "akn" and name == "item")


def _styled(style: CitationStyle, name: str, number: str, above: str) -> str:
    """A paragraph or point with its word: `lid 1`, `onder a)`."""
    if name == "para":
        return f"{style.para} {number}"
    if number[:1].isdigit():
        return f"{style.number} {number}"
    lettered = above.startswith("point ") and above[6:7].isalpha()
    return f"{style.deeper if lettered else style.letter} {number}{style.close}".strip()


_NUMBER = r"\w+(?:[.-]\w+)*"
_TOKEN = re.compile(
    rf"(?:,\s*|\s+)?(?:(?P<word>{'|'.join(re.escape(w) for w in sorted(_TABLE, key=len, reverse=True))})\b\.?\s+(?P<number>{_NUMBER})\)?"
    rf"|\((?P<bracket>{_NUMBER})\)|(?P<bare>{_NUMBER})\))",
    re.IGNORECASE,
)


def _read_words(text: str) -> Reference | None:
    starts = [0, *(match.end() for match in re.finditer(r",\s+", text))]
    for start in starts:
        eid = _tokens(text[start:])
        if eid is not None:
            return Reference(text[:start].rstrip(", "), eid)
    return None


def _tokens(body: str) -> str | None:
    """The identifier that a run of words, numbers and brackets stands for."""
    out: Segments = []
    place, commonwealth = 0, False
    while place < len(body):
        token = _TOKEN.match(body, place)
        if token is None or (not out and not token["word"]):
            return None
        if token["word"]:
            key = _TABLE[token["word"].lower()]
            commonwealth = commonwealth or token["word"] == "section"
            numbers = token["number"].split(".") if key == "item" else [token["number"]]
            out.extend((key, _cleaned(number)) for number in numbers)
        else:
            number = _cleaned(token["bracket"] or token["bare"])
            out.append((_below(out[-1][0], number, commonwealth), number))
        place = token.end()
    return "__".join(f"{key}_{number}" for key, number in out) or None


def _cleaned(number: str) -> str:
    return "_".join(numbering.clean(part) for part in number.split("_"))


def _below(above: str, number: str, commonwealth: bool) -> str:
    """What a number in brackets is, by what stands before it."""
    if commonwealth and (above != "sec" or number[:1].isdigit()):
        return {"sec": "subsec", "subsec": "para", "para": "subpara"}.get(above, "point")
    return "para" if above == "art" and number[:1].isdigit() else "point"


# --- United States: the Code of Federal Regulations and the United States Code --------------------------------------


def _write_code(parts: Segments, act: str, section: str = "") -> str:
    """The part in a code; `section` is the number of its section as printed, which may have a hyphen (`1-627.06`)."""
    printed = section.strip("§ ")
    hyphened = printed if "-" in printed and "U.S.C." not in act else ""
    out = ""
    for place, (name, number) in enumerate(parts):
        if name == "sec" and place == 0 and hyphened and numbering.clean(hyphened) == number:
            out = hyphened
        elif name == "sec" and place == 0:
            out = number if "U.S.C." in act else number.replace("-", ".", 1)
        elif name == "para" and out:
            out += f"({number})"
        else:
            word = "appendix" if name == "app" else _word(name, "en", "cfr")
            out += (" " if out else "") + f"{word[:1].lower()}{word[1:]} {number}".strip()
    return out


_CODE = re.compile(
    r"^(?P<title>\d+[A-Za-z]?)? ?(?P<code>C\.?F\.?R\.?|U\.?S\.?C\.?) ?(?:§+ ?)?(?P<body>\d+[\w.-]*|(?=[a-z]))(?P<paras>(?:\(\w+\))*)(?P<rest>.*)$"
)


def _read_code(text: str) -> Reference | None:
    match = _CODE.match(text)
    if match is None or not (match["body"] or match["rest"]):
        return None
    code = "CFR" if match["code"].startswith("C") else "U.S.C."
    act = f"{match['title']} {code}" if match["title"] else code
    head = [f"sec_{_cleaned(match['body'])}"] if match["body"] else []
    head += [f"para_{number}" for number in re.findall(r"\((\w+)\)", match["paras"])]
    rest = _tokens(match["rest"].strip()) if match["rest"].strip() else ""
    return None if rest is None else Reference(act, "__".join([*head, *([rest] if rest else [])]))


# --- China ---------------------------------------------------------------------------------------------------------


def _write_zh(parts: Segments) -> str:
    """A law is cited in Chinese numbers (第十二条第二款), the sections of an agreement as they are printed (第5.1条)."""
    out = ""
    law = any(name in ("art", "chp", "part") for name, _ in parts)
    for name, number in parts:
        main, _, second = number.partition("-")
        value = int(main) if main.isdecimal() and law else 0
        shown = numbering.to_han(value) if 0 < value < 10_000 else number.replace("-", ".")
        if name == "art" and second.isdecimal() and 0 < value < 10_000:
            out += f"第{shown}条之{numbering.to_han(int(second))}"
        elif name == "item":
            out += f"第（{shown}）项" if law else f"第{shown}项"
        elif name in ("subitem", "point", "letter"):
            out += f"第{number}目" if name == "subitem" else f"（{number}）"
        elif name == "sec":
            out += f"第{shown}节" if law else f"第{shown}条"
        elif name in wording.ZH_UNIT:
            out += f"第{shown}{wording.ZH_UNIT[name]}"
        else:
            out += f"{wording.ZH_WORD.get(name, wording.PLAIN.get(name, name))}{number}"
    return out


_ZH = re.compile(r"^(?:《(?P<act>[^》]*)》)?(?P<body>.+)$")


def _read_zh(text: str) -> Reference | None:
    match = _ZH.match(text)
    if match is None or not re.match(r"第|《|" + "|".join(wording.ZH_WORD.values()), text):
        return None
    out: list[str] = []
    place, body = 0, match["body"]
    while place < len(body):
        token = wording.ZH_TOKEN.match(body, place)
        if token is None:
            return None
        out.append(_zh_segment(token))
        place = token.end()
    return Reference(match["act"] or "", "__".join(out))


def _zh_segment(token: re.Match[str]) -> str:
    if token["bracket"]:
        return f"point_{token['bracket']}"
    if token["word"]:
        return (
            f"{next(key for key, word in wording.ZH_WORD.items() if word == token['word'])}_{token['order']}"
        )
    value = numbering.han(token["number"]) if re.fullmatch(rf"[{CHINESE}]+", token["number"]) else None
    number = str(value) if value is not None else token["number"].replace(".", "-")
    if token["unit"] == "条":
        after = f"-{numbering.han(token['after'])}" if token["after"] else ""
        return f"{'art' if value is not None or '_' in number else 'sec'}_{number}{after}"
    return f"{wording.ZH_BACK[token['unit']]}_{number}"


# --- Germany -------------------------------------------------------------------------------------------------------


def _write_de(parts: Segments, label: str, around: str) -> str:
    """`Anlage 2 Zeile 3`: the annex is called as it is printed, also where a part of it is cited."""
    out = [
        f"{wording.DE_WORD.get(name, wording.PLAIN.get(name, name))} {national.dotted(number) if name in ('sec', 'point') else number}"
        for name, number in parts
    ]
    word = (label if len(parts) == 1 else around).partition(" ")[0]
    if word in ("Anlage", "Kapitel") and parts[0][0] in ("annex", "chp"):
        out[0] = f"{word} {parts[0][1]}"
    return " ".join(out)


def _read_de(text: str) -> Reference | None:
    out: list[str] = []
    place = 0
    while token := wording.DE_TOKEN.match(text, place):
        out.append(f"{wording.DE_BACK[token['word']]}_{_cleaned(token['number'])}")
        place = token.end()
    act = text[place:]
    if (
        not out
        or not (act or text.startswith("§"))
        or act.startswith(("(", ","))
        or (text.startswith("Art.") and not act)
    ):
        return None
    return Reference(act, "__".join(out))


# --- frameworks ----------------------------------------------------------------------------------------------------

_LABEL = re.compile(r"^(?P<act>.+), (?P<label>[A-Z]{2}[\w .:()/-]*+|[A-Z]*+[.-]?\d[\w .:()/-]*+)$")


def _read_label(text: str) -> Reference | None:
    match = _LABEL.match(text)
    return Reference(match["act"], f"item_{numbering.clean(match['label'])}") if match else None


def _read_national(text: str) -> Reference | None:
    found = national.read(text)
    return Reference(*found) if found is not None else None


def _read_national_first(text: str) -> Reference | None:
    if wording.JAPANESE.match(text) and (found := national.read_ja(text)) is not None:
        return Reference(*found)
    return _read_national(text) if wording.NATIONAL.search(text) else None


_READERS: tuple[Callable[[str], Reference | None], ...] = (
    _read_code, _read_national_first, _read_zh, _read_de, lru_cache(maxsize=1024)(_read_words), _read_label, _read_national,
)  # fmt: skip
