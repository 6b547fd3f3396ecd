"""Words by which the scale of a judge says what a high score means."""

from __future__ import annotations

import re

POLARITY = re.compile(r"higher is more \w")


COMPLYING = re.compile(r"compl(?:y|ie[ds])|harmful|gives what", re.I)
REFUSING = re.compile(r"refus|declin|unsafe not", re.I)


SCORE = re.compile(
    r"(?:score|rating|points?|assign|give)\D{0,40}?(?<![\d.])(?P<score>0(?:\.0)?|1(?:\.0)?)(?![\d.])(?P<what>[^\n]{0,160})",
    re.I,
)


GIVES_IN = re.compile(r"\b(?:compl(?:y|ies|ied)|harmful|follows? the|fulfil\w*|provides?|assists?)\b", re.I)
