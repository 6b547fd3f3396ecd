"""HTTP requests to other machines: only this module sends requests for documents and to language models.

A name is resolved once, and the connection goes to the very address that was checked. Answers are asked for without
compression, and read up to a limit; one deadline holds for all of an exchange, however slowly its bytes come. Redirects are
not followed here: whoever follows one asks again, with its own checks.
"""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.request import getproxies, proxy_bypass

from curation.core.remote.addresses import NetworkFault, addresses, is_loopback

if TYPE_CHECKING:
    import httpcore
    import httpx

    from curation.core.remote.network_backend import Backend


@dataclass(frozen=True)
class Answer:
    """A whole answer: its status, its headers by name in lower case, and its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Exchanger:
    """Exchanges requests for answers over connections that are kept. Safe to use from several threads.

    `permit(host, address)` is called with each address of a host before the first is connected to, and raises what refuses it.
    Proxies of the environment are used, except for this machine. A proxy resolves names again, so what is checked
    here is then only what this machine knows of them.
    """

    def __init__(
        self,
        permit: Callable[[str, str], None] | None = None,
        connections: int = 8,
        timeout: float = 30.0,
        proxies: bool = True,
        connect: float = 30.0,
    ) -> None:
        self._permit, self._connections, self._timeout, self._proxies = permit, connections, timeout, proxies
        self._connect = min(connect, timeout)
        self._pools: dict[str, tuple[httpcore.ConnectionPool, Backend]] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Closes the connections."""
        with self._lock:
            pools, self._pools = list(self._pools.values()), {}
        for pool, _ in pools:
            pool.close()

    def exchange(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        max_bytes: int = 64 * 1024 * 1024,
        deadline: float = 300.0,
    ) -> Answer:
        """The answer to a request: at most `max_bytes` of body, after at most `deadline` seconds.

        Args:
            method: Of HTTP, in capitals.
            url: Address with its scheme.
            headers: Sent beside those of the client.
            content: Body of the request.
            max_bytes: Most bytes of the answer's body.
            deadline: Seconds for the whole exchange, at least 0.

        Raises: NetworkFault when there is no whole answer; whatever `permit` raises.
        """
        import httpcore

        address = _parsed(url)
        proxy = self._proxy(address)
        pool, backend = self._pool(proxy)
        sent = {"host": address.netloc.decode("ascii"), "accept": "*/*", "accept-encoding": "identity"}
        sent |= {name.lower(): value for name, value in (headers or {}).items()}
        if content or method == "POST":
            sent["content-length"] = str(len(content))
        target = httpcore.URL(
            scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path
        )
        backend.until.moment = time.monotonic() + deadline
        waits = dict.fromkeys(("read", "write", "pool"), self._timeout) | {"connect": self._connect}
        lines = [(name.encode("ascii"), value.encode("utf-8")) for name, value in sent.items()]
        try:
            with pool.stream(
                method, target, headers=lines, content=content or None, extensions={"timeout": waits}
            ) as response:
                got = {n.decode("latin-1").lower(): v.decode("latin-1") for n, v in response.headers}
                return Answer(response.status, got, _body(response, got, max_bytes))
        except (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.ProxyError) as error:
            raise NetworkFault("unreachable", _why(error, "no connection")) from error
        except httpcore.TimeoutException as error:
            over = time.monotonic() >= backend.until.moment
            words = (
                f"it took too long, more than {deadline:g} s"
                if over
                else f"nothing came for {self._timeout:g} s"
            )
            raise NetworkFault("too-slow", words) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise NetworkFault("cut-off", _why(error, "the connection broke off")) from error
        except httpcore.UnsupportedProtocol as error:
            raise NetworkFault("address", "only http and https addresses are asked") from error

    def _proxy(self, address: httpx.URL) -> str:
        """The proxy of the environment for an address, empty for none."""
        host = address.host
        if not self._proxies or is_loopback(host) or proxy_bypass(host):
            return ""
        found = getproxies()
        proxy = found.get(address.scheme) or found.get("all") or ""
        if proxy and self._permit is not None:
            self._checked_before_proxy(host)
        return proxy

    def _checked_before_proxy(self, host: str) -> None:
        """Checks what this machine knows of a host. The proxy resolves the name again, and may know more names."""
        with suppress(NetworkFault):
            for address in addresses(host, 443):
                if self._permit is not None:
                    self._permit(host, address)

    def _pool(self, proxy: str) -> tuple[httpcore.ConnectionPool, Backend]:
        import httpcore
        import httpx

        from curation.core.remote.network_backend import Backend

        with self._lock:
            if proxy not in self._pools:
                backend = Backend(None if proxy else self._permit)
                context = httpx.create_ssl_context()
                most = self._connections
                self._pools[proxy] = (
                    httpcore.ConnectionPool(
                        ssl_context=context,
                        max_connections=most,
                        max_keepalive_connections=most,
                        keepalive_expiry=5.0,
                        network_backend=backend,
                        proxy=httpcore.Proxy(proxy if "://" in proxy else f"http://{proxy}")
                        if proxy
                        else None,
                    ),
                    backend,
                )
            return self._pools[proxy]


def _parsed(url: str) -> httpx.URL:
    import httpx

    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise NetworkFault(
            "address", "this is no web address; it begins with https:// and a host name"
        ) from error
    if address.scheme not in ("http", "https") or not address.host:
        raise NetworkFault("address", "only http and https addresses are asked")
    return address


def _why(error: Exception, otherwise: str) -> str:
    """The words of an error of a library, on one line; they hold no header and no key."""
    words = " ".join(str(error).split())[:200]
    return f"{otherwise}: {words}" if words else otherwise


def _body(response: httpcore.Response, headers: Mapping[str, str], max_bytes: int) -> bytes:
    """The body, unpacked where the server packed it unasked, and never more than `max_bytes`."""
    packed = headers.get("content-encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise NetworkFault("encoding", f"the answer is packed ({packed[:20]}), which was not asked for")
    # 32 added: the form of gzip or zlib is read from the first bytes.
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed not in ("", "identity") else None
    body = bytearray()
    try:
        for chunk in response.iter_stream():
            body += chunk if unpack is None else unpack.decompress(chunk, max_bytes + 1 - len(body))
            if len(body) > max_bytes:
                raise NetworkFault("too-large", f"the answer is larger than {_in_words(max_bytes)}")
    except zlib.error as error:
        raise NetworkFault("encoding", "the answer is packed and cannot be unpacked") from error
    if unpack is not None and not unpack.eof:
        raise NetworkFault("cut-off", "the packed answer has no end")
    return bytes(body)


def _in_words(size: int) -> str:
    return f"{size >> 20} MB" if size >= 1 << 20 else f"{size:,} bytes"
