"""What a model costs: the price of the settings, else that of a table of known providers, else none.

The table is data (`schemas/models/prices.toml`): each provider names its own page of prices and the day its figures hold for.
A workspace may keep its own table in the same place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from curation.core import resources
from curation.core.errors import ConfigError, Issue
from curation.core.files import disk
from curation.services.settings import Options, Price

FILE = "models/prices.toml"
_DATED = re.compile(r"-(?:\d{4}-\d{2}-\d{2}|\d{8})$")
"""The date at the end of the name of a snapshot: `gpt-5-mini-2025-08-07`, `claude-sonnet-4-5-20250929`."""


class Provider(BaseModel):
    """The prices of one provider."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    hosts: tuple[str, ...]
    currency: str
    source: str
    as_of: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    batch: float = Field(default=1.0, gt=0, le=1)
    models: dict[str, Price]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    provider: tuple[Provider, ...] = ()


@dataclass(frozen=True)
class Known:
    """A price and where it is from."""

    price: Price
    currency: str
    """`USD`; empty for a price of the settings, which say none."""
    source: str
    """The address of the page of prices, or the setting."""
    as_of: str
    """ISO date for which the price holds; empty for a price of the settings."""

    def money(self, input_tokens: int, output_tokens: int) -> float:
        """What so many tokens cost."""
        return (input_tokens * self.price.input + output_tokens * self.price.output) / 1_000_000


def known(url: str, model: str, options: Options, workspace: Path | None = None) -> Known | None:
    """The price of a model at the address `url`: that of its options, else that of the table, else None.

    A price holds for the hosts of its provider alone: the same name at another address may cost something else.

    Raises: ConfigError when the table of the workspace is not one.
    """
    if options.price is not None:
        return Known(options.price, "", "models.options.price", "")
    host = urlsplit(url).hostname or ""
    for provider in table(workspace):
        price = provider.models.get(model) or provider.models.get(_DATED.sub("", model))
        if price is not None and host in provider.hosts:
            share = provider.batch if options.batch else 1.0
            paid = Price(input=price.input * share, output=price.output * share)
            return Known(paid, provider.currency, provider.source, provider.as_of)
    return None


def table(workspace: Path | None = None) -> tuple[Provider, ...]:
    """The providers of the table of the workspace, or of that of the package.

    Raises: ConfigError when the table of the workspace is not one.
    """
    found = resources.find(FILE, workspace)
    return _read(disk.text(found))


@cache
def _read(text: str) -> tuple[Provider, ...]:
    try:
        return _Table.model_validate(tomllib.loads(text)).provider
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Issue(f"schemas/{FILE}", "config-syntax", str(error))]) from error
    except ValidationError as error:
        raise ConfigError([_issue(each) for each in error.errors(include_url=False)]) from error


def _issue(error: Mapping[str, object]) -> Issue:
    place = error["loc"]
    where = " > ".join(map(str, place)) if isinstance(place, tuple) else ""
    return Issue(f"schemas/{FILE} > {where}", "config-value", str(error["msg"]))
