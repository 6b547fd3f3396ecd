"""Answers in odd but real forms, by writers who knew no rule: scored once (docs/numbers.md), cases since."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from curation.measure.answers import parse
from curation.measure.choices import choice_doubts, choice_places

ROWS = [
    json.loads(line) for line in Path(__file__).with_name("odd_answers.jsonl").read_text("utf-8").splitlines()
]
OPTIONS = ["the water", "the sand", "the salt", "the oil"]


@pytest.mark.slow
def test_no_odd_answer_is_read_as_another_option_than_the_one_it_chooses():
    read = [(r["id"], parse(r["response"], r["options"]).index, r["index"]) for r in ROWS]
    assert [row for row in read if row[1] not in (None, row[2])] == []


@pytest.mark.slow
def test_most_odd_answers_that_choose_are_read():
    chosen = [r for r in ROWS if r["index"] is not None]
    assert len(chosen) >= 800
    assert sum(parse(r["response"], r["options"]).index == r["index"] for r in chosen) >= 690


@pytest.mark.parametrize(
    ("answer", "index"),
    [
        ("Not A, not B, but C.", 2),
        ("A ... no, wait, C.", 2),
        ("D) the oil. Moment, doch B.", 1),
        ("Weder A noch D, sondern B.", 1),
        ("A, C and D are wrong, so B.", 1),
        ("Anything but B.", None),
        ("The option right after B.", None),
        ("Many people would say B.", None),
        ("Rich in vitamin C.", None),
        ("A is wrong, and so is C.", None),
        ("Either B or C.", None),
        ("第三个选项", 2),
        ("Die zweite Option.", 1),
        ("Opción 3", 2),
        ("2번입니다.", 1),
        ("options:\n  A: the water\nselected: B", 1),
        ("<final>D</final>", 3),
        ('{"A": false, "B": true}', 1),
        ('{"index": 2}', None),
        ("$\\boxed{A}$ and $\\boxed{B}$", None),
        ("B\n\nQuestion: Which one floats?\nAnswer: D", 1),
        ("La troisième proposition, et non la première.", 2),
        ("È la seconda; la prima e la terza no.", 1),
        ("It is the salt, not the sand.", 2),
        ("It is the salt, and the sand is not salt.", None),
        ("The sand is dry, and the water is not.", None),
        ("Antwort Nr. 2, und die anderen schweigen.", 1),
        ("正解は四番目です。", 3),
        ("विकल्प ३", 2),
        ("【答案】C", 2),
        ("A错误,B错误,D也错误,故选C。", 2),
        ("A: 5%, B: 80%, C: 10%, D: 5%", 1),
        ("A: 40%, B: 40%, C: 10%, D: 10%", None),
        ("A: 5%, B: 80%", None),
        ("It is the salt. Final answer: B", None),
        ("That would be the oil (option D), which floats on the water (option A).", None),
        ('{"answer": ["A", "C"]}', None),
        ("answer: [A, C]", None),
    ],
)
def test_a_choice_is_read_only_where_nothing_else_stands_open(answer, index):
    assert parse(answer, OPTIONS).index == index


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["(B) ", "A. ", "not A, but B. ", "<final>A", "selected: B\n"])
def test_an_answer_ten_times_as_long_takes_at_most_some_thirty_times_as_long(unit):
    def seconds(n):
        text = unit * (n // len(unit))
        begin = time.process_time()
        parse(text, OPTIONS)
        return time.process_time() - begin

    seconds(2_000)
    assert seconds(100_000) <= 30 * max(0.02, seconds(10_000))


def test_a_place_in_the_list_is_not_counted_by_digits_where_options_begin_with_them():
    assert choice_places.place("(2)", ["3 apples", "2 apples"]) is None
    assert choice_places.place("(2)", ["apples", "pears"]) == 1


def test_a_row_of_letters_of_which_one_is_denied_is_denied_as_a_whole():
    named = choice_doubts.mentions("Rule out A, C and D; take B", 4)
    assert [m.option for m in named if m.denied] == [0, 2, 3]


def test_a_number_within_another_one_is_no_option():
    assert parse("It is 2.4.", ["2", "4", "24", "42"]).index is None
    assert parse("It is 2.", ["2", "4", "24", "42"]).index == 0


@pytest.mark.parametrize(
    ("answer", "index"),
    [
        ("Many would say A. In fact the answer is the third one.", 2),
        ("It's B. No, hang on, D was another one. Hmm, B was right after all.", 1),
        ("a) the water\nb) the sand\nc) the salt\nd) the oil", None),
        ("A) the water\nB) the sand\nC) the salt\nD) the oil\n\nMe quedo con la primera.", 0),
        ("The right answer is B, the salt.", None),
        ("The salt. So the answer is B.", None),
        ("Se il contratto lo prevedesse, A; qui non lo prevede, quindi B.", 1),
        ("If it rains, A; if not, B.", None),
        ("Veel mensen zouden B zeggen. Toch is het D.", 3),
        ("A is right. C is right too.", None),
        ("Answer: A. My first answer stands; no, it depends.", None),
        ("A, B and C can be put aside, so only one is left.", 3),
        ("# Result\n\n**B**\n\n## Why not A\n\nIt is dry.", 1),
        ("so \\fbox{C}, and not \\fbox{A}", 2),
        ('{"options": {"A": "the water", "B": "the sand"}, "answer_text": "the sand"}', 1),
        ('{"wrong_answer": "A"}', None),
        ('<o id="A" selected="false"/><o id="B" selected="true"/>', 1),
        ("~~A~~ ~~B~~ D", 3),
        ("The last but one.", 2),
        ("정답은 ④번입니다.", 3),
        ("Ⓑ", 1),
        ("Step 4: the water runs off.\n\nA", 0),
        ("Answer: A. Actually, let me reconsider, so A must be withdrawn.", None),
        ("I said C at first, and D, which I considered, is not my answer.", None),
        ("Please ask somebody about Article 5(a) to (c).", None),
        ("A, B und D scheiden aus. Ob C stimmt, weiß ich nicht.", None),
        ("Antwort A – ach nein, ich habe mich geirrt.", None),
        ("Antwoord B(eek)", None),
        ("Çoğu kişi A der ama doğru cevap D'dir.", 3),
        ("A) the water [ ]\nB) the sand [x]\nC) the salt [ ]\nD) the oil [ ]", 1),
    ],
)
def test_what_an_answer_says_last_is_its_choice_and_an_echo_of_the_options_is_none(answer, index):
    assert parse(answer, OPTIONS).index == index
