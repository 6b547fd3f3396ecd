"""Whether an English text is cut off: after a word that no sentence ends with, inside a word, or before its next sentence begins.

The one home of this question. The generators ask it before they let an item go, the checks ask it of every item, and whoever
shortens a text asks it of what is left. `whole` adds what else keeps a text from being whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from curation.text.packs import pack, primary
from curation.text.sentences import parts, sentence_texts
from curation.text.verbs import known_word

Cut = Literal["", "surely", "perhaps"]

_JOINING = "and|or|the|a|an|my|our|your|its|their|every|whose|because|if|than"
_NEVER = (
    r"(?<!aware )(?<!made )(?<!thought )(?<!dispose )(?<!disposed )(?<!care )\bof"
    rf"|\b(?:{_JOINING}|any|(?<!for )(?<!of )(?<!to )(?<!in )(?<!s )(?<!% )each"
    r"|such as|including|that is|which is|which are|the following|that|which|who|where|whether"
    r"|although|unless|as|until|into|between|is|are|must|shall|be|has|have)"
)
"""Words with which no sentence and no option ends; `disposed of` and `two litres each` may."""
_SELDOM = r"\b(?:to|by|with|for|from|of|about|against|during|upon|per|via|among|towards?|beneath|onto|concerning|regarding)|[,:(\u2013\u2014]"
"""A preposition may end a clause (`not rated for`); a comma or a bracket is often left over from splitting a list."""
_SOMETIMES = (
    r"\b(?:in|on|at|under|within|after|before|when|while|without|not|no|only|also|so|but"
    r"|can|may|should|could|would|might|was|were|been|his|these|this|those)"
)
"""Words that end an answer (`surely not`, `the room they work in`), but hardly ever a sentence of a rule."""
_LEVELS = {
    name: re.compile(rf"(?:{words})\s*$", re.I)
    for name, words in (("never", _NEVER), ("seldom", _SELDOM), ("sometimes", _SOMETIMES))
}
_TOLD = re.compile(
    r"\b(?:if|when|whenever|all|than|as|what|whatever) (?:i|you|he|she|it|we|they) (?:can|may|must|should|could|would|might)[\s.]{0,9}$"
    r"|\b(?:reli(?:ed|es)|rely(?:ing)?|based|acted|agreed|called|decided|insisted) (?:up)?on[\s.]{0,9}$"
    r"|\b(?:st(?:and(?:s|ing)?|ood)|go(?:es|ne|ing)?|went|pass(?:es|ed|ing)?) by[\s.]{0,9}$"
    r"|\b(?:what|which|that|whom)\b (?:the|an?|each|every|this|its|their|it|they|he|she|one) [^.;:]{0,40}?(?:calls?|asks?|looks?|stands?|cares?|deals?|belongs?|applies|relies|depends|refers|works?) (?:for|with|to|on|by|from|of)[\s.]{0,9}$"
    r"|\b(?:what|how|where|who|whom|which|that|as|than|whatever|wherever)\b[^.;:]{1,60}?\w+ (?:is|are|has|have|be|must|shall|can|may|should|could|would|might|was|were)\s*$",
    re.I,
)
"""A clause that may well end with its verb: `how harmful it is`, `more than they must`, `if you can.`"""
_TAIL = 30
"""How many characters of a text's end are looked at; the longest ending above is shorter."""


def stops(text: str, language: str = "en") -> Cut:
    """Whether a text stops in the middle, by its last words; texts of one or two words never do.

    Args:
        text: A sentence, a phrase or an option.
        language: A BCP 47 tag; a text in another language than English is not judged.

    Returns: `surely` behind a word that ends nothing, `perhaps` behind a preposition or a mark, which an option may end with.
    """
    if (primary(language) or "en") != "en" or len(text.split()) < 3 or _TOLD.search(text[-100:]):
        return ""
    tail = text.rstrip(" .")[-_TAIL:]
    if _COMPOUND.search(tail):
        return ""
    if _LEVELS["never"].search(tail):
        return "surely"
    return "perhaps" if _LEVELS["seldom"].search(tail) else ""


_COMPOUND = re.compile(r"[a-z]-(?:by|in|on|off|up|out|over|through|to|and)$", re.I)
"""A compound whose last part is a preposition, with which a text may end: `passers-by`, `a stand-in`."""


def may_stop(text: str) -> bool:
    """Whether a text that should be a whole sentence may be cut: `stops`, or an adverb, an auxiliary or a preposition such as `in` at its end."""
    if stops(text):
        return True
    return (
        _TOLD.search(text[-100:]) is None
        and _LEVELS["sometimes"].search(text.rstrip(" .")[-_TAIL:]) is not None
    )


_SUFFIXES = (
    "e", "y", "es", "ed", "ing", "s", "al", "ial", "ially", "tion", "ion", "ions", "ment", "ments", "ity", "ty", "ly", "er", "ers", "or", "ors", "ence", "ance", "able", "ible", "ation", "ations", "le", "les", "ght", "ure", "ures", "ive", "ic", "ical", "ct", "ch", "th", "d", "n", "r", "t", "l", "k", "m", "p", "h", "ry", "ny", "cy", "gy", "my", "dy", "ous", "ious", "ful", "ness", "ship", "ent", "ant", "ate", "ates", "ated", "ating", "ise", "ize", "ised", "ized", "ising", "ies", "ish", "ce", "ces", "ge", "ges", "ve", "ves", "te", "tes", "se", "ses", "ted", "ting", "ter", "ters", "her", "hers", "dom", "man", "men", "day", "sion", "sions", "sis", "ties", "age", "ages",
)  # fmt: skip
"""Endings with which a cut word may become a whole one."""
_WRITTEN_SHORT = frozenset({"etc", "rep", "pub", "sept", "dept", "min", "est"})
"""Short forms with which a sentence may end, which neither the lexicon nor the pack knows."""


@lru_cache(maxsize=1)
def _short_forms() -> frozenset[str]:
    """Short forms that are words of their own, which the lexicon lacks: `lab`, `app`."""
    from curation.text.contrasts import contrasts

    return frozenset(word for group in contrasts("en").synonym_groups for word in group)


def cut_word(text: str) -> bool:
    """Whether an English text ends inside a word: its last letters are no word, and become one with an ending."""
    match = re.search(r"(?<![\w@/.#-])([a-z]{3,20})$", text)
    if (
        match is None
        or known_word(match[1])
        or match[1] in _short_forms()
        or match[1] in pack("en").number_words
        or match[1] in _WRITTEN_SHORT
    ):
        return False
    return any(known_word(match[1] + suffix) for suffix in _SUFFIXES)


_BREAK = re.compile(rf"\b(?:{_JOINING}|but)\.(?=\s+[A-Z\"\u201c])", re.I)
"""A word that joins, with a full stop behind it: `because the. Draft an answer`."""
_OF = re.compile(
    r"\b(?:pair|number|lot|piece|couple|set|range|list|copy|cup|bottle|amount|group|series|majority|lack|matter|front|case|because|instead|bunch|handful|dozen|variety|selection|means|name|date) of\.(?=\s+[A-Z\"\u201c])"
)
_LETTER_END = re.compile(r"(?-i:[A-Z])\.$")
_STARTS = (
    "A Add After Also An And As At Before But Describe Do Draft During Explain For From Give He Help Her Here His How If In "
    "It Keep List Make My Not On Our Please She So Tell That The Their Then There These They This Those Use We What When "
    "Where Which Why With Write You Your "
)
"""Words that begin a sentence, as they are written there."""
_RUN_ON = re.compile(
    rf"(?<![\w\u2019'-])(?P<before>[a-z][a-z\u2019'-]{{0,30}}) (?P<next>{'|'.join(_STARTS.split())}) (?=[a-z])(?!of [A-Z])"
)
_NEXT_TWO = re.compile(r"\s*(\S)\S*(?:\s+(\S))?")
"""The first letters of the next two words, read from a place without copying what stands behind it."""
_TITLE = re.compile(
    r"(?:called|named|titled|entitled|headed|says?|read(?:s|ing)?|song|film|movie|book|play|poem|game|series|show|novel|article|of|by|with|line|words?|phrase|sign|label|subject|title|heading|question|step|option|button|menu|prompt|chapter|section|part|column|slogan|motto|the|and|or|to|from|in|on|at|for|is|an?|answer|it)$",
    re.I,
)
"""Words before a name or a title, which begins with a capital letter inside a sentence."""
_BEFORE_NAMES = frozenset(
    ["of", "by", "with", "and", "or", "to", "from", "in", "on", "at", "for", "is", "a", "an", "the"]
)
_NO_STATEMENT_ENDS = frozenset(
    """
    a against although an and any are as at be because been being between both but by can could did do does during each either every for from had has have
    he his how i if into is its may might must my neither no not of onto or our shall she should so some such than that the their these they this those
    too under unless until very was we were what when where whether which while who whose why will with without would your
    """.split()
)
"""Words with which a statement does not end: a sentence that begins behind one breaks off."""


def broken_sentence(text: str) -> tuple[int, int] | None:
    """Where a sentence of a text breaks off at a full stop: `because the. Draft an answer`; None where none does."""
    match = _BREAK.search(text) or _OF.search(text)
    return match.span() if match and not _LETTER_END.search(match[0]) else None


def run_on(text: str) -> tuple[int, int] | None:
    """The word with which a sentence begins before the one in front of it has ended: `he will always In the last scene`; None without one."""
    for match in _RUN_ON.finditer(text):
        before = match["before"].lower()
        behind = _NEXT_TWO.match(text, match.end("next"))
        if (
            match["next"] != "I"
            and not (_TITLE.search(before) and before not in _NO_STATEMENT_ENDS)
            and not any(first and first.isupper() for first in (behind.groups() if behind else ()))
            and before not in _BEFORE_NAMES
        ):
            return match.span("next")
    return None


_CLOSES = re.compile(
    r"(?:thanks?|thx|cheers|regards|please|pls|plz|sincerely|yours|bye|tia|lol|xx?|asap|ok|okay|ty|love|hi|hello|urgent|edit|ps)$",
    re.I,
)
"""A greeting or a short word with which people end a message."""
_SIGNS = re.compile(
    r"(?:(?:with |all )?(?:my |our |the )?(?:very )?(?:best|kind|kindest|warm|warmest|many|friendly) (?:wishes|regards|greetings|thanks)"
    r"|regards|greetings|thanks|thank you|cheers|yours|sincerely|respectfully|love from|signed|sent from)\b",
    re.I,
)
"""How a signature begins: `Best wishes from Ann Baker`."""


def left_open(text: str) -> bool:
    """Whether the last sentence of a text of whole sentences has no end, and does not look like a greeting or a name."""
    if "\n" in text or not text or not text[-1].isalpha() or not text[-1].isascii():
        return False
    whole = sentence_texts(text)
    last = whole[-1].split()
    return (
        len(whole) > 2
        and all(part[-1] in ".!?" and part[0].isupper() for part in whole[:-1] if part)
        and len(last) > 4
        and last[0][:1].isupper()
        and not _CLOSES.search(text)
        and not _SIGNS.match(whole[-1])
    )


_ASKS = re.compile(
    r"^\W*(?:(?:under|in|according to|at|by|for|if|when|after|before)\b[^,]{1,120}, )?(?:what|which|how|who|whom|when|where|why|within (?:what|which|how)|by (?:what|when|which|whom)|at (?:what|which)|after (?:how|what)|for how|to whom|on (?:what|which))\b",
    re.I,
)
_OPEN_VERB = re.compile(r"(?<!\ba )(?<!\bthe )(?<!\bfree )(?<!\b(?:own|her|his|ill) )\bwill$", re.I)
"""The auxiliary at the end of a question; the noun (`a will`) may end one."""
_NO_VERB = re.compile(
    r"\b(?:must|shall|may|should|can|will),? (?P<rest>(?:,? ?(?:within|by|at|in|for|after|before|on|no later than|not later than|during|under|from|upon|of)\b[^,?.]*,?)+)$",
    re.I,
)


def open_question(stem: str) -> bool:
    """Whether the last sentence of a stem is a question that breaks off: it has no mark and ends in a word that goes on."""
    last = parts(stem)[-1]
    return (
        _ASKS.match(last) is not None
        and stem[-1:].isalpha()
        and len(last.split()) > 3
        and any(level.search(last[-_TAIL:]) for level in (*_LEVELS.values(), _OPEN_VERB))
    )


def lacks_verb(stem: str) -> bool:
    """Whether the last sentence of a stem ends behind a modal verb and a circumstance, without what is to be done: `the owner must, within 5 days`."""
    last = parts(stem)[-1]
    return stem[-1:].isalpha() and _NO_VERB.search(last) is not None


WANTS_OBJECT = re.compile(
    r"\b(?:is|are|be|was|were|been|has|have|had|make|makes|permit|permits|use|uses|contain|contains|include|includes|show|shows|ensure|ensures|provide|provides|that|who|which|such|only)$",
    re.I,
)
"""A verb that an object or a list should follow, at the end of an action."""
LOOSE_ADVERB = re.compile(r"\b(?:even|also|only|too|then)$", re.I)
"""An adverb at the end that belongs to words which were cut off."""
