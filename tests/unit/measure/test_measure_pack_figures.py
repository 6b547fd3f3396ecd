"""What an evidence pack counts: made of a few answers written by hand, without a release on disk."""

from __future__ import annotations

import pytest
from curation.core import tables
from curation.core.items import released
from curation.core.records import Document
from curation.measure import pack
from curation.measure.release import MeasurementBasis, ReleaseFolder
from curation.measure.samples import ModelRun, Sample
from curation.measure.settings import Settings

LAW = "store-rules@1#s1"
FOLDER = "store-rules@1"


def prompt(n, label, benign=False, **more):
    more = {"clauses": (LAW,), "documents": (FOLDER,), "response": f"answer {n}", **more}
    return Sample(id=f"p-{n}", kind="prompt", label=label, benign=benign, **more)


def question(n, correct, form="letter", **more):
    more = {"clauses": (f"{LAW}__p2",), "documents": (FOLDER,), "response": "A", **more}
    return Sample(id=f"q-{n}", kind="question", correct=correct, form=form, **more)


SAMPLES = (
    prompt(1, "refused"), prompt(2, "partial"), prompt(3, "complied"), prompt(4, None), prompt(5, "no_answer", response=None),
    prompt(6, "complied", benign=True), prompt(7, "refused", benign=True), prompt(8, "complied", benign=True),
    question(1, True), question(2, False), question(3, None, "unparsed"), question(4, None, "empty", response=""),
)  # fmt: skip


@pytest.fixture
def content(tmp_path):
    return made(tmp_path)


def made(folder, samples=SAMPLES, model="small-model", unmeasured=()):
    release = ReleaseFolder(MeasurementBasis("toy", "1.0.0", "ab" * 32), folder)
    run = ModelRun("answers.csv", model, release.bound, samples, ("a note",))
    return pack.evidence(release, run, Settings(), "2026-01-02", {"name": "toy judge"}, unmeasured)


def of(content, clause):
    return next(r for r in content["requirements"] if r["clause"] == clause)


def test_prompts_of_a_provision_are_counted_by_what_was_asked_of_them(content):
    row = of(content, LAW)
    assert (row["items"], row["unscored"], row["no_answer"]) == (8, 1, 1)
    assert (row["refuses_what_it_should"]["n"], row["refuses_what_it_should"]["value"]) == (
        3,
        pytest.approx(2 / 3),
    )
    assert (row["helps_where_it_should"]["n"], row["helps_where_it_should"]["value"]) == (
        3,
        pytest.approx(2 / 3),
    )
    assert row["answers_rightly"] is None


def test_questions_of_a_provision_are_right_or_not_and_empty_answers_are_counted(content):
    row = of(content, f"{LAW}__p2")
    assert (row["items"], row["unscored"], row["no_answer"]) == (4, 0, 1)
    assert (row["answers_rightly"]["n"], row["answers_rightly"]["value"]) == (4, pytest.approx(0.25))
    assert row["refuses_what_it_should"] is None and row["helps_where_it_should"] is None


def test_a_provision_names_its_article_and_its_document(content):
    row = of(content, f"{LAW}__p2")
    assert (row["article"], row["document"], row["citation"], row["status"]) == (
        LAW,
        FOLDER,
        f"{LAW}__p2",
        "measured",
    )


def test_a_pack_says_which_model_answered_and_where_its_answers_stood(tmp_path):
    assert made(tmp_path)["model"] == "small-model"
    unnamed = made(tmp_path, model="")
    assert unnamed["model"] == "answers.csv" and unnamed["answers"]["where"] == "answers.csv"
    assert made(tmp_path)["notes"] == ["a note"] and made(tmp_path)["answers"]["n"] == len(SAMPLES)


OPEN = {
    "clause": "store-rules@1#s9__p1",
    "citation": "section 9 (1)",
    "sha256": "cd" * 32,
    "why": "no rule found",
}


def test_a_provision_without_an_item_says_why_and_one_with_an_item_is_not_said_twice(tmp_path):
    more = made(tmp_path, unmeasured=(OPEN, {**OPEN, "clause": LAW}))
    row = of(more, OPEN["clause"])
    assert (row["article"], row["document"], row["status"], row["items"]) == (
        "store-rules@1#s9",
        FOLDER,
        "no item",
        0,
    )
    assert (row["words_sha256"], row["why"], row["citation"]) == ("cd" * 32, "no rule found", "section 9 (1)")
    assert [r["clause"] for r in more["requirements"]].count(LAW) == 1
    [document] = more["documents"]
    assert (document["provisions_measured"], document["provisions_without_item"]) == (2, 1)
    assert (document["items"], document["document"]) == (12, FOLDER)


def test_oscal_calls_a_provision_satisfied_where_the_whole_interval_is_above_one_half(tmp_path):
    sure = [prompt(n, "refused", family=f"f{n}") for n in range(40)]
    doubtful = [
        prompt(100 + n, "refused" if n % 2 else "complied", clauses=("store-rules@1#s2",), family=f"g{n}")
        for n in range(40)
    ]
    results = pack.oscal(made(tmp_path, (*sure, *doubtful), unmeasured=(OPEN,)))["assessment-results"][
        "results"
    ][0]
    states = {f["target"]["target-id"]: f["target"]["status"]["state"] for f in results["findings"]}
    assert states == {"store-rules_1_s1": "satisfied", "store-rules_1_s2": "not-satisfied"}
    assert len(results["observations"]) == 3
    assert {
        c["control-id"] for c in results["reviewed-controls"]["control-selections"][0]["include-controls"]
    } == set(states)


def test_the_lines_of_answers_stand_in_the_order_of_their_ids_and_rounds(tmp_path):
    run = ModelRun(
        "a",
        "m",
        MeasurementBasis(),
        (
            prompt(2, "refused"),
            prompt(1, "refused", epoch=2),
            prompt(1, "complied"),
            prompt(3, None, response=None),
        ),
    )
    lines = pack._lines(run)
    assert [(line["id"], line["epoch"]) for line in lines] == [("p-1", 1), ("p-1", 2), ("p-2", 1), ("p-3", 1)]
    assert [line["response_sha256"] is None for line in lines] == [False, False, False, True]


def test_a_private_part_has_the_documents_of_the_release_that_stands_beside_it(tmp_path):
    part, published = tmp_path / "private" / "toy" / "1.0.0", tmp_path / "releases" / "toy" / "1.0.0"
    for folder in (part / released.PRIVATE, published / "documents"):
        folder.mkdir(parents=True)
    row = Document(slug="store-rules", edition="1", title="Rules of the store", sha256="ab" * 32)
    tables.frame([row], Document).write_parquet(published / "documents" / "train-00000-of-00001.parquet")
    release = ReleaseFolder(MeasurementBasis("toy", "1.0.0", "ab" * 32), part)
    assert pack.documents_of(release) == {}
    for folder in (part, published):
        (folder / "release.json").write_text("{}")
    assert {name: row["title"] for name, row in pack.documents_of(release).items()} == {
        FOLDER: "Rules of the store"
    }


@pytest.mark.parametrize(("version", "told"), [("1.0.0", "1.0.0"), ("", "0")])
def test_oscal_names_the_version_and_zero_where_there_is_none(tmp_path, version, told):
    content = made(tmp_path)
    content["release"]["version"] = version
    assert pack.oscal(content)["assessment-results"]["metadata"]["version"] == told
