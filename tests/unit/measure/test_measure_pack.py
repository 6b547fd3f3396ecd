"""An evidence pack holds a result or a reason for each provision, and follows again from the release and the answers."""

from __future__ import annotations

import json

import pytest
import typer
from curation import release
from curation.cli.measure import commands as measure
from curation.measure import pack
from typer.testing import CliRunner

from release_world import world

APP = typer.Typer()
measure.register(APP)


@APP.callback()
def _root():
    """Keeps `measure` a group of its own."""


def call(*words, code=0):
    from curation.core.errors import CurationError

    result = CliRunner().invoke(APP, ["measure", *map(str, words)])
    if code and isinstance(result.exception, CurationError):
        return str(result.exception)
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    return release.cut(world(6), "1.0.0", tmp_path_factory.mktemp("releases"), validate=False)


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(
        "id,response\n" + "".join(f"q-{n:06d},{'A' if n % 2 else 'hard to say'}\n" for n in range(6))
    )
    return path


@pytest.fixture
def made(cut, answers, tmp_path):
    folder = tmp_path / "evidence"
    call("pack", cut, answers, "--out", folder, "--date", "2026-01-02", "--quick")
    return folder


@pytest.mark.slow
def test_every_provision_has_its_result(made):
    content = json.loads((made / "evidence.json").read_text())
    assert {r["status"] for r in content["requirements"]} == {"measured"}
    assert sum(d["items"] for d in content["documents"]) >= 6
    assert all(r["answers_rightly"]["n"] == r["items"] for r in content["requirements"])
    assert all(r["words_sha256"] and r["citation"] for r in content["requirements"])


@pytest.mark.slow
def test_a_pack_holds_digests_and_not_the_words_of_answers(made):
    lines = [json.loads(line) for line in (made / "answers.jsonl").read_text().splitlines()]
    assert len(lines) == 6 and all(
        set(line) == {"id", "epoch", "kind", "label", "correct", "form", "response_sha256"} for line in lines
    )
    assert not any("hard to say" in p.read_text() for p in made.iterdir())


@pytest.mark.slow
def test_a_pack_is_derived_again_and_a_changed_figure_is_named(cut, answers, made):
    assert "verified" in call("pack", cut, answers, "--out", made, "--check", "--quick")
    page = made / "index.html"
    page.write_text(page.read_text().replace("n=", "n=9"))
    assert "index.html" in call("pack", cut, answers, "--out", made, "--check", "--quick", code=1)


@pytest.mark.slow
def test_a_figure_edited_together_with_its_digest_does_not_follow_from_the_answers(cut, answers, made):
    from curation.core.digests import sha256

    page = made / "index.html"
    page.write_text(page.read_text().replace("n=", "n=9"))
    listed = json.loads((made / "pack.json").read_text())
    listed["files"]["index.html"] = sha256(page.read_bytes())
    (made / "pack.json").write_text(json.dumps(listed))
    assert [i.code for i in pack.verify(made)] == []
    assert "pack-differs" in call("pack", cut, answers, "--out", made, "--check", "--quick", code=1)


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        lambda content: {k: v for k, v in content.items() if k != "answers"},
        lambda content: {**content, "requirements": None},
        lambda content: {**content, "requirements": [{"clause": "a@1#b"}]},
        lambda content: {k: v for k, v in content.items() if k != "date"},
        lambda content: [],
    ],
)
def test_evidence_that_lacks_a_part_is_an_error_and_no_crash(cut, answers, made, change):
    place = made / "evidence.json"
    place.write_text(json.dumps(change(json.loads(place.read_text()))))
    told = call("pack", cut, answers, "--out", made, "--quick", "--check", code=1)
    assert "holds no evidence that can be read" in told


def test_other_answers_give_another_pack(cut, made, tmp_path):
    other = tmp_path / "answers.csv"
    other.write_text("id,response\n" + "".join(f"q-{n:06d},B\n" for n in range(6)))
    assert "pack-differs" in call("pack", cut, other, "--out", made, "--check", "--quick", code=1)


def test_oscal_results_name_every_provision_once(made):
    results = json.loads((made / "oscal.json").read_text())["assessment-results"]
    content = json.loads((made / "evidence.json").read_text())
    (result,) = results["results"]
    assert len(result["observations"]) == len(content["requirements"])
    assert len({o["uuid"] for o in result["observations"]}) == len(result["observations"])
    assert {f["target"]["status"]["state"] for f in result["findings"]} <= {"satisfied", "not-satisfied"}


def test_a_provision_without_an_item_says_why(cut, answers):
    from curation.measure import logs
    from curation.measure.release import load
    from curation.measure.settings import Settings

    bound = load(cut)
    run = logs.load(answers, bound)
    unmeasured = [{"clause": "house@1#sec_99", "citation": "House rules, s. 99", "why": "bearer not found"}]
    content = pack.evidence(bound, run, Settings(), "2026-01-02", {"name": "x"}, unmeasured)
    last = content["requirements"][-1]
    assert (last["status"], last["why"], last["items"]) == ("no item", "bearer not found", 0)
    assert "bearer not found" in pack.files(content, run)["index.html"]
    (result,) = pack.oscal(content)["assessment-results"]["results"]
    *measured, unasked = result["observations"]
    assert unasked["description"] == "House rules, s. 99: no item (bearer not found)"
    assert [o["description"] for o in measured] == [r["citation"] for r in content["requirements"][:-1]]
    assert len(result["findings"]) == len(measured)  # nothing is found of a provision that no item asks about
    selected = result["reviewed-controls"]["control-selections"][0]["include-controls"]
    assert not any("sec_99" in one["control-id"] for one in selected)
    findings = {f["title"]: f["target"]["status"]["state"] for f in result["findings"]}
    lows = {r["citation"]: r["answers_rightly"]["low"] for r in content["requirements"][:-1]}
    assert findings == {
        c: "satisfied" if low is not None and low > 0.5 else "not-satisfied" for c, low in lows.items()
    }


OPEN = [
    {"clause": "house@1#sec_98", "citation": "House rules, s. 98", "sha256": "ab" * 32, "why": "no item"},
    {"clause": "house@1#sec_99", "citation": "House rules, s. 99", "sha256": "cd" * 32, "why": "no item"},
]


def test_a_pack_with_provisions_without_an_item_follows_from_its_own_list_of_them(cut, answers):
    from curation.measure import logs
    from curation.measure.release import load
    from curation.measure.settings import Settings

    bound = load(cut)
    run = logs.load(answers, bound)
    content = pack.evidence(bound, run, Settings(), "2026-01-02", {"name": "x"}, OPEN)
    listed = [r for r in content["requirements"] if r["status"] != "measured"]
    assert [r["words_sha256"] for r in listed] == ["ab" * 32, "cd" * 32]
    again = pack.evidence(bound, run, Settings(), "2026-01-02", {"name": "x"}, listed)
    assert pack.files(again, run) == pack.files(content, run)


def test_a_page_names_no_digest_and_no_jurisdiction_that_it_does_not_know(cut, answers):
    from curation.measure import logs
    from curation.measure.release import load
    from curation.measure.settings import Settings

    bound = load(cut)
    run = logs.load(answers, bound)
    content = pack.evidence(bound, run, Settings(), "2026-01-02", {"name": "x"}, OPEN)
    page = pack.files(content, run)["index.html"]
    about = page.split("<h2>house@1</h2>")[1].split("</p>")[0]
    assert about == "<p>house@1; 0 provisions measured, 2 without an item."


@pytest.mark.slow
def test_answers_under_another_file_name_give_the_same_pack(cut, answers, made):
    copy = answers.with_name("copy-of-answers.csv")
    copy.write_bytes(answers.read_bytes())
    assert "verified" in call("pack", cut, copy, "--out", made, "--check", "--quick")


@pytest.mark.slow
def test_the_signature_of_a_pack_is_checked_with_the_public_key(cut, answers, tmp_path):
    from curation.release.verification import signing

    for name in ("mine", "other"):
        signing.new_key(tmp_path / name)
    folder = tmp_path / "signed"
    call("pack", cut, answers, "--out", folder, "--quick", "--sign-with", tmp_path / "mine")
    check = ("pack", cut, answers, "--out", folder, "--check", "--quick", "--key")
    assert "verified" in call(*check, tmp_path / "mine.pub")
    assert "signature-wrong" in call(*check, tmp_path / "other.pub", code=1)
    (folder / "pack.json.minisig").unlink()
    assert "signature-missing" in call(*check, tmp_path / "mine.pub", code=1)


def test_provisions_of_documents_that_a_dataset_does_not_take_are_not_missing_from_it():
    assert pack.scope(["house@1"], ["house", "yard"]) == {"house", "yard"}
    assert pack.scope(["house@1"], []) is None
    assert pack.scope(["house@1", "yard@2"], None) == {"house", "yard"}


WHOLE = {
    "date": "2026-01-02",
    "answers": {"where": "log"},
    "requirements": [
        {"clause": "a@1#x", "status": "measured"},
        {"clause": "a@1#y", "status": "open", "why": "no item"},
    ],
}


@pytest.mark.parametrize(
    "damage",
    [
        {}, {"date": 3}, {"date": None}, {"answers": []}, {"answers": {}}, {"requirements": {}}, {"requirements": ["a"]},
        {"requirements": [{"clause": 3, "status": "measured"}]}, {"requirements": [{"clause": "a@1#x", "status": "open"}]},
        {"requirements": [*WHOLE["requirements"], {"status": "measured"}]},
    ],
)  # fmt: skip
def test_evidence_is_whole_with_its_day_its_answers_and_each_provision_with_its_state(damage):
    assert pack._whole(WHOLE | damage) is (not damage)
    assert not pack._whole([WHOLE])


def test_a_token_of_oscal_begins_with_a_letter_and_has_no_other_signs():
    names = ["eu-ai-act@1#art_5", "1.2 a", "§ 7", "Ärger"]
    assert [pack._token(name) for name in names] == ["eu-ai-act_1_art_5", "c1.2_a", "c__7", "c_rger"]


def test_a_folder_whose_manifest_lists_no_files_is_no_pack(tmp_path):
    with pytest.raises(pack.InputError, match=r"holds no pack\.json"):
        pack.verify(tmp_path)
    for text in ("{", "[]", "{}", "3"):
        (tmp_path / "pack.json").write_text(text)
        with pytest.raises(pack.InputError, match="is no manifest of a pack"):
            pack.verify(tmp_path)
