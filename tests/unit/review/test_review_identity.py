"""One person is one pseudonym on every machine of a team, and on no machine a second person."""

import json
import shutil

import pytest
from curation import taxonomy
from curation.core import tables
from curation.core.errors import StateError
from curation.review.board import layout, pull, push
from curation.review.judgements import batches, people

from review_world import MemoryBoard, item, prompt, result

TREE = taxonomy.load("lab-safety")
ANN, BOB = "ann@example.com", "bob@example.com"


@pytest.fixture(autouse=True)
def no_secret_of_this_machine(monkeypatch):
    monkeypatch.delenv(people.SECRET_VARIABLE, raising=False)


def clone(place, to):
    """What git brings to another machine: everything but `.curation`."""
    shutil.copytree(place, to, ignore=shutil.ignore_patterns(".curation"))
    return to


def test_a_name_follows_from_the_account_and_the_secret_alone(tmp_path, monkeypatch):
    one, two = tmp_path / "one", tmp_path / "two"
    monkeypatch.setenv(people.SECRET_VARIABLE, "a secret of the team")
    names = [people.pseudonyms(place)(ANN) for place in (one, two)]
    assert names[0] == names[1] == people.pseudonyms(one)(" Ann@Example.com ")
    assert people.pseudonyms(one)(BOB) != names[0]
    assert people.pseudonyms(one)("") == "nobody"


def test_the_secret_and_the_map_are_readable_by_their_owner_only(tmp_path):
    people.pseudonyms(tmp_path)(ANN)
    for file in (people.secret_path(tmp_path), people.path(tmp_path)):
        assert file.stat().st_mode & 0o077 == 0
    proof = people.team_path(tmp_path).read_text("utf-8")
    assert people.secret_path(tmp_path).read_text("utf-8").strip() not in proof and ANN not in proof


def test_a_clone_without_the_secret_names_nobody_and_says_how_to_get_it(tmp_path):
    first = tmp_path / "first"
    ann = people.pseudonyms(first)(ANN)
    second = clone(first, tmp_path / "second")
    with pytest.raises(StateError, match=r"\.curation/team\.secret") as refused:
        people.pseudonyms(second, taken=[ann])(ANN)
    assert people.SECRET_VARIABLE in str(refused.value)
    assert not people.path(second).is_file()
    people.secret_path(second).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(people.secret_path(first), people.secret_path(second))
    assert people.pseudonyms(second, taken=[ann])(ANN) == ann


def test_another_teams_secret_is_refused(tmp_path, monkeypatch):
    people.pseudonyms(tmp_path)(ANN)
    monkeypatch.setenv(people.SECRET_VARIABLE, "something else")
    with pytest.raises(StateError, match="not the one of this team"):
        people.pseudonyms(tmp_path)(BOB)


def test_names_of_version_0_1_stay_theirs_on_every_machine(tmp_path):
    first = tmp_path / "first"
    people.path(first).parent.mkdir(parents=True)
    people.path(first).write_text(json.dumps({ANN: "r1", BOB: "r2"}), "utf-8")
    with pytest.raises(StateError, match="r3"):
        people.share(first, taken=["r1", "r2", "r3"])
    people.share(first, taken=["r1", "r2"])
    second = clone(first, tmp_path / "second")
    with pytest.raises(StateError):
        people.pseudonyms(second, taken=["r1", "r2"])(ANN)
    people.secret_path(second).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(people.secret_path(first), people.secret_path(second))
    of = people.pseudonyms(second, taken=["r1", "r2"])
    assert (of(ANN), of(BOB)) == ("r1", "r2") and of("cyd@example.com").startswith("r-")


def frozen(place):
    batches.freeze(
        place, "b1", [item(prompt(n), "b1") for n in range(1, 5)], layout.build("prompt", TREE), TREE.id
    )
    return batches.load(place, "b1"), batches.items(place, "b1")


def take(place, board, project):
    head, items = batches.load(place, "b1"), batches.items(place, "b1")
    log = batches.log(place, "b1")
    found = pull.pull(
        board, project, head, items, log, people.pseudonyms(place, {j.reviewer for j in log}),
        {"duplicate": "duplicate"}, {c.code: c.code for c in TREE.leaves()},
    )  # fmt: skip
    tables.append_jsonl(batches.folder(place, "b1") / "judgements.jsonl", found.new)


def annotate(board, project, of, who, verdict, when, **more):
    (task,) = [t for t in board.projects[project]["tasks"].values() if t["data"]["item_id"] == of.id]
    parts = [p for p in result(of, verdict, **more) if p["from_name"] != "seen_rev"]
    seen = {"text": [task["data"]["seen_rev"]]}
    parts.append({"from_name": "seen_rev", "to_name": "subject", "type": "textarea", "value": seen})
    board.annotate(project, of, who, parts, when)


def test_two_clones_and_two_pullers_give_the_records_of_one_machine(tmp_path, monkeypatch):
    monkeypatch.setenv(people.SECRET_VARIABLE, "a secret of the team")
    alone = tmp_path / "alone"
    head, items = frozen(alone)
    first, second = clone(alone, tmp_path / "first"), clone(alone, tmp_path / "second")
    board = MemoryBoard()
    project = push.push(board, head, items, batches.layout_of(alone, "b1")).project
    annotate(board, project, items[0], ANN, "accept", "2026-01-01T00:00:00Z")
    take(first, board, project)
    take(alone, board, project)
    # Somebody changes the layout by hand, Ann changes her mind and Bob works, before and after it is put right again.
    right = board.projects[project]["layout"]
    board.projects[project]["layout"] = right.replace("Category", "Kategorie")
    annotate(board, project, items[0], ANN, "reject", "2026-01-02T00:00:00Z", reasons="duplicate")
    annotate(board, project, items[0], BOB, "accept", "2026-01-02T01:00:00Z")
    take(first, board, project)
    board.projects[project]["layout"] = right
    annotate(board, project, items[1], BOB, "accept", "2026-01-03T00:00:00Z")
    take(second, board, project)
    take(alone, board, project)
    merged = [*batches.log(second, "b1"), *batches.log(first, "b1")]
    whole = batches.resolve(batches.log(alone, "b1"))

    def told(records):
        return [j.model_dump(exclude={"supersedes"}) for j in records]

    assert told(batches.resolve(merged)) == told(whole) == told(batches.resolve(merged[::-1]))
    assert sorted(j.status for j in whole) == ["active", "active", "active", "superseded"]
