"""Denials in the first person and short noes, by grammar and in many languages."""

import pytest
from curation.text import denials


@pytest.mark.parametrize(
    "sentence",
    [
        "That part I won't paint.",
        "I'm leaving the last column empty.",
        "Den zweiten Zaun streiche ich nicht.",
        "Je ne peindrai pas la seconde clôture.",
        "La segunda valla no la pintaré.",
        "Il secondo muro non lo dipingo.",
        "O segundo muro não pinto.",
        "De tweede muur schilder ik niet.",
        "Drugiej ściany nie pomaluję.",
        "Вторую стену я красить не стану.",
        "İkinci duvarı boyamayacağım.",
        "أما الجدار الثاني فأنا لن أطليه.",
        "दूसरी दीवार मैं नहीं रंगूँगा।",
        "第二面墙我不刷。",
        "二つ目の壁は塗りません。",
        "두 번째 벽은 칠하지 않겠습니다.",
    ],
)
def test_a_speaker_who_does_not_do_something_is_heard(sentence):
    assert denials.first_person(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The wall dries in an hour.",
        "She did not paint the wall.",
        "Die Wand trocknet in einer Stunde.",
        "Elle n'a pas peint le mur.",
        "La pared se seca en una hora.",
        "墙一小时就干。",
        "벽은 한 시간이면 마릅니다.",
    ],
)
def test_what_others_do_not_do_is_no_denial_of_the_speaker(sentence):
    assert not denials.first_person(sentence)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Second wall: no.", True),
        ("Pour le second mur, c'est non.", True),
        ("Zweite Wand: nein.", True),
        ("第二面墙：不行。", True),
        ("No wall is white.", False),
        ("There is no wall.", False),
        ("No.", False),
    ],
)
def test_a_plain_no_to_something_named_is_heard(sentence, told):
    assert denials.short_no(sentence) is told
