"""What a run may spend on models: a limit in tokens, in money or both, which several models can draw on."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

_UNIT = 10**12
"""Money is counted in whole parts of this size, so that what is held and let go leaves nothing behind."""


@dataclass
class SpendingLimit:
    """A limit and what was spent of it. Safe to use from several threads.

    Before a request is sent, the most that it can cost is held; afterwards that is let go, and what it did cost is spent.
    """

    tokens: int | None = None
    """Most tokens, in and out; None for no limit."""
    money: float | None = None
    """Most money; None for no limit."""
    _spent: tuple[int, int] = (0, 0)
    _held: tuple[int, int] = (0, 0)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hold(self, tokens: int, money: float) -> bool:
        """Whether so much more is within the limit together with all that was spent and is held; if so, it is held."""
        parts = _parts(money)
        with self._lock:
            all_tokens = self._spent[0] + self._held[0] + tokens
            all_money = self._spent[1] + self._held[1] + parts
            if self.tokens is not None and all_tokens > self.tokens:
                return False
            if self.money is not None and all_money > _parts(self.money):
                return False
            self._held = self._held[0] + tokens, self._held[1] + parts
            return True

    def let_go(self, tokens: int, money: float) -> None:
        """Frees what was held."""
        with self._lock:
            self._held = self._held[0] - tokens, self._held[1] - _parts(money)

    def spend(self, tokens: int, money: float) -> None:
        """Counts what a request did cost."""
        with self._lock:
            self._spent = self._spent[0] + tokens, self._spent[1] + _parts(money)

    @property
    def limited(self) -> bool:
        """Whether there is a limit at all."""
        return self.tokens is not None or self.money is not None

    def told(self) -> str:
        """The limit in words."""
        tokens = [] if self.tokens is None else [f"{self.tokens} tokens"]
        money = [] if self.money is None else [f"{self.money:g} money"]
        return " and ".join([*tokens, *money])


def _parts(money: float) -> int:
    return round(money * _UNIT)
