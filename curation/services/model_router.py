"""Several models behind one completer: a request that names a further model of the settings goes to its endpoint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from curation.core.digests import digest
from curation.core.ports import Completion, Request
from curation.services.completions import Completions, Usage, answers


class Router:
    """A completer over the settings' own model and the further ones, by the names of `[models.more.NAME]`."""

    def __init__(
        self,
        own: Completions,
        more: Mapping[str, Completions],
        named: Mapping[str, Completions] | None = None,
    ) -> None:
        """`named` are models of the first one's endpoint by their own names: they cost something else and decide no answer."""
        self.own, self.more, self.named = own, dict(more), dict(named or {})
        self.fingerprint = (
            digest("models", own.fingerprint, {name: each.fingerprint for name, each in self.more.items()})
            if self.more
            else own.fingerprint
        )

    def complete(self, requests: Sequence[Request]) -> Iterator[Completion]:
        """One completion a request, in order. A failure is a completion, never an exception."""
        return answers([self._sent(request) for request in requests])

    def _sent(self, request: Request) -> tuple[Completions, Request]:
        other = self.more.get(request.model) or self.named.get(request.model)
        return (self.own, request) if other is None else (other, replace(request, model=other.model))

    def close(self) -> None:
        """Closes the connections."""
        for each in (self.own, *self.more.values(), *self.named.values()):
            each.close()

    @property
    def used(self) -> dict[str, Usage]:
        """What each model has used, by name: the settings' own first."""
        further = {**self.more, **self.named}
        return {self.own.model: self.own.usage, **{name: each.usage for name, each in further.items()}}
