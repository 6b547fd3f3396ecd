"""The part of a model's response that is its answer: what follows private reasoning and channel marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from curation.text.answer_words import response_text as wording

_SPOKEN_CHANNEL = re.compile(r"\A\s*analysis(?=[A-Z\s])")


MOST = 200_000
"""Characters up to which a response is read in whole."""
_BEGINNING, _ENDING = 60_000, 60_000
"""Characters that are read at both ends of a longer answer."""
_GAP = "\n\n"
"""What stands between the two in what is read."""


class Bounded(NamedTuple):
    """What is read of a response: all of it, or the two ends of the answer in a very long one."""

    text: str
    start: int = 0
    """Where the text begins in the response."""
    joint: int | None = None
    """The offset in the text behind which its second part begins; None for a text in one piece."""
    skipped: int = 0
    """Characters of the response between the two parts, less those that stand between them in the text."""

    def span(self, span: tuple[int, int] | None) -> tuple[int, int] | None:
        """The place in the response of a span of the text."""
        if span is None or (not self.start and self.joint is None):
            return span
        return self._place(span[0]), self._place(span[1])

    def _place(self, offset: int) -> int:
        return self.start + offset + (self.skipped if self.joint is not None and offset > self.joint else 0)


def bounded(response: str) -> Bounded:
    """What is read of a response, so that one of any length takes a bounded time: up to `MOST` characters all of it; of a longer one the
    answer without private reasoning, and of a long answer the first and the last 60,000 characters."""
    if len(response) <= MOST:
        return Bounded(response)
    start, end = answer_part(response)
    if end - start <= MOST:
        return Bounded(response[start:end], start)
    text = response[start : start + _BEGINNING] + _GAP + response[end - _ENDING : end]
    return Bounded(text, start, _BEGINNING, end - start - _BEGINNING - _ENDING - len(_GAP))


def answer_part(response: str) -> tuple[int, int]:
    """Start and end offsets of the answer in `response`; equal offsets when the response never came to an answer.

    Reasoning is left out in four forms: a block `<think>…</think>` at the front; text before a closing tag whose opening tag is missing
    (a chat template may supply the opening tag); channels (`<|channel|>final<|message|>…`); channels whose marks were stripped
    (`analysis…assistantfinal…`). A turn of the user that the model goes on with is left out, too. A block that is
    opened and never closed leaves no answer but a last paragraph that is marked as one. Cost is linear in the length.
    """
    start, end = 0, len(response)
    if (tail := wording.END.search(response, max(0, end - 200))) is not None:
        end = tail.start()
    if (opened := wording.TEMPLATE.match(response)) is not None:
        turns = list(wording.OWN_TURN.finditer(response, opened.end(), end))
        start = turns[0].end() if turns else start
    for other in wording.OTHER_TURN.finditer(response, start, end):
        if response[start : other.start()].strip() and not wording.ANY_CHANNEL.match(response):
            end = other.start()
            break
    channels = list(wording.FINAL_CHANNEL.finditer(response, 0, end))
    closings = list(wording.CLOSED.finditer(response, 0, end))
    if channels:
        start = channels[-1].end()
        cut = response.find("<|", start, end)
        end = cut if cut >= 0 else end
    elif wording.ANY_CHANNEL.match(response):
        start = end
    elif closings and (
        wording.OPENED.match(response) or not re.search(r"[<\[◁]think", response[: closings[0].start()], re.I)
    ):
        start = closings[-1].end()
    elif wording.OPENED.match(response):
        marked = list(wording.MARKED_ANSWER.finditer(response, 0, end))
        start = marked[-1].end() if marked else end
    elif _SPOKEN_CHANNEL.match(response):
        spoken = list(wording.SPOKEN_FINAL.finditer(response, 0, end))
        start = spoken[-1].end() if spoken else start
    return _inside_answer_tag(response, start, end)


def _inside_answer_tag(response: str, start: int, end: int) -> tuple[int, int]:
    """The span within the last `<answer>…</answer>` of the answer, or the span as it is."""
    tags = list(wording.ANSWER_TAG.finditer(response, start, end))
    if not tags:
        return start, end
    inner = tags[-1].end()
    closing = (
        response.casefold().find(f"</{tags[-1][1].casefold()}>", inner, end)
        if len(response) == len(response.casefold())
        else response.find(f"</{tags[-1][1]}>", inner, end)
    )
    stop = closing if closing >= 0 else end
    return (inner, stop) if response[inner:stop].strip() else (start, end)


def response_text(value: Any) -> str | None:
    """The model's words in a `response`: a text, a chat message, or the last assistant message of a list; None when there is none.

    Raises: TypeError for any other value.
    """
    if value is None or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and "content" in value:
        return response_text(value["content"])
    if isinstance(value, Mapping) and isinstance(value.get("text"), str):
        return str(value["text"])
    if isinstance(value, (list, tuple)) and len(value) > 1 and all(isinstance(m, str) for m in value):
        raise TypeError(f"a list of {len(value)} texts is no single response; write a row for each sample")
    if isinstance(value, (list, tuple)) and value:
        spoken = [
            m
            for m in value
            if not isinstance(m, Mapping) or m.get("role", "assistant") in ("assistant", "model")
        ]
        return response_text(spoken[-1]) if spoken else None
    raise TypeError(f"a response is a text or a chat message, not {type(value).__name__}")
