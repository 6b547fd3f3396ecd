"""Cutting: what the folder holds, who gets in, and that the same inputs give the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from curation import release
from curation.core.errors import InputError
from curation.core.records import Cluster, Edge, Finding
from curation.release import Gates, Withdrawal

from release_world import (
    CANARY,
    clause,
    decision,
    document,
    judgement,
    prompt,
    question,
    settings,
    words,
    world,
)


def cut(inputs, version, root, **options):
    return release.cut(inputs, version, root, validate=False, **options)


def ids(folder: Path) -> set[str]:
    return set(release.read_items(folder)["id"])


def codes(error) -> set[str]:
    return {issue.code for issue in error.value.issues}


def digests(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.mark.slow
def test_the_folder_holds_what_the_hub_will_hold(tmp_path):
    folder = cut(world(4), "1.0.0", tmp_path)
    assert folder == tmp_path / "toy-set" / "1.0.0"
    assert set(digests(folder)) == {
        "README.md", "CHANGELOG.md", "release.json", "rows.sha256", "audit.json", "croissant.json", "eval.yaml",
        "CITATION.cff", "diff.parquet", "lm_eval/toy_set.yaml", "items/test-00000-of-00001.parquet",
        "items-eu/test-00000-of-00001.parquet", "taxonomy/train-00000-of-00001.parquet",
        "clauses/train-00000-of-00001.parquet", "documents/train-00000-of-00001.parquet",
    }  # fmt: skip
    assert release.verify(folder) == []


@pytest.mark.slow
def test_the_card_leaves_nothing_open_and_names_canary_and_judgements(tmp_path):
    card = (cut(world(4), "1.0.0", tmp_path) / "README.md").read_text()
    assert "More Information Needed" not in card
    assert CANARY in card
    assert "8 judgements by 2 reviewers on 4 candidates" in card  # 4 candidates, ada and bob each


@pytest.mark.slow
def test_the_card_says_which_judgements_were_made_with_the_key_on_the_same_page(tmp_path):
    subjects = world(2).candidates["id"].to_list()
    judged = [
        judgement(s, w, answer=1 if s == subjects[0] else None) for s in subjects for w in ("ada-l", "bob-n")
    ]
    decided = [decision(s, judged, "accept") for s in subjects]
    card = (cut(world(2, judgements=judged, decisions=decided), "1.0.0", tmp_path) / "README.md").read_text()
    assert "2 of 4 judgements of questions were made in one task" in card


@pytest.mark.slow
def test_markup_in_a_title_is_shown_not_run(tmp_path):
    hostile = document("store", title="<img src=x onerror=alert(1)> | [a](b)")
    card = (cut(world(2, documents=[hostile]), "1.0.0", tmp_path) / "README.md").read_text()
    assert "<img" not in card
    assert "&lt;img" in card


@pytest.mark.slow
def test_the_audit_names_nobody_and_repeats_no_comment(tmp_path):
    folder = cut(world(2), "1.0.0", tmp_path)
    every = "".join(p.read_text("utf-8", "replace") for p in folder.rglob("*") if p.is_file())
    assert "ada-l" not in every
    assert "says hello" not in every
    assert {j["reviewer"] for j in json.loads((folder / "audit.json").read_text())["judgements"]} == {
        "reviewer-1",
        "reviewer-2",
    }


MAKE = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from release_world import world
from dataclasses import replace
from curation import release
inputs = world(30)
if sys.argv[3] == "shuffled":
    names = ("clauses", "candidates", "judgements", "decisions", "documents")
    inputs = replace(inputs, **{n: getattr(inputs, n).sample(fraction=1, shuffle=True, seed=7) for n in names})
release.cut(inputs, "1.0.0", Path(sys.argv[2]), validate=False)
"""


@pytest.mark.slow
def test_two_processes_with_other_threads_hash_seeds_and_row_order_write_the_same_bytes(tmp_path):
    tests = str(Path(__file__).parents[2])
    runs = [("1", "0", "sorted"), ("2", "4711", "shuffled")]
    for threads, seed, order in runs:
        env = {
            **os.environ,
            "POLARS_MAX_THREADS": threads,
            "OMP_NUM_THREADS": threads,
            "PYTHONHASHSEED": seed,
        }
        subprocess.run(
            [sys.executable, "-c", MAKE, tests, str(tmp_path / order), order],
            env=env | {"PYTHONPATH": str(Path(tests).parent)}, check=True, timeout=120,
        )  # fmt: skip
    first, second = (digests(tmp_path / order / "toy-set" / "1.0.0") for _, _, order in runs)
    assert first == second


def test_a_failed_cut_leaves_no_folder(tmp_path):
    with pytest.raises(InputError):
        cut(world(3, dataset=settings(contact="")), "1.0.0", tmp_path)
    assert not list((tmp_path / "toy-set").glob("*") if (tmp_path / "toy-set").exists() else [])


@pytest.mark.slow
def test_a_version_is_cut_once(tmp_path):
    cut(world(2), "1.0.0", tmp_path)
    with pytest.raises(InputError, match="release-exists"):
        cut(world(3), "1.0.0", tmp_path)


@pytest.mark.slow
def test_without_judgements_only_a_preview_is_cut_and_its_version_and_card_say_so(tmp_path):
    with pytest.raises(InputError) as error:
        cut(world(3, judged=False), "1.0.0", tmp_path)
    assert "gate-rows" in codes(error)
    folder = cut(world(3, judged=False), "1.0.0", tmp_path, preview=True)
    assert folder.name == "1.0.0-preview"
    assert "0 expert judgements stand behind it" in (folder / "README.md").read_text()
    assert set(release.read_items(folder)["rule"]) == {"unreviewed"}
    assert release.verify(folder) == []


def test_a_version_that_says_preview_is_not_cut_as_a_final_one(tmp_path):
    with pytest.raises(InputError, match="release-version"):
        cut(world(2), "1.0.0-preview", tmp_path)


@pytest.mark.slow
def test_who_is_left_out_is_counted_by_reason(tmp_path):
    inputs = world(6)
    subject = inputs.candidates["id"].to_list()
    judged = [judgement(s, w) for s in subject for w in ("ada-l", "bob-n")]
    outcomes = ["accept", "accept", "accept", "reject", "pending", "accept"]
    decided = [decision(s, judged, o) for s, o in zip(subject, outcomes, strict=True)][:5]
    folder = cut(
        world(
            6,
            decisions=decided,
            clusters=[
                Cluster(
                    kept=subject[0],
                    member=subject[1],
                    method="near",
                    score=0.9,
                    path=[subject[1], subject[0]],
                )
            ],
            findings=[
                Finding(
                    candidate=subject[2], check="x", version=1, severity="error", field="stem", message="m"
                )
            ],
        ),
        "1.0.0",
        tmp_path,
    )
    assert ids(folder) == {subject[0]}
    lost = release.manifest.load(folder)["counts"]["lost"]
    assert lost == {"duplicate": 1, "finding": 1, "pending": 1, "rejected": 1, "undecided": 1}


def edited_world(**child):
    """A question, the edit that two people decided, and the revision that it made with a decision of its own."""
    on = clause("store", 0, words(0))
    new = question(0, on, id="q-new", parent="q-000000", variant="revision", stem="New?")
    first = [judgement("q-000000", w, "revise") for w in ("ada-l", "bob-n")]
    second = [judgement("q-new", w) for w in ("cyd-o", "dan-p")]
    edit = decision("q-000000", first, "revise", edited={"stem": "New?"})
    own = decision("q-new", second).model_copy(update=child)
    few = settings(gates=Gates(judgements=2, agreement=-1.0))
    return world(
        1, candidates=[question(0, on), new], judgements=[*first, *second], decisions=[edit, own], dataset=few
    )


@pytest.mark.slow
def test_an_edit_is_released_on_the_judgements_of_its_own_words(tmp_path):
    folder = cut(edited_world(), "1.0.0", tmp_path)
    row = release.read_items(folder).row(0, named=True)
    assert (row["id"], row["stem"], row["judgements"], row["variant"]) == ("q-000000", "New?", 2, "base")
    assert release.manifest.load(folder)["counts"]["lost"] == {"superseded": 1}
    assert release.verify(folder) == []


@pytest.mark.slow
def test_an_edit_that_nobody_else_has_judged_is_in_no_release(tmp_path):
    waiting = edited_world(outcome="pending", rule="insufficient", judgements=[])
    folder = cut(waiting, "1.0.0", tmp_path, preview=True)
    row = release.read_items(folder).row(0, named=True)
    assert (row["stem"], row["rule"]) == ("New?", "unreviewed")
    with pytest.raises(InputError) as error:
        cut(waiting, "1.0.0", tmp_path / "full")
    assert "gate-rows" in codes(error) and "pending 1" in str(error.value)


@pytest.mark.slow
def test_a_revision_whose_edit_was_taken_back_gives_way_to_the_words_it_was_made_from(tmp_path):
    inputs = edited_world(outcome="pending", rule="abandoned")
    on = clause("store", 0, words(0))
    first = [judgement("q-000000", w) for w in ("ada-l", "bob-n")]
    abandoned = decision("q-new", [], "pending", rule="abandoned")
    again = world(
        1, candidates=[question(0, on), question(0, on, id="q-new", parent="q-000000", variant="revision", stem="New?")],
        judgements=first, decisions=[decision("q-000000", first), abandoned],
    )  # fmt: skip
    assert inputs.candidates.height == again.candidates.height
    row = release.read_items(cut(again, "1.0.0", tmp_path)).row(0, named=True)
    assert row["stem"] == question(0, on).stem


@pytest.mark.slow
def test_texts_of_a_document_that_may_not_be_passed_on_never_enter(tmp_path):
    closed = document("secret", redistribute=False)
    long = " ".join(f"word{i}" for i in range(40))
    on = clause("secret", 1, long)
    copies = question(1, on, stem=f"Who says: {' '.join(long.split()[5:20])}?")
    tells = question(2, on)
    folder = cut(
        world(0, documents=[closed], clauses=[on], candidates=[copies, tells], judged=False),
        "0.1.0",
        tmp_path,
        preview=True,
    )
    assert ids(folder) == {"q-000002"}
    assert release.manifest.load(folder)["counts"]["lost"] == {"licence": 1}
    every = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
    assert b"word5 word6" not in every
    assert "text" not in pl.read_parquet(folder / "clauses" / "*.parquet").columns
    assert release.verify(folder) == []


@pytest.mark.slow
def test_a_brief_is_only_in_a_preview(tmp_path):
    on = clause("store", 1, words(1))
    brief = prompt(1, on, status="needs_authoring")
    judged = [judgement(brief.id, w) for w in ("ada-l", "bob-n")]
    inputs = world(
        0,
        dataset=settings("prompt"),
        clauses=[on],
        candidates=[brief],
        judgements=judged,
        decisions=[decision(brief.id, judged)],
    )
    with pytest.raises(InputError) as error:
        cut(inputs, "1.0.0", tmp_path)
    assert codes(error) == {"gate-authored"}
    assert ids(cut(inputs, "1.0.0", tmp_path, preview=True)) == {brief.id}


@pytest.mark.slow
@pytest.mark.parametrize("taken_back", [False, True])
def test_a_preview_counts_for_a_row_only_what_was_said_of_its_own_words(tmp_path, taken_back):
    on = clause("store", 1, words(1))
    brief = prompt(1, on, status="ready" if taken_back else "needs_authoring")
    text = f"Write a note that calls shelf {1 if taken_back else 2} a joke."
    edit = prompt(2, on, id="rev-1", root=brief.id, parent=brief.id, variant="revision", text=text)
    first, later = judgement(brief.id, "ada-l", "revise"), judgement(edit.id, "bob-n")
    edited = decision(brief.id, [first], "pending" if taken_back else "revise")
    after = decision(edit.id, [later], "pending", rule="abandoned" if taken_back else "insufficient")
    inputs = world(0, dataset=settings("prompt"), clauses=[on], candidates=[brief, edit],
                   judgements=[first, later], decisions=[edited, after])  # fmt: skip
    folder = cut(inputs, "0.1.0", tmp_path, preview=True)
    rows = release.read_items(folder)
    assert rows.select("text", "judgements").rows() == [(brief.text if taken_back else text, 1)]
    assert release.verify(folder) == []


@pytest.mark.slow
def test_families_are_never_split_even_over_parents_that_were_left_out(tmp_path):
    on = [clause("store", i, words(i)) for i in range(40)]
    base = [question(i, on[i]) for i in range(20)]
    variants = [question(100 + i, on[i], parent=base[i].id, variant="register") for i in range(20)]
    edge = Edge(a=base[0].id, b=base[1].id, method="near", score=0.9, relation="contrast")
    folder = cut(
        world(0, dataset=settings(splits={"dev": 0.5, "test": 0.5}), clauses=on, candidates=[*base, *variants], edges=[edge], judged=False),
        "0.1.0", tmp_path, preview=True,
    )  # fmt: skip
    rows = release.read_items(folder)
    split = dict(rows.select("id", "split").iter_rows())
    assert set(split.values()) == {"dev", "test"}
    assert all(split[b.id] == split[v.id] for b, v in zip(base, variants, strict=True))
    assert split[base[0].id] == split[base[1].id]


@pytest.mark.slow
def test_a_row_keeps_its_split_in_the_next_version(tmp_path):
    halves = settings(splits={"dev": 0.5, "test": 0.5})
    first = cut(world(20, dataset=halves), "1.0.0", tmp_path)
    second = cut(world(40, dataset=halves, previous=first), "1.1.0", tmp_path)
    was, is_ = (dict(release.read_items(f).select("id", "split").iter_rows()) for f in (first, second))
    assert {k: is_[k] for k in was} == was


STRUCTURAL = {
    "gate-keys": {"options": ["1", "1", "2"]},
    "gate-citations": {"clauses": ["store@1#nowhere"], "evidence": []},
    "gate-categories": {"categories": ["toy@1.0:9"]},
}


@pytest.mark.parametrize("code", STRUCTURAL)
def test_a_structural_gate_stops_even_a_preview(tmp_path, code):
    on = clause("store", 0, words(0))
    with pytest.raises(InputError) as error:
        cut(
            world(1, candidates=[question(0, on, **STRUCTURAL[code])], judged=False),
            "0.1.0",
            tmp_path,
            preview=True,
        )
    assert code in codes(error)


def test_the_same_content_twice_stops_a_release(tmp_path):
    on = clause("store", 0, words(0))
    twins = [question(0, on), question(1, on, stem=question(0, on).stem, options=question(0, on).options)]
    with pytest.raises(InputError) as error:
        cut(world(1, candidates=twins, judged=False), "0.1.0", tmp_path, preview=True)
    assert codes(error) == {"gate-duplicates"}


def test_evidence_of_a_clause_that_changed_is_suspect(tmp_path):
    old, new = clause("store", 0, words(0)), clause("store", 0, words(1))
    with pytest.raises(InputError, match="suspect"):
        cut(
            world(1, clauses=[new], candidates=[question(0, old)], judged=False),
            "0.1.0",
            tmp_path,
            preview=True,
        )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("theirs", "ours", "passes"),
    [("CC0-1.0", "CC-BY-4.0", True), ("CC-BY-NC-4.0", "CC-BY-4.0", False), ("CC-BY-NC-4.0", "CC-BY-NC-4.0", True),
     ("CC-BY-SA-4.0", "CC-BY-4.0", False), ("CC-BY-ND-4.0", "CC-BY-4.0", False), ("", "CC-BY-4.0", False)],
)  # fmt: skip
def test_licences_of_the_texts_passed_on_must_agree(tmp_path, theirs, ours, passes):
    inputs = world(1, documents=[document("store", licence=theirs)], dataset=settings(licence=ours))
    if passes:
        cut(inputs, "1.0.0", tmp_path)
        return
    with pytest.raises(InputError) as error:
        cut(inputs, "1.0.0", tmp_path)
    assert codes(error) == {"gate-licences"}


def test_every_gate_that_fails_is_listed_with_how_far_off_it_is(tmp_path):
    inputs = world(3)
    single = inputs.decisions.with_columns(rule=pl.lit("single"))
    with pytest.raises(InputError) as error:
        cut(
            world(
                3, decisions=single, dataset=settings(gates={"judgements": 3, "error": 0.05, "agreement": -1})
            ),
            "1.0.0",
            tmp_path,
        )
    assert codes(error) == {"gate-decided", "gate-judgements", "gate-error"}
    assert "has 2 of 3 judgements" in str(error.value)


@pytest.mark.slow
def test_a_certified_error_rate_is_judged_by_its_upper_bound(tmp_path):
    strict = settings(gates={"error": 0.05, "agreement": -1})
    # Nothing wrong in n: the exact bound is 1 - 0.05^(1/n); n = 59 gives 0.0495, n = 58 gives 0.0503.
    cut(world(2, dataset=strict, error={"k": 0, "n": 59}), "1.0.0", tmp_path)
    with pytest.raises(InputError, match="gate-error"):
        cut(world(2, dataset=strict, error={"k": 0, "n": 58}), "2.0.0", tmp_path)


def claim(**changes):
    whole = {
        "outcomes": [False] * 200,
        "lot": 1000,
        "p": 0.05,
        "confidence": 0.95,
        "allowed": 0,
        "method": "fixed",
    }
    return {"claim": {**whole, **changes}, "beside": {"draws": 1}}


@pytest.mark.slow
def test_a_registered_audit_passes_the_gate_only_where_it_certifies(tmp_path):
    strict = settings(gates={"error": 0.05, "agreement": -1})
    folder = cut(world(2, dataset=strict, error=claim()), "1.0.0", tmp_path)
    assert "error rate below 5.00% with 95% confidence" in (folder / "README.md").read_text()
    assert release.manifest.load(folder)["figures"]["derived"]["error"]["draws"] == 1
    for wrong in ({"outcomes": [True] * 30}, {"p": 0.1}, {"confidence": 0.9}):
        with pytest.raises(InputError, match="error rate"):
            cut(world(2, dataset=strict, error=claim(**wrong)), "2.0.0", tmp_path)


@pytest.mark.slow
def test_the_card_says_how_many_rows_the_error_rate_is_of_and_the_gate_refuses_rows_outside_the_lot(tmp_path):
    strict = settings(gates={"error": 0.05, "agreement": -1})
    subjects = world(3).candidates["id"].to_list()

    def audited(**uncovered):
        return claim() | {"uncovered": {"outside": [], "mended": []} | uncovered}

    whole = cut(world(3, dataset=strict, error=audited()), "1.0.0", tmp_path)
    assert "This covers 3 of 3 rows." in (whole / "README.md").read_text()
    mended = cut(world(3, dataset=strict, error=audited(mended=subjects[:1])), "1.1.0", tmp_path)
    said = "This covers 2 of 3 rows: 1 replaced one in which the audit found an error."
    assert said in (mended / "README.md").read_text() and release.verify(mended) == []
    late = audited(outside=[subjects[2], "a candidate that is no row"])
    with pytest.raises(InputError) as error:
        cut(world(3, dataset=strict, error=late), "1.2.0", tmp_path)
    assert codes(error) == {"gate-error"} and "was not in the lot" in str(error.value)
    loose = settings(gates={"agreement": -1})
    told = cut(world(3, dataset=loose, error=late), "1.2.0", tmp_path)
    assert "This covers 2 of 3 rows: 1 came after the sample was drawn." in (told / "README.md").read_text()


@pytest.mark.slow
def test_an_audited_release_without_a_sample_says_on_its_card_that_no_error_rate_is_certified(tmp_path):
    card = (cut(world(2), "1.0.0", tmp_path) / "README.md").read_text()
    assert "> **Audited.** 4 judgements by 2 reviewers. No random sample" in card


@pytest.mark.slow
def test_by_default_few_agreeing_items_are_no_audit_since_their_interval_is_wide(tmp_path):
    default = settings(gates={})
    with pytest.raises(InputError) as error:
        cut(world(3, dataset=default), "1.0.0", tmp_path)
    assert codes(error) == {"gate-agreement"}
    assert "raw agreement 1.000 [0.292, 1.000] (n = 3); its lower bound has to reach 0.4" in str(error.value)
    assert cut(world(12, dataset=default), "1.0.0", tmp_path).is_dir()  # 1 - (1 - 0.025^(1/12)) = 0.735


@pytest.mark.slow
def test_by_default_reviewers_who_do_not_agree_stop_a_release(tmp_path):
    subjects = world(40).candidates["id"].to_list()
    split = [judgement(s, "ada-l") for s in subjects]
    split += [judgement(s, "bob-n", "accept" if place % 2 else "reject") for place, s in enumerate(subjects)]
    decided = [decision(s, split) for s in subjects]
    inputs = world(40, dataset=settings(gates={}), judgements=split, decisions=decided)
    with pytest.raises(InputError) as error:
        cut(inputs, "1.0.0", tmp_path)
    assert codes(error) == {"gate-agreement"}
    assert cut(inputs, "1.0.0", tmp_path, preview=True).name == "1.0.0-preview"


@pytest.mark.slow
def test_a_withdrawn_row_leaves_with_its_reason_and_never_comes_back(tmp_path):
    first = cut(world(4), "1.0.0", tmp_path)
    out = [Withdrawal(dataset="toy-set", id="q-000001", reason="the key is wrong")]
    second = cut(world(4, withdrawals=out, previous=first), "2.0.0", tmp_path)
    assert ids(second) == {"q-000000", "q-000002", "q-000003"}
    assert release.manifest.load(second)["withdrawn"] == [
        {"id": "q-000001", "reason": "the key is wrong", "since": "2.0.0"}
    ]
    for name in ("README.md", "CHANGELOG.md", "ERRATA.md"):
        assert "the key is wrong" in (second / name).read_text()
    with pytest.raises(InputError, match="never used again"):
        cut(world(4, previous=second), "3.0.0", tmp_path)


@pytest.mark.slow
def test_a_row_does_not_leave_in_silence(tmp_path):
    first = cut(world(4), "1.0.0", tmp_path)
    with pytest.raises(InputError, match="left since the last release without a word"):
        cut(world(3, previous=first), "2.0.0", tmp_path)


@pytest.mark.slow
def test_the_canary_never_changes(tmp_path):
    first = cut(world(2), "1.0.0", tmp_path)
    other = settings(canary=CANARY.replace("6", "7"))
    with pytest.raises(InputError, match="a canary never changes"):
        cut(world(2, dataset=other, previous=first), "1.0.1", tmp_path)


@pytest.mark.slow
def test_a_row_whose_clause_changed_needs_a_judgement_that_the_last_release_did_not_have(tmp_path):
    first = cut(world(2), "1.0.0", tmp_path)
    on = [clause("store", 0, words(0) + " This holds at night too."), clause("store", 1, words(1))]
    candidates = [question(i, on[i]) for i in range(2)]
    with pytest.raises(InputError) as error:
        cut(world(2, clauses=on, candidates=candidates, previous=first), "1.0.1", tmp_path)
    assert codes(error) == {"gate-reexamined"}
    again = [
        judgement(c.id, w, tag="second" if c.id == "q-000000" else "")
        for c in candidates
        for w in ("ada-l", "bob-n")
    ]
    decided = [decision(c.id, again) for c in candidates]
    second = cut(
        world(2, clauses=on, candidates=candidates, judgements=again, decisions=decided, previous=first),
        "1.0.1",
        tmp_path,
    )
    assert "re-examined because a clause changed: `q-000000`" in (second / "CHANGELOG.md").read_text()


@pytest.mark.slow
def test_a_person_may_raise_the_version_and_not_lower_it(tmp_path):
    first = cut(world(3), "1.0.0", tmp_path)
    with pytest.raises(InputError, match=r"ask for a minor: at least 1\.1\.0"):
        cut(world(4, previous=first), "1.0.1", tmp_path)
    cut(world(4, previous=first), "2.0.0", tmp_path)


@pytest.mark.slow
def test_datasets_loads_every_configuration_offline_with_the_right_features(tmp_path):
    folder = release.cut(world(3), "1.0.0", tmp_path)  # and mlcroissant accepts its description
    code = """
import sys, json, datasets
folder, cache = sys.argv[1:]
said = {}
for name in datasets.get_dataset_config_names(folder):
    data = datasets.load_dataset(folder, name, cache_dir=cache)
    said[name] = {s: [d.num_rows, str(d.features["options"]) if "options" in d.features else ""] for s, d in data.items()}
    if name == "items":
        row = data["test"][1]
        label = data["test"].features
        said["row"] = [label["category"].int2str(row["category"]), label["answer"].int2str(row["answer"]), sorted(row)]
print(json.dumps(said))
"""
    env = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(tmp_path / "cache")],
        env=env, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert json.loads(done.stdout) == {
        "items": {"test": [3, "List(Value('string'))"]},
        "items-eu": {"test": [3, "List(Value('string'))"]},
        "taxonomy": {"train": [3, ""]},
        "clauses": {"train": [3, ""]},
        "documents": {"train": [1, ""]},
        "row": [
            "toy@1.0:1.1",
            "A",
            [
                "answer",
                "categories",
                "category",
                "category_path",
                "citations",
                "clause_sha256",
                "clauses",
                "explanation",
                "family",
                "fingerprint",
                "id",
                "options",
                "stem",
            ],
        ],
    }


@pytest.mark.slow
def test_a_table_beside_the_items_has_no_column_that_holds_nothing_and_reading_puts_it_back(tmp_path):
    import polars as pl
    from curation.core.items import released
    from curation.core.records import Clause

    folder = cut(world(3), "1.0.0", tmp_path)
    for name in ("clauses", "documents", "taxonomy"):
        data = pl.read_parquet(folder / name / "train-00000-of-00001.parquet")
        assert not [c for c in data.columns if all(v in (None, "", []) for v in data[c].to_list())]
    path = folder / "clauses" / "train-00000-of-00001.parquet"
    assert "page" not in pl.read_parquet(path).columns
    assert list(Clause.model_fields) == released.table(path, Clause).columns
    assert release.manifest.load(folder)["bare_tables"] is True and release.verify(folder) == []


def test_a_column_of_lists_is_the_same_however_it_is_made():
    import polars as pl
    from curation.release.contents import rows

    kinds = {
        "of texts": (pl.List(pl.String), [["a", "b"], [], None, ["c"]]),
        "of lists": (pl.List(pl.List(pl.String)), [[["a"], []], [], [["b", "c"]]]),
        "of structs": (
            pl.List(pl.Struct({"k": pl.String, "n": pl.Int64})),
            [[{"k": "a", "n": 1}], [], [{"k": "b", "n": None}]],
        ),
    }
    for name, (dtype, values) in kinds.items():
        made = rows._series(name, values, dtype)
        assert made.dtype == dtype and made.to_list() == values, name
