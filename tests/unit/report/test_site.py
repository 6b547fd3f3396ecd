"""The site of a release says what the release says, shows nothing that may not be passed on, and lets no text become markup."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace

import pytest
from curation import release
from curation.cli.main import app
from curation.core.errors import InputError, StateError
from curation.pipeline.reports import site_content
from curation.report.site.content import ITEM_COLUMNS, Provision, Site, SiteCategory
from curation.report.site.page import render, space_card
from typer.testing import CliRunner

from release_world import world


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    return release.cut(world(6), "1.0.0", tmp_path_factory.mktemp("releases"), validate=False)


def data_of(page: str) -> dict:
    return json.loads(
        re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1]
    )


def cells(item) -> dict:
    return dict(zip(ITEM_COLUMNS, item, strict=True))


@pytest.mark.slow
def test_every_row_stands_on_the_site_with_its_key_its_clause_and_its_category(cut):
    rows = release.read_items(cut).sort("id").to_dicts()
    site = site_content.of_release(cut)
    data = data_of(render(site))
    assert len(data["items"]) == len(rows)
    for row, item in zip(rows, map(cells, data["items"]), strict=True):
        assert (item["id"], item["text"], item["options"], item["answer"]) == (
            row["id"], row["stem"] or row["text"], row["options"], row["answer"],
        )  # fmt: skip
        assert [data["provisions"][c][1] for c in item["clauses"]] == row["clauses"]
        assert [data["categories"][c][0] for c in item["categories"]] == row["categories"]
    body = json.loads((cut / "release.json").read_text())
    assert dict(site.facts)["content digest"] == body["content_sha256"]
    assert [g[0] for g in site.gates] == [g["name"] for g in body["gates"]]


def test_a_release_that_differs_from_what_was_cut_gets_no_site(cut, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(cut, copy)
    body = json.loads((copy / "release.json").read_text())
    (copy / "release.json").write_text(json.dumps(body | {"licence": "MIT"}))
    with pytest.raises(InputError, match=r"licence|digest"):
        site_content.of_release(copy)


def test_a_site_of_nothing_says_what_to_name(tmp_path):
    result = CliRunner().invoke(app, ["site", str(tmp_path), "--out", str(tmp_path / "out")])
    assert isinstance(result.exception, StateError)
    assert "release.json" in str(result.exception) and "curation.toml" in str(result.exception)
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_results_of_an_evidence_pack_stand_at_their_clauses(cut, tmp_path):
    from curation.measure import pack  # noqa: F401

    answers = tmp_path / "answers.csv"
    answers.write_text("id,response\n" + "".join(f"q-{n:06d},A\n" for n in range(6)))
    folder = tmp_path / "pack"
    run = CliRunner()
    asked = [
        "measure",
        "pack",
        str(cut),
        str(answers),
        "--out",
        str(folder),
        "--date",
        "2026-01-02",
        "--quick",
    ]
    assert run.invoke(app, asked).exit_code == 0
    out = tmp_path / "site"
    assert run.invoke(app, ["site", str(cut), "--out", str(out), "--results", str(folder)]).exit_code == 0
    data = data_of((out / "index.html").read_text("utf-8"))
    [result] = data["results"]
    stated = {r["clause"]: r for r in json.loads((folder / "evidence.json").read_text())["requirements"]}
    assert {row[0] for row in result["rows"]} == set(stated)
    for clause, _, _, values in result["rows"]:
        assert (
            values[result["measures"].index("answers rightly")][0]
            == stated[clause]["answers_rightly"]["value"]
        )
    assert 'href="#results"' in (out / "index.html").read_text("utf-8")


def test_a_pack_of_another_dataset_is_refused(cut, tmp_path):
    folder = tmp_path / "pack"
    answers = tmp_path / "answers.csv"
    answers.write_text("id,response\n" + "".join(f"q-{n:06d},A\n" for n in range(6)))
    CliRunner().invoke(
        app,
        ["measure", "pack", str(cut), str(answers), "--out", str(folder), "--date", "2026-01-02", "--quick"],
    )
    with pytest.raises(InputError, match="pack-of-another-dataset"):
        site_content._result(folder, "another")


HOSTILE = '</script><img src=x onerror="alert(1)">\u202eevil\u200b'


def hostile_site() -> Site:
    item = dict.fromkeys(ITEM_COLUMNS, "") | {
        "id": HOSTILE, "kind": "question", "text": HOSTILE, "options": [HOSTILE, "b"], "answer": 0, "why": [], "categories": [0],
        "clauses": [0], "quotes": [HOSTILE], "judgements": 0, "agreement": None, "benign": False, "parent": None,
    }  # fmt: skip
    return Site(
        title=HOSTILE, kind="release", state=HOSTILE, facts=[(HOSTILE, HOSTILE)], gates=[(HOSTILE,) * 4],
        documents=[dict.fromkeys(("slug", "title", "issuer", "jurisdiction", "edition", "licence", "url"), HOSTILE)],
        provisions=[Provision(0, HOSTILE, HOSTILE, HOSTILE, HOSTILE, "other")], categories=[SiteCategory(HOSTILE, HOSTILE, -1, HOSTILE)],
        items=[[item[name] for name in ITEM_COLUMNS]],
    )  # fmt: skip


def test_no_text_of_a_document_becomes_markup():
    page = render(hostile_site())
    assert "<img" not in page
    assert page.count("</script>") == 2
    assert data_of(page)["items"][0][ITEM_COLUMNS.index("text")] == HOSTILE
    assert "\u202e" not in page.partition('id="data"')[0]


def test_only_addresses_of_the_web_and_of_mail_become_links(cut):
    assert site_content._report_address("a@b.example", "1.0.0") == "mailto:a@b.example?subject={id}"
    assert (
        site_content._report_address("https://x.example/{version}?i={id}", "1.0.0")
        == "https://x.example/1.0.0?i={id}"
    )
    assert site_content._report_address("javascript:alert(1)", "1.0.0") == ""
    assert site_content._report_address("the issue tracker", "1.0.0") == ""
    assert site_content._document({"url": "javascript:alert(1)", "slug": "x"})["url"] == ""


@pytest.mark.slow
def test_the_page_is_the_same_bytes_each_time_and_its_folder_is_a_space(cut):
    first, second = site_content.of_release(cut), site_content.of_release(cut)
    assert render(first) == render(second)
    assert space_card(first).startswith("---\n") and "sdk: static" in space_card(first)
    assert replace(first, title="x") != first


def test_words_of_a_closed_document_stay_out_of_the_site_of_a_workspace():
    clause = {
        "id": "d@1#a",
        "document": "d",
        "edition": "1",
        "citation": "D, a",
        "path": ["h"],
        "text": "secret words",
        "modality": "obligation",
    }
    [shown] = site_content._provisions(
        [clause], ["d@1"], {"d@1#a": ["obligation: who: secret"]}, lambda _: True
    )
    [hidden] = site_content._provisions(
        [clause], ["d@1"], {"d@1#a": ["obligation: who: secret"]}, lambda _: False
    )
    assert shown.text == "secret words" and shown.rules
    assert hidden.text == "" and not hidden.rules and "secret" not in repr(hidden)


def test_a_large_site_is_packed_and_what_only_an_item_shows_stands_apart(cut, monkeypatch):
    import base64
    import zlib

    from curation.report.site import page

    site = site_content.of_release(cut)
    monkeypatch.setattr(page, "MOST_PLAIN", 1000)
    blocks = dict(
        re.findall(r'id="(data|details)" data-packed="deflate">([A-Za-z0-9+/=]+)</script>', page.render(site))
    )
    data, details = (
        json.loads(zlib.decompress(base64.b64decode(blocks[name]))) for name in ("data", "details")
    )
    for row, apart, item in zip(data["items"], details, site.items, strict=True):
        for place, value in zip(data["details"], apart, strict=True):
            assert row[place] is None and value == json.loads(json.dumps(item[place]))
