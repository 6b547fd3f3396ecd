"""Addresses of machines: what a name stands for, which are public, and how an exchange with one fails."""

from __future__ import annotations

import ipaddress
import socket
from typing import Literal

FaultKind = Literal["unreachable", "cut-off", "too-slow", "too-large", "encoding", "address"]


class NetworkFault(Exception):
    """An exchange that gave no whole answer; `kind` says how it failed, the text says it to people."""

    def __init__(self, kind: FaultKind, words: str) -> None:
        self.kind: FaultKind = kind
        super().__init__(words)


def addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, each once, in the order of the resolver.

    Raises: NetworkFault when the name cannot be resolved.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError, ValueError) as error:
        raise NetworkFault("unreachable", f"the name {host} cannot be resolved") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_global(address: str) -> bool:
    """Whether an address belongs to the public network, also where an IPv6 address wraps an IPv4 one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    wrapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (wrapped is None or wrapped.is_global)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
