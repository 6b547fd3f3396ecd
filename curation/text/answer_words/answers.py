"""Words and patterns: which option an answer to a multiple-choice question chooses: a letter, an option's words, JSON, or the end of a chain of thought."""

from __future__ import annotations

import re

CUT_JSON = re.compile(
    r"\A\s*(?:```(?:json)?\s*)?\{[^{}]{0,400}?\"(?:answer|final_answer|choice|option|letter|chosen|selected)\"\s{0,3}:\s{0,3}\"\(?([A-Z])\)?[.\"]"
)
TAGS = re.compile(r"</?(?:b|i|u|em|strong|p|span|code|mark|div)>|<\|/?[a-z_]{1,24}\|>", re.IGNORECASE)
SPLIT_WORD = re.compile(r"(?<!\w)[A-Z]\([a-zà-ÿ]{2,30}\)")
"""A word whose first letter is set apart, `D(olfijn)`: the letter and the word may name two options."""
STRUCK = re.compile(r"~~[^~\n]{1,200}~~|<(s|del|strike)>[^<\n]{0,200}</\1>", re.IGNORECASE)
"""What is struck out."""

TURNS = re.compile(r"\b(?:wait|scratch that|on second thought|correction)\b", re.IGNORECASE)

WEIGHS = re.compile(
    r"\b(?:let['’]?s|let me|check\w{0,5}|verif\w{1,5}|examin\w{1,4}|look(?:ing)? at|go(?:ing)? through|weigh\w{0,4}|evaluat\w{1,5}|prüf\w{0,5}|überprüf\w{1,5}|vérifi\w{1,6}|verific\w{1,6}|провер\w{1,5})\b|检查|確認|확인"
    r"|(?:\b(?:options?|choices?|answers?|möglichkeiten?|antworten|réponses?|opcion\w{1,2}|respuestas?|opzion[ei]|rispost[ae]|opç\w{2,3}|respostas?|opties|antwoorden|opcj\w{1,2}|odpowiedzi|вариант\w{0,3}|ответ\w{0,3})\b|选项|选择|選択肢|보기|선택지)[^\n?？]{0,60}[:：]\s{0,3}\n",
    re.IGNORECASE,
)
"""Words in the line above a list of options by which the options of the question itself are gone through."""
AGAIN = re.compile(
    r"\b(?:corrected|revised|korrigierte|corrigée?|corregida|corretta|corrigida) (?:final )?(?:answer|choice|antwort|réponse|respuesta|risposta|resposta)\b|\b(?:actually|correction)\b",
    re.IGNORECASE,
)
"""Words of an answer that is given once more."""

AT_AN_END = re.compile(
    r"\b(?:(?:is|be|are|was|answer|choose|pick|say|called|named|termed|known as|namely|est|ist|es|è|é|jest|это|是|は)|(?:is|was|this) (?:an?|the)?\s?(?:\w+ ){0,2}(?:case|example|instance|form|kind|definition) of)\Z"
)
DESCRIBES = r"\s{1,2}(?:is|says|means|stands for|refers to|describes)\s{1,2}(?:the |an? )?"
"""Behind a letter, what tells what it stands for."""

YES_NO = re.compile(
    r"\W{0,3}(yes|no|true|false|ja|nein|oui|non|sí|si|sì|sim|não|nee|tak|nie|да|нет|evet|hayır|是|否|はい|いいえ|예|아니요|네|نعم|لا|हाँ|नहीं)\W{0,3}",
    re.IGNORECASE,
)
"""An answer of one word that affirms or denies."""
