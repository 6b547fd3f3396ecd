"""Where the review server listens and who may read its files; no server is started here."""

from __future__ import annotations

import socket

import pytest
from curation.core.errors import StateError
from curation.services import label_studio_server as server


def test_the_port_of_the_first_start_is_kept(tmp_path):
    free = server.free_port()
    (tmp_path / "port").write_text(f"{free}\n")
    assert server.fixed_port(tmp_path) == free


def test_a_taken_port_is_refused_with_the_cure_and_never_replaced_silently(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        (tmp_path / "port").write_text(str(other.getsockname()[1]))
        with pytest.raises(StateError, match="--port"):
            server.fixed_port(tmp_path)


@pytest.mark.parametrize("text", ["", "http", "0", "70000", "-1"])
def test_a_spoilt_note_of_the_port_is_named(tmp_path, text):
    (tmp_path / "port").write_text(text)
    with pytest.raises(StateError, match="port"):
        server.fixed_port(tmp_path)


def test_a_folder_that_others_could_read_is_closed(tmp_path):
    folder = tmp_path / "label-studio"
    folder.mkdir(mode=0o755)
    (folder / "label_studio.sqlite3").write_bytes(b"x")
    (folder / "label_studio.sqlite3").chmod(0o644)
    server.private(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "label_studio.sqlite3").stat().st_mode & 0o777 == 0o600


def test_behind_a_proxy_with_tls_the_forms_of_that_address_are_trusted_and_cookies_are_secure(tmp_path):
    told = server.environment(tmp_path, "p", "t", None, "https://review.example.org/ls")
    assert told["CSRF_TRUSTED_ORIGINS"] == "https://review.example.org"
    assert (
        told["LABEL_STUDIO_HOST"] == "https://review.example.org/ls" and told["SESSION_COOKIE_SECURE"] == "1"
    )
    assert "SESSION_COOKIE_SECURE" not in server.environment(tmp_path, "p", "t", None)
