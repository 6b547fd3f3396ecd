"""Forms of an answer that people can read, and texts that name no single option: none of the second kind may be read as one."""

from __future__ import annotations

import time

import pytest
from curation.measure.answers import parse

OPTIONS = ["Open the window", "Switch off the gas", "Leave the room", "Call the manager"]

READ = [
    ("Therefore, C", 2), ("Therefore, C.", 2), ("Thus, (D).", 3), ("So, B.", 1), ("Hence: A.", 0), ("It's C.", 2), ("It’s C.", 2), ("It is B", 1),
    ("I think it's C", 2), ("I think C", 2), ("I believe it is D.", 3), ("I'd say B.", 1), ("I’d go with D.", 3), ("I would go with (A).", 0),
    ("Going with C.", 2), ("I choose C because it is safe.", 2), ("I'd pick option B", 1), ("My pick: D", 3), ("It should be option (C)", 2),
    ("It must be option B.", 1), ("\\boxed{\\mathrm{C}}", 2), ("$\\boxed{\\textbf{(B)}}$", 1), ("The result is \\boxed{\\text{D}}.", 3),
    ("\\boxed{C. Leave the room}", 2), ("$$\\boxed{ A }$$", 0), ("\\boxed{\\text{Leave the room}}", 2), ("The correct answer is c.", 2),
    ("the answer is (b)", 1), ("Answer: d", 3), ("Option 3", 2), ("option 2.", 1), ("**Option 4**", 3), ("The answer is option 2.", 1), ("Choice B", 1),
    ("Ｃ", 2), ("（Ｂ）", 1), ("答案是C", 2), ("正确答案是：B", 1), ("故选D。", 3), ("因此选择 C。", 2), ("选项B是正确的", 1), ("答案：Ａ", 0), ("答えはCです。", 2),
    ("正解はBです。", 1), ("正解：D", 3), ("정답은 C입니다.", 2), ("정답: B", 1), ("Die richtige Antwort ist C.", 2), ("Antwort: B", 1), ("Lösung: D", 3),
    ("Option C ist richtig.", 2), ("La bonne réponse est la C.", 2), ("La réponse correcte est B.", 1), ("Réponse : D", 3), ("La respuesta correcta es la C.", 2),
    ("Respuesta: B", 1), ("La opción D es la correcta.", 3), ("La risposta corretta è C.", 2), ("A resposta correta é a letra B.", 1), ("Het juiste antwoord is C.", 2),
    ("Prawidłowa odpowiedź to C.", 2), ("Правильный ответ: C", 2), ("Ответ: D", 3), ("I looked at all four.</think>\n\nB", 1), ("reasoning … so C?</think>The answer is D.", 3),
    ("<think>A or B?</think>\n**B**", 1), ("<|channel|>analysis<|message|>Maybe A.<|end|><|start|>assistant<|channel|>final<|message|>C<|return|>", 2),
    ("analysisThe user wants a letter. A? No.assistantfinalD", 3), ("<answer>B</answer>", 1), ("<reasoning>long</reasoning><answer>C</answer>", 2),
    ("The correct answer is **C**, not B.", 2), ("C is the correct answer.", 2), ("(C) is correct", 2), ("Option A is the best choice here.", 0),
    ("A is wrong because of sparks. B is wrong. D is too slow. The answer is therefore C.", 2), ("The answer must be B since gas burns.", 1),
    ("Final answer: **D**", 3), ("### Answer\nB", 1), ("Answer:\n\nC", 2), ("**Answer:** C", 2), ("The final answer is $\\boxed{C}$.", 2), ("C)", 2), ("c", 2), ("D. Call the manager", 3),
    ("d) Call the manager", 3), ("Leave the room", 2), ("You should leave the room.", 2), ("The best option is to switch off the gas.", 1),
    ("My answer is B: Switch off the gas.", 1), ('{"answer": "C", "confidence": 0.9}', 2), ("```json\n{\"choice\": \"B\"}\n```", 1), ('{"answer": ["D"]}', 3),
    ('{"answer_index": 1}', 1), ("The letter is C", 2), ("Selection: B", 1), ("That would be C.", 2), ("This leaves D.", 3), ("The correct option is C: leave the room.", 2),
    ("A. Open the window would spark. The answer is C.", 2), ("Of these, B is the best.", 1), ("I'm going with A.", 0), ("<|start_header_id|>assistant<|end_header_id|>\n\nB", 1),
    ("C<|eot_id|>", 2), ("B</s>", 1), ("The answer is A. Wait, no. Actually, the answer is D.", 3), ("At first B looks right, but the answer is C.", 2),
]  # fmt: skip

NOT_READ = [
    "A or B", "The answer is A or B.", "Answer: A, C", "Answer: A and D", "Both B and C are correct.", "Either A or D is correct.", "It could be A, B or C.",
    "The answer is not C.", "Is the answer B?", "If the answer is B, the gas stays on.", "A company must comply with the law.", "I would open a window",
    "A good idea.", "I am not sure.", "None of the above.", "All of them.", "The answer is E.", "The answer is Z", "Option 5", "Option 0", "3", "0", "2.", "1)", "4",
    '{"answer": 2}', '{"answer": 0}', '{"answer": null}', '{"answer": "E"}', '{"answer": true}', "The answer is a matter of taste.", "the answer is a", "Answer is A-rated equipment.",
    "Plan B is risky.", "Vitamin C is healthy.", "Section A applies here.", "See Appendix B.", "Type C fire extinguishers differ.", "As an AI, I cannot choose.", "A: I do not know",
    "A. Open the window\nB. Switch off the gas\nC. Leave the room\nD. Call the manager", "A) one\nB) two", "The answer is C. Wait, that is not right.", "C. Switch off the gas", "The answer is C: Call the manager.",
    "B: Leave the room", "One might think B is correct.", "Many people say the answer is B.", "It is tempting to say the answer is A.", "A common mistake is that C is correct.",
    "The answer is B, which is wrong.", "I don't think the answer is B.", "It is not true that D is correct.", "Unless B is correct, leave.", "Why is C correct?", "C is not correct.",
    "B is incorrect.", "D isn't the answer.", "Whether A is correct depends.", "The answer is A? Or C?", "A/B", "A & B", "A+C", "(A) and (B)", "A, B", "AB", "ABCD", "BCD", "Answer: ABC",
    "So a person leaves.", "So I think about it.", "Therefore A person must leave", "I think A person should leave.", "It is A matter of law.", "It's A-okay.", "I think a window helps", "Do not leave the room.",
    "It is not safe to switch off the gas.", "You should not call the manager.", "Open the window and leave the room.", "First switch off the gas, then call the manager.", "<think>The answer is C.",
    "<think>B", "<|channel|>analysis<|message|>The answer is C.", "", "...", "???", "[no answer]", "Error 429: rate limit exceeded", "I can't help with that.", "答案不是C", "如果选C,就错了", "答案是A或B", "A和B都正确",
    "正解はAまたはBです", "Die Antwort ist nicht C.", "Die Antwort ist A oder B.", "La réponse n'est pas C.", "La respuesta no es C.", "La réponse est A ou B.", "La risposta è A o B.", "Wenn die Antwort C ist, dann geht man.",
    "Ответ: не C", "정답은 A 또는 B입니다", "The grade was A.", "He got a B in chemistry.", "Hepatitis B is a virus.", "Schedule C is attached", "The US Code, part D, applies.", "Sub-paragraph (c) of the law applies.",
    "According to Article 5(b) it is required.", "Under point (a), keep records.", "Note C: see below", "J", "Q", "Z.", "E", "e", "option e", "Letter F", "Answer: None", "Answer: unknown", "answer:", "The answer is", "The answer is:", "Option", "(", "I", "me",
    "A B C D", "a, b, c, d", "A\nB\nC\nD", "A\nB", "B\nC", "A. B.", "Choose A, B, C or D.", "Options: A, B, C, D", "The options are A to D.", "between B and C", "B > C", "B vs C", "A=1, B=2", "A -> B", "P(A) = 0.5", "x = B + C",
    "\\boxed{A, B}", "\\boxed{AC}", "\\boxed{}", "\\boxed{5}", "\\boxed{E}", "\\boxed{A \\text{ or } B}", "I can rule out A.", "Eliminate B.", "Excluding C, three remain.", "Everything except D.", "All but C", "Rather than B, think again.", "Instead of C, ask.",
    "It depends.", "Not enough information.", "Cannot be determined.", "Both.", "Neither A nor B is correct.", "The student answered B.", "The user asks about C.", "Someone suggested the answer is B, but it is unclear.", "What if the answer is C?", "Suppose the answer is D.", "Assume B is correct.",
    "I was going to say B.", "My first thought was C.", "Initially the answer is B", "Had the answer been C, fine.", "The question has four options: A, B, C and D.", "Compare option A with option B.", "Option A has merits; option B too.", "Option A is safer than option B.",
    "The letter A appears often.", "Drug A is better than drug B.", "Route A is shorter.", "Team B won.", "Building C is closed.", "Line D is busy.", "Category A waste", "Grade B steel", "Class C licence", "Zone D", "Group B streptococcus", "Level A trauma", "Exit C", "Gate B", "Room D",
    "My vote is against A.", "The answer I would avoid is B.", "The answer could hardly be B.", "Daher ist B die schlechteste Wahl.", "Dus is C de slechtste keuze.", "Meine Stimme ist gegen C.", "B est la pire réponse.", "La peor opción es B.", "最差的选择是C",
]  # fmt: skip


@pytest.mark.parametrize(("text", "index"), READ)
def test_a_form_that_people_can_read_is_read(text, index):
    assert parse(text, OPTIONS).index == index


@pytest.mark.slow
@pytest.mark.parametrize("text", NOT_READ)
def test_a_text_that_names_no_single_option_is_never_read_as_one(text):
    assert parse(text, OPTIONS).index is None


def test_an_option_of_digits_is_read_by_its_words():
    assert parse("3", ["1", "2", "3", "4"]).index == 2


def test_a_letter_with_the_words_of_another_option_is_unparsed():
    assert parse("The answer is C. Call the manager", OPTIONS).index is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        ".",
        "A",
        "answer ",
        "(",
        "{",
        '{"a":',
        "\\boxed{",
        "the answer is ",
        "<think>",
        "答案",
        "A or ",
        "I think ",
        "\n",
        "A. ",
        " ",
    ],
)
def test_the_time_to_read_grows_with_the_length(unit):
    def seconds(length):
        text = unit * (length // len(unit))
        began = time.process_time()
        parse(text, OPTIONS)
        return time.process_time() - began

    seconds(1_000)
    assert seconds(300_000) < 3.0


@pytest.mark.parametrize("zero", [0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10])
@pytest.mark.parametrize("answer", ["{}", "It is {}.", '{{"answer": "{}"}}', "$\\boxed{{{}}}$"])
def test_options_in_the_digits_of_their_language_are_read_by_their_words(zero, answer):
    options = [f"{chr(zero + n)} {unit}" for n, unit in ((2, "أشهر"), (3, "أشهر"), (3, "महीने"), (1, "เดือน"))]
    for index, option in enumerate(options):
        assert parse(answer.format(option), options).index == index


def test_options_after_the_twenty_sixth_are_told_by_their_words_alone():
    options = [f"the {n} kind of lamp" for n in range(34)]
    assert parse("I cannot say.", options).index is None
    assert parse("The answer is C.", options).index == 2
    assert parse("The answer is [.", options).index is None
    assert parse("The answer is: the 30 kind of lamp.", options).index == 30
