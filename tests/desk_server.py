"""A small Label Studio on loopback for tests of faults: the endpoints that the board uses, in memory, with the standard library.

What the real server does with a page of labels is tried against the real one (`tests/live_desk.py`); here are its listings,
imports and annotations, so that each of a command's requests can fail without a server to start.
"""

from __future__ import annotations

import copy
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

MOMENT = "2026-01-02T03:04:05Z"


@dataclass
class Desk:
    """What the server holds."""

    projects: dict[int, dict[str, Any]] = field(default_factory=dict)
    tasks: dict[int, dict[str, Any]] = field(default_factory=dict)
    next: int = 1

    def number(self) -> int:
        self.next += 1
        return self.next - 1


class DeskServer:
    """A running desk; `with DeskServer() as server:` gives its address in `server.url`."""

    def __init__(self) -> None:
        self.desk = Desk()
        self.lock = threading.Lock()
        self.people = {1: "admin@example.org", 2: "ann@example.org", 3: "bob@example.org"}
        server = self

        class Handler(_Handler):
            owner = server

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> DeskServer:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def kept(self) -> Desk:
        """A copy of what it holds."""
        with self.lock:
            return copy.deepcopy(self.desk)

    def put_back(self, desk: Desk) -> None:
        """Makes it hold a copy of `desk`."""
        with self.lock:
            self.desk = copy.deepcopy(desk)

    def judge(self, person: int, verdict: str = "accept") -> None:
        """Adds an annotation by a person to every task."""
        with self.lock:
            for task in self.desk.tasks.values():
                data = task["data"]
                result = [
                    _part("seen_rev", "textarea", "text", data["seen_rev"]),
                    _part("verdict", "choices", "choices", verdict),
                    _part("category", "taxonomy", "taxonomy", ["1.1"]),
                ]
                task["annotations"].append(
                    {
                        "id": self.desk.number(), "created_at": MOMENT, "updated_at": MOMENT, "result": result,
                        "completed_by": person, "updated_by": None, "lead_time": 9.5, "was_cancelled": False,
                    }
                )  # fmt: skip

    def state(self) -> dict[str, str]:
        """Its projects by their marks, with the items and judgements of each, every one as often as it is there."""
        with self.lock:
            found = {}
            for number, project in self.desk.projects.items():
                tasks = [t for t in self.desk.tasks.values() if t["project"] == number]
                items = sorted((t["data"]["item_id"], len(t["annotations"])) for t in tasks)
                mark = f"desk:{project.get('description')}"
                found[mark] = found.get(mark, "") + json.dumps(items)
            return found


def _part(name: str, kind: str, key: str, value: Any) -> dict[str, Any]:
    return {"from_name": name, "to_name": "subject", "type": kind, "value": {key: [value]}}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    owner: DeskServer

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:  # the client went away in the middle of its request
            self.close_connection = True
            return
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        with self.owner.lock:
            status, answer = self._answer(
                url.path.strip("/").split("/")[1:], query, json.loads(body) if body else {}
            )
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = do_DELETE = _serve

    def _answer(self, path: list[str], query: dict[str, str], body: Any) -> tuple[int, Any]:
        desk = self.owner.desk
        match self.command, path:
            case "GET", ["projects"]:
                return 200, _page("results", "count", list(desk.projects.values()), query)
            case "POST", ["projects"]:
                number = desk.number()
                desk.projects[number] = {"id": number, **body}
                return 201, desk.projects[number]
            case "GET", ["projects", number]:
                return 200, desk.projects[int(number)]
            case "PATCH", ["projects", number]:
                desk.projects[int(number)] |= body
                return 200, desk.projects[int(number)]
            case "POST", ["projects", number, "import"]:
                for one in body:
                    task = desk.number()
                    desk.tasks[task] = {"id": task, "project": int(number), "created_at": MOMENT, "annotations": [], "drafts": [], "overlap": 2, **one}  # fmt: skip
                return 201, {"task_count": len(body)}
            case "GET", ["tasks"]:
                found = [t for t in desk.tasks.values() if t["project"] == int(query["project"])]
                return 200, _page("tasks", "total", [self._told(t) for t in found], query)
            case "POST", ["dm", "views"]:
                return 201, {}
            case "POST", ["dm", "actions"]:
                for task in body["selectedItems"]["included"]:
                    desk.tasks.pop(task, None)
                return 200, {}
            case "GET", ["users"]:
                return 200, [{"id": n, "email": mail} for n, mail in self.owner.people.items()]
        return 404, {"detail": "no such page"}

    def _told(self, task: dict[str, Any]) -> dict[str, Any]:
        count = len(task["annotations"])
        return task | {
            "is_labeled": count >= task["overlap"],
            "total_annotations": count,
            "cancelled_annotations": 0,
        }


def _page(name: str, total: str, entries: list[Any], query: dict[str, str]) -> dict[str, Any]:
    size, page = int(query.get("page_size", 100)), int(query.get("page", 1))
    return {name: entries[(page - 1) * size : page * size], total: len(entries)}
