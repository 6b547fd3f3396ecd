"""What is concluded from rankings of the options alone, and from their form, by numbers that can be done by hand."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from curation.core.ports import Completion
from curation.generation.model import options_only
from curation.generation.model.items import ModelItem, Wrong

KEY = "Within ten days of the test"


def question(key, *wrong, language="en"):
    brief = SimpleNamespace(kind="question", clause=SimpleNamespace(language=language))
    return ModelItem(brief=brief, key=key, wrong=tuple(Wrong(text, "", "") for text in wrong))


def ranks(*order):
    return {option: n for n, option in enumerate(order)}


def test_the_key_is_found_where_it_comes_before_every_shown_option_and_a_tie_is_shared():
    item = question("k", "x", "y", "z")
    assert options_only._found(item, (0, 1), [ranks("k", "x", "y", "z")]) == 1
    assert options_only._found(item, (0, 1), [ranks("z", "k", "x", "y")]) == 1  # z is not shown
    assert options_only._found(item, (1, 2), [ranks("z", "k", "x", "y")]) == 0
    assert options_only._found(item, (0, 1), [{"k": 0, "x": 0, "y": 0, "z": 1}]) == pytest.approx(1 / 3)
    assert options_only._found(item, (0, 1), [ranks("k", "x", "y"), ranks("x", "k", "y")]) == 0.5


def test_an_option_that_a_ranking_leaves_out_comes_last():
    assert options_only._ranking(["w", "x", "y", "z"], ["C", "A"]) == {"w": 1, "x": 2, "y": 0, "z": 2}


@pytest.mark.parametrize(
    ("key", "wrong", "cues"),
    [
        ("aaaa", ("bbbb", "cccc", "dddd"), 0),
        ("a" * 13, ("b" * 10, "c" * 10, "d" * 10), 1),  # alone at the top by more than a fifth
        ("a" * 12, ("b" * 10, "c" * 10, "d" * 10), 0),  # by a fifth and no more
        ("a" * 8, ("b" * 10, "c" * 10, "d" * 10), 1),  # alone at the bottom
        ("a" * 9, ("b" * 10, "c" * 10, "d" * 10), 0),
        ("a" * 13, ("b" * 12, "c" * 10, "d" * 10), 0),  # another is long as well
        ("red clay", ("red mud", "wet clay", "dry sand"), 1),  # shares a word with each of two others
        ("red clay", ("red mud", "red sand", "red clod"), 0),  # all share the one word
    ],
)
def test_form_counts_the_key_alone_at_the_top_of_shared_words_or_at_an_end_of_length(key, wrong, cues):
    assert int(options_only.form(question(key, *wrong), range(len(wrong)))) == cues


def test_options_are_chosen_by_the_form_that_gives_least_away_and_the_others_follow():
    item = question("red clay", "red mud", "wet clay", "dry sand", "old wood")
    chosen = options_only.by_form(item, 3)
    shown = [w.text for w in chosen.wrong[:3]]
    assert options_only.form(chosen, range(3)) < 1  # of the four, not both that share a word with the key
    assert not {"red mud", "wet clay"} <= set(shown)
    assert sorted(w.text for w in chosen.wrong) == sorted(w.text for w in item.wrong)


@pytest.mark.parametrize(("finds", "outcome"), [(0, "passed"), (1, "passed"), (2, "failed")])
def test_a_question_fails_where_more_of_the_rankings_find_the_key_than_may(finds, outcome):
    item = question("k", "x", "y", "z")
    work = SimpleNamespace(
        passes=SimpleNamespace(guessable=0.5), context=SimpleNamespace(settings=SimpleNamespace(options=4))
    )
    order = ["k", "x", "y", "z"]
    answers = [
        Completion(
            "ok",
            data={"order": ["A", "B", "C", "D"] if n < finds else ["B", "C", "D", "A"], "why": f"why {n}"},
        )
        for n in range(2)
    ]
    done = options_only._chosen(work, item, [order, order], answers)
    assert done.passes["options-only"] == outcome
    marks = done.marks["options-only"]
    assert (marks["found"], marks["of"]) == (finds / 2, 2)
    assert marks["given_away"] == [f"why {n}" for n in range(finds)]  # only of those that found it


def workshop(answers, *, orders=2, guessers=("m",), switched=True, rewrites=1, shown=4):
    """What the pass asks: a journal whose answers come from a function of name and values, and the settings of a run."""
    asked = []

    def batch(name, asks):
        asked.append((name, asks))
        return [answers(name, ask) for ask in asks]

    return SimpleNamespace(
        passes=SimpleNamespace(
            guessable=0.5, options_only=switched, guessers=guessers, orders=orders, rewrites=rewrites, writer="w",
            check=False,
        ),
        context=SimpleNamespace(settings=SimpleNamespace(options=shown)),
        packs=SimpleNamespace(law=lambda section: "the section"),
        ask=lambda name, form, values, model, n: SimpleNamespace(name=name, values=values, model=model, n=n),
        asker=SimpleNamespace(batch=batch),
        asked=asked,
    )  # fmt: skip


def ranking(ask, first):
    """The letters of the options as they were asked, that of `first` before all others."""
    lines = [line for line in ask.values["options"].splitlines() if line.strip()]
    letters = {line.split(None, 1)[1]: line[0] for line in lines}
    return [letters[first], *(letter for option, letter in letters.items() if option != first)]


def shows(key):
    """Answers that find this option first wherever it is shown, else the last one."""

    def answer(name, ask):
        options = [line.split(None, 1)[1] for line in ask.values["options"].splitlines() if line.strip()]
        return Completion(
            "ok", data={"order": ranking(ask, key if key in options else options[-1]), "why": f"it is {key}"}
        )

    return answer


def test_each_question_is_ranked_by_its_own_answers_in_every_order_by_every_model():
    work = workshop(shows("k1"), orders=2, guessers=("m", "n"))
    items = [question("k1", "x", "y", "z"), question("k2", "u", "v", "w")]
    first, second = options_only.options_only(work, items)
    assert [(ask.model, ask.n) for ask in work.asked[0][1]] == [("m", 0), ("m", 1), ("n", 0), ("n", 1)] * 2
    assert (first.passes["options-only"], second.passes["options-only"]) == ("failed", "passed")
    assert (first.marks["options-only"]["found"], first.marks["options-only"]["of"]) == (1.0, 4)
    assert first.marks["options-only"]["given_away"] == ["it is k1"]  # each reason once


def test_rankings_that_were_refused_do_not_count_and_without_any_the_form_decides():
    whole = shows("k")
    one = workshop(lambda name, ask: whole(name, ask) if ask.n == 0 else Completion("refused"))
    (item,) = options_only.options_only(one, [question("k", "x", "y", "z")])
    assert (item.marks["options-only"]["found"], item.marks["options-only"]["of"]) == (1.0, 1)
    none = workshop(lambda name, ask: Completion("refused"))
    (item,) = options_only.options_only(none, [question("k", "x", "y", "z")])
    assert (item.state, item.passes["options-only"]) == ("live", "skipped")


def test_what_is_no_question_or_not_live_any_more_is_passed_over():
    work = workshop(shows("k"))
    prompt = ModelItem(brief=SimpleNamespace(kind="prompt"), text="t")
    gone = question("k", "x", "y", "z").rejected("check", "wrong")
    kept, out, ranked = options_only.options_only(work, [prompt, gone, question("k", "x", "y", "z")])
    assert (kept, out) == (prompt, gone) and ranked.passes["options-only"] == "failed"
    off = options_only.options_only(
        workshop(shows("k"), switched=False), [prompt, question("k", "x", "y", "z")]
    )
    assert off[0] == prompt and off[1].passes["options-only"] == "skipped"


def test_of_more_than_three_wrong_options_those_are_shown_among_which_the_key_is_found_least():
    # Every ranking puts `o2` before the key and the key before all others.
    def answer(name, ask):
        lines = [line for line in ask.values["options"].splitlines() if line.strip()]
        letters = {line.split(None, 1)[1]: line[0] for line in lines}
        rest = [letters[o] for o in letters if o not in ("o2", "k")]
        return Completion("ok", data={"order": [letters["o2"], letters["k"], *rest], "why": ""})

    work = workshop(answer)
    (item,) = options_only.options_only(work, [question("k", "o1", "o3", "o4", "o2")])
    assert "o2" in [w.text for w in item.wrong[:3]]
    assert (item.passes["options-only"], item.marks["options-only"]["found"]) == ("passed", 0.0)


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ({"given_away": ["it is long", "it is kind"]}, "it is long; it is kind"),
        ({"given_away": []}, "nothing was said"),
        ({"given_away": "it is long"}, "nothing was said"),
        ({}, "nothing was said"),
    ],
)
def test_the_writer_of_new_options_is_told_what_gave_the_key_away(marks, told):
    assert options_only._given_away(question("k", "x").noted("options-only", "failed", **marks)) == told


def rewritten(answer, finds="k"):
    """A question whose key shows, after one round of new wrong options."""
    ranks_ = shows(finds)
    work = workshop(lambda name, ask: answer if name == "rewrite" else ranks_(name, ask))
    item = question("k", "x", "y", "z").noted("options-only", "failed", given_away=["it is kind"])
    item = replace(
        item,
        stem="s",
        brief=SimpleNamespace(**vars(item.brief), section=SimpleNamespace(clauses=(), above=())),
    )
    (done,) = options_only.rewrite(work, [item])
    return done, work


def test_new_wrong_options_come_before_the_old_ones_and_are_ranked_again():
    new = [{"text": text, "misconception": "m", "why": "w", "quote": ""} for text in ("p", "q", "x")]
    done, work = rewritten(Completion("ok", data={"wrong": new}), finds="p")
    assert {w.text for w in done.wrong} == {"p", "q", "x", "y", "z"}  # x is there already
    assert done.passes["options-only"] == "passed"
    assert [name for name, _ in work.asked] == ["rewrite", "options-only"]
    assert work.asked[0][1][0].values["given_away"] == "it is kind"


def test_a_writer_who_gives_nothing_leaves_the_question_as_it_was():
    done, _ = rewritten(Completion("refused"))
    assert [w.text for w in done.wrong] == ["x", "y", "z"] and done.passes["options-only"] == "failed"
