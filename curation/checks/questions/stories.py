"""Whether a stem tells more than its question needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.questions.measures import quantities
from curation.checks.settings import Settings
from curation.text.item_words.scenery import HISTORY, NEXT_PART, POINTS_AT_OPTIONS, SCENERY
from curation.text.sentences import sentence_texts
from curation.text.stems import content_stems

_MOST_SENTENCES = 20
"""Sentences of a stem up to which it is looked for a story; a longer one is told to be long."""


def window_dressing(item: Item, settings: Settings) -> Iterator[Hit]:
    """A story before the question that neither the question nor any option takes up."""
    parts = sentence_texts(item.stem, item.language or "en")
    if not 1 < len(parts) <= _MOST_SENTENCES or item.context:
        return
    language = item.language or "en"
    quoted = " ".join(str(quote["quote"]) for quote in item.evidence) if item.derivation else ""
    # What a rule speaks of is a fact of the case and no story.
    rule = f"{item.provision} {quoted}"
    asked = content_stems(" ".join([parts[-1], *item.options, rule, item.explanation]), language)
    if _idle(parts, asked, language):
        yield Hit("stem", "tells a story that the question does not need; leave it out", value=0)
        return
    for n, part in enumerate(parts[:-1]):
        told = content_stems(part, language)
        others = content_stems(" ".join(p for i, p in enumerate(parts[:-1]) if i != n), language)
        scenery = sum(not content_stems(word, language) & asked for word in SCENERY.findall(part))
        if (
            scenery >= 2
            or (scenery and not told & asked)
            or (len(told) >= 4 and not told & (asked | others) and n == 0 and len(parts) > 2)
            or (item.explanation and _beside(part, [*parts[:n], *parts[n + 1 :]], item, rule, language))
        ):
            yield Hit("stem", "tells a story that the question does not need; leave it out", value=n)
            return


_IDLE_WORDS = 12
"""Words of a case, names apart, that nothing takes up, from which on most of it is a story."""


def _idle(parts: list[str], asked: frozenset[str], language: str) -> bool:
    """Whether most words of a case, and many, come again in neither question, options, provision nor explanation."""
    told = content_stems(_NAMES.sub(" ", " ".join(parts[:-1])), language)
    idle = told - asked
    return len(idle) >= _IDLE_WORDS and len(idle) >= 0.6 * len(told)


_NAMES = re.compile(r"(?<!^)\b[A-Z][\w'\u2019-]*")


def _measures(text: str) -> set[str]:
    """What the quantities of a text measure: length, time, …"""
    return {dimension for dimension, _ in quantities(text)}


def _beside(part: str, others: list[str], item: Item, rule: str, language: str) -> bool:
    """Whether a sentence, or a clause of it, tells what neither the rest of the item nor its provision takes up."""
    if POINTS_AT_OPTIONS.search(part) or _measures(part) & _measures(" ".join(item.options)):
        # "In one case 30 mm is measured": a figure that is compared with those of the options.
        return False
    rest = content_stems(
        " ".join([*item.options, item.explanation, rule, *(others if not rule.strip() else others[-1:])]),
        language,
    )
    for clause in NEXT_PART.split(part):
        # Names of the persons and places of a case are taken up by themselves.
        told = content_stems(re.sub(r"(?<!^)\b[A-Z][\w'\u2019-]*", " ", clause), language)
        if len(told) >= 2 and not told & rest and HISTORY.search(clause):
            return True
    told = content_stems(re.sub(r"\b[A-Z][\w'\u2019-]*", " ", part), language)
    return bool(rule.strip()) and len(told) >= 3 and len(told & rest) == 0
