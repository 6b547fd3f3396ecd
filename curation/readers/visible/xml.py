"""The words of an XML document: the character data of all its elements, read with another parser than the readers use."""

from __future__ import annotations

from xml.parsers import expat

from curation.readers import encodings


def document(data: bytes) -> str:
    """All character data, words of different elements apart; empty for a document that this parser cannot read.

    A document that names an encoding which the parser does not know is decoded as its bytes say.
    """
    try:
        return _character_data(data, None)
    except (LookupError, ValueError):
        return _character_data(encodings.decode(data).encode("utf-8", "replace"), "utf-8")


def _character_data(data: bytes, encoding: str | None) -> str:
    pieces: list[str] = []
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.CharacterDataHandler = pieces.append
    parser.StartElementHandler = lambda _name, _attributes: pieces.append(" ")
    parser.EndElementHandler = lambda _name: pieces.append(" ")
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return ""
    return "".join(pieces)
