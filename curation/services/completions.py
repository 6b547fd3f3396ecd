"""Any OpenAI-compatible endpoint behind the `Completer` port: vLLM, llama.cpp, Ollama or a hosted one, by plain HTTP.

Each answer is kept under the digest of its whole rendered request before it is handed on, so no request is paid for twice
and a killed run repeats nothing that was answered. Retries: 429 and 503 wait for `Retry-After` when it is given, other
server errors and broken connections back off exponentially; after a 429 fewer requests run at once (times 3/4), and one
more after every 25 successes. In replay-only mode nothing is sent at all.
"""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curation.core.digests import digest
from curation.core.errors import ConfigError, Issue
from curation.core.ports import Completion, Request
from curation.core.tables import write_atomic
from curation.services.model_answers import Reply, judge
from curation.services.settings import Options, Price

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True)
class Usage:
    """What a completer has used so far. Answers from the cache cost nothing and are counted apart."""

    requests: int = 0
    cached: int = 0
    retries: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def cost(self, price: Price | None) -> float | None:
        """The money spent, None without a price."""
        if price is None:
            return None
        return (self.input_tokens * price.input + self.output_tokens * price.output) / 1_000_000

    def told(self, price: Price | None = None) -> str:
        """The usage in words: always the tokens, the money only with a price."""
        cost = self.cost(price)
        return (
            f"{self.requests} requests paid, {self.cached} from the cache, {self.retries} tried again; "
            f"{self.input_tokens} tokens in, {self.output_tokens} out"
            + ("" if cost is None else f", cost {cost:.4f}")
        )


class _Failed(Exception):
    """A request that got no answer."""


def connect(
    url: str,
    model: str,
    cache: Path | None = None,
    options: Options | None = None,
    api_key: str | None = None,
) -> Completions:
    """A completer for the endpoint at `url` (`http://host:port/v1`).

    The key is `api_key`, else the environment's `CURATION_API_KEY`, else none. With `CURATION_OFFLINE=1` nothing is sent.

    Raises: ConfigError when `url` is no http address.
    """
    if not re.match(r"https?://[^/\s]+", url):
        message = f"{url!r} is not an http address; give one like http://localhost:8000/v1"
        raise ConfigError([Issue("models.completer", "config-value", message)])
    chosen = options or Options()
    if os.environ.get("CURATION_OFFLINE", "") not in ("", "0"):
        chosen = chosen.model_copy(update={"replay": True})
    key = os.environ.get("CURATION_API_KEY", "") if api_key is None else api_key
    return Completions(url.rstrip("/"), model, key, cache, chosen)


@dataclass
class _Tide:
    """How many requests may run at once: fewer after a 429, slowly more after successes."""

    most: int
    now: float = field(init=False)
    running: int = 0
    successes: int = 0
    pause_until: float = 0.0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self.now = float(self.most)

    def enter(self) -> None:
        with self.changed:
            while self.running >= max(1, int(self.now)) or (wait := self.pause_until - time.monotonic()) > 0:
                self.changed.wait(wait if self.running < max(1, int(self.now)) else None)
            self.running += 1

    def leave(self, success: bool) -> None:
        with self.changed:
            self.running -= 1
            self.successes += success
            if success and self.successes % 25 == 0:
                self.now = min(float(self.most), self.now + 1)
            self.changed.notify_all()

    def ebb(self, seconds: float) -> None:
        with self.changed:
            self.now = max(1.0, self.now * 0.75)
            self.pause_until = max(self.pause_until, time.monotonic() + seconds)
            self.changed.notify_all()


class Completions:
    """The completer. `usage` tells what it has spent; `close` lets the connections go."""

    def __init__(self, url: str, model: str, api_key: str, cache: Path | None, options: Options) -> None:
        self.url, self.model, self.cache, self.options = url, model, cache, options
        self.fingerprint = digest("completions", 1, url, model)
        self.usage = Usage()
        self._key = api_key
        self._lock = threading.Lock()
        self._tide = _Tide(options.concurrency)
        self._reserved: list[tuple[int, int]] = []
        self._flying: dict[str, threading.Lock] = {}
        self._http: httpx.Client | None = None

    def close(self) -> None:
        """Closes the connections."""
        if self._http is not None:
            self._http.close()
            self._http = None

    def complete(self, requests: Sequence[Request]) -> Iterator[Completion]:
        """One completion a request, in order. A failure is a completion; nothing here raises for a bad answer."""
        with ThreadPoolExecutor(self.options.concurrency) as pool:
            waiting: list[Future[Completion]] = [pool.submit(self.one, request) for request in requests]
            try:
                for future in waiting:
                    yield future.result()
            finally:
                for future in waiting:
                    future.cancel()

    def one(self, request: Request) -> Completion:
        """The completion of one request; where its schema is not met, the model is asked once more with the errors."""
        request = request if request.model else replace(request, model=self.model)
        first = self._ask(request)
        if first.status != "invalid":
            return first
        again = replace(
            request,
            messages=(
                *request.messages,
                {"role": "assistant", "content": first.text},
                {
                    "role": "user",
                    "content": f"That is not what was asked for: {first.error}. Answer again with the JSON alone.",
                },
            ),
        )
        second = self._ask(again)
        if second.status in ("budget", "transport"):
            return replace(first, error=f"{first.error}; asked again: {second.error}")
        return replace(
            second,
            input_tokens=first.input_tokens + second.input_tokens,
            output_tokens=first.output_tokens + second.output_tokens,
            cached=first.cached and second.cached,
        )

    def _ask(self, request: Request) -> Completion:
        key = request_digest(request)
        with self._lock:
            turn = self._flying.setdefault(key, threading.Lock())
        # Two equal requests at once would be paid for twice: the second waits and finds the first one's answer.
        with turn:
            kept = self._kept(key)
            if kept is not None:
                self._count(cached=1)
                return judge(request, kept, cached=True)
            if self.options.replay:
                return Completion(
                    "transport", model=request.model, error="not in the cache, and nothing may be sent"
                )
            return self._paid(request, key)

    def _paid(self, request: Request, key: str) -> Completion:
        most = (_size(request), request.max_tokens)
        if not self._reserve(most):
            message = f"the budget of {self._budget()} does not allow another request"
            return Completion("budget", model=request.model, error=message)
        try:
            reply = self._send(request)
        except _Failed as error:
            return Completion("transport", model=request.model, error=str(error))
        finally:
            with self._lock:
                self._reserved.remove(most)
        if self.cache is not None:
            write_atomic(self._place(key), json.dumps(vars(reply), ensure_ascii=False, sort_keys=True))
        return judge(request, reply, cached=False)

    def _budget(self) -> str:
        options = self.options
        tokens = [] if options.budget_tokens is None else [f"{options.budget_tokens} tokens"]
        return " and ".join(
            [*tokens, *([] if options.budget_money is None else [f"{options.budget_money:g} money"])]
        )

    def _reserve(self, most: tuple[int, int]) -> bool:
        """Whether a request of at most so many tokens in and out is still within the budget with all that are under way."""
        options = self.options
        with self._lock:
            waiting = [*self._reserved, most]
            sent = self.usage.input_tokens + sum(tokens for tokens, _ in waiting)
            received = self.usage.output_tokens + sum(tokens for _, tokens in waiting)
            if options.budget_tokens is not None and sent + received > options.budget_tokens:
                return False
            cost = Usage(input_tokens=sent, output_tokens=received).cost(options.price)
            if options.budget_money is not None and cost is not None and cost > options.budget_money:
                return False
            self._reserved.append(most)
            return True

    def _count(self, **more: int) -> None:
        with self._lock:
            self.usage = replace(
                self.usage, **{name: getattr(self.usage, name) + n for name, n in more.items()}
            )

    def _place(self, key: str) -> Path:
        if self.cache is None:
            raise ValueError("there is no cache")
        return self.cache / key[:2] / f"{key}.json"

    def _kept(self, key: str) -> Reply | None:
        if self.cache is None:
            return None
        try:
            return Reply(**json.loads(self._place(key).read_text("utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            # Absent, or not written by this version: it is asked for again and written anew.
            return None

    def _client(self) -> httpx.Client:
        import httpx

        with self._lock:
            if self._http is None:
                headers = {"authorization": f"Bearer {self._key}"} if self._key else {}
                self._http = httpx.Client(
                    timeout=self.options.timeout, headers=headers, follow_redirects=False
                )
            return self._http

    def _send(self, request: Request) -> Reply:
        """The reply to a request, tried again while that may help. Raises: _Failed."""
        trouble = ""
        for attempt in range(self.options.attempts):
            if attempt:
                self._count(retries=1)
            self._tide.enter()
            wait: float | None = None
            reply: Reply | None = None
            try:
                reply, trouble, wait = self._once(request, attempt)
            finally:
                self._tide.leave(reply is not None)
            if reply is not None:
                self._count(requests=1, input_tokens=reply.input_tokens, output_tokens=reply.output_tokens)
                return reply
            if wait is None:
                break
            if attempt + 1 < self.options.attempts:
                time.sleep(wait)
        raise _Failed(trouble)

    def _once(self, request: Request, attempt: int) -> tuple[Reply | None, str, float | None]:
        """A reply; or what went wrong and how long to wait before the next try, None when no try will help."""
        import httpx

        backoff = min(self.options.backoff_most, self.options.backoff * 2**attempt)
        started = time.monotonic()
        try:
            with self._client().stream(
                "POST", f"{self.url}/chat/completions", json=payload(request)
            ) as response:
                body = bytearray()
                for chunk in response.iter_bytes():
                    body += chunk
                    if time.monotonic() - started > self.options.deadline:
                        return None, f"the answer took more than {self.options.deadline:g} s", backoff
        except httpx.HTTPError as error:
            return None, f"{type(error).__name__}: the connection failed", backoff
        if response.status_code == 200:
            return _read(bytes(body), request, backoff)
        trouble = f"the server answered {response.status_code}"
        if response.status_code in (408, 409, 425, 429) or response.status_code >= 500:
            wait = retry_after(response.headers.get("retry-after"))
            wait = backoff if wait is None else min(wait, self.options.backoff_most)
            if response.status_code == 429:
                self._tide.ebb(wait)
            return None, trouble, wait
        return None, trouble, None


def _read(body: bytes, request: Request, backoff: float) -> tuple[Reply | None, str, float | None]:
    try:
        data = json.loads(body)
        choice = data["choices"][0]
        message = choice["message"]
        usage = data.get("usage") or {}
        text = message.get("content") or ""
        if not isinstance(text, str):
            raise TypeError
        reply = Reply(
            text,
            str(data.get("model") or request.model),
            str(message.get("refusal") or ""),
            str(choice.get("finish_reason") or ""),
            int(usage.get("prompt_tokens") or 0) or _size(request),
            int(usage.get("completion_tokens") or 0) or len(text) // 4,
        )
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None, "the server's answer is no chat completion", backoff
    return reply, "", None


def payload(request: Request) -> dict[str, Any]:
    """The body of the HTTP request."""
    body: dict[str, Any] = {
        "model": request.model,
        "messages": [dict(message) for message in request.messages],
        "temperature": request.temperature,
        "max_tokens": request.max_tokens,
        "seed": request.seed,
    }
    if request.schema is not None:
        body["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "answer", "strict": True, "schema": dict(request.schema)},
        }
    return body


def request_digest(request: Request) -> str:
    """The name of a request's answer in the cache: everything that is sent decides it."""
    return digest(payload(request))


def _size(request: Request) -> int:
    """About how many tokens a request has, on the safe side: three characters each."""
    return sum(len(message.get("content", "")) for message in request.messages) // 3 + 8 * len(
        request.messages
    )


def retry_after(value: str | None) -> float | None:
    """Seconds that a `Retry-After` header asks to wait (RFC 9110, 10.2.3: seconds or a date), None without a usable one."""
    if not value:
        return None
    if re.fullmatch(r"\d+(?:\.\d+)?", value.strip()):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError):
        return None
