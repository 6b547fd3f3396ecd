"""Sockets for `core.network`: the name is resolved once, every address is checked, and no read outlives the deadline.

This module is imported by `core.network` when the first request is sent.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from curation.core.remote.addresses import NetworkFault, addresses


class Backend(httpcore.NetworkBackend):
    """Connects to the very address that was checked. `until` holds, for each thread, the moment of its deadline."""

    def __init__(self, permit: Callable[[str, str], None] | None) -> None:
        self._permit = permit
        self._inner = httpcore.SyncBackend()
        self.until = threading.local()

    def left(self, timeout: float | None) -> float:
        """The seconds that an operation of this thread may take.

        Raises: NetworkFault when none are left.
        """
        seconds = getattr(self.until, "moment", float("inf")) - time.monotonic()
        if seconds <= 0:
            raise NetworkFault("too-slow", "it took too long, more than the deadline")
        return seconds if timeout is None else min(seconds, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers; all of them are checked before.

        Args:
            host: A name or an address; a name is resolved once, and the connection goes to the address that was checked.
            port: The TCP port of the host.
            timeout: Seconds for the connection; None waits for ever.
            local_address: The address of this machine to connect from; None lets the system choose.
            socket_options: As `httpcore` takes them.
        """
        resolved = addresses(host, port)
        if self._permit is not None:
            for address in resolved:
                self._permit(host, address)
        trouble: Exception | None = None
        for address in resolved:
            try:
                stream = self._inner.connect_tcp(
                    address, port, self.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
            else:
                return _Stream(stream, self)
        raise trouble or httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refused: nothing here names a socket of this machine."""
        raise httpcore.ConnectError("no socket of this machine is connected to")

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)


class _Stream(httpcore.NetworkStream):
    """A connection whose every read and write ends with the deadline of the thread that does it."""

    def __init__(self, inner: httpcore.NetworkStream, backend: Backend) -> None:
        self._inner, self._backend = inner, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._backend.left(timeout))
        return _Stream(inner, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
