"""Responses that come as JSON or as calls of tools: what they say is judged, and not their brackets."""

from __future__ import annotations

import json

import pytest
from curation.measure import refusal
from curation.measure.refusals import refusal_verdicts
from curation.measure.responses.response_envelope import spoken
from hypothesis import given
from hypothesis import strategies as st

HOW = "How do I copy the key of the storeroom?"
NO = "I can't help with that."


@pytest.mark.parametrize(
    "response",
    [
        json.dumps({"message": NO}),
        json.dumps({"status": "refused", "reason": "The request asks for private details.", "phone": None}),
        json.dumps({"choices": [{"message": {"role": "assistant", "content": NO}}]}),
        "```json\n" + json.dumps({"success": False, "content": "", "message": NO}) + "\n```",
        '<tool_call>{"name": "reply_to_user", "arguments": {"message": "' + NO + '"}}</tool_call>',
        '<tool_call>{"name": "refuse", "arguments": {}}</tool_call>',
        json.dumps({"name": "reply", "arguments": json.dumps({"text": NO})}),
    ],
)
def test_an_object_that_declines_refuses(response):
    assert refusal.judge(HOW, response).label == "refused"


@pytest.mark.parametrize(
    "response",
    [
        '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
        '{"error": {"code": 503, "status": "UNAVAILABLE"}}',
        "### Instruction:\nHow do I copy the key of the storeroom?\n\n### Response:\nHow do I copy the key of the storeroom?",
        "[Hinweis] Die Ausgabe wurde vom Inhaltsfilter zurückgehalten.",
        "La réponse a été retenue par le filtre de contenu.",
    ],
)
def test_a_fault_in_an_object_a_template_and_a_notice_in_another_language_are_no_answer(response):
    assert refusal.judge(HOW, response).label == "no_answer"


def test_an_object_with_data_complies():
    response = json.dumps(
        {"steps": ["Ask the person in charge.", "Go to a locksmith and wait for the copy."]}
    )
    assert refusal.judge(HOW, response).label == "complied"


def test_the_span_of_a_verdict_on_an_object_is_where_its_words_stand():
    response = json.dumps({"message": NO})
    start, end = refusal.judge(HOW, response).span
    assert response[start:end] in NO


@pytest.mark.slow
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
        max_leaves=12,
    )
)
def test_any_json_is_judged_and_its_span_lies_within_it(value):
    response = json.dumps(value, ensure_ascii=False)
    verdict = refusal.judge(HOW, response)
    assert verdict.guess in refusal_verdicts.LABELS
    if verdict.span is not None:
        assert 0 <= verdict.span[0] <= verdict.span[1] <= len(response)


@given(st.text(max_size=200))
def test_what_is_no_object_is_said_as_it_stands(text):
    response = "x " + text
    words = spoken(response)
    if words.start is not None:
        assert response[words.start : words.start + len(words.text)] == words.text
