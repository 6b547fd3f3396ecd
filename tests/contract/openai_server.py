"""A scripted OpenAI-compatible server over real HTTP: each request takes the next step of the script, then the last one."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from json_server import JsonHandler, JsonServer, running


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


class Server(JsonServer):
    def __init__(self, steps: Sequence[Step], port: int = 0) -> None:
        super().__init__(_Handler, port)
        self.steps = list(steps)
        self.answered: Counter = Counter()
        self.running = self.most_at_once = 0

    @property
    def url(self) -> str:
        return f"{self.address}/v1"


class _Handler(JsonHandler):
    server: Server

    def do_POST(self) -> None:
        server = self.server
        body = self.body()
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
        if self.send(step.status, data, step.headers, step.cut, step.slow) and step.status == 200:
            with self.server.lock:
                self.server.answered[json.dumps(body, sort_keys=True)] += 1


def serve(*steps: Step, port: int = 0) -> AbstractContextManager[Server]:
    """A server that plays the steps, on a free port of this machine unless one is given."""
    return running(Server(steps or (Step(),), port))
