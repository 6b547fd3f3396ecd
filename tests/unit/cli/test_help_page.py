"""The page of `curation --help`: every command under a heading, one line each."""

from __future__ import annotations

import re
from pathlib import Path

from curation.cli.help_page import ANNOTATORS, DAILY, GONE, GROUPS, LONGEST, RARE, short
from curation.cli.main import app
from typer.testing import CliRunner

NAMED = re.compile(r"`curation ([a-z ]+)`")


def test_every_command_stands_under_a_heading_of_its_own():
    page = CliRunner().invoke(app, ["--help"], terminal_width=100).output
    for heading in GROUPS:
        assert f"{heading}:" in page
    assert "More:" not in page
    named = [name for names in GROUPS.values() for name in names]
    assert len(named) == len(set(named))
    for name in named:
        assert f"\n  {name} " in page


def test_the_daily_way_comes_first_and_has_at_most_twelve_commands():
    assert next(iter(GROUPS)) == DAILY
    assert len(GROUPS[DAILY]) <= 12


def test_the_maintainers_guide_names_the_commands_of_every_day_and_no_other_in_its_table():
    guide = (Path(__file__).parents[3] / "docs/guides/maintainer.md").read_text("utf-8")
    table = guide.partition("## The twelve commands of every day")[2].partition("\n## ")[0]
    named = [name for line in table.splitlines() if line.startswith("|") for name in NAMED.findall(line)]
    assert sorted(named) == sorted(GROUPS[DAILY]) and len(named) == 12


def test_an_option_that_the_page_does_not_show_is_there_and_works():
    for name, options in RARE.items():
        page = CliRunner().invoke(app, [*name.split(), "--help"], terminal_width=200).output
        assert not [option for option in options if f"{option} " in page], name
    done = CliRunner().invoke(app, ["coverage", "--level", "0"])
    assert done.exit_code == 2 and "greater than or equal to 1" in " ".join(done.output.split())


def test_an_option_that_is_gone_is_told_with_what_is_so_without_it():
    for name, options in GONE.items():
        for option, why in options.items():
            done = CliRunner().invoke(app, [*name.split(), option, "3"], env={"COLUMNS": "300"})
            assert done.exit_code == 2 and why in " ".join(done.output.split()), (name, option)


def test_a_line_is_a_whole_statement():
    assert short(
        "Check everything static: settings, sources' hashes, taxonomies, layouts, releases, and more of it."
    ) == ("Check everything static")
    assert short("Releases: cut, verify.") == "Releases: cut, verify"
    assert len(short("word " * 60)) <= LONGEST + 2


def test_annotators_are_told_that_they_need_no_command():
    page = " ".join(CliRunner().invoke(app, ["--help"], terminal_width=100).output.split())
    assert f"For annotators: no command {ANNOTATORS}" in page
