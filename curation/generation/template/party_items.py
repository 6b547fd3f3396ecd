"""Questions about a provision of which those are left out who are told, who consent, or who are bound.

The others that stand beside them are told, consent or are bound elsewhere in the same document, and neither they nor the one
who is left out are named again in the words that are shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from curation.generation.template.bearers import kin, role
from curation.generation.template.left_out import GAP, cut, draft_of, readable, stem_of
from curation.generation.template.norms import Norm, own_text
from curation.generation.template.parsing import MODAL
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.generation.template.slots import Part, Roles
from curation.text.grammar import article, lower_first, upper_first, verb_first


def _others(words: str, pool: Sequence[str], text: str, wanted: int) -> list[str]:
    """Others of the document who could stand in the place of `words`, and of whom the rest of the provision does not speak."""
    mine = role(words) or ""
    chosen: list[str] = []
    roles = [mine]
    for other in pool:
        named = role(other)
        shown = _as_known(other)
        if (
            named is None
            or named in NOBODY_IN_PARTICULAR
            or shown is None
            or re.search(rf"\b{re.escape(named.split()[-1])}", text, re.I)
            or len(other.split()) > 6
        ):
            continue
        if other[:1].isupper() or any(
            named.split()[-1] == r.split()[-1]
            or (kin(named.split()[-1], r.split()[-1]) and not _offices(other, words))
            for r in roles
        ):
            continue
        if _office(other) != _office(words) or _starts(named) & _starts(mine):
            # "The executive" beside "the executive officer" is a clipped form of the key.
            continue
        chosen.append(shown)
        roles.append(named)
        if len(chosen) == wanted:
            break
    return chosen


def _starts(words: str) -> set[str]:
    """The first five letters of words that say something: `licensed` and `licence` are one."""
    return {word[:5] for word in re.findall(r"[a-z]{4,}", words.lower())}


def named_again(words: str, rest: str) -> bool:
    """Whether the rest of a provision names somebody again, or the act that is his by name: `licensee` and `licence`."""
    starts = _starts(role(words) or words)
    return any(word[:5] in starts for word in re.findall(r"[a-z]{4,}", rest.lower()))


def _as_known(words: str) -> str | None:
    """A role with the article that it has in an option: `the Minister`, `an inspector`."""
    match = re.match(r"(?:the|an?) (?P<rest>.+)$", words)
    if match is None:
        return None
    return words if words.startswith("the ") else f"{article(match['rest'])} {match['rest']}"


def _office(words: str) -> bool:
    """Whether words name an office of the state, by their capital or their noun."""
    return (
        re.search(
            r"(?:the|an?) (?:[A-Z]|(?:\w+ )?(?:inspector|authority|officer|director|agency|commission|board|minister|registrar|office|administration|secretary|administrator|governor|police|council|department|ministry|government|court|tribunal|state|crown|parliament|arbitrator|judge|justice)\b)",
            words,
        )
        is not None
    )


def _offices(a: str, b: str) -> bool:
    return _office(a) and _office(b)


def _one_of_several(norm: Norm, text: str, part: Part) -> bool:
    """Whether those who are left out are one of several that the provision names, in its sentence or in a list."""
    beside = _BESIDE.match(text[part.end :])
    listed = own_text(norm.home).startswith(part.words) or re.search(
        rf"{_JOINS}(?:{_TO} )?$", text[: part.start]
    )
    return bool(listed) or (
        # "The manager and owner" are two, "notify the Office and keep a record" names one.
        beside is not None and (beside["article"] is not None or role(f"the {beside['next']}") is not None)
    )


_TO = r"(?:to|of|by|from)"
_JOINS = r"\b(?:and|or|and/or|as well as|together with|jointly with) (?:(?:also|either|both) )?"
_BESIDE = re.compile(
    rf"(?:,? {_JOINS}|, (?=(?:{_TO} )?(?:the|an?|any|every|each) [^,.;]{{2,50}}(?:, | (?:and|or) )))(?:{_TO} )?(?P<article>(?:the|an?|any|every|each|his|her|its|their) )?(?P<next>[A-Za-z]+)"
)
"""What stands behind one of several who are named together."""


_CONSENTS = ("approval", "consent", "permission", "authorization", "authorisation", "agreement")
_TELLS = ("notify", "inform", "advise", "notifies", "informs")


def whom(norm: Norm, told: Part, pool: Sequence[str], form: Part | None) -> Iterator[Draft | str]:
    """Somebody is told, or something is sent to him: is he the one who has to get it?"""
    text = norm.provision.rstrip(" .")
    seed = f"{norm.rule.id}|whom"
    rest = text[: told.start] + text[told.end :]
    if _one_of_several(norm, text, told) or named_again(told.words, rest):
        return
    others = _others(told.words, pool, rest, 3)
    tells = told.act in _TELLS
    if len(others) == 3:
        say, need = (
            ("only {} is told of this", "{} has to be told")
            if tells
            else ("this goes to {} alone", "it has to go to {}")
        )
        yield _one_of_four("part-recipient", "addressee", norm, told, others, say, need, seed)
    elif others and form is not None and tells:
        yield _crossed(norm, told, form, others[0], "{} is told of this, {}", "{} has to be told {}", seed)


def by_whom(norm: Norm, giver: Part, pool: Sequence[str], form: Part | None) -> Iterator[Draft | str]:
    """Somebody consents, or does what is done: is he the one who has to?"""
    text = norm.provision.rstrip(" .")
    seed = f"{norm.rule.id}|giver"
    rest = text[: giver.start] + text[giver.end :]
    if _one_of_several(norm, text, giver) or named_again(giver.words, rest):
        return
    others = _others(giver.words, pool, rest, 3)
    consent = giver.act in _CONSENTS
    if len(others) == 3:
        say = f"there is the {giver.act} of {{}} alone" if consent else f"this is {giver.act} by {{}}"
        need = f"the {giver.act} of {{}} is needed" if consent else f"it has to be {giver.act} by {{}}"
        yield _one_of_four(
            "part-giver",
            "approving authority" if consent else "responsible person",
            norm,
            giver,
            others,
            say,
            need,
            seed,
        )
    elif others and form is not None and consent:
        need = f"the {giver.act} of {{}} is needed {{}}"
        yield _crossed(norm, giver, form, others[0], f"there is the {giver.act} of {{}}, {{}}", need, seed)


def _one_of_four(
    form: str, name: str, norm: Norm, part: Part, others: Sequence[str], say: str, need: str, seed: str
) -> Draft:
    """A case with one of four persons or offices, and four readings of which of them it has to be."""
    four = [part.words, *others]
    case = four[pick(seed, 4)]
    rows = [
        Choice(
            f"{'Yes' if who == case else 'No'}, as {need.format(who)}",
            {"complies": who == case, "parts": {"who": {"accepts": [who]}}},
            f"The provision names {part.words}" + ("." if not i else f", and not {who}."),
            "somebody else is taken for the one who counts" if i else "",
        )
        for i, who in enumerate(four)
    ]  # fmt: skip
    stem = stem_of(norm, name, cut(norm.provision.rstrip(" ."), [part]), say.format(case), "Is that enough?")
    return draft_of(form, norm, part.name, stem, rows, {"who": case}, [part])


def _crossed(norm: Norm, who: Part, form: Part, other: str, say: str, need: str, seed: str) -> Draft:
    """Two parts left out: each reading of the one with each of the other. The case is in writing, so who it was decides."""
    case = (who.words, other)[pick(f"{seed}|who", 2)]
    rows: list[Choice] = []
    for person in (who.words, other):
        for accepts, words in ((["writing"], "in writing"), (["writing", "speech"], "in whatever form")):
            wrong = (
                "somebody else is taken for the one who counts"
                if person == other
                else "the form is forgotten"
            )
            rows.append(
                Choice(
                    f"{'Yes' if person == case else 'No'}, as {need.format(person, words)}",
                    {
                        "complies": person == case,
                        "parts": {"who": {"accepts": [person]}, "form": {"accepts": accepts}},
                    },
                    f"The provision names {who.words} and asks for writing.",
                    wrong if rows else "",
                )
            )
    name = "addressee and form" if who.name == "recipient" else "approving authority and form"
    stem = stem_of(
        norm,
        name,
        cut(norm.provision.rstrip(" ."), [who, form]),
        say.format(case, "in writing"),
        "Is that enough?",
    )
    return draft_of(
        "part-who-form", norm, who.name, stem, rows, {"who": case, "form": "writing"}, [who, form]
    )


# --- who must -----------------------------------------------------------------------------------------------------------

_FEWEST = 2
"""How often somebody has to be bound in a document to stand beside another who is."""
PAPERWORK = frozenset(
    [
        "file",
        "give",
        "keep",
        "maintain",
        "make",
        "notify",
        "prepare",
        "provide",
        "record",
        "report",
        "retain",
        "return",
        "send",
        "submit",
    ]
)
"""Acts that are asked of everybody: whoever has to do one of them is a likely one for another."""
NOBODY_IN_PARTICULAR = frozenset(["both government", "holder", "applicant", "governor", "owner or operator"])
"""Roles that are known only by what is held or applied for."""


def who_must(norm: Norm, roles: Roles) -> Iterator[Draft | str]:
    """A duty that nobody kept, and four of the document who have duties: whose breach is it?"""
    text = norm.provision.rstrip(" .")
    modal = MODAL.search(text)
    if norm.force != "duty" or modal is None or not readable(norm):
        return
    who = text[: modal.start()].strip()
    named = role(who)
    if (
        named is None
        or named in NOBODY_IN_PARTICULAR
        or len(who.split()) > 5
        or _office(lower_first(who))
        or "," in who
    ):
        return
    rest = text[modal.start() :]
    if named_again(who, rest) or re.search(r"\b(?:his|her|their|its|they|he|she)\b", rest):
        yield "points-elsewhere"
        return
    verb = verb_first(rest[len(modal[0]) :])
    duties: Counter[str] = Counter()
    alike = set()
    for each, count in roles.bearers.items():
        words, _, theirs = each.rpartition("|")
        if (r := role(words)) is not None:
            duties[r] += count
            if theirs == verb or {theirs, verb} <= PAPERWORK:
                alike.add(r)
    # Whoever has a duty to do the same with something else is a likely one.
    bound = [r for r, count in duties.most_common() if count >= _FEWEST and r in alike]
    key = f"the {named}"
    others = _others(key, [f"the {other}" for other in bound if len(other.split()) < 5], rest, 3)
    if len(others) < 3:
        return
    rows = [Choice(upper_first(key), {"value": key}, f"The provision binds {key}.")]
    rows += [
        Choice(upper_first(o), {"value": o}, f"The provision binds {key}, and not {o}.", f"{o} is bound by other provisions of the same text")
        for o in others
    ]  # fmt: skip
    form = _WHO_STEMS[pick(f"{norm.rule.id}|who", len(_WHO_STEMS))]
    stem = form.format(Place=upper_first(norm.place), place=norm.place, text=f"{GAP} {rest}")
    facts = {"value": key, "slots": [named]}
    yield Draft("who-must", norm, "bearer", stem, tuple(rows), "comprehension", True, "same", facts)


_WHO_STEMS = (
    "{Place} says, without the words that name who is bound: \u201c{text}.\u201d In one case nobody does so. Whose breach is it?",
    "\u201c{text}.\u201d So reads {place} without the words that say who must do so. In the case at hand it is left undone. Who is in breach?",
)
