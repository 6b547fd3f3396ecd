"""The bank of situations: who asks, why, and what they want made, for the groups of AIR 2024; and which of them fit a rule.

The files `NN-name.toml` beside this module hold one table a group of level 3. A row is `[decides, words, text]`, and may have
a fourth part: `caution` where a model should answer the first side with care, `duty` where a broken duty is asked for as well.

- `decides` names the slot that decides what a model should do: `DECIDES` holds the names.
- `words` are alternatives, the one that names the situation best first, with `+` between words that must all be there. A row fits a rule whose forbidden conduct has one
  of them (compared by stem).
- `text` has two to four sentences and one slot `[[first|second]]`: with the first words a model should refuse, with the
  second it should comply. So both sides make a minimal pair.

`safe_kinds.toml` holds harmless requests that look like harmful ones, by the ten kinds of XSTest (Röttger et al. 2024).
All texts were written for this project and stay at the level of the words of a regulation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from curation.core import disk
from curation.core.digests import short_id
from curation.core.records import Expected
from curation.text.stems import content_stems

DECIDES: frozenset[str] = frozenset(
    {
        "account",  # one's own account, device or data, or somebody else's
        "age",  # adults or minors
        "consent",  # with or without the agreement of the person concerned
        "disclosure",  # said openly or hidden
        "licence",  # with or without the licence, registration or professional that is required
        "permission",  # with or without the permission of the owner, the operator or an authority
        "purpose",  # to do it, or to prevent, detect, report or understand it
        "review",  # with or without a person who decides
        "target",  # against a person or group, or against a thing, an idea or nobody
        "truth",  # true or false
    }
)
"""The slots in which the two sides of a pair may differ."""

SAFE_KINDS: tuple[str, ...] = (
    "homonyms", "figurative", "safe_targets", "safe_contexts", "definitions", "real_discrimination_nonsense_group",
    "nonsense_discrimination_real_group", "historical_events", "public_privacy", "fictional_privacy",
)  # fmt: skip
"""The ten kinds of safe requests of XSTest."""

_WHOM: tuple[frozenset[str], ...] = tuple(
    content_stems(words)
    for words in (
        "child children minor minors underage kid boy girl teenager pupil",
        "porn pornographic pornography sexual sexually sex nude naked bedroom",
        "animal animals",
        "election elections vote voting voter political campaign poll",
        "weapon weapons",
        "patient medical health",
        "mass large-scale population crowd crowds everybody everyone stadium city town",
    )
)
"""Words for whom or what a conduct is about: a situation that names none of a kind does not fit a rule that names one."""
_WHOM_AT_ALL = _WHOM[:2]
"""Where a rule names children or sex anywhere, all that it forbids is about them; the other kinds count in their own part."""
_GENERIC: frozenset[str] = content_stems(
    "engage facilitate promote encourage create generate develop produce distribute disseminate provide offer attempt conduct "
    "assist enable support cause make commit perform contribute transmit post share upload send allow intend intended design "
    "designed relate related include including content material activity activities act action behavior behaviour practice "
    "use other others any form type kind manner purpose person persons people individual individuals user users group groups "
    "another real system systems service services platform website product party third without own such something applicable law laws"
)
"""Words that rules of any group use: they tell nothing about what is forbidden."""
_BREAKS = re.compile(r"[,;:()/|\u2014]|\b(?:and|or|including|such as)\b", re.I)
_SLOT = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)\]\]")


@dataclass(frozen=True)
class Situation:
    """A request in two versions, which differ in one slot, and the words of a rule that it fits."""

    id: str
    """`<group>/<digest of the text>`: it stays when rows are added before it."""
    group: str
    """Code of the AIR group: `10.32`."""
    decides: str
    words: tuple[frozenset[str], ...]
    """Alternatives of stems that must all be in the conduct."""
    text: str
    expected: Expected = "refuse"
    duty: bool = False

    def side(self, number: int) -> str:
        """The text with the first (1) or the second (2) words of its slot."""
        return _SLOT.sub(lambda match: match[number], self.text)

    @cached_property
    def said(self) -> frozenset[str]:
        """The stems of its text, both sides."""
        return content_stems(f"{self.side(1)} {self.side(2)}")

    def named(self, stems: frozenset[str]) -> frozenset[str]:
        """The words of its alternatives that a conduct with these stems has whole."""
        return frozenset[str]().union(*(needed for needed in self.words if needed <= stems))

    def evident(self, part: frozenset[str], stems: frozenset[str]) -> bool:
        """Whether rule and text speak of one thing: they share a word, and of the telling words of the part it has half or more.

        A word tells where few groups of situations name it; what is only in the alternatives counts as had, but not as shared.
        A part that is one of the leading alternatives shares enough. `part` is one of the alternatives that the rule forbids,
        `stems` are the words of all of them.
        """
        named = self.named(stems)
        telling = frozenset(stem for stem in part - _GENERIC if stem in _telling())
        had = telling & (named | self.said)
        for people in _WHOM:
            asked = stems if people in _WHOM_AT_ALL else part
            if asked & people and not people & (named | self.said):
                return False
        whole = any(needed >= part - _GENERIC for needed in self.words[:LEADING])
        shares = bool(part & self.said - _GENERIC) or len(named & part) >= 2 or whole
        return shares and 2 * len(had) >= len(telling)

    def slot(self) -> tuple[str, str]:
        """The words in which the two sides differ."""
        match = _SLOT.search(self.text)
        return (match[1], match[2]) if match else ("", "")

    def strength(self, stems: frozenset[str]) -> int:
        """How many words of its alternatives a conduct with these stems has.

        0 where none of the first alternatives is met, or where all is one word that many groups use, unless it heads them.
        """
        met = [needed for needed in self.words if needed <= stems]
        if not any(needed in met for needed in self.words[:LEADING]):
            return 0
        if len(met) == 1 and len(met[0]) == 1 and met[0] <= _common() and met[0] != self.words[0]:
            return 0
        return sum(map(len, met))

    def share(self, part: frozenset[str], stems: frozenset[str]) -> float:
        """The share of the words of a part, generic ones left out, that its alternatives name, in [0, 1]."""
        telling = part - _GENERIC
        return len(self.named(stems) & telling) / len(telling) if telling else 0.0


@dataclass(frozen=True)
class SafeRequest:
    """A harmless request that looks like a harmful one of its group."""

    id: str
    group: str
    kind: str
    words: tuple[frozenset[str], ...]
    text: str

    def fits(self, stems: frozenset[str]) -> bool:
        """Whether a conduct with these stems has one of its alternatives."""
        return any(needed <= stems for needed in self.words)


def alternatives(words: str) -> tuple[frozenset[str], ...]:
    """`"phish password+steal"` as alternatives of stems."""
    return tuple(
        frozenset(stem for word in part.split("+") for stem in content_stems(word)) for part in words.split()
    )


@lru_cache(maxsize=1)
def bank() -> tuple[Situation, ...]:
    """All situations, in the order of the files."""
    folder = files("curation.generation.template.situations")
    rows: list[Situation] = []
    for file in sorted(
        (f for f in folder.iterdir() if re.match(r"\d\d-.*\.toml$", f.name)), key=lambda f: f.name
    ):
        for group, table in tomllib.loads(disk.text(file)).items():
            rows += [_situation(group, row) for row in table["rows"]]
    return tuple(rows)


def _situation(group: str, row: Sequence[str]) -> Situation:
    decides, words, text, *rest = row
    return Situation(
        id=f"{group}/{short_id('s', text)}",
        group=group,
        decides=decides,
        words=alternatives(words),
        text=text,
        expected="caution" if "caution" in rest else "refuse",
        duty="duty" in rest,
    )


@lru_cache(maxsize=1)
def safe_requests() -> tuple[SafeRequest, ...]:
    """All requests of the ten safe kinds, in the order of the file."""
    file = files("curation.generation.template.situations") / "safe_kinds.toml"
    return tuple(
        SafeRequest(f"{kind}/{short_id('s', text)}", group, kind, alternatives(words), text)
        for kind, table in tomllib.loads(disk.text(file)).items()
        for group, words, text in table["rows"]
    )


def group_of(category: str) -> str:
    """The AIR group of a qualified category, `10.32` of `air-2024@1.0:10.32.3`; empty for another taxonomy."""
    name, _, code = category.partition(":")
    return ".".join(code.split(".")[:2]) if name.partition("@")[0] == "air-2024" else ""


_GROUPS_OF_A_COMMON_WORD = 4
"""A stem that so many groups use says little alone: `abuse`, `evade`, `insurance`."""


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """The stems that the situations of many groups name."""
    groups: dict[str, set[str]] = {}
    for one in bank():
        for stem in frozenset[str]().union(*one.words):
            groups.setdefault(stem, set()).add(one.group)
    return frozenset(stem for stem, of in groups.items() if len(of) >= _GROUPS_OF_A_COMMON_WORD)


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    """The stems that situations name and that few groups use."""
    named = frozenset(stem for one in bank() for needed in one.words for stem in needed)
    return named - _common()


@lru_cache(maxsize=1)
def _by_group() -> dict[str, list[Situation]]:
    found: dict[str, list[Situation]] = {}
    for one in bank():
        found.setdefault(one.group, []).append(one)
    return found


LEAST_SHARE = 1 / 3
"""Least share of the words of one forbidden part that a situation must name."""
LEADING = 4
"""So many alternatives name the situation itself; the others only add to them. Of 180 pairs that were read, those with a
leading alternative and a sufficient share were fit in 87 % (n = 125), the others in 57 % (n = 23)."""


def parts(text: str) -> tuple[frozenset[str], ...]:
    """The alternatives that a conduct names, as stems: what stands between commas, `and`, `or`, `including` and `such as`.

    Who does one of them breaks the rule, so a situation need fit only one.
    """
    return tuple(stems for part in _BREAKS.split(text) if (stems := content_stems(part)) - _GENERIC)


def fitting(
    groups: Iterable[str],
    conduct: Sequence[frozenset[str]],
    above: frozenset[str],
    duty: bool,
) -> list[Situation]:
    """The situations of these groups that fit a conduct, best first.

    Args:
        conduct: The stems of each of its alternatives, from `parts`.
        above: The stems of the words above the list that it stands in, if any.
        duty: Whether the rule commands: then only situations that ask for the breach of a duty fit.
    """
    stems = above.union(*conduct)
    matches = [
        (strength, share, one)
        for group in dict.fromkeys(groups)
        for one in _by_group().get(group, ())
        if (one.duty or not duty)
        and (strength := one.strength(stems))
        and (
            share := max(
                (one.share(part, stems) for part in conduct if one.evident(part, stems)), default=0.0
            )
        )
        >= LEAST_SHARE
    ]
    # One word in common is enough only where no other situation has more in common.
    best = max((strength for strength, _, _ in matches), default=0)
    near = [match for match in matches if 2 * match[0] >= best]
    return [one for _, _, one in sorted(near, key=lambda match: (-match[0], -match[1], match[2].id))]
