"""Batches of providers: many requests in one job, answered within a day for about half the price.

The id of a job is kept before anything is waited for, so a run that was killed, or that did not want to wait, finds its answers
by the next run and pays for nothing twice. (A kill in the moment between the provider's answer and that note loses the id.)
Reference: OpenAI's Batch API and Anthropic's Message Batches.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from curation.core.digests import digest
from curation.core.files import disk
from curation.core.files.io import write_atomic
from curation.core.ports import Request
from curation.core.remote.addresses import NetworkFault
from curation.core.remote.network import Answer
from curation.services import server_words
from curation.services.dialects import table
from curation.services.dialects.form import Learnt, Reply, counted
from curation.services.model_sender import Sender
from curation.services.rate_limit_window import Failed

MOST = 10_000
"""Most requests of one job; the providers' own limits are higher."""
LARGEST = 512 * 1024 * 1024
"""Most bytes of the answers of a job."""
PROVIDERS = ("openai", "responses", "anthropic")
"""The dialects that have batches."""


@dataclass(frozen=True)
class BatchJob:
    """A job at the provider, and the digests of its requests."""

    id: str
    requests: Mapping[str, str]
    """Digest of each request to the model that it asks."""


@dataclass(frozen=True)
class Protocol:
    """How a provider's batches are spoken to: each function calls and gives what came back."""

    create: Callable[[Sender, Sequence[tuple[str, dict[str, Any]]]], str]
    """Makes a job of bodies by name; gives its id."""
    results: Callable[[Sender, str], Answer | None]
    """The lines of a finished job; None while it is under way. Raises: Failed for a job that came to nothing."""
    read: Callable[[Mapping[str, Any]], Answer]
    """One line as the answer that a single request would have had."""


def run(
    sender: Sender, folder: Path, wanted: Mapping[str, Request], wait: float, poll: float
) -> Iterator[tuple[str, Reply | Failed]]:
    """What became of each request of `wanted` (by digest), in jobs of `folder` that are open, and in a new one for the others.

    Waits at most `wait` seconds in all, asking every `poll` seconds. A request of a job that is not done by then is `too-slow`.

    Args:
        sender: Sends requests to the provider.
        folder: Where open jobs are kept.
        wanted: Requests by digest.
        wait: Seconds in all.
        poll: Seconds between two questions.
    """
    protocol = PROTOCOLS[sender.target.dialect.name]
    jobs = [job for job in _open_jobs(folder) if set(job.requests) & set(wanted)]
    taken = {key for job in jobs for key in job.requests}
    new = [key for key in wanted if key not in taken]
    end = time.monotonic() + wait
    for first in range(0, len(new), MOST):
        part = new[first : first + MOST]
        try:
            jobs.append(_created(sender, folder, protocol, {key: wanted[key] for key in part}))
        except Failed as error:
            yield from ((key, error) for key in part)
    for job in jobs:
        try:
            lines = _waited(sender, protocol, job, end, poll)
        except Failed as error:
            if error.kind != "too-slow" and error.kind != "unreachable":
                disk.removed(_note(folder, job))
            yield from ((key, error) for key in job.requests if key in wanted)
            continue
        answered = dict(_read(sender, protocol, lines, wanted))
        lost = Failed("server-error", f"the batch {job.id} has no answer to this request")
        yield from ((key, answered.get(key, lost)) for key in job.requests if key in wanted)
        # Whoever takes the answers keeps each before it asks for the next: only now is the job done with.
        disk.removed(_note(folder, job))


def _note(folder: Path, job: BatchJob) -> Path:
    return folder / f"{digest(job.id)[:32]}.json"


def _open_jobs(folder: Path) -> list[BatchJob]:
    """The jobs that were begun and not done with; a note that cannot be read is none."""
    jobs = []
    for path in sorted(folder.glob("*.json")):
        try:
            body = json.loads(disk.text(path))
            jobs.append(BatchJob(str(body["id"]), {str(k): str(v) for k, v in body["requests"].items()}))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return jobs


def _created(sender: Sender, folder: Path, protocol: Protocol, part: Mapping[str, Request]) -> BatchJob:
    bodies = [
        (key, table.body(sender.target.dialect, request, sender.options, Learnt()))
        for key, request in part.items()
    ]
    job = BatchJob(protocol.create(sender, bodies), {key: request.model for key, request in part.items()})
    write_atomic(_note(folder, job), json.dumps({"id": job.id, "requests": dict(job.requests)}))
    return job


def _waited(sender: Sender, protocol: Protocol, job: BatchJob, end: float, poll: float) -> Answer:
    while True:
        lines = protocol.results(sender, job.id)
        if lines is not None:
            return lines
        if time.monotonic() + poll > end:
            raise Failed("too-slow", f"the batch {job.id} is not done yet; the next run looks again")
        time.sleep(poll)


def _read(
    sender: Sender, protocol: Protocol, lines: Answer, wanted: Mapping[str, Request]
) -> Iterator[tuple[str, Reply | Failed]]:
    for line in lines.body.split(b"\n"):
        try:
            entry = json.loads(line)
            key = str(entry["custom_id"])
            answer = protocol.read(entry)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            # A line that cannot be read answers nothing; its request is told as without an answer.
            continue
        if key in wanted:
            yield key, _outcome(sender, answer, wanted[key])


def _outcome(sender: Sender, answer: Answer, request: Request) -> Reply | Failed:
    if answer.status == 200:
        try:
            return counted(sender.target.dialect.read(json.loads(answer.body)), request)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            return Failed("server-error", "the batch's answer is none of a model")
    said = server_words.words(answer.body, sender.target.key)
    if server_words.is_filter(answer.status, answer.body):
        return counted(Reply("", "", said or "stopped by the provider's filter", "content_filter"), request)
    settled = answer.status in (400, 413, 422)
    return Failed(
        "unsupported" if settled else "server-error",
        f"in a batch, the server answered {answer.status}: {said}",
    )


def called(
    sender: Sender,
    method: str,
    path: str,
    content: bytes = b"",
    media: str = "application/json",
    most: int = 1 << 24,
) -> Answer:
    """A successful answer at `path` below the provider's address.

    Args:
        sender: Sends requests to the provider.
        method: Of HTTP.
        path: Below the address of the provider.
        content: The body of the request.
        media: The media type of the body.
        most: Bytes of the answer that are read.

    Raises: Failed with the server's words for any other.
    """
    try:
        answer = sender.call(method, path, content, media, most)
    except NetworkFault as fault:
        raise Failed("unreachable" if fault.kind == "unreachable" else "cut-off", str(fault)) from fault
    if answer.status == 200:
        return answer
    words = f"the server answered {answer.status} to a batch: {server_words.words(answer.body, sender.target.key)}"
    if answer.status == 429 or answer.status >= 500:
        raise Failed("server-error", words)
    cure = server_words.cure(answer.status, sender.target.access.variables, sender.target.model)
    raise Failed("rejected", f"{words}; {cure}")


def _object(answer: Answer) -> dict[str, Any]:
    try:
        body = json.loads(answer.body)
    except ValueError:
        body = None
    if not isinstance(body, dict) or not isinstance(body.get("id"), str):
        raise Failed("server-error", "the server's answer is no batch")
    return body


# --- OpenAI ---------------------------------------------------------------------------------------------------------


def _openai_create(sender: Sender, bodies: Sequence[tuple[str, dict[str, Any]]]) -> str:
    endpoint = "/v1/responses" if sender.target.dialect.name == "responses" else "/v1/chat/completions"
    lines = "".join(
        json.dumps({"custom_id": key, "method": "POST", "url": endpoint, "body": body}, ensure_ascii=False)
        + "\n"
        for key, body in bodies
    ).encode("utf-8", "replace")
    boundary = f"curation-{digest([key for key, _ in bodies])[:40]}"
    head = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}'
        for name, more, value in (
            ("purpose", "", "batch\r\n"),
            ("file", '; filename="batch.jsonl"\r\nContent-Type: application/jsonl', ""),
        )
    )
    form = head.encode() + lines + f"\r\n--{boundary}--\r\n".encode()
    file = _object(called(sender, "POST", "/files", form, f"multipart/form-data; boundary={boundary}"))
    job = {"input_file_id": file["id"], "endpoint": endpoint, "completion_window": "24h"}
    return str(_object(called(sender, "POST", "/batches", json.dumps(job).encode()))["id"])


def _openai_results(sender: Sender, id: str) -> Answer | None:
    body = _object(called(sender, "GET", f"/batches/{quote(id, safe='')}"))
    status = body.get("status")
    if status in ("validating", "in_progress", "finalizing", "cancelling"):
        return None
    files = [body[name] for name in ("output_file_id", "error_file_id") if body.get(name)]
    if not files:
        said = server_words.words(json.dumps(body.get("errors") or {}).encode())
        raise Failed("server-error", f"the batch {id} ended as {status}" + (f": {said}" if said else ""))
    parts = [
        called(sender, "GET", f"/files/{quote(str(file), safe='')}/content", most=LARGEST).body
        for file in files
    ]
    return Answer(200, {}, b"\n".join(parts))


def _openai_read(entry: Mapping[str, Any]) -> Answer:
    response = entry.get("response") or {
        "status_code": 500,
        "body": {"error": entry.get("error") or "no answer"},
    }
    return Answer(int(response["status_code"]), {}, json.dumps(response["body"]).encode())


# --- Anthropic ------------------------------------------------------------------------------------------------------


def _anthropic_create(sender: Sender, bodies: Sequence[tuple[str, dict[str, Any]]]) -> str:
    job = {"requests": [{"custom_id": key, "params": body} for key, body in bodies]}
    content = json.dumps(job, ensure_ascii=False).encode("utf-8", "replace")
    return str(_object(called(sender, "POST", "/batches", content))["id"])


def _anthropic_results(sender: Sender, id: str) -> Answer | None:
    if _object(called(sender, "GET", f"/batches/{quote(id, safe='')}")).get("processing_status") != "ended":
        return None
    # The address of the results is built here and not taken from the answer: the key goes with it.
    return called(sender, "GET", f"/batches/{quote(id, safe='')}/results", most=LARGEST)


def _anthropic_read(entry: Mapping[str, Any]) -> Answer:
    result = entry["result"]
    if result["type"] == "succeeded":
        return Answer(200, {}, json.dumps(result["message"]).encode())
    wrong = result["type"] == "errored" and "invalid_request" in json.dumps(result.get("error"))
    return Answer(
        400 if wrong else 500, {}, json.dumps(result.get("error") or {"error": result["type"]}).encode()
    )


_OPENAI = Protocol(_openai_create, _openai_results, _openai_read)
PROTOCOLS: Mapping[str, Protocol] = {
    "openai": _OPENAI,
    "responses": _OPENAI,
    "anthropic": Protocol(_anthropic_create, _anthropic_results, _anthropic_read),
}
