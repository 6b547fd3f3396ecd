"""The part of a model's response that is its answer: what follows private reasoning and channel marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_NAMES = r"(?:[a-z]{1,12}:)?(?:think|thinking|thoughts?|reasoning|reflection|scratchpad|analysis)"
_OPENED = re.compile(rf"\A\s*(?:<|\[|◁|\{{|<\|(?:begin_of_)?){_NAMES}(?:\|?>|\]|▷|\}})", re.IGNORECASE)
_CLOSED = re.compile(rf"(?:</|\[/|◁/|\{{/|<\|/|<\|end_of_){_NAMES}(?:\|?>|\]|▷|\}})", re.IGNORECASE)
_FINAL_CHANNEL = re.compile(r"<\|channel\|>\s*final\b[^<]{0,40}<\|message\|>", re.IGNORECASE)
_ANY_CHANNEL = re.compile(r"\A\s*(?:<\|start\|>\s*assistant\s*)?<\|channel\|>", re.IGNORECASE)
_SPOKEN_CHANNEL = re.compile(r"\A\s*analysis(?=[A-Z\s])")
_SPOKEN_FINAL = re.compile(r"assistant\s?final(?=[A-Z\s\"'(\[{*\d])")
_ANSWER_TAG = re.compile(r"<(answer|final_answer|response|output)>", re.IGNORECASE)
_OTHER_TURN = re.compile(
    r"(?:<\|(?:im_end|eot_id|end|endoftext|end_of_turn|eom_id)\|>|</s>|<end_of_turn>|<eos>|\s){0,8}(?:<\|im_start\|>\s{0,2}(?:user|human|system)\b|<\|start_header_id\|>\s{0,2}(?:user|human|system)\b|<start_of_turn>\s{0,2}user\b|<\|(?:user|human)\|>|<\|start\|>\s{0,2}(?:user|human)\b|\[INST\])",
    re.IGNORECASE,
)
"""The beginning of another speaker's turn, which a model without a stop mark writes itself."""
_TEMPLATE = re.compile(
    r"\s{0,8}(?:<s>\s{0,2})?(?:<\|begin_of_text\|>\s{0,2})?(?:<\|im_start\|>\s{0,2}(?:user|human|system)\b|<\|start_header_id\|>\s{0,2}(?:user|human|system)\b|<start_of_turn>\s{0,2}user\b|<\|(?:user|human|system)\|>|\[INST\])",
    re.IGNORECASE,
)
"""A chat template that comes back with the request in it."""
_OWN_TURN = re.compile(
    r"<\|im_start\|>\s{0,2}assistant\s{0,2}|<\|start_header_id\|>\s{0,2}assistant\s{0,2}<\|end_header_id\|>|<start_of_turn>\s{0,2}model\s{0,2}|<\|assistant\|>|\[/INST\]",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:<\|(?:return|end|im_end|eot_id|endoftext|end_of_turn|eom_id)\|>|</s>|<end_of_turn>|<eos>|\s)+\Z"
)


def answer_part(response: str) -> tuple[int, int]:
    """Start and end offsets of the answer in `response`; equal offsets when the response never came to an answer.

    Reasoning is left out in four forms: a block `<think>…</think>` at the front; text before a closing tag whose opening tag is missing
    (a chat template may supply the opening tag); channels (`<|channel|>final<|message|>…`); channels whose marks were stripped
    (`analysis…assistantfinal…`). A turn of the user that the model goes on with is left out, too. A block that is opened and never closed leaves no answer. Cost is linear in the length.
    """
    start, end = 0, len(response)
    if (tail := _END.search(response, max(0, end - 200))) is not None:
        end = tail.start()
    if (opened := _TEMPLATE.match(response)) is not None:
        turns = list(_OWN_TURN.finditer(response, opened.end(), end))
        start = turns[0].end() if turns else start
    for other in _OTHER_TURN.finditer(response, start, end):
        if response[start : other.start()].strip() and not _ANY_CHANNEL.match(response):
            end = other.start()
            break
    channels = list(_FINAL_CHANNEL.finditer(response, 0, end))
    closings = list(_CLOSED.finditer(response, 0, end))
    if channels:
        start = channels[-1].end()
        cut = response.find("<|", start, end)
        end = cut if cut >= 0 else end
    elif _ANY_CHANNEL.match(response):
        start = end
    elif closings and (
        _OPENED.match(response) or not re.search(r"[<\[◁]think", response[: closings[0].start()], re.I)
    ):
        start = closings[-1].end()
    elif _OPENED.match(response):
        start = end
    elif _SPOKEN_CHANNEL.match(response):
        spoken = list(_SPOKEN_FINAL.finditer(response, 0, end))
        start = spoken[-1].end() if spoken else start
    return _inside_answer_tag(response, start, end)


def _inside_answer_tag(response: str, start: int, end: int) -> tuple[int, int]:
    """The span within the last `<answer>…</answer>` of the answer, or the span as it is."""
    tags = list(_ANSWER_TAG.finditer(response, start, end))
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
