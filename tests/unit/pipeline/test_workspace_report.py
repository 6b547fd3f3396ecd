"""What is said to be next, for a workspace at each stage; every command that is printed runs."""

import json
import re
import shlex
from collections import Counter, defaultdict
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from curation import release
from curation.cli.main import app
from curation.core.records import Document
from curation.pipeline import open_run, running
from curation.pipeline.reports import workspace_report
from curation.release.inputs import Withdrawal
from curation.sources import manifest
from typer.testing import CliRunner

import kite_world
from kite_world import RULES, call
from release_world import world
from review_world import item, judgement, prompt

ROOT = Path(__file__).resolve().parents[3]

DATASET = '[[dataset]]\nname = "kites"\nkind = "prompt"\ntitle = "Kites"\ntaxonomy = "lab-safety"\nlicence = "MIT"\n'
COMMAND = re.compile(r"curation (?:[a-z]+(?: --?[a-z-]+| [a-zA-Z0-9_.-]+)*)")


@pytest.fixture
def empty(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "kites"\n')
    (tmp_path / "rules.md").write_text(RULES)
    return tmp_path


def add_rules(folder):
    done = call(folder, "source", "add", "kites", folder / "rules.md", "--title", "Kite rules")
    assert done.exit_code == 0, done.output
    return done


def next_of(folder):
    run = open_run(folder)
    return workspace_report.advice(run, running.look(run), workspace_report.waiting(run))


def run_advice(folder, advice, monkeypatch):
    """Runs each command of an advice as a person in the workspace would, and gives the exit codes by command."""
    monkeypatch.chdir(folder)
    words = {"SLUG": "kites", "FILE": "rules.md", "TITLE": "Kites", "NAME": "first", "VERSION": "0.1.0"}
    codes = {}
    for command in COMMAND.findall(str(advice)):
        line = [words.get(word, word) for word in shlex.split(command)[1:]]
        done = CliRunner(env={"CURATION_OFFLINE": "1"}).invoke(app, line)
        codes[command] = (
            done.exit_code if done.exception is None else getattr(done.exception, "exit_code", done.exception)
        )
    return codes


@pytest.mark.slow
def test_a_workspace_without_a_document_is_told_to_add_one(empty, monkeypatch):
    advice = next_of(empty)
    assert advice.what == "curation source add SLUG FILE --title TITLE"
    assert list(run_advice(empty, advice, monkeypatch).values()) == [0]
    assert next_of(empty) != advice


@pytest.mark.slow
def test_a_workspace_without_a_dataset_is_told_to_declare_one(empty):
    done = add_rules(empty)
    assert "document kites is in no dataset: declare a [[dataset]]" in done.output
    assert "[[dataset]]" in next_of(empty).what


@pytest.mark.slow
def test_a_workspace_whose_documents_are_in_no_dataset_is_told_the_line_to_write(empty):
    add_rules(empty)
    (empty / "curation.toml").write_text(DATASET + 'documents = ["other"]\n')
    assert next_of(empty).what.endswith('documents = ["other", "kites"]')


@pytest.mark.slow
def test_a_workspace_that_has_not_run_is_told_to_run(empty, monkeypatch):
    add_rules(empty)
    (empty / "curation.toml").write_text(DATASET + '[models]\nembedder = "none"\n')
    advice = next_of(empty)
    assert advice == workspace_report.Advice("curation run", "step ingest has not run")
    assert run_advice(empty, advice, monkeypatch) == {"curation run": 0}
    assert next_of(empty).what != "curation run"


@pytest.mark.slow
def test_a_changed_setting_is_named_by_the_step_that_is_stale(folder):
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text() + "\n[lint]\noptions_max = 9\n")
    assert str(next_of(folder)) == "curation run   (step lint is stale)"


@pytest.mark.slow
def test_a_workspace_of_briefs_is_told_how_to_send_them_to_authors(folder, monkeypatch):
    advice = next_of(folder)
    assert advice.what == "write briefs = true under [review] in curation.toml, then: curation run"
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text() + "\n[review]\nbriefs = true\n")
    assert run_advice(folder, advice, monkeypatch) == {"curation run": 0}
    after = next_of(folder)
    assert after.what == "curation review push --batch pilot"
    assert set(run_advice(folder, after, monkeypatch).values()) <= {1, 3}  # no server, and no wrong use


@pytest.mark.slow
def test_a_frozen_batch_that_lacks_judgements_is_told_how_many_and_how_to_bring_it_up(folder, monkeypatch):
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text() + "\n[review]\nbriefs = true\n")
    assert call(folder, "run").exit_code == 0
    frozen = CliRunner(env={"CURATION_OFFLINE": "1"}).invoke(
        app, ["review", "push", "--batch", "one", "-w", str(folder)]
    )
    assert frozen.exit_code != 2
    pending = workspace_report.waiting(open_run(folder))
    assert [w["batch"] for w in pending] == ["one"]
    advice = next_of(folder)
    assert advice.what == "curation review serve"  # nobody has started a server in this workspace
    assert f"batch one lacks {pending[0]['wanted'] - pending[0]['judgements']} judgements" in advice.why
    pages = call(folder, "review", "export", "--reviewer", "ann@example.org", "--out", str(folder / "out"))
    assert pages.exit_code == 0, pages.output
    after = next_of(folder)
    assert (after.what, after.why.split("; ")[1]) == (
        "curation review import FILE",
        "pages for what waits now: curation review export",
    )
    assert (
        call(folder, "review", "export", "--out", str(folder / "out")).exit_code == 0
    )  # for those who got one
    server = folder / workspace_report.SERVER
    server.parent.mkdir(parents=True)
    server.write_text('{"url": "http://127.0.0.1:9"}')
    (server.parent / "credentials").write_text("somebody secret")
    advice = next_of(folder)
    assert advice.what == "curation review pull"
    # Without a server the review commands say so; none is a wrong use of the command line.
    codes = run_advice(folder, workspace_report.Advice(advice.what), monkeypatch)
    assert set(codes.values()) <= {1, 3}


@pytest.mark.slow
def test_a_workspace_without_a_candidate_is_told_where_the_reasons_are(empty, monkeypatch):
    (empty / "rules.md").write_text(kite_world.POEM)
    add_rules(empty)
    (empty / "curation.toml").write_text(DATASET + '[models]\nembedder = "none"\n[map]\nmethod = "lexical"\n')
    assert call(empty, "run").exit_code == 0
    advice = next_of(empty)
    assert advice.what == "curation show generate --dropped"
    assert run_advice(empty, advice, monkeypatch) == {"curation show generate --dropped": 0}


@pytest.mark.slow
def test_failures_and_skipped_clauses_are_shown_in_one_table(folder):
    assert call(folder, "show", "generate", "--dropped").exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("command", ["run", "status"])
def test_what_run_and_status_print_fits_a_hundred_columns(folder, command):
    settings = folder / "curation.toml"
    settings.write_text(settings.read_text() + "\n[generate]\nmin_certainty = 0.9\n")
    for _ in range(2):
        done = call(folder, command)
        assert done.exit_code == 0
        lines = [line for line in done.stdout.splitlines() if not line.startswith("report: ")]
        assert max(map(len, lines)) <= 100
        assert any(line.startswith("next, in ") for line in lines)


@pytest.mark.slow
def test_status_says_which_document_is_in_no_dataset(folder):
    said = " ".join(call(folder, "status").stdout.split())
    assert "document wind is in no dataset: under the [[dataset]] kites in curation.toml write" in said
    assert json.loads(call(folder, "status", "--json").stdout)["notes"] == workspace_report.notes(
        open_run(folder)
    )


@pytest.mark.slow
def test_the_command_for_an_unknown_step_names_the_steps(empty):
    done = call(empty, "show", "frobnicate")
    assert done.exit_code == 1
    assert "ingest, rules, map, generate" in str(done.exception)


@pytest.mark.slow
def test_a_workspace_with_questions_is_offered_a_review_or_a_preview(tmp_path, monkeypatch):
    from curation.pipeline.setup import scaffold

    scaffold.make(tmp_path / "w", "lab-safety")
    settings = tmp_path / "w" / "curation.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[models]\nembedder = "none"\n', "utf-8")
    assert call(tmp_path / "w", "run").exit_code == 0
    advice = next_of(tmp_path / "w")
    cut = "curation release cut lab-safety 0.1.0 --preview"
    assert advice.what == f"{cut}, or curation review serve"
    assert "curation review push --batch pilot" in advice.why
    # The two exclude each other: after a push the steps are stale until the next run.
    assert run_advice(tmp_path / "w", workspace_report.Advice(cut), monkeypatch) == {cut: 0}


# --- the parts of the report, from evidence in memory -----------------------------------------------------------------


def judged():
    """Two batches: people who agree, differ and reject, one gold item answered rightly by one and wrongly by another."""
    from curation.review.settings import Settings
    from curation.review.standing.evidence import ReviewEvidence

    one, two = item(prompt(1)), item(prompt(2), "b2")
    known = item(prompt(3), gold={"verdict": "accept"})
    no = {"verdict": "reject", "reasons": ["duplicate"]}
    given = [
        judgement(one, "a", seconds=10.0), judgement(one, "b", seconds=30.0), judgement(two, "a", seconds=20.0),
        judgement(two, "b", **no), judgement(known, "a"), judgement(known, "b", **no), judgement(one, "c", status="stale"),
    ]  # fmt: skip
    return ReviewEvidence([one, two, known], given, Settings(), candidates=[prompt(1), prompt(2)])


def test_each_person_has_their_own_judgements_pace_and_gold():
    a, b = workspace_report._annotators(judged())
    assert (a.reviewer, a.done, a.median_seconds, a.gold_right, a.gold_seen) == ("a", 3, 15.0, 1, 1)
    assert (b.reviewer, b.done, b.median_seconds, b.gold_right, b.gold_seen) == ("b", 3, 30.0, 0, 1)


def test_a_person_who_met_no_gold_has_seen_none_of_it():
    from curation.review.settings import Settings
    from curation.review.standing.evidence import ReviewEvidence

    one, two = item(prompt(1)), item(prompt(2))
    given = [judgement(one, "a"), judgement(two, "a", seconds=8.0)]
    (a,) = workspace_report._annotators(
        ReviewEvidence([one, two], given, Settings(), candidates=[prompt(1), prompt(2)])
    )
    assert (a.done, a.median_seconds, a.gold_right, a.gold_seen) == (2, 8.0, 0, 0)


@pytest.mark.parametrize(
    ("audit", "goal", "told"),
    [
        (None, None, []),
        (None, 0.05, [("kites", 0, 0, None, 0.05, 59)]),  # 0.95^59 < 0.05: 59 items without a fault prove it
        ({"n": 0, "k": 0, "upper": 0.7, "p": 0.02, "needed": 149}, 0.05, [("kites", 0, 0, None, 0.02, 149)]),
        ({"n": 60, "k": 1, "upper": 0.08, "p": 0.1, "needed": 29}, None, [("kites", 60, 1, 0.08, 0.1, 29)]),
    ],
)
def test_a_certificate_has_a_bound_only_where_items_were_audited(audit, goal, told, monkeypatch):
    monkeypatch.setattr(workspace_report.assembly, "audited", lambda run, name: audit)
    dataset = SimpleNamespace(name="kites", gates=SimpleNamespace(error=goal, confidence=0.95))
    shown = workspace_report._certificates(SimpleNamespace(settings=SimpleNamespace(dataset=[dataset])))
    assert [tuple(vars(each).values()) if hasattr(each, "__dict__") else each for each in shown] == told


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ([], "pilot"),
        (["pilot"], "batch-2"),
        (["pilot", "batch-3"], "batch-4"),
        (["a", "batch-3", "batch-4"], "batch-5"),
    ],
)
def test_the_next_batch_has_a_name_that_no_batch_has(taken, name, monkeypatch):
    monkeypatch.setattr(
        workspace_report.workspace_run, "items", lambda run: [SimpleNamespace(batch=b) for b in taken]
    )
    assert workspace_report.next_batch(None) == name


@pytest.mark.parametrize(
    ("frozen", "given", "changed", "told"),
    [
        ([], 3, 0, ""),  # before the first batch the next step says it
        (["pilot"], 0, 0, ""),
        (["pilot"], 1, 0, "1 item is queued and in no batch yet: curation review push --batch batch-2"),
        (
            ["pilot"], 1200, 2,
            "1,200 items are queued and in no batch yet, 2 of them because a clause changed after they were judged: "
            "curation review push --batch batch-2",
        ),
    ],
)  # fmt: skip
def test_what_is_queued_beside_the_batches_is_told_with_its_number_and_command(
    frozen, given, changed, told, monkeypatch
):
    items = [SimpleNamespace(batch=name) for name in frozen]
    monkeypatch.setattr(workspace_report.workspace_run, "items", lambda run: items)
    route = SimpleNamespace(loss=SimpleNamespace(given=given), figures={"clause_changed": changed})
    assert workspace_report._for_a_new_batch(SimpleNamespace(made={"route": route})) == told
    assert workspace_report._for_a_new_batch(SimpleNamespace(made={})) == ""


@pytest.mark.slow
def test_a_changed_edition_is_told_clause_by_clause_with_the_place_and_the_words(empty):
    (empty / "curation.toml").write_text(f'name = "kites"\n\n{DATASET}')
    add_rules(empty)
    later = RULES.replace("near a road", "near a railway").replace(
        "1.3 A pilot must not sell a kite to a child.\n", ""
    )
    (empty / "rules.md").write_text(
        f"{later}1.4 Each club must keep a list of its lines, reels and spare parts.\n"
    )
    done = call(
        empty, "source", "add", "kites", empty / "rules.md", "--title", "Kite rules", "--edition", "2"
    )
    assert done.exit_code == 0, done.output
    changes = {c.kind: c for c in workspace_report._changes(open_run(empty))}
    assert sorted(changes) == ["deleted", "inserted", "modified"]
    gone, come, other = (changes[kind] for kind in ("deleted", "inserted", "modified"))
    assert (gone.where, gone.old, gone.new) == (
        "Kite rules, Section 1.3",
        "1.3 A pilot must not sell a kite to a child.",
        "",
    )
    assert (come.where, come.old) == ("Kite rules, Section 1.4", "") and "spare parts" in come.new
    assert "road" in other.old and "railway" in other.new and other.document == "kites"
    assert (other.candidates, other.rows) == (0, 0)


def test_agreement_is_told_by_batch_and_field_with_three_coefficients_each():
    figures = workspace_report._agreement(judged())
    verdicts = {(f.batch, f.measure): f.value for f in figures if f.field == "verdict" and not f.category}
    assert verdicts["b2", "raw"] == 0.0
    assert {name for _, name in verdicts} == {"raw", "alpha", "AC1"}
    assert {f.batch for f in figures if not f.category} == {"b1", "b2"}


def test_an_accepted_edit_is_shown_with_the_words_before_and_after():
    from curation.review.settings import Settings
    from curation.review.standing.evidence import ReviewEvidence

    of = item(prompt(1))
    edit = {"edited": {"text": "Better words."}, "reasons": ["language"]}
    seen = ReviewEvidence(
        [of], [judgement(of, r, "revise", **edit) for r in "ab"], Settings(), candidates=[prompt(1)]
    )
    (told,) = workspace_report._edits(seen)
    assert (told.subject, told.field, told.old, told.new) == (
        "c1",
        "text",
        prompt(1).text,
        "Better words.",
    )
    assert workspace_report._edits(judged()) == []
    # The words of an author are no edit of what was shown; a revision of an item that is not at hand has no words before.
    written = judgement(item(prompt(2)), "w", role="author", authored={"text": "Written anew."})
    seen = ReviewEvidence([of], [*seen.judgements, written], Settings(), candidates=[prompt(1), prompt(2)])
    assert [told.subject for told in workspace_report._edits(seen)] == ["c1"]
    assert [workspace_report._words(value) for value in (["x", "y"], None, 0)] == ["x\ny", "", "0"]


def test_what_waits_is_told_for_each_batch_with_its_own_numbers(monkeypatch):
    monkeypatch.setattr(workspace_report.workspace_run, "review_evidence", lambda run: run)
    seen = judged()
    assert workspace_report.waiting(seen) == []
    seen = type(seen)(
        seen.items, [j for j in seen.judgements if (j.batch, j.reviewer) != ("b2", "b")], seen.settings
    )
    (left,) = workspace_report.waiting(seen)
    assert left == {"batch": "b2", "kind": "prompt", "items": 1, "judgements": 1, "wanted": 2}


def test_coefficients_by_category_are_told_where_there_are_two_of_them():
    from curation.review.settings import Settings
    from curation.review.standing.evidence import ReviewEvidence

    both = [prompt(1), prompt(2, category="lab-safety@1.0:1.2")]
    items = [item(candidate) for candidate in both]
    given = [judgement(of, reviewer) for of in items for reviewer in "ab"]
    figures = workspace_report._agreement(ReviewEvidence(items, given, Settings(), candidates=both))
    assert {f.category for f in figures if not f.batch} == {c.categories[0] for c in both}
    # With a single category its figures would be those of the batches once more.
    assert not [f for f in workspace_report._agreement(judged()) if not f.batch]


@pytest.mark.parametrize(
    ("states", "briefs"),
    [([], False), (["needs_authoring"], True), (["needs_authoring", "ready"], False), (["ready"], False)],
)
def test_a_workspace_is_one_of_briefs_where_every_candidate_is_one(states, briefs):
    run = SimpleNamespace(table=lambda step: pl.DataFrame({"status": states}, schema={"status": pl.String}))
    assert workspace_report._briefs(run) is briefs


@pytest.mark.slow
def test_a_report_before_the_steps_are_looked_up_has_the_documents_alone_and_then_all_of_them(folder):
    run = open_run(folder)
    before = workspace_report.report_data(run)
    # The standing of the review reads the documents first.
    assert [name for name, _ in before.losses] == ["ingest"] and before.mappings is before.edges is None
    running.look(run)
    after = workspace_report.report_data(run)
    assert [name for name, _ in after.losses] == list(run.made)
    assert after.clauses.height == run.table("ingest").height > 0
    assert after.mappings.height == run.table("map").height > 0


def test_each_row_of_a_release_counts_once_for_each_of_its_clauses():
    """The bundled releases: the product made them, and they are at hand without a run."""
    rows = release.released_rows(ROOT)
    counts = Counter(clause for clauses in rows["clauses"] for clause in clauses)
    assert workspace_report._resting(SimpleNamespace(workspace=ROOT))["row"] == counts
    assert max(counts.values()) > 1


@pytest.mark.slow
def test_a_first_release_has_no_changes_and_a_later_one_those_of_its_diff(tmp_path):
    out = [Withdrawal(dataset="toy-set", id="q-000001", reason="the key is wrong")]
    releases = tmp_path / "releases"
    first = release.cut(world(4), "1.0.0", releases, validate=False)
    release.cut(world(4, withdrawals=out, previous=first), "2.0.0", releases, validate=False)
    early, late = workspace_report._releases(tmp_path)
    assert (early.version, early.rows, early.added, early.changed, early.removed) == (
        "1.0.0",
        4,
        None,
        None,
        None,
    )
    assert list(early.diff) == []
    assert (late.version, late.rows, late.added, late.changed, late.removed) == ("2.0.0", 3, 0, 0, 1)
    assert [row[:2] for row in late.diff] == [("q-000001", "removed")]


AUTHORED = '{"question": "Who inspects the kite before each flight?", "options": ["The pilot", "A guest"], "answer": "A"}\n'


@pytest.mark.slow
def test_a_workspace_of_written_items_without_a_document_is_told_to_run(empty):
    (empty / "curation.toml").write_text(
        DATASET.replace('"prompt"', '"question"') + '[models]\nembedder = "none"\n'
    )
    (empty / "raw" / "authored" / "kites").mkdir(parents=True)
    (empty / "raw" / "authored" / "kites" / "mine.jsonl").write_text(AUTHORED)
    assert next_of(empty) == workspace_report.Advice("curation run", "step ingest has not run")


def test_the_release_that_is_offered_is_of_the_first_dataset_that_has_candidates(tmp_path, monkeypatch):
    (tmp_path / "raw" / "authored" / "kites").mkdir(parents=True)
    (tmp_path / "raw" / "authored" / "kites" / "mine.jsonl").write_text(AUTHORED)
    for name, answer in {
        "_unattended": 0,
        "_briefs": False,
        "next_batch": "batch-1",
        "_datasets": ["later"],
    }.items():
        monkeypatch.setattr(workspace_report, name, lambda *asked, answer=answer: answer)
    monkeypatch.setattr(running, "documents", lambda run: [])
    route = SimpleNamespace(loss=SimpleNamespace(given=0))
    settings = SimpleNamespace(
        dataset=[SimpleNamespace(name="first"), SimpleNamespace(name="later")],
        review=SimpleNamespace(briefs=False),
    )
    run = SimpleNamespace(workspace=tmp_path, settings=settings, made={"route": route, "generate": None})
    assert workspace_report.advice(run, [], []).what == "curation release cut later 0.1.0 --preview"


def test_where_pages_and_a_server_are_at_hand_only_the_server_is_spoken_of(tmp_path, monkeypatch):
    review = SimpleNamespace(
        steps=lambda: [("curation review export", "people have no page yet")], sent=False
    )
    monkeypatch.setattr(workspace_report.next_review, "look", lambda workspace, seen: review)
    monkeypatch.setattr(workspace_report.workspace_run, "review_evidence", lambda run: None)
    run = SimpleNamespace(workspace=tmp_path)
    pages, server = tmp_path / workspace_report.PAGES, tmp_path / workspace_report.SERVER
    for path in (pages, server):
        path.parent.mkdir(parents=True)
    assert workspace_report._people(run, []) is None
    pages.write_text("{}")
    assert workspace_report._people(run, []) == workspace_report.Advice(
        "curation review export", "people have no page yet"
    )
    server.write_text("{}")
    assert workspace_report._people(run, []) is None


def test_a_release_whose_manifest_has_no_counts_is_told_with_none(tmp_path):
    folder = tmp_path / "releases" / "kites" / "1.0.0"
    folder.mkdir(parents=True)
    (folder / "release.json").write_text("{}")
    (told,) = workspace_report._releases(tmp_path)
    assert (told.dataset, told.version, told.preview) == ("kites", "1.0.0", False)
    assert (told.rows, told.judgements, told.added, told.changed, told.removed) == (0, 0, None, None, None)
    whole = {
        "counts": {"rows": 5, "judgements": 9}, "preview": True, "parent": "0.9.0",
        "changes": {"added": 2, "reworded": 1, "moved": 3, "same": 7, "removed": 4},
    }  # fmt: skip
    (folder / "release.json").write_text(json.dumps(whole))
    (told,) = workspace_report._releases(tmp_path)
    assert (told.rows, told.judgements, told.added, told.changed, told.removed) == (5, 9, 2, 4, 4)


def test_the_changes_are_those_of_the_last_two_of_three_editions_without_what_stayed(monkeypatch):
    lines = ["A pilot must carry a knife.", "Each club must keep a list of its lines."]
    texts = {
        "1": ["An old rule that is gone since long."],
        "2": lines,
        "3": [lines[0], lines[1].replace("lines", "reels"), "Nobody flies a kite in a thunderstorm."],
    }
    listed = [
        Document(slug="kites", title="Kite rules", edition=edition, citation="KR", language="en")
        for edition in texts
    ]
    monkeypatch.setattr(running, "documents", lambda run: listed)
    monkeypatch.setattr(
        manifest, "bytes_of",
        lambda workspace, d: "# Kite rules\n\n{}\n".format("\n".join(f"{n}. {text}" for n, text in enumerate(texts[d.edition], 1))).encode(),
    )  # fmt: skip
    rests = {"candidate": Counter(), "row": Counter()}
    monkeypatch.setattr(workspace_report, "_resting", lambda run: rests)
    run = SimpleNamespace(workspace=None, settings=SimpleNamespace(ingest=None))
    change, come = workspace_report._changes(run)
    assert (change.kind, change.document) == ("modified", "kites")
    assert "lines" in change.old and "reels" in change.new
    assert (come.kind, come.old) == ("inserted", "") and come.where.startswith("KR, ")
    # The third edition becomes the fourth, in which the rule that came with it is gone again.
    listed.append(listed[-1].model_copy(update={"edition": "4"}))
    texts["4"] = texts["3"][:2]
    (gone,) = workspace_report._changes(run)
    assert (gone.kind, gone.new) == ("deleted", "") and "thunderstorm" in gone.old
    assert gone.where == come.where


def test_what_rests_on_a_changed_clause_is_counted_for_all_its_old_clauses(monkeypatch):
    lines = {"1": ["A pilot must carry a knife.", "Each club must keep a list of its lines."]}
    lines["2"] = [lines["1"][0].replace("knife", "sharp knife"), lines["1"][1]]
    listed = [
        Document(slug=slug, title=slug, edition=edition, citation="KR", language="en")
        for slug, edition in (("other", "1"), ("kites", "1"), ("kites", "2"))
    ]
    monkeypatch.setattr(running, "documents", lambda run: listed)
    monkeypatch.setattr(
        manifest, "bytes_of",
        lambda workspace, d: "# Kite rules\n\n{}\n".format("\n".join(f"{n}. {text}" for n, text in enumerate(lines[d.edition], 1))).encode(),
    )  # fmt: skip
    rests = {"candidate": defaultdict(lambda: 3), "row": defaultdict(lambda: 5)}
    monkeypatch.setattr(workspace_report, "_resting", lambda run: rests)
    (change,) = workspace_report._changes(
        SimpleNamespace(workspace=None, settings=SimpleNamespace(ingest=None))
    )
    assert (change.document, change.candidates, change.rows) == ("kites", 3, 5)


@pytest.mark.slow
def test_what_somebody_skipped_on_a_page_is_said_to_need_another_person(folder):
    import offline_world as world

    settings = folder / "curation.toml"
    settings.write_text(settings.read_text() + "\n[review]\nbriefs = true\n")
    assert call(folder, "run").exit_code == 0
    call(folder, "review", "push", "--batch", "one", "--freeze-only")
    (page,) = world.export(folder, "--reviewer", "ann@example.org").values()
    data = world.data_of(page)
    (group,) = data["groups"]
    skipped = group["tasks"][0]
    parts = [
        world.part("seen_rev", "textarea", skipped["seen_rev"]),
        world.part("skip", "choices", "not-my-field"),
    ]
    body = {name: data[name] for name in ("format", "version", "ticket")}
    answers = [{"project": group["project"], "item": skipped["item_id"], "result": parts}]
    file = folder / "sent.json"
    file.write_text(json.dumps(body | {"answers": answers}))
    assert world.take(folder, file).exit_code == 0
    advice = next_of(folder)
    assert advice.what == "curation review export --reviewer ADDRESS --batch one"
    assert "1 item of one needs another person, as 1 item of it was skipped; batch one lacks" in advice.why


@pytest.mark.parametrize(
    ("steps", "sent", "what", "why"),
    [
        ([], False, "curation review import FILE", "; pages for what waits now: curation review export"),
        ([("curation review export", "no page yet")], False, "curation review export", "no page yet; batch one lacks 3 judgements"),
        (
            [("curation review export", "no page yet")], True, "curation review export",
            "no page yet; batch one lacks 3 judgements; files that come back: curation review import FILE",
        ),
    ],
)  # fmt: skip
def test_the_file_that_comes_back_is_spoken_of_where_pages_were_sent_or_nothing_else_is_to_do(
    steps, sent, what, why, tmp_path, monkeypatch
):
    review = SimpleNamespace(steps=lambda: steps, sent=sent)
    monkeypatch.setattr(workspace_report.next_review, "look", lambda workspace, seen: review)
    monkeypatch.setattr(workspace_report.workspace_run, "review_evidence", lambda run: None)
    pages = tmp_path / workspace_report.PAGES
    pages.parent.mkdir(parents=True)
    pages.write_text("{}")
    pending = [{"batch": "one", "kind": "prompt", "items": 2, "judgements": 1, "wanted": 4}]
    told = workspace_report._people(SimpleNamespace(workspace=tmp_path), pending)
    assert told.what == what
    assert told.why == why or (not steps and why in told.why)


def test_the_agreement_of_a_batch_is_that_of_all_its_categories_together():
    from curation.review.settings import Settings
    from curation.review.standing.evidence import ReviewEvidence

    both = [prompt(1), prompt(2, category="lab-safety@1.0:1.2")]
    items = [item(candidate) for candidate in both]
    no = {"verdict": "reject", "reasons": ["duplicate"]}
    given = [
        judgement(items[0], "a"),
        judgement(items[0], "b"),
        judgement(items[1], "a"),
        judgement(items[1], "b", **no),
    ]
    figures = workspace_report._agreement(ReviewEvidence(items, given, Settings(), candidates=both))
    raw = [f.value for f in figures if (f.batch, f.field, f.measure) == ("b1", "verdict", "raw")]
    assert raw == [0.5]


@pytest.mark.parametrize(
    ("given", "allowed", "what"),
    [
        (0, False, "write briefs = true under [review] in curation.toml, then: curation run"),
        (0, True, "curation review push --batch batch-1"),
        (3, False, "curation review push --batch batch-1"),
    ],
)
def test_briefs_are_sent_to_authors_once_the_settings_of_review_take_them(
    given, allowed, what, tmp_path, monkeypatch
):
    (tmp_path / "raw" / "authored" / "kites").mkdir(parents=True)
    (tmp_path / "raw" / "authored" / "kites" / "mine.jsonl").write_text(AUTHORED)
    for name, answer in {
        "_unattended": 0,
        "_briefs": True,
        "next_batch": "batch-1",
        "_datasets": ["kites"],
    }.items():
        monkeypatch.setattr(workspace_report, name, lambda *asked, answer=answer: answer)
    monkeypatch.setattr(running, "documents", lambda run: [])
    settings = SimpleNamespace(
        dataset=[SimpleNamespace(name="kites")], review=SimpleNamespace(briefs=allowed)
    )
    route = SimpleNamespace(loss=SimpleNamespace(given=given))
    run = SimpleNamespace(workspace=tmp_path, settings=settings, made={"route": route, "generate": None})
    assert workspace_report.advice(run, [], []).what == what


# --- the advice, step by step, for a run that is made up ---------------------------------------------------------------


def kites(**changes):
    """A run of a workspace with a document, a dataset, and two candidates that nobody was asked about."""
    dataset = SimpleNamespace(name="kites", documents=())
    whole = {
        "workspace": Path("nowhere"),
        "settings": SimpleNamespace(dataset=[dataset], review=SimpleNamespace(briefs=False, reviewers=["a"])),
        "made": {"route": SimpleNamespace(loss=SimpleNamespace(given=2), figures={}), "generate": None},
        "table": lambda step: pl.DataFrame({"dataset": ["kites"], "status": ["ready"]}),
    }
    return SimpleNamespace(**(whole | changes))


@pytest.fixture
def alone(monkeypatch):
    """The advice depends on the run alone: there is one document, no batch, and nobody who left."""
    document = SimpleNamespace(slug="kites")
    answers = {"_unattended": 0, "next_batch": "pilot", "notes": ["write it down", "and that"]}
    for name, answer in answers.items():
        monkeypatch.setattr(workspace_report, name, lambda *asked, answer=answer: answer)
    monkeypatch.setattr(running, "documents", lambda run: [document])
    return monkeypatch


def what(run, standings=(), pending=()):
    return workspace_report.advice(run, standings, pending).what


def test_a_document_comes_first_then_a_dataset_then_one_that_names_the_document(alone):
    assert what(kites(settings=SimpleNamespace(dataset=[]))).startswith("declare a [[dataset]]")
    other = SimpleNamespace(dataset=[SimpleNamespace(name="kites", documents=("wind",))])
    assert what(kites(settings=other)) == "write it down"
    alone.setattr(running, "documents", lambda run: [])
    assert what(kites()) == "curation source add SLUG FILE --title TITLE"


def standing(step, state, *why):
    return running.Standing(step, state, list(why), None)


@pytest.mark.parametrize(
    ("standings", "why"),
    [
        ([standing("ingest", "fresh"), standing("map", "stale", "code")], "step map is stale"),
        ([standing("ingest", "missing"), standing("map", "waits")], "step ingest has not run"),
        ([standing("map", "waits")], "step map waits for an earlier step"),
        ([standing("map", "stale", "judgements")], "step map is stale"),
    ],
)
def test_the_first_step_that_is_not_up_to_date_is_run_and_named(alone, standings, why):
    assert workspace_report.advice(kites(), standings, []) == workspace_report.Advice("curation run", why)


def test_while_people_judge_a_step_that_only_their_answers_made_stale_waits_for_the_rest_of_them(alone):
    alone.setattr(
        workspace_report, "_people", lambda run, pending: workspace_report.Advice(f"ask for {pending}")
    )
    answered = [standing("route", "stale", "judgements"), standing("cut", "waits")]
    assert what(kites(), answered, ["b1"]) == "ask for ['b1']"
    assert what(kites(), answered) == "curation run"
    for why in (("judgements", "code"), ("code",)):
        assert what(kites(), [standing("route", "stale", *why)], ["b1"]) == "curation run"
    assert (
        what(kites(), [standing("map", "fresh"), standing("route", "stale", "code")], ["b1"])
        == "curation run"
    )


def test_items_that_nobody_is_left_for_come_before_the_batches_that_wait(alone):
    alone.setattr(workspace_report, "_unattended", lambda run: 2)
    told = workspace_report.advice(kites(), [], ["b1"])
    assert (told.what, told.why) == (
        "curation review push",
        "2 items wait for reviewers who left or skipped them",
    )


def test_without_a_candidate_of_a_dataset_the_reasons_are_shown(alone):
    assert what(kites()).startswith("curation release cut kites 0.1.0 --preview")
    none = kites(table=lambda step: pl.DataFrame({"dataset": ["gone"], "status": ["ready"]}))
    assert what(none) == "curation show generate --dropped"
    # A step that has not run has no table.
    early = kites(
        made={"route": kites().made["route"]},
        table={"route": pl.DataFrame({"dataset": ["kites"], "status": [""]})}.__getitem__,
    )
    alone.setattr(workspace_report, "_briefs", lambda run: False)
    assert what(early).startswith("curation release cut")


CUT, PUSH = "curation release cut kites 0.1.0 --preview", "curation review push --batch pilot"


@pytest.mark.parametrize(
    ("given", "pages", "server", "briefs", "said"),
    [
        (2, False, False, False, f"{CUT}, or curation review serve"),
        (2, True, False, False, f"{CUT}, or {PUSH} --freeze-only"),
        (2, False, True, False, f"{PUSH}, or {CUT}"),
        (2, True, True, False, f"{PUSH}, or {CUT}"),
        (0, False, False, False, CUT),
        (0, True, True, False, CUT),
        (2, False, False, True, PUSH),
        (2, True, False, True, f"{PUSH} --freeze-only"),
        (2, True, True, True, PUSH),
    ],
)
def test_what_is_offered_depends_on_what_is_queued_and_how_people_are_asked(
    alone, tmp_path, given, pages, server, briefs, said
):
    for there, place in ((pages, workspace_report.PAGES), (server, workspace_report.SERVER)):
        if there:
            (tmp_path / place).parent.mkdir(parents=True)
            (tmp_path / place).write_text("{}")
    alone.setattr(workspace_report, "_people", lambda run, pending: None)
    made = {"route": SimpleNamespace(loss=SimpleNamespace(given=given)), "generate": None}
    status = "needs_authoring" if briefs else "ready"
    table = pl.DataFrame({"dataset": ["kites"], "status": [status]})
    assert what(kites(workspace=tmp_path, made=made, table=lambda step: table)) == said


def test_an_advice_is_printed_with_its_reason_in_brackets_where_it_has_one():
    assert (
        str(workspace_report.Advice("curation run", "step map is stale"))
        == "curation run   (step map is stale)"
    )
    assert str(workspace_report.Advice("curation run")) == "curation run"


@pytest.mark.parametrize(
    ("batches", "told"),
    [
        ([("one", 3, 4)], "batch one lacks 1 judgement"),
        ([("one", 1, 4), ("two", 0, 1)], "batch one lacks 3 judgements, 1 other batch more"),
        ([("one", 1, 4), ("two", 0, 1), ("six", 0, 1)], "batch one lacks 3 judgements, 2 other batches more"),
    ],
)
def test_the_first_batch_that_waits_is_named_and_the_others_counted(batches, told, tmp_path):
    pending = [
        {"batch": name, "kind": "prompt", "items": 2, "judgements": n, "wanted": of}
        for name, n, of in batches
    ]
    advice = workspace_report._people(SimpleNamespace(workspace=tmp_path), pending)
    assert advice.what == "curation review serve"
    assert advice.why.startswith(
        f"{told} and no server is known here; go on in another terminal: curation review push --batch one;"
    )
    (tmp_path / workspace_report.SERVER).parent.mkdir(parents=True)
    (tmp_path / workspace_report.SERVER).write_text("{}")
    assert workspace_report._people(SimpleNamespace(workspace=tmp_path), pending) == workspace_report.Advice(
        "curation review pull", f"{told}; if it is not on the server yet: curation review push --batch one"
    )


@pytest.mark.parametrize(
    ("versions", "following"),
    [
        ([], "0.1.0"),
        (["notes"], "0.1.0"),
        (["0.9.1", "0.10.0", "notes", "0.2.0"], "0.11.0"),
        (["2.3.4"], "2.4.0"),
    ],
)
def test_a_preview_is_offered_one_minor_version_after_the_newest_release(versions, following, tmp_path):
    for name in versions:
        (tmp_path / "releases" / "kites" / name).mkdir(parents=True)
    assert workspace_report._next_version(tmp_path, "kites") == following
    assert workspace_report._next_version(tmp_path, "other") == "0.1.0"


def test_releases_are_told_dataset_by_dataset_the_oldest_version_first(tmp_path):
    for name in ("b/0.1.0", "a/0.10.0", "a/0.9.0", "a/notes"):
        folder = tmp_path / "releases" / name
        folder.mkdir(parents=True)
        (folder / "release.json").write_text("{}")
    told = [(each.dataset, each.version) for each in workspace_report._releases(tmp_path)]
    assert told == [("a", "0.9.0"), ("a", "0.10.0"), ("b", "0.1.0")]


def test_the_rows_of_a_difference_are_told_with_their_fields_and_a_release_without_the_file_has_none(
    tmp_path,
):
    assert workspace_report._diff(tmp_path) == []
    rows = [
        {"id": "q-1", "change": "reworded", "fields": ["stem", "options"], "reason": ""},
        {"id": "q-2", "change": "removed", "fields": [], "reason": "withdrawn: wrong"},
    ]
    pl.DataFrame(rows, schema_overrides={"fields": pl.List(pl.String)}).write_parquet(
        tmp_path / "diff.parquet"
    )
    assert workspace_report._diff(tmp_path) == [
        ("q-1", "reworded", "stem, options", ""),
        ("q-2", "removed", "", "withdrawn: wrong"),
    ]


def test_each_row_is_listed_with_every_version_that_has_it(monkeypatch):
    rows = pl.DataFrame(
        {"id": ["q", "q", "p"], "dataset": ["kites"] * 3, "version": ["2.0.0", "1.0.0", "1.0.0"]}
    )
    monkeypatch.setattr(release, "released_rows", lambda workspace: rows)
    assert workspace_report._released(Path()) == {"q": ["kites@1.0.0", "kites@2.0.0"], "p": ["kites@1.0.0"]}


def test_each_frozen_candidate_counts_once_for_each_of_its_clauses(monkeypatch):
    from curation.review.judgements import batches

    frozen = [SimpleNamespace(clauses=["a", "b"]), SimpleNamespace(clauses=["b"])]
    monkeypatch.setattr(batches, "candidates", lambda workspace: frozen)
    monkeypatch.setattr(release, "released_rows", lambda workspace: {"clauses": [["b"], ["b", "c"], []]})
    assert workspace_report._resting(SimpleNamespace(workspace=None)) == {
        "candidate": {"a": 1, "b": 2},
        "row": {"b": 2, "c": 1},
    }


@pytest.mark.parametrize(("reviewers", "n"), [(["a"], 2), ([], 0)])
def test_items_without_anybody_left_are_counted_only_where_reviewers_are_named(monkeypatch, reviewers, n):
    from curation.review.standing import state

    monkeypatch.setattr(state, "stuck", lambda seen: ["i1", "i2"])
    monkeypatch.setattr(workspace_report.workspace_run, "review_evidence", lambda run: None)
    settings = SimpleNamespace(review=SimpleNamespace(reviewers=reviewers))
    assert workspace_report._unattended(SimpleNamespace(settings=settings)) == n


def test_notes_name_documents_outside_of_datasets_and_checks_that_raised_and_nothing_that_is_empty(
    monkeypatch,
):
    from curation.checks import failures

    monkeypatch.setattr(
        running, "documents", lambda run: [SimpleNamespace(slug="wind"), SimpleNamespace(slug="kites")]
    )
    notes, checks = workspace_report.workspace_notes, workspace_report.source_checks
    monkeypatch.setattr(checks, "described", lambda documents: ["no title"])
    monkeypatch.setattr(notes, "without_items", lambda run: [])
    monkeypatch.setattr(notes, "without_categories", lambda run: [])
    monkeypatch.setattr(notes, "on_deleted_clauses", lambda run: "")
    monkeypatch.setattr(failures, "summary", lambda findings: [f"{findings} raised"])
    settings = SimpleNamespace(dataset=[SimpleNamespace(name="kites", documents=("kites",))])
    run = SimpleNamespace(settings=settings, made={}, table=lambda *name: "/".join(name))
    outside, title = workspace_report.notes(run)
    assert outside.startswith("document wind is in no dataset") and title == "no title"
    run.made["lint"] = None
    assert workspace_report.notes(run)[2:] == ["lint/findings raised"]


def test_the_report_shows_the_steps_that_ran_and_counts_what_does_not_count(monkeypatch):
    seen = judged()
    monkeypatch.setattr(workspace_report.assembly, "evidence", lambda run: seen)
    monkeypatch.setattr(manifest, "load", lambda workspace: [])
    for name in ("_certificates", "_releases", "_released", "_changes"):
        monkeypatch.setattr(workspace_report, name, lambda where: [])
    monkeypatch.setattr(workspace_report.page_pictures, "of_workspace", lambda *given: {})
    monkeypatch.setattr(workspace_report.run_tables, "labelled", lambda run: "labelled")
    step = SimpleNamespace(loss="its loss", figures={"n": 1})
    run = SimpleNamespace(
        settings=SimpleNamespace(name="kites"), workspace=Path(), taxonomies=list, table=lambda *name: name,
        made={"map": step, "ingest": step},
    )  # fmt: skip
    told = workspace_report.report_data(run)
    assert [name for name, _ in told.losses] == ["ingest", "map"]
    assert (told.clauses, told.rules, told.edges) == (("ingest", None), None, None)
    assert told.figures == {"map": {"n": 1}, "ingest": {"n": 1}}
    counted = [j for given in seen.on_item.values() for j in given]
    assert told.judgements.height == len(counted)
    assert told.not_counted == len(seen.judgements) - len(counted) == 1
    run.made["rules"] = step
    assert workspace_report.report_data(run).clauses == "labelled"


def test_every_item_is_kept_edited_rejected_or_waits_in_each_way_of_counting():
    whole = workspace_report._yields(judged())
    for by in {told.by for told in whole}:
        told = [each for each in whole if each.by == by]
        assert sum(each.kept + each.edited + each.rejected + each.pending for each in told) == 2
