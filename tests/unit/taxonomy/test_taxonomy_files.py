import pytest
from curation import taxonomy
from curation.core.errors import InputError, StateError
from curation.core.records import Category
from curation.taxonomy import Taxonomy, crosswalk, importing
from curation.taxonomy.files import build, read_rows, to_csv

TABLE = "code,level,name,parent,definition\n1,1,Top,,What is on top of the other things here.\n1.1,2,Leaf,1,A thin green part of a plant.\n"


def test_a_table_written_is_the_table_read():
    nodes = taxonomy.load("air-2024").categories
    assert tuple(read_rows(to_csv(nodes), "air-2024@1.0", "x")) == nodes


def test_every_faulty_row_is_reported_at_once():
    with pytest.raises(InputError) as caught:
        build("t", {}, "code,level,name\n1,one,A\n2,1,B\n2,1,C\n", "t.csv")
    assert [i.code for i in caught.value.issues] == ["category-invalid", "code-duplicate"]


def test_lint_finds_orphans_twins_clashes_damage_and_tautologies():
    def node(code, level, name, parent=None, **more):
        return Category(taxonomy="t@1", code=code, level=level, name=name, parent=parent, **more)

    made = Taxonomy(
        "t", "1", ("a", "b"),
        (
            node("1", 1, "Security RiskGroups"), node("1.1", 2, "Network attack", "1", definition="Network attack is defined as a network attack."),
            node("1.2", 2, "Network attacks", "1", aliases=["network attack"]), node("1.3", 2, "Spam", "9"),
        ),
        (1, 4),
    )  # fmt: skip
    codes = {issue.code for issue in taxonomy.lint(made)}
    assert {
        "level-count",
        "orphan",
        "name-near",
        "alias-clash",
        "name-damaged",
        "definition-tautology",
    } <= codes


def test_a_teams_own_taxonomy_is_imported_once(tmp_path):
    source = tmp_path / "own.yaml"
    source.write_text("- name: Fire\n  children:\n    - name: Arson\n    - name: Wildfire\n", "utf-8")
    made = importing.import_file(source, "own", "1.0", tmp_path / "schemas" / "taxonomies")
    assert [len(made.at(1)), len(made.at(2))] == [1, 2]
    assert taxonomy.load("own", tmp_path).categories == made.categories
    with pytest.raises(StateError, match="already"):
        importing.import_file(source, "own", "1.0", tmp_path / "schemas" / "taxonomies")


def link(**more):
    base = {
        "subject_id": "1.1", "predicate_id": "skos:broadMatch", "object_id": "4.1", "mapping_justification": "semapv:ManualMappingCuration",
        "subject_source": "own", "subject_source_version": "1", "object_source": "lab-safety", "object_source_version": "1.0",
    }  # fmt: skip
    return crosswalk.Link(**(base | more))


def test_a_crosswalk_is_read_as_written_and_applied_both_ways():
    links = [link(), link(subject_id="1.2", object_id=crosswalk.NO_MATCH)]
    assert crosswalk.parse(crosswalk.to_tsv(links, "t"), "t.sssom.tsv") == links
    assert crosswalk.apply(links, "own@1:1.1") == [("lab-safety@1.0:4.1", "broadMatch", 1.0)]
    assert crosswalk.apply(links, "lab-safety@1.0:4.1") == [("own@1:1.1", "narrowMatch", 1.0)]
    assert crosswalk.apply(links, "own@1:1.2") == [("lab-safety@1.0:none", "broadMatch", 1.0)]


def test_crosswalk_lint_names_unknown_codes_other_versions_and_conflicts():
    own = build("own", {"name": "own", "version": "1"}, TABLE, "own.csv")
    tables = {"own": own, "lab-safety": taxonomy.load("lab-safety")}
    links = [
        link(),
        link(),
        link(object_id="9"),
        link(object_source_version="2"),
        link(object_id=crosswalk.NO_MATCH),
    ]
    codes = {issue.code for issue in crosswalk.lint(links, tables.__getitem__)}
    assert codes == {"crosswalk-duplicate", "crosswalk-code", "crosswalk-version", "crosswalk-conflict"}


def test_a_table_without_levels_has_those_of_its_codes_and_parents():
    table = "code,name,parent\n1,Conduct,\n1.1,Malware,\n1.1.1,Worms,\nx,Posing,1\n9.9,Else,\n"
    found = {c.code: (c.level, c.parent) for c in read_rows(table, "mine@1", "mine.csv")}
    assert found == {"1": (1, None), "1.1": (2, "1"), "1.1.1": (3, "1.1"), "x": (2, "1"), "9.9": (1, None)}


def test_cues_that_were_parted_by_semicolons_are_found():
    table = "code,name,definition,cues\n1,Malware,Writing software that harms.,virus;worm | trojan\n"
    found = [i.code for i in taxonomy.lint(build("mine", {}, table, "mine.csv"))]
    assert found.count("list-joined") == 1
