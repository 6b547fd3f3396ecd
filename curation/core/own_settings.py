"""What an account of this machine allows, whatever a workspace says: `~/.config/curation/config.toml` and the environment.

A workspace may come from anybody, and its `curation.toml` names the endpoints of models. So it is the account's own file that
says to which hosts requests and keys may go.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError

from curation.core import value_faults
from curation.core.errors import ConfigError, Issue
from curation.core.files import disk
from curation.core.files.io import write_atomic

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.?|\[[0-9a-f:]+\]")


class Host(BaseModel):
    """What may go to a host."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    key: str = ""
    """The environment variable with the key for this host; empty for that of the provider or `CURATION_API_KEY`."""


class OwnSettings(BaseModel):
    """The account's own settings."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    hosts: dict[str, Host] = {}
    """The hosts to which models' requests may go, by origin: `https://llm.example.org`, with the port where it is not the usual one."""


def path() -> Path:
    """The account's file: `CURATION_CONFIG`, else below the XDG folder for settings."""
    if own := os.environ.get("CURATION_CONFIG"):
        return Path(own)
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path("~/.config").expanduser()) / "curation" / "config.toml"


def load() -> OwnSettings:
    """The account's settings; those of an empty file where there is none.

    Raises: ConfigError with the place of everything that is wrong in it.
    """
    place = path()
    try:
        data = tomllib.loads(disk.text(place))
    except (FileNotFoundError, NotADirectoryError, PermissionError, RuntimeError):
        return OwnSettings()
    except (tomllib.TOMLDecodeError, disk.Unusable) as error:
        raise ConfigError([Issue(str(place), "config-syntax", f"is not valid TOML: {error}")]) from error
    try:
        settings = OwnSettings.model_validate(data)
    except ValidationError as error:
        raise ConfigError(
            [
                Issue(f"{place} > {'.'.join(map(str, e['loc']))}", "config-value", value_faults.told(e))
                for e in error.errors()
            ]
        ) from error
    return OwnSettings(hosts={origin(name, str(place)): host for name, host in settings.hosts.items()})


def origin(address: str, where: str = "host") -> str:
    """The origin of an address, in one form: scheme, host, and the port where it is not the usual one. A bare host means https.

    Raises: ConfigError for anything else.
    """
    text = address.strip().lower()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    shown = f"[{host}]" if ":" in host else host
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(shown) or parts.username is not None:
        message = f"{address!r} is not a host; give one like https://llm.example.org or llm.example.org:8000"
        raise ConfigError([Issue(where, "host-form", message)])
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{shown.rstrip('.')}" + (f":{port}" if port not in (None, usual) else "")


def allow(address: str, key: str = "") -> str:
    """Writes a host into the account's file, which only its owner may read; gives the origin.

    Raises: ConfigError for what is no host, or no name of an environment variable.
    """
    name = origin(address)
    if key and not _VARIABLE.fullmatch(key):
        message = (
            f"{key!r} is not the name of an environment variable; give the name, and never the key itself"
        )
        raise ConfigError([Issue("--key-from", "config-value", message)])
    _write({**load().hosts, name: Host(key=key)})
    return name


def forget(address: str) -> bool:
    """Takes a host out of the account's file; gives whether it was there.

    Raises: ConfigError for what is no host.
    """
    name, hosts = origin(address), load().hosts
    if name not in hosts:
        return False
    _write({other: host for other, host in hosts.items() if other != name})
    return True


def _write(hosts: Mapping[str, Host]) -> None:
    lines = [
        "# What this account allows, whatever a workspace says. Written by: curation models allow",
        "# Keys are never here: `key` is the name of the environment variable that holds one.",
    ]
    for name, host in sorted(hosts.items()):
        lines += ["", f'[hosts."{name}"]', *([f'key = "{host.key}"'] if host.key else [])]
    place = path()
    disk.folder(place.parent, private=True)
    write_atomic(place, "\n".join(lines) + "\n")
    disk.private(place)


ADDRESS_VARIABLES: Mapping[str, str] = {
    "AZURE_OPENAI_ENDPOINT": "AZURE_OPENAI_API_KEY",
    "OPENAI_BASE_URL": "OPENAI_API_KEY",
    "ANTHROPIC_BASE_URL": "ANTHROPIC_API_KEY",
}
"""Variables in which accounts keep the address of a provider, and that of its key; who sets one there means it."""


def allowed_by_environment() -> dict[str, str]:
    """The origins that `CURATION_ALLOW_HOSTS` (parted by commas) and known variables allow, with the variable of the key, or none."""
    listed = [part for part in os.environ.get("CURATION_ALLOW_HOSTS", "").split(",") if part.strip()]
    own = {origin(each, "CURATION_ALLOW_HOSTS"): "" for each in listed}
    return own | {
        origin(os.environ[name], name): key for name, key in ADDRESS_VARIABLES.items() if os.environ.get(name)
    }
