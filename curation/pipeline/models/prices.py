"""What the models of a workspace's settings cost, and what a number of tokens of each comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from curation.core.errors import Issue
from curation.services import prices

if TYPE_CHECKING:
    from curation.pipeline.config import Config, Models


@dataclass(frozen=True)
class Bill:
    """What the tokens of several models cost together."""

    money: float | None
    """None where the price of a model that is asked is not known, or two prices are of different currencies."""
    currency: str
    """`USD`; empty where the settings give the price, or none is known."""
    unknown: tuple[str, ...]
    """The models without a price, each with its host, in words."""
    sources: tuple[str, ...]
    """Where the prices are from and for which day they hold, in words."""

    def told(self) -> str:
        """The bill in words: the money, or for which model no price is known."""
        if self.unknown:
            return f"cost not known: no price for {' and '.join(self.unknown)}"
        if self.money is None:
            return "cost not known: the prices are of several currencies"
        return f"cost {f'{self.currency} ' if self.currency else ''}{self.money:,.2f}"


ADVICE = "write price = { input = …, output = … } under [models.options] in curation.toml"
"""What to do where no price is known."""


def bill(models: Models, workspace: Path, tokens: Mapping[str, tuple[int, int]]) -> Bill:
    """What so many tokens, sent and received, of each model cost.

    Args:
        models: the models of the settings.
        workspace: whose table of prices counts, where it has one.
        tokens: by the name of a model in the settings (`""` or `models.model` for their own).
    """
    total, unknown, currencies, sources = 0.0, [], set(), set()
    for name, (sent, received) in sorted(tokens.items()):
        price = price_of(models, workspace, name)
        if price is None:
            unknown.append(_place(models, name))
            continue
        total += price.money(sent, received)
        currencies.add(price.currency)
        sources.add(f"{price.source}, {price.as_of}" if price.as_of else price.source)
    whole = not unknown and len(currencies) <= 1
    return Bill(
        total if whole else None,
        next(iter(currencies)) if whole and currencies else "",
        tuple(dict.fromkeys(unknown)),
        tuple(sorted(sources)),
    )


def price_of(models: Models, workspace: Path, name: str) -> prices.Known | None:
    """The price of a model of the settings by its name there; None where it is not known.

    A further model without options of its own has those of the first one, but not its price unless it is the same model. The same
    holds for a model that only a pass names.
    """
    more = models.more.get(name)
    model = (name or models.model) if more is None else more.model
    options = models.options
    if more is not None and "options" in more.model_fields_set:
        options = more.options
    elif model != models.model:
        options = options.model_copy(update={"price": None})
    return prices.known((more.completer if more else "") or models.completer, model, options, workspace)


def of_passes(settings: Config) -> list[str]:
    """The models that passes name by their own name, without an entry in `models.more`: the first one's endpoint answers for them."""
    passes, models = settings.generate.passes, settings.models
    named = [
        passes.writer,
        passes.checker,
        passes.reader,
        passes.judge,
        *passes.solvers,
        *passes.guessers,
        *passes.closed,
    ]
    if settings.map.judge or settings.map.ranker:
        named.append(settings.map.judge_model)
    return sorted({name for name in named if name and name != models.model} - set(models.more))


def without_price(models: Models, workspace: Path, named: Sequence[str] = ()) -> list[Issue]:
    """What is wrong with a budget in money: each model that it counts for and that has no price.

    `named` are further models that the first one's endpoint answers for (`of_passes`).
    """
    limits: dict[str, float | None] = dict.fromkeys(("", *named), models.options.budget_money)
    for name, more in models.more.items():
        own = more.options.budget_money if "options" in more.model_fields_set else None
        limits[name] = models.options.budget_money if own is None else own
    issues = []
    for name, limit in limits.items():
        if limit is None or price_of(models, workspace, name) is not None:
            continue
        # A name may hold any sign, such as the full stop of a version: the table of one that is new is quoted.
        key = f'"{name}"' if name in named else name
        table = f"models.more.{key}.options" if name else "models.options"
        entry = f'model = "{name}" under [models.more.{key}] and ' if name in named else ""
        message = (
            f"the budget of {limit:g} cannot be kept: no price is known for {_place(models, name)}; write {entry}"
            f"price = {{ input = …, output = … }} under [{table}], in money for a million tokens"
        )
        issues.append(Issue(f"curation.toml > {table}.price", "config-value", message))
    return issues


def _place(models: Models, name: str) -> str:
    """A model and the host that answers for it, in words."""
    more = models.more.get(name)
    url = (more.completer if more else "") or models.completer
    model = more.model if more else name or models.model
    return f"{model or 'a model without a name'} at {urlsplit(url).hostname or url or 'no address'}"
