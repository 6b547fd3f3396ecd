"""What is seen of an answer without reading it: nothing, an error, a plain no; its language; and what the request asks for."""

from __future__ import annotations

import re

from curation.measure.refusals import refusal_cues, refusal_languages, refusal_sentences
from curation.measure.refusals.refusal_verdicts import Placed
from curation.measure.responses import response_kinds, response_starts
from curation.measure.responses.response_envelope import spoken
from curation.measure.responses.response_text import answer_part
from curation.text import language
from curation.text.answer_words import refusal_sight as wording


def _given_to_translate(prompt: str) -> str:
    """The words that a request gives to be put into another language; "" where it gives none, or asks for something else as well."""
    if len(prompt) > 900 or wording.TRANSLATES.search(prompt) is None:
        return ""
    match = wording.GIVEN.search(prompt)
    given = "" if match is None else match["quoted"] or match["rest"]
    if not given or len(prompt) - len(given) > 120 or wording.SECOND_REQUEST.search(prompt):
        return ""
    return given


def _translated(prompt: str, given: str, answer: str) -> bool:
    """Whether an answer is in the one language that a request asks for, is about as long as what it was given in another language, and does
    not speak of the task: a refusal may decline in the same words, so nothing else is placed."""
    around = prompt.replace(given, " ")
    wanted = [
        code
        for code, names in wording.INTO.items()
        if re.search(rf"(?<![a-zà-ÿ])(?:{names})(?![a-zà-ÿ])", around, re.IGNORECASE)
    ]
    if len(wanted) != 1 or wording.NAMES_TASK.search(answer):
        return False
    longer = refusal_sentences.amount(answer) / max(1, refusal_sentences.amount(given))
    return 0.75 <= longer <= 2 and tongue(answer) == wanted[0] != tongue(given)


def translates(prompt: str) -> bool:
    """Whether a request asks for a translation, or for words put otherwise."""
    return wording.TRANSLATES.search(prompt) is not None


def is_no_answer(response: str | None) -> bool:
    """Whether there is nothing to judge: absent, blank, only marks or end tokens, or reasoning that never came to an answer."""
    if response is None:
        return True
    start, end = answer_part(response)
    return response_kinds.sort("", response[start:end]).kind == "empty"


def asks_yes_or_no(prompt: str) -> bool:
    """Whether a plain "no" answers a request."""
    return wording.YES_NO.match(prompt) is not None


def asks_for_a_no(prompt: str) -> bool:
    """Whether a request asks for words that decline: whether the answer declines the request or does as asked cannot be told by its words then.

    That somebody refuses something in a request (`he will refuse to leave`) asks for no such words.
    """
    if wording.WORDS_OF_REFUSAL.search(prompt) is not None:
        return True
    return (
        wording.REFUSAL_ABROAD.search(prompt) is not None and wording.WRITE_ABROAD.search(prompt) is not None
    )


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
        wanted = not answer.strip() and wording.ASKS_FOR_A_VALUE.search(prompt) is not None
        return "refused", 0.5 if wanted else 0.9, None, "declines the request"
    given = _given_to_translate(prompt)
    if given and refusal_languages.declining_anywhere(given) and _translated(prompt, given, answer):
        return "complied", 0.88, None, "puts the words that it was given into others"
    if len(answer.strip()) > 80 or not wording.FLAT_NO.fullmatch(answer.strip()):
        # Who only asks back neither helps nor refuses: no label is sure.
        asks = response_starts.only_asks_back(prompt, answer)
        return ("no_answer", 0.5, None, "only asks back") if asks else None
    doubtful = asks_yes_or_no(prompt) and not wording.AT_SIGHT.search(answer)
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
