"""Sends requests to one endpoint: tries again where that may help, and says in the server's own words why it does not.

429 and 503 wait for `Retry-After` when it is given, other server errors and broken connections back off exponentially; after
a 429 fewer requests run at once (times 3/4), and one more after every 25 successes. Where the first request of a batch is
rejected or reaches nobody, no other is sent. A field that the server says it does not take is left out from then on.
"""

from __future__ import annotations

import json
import re
import threading
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from curation.core.errors import ConfigError
from curation.core.ports import Request
from curation.core.remote.addresses import NetworkFault, is_loopback
from curation.services import model_hosts, server_words
from curation.services.dialects import table
from curation.services.dialects.form import Dialect, Learnt, Reply, counted, without_ending
from curation.services.rate_limit_window import Failed, FirstRequest, RateLimitWindow
from curation.services.settings import Options

if TYPE_CHECKING:
    from curation.core.remote.network import Answer, Exchanger
    from curation.services.model_hosts import Access

LESSONS = 6
"""Most fields of a request that are given up because the server does not take them."""
_AGAIN = (408, 409, 425, 429)


@dataclass(frozen=True)
class Target:
    """Where requests go, in which dialect, and with which key."""

    url: str
    model: str
    dialect: Dialect
    given_key: str | None = field(default=None, repr=False)
    """A key that the caller gave in place of the environment's."""

    @cached_property
    def access(self) -> Access:
        """The key, and the variables that it is looked for in.

        Raises: ConfigError for a host that the account does not allow.
        """
        return model_hosts.access(self.url, "models.completer")

    @property
    def key(self) -> str:
        """The key, empty for none."""
        return self.access.key if self.given_key is None else self.given_key


class Sender:
    """Sends requests to one endpoint. Safe to use from several threads.

    `retries` counts the tries after a first one, `learnt` holds what the server does not take, by model.
    """

    def __init__(self, target: Target, options: Options) -> None:
        self.target, self.options = target, options
        self.retries = 0
        self.learnt: dict[str, Learnt] = {}
        self.window = RateLimitWindow(options.concurrency)
        self._first = FirstRequest(2 * options.concurrency)
        self._answered = False
        self._lock = threading.Lock()
        self._http: Exchanger | None = None

    def close(self) -> None:
        """Closes the connections."""
        if self._http is not None:
            self._http.close()
            self._http = None

    def begin(self) -> None:
        """Begins a new batch: what stopped the last one may be cured."""
        self._first.again()

    def _client(self) -> Exchanger:
        from curation.core.remote.network import Exchanger

        with self._lock:
            if self._http is None:
                self._http = Exchanger(connections=self.options.concurrency, timeout=self.options.timeout)
            return self._http

    def send(self, request: Request) -> Reply:
        """The reply to a request, tried again while that may help.

        Raises: Failed with the kind and the words of the last try.
        """
        self._first.enter()
        try:
            self._allowed()
            return self._tried(request)
        except Failed as error:
            self._first.failed(error)
            raise

    def _allowed(self) -> None:
        """Nothing, where the account allows the host. Raises: Failed with the command that allows it."""
        try:
            _ = self.target.access
        except ConfigError as error:
            raise Failed("rejected", "; ".join(issue.message for issue in error.issues)) from error

    def _tried(self, request: Request) -> Reply:
        trouble = Failed("unreachable", "no try was made")
        for attempt in range(self.options.attempts):
            if attempt:
                with self._lock:
                    self.retries += 1
            self.window.enter()
            reply: Reply | None = None
            wait: float | None = None
            try:
                reply, trouble, wait = self._once(request, attempt)
            finally:
                self.window.leave(reply is not None)
            if reply is not None:
                self._first.answered()
                self._answered = True
                return reply
            if wait is None:
                break
            if attempt + 1 < self.options.attempts:
                time.sleep(wait)
        raise trouble

    def _once(self, request: Request, attempt: int) -> tuple[Reply | None, Failed, float | None]:
        """A reply; or what went wrong and how long to wait before the next try, None when no try will help."""
        backoff = min(self.options.backoff_most, self.options.backoff * 2**attempt)
        for _ in range(LESSONS + 1):
            learnt = self.learnt.get(request.model, Learnt())
            body = table.body(self.target.dialect, request, self.options, learnt)
            try:
                answer = self._exchanged(request.model, body)
            except NetworkFault as fault:
                return None, *_of_fault(fault, self.target.url, backoff)
            if answer.status == 200:
                return self._read(answer, request, backoff)
            if answer.status not in (400, 422):
                break
            lesson = server_words.learnt(answer.body, body, learnt, self.target.dialect.schema_field)
            if lesson is None:
                break
            self.learnt[request.model] = lesson
        return self._of_status(answer, request, backoff)

    def call(self, method: str, path: str, content: bytes, media: str, most: int) -> Answer:
        """The answer to another request below the endpoint's address, for batches, with the key and at most `most` bytes.

        Args:
            method: Of HTTP.
            path: Below the address of the endpoint.
            content: The body of the request.
            media: The media type of the body.
            most: Bytes of the answer that are read.

        Raises: NetworkFault; Failed where the account does not allow the host.
        """
        self._allowed()
        target = self.target
        base = without_ending(target.dialect.url(target.url, target.model), "/chat/completions", "/responses")
        key = target.dialect.key_headers(target.key) if target.key else {}
        headers = {"content-type": media, **target.dialect.headers, **self.options.headers, **key}
        return self._client().exchange(method, f"{base}{path}", headers, content, most, self.options.deadline)

    def _exchanged(self, model: str, body: dict[str, Any]) -> Answer:
        target = self.target
        key = target.dialect.key_headers(target.key) if target.key else {}
        headers = {
            "content-type": "application/json",
            **target.dialect.headers,
            **self.options.headers,
            **key,
        }
        return self._client().exchange(
            "POST",
            table.address(target.dialect, target.url, model, self.options),
            headers,
            json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
            self.options.max_bytes,
            self.options.deadline,
        )

    def _read(
        self, answer: Answer, request: Request, backoff: float
    ) -> tuple[Reply | None, Failed, float | None]:
        try:
            reply = counted(self.target.dialect.read(json.loads(answer.body)), request)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            said = server_words.words(answer.body, self.target.key) if answer.body.strip() else "nothing"
            words = f"the server's answer is none of a model ({self.target.dialect.name}): {said}"
            return None, Failed("server-error", words), backoff
        return reply, Failed("server-error", ""), None

    def _of_status(
        self, answer: Answer, request: Request, backoff: float
    ) -> tuple[Reply | None, Failed, float | None]:
        """What an answer other than a success comes to."""
        status, said = answer.status, server_words.words(answer.body, self.target.key)
        if server_words.is_filter(status, answer.body):
            refused = said or "stopped by the provider's filter"
            return counted(Reply("", "", refused, "content_filter"), request), Failed("refused", ""), None
        words = f"the server answered {status}" + (f": {said}" if said else "")
        spent = server_words.is_spent(status, answer.body)
        if not spent and (status in _AGAIN or (status >= 500 and status not in (501, 505))):
            self._first.answered()
            wait = retry_after(answer.headers.get("retry-after"), answer.headers.get("retry-after-ms"))
            wait = backoff if wait is None else min(wait, self.options.backoff_most)
            if status == 429:
                self.window.narrow(wait)
            return None, Failed("rate-limited" if status == 429 else "server-error", words), wait
        cure = server_words.cure(status, self.target.access.variables, request.model)
        told = Failed("rejected", f"{words}; {cure}")
        if status in (400, 413, 422) and self._answered:
            # Others were answered: this one request is what the server does not take, and it would not take it again.
            told = Failed("unsupported", f"{words}; {cure}")
        return None, told, None


def _of_fault(fault: NetworkFault, url: str, backoff: float) -> tuple[Failed, float | None]:
    """The failure of an exchange without an answer, and how long to wait, None when no try will help."""
    if fault.kind == "unreachable":
        here = " (is the server running?)" if is_loopback(urlsplit(url).hostname or "") else ""
        return Failed("unreachable", f"{url}: {fault}{here}"), backoff
    if fault.kind == "too-large":
        return Failed("too-large", f"{fault}; models.options.max_bytes sets the limit"), None
    if fault.kind == "address":
        return Failed("rejected", f"{url}: {fault}"), None
    return Failed("too-slow" if fault.kind == "too-slow" else "cut-off", str(fault)), backoff


def retry_after(value: str | None, milliseconds: str | None = None) -> float | None:
    """Seconds that a `Retry-After` header asks to wait (RFC 9110, 10.2.3: seconds or a date), None without a usable one.

    `milliseconds` is the header `retry-after-ms` of some providers, which is finer and goes first.
    """
    if milliseconds and re.fullmatch(r"\d{1,9}(?:\.\d+)?", milliseconds.strip()):
        return float(milliseconds) / 1000
    if not value:
        return None
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", value.strip()):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
