"""Every gate at its threshold: what just passes, what just does not, and the words that say how far off it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import polars as pl
import pytest
from curation.core.errors import InputError
from curation.release import cutting, gates, verify
from curation.release.contents import rows
from curation.release.contents.rows import Selected
from curation.release.files import card, manifest
from curation.release.publication import versions
from curation.stats.diversity import Diversity

from release_world import settings, world


@cache
def base(n=3, version="1.0.0"):
    return cutting.prepare(world(n), versions.parse(version))[0]


def ruled(draft, **thresholds):
    dataset = settings(gates={"agreement": -1, **thresholds})
    return replace(draft, inputs=replace(draft.inputs, dataset=dataset))


def outcome(name, draft):
    return {**gates.STRUCTURAL, **gates.HUMAN}[name](draft)


def says(name, draft):
    return [issue.message for issue in outcome(name, draft).issues]


def test_the_rows_gate_passes_at_its_number_and_says_how_many_are_missing():
    assert says("rows", ruled(base(), rows=3)) == []
    assert says("rows", ruled(base(), rows=5)) == [
        "3 rows, 2 fewer than the 5 it needs; no candidate is left out: put some before people with curation review push, or cut a preview"
    ]
    assert outcome("rows", ruled(base(), rows=4)).need == "at least 4"


def test_the_rows_gate_of_a_dataset_without_candidates_names_the_command_that_says_why():
    none = replace(base(), rows=base().rows.clear())
    assert says("rows", none)[0].endswith(
        "the dataset has no candidate; see why: curation show generate --dropped"
    )


def test_the_judgements_gate_passes_at_its_number():
    assert says("judgements", ruled(base(), judgements=2)) == []
    few = outcome("judgements", ruled(base(), judgements=3))
    assert [i.message for i in few.issues] == ["has 2 of 3 judgements"] * 3
    assert (few.is_, few.need) == ("0 of 3 rows", "3 judgements each")


def test_a_gate_of_rows_counts_the_rows_that_hold():
    rows = base().rows.with_columns(answer=pl.when(pl.col("id") == "q-000001").then(9).otherwise("answer"))
    found = outcome("keys", replace(base(), rows=rows))
    assert found.is_ == "2 of 3 rows"
    assert [i.where for i in found.issues] == ["q-000001"]
    rows = base().rows.with_columns(
        category_path=pl.when(pl.col("id") == "q-000001").then([]).otherwise("category_path")
    )
    assert outcome("categories", replace(base(), rows=rows)).is_ == "2 of 3 rows"
    rows = base().rows.with_columns(
        rule=pl.when(pl.col("id") == "q-000001").then(pl.lit("single")).otherwise("rule")
    )
    decided = outcome("decided", replace(base(), rows=rows))
    assert (decided.is_, [i.message for i in decided.issues]) == (
        "2 of 3 rows",
        ["is decided by 'single', which gates.rules of the dataset does not allow"],
    )
    rows = rows.with_columns(rule=pl.lit("unreviewed"))
    assert says("decided", replace(base(), rows=rows)) == ["is not decided; see: curation review status"] * 3


def agreeing(name, raw, n, **figure):
    figures = {"raw": {"value": raw, "low": raw, "high": raw, "n_items": n}}
    return figures | ({name: {"value": None, "n_items": n, **figure}} if name != "raw" else {})


def test_a_coefficient_without_a_value_is_unknown_unless_everybody_agrees():
    assert gates.lower_bound({}, "gwet_ac1") == ("gwet_ac1 unknown, nothing was judged twice", None)
    assert gates.lower_bound(agreeing("gwet_ac1", 0.9, 10), "gwet_ac1") == ("gwet_ac1 undefined", None)
    shown, low = gates.lower_bound(agreeing("gwet_ac1", 1.0, 10), "gwet_ac1")
    assert low is not None
    assert abs(low - 0.025**0.1) < 1e-6  # nothing wrong in n: alpha^(1/n)
    assert shown == "raw agreement 1.000 [0.692, 1.000] (n = 10)"


def test_an_interval_is_capped_by_the_exact_bound_of_raw_agreement_and_else_its_own():
    # 9 of 10 agree: the exact lower bound is 0.5550 (Clopper and Pearson 1934, table).
    shown, low = gates.lower_bound(agreeing("gwet_ac1", 0.9, 10, value=0.88, low=0.7, high=1.0), "gwet_ac1")
    assert low is not None
    assert abs(low - 0.5550) < 1e-4
    assert shown == "gwet_ac1 0.880 [0.555, 1.000] (n = 10)"
    assert (
        gates.lower_bound(agreeing("gwet_ac1", 0.9, 10, value=0.88, low=0.3, high=0.95), "gwet_ac1")[1] == 0.3
    )
    assert gates.lower_bound(agreeing("gwet_ac1", 0.9, 10, value=0.88), "gwet_ac1") == (
        "gwet_ac1 0.880, no interval (n = 10)",
        None,
    )
    assert gates.lower_bound({"raw": {"value": 0.9, "low": 0.1, "high": 1.0, "n_items": 10}}, "raw")[
        0
    ].startswith("raw agreement")


def test_agreement_passes_at_its_bound_and_fails_above_it():
    figures = {"agreement": agreeing("gwet_ac1", 1.0, 40, value=0.9, low=0.5, high=1.0), "error": None}
    draft = replace(base(), derived={**base().derived, **figures})
    assert says("agreement", ruled(draft, agreement=0.5)) == []
    assert len(says("agreement", ruled(draft, agreement=0.51))) == 1
    unjudged = replace(base(), derived={**base().derived, "agreement": None})
    assert says("agreement", ruled(unjudged, agreement=-1)) == ["nobody judged; see: curation review push"]


def test_the_error_gate_passes_at_its_bound():
    draft = replace(base(), derived={**base().derived, "error": {"k": 0, "n": 59}})
    assert says("error", ruled(draft, error=0.05)) == []
    assert says("error", ruled(draft, error=0.049)) != []
    assert outcome("error", ruled(draft)).need == "said on the card"
    assert says("error", ruled(base(), error=0.05)) == [
        "no sample, no error rate is certified; has to be at most 0.05"
    ]


def test_ids_that_occur_twice_or_were_withdrawn_are_counted():
    twice = replace(base(), rows=pl.concat([base().rows, base().rows.head(2)]))
    assert says("ids", twice) == ["2 ids occur twice"]
    gone = replace(base(), withdrawn=[{"id": "q-000001", "reason": "wrong", "since": "0.9.0"}])
    found = outcome("ids", gone)
    assert [(i.where, i.message) for i in found.issues] == [
        ("q-000001", "was withdrawn (wrong); an id is never used again")
    ]
    assert found.is_ == "3 ids, 1 withdrawn"
    assert says("ids", base()) == []


def removed(reason):
    row = {"id": "q-000009", "change": "removed", "changes": ["removed"], "fields": [], "reason": reason}
    columns = base().changes.rows
    data = pl.DataFrame([{**dict.fromkeys(columns.columns, ""), **row}], schema=columns.schema)
    return replace(base(), changes=replace(base().changes, rows=data))


def test_a_row_that_left_needs_a_reason_unless_in_a_preview():
    assert len(says("ids", removed(""))) == 1
    assert says("ids", removed("withdrawn: wrong")) == []
    assert says("ids", replace(removed(""), version=versions.parse("1.0.0-preview"))) == []


def test_the_card_gate_counts_its_fields_and_asks_less_of_a_preview():
    empty = settings(title=" ", contact="")
    draft = replace(base(), inputs=replace(base().inputs, dataset=empty))
    assert outcome("card", draft).is_ == "5 of 7 fields"
    preview = replace(draft, version=versions.parse("1.0.0-preview"))
    assert (outcome("card", preview).is_, says("card", preview)) == ("3 of 3 fields", [])
    same = replace(base(), before={"canary": base().inputs.dataset.canary, "version": "0.9.0"})
    assert says("card", same) == []
    assert len(says("card", replace(same, before={"canary": "x", "version": "0.9.0"}))) == 1


def test_the_version_gate_asks_for_what_the_changes_ask_for():
    after = replace(
        base(), before={"version": "1.0.0", "canary": ""}, step="minor", version=versions.parse("1.1.0")
    )
    assert says("version", after) == []
    assert says("version", replace(after, version=versions.parse("1.0.1"))) == [
        "after 1.0.0 the changes ask for a minor: at least 1.1.0"
    ]
    assert says("version", replace(after, step=None, version=versions.parse("1.0.0"))) == [
        "after 1.0.0 the changes ask for a patch: at least 1.0.1"
    ]
    assert outcome("version", base()).need == "at least any"


def recited(judgements, before):
    row = {"id": "q-000001", "change": "recited", "changes": ["recited"], "fields": ["clause_sha256"]}
    columns = base().changes.rows
    data = pl.DataFrame([{**dict.fromkeys(columns.columns, ""), **row}], schema=columns.schema)
    chosen = Selected({}, {"q-000001": {"judgements": judgements}}, {}, frozenset())
    return replace(
        base(), changes=replace(base().changes, rows=data), selected=chosen, judged_before=frozenset(before)
    )


def test_a_row_whose_clause_changed_needs_a_judgement_that_is_new():
    assert len(says("reexamined", recited(["a"], ["a", "b"]))) == 1
    assert says("reexamined", recited(["a", "c"], ["a", "b"])) == []
    assert outcome("reexamined", recited(["a"], ["a"])).is_ == "0 of 1 rows"
    assert outcome("reexamined", recited(["c"], ["a"])).is_ == "1 of 1 rows"


def test_reviewers_are_numbered_or_the_privacy_gate_says_so():
    named = replace(
        base(), audit={**base().audit, "judgements": [{"reviewer": "ada-l"}, {"reviewer": "reviewer-2"}]}
    )
    assert len(says("privacy", named)) == 1
    assert says("privacy", base()) == []


def test_a_brief_is_listed_by_its_id():
    draft = replace(base(), selected=replace(base().selected, unwritten=frozenset({"q-000001"})))
    assert [i.where for i in outcome("authored", draft).issues] == ["q-000001"]


def test_a_human_gate_is_skipped_in_a_preview_and_a_structural_one_is_not():
    draft = ruled(base(), judgements=3, rows=5)
    states = {g.name: g.state for g in gates.evaluate(draft)[0]}
    assert (states["judgements"], states["rows"], states["keys"]) == ("failed", "failed", "passed")
    preview = replace(draft, version=versions.parse("1.0.0-preview"))
    states = {g.name: g.state for g in gates.evaluate(preview)[0]}
    assert (states["judgements"], states["rows"], states["keys"]) == ("skipped", "failed", "passed")


def many(n, kind="question", families=None, **columns):
    """A draft of `n` rows that differ in their id alone, each a family of its own unless `families` says how many there are."""
    number = pl.int_range(n)
    rows = pl.concat([base().rows.head(1)] * n).with_columns(
        id=number.cast(pl.String).str.zfill(3),
        family=(number % (families or n)).cast(pl.String),
        **{name: pl.lit(value) for name, value in columns.items()},
    )
    first = base().selected.candidates[base().rows["id"][0]]
    chosen = replace(base().selected, candidates=dict.fromkeys(rows["id"], first))
    return replace(base(), rows=rows, selected=chosen, inputs=replace(base().inputs, dataset=settings(kind)))


def test_of_many_places_twenty_are_listed_and_the_rest_counted():
    for n, more in ((20, 0), (21, 1), (25, 5)):
        _, every = gates.evaluate(ruled(many(n), judgements=3))
        issues = [issue for issue in every if issue.code == "gate-judgements"]
        assert len(issues) == min(n, 20) + bool(more)
        assert not more or issues[-1].message == f"and {more} more; 0 of {n} rows, needs 3 judgements each"


@pytest.mark.slow
def test_the_wording_gate_stops_a_set_that_repeats_one_frame_and_says_by_how_much():
    framed = base(60)
    found = outcome("wording", framed)
    assert found.is_.startswith("self-BLEU 1.000, ")
    assert {issue.where for issue in found.issues} == {"rows"}
    assert says("wording", ruled(framed, self_bleu=1.0)) == []


@pytest.mark.slow
def test_the_wording_gate_also_asks_for_different_phrases_and_openings_and_names_the_cure():
    framed = base(60)
    told = [issue.message for issue in outcome("wording", framed).issues]
    assert [figure for figure in ("self-BLEU has", "distinct-2 has", "different first words have") if any(figure in one for one in told)] == [
        "self-BLEU has", "distinct-2 has", "different first words have",
    ]  # fmt: skip
    assert all("gates." in one and "rewor" in one for one in told)
    bare = ruled(framed, self_bleu=1.0, distinct_2=0.9)
    assert "distinct-2 at least 0.9" in outcome("wording", bare).need
    assert len(outcome("wording", bare).issues) == 1
    assert outcome("wording", ruled(framed, self_bleu=0.99, distinct_2=0.0, first_words=0.0)).issues != ()
    assert outcome("wording", ruled(framed, self_bleu=1.0, distinct_2=0.0, first_words=0.0)).issues == ()


@pytest.mark.slow
def test_a_release_that_names_no_bound_of_phrases_and_openings_is_not_held_to_their_defaults_when_it_is_verified():
    cut = ruled(base(60), self_bleu=0.999999)
    read = replace(cut, sealed=True)
    assert len(outcome("wording", cut).issues) == len(outcome("wording", read).issues) + 2
    named = replace(ruled(base(60), self_bleu=1.0, distinct_2=0.9), sealed=True)
    assert len(outcome("wording", named).issues) == 1


def test_the_wording_of_a_small_set_is_neither_asked_for_nor_listed():
    assert outcome("wording", base(12)) is None
    assert "wording" not in {gate.name for gate in gates.evaluate(base(12))[0]}


def test_release_json_keeps_the_bound_of_wording_only_where_it_is_not_the_default():
    assert "self_bleu" not in settings().recorded()["gates"]
    assert settings(gates={"self_bleu": 0.4}).recorded()["gates"]["self_bleu"] == 0.4
    assert not {"distinct_2", "first_words"} & set(settings().recorded()["gates"])
    assert settings(gates={"distinct_2": 0.0}).recorded()["gates"]["distinct_2"] == 0.0


def test_a_preview_names_the_fields_of_the_card_that_a_release_needs():
    draft = cutting.prepare(
        world(3, dataset=settings(limits="", contact=" ")), versions.parse("1.0.0-preview")
    )[0]
    found = outcome("card", draft)
    assert found.issues == ()
    assert found.need == "these filled; a release also needs limits, contact"
    assert outcome("card", replace(draft, tells_open=False)).need == "every field of the card filled"
    whole = cutting.prepare(world(3), versions.parse("1.0.0-preview"))[0]
    assert outcome("card", whole).need == "every field of the card filled"


def test_a_refused_release_says_how_many_rows_it_would_have_and_what_it_leaves_out(tmp_path):
    inputs = world(4, dataset=settings(limits=""))
    half = inputs.decisions.head(2)
    with pytest.raises(InputError) as refused:
        cutting.cut(replace(inputs, decisions=half), "1.0.0", tmp_path, validate=False)
    assert {i.code for i in refused.value.issues} == {"gate-card", "release-rows"}
    (told,) = [i for i in refused.value.issues if i.code == "release-rows"]
    assert told.severity == "info"
    assert "2 rows" in told.message
    assert "undecided 2" in told.message


def test_the_card_of_a_preview_tells_of_judgements_on_rows_that_are_not_decided():
    inputs = world(3)
    open_ = replace(inputs, decisions=inputs.decisions.head(1))
    draft = cutting.prepare(open_, versions.parse("1.0.0-preview"))[0]
    said = "\n".join(card._standing(draft))
    assert "are not decided: 2 of them have judgements" in said
    assert "judged by nobody" not in said
    assert "judged by nobody" in "\n".join(
        card._standing(cutting.prepare(world(3, judged=False), draft.version)[0])
    )


@pytest.mark.slow
def test_a_preview_that_tells_what_is_open_verifies_and_so_does_one_that_does_not(tmp_path):
    inputs = world(3, dataset=settings(limits=""))
    open_ = replace(inputs, decisions=inputs.decisions.head(1))
    folder = cutting.cut(open_, "1.0.0", tmp_path, preview=True, validate=False)
    assert manifest.load(folder)["tells_open"] is True
    assert verify(folder) == []
    other = cutting.cut(world(3, judged=False), "1.0.0", tmp_path / "other", preview=True, validate=False)
    assert "tells_open" not in manifest.load(other)
    assert verify(other) == []


def test_rows_that_stay_private_are_held_to_the_gates_of_each_row_and_a_preview_not_to_those_of_people():
    rows = base().rows.with_columns(answer=pl.when(pl.col("id") == "q-000001").then(9).otherwise("answer"))
    draft = ruled(replace(base(), rows=rows), judgements=3, rows=5)
    assert gates.of_private(base()) == []
    told = [(issue.code, issue.where) for issue in gates.of_private(draft)]
    judged = [("gate-judgements", row) for row in ("q-000000", "q-000001", "q-000002")]
    assert set(told) == {("gate-keys", "q-000001"), *judged}
    preview = replace(draft, version=versions.parse("1.0.0-preview"))
    assert [(issue.code, issue.where) for issue in gates.of_private(preview)] == [("gate-keys", "q-000001")]


@pytest.mark.parametrize(
    ("kind", "bleu", "pairs", "openings"),
    [("prompt", 0.5, 0.2, 0.25), ("question", 0.75, 0.1, 0.1), ("task", 0.5, 0.2, 0.25)],
)
def test_each_kind_has_the_bounds_of_wording_that_the_guide_names(monkeypatch, kind, bleu, pairs, openings):
    """A set at its three bounds passes; beyond one of them it has one issue."""
    draft = many(50, kind, text="word")

    def issues(*figures):
        monkeypatch.setattr(gates, "diversity", lambda texts: Diversity(50, *figures))
        return len(says("wording", draft))

    assert issues(bleu, pairs, openings) == 0
    assert issues(bleu + 0.001, pairs, openings) == 1
    assert issues(bleu, pairs - 0.001, openings) == 1
    assert issues(bleu, pairs, openings - 0.001) == 1


def test_the_error_gate_names_the_rows_outside_the_lot_and_what_its_bound_is_of():
    draft = replace(base(), derived={**base().derived, "error": {"k": 0, "n": 59}})
    assert outcome("error", ruled(draft, error=0.05)).need == "at most 0.05"
    sample = {"k": 0, "n": 59, "uncovered": {"outside": ["q-000001"], "mended": []}}
    found = outcome("error", ruled(replace(draft, audit={**draft.audit, "error": sample}), error=0.05))
    assert found.need == "at most 0.05, of every row that replaced no error"
    assert [issue.where for issue in found.issues] == ["q-000001"]


def test_of_more_places_than_are_listed_the_rest_is_counted(monkeypatch):
    draft = ruled(base(), judgements=3)
    for most, told in ((3, []), (2, ["and 1 more; 0 of 3 rows, needs 3 judgements each"])):
        monkeypatch.setattr(gates, "SHOWN", most)
        issues = [issue for issue in gates.evaluate(draft)[1] if issue.code == "gate-judgements"]
        assert len(issues) == 3
        assert [issue.message for issue in issues if issue.where == "judgements"] == told


def test_what_is_left_out_is_told_with_what_to_do_about_it():
    cure = rows.LOSSES["clause-deleted"]
    assert gates.left_out({"clause-deleted": 2}, 3) == f"left out: clause-deleted 2 (clause-deleted: {cure})"
    assert gates.left_out({"finding": 2}, 3) == "left out: finding 2"
    assert "curation review decide" in gates.left_out({"undecided": 1}, 3)


def test_agreement_that_is_undefined_reaches_no_bound():
    figures = {"agreement": agreeing("gwet_ac1", 0.9, 10), "error": None}
    draft = replace(base(), derived={**base().derived, **figures})
    (told,) = says("agreement", ruled(draft, agreement=-1))
    assert told.startswith("gwet_ac1 undefined; its lower bound has to reach -1")


def measured(monkeypatch, *figures, **thresholds):
    """The outcome of the wording gate for a set of fifty questions with these figures."""
    monkeypatch.setattr(gates, "diversity", lambda texts: Diversity(len(texts), *figures))
    return outcome("wording", ruled(many(50), **thresholds))


def test_the_wording_gate_counts_one_text_a_family_since_twins_repeat_by_design(monkeypatch):
    texts = []
    monkeypatch.setattr(gates, "diversity", lambda given: texts.append(given) or Diversity(50, 0.1, 1.0, 1.0))
    draft = many(100, families=50)
    draft = replace(
        draft,
        rows=draft.rows.with_columns(
            stem=pl.col("id").str.replace_many(dict(zip("0123456789", "abcdefghij", strict=True)))
        ).reverse(),
    )
    assert outcome("wording", draft).issues == ()
    ((*told,),) = texts
    assert ["".join(words) for words in told] == [
        f"a{tens}{ones}" for tens in "abcde" for ones in "abcdefghij"
    ]
    assert outcome("wording", many(98, families=49)) is None


def test_the_wording_gate_reads_the_column_of_the_kind_and_does_not_apply_without_it_or_without_figures(
    monkeypatch,
):
    assert outcome("wording", replace(many(50), rows=many(50).rows.drop("stem"))) is None
    assert outcome("wording", replace(many(50, "prompt"), rows=many(50).rows.drop("text"))) is None
    assert measured(monkeypatch, None, None, None) is None


def test_the_wording_gate_tells_its_figures_and_only_the_bounds_that_are_set(monkeypatch):
    found = measured(monkeypatch, 0.8, 0.05, 0.5)
    assert found.is_ == "self-BLEU 0.800, distinct-2 0.050, different first words 0.500 (n = 50 families)"
    assert found.need == "self-BLEU at most 0.75"
    assert [issue.message.partition("; the wording repeats itself: ")[2] for issue in found.issues] == [
        "self-BLEU has to be at most 0.75; reject or reword items that share a frame, or set gates.self_bleu",
        "distinct-2 has to be at least 0.1; reject or reword items with the same phrases, or set gates.distinct_2",
    ]
    asked = measured(monkeypatch, 0.8, 0.05, 0.5, self_bleu=0.9, distinct_2=0.0, first_words=0.6)
    assert asked.need == "self-BLEU at most 0.9, distinct-2 at least 0, different first words at least 0.6"
    assert [
        issue.message.partition("itself: ")[2].split(" has")[0].split(" have")[0] for issue in asked.issues
    ] == ["different first words"]


def test_the_default_bounds_of_phrases_and_openings_hold_for_a_new_release_that_has_not_switched_wording_off(
    monkeypatch,
):
    poor = 0.1, 0.01, 0.01
    assert len(measured(monkeypatch, *poor).issues) == 2
    assert measured(monkeypatch, *poor, self_bleu=1.0).issues == ()
    sealed = replace(many(50), sealed=True)
    assert outcome("wording", sealed).issues == ()
    assert len(outcome("wording", replace(ruled(sealed, distinct_2=0.9), sealed=True)).issues) == 1


def test_a_family_in_two_splits_is_listed_and_families_are_counted():
    rows = many(4, families=2).rows.with_columns(
        split=pl.when(pl.col("id") == "003").then(pl.lit("other")).otherwise(pl.lit("test"))
    )
    found = outcome("families", replace(base(), rows=rows))
    assert (found.is_, [issue.where for issue in found.issues]) == ("2 families", ["003"])
    assert outcome("families", base()).issues == ()


def test_the_citations_gate_counts_the_links_that_do_not_hold():
    assert outcome("citations", base()).is_ == "0 links that do not hold"
    none = replace(base(), inputs=replace(base().inputs, clauses=base().inputs.clauses.clear()))
    found = outcome("citations", none)
    assert found.is_ == f"{len(found.issues)} links that do not hold"
    assert {issue.where for issue in found.issues} == set(base().rows["id"])


def test_the_licences_gate_lists_documents_and_passages_together():
    cited = {c.partition("#")[0] for row in base().rows["clauses"].to_list() for c in row}
    documents = base().inputs.documents.with_columns(
        licence=pl.lit("CC-BY-ND-4.0"), redistribute=pl.lit(True)
    )
    passages = SimpleNamespace(found_in=lambda text: "secret@1")
    draft = replace(base(), inputs=replace(base().inputs, documents=documents), passages=passages)
    found = outcome("licences", draft)
    assert [issue.where for issue in found.issues] == [*sorted(cited), *base().rows["id"]]
    assert found.is_ == f"{len(cited)} documents cited; the dataset under {draft.inputs.dataset.licence}"
    assert outcome("licences", base()).issues == ()


def test_reviewers_are_counted_once_each():
    audit = {**base().audit, "judgements": [{"reviewer": f"reviewer-{n}"} for n in (1, 2, 1, 2, 2)]}
    assert outcome("privacy", replace(base(), audit=audit)).is_ == "2 reviewers, numbered"


def test_candidates_with_an_error_are_left_out_and_counted():
    lost = replace(base().selected, lost={"finding": 4, "pending": 1})
    draft = replace(base(), selected=lost, inputs=replace(base().inputs, overridden={"a": "b"}))
    assert outcome("findings", draft).is_ == "4 candidates left out, 1 overridden with a reason"
    assert outcome("findings", base()).is_ == "0 candidates left out, 0 overridden with a reason"


@pytest.mark.parametrize(
    ("error", "greatest", "told"),
    [
        ({"k": 0, "n": 59}, 0.05, "at most 0.0495 (0 of 59 at 0.95)"),
        ({"k": 1, "n": 59, "statement": "Few are wrong."}, 0.05, "Few are wrong."),
        (None, None, "no sample, no error rate is certified"),
    ],
)
def test_the_error_gate_tells_the_statement_of_the_plan_or_the_bound(error, greatest, told):
    draft = replace(base(), derived={**base().derived, "error": error})
    assert outcome("error", ruled(draft, error=greatest)).is_ == told


def test_agreement_is_compared_between_the_bound_and_what_is_asked_and_told_either_way():
    figures = {"agreement": agreeing("gwet_ac1", 0.9, 10, value=0.88), "error": None}
    draft = replace(base(), derived={**base().derived, **figures})
    assert says("agreement", ruled(draft, agreement=-1))[0].startswith(
        "gwet_ac1 0.880, no interval (n = 10); its lower"
    )
    assert outcome("agreement", ruled(draft, agreement=0.25)).need == "gwet_ac1: lower bound at least 0.25"


def test_of_alpha_the_nominal_figure_is_read_and_a_figure_without_a_value_is_none():
    nominal = {"value": 0.5, "low": 0.4, "high": 0.6}
    assert gates.coefficient({"alpha": {"nominal": nominal, "ordinal": {}}}, "alpha") is nominal
    assert gates.coefficient({"alpha": {"nominal": {"value": None}}}, "alpha") is None
    assert gates.coefficient({"alpha": nominal}, "alpha") is nominal
    assert gates.coefficient({"alpha": 0.5}, "alpha") is None
    assert gates.coefficient({}, "alpha") is None


def test_a_coefficient_without_an_interval_counts_as_raw_agreement_where_all_agree():
    shown, low = gates.lower_bound(agreeing("gwet_ac1", 1.0, 10, value=0.88), "gwet_ac1")
    assert shown == "raw agreement 1.000 [0.692, 1.000] (n = 10)"
    assert low is not None and abs(low - 0.025**0.1) < 1e-6
    # A share of 7 in 10 is 0.7 in binary, a little less than seven tenths: still seven items agree (Clopper and Pearson: 0.3475).
    _, low = gates.lower_bound({"raw": {"value": 0.7, "low": 0.4, "high": 0.9, "n_items": 10}}, "raw")
    assert low is not None and abs(low - 0.3475) < 1e-4


def test_only_the_first_twenty_places_of_a_gate_of_rows_are_told_of_rows_that_stay_private(monkeypatch):
    draft = ruled(many(25), judgements=3)
    told = [issue.where for issue in gates.of_private(draft) if issue.code == "gate-judgements"]
    assert told == [f"{n:03}" for n in range(20)]


def test_items_that_wait_for_people_are_told_with_the_commands_for_either_reason():
    for reason in ("pending", "undecided"):
        assert gates.left_out({reason: 2, "finding": 1}, 3) == (
            f"left out: {reason} 2, finding 1 (not decided yet: curation review pull and curation review decide, or cut a preview)"
        )


def test_a_row_that_was_judged_before_and_has_no_decision_now_is_to_be_judged_again():
    assert (
        len(says("reexamined", replace(recited(["a"], ["a"]), selected=Selected({}, {}, {}, frozenset()))))
        == 1
    )


def test_a_gate_as_json_has_the_word_is_for_what_was_measured():
    (gate,) = [gate for gate in gates.evaluate(base())[0] if gate.name == "rows"]
    assert gate.entry() == {
        "name": "rows", "kind": "structural", "state": "passed", "is": "3 rows", "need": gate.need, "short": 0,
    }  # fmt: skip
    failed = {gate.name: gate for gate in gates.evaluate(ruled(base(), judgements=3))[0]}["judgements"]
    assert (failed.kind, failed.state, failed.short) == ("human", "failed", 3)
