"""Language models over HTTP behind the `Completer` port, whichever dialect an endpoint speaks.

Each answer is kept under the digest of its whole rendered request before it is handed on, so no request is paid for twice
and a killed run repeats nothing that was answered. In replay nothing is sent at all. How requests are sent, and tried again,
is in `services.model_sender`.
"""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from curation.core.digests import digest
from curation.core.errors import ConfigError, Issue
from curation.core.files import disk
from curation.core.files.io import sweep, write_atomic
from curation.core.ports import Completion, CompletionStatus, Request
from curation.services import model_batches
from curation.services.dialects import table
from curation.services.dialects.chat import payload
from curation.services.dialects.form import Reply, size
from curation.services.model_answers import judge
from curation.services.model_sender import Sender, Target
from curation.services.prices import Known
from curation.services.rate_limit_window import Failed
from curation.services.recordings import Recordings
from curation.services.settings import Options, Price, Provider
from curation.services.spending_limits import SpendingLimit

BATCH_PROVIDERS = model_batches.PROVIDERS
_URL = re.compile(
    r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?(?:[/?][\w./~%+=&?:,@!$;()*-]*)?"
)
"""An address without user, fragment or sign that two readers of addresses could take for two things."""


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

    def told(self, known: Known | None = None) -> str:
        """The usage in words: always the tokens, the money only with a price."""
        words = (
            f"{self.requests} requests paid, {self.cached} from the cache, {self.retries} tried again; "
            f"{self.input_tokens} tokens in, {self.output_tokens} out"
        )
        if known is None:
            return words
        currency = f"{known.currency} " if known.currency else ""
        return f"{words}, cost {currency}{known.money(self.input_tokens, self.output_tokens):.4f}"


def connect(
    url: str,
    model: str,
    cache: Path | None = None,
    options: Options | None = None,
    api_key: str | None = None,
    provider: Provider = "auto",
    recordings: Recordings | None = None,
    spending_limits: Sequence[SpendingLimit] = (),
    price: Price | None = None,
) -> Completions:
    """A completer for the endpoint at `url` (`https://api.openai.com/v1`, `http://localhost:8000/v1`).

    The key is `api_key`, else that of the environment's variable for the host. With `CURATION_OFFLINE=1`, and where recordings
    are replayed, nothing is sent, and neither host nor key matters. A host that the account does not allow rejects every request.
    `spending_limits` say what may be spent besides the budget of the options; `price` counts where the options give none.

    Args:
        url: The address of the endpoint up to its version.
        model: The name of the model, as the endpoint knows it.
        cache: The folder in which answers are kept; None keeps none.
        options: Time, number of requests at once, budget; None takes the defaults.
        api_key: None takes that of the environment.
        provider: The dialect that the endpoint speaks.
        recordings: Answers that are recorded or replayed; None does neither.
        spending_limits: What may be spent besides the budget of the options.
        price: US dollars for a million tokens in and out.

    Raises: ConfigError when `url` is no http address, when batches are wanted of a provider that has none, or when a budget in money
    is set and no price is known.
    """
    if not _URL.fullmatch(url):
        message = f"{url!r} is not an http address; give one like http://localhost:8000/v1"
        raise ConfigError([Issue("models.completer", "config-value", message)])
    chosen = options or Options()
    if os.environ.get("CURATION_OFFLINE", "") not in ("", "0"):
        chosen = chosen.model_copy(update={"replay": True})
    endpoint = Target(url.rstrip("/"), model, table.dialect_of(url, provider), api_key)
    if chosen.batch and endpoint.dialect.name not in BATCH_PROVIDERS:
        message = f"{endpoint.dialect.name} has no batches; those that have: {', '.join(BATCH_PROVIDERS)}"
        raise ConfigError([Issue("models.options.batch", "config-value", message)])
    limits = (chosen.budget_money, *(spending_limit.money for spending_limit in spending_limits))
    sends = not (chosen.replay or (recordings is not None and recordings.replay))
    if sends and chosen.price is None and price is None and any(limit is not None for limit in limits):
        message = (
            f"a budget in money needs a price, and none is known for {model} at {urlsplit(url).hostname}"
        )
        raise ConfigError([Issue("models.options.price", "config-value", message)])
    return Completions(endpoint, cache, chosen, recordings, spending_limits, chosen.price or price)


class Completions:
    """The completer. `usage` tells what it has spent; `close` lets the connections go."""

    def __init__(
        self,
        target: Target,
        cache: Path | None,
        options: Options,
        recordings: Recordings | None,
        spending_limits: Sequence[SpendingLimit] = (),
        price: Price | None = None,
    ) -> None:
        self.target, self.model, self.cache, self.options = target, target.model, cache, options
        self.recordings = recordings
        self.spending_limits = (*spending_limits, SpendingLimit(options.budget_tokens, options.budget_money))
        self.price = price
        # What was recorded is the same wherever the model was asked.
        where = target.url if recordings is None else recordings.fingerprint
        self.fingerprint = digest("completions", 2, where, target.model, options.parameters)
        self.sender = Sender(target, options)
        self._usage = Usage()
        self._lock = threading.Lock()
        self._flying: dict[str, threading.Lock] = {}
        self._unanswered: dict[str, Failed] = {}
        """Requests of a batch without an answer, by digest; they are not sent one by one."""
        self._from_batch: set[str] = set()
        self._swept = cache is None

    @property
    def usage(self) -> Usage:
        """What has been used so far."""
        return replace(self._usage, retries=self.sender.retries)

    def close(self) -> None:
        """Closes the connections."""
        self.sender.close()

    def complete(self, requests: Sequence[Request]) -> Iterator[Completion]:
        """One completion a request, in order. A failure is a completion; nothing here raises for a bad answer."""
        return answers([(self, request) for request in requests])

    def prepare(self, requests: Sequence[Request]) -> None:
        """Has all of these answered by batches, where the settings want that, and keeps the answers."""
        self.sender.begin()
        self._unanswered = {}
        replayed = self.options.replay or (self.recordings is not None and self.recordings.replay)
        if not self.options.batch or self.cache is None or replayed:
            return
        wanted = {}
        held: list[tuple[int, int]] = []
        for each in requests:
            request = each if each.model else replace(each, model=self.model)
            key = request_digest(request, self.options)
            if key in wanted or self._known(key, request) is not None:
                continue
            most = (size(request), request.max_tokens)
            if self._hold(*most):
                wanted[key] = request
                held.append(most)
            else:
                self._unanswered[key] = self._over_budget()
        options = self.options
        try:
            for key, outcome in model_batches.run(
                self.sender, self.cache / "batches", wanted, options.batch_wait, options.batch_poll
            ):
                if isinstance(outcome, Failed):
                    self._unanswered[key] = outcome
                else:
                    self._keep(key, outcome)
                    self._from_batch.add(key)
        finally:
            for most in held:
                self._let_go(*most)

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
            kept = self._known(key, request)
            if kept is not None:
                self._record(key, request, kept)
                paid = key in self._from_batch
                self._from_batch.discard(key)
                self._count(cached=int(not paid))
                return judge(request, kept, cached=not paid)
            if self.options.replay:
                why = "not in the cache, and nothing may be sent (CURATION_OFFLINE or models.options.replay)"
                return _failure(request, Failed("transport", why))
            if key in self._unanswered:
                return _failure(request, self._unanswered[key])
            return self._paid(request, key)

    def _known(self, key: str, request: Request) -> Reply | None:
        """The answer that is recorded or kept, None for none."""
        recorded = None if self.recordings is None else self.recordings.find(key, request.purpose)
        return recorded or self._kept(key)

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
        if not self._hold(*most):
            return _failure(request, self._over_budget())
        try:
            reply = self.sender.send(request)
            self._keep(key, reply)
        except Failed as error:
            return _failure(request, error)
        finally:
            self._let_go(*most)
        self._record(key, request, reply)
        return judge(request, reply, cached=False)

    def _keep(self, key: str, reply: Reply) -> None:
        """Counts an answer that was paid for and keeps it."""
        self._count(requests=1, input_tokens=reply.input_tokens, output_tokens=reply.output_tokens)
        for spending_limit in self.spending_limits:
            spending_limit.spend(
                reply.input_tokens + reply.output_tokens, self._money(reply.input_tokens, reply.output_tokens)
            )
        if self.cache is not None:
            self._sweep(self.cache)
            body = {"request": key, **asdict(reply)}
            write_atomic(self._place(key), json.dumps(body, ensure_ascii=False, sort_keys=True))

    def _sweep(self, cache: Path) -> None:
        """Removes, before the first answer is kept, what killed runs left."""
        with self._lock:
            swept, self._swept = self._swept, True
        if not swept and cache.is_dir():
            sweep(cache, *(folder for folder in cache.iterdir() if folder.is_dir()))

    def _record(self, key: str, request: Request, reply: Reply) -> None:
        if self.recordings is not None:
            self.recordings.add(key, request.model, reply)

    def _over_budget(self) -> Failed:
        told = " and ".join(
            spending_limit.told() for spending_limit in self.spending_limits if spending_limit.limited
        )
        return Failed("budget", f"the budget of {told} does not allow another request")

    def _money(self, sent: int, received: int) -> float:
        return Usage(input_tokens=sent, output_tokens=received).cost(self.price) or 0.0

    def _hold(self, sent: int, received: int) -> bool:
        """Whether every spending limit allows a request of at most so many tokens in and out; if so, they hold it."""
        most = sent + received, self._money(sent, received)
        for place, spending_limit in enumerate(self.spending_limits):
            if not spending_limit.hold(*most):
                for earlier in self.spending_limits[:place]:
                    earlier.let_go(*most)
                return False
        return True

    def _let_go(self, sent: int, received: int) -> None:
        for spending_limit in self.spending_limits:
            spending_limit.let_go(sent + received, self._money(sent, received))

    def _count(self, **more: int) -> None:
        with self._lock:
            self._usage = replace(
                self._usage, **{name: getattr(self._usage, name) + n for name, n in more.items()}
            )

    def _place(self, key: str) -> Path:
        if self.cache is None:
            raise ValueError("there is no cache")
        return self.cache / key[:2] / f"{key}.json"

    def _kept(self, key: str) -> Reply | None:
        if self.cache is None:
            return None
        try:
            entry = json.loads(disk.text(self._place(key)))
            # An entry of version 0.1 does not name its request; its place does.
            if entry.pop("request", key) != key:
                return None
            return Reply(**entry)
        except (FileNotFoundError, ValueError, TypeError, AttributeError):
            # Absent, or not written by this version: it is asked for again and written anew.
            return None


def answers(pairs: Sequence[tuple[Completions, Request]]) -> Iterator[Completion]:
    """One completion a pair, in order: each request by its completer, those of one completer at once as its options allow.

    What was recorded is written at the end, also when the caller stops in between.
    """
    completers = {id(completer): completer for completer, _ in pairs}
    with ExitStack() as stack:
        pools = {}
        for name, completer in completers.items():
            stack.callback(_flush, completer)
            completer.prepare([request for owner, request in pairs if owner is completer])
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


def request_digest(request: Request, options: Options | None = None) -> str:
    """The name of a request's answer in the cache and in recordings.

    What is asked of which model decides it, with the settings' own parameters; the dialect, the address and headers do not.
    """
    parameters = options.parameters if options is not None else {}
    return digest(payload(request), parameters) if parameters else digest(payload(request))
