"""What changes among the candidates is told by item, for folders and for git revisions, as Markdown that nothing can break."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import tarfile

import pytest
from curation.core import tables
from curation.core.errors import InputError
from curation.core.records import Candidate
from curation.pipeline.reports import candidate_diff
from curation.pipeline.reports.candidate_diff import Side, code, compare, markdown
from typer.testing import CliRunner

import kite_world
from review_world import prompt


def side(*candidates: Candidate, findings=None) -> Side:
    return Side({c.id: c for c in candidates}, findings or {}, {})


def worded(number: int, text: str, of: int | None = None) -> Candidate:
    """A prompt about the clause of `of`, with words of its own."""
    base = prompt(of or number)
    return base.model_copy(
        update={
            "id": f"c{number}",
            "root": f"c{number}",
            "text": text,
            "fingerprint": f"{number:064x}",
            "clauses": [f"r@1#{of or number}"],
        }
    )


OLD = "Tell me how to fly a kite close to a busy road without being seen"
NEW = "Tell me how to fly a kite close to a quiet road without being seen"


def test_equal_sides_have_no_difference():
    difference = compare(side(worded(1, OLD)), side(worded(1, OLD)))
    assert difference.changes == []
    assert "No difference" in markdown(difference)


def test_an_item_in_other_words_for_the_same_clause_is_one_change_and_another_clause_two():
    same = compare(side(worded(1, OLD)), side(worded(2, NEW, of=1)))
    assert [c.kind for c in same.changes] == ["changed"]
    assert "[-busy-] {+quiet+}".replace("[", "&#91;").replace("]", "&#93;") in markdown(same)
    other = compare(side(worded(1, OLD)), side(worded(2, NEW)))
    assert [c.kind for c in other.changes] == ["added", "removed"]
    unlike = compare(side(worded(1, OLD)), side(worded(2, "Sell my kite", of=1)))
    assert [c.kind for c in unlike.changes] == ["added", "removed"]


def test_a_new_edition_of_a_document_keeps_the_place_of_a_clause():
    before = worded(1, OLD)
    after = worded(2, NEW, of=1).model_copy(update={"clauses": ["r@2#1"]})
    assert [c.kind for c in compare(side(before), side(after)).changes] == ["changed"]


def test_counts_add_up_on_both_sides():
    before = side(worded(1, OLD), worded(2, "Sell a kite"), worded(3, "Cut the line"))
    after = side(worded(1, OLD), worded(4, "Sell a kite now", of=2), worded(5, "Buy a knife"))
    (row,) = compare(before, after).counts().values()
    assert row == {"before": 3, "after": 3, "added": 1, "removed": 1, "changed": 1}
    assert row["before"] - row["removed"] + row["added"] == row["after"]


def test_findings_that_are_new_are_counted_by_check():
    before = side(worded(1, OLD), findings={"c1": ["prompt-long"]})
    after = side(worded(1, OLD), findings={"c1": ["prompt-long", "stem-cut"]})
    difference = compare(before, after)
    assert difference.new_findings() == [("c1", "stem-cut")]
    assert "New findings&#58; 1" in markdown(difference) and "stem-cut" in markdown(difference)


HOSTILE = [
    "</details><script>x</script>",
    "@everyone",
    "[a](http://b)",
    "`` | a | b",
    "![x](y)",
    "$x$",
    "\n\n# Head",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_an_item_is_markup_of_the_page(text):
    shown = code(text)
    inner = shown.removeprefix("<code>").removesuffix("</code>")
    assert not set(inner) & set("<>`|@*_[]$\n")
    assert "://" not in inner
    page = markdown(compare(side(), side(worded(1, text))))
    assert page.count("</details>") == page.count("<details>")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """The workspace about kites in a repository: one commit, then another document in its dataset."""
    place = kite_world.make(tmp_path_factory.mktemp("repository"))
    git = ["git", "-C", str(place), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    (place / ".gitignore").write_text(".curation/\n")
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "one"], check=True)
    return place


def packed(*members: tarfile.TarInfo) -> bytes:
    """A tar file of empty members and a `curation.toml`."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for member in (*members, tarfile.TarInfo("curation.toml")):
            archive.addfile(member)
    return file.getvalue()


# Later Pythons warn where no filter is named, and an older one knows none.
@pytest.mark.filterwarnings("ignore:Python 3.14 will, by default, filter:DeprecationWarning")
@pytest.mark.parametrize("filtered", [True, False], ids=["with the filter", "Python before 3.11.4"])
def test_a_revision_whose_files_lead_out_of_it_is_not_unpacked(tmp_path, monkeypatch, filtered):
    if not filtered:
        monkeypatch.delattr(tarfile, "data_filter", raising=False)
    link = tarfile.TarInfo("raw/link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc"
    for bad in (link, tarfile.TarInfo("../outside")):
        with pytest.raises(InputError) as caught:
            candidate_diff._unpack(packed(bad), tmp_path / "w")
        assert [issue.code for issue in caught.value.issues] == ["revision-unsafe"]
        assert not (tmp_path / "outside").exists()
    candidate_diff._unpack(packed(tarfile.TarInfo("rules.md")), tmp_path / "good")
    assert (tmp_path / "good" / "rules.md").is_file()


def diff(place, *words):
    return CliRunner().invoke(kite_world.app, ["diff", *map(str, words), "-w", str(place)])


@pytest.mark.slow
def test_a_revision_is_compared_with_the_workspace_as_it_is(workspace, tmp_path):
    place = shutil.copytree(workspace, tmp_path / "w")
    assert "No difference" in diff(place, "HEAD").output
    settings = place / "curation.toml"
    settings.write_text(settings.read_text().replace('["kites"]', '["wind"]'))
    done = diff(place, "HEAD", "--json")
    assert done.exit_code == 0, done.output
    counts = json.loads(done.stdout)["counts"]["kites"]
    assert counts["before"] == counts["removed"] > 0 == counts["after"]
    written = diff(place, "HEAD", "--out", tmp_path / "diff.md", "--most", "1")
    assert written.exit_code == 0
    page = (tmp_path / "diff.md").read_text("utf-8")
    assert re.search(r"Removed in kites&#58; \d", page) and page.count("- <code>") == 1


@pytest.mark.slow
def test_two_folders_are_compared_outside_of_any_workspace(workspace, tmp_path, monkeypatch):
    for name in ("one", "two"):
        shutil.copytree(workspace, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(kite_world.app, ["diff", "one", "two"])
    assert done.exit_code == 0 and "No difference" in done.output


@pytest.mark.slow
@pytest.mark.parametrize("name", ["no-such-branch", "--output=x", "HEAD:raw"])
def test_what_is_neither_a_folder_nor_a_revision_is_an_error_that_says_what_to_name(workspace, name):
    with pytest.raises(Exception, match="revision-unknown"), candidate_diff.opened(name, workspace):
        pass


@pytest.mark.slow
def test_a_comparison_asks_no_model_anew(workspace, tmp_path):
    place = shutil.copytree(workspace, tmp_path / "w")
    settings = place / "curation.toml"
    text = settings.read_text().replace(
        "[models]", '[models]\ncompleter = "http://127.0.0.1:9/v1"\nmodel = "m"'
    )
    settings.write_text(text.replace("[map]", '[generate]\ngenerators = ["llm"]\n\n[map]'))
    done = diff(place, "HEAD")
    said = str(done.exception) + done.output
    assert done.exit_code != 0 and "run: curation run" in said


@pytest.mark.slow
def test_the_sides_hold_what_people_would_be_asked_about(workspace):
    found = candidate_diff.side(workspace)
    run = kite_world.open_run(workspace)
    kite_world.running.execute(run)
    assert set(found.candidates) == {c.id for c in tables.rows(kite_world.running.kept(run), Candidate)}


def test_turns_and_points_are_a_part_of_what_is_compared():
    from curation.pipeline.reports.candidate_diff import words_of

    from review_world import conversation, task

    spoken, open_task = words_of(conversation()), words_of(task())
    assert spoken.index("[system]") < spoken.index("[user]") < spoken.index("[assistant]")
    assert (
        "p1 (required, 2): Says that the operator keeps the log." in open_task
        and "Say what becomes of the log." in open_task
    )
