"""The settings of the adapters."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Price(BaseModel):
    """What a million tokens cost, in any one currency."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    input: float = Field(ge=0)
    """Price of a million tokens sent."""
    output: float = Field(ge=0)
    """Price of a million tokens received."""


class Options(BaseModel):
    """How to talk to an endpoint. None of these is part of a request's digest: they decide cost and speed, never the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    concurrency: int = Field(8, ge=1, le=256)
    """Most requests at once; fewer while the server says that it is too many."""
    attempts: int = Field(5, ge=1, le=20)
    """Most tries of one request."""
    timeout: float = Field(120.0, gt=0)
    """Seconds to wait for a connection or for the next bytes of an answer."""
    deadline: float = Field(600.0, gt=0)
    """Seconds after which an answer that still trickles in is given up."""
    backoff: float = Field(1.0, ge=0)
    """Seconds before the second try; doubled before each further one."""
    backoff_most: float = Field(60.0, ge=0)
    """Longest wait between two tries, also when the server asks for more."""
    budget_tokens: int | None = Field(None, ge=0)
    """Most tokens, in and out, of one run; no request is sent that could go beyond. None for no limit."""
    budget_money: float | None = Field(None, ge=0)
    """Most money of one run, in the currency of `price`, which it needs. None for no limit."""
    price: Price | None = None
    """For the cost of a run; without it only tokens are told."""
    replay: bool = False
    """Answers from the cache only; nothing is sent."""

    @model_validator(mode="after")
    def _money_needs_a_price(self) -> Options:
        if self.budget_money is not None and self.price is None:
            raise ValueError("a budget in money needs a price")
        return self
