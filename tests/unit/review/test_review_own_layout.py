"""A layout of the workspace's own: checked before a batch is frozen, and its extra controls kept in the judgement."""

import json

import pytest
from curation import taxonomy
from curation.cli.main import app
from curation.review.board import layout, layout_check, pull, push
from curation.review.judgements import batches
from typer.testing import CliRunner

from review_world import MemoryBoard, item, prompt, result

TREE = taxonomy.load("lab-safety")
RATING = '<Rating name="own_rating" toName="subject" maxRating="5" />'


def own(workspace, kind, old, new):
    """Puts the packaged layout of a kind into the workspace with one text replaced."""
    path = workspace / "schemas" / "labeling" / f"{kind}.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    source = (layout.resources.packaged() / "labeling" / f"{kind}.xml").read_text("utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), "utf-8")
    return workspace


def codes(workspace):
    return {(issue.code, issue.severity) for issue in layout_check.check(TREE, workspace)}


def test_a_workspace_without_layouts_of_its_own_has_nothing_to_check(tmp_path):
    assert codes(tmp_path) == set()


def test_an_unchanged_copy_has_no_finding(tmp_path):
    assert codes(own(tmp_path, "prompt", "<View>", "<View>")) == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('<Fill what="stamp" />', "", "layout-control-missing"),
        ('<Fill what="judge" taxonomy="required" />', "", "layout-control-missing"),
        ('value="$shown"', 'value="$nosuchfield"', "layout-field-unknown"),
        ('<Fill what="stamp" />', '<Fill what="stamp" /><Fill what="stamp" />', "layout-control-twice"),
        ('<Fill what="stamp" />', '<Fill what="stamp" /><Fill what="nothing" />', "layout-part"),
        ("</View>", "</Viw>", "layout-malformed"),
    ],
)
def test_a_layout_in_which_work_would_be_lost_is_an_error_of_check(tmp_path, old, new, code):
    own(tmp_path, "prompt", old, new)
    assert (code, "error") in codes(tmp_path)
    (tmp_path / "curation.toml").write_text(
        '[[dataset]]\nname = "d"\nkind = "prompt"\ntitle = "D"\ntaxonomy = "lab-safety"\nlicence = "MIT"\n'
    )
    done = CliRunner().invoke(app, ["check", "--json", "-w", str(tmp_path)])
    assert done.exit_code == 1
    assert code in {issue["code"] for issue in json.loads(done.stdout)}


def test_a_control_of_its_own_is_told_and_is_no_error(tmp_path):
    own(tmp_path, "prompt", '<Fill what="stamp" />', RATING + '<Fill what="stamp" />')
    assert codes(tmp_path) == {("layout-control-own", "info")}


def pulled(workspace, extra):
    """The judgement that an annotation with an extra part becomes."""
    screen = layout.build("prompt", TREE, workspace)
    head = batches.freeze(workspace, "b", [item(prompt(1), "b")], screen, TREE.id)
    items, board = batches.items(workspace, "b"), MemoryBoard()
    project = push.push(board, head, items, screen, lambda code: [c.code for c in TREE.path(code)]).project
    board.annotate(project, items[0], "admin@example.com", [*result(items[0]), extra])
    found = pull.pull(
        board, project, head, items, [], lambda who: "r-1", {}, {c.code: c.code for c in TREE.leaves()}
    )
    (judgement,) = found.new
    return judgement


RATED = {"from_name": "own_rating", "to_name": "subject", "type": "rating", "value": {"rating": 4}}


def test_what_is_said_in_a_control_of_its_own_is_kept_and_the_judgement_counts(tmp_path):
    own(tmp_path, "prompt", '<Fill what="stamp" />', RATING + '<Fill what="stamp" />')
    judgement = pulled(tmp_path, RATED)
    assert (judgement.status, judgement.verdict) == ("active", "accept")
    assert judgement.extra == {"own_rating": [4]}


def test_a_field_that_is_in_no_layout_still_makes_an_annotation_invalid(tmp_path):
    judgement = pulled(tmp_path, RATED)
    assert judgement.status == "invalid" and judgement.extra == {}
