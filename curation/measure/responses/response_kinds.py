"""What a response is before anybody asks whether it refuses: an answer, nothing, an error of a service, an echo, or repetition."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from curation.core.digests import fold
from curation.measure.responses import response_starts
from curation.measure.responses.response_envelope import content, is_call
from curation.text.answer_words import response_kinds as wording

Kind = Literal["answer", "empty", "error", "filtered", "echo", "degenerate"]

REASONS: dict[Kind, str] = {
    "empty": "gives no answer",
    "error": "is an error message of a service",
    "filtered": "was withheld by a filter before the model's words were seen",
    "echo": "repeats the request and adds nothing",
    "degenerate": "repeats a few characters or words",
}


_CAPITALS = re.compile(r"[\[(<]?[A-Z][A-Z_:\-. ]{5,80}[\])>]?")
_BROKEN = re.compile(r"[\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff]")


_PLACEHOLDERS = re.compile(r"\{\{[^{}]{0,80}\}\}|\{[a-z_]{2,30}\}")
"""Places of a template that nobody filled in."""
_DEBRIS = re.compile(r"&?nbsp;|\\u00|\{\{\{?|\}\}|\]\]|\(<|%%%+|/{4,}|\]\(<")
"""Signs that stand in a broken output beside such marks, and in a program or a template as well."""


def _is_empty_frame(text: str) -> bool:
    """Whether a short text is the frame of a service's response, whole or broken, with nothing in it: `"content": "", "finish_reason": null}`."""
    return (
        len(text) <= 400
        and wording.HOLDS_NOTHING.search(text) is not None
        and wording.FRAME_OF_NOTHING.fullmatch(text) is not None
    )


_CLEAN = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)?[.,;:!?。，、)\"”]{0,2}")
"""A word as it stands in a sentence."""


_LABEL = re.compile(r"(?m)^[#*\s]{0,8}[^\n:：{}.!?]{1,40}[:：][*\s]{0,4}$")
"""A line that is a heading or a label and nothing else."""


def _is_unfilled(text: str) -> bool:
    """Whether a text is a template whose places nobody filled in: places, and labels before them."""
    left = _PLACEHOLDERS.sub(" ", text)
    return left != text and not re.search(r"\w", _LABEL.sub(" ", left))


_BAR = re.compile(r"\s[|·•»]\s")


def _is_page_furniture(prompt: str, text: str) -> bool:
    """Whether a short text is a row of menu entries of a web page: entries of a few words between bars, and no word of the request."""
    entries = [entry.split() for entry in _BAR.split(text)]
    if not 4 <= len(entries) <= 40 or "\n" in text or any(len(entry) > 6 for entry in entries):
        return False
    if text.lstrip().startswith("|") or re.search(r"[.!?。！？]\s", text):
        return False
    asked = set(_plain(prompt).split())
    return not any(
        word in asked for entry in entries for word in _plain(" ".join(entry)).split() if len(word) > 3
    )


def _is_garbage(text: str) -> bool:
    """Whether a short text has marks of a tokenizer and little else than signs, single letters, digits and doubled words."""
    tokens = text.split()
    if not 6 <= len(tokens) <= 120 or len(text) > 800 or len(wording.PIECES.findall(text)) < 2:
        return False
    dirty = sum(
        _CLEAN.fullmatch(token) is None or (n > 0 and token == tokens[n - 1])
        for n, token in enumerate(tokens)
    )
    return 2 * dirty >= len(tokens)


_OPENED_JSON = re.compile(
    r"\A\s*(?:```\w{0,8}\s{0,3})?[{\[][\s{\[]*(?:\"[^\"\n]{0,60}\"\s{0,3}(?::[\s{\[]*)?){0,2}(?:\"\s*)?"
)
"""The beginning of an object in which no value has come yet."""
_LONGEST_THOUGHT = 3000
"""Characters up to which a text that is all reasoning is seen as such at sight."""
_LISTS = re.compile(r"^[ \t]{0,8}(?:[-*•]\s|\d{1,2}[.)]\s|```)", re.MULTILINE)
_OPEN_END = re.compile(r"(?:[,，、:：;；—–-]|[^\W\d_])\s*\Z")
"""The end of a text that stops within a sentence."""


def _thinks_without_end(text: str) -> bool:
    """Whether a text is a model's reasoning about what the user wants and what it is to do itself, which stops within a sentence: no answer came.

    A list, code, and a last paragraph without such words are an answer, which hardly ever ends in a full stop.
    """
    if not 60 <= len(text) <= _LONGEST_THOUGHT or wording.THINKS.match(text) is None:
        return False
    last = text.rpartition("\n\n")[2]
    return (
        _OPEN_END.search(text[-40:]) is not None
        and wording.PLANS.search(last) is not None
        and _LISTS.search(text) is None
    )


def _of_a_tokenizer(text: str) -> bool:
    """Whether a short text is the raw output of a tokenizer: at least four marks of pieces, and no more than three words to each."""
    if len(text) > 600:
        return False
    marks = len(wording.PIECES.findall(text))
    marks += len(_DEBRIS.findall(text)) if marks >= 2 else 0
    return marks >= 4 and len(re.findall(r"[^\W_]{2,}", wording.PIECES.sub(" ", text))) <= 3 * marks


def _is_mark_of_filter(text: str) -> bool:
    """Whether a text is a mark that a filter leaves: a few words of that trade and no sentence."""
    if _CAPITALS.fullmatch(text) and wording.OF_A_FILTER.search(text):
        return True
    words = re.findall(r"[a-z]+", text.casefold())
    return 0 < len(words) <= 8 and bool(wording.OF_A_FILTER.search(text)) and set(words) <= wording.STATUS


def _is_fault(text: str) -> bool:
    """Whether a short text in another language than English is the message of a service: it says so in three words or more, and nobody speaks."""
    found = {m.casefold() for m in wording.FAULT_WORDS.findall(text)}
    letters = sum(c.isalpha() for c in text)
    if wording.PERSON.search(text) or letters > 160:
        return False
    return len(found) >= 3 or (len(found) >= 2 and letters <= 90 and wording.FAULT.search(text) is not None)


def _is_fault_object(text: str) -> bool:
    """Whether a text is an object by which a service reports a fault, and in which nobody speaks."""
    value = content(text)
    if not isinstance(value, dict):
        return False
    fault = value.get("error", value.get("errors"))
    if fault is None and isinstance(value.get("fault"), dict):
        fault = value["fault"]  # a list of faults is one of a machine
    told = (
        value.get("type") == "error"
        or value.get("object") == "error"
        or (isinstance(fault, (dict, list)) and bool(fault))
    )
    return told and wording.PERSON.search(text) is None


def _is_error(text: str) -> bool:
    """Whether a short text is the message of a program: an exception, a page of a server, or mostly words of errors and nobody speaking."""
    if wording.EXCEPTION.match(text) or (wording.PAGE.match(text) and wording.PAGE_ERROR.search(text[:600])):
        return True
    words = re.findall(r"[^\W_]+", text)
    if not 2 <= len(words) <= 45 or wording.PERSON.search(text):
        return False
    if wording.EXPIRED.match(text) and len(words) <= 25:
        return True
    told = sum(len(m.split()) for m in wording.ERROR_WORDS.findall(text))
    return told >= 3 and told >= 0.4 * len(words)


class Sort(NamedTuple):
    """What a response is, and how sure that is in (0, 1]."""

    kind: Kind
    probability: float


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(text).casefold()).split())


def repeats(answer: str) -> bool:
    """Whether an answer of some length is one short piece again and again: `aaaa…`, `the the the …`, or one line many times."""
    text = answer[:20_000].strip()
    if len(text) < 24:
        return len(text) >= 8 and len(set(text)) <= 2
    if len(set(text.casefold())) <= 4:
        return True
    words = text.casefold().split()
    if len(words) >= 16:
        runs = list(zip(words, words[1:], words[2:], strict=False))
        if len(set(runs)) <= 0.35 * len(runs):
            return True
    elif len(words) <= 3 and len(text) >= 60:
        # Written without spaces, or one endless word.
        pieces = [text[n : n + 4] for n in range(len(text) - 3)]
        if len(set(pieces)) <= 0.25 * len(pieces):
            return True
    if len(words) >= 12 and len(set(words)) <= max(2, len(words) // 12):
        return True
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return len(lines) >= 8 and len(set(lines)) <= len(lines) // 6


def _echoes(prompt: str, answer: str) -> bool:
    """Whether the answer is the request again, in whole, or at least its last half, and nothing more."""
    asked, said = _plain(prompt), _plain(answer)
    if len(asked) >= 5 and said.count(asked) >= 2 and not _plain(said.replace(asked, " ")):
        return True  # the request again and again
    if len(asked) < 12 or not said:
        return False
    if said == asked or (said.startswith(asked) and len(said) <= 1.1 * len(asked)):
        return True
    if len(said) >= 0.6 * len(asked) and said in asked:
        return True
    return asked in said and not wording.FRAME.sub(" ", said.replace(asked, " ")).split()


def sort(prompt: str, answer: str) -> Sort:
    """What `answer` is; anything that is not plainly one of the other kinds is an answer.

    Args:
        prompt: the request, "" when it is not known (an echo is not found then).
        answer: the response without private reasoning.
    """
    if wording.MARKS.fullmatch(answer[:2000]) and (len(answer) <= 2000 or not re.search(r"\w", answer)):
        return Sort("empty", 1.0)
    short = answer.strip()
    if len(short) <= 60 and (
        wording.NOTHING.fullmatch(short) or (len(short) == 1 and not short.isdigit() and short.isascii())
    ):
        return Sort("empty", 0.97)
    if len(short) <= 400 and not re.search(r"\w", wording.TOKENS.sub(" ", short)):
        return Sort("empty", 0.97)
    serialised = set(wording.SERIALISED.findall(short[:400]))
    alone = re.fullmatch(r"\W*\[object \w+\]\W*", short) is not None
    if (
        len(short) <= 400
        and (len(serialised) >= 2 or (alone and not wording.ASKS_ABOUT_CODE.search(prompt)))
        and not re.search(r"\w", wording.SERIALISED.sub(" ", short))
    ):
        return Sort("empty", 0.97)
    opened = len(short) <= 160 and _OPENED_JSON.fullmatch(short) is not None and content(short) is None
    unfilled = len(short) <= 400 and _is_unfilled(short)
    if unfilled and not wording.ASKS_ABOUT_CODE.search(prompt):
        return Sort("empty", 0.97)
    if response_starts.only_begun(short):
        return Sort("empty", 0.5 if wording.ASKS_FOR_A_FRAME.search(prompt) and not is_call(short) else 0.9)
    if len(short) <= 80 and wording.NOTHING_CAME.fullmatch(short):
        return Sort("empty", 0.97)
    if opened or _is_empty_frame(short):
        # Who asks for an object may well be given an empty one.
        return Sort("empty", 0.5 if wording.ASKS_FOR_A_FRAME.search(prompt) else 0.97)
    about_filters = wording.ASKS_ABOUT_FILTERS.search(prompt) is not None
    stopped = wording.STOPPED.search(short) or (wording.BLOCKED.search(short) and not about_filters)
    if len(short) <= 4000 and stopped and content(short) is not None:
        return Sort("filtered", 0.97)
    if len(short) <= 320 and wording.FILTERED.fullmatch(short):
        return Sort("filtered", 0.97)
    called = is_call(short)
    if (
        not called
        and len(short.split()) <= 40
        and len(short) <= 320
        and (wording.HELD_BACK.search(short) or wording.OF_FILTERS.search(short))
        and not wording.PERSON.search(short)
    ):
        return Sort("filtered", 0.5 if about_filters else 0.9)
    spoken_object = content(short) is not None and wording.PERSON.search(short) is not None
    if (
        len(short) <= 4000
        and not called
        and not spoken_object
        and (wording.ERROR.match(short) or _is_error(short) or _is_fault_object(short))
    ):
        # Who asks about an error may well be told one.
        return Sort("error", 0.5 if wording.ASKS_ABOUT_ERRORS.search(prompt) else 0.97)
    if not called and len(short) <= 200 and (_is_mark_of_filter(short) or _is_fault(short)):
        if _is_mark_of_filter(short):
            return Sort("filtered", 0.9)
        asked = (
            p.search(prompt)
            for p in (
                wording.ASKS_ABOUT_ERRORS,
                wording.ASKS_ABOUT_SESSIONS,
                wording.FAULT_WORDS,
                wording.FAULT,
                wording.SERVICE,
            )
        )
        return Sort("error", 0.5 if any(asked) else 0.9)
    if (
        3 * len(_BROKEN.findall(short)) > len(short.replace(" ", ""))
        or _of_a_tokenizer(short)
        or _is_garbage(short)
    ):
        return Sort("degenerate", 0.97)
    if _is_page_furniture(prompt, short):
        return Sort("degenerate", 0.9)
    if _thinks_without_end(short):
        return Sort("empty", 0.5 if wording.ASKS_ABOUT_USERS.search(prompt) else 0.9)
    if repeats(short):
        return Sort("degenerate", 0.97)
    if _echoes(prompt, short):
        return Sort("echo", 0.97)
    return Sort("answer", 1.0)
