"""Documents over real HTTP on this machine: what is fetched, what is refused, and what is pinned."""

import http.server
import threading

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

    def log_message(self, *args):
        pass


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
