"""Words and patterns: statements of a choice in running text, in seventeen languages: `the answer is C`, `故选C`, `C est la bonne réponse`."""

from __future__ import annotations

import re

MORE = re.compile(
    r"[)\]}*_`'\"”’.]{0,4}\s{0,3}(?:,|/|&|\+|、|或|和|と|または|또는|(?:(?:,\s{0,2})?(?:or|and|oder|und|ou|et|o|y|e|of|en|lub|i|или|и)(?=[\s(*])))\s{0,3}"
    r"(?:option\s|choice\s)?[(\[*]{0,3}(?-i:(?!I\s[a-z])[A-Z])(?![A-Za-z0-9_'’])(?!\s{1,2}(?:is|are|was|would|has|does|can|could|will|fails|ignores)\b)",
    re.IGNORECASE,
)
TAKEN_BACK = re.compile(
    r"[)\]}*_`'\"”’.,]{0,4}\s{0,3}(?:option\s)?(?:\?|(?:is|was|would be|which is|seems|looks)\s{1,2}(?:also\s)?(?:not|wrong|incorrect|false|a trap|a distractor|tempting)\b|isn't\b|ist (?:nicht|falsch)|nicht\b|no es|n'est pas|不|[가이은는]?\s{0,2}(?:아니|아닙|아님|틀)|(?:では|じゃ)(?:な|あり)|değil|नहीं|không)"
    r"|[)\]*_\"”]{0,3}\s{1,2}(?:(?:as|als|comme|como|come)\s(?:(?:an?|the|being|clearly|eine?|une?|una?)\s)?)?(?:wrong|incorrect|false|distractor|trap|falsch|fausse|faux|incorrecte?|incorrect[ao]|fals[ao]|sbagliat[ao]|errad[ao]|fout|onjuist)\b"
    r"|[)\]*_\"”]{0,3}\s(?:(?:out|off|away|down|aside)\b(?!\s(?:of|to)\b)|(?:mal|moins|peu|bad(?:ly)?|less|schlecht(?:er)?)\b)",
    re.IGNORECASE,
)
BESIDE_ANOTHER = re.compile(r"[\s.,;:!*_()-]{0,6}(?:(?:and|und|et|y|e|en|i)\s)?[*_(]{0,3}", re.IGNORECASE)
"""What stands between two statements of which the second only adds: `A is correct, B is correct`."""
ENDS = re.compile(
    r"[)\]}*_`'\"”’」』】）$\\]{0,6}\s{0,2}(?:[.!;:。！；,，]|$|\n|\(|übrig\b|because\b|since\b|as it\b|as the\b|for\b|due\b|which\b|-\s|–|—)",
    re.IGNORECASE,
)
CORRECTS = re.compile(
    r"\b(?:wait|actually|correction|hmm|scratch that|let me re|on second thought|no, |rather, |however, (?:the )?(?:correct|right|better))",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.!?\n;。！？；]|\b(?:but|however|so|therefore|aber|mais|pero)\b", re.IGNORECASE)
CONCLUDES = re.compile(r"故|所以|因此|因而|よって|したがって|따라서|그러므로")
"""A phrase that begins so concludes: what is denied before it is not what it names."""

FAR = ("mistake", "tempting", "tempted", "might think", "may think", "might say", "might choose", "some people", "many people", "trap",
        "distractor", "first thought", "initially", "at first", "students", "claims", "claim", "suggested", "suggests", "someone")  # fmt: skip

DENIED_TEXT = re.compile(
    r"\b(?:not|isn't|never|neither|nor|except|rather than|instead of|wrong|incorrect|nicht|pas|no es|não|non)\b|不|ない",
    re.IGNORECASE,
)

STATEMENTS = re.compile(
    r"(?:\b(?:or|and|nor|neither|both|oder|und|ou|et|o|y|e|of|en|lub|i|или|и|veya|ve)\s|(?:또는|혹은|이나|나|와|과|または|あるいは|もしくは|か|或者?|和|と|أو|या|और)\s{0,2}|(?-i:\b[A-Z])[)*]{0,2}\s?[/,&、]\s?)[(*]{0,2}\Z"
)
"""What joins a second option to a first one, before the second one's letter."""

BY_CASE = re.compile(
    r"[)\]*_\"”]{0,3}\s(?:if|when|wenn|falls|si|se|als|jeśli)\b[^.\n]{1,80}[,;]\s(?:and |but |und |et |y |e |en |i )?[(*]{0,2}[A-Z][)*]{0,2}\s(?:if|when|otherwise|wenn|falls|sonst|si|sinon|se|als|jeśli)\b"
)
"""A letter for one case and another letter for another: `A if read strictly, D if read loosely`."""
LOWER_CASE = re.compile(
    r"\b(?:(?:richtig\s{1,2}ist(?:\s{1,2}antwort)?|antwort|lösung|respuesta(?:\s{1,2}correcta)?(?:\s{1,2}es)?(?:\s{1,2}la)?|risposta|réponse|resposta|antwoord|odpowiedź|ответ)|(?:answer|anser|awnser|anwser|answr|asnwer|aswer|answere)(?:\s{1,2}(?:is|si|it))?|that\s{1,2}is(?=\s{1,2}\()|(?:choice|option)\s{1,2}(?:is|would\s{1,2}be))\s{0,2}[:=]?\s{0,2}(?:option\s)?(?:([b-z])|[(\[*]{1,3}([a-z])[)\]*]{1,3}|([a-z])\))[)\]*.!]{0,3}\s{0,3}(?:$|\n|(?:,\s)?(?:because|since)\b)",
    re.IGNORECASE | re.MULTILINE,
)
