"""A small Hub on loopback for tests: dataset repositories with commits, tags, LFS and faults on demand.

It answers the endpoints that huggingface_hub 2.4 calls to publish and to read, in memory, with the standard library.
A publisher that asks for a token of the chunk store (Xet) finds no such route: what the product sends by default has to be what
is tried here. Large files are redirected to another host name, as the real Hub does: a redirect to the same host would be followed by the
client's HEAD request, which then misses the headers of the first answer.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

LFS_SUFFIXES = (".parquet",)


def git_oid(data: bytes) -> str:
    """The name git gives to a file."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


@dataclass
class Commit:
    oid: str
    parent: str | None
    message: str
    files: dict[str, bytes]
    branch: str = "main"


@dataclass
class Repo:
    commits: list[Commit] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)
    gated: object = False
    branches: dict[str, str] = field(default_factory=dict)

    def head(self, branch: str = "main") -> Commit:
        return next(c for c in self.commits if c.oid == self.branches[branch])

    def at(self, revision: str) -> Commit | None:
        oid = self.branches.get(revision) or self.tags.get(revision, revision)
        return next((c for c in self.commits if c.oid == oid), None)

    def add(self, message: str, files: dict[str, bytes], branch: str = "main") -> Commit:
        parent = self.branches.get(branch)
        listing = sorted((n, git_oid(d)) for n, d in files.items())
        oid = hashlib.sha1(json.dumps([parent, message, listing, len(self.commits)]).encode()).hexdigest()
        self.commits.append(Commit(oid, parent, message, files, branch))
        self.branches[branch] = oid
        return self.head(branch)


@dataclass
class Fault:
    """Fails the first request whose `METHOD path` matches; `after` lets it take effect and loses the answer."""

    pattern: str
    status: int = 500
    after: bool = False
    times: int = 1


class HubServer:
    """A running Hub; `with HubServer() as hub:` gives its address in `hub.url`."""

    def __init__(self) -> None:
        self.repos: dict[str, Repo] = {}
        self.blobs: dict[str, bytes] = {}
        self.faults: list[Fault] = []
        self.log: list[str] = []
        self.before: Callable[[int, str], None] = lambda number, line: None
        self.after: Callable[[int, str], None] = lambda number, line: None
        """Called with the number and the line of each request before it is handled, and after it took effect."""
        self.lock = threading.RLock()
        hub = self

        class Handler(_Handler):
            server_hub = hub

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.other = f"http://localhost:{self.port}"

    def __enter__(self) -> HubServer:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def releases(self, repo: str) -> list[Commit]:
        """The commits after the one that made the repository."""
        return [c for c in self.repos[repo].commits[1:] if c.branch == "main"]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_hub: HubServer

    def log_message(self, *_: object) -> None:
        """Says nothing; requests are in `hub.log`."""

    def _serve(self) -> None:
        hub = self.server_hub
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:  # the client went away in the middle of its request
            self.close_connection = True
            return
        line = f"{self.command} {unquote(self.path)}"
        with hub.lock:
            hub.log.append(line)
            number = len(hub.log)
            hub.before(number, line)
            fault = next((f for f in hub.faults if f.times > 0 and re.search(f.pattern, line)), None)
            if fault:
                fault.times -= 1
            if fault is None or fault.after:
                status, headers, answer = self._answer(body)
            hub.after(number, line)
        if fault:
            status, headers, answer = fault.status, {}, b'{"error": "injected"}'
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer)

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = _serve

    def _answer(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        url = urlsplit(self.path)
        path = unquote(url.path)
        for method, pattern, action in _ROUTES:
            found = re.fullmatch(pattern, path)
            if self.command in method and found:
                return action(self, body, parse_qs(url.query), *found.groups())
        return _json({"error": f"no route for {self.command} {path}"}, 404)

    # --- repositories ---

    def create(self, body: bytes, query: dict) -> tuple[int, dict[str, str], bytes]:
        asked = json.loads(body)
        name = f"{asked['organization']}/{asked['name']}" if asked.get("organization") else asked["name"]
        url = f"{self.server_hub.url}/datasets/{name}"
        if name in self.server_hub.repos:
            return _json({"error": "You already created this dataset repo", "url": url}, 409)
        repo = self.server_hub.repos[name] = Repo()
        repo.add("initial commit", {".gitattributes": b"*.parquet filter=lfs\n"})
        return _json({"url": url, "name": name, "id": "1"})

    def info(self, body: bytes, query: dict, name: str, revision: str | None = None):
        found = self._find(name, revision or "main")
        if len(found) == 3:
            return found
        repo, commit = found
        files = [{"rfilename": n} for n in sorted(commit.files)]
        return _json(
            {
                "id": name,
                "sha": commit.oid,
                "siblings": files,
                "private": False,
                "gated": repo.gated,
                "tags": [],
            }
        )

    def settings(self, body: bytes, query: dict, name: str):
        self.server_hub.repos[name].gated = json.loads(body).get("gated", False)
        return _json({})

    def refs(self, body: bytes, query: dict, name: str):
        found = self._find(name, "main")
        if len(found) == 3:
            return found
        repo, commit = found
        tags = [{"name": t, "ref": f"refs/tags/{t}", "targetCommit": o} for t, o in sorted(repo.tags.items())]
        return _json(
            {
                "branches": [{"name": "main", "ref": "refs/heads/main", "targetCommit": commit.oid}],
                "tags": tags,
                "converts": [],
            }
        )

    def tag(self, body: bytes, query: dict, name: str, revision: str):
        found = self._find(name, revision)
        if len(found) == 3:
            return found
        repo, commit = found
        asked = json.loads(body)["tag"]
        if asked in repo.tags:
            return _json({"error": "Tag reference exists already"}, 409)
        repo.tags[asked] = commit.oid
        return _json({})

    def branch(self, body: bytes, query: dict, name: str, revision: str):
        repo = self.server_hub.repos.get(name)
        if repo is None:
            return _json({"error": "Repository not found"}, 404, {"X-Error-Code": "RepoNotFound"})
        if revision in repo.branches:
            return _json({"error": "Reference already exists"}, 409)
        start = repo.at(json.loads(body or b"{}").get("startingPoint") or "main")
        if start is None:
            return _json({"error": "Revision not found"}, 404, {"X-Error-Code": "RevisionNotFound"})
        repo.branches[revision] = start.oid
        return _json({})

    # --- writing ---

    def validate(self, body: bytes, query: dict):
        return _json({"errors": [], "warnings": []})

    def preupload(self, body: bytes, query: dict, name: str, revision: str):
        found = self._find(name, revision)
        if len(found) == 3:
            return found
        files = []
        for entry in json.loads(body)["files"]:
            there = found[1].files.get(entry["path"])
            lfs = entry["path"].endswith(LFS_SUFFIXES)
            oid = None if there is None else hashlib.sha256(there).hexdigest() if lfs else git_oid(there)
            files.append(
                {
                    "path": entry["path"],
                    "uploadMode": "lfs" if lfs else "regular",
                    "shouldIgnore": False,
                    "oid": oid,
                }
            )
        return _json({"files": files})

    def lfs_batch(self, body: bytes, query: dict, name: str):
        objects = []
        for o in json.loads(body)["objects"]:
            entry = {"oid": o["oid"], "size": o["size"]}
            if o["oid"] not in self.server_hub.blobs:
                base = f"{self.server_hub.url}/lfs/{o['oid']}"
                entry["actions"] = {"upload": {"href": base}, "verify": {"href": f"{base}/verify"}}
            objects.append(entry)
        return _json(
            {"transfer": "basic", "objects": objects},
            headers={"Content-Type": "application/vnd.git-lfs+json"},
        )

    def lfs_put(self, body: bytes, query: dict, oid: str):
        if hashlib.sha256(body).hexdigest() != oid:
            return _json({"error": "wrong bytes"}, 400)
        self.server_hub.blobs[oid] = body
        return _json({})

    def lfs_verify(self, body: bytes, query: dict, oid: str):
        return _json({}, 200 if oid in self.server_hub.blobs else 404)

    def commit(self, body: bytes, query: dict, name: str, revision: str):
        found = self._find(name, revision)
        if len(found) == 3:
            return found
        repo, head = found
        files = dict(head.files)
        message = ""
        for line in body.splitlines():
            entry = json.loads(line)
            value = entry["value"]
            if entry["key"] == "header":
                message = value["summary"]
                if value.get("parentCommit") not in (None, head.oid):
                    return _json({"error": "A commit has happened since. Please refresh and try again."}, 412)
            elif entry["key"] == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            elif entry["key"] == "lfsFile":
                if value["oid"] not in self.server_hub.blobs:
                    return _json({"error": "LFS object is missing"}, 400)
                files[value["path"]] = self.server_hub.blobs[value["oid"]]
            elif entry["key"] == "deletedFile":
                files.pop(value["path"], None)
        made = repo.add(message, files, revision)
        url = f"{self.server_hub.url}/datasets/{name}/commit/{made.oid}"
        return _json({"commitOid": made.oid, "commitUrl": url, "hookOutput": "", "success": True})

    # --- reading ---

    def tree(self, body: bytes, query: dict, name: str, revision: str, below: str | None = None):
        found = self._find(name, revision)
        if len(found) == 3:
            return found
        files = [
            _entry(n, d) for n, d in sorted(found[1].files.items()) if not below or n.startswith(f"{below}/")
        ]
        if below and not files:
            return _json({"error": "Entry not found"}, 404, {"X-Error-Code": "EntryNotFound"})
        return _json(files)

    def paths(self, body: bytes, query: dict, name: str, revision: str):
        found = self._find(name, revision)
        if len(found) == 3:
            return found
        text = body.decode()
        asked = json.loads(text)["paths"] if text.startswith("{") else parse_qs(text).get("paths", [])
        return _json([_entry(n, found[1].files[n]) for n in asked if n in found[1].files])

    def resolve(self, body: bytes, query: dict, name: str, revision: str, path: str):
        found = self._find(name, revision)
        if len(found) == 3:
            return found
        commit = found[1]
        head = {"X-Repo-Commit": commit.oid}
        if path not in commit.files:
            return _json({"error": "Entry not found"}, 404, head | {"X-Error-Code": "EntryNotFound"})
        data = commit.files[path]
        if path.endswith(LFS_SUFFIXES):
            oid = hashlib.sha256(data).hexdigest()
            self.server_hub.blobs[oid] = data
            head |= {"X-Linked-Etag": f'"{oid}"', "X-Linked-Size": str(len(data)), "Content-Length": "0"}
            return 302, head | {"ETag": f'"{oid}"', "Location": f"{self.server_hub.other}/blob/{oid}"}, b""
        return 200, head | {"ETag": f'"{git_oid(data)}"', "Content-Length": str(len(data))}, data

    def blob(self, body: bytes, query: dict, oid: str):
        data = self.server_hub.blobs[oid]
        return 200, {"ETag": f'"{oid}"', "Content-Length": str(len(data))}, data

    def _find(self, name: str, revision: str):
        repo = self.server_hub.repos.get(name)
        if repo is None:
            return _json({"error": "Repository not found"}, 404, {"X-Error-Code": "RepoNotFound"})
        commit = repo.at(revision)
        if commit is None:
            return _json({"error": "Revision not found"}, 404, {"X-Error-Code": "RevisionNotFound"})
        return repo, commit


def _entry(name: str, data: bytes) -> dict:
    entry: dict = {"type": "file", "path": name, "size": len(data), "oid": git_oid(data)}
    if name.endswith(LFS_SUFFIXES):
        entry["lfs"] = {"oid": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 130}
    return entry


def _json(
    value: object, status: int = 200, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    return status, {"Content-Type": "application/json", **(headers or {})}, json.dumps(value).encode()


_REPO = r"([\w.-]+/[\w.-]+)"
_ROUTES = (
    (("POST",), r"/api/repos/create", _Handler.create),
    (("POST",), r"/api/validate-yaml", _Handler.validate),
    (("GET",), rf"/api/datasets/{_REPO}", _Handler.info),
    (("GET",), rf"/api/datasets/{_REPO}/revision/(.+)", _Handler.info),
    (("PUT",), rf"/api/datasets/{_REPO}/settings", _Handler.settings),
    (("GET",), rf"/api/datasets/{_REPO}/refs", _Handler.refs),
    (("POST",), rf"/api/datasets/{_REPO}/tag/(.+)", _Handler.tag),
    (("POST",), rf"/api/datasets/{_REPO}/branch/(.+)", _Handler.branch),
    (("POST",), rf"/api/datasets/{_REPO}/preupload/(.+)", _Handler.preupload),
    (("POST",), rf"/api/datasets/{_REPO}/commit/(.+)", _Handler.commit),
    (("GET",), rf"/api/datasets/{_REPO}/tree/([^/]+)(?:/(.+))?", _Handler.tree),
    (("POST",), rf"/api/datasets/{_REPO}/paths-info/(.+)", _Handler.paths),
    (("POST",), rf"/datasets/{_REPO}\.git/info/lfs/objects/batch", _Handler.lfs_batch),
    (("PUT",), r"/lfs/([0-9a-f]{64})", _Handler.lfs_put),
    (("POST",), r"/lfs/([0-9a-f]{64})/verify", _Handler.lfs_verify),
    (("GET", "HEAD"), rf"/datasets/{_REPO}/resolve/([^/]+)/(.+)", _Handler.resolve),
    (("GET", "HEAD"), r"/blob/([0-9a-f]{64})", _Handler.blob),
)
