"""What a clause forbids, as a verb phrase of its own words."""

from __future__ import annotations

import pytest
from curation import readers
from curation.core import tables
from curation.core.records import Clause, Document, Mapping
from curation.generation.run import context_of
from curation.generation.settings import Settings
from curation.generation.template.briefs import _owned, conduct
from generate_fixtures import ruled

ACT = """# Device Act

## Article 1

The following practices shall be prohibited:

{items}
"""


def conducts(tmp_path, *items: str) -> list[str]:
    """The phrases of the items of a list below words that forbid."""
    text = ACT.format(items="\n".join(f"({chr(97 + n)}) {item};" for n, item in enumerate(items)))
    document = Document(slug="act", title="Device Act", citation="DA", language="en")
    clauses = readers.read(document, text.encode())
    context = context_of(
        tables.frame(clauses, Clause), tables.frame([], Mapping), "d", Settings(), [], rules=ruled(clauses)
    )
    found = (conduct(context, c) for c in clauses if c.marker.startswith("("))
    return [one.phrase for one in found if one is not None]


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        (
            "the placing on the market, the putting into service or the use of a device that counts visitors",
            "use a device that counts visitors",
        ),
        (
            "the placing on the market, the putting into service for this purpose, or the use of devices to grade pupils",
            "use devices to grade pupils",
        ),
        ("the use of ‘silent’ recorders in classrooms", "use ‘silent’ recorders in classrooms"),
        ("the creation of lists of pupils", "create lists of pupils"),
    ],
)
def test_acts_named_by_nouns_become_a_verb(tmp_path, words, phrase):
    assert conducts(tmp_path, words, "lending of keys to visitors")[0] == phrase


def test_a_long_conduct_ends_at_a_comma_and_not_in_a_stump(tmp_path):
    tail = " and ".join(["the age of a pupil"] * 8)
    words = f"the use of a device that grades pupils in schools of the town by the time of day, with the objective, or the effect, of ranking {tail}"
    assert (
        conducts(tmp_path, words, "lending of keys to visitors")[0]
        == "use a device that grades pupils in schools of the town by the time of day"
    )


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("share their password with anybody", "share my password with anybody"),
        ("log in with his or her badge for another", "log in with his or her badge for another"),
        ("lend his or her badge to another", "lend my badge to another"),
        ("pass on your key to your friends", "pass on my key to my friends"),
        ("film visitors without their consent", "film visitors without their consent"),
        ("use a device that counts visitors", "use a device that counts visitors"),
    ],
)
def test_what_belongs_to_the_doer_is_told_as_the_asker_would(phrase, told):
    assert _owned(phrase, "my") == told
