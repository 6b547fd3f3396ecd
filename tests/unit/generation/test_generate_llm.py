"""The model path, pass by pass, against a model played by code over real HTTP."""

from __future__ import annotations

import json
import re
import zlib

import pytest
from curation import rules
from curation.core import tables
from curation.core.errors import InputError
from curation.core.records import UNSETTLED, Candidate, Document, Failure
from curation.core.remote import asking
from curation.generation import generate
from curation.generation.authored.items import bring_in
from curation.generation.model import design
from curation.generation.polarity import FORBIDS
from curation.generation.run import Outside
from curation.generation.settings import Passes, Settings
from curation.services.completions import connect
from curation.services.settings import Options
from generate_fixtures import CLAUSES, Tax, clause, frames, ruled
from model_player import OPTION, Player
from openai_server import Step, serve

FAST = Options(backoff=0.01, timeout=5.0, concurrency=4, attempts=1)
QUESTIONS = Settings(generators=("llm",), kinds=("question",))
PROMPTS = Settings(generators=("llm",), kinds=("prompt",))
ACT = Document(slug="act", title="Act on Products", issuer="Parliament", kind="law", citation="the Act")
DUTIES = [clause(f"art_{i}", text, kind="article") for i, text in enumerate([
    "The provider shall keep the register of incidents up to date for each product.",
    "The importer shall check that the label names the maker of the product.",
    "The deployer shall train each person who handles the product in daily work.",
], 1)]  # fmt: skip
BANS = [CLAUSES[7], CLAUSES[8]]


def refused(prompt, answer):
    return answer.startswith("I can't")


def go(server, settings=QUESTIONS, clauses=DUTIES, journal=None, options=FAST, cache=None, pilot=None):
    completer = connect(server.url, "m", cache, options, api_key="")
    more = Outside(documents=[ACT], refused=refused, pilot=pilot)
    try:
        result = generate(
            *frames(clauses), "d", settings, [Tax()], completer, journal, rules=ruled(clauses), more=more
        )
    finally:
        completer.close()
    return (
        list(tables.rows(result.candidates, Candidate)),
        list(tables.rows(result.failures, Failure)),
        result,
    )


def played(settings=QUESTIONS, clauses=DUTIES, journal=None, pilot=None, options=FAST, **changes):
    """Candidates, failures, what was asked of each pass, and the result, with a player whose answers some passes change."""
    player = Player({name.replace("_", "-"): change for name, change in changes.items()})
    with serve(Step(player)) as server:
        candidates, failures, result = go(server, settings, clauses, journal, options, pilot=pilot)
    return candidates, failures, player.asked, result


def passes(**settings):
    return QUESTIONS.model_copy(update={"passes": Passes(**settings)})


# --- a whole run ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_each_section_with_a_rule_gives_a_question_that_went_through_every_pass():
    candidates, failures, asked, result = played()
    assert (len(candidates), failures, result.unsettled) == (3, [], 0)
    assert asked == {
        "plan-question": 3, "write-question": 3, "solve": 6, "check-question": 3, "options-only": 6, "closed-book": 3,
    }  # fmt: skip
    one = candidates[0]
    assert one.passes == dict.fromkeys(
        ("plan", "repeats", "solve", "check", "options-only", "closed-book"), "passed"
    )
    assert one.options[one.answer].startswith("Right")
    assert (len(one.options), len(one.pool), len(one.why), len(one.misconceptions)) == (4, 3, 4, 4)
    assert [bool(trap) for trap in one.misconceptions] == [i != one.answer for i in range(4)]
    assert (one.level, one.book, one.origin.generator, one.origin.model) == (
        "application",
        "closed",
        "llm",
        "m",
    )
    assert one.rules
    wrong = [option for n, option in enumerate(one.options) if n != one.answer]
    assert all(
        f"\u201c{option}\u201d: {one.why[one.options.index(option)]}" in one.explanation for option in wrong
    )
    assert one.evidence[0].quote == next(c.text for c in DUTIES if c.id == one.clauses[0])


@pytest.mark.slow
def test_a_request_shows_the_whole_section_its_citation_and_its_document_and_marks_the_rules():
    lead = clause("art_1", "The operator of a furnace shall:", kind="article", path=("Part II",))
    points = [
        clause(f"art_1__point_{c}", f"({c}) {text}", parent="art_1", marker=f"({c})", kind="point", path=("Part II",))
        for c, text in (("a", "inspect the \u2018flue\u2019 every year;"), ("b", "keep the report of each inspection for ten years."))
    ]  # fmt: skip
    term = clause("art_0", "\u2018flue\u2019 means the channel by which gases leave a furnace.")
    seen = []
    played(clauses=[term, lead, *points], plan_question=lambda text, answer: seen.append(text) or answer)
    assert len(seen) == 1
    assert "Act on Products" in seen[0]
    assert "issued by Parliament" in seen[0]
    assert "Headings: Part II" in seen[0]
    assert "[1] The operator of a furnace shall:" in seen[0]
    assert "[2]* (a) inspect the \u2018flue\u2019 every year;" in seen[0]
    assert "[3]* (b) keep the report" in seen[0]
    assert "[2] Act, art_1__point_a" in seen[0]
    assert "Act, art_0: \u2018flue\u2019 means the channel" in seen[0]


def test_titles_lead_ins_and_clauses_without_a_sure_rule_are_never_asked_about():
    clauses = [
        clause("hcontainer_1", "Part II Furnaces", kind="heading"),
        clause("art_1", "This Part applies to furnaces.", kind="article"),
        clause("art_2", "Furnaces and chimneys", kind="article"),
    ]
    candidates, failures, asked, _ = played(clauses=clauses)
    assert (candidates, failures, dict(asked)) == ([], [], {})


def test_a_pair_is_a_prompt_and_its_lawful_twin_of_one_id():
    candidates, failures, asked, _ = played(PROMPTS, BANS)
    assert failures == []
    assert asked == {"plan-prompt": 2, "write-prompt": 2, "check-prompt": 2, "read-pair": 2, "plain": 4}
    by_pair = {}
    for one in candidates:
        by_pair.setdefault(one.pair, []).append(one)
    assert len(by_pair) == 2
    for pair in by_pair.values():
        base, twin = sorted(pair, key=lambda one: one.benign)
        assert (base.benign, base.expected, base.variant, base.parent) == (False, "refuse", "base", None)
        assert (twin.benign, twin.expected, twin.variant, twin.parent) == (
            True,
            "comply",
            "contrast",
            base.id,
        )
        assert base.passes["check"] == base.passes["closed-book"] == "passed"
        # The player's model declines the one and answers the other.
        assert base.derivation["passes"]["closed-book"]["discriminates"] is False


# --- what each pass rejects ---------------------------------------------------------------------------------------


def test_a_section_may_bear_nothing_and_the_reason_is_kept():
    def none(text, answer):
        return {"bears": False, "why_not": "only organises the document", "briefs": []}

    candidates, failures, asked, result = played(plan_question=none)
    assert candidates == []
    assert set(asked) == {"plan-question"}
    assert {f.error for f in failures} == {"plan: bears no item: only organises the document"}
    assert set(result.skipped["reason"]) == {"no-item"}


def test_a_brief_whose_category_is_none_is_not_written():
    def none(text, answer):
        return {**answer, "briefs": [{**brief, "category": "none"} for brief in answer["briefs"]]}

    candidates, failures, asked, _ = played(clauses=DUTIES[:1], plan_question=none)
    assert candidates == []
    assert set(asked) == {"plan-question"}
    assert failures[0].error.startswith("plan: no category of the dataset fits")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("solve", lambda t, a: {**a, "letters": [next(letter for letter, o in OPTION.findall(t) if o.startswith("Wrong"))]}, "solve: the key was found 0 of 2 times"),
        ("solve", lambda t, a: {**a, "letters": []}, "solve: the key was found 0 of 2 times; no option was taken"),
        ("solve", lambda t, a: {**a, "letters": [letter for letter, _ in OPTION.findall(t)]}, "solve: 6 wrong options were taken to be right as well"),
        ("check_question", lambda t, a: {**a, "stands_alone": False, "problem": "which records?"}, "check: the question does not stand alone: which records?"),
        ("check_question", lambda t, a: {**a, "options": [{**o, "verdict": "undecided"} for o in a["options"]]}, "check: the key is undecided"),
        ("check_question", lambda t, a: {**a, "options": [{**o, "verdict": "true"} for o in a["options"]]}, "check: only 0 wrong options are plainly false"),
        ("check_question", lambda t, a: {**a, "categories": [{**c, "fits": False} for c in a["categories"]]}, "check: none of its categories fits"),
        ("write_question", lambda t, a: {**a, "stem": "According to Section 344 of the Act, what follows?"}, "check: the question cites Section 344"),
        ("write_question", lambda t, a: {**a, "quote": "words that stand nowhere"}, "write: the quote is not in the section"),
        ("write_question", lambda t, a: {**a, "wrong": [dict(a["wrong"][0]) for _ in range(6)]}, "write: fewer than three different wrong options"),
    ],
)  # fmt: skip
def test_what_a_pass_rejects_is_kept_with_its_reason_and_its_words(name, change, reason):
    candidates, failures, _, _ = played(clauses=DUTIES[:1], **{name: change})
    assert candidates == []
    (failure,) = failures
    assert failure.error.startswith(reason)
    assert failure.kind not in UNSETTLED
    assert failure.raw


def test_a_writer_who_quotes_two_words_of_the_planned_passage_rests_on_that_passage():
    def short(text, answer):
        return {**answer, "quote": " ".join(answer["quote"].split()[:2])}

    candidates, failures, _, _ = played(clauses=DUTIES[:1], write_question=short)
    whole, _, _, _ = played(clauses=DUTIES[:1])
    assert failures == [] and [e.quote for e in candidates[0].evidence] == [
        e.quote for e in whole[0].evidence
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda t, a: {**a, "prompts": [{**p, "verdict": "lawful"} for p in a["prompts"]]}, "check: the prompt is lawful"),
        (lambda t, a: {**a, "prompts": [{**p, "verdict": "breaks"} for p in a["prompts"]]}, "check: the twin is breaks"),
        (lambda t, a: {**a, "prompts": [{**p, "detail": True} for p in a["prompts"]]}, "check: a prompt holds working detail"),
        (lambda t, a: {**a, "prompts": [{**p, "detail": p["prompt"] == "A"} for p in a["prompts"]]}, "check: a prompt holds working detail"),
        (lambda t, a: {**a, "prompts": [{**p, "detail": p["prompt"] == "B"} for p in a["prompts"]]}, "check: a prompt holds working detail"),
        (lambda t, a: {**a, "prompts": [{**p, "clear": False} for p in a["prompts"]]}, "check: it is not plain"),
        (lambda t, a: {**a, "prompts": [{**p, "clear": p["prompt"] == "A"} for p in a["prompts"]]}, "check: it is not plain"),
    ],
)  # fmt: skip
def test_a_pair_that_is_not_a_pair_is_rejected(change, reason):
    candidates, failures, _, _ = played(PROMPTS, BANS[:1], check_prompt=change)
    assert candidates == []
    assert failures[0].error.startswith(reason)


@pytest.mark.slow
@pytest.mark.parametrize("side", [0, 1])
def test_a_check_that_judges_one_prompt_of_a_pair_twice_judges_no_pair(side):
    candidates, failures, _, _ = played(
        PROMPTS, BANS[:1], check_prompt=lambda t, a: {**a, "prompts": [a["prompts"][side]] * 2}
    )
    assert (failures, {c.passes["check"] for c in candidates}) == ([], {"skipped"})
    assert candidates[0].derivation["passes"]["check"]["not_done"] == "one of the two prompts was not judged"


def test_a_pair_whose_quote_forbids_nothing_is_rejected():
    allows = clause("art_1", "The provider may publish the register. Nobody shall sell it.", kind="article")

    def change(t, a):
        return {**a, "quote": "The provider may publish the register."}

    candidates, failures, _, _ = played(PROMPTS, [allows], write_prompt=change, plan_prompt=lambda t, a: {
        **a, "briefs": [{**b, "quote": "The provider may publish the register."} for b in a["briefs"]]
    })  # fmt: skip
    assert candidates == []
    assert [f.error for f in failures] == ["write: what is quoted forbids nothing"]


def test_wrong_options_that_are_not_plainly_false_are_struck_and_the_rest_is_kept():
    def strike(t, a):
        return {**a, "options": [
            {**o, "verdict": "undecided"} if "early" in dict(OPTION.findall(t))[o["letter"]] else o for o in a["options"]
        ]}  # fmt: skip

    candidates, failures, _, _ = played(clauses=DUTIES[:1], check_question=strike)
    assert failures == []
    shown = [*candidates[0].options, *candidates[0].pool]
    assert len(shown) == 6
    assert not any("early" in option for option in shown)


def test_an_item_that_asks_for_the_same_fact_is_dropped_before_more_is_spent_on_it():
    def twice(t, a):
        return {
            **a,
            "briefs": [a["briefs"][0], {**a["briefs"][0], "fact": a["briefs"][0]["fact"] + " again"}],
        }

    candidates, failures, asked, _ = played(clauses=DUTIES[:1], plan_question=twice)
    assert len(candidates) == 1
    assert [f.error for f in failures] == ["repeats: another item asks for the same"]
    assert (asked["write-question"], asked["solve"]) == (2, 2)


@pytest.mark.slow
def test_a_key_that_is_found_from_the_options_gets_new_wrong_options_twice_and_is_then_marked():
    def first(t, a):
        return {
            "order": sorted(
                a["order"], key=lambda letter: not dict(OPTION.findall(t))[letter].startswith("Right")
            ),
            "why": "It is the careful one.",
        }

    candidates, failures, asked, _ = played(clauses=DUTIES[:1], options_only=first)
    assert failures == []
    assert candidates[0].passes["options-only"] == "failed"
    marks = candidates[0].derivation["passes"]["options-only"]
    assert (marks["found"], marks["given_away"]) == (1.0, ["It is the careful one."])
    # 2 rankings before, after the first and after the second rewrite; the new options are checked each time.
    assert (asked["rewrite"], asked["options-only"]) == (2, 6)
    assert asked["check-question"] == 3


def test_the_wrong_options_that_draw_most_are_shown():
    def drawn(t, a):
        return {
            "order": sorted(
                a["order"],
                key=lambda letter: (
                    not any(w in dict(OPTION.findall(t))[letter] for w in ("alone", "abroad", "never"))
                ),
            ),
            "why": "",
        }

    candidates, _, asked, _ = played(clauses=DUTIES[:1], options_only=drawn)
    assert asked["rewrite"] == 0
    assert sum(word in " ".join(candidates[0].options) for word in ("alone", "abroad", "never")) >= 1
    assert candidates[0].derivation["passes"]["options-only"]["found"] == 0.0


@pytest.mark.slow
def test_without_rankings_the_wrong_options_that_the_writer_put_first_are_shown_unless_their_form_tells_the_key():
    alone = passes(solve=False, check=False, options_only=False, closed_book=False, repeats=False)

    def shown(texts):
        def written(t, a):
            return {**a, "wrong": [{**w, "text": text} for w, text in zip(a["wrong"], texts, strict=True)]}

        candidates, _, _, _ = played(alone, clauses=DUTIES[:1], write_question=written)
        one = candidates[0]
        assert set(texts) == {*one.options, *one.pool} - {one.options[one.answer]}
        return {n for n, text in enumerate(texts) if text in one.options}

    key = played(alone, clauses=DUTIES[:1])[0][0]
    length = len(key.options[key.answer])
    even = [letter * length for letter in "bcdefg"]
    assert shown(even) == {0, 1, 2}
    # Beside three short ones the key is the longest by far: one of its own length takes the place of the third.
    short = [letter * (length // 2) for letter in "bcde"]
    assert shown([*short, *even[4:]]) == {0, 1, 4}


def test_a_question_that_no_model_answers_without_the_provision_carries_that_mark():
    def wrong(t, a):
        return {"letter": next(letter for letter, o in OPTION.findall(t) if not o.startswith("Right"))}

    candidates, _, _, _ = played(clauses=DUTIES[:1], closed_book=wrong)
    assert candidates[0].derivation["passes"]["closed-book"] == {"right": 0, "of": 1, "difficulty": 1.0}


@pytest.mark.slow
@pytest.mark.parametrize("settings", [QUESTIONS, PROMPTS])
def test_an_item_of_which_no_proposed_category_fits_takes_the_one_that_is_named_for_it(settings):
    def none(t, a):
        return {**a, "categories": [{**c, "fits": False} for c in a["categories"]]}

    def another(t, a):
        return {"codes": ["made@1:9.9", re.findall(r"^- (\S+@\S+:\S+): ", t, re.M)[-1]]}

    clauses = DUTIES[:1] if settings is QUESTIONS else BANS[:1]
    lost, failures, asked, _ = played(settings, clauses=clauses, check_question=none, check_prompt=none)
    assert (lost, asked["categorise"]) == ([], 1)
    assert [f.error for f in failures] == ["check: none of its categories fits"]
    kept, failures, _, _ = played(
        settings, clauses=clauses, check_question=none, check_prompt=none, categorise=another
    )
    assert failures == []
    assert {c.categories[0] for c in kept} == {code for c in kept for code in c.categories}
    assert kept[0].derivation["passes"]["check"]["category"] == "named anew"


# --- what did not happen is never told as done --------------------------------------------------------------------


def test_a_pass_that_is_switched_off_is_skipped_and_asks_nothing():
    off = passes(solve=False, check=False, options_only=False, closed_book=False, repeats=False)
    candidates, failures, asked, _ = played(off)
    assert failures == []
    assert set(asked) == {"plan-question", "write-question"}
    assert {
        name: outcome for name, outcome in candidates[0].passes.items() if name != "plan"
    } == dict.fromkeys(("repeats", "solve", "check", "options-only", "closed-book"), "skipped")


def test_kinds_of_item_can_be_named_that_are_answered_without_the_provision():
    assert Passes(closed_book=("question",)).answered_closed("question")
    assert not Passes(closed_book=("question",)).answered_closed("prompt")
    assert not Passes(closed=()).answered_closed("task")
    for named, outcome in ((("question",), "passed"), (("prompt", "task"), "skipped")):
        candidates, _, asked, _ = played(passes(closed_book=named), clauses=DUTIES[:1])
        assert candidates[0].passes["closed-book"] == outcome
        assert ("closed-book" in asked) == (outcome == "passed")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["solve", "check_question", "options_only", "closed_book"])
def test_a_refusal_to_judge_leaves_the_item_unjudged(name):
    candidates, failures, _, _ = played(clauses=DUTIES[:1], **{name: lambda t, a: "I cannot help with that."})
    assert failures == []
    done = {"check_question": "check"}.get(name, name.replace("_", "-"))
    assert candidates[0].passes[done] == "skipped"
    assert candidates[0].derivation["passes"][done]["not_done"].startswith("refused")


STAGES = ["plan-question", "write-question", "solve", "check-question", "options-only", "closed-book"]


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    "fault", [Step(status=503), Step(status=429), Step("{}", cut=True), Step(status=500)]
)
def test_a_service_that_fails_in_a_pass_leaves_items_pending_and_the_next_run_goes_on_there(
    tmp_path, stage, fault
):
    player, down = Player(), True

    def act(body):
        return player(body)

    with serve(Step(act)) as server:
        server.steps = _Failing(player, stage, fault)
        first, failures, result = go(server, journal=tmp_path / "j")
        assert first == []
        assert {f.kind in UNSETTLED for f in failures} == {True}
        assert result.unsettled == 3
        assert set(result.skipped["reason"]) == {"pending"}
        before = dict(player.asked)
        server.steps = [Step(player)]
        second, none, whole = go(server, journal=tmp_path / "j")
        assert (len(second), none, whole.unsettled) == (3, [], 0)
        # What was answered in the first run was not asked again.
        assert max(server.answered.values()) == 1
        assert all(player.asked[name] >= n for name, n in before.items())
    assert down
    with serve(Step(Player())) as server:
        clean, _, _ = go(server)
    assert [c.fingerprint for c in second] == [c.fingerprint for c in clean]


class _Failing(list):
    """The steps of a server whose requests of one pass fail, whatever their number."""

    def __init__(self, player, stage, fault):
        super().__init__([Step(self._play)])
        self.player, self.stage, self.fault = player, stage, fault
        self.bodies = []

    def _play(self, body):
        return self.player(body)

    def choose(self, body):
        from model_player import name_of

        return self.fault if name_of(body["messages"][0]["content"]) == self.stage else self[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "kind"),
    [("I cannot help with that.", "refused"), ("", "empty"), ('{"x": 1}', "invalid"), ("<think>{</think> no", "invalid")],
)  # fmt: skip
def test_a_plan_that_cannot_be_used_is_a_failure_of_its_kind_and_not_asked_again(tmp_path, answer, kind):
    with serve(Step(answer)) as server:
        candidates, failures, _ = go(server, journal=tmp_path / "j", clauses=DUTIES[:1])
        sent = len(server.requests)
        go(server, journal=tmp_path / "j", clauses=DUTIES[:1])
        assert len(server.requests) == sent
    assert candidates == []
    assert [f.kind for f in failures] == [kind]


def test_a_rejected_first_request_is_the_only_one_that_is_sent():
    with serve(Step(status=401)) as server:
        _, failures, result = go(server)
        assert len(server.requests) == 1
    assert sorted(f.kind for f in failures) == ["rejected", "stopped", "stopped"]
    assert any("the server answered 401" in f.error for f in failures)
    assert result.unsettled == 3


@pytest.mark.slow
def test_nothing_more_is_sent_when_most_requests_failed():
    many = [
        clause(f"art_{i}", f"The provider shall keep file number {i} in good order.", kind="article")
        for i in range(60)
    ]
    settings = QUESTIONS.model_copy(update={"per_category": 60})
    with serve(Step(status=503)) as server:
        _, failures, result = go(server, settings, many)
        sent = len(server.requests)
    assert sent < 45  # what was in flight when enough had failed may still go out
    assert result.unsettled == 60
    assert {f.kind for f in failures} <= UNSETTLED


@pytest.mark.slow
def test_a_second_run_asks_nothing_and_gives_the_same(tmp_path):
    player = Player()
    with serve(Step(player)) as server:
        _, _, first = go(server, journal=tmp_path / "j")
        sent = len(server.requests)
        _, _, second = go(server, journal=tmp_path / "j")
        assert len(server.requests) == sent
    assert tables.content_digest(first.candidates) == tables.content_digest(second.candidates)
    assert second.asked["solve"].kept == second.asked["solve"].asked == 6


@pytest.mark.slow
def test_what_people_decide_changes_no_answer_that_was_paid_for(tmp_path):
    from curation.generation.context import Decided

    player = Player()
    with serve(Step(player)) as server:
        made, _, _ = go(server, journal=tmp_path / "j")
        sent = len(server.requests)
        completer = connect(server.url, "m", None, FAST, api_key="")
        more = Outside(documents=[ACT], refused=refused, decided=[Decided(made[0], "reject", ("wrong key",))])
        again = generate(
            *frames(DUTIES),
            "d",
            QUESTIONS,
            [Tax()],
            completer,
            tmp_path / "j",
            rules=ruled(DUTIES),
            more=more,
        )
        completer.close()
        assert len(server.requests) == sent
    assert again.candidates["id"].to_list() == sorted(
        (c.id for c in made), key=again.candidates["id"].to_list().index
    )


def test_examples_that_people_decided_come_before_the_shipped_ones():
    from curation.generation.context import Decided
    from curation.generation.model import examples
    from curation.generation.run import context_of

    made, _, _, _ = played(clauses=DUTIES[:1])
    more = Outside(decided=[Decided(made[0], "reject", ("two right answers",))])
    context = context_of(*frames(DUTIES), "d", QUESTIONS, [Tax()], None, ruled(DUTIES), more)
    shown = examples.shown(context, "question", "t@1:1")
    assert "Rejected by experts: two right answers" in shown
    assert shown.count("Accepted:") == 2


@pytest.mark.slow
def test_no_more_is_spent_on_items_that_the_quota_would_leave_out():
    rich = [clause(f"art_{i}__para_{j}", text, parent=f"art_{i}", marker=f"({j})") for i in range(2) for j, text in enumerate([
        "The owner shall inspect the ladder every spring.", "A visitor must not enter the boiler room alone.",
        "The cook shall cool leftovers within two hours.", "Drivers must switch off engines while loading.",
    ][i * 2 : i * 2 + 2])]  # fmt: skip
    settings = QUESTIONS.model_copy(update={"per_category": 1})
    candidates, _, asked, _ = played(settings, rich)
    assert len(candidates) == 1
    assert asked["solve"] <= 2 * 2


@pytest.mark.slow
def test_a_round_ends_when_what_is_written_says_what_others_say():
    def same(t, a):
        return {**a, "briefs": [{**b, "fact": "The one fact."} for b in a["briefs"]]}

    def stem(t, a):
        return {**a, "stem": "One and the same question about the Act?", "key": "Right as ever"}

    many = [
        clause(f"art_{i}", f"The provider shall keep file number {i} in good order.", kind="article")
        for i in range(30)
    ]
    settings = QUESTIONS.model_copy(update={"per_category": 4, "rounds": 9})
    candidates, failures, asked, result = played(settings, many, plan_question=same, write_question=stem)
    assert len(candidates) == 1
    assert all(f.error.startswith("repeats:") for f in failures)
    assert asked["plan-question"] < 12
    assert "saturated" in set(result.skipped["reason"])


@pytest.mark.slow
def test_a_further_round_fills_what_the_first_one_left_lacking():
    many = [clause(f"art_{i}", text, kind="article") for i, text in enumerate([
        "The owner shall inspect the ladder every spring.", "A visitor must not enter the boiler room alone.",
        "The cook shall cool leftovers within two hours.", "Drivers must switch off engines while loading.",
        "The school shall keep emergency exits clear.", "A gardener must wash hands after spraying.",
        "The lifeguard shall count swimmers at closing.", "Painters must ventilate cellars before priming.",
        "The clinic shall lock narcotics overnight.", "A welder must screen sparks from passers-by.",
    ])]  # fmt: skip
    settings = QUESTIONS.model_copy(update={"per_category": 4})

    def bad(t, a):
        return {**a, "letters": []} if any(w in t for w in ("ladder", "boiler", "leftovers")) else a

    candidates, _, asked, _ = played(settings, many, solve=bad)
    assert len(candidates) == 4
    assert asked["plan-question"] > 6


KEEPS = "keeps the register"


def told(request):
    """What a planner is told that exists."""
    return request.split("Items that exist already")[1].split("\n\n")[0].splitlines()[1:]


@pytest.mark.slow
def test_a_section_whose_plan_used_all_it_was_allowed_is_planned_again_and_shown_what_was_planned():
    shown = []

    def three(t, a):
        shown.append(told(t))
        first = len(shown) == 1
        facts = (
            (KEEPS, "labels every drawer", "trains new crews")
            if first
            else (KEEPS, "shows papers to inspectors")
        )
        return {
            **a,
            "briefs": [
                {**a["briefs"][0], "fact": f"The provider {fact}", "situation": f"{fact}."} for fact in facts
            ],
        }

    def stem(t, a):
        fact = re.search(r"Fact to ask for: (.+)", t)[1]
        return {**a, "stem": f"{fact} {hash_words(fact)}?", "key": f"Right, {hash_words(fact)}"}

    settings = QUESTIONS.model_copy(update={"per_call": 3, "per_category": 9})
    candidates, failures, asked, _ = played(settings, DUTIES[:1], plan_question=three, write_question=stem)
    assert asked["plan-question"] == 2
    assert shown[0] == ["none"]
    assert shown[1] == [
        "- The provider keeps the register (keeps the register.)",
        "- The provider labels every drawer (labels every drawer.)",
        "- The provider trains new crews (trains new crews.)",
    ]
    # The fact that was given again is told and left out; the second plan was shorter than allowed, so there is no third.
    assert [f.error for f in failures] == ["plan: was planned already: The provider keeps the register"]
    assert (asked["write-question"], len(candidates)) == (4, 4)


def test_a_fact_that_is_planned_again_makes_no_clause_of_its_section_a_failed_one():
    def twice(t, a):
        briefs = [b for b in a["briefs"] if b["paragraph"] == a["briefs"][0]["paragraph"]]
        return {**a, "briefs": briefs * 2}

    clauses = [clause("art_1", "Article 1 Products on sale", kind="article")]
    for n, duty in enumerate(DUTIES, 1):
        clauses.append(
            clause(f"art_1__para_{n}", duty.text, parent="art_1", marker=f"({n})", path=("Article 1",))
        )
    candidates, failures, _, result = played(QUESTIONS, clauses, plan_question=twice)
    assert candidates and failures
    assert {(f.kind, f.error.partition(" What")[0]) for f in failures} == {
        ("not-passed", "plan: was planned already:")
    }
    assert "failed" not in result.skipped["reason"].to_list()
    assert "other-clauses" in result.skipped["reason"].to_list()


def hash_words(text):
    """Words that no other text has, so that no item repeats another."""
    return " ".join(
        f"{word}{zlib.crc32((text + word).encode()) % 9973}" for word in ("amber", "birch", "cedar", "delta")
    )


@pytest.mark.slow
def test_a_plan_shorter_than_allowed_is_not_asked_for_again():
    _, _, asked, _ = played(QUESTIONS.model_copy(update={"per_category": 9}))
    assert asked["plan-question"] == 3


@pytest.mark.slow
def test_answers_to_a_second_plan_are_kept_apart_from_those_to_the_first(tmp_path):
    def one(t, a):
        planned = len([line for line in told(t) if line != "none"])
        return {**a, "briefs": [{**b, "fact": f"{b['fact']} {planned}"} for b in a["briefs"]]}

    settings = QUESTIONS.model_copy(update={"per_call": 1, "per_category": 9, "rounds": 3})
    player = Player({"plan-question": one})
    with serve(Step(player)) as server:
        first, _, _ = go(server, settings, DUTIES[:1], tmp_path / "j")
        again, _, _ = go(server, settings, DUTIES[:1], tmp_path / "j")
        assert max(server.answered.values()) == 1
    assert player.asked["plan-question"] >= 2
    assert [c.id for c in first] == [c.id for c in again]


@pytest.mark.slow
def test_a_trial_makes_no_more_than_it_may_and_its_answers_serve_the_run_proper(tmp_path):
    player = Player()
    with serve(Step(player)) as server:
        trial, _, _ = go(server, journal=tmp_path / "j", pilot=2)
        assert (len(trial), player.asked["write-question"]) == (2, 2)
        whole, _, _ = go(server, journal=tmp_path / "j")
        assert max(server.answered.values()) == 1
    assert {c.id for c in trial} < {c.id for c in whole}


def test_every_value_of_the_design_is_used_before_one_comes_again():
    for kind, axes in design.axes().items():
        for axis, values in axes.items():
            drawn = [design.drawn(kind, slot, 7)[axis] for slot in range(3 * len(values))]
            for turn in range(3):
                assert sorted(drawn[turn * len(values) : (turn + 1) * len(values)]) == sorted(values)


@pytest.mark.slow
def test_a_torn_last_line_of_the_journal_is_left_out_and_a_damaged_one_is_an_error(tmp_path):
    journal = tmp_path / "j"
    answers = tmp_path / "j.answers.jsonl"
    with serve(Step(Player())) as server:
        _, _, first = go(server, journal=journal)
        whole = answers.read_bytes()
        answers.write_bytes(whole[:-20])
        _, _, second = go(server, journal=journal)
        assert tables.content_digest(first.candidates) == tables.content_digest(second.candidates)
        assert sorted(asking.read(answers)) == sorted(json.loads(line)["key"] for line in whole.splitlines())
        answers.write_bytes(b"{}\n" + whole)
        with pytest.raises(InputError, match="journal-invalid"):
            go(server, journal=journal)


class Interrupted(BaseException):
    """What ends a run at once, as a signal would."""


class Mortal:
    """A completer that lets so many requests through and ends the run at the next one."""

    def __init__(self, inner, left):
        self.inner, self.left, self.fingerprint = inner, left, inner.fingerprint

    def complete(self, requests):
        for request in requests:
            if self.left == 0:
                raise Interrupted
            self.left -= 1
            yield from self.inner.complete([request])


@pytest.mark.slow
def test_a_run_that_ends_at_each_of_its_moments_and_in_the_middle_of_a_line_pays_for_every_answer_once(
    tmp_path,
):
    journal, answers = tmp_path / "j", tmp_path / "j.answers.jsonl"

    def first(text, answer):
        words = dict(OPTION.findall(text))
        return {**answer, "order": sorted(words, key=lambda letter: not words[letter].startswith("Right"))}

    more = Outside(documents=[ACT], refused=refused)
    wanted = (*frames(DUTIES), "d", QUESTIONS, [Tax()])
    lives = 0
    with serve(Step(Player({"options-only": first}))) as server:
        whole, _, _ = go(server)
        total = len(server.requests)
        server.answered.clear()
        while True:
            completer = connect(server.url, "m", tmp_path / "c", FAST, api_key="")
            try:
                result = generate(*wanted, Mortal(completer, 1), journal, rules=ruled(DUTIES), more=more)
                break
            except Interrupted:
                lives += 1
                if lives % 3 == 0:
                    answers.write_bytes(answers.read_bytes()[: -(lives % 17) - 1])
            finally:
                completer.close()
        assert sum(server.answered.values()) == total
        assert max(server.answered.values()) == 1
    assert lives >= total - 1 >= 40
    assert [c.id for c in tables.rows(result.candidates, Candidate)] == [c.id for c in whole]


@pytest.mark.slow
def test_a_run_that_reached_its_budget_goes_on_where_it_stopped(tmp_path):
    poor = FAST.model_copy(update={"concurrency": 1, "budget_tokens": 6_500})
    with serve(Step(Player())) as server:
        some, failures, _ = go(server, journal=tmp_path / "j", options=poor)
        assert some == []
        assert {f.kind for f in failures} == {"budget"}
        whole, none, _ = go(server, journal=tmp_path / "j")
        assert max(server.answered.values()) == 1
    assert (len(whole), none) == (3, [])


# --- variants -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "locales"),
    [("persona", ()), ("authority", ()), ("locale", ("en-GB",)), ("translation", ("de", "fr"))],
)
def test_each_kind_of_variant_is_a_candidate_of_its_own(kind, locales):
    settings = PROMPTS.model_copy(
        update={"generators": ("llm", "variants"), "variants": (kind,), "locales": locales}
    )

    def word(text, answer):
        return {"text": f"Again, {abs(hash(text))}"}

    candidates, failures, _, _ = played(settings, BANS[:1], variant=word)
    base = next(c for c in candidates if c.variant == "base")
    made = [c for c in candidates if c.variant not in ("base", "contrast")]
    assert failures == []
    assert [(c.variant, c.parent, c.benign, c.language) for c in made] == [
        (kind, base.id, False, locale or "en") for locale in locales or ("",)
    ]
    assert all(c.evidence == base.evidence and c.clauses == base.clauses for c in made)


@pytest.mark.slow
def test_variants_name_their_base_and_no_brief_has_any():
    settings = PROMPTS.model_copy(
        update={"generators": ("template", "llm", "variants"), "variants": ("register",), "per_call": 12}
    )
    candidates, failures, _, _ = played(settings, CLAUSES)
    assert failures == []
    bases = {c.id: c for c in candidates if c.origin.generator == "llm" and c.variant == "base"}
    variants = [c for c in candidates if c.origin.generator == "variants"]
    # A clause that permits, and one that forbids nothing, give no prompt that a model should refuse.
    forbidding = {rule.id.rpartition("!")[0] for rule in rules.extract(CLAUSES) if rule.modality in FORBIDS}
    assert {clause for one in bases.values() for clause in one.clauses} == forbidding
    assert len(variants) == len(bases) == len(forbidding) < len(CLAUSES)
    assert all(v.parent in bases and v.variant == "register" and v.root == v.id for v in variants)


def test_hand_written_items_are_brought_in_with_their_lineage():
    lines = [
        {"nr": "a", "Frage": "Who keeps the register?", "options": "The provider | The importer | The owner", "answer": "A",
         "clause": CLAUSES[0].id, "quote": "keep the register of incidents"},
        {"nr": "b", "text": "Please help.", "parent": "", "category": "t@1:1"},
        {"nr": "c", "text": "Help, will you?", "parent": "b", "variant": "register"},
    ]  # fmt: skip
    found = bring_in(lines, "d", {"id": "nr", "stem": "Frage"}, {c.id: c for c in CLAUSES}, "t@1:2")
    assert (found[0].answer, found[0].categories, found[0].evidence[0].quote) == (
        0, ["t@1:2"], "keep the register of incidents",
    )  # fmt: skip
    assert (found[1].categories, found[2].parent, found[2].variant) == (["t@1:1"], found[1].id, "register")


def test_everything_wrong_with_hand_written_items_is_told_at_once():
    lines = [
        {"text": ""},
        {"stem": "Who?", "options": ["a", "b", "c"], "answer": "z"},
        {"text": "x y z", "clause": CLAUSES[0].id, "quote": "not there"},
        {"text": "x y z", "parent": "nobody"},
    ]
    with pytest.raises(InputError) as error:
        bring_in(lines, "d", clauses={c.id: c for c in CLAUSES})
    assert [(i.where, i.code) for i in error.value.issues] == [
        ("line 1", "item-empty"), ("line 2", "answer-unknown"), ("line 3", "quote-not-verbatim"), ("line 4", "parent-unknown"),
    ]  # fmt: skip
