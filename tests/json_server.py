"""The frame of a server of JSON on this machine: a test writes what it answers, and this sends it whole, slowly or cut off."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

PIECE = 40
"""Bytes that are sent at once where a body is sent slowly."""


class JsonServer(ThreadingHTTPServer):
    """A server on a free port of this machine unless one is given; its requests, and when each came, are kept."""

    daemon_threads = True

    def __init__(self, handler: type[JsonHandler], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), handler)
        self.lock = threading.Lock()
        self.requests: list[dict[str, Any]] = []
        self.times: list[float] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address) -> None:
        """A client may go away: that is no fault of the server."""


class JsonHandler(BaseHTTPRequestHandler):
    """Reads a request and sends an answer; what stands in it is the matter of the test."""

    def log_message(self, *args) -> None:
        """Silent."""

    def body(self) -> dict[str, Any]:
        return json.loads(self.rfile.read(int(self.headers["content-length"])))

    def send(
        self, status: int, data: bytes, headers: Mapping[str, str] = {}, cut: bool = False, wait: float = 0.0
    ) -> bool:
        """Sends an answer, with `wait` seconds between its pieces; half of it and no more with `cut`. Whether it was sent whole."""
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if cut:
            self.wfile.write(data[: len(data) // 2])
            self.wfile.flush()
            self.close_connection = True
            self.connection.close()
            return False
        piece = PIECE if wait else max(1, len(data))
        for start in range(0, len(data), piece):
            self.wfile.write(data[start : start + piece])
            self.wfile.flush()
            time.sleep(wait)
        return True


Served = TypeVar("Served", bound=JsonServer)


@contextmanager
def running(server: Served) -> Iterator[Served]:
    """The server while it answers; then it is shut down."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
