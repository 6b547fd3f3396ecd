"""Identifiers as a lawyer writes them, and back again.

Each tradition has one writer and one reader; `parse(write(eid)) == eid` holds for every identifier of its grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from curation.ingest import numbering

Segments = list[tuple[str, str]]

# The words of the European tradition by language: article, recital, annex, chapter, title, part, section, item.
_EU = {
    "en": ("Art.", "recital", "Annex", "Chapter", "Title", "Part", "Section", "item"),
    "de": ("Art.", "Erwägungsgrund", "Anhang", "Kapitel", "Titel", "Teil", "Abschnitt", "Ziffer"),
    "nl": ("art.", "overweging", "bijlage", "hoofdstuk", "titel", "deel", "afdeling", "streepje"),
    "fr": ("art.", "considérant", "annexe", "chapitre", "titre", "partie", "section", "tiret"),
}
_EU_KEYS = ("art", "rec", "annex", "chp", "title", "part", "sec", "item")
_EU_WORDS = {
    word.lower().rstrip("."): key for words in _EU.values() for word, key in zip(words, _EU_KEYS, strict=True)
}
_PLAIN = {
    "sec": "Section", "para": "para.", "point": "point", "item": "item", "att": "Attachment", "annex": "Annex",
    "hcontainer": "heading", "chp": "Chapter", "part": "Part", "subpart": "Subpart", "art": "Article",
    "title": "Title", "rec": "recital", "contact": "contact", "wrapup": "final words",
    "am": "Amendment", "toc": "contents", "row": "row", "table": "table", "def": "definition", "app": "Appendix",
    "pre": "preface", "sch": "Schedule", "exh": "Exhibit", "pream": "preamble", "subsec": "subsection", "list": "list", "al": "unnumbered paragraph",
    "subchp": "Subchapter", "subpara": "subparagraph",
}  # fmt: skip
_PLAIN_BACK = {word: key for key, word in _PLAIN.items()}


@dataclass(frozen=True)
class Reference:
    """A citation taken apart: which act, and which part of it."""

    act: str
    eid: str


def segments(eid: str) -> Segments:
    """The parts of an identifier: `art_5__para_1` is `[("art", "5"), ("para", "1")]`."""
    pairs = [part.partition("_") for part in eid.split("__") if part]
    return [(name, number) for name, _, number in pairs]


def write(act: str, eid: str, family: str, language: str = "en") -> str:
    """The citation of `eid` in `act`, in the words of its tradition and language."""
    parts = segments(eid)
    body = _WRITERS.get(family, _write_plain)(parts, language.split("-")[0])
    if not body:
        return act
    glue = {"cfr": " ", "zh": "", "de": " "}.get(family, ", ")
    if family == "de" and body.startswith("§"):
        return f"{body} {act}".strip()
    if family == "zh" and act:
        return f"《{act.strip('《》')}》{body}"
    return f"{act}{glue}{body}" if act else body


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


# --- European Union ------------------------------------------------------------------------------------------------


def _write_eu(parts: Segments, language: str) -> str:
    words = dict(zip(_EU_KEYS, _EU.get(language, _EU["en"]), strict=True))
    out = ""
    for name, number in parts:
        if name in ("para", "point"):
            out += f"({number})"
        elif name in words:
            out += (", " if out else "") + f"{words[name]} {number}"
        else:
            out += (", " if out else "") + f"{_PLAIN.get(name, name)} {number}"
    return out


_EU_TOKEN = re.compile(
    r"\s*,?\s*(?:(?P<word>[^\W\d_]+(?: words)?)\.?\s+(?P<number>[\w-]+)|\((?P<bracket>[\w-]+)\))"
)
_EU_HEAD = re.compile(
    r"^(?:(?P<act>.*?),\s*)?(?P<body>(?:art|recital|annex|chapter|title|part|section|erwägungsgrund|anhang|kapitel|titel|teil|abschnitt"
    r"|overweging|bijlage|hoofdstuk|deel|afdeling|considérant|annexe|chapitre|titre|partie)\.? [\w-]+(?:[,(].*)?)$",
    re.IGNORECASE,
)


def _read_eu(text: str) -> Reference | None:
    match = _EU_HEAD.match(text)
    if match is None:
        return None
    out: list[str] = []
    body, place = match["body"], 0
    while place < len(body):
        token = _EU_TOKEN.match(body, place)
        if token is None:
            return None
        if token["bracket"]:
            first = len(out) == 1 and out[0].startswith("art_") and token["bracket"][0].isdigit()
            out.append(f"{'para' if first else 'point'}_{token['bracket']}")
        else:
            key = _EU_WORDS.get(token["word"].lower()) or _PLAIN_BACK.get(token["word"])
            if key is None:
                return None
            out.append(f"{key}_{token['number']}")
        place = token.end()
    return Reference((match["act"] or "").strip(), "__".join(out))


# --- Code of Federal Regulations -----------------------------------------------------------------------------------


def _write_cfr(parts: Segments, language: str) -> str:
    if not parts:
        return ""
    (name, number), rest = parts[0], parts[1:]
    tail = "".join(f"({n})" if k == "para" else f" {_PLAIN.get(k, k)} {n}" for k, n in rest)
    dotted = number.replace("-", ".", 1) if name == "sec" else number
    return f"{dotted}{tail}" if name == "sec" else f"{_PLAIN.get(name, name).lower()} {number}{tail}"


_CFR = re.compile(
    r"^(?P<title>\d+) C\.?F\.?R\.? ?(?:§+ ?)?(?P<section>\d+[\w.-]*?)(?P<paras>(?:\([\w-]+\))*)$"
)


def _read_cfr(text: str) -> Reference | None:
    match = _CFR.match(text)
    if match is None:
        return None
    paras = re.findall(r"\(([\w-]+)\)", match["paras"])
    head = f"sec_{numbering.clean(match['section'])}"
    return Reference(f"{match['title']} CFR", "__".join([head, *(f"para_{p}" for p in paras)]))


# --- China ---------------------------------------------------------------------------------------------------------

_ZH_UNIT = {"part": "编", "chp": "章", "art": "条", "para": "款"}


def _write_zh(parts: Segments, language: str) -> str:
    out = ""
    for name, number in parts:
        value = int(number) if number.isdecimal() else None
        shown = numbering.to_han(value) if value and value < 10_000 else number
        if name == "item":
            out += f"第（{shown}）项"
        elif name == "subitem":
            out += f"第{number}目"
        elif name == "sec":
            out += f"第{shown}节"
        elif name in _ZH_UNIT:
            out += f"第{shown}{_ZH_UNIT[name]}"
        else:
            out += f"{_PLAIN.get(name, name)} {number}"
    return out


_ZH = re.compile(
    r"^(?:《(?P<act>[^》]*)》)?(?P<body>(?:第[（(]?[〇零一二三四五六七八九十百千两\d]+[）)]?[编章节条款项目])+)$"
)
_ZH_BACK = {"编": "part", "章": "chp", "节": "sec", "条": "art", "款": "para", "项": "item", "目": "subitem"}


def _read_zh(text: str) -> Reference | None:
    match = _ZH.match(text)
    if match is None:
        return None
    pairs = re.findall(
        r"第[（(]?([〇零一二三四五六七八九十百千两\d]+)[）)]?([编章节条款项目])", match["body"]
    )
    return Reference(match["act"] or "", "__".join(f"{_ZH_BACK[u]}_{numbering.han(n)}" for n, u in pairs))


# --- Germany -------------------------------------------------------------------------------------------------------

_DE_WORD = {"para": "Abs.", "point": "Nr.", "letter": "Buchst.", "sentence": "Satz", "chp": "Abschnitt", "annex": "Anhang"}  # fmt: skip
_DE_BACK = {word: key for key, word in _DE_WORD.items()}


def _write_de(parts: Segments, language: str) -> str:
    out = [f"§ {n}" if k == "sec" else f"{_DE_WORD.get(k, _PLAIN.get(k, k))} {n}" for k, n in parts]
    return " ".join(out)


_DE = re.compile(
    r"^(?P<body>§ ?\d+[a-z]*(?: (?:Abs\.|Satz|Nr\.|Buchst\.) [\w-]+)*(?: [a-z]+\.? [\w-]+)*?)(?: (?P<act>[A-ZÄÖÜ].*))?$"
)


def _read_de(text: str) -> Reference | None:
    match = _DE.match(text)
    if match is None:
        return None
    pairs = re.findall(r"(§|[A-Za-z]+\.?) ?([\w-]+)", match["body"])
    names = {"§": "sec"} | _DE_BACK | _PLAIN_BACK
    return Reference(match["act"] or "", "__".join(f"{names.get(k, k)}_{n}" for k, n in pairs))


# --- everything else -----------------------------------------------------------------------------------------------


def _write_plain(parts: Segments, language: str) -> str:
    out: list[str] = []
    previous = ""
    for name, number in parts:
        if name == previous == "item":
            out[-1] += f".{number}"
        else:
            out.append(f"{_PLAIN.get(name, name)} {number}")
        previous = name
    return ", ".join(out)


_PLAIN_PART = re.compile(rf"^({'|'.join(map(re.escape, sorted(_PLAIN_BACK, key=len, reverse=True)))}) (\S+)$")


def _read_plain(text: str) -> Reference | None:
    pieces = text.split(", ")
    found: list[str] = []
    while pieces and (match := _PLAIN_PART.match(pieces[-1])):
        key, numbers = _PLAIN_BACK[match[1]], match[2].split(".") if match[1] == "item" else [match[2]]
        found[:0] = [f"{key}_{number}" for number in numbers]
        pieces.pop()
    return Reference(", ".join(pieces), "__".join(found)) if found else None


_WRITERS: dict[str, Callable[[Segments, str], str]] = {
    "eu": _write_eu, "cfr": _write_cfr, "zh": _write_zh, "de": _write_de, "policy": _write_plain,
}  # fmt: skip
_READERS: tuple[Callable[[str], Reference | None], ...] = (
    _read_cfr,
    _read_zh,
    _read_de,
    _read_plain,
    _read_eu,
)
