"""Pairs of prompts from rules: what they rest on, how they differ, and how a quota counts them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from curation import mapping, readers, taxonomy
from curation.core import tables
from curation.core.records import Candidate, Clause, Mapping, Origin, Rule
from curation.generation import generate
from curation.generation.context import candidate
from curation.generation.quota import asked_already, one_of_each_fact, report, select, units
from curation.generation.settings import Settings
from curation.generation.template.provisions.verbs import ing_phrase
from curation.generation.template.situations import every_situation
from curation.mapping.settings import Settings as MapSettings
from curation.rules import extract, relabel

AIR = taxonomy.load("air-2024")
POLICY = Path(__file__).resolve().parents[3] / "raw/documents/model-use-policy.md"
ORIGIN = Origin(generator="template", version="2", seed=0, template="situation/x")


def made(clauses: list[Clause], categories: dict[str, str] | None = None, **more: object):
    """What the template generator makes of clauses; without `categories` they are mapped by words."""
    rules = extract(clauses)
    frame = tables.frame(relabel(clauses, rules), Clause)
    if categories is None:
        links = mapping.map_clauses(frame, [AIR], MapSettings(), None)
    else:
        known = {c.id: c for c in clauses}
        links = tables.frame(
            [
                Mapping(clause=i, clause_sha256=known[i].sha256, category=c, score=0.9, rank=1, method="x", evidence_start=0, evidence_end=0)
                for i, c in categories.items()
            ],
            Mapping,
        )  # fmt: skip
    settings = Settings.model_validate({"kinds": ("prompt",), "per_category": 1000, **more})
    result = generate(frame, links, "d", settings, [AIR], rules=tables.frame(rules, Rule))
    return list(tables.rows(result.candidates, Candidate)), result


def read(text: str, tmp_path: Path) -> list[Clause]:
    file = tmp_path / "policy.md"
    file.write_text(text, "utf-8")
    return readers.clauses_of_file(file)


@pytest.fixture(scope="module")
def bundled() -> tuple[list[Candidate], list[Clause]]:
    clauses = readers.clauses_of_file(POLICY)
    return made(clauses)[0], clauses


def finished(candidates: list[Candidate]) -> list[Candidate]:
    return [one for one in candidates if one.status != "needs_authoring"]


@pytest.mark.slow
def test_a_pair_differs_only_in_the_slot_that_decides(bundled):
    pairs: dict[str, list[Candidate]] = {}
    for one in finished(bundled[0]):
        if one.pair:
            pairs.setdefault(one.pair, []).append(one)
    assert len(pairs) >= 15
    texts = {one.text: one for one in every_situation()}
    by_id = {one.id: one for one in every_situation()}
    assert texts
    for first, second in pairs.values():
        situation = by_id[first.derivation["situation"]]
        assert (first.text, second.text) == (situation.side(1), situation.side(2))
        assert (first.benign, second.benign) == (False, True)
        assert first.expected in ("refuse", "caution") and second.expected == "comply"
        assert first.clauses == second.clauses and second.parent == first.id


@pytest.mark.slow
def test_a_prompt_that_a_model_should_refuse_rests_on_a_sure_ban_or_duty(bundled):
    candidates, clauses = bundled
    rules = {rule.id: rule for rule in extract(clauses)}
    for one in finished(candidates):
        (rule,) = (rules[identity] for identity in one.rules)
        assert rule.modality in ("prohibition", "obligation")
        assert rule.certainty >= Settings().min_certainty
        known = {c.id: c.text for c in clauses}
        for quote in one.evidence:
            assert known[quote.clause][quote.start : quote.end] == quote.quote


@pytest.mark.slow
def test_no_situation_stands_twice_in_a_dataset(bundled):
    templates = Counter(one.text for one in finished(bundled[0]))
    assert set(templates.values()) == {1}


def test_what_a_policy_allows_gives_no_prompt(tmp_path):
    text = "# Policy\n\n## What is allowed\n\nYou may write phishing messages for training, if your employer agrees.\n"
    clauses = read(text, tmp_path)
    categories = {c.id: "air-2024@1.0:10.32.3" for c in clauses}
    assert made(clauses, categories)[0] == []


def test_an_item_of_a_list_below_a_ban_gives_a_pair_that_quotes_the_item(tmp_path):
    text = "# Policy\n\nThe product must not be used in connection with:\n\n- phishing and other theft of passwords;\n- the forecast of rain.\n"
    clauses = read(text, tmp_path)
    item = next(c for c in clauses if c.text.startswith("phishing"))
    candidates, _ = made(clauses, {item.id: "air-2024@1.0:1.1.4"})
    assert {one.clauses[0] for one in finished(candidates)} == {item.id}
    assert all("phishing" in one.evidence[0].quote for one in candidates)


def test_a_duty_is_asked_for_only_where_a_situation_says_so(tmp_path):
    text = "# Policy\n\nA provider must report phishing to the authority within 3 days.\n"
    clauses = read(text, tmp_path)
    categories = {c.id: "air-2024@1.0:10.32.3" for c in clauses if c.text.startswith("A provider")}
    assert finished(made(clauses, categories)[0]) == []


@pytest.mark.slow
def test_pairs_per_clause_bounds_the_pairs_of_a_clause():
    clauses = readers.clauses_of_file(POLICY)
    candidates, _ = made(clauses, pairs_per_clause=1)
    pairs = Counter(one.clauses[0] for one in finished(candidates) if one.pair and not one.benign)
    assert set(pairs.values()) == {1}


@pytest.mark.slow
def test_the_harmless_look_alikes_say_which_kind_of_xstest_they_are(bundled):
    safe = [one for one in bundled[0] if one.derivation.get("form") == "safe"]
    assert len({one.derivation["kind"] for one in safe}) >= 3
    assert all(one.benign and one.expected == "comply" for one in safe)


@pytest.mark.slow
def test_the_same_documents_give_the_same_prompts(bundled):
    again, _ = made(readers.clauses_of_file(POLICY))
    assert [one.id for one in again] == [one.id for one in bundled[0]]


def prompt(name: str, **more: object) -> Candidate:
    made_ = candidate(
        dataset="d", kind="prompt", origin=ORIGIN, clauses=[], categories=["t@1:1"], quotes=[], text=name
    )
    return made_.model_copy(update={"id": name, **more})


def test_a_pair_counts_once_and_is_kept_whole():
    pairs = [
        one
        for n in range(5)
        for one in (prompt(f"a{n}", pair=f"p{n}"), prompt(f"b{n}", pair=f"p{n}", benign=True))
    ]
    kept = select(pairs, 3)
    assert len(kept) == 6
    assert all(n == 2 for n in Counter(one.pair for one in kept).values())
    (line,) = report(kept, {"t@1:1": ("", "")}, ("prompt",), 3)
    assert (line["made"], line["shortfall"]) == (3, 0)


def test_briefs_fill_what_prompts_leave_and_are_never_counted():
    briefs = [prompt(f"brief {n}", status="needs_authoring") for n in range(5)]
    prompts = [prompt(f"prompt {n}") for n in range(2)]
    kept = select([*briefs, *prompts], 3)
    assert [one.status for one in kept].count("needs_authoring") == 1
    assert units(kept)["prompt", "t@1:1"] == 2


def question(stem: str, key: str, clause: str = "c") -> Candidate:
    one = candidate(
        dataset="d", kind="question", origin=ORIGIN, clauses=[], categories=["t@1:1"], quotes=[], stem=stem,
        options=[key, "other"], answer=0,
    )  # fmt: skip
    return one.model_copy(update={"clauses": [clause]})


def test_two_questions_for_one_fact_of_a_paragraph_are_one_item():
    asked = [
        question("How long?", "30 days."),
        question("Which period?", "30  Days"),
        question("How long?", "30 days", "e"),
    ]
    assert one_of_each_fact(asked) == [asked[0], asked[2]]


def test_a_fact_that_people_have_before_them_is_not_asked_again_in_other_words():
    known = [question("How long?", "30 days.")]
    drafts = [
        question("Which period?", "30 Days"),
        question("Which period?", "20 days"),
        question("Which period?", "30 days", "e"),
    ]
    drafts = [
        d.model_copy(update={"id": f"q{n}", "origin": ORIGIN.model_copy(update={"generator": "template"})})
        for n, d in enumerate(drafts)
    ]
    assert asked_already(drafts, known) == ["q0"]
    by_hand = [drafts[0].model_copy(update={"origin": ORIGIN.model_copy(update={"generator": "author"})})]
    assert asked_already(by_hand, known) == []


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("plan or aid an attack", "planning or aiding an attack"),
        (
            "generate, promote, or further distribute spam",
            "generating, promoting, or further distributing spam",
        ),
        ("use the product to deceive voters", "using the product to deceive voters"),
    ],
)
def test_the_ing_form_reaches_every_verb_of_a_series(phrase, words):
    assert ing_phrase(phrase) == words


@pytest.mark.slow
def test_an_explanation_names_the_provision_and_the_words_that_decide(bundled):
    citations = {c.id: c.citation for c in bundled[1]}
    for one in finished(bundled[0]):
        assert citations[one.clauses[0]] in one.explanation
        if one.pair:
            assert re.search("\u201c.+\u201d", one.explanation)


def situation(words: str):
    """The one situation whose text has these words."""
    found = [one for one in every_situation() if words in one.text]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("words", "fits", "does_not"),
    [
        ("make a complete gun", "keep or hide weapons", "sell weapons or ammunition"),
        ("a virus that kills ferrets", "spread a virus among people", "transmit viruses, worms or other harmful code"),
        ("A retired striker has the perfect smile", "use the likeness of a person in advertisements", "choose as a username the likeness of a person"),
        ("tempers are high", "incite violence", "provide material support to an armed group"),
    ],
)  # fmt: skip
def test_a_situation_does_an_act_that_the_rule_names_and_speaks_of_the_same_thing(words, fits, does_not):
    assert situation(words).does(fits)
    assert not situation(words).does(does_not)


@pytest.mark.parametrize(
    "ban",
    [
        "You must not use the Site in a manner that may cause the Site to be interrupted or damaged by phishing.",
        "You must not use our trademarks for phishing.",
        "If you do not agree to this contract, do not use phishing messages.",
    ],
)
def test_a_ban_on_the_things_of_whoever_wrote_it_or_for_who_does_not_agree_gives_no_prompt(ban, tmp_path):
    clauses = read(f"# Terms\n\n## Conduct\n\n{ban}\n", tmp_path)
    found, _ = made(clauses, {c.id: "air-2024@1.0:10.32.2" for c in clauses})
    assert not finished(found)


def test_the_rule_of_a_prompt_is_quoted_as_a_whole_sentence(tmp_path):
    ban = "You must not send phishing messages, unless a bank has ordered a test."
    clauses = read(f"# Terms\n\n## Conduct\n\n{ban} Be kind.\n", tmp_path)
    found, _ = made(clauses, {c.id: "air-2024@1.0:10.32.2" for c in clauses})
    assert {one.evidence[0].quote for one in finished(found)} == {ban}
