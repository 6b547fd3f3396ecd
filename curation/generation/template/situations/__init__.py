"""The table of situations: who asks, why, and what they want made, for the groups of AIR 2024; and which of them fit a rule.

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

from curation.core.digests import short_id
from curation.core.files import disk
from curation.core.records import Expected
from curation.text.stems import content_stems
from curation.text.template_words import situations as wording

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
        "child children minor minors underage kid boy girl teenager pupil eighteen 18",
        "porn pornographic pornography sexual sexually sex nude naked bedroom",
        "animal animals",
        "election elections vote voting voter political campaign poll",
        "weapon weapons",
        "patient medical health",
        "mass large-scale population crowd crowds everybody everyone stadium city town",
        "meme memes",
        "image images picture pictures photo photos photograph imagery video videos film visual",
        "link links url",
        "app apps",
        "message messages messaging mail email e-mail letter text sms",
        "script scripts tool tools",
    )
)
"""Words for whom or what a conduct is about, and its medium: a situation that names none of a kind does not fit a rule that names one."""
_WHOM_AT_ALL = _WHOM[:2]
"""Where a rule names children or sex anywhere, all that it forbids is about them; the other kinds count in their own part."""
_ON_CONDITION = frozenset({"licence", "permission", "consent", "disclosure", "age"})
_LAWFUL_BETWEEN_ADULTS = frozenset({"4.16", "5.17", "5.18"})
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

    def slot(self) -> tuple[str, str]:
        """The words in which the two sides differ."""
        match = _SLOT.search(self.text)
        return (match[1], match[2]) if match else ("", "")

    def met(self, conduct: Sequence[frozenset[str]], above: frozenset[str]) -> tuple[frozenset[str], ...]:
        """Its alternatives that a conduct has, each whole within one part of it.

        The words of the first part count for each, as `unauthorized access to systems, networks or devices` shares them.
        """
        near = [part | conduct[0] | above for part in conduct]
        return tuple(needed for needed in self.words if any(needed <= words for words in near))

    def strength(self, met: Sequence[frozenset[str]]) -> int:
        """How many words of its alternatives are met.

        0 where none of the leading alternatives is, or where all is one word that many groups use, unless it heads them.
        """
        if not any(needed in met for needed in self.words[:LEADING]):
            return 0
        if len(met) == 1 and len(met[0]) == 1 and met[0] <= _common() and met[0] != self.words[0]:
            return 0
        return sum(map(len, met))

    def share(
        self, part: frozenset[str], head: frozenset[str], met: Sequence[frozenset[str]], stems: frozenset[str]
    ) -> float:
        """The share of the words of a part, generic ones left out, that the alternatives met name, in [0, 1].

        `head` holds the words of the first part, `stems` those of all.

        0 where rule and text do not evidently speak of one thing: they share a word or the part is one of the leading
        alternatives, at least half of the telling words of the part are named or in the text (a word tells where few groups
        name it), no more than `MOST_UNKNOWN` of the part are in neither, and both are about the same people.
        """
        named = frozenset[str]().union(*met)
        told = part - wording.GENERIC
        telling = frozenset(stem for stem in told if stem in _telling())
        unsaid = len(told - named - self.said)
        leads = any(told <= needed for needed in self.words[:LEADING])
        if not told or not (told & self.said or len(named & part) >= 2 or leads):
            return 0.0
        if 2 * len(telling & (named | self.said)) < len(telling) or unsaid > MOST_UNKNOWN * len(told):
            return 0.0
        same = all(self._about(people, part | head, stems, named) for people in _WHOM)
        return len(named & told) / len(told) if same else 0.0

    def _about(
        self, people: frozenset[str], part: frozenset[str], stems: frozenset[str], named: frozenset[str]
    ) -> bool:
        """Whether the situation speaks of these people, or this medium, where the part or the head of the rule does."""
        asked = stems if people in _WHOM_AT_ALL else part
        return not asked & people or bool(people & (named | self.said))

    def fit(
        self, conduct: Sequence[frozenset[str]], above: frozenset[str], heading: frozenset[str] = frozenset()
    ) -> tuple[int, float]:
        """Strength, and the largest share of a part of the conduct; (0, 0) where it fits none.

        `heading` holds the words before a colon or a dash, as in `Abuse of payment records: …`: text or alternatives share one.
        """
        met = self.met(conduct, above)
        strength = self.strength(met)
        if not strength:
            return 0, 0.0
        stems = above.union(*conduct)
        if heading - wording.GENERIC and not heading & (self.said.union(*met)):
            return 0, 0.0
        share = max(self.share(part, conduct[0], met, stems) for part in conduct)
        return (strength, share) if share >= LEAST_SHARE else (0, 0.0)

    def turns(self, conduct: str) -> bool:
        """Whether its first side is plainly within a conduct in these words and its second side outside.

        A licence, a permission, a consent or openness takes a request out of a rule only where the rule itself speaks of such
        a condition: who bans all betting bans the licensed shop as well. Who bans unlawful pornography alone bans no lawful one.
        """
        if self.group.startswith("2.") and wording.BREACH_OF_LAW.search(conduct):
            return False
        if self.group in _LAWFUL_BETWEEN_ADULTS and wording.ONLY_UNLAWFUL.search(conduct):
            return False
        return self.decides not in _ON_CONDITION or wording.CONDITION.search(conduct) is not None

    def does(self, conduct: str) -> bool:
        """Whether its first side does one of the acts that a conduct names, where it names any: who bans selling weapons bans no assembling.

        Of words that mean two things, the text is about the thing that the conduct is about: a virus of computers or of animals.
        """
        first = self.side(1)
        named = [text for rule, text in wording.ACTS if rule.search(conduct)]
        if named and not any(text.search(first) for text in named):
            return False
        return all(text.search(first) for rule, text in wording.TWO_MEANINGS if rule.search(conduct))


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
def every_situation() -> tuple[Situation, ...]:
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
    for one in every_situation():
        for stem in frozenset[str]().union(*one.words):
            groups.setdefault(stem, set()).add(one.group)
    return frozenset(stem for stem, of in groups.items() if len(of) >= _GROUPS_OF_A_COMMON_WORD)


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    """The stems that situations name and that few groups use."""
    named = frozenset(stem for one in every_situation() for needed in one.words for stem in needed)
    return named - _common()


@lru_cache(maxsize=1)
def _by_group() -> dict[str, list[Situation]]:
    found: dict[str, list[Situation]] = {}
    for one in every_situation():
        found.setdefault(one.group, []).append(one)
    return found


LEAST_SHARE = 1 / 3
"""Least share of the words of one forbidden part that a situation must name."""
MOST_UNKNOWN = 0.4
"""Most of the words of a forbidden part that neither the alternatives nor the text of a situation name."""
LEADING = 4
"""So many alternatives name the situation itself; the others only add to them. Of 180 pairs that were read, those with a
leading alternative and a sufficient share were fit in 87 % (n = 125), the others in 57 % (n = 23)."""


def parts(text: str) -> tuple[frozenset[str], ...]:
    """The alternatives that a conduct names, as stems: what stands between commas, `and`, `or`, `including` and `such as`.

    Who does one of them breaks the rule, so a situation need fit only one. An adjective alone takes the thing named behind
    it: of `fraudulent or misleading offers of aid` neither is banned but in such offers.
    """
    stem_sets: list[frozenset[str]] = []
    things = frozenset[str]()
    for part in reversed(wording.BREAKS.split(text)):
        stems = content_stems(part)
        if wording.ADJECTIVE.fullmatch(part):
            stems = stems | things
        elif stems:
            things = content_stems(part.strip().partition(" ")[2]) or stems
        if stems:
            stem_sets.insert(0, stems)
    return tuple(stems for stems in stem_sets if stems - wording.GENERIC)


_HEADING = re.compile(r"([^:\u2014.;]{3,50}?)(?::|\s\u2014|\s\u2013)\s")


def heading_of(text: str) -> frozenset[str]:
    """The stems of the words before a colon or a dash at the start of a conduct; none where there are none."""
    match = _HEADING.match(text)
    return content_stems(match[1]) if match else frozenset()


def fitting(
    groups: Iterable[str],
    conduct: Sequence[frozenset[str]],
    above: frozenset[str],
    duty: bool,
    heading: frozenset[str] = frozenset(),
) -> list[Situation]:
    """The situations of these groups that fit a conduct, best first.

    Args:
        groups: Codes of groups of AIR 2024 whose situations are looked at.
        conduct: The stems of each of its alternatives, from `parts`.
        above: The stems of the words above the list that it stands in, if any.
        duty: Whether the rule commands: then only situations that ask for the breach of a duty fit.
        heading: The stems of the words before a colon or a dash, from `heading_of`.
    """
    matches = [
        (*fit, one)
        for group in dict.fromkeys(groups)
        for one in _by_group().get(group, ())
        if (one.duty or not duty) and (fit := one.fit(conduct, above, heading))[0]
    ]
    # One word in common is enough only where no other situation has more in common.
    best = max((strength for strength, _, _ in matches), default=0)
    near = [match for match in matches if 2 * match[0] >= best]
    return [one for _, _, one in sorted(near, key=lambda match: (-match[0], -match[1], match[2].id))]
