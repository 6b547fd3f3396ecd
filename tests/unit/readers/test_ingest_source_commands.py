"""Documents added at the command line: what a further edition takes from the one before."""

import pytest
from curation.cli.main import app
from curation.sources import manifest
from typer.testing import CliRunner

RULES = (
    "# Kite rules\n\n1. You must not fly a kite near a road.\n2. A pilot must carry a knife for the line.\n"
)
SAID = {
    "title": "Kite rules",
    "issuer": "The Kite Club",
    "jurisdiction": "example",
    "kind": "policy",
    "licence": "CC0-1.0",
    "language": "en",
    "citation": "Kites",
}


@pytest.fixture
def add(tmp_path):
    (tmp_path / "curation.toml").write_text('name = "kites"\n')
    (tmp_path / "rules.md").write_text(RULES)
    (tmp_path / "next.md").write_text(RULES.replace("knife", "pair of scissors"))

    def run(file, *options):
        words = ["source", "add", "kites", str(tmp_path / file), *options, "-w", str(tmp_path)]
        return CliRunner().invoke(app, words)

    run.workspace = tmp_path
    return run


def first(add):
    options = [word for name, value in SAID.items() for word in (f"--{name}", value)]
    assert (
        add("rules.md", *options, "--edition", "1", "--published", "2025-01-01", "--redistribute").exit_code
        == 0
    )


def test_a_further_edition_takes_what_is_not_said_from_the_one_before(add):
    first(add)
    done = add("next.md", "--edition", "2")
    assert done.exit_code == 0, done.output
    assert "curation impact kites@1 kites@2" in done.output
    later = manifest.load(add.workspace)[-1]
    assert {name: getattr(later, name) for name in SAID} == SAID
    assert later.redistribute
    assert later.published == "", "the date is that of one edition"


def test_what_is_said_of_a_further_edition_is_taken_before_what_was(add):
    first(add)
    assert (
        add("next.md", "--edition", "2", "--title", "Kite rules, second", "--no-redistribute").exit_code == 0
    )
    later = manifest.load(add.workspace)[-1]
    assert (later.title, later.redistribute, later.issuer) == ("Kite rules, second", False, "The Kite Club")


def test_a_third_edition_goes_by_the_one_listed_last(add):
    first(add)
    add("next.md", "--edition", "2", "--licence", "MIT")
    assert add("rules.md", "--edition", "3").exit_code == 0
    assert manifest.load(add.workspace)[-1].licence == "MIT"


def test_a_document_that_is_new_needs_a_title(add):
    done = add("rules.md")
    assert done.exit_code == 2
    assert "--title" in done.output
    assert manifest.load(add.workspace) == []


def test_an_edition_that_is_listed_is_not_replaced(add):
    first(add)
    done = add("next.md", "--edition", "1")
    assert done.exit_code == 1
    assert "--edition" in str(done.exception)


def test_a_file_much_shorter_than_the_edition_before_is_taken_with_a_warning(add):
    (add.workspace / "rules.md").write_text(RULES + "3. A pilot must keep a log of each flight.\n" * 20)
    first(add)
    done = add("next.md", "--edition", "2")
    assert done.exit_code == 0, done.exception
    assert "warn[source-collapsed]" in done.output


def test_a_file_that_is_an_error_page_is_no_new_edition(add):
    first(add)
    (add.workspace / "gone.md").write_text(
        "# Kites\n\nThis page isn't available right now. The link may be broken.\n"
    )
    done = add("gone.md", "--edition", "2")
    assert done.exit_code == 1
    assert "source-error-page" in str(done.exception)


def test_a_slug_that_is_not_listed_is_not_fetched_in_silence(add):
    first(add)
    done = CliRunner().invoke(app, ["source", "fetch", "kytes", "-w", str(add.workspace)])
    assert done.exit_code == 1
    assert "kytes" in str(done.exception)
