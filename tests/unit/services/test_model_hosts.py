"""Requests and keys go to known providers, this machine and hosts that the account allows; a workspace decides nothing of it."""

from __future__ import annotations

import json
import os
import stat

import pytest
from curation.cli.review import board as review_board
from curation.core import own_settings
from curation.core.errors import ConfigError
from curation.core.ports import Request
from curation.services import model_hosts
from curation.services.completions import connect
from curation.services.settings import Options
from pydantic import ValidationError

KEYS = ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "CURATION_API_KEY", "AZURE_OPENAI_API_KEY", "OWN_KEY")


@pytest.fixture(autouse=True)
def account(tmp_path, monkeypatch):
    """An account with every key set, each naming its variable, and nothing allowed."""
    monkeypatch.setenv("CURATION_CONFIG", str(tmp_path / "own" / "config.toml"))
    for name in (*own_settings.ADDRESS_VARIABLES, "CURATION_ALLOW_HOSTS", "CURATION_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    for name in KEYS:
        monkeypatch.setenv(name, f"value of {name}")


@pytest.mark.parametrize(
    ("url", "variable"),
    [
        ("https://api.openai.com/v1", "OPENAI_API_KEY"),
        ("https://API.openai.com:443/v1", "OPENAI_API_KEY"),
        ("https://api.anthropic.com", "ANTHROPIC_API_KEY"),
        ("http://localhost:8000/v1", "CURATION_API_KEY"),
        ("http://127.0.0.1:11434", "CURATION_API_KEY"),
        ("http://[::1]:1234/v1", "CURATION_API_KEY"),
    ],
)
def test_a_known_host_gets_its_own_key_and_no_other(url, variable):
    assert model_hosts.access(url).key == f"value of {variable}"


@pytest.mark.parametrize(
    "url",
    [
        "https://llm.example.org/v1",
        "http://api.openai.com/v1",
        "https://api.openai.com:8443/v1",
        "https://api.openai.com.example.org/v1",
        "https://my.openai.azure.com",
        "https://localhost.example.org/v1",
        "http://169.254.169.254/latest",
        "http://10.0.0.7:8000/v1",
        "https://xn--pi-bma.openai.com/v1",
    ],
)
def test_any_other_host_is_refused_with_the_one_command_that_allows_it(url):
    with pytest.raises(ConfigError) as caught:
        model_hosts.access(url)
    (issue,) = caught.value.issues
    assert issue.code == "host-not-allowed"
    origin = issue.message.rpartition("curation models allow ")[2]
    own_settings.allow(origin)
    assert model_hosts.access(url).origin == origin


def test_a_workspace_that_names_a_strange_host_gets_no_request_and_no_key(monkeypatch):
    """The completer of a cloned workspace: nothing is resolved, nothing is sent."""
    asked = []
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **options: asked.append(args) or [])
    completer = connect("https://llm.example.org/v1", "m", None, Options(attempts=1))
    answers = list(completer.complete([Request("", ({"role": "user", "content": "x"},))] * 3))
    assert [a.kind for a in answers] == ["rejected", "stopped", "stopped"]
    assert "curation models allow https://llm.example.org" in answers[0].error
    assert asked == []


@pytest.mark.parametrize(
    "url",
    [
        "https://api.openai.com@example.org/v1",
        "https://api.openai.com\\@example.org/v1",
        "https://user:pw@api.openai.com/v1",
        "https://example.org#@api.openai.com/",
        "https://api.openai.com\t.example.org/v1",
        "https:///api.openai.com",
        "ftp://api.openai.com",
        "https://api.openai.com:99999999/v1",
        "https://\u0430pi.openai.com/v1",
    ],
)
def test_an_address_that_could_be_read_as_two_hosts_is_none(url):
    with pytest.raises(ConfigError):
        connect(url, "m")


def test_an_allowed_host_gets_the_key_that_the_account_names_and_no_providers_key():
    own_settings.allow("llm.example.org", "OWN_KEY")
    assert model_hosts.access("https://llm.example.org/v1").key == "value of OWN_KEY"
    own_settings.allow("http://gpu-box:8000")
    assert model_hosts.access("http://gpu-box:8000/v1").key == "value of CURATION_API_KEY"
    with pytest.raises(ConfigError):
        model_hosts.access("https://gpu-box:8000/v1")
    assert own_settings.forget("llm.example.org")
    assert not own_settings.forget("llm.example.org")
    with pytest.raises(ConfigError):
        model_hosts.access("https://llm.example.org/v1")


def test_azure_and_the_providers_variables_count_as_the_accounts_word(monkeypatch):
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", "https://my.openai.azure.com/")
    assert model_hosts.access("https://my.openai.azure.com/openai/v1").key == "value of AZURE_OPENAI_API_KEY"
    with pytest.raises(ConfigError):
        model_hosts.access("https://other.openai.azure.com/openai/v1")
    monkeypatch.setenv("CURATION_ALLOW_HOSTS", "one.example.org, http://two.example.org:8000")
    assert model_hosts.access("https://one.example.org/v1").key == "value of CURATION_API_KEY"
    assert model_hosts.access("http://two.example.org:8000/v1").key == "value of CURATION_API_KEY"


def test_the_accounts_file_is_for_its_owner_alone_and_names_no_key(tmp_path):
    own_settings.allow("llm.example.org", "OWN_KEY")
    place = own_settings.path()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert "value of" not in place.read_text()
    with pytest.raises(ConfigError, match="never the key itself"):
        own_settings.allow("llm.example.org", "sk-this is a key")


@pytest.mark.parametrize(
    "text", ["hosts = 3", "[hosts.x", '[hosts."ftp://x"]', '[hosts."a.example"]\nkey = 1']
)
def test_a_file_that_is_wrong_is_named_with_the_place(text):
    place = own_settings.path()
    place.parent.mkdir(parents=True)
    place.write_text(text)
    with pytest.raises(ConfigError) as caught:
        own_settings.load()
    assert all(issue.where.startswith(str(place)) or "ftp" in issue.message for issue in caught.value.issues)


@pytest.mark.parametrize(
    "name", ["Authorization", "x-api-key", "api_key", "Cookie", "subscription-key", "X-Auth-Token"]
)
def test_no_secret_stands_in_the_settings_of_a_workspace(name):
    with pytest.raises(ValidationError, match="secret"):
        Options(headers={name: "x"})
    with pytest.raises(ValidationError, match="secret"):
        Options(query={name: "x"})
    assert (
        Options(headers={"x-team": "a", "http-referer": "b"}, query={"api-version": "1"}).headers["x-team"]
        == "a"
    )


def test_a_target_never_shows_its_key():
    completer = connect("https://api.openai.com/v1", "m", api_key="sk-secret-value")
    assert "sk-secret-value" not in repr(completer.target) + repr(vars(completer))
    assert os.environ["OPENAI_API_KEY"] not in repr(completer.target)


@pytest.mark.parametrize(
    ("url", "token"), [("http://127.0.0.1:9", "the account's"), ("https://example.org", "own")]
)
def test_a_review_server_that_a_workspace_names_gets_the_accounts_token_only_on_this_machine(
    tmp_path, monkeypatch, url, token
):
    monkeypatch.setenv("LABEL_STUDIO_API_KEY", "the account's")
    folder = review_board.local(tmp_path)
    folder.mkdir(parents=True)
    (folder / "server.json").write_text(json.dumps({"url": url}))
    (folder / "credentials").write_text("password own")
    with review_board.board(tmp_path, None) as opened:
        assert opened._token == token
