"""What is not a Label Studio, or not right now, is one line; a listing is asked for again, a write never."""

from __future__ import annotations

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from curation.core.errors import ServiceError
from curation.core.ports import Task
from curation.services.label_studio import LabelStudio

pytestmark = pytest.mark.slow  # real HTTP, with waits


@pytest.fixture
def server():
    """Answers as `plan` says, by method: (status, content type, body) one after the other, the last for ever."""
    plan: dict[str, list] = {}
    seen: Counter[str] = Counter()

    class Answers(BaseHTTPRequestHandler):
        def answer(self):
            length = int(self.headers.get("content-length") or 0)
            self.rfile.read(length)
            seen[self.command] += 1
            steps = plan[self.command]
            status, kind, body = steps.pop(0) if len(steps) > 1 else steps[0]
            data = body.encode()
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(data)))
            self.send_header("set-cookie", "sessionid=secret-session")
            if status == 302:
                self.send_header("location", "https://labels.example.com/")
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = answer

        def log_message(self, *_):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    board = LabelStudio(f"http://127.0.0.1:{running.server_port}", "t" * 40, pauses=(0.0, 0.0))
    yield plan, seen, board
    board.close()
    running.shutdown()


EMPTY = (200, "application/json", json.dumps({"results": [], "count": 0}))
BUSY = (502, "text/html", "<h1>Bad gateway</h1>")


def test_a_listing_is_asked_for_again_when_a_gateway_stumbles(server):
    plan, seen, board = server
    plan["GET"] = [BUSY, BUSY, EMPTY]
    assert board.find_project("x") is None
    assert seen["GET"] == 3


def test_a_gateway_that_stays_down_is_a_service_error(server):
    plan, seen, board = server
    plan["GET"] = [BUSY]
    with pytest.raises(ServiceError, match="502"):
        board.find_project("x")
    assert seen["GET"] == 3


def test_a_write_is_never_tried_again(server):
    plan, seen, board = server
    plan["POST"] = [BUSY, (201, "application/json", "{}")]
    with pytest.raises(ServiceError, match="502"):
        board.add("1", [Task("i", {})])
    assert seen["POST"] == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            (200, "text/html", "<html>Welcome to the intranet</html>"),
            "does not answer as a Label Studio does",
        ),
        ((302, "text/html", ""), "is moved to https://labels.example.com/"),
        ((401, "application/json", '{"detail": "Invalid token."}'), "refused the token"),
        ((403, "application/json", '{"detail": "no\\u001b[31m entry"}'), "403"),
        ((500, "application/json", "not json"), "no readable answer"),
    ],
)
def test_every_other_answer_is_one_line_without_token_and_session(server, answer, words):
    plan, _, board = server
    plan["GET"] = [answer]
    with pytest.raises(ServiceError) as caught:
        board.find_project("x")
    said = str(caught.value)
    assert words in said and "\n" not in said and "\x1b" not in said
    assert "secret-session" not in said and "t" * 40 not in said


def test_a_list_shorter_than_its_total_is_no_list(server):
    plan, _, board = server
    page = json.dumps({"tasks": [], "total": 3})
    plan["GET"] = [(200, "application/json", page)]
    with pytest.raises(ServiceError, match="listed 0 of 3"):
        board.tasks("1")
