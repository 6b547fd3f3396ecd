"""To which hosts requests of models and keys may go, and which key goes where.

Known providers and this machine are allowed; any other host has to be allowed by the account (`core.own_settings`), because
`curation.toml` may come from somebody else. A key goes to the host that it belongs to and to no other.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from curation.core import own_settings
from curation.core.errors import ConfigError, Issue
from curation.core.remote.addresses import is_loopback
from curation.services.dialects.table import AZURE_HOSTS

OWN_KEY = "CURATION_API_KEY"
"""The key for this machine and for hosts that the account allows; and for a known provider whose own variable is not set."""
KNOWN: Mapping[str, str] = {
    "api.openai.com": "OPENAI_API_KEY",
    "eu.api.openai.com": "OPENAI_API_KEY",
    "us.api.openai.com": "OPENAI_API_KEY",
    "api.anthropic.com": "ANTHROPIC_API_KEY",
    "openrouter.ai": "OPENROUTER_API_KEY",
    "api.mistral.ai": "MISTRAL_API_KEY",
    "api.deepseek.com": "DEEPSEEK_API_KEY",
    "api.groq.com": "GROQ_API_KEY",
    "api.together.xyz": "TOGETHER_API_KEY",
    "api.x.ai": "XAI_API_KEY",
    "generativelanguage.googleapis.com": "GEMINI_API_KEY",
}
"""The environment variable of each known provider, by host. Anybody can open a host at Azure, so none there is known."""
AZURE_KEY = "AZURE_OPENAI_API_KEY"


@dataclass(frozen=True)
class Access:
    """What may go to an endpoint."""

    origin: str
    why: str
    """Why the host is allowed, in words."""
    variables: tuple[str, ...]
    """The environment variables in which its key is looked for, in order."""

    @property
    def key(self) -> str:
        """The key, empty where no variable holds one."""
        return next((os.environ[name].strip() for name in self.variables if os.environ.get(name)), "")


def access(url: str, where: str = "curation.toml > models.completer") -> Access:
    """What may go to the endpoint at `url`.

    Raises: ConfigError for a host that the account does not allow, with the command that allows it.
    """
    origin = own_settings.origin(url, where)
    parts = urlsplit(origin)
    host = parts.hostname or ""
    own = own_settings.load().hosts
    azure = (AZURE_KEY,) if host.endswith(AZURE_HOSTS) else ()
    if origin in own:
        named = (own[origin].key,) if own[origin].key else (*_known(host), *azure, OWN_KEY)
        return Access(origin, f"allowed in {own_settings.path()}", named)
    if parts.scheme == "https" and parts.port is None and host in KNOWN:
        return Access(origin, "a known provider", (KNOWN[host], OWN_KEY))
    if is_loopback(host):
        return Access(origin, "this machine", (OWN_KEY,))
    if (named_key := own_settings.allowed_by_environment().get(origin)) is not None:
        keys = (named_key,) if named_key else azure
        return Access(origin, "allowed by the environment", (*keys, OWN_KEY))
    raise ConfigError(
        [
            Issue(
                where,
                "host-not-allowed",
                f"nothing is sent to {origin}: it is no known provider, and your account has not allowed it "
                f"(a workspace may come from anybody). If you trust it: curation models allow {origin}",
            )
        ]
    )


def _known(host: str) -> tuple[str, ...]:
    return (KNOWN[host],) if host in KNOWN else ()
