"""Every command that a guide names, typed by somebody who follows it in a workspace that was run: it works or says what is missing.

Blocks that are marked to run are run word by word in `tests/test_docs.py`; here are the commands in between, with values for what
the reader is to fill in. A command that needs a board, the Hub or a model ends with 1 or 3 and a line; none is a wrong use.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kite_world

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
ENDLESS = ("review serve", "mcp", "doctor")
"""Commands that serve until they are stopped, and the one that loads every library there is."""
VALUES = {
    "SLUG@OLD": "kites@1", "SLUG@NEW": "kites@1", "SLUG": "kites", "DATASET": "kites", "VERSION": "0.1.0", "ID": "no-such-id",
    "DIR": "elsewhere", "ORG/NAME@VERSION": "nobody/kites@0.1.0", "ORG/NAME": "nobody/kites", "NAME": "first", "FILE": "kites.md",
    "EMAIL": "somebody@example.org", "CHECK": "stem-empty", "STEP": "map", "N": "1", "COLUMN": "text", "TITLE": "Kites",
}  # fmt: skip


def lines(page: Path) -> list[str]:
    """The command lines of a page in the order in which they stand, each once; those that a shell takes apart are left out."""
    text = page.read_text("utf-8")
    fenced = [
        line.removeprefix("$ ")
        for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
    ]
    found = [line.strip() for line in fenced if line.strip().startswith("curation ")]
    found += re.findall(r"`(curation [a-z][^`]*)`", text)
    return [line for line in dict.fromkeys(found) if not re.search(r"[|<>…$;&\\]|\.\.\.", line)]


def words_of(line: str) -> list[str]:
    # What stands behind two spaces is the guide's own word about the command.
    words = shlex.split(re.split(r" {2,}", line)[0], comments=True)[1:]
    return [VALUES.get(word, word) for word in words]


@pytest.fixture(scope="module")
def run_once(tmp_path_factory) -> Path:
    return kite_world.make(tmp_path_factory.mktemp("guides") / "w")


def test_the_guides_name_commands():
    assert sum(len(lines(page)) for page in GUIDES) > 80


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_the_commands_of_a_guide_work_or_say_what_is_missing(page, run_once, tmp_path, monkeypatch):
    place = shutil.copytree(run_once, tmp_path / "w")
    monkeypatch.chdir(place)
    monkeypatch.setenv("CURATION_OFFLINE", "1")
    wrong = []
    for line in lines(page):
        words = words_of(line)
        if " ".join(words).startswith(ENDLESS) or "serve" in words:
            continue
        done = CliRunner().invoke(kite_world.app, words, input="")
        error = done.exception
        known = error is None or isinstance(error, SystemExit) or hasattr(error, "exit_code")
        code = (
            done.exit_code
            if error is None or isinstance(error, SystemExit)
            else getattr(error, "exit_code", 4)
        )
        said = done.output + ("" if isinstance(error, SystemExit) else str(error or ""))
        incomplete = code == 2 and re.search(
            r"Missing (argument|option|parameter)|name one release|requires an argument|needs its official title",
            said,
        )
        # A group without a command shows its commands.
        incomplete = incomplete or (code == 2 and "Error" not in said)
        if not known or (code not in (0, 1, 3) and not incomplete) or (code and not said.strip()):
            wrong.append(f"{line}: {code}: {error!r}: {said[-200:]}")
    assert wrong == []
