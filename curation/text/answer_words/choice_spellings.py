"""Words and patterns: an answer with other ways of writing a choice put into the plain one: `option bee` as `option B`, `the former` of two options as `the first`."""

from __future__ import annotations

import re

SPOKEN = {
    "ay": "A", "bee": "B", "cee": "C", "dee": "D", "eff": "F", "gee": "G",
    "alpha": "A", "alfa": "A", "bravo": "B", "charlie": "C", "delta": "D", "foxtrot": "F",
}  # fmt: skip
"""Letters as they are spoken, and those of the spelling alphabet; `see` and `echo` are ordinary words and left out. One that begins a longer
name (`Charlie's boss`, `Delta Air Lines`) is no letter."""
LETTER = re.compile(
    rf"(?P<lead>\b(?:option|choice|letter|answer)\s{{1,2}}(?:is\s)?[\"'“]?)(?P<word>{'|'.join(SPOKEN)})\b(?!['’-]\w|\s{{1,2}}(?-i:[A-Z]))",
    re.IGNORECASE,
)
OF_TWO = re.compile(
    r"\bthe (?P<word>former|latter)\b(?=[)*_\"”]{0,3}\s{0,2}(?:[.,;:!]|\Z|\n|(?:is|was|one|option|choice|answer|because|since|as|applies|holds|fits|seems|must)\b))",
    re.IGNORECASE,
)
UNSURE = re.compile(
    r"\A\W{0,4}(?:(?:i['’]?m|i am|we are) not (?:(?:fully|entirely|completely|totally|absolutely|quite|really|very|too|so|all that|100 ?%|a hundred percent) )?(?:sure|certain|positive)(?: (?:about|of) (?:this|that|it)(?: one)?)?"
    r"|ich bin (?:mir )?(?:nicht|da nicht) (?:(?:ganz|völlig|sehr|hundertprozentig|100 ?%ig) )?sicher|je ne suis pas (?:(?:tout à fait|totalement|entièrement|complètement|très) )?(?:sûre?|certaine?)"
    r"|no estoy (?:(?:del todo|totalmente|completamente|muy) )?segur[oa]|non (?:ne )?sono (?:(?:del tutto|completamente|molto) )?(?:sicur[oa]|cert[oa])|não tenho (?:(?:a|muita|total) )?certeza(?: absoluta)?|não estou (?:(?:totalmente|completamente) )?(?:cert[oa]|segur[oa])"
    r"|ik ben (?:er )?niet (?:(?:helemaal|volledig|heel) )?zeker(?: van)?|nie jestem (?:(?:całkiem|w pełni|zupełnie|do końca) )?(?:pewien|pewna|pewny)|я не (?:(?:совсем|полностью|до конца|вполне) )?уверена?)"
    r"\s{0,2}[,;–—-]{0,2}\s{0,2}(?:but|yet|though|however,?|aber|doch|mais|pero|ma|mas|maar|ale|но)\s"
    r"|\A\W{0,4}我?(?:不太|不是很|不完全|并不完全|不十分)(?:确定|肯定)[,，]?但(?:是)?|\A\W{0,4}(?:完全には|あまり)?(?:確信|自信)(?:は|が)(?:ありません|ない|ないです)が、?",
    re.IGNORECASE,
)
"""A beginning that says that the speaker is not fully sure and goes on with what the speaker takes all the same."""

TYPING = re.compile(
    r"\b(?:(?P<answer>a(?=[nswer]{5}\b)(?!nswer)[nswer]{5})|(?P<the>teh|hte)|(?P<because>becuase|beacuse|becasue|becaues))\b(?:(?P<between>\s)(?P<is>si|is)(?=\s{1,3}[\"'(*]{0,3}(?:option\s)?[A-Za-z]\b))?",
    re.IGNORECASE,
)
"""`answer is`, `the` and `because` with letters that have changed places."""
CYRILLIC = re.compile(
    r"(?i:(?:ответ|вариант|выбираю|выбор|выбрал[а]?))(?:\s?[:—–-]|\s(?:это|будет))?\s{0,2}(?:вариант\s)?[(«\"*]{0,3}(?P<letter>[АС])(?=[)»\"*]{0,3}\s?(?:[).,:;—–-]|\Z|\n))"
)
"""A letter of the Cyrillic alphabet behind a word of choice that looks like a Latin one and stands for the same place, or for none, in it."""
LATIN = {"А": "A", "С": "C"}
