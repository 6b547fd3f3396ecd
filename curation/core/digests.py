"""The digests that name content, and the folding under which two texts count as the same words."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_QUOTES = {ord(c): "'" for c in "\u2018\u2019\u201a\u201b\u2032\u00b4`"} | {
    ord(c): '"' for c in "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
}
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None)
_FOLD = {chr(code): kept or "" for code, kept in (_DASHES | _QUOTES | _DROPPED).items()}
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLD))}]")


def fold(text: str) -> str:
    """`text` in NFKC with dashes, quotes and white space folded and invisible characters dropped.

    Two printings of the same words (two XML dialects, two typesetters) fold to the same string;
    letter case and every other character are kept, since in a law they carry meaning.
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").split())
    plain = _FOLDED.sub(lambda found: _FOLD[found[0]], unicodedata.normalize("NFKC", text))
    return " ".join(plain.split())


def sha256(data: bytes | str) -> str:
    """The SHA-256 of `data` (text as UTF-8) in hex."""
    return hashlib.sha256(
        data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    ).hexdigest()


def text_digest(text: str) -> str:
    """The SHA-256 of the folded text: the name of a clause's words, whatever its typography."""
    return sha256(fold(text))


_CANONICAL = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
).encode
"""Made once: `json.dumps` makes an encoder for each call."""


def canonical_json(value: object) -> str:
    """`value` as JSON with sorted keys and no spaces: equal values give equal strings.

    Raises: TypeError for anything that JSON cannot hold, so that no digest rests on a `repr`.
    """
    return _CANONICAL(value)


def digest(*parts: object) -> str:
    """The SHA-256 of the canonical JSON of `parts`, in hex."""
    return sha256(canonical_json(parts))


def short_id(prefix: str, *parts: object, length: int = 12) -> str:
    """A readable id of content: `prefix-` and the first `length` hex digits of the digest."""
    return f"{prefix}-{digest(*parts)[:length]}"
