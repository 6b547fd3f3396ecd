"""A half of a dataset that is cut, pinned by digest, and never published."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from curation import release
from curation.core.errors import InputError
from curation.core.items import released
from curation.measure import accuracy, logs, tasks
from curation.measure import release as measured
from curation.measure.settings import Settings
from curation.release.contents import kept_private, private
from hypothesis import given
from hypothesis import strategies as st

from release_world import settings, world

HALVES = {"splits": {"test": 0.5, "heldout": 0.5}, "private": ["heldout"]}


def cut(tmp_path, n=24, **changes):
    inputs = world(n, dataset=settings(**{**HALVES, **changes}))
    folder = release.cut(inputs, "1.0.0", tmp_path / "releases", validate=False)
    return inputs, folder, private.place(tmp_path / "releases", "toy-set", "1.0.0")


@pytest.fixture(scope="module")
def halves(tmp_path_factory):
    return cut(tmp_path_factory.mktemp("halves"))


def hidden_rows(part):
    return pl.concat([pl.read_parquet(path) for path in sorted(part.glob("private/*.parquet"))])


@pytest.mark.slow
def test_the_two_halves_are_the_whole_and_share_no_family(halves):
    _inputs, folder, part = halves
    public, hidden = release.read_items(folder), hidden_rows(part)
    assert public.height > 0 and hidden.height > 0
    assert public.height + hidden.height == 24
    assert set(public["family"]) & set(hidden["family"]) == set()
    assert set(public["split"]) == {"test"} and set(hidden["split"]) == {"heldout"}


@pytest.mark.slow
def test_the_manifest_pins_how_many_they_are_and_their_digests(halves):
    _, folder, part = halves
    hidden = hidden_rows(part)
    body = release.manifest.load(folder)
    told = body["private"]["splits"]["heldout"]
    assert (told["rows"], told["families"]) == (hidden.height, hidden["family"].n_unique())
    assert body["private"]["files"] == release.manifest.files(part)
    assert body["counts"]["rows"] == release.read_items(folder).height


@pytest.mark.slow
def test_both_halves_verify(halves):
    _, folder, part = halves
    assert release.verify(folder) == []
    assert release.verify(part) == []


@pytest.mark.slow
def test_no_file_of_the_release_holds_an_id_a_text_or_a_judgement_of_a_private_row(halves):
    inputs, folder, part = halves
    hidden = hidden_rows(part)
    words = [*hidden["id"], *hidden["stem"], *hidden["fingerprint"]]
    texts = [p.read_text("utf-8") for p in folder.rglob("*") if p.is_file() and p.suffix != ".parquet"]
    for path in folder.rglob("*.parquet"):
        texts.append(json.dumps(pl.read_parquet(path).to_dicts(), default=str, ensure_ascii=False))
    for word in words:
        assert not any(word in text for text in texts)
    roots = set(hidden["id"])
    subjects = {c for c, root in inputs.candidates.select("id", "root").iter_rows() if root in roots}
    audit = json.loads((folder / "audit.json").read_text("utf-8"))
    assert subjects and not subjects & {j["subject"] for j in audit["judgements"]}
    assert not subjects & {d["subject"] for d in audit["decisions"]}


@pytest.mark.slow
def test_the_card_says_how_many_rows_are_kept_back(halves):
    _, folder, _part = halves
    card = (folder / "README.md").read_text("utf-8")
    told = release.manifest.load(folder)["private"]["splits"]["heldout"]
    assert f"Split `heldout` is private: {told['rows']} more rows in {told['families']} families" in card
    assert told["digest"] in card


@pytest.mark.slow
def test_git_leaves_the_private_part_out(halves):
    _, _, part = halves
    assert (part.parents[1] / ".gitignore").read_text("utf-8") == "*\n"


def test_a_measurement_on_the_private_part_is_bound_to_its_own_digest(halves):
    _, folder, part = halves
    public, hidden = measured.load(folder), measured.load(part)
    assert {row.id for row in hidden.rows()} == set(hidden_rows(part)["id"])
    assert hidden.bound.known and hidden.bound.content_sha256 != public.bound.content_sha256
    assert "private" in hidden.bound.title


def test_tasks_and_results_of_the_private_part_are_those_of_its_rows(halves, tmp_path):
    hidden = measured.load(halves[2])
    (row, *_), told = hidden.rows(), dict(tasks.files(hidden))
    (name,) = [n for n in told if n.endswith(".yaml")]
    assert 'task: "toy_set_private_private_heldout_question"' in told[name]
    assert hidden.bound.content_sha256 in told[name]
    answers = tmp_path / "answers.jsonl"
    answers.write_text(json.dumps({"id": row.id, "response": row.options[row.answer]}) + "\n", "utf-8")
    result = accuracy.summary(logs.load(str(answers), hidden), Settings())
    assert (result["overall"]["k"], result["overall"]["n"]) == (1, 1)
    assert hidden.bound.content_sha256[:12] in result["release"]


@pytest.mark.slow
def test_a_pack_of_the_private_part_is_bound_to_it_cites_the_release_and_holds_no_word_of_its_rows(
    halves, tmp_path
):
    from curation.cli.main import app
    from typer.testing import CliRunner

    _, folder, part = halves
    hidden = measured.load(part)
    answers = tmp_path / "answers.jsonl"
    answers.write_text(
        "".join(json.dumps({"id": r.id, "response": r.options[r.answer]}) + "\n" for r in hidden.rows()),
        "utf-8",
    )
    order = [
        "measure",
        "pack",
        str(part),
        str(answers),
        "--out",
        str(tmp_path / "pack"),
        "--quick",
        "--date",
        "2026-01-01",
    ]
    assert CliRunner().invoke(app, order).exit_code == 0
    assert CliRunner().invoke(app, [*order, "--check"]).exit_code == 0
    written = {p.name: p.read_text("utf-8") for p in (tmp_path / "pack").iterdir()}
    content = json.loads(written["evidence.json"])
    assert content["release"]["content_sha256"] == hidden.bound.content_sha256
    assert content["answers"]["n"] == len(hidden.rows())
    known = pl.read_parquet(folder / "documents" / "train-00000-of-00001.parquet")
    titles = {f"{row['slug']}@{row['edition']}": row["title"] for row in known.iter_rows(named=True)}
    assert content["documents"] and all(d["title"] == titles[d["document"]] for d in content["documents"])
    words = [row.stem for row in hidden.rows()]
    assert not any(text in told for text in words for told in written.values())


@pytest.mark.slow
def test_inspect_runs_the_private_part_and_its_log_is_bound_to_it(halves, tmp_path):
    inspect_ai = pytest.importorskip("inspect_ai")
    from curation.harnesses import inspect_tasks
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    part = halves[2]
    hidden = measured.load(part)
    keys = {inspect_tasks.ask(row): inspect_tasks.LETTERS[row.answer] for row in hidden.rows()}

    def reply(messages, tools, tool_choice, config):
        output = ModelOutput.from_content("mockllm/demo", f"The answer is {keys[messages[-1].text]}.")
        output.usage = ModelUsage(input_tokens=1, output_tokens=1, total_tokens=2)
        return output

    model = get_model("mockllm/demo", custom_outputs=reply, memoize=False)
    task = inspect_tasks.questions(release=str(part))
    inspect_ai.eval(task, model=model, log_dir=str(tmp_path / "logs"), display="none")
    run = logs.load(str(tmp_path / "logs"), hidden)
    result = accuracy.summary(run, Settings())
    assert (result["overall"]["k"], result["overall"]["n"]) == (len(keys), len(keys))
    assert run.bound.content_sha256 == hidden.bound.content_sha256


@pytest.mark.slow
def test_a_private_file_with_other_rows_is_refused_by_verify_and_by_measure(tmp_path):
    _, _, part = cut(tmp_path)
    path = next(part.glob("private/*.parquet"))
    pl.read_parquet(path).head(1).write_parquet(path)
    assert {issue.code for issue in release.verify(part)} == {"file-changed", "row-changed"}
    with pytest.raises(InputError, match="differs from the file the release was sealed with"):
        measured.load(part)


@pytest.mark.slow
def test_a_private_part_beside_another_release_is_told(tmp_path):
    _, _folder, part = cut(tmp_path)
    _, other, _ = cut(tmp_path / "other", n=26)
    (part / "release.json").write_bytes((other / "release.json").read_bytes())
    assert "parent-differs" in {issue.code for issue in release.verify(part)}


def test_a_private_part_is_never_published(halves):
    with pytest.raises(InputError, match="never published"):
        release.publish(halves[2], "org/toy-set", hub=None)


@pytest.mark.slow
def test_a_cut_that_was_killed_after_the_private_part_is_run_again(tmp_path):
    _, folder, part = cut(tmp_path)
    first = release.manifest.files(part)
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
    (part / "private" / "rest.parquet").write_bytes(b"half")
    cut(tmp_path)
    assert release.manifest.files(part) == first
    assert release.verify(part) == []


@pytest.mark.slow
def test_what_a_private_row_lacks_forbids_the_release(tmp_path):
    inputs = world(24, dataset=settings(**HALVES, gates={"judgements": 3, "agreement": -1}))
    with pytest.raises(InputError) as raised:
        release.cut(inputs, "1.0.0", tmp_path / "releases", validate=False)
    named = {issue.where for issue in raised.value.issues if issue.code == "gate-judgements"}
    public = release.cut(
        world(24, dataset=settings(**HALVES)), "1.0.0", tmp_path / "other" / "releases", validate=False
    )
    assert named - set(release.read_items(public)["id"])
    assert not (tmp_path / "private").exists()


@pytest.mark.slow
def test_a_dataset_without_private_splits_is_written_as_before(tmp_path):
    inputs = world(6, dataset=settings())
    folder = release.cut(inputs, "1.0.0", tmp_path / "releases", validate=False)
    body = release.manifest.load(folder)
    assert "private" not in body and "private" not in body["settings"]
    assert not (tmp_path / "private").exists()


@pytest.mark.parametrize(
    ("names", "said"), [(["nowhere"], "does not have"), (["test", "heldout"], "every split")]
)
def test_private_names_some_of_the_splits(names, said):
    with pytest.raises(ValueError, match=said):
        settings(splits=HALVES["splits"], private=names)


@given(splits=st.lists(st.sampled_from(["test", "heldout", "dev"]), min_size=1, max_size=30))
def test_parting_loses_no_row_and_doubles_none(splits):
    rows = pl.DataFrame({"id": [str(n) for n in range(len(splits))], "split": splits})
    public, hidden = private.parted(rows, ["heldout"])
    assert sorted([*public["id"], *hidden["id"]]) == sorted(rows["id"])
    assert set(hidden["split"]) <= {"heldout"} and "heldout" not in set(public["split"])


@pytest.mark.parametrize("part", ["/", "/part", "/data/part", "/data/set/part"])
def test_a_private_part_near_the_root_has_no_release_beside_it(part):
    assert released.published_beside(Path(part)) is None


@pytest.mark.slow
def test_a_private_split_that_got_no_row_is_told(halves, tmp_path):
    _, folder, _ = halves
    assert private.without_rows(release.manifest.load(folder)) == ""
    public = release.cut(
        world(6, dataset=settings(splits={"test": 1.0})), "1.0.0", tmp_path / "releases", validate=False
    )
    later = world(6, dataset=settings(**HALVES), previous=public)
    again = release.cut(later, "1.1.0", tmp_path / "releases", validate=False)
    told = private.without_rows(release.manifest.load(again))
    assert told.startswith("no row is private in heldout")


# --- rows that were private stay so -------------------------------------------------------------------------------


def cut_again(tmp_path, version="1.1.0", n=24, inputs=None, **changes):
    """A second version of the set that `cut` made, with other settings."""
    previous = tmp_path / "releases" / "toy-set" / "1.0.0"
    later = inputs or world(n, dataset=settings(**{**HALVES, **changes}), previous=previous)
    return release.cut(later, version, tmp_path / "releases", validate=False)


@pytest.mark.slow
def test_other_shares_move_no_private_row_into_a_published_split(tmp_path):
    _, folder, _ = cut(tmp_path)
    again = cut_again(tmp_path, splits={"test": 0.9, "heldout": 0.1})
    assert release.read_items(again)["id"].to_list() == release.read_items(folder)["id"].to_list()


@pytest.mark.slow
@pytest.mark.parametrize(
    "changes",
    [
        {"private": []},
        {"splits": {"test": 1.0}, "private": []},
        {"splits": {"test": 0.5, "zone": 0.5}, "private": ["zone"]},
    ],
)
def test_a_private_row_that_would_be_published_stops_the_cut(tmp_path, changes):
    cut(tmp_path)
    with pytest.raises(InputError) as raised:
        cut_again(tmp_path, **changes)
    told = [issue for issue in raised.value.issues if issue.code == "gate-private"]
    assert [issue.where for issue in told] == ["split heldout of 1.0.0"]
    assert 'publish_private = { heldout = "WHY" }' in told[0].message
    assert not (tmp_path / "releases" / "toy-set" / "1.1.0").exists()


@pytest.mark.slow
def test_a_preview_beside_the_release_that_kept_rows_private_counts_too(tmp_path):
    inputs = world(24, dataset=settings(**HALVES))
    release.cut(inputs, "0.9.0", tmp_path / "releases", preview=True, validate=False)
    with pytest.raises(InputError, match=r"split heldout of 0\.9\.0-preview"):
        release.cut(world(24, dataset=settings()), "1.0.0", tmp_path / "releases", validate=False)


@pytest.mark.slow
def test_private_rows_are_published_where_their_split_is_named_with_a_reason_and_the_card_shows_it(tmp_path):
    cut(tmp_path)
    again = cut_again(tmp_path, private=[], publish_private={"heldout": "the test of the year is over"})
    assert release.read_items(again).height == 24
    assert "`heldout`): the test of the year is over" in (again / "README.md").read_text("utf-8")
    assert release.verify(again) == []


@pytest.mark.slow
def test_a_row_named_alone_frees_no_other_row_and_one_that_stays_private_is_not_named(halves, tmp_path):
    _, _, part = halves
    cut(tmp_path)
    one = hidden_rows(part)["id"][0]
    with pytest.raises(InputError, match="stayed private there"):
        cut_again(tmp_path, private=[], publish_private={one: "a reader asked for it"})
    with pytest.raises(InputError, match="would tell its id"):
        cut_again(tmp_path, publish_private={one: "a reader asked for it"})


def test_a_reason_is_asked_for():
    with pytest.raises(ValueError, match="needs a reason for heldout"):
        settings(publish_private={"heldout": " "})


def without_digests(folder):
    """Gives a manifest the form that it had before it held digests of private ids."""
    body = json.loads((folder / "release.json").read_text("utf-8"))
    del body["private"]["splits"]["heldout"]["ids"], body["digest"]
    (folder / "release.json").write_text(release.manifest.seal(body), "utf-8")


@pytest.mark.slow
def test_a_row_that_was_published_before_the_private_split_came_counts_as_published(tmp_path):
    releases = tmp_path / "releases"
    first = release.cut(world(12, dataset=settings()), "1.0.0", releases, validate=False)
    halves = world(24, dataset=settings(**HALVES), previous=first)
    second = release.cut(halves, "1.1.0", releases, validate=False)
    without_digests(second)
    later = world(26, dataset=settings(**HALVES), previous=second)
    third = release.cut(later, "1.2.0", releases, validate=False)
    assert set(release.read_items(first)["id"]) < set(release.read_items(third)["id"])


@pytest.mark.slow
def test_a_manifest_without_digests_of_ids_is_read_by_its_splits(tmp_path):
    _, folder, _ = cut(tmp_path)
    without_digests(folder)
    with pytest.raises(InputError, match=r"split heldout of 1\.0\.0"):
        cut_again(tmp_path, private=[])


@pytest.mark.parametrize("stated", [1, 3, None])
def test_a_manifest_of_an_earlier_format_kept_nothing_private_and_one_of_another_is_not_passed_over(
    tmp_path, stated
):
    (tmp_path / "0.1.0-preview").mkdir()
    (tmp_path / "0.1.0-preview" / "release.json").write_text(json.dumps({"format": stated}), "utf-8")
    if stated == 1:
        assert kept_private.read(tmp_path, "toy-set") == kept_private.PrivateRows("toy-set")
        return
    with pytest.raises(InputError, match="release-format"):
        kept_private.read(tmp_path, "toy-set")


class EmptyHub:
    """A hub that tells its tags and takes nothing."""

    def __init__(self, tags=None):
        self._tags = tags or {}

    def tags(self, repo):
        return self._tags

    def download(self, repo, commit, folder):
        raise LookupError("read back")


@pytest.mark.slow
def test_publish_stops_a_release_with_rows_that_another_version_keeps_private(tmp_path):
    """The two were cut apart, so that no cut saw the other."""
    _, folder, _ = cut(tmp_path)
    other = release.cut(
        world(24, dataset=settings()), "1.1.0", tmp_path / "elsewhere" / "releases", validate=False
    )
    beside = folder.parent / "1.1.0"
    other.rename(beside)
    with pytest.raises(InputError, match=r"split heldout of 1\.0\.0.* then cut another version"):
        release.publish(beside, "org/toy-set", hub=EmptyHub())
    with pytest.raises(
        LookupError, match="read back"
    ):  # Where it is public already, publishing goes on as for any other.
        release.publish(beside, "org/toy-set", hub=EmptyHub({"v1.1.0": "c0ffee"}))


@pytest.mark.slow
def test_a_digest_of_an_id_that_is_not_of_the_rows_is_told_by_verify(tmp_path):
    _, _, part = cut(tmp_path)
    body = json.loads((part / "release.json").read_text("utf-8"))
    body["private"]["splits"]["heldout"]["ids"][0] = "0" * 16
    del body["digest"]
    (part / "release.json").write_text(release.manifest.seal(body), "utf-8")
    assert "row-changed" in {issue.code for issue in release.verify(part)}
