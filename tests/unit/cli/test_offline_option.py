"""`--offline` closes the network for one command; a program that called the command in its own process has it back afterwards."""

from __future__ import annotations

import os
import socket

import pytest
from curation.cli.main import app, close_the_network
from curation.core.errors import StateError
from typer.testing import CliRunner


def bound() -> None:
    with socket.socket() as of:
        of.bind(("127.0.0.1", 0))


def test_the_network_is_closed_until_it_is_opened_again(monkeypatch):
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    open_again = close_the_network()
    try:
        assert os.environ["HF_HUB_OFFLINE"] == "1"
        with pytest.raises(StateError, match="offline mode"):
            bound()
    finally:
        open_again()
    bound()
    assert "HF_HUB_OFFLINE" not in os.environ


def test_an_offline_command_leaves_the_network_of_its_caller_open():
    done = CliRunner().invoke(app, ["--offline", "taxonomy", "list"])
    assert done.exit_code == 0, done.output
    bound()
