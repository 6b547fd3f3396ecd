"""Errors reach the user from another process as they were raised there."""

import pickle

import pytest
from curation.core import errors
from curation.core.errors import (
    ConfigError,
    CurationError,
    HeadMoved,
    InputError,
    Issue,
    MissingExtra,
    PluginError,
    ServiceError,
    StateError,
)

ISSUES = [
    Issue("curation.toml > dedup", "config-value", "is too low"),
    Issue("raw/a.md", "document-empty", "is empty"),
]
RAISED = [
    CurationError("nothing can be done"),
    InputError(ISSUES),
    InputError.one("raw/a.md", "document-empty", "is empty"),
    ConfigError(ISSUES),
    StateError("first run: curation run"),
    PluginError("reader", "mine", "raw/a.md", "gave no tree"),
    MissingExtra("documents", "reading a PDF"),
    ServiceError("the server did not answer"),
    HeadMoved("somebody else was faster"),
]


@pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)
def test_an_error_says_the_same_after_it_came_from_another_process(error: CurationError):
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)
    assert copy.exit_code == error.exit_code


def test_no_kind_of_error_is_left_out_here():
    kinds = {
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, CurationError)
    }
    assert kinds == {type(error) for error in RAISED}


def test_control_characters_of_a_document_are_shown_as_escapes():
    issue = Issue("a\nb", "code", "text\x1b[31m \u202e and é", "warn")
    assert str(issue) == "a\\nb: warn[code] text\\x1b[31m \\u202e and é"


def test_issues_are_put_in_order_by_their_place_first():
    first, second = ISSUES
    assert sorted([second, first]) == [first, second]
