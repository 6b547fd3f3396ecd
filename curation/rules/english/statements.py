"""English sentences that state without a modal verb: definitions, scope, commencement and change of a text, penalties."""

from __future__ import annotations

import re

from curation.core.records import Modality
from curation.rules.english.bearers import agentive
from curation.rules.english.commands import commands
from curation.rules.english.operators import operators
from curation.text import verbs
from curation.text.phrases import words
from curation.text.rule_words import statements as wording

Statement = tuple[Modality, float]


def denied_thing(folded: str) -> Statement | None:
    """What a sentence without a verb does with what it names: `No adult content of any kind.` forbids it, `No fee for pupils.` frees
    of it, `No further action.` says nothing; None for nothing and for any other sentence."""
    if wording.NO_THING.match(folded) is None or wording.FINITE.search(folded) or wording.DOES.search(folded):
        return None
    named = wording.NAMED.match(folded)
    noun = _WORD.findall(named["noun"])[-1:] if named is not None else []
    behind = _WORD.findall(folded[named.end() :]) if named is not None else []
    if wording.NOT_NEEDED.search(folded) or (noun and _burden(noun[0], behind)):
        return "exemption", 0.7
    return None if noun and _idle(noun[0], behind) else ("prohibition", 0.75)


def _burden(noun: str, behind: list[str]) -> bool:
    """Whether nobody bears a denied `noun` with the words `behind` it; a payment of bribes is something that somebody does."""
    if noun not in words("en", "burden_nouns") or "without" in behind:
        return False
    if (
        noun in words("en", "done_nouns")
        and behind[:1] == ["on"]
        and any(word in wording.DAYS for word in behind[1:4])
    ):
        return False  # "No payment on Sundays.": when it is not done
    return noun not in words("en", "done_nouns") or not behind or behind[0] in words("en", "burden_links")


def _idle(noun: str, behind: list[str]) -> bool:
    """Whether a denied `noun` with the words `behind` it forbids nothing; information to the media is something that somebody gives."""
    given = noun in words("en", "given_nouns") and bool(behind) and behind[0] in words("en", "given_links")
    return noun in words("en", "idle_nouns") and not given


def first(whole: str, folded: str) -> Statement | None:
    """What a sentence states by its first words, whatever modal verb follows: a definition; None for others.

    Args:
        whole: The folded sentence.
        folded: The same with asides blanked.
    """
    if (turned := wording.TURNED.match(folded)) is not None:
        return ("exemption" if _frees(turned["verb"], folded[turned.end() :]) else "prohibition"), 0.85
    if wording.BEGINS_ACT.search(folded) or (
        (change := wording.CHANGES.match(folded)) and not _goes_on(folded, change.end())
    ):
        return "procedure", 0.85
    if wording.NAMES_DUTY_BEARER.match(folded):
        return "obligation", 0.9
    if (rests := wording.RESPONSIBILITY_RESTS_WITH.match(folded)) is not None and agentive(rests["who"]):
        return "obligation", 0.75
    if (told := wording.IMPERSONAL_DEMAND.match(folded)) is not None and _asked(folded, told):
        return ("obligation" if told["must"] else "recommendation"), 0.65
    if (defined := wording.DEFINITION.match(whole)) and not _demands(whole, defined):
        return "definition", 0.95
    if wording.NOT_INCLUDED.match(folded) or wording.FOR_PURPOSES_DEFINITION.match(folded):
        return "definition", 0.85
    if (match := wording.BARE.match(folded)) and not wording.NO_MODAL_BEFORE.search(
        match[0].rpartition(" mean")[0]
    ):
        return "definition", 0.85
    if any(word in folded for word in wording.LEAD_WORDS) and wording.DEFINITIONS_LEAD.search(folded):
        return "definition", 0.9
    return None


def _frees(verb: str, behind: str) -> bool:
    """Whether a denied `verb` in front of its subject takes a burden off somebody; "the responsible person" is only a name."""
    behind = wording.WHO.sub(" ", behind[:400])
    return (wording.IS_FREED if verb in ("is", "are") else wording.FREED).search(behind) is not None


_QUOTED = re.compile(r"""["'][^"']{1,400}["']""")
_ENDS_CHANGE = re.compile(r"[:;\u2014\"]")


def _goes_on(folded: str, place: int) -> bool:
    """Whether a verb stands behind a noun for a change, whose subject it is: `the deletion of a record must be logged`.

    Words in quotes and behind a colon are those of the changed text.
    """
    behind = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), folded[place:])
    if (text := _ENDS_CHANGE.search(behind)) is not None:
        behind = behind[: text.start()]
    own = folded[:place] + behind
    return bool(commands(own, operators(own))) or any(
        not wording.RELATIVE.search(behind, 0, verb.start()) for verb in wording.HOLDS.finditer(behind)
    )


def _demands(whole: str, defined: re.Match[str]) -> bool:
    """Whether a sentence on a reference says what the reference has to hold, and not how a reference in a text is read."""
    if (says := defined["says"]) is None:
        return False
    begin = defined.start("says")
    modal = wording.ASKS_FOR.search(whole[: begin + len(says) - len(says.split()[-1])])
    if modal is None:
        return False
    about_text = wording.DEMANDS.search(whole[:begin]) is not None
    return modal["modal"] != "shall" or not (about_text or wording.READS_AS.match(whole, defined.end()))


def _asked(folded: str, told: re.Match[str]) -> bool:
    """Whether what is called essential is somebody's conduct: not in `It is vital that blood reaches the brain`."""
    if told["how"] == "that":
        listed = _WORD.findall(folded[told.end() : told.end() + 90])[:6]
        if any(agentive(" ".join(listed[:count])) for count in range(1, len(listed))):
            return True
        done = wording.PASSIVE_PREDICATE.match(folded, told.end())
        return done is not None and done["done"] in words("en", "outcome_demanded")
    match = (wording.FOR_WHOM if told["how"] == "for" else wording.TO_DO).match(folded, told.end())
    if match is None or verbs.base(match["verb"]) != match["verb"] or match["verb"] in wording.NOT_VERBS:
        return False
    return told["how"] == "to" or agentive(match["who"])


def _of_text(folded: str) -> bool:
    """Whether a sentence speaks of the words of a law: "paragraph 2 is deleted", and not "the images are deleted"."""
    named = (
        words("en", "provision_nouns")
        | words("en", "act_nouns")
        | {"words", "annex", "table", "entry", "reference"}
    )
    return '"' in folded or any(word in named for word in _WORD.findall(folded))


_WORD = re.compile(r"[a-z-]+")


def _excluded(subject: str, place: str) -> Statement | None:
    """What `is excluded from` does: from a text or a duty it frees, from a place it shuts somebody out, from a sum it says neither."""
    nouns = _WORD.findall(wording.EXCLUDED.split(place)[0])
    texts = words("en", "act_nouns") | words("en", "provision_nouns") | words("en", "duty_nouns")
    if nouns[:1] in (["this"], ["these"]) or not texts.isdisjoint(nouns):
        return "exemption", 0.75
    if nouns and nouns[-1] in words("en", "room_nouns") and agentive(subject):
        return "prohibition", 0.7
    return None


def last(whole: str, folded: str) -> Statement | None:
    """What a sentence without a commanding word states; None when it states nothing of the kind."""
    del whole
    if (bare := wording.STATUS_IN_LIST.match(folded)) is not None:
        kind: Modality = "prohibition" if bare["not"] else "obligation" if bare["must"] else "permission"
        return kind, 0.65
    if match := wording.DEEMED.search(folded):
        return ("exemption" if match["not"] else "definition"), 0.8
    if within := wording.WITHIN.search(folded):
        return ("exemption" if within["not"] else "definition"), 0.8
    if wording.MEANING.search(folded) or wording.CALLED.search(folded):
        return "definition", 0.8
    if wording.EXEMPT.search(folded):
        return ("scope" if "nothing in" in folded else "exemption"), 0.85
    if wording.PENALTY.search(folded):
        return "penalty", 0.8
    if (change := wording.PROCEDURE.search(folded)) and not (
        wording.DELETED.search(change[0]) and not _of_text(folded)
    ):
        return "procedure", 0.85
    if (denied := denied_thing(folded)) is not None:
        return denied
    if wording.EXCLUDES_CONDUCT.search(folded):
        return "prohibition", 0.7
    if wording.FREES.search(folded):
        return "exemption", 0.75
    if (left_out := wording.LEFT_OUT.search(folded)) is not None:
        return _excluded(folded[: left_out.start()], left_out["from"])
    for match in wording.SCOPE.finditer(folded):
        if not wording.RELATIVE.search(folded, 0, match.start()):
            return _applied(folded, match)
    return None


def _applied(folded: str, match: re.Match[str]) -> Statement | None:
    subject = _WORD.findall(folded[: match.start()])[-12:]
    if not subject and wording.APPLIED.match(folded):
        return "scope", 0.7  # "Applies to: all systems."
    if not subject and " not apply" in match[0]:
        return "exemption", 0.7  # an item that goes on with a provision named above it
    about_act = any(word in words("en", "act_nouns") for word in subject) or (
        subject[-2:-1] == ["this"] and (" not " in match[0] and wording.LEAVES.search(match[0]) is not None)
    )
    about_part = any(word in words("en", "provision_nouns") for word in subject)
    if not (about_act or about_part):
        return ("exemption", 0.65) if re.search(r"\bnot apply$", match[0]) else None
    if " not " in match[0] and about_part and not about_act and not wording.LEAVES.search(match[0]):
        return "exemption", 0.85
    return "scope", 0.8
