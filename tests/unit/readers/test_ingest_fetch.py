"""Documents over real HTTP on this machine: what is fetched, what is refused, and what is pinned."""

import contextlib
import gzip
import http.server
import socket
import threading
import time

import pytest
from curation.cli.main import app
from curation.core.errors import InputError, ServiceError
from curation.sources import manifest
from curation.sources.fetch import MAX_REDIRECTS, fetch
from typer.testing import CliRunner

pytestmark = pytest.mark.slow  # real HTTP, with waits

POLICY = b"<html><body><main><h1>Kite policy</h1><ul>%s</ul></main></body></html>" % b"".join(
    b"<li>You must not fly a kite in place number %d, whatever the wind.</li>" % n for n in range(20)
)
GONE = b"<html><body><h1>Kites</h1><p>This page isn't available right now. The link may be broken.</p></body></html>"
SHORT = b"<html><body><h1>Kite policy</h1><p>%s</p></body></html>" % (b"Our policy has moved. " * 12)


class Server(http.server.BaseHTTPRequestHandler):
    """Answers by path; `/policy` gives what the test put there."""

    page = POLICY

    def do_GET(self):
        path = self.path.partition("?")[0]
        if path.startswith("/hop/"):
            left = int(path.removeprefix("/hop/"))
            self._redirect(f"/hop/{left - 1}" if left else "/policy")
        elif path == "/loop":
            self._redirect("/loop")
        elif path == "/inside":
            self._redirect("file:///etc/hostname")
        elif path == "/picture":
            self._answer(200, "image/png", b"\x89PNG")
        elif path == "/busy":
            self._answer(503, "text/plain", b"busy")
        elif path == "/absent":
            self._answer(404, "text/html", b"not found")
        elif path.startswith("/packed/"):
            self._packed(path.removeprefix("/packed/"))
        elif path == "/nowhere":
            self._redirect("http://[bad")
        elif path == "/slow-head":
            self._trickle(b"HTTP/1.1 200 OK\r\nx-long: " + b"a" * 400)
        elif path == "/slow-body":
            self._trickle(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 400\r\n\r\n", 400)
        elif path == "/endless":
            self._answer(200, "text/html", b"x" * 300_000)
        else:
            self._answer(200, "text/html; charset=utf-8", self.page)

    def _redirect(self, to):
        self.send_response(302)
        self.send_header("location", to)
        self.end_headers()

    def _answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _packed(self, how):
        """A body that is packed whatever was asked for; `bomb` unpacks to a thousand times its size."""
        asked.append(self.headers.get("accept-encoding"))
        plain = bytes(50_000_000) if how == "bomb" else POLICY
        body = gzip.compress(plain)[: -20 if how == "cut" else None]
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("content-encoding", "zstd" if how == "zstd" else "gzip")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _trickle(self, head, rest=0):
        """One byte at a time, for as long as the other side listens."""
        with contextlib.suppress(OSError):
            self.wfile.write(head if rest else head[:30])
            for _ in range(400):
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.02)
        self.close_connection = True

    def log_message(self, *args):
        pass


asked = []
"""The compressions that clients said they take."""


@pytest.fixture
def site(monkeypatch):
    """The address of a server on this machine."""
    for name in ("CURATION_OFFLINE", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    Server.page = POLICY
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "curation.toml").write_text("")
    return tmp_path


def run(workspace, *words):
    return CliRunner().invoke(app, ["source", *words, "-w", str(workspace)])


def test_a_page_is_fetched_through_a_few_redirects(site):
    found = fetch(f"{site}/hop/{MAX_REDIRECTS - 1}", allow_private=True)
    assert (found.data, found.media_type, found.url) == (POLICY, "text/html", f"{site}/policy")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"/hop/{MAX_REDIRECTS + 1}", "fetch-redirects"),
        ("/loop", "fetch-redirects"),
        ("/inside", "fetch-address"),
        ("/picture", "fetch-type"),
        ("/absent", "fetch-status"),
        ("/endless", "fetch-large"),
        ("/packed/bomb", "fetch-large"),
        ("/packed/zstd", "fetch-encoding"),
        ("/nowhere", "fetch-address"),
    ],
)
def test_what_is_no_document_is_refused(site, path, code):
    with pytest.raises(InputError) as caught:
        fetch(site + path, allow_private=True, max_bytes=100_000)
    assert [issue.code for issue in caught.value.issues] == [code]


def test_a_server_that_fails_may_be_asked_again(site):
    with pytest.raises(ServiceError, match="503"):
        fetch(f"{site}/busy", allow_private=True)


def test_a_private_address_is_refused_unless_allowed(site):
    with pytest.raises(InputError, match="fetch-private"):
        fetch(f"{site}/policy")


def test_no_compression_is_asked_for_and_one_that_comes_unasked_is_unpacked(site):
    asked.clear()
    assert fetch(f"{site}/packed/plain", allow_private=True).data == POLICY
    assert asked == ["identity"]
    with pytest.raises(ServiceError, match="no end"):
        fetch(f"{site}/packed/cut", allow_private=True)


@pytest.mark.parametrize("path", ["/slow-head", "/slow-body"])
def test_one_deadline_holds_however_slowly_bytes_come(site, path):
    started = time.monotonic()
    with pytest.raises(ServiceError, match="too long"):
        fetch(site + path, allow_private=True, deadline=0.5)
    assert time.monotonic() - started < 2


def test_a_name_is_resolved_once_and_the_checked_address_is_the_one_asked(site, monkeypatch):
    """A name that stands for a public machine when it is checked and for this one afterwards reaches neither."""
    calls = []
    real = socket.getaddrinfo

    def rebinding(host, port, *args, **options):
        if host != "kites.example":
            return real(host, port, *args, **options)
        calls.append(host)
        address = "127.0.0.5" if len(calls) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    # 127.0.0.5 plays the public machine, on which nobody listens.
    monkeypatch.setattr("curation.sources.fetch.is_global", lambda address: address == "127.0.0.5")
    port = site.rpartition(":")[2]
    with pytest.raises(ServiceError):
        fetch(f"http://kites.example:{port}/policy")
    assert calls == ["kites.example"]


def test_a_name_with_one_private_address_among_public_ones_is_refused(site, monkeypatch):
    def both(host, port, *args, **options):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in ("203.0.114.7", "10.0.0.8")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(InputError, match="fetch-private"):
        fetch("http://kites.example/policy")


def test_nothing_is_fetched_offline(site, monkeypatch):
    monkeypatch.setenv("CURATION_OFFLINE", "1")
    with pytest.raises(InputError, match="fetch-offline"):
        fetch(f"{site}/policy", allow_private=True)


def test_a_source_is_added_fetched_again_and_verified(site, workspace):
    added = run(workspace, "add", "kites", f"{site}/policy", "--title", "Kite policy", "--allow-private")
    assert added.exit_code == 0, added.output
    (document,) = manifest.load(workspace)
    assert (
        document.url == f"{site}/policy"
        and document.retrieved
        and manifest.bytes_of(workspace, document) == POLICY
    )
    assert run(workspace, "fetch", "--allow-private").exit_code == 0
    assert run(workspace, "verify").exit_code == 0


def test_an_address_that_gives_other_bytes_is_not_taken_for_the_same_edition(site, workspace):
    run(workspace, "add", "kites", f"{site}/policy", "--title", "Kite policy", "--allow-private")
    Server.page = POLICY.replace(b"number 3", b"number 33")
    result = run(workspace, "fetch", "--allow-private")
    assert result.exit_code == 1 and "source-changed" in str(result.exception or result.output)
    assert manifest.bytes_of(workspace, manifest.load(workspace)[0]) == POLICY


@pytest.mark.parametrize(("page", "code"), [(GONE, "source-error-page"), (SHORT, "source-collapsed")])
def test_an_error_page_or_a_collapsed_page_is_no_new_edition(site, workspace, page, code):
    run(
        workspace,
        "add",
        "kites",
        f"{site}/policy",
        "--title",
        "Kite policy",
        "--edition",
        "1",
        "--allow-private",
    )
    Server.page = page
    result = run(
        workspace,
        "add",
        "kites",
        f"{site}/policy",
        "--title",
        "Kite policy",
        "--edition",
        "2",
        "--allow-private",
    )
    assert result.exit_code == 1 and code in str(result.exception or result.output)
    assert [document.edition for document in manifest.load(workspace)] == ["1"]
