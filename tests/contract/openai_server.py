"""A scripted OpenAI-compatible server over real HTTP: each request takes the next step of the script, then the last one."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Step:
    """What the server does with one request."""

    content: str | Callable[[dict], str] = "{}"
    status: int = 200
    headers: dict = field(default_factory=dict)
    cut: bool = False
    slow: float = 0.0
    finish: str = "stop"
    refusal: str = ""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, steps: Sequence[Step], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.steps = list(steps)
        self.lock = threading.Lock()
        self.requests: list[dict] = []
        self.times: list[float] = []
        self.answered: Counter = Counter()
        self.running = self.most_at_once = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request, client_address) -> None:
        """A client may go away: that is no fault of the server."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *args) -> None:
        """Silent."""

    def do_POST(self) -> None:
        server = self.server
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with server.lock:
            chosen = getattr(server.steps, "choose", None)
            step = chosen(body) if chosen else server.steps[min(len(server.requests), len(server.steps) - 1)]
            server.requests.append(body)
            server.times.append(time.monotonic())
            server.running += 1
            server.most_at_once = max(server.most_at_once, server.running)
        try:
            self._answer(step, body)
        finally:
            with server.lock:
                server.running -= 1

    def _answer(self, step: Step, body: dict) -> None:
        content = step.content(body) if callable(step.content) else step.content
        message = {"role": "assistant", "content": content, "refusal": step.refusal or None}
        data = json.dumps(
            {
                "model": body["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": step.finish}],
                "usage": {"prompt_tokens": 100, "completion_tokens": 50},
            }
        ).encode()
        self.send_response(step.status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        for name, value in step.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if step.cut:
            self.wfile.write(data[: len(data) // 2])
            self.wfile.flush()
            self.connection.close()
            return
        if step.slow:
            for i in range(0, len(data), 40):
                self.wfile.write(data[i : i + 40])
                self.wfile.flush()
                time.sleep(step.slow)
        else:
            self.wfile.write(data)
        if step.status == 200:
            with self.server.lock:
                self.server.answered[json.dumps(body, sort_keys=True)] += 1


@contextmanager
def serve(*steps: Step, port: int = 0):
    """A server that plays the steps, on a free port of this machine unless one is given."""
    server = Server(steps or (Step(),), port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
