"""The model generator, its journal and its stop, against a scripted server over real HTTP."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from curation import rules
from curation.core import tables
from curation.core.errors import InputError
from curation.core.records import Candidate, Failure
from curation.generation import generate
from curation.generation.authored.items import bring_in
from curation.generation.polarity import FORBIDS
from curation.generation.settings import Settings
from curation.services.completions import connect
from curation.services.settings import Options
from generate_fixtures import CLAUSES, Tax, clause, frames, ruled
from openai_server import Step, serve

ROOT = Path(__file__).parents[3]
FAST = Options(backoff=0.01, timeout=5.0, concurrency=4)
SETTINGS = Settings(generators=("llm",), kinds=("question",), harden=False, guess=False, per_call=1)


def question(body, quote=None):
    text = body["messages"][0]["content"].split('"""')[1].strip()
    return json.dumps(
        {"questions": [{
            "stem": f"What does the rule say of {text[:20]}?", "key": "This", "wrong": ["That", "Other", "None"],
            "quote": quote or text[:30], "explanation": "It says so.",
        }]}
    )  # fmt: skip


def go(server, settings=SETTINGS, clauses=CLAUSES, cache=None, journal=None, options=FAST):
    completer = connect(server.url, "m", cache, options, api_key="")
    try:
        result = generate(*frames(clauses), "d", settings, [Tax()], completer, journal, rules=ruled(clauses))
    finally:
        completer.close()
    return (
        list(tables.rows(result.candidates, Candidate)),
        list(tables.rows(result.failures, Failure)),
        result,
    )


def test_a_question_with_a_verbatim_quote_becomes_a_candidate():
    with serve(Step(question)) as server:
        candidates, failures, _ = go(server)
    assert len(candidates) == len(CLAUSES)
    assert failures == []
    one = candidates[0]
    assert one.options[one.answer] == "This"
    assert (one.origin.generator, one.origin.model) == ("llm", "m")
    assert len(one.origin.request) == 64


def test_a_quote_that_is_not_in_the_clause_is_a_failure_with_its_raw_text():
    with serve(Step(lambda body: question(body, "never said this"))) as server:
        candidates, failures, _ = go(server, clauses=CLAUSES[:2])
    assert candidates == []
    assert {f.kind for f in failures} == {"invalid"}
    assert all("never said this" in f.raw for f in failures)


@pytest.mark.parametrize(
    ("step", "kind"),
    [(Step("I cannot help with that."), "refused"), (Step(""), "empty"), (Step('{"x": 1}'), "invalid"), (Step(status=503), "server-error")],
)  # fmt: skip
def test_each_kind_of_failure_is_kept_apart(step, kind):
    with serve(step) as server:
        candidates, failures, _ = go(server, clauses=CLAUSES[:2])
    assert candidates == []
    assert [f.kind for f in failures] == [kind, kind]


def test_a_rejected_first_request_is_the_only_one_that_is_sent():
    with serve(Step(status=401)) as server:
        _, failures, _ = go(server, clauses=CLAUSES[:3])
        assert len(server.requests) == 1
    assert [f.kind for f in failures] == ["rejected", "stopped", "stopped"]
    assert "the server answered 401" in failures[0].error


def test_a_run_stops_early_when_most_jobs_fail():
    many = [clause(f"art_{i}", f"The provider shall keep file number {i} in good order.") for i in range(60)]
    settings = SETTINGS.model_copy(update={"per_category": 60})
    with serve(Step(status=503)) as server:
        _, failures, _ = go(server, settings, many, options=FAST.model_copy(update={"attempts": 1}))
        sent = len(server.requests)
    # Jobs go in batches of 16: after the first batch 16 of 16 have failed.
    assert sent == 16
    assert "stopped early: 16 of 16 jobs failed; 44 were not tried" in failures[-1].error


def test_the_journal_makes_a_second_run_free_and_equal(tmp_path):
    with serve(Step(question)) as server:
        _, _, first = go(server, journal=tmp_path / "j")
        sent = len(server.requests)
        _, _, second = go(server, journal=tmp_path / "j")
        assert len(server.requests) == sent
    assert tables.content_digest(first.candidates) == tables.content_digest(second.candidates)


def test_a_transport_failure_is_tried_again_in_the_next_run(tmp_path):
    with serve(Step(status=400), Step(question)) as server:
        first, failures, _ = go(server, clauses=CLAUSES[:1], journal=tmp_path / "j")
        second, none, _ = go(server, clauses=CLAUSES[:1], journal=tmp_path / "j")
    assert (len(first), len(failures), len(second), none) == (0, 1, 1, [])


def test_a_torn_last_line_of_the_journal_is_left_out_and_a_damaged_one_is_an_error(tmp_path):
    journal = tmp_path / "j"
    with serve(Step(question)) as server:
        go(server, clauses=CLAUSES[:2], journal=journal)
        whole = journal.read_bytes()
        journal.write_bytes(whole[:-20])
        candidates, _, _ = go(server, clauses=CLAUSES[:2], journal=journal)
        assert len(candidates) == 2
        assert journal.read_bytes() == whole
        journal.write_bytes(b"{}\n" + whole)
        with pytest.raises(InputError, match="journal-invalid"):
            go(server, clauses=CLAUSES[:2], journal=journal)


def test_a_run_through_every_fault_gives_what_a_clean_one_gives_and_nothing_is_paid_twice(tmp_path):
    """Each fault a server can have once, then sound answers: what can be tried again is, what cannot is told."""
    fenced = Step(lambda body: f"Here you are:\n```json\n{question(body)}\n```")
    faults = [
        Step(status=429, headers={"Retry-After": "0"}), Step(status=503), Step(question, cut=True), Step(question, slow=0.001),
        fenced, Step('{"wrong": "schema"}'), Step(question), Step("I cannot help with that."), Step(""), Step(question),
    ]  # fmt: skip
    one_by_one = FAST.model_copy(update={"concurrency": 1})
    with serve(*faults) as server:
        candidates, failures, first = go(
            server, cache=tmp_path / "c", journal=tmp_path / "j", options=one_by_one
        )
        answered = dict(server.answered)
        sent = len(server.requests)
        _, _, again = go(server, cache=tmp_path / "c", journal=tmp_path / "j", options=one_by_one)
        assert len(server.requests) == sent
    assert [f.kind for f in failures] == ["refused", "empty"]
    assert len(candidates) + len(failures) == len(CLAUSES)
    assert tables.content_digest(first.candidates) == tables.content_digest(again.candidates)
    # The cut answer was under way when the line broke; every whole answer came once.
    assert sum(n > 1 for n in answered.values()) == 0
    with serve(Step(question)) as server:
        _, _, clean = go(server)
    gone = {f.where.split(" > ")[0] for f in failures}
    kept = [
        stem
        for stem, clause_ in zip(clean.candidates["stem"], clean.candidates["clauses"], strict=True)
        if clause_[0] not in gone
    ]
    assert first.candidates["stem"].to_list() == kept


def test_a_run_that_reached_its_budget_goes_on_where_it_stopped(tmp_path):
    poor = FAST.model_copy(update={"concurrency": 1, "budget_tokens": 3000})
    with serve(Step(question)) as server:
        some, failures, _ = go(server, cache=tmp_path / "c", journal=tmp_path / "j", options=poor)
        assert 0 < len(some) < len(CLAUSES)
        assert {f.error.split(":")[0] for f in failures} == {"budget"}
        whole, none, _ = go(server, cache=tmp_path / "c", journal=tmp_path / "j")
        assert len(server.requests) == len(CLAUSES)
        assert max(server.answered.values()) == 1
    assert (len(whole), none) == (len(CLAUSES), [])


def test_replay_only_gives_what_was_paid_and_sends_nothing(tmp_path):
    with serve(Step(question)) as server:
        paid, _, _ = go(server, clauses=CLAUSES[:3], cache=tmp_path / "c")
        replayed, failures, _ = go(
            server, cache=tmp_path / "c", options=FAST.model_copy(update={"replay": True})
        )
        assert len(server.requests) == 3
    assert {c.id for c in replayed} == {c.id for c in paid}
    assert {f.kind for f in failures} == {"transport"}


@pytest.mark.parametrize(
    ("kind", "locales"),
    [("persona", ()), ("authority", ()), ("locale", ("en-GB",)), ("translation", ("de", "fr"))],
)
def test_each_kind_of_variant_is_a_candidate_of_its_own(kind, locales):
    def play(body):
        asked = body["messages"][0]["content"]
        if "Rewrite the prompt" in asked:
            return json.dumps({"text": f"Again, {len(asked)} and {abs(hash(asked))}"})
        quote = asked.split('"""')[1].strip()[:20]
        return json.dumps({"prompts": [{"text": f"Do it: {quote}", "harmless": True, "quote": quote}]})

    settings = Settings(
        generators=("llm", "variants"), kinds=("prompt",), variants=(kind,), locales=locales, per_call=1
    )
    with serve(Step(play)) as server:
        candidates, failures, _ = go(server, settings, CLAUSES[:1])
    base = next(c for c in candidates if c.variant == "base")
    made = [c for c in candidates if c.variant != "base"]
    assert failures == []
    assert [(c.variant, c.parent, c.benign, c.language) for c in made] == [
        (kind, base.id, True, locale or "en") for locale in locales or ("",)
    ]
    assert all(c.evidence == base.evidence and c.clauses == base.clauses for c in made)


def test_a_question_guessed_from_its_options_is_hardened():
    def play(body):
        asked = body["messages"][0]["content"]
        if "The question itself is hidden" in asked:
            letter = next(line[0] for line in asked.splitlines() if line.endswith(". This"))
            return json.dumps({"letter": letter})
        if "three better ones" in asked:
            return json.dumps({"wrong": ["These", "Those", "Them"]})
        return question(body)

    settings = SETTINGS.model_copy(update={"guess": True})
    with serve(Step(play)) as server:
        candidates, _, _ = go(server, settings, CLAUSES[:1])
    assert sorted(candidates[0].options) == ["Them", "These", "This", "Those"]
    assert candidates[0].pool == ["That", "Other", "None"]
    assert candidates[0].origin.template.endswith("+guessed")


def test_variants_name_their_base_and_no_brief_has_any():
    def play(body):
        asked = body["messages"][0]["content"]
        if "Rewrite the prompt" in asked:
            return json.dumps({"text": "Would you kindly " + asked.split("Prompt: ")[1].split("\n")[0]})
        quote = asked.split('"""')[1].strip()[:20]
        return json.dumps({"prompts": [{"text": f"Do it: {quote}", "harmless": False, "quote": quote}]})

    settings = Settings(
        generators=("template", "llm", "variants"), kinds=("prompt",), variants=("register",), per_call=1
    )
    with serve(Step(play)) as server:
        candidates, failures, _ = go(server, settings)
    assert failures == []
    bases = {c.id: c for c in candidates if c.origin.generator == "llm"}
    variants = [c for c in candidates if c.origin.generator == "variants"]
    # A clause that permits, and one that forbids nothing, give no prompt that a model should refuse.
    forbidding = {rule.id.rpartition("!")[0] for rule in rules.extract(CLAUSES) if rule.modality in FORBIDS}
    assert {clause for one in bases.values() for clause in one.clauses} == forbidding
    assert len(variants) == len(bases) == len(forbidding) < len(CLAUSES)
    assert all(v.parent in bases and v.variant == "register" and v.root == v.id for v in variants)


@pytest.mark.slow
def test_a_killed_run_resumes_without_paying_twice(tmp_path):
    """The process is killed while requests are under way; what was answered and kept is never asked for again."""
    many = [clause(f"art_{i}", f"The provider shall keep file number {i} in good order.") for i in range(24)]
    script = textwrap.dedent(
        f"""
        import sys
        sys.path[:0] = [{str(Path(__file__).parent)!r}, {str(ROOT / "tests" / "contract")!r}]
        from pathlib import Path
        import test_generate_llm as t
        from generate_fixtures import clause
        many = [clause(f"art_{{i}}", f"The provider shall keep file number {{i}} in good order.") for i in range(24)]
        class S: url = sys.argv[1]
        t.go(S, t.SETTINGS.model_copy(update={{"per_category": 24}}), many, Path(sys.argv[2]) / "c", Path(sys.argv[2]) / "j")
        """
    )
    settings = SETTINGS.model_copy(update={"per_category": 24})
    with serve(Step(question, slow=0.02)) as server:
        process = subprocess.Popen([sys.executable, "-c", script, server.url, str(tmp_path)], cwd=ROOT)
        deadline = time.monotonic() + 60
        while len(list((tmp_path / "c").glob("*/*.json"))) < 6 and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        kept = len(list((tmp_path / "c").glob("*/*.json")))
        before = len(server.requests)
        time.sleep(0.3)
        candidates, failures, resumed = go(server, settings, many, tmp_path / "c", tmp_path / "j")
        asked_again = len(server.requests) - before
    assert 6 <= kept < 24
    assert asked_again <= 24 - kept + 0
    assert (len(candidates), failures) == (24, [])
    with serve(Step(question)) as server:
        _, _, whole = go(server, settings, many)
    assert resumed.candidates["stem"].to_list() == whole.candidates["stem"].to_list()


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
