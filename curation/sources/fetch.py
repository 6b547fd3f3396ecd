"""A document from the network: redirects, size, time and type limited, private addresses refused."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from curation.core.errors import InputError, ServiceError
from curation.core.remote.addresses import NetworkFault, is_global
from curation.core.remote.network import Answer, Exchanger

MAX_BYTES = 64 * 1024 * 1024
MAX_REDIRECTS = 5
TIMEOUT = 30.0
"""Seconds for a connection and for each read."""
DEADLINE = 300.0
"""Seconds for everything, redirects included."""
_TYPES = ("text/", "application/xhtml", "application/xml", "application/pdf", "application/octet-stream", "application/zip", "application/vnd.openxml", "application/yaml", "application/x-yaml")  # fmt: skip
_BY_HAND = "download it and add the file: curation source add SLUG FILE"


@dataclass(frozen=True)
class Fetched:
    """What came back."""

    data: bytes
    url: str
    """The address after redirects."""
    media_type: str


def fetch(
    url: str, allow_private: bool = False, max_bytes: int = MAX_BYTES, deadline: float = DEADLINE
) -> Fetched:
    """The bytes at `url`.

    Raises: InputError for an address that may not be fetched or an answer that is no document; ServiceError when the
    network or the server fails.
    """
    if os.environ.get("CURATION_OFFLINE"):
        raise InputError.one(
            url,
            "fetch-offline",
            "CURATION_OFFLINE is set: nothing is fetched; download it elsewhere and add the file: curation source add SLUG FILE",
        )
    end = time.monotonic() + deadline
    exchanger = Exchanger(None if allow_private else _only_public(url), connections=1, timeout=TIMEOUT)
    try:
        for _ in range(MAX_REDIRECTS + 1):
            answer = _answer(exchanger, url, max_bytes, max(0.0, end - time.monotonic()))
            if answer.status in (301, 302, 303, 307, 308) and answer.headers.get("location"):
                url = _next(url, answer.headers["location"])
                continue
            return _document(url, answer)
    finally:
        exchanger.close()
    raise InputError.one(
        url, "fetch-redirects", f"more than {MAX_REDIRECTS} redirects; give the address they lead to"
    )


def _next(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise InputError.one(url, "fetch-address", "it redirects to what is no web address") from error


def _only_public(url: str) -> Callable[[str, str], None]:
    """What refuses an address that is not of the public network; called with the very address that is connected to."""

    def permit(host: str, address: str) -> None:
        if not is_global(address):
            raise InputError.one(
                url,
                "fetch-private",
                f"the name {host} stands for a private address; allow it with --allow-private if it is meant",
            )

    return permit


def _answer(exchanger: Exchanger, url: str, max_bytes: int, deadline: float) -> Answer:
    try:
        return exchanger.exchange("GET", url, max_bytes=max_bytes, deadline=deadline)
    except NetworkFault as fault:
        if fault.kind == "address":
            raise InputError.one(url, "fetch-address", str(fault)) from fault
        if fault.kind == "too-large":
            raise InputError.one(url, "fetch-large", f"{fault}; {_BY_HAND}") from fault
        if fault.kind == "encoding":
            raise InputError.one(url, "fetch-encoding", f"{fault}; {_BY_HAND}") from fault
        raise ServiceError(f"{url}: {fault}; try again later, or {_BY_HAND}") from fault


def _document(url: str, answer: Answer) -> Fetched:
    if answer.status >= 500 or answer.status == 429:
        raise ServiceError(f"{url}: the server answered {answer.status}; try again later")
    if answer.status >= 300:
        raise InputError.one(url, "fetch-status", f"the server answered {answer.status}; check the address")
    media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media and not media.startswith(_TYPES) and not media.endswith("+xml"):
        raise InputError.one(
            url, "fetch-type", f"the answer is {media}, which is no document; check the address"
        )
    return Fetched(answer.body, url, media)
