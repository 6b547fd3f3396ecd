"""Questions about a part of a provision that is left out, on provisions written for the tests."""

from __future__ import annotations

import re

import pytest
from curation.checks import warnings_of
from curation.core import tables
from curation.core.items.derivation import part_kept, right
from curation.core.records import Candidate, Rule
from curation.generation import generate
from curation.generation.run import Outside
from curation.generation.settings import Settings
from curation.generation.template.provisions import listings
from curation.generation.template.provisions.norms import heading_off
from curation.generation.template.questions import list_items
from curation.text.times import SOON, read, soonest_of, time_of
from generate_fixtures import Tax, clause, frames, ruled
from hypothesis import given
from hypothesis import strategies as st


def made(*clauses, **more):
    settings = Settings(
        kinds=("question",),
        per_category=500,
        per_rule=8,
        recall_share=1,
        lists=True,
        **{"forms_off": ("verdict-limit", "verdict-time", "nearest-limit", "nearest-time"), **more},
    )
    result = generate(
        *frames(list(clauses)), "d", settings, [Tax()],
        rules=ruled(list(clauses)), more=Outside(faults=warnings_of),
    )  # fmt: skip
    return list(tables.rows(result.candidates, Candidate))


def of(candidates, form):
    return [one for one in candidates if one.origin.template == form]


def sections(*texts):
    return [clause(f"art_{n}", text) for n, text in enumerate(texts, 1)]


BEFORE = "The keeper must notify the Harbour Office before moving a crane to another quay."
WITHIN = (
    "A keeper must, within 30 days after becoming aware of a leak, report the leak to the Harbour Office."
)
SOONEST = "The keeper must ensure that a drill of the crew is held as soon as practicable but not later than 24 hours after the crew embark."


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        (BEFORE, None, 0.0),
        (WITHIN, 0.0, 30.0),
        ("A keeper must notify the Office at least 10 days before moving a crane.", None, -10.0),
        ("If a tank leaks, the keeper must immediately notify the Office.", 0.0, SOON),
        ("A keeper must file the plan not later than two weeks after the crane is moved.", 0.0, 14.0),
        ("A keeper must file the plan within twenty-eight days after the crane is moved.", 0.0, 28.0),
        ("A keeper must file the plan within forty five (45) days after the crane is moved.", 0.0, 45.0),
        ("A keeper must file the plan within sixteen days after the crane is moved.", 0.0, 16.0),
    ],
)
def test_a_time_is_read_with_its_side_and_its_length(text, low, high):
    part = time_of(text, text.index(" must") + 6)
    assert (part.low, part.high) == (low, high)
    assert text[part.start : part.end] in text


@pytest.mark.parametrize(
    "text",
    [
        "A keeper must notify the Office before the move and within two days after it.",
        "A keeper must appear before the court.",
        "A keeper must keep the plan until the crane is moved, and file it before the end of the year.",
        "A keeper must keep the crane in order.",
        *(
            BEFORE.replace("before", f"{measure} before")
            for measure in (
                "two full weeks", "a week", "at least an hour", "30 minutes", "a fortnight or more", "14 (fourteen) days", "just",
                "one working day in advance,", "14 days\u2019 notice", "with a month's written notice to the Office",
            )
        ),
    ],
)  # fmt: skip
def test_a_provision_with_several_times_or_none_has_no_time(text):
    assert time_of(text, text.index(" must") + 6) is None


@pytest.mark.parametrize(
    "text", [BEFORE, WITHIN, SOONEST, "A keeper must file the plan within two working weeks after the move."]
)
def test_the_words_of_a_time_alone_say_the_same(text):
    part = soonest_of(text) or time_of(text, text.index(" must") + 6)
    alone = read(text[part.start : part.end])
    assert (alone.low, alone.high, alone.soonest) == (part.low, part.high, part.soonest)


def test_as_soon_as_can_be_is_read_with_its_latest_day():
    part = soonest_of(SOONEST)
    assert (part.words, part.high, part.unit, part.soonest) == ("as soon as practicable", 1.0, "hour", True)
    assert soonest_of("If a tank leaks, the keeper must notify the Office as soon as possible.").high is None
    assert soonest_of(BEFORE) is None


@pytest.mark.slow
@pytest.mark.parametrize("text", [WITHIN, SOONEST])
def test_a_time_is_cut_out_and_two_of_four_readings_allow_the_case(text):
    (one,) = [c for c in made(*sections(text)) if c.origin.template in ("part-time", "part-soonest")]
    shown = re.search("\u201c(.+?)\u201d", one.stem)[1]
    before, after = shown.rstrip(".").split("[\u2026]")
    assert text.startswith(before) and text.rstrip(".").endswith(after)
    assert sum(option.startswith("Yes") for option in one.options) == 2
    assert right(one.derivation, one.options) == [one.answer]
    assert all(name for i, name in enumerate(one.misconceptions) if i != one.answer)
    assert one.level == "application" and one.book == "open"


@pytest.mark.slow
def test_one_hour_is_a_number_and_not_at_once():
    hour = WITHIN.replace("30 days", "one hour")
    part = time_of(hour, 13)
    assert (part.high, part.unit, part.at_once) == (SOON, "hour", False)
    assert time_of("If a tank leaks, the keeper must immediately notify the Office.", 32).at_once
    items = [c for n in range(8) for c in of(made(clause(f"art_{n}", hour)), "part-time")]
    assert items
    for one in items:
        assert one.options[one.answer].endswith("it has to be done within one hour afterwards")
        assert not any("immediately" in option or option.endswith("done ") for option in one.options)
    assert [c for n in range(8) for c in of(made(clause(f"art_{n}", hour)), "part-soonest")] == []


@pytest.mark.parametrize(
    "text",
    [
        "The keeper must notify the Office before moving a crane, unless the crane is empty.",
        "The keeper must test the air before entering a tank.",
        "The keeper must, where possible, notify the Office before moving a crane.",
        "The keeper must notify the person referred to in subsection (2) before moving a crane.",
    ],
)
def test_no_time_is_asked_where_another_way_is_open_or_the_answer_is_common_sense(text):
    assert [c for c in made(*sections(text)) if c.origin.template in ("part-time", "part-soonest")] == []


OFFICES = tuple(
    f"The keeper must notify the {office} of each {event}."
    for office, events in (
        ("Harbour Inspector", ("leak of a tank", "stain on a wall")),
        ("Water Authority", ("flood of a cellar", "burst of a pipe")),
        ("Fire Commissioner", ("fire at a quay", "smoke in a hall")),
        ("Land Registrar", ("map of a quay", "sale of a field")),
    )
    for event in events
)


def test_who_is_told_stands_beside_three_who_are_told_elsewhere():
    assert of(made(*sections(*OFFICES)), "direct-recipient") == []
    items = of(made(*sections(*OFFICES), direct=True), "direct-recipient")
    assert items
    for one in items:
        assert len(set(one.options)) == 4
        assert all(any(option[1:] in text for text in OFFICES) for option in one.options)
        assert one.options[one.answer][1:] in next(
            text for n, text in enumerate(OFFICES, 1) if one.clauses[0].endswith(f"art_{n}")
        )
        assert right(one.derivation, one.options) == [one.answer]


GIVERS = tuple(
    f"The keeper must not {act} without the approval of the {giver}."
    for giver, acts in (
        ("manager", ("burn wood on a quay", "open a valve")),
        ("harbour pilot", ("tow a crane", "cross a lock")),
        ("dock surveyor", ("lift a mast", "weld a hull")),
        ("chief engineer", ("drain a pump", "cut a chain")),
    )
    for act in acts
)
SEVERAL = (
    "the manager and the owner of the vessel",
    "the manager and owner of the vessel",
    "the manager, the owner and the crew of the vessel",
    "the manager as well as by the owner of the vessel",
)


@pytest.mark.slow
def test_who_consents_is_asked_only_where_nobody_else_has_to():
    assert of(made(*sections(*GIVERS), direct=True), "direct-giver")
    for several in SEVERAL:
        text = GIVERS[0].replace("the manager", several)
        items = of(made(*sections(text, *GIVERS[1:]), direct=True), "direct-giver")
        assert not [one for one in items if one.clauses[0].endswith("art_1")], several


def listed(head, entries, eid):
    items = [clause(f"{eid}__point_{chr(97 + n)}", f"({chr(97 + n)}) {text};", parent=eid, marker=f"({chr(97 + n)})", kind="point") for n, text in enumerate(entries)]  # fmt: skip
    return [clause(eid, head), *items]


LISTS = [
    *listed("The keeper of a crane must keep a record of the following information:",
            ["the load of the crane", "each fault of the crane", "the oil of the crane", "the wear of the crane", "the number of the crane"], "art_1"),
    *listed("The owner of a quay must post a notice that contains the following information:",
            ["the reach of the crane", "the make of the crane", "the age of the crane", "the colour of the crane", "the owner of the crane"], "art_2"),
]  # fmt: skip


def test_what_a_paper_lacks_is_an_entry_of_its_list_and_the_others_are_entries_of_another():
    items = of(made(*LISTS), "list-missing")
    assert items
    for one in items:
        mine = [c.text[4:-1] for c in LISTS if c.parent == one.clauses[0].partition("#")[2]]
        other = [c.text[4:-1] for c in LISTS if c.parent and c.text[4:-1] not in mine]
        lower = [option[0].lower() + option[1:] for option in one.options]
        assert [option in mine for option in lower] == [n == one.answer for n in range(4)]
        assert all(option in other for n, option in enumerate(lower) if n != one.answer)
        assert right(one.derivation, one.options) == [one.answer]


def test_a_list_is_asked_about_only_where_the_setting_says_so():
    result = generate(
        *frames(list(LISTS)), "d", Settings(kinds=("question",)), [Tax()], rules=ruled(list(LISTS)), more=Outside(faults=warnings_of),
    )  # fmt: skip
    assert of(list(tables.rows(result.candidates, Candidate)), "list-missing") == []


def test_an_entry_that_any_list_could_name_alike_is_no_wrong_option():
    twice = [*LISTS, *listed("The keeper of a hoist must keep a record of the following information:",
                             ["the date of each test of the crane", "the number of the crane", "the load of the crane", "the place of the hoist"], "art_3")]  # fmt: skip
    for one in of(made(*twice), "list-missing"):
        if one.clauses[0].endswith("art_1"):
            wrong = [option for n, option in enumerate(one.options) if n != one.answer]
            assert (
                "The date of each test of the crane" not in wrong and "The number of the crane" not in wrong
            )


def test_a_time_of_a_condition_is_not_taken_for_that_of_the_act():
    text = "If no appeal is made within 30 days after the sale, the keeper must burn the papers of the sale."
    assert [c for c in made(*sections(text)) if c.origin.template in ("part-time", "part-soonest")] == []


@pytest.mark.parametrize("who", ["The Minister", "The Authority", "The court"])
def test_no_time_is_asked_of_a_duty_of_the_state(who):
    assert of(made(*sections(BEFORE.replace("The keeper", who))), "part-time") == []


def test_who_must_is_asked_with_others_who_have_the_like_duty():
    actors = ("keeper of a crane", "diver", "welder", "painter")
    texts = [
        f"A {who.split()[0]} must keep a note of each {what}." for who in actors for what in ("leak", "burn")
    ]
    items = of(made(*sections(*texts)), "who-must")
    assert items
    for one in items:
        assert {option.lower() for option in one.options} == {
            "the keeper",
            "the diver",
            "the welder",
            "the painter",
        }
        assert one.level == "comprehension" and right(one.derivation, one.options) == [one.answer]


def test_a_list_that_shares_its_missing_entry_with_another_is_asked_once():
    second = listed("The owner of a hoist must keep a record of the following information:",
                    ["the number of the crane", "the weight of the hoist", "the rope of the hoist", "the hook of the hoist"], "art_9")  # fmt: skip
    keys = [one.options[one.answer] for one in of(made(*LISTS, *second), "list-missing")]
    assert len(keys) == len(set(keys))


def test_the_words_of_each_list_are_cut_to_stems_a_fixed_number_of_times(monkeypatch):
    count = []
    stems = listings.content_stems
    monkeypatch.setattr(listings, "content_stems", lambda text: (count.append(text), stems(text))[1])

    def cut(lists):
        count.clear()
        things = ("reach", "make", "age", "colour", "owner", "load", "height", "place")
        many = [
            one
            for n in range(lists)
            for one in listed(
                f"The owner of a quay must post a notice {'x' * n} that contains the following information:",
                [f"the {thing} of the crane k{n}" for thing in things],
                f"art_{n + 1}",
            )
        ]
        by_id = {one.id: one for one in many}
        rules = list(tables.rows(ruled(many), Rule))
        found = list(listings.listings(rules, by_id))
        assert len(found) == lists
        for one in found:
            list(list_items.missing(one, found, by_id))
        return len(count)

    assert cut(6) <= 2.5 * cut(3)


DAYS_ = st.floats(-400, 400, allow_nan=False)


@given(DAYS_, DAYS_, DAYS_)
def test_a_longer_time_allows_what_a_shorter_one_allows(day, a, b):
    short, long = sorted((abs(a), abs(b)))
    if part_kept({"low": 0.0, "high": short}, day):
        assert part_kept({"low": 0.0, "high": long}, day) and part_kept({"low": 0.0, "high": None}, day)
    if part_kept({"low": None, "high": -long}, day):
        assert part_kept({"low": None, "high": -short}, day) and part_kept({"low": None, "high": 0.0}, day)


@given(DAYS_)
def test_nothing_is_both_before_and_after_its_event(day):
    before, after = part_kept({"low": None, "high": 0.0}, day), part_kept({"low": 0.0, "high": None}, day)
    assert not (before and after)
    assert (before or after) == (day != 0)


@pytest.mark.parametrize("soon", ["immediately", "without delay", "as soon as possible"])
def test_a_time_without_a_number_stands_beside_no_numbers(soon):
    """Alone among numbers it is the odd one, and readers took it for the key without the question."""
    text = f"If a tank leaks, the keeper must notify the Office {soon}."
    assert [c for c in made(*sections(text)) if c.origin.template in ("part-time", "part-soonest")] == []
    for n in range(6):
        for one in made(clause(f"art_{n}", WITHIN)):
            assert all(re.search(r"\d|\b(?:two|three|five|seven|ten)\b", option) for option in one.options)


def test_whether_it_comes_before_or_after_its_event_is_not_asked():
    assert of(made(*sections(BEFORE)), "part-time") == []
    for one in of(made(*sections(WITHIN)), "part-time"):
        assert all(option.endswith("afterwards") for option in one.options)


def test_a_case_names_the_event_from_which_its_days_are_counted():
    (one,) = of(made(*sections(WITHIN)), "part-time")
    assert " days after becoming aware of a leak" in one.stem


KEPT = "The keeper must keep a record of each fault of a crane for {} after the day of the fault."


@pytest.mark.parametrize("text", [KEPT, "A record of each fault of a crane must be kept by the keeper for a period of {} after the day of the fault."])  # fmt: skip
def test_how_long_a_paper_is_kept_is_asked_by_its_noun(text):
    (one,) = of(made(*sections(text.format("five years"))), "gap-measure")
    assert "the record is kept for " in one.stem and "and then destroyed" in one.stem
    assert one.options[one.answer].endswith("five years is the least that is allowed")


@pytest.mark.parametrize(
    ("reference", "asked"), [("section 12", True), ("subsection 12(3)", True), ("subsection (3)", False)]
)
def test_who_must_is_asked_of_a_provision_that_names_another_section_by_its_whole_number_alone(
    reference, asked
):
    text = f"The keeper must notify the Harbour Inspector in writing of each leak found under {reference}."
    items = made(*sections(text, *PAIRED[1:]), direct=True)
    assert bool([c for c in items if c.clauses[0].endswith("art_1")]) == asked


PAIRED = (
    "The keeper must notify the Harbour Inspector in writing of each leak of a tank.",
    "The welder must notify the Water Authority of each burst of a pipe.",
    *(
        f"The {who} must keep {what} in order."
        for who in ("keeper", "welder", "diver")
        for what in ("the lamp of the quay", "the rope of the quay")
    ),
)


def test_two_parts_are_left_out_at_once_where_the_setting_says_so_and_each_word_stands_in_two_options():
    assert not [c for c in made(*sections(*PAIRED)) if c.origin.template.startswith("direct-")]
    items = [
        c
        for c in made(*sections(*PAIRED), direct=True)
        if c.origin.template.count("-") == 2 and "direct" in c.origin.template
    ]
    assert items
    for one in items:
        assert one.stem.count("[\u2026]") == 2 and one.level == "combined"
        halves = [re.split(r", | to ", option.lower(), maxsplit=1) for option in one.options]
        for part in zip(*halves, strict=True):
            assert sorted(part.count(word) for word in set(part)) == [2, 2]
        assert right(one.derivation, one.options) == [one.answer]


def test_who_is_bound_by_most_duties_of_a_document_is_not_asked_for():
    texts = [f"A {who} must keep a note of each {what}." for who in ("keeper", "diver", "welder", "painter") for what in ("leak", "burn")]  # fmt: skip
    more = [f"A keeper must keep a note of each {what}." for what in ("flood", "fire", "fall", "theft", "loss", "death", "storm", "strike", "wreck")]  # fmt: skip
    keys = {one.options[one.answer] for one in of(made(*sections(*texts, *more)), "who-must")}
    assert keys and "The keeper" not in keys


@pytest.mark.slow
def test_a_reading_that_the_key_entails_does_not_stand_beside_it():
    text = "A keeper must notify the Office at least 10 days before moving a crane."
    for n in range(6):
        for one in of(made(clause(f"art_{n}", text)), "part-time"):
            assert not any(option.endswith("done beforehand") for option in one.options)


@pytest.mark.parametrize(
    "text",
    [
        "For work in zone A the employer must provide lamps.",
        "For a licence of class A the operator must keep a list.",
        "In buildings of type A and B the owner must test the alarm.",
        "Licences of class A must be kept at the quay.",
        "For lamps of grade A operators must keep a list.",
        "For goods of category A no person may open a crate.",
    ],
)
def test_the_letter_of_a_class_is_no_article_behind_a_heading(text):
    assert heading_off(text) == text
    assert (
        heading_off("If a driver stops driving A driver must tell the Office.")
        == "A driver must tell the Office."
    )


@pytest.mark.parametrize(("text", "form"), [(SOONEST, "part-soonest"), (WITHIN, "part-time")])
def test_a_form_that_the_setting_names_is_not_asked(text, form):
    asked = [one for n in range(8) for one in of(made(clause(f"art_{n}", text)), form)]
    off = [
        one
        for n in range(8)
        for one in of(
            made(
                clause(f"art_{n}", text),
                forms_off=(form, "verdict-limit", "verdict-time", "nearest-limit", "nearest-time"),
            ),
            form,
        )
    ]
    assert asked and not off
