"""Words and patterns: what speaks against a choice that was read, and the one option that is left where every other that is named is denied."""

from __future__ import annotations

import re

CLAUSE = re.compile(
    r"[.!?;:\n。！？；：,，、—–]|\b(?:(?<!nything )(?<!verything )(?<!\ball )(?<!\bAll )but|however|sondern|aber|mais|sino|pero|ma|mas|maar|ale|а|но)\b"
)

LETTER = re.compile(
    r"(?<![A-Za-zÀ-ÿ0-9_'’§&-])(?:(?P<upper>[A-Z])|[(\[*]{1,3}(?P<small>[a-z])[)\]*]{1,3}|(?<!\S)(?P<listed>[b-z])\))(?![A-Za-zÀ-ÿ0-9_&]|['’](?!(?:[dt][iıuü]r|[dt][ea]n?|y?[iıea]|n[iı]n)\b)|-\w)"
)
ARTICLE = re.compile(r"\s[a-zà-ÿ]")
NO_ARTICLE = re.compile(
    r"\s(?:and|or|but|nor|und|oder|sondern|noch|et|ou|mais|ni|y|o|sino|e|ma|né|mas|nem|en|of|maar|i|lub|ale|ve|veya|as|because|since|nicht|not|no|non|nie|niet|is|was|are|would|must|should|seems|fits|cannot|can|could|has|ist|wäre|kann|est|es|è|é|jest|olamaz|değil)\b"
)
"""What follows a letter that is no article: `A or B`, `not A but C`."""

SAYS = re.compile(r"\s(?:is|was|are|would|must|should|seems|fits)\b")
"""What follows a letter that is no article: `A is the right choice`."""
LABEL = re.compile(
    r"\b(?:vitamin|grade|zone|plan|group|type|hepatitis|class|category|exhibit|appendix|part|section|article|art\.?|point|schedule|corners?|edges?|vertex|vertices|blood type|note|key|party|parties|team|company|firm|player|patient)s?\s[(]?\Z|(?:article|art\.?|section|sec\.?|§|rule|clause|paragraph|artikel|artículo|articolo|artigo)\s?\d{1,4}(?:\s?\(\w\))?(?:\s?(?:to|and|or|,|-|–|bis|und|à|et|a|y|e)\s?)?[(]?\Z",
    re.IGNORECASE,
)
FOLLOWED = re.compile(
    r"\n\s{0,4}(?:\*\*)?(?:next )?(?:question|q|frage|pregunta|domanda|pergunta|vraag|问题|題|質問|문제)\s?\d{0,3}(?:\*\*)?\s?[:.：]",
    re.IGNORECASE,
)

CONTRAST = re.compile(
    r"\b(?:but|however|sondern|aber|mais|sino|pero|ma|mas|maar|ale|lecz|а|но)\b|بل|但是?|而是|でも|しかし|하지만|बल्कि|[;；]"
)
AGAIN = re.compile(
    r"\b(?:and so is|so is|as is|ebenso|de même|también|anche|também|ook|także|тоже)\s*\Z", re.IGNORECASE
)
JOINS = re.compile(
    r"[)\]*}\s]{0,3}(?:,|、|/|&|and|or|nor|und|oder|noch|et|ou|ni|y|o|e|né|nem|en|of|i|ani|oraz|и|ни|或|和|と|\s){1,4}(?:option\s|choice\s|auch nicht\s)?[(\[*{\s]{0,3}",
    re.IGNORECASE,
)

WRONG_ONES = re.compile(
    r"\b(?:(?:incorrect|wrong|false|other) (?:answers?|options?|choices?)|falsche? (?:Antworten|Optionen)|falsch|(?:mauvaises?|autres) réponses?|(?:respuestas|opciones) incorrectas|risposte (?:errate|sbagliate)|respostas (?:erradas|incorretas)|foute? antwoorden|błędne odpowiedzi|неверные ответы)\s{0,2}(?:are|sind|sont|son|sono|são|zijn|to)?\s{0,2}[:：]?[\s*(A-Z,)]{0,30}\Z|(?:错误|誤り|오답)[^。\n]{0,6}[:：][\sA-Z,、，]{0,30}\Z",
    re.IGNORECASE,
)
"""A list of wrong options before a letter."""

WITHDRAWN = re.compile(
    r"\b(?:i (?:hereby )?withdraw|withdraw (?:it|(?:my|that|this|the) (?:answer|choice|guess))|i(?:['’]ll)? take (?:it|that|this) back(?! to\b)|i (?:do not|don['’]t) know(?! (?:of|any|why)\b)|i no longer know|no idea(?! (?:of|that|how|why|about)\b)|nehme (?:das|es) zurück|weiß (?:es|ich) nicht|je (?:ne sais|retire)|no (?:lo )?sé|lo retiro|non lo so|não sei|weet (?:het|ik) niet|nie wiem|не знаю)\b|不知道|わかりません|모르겠",
    re.IGNORECASE,
)
"""A choice that is taken back without another one."""

ENDS = re.compile(r"^[^\w]*(?:after all|instead|then|로|입니다|です|है)?")
