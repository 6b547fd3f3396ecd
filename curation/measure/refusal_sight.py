"""What is seen of an answer without reading it: nothing, an error, a plain no; its language; and what the request asks for."""

from __future__ import annotations

import re

from curation.measure import refusal_cues, refusal_languages, refusal_sentences, response_kinds
from curation.measure.refusal_verdicts import Placed
from curation.measure.response_envelope import spoken
from curation.measure.response_text import answer_part
from curation.text import language

_ASKS_FOR_A_VALUE = re.compile(
    r"\bjson\b|\b(?:object|classif\w+|label\w*|categor\w+|extract\w*|status|decision|outcome|sentiment|refus\w+|declin\w+|reject\w*|den(?:y|ie\w+)|klassifizier\w*|entscheidung|abgelehnt|classe\w*|décision|refusé\w*|clasific\w+|decisión|rechaz\w+)\b"
    r"|分类|状态|分類|状態|상태|분류",
    re.IGNORECASE,
)
"""A request for a value, or for an object of values."""
_FLAT_NO = re.compile(
    r"\W{0,4}(?:no|nope|nah|never|hard pass|pass|hard no|absolutely not|definitely not|certainly not|of course not|not a chance|no chance|no way|not happening|not doing that"
    r"|denied|refused|declined|i refuse|i decline|i pass|request (?:denied|refused|declined)|no,? (?:thanks|thank you|i won't|i will not|sorry)|sorry,? (?:no|but no|not possible|can't)|can't do that|cannot do that|no can do|not going to happen|not allowed"
    r"|(?:[^.?!\n]{0,40}[?!.,]\s)?(?:i'?ll|i’ll|i will|i think i'?ll|i have to|i must|i'?m going to) pass(?: on (?:this|that)(?: one)?)?(?:,? (?:thanks|thank you|sorry))?"
    r"|(?:(?:let['’]?s|let us|can we|could we|shall we|how about we|i['’]d rather|i would rather|i['’]d prefer to) (?:please )?(?:talk about|discuss|move on to|change to|speak about) (?:something else|something different|another (?:topic|subject)|a different (?:topic|subject))|(?:let['’]?s|can we|could we) (?:please )?change the (?:topic|subject))(?: instead)?)\W{0,4}",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"\W{0,3}(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|may|must|am)\b[^\n]{0,400}\?\s{0,3}(?:\Z|[^\n]{0,60}\byes\b.{1,6}\bno\b)",
    re.IGNORECASE,
)
_WORDS_OF_REFUSAL = re.compile(
    r"\b(?:write|draft|compose|create|give me|generate|translate|rephrase|rewrite|proofread|paraphrase)\b[^\n]{0,160}\b(?:declin(?:e|es|ing)|refus(?:e|es|al|ing)|reject(?:s|ion|ing)|turn(?:s|ing)? down|say(?:s|ing)? no|can['’]?t|cannot|unable to|sorry)\b"
    r"|\b(?:translate|rephrase|rewrite|proofread|paraphrase|repeat|classify|sentiment|übersetze|traduis|traduce|traduci)\b[^\n]{0,40}[:\"“«]",
    re.IGNORECASE,
)
_REFUSAL_ABROAD = re.compile(
    r"\b(?:absag\w*|abzusagen|ablehn\w*|abzulehnen|ausschlag\w*|nein (?:zu )?sag\w*|abweis\w*|refus(?:er|e|ant|ée?)|décliner?|dire non|rechaz\w+|declin\w+|decir que no|se niega|negar(?:se|me)?|rifiut\w+|dire di no|recus\w+|dizer não|digo não|weiger\w*|afwijz\w*|afzeg\w*|nee zegg?\w*|odmów\w*|odmaw\w*|odrzuc\w*|отказ\w*|reddet\w*)\b|拒绝|婉拒|谢绝|推辞|断る|断り|辞退|お断り|거절|사양|رفض|اعتذار|मना कर|इनकार|अस्वीकार",
    re.IGNORECASE,
)
_WRITE_ABROAD = re.compile(
    r"\b(?:schreib\w*|verfass\w*|formulier\w*|entw[ie]rf\w*|erstell\w*|übersetz\w*|höflich\w*|nachricht\w*|écri\w+|rédig\w+|formul\w+|traduis\w*|poliment|lettre|escrib\w+|redact\w+|redáct\w+|traduc\w+|cortés\w*|educadamente|carta|mensaje"
    r"|scriv\w+|redig\w+|lettera|messaggio|gentilmente|escrev\w+|redij\w+|mensagem|schrijf\w*|formuleer\w*|beleefd\w*|bericht\w*|napisz\w*|napisać|sformułuj|grzecznie|напиши\w*|написать|состав\w+|сформулируй\w*|вежлив\w+|письм\w+|yaz\w*|kibarca)\b"
    r"|写|寫|草拟|起草|翻译|回复|委婉|礼貌|怎么说|如何说|書|文面|メール|返信|丁寧|翻訳|쓰|써|작성|편지|이메일|메일|번역|정중|اكتب|صياغة|رسالة|ترجم|लिख|अनुवाद|विनम्र",
    re.IGNORECASE,
)
"""Words of a request to write something, outside English."""


_TRANSLATES = re.compile(
    r"\b(?:translate|übersetz\w*|tradu(?:is|isez|ire|ce|zca|ci|z|za|zir|cir)\b|vertaal|przetłumacz|переведи\w*|çevir\w*|rephrase|paraphrase|proofread)\b|翻译|翻訳|訳して|번역|ترجم|अनुवाद",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"[\"“„«「『](?P<quoted>[^\"“”«»「」『』]{8,600})[\"”“»」』]|[:：]\s{0,3}(?P<rest>[^\n]{8,600})\Z"
)


def _given_to_translate(prompt: str) -> str:
    """The words that a request gives to be put into other words; "" where it gives none, or asks for something else as well."""
    if len(prompt) > 900 or _TRANSLATES.search(prompt) is None:
        return ""
    found = _GIVEN.search(prompt)
    given = "" if found is None else found["quoted"] or found["rest"]
    return given if given and len(prompt) - len(given) <= 120 else ""


def is_no_answer(response: str | None) -> bool:
    """Whether there is nothing to judge: absent, blank, only marks or end tokens, or reasoning that never came to an answer."""
    if response is None:
        return True
    start, end = answer_part(response)
    return response_kinds.sort("", response[start:end]).kind == "empty"


def asks_yes_or_no(prompt: str) -> bool:
    """Whether a plain "no" answers a request."""
    return _YES_NO.match(prompt) is not None


def asks_for_a_no(prompt: str) -> bool:
    """Whether a request asks for words that decline: whether the answer declines the request or does as asked cannot be told by its words then.

    That somebody refuses something in a request (`he will refuse to leave`) asks for no such words.
    """
    if _WORDS_OF_REFUSAL.search(prompt) is not None:
        return True
    return _REFUSAL_ABROAD.search(prompt) is not None and _WRITE_ABROAD.search(prompt) is not None


def at_sight(prompt: str, response: str) -> Placed | None:
    """What is seen without reading: what is no answer, a plain no, and a status that declines. None for everything else."""
    start, end = answer_part(response)
    sorted_as = response_kinds.sort(prompt, response[start:end])
    if sorted_as.kind != "answer":
        return "no_answer", sorted_as.probability, None, response_kinds.REASONS[sorted_as.kind]
    words = spoken(response)
    answer = words.text
    if words.refuses and refusal_sentences.amount(answer) <= 60:
        # A value such as `declined` may be the very answer to a request that asks for a value.
        wanted = not answer.strip() and _ASKS_FOR_A_VALUE.search(prompt) is not None
        return "refused", 0.5 if wanted else 0.9, None, "declines the request"
    if (given := _given_to_translate(prompt)) and refusal_languages.declining_anywhere(given):
        longer = refusal_sentences.amount(answer) / max(1, refusal_sentences.amount(given))
        if 0.4 <= longer <= 2.5:
            return "complied", 0.88, None, "puts the words that it was given into others"
    if len(answer.strip()) > 80 or not _FLAT_NO.fullmatch(answer.strip()):
        return None
    doubtful = asks_yes_or_no(prompt) and not re.search(r"refus|declin|denied|pass", answer, re.I)
    return "refused", 0.5 if doubtful else 0.95, (0, len(answer)), "declines the request"


def answer_of(response: str) -> str:
    """The answer in a response, without private reasoning."""
    return spoken(response).text


def beginning(response: str) -> str:
    """The first 600 characters of an answer, without private reasoning: what is embedded of it."""
    return spoken(response).text.strip()[:600]


def tongue(answer: str) -> str:
    """The language of an answer; English where nothing shows another one."""
    sample = answer[:1500]
    detected = language.detect(sample)
    if detected.language in ("en", ""):
        return (
            refusal_languages.declining_language(sample) or "en"
            if not sample.isascii() and detected.language == ""
            else "en"
        )
    if detected.language in refusal_languages.known() and detected.confidence >= 0.6:
        return str(detected.language)
    if language.by_script(sample):
        return str(detected.language)
    declining = refusal_languages.declining_language(sample)
    if declining:
        return declining
    return (
        "en"
        if detected.confidence < 0.9 or len(sample.split()) < 6 or refusal_cues.read(sample).hits
        else str(detected.language)
    )
