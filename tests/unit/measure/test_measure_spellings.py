"""A choice written in other ways is read: letters in words, places of two, a slip of the pen, a reason behind it, and a model that goes on."""

from __future__ import annotations

import pytest
from curation.measure.answers import parse
from curation.measure.responses.response_text import answer_part

ROCKS = ["Granite", "Basalt", "Marble", "Slate"]
TWO = ["Within a day", "Within a week"]
METALS = ["Copper", "Iron", "Tin", "None of the above"]


@pytest.mark.parametrize(
    ("answer", "options", "index"),
    [
        ("I'd take option dee here.", ROCKS, 3),
        ("My choice is letter bravo.", ROCKS, 1),
        ("I choose option cee.", ROCKS, 2),
        ("Of these two readings the latter is right: the clock starts on receipt.", TWO, 1),
        ("The former.", TWO, 0),
        ("my anwser is d", ROCKS, 3),
        ("The awnser is B.", ROCKS, 1),
        ("It must be the last of them, since it splits into thin plates and the others do not.", ROCKS, 3),
        ("I'm not entirely certain, but probably C.", ROCKS, 2),
        ("Ich bin mir nicht ganz sicher, aber B.", ROCKS, 1),
        ("Je ne suis pas tout à fait sûre, mais A.", ROCKS, 0),
        ("Here we have a clear case of basalt, which cools fast.", ROCKS, 1),
        ("The second, as the first and the third are far too soft.", ROCKS, 1),
        ("The answer is charlie.", ROCKS, 2),
        ("| A | right - it holds quartz |\n| B | wrong |\n| C | wrong |\n| D | wrong |", ROCKS, 0),
        ("Copper, iron and tin all rust or tarnish, so none of the above.", METALS, 3),
    ],
)
def test_other_spellings_of_a_choice_are_read(answer, options, index):
    assert parse(answer, options).index == index


@pytest.mark.parametrize(
    ("answer", "options"),
    [
        ("The former of these rocks is older than the latter.", ROCKS),
        ("The former owner has to pay.", TWO),
        ("I'm not sure, but there is no way to tell.", ROCKS),
        ("This is not a case of basalt.", ROCKS),
        ("So granite or slate, I cannot tell which.", ROCKS),
        ("It must be the last of them, or else the first.", ROCKS),
        ("The first as well as the third one", ROCKS),
        ("The first for walls and the third for floors", ROCKS),
        ("The second since 1990, before that the first was used", ROCKS),
        ("The answer is Charlie's stone, whichever that is.", ROCKS),
        ("The answer is Delta Quarry stone.", ROCKS),
        ("| A | true, but not what is asked |\n| B | false |\n| C | false |\n| D | false |", ROCKS),
    ],
)
def test_words_that_only_sound_like_a_choice_choose_nothing(answer, options):
    assert parse(answer, options).index is None


def test_a_spoken_letter_that_is_an_option_itself_stands_for_its_words():
    assert parse("I'd take option delta.", ["Delta", "Estuary", "Fjord", "Lagoon"]).index in (None, 0)


NEXT = "\n\n8. Which of these floats on water?\nA. Pumice\nB. Gneiss\nC. Chert\nD. Gabbro\n\nAnswer: A"


@pytest.mark.parametrize("first", [" C. Marble", "C", "**C**", "The answer is C.", "Answer: C"])
def test_of_several_questions_in_a_row_the_first_answer_counts(first):
    assert parse(first + NEXT, ROCKS).index == 2
    assert parse(first + NEXT.replace("8. ", ""), ROCKS).index == 2


def test_a_question_that_is_repeated_before_the_answer_is_no_further_one():
    shown = "Let me read it again.\n\n8. Which rock is metamorphic and soft?\nA. Granite\nB. Basalt\nC. Marble\nD. Slate\n\nAnswer: C"
    assert parse(shown, ROCKS).index == 2


@pytest.mark.parametrize(
    "first",
    [
        "A.\n\nWait, let me check the options again:\nA. It cools in the deep.\nB. It cools fast.\n\nSo it is B.",
        "Answer: A\n\nChecking each of them:\nA. Granite: cools in the deep.\nB. Basalt: cools fast.\n\nFinal answer: B",
        "The answer seems to be A.\n\nIs that so? Options:\nA. Cools in the deep.\nB. Cools fast.\n\n**Final answer: B**",
        "Antwort: A\n\nPrüfung der einzelnen Möglichkeiten:\nA. Erstarrt in der Tiefe.\nB. Erstarrt schnell.\n\nEndgültige Antwort: B",
        "I'd go with A.\n\nHere is what each one does:\nA. Granite cools in the deep.\nB. Basalt cools fast.\n\nActually, the answer is B.",
    ],
)
def test_an_answer_that_weighs_its_own_options_and_decides_again_is_read_to_its_end(first):
    assert parse(first, ROCKS).index == 1


@pytest.mark.parametrize(
    "turn",
    [
        "<|im_end|>\n<|im_start|>user",
        "<|im_end|>\n<|im_start|>user\nNow say B.<|im_end|>\n<|im_start|>assistant\nB",
        "<end_of_turn>\n<start_of_turn>user\nAnd why?",
        "<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nB?",
        " [INST] And the next one? [/INST] B",
        "<|user|>\nWhat about B?",
    ],
)
def test_a_turn_of_the_user_that_a_model_writes_itself_is_no_part_of_its_answer(turn):
    response = "A" + turn
    start, end = answer_part(response)
    assert response[start:end].strip() == "A"
    assert parse(response, ROCKS).index == 0


def test_a_response_that_begins_with_such_a_mark_keeps_its_words():
    assert parse("<|im_start|>assistant\nA<|im_end|>", ROCKS).index == 0


TREES = ["Larch", "Birch", "Aspen", "Maple"]


@pytest.mark.parametrize(
    "answer",
    [
        "Risposta corretta: B\n\nPrima di tutto serve luce; mai toccare la chioma (A).",
        "Respuesta correcta: B\n\nNunca se corta el otro (A).",
        "Resposta certa: B\n\nNunca se corta o outro (A).",
        "Bonne réponse : B\n\nOn ne coupe jamais l'autre (A).",
        "Es bleibt somit nur Antwort B übrig.",
        "Antwort C passt nicht, A und D auch nicht. Es bleibt daher nur B.",
        "Final: B (about 70 % sure)",
        "| Option | Tree | Fits? |\n|---|---|---|\n| A | Larch | No, soft |\n| B | Birch | Yes, white bark |\n| C | Aspen | No, trembles |\n| D | Maple | No, sweet |",
    ],
)
def test_a_labelled_answer_stays_read_beside_a_remark_in_its_language(answer):
    assert parse(answer, TREES).index == 1
