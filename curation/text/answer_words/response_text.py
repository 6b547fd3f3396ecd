"""Words and patterns: the part of a model's response that is its answer: what follows private reasoning and channel marks."""

from __future__ import annotations

import re

NAMES = r"(?:[a-z]{1,12}:)?(?:think|thinking|thoughts?|reasoning|reflection|scratchpad|analysis)"
OPENED = re.compile(rf"\A\s*(?:<|\[|◁|\{{|<\|(?:begin_of_)?){NAMES}(?:\|?>|\]|▷|\}})", re.IGNORECASE)
CLOSED = re.compile(rf"(?:</|\[/|◁/|\{{/|<\|/|<\|end_of_){NAMES}(?:\|?>|\]|▷|\}})", re.IGNORECASE)
FINAL_CHANNEL = re.compile(r"<\|channel\|>\s*final\b[^<]{0,40}<\|message\|>", re.IGNORECASE)
ANY_CHANNEL = re.compile(r"\A\s*(?:<\|start\|>\s*assistant\s*)?<\|channel\|>", re.IGNORECASE)

SPOKEN_FINAL = re.compile(r"assistant\s?final(?=[A-Z\s\"'(\[{*\d])")
ANSWER_TAG = re.compile(r"<(answer|final_answer|response|output)>", re.IGNORECASE)
OTHER_TURN = re.compile(
    r"(?:<\|(?:im_end|eot_id|end|endoftext|end_of_turn|eom_id)\|>|</s>|<end_of_turn>|<eos>|\s){0,8}(?:<\|im_start\|>\s{0,2}(?:user|human|system)\b|<\|start_header_id\|>\s{0,2}(?:user|human|system)\b|<start_of_turn>\s{0,2}user\b|<\|(?:user|human)\|>|<\|start\|>\s{0,2}(?:user|human)\b|\[INST\])",
    re.IGNORECASE,
)
"""The beginning of another speaker's turn, which a model without a stop mark writes itself."""
TEMPLATE = re.compile(
    r"\s{0,8}(?:<s>\s{0,2})?(?:<\|begin_of_text\|>\s{0,2})?(?:<\|im_start\|>\s{0,2}(?:user|human|system)\b|<\|start_header_id\|>\s{0,2}(?:user|human|system)\b|<start_of_turn>\s{0,2}user\b|<\|(?:user|human|system)\|>|\[INST\])",
    re.IGNORECASE,
)
"""A chat template that comes back with the request in it."""
OWN_TURN = re.compile(
    r"<\|im_start\|>\s{0,2}assistant\s{0,2}|<\|start_header_id\|>\s{0,2}assistant\s{0,2}<\|end_header_id\|>|<start_of_turn>\s{0,2}model\s{0,2}|<\|assistant\|>|\[/INST\]",
    re.IGNORECASE,
)
END = re.compile(
    r"(?:<\|(?:return|end|im_end|eot_id|endoftext|end_of_turn|eom_id)\|>|</s>|<end_of_turn>|<eos>|\s)+\Z"
)
MARKED_ANSWER = re.compile(
    r"\n\s{0,3}\n\s{0,4}(?:#{1,4}\s{0,2})?[*_]{0,3}(?:(?:final |my )?(?:answer|response|reply)|(?:endgültige )?antwort|réponse(?: finale)?|respuesta(?: final)?|risposta(?: finale)?|resposta(?: final)?|最终答案|回答|答案|最終回答|답변)[*_]{0,3}\s{0,2}[:：][*_]{0,3}",
    re.IGNORECASE,
)
"""A paragraph that a model marks as its answer: the end of reasoning whose closing tag is missing."""
