"""Forms of answers to multiple-choice questions that a list of a new writer brought."""

from __future__ import annotations

import pytest
from curation.measure.answers import parse
from curation.measure.responses import response_kinds

PLACES = ["the quay", "the shed", "the ramp", "the crane"]
YEARS = ["16 years", "18 years", "20 years", "22 years"]


@pytest.mark.parametrize(
    ("answer", "options", "index"),
    [
        ("All of these hold, so I would tick every box from A to D.", PLACES, None),
        ("Each option, A through D, is fine.", PLACES, None),
        ("From A to D there is only one that fits. The answer is C.", PLACES, 2),
        ("2番", YEARS, 1),
        (
            " C. the ramp\n\n12. Where does the boat lie?\nA. the quay\nB. the shed\nC. the ramp\nD. the crane\n\nAnswer: A. the quay",
            PLACES,
            2,
        ),
        ("2번입니다.", YEARS, 1),
        ("(2)", YEARS, None),
        ("teh anwser si b", PLACES, 1),
        ("Ahoy, I'd be pickin' B, mate.", PLACES, 1),
        ("Option D is therefore the one to mark.", PLACES, 3),
        ("Most likely option: the last one.", PLACES, 3),
        ("Anzukreuzen ist demnach die vierte Aussage.", PLACES, 3),
        ("A) the quay\nB) the shed\n**C) the ramp** ✅\nD) the crane", PLACES, 2),
        ("A) the quay ✅\nB) the shed\n**C) the ramp** ✅\nD) the crane", PLACES, None),
    ],
)
def test_forms_that_a_new_list_brought(answer, options, index):
    assert parse(answer, options).index == index


COLOURS = ["red lamp", "green lamp", "blue lamp", "white lamp"]


@pytest.mark.parametrize(
    ("answer", "index"),
    [
        ("teh corect anwser si B becuase the lamp is gren", 1),
        ("the anwser is c because it shines", 2),
        ("Nach der Regel geht es um die Farbe. Damit ist Antwort C richtig.", 2),
        ("Wäre Antwort C richtig, so müsste die Lampe leuchten.", None),
        ("Het gaat om antwoord A: de lamp is rood. Optie C is voor bussen.", 0),
        ("A, B and D are all lit, so the odd one out is C.", 2),
        ("Scarterei A, B e C e sceglierei senza esitazione la D.", 3),
        ("La d.", 3),
        ("B 또는 C입니다.", None),
        ("BかCでしょう。", None),
        ("C를 선택합니다.", 2),
        ("答えはBだと思います。", 1),
        ("Après réflexion, c'est bien D : la lampe est blanche.", 3),
        ("Правильный ответ: С) синяя.", 2),
        ("kind: multiple_choice\nfinal_choice: C\nreason: it shines", 2),
        ("<verdict>\n  <letter>D</letter>\n  <certainty>high</certainty>\n</verdict>", 3),
        ("- [x] A. red lamp\n- [ ] B. green lamp\n- [ ] C. blue lamp\n- [ ] D. white lamp", 0),
        ("- [x] A. red lamp\n- [x] B. green lamp\n- [ ] C. blue lamp\n- [ ] D. white lamp", None),
        ("- [ ] A. red lamp\n- [ ] B. green lamp\n- [ ] C. blue lamp\n- [ ] D. white lamp", None),
    ],
)
def test_choices_in_further_wordings_boxes_and_spellings_are_read(answer, index):
    assert parse(answer, COLOURS).index == index


TALK = "There are four lamps in the yard, and each of them has a colour of its own that tells the drivers what they may do. "


@pytest.mark.parametrize(
    ("answer", "options", "index"),
    [
        (f"{TALK}Now to the four options. The first", COLOURS, None),
        (f"{TALK}So it shines. Blue lamp", COLOURS, 2),
        ("Final answer: A if read strictly, D if read loosely.", COLOURS, None),
        ("Respuesta: Jupiter", ["Júpiter", "Saturno"], 0),
        ('{"reponse": "B", "justification": "verte"}', COLOURS, 1),
        ("<|assistant|>D<|end|>", COLOURS, 3),
        ("La A, sin duda.", COLOURS, 0),
        ("정답은 ③번입니다. 나머지는 흰색이나 빨간색이 아닙니다.", COLOURS, 2),
        ("Yes.", ["Yes, in general", "No, never"], 0),
        ("No.", ["Yes, in general", "No, never", "No, except at night"], None),
        ("Por lo tanto, la opción correcta es la primera.", COLOURS, 0),
    ],
)
def test_further_endings_spellings_and_envelopes(answer, options, index):
    assert parse(answer, options).index == index


FOUR = ["Fire", "Water", "Earth", "Air"]


@pytest.mark.parametrize(
    ("answer", "options", "index"),
    [
        ("Vào năm 2019 quy định đã đổi.", ["Nam", "Nữ", "Cả hai"], None),
        ("Decyduje sąd.", ["Sad", "Urząd", "Gmina"], None),
        ("Decyduje sąd.", ["Sąd", "Sad", "Gmina"], 0),
        ("Đáp án là mả.", ["ma", "má", "mà", "mả"], 3),
        ("Man muss drücken.", ["drucken", "drücken"], 1),
        ("Jupiter", ["Júpiter", "Saturno"], 0),
        ('{"answer": "Jupiter"}', ["Júpiter", "Saturno"], 0),
        ('{"answer": "má"}', ["ma", "má"], 1),
    ],
)
def test_an_accent_parts_words_unless_the_whole_answer_is_an_option_without_it(answer, options, index):
    assert parse(answer, options).index == index


@pytest.mark.parametrize(
    ("answer", "index"),
    [
        ("I mark B as wrong.", None),
        ("I'd mark B wrong.", None),
        ("I'll take B out first.", None),
        ("I'd mark C down, since it is dry.", None),
        ("Je coche B comme fausse.", None),
        ("Marco la B como falsa.", None),
        ("C convient mal.", None),
        ("I mark B as the answer.", 1),
        ("I'd pick B out of the four.", 1),
        ("Je coche B.", 1),
        ("C convient.", 2),
    ],
)
def test_a_letter_that_is_taken_out_or_called_wrong_is_no_choice(answer, index):
    assert parse(answer, FOUR).index == index


@pytest.mark.parametrize(
    ("answer", "index"),
    [
        ("A richtig, B richtig, C falsch, D falsch", None),
        ("A stimmt, B stimmt auch.", None),
        ("A gets my vote, B gets my vote", None),
        ("A richtig, B falsch, C falsch, D falsch", 0),
    ],
)
def test_two_options_called_right_side_by_side_choose_neither(answer, index):
    assert parse(answer, FOUR).index == index


@pytest.mark.parametrize(
    ("prompt", "response", "kind"),
    [
        (
            "Why can my mail not be sent?",
            "Cannot reach the server usually means that the line is down. Restart the router.",
            "answer",
        ),
        (
            "Il mio messaggio non arriva",
            "Il messaggio è stato bloccato dal filtro antispam: controlla la cartella.",
            "unsure",
        ),
        ("Name a river.", "Cannot reach the server.", "error"),
        ("Nenne einen Fluss.", "Ihre Anfrage wurde blockiert.", "filtered"),
    ],
)
def test_advice_about_messages_and_servers_is_no_notice_of_a_service(prompt, response, kind):
    found = response_kinds.sort(prompt, response)
    assert ("unsure" if found.probability < 0.8 else found.kind) == kind
