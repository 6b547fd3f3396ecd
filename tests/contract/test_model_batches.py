"""Batches of OpenAI and Anthropic, over real HTTP: paid once, kept before they are used, found again by the next run."""

from __future__ import annotations

import json
import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from curation.core.errors import ConfigError
from curation.core.ports import Request
from curation.services.completions import connect
from curation.services.settings import Options
from provider_servers import KEY, PROVIDERS, Reply

pytestmark = pytest.mark.slow  # real HTTP, with waits

SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}
NAMES = ("openai", "responses", "anthropic")


class Server(ThreadingHTTPServer):
    """A provider with batches: a job is done after `polls` looks; `fault` changes the answer to a request."""

    daemon_threads = True

    def __init__(self, name, polls, fault):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.provider = next(p for p in PROVIDERS if p.name == name)
        self.polls, self.fault = polls, fault
        self.files, self.jobs, self.single = {}, {}, []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}{self.provider.base}"

    def lines(self, job):
        for key, body in job["bodies"]:
            text = json.dumps(body.get("messages") or body.get("input"))
            number = re.search(r"number (\d+)", text)[1]
            fault = self.fault(int(number))
            yield key, body, fault or Reply(text=f'{{"n": {number}}}')


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        """Silent."""

    def _send(self, body, status=200):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _authorised(self):
        name, value = self.server.provider.key_header(KEY)
        return self.headers.get(name) == value

    def do_POST(self):
        server = self.server
        data = self.rfile.read(int(self.headers["content-length"]))
        if not self._authorised():
            self._send({"error": {"message": "no key"}}, 401)
        elif self.path == "/v1/files":
            assert b'name="purpose"\r\n\r\nbatch\r\n' in data
            content = data.split(b"application/jsonl\r\n\r\n")[1].rsplit(b"\r\n--", 1)[0]
            server.files["file-1"] = [json.loads(line) for line in content.splitlines()]
            self._send({"id": "file-1"})
        elif self.path == "/v1/batches":
            lines = server.files[json.loads(data)["input_file_id"]]
            self._begin([(line["custom_id"], line["body"]) for line in lines])
        elif self.path == "/v1/messages/batches":
            self._begin([(r["custom_id"], r["params"]) for r in json.loads(data)["requests"]])
        else:
            server.single.append(json.loads(data))
            self._send(server.provider.answer(json.loads(data), Reply(text='{"n": 0}')))

    def _begin(self, bodies):
        id = f"job_{len(self.server.jobs) + 1}"
        self.server.jobs[id] = {"bodies": bodies, "left": self.server.polls}
        self._send({"id": id, "status": "validating", "processing_status": "in_progress"})

    def do_GET(self):
        server = self.server
        parts = self.path.split("/")
        if not self._authorised():
            self._send({"error": {"message": "no key"}}, 401)
        elif parts[-1] == "results":
            self._send(b"\n".join(map(self._anthropic, server.lines(server.jobs[parts[-2]]))))
        elif parts[-1] == "content":
            job = server.jobs[parts[-2].removeprefix("out-")]
            self._send(b"\n".join(map(self._openai, server.lines(job))))
        elif parts[-1] not in server.jobs:
            self._send({"error": {"message": "no such batch"}}, 404)
        else:
            job = server.jobs[parts[-1]]
            job["left"] -= 1
            done = job["left"] < 0
            status = {
                "status": "completed" if done else "in_progress",
                "processing_status": "ended" if done else "in_progress",
            }
            self._send({"id": parts[-1], **status, "output_file_id": f"out-{parts[-1]}" if done else None})

    def _openai(self, line):
        key, body, reply = line
        answer = (
            self.server.provider.answer(body, reply)
            if reply.status == 200
            else self.server.provider.error(reply)
        )
        return json.dumps(
            {"custom_id": key, "response": {"status_code": reply.status, "body": answer}}
        ).encode()

    def _anthropic(self, line):
        key, body, reply = line
        if reply.status == 200:
            result = {"type": "succeeded", "message": self.server.provider.answer(body, reply)}
        else:
            result = {"type": "errored", "error": self.server.provider.error(reply)}
        return json.dumps({"custom_id": key, "result": result}).encode()


@contextmanager
def serve(name, polls=0, fault=lambda n: None):
    server = Server(name, polls, fault)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def run(server, cache, count=6, key=KEY, **more):
    options = Options(batch=True, batch_poll=0.01, batch_wait=5, backoff=0.01, timeout=3).model_copy(
        update=more
    )
    provider = server.provider
    completer = connect(server.url, provider.model, cache, options, api_key=key, provider=provider.name)
    requests = [
        Request("", ({"role": "user", "content": f"Say number {n}."},), SCHEMA, max_tokens=50)
        for n in range(count)
    ]
    try:
        return list(completer.complete(requests)), completer.usage
    finally:
        completer.close()


@pytest.mark.parametrize("name", NAMES)
def test_all_requests_go_as_one_job_and_each_answer_finds_its_request(name, tmp_path):
    with serve(name, polls=2) as server:
        answers, usage = run(server, tmp_path)
        assert (len(server.jobs), server.single) == (1, [])
    assert [a.data for a in answers] == [{"n": n} for n in range(6)]
    assert {a.cached for a in answers} == {False}
    assert (usage.requests, usage.cached, usage.input_tokens) == (6, 0, 600)
    assert list((tmp_path / "batches").glob("*.json")) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_job_that_is_not_done_is_found_by_the_next_run_and_paid_once(name, tmp_path):
    with serve(name, polls=3) as server:
        first, _ = run(server, tmp_path, batch_wait=0)
        assert {a.kind for a in first} == {"too-slow"}
        assert not any(a.settled for a in first)
        more, usage = run(server, tmp_path, count=8)
        assert [a.data for a in more] == [{"n": n} for n in range(8)]
        # The second job holds the two new requests alone.
        assert [len(job["bodies"]) for job in server.jobs.values()] == [6, 2]
        assert usage.requests == 8
        again, usage = run(server, tmp_path, count=8)
        assert {a.cached for a in again} == {True}
        assert (usage.requests, len(server.jobs)) == (0, 2)


@pytest.mark.parametrize("name", NAMES)
def test_one_bad_request_of_a_job_is_told_apart_from_the_others(name, tmp_path):
    def fault(n):
        if n == 1:
            return Reply(status=400, code="invalid_request_error", message="too long")
        return Reply(text="I'm sorry, but I can't help with that.") if n == 2 else None

    with serve(name, fault=fault) as server:
        answers, _ = run(server, tmp_path)
    assert [a.kind for a in answers] == [None, "unsupported", "refused", None, None, None]
    assert "too long" in answers[1].error


@pytest.mark.parametrize("name", NAMES)
def test_an_unfit_answer_is_asked_for_again_by_itself(name, tmp_path):
    with serve(name, fault=lambda n: Reply(text='{"m": 1}') if n == 3 else None) as server:
        answers, _ = run(server, tmp_path)
        assert len(server.single) == 1
    assert {a.status for a in answers} == {"ok"}


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_key_is_told_and_nothing_is_sent_one_by_one(name, tmp_path):
    with serve(name) as server:
        answers, _ = run(server, tmp_path, key="wrong")
        assert (server.jobs, server.single) == ({}, [])
    assert {a.kind for a in answers} == {"rejected"}
    assert "no key" in answers[0].error


def test_a_job_that_the_provider_no_longer_knows_is_begun_anew_by_the_next_run(tmp_path):
    with serve("openai", polls=9) as server:
        run(server, tmp_path, batch_wait=0)
        server.jobs.clear()
        gone, _ = run(server, tmp_path)
        assert {a.kind for a in gone} == {"rejected"}
        server.polls = 0
        answers, _ = run(server, tmp_path)
    assert {a.status for a in answers} == {"ok"}


def test_the_budget_holds_for_a_whole_job(tmp_path):
    # A request may come to about 70 tokens: 50 of the answer and some 13 of the question.
    with serve("openai") as server:
        answers, _ = run(server, tmp_path, budget_tokens=200)
        assert [len(job["bodies"]) for job in server.jobs.values()] == [3]
    assert [a.kind for a in answers] == [None] * 3 + ["budget"] * 3


def test_a_provider_without_batches_is_a_settings_error():
    with pytest.raises(ConfigError, match="no batches"):
        connect("http://localhost:8000/v1", "m", None, Options(batch=True))
