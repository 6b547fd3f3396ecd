"""The page of `curation --help`: every command under a heading, one line each."""

from __future__ import annotations

from curation.cli.help_page import GROUPS, LONGEST, short
from curation.cli.main import app
from typer.testing import CliRunner


def test_every_command_stands_under_a_heading_of_its_own():
    page = CliRunner().invoke(app, ["--help"], terminal_width=100).output
    for heading in GROUPS:
        assert f"{heading}:" in page
    assert "More:" not in page
    named = [name for names in GROUPS.values() for name in names]
    assert len(named) == len(set(named))
    for name in named:
        assert f"\n  {name} " in page


def test_a_line_is_a_whole_statement():
    assert short(
        "Check everything static: settings, sources' hashes, taxonomies, layouts, releases, and more of it."
    ) == ("Check everything static")
    assert short("Releases: cut, verify.") == "Releases: cut, verify"
    assert len(short("word " * 60)) <= LONGEST + 2
