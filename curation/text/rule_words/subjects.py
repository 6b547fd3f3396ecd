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

DATIVE_ENDS = re.compile(r"(?:ten|nen|gen|ern|eln|ren|den)$")
FEMININE = re.compile(
    r"(?:ung|heit|keit|schaft|ion|tät|erei|behörde|stelle|kammer|kasse|bank|person|partei|leitung|firma)$"
)
"""Nouns behind which `der` is a genitive or a dative: `der Regierung`."""
JOINED = r"(?:und |oder |et |ou |y |o |en |of )?"
"""A conjunction before a word that opens a clause."""
NO_INFINITIVE = (
    r"(?:(?:(?:la|le|les|el|los|las|il|lo|gli)\s|l')|(?!\w+(?:are|ere|ire|er|ir|ar|re|oir)(?!\w)))"
)
"""An article, or no verb of a Romance language in the infinitive."""
ZH_BAN = r"(?:禁止|严禁)"
ZH_AND = r"(?:和|或者|或|及|、)"
ZH_AND_ALSO = r"(?:和|或者|或|及|以及|、)"
ZH_NO_MODIFIER = r"(?![的之间])"
"""No particle behind, which would make a modifier of the word before it."""
ZH_LEAD = r"(?:(?P<by>由)|凡|但是?|(?![对向为将把给被让禁不]))"
"""What may stand before a subject: no preposition, no ban."""
ZH_WITHOUT = ("未经", "未取得", "未获得")
"""What opens the consent that is lacking, which names no subject: `未经提供方同意`."""
ZH_ADVERB = r"(?:依法|都|均|也|并|还|可|只)?"
ZH_IF = r"(?:如果|若|当(?![地事]))?"
ZH_NO_PREPOSITION = r"(?:[^，。；：\s为向与因对由在从将把被给让使助如若]|从(?=[业事]))"
ZH_ENDED = r"(?=$|[^的之员会者们]|会(?!议))"
"""A word for somebody ends here and is not the beginning of another word."""
KO_ATTRIBUTES = r"(?:[^\s,.;:()]*[^\s,.;:()는은여고면게로을를에서이가며]\s){0,3}?"
"""Up to three words that carry no particle."""

CLAUSE = re.compile(
    r"(?<!\w)(?:que|qui|quien|quienes|cual|cuales|dont|où|lequel|laquelle|che|cui|quale|quali|qual|quais|die|der|das|welche[rs]?|wer|waar|dat|wie|y|et|e|und|en|ou|o|oder|of)(?!\w)|\d"
)
"""What goes on behind a word for somebody with more than its name."""

NO_CONJUNCTIONS = ("bis", "tot", "a", "à")
"""Words of a range (`from 3 to 5`) that join no two subjects."""
