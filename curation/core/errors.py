"""What can go wrong, named after who can put it right.

CurationError            shown as one line, or one line an issue; never a traceback
├── InputError           the data is wrong: every finding at once                exit 1
├── ConfigError          curation.toml is wrong: the path of the key             exit 1
├── StateError           a step out of order: names the command to run           exit 1
├── PluginError          a plugin failed: its name, the row, where the traceback is  exit 1
└── ServiceError         Label Studio, the Hub or a model failed: try again      exit 3
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warn", "info"]


@dataclass(frozen=True, order=True)
class Issue:
    """One finding about the data: where it is, which rule it breaks, and the cure in words."""

    where: str
    """The place as a path of nouns: `eu-ai-act.html > art_5 > clause 14`."""
    code: str
    """The rule, in kebab-case; every code is listed in docs/issues.md."""
    message: str
    """What is wrong and what to do about it; never a passage of the document itself."""
    severity: Severity = "error"

    def __str__(self) -> str:
        """The issue on one line, control characters shown as escapes (text of a document may hold such characters on purpose)."""
        return visible(f"{self.where}: {self.severity}[{self.code}] {self.message}")


def visible(text: str) -> str:
    """`text` on one line with control, bidi and zero-width characters written as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


class CurationError(Exception):
    """The root of everything this package raises on purpose."""

    exit_code = 1


class InputError(CurationError):
    """The data is wrong. Carries every issue found, not only the first."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: tuple[Issue, ...] = tuple(issues)
        super().__init__("\n".join(str(issue) for issue in self.issues))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Issue, ...]]]:
        return type(self), (self.issues,)

    @classmethod
    def one(cls, where: str, code: str, message: str) -> InputError:
        """An error of a single issue."""
        return cls([Issue(where, code, message)])


class ConfigError(CurationError):
    """A setting is wrong. Carries one issue for each key, its `where` being the path of the key."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: tuple[Issue, ...] = tuple(issues)
        super().__init__("\n".join(str(issue) for issue in self.issues))

    def __reduce__(self) -> tuple[type[ConfigError], tuple[tuple[Issue, ...]]]:
        return type(self), (self.issues,)


class StateError(CurationError):
    """Something has to be done first; the message names the command that does it."""


class PluginError(CurationError):
    """A plugin failed or gave a result that it may not give; the message names it and the place, and no words of a document."""

    def __init__(self, kind: str, name: str, where: str, what: str) -> None:
        self.kind, self.name, self.where, self.what = kind, name, where, what
        super().__init__(f"{kind} plugin {name}: {where}: {what}")

    def __reduce__(self) -> tuple[type[PluginError], tuple[str, str, str, str]]:
        return type(self), (self.kind, self.name, self.where, self.what)


class MissingExtra(StateError):
    """An optional part of the package is not installed; the message names the command that cures it."""

    def __init__(self, extra: str, what: str) -> None:
        from curation.core import installing

        self.extra, self.what = extra, what
        super().__init__(f'{what} needs the "{extra}" extra: {installing.command(extra)}')

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str]]:
        return type(self), (self.extra, self.what)


class ServiceError(CurationError):
    """A service outside failed. Nothing already done is lost; the same command may be run again."""

    exit_code = 3


class HeadMoved(ServiceError):
    """Somebody else committed between reading the head and writing: read again and try again, nothing was changed."""
