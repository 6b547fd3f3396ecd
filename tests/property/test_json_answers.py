"""JSON in what a model wrote: whatever stands around it, the value comes back; and no text takes long."""

from __future__ import annotations

import json
import time

import pytest
from curation.services import json_answers
from hypothesis import given
from hypothesis import strategies as st

TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=20)
LEAVES = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXTS
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(TEXTS, VALUES, min_size=1, max_size=3)


@pytest.mark.slow
@given(OBJECTS, st.sampled_from(["", "Sure! ", "Here it is:\n```json\n", "<think>Is it {1}?</think>", "Ok.</think>\n", "[1] says: "]), st.booleans())  # fmt: skip
def test_the_value_comes_back_from_among_what_models_put_around_it(value, before, pretty):
    text = json.dumps(value, ensure_ascii=False, indent=2 if pretty else None)
    after = "\n```\nAnything else?" if before.endswith("json\n") else ""
    assert json_answers.parse(before + text + after, lambda found: found == value) == value


@pytest.mark.slow
@given(OBJECTS)
def test_raw_line_breaks_trailing_commas_and_pythons_constants_are_slips(value):
    text = json.dumps(value, ensure_ascii=False, indent=1)
    slipped = text.replace("\n}", ",\n}")
    assert json_answers.parse(slipped) == value


@pytest.mark.slow
@given(OBJECTS, st.data())
def test_a_value_that_is_cut_off_is_never_taken_for_whole(value, data):
    text = json.dumps(value)
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    try:
        found = json_answers.parse(cut)
    except ValueError:
        return
    # Only a value inside the cut one may come back, never the cut one itself as if it were whole.
    assert found != value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": "x\ny", "b": [1, 2,],}', {"a": "x\ny", "b": [1, 2]}),
        ('{"a": 1} // done', {"a": 1}),
        ('{\n  // a remark\n  "a": True, "b": None}', {"a": True, "b": None}),
        ('{"formula": "\\(x\\)"}', {"formula": "\\(x\\)"}),
        ('{"a": "\\ud83d\\ude00 \\ud800"}', {"a": "\U0001f600 \ufffd"}),
        (
            '<|channel|>analysis<|message|>hm {"a": 1}<|end|><|channel|>final<|message|>{"a": 5}<|return|>',
            {"a": 5},
        ),
        ('thoughts {"a": 9}</think> {"a": 2}', {"a": 2}),
        ('{"text": "how do tags like <think> work?"}', {"text": "how do tags like <think> work?"}),
        ("{\u201ca\u201d: \u201cb\u201d}", {"a": "b"}),
    ],
)
def test_each_slip_is_read_as_what_it_means(text, value):
    assert json_answers.parse(text) == value


@pytest.mark.parametrize(
    "text", ["", "none", "{", '{"a": NaN}', '{"a": 1', "[" * 5000, '{"a"; 1}', '{"a":1e}']
)
def test_what_is_no_value_is_an_error(text):
    with pytest.raises(ValueError):
        json_answers.parse(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["{", "[", '{"a', "<think>", "</think>", "```", '{"a":', "[1,", '"', '{"\\', '{"a":"xxxx', "{ ", "{//", "<|channel|>final<|message|>", "{\u201c"],
)  # fmt: skip
def test_no_text_of_eight_megabytes_takes_long(piece):
    text = piece * (8_000_000 // len(piece))
    started = time.process_time()
    with pytest.raises(ValueError, match="no JSON"):
        json_answers.parse(text)
    assert time.process_time() - started < 10
