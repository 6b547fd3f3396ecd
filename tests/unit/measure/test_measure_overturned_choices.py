"""A choice that its own answer denies, corrects, makes conditional, quotes or contradicts is never read, in any language of the data file."""

from __future__ import annotations

from itertools import product

import pytest
from curation.measure.answers import parse

OPTIONS = ["granite", "marble", "basalt", "slate"]
LETTERS = "ABCD"

STATED = [
    "Answer: {x}", "The answer is {x}.", "**{x}**.", "{x}. {text}", "Final answer: [[{x}]].", "$\\boxed{{{x}}}$.", '{{"answer": "{x}"}}', "<answer>{x}</answer>",
    "Antwort: {x}.", "Réponse : {x}.", "Respuesta: {x}.", "Risposta: {x}.", "Resposta: {x}.", "Antwoord: {x}.", "Odpowiedź: {x}.", "Ответ: {x}.", "答案是{x}。", "答えは{x}です。", "정답은 {x}입니다.", "الإجابة: {x}.", "उत्तर: {x}।",
]  # fmt: skip
CORRECTED = [
    "Correction: it should read {y}.", "Wait, that is wrong.", "On reflection, the other one.", "Sorry, I misread the question.", "Scratch that.", "No, that is not right; {y} it should be.",
    "Korrektur: gemeint war {y}.", "Das ist falsch, es muss {y} heißen.", "Je me suis trompé, il faut lire {y}.", "C'est faux.", "Perdón, me equivoqué: quise decir {y}.", "Mi correggo: volevo dire {y}.", "Ho sbagliato.",
    "Correção: quis dizer {y}.", "Me enganei.", "Correctie: het moet {y} zijn.", "Ik heb me vergist.", "Przepraszam, pomyliłem się.", "Sprostowanie: miało być {y}.", "Исправление: должно быть {y}.", "Я ошибся.",
    "更正：应为{y}。", "抱歉，我看错了。", "訂正します。{y}でした。", "すみません、間違えました。", "정정합니다. {y}입니다.", "죄송합니다, 실수입니다.", "تصحيح: أقصد {y}.", "عفوا، أخطأت.", "सुधार: मेरा मतलब {y} था।", "माफ़ कीजिए, यह गलत है।",
]  # fmt: skip
NOT_CHOSEN = [
    "It is not {x}.", "{x} is wrong.", "{x} cannot be right.", "If the rock were older, the answer would be {x}.", "Had the question asked for another rock, the answer is {x}.", "My neighbour insists the answer is {x}.",
    "According to my brother, the answer is {x}.", "The answer is {x} if we assume heat.", "Unless it is wet, the answer is {x}.", "Answer {x} is what most people pick, but they are mistaken.", "My teacher said the answer is {x}, but that is not correct.",
    "Wenn es älter wäre, wäre die Antwort {x}.", "Mein Nachbar behauptet, die Antwort ist {x}.", "Die Antwort ist nicht {x}.", "{x} ist falsch.", "Antwort {x} wäre richtig, falls es regnet.", "Laut Lehrbuch ist {x} richtig, das ist aber falsch.",
    "Si la roche était plus vieille, la réponse serait {x}.", "Mon voisin prétend que la réponse est {x}.", "Ce n'est pas {x}.", "La réponse {x} est fausse.", "La réponse est {x} si l'on suppose la chaleur.",
    "Si fuera más vieja, la respuesta sería {x}.", "Mi vecino insiste en que la respuesta es {x}.", "No es {x}.", "La respuesta {x} es falsa.", "La respuesta es {x} si hace calor.",
    "Se fosse più vecchia, la risposta è {x}.", "Il mio vicino sostiene che la risposta è {x}.", "Non è {x}.", "La risposta {x} è sbagliata.",
    "Se fosse mais velha, a resposta é {x}.", "O meu vizinho insiste que a resposta é {x}.", "Não é {x}.", "A resposta {x} está errada.",
    "Als het ouder was, is het antwoord {x}.", "Mijn buurman beweert dat het antwoord {x} is.", "Het is niet {x}.", "Antwoord {x} is fout.",
    "Gdyby był starszy, odpowiedź to {x}.", "Mój sąsiad twierdzi, że odpowiedź to {x}.", "To nie {x}.", "Odpowiedź {x} jest błędna.",
    "Если бы он был старше, ответ: {x}.", "Мой сосед утверждает, что ответ: {x}.", "Это не {x}.", "Ответ {x} неверный.",
    "如果更古老，答案是{x}。", "我的邻居认为答案是{x}。", "不是{x}。", "{x}是错误的。", "もし古ければ、答えは{x}です。", "隣の人によると答えは{x}です。", "{x}ではありません。", "{x}は誤りです。",
    "만약 더 오래되었다면 정답은 {x}입니다.", "이웃은 정답은 {x}라고 주장합니다.", "{x}가 아닙니다.", "{x}는 틀렸습니다.", "لو كان أقدم لكانت الإجابة {x}.", "جاري يقول إن الإجابة هي {x}.", "ليس {x}.", "الخيار {x} خطأ.",
    "अगर यह पुराना होता तो उत्तर {x} होता।", "मेरा पड़ोसी कहता है कि सही उत्तर {x} है।", "{x} नहीं।", "विकल्प {x} गलत है।",
]  # fmt: skip
CONTRADICTED = [
    "{x}) {other}", "({x}) {other}", "Answer: {x}) {other}", "Réponse : {small}) {other}", "Antwort: {x}. {other}", "Ответ: {x}) {other}", "答案：{x}、{other}", "{other} ({x})", "The answer is {other} ({x}).", "Risposta: {small}) {other}.", "Option {number}: {other}",
]  # fmt: skip
ELSEWHERE = ["But the right one is {y}.", "Aber richtig ist {y}.", "Mais la bonne est {y}.", "Pero la correcta es {y}.", "Ma la giusta è {y}.", "Mas a correta é {y}.", "Maar juist is {y}.", "Ale poprawna jest {y}.", "Но верно {y}.", "但正确的是{y}。", "しかし正しいのは{y}です。", "하지만 정답은 {y}입니다.", "لكن الصحيح {y}.", "लेकिन सही {y} है।"]  # fmt: skip


def _filled(template: str, place: int) -> str:
    other = (place + 2) % 4
    return template.format(
        x=LETTERS[place], y=LETTERS[other], small=LETTERS[place].lower(), number=place + 1, text=OPTIONS[place], other=OPTIONS[other]
    )  # fmt: skip


JOINS = [" ", "\n\n", "\n\nThe rock is dark, hard and heavy, and it is found in many places.\n\n"]


def _later_ones(step: int) -> list[tuple[str, int]]:
    """Each statement of a choice with each later correction, and the option that the correction may name; every `step`-th of them."""
    pairs = list(enumerate(product(STATED, CORRECTED + ELSEWHERE, JOINS)))[::step]
    return [(_filled(a, n % 4) + join + _filled(b, n % 4), (n + 2) % 4) for n, (a, b, join) in pairs]


@pytest.mark.slow
def test_a_choice_that_is_corrected_later_is_not_read():
    later = _later_ones(31)
    assert len(later) >= 80
    assert [a for a, other in later if parse(a, OPTIONS).index not in (None, other)] == []


@pytest.mark.slow
def test_no_choice_of_some_2800_that_is_corrected_later_is_read():
    later = _later_ones(1)
    assert len(later) >= 2_800
    assert [a for a, other in later if parse(a, OPTIONS).index not in (None, other)] == []


@pytest.mark.slow
@pytest.mark.parametrize("template", NOT_CHOSEN)
def test_a_choice_that_is_denied_conditional_or_of_others_is_not_read(template):
    for place, follows in product(range(4), ["", " It is something else."]):
        answer = _filled(template, place) + follows
        assert parse(answer, OPTIONS).index is None, answer


@pytest.mark.parametrize("template", CONTRADICTED)
def test_a_letter_beside_the_words_of_another_option_is_not_read(template):
    for place in range(4):
        assert parse(_filled(template, place), OPTIONS).index is None


@pytest.mark.slow
@pytest.mark.parametrize("aside", NOT_CHOSEN)
def test_a_later_aside_never_moves_a_choice_to_the_option_it_names(aside):
    for place in range(4):
        answer = f"Final answer: [[{LETTERS[place]}]]\n\n({_filled(aside, (place + 1) % 4)})"
        assert parse(answer, OPTIONS).index in (None, place), answer


@pytest.mark.parametrize("stated", [s for s in STATED if s != "**{x}**."])
def test_a_plain_choice_is_read_and_stays_read_with_a_reason(stated):
    for place in range(4):
        assert parse(_filled(stated, place), OPTIONS).index == place
        assert parse(_filled(stated, place) + "\n\nIt is dark and hard.", OPTIONS).index == place


BODIES = ["the keeper", "the operator of the facility", "the inspector", "the owner"]


@pytest.mark.parametrize(
    "answer",
    [
        "B. Under section 5 the operator must submit it to the inspector.",
        '{"answer": "B", "reason": "The operator must submit it to the inspector."}',
        "Answer: B\n\nThe record is then given to the inspector.",
        "The correct answer is B. The facility reports to the owner.",
        "B) A copy goes to the keeper.",
        "(B) Every year a report has to reach the owner.",
        "$\\boxed{B}$ It is the inspector.",
        "B. It is then sent to the inspector.",
        "B. To the inspector.",
        "B. It is the inspector's register.",
        "The answer is B: whoever has the right to appeal may write to the owner.",
        "Die Antwort ist B. Den Bericht bekommt the inspector.",
    ],
)
def test_a_reason_that_ends_in_the_words_of_another_option_takes_no_letter_back(answer):
    assert parse(answer, BODIES).index == 1


@pytest.mark.parametrize(
    "answer",
    [
        "B. It is the inspector.",
        "Answer: B\n\nThe answer is the inspector.",
        "B. The right one is the inspector.",
        "Answer: B. A register is kept, so the inspector is right.",
        "The one who reads it is the inspector. Final answer: B",
        "Answer: B. Es ist the inspector.",
    ],
)
def test_a_letter_beside_a_clause_that_says_that_another_option_is_the_answer_is_not_read(answer):
    assert parse(answer, BODIES).index is None


def test_the_same_holds_for_options_in_scripts_without_spaces():
    rivers = ["长江", "黄河", "珠江"]
    assert parse("答案：B。船只驶向长江。", rivers).index == 1
    assert parse("答案：B。正确的是长江。", rivers).index is None
