"""Phrases that begin with a verb, with the verb in its base form."""

from __future__ import annotations

import re

from curation.text.grammar import lower_first
from curation.text.template_words.provisions import verbs as wording
from curation.text.verbs import base, base_of_ing, ing


def verb_phrase(text: str) -> str | None:
    """`text` as a verb phrase in its base form, None when its first word is not plainly a verb."""
    text = wording.ADVERBS.sub("", text.strip())
    if stages := wording.STAGES.match(text):
        return f"use {text[stages.end() :]}"
    if noun := wording.NOUN.match(text):
        return f"{wording.NOUNS[noun[1].lower()]} {text[noun.end() :]}"
    if series := wording.SERIES.match(text):
        verbs = re.sub(
            r"(?<![A-Za-z])[A-Za-z]++(?<=[A-Za-z]ing)\b",
            lambda match: base_of_ing(match[0]) or "?",
            series[0],
        )
        # "grooming of minors" is to groom minors.
        rest = re.sub(r"^ of (?=\w)", " ", text[series.end() :])
        return None if "?" in verbs else verbs + rest
    return (
        lower_first(text)
        if " " in text and not wording.BAD_WORDS.match(text) and wording.LIKELY_VERB.match(text)
        else None
    )


def ing_phrase(phrase: str) -> str:
    """A verb phrase in its base form with every verb of its first series in the -ing form: `planning or aiding an attack`."""
    series = wording.SERIES_OF_VERBS.match(phrase)
    head = series[0] if series else phrase.split(" ", 1)[0]
    words = re.findall(r"[A-Za-z-]+", head)
    verbs = [word for word in words if word not in wording.JOINS_VERBS]
    if len(verbs) > 1 and all(base(verb) == verb.lower() for verb in verbs):
        return (
            re.sub(r"[A-Za-z-]+", lambda m: ing(m[0]) if m[0] in verbs else m[0], head) + phrase[len(head) :]
        )
    first, _, rest = phrase.partition(" ")
    return f"{ing(first)} {rest}".strip()
