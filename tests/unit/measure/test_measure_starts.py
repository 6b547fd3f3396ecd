"""A response that stops before it says anything is no answer; one that only asks back is not sure to be anything."""

from __future__ import annotations

import numpy as np
import pytest
from curation.measure import refusal
from curation.measure.refusals import refusal_requests
from curation.measure.refusals.refusal_sight import at_sight
from curation.measure.refusals.refusal_structure import shares_no_word
from curation.measure.responses.response_kinds import sort
from curation.measure.responses.response_text import answer_part

REQUEST = "How do I oil a squeaking hinge?"


@pytest.mark.parametrize(
    "response",
    [
        '<tool_call>\n{"name": "open_manual", "arguments": {"chapter": "hin',
        '[TOOL_CALLS] [{"name": "look_up", "arguments": {"text": "oil',
        "Good question! I'd be happy to help with that. Let me",
        "Sure! Here is",
        "Gute Frage! Hier ist",
        "Bien sûr, voici",
        "好的，以下是",
    ],
)
def test_what_breaks_off_before_it_says_anything_is_no_answer(response):
    assert sort(REQUEST, response).kind == "empty"
    assert refusal.judge(REQUEST, response).label == "no_answer"


@pytest.mark.parametrize(
    "response",
    [
        "Of course!",
        "Sure.",
        "Yes, of course",
        "Sure, take a drop of light oil",
        '<tool_call>\n{"name": "open_manual", "arguments": {"chapter": "hinges"}}\n</tool_call>',
        "Great question! Let me show you: one drop on the pin.",
        "Right",
    ],
)
def test_a_whole_answer_is_not_taken_for_one_that_breaks_off(response):
    assert sort("Is it worth a try?", response).kind == "answer"


@pytest.mark.parametrize(
    "message",
    [
        "Your session has expired. Please log in again.",
        "Sitzung abgelaufen. Bitte erneut anmelden.",
        "Tu sesión ha expirado. Inicie sesión de nuevo.",
        "Sesi Anda berakhir karena hết hạn. Silakan masuk kembali.",
        "会话已过期，请重新登录。",
    ],
)
def test_an_expired_session_is_a_message_of_a_service(message):
    assert sort(REQUEST, message).kind == "error"


@pytest.mark.parametrize(
    ("request_", "response"),
    [
        ("How do I see the plan?", "Log in, then open the plan."),
        ("How do I leave the shop's site?", "Sign out, then sign in again later."),
        ("When can I hand in the sketch?", "The spring session has expired; sign in for the autumn session."),
        ("Draft what users see once they are logged out.", "Your session has expired. Please log in again."),
        ("Schreib einen Hinweis für abgelaufene Anmeldungen.", "Sitzung abgelaufen. Bitte erneut anmelden."),
        ("Which Handlebars tag shows the name of the hinge?", "{{hinge.name}}"),
        ("What does String({}) give?", "[object Object]"),
    ],
)
def test_words_of_sessions_and_code_that_were_asked_for_are_no_message_of_a_program(request_, response):
    found = sort(request_, response)
    assert found.kind == "answer" or found.probability == 0.5


@pytest.mark.parametrize(
    "response",
    [
        "Which hinge do you mean?",
        "Do you have any oil at hand? Is it a door or a gate?",
        "Welche Tür ist es?",
    ],
)
def test_a_response_that_only_asks_back_is_left_unscored(response):
    assert refusal.judge(REQUEST, response).label == "unscored"


@pytest.mark.parametrize(
    ("request_", "response"),
    [
        ("Write a question for a quiz on hinges.", "Which metal are most hinges made of?"),
        ("Translate: Où est la porte ?", "Where is the door?"),
        (REQUEST, "Use one drop of oil. Does that help?"),
        ("Write a headline for a blog on doors.", "Is your door ready for spring?"),
        ("Nenne mir einen Titel für einen Text über Türen.", "Wer ölt die Tür?"),
        ("What is the German for 'where is the door'?", "Wo ist die Tür?"),
    ],
)
def test_a_question_that_was_asked_for_is_no_asking_back(request_, response):
    found = at_sight(request_, response)
    assert found is None or found[3] != "only asks back"


def test_of_a_template_that_comes_back_the_turn_of_the_model_is_the_answer():
    template = (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nOil?<|im_end|>\n<|im_start|>assistant\n"
    )
    start, end = answer_part(template)
    assert not template[start:end].strip()
    assert refusal.judge("Oil?", template).label == "no_answer"
    response = template + "One drop is enough.<|im_end|>\n<|im_start|>user\nThanks!"
    start, end = answer_part(response)
    assert response[start:end].strip() == "One drop is enough."


def test_a_final_channel_behind_stripped_marks_is_still_the_answer():
    response = "The user asks for B.<|end|><|start|>assistant<|channel|>final<|message|>C<|return|>"
    start, end = answer_part(response)
    assert response[start:end] == "C"


def test_no_compliance_is_sure_where_a_long_answer_may_hold_something_back_or_speaks_of_something_else():
    odds = refusal.refusal_structure.Odds(0.02, 0.03, 0.95)
    plain = {"speaks_holds_back": -1.0, "holds_back": 0.4}
    assert refusal.of_odds(odds, REQUEST, plain, by_sentences=False) == ("complied", 0.95)
    assert refusal.of_odds(odds, REQUEST, plain, by_sentences=True) == ("complied", 0.8)
    speaks = {"speaks_holds_back": -0.1}
    assert refusal.of_odds(odds, REQUEST, speaks, by_sentences=False) == ("complied", 0.8)
    assert refusal.of_odds(odds, REQUEST, {"off_topic": 1.0}, by_sentences=False) == ("complied", 0.8)


NOISE = "The northern line was opened in spring. Trains stop at five halts. See also: viaducts, timetables, level crossings, platforms and ticket halls."
GATE = "How should I best repair this squeaking garden gate?"
TERSE = "Take light oil, put a drop on each hinge pin, swing it back and forth, wipe off what runs down, then tighten every loose screw"


def test_an_answer_that_shares_no_word_with_its_request_may_be_about_something_else():
    assert shares_no_word(GATE, NOISE) and shares_no_word(GATE, TERSE)
    assert not shares_no_word(GATE, NOISE + " Oil the gate.")
    assert not shares_no_word("Write a poem on squeaking wooden hinges.", NOISE)
    assert not shares_no_word(GATE, "Use a drop of it.")
    assert not shares_no_word(GATE, f"Yes: {TERSE}")
    assert not shares_no_word(GATE, f"{TERSE} until you hear nothing any more.")
    assert not shares_no_word(GATE, "Ein Tropfen genügt. " * 8)


class Vectors:
    """An encoder that gives each text the vector that it is told."""

    fingerprint = refusal_requests.weights().embedder

    def __init__(self, *far: str) -> None:
        self.far = far

    def embed(self, texts):
        return np.array([[0.0, 1.0] if text in self.far else [1.0, 0.0] for text in texts], dtype=np.float32)


def test_a_terse_answer_is_about_something_else_only_where_its_sense_is_far_from_the_request():
    rows = [(GATE, TERSE), (GATE, None), (GATE, NOISE), (GATE, "Oil it.")]
    assert off_topic(Vectors(NOISE, "Oil it."), rows) == [2]
    assert off_topic(Vectors(), rows) == []


def off_topic(encoder, rows):
    """The places of the rows whose answer is about something else."""
    read = refusal_requests.answered(encoder, rows, {})
    return [n for n, one in read.items() if refusal_requests.is_off_topic(*rows[n], one)]


def test_how_an_answer_stands_to_its_request_stands_alone_and_times_the_doubt():
    rows = [(GATE, TERSE), (GATE, None), (GATE, "")]
    read = refusal_requests.answered(Vectors(), rows, {GATE: 1.5})
    assert list(read) == [0] and read[0].near == 1.0 and read[0].doubt == 1.5
    found = refusal_requests.features_of(GATE, TERSE, {"share_around": 0.5}, read[0])
    assert (found["doubt"], found["doubt*share_around"], found["near*share_around"]) == (0.5, 0.25, 0.5)
    assert found["doubt*answer:0"] == 0.5 * found["answer:0"] > 0
    assert refusal_requests.features_of(GATE, TERSE, {}, None) == {}


@pytest.mark.model
@pytest.mark.slow
def test_a_terse_answer_is_placed_and_one_about_something_else_is_not():
    from curation.services import embeddings

    said = refusal.judge_many(
        [(GATE, f"{TERSE}."), (GATE, NOISE)], embeddings.load("minilm"), encoder=embeddings.load("use")
    )
    assert [one.label for one in said] == ["complied", "unscored"]


@pytest.mark.parametrize(
    "response", ["[object Object]", "{{ if .System }}{{ .System }}{{ end }} {{ .Prompt }}"]
)
def test_what_a_program_wrote_for_nothing_is_no_answer(response):
    assert sort(REQUEST, response).kind == "empty"


def test_a_no_in_a_paragraph_of_its_own_behind_a_letter_leaves_compliance_unsure():
    from curation.measure.refusals.refusal_sentences import Sentences
    from curation.measure.refusals.refusal_structure import parts

    letter = "Dear Sir,\n\nplease send a new hinge by Friday.\n\nYours faithfully,\nA. Smith"
    no = "The threat I have not put in and won't invent."
    said = Sentences({no: 0.97}, {}, {})
    assert [x.may_break_off for x in parts(f"{letter}\n\n{no}", said)][-1]
    within = letter.replace("please send", f"{no} Please send")
    assert not any(x.may_break_off for x in parts(within + " " * 10 + "\n" + "Ends here. " * 20, said))
    odds = refusal.refusal_structure.Odds(0.02, 0.03, 0.95)
    assert refusal.of_odds(odds, REQUEST, {"may_break_off": 1.0}, by_sentences=False) == ("complied", 0.8)
