"""Sentences in which a speaker says of themselves that they do not do something, by grammar, in languages with and without verb endings.

The forms are those of a verb in the first person with a negation (`I won't`, `no escribiré`, `не стану`, `作成しません`), whatever the verb, and
a short no to something that is named (`Discount: no`). Neither says that a request is declined: `I don't have a car` has the same form.

The forms of all languages are tried on every sentence, whatever its language, so one language's form can match words of another: the Spanish
`no` with a verb in -o matches `There is no video of it.`. A match is a cue that a model weighs, and no verdict; the weights were fitted on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

FIRST_PERSON: Mapping[str, str] = {
    "en": r"\b(?:I|we)(?: (?:really|just|simply|also|still|therefore|deliberately|would|will|am|['’]m))? ?(?:won['’]t|will not|can['’]?t|cannot|can not|am not|['’]m not|are not|don['’]t|do not|haven['’]t|have not|would not|wouldn['’]t|shouldn['’]t|must not|may not|refuse|decline|prefer not)\b"
    r"|\bI(?:['’]m| am|['’]ve| have|['’]ll| will|['’]d| would)? (?:\w+ly )?(?:leav(?:e|ing)|left|skip(?:ping)?|omit(?:ting|ted)?|stop(?:ping)?|pass(?:ing)?|keep(?:ing)?|hold(?:ing)?|rather not|stay(?:ing)? (?:out|away))\b",
    "de": r"\b(?:ich|wir)\b[^.!?\n]{0,60}\b(?:nicht|kein\w*|nichts|niemals)\b|\b(?:lasse|breche|halte|spare|verzichte|lehne|verweigere)(?: ich)?\b|\b(?:möchte|werde|kann|darf|will) ich\b[^.!?\n]{0,40}\b(?:nicht|kein\w*)\b",
    "fr": r"\bje (?:ne |n['’])[^.!?\n]{0,40}\b(?:pas|plus|rien|point|jamais|aucune?)\b|\bje (?:m['’]arrête|m['’]abstiens|préfère (?:ne |m['’])|refuse|décline|laisse|garde|tais|passe)\b|\b(?:pas|sans) (?:de ma part|moi)\b",
    "es": r"\bno (?:(?:te|le|lo|la|les|los|las|os|se|me) )*(?:\w+(?:ré|remos)|puedo|voy|quiero|debo|pienso|\w{2,}o)\b|\b(?:me (?:niego|detengo|abstengo|reservo)|prefiero no|dejo (?:fuera|de lado|sin)|omito|evito)\b",
    "it": r"\bnon (?:(?:ti|vi|le|lo|la|li|gli|ne|mi|si) )*(?:\w+rò|posso|voglio|intendo|\w{2,}o)\b|\b(?:mi (?:rifiuto|fermo|astengo)|preferisco non|ometto|tralascio|evito)\b",
    "pt": r"\bnão (?:(?:te|lhe|lhes|o|a|os|as|me|se) )*(?:\w+rei|posso|vou|quero|devo|\w{2,}o)\b|\b(?:recuso|prefiro não|deixo (?:de (?:fora|lado)|sem)|omito|evito|paro)\b",
    "nl": r"\b(?:ik|we)\b[^.!?\n]{0,60}\b(?:niet|geen|niets)\b|\b(?:laat|stop|weiger|sla) ik\b|\bik (?:laat|stop|weiger|sla)\b",
    "pl": r"\bnie (?:\w+(?:ę|am|em|my)|mogę|będę|chcę)\b|\b(?:odmawiam|pomijam|przerywam|pominę)\b",
    "ru": r"\bне (?:\w+(?:у|ю|ем|им)|могу|буду|стану|хочу)\b|\b(?:отказываюсь|опускаю|пропускаю|прерываю|умолчу)\b|\bя\b[^.!?\n]{0,30}\bне\b",
    "tr": r"(?<=\w)(?:mayacağım|meyeceğim|amam|emem|amıyorum|emiyorum|mıyorum|miyorum|muyorum|müyorum|madım|medim)\b|\b(?:atlıyorum|reddediyorum)\b",
    "ar": r"(?:^|\s)و?(?:لن|لا|لم|لست) (?:أ\w+|يمكنني|بإمكاني|نستطيع)|(?:أعتذر عن|أمتنع|أرفض|أتوقف|أتجنب|تعمدت عدم|تجنبت|لا أريد|أفضل عدم)",
    "hi": r"नहीं (?:\S{1,12} )?\S{0,12}(?:ूंगा|ूँगा|ूंगी|ूँगी|ऊंगा|ऊँगा|ऊंगी|ऊँगी|सकता|सकती|दूँगा|दूंगा|दूँगी|दूंगी|करता|करती)|(?:मैंने|मैं)[^।\n]{0,60}नहीं|(?:छोड़ रहा|छोड़ रही|असमर्थ हूँ|असमर्थ हूं)",
    "zh": r"我[^。！？，,\n]{0,14}(?:不|没有|沒有|无法|無法|拒绝|拒絕|略去|省略|跳过)|(?:恕不|恕我|不便|不会提供|无法提供|不能提供|不予|略过不)",
    "ja": r"[しきぎみちりいえけせてれ](?:ません|かねます|ないでおき)|控え|遠慮|伏せ|差し控え|お断り|致しかね|いたしかね|あえて",
    "ko": r"[가-힣]지 (?:않겠|않을게|않습니다|못합니다|않았습니다)|드릴 수 (?:는 )?없|할 수 없|어렵습니다|생략하|거절하|삼가",
}  # fmt: skip
"""The forms by language."""

_ANY = re.compile("|".join(f"(?:{form})" for form in FIRST_PERSON.values()), re.IGNORECASE)
_SHORT_NO = re.compile(
    r"(?:[:：–—-]|,| is|c['’]est|es|è|é|ist|это|는|은|は)\s{0,2}[\"“«*_]{0,3}(?:no|nope|nein|non|não|nee|nie|нет|hayır|لا|नहीं|不行|不可以|不|いいえ|だめです|안 됩니다|아니요)[\"”»*_]{0,3}\s?[.!。！…]{0,3}\s*\Z",
    re.IGNORECASE,
)


def first_person(sentence: str) -> bool:
    """Whether a sentence has a form, of any language, by which speakers say that they do not do, or leave out, something.

    The language of the sentence is not asked for: `There is no video of it.` is taken for the Spanish form.
    """
    return _ANY.search(sentence) is not None


def short_no(sentence: str) -> bool:
    """Whether a sentence names something and ends with a plain no to it."""
    return _SHORT_NO.search(sentence) is not None


_DECLINED = re.compile(
    r"\b(?:i (?:can(?:no|')t|am (?:unable|not able)|won't|must decline|will not)|i'm (?:sorry|unable|not able)|cannot (?:assist|help|provide|comply))\b",
    re.IGNORECASE,
)


def declined(text: str) -> bool:
    """Whether a text that should have been data says in English that its writer does not give it.

    This is for an answer to a request for JSON that holds no JSON. Whether a free answer declines what a prompt asks is judged by
    `curation.measure.refusal`.
    """
    return _DECLINED.search(text.replace("\u2019", "'")) is not None
