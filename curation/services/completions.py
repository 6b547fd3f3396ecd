"""Language models over HTTP behind the `Completer` port, whichever dialect an endpoint speaks.

Each answer is kept under the digest of its whole rendered request before it is handed on, so no request is paid for twice
and a killed run repeats nothing that was answered. Retries: 429 and 503 wait for `Retry-After` when it is given, other
server errors and broken connections back off exponentially; after a 429 fewer requests run at once (times 3/4), and one
more after every 25 successes. Where the first request of a batch is rejected or reaches nobody, no other is sent. A field that
the server says it does not take is left out from then on. In replay nothing is sent at all.
"""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from curation.core.addresses import NetworkFault, is_loopback
from curation.core.digests import digest
from curation.core.errors import ConfigError, Issue
from curation.core.io import write_atomic
from curation.core.ports import Completion, CompletionStatus, Request
from curation.services import model_hosts, server_words
from curation.services.dialects import table
from curation.services.dialects.chat import payload
from curation.services.dialects.form import Dialect, Learnt, Reply, counted, size
from curation.services.model_answers import judge
from curation.services.rate_limit_window import Failed, FirstRequest, RateLimitWindow
from curation.services.recordings import Recordings
from curation.services.settings import Options, Price, Provider

if TYPE_CHECKING:
    from curation.core.network import Answer, Exchanger
    from curation.services.model_hosts import Access

_URL = re.compile(
    r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?(?:[/?][\w./~%+=&?:,@!$;()*-]*)?"
)
"""An address without user, fragment or sign that two readers of addresses could take for two things."""
LESSONS = 6
"""Most fields of a request that are given up because the server does not take them."""
_AGAIN = (408, 409, 425, 429)


@dataclass(frozen=True)
class Usage:
    """What a completer has used so far. Answers from the cache and from recordings cost nothing and are counted apart."""

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


def connect(
    url: str,
    model: str,
    cache: Path | None = None,
    options: Options | None = None,
    api_key: str | None = None,
    provider: Provider = "auto",
    recordings: Recordings | None = None,
) -> Completions:
    """A completer for the endpoint at `url` (`https://api.openai.com/v1`, `http://localhost:8000/v1`).

    The key is `api_key`, else that of the environment's variable for the host. With `CURATION_OFFLINE=1`, and where recordings
    are replayed, nothing is sent, and neither host nor key matters. A host that the account does not allow rejects every request.

    Raises: ConfigError when `url` is no http address.
    """
    if not _URL.fullmatch(url):
        message = f"{url!r} is not an http address; give one like http://localhost:8000/v1"
        raise ConfigError([Issue("models.completer", "config-value", message)])
    chosen = options or Options()
    if os.environ.get("CURATION_OFFLINE", "") not in ("", "0"):
        chosen = chosen.model_copy(update={"replay": True})
    endpoint = Target(url.rstrip("/"), model, table.dialect_of(url, provider), api_key)
    return Completions(endpoint, cache, chosen, recordings)


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


class Completions:
    """The completer. `usage` tells what it has spent; `close` lets the connections go."""

    def __init__(
        self, target: Target, cache: Path | None, options: Options, recordings: Recordings | None
    ) -> None:
        self.target, self.model, self.cache, self.options = target, target.model, cache, options
        self.recordings = recordings
        # What was recorded is the same wherever the model was asked.
        where = target.url if recordings is None else recordings.fingerprint
        self.fingerprint = digest("completions", 2, where, target.model, options.parameters)
        self.usage = Usage()
        self.learnt: dict[str, Learnt] = {}
        """What the server does not take, by model."""
        self._lock = threading.Lock()
        self._window = RateLimitWindow(options.concurrency)
        self._first = FirstRequest(2 * options.concurrency)
        self._reserved: list[tuple[int, int]] = []
        self._flying: dict[str, threading.Lock] = {}
        self._http: Exchanger | None = None

    def close(self) -> None:
        """Closes the connections."""
        if self._http is not None:
            self._http.close()
            self._http = None

    def complete(self, requests: Sequence[Request]) -> Iterator[Completion]:
        """One completion a request, in order. A failure is a completion; nothing here raises for a bad answer."""
        return answers([(self, request) for request in requests])

    def begin(self) -> None:
        """Begins a new batch."""
        self._first.again()

    def one(self, request: Request) -> Completion:
        """The completion of one request; where its schema is not met, the model is asked once more with the errors."""
        request = request if request.model else replace(request, model=self.model)
        first = self._ask(request)
        if first.failure != "invalid":
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
        if not second.settled:
            return replace(second, text=first.text, error=f"{first.error}; asked again: {second.error}")
        return replace(
            second,
            input_tokens=first.input_tokens + second.input_tokens,
            output_tokens=first.output_tokens + second.output_tokens,
            cached=first.cached and second.cached,
        )

    def _ask(self, request: Request) -> Completion:
        key = request_digest(request, self.options)
        with self._lock:
            turn = self._flying.setdefault(key, threading.Lock())
        # Two equal requests at once would be paid for twice: the second waits and finds the first one's answer.
        with turn:
            if self.recordings is not None and self.recordings.replay:
                return self._replayed(request, key, self.recordings)
            recorded = None if self.recordings is None else self.recordings.find(key, request.purpose)
            kept = recorded or self._kept(key)
            if kept is not None:
                self._record(key, request, kept)
                self._count(cached=1)
                return judge(request, kept, cached=True)
            if self.options.replay:
                why = "not in the cache, and nothing may be sent (CURATION_OFFLINE or models.options.replay)"
                return _failure(request, Failed("transport", why))
            return self._paid(request, key)

    def _replayed(self, request: Request, key: str, recordings: Recordings) -> Completion:
        recorded = recordings.find(key, request.purpose)
        if recorded is None:
            what = f" ({request.purpose})" if request.purpose else ""
            why = (
                f"no recording of request {key[:12]}{what} to {request.model}; record it with "
                'models.recording = "record" where the model can be asked'
            )
            return _failure(request, Failed("recording-missing", why))
        self._count(cached=1)
        return judge(request, recorded, cached=True)

    def _paid(self, request: Request, key: str) -> Completion:
        most = (size(request), request.max_tokens)
        if not self._reserve(most):
            message = f"the budget of {self._budget()} does not allow another request"
            return _failure(request, Failed("budget", message))
        try:
            reply = self._send(request)
        except Failed as error:
            return _failure(request, error)
        finally:
            with self._lock:
                self._reserved.remove(most)
        if self.cache is not None:
            write_atomic(
                self._place(key),
                json.dumps({"request": key, **asdict(reply)}, ensure_ascii=False, sort_keys=True),
            )
        self._record(key, request, reply)
        return judge(request, reply, cached=False)

    def _record(self, key: str, request: Request, reply: Reply) -> None:
        if self.recordings is not None:
            self.recordings.add(key, request.model, reply)

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
            entry = json.loads(self._place(key).read_text("utf-8"))
            # An entry of version 0.1 does not name its request; its place does.
            if entry.pop("request", key) != key:
                return None
            return Reply(**entry)
        except (FileNotFoundError, ValueError, TypeError, AttributeError):
            # Absent, or not written by this version: it is asked for again and written anew.
            return None

    def _client(self) -> Exchanger:
        from curation.core.network import Exchanger

        with self._lock:
            if self._http is None:
                self._http = Exchanger(connections=self.options.concurrency, timeout=self.options.timeout)
            return self._http

    # --- sending ------------------------------------------------------------------------------------------------------

    def _send(self, request: Request) -> Reply:
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
                self._count(retries=1)
            self._window.enter()
            reply: Reply | None = None
            wait: float | None = None
            try:
                reply, trouble, wait = self._once(request, attempt)
            finally:
                self._window.leave(reply is not None)
            if reply is not None:
                self._first.answered()
                self._count(requests=1, input_tokens=reply.input_tokens, output_tokens=reply.output_tokens)
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
                self._window.narrow(wait)
            return None, Failed("rate-limited" if status == 429 else "server-error", words), wait
        cure = server_words.cure(status, self.target.access.variables, request.model)
        told = Failed("rejected", f"{words}; {cure}")
        if status in (400, 413, 422) and self.usage.requests:
            # Others were answered: this one request is what the server does not take, and it would not take it again.
            told = Failed("unsupported", f"{words}; {cure}")
        return None, told, None


def answers(pairs: Sequence[tuple[Completions, Request]]) -> Iterator[Completion]:
    """One completion a pair, in order: each request by its completer, those of one completer at once as its options allow.

    What was recorded is written at the end, also when the caller stops in between.
    """
    completers = {id(completer): completer for completer, _ in pairs}
    with ExitStack() as stack:
        pools = {}
        for name, completer in completers.items():
            stack.callback(_flush, completer)
            completer.begin()
            pools[name] = stack.enter_context(ThreadPoolExecutor(completer.options.concurrency))
        waiting: list[Future[Completion]] = [pools[id(c)].submit(c.one, request) for c, request in pairs]
        try:
            for future in waiting:
                yield future.result()
        finally:
            for future in waiting:
                future.cancel()


def _flush(completer: Completions) -> None:
    if completer.recordings is not None:
        completer.recordings.flush()


def _failure(request: Request, error: Failed) -> Completion:
    status: CompletionStatus = "budget" if error.kind == "budget" else "transport"
    return Completion(status, model=request.model, error=str(error), failure=error.kind)


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


def request_digest(request: Request, options: Options | None = None) -> str:
    """The name of a request's answer in the cache and in recordings.

    What is asked of which model decides it, with the settings' own parameters; the dialect, the address and headers do not.
    """
    parameters = options.parameters if options is not None else {}
    return digest(payload(request), parameters) if parameters else digest(payload(request))


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
