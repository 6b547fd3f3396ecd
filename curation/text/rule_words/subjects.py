"""Words and patterns: who is bound, and what the main clause says, in languages without a whole grammar here."""

from __future__ import annotations

import re

ARTICLE = re.compile(r"die|der|das|de|het")
INFINITIVE = re.compile(r"(?:\bzu \w+e?n|\b\w{2,40}zu\w{3,40}en|\bte \w+en)\s*(?:\.\s*)?$")

ENDS_CLAUSE = re.compile(
    r"\b(?:ist|sind|wird|werden|hat|haben|kann|können|muss|müssen|soll|darf|is|zijn|wordt|worden|heeft|hebben|moet|moeten)\s*+(?:\.\s*+)?$"
)
"""What a subordinate clause of German or Dutch ends with."""
FINITE_FIRST = re.compile(
    r"(?:ist|sind|wird|werden|hat|haben|kann|können|muss|müssen|soll|sollen|darf|dürfen|is|zijn|wordt|worden|heeft|hebben|kan|kunnen|moet|moeten|mag|mogen)\s+\S"
)
"""What the main clause goes on with behind a subordinate one: `Wer fährt, muss …`."""

TAKES_OUT = re.compile(r"uitzondering|ausnahme|l\\x27exception|excepción|exceção|eccezione|wyjątkiem")
"""Exceptions in the middle of a clause, whose verbs command nothing: `met uitzondering van stukken waarvoor hij bevoegd is`."""

IS = re.compile(r"(?<!\w)(?:ist|sind|is|zijn)\s$")
TO_BE = re.compile(r"\b(?:être|ser|estar|sein|werden|zijn|worden)\b")

BREAK = re.compile(
    r"[,.;:)\u2460-\u2473]\s*|(?:에는|따라|경우|때|까지|부터|이내에|에서|에게|마다|하여|으로|위하여|하면)\s+"
)

ENDS_OPEN = re.compile(r"[a-zäöüß]+(?:t|en|ern|eln)")

NOMINATIVE = re.compile(r"(?:[bdfgklmnprt]s|es)$")

NOMINATIVE_2 = re.compile(r"(?:ten|nen|gen|ern|eln|ren|den)$")
