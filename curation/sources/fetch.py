"""A document from the network: redirects, size and type limited, private addresses refused."""

from __future__ import annotations

import ipaddress
import os
import socket
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from curation.core.errors import InputError, ServiceError

MAX_BYTES = 64 * 1024 * 1024
MAX_REDIRECTS = 5
TIMEOUT = 30.0
"""Seconds for a connection and for each read."""
_TYPES = ("text/", "application/xhtml", "application/xml", "application/pdf", "application/octet-stream", "application/zip", "application/vnd.openxml", "application/yaml", "application/x-yaml")  # fmt: skip


@dataclass(frozen=True)
class Fetched:
    """What came back."""

    data: bytes
    url: str
    """The address after redirects."""
    media_type: str


def fetch(url: str, allow_private: bool = False, max_bytes: int = MAX_BYTES) -> Fetched:
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
    import httpx

    try:
        with httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=True) as client:
            for _ in range(MAX_REDIRECTS + 1):
                _permit(url, allow_private)
                with client.stream("GET", url, headers={"accept": "*/*"}) as answer:
                    if answer.is_redirect:
                        url = urljoin(url, answer.headers.get("location", ""))
                        continue
                    return _body(url, answer, max_bytes)
    except httpx.InvalidURL as error:
        raise InputError.one(
            url, "fetch-address", "this is no web address; it begins with https:// and a host name"
        ) from error
    except httpx.HTTPError as error:
        raise ServiceError(
            f"{url}: {type(error).__name__}; try again later, or download it and add the file: curation source add SLUG FILE"
        ) from error
    raise InputError.one(
        url, "fetch-redirects", f"more than {MAX_REDIRECTS} redirects; give the address they lead to"
    )


def _permit(url: str, allow_private: bool) -> None:
    """Refuses anything but http(s), and names that stand for a machine inside."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError.one(url, "fetch-address", "only http and https addresses are fetched")
    if allow_private:
        return
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError, ValueError) as error:
        raise ServiceError(
            f"{parts.hostname}: the name cannot be resolved; check it and the network"
        ) from error
    for entry in found:
        if not ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global:
            raise InputError.one(
                url,
                "fetch-private",
                "the name stands for a private address; allow it with --allow-private if it is meant",
            )


def _body(url: str, answer: object, max_bytes: int) -> Fetched:
    import httpx

    assert isinstance(answer, httpx.Response)  # narrows the type for the checker
    if answer.status_code >= 500 or answer.status_code == 429:
        raise ServiceError(f"{url}: the server answered {answer.status_code}; try again later")
    if answer.status_code >= 400:
        raise InputError.one(
            url, "fetch-status", f"the server answered {answer.status_code}; check the address"
        )
    media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media and not media.startswith(_TYPES) and not media.endswith("+xml"):
        raise InputError.one(
            url, "fetch-type", f"the answer is {media}, which is no document; check the address"
        )
    data = bytearray()
    for chunk in answer.iter_bytes():
        data += chunk
        if len(data) > max_bytes:
            raise InputError.one(
                url,
                "fetch-large",
                f"more than {max_bytes >> 20} MB; download it and add the file: curation source add SLUG FILE",
            )
    return Fetched(bytes(data), url, media)
