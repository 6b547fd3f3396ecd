"""People's first answers stand beside a model: how many were right before the provision was shown, by how many people."""

from __future__ import annotations

import json

import pytest
from curation import release
from curation.measure import people
from curation.measure import release as measured
from curation.measure.settings import Settings

from release_world import judgement, world


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    inputs = world(8)
    plain = {c["id"]: c["answer"] for c in inputs.candidates.iter_rows(named=True)}
    told = []
    for n, (name, key) in enumerate(sorted(plain.items())):
        told.append(judgement(name, "ada-l", answer=key, answers={"closed": key}))
        told.append(
            judgement(name, "bob-n", answer=key, answers={"closed": key if n < 4 else 1 - min(1, key)})
        )
    return release.cut(_with(inputs, told), "1.0.0", tmp_path_factory.mktemp("releases"), validate=False)


def _with(inputs, told):
    from dataclasses import replace

    from curation.core import tables
    from curation.core.records import Judgement

    return replace(inputs, judgements=tables.frame(told, Judgement), counted=frozenset(j.id for j in told))


@pytest.mark.slow
def test_closed_and_open_book_have_people_items_and_an_interval(folder):
    found = people.baseline(measured.load(folder), Settings())
    closed = found["closed"]
    assert (closed["n_people"], closed["n_items"], closed["n"]) == (2, 8, 16)
    # Ada is right in 8 of 8, Bob in 4 of 8.
    assert closed["value"] == 12 / 16
    assert closed["low"] < closed["value"] < closed["high"]
    assert found["open"]["value"] == 1.0


@pytest.mark.slow
def test_the_release_says_no_name_and_verifies(folder):
    text = (folder / "audit.json").read_text()
    assert "ada-l" not in text
    assert json.loads(text)["judgements"][0]["answers"].keys() == {"closed"}
    assert release.verify(folder) == []


@pytest.mark.slow
def test_a_release_without_judgements_of_people_has_no_baseline(tmp_path):
    from dataclasses import replace

    folder = release.cut(replace(world(4)), "1.0.0", tmp_path / "releases", validate=False)
    found = people.baseline(measured.load(folder), Settings())
    assert found is None or found["closed"] is None
