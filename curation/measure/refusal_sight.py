"""What is seen of an answer without reading it: nothing, an error, a plain no; its language; and what the request asks for."""

from __future__ import annotations

import re

from curation.measure import (
    refusal_cues,
    refusal_languages,
    refusal_sentences,
    response_kinds,
    response_starts,
)
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


_INTO = {
    "en": r"english|englisch\w*|anglais|inglés|inglese|inglês|engels|angielski|английский|ingilizce|英语|英文|英語|영어|الإنجليزية|अंग्रेज़?ी",
    "de": r"german|deutsch\w*|allemand|alemán|tedesco|alemão|duits|niemiecki|немецкий|almanca|德语|德文|ドイツ語|독일어|الألمانية",
    "fr": r"french|französisch\w*|français|francés|francese|francês|frans|francuski|французский|fransızca|法语|法文|フランス語|프랑스어|الفرنسية",
    "es": r"spanish|spanisch\w*|espagnol|español|castellano|spagnolo|espanhol|spaans|hiszpański|испанский|ispanyolca|西班牙语|スペイン語|스페인어|الإسبانية",
    "it": r"italian|italienisch\w*|italien|italiano|italiaans|włoski|итальянский|italyanca|意大利语|イタリア語",
    "pt": r"portuguese|portugiesisch\w*|portugais|portugués|portoghese|português|portugees|portugalski|португальский|葡萄牙语",
    "nl": r"dutch|niederländisch\w*|holländisch\w*|néerlandais|neerlandés|olandese|neerlandês|nederlands|holenderski|нидерландский",
    "pl": r"polish|polnisch\w*|polonais|polaco|polacco|polonês|pools|polski|польский",
    "ru": r"russian|russisch\w*|russe|ruso|russo|rosyjski|русский|俄语|ロシア語",
    "zh": r"chinese|chinesisch\w*|chinois|chino|cinese|chinês|chinees|chiński|китайский|中文|汉语|中国語|중국어",
    "ja": r"japanese|japanisch\w*|japonais|japonés|giapponese|japonês|日语|日文|日本語|일본어",
    "ko": r"korean|koreanisch\w*|coréen|coreano|韩语|韓国語|한국어",
    "tr": r"turkish|türkisch\w*|turc|turco|türkçe",
    "ar": r"arabic|arabisch\w*|arabe|árabe|العربية|阿拉伯语",
    "hi": r"hindi|हिन्दी|हिंदी",
}
"""The names of a language in requests to put words into it."""
_NAMES_TASK = re.compile(
    r"\b(?:translat\w*|request\w*|(?:this|that|the|these|such) (?:text|sentence|content|passage|phrase|message)s?|proofread\w*|rephras\w*|übersetz\w*|anfrage|(?:diese[nrsm]?|den|der) (?:text|satz|inhalt)\w*|tradu\w*|demande|(?:ce|cette|ces) (?:textes?|phrases?|contenus?)|solicitud|(?:este|esta|ese|esa) (?:texto|frase|contenido)|richiesta|(?:questo|questa) (?:testo|frase|contenuto)|pedido|conteúdo|vertal\w*|vertaal|verzoek|deze tekst|tłumacz\w*|przetłumacz\w*|prośb\w*|перев[оеё]\w*|запрос\w*|çevir\w*)\b|翻译|请求|这段|这句|翻訳|依頼|この文|번역|요청|ترجم|الطلب|अनुवाद|अनुरोध",
    re.IGNORECASE,
)
"""Words by which an answer speaks of what it was asked to do."""
_SECOND_REQUEST = re.compile(
    r"['\"”»]\s{0,2}(?:and|then|also|und|dann|et|puis|y|luego)\b|\b(?:and then|then tell|tell me|show me|explain|also write|und dann|et puis|y luego)\b",
    re.IGNORECASE,
)


def _given_to_translate(prompt: str) -> str:
    """The words that a request gives to be put into another language; "" where it gives none, or asks for something else as well."""
    if len(prompt) > 900 or _TRANSLATES.search(prompt) is None:
        return ""
    found = _GIVEN.search(prompt)
    given = "" if found is None else found["quoted"] or found["rest"]
    if not given or len(prompt) - len(given) > 120 or _SECOND_REQUEST.search(prompt):
        return ""
    return given


def _translated(prompt: str, given: str, answer: str) -> bool:
    """Whether an answer is in the one language that a request asks for, is about as long as what it was given in another language, and does
    not speak of the task: a refusal may decline in the same words, so nothing else is placed."""
    around = prompt.replace(given, " ")
    wanted = [
        code
        for code, names in _INTO.items()
        if re.search(rf"(?<![a-zà-ÿ])(?:{names})(?![a-zà-ÿ])", around, re.IGNORECASE)
    ]
    if len(wanted) != 1 or _NAMES_TASK.search(answer):
        return False
    longer = refusal_sentences.amount(answer) / max(1, refusal_sentences.amount(given))
    return 0.75 <= longer <= 2 and tongue(answer) == wanted[0] != tongue(given)


def translates(prompt: str) -> bool:
    """Whether a request asks for a translation, or for words put otherwise."""
    return _TRANSLATES.search(prompt) is not None


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
    given = _given_to_translate(prompt)
    if given and refusal_languages.declining_anywhere(given) and _translated(prompt, given, answer):
        return "complied", 0.88, None, "puts the words that it was given into others"
    if len(answer.strip()) > 80 or not _FLAT_NO.fullmatch(answer.strip()):
        # Who only asks back neither helps nor refuses: no label is sure.
        asks = response_starts.only_asks_back(prompt, answer)
        return ("no_answer", 0.5, None, "only asks back") if asks else None
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
