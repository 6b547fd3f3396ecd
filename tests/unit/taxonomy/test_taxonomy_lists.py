"""A team's own taxonomy from what it has: an indented list, a table of its own, SKOS."""

from importlib.util import find_spec

import pytest
from curation import taxonomy
from curation.core.errors import InputError
from curation.taxonomy import importing, lists
from curation.taxonomy.files import read_rows
from hypothesis import given
from hypothesis import strategies as st

needs_rdflib = pytest.mark.skipif(
    find_spec("rdflib") is None, reason="the extra `taxonomies` is not installed"
)
LIST = """# our risks
Fire
  - Arson: setting fire on purpose | torching | fire-setting
  - Negligence
Water
    2.7 Flooding: letting water in
"""
TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix ex: <https://example.org/risk/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
ex:fire a skos:Concept ; skos:prefLabel "Fire"@en, "Feuer"@de ; skos:notation "1" ; skos:narrower ex:arson .
ex:arson a skos:Concept ; skos:prefLabel "Arson"@en, "Brandstiftung"@de ; skos:altLabel "fire-setting"@en ;
  skos:definition "Setting fire on purpose."@en ; skos:notation "1.1" .
ex:old a skos:Concept ; skos:prefLabel "Old"@en ; skos:broader ex:fire ; owl:deprecated true .
"""


def made(tmp_path, name, text, language="en"):
    source = tmp_path / name
    source.write_text(text, "utf-8")
    importing.import_file(source, "own", "1.0", tmp_path / "schemas" / "taxonomies", language)
    return taxonomy.load("own", tmp_path)


def shape(tax):
    return [(c.code, c.level, c.parent, c.name) for c in tax.categories]


def test_an_indented_list_is_a_tree_with_definitions_and_cues(tmp_path):
    own = made(tmp_path, "own.txt", LIST)
    assert shape(own) == [
        ("1", 1, None, "Fire"), ("1.1", 2, "1", "Arson"), ("1.2", 2, "1", "Negligence"),
        ("2", 1, None, "Water"), ("2.7", 2, "2", "Flooding"),
    ]  # fmt: skip
    assert (own["1.1"].definition, own["1.1"].cues) == (
        "setting fire on purpose",
        ["torching", "fire-setting"],
    )


def test_tabs_and_spaces_may_indent_and_siblings_must_agree():
    assert lists.indented("A\n\tB\n    C\n", "x.txt") == lists.indented("A\n    B\n    C\n", "x.txt")
    with pytest.raises(InputError) as caught:
        lists.indented("A\n    B\n  C\nD\n   E\n", "x.txt")
    assert [(i.where, i.code) for i in caught.value.issues] == [("x.txt > line 3", "indent-unknown")]


@given(st.text(alphabet=st.sampled_from("AB :|-\t\n.1#")))
def test_any_list_is_read_or_refused(text):
    try:
        table = lists.indented(text, "x.txt")
    except InputError:
        return
    assert table.startswith("code,name")


def test_a_table_with_columns_of_its_own_is_read(tmp_path):
    own = made(
        tmp_path,
        "own.tsv",
        "ID\tLabel\tDescription\tKeywords\tBroader\nA\tFire\t\t\t\nB\tArson\ton purpose\ttorching; fire-setting\tA\n",
    )
    assert shape(own) == [("A", 1, None, "Fire"), ("B", 2, "A", "Arson")]
    assert own["B"].cues == ["torching", "fire-setting"]


def test_a_table_without_codes_is_numbered(tmp_path):
    own = made(tmp_path, "own.csv", "name,definition\nFire,burning\nWater,drowning\n")
    assert [c.code for c in own.categories] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("code,colour\n1,red\n", ["column-unknown", "column-missing"]),
        ("name,label\nA,B\n", ["column-double"]),
        ("", ["taxonomy-empty", "column-missing"]),
    ],
)
def test_a_table_that_cannot_be_read_says_all_that_is_wrong(text, codes):
    with pytest.raises(InputError) as caught:
        lists.table(text, "x.csv")
    assert {i.code for i in caught.value.issues} & set(codes)


@needs_rdflib
def test_skos_gives_codes_names_in_a_language_and_the_tree(tmp_path):
    own = made(tmp_path, "own.ttl", TURTLE)
    assert shape(own) == [("1", 1, None, "Fire"), ("1.1", 2, "1", "Arson"), ("old", 2, "1", "Old")]
    assert (own["1.1"].aliases, own["1.1"].definition) == (["fire-setting"], "Setting fire on purpose.")
    assert own["old"].status == "deprecated"
    assert [leaf.code for leaf in own.leaves()] == ["1.1"]


@needs_rdflib
def test_skos_may_be_read_in_another_language():
    rows = read_rows(lists.skos(TURTLE, "x.ttl", "de"), "own@1", "x.ttl")
    assert [c.name for c in rows] == ["Feuer", "Brandstiftung", "Old"]


@needs_rdflib
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("this is no Turtle", "taxonomy-unreadable"),
        ("", "taxonomy-empty"),
        (
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <a:x> a skos:Concept ; skos:broader <a:y> . "
            "<a:y> a skos:Concept ; skos:broader <a:x> .",
            "category-ring",
        ),
    ],
)
def test_skos_that_cannot_be_used_is_named(text, code):
    with pytest.raises(InputError) as caught:
        lists.skos(text, "x.ttl")
    assert caught.value.issues[0].code == code


def test_leaves_of_a_tree_of_uneven_depth_are_all_mapped_to(tmp_path):
    own = made(tmp_path, "own.txt", "Fire\n  Arson\nNoise: loud sounds at night\n")
    assert [leaf.code for leaf in own.leaves()] == ["1.1", "2"]


@needs_rdflib
def test_two_concepts_of_one_code_are_refused(tmp_path):
    both = TURTLE.replace('skos:notation "1.1"', 'skos:notation "1"')
    with pytest.raises(InputError, match="1: more than one concept has this code"):
        made(tmp_path, "own.ttl", both)


@needs_rdflib
def test_half_a_character_in_a_notation_is_refused_and_nothing_is_written(tmp_path):
    source = tmp_path / "own.ttl"
    source.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix ex: <https://example.org/> .\n"
        'ex:fire a skos:Concept ; skos:prefLabel "Fire"@en ; skos:definition "Fires."@en ; skos:notation "1\\ud800" .\n',
        "utf-8",
    )
    folder = tmp_path / "schemas" / "taxonomies"
    with pytest.raises(InputError, match="half a character"):
        importing.import_file(source, "own", "1.0", folder)
    assert not folder.exists() or list(folder.iterdir()) == []
