"""What the command of an English sentence does, read with its subject and its verb: obliges, forbids, permits, exempts, …"""

from __future__ import annotations

import re

from curation.core.records import Modality
from curation.rules.english import statements
from curation.rules.english.bearers import agentive, company
from curation.rules.english.command_effects import be_flavour, begins, flavour, is_deeming, negate
from curation.rules.english.commands import Command
from curation.text.phrases import pattern, words
from curation.text.rule_words import decision as wording
from curation.text.rule_words.command_effects import ADVISED

Decision = tuple[Modality, float, int]
"""The modality, how sure it is in [0, 1], and how many characters of the predicate belong to the commanding words."""

_WORD = re.compile(r"[a-z'-]+")


def decide(command: Command, subject: str, predicate: str, front: str) -> Decision:
    """What a command does.

    Args:
        command: The commanding word.
        subject: The folded words that stand before it, without conditions.
        predicate: The folded words behind it.
        front: The negative word that the subject begins with, or empty.
    """
    word = command.word
    if word == "imperative":
        return ("prohibition" if command.negated else "obligation"), 0.8, 0
    if word == "do not":
        return "prohibition", 0.9, 0
    if word.startswith("be "):
        return _be(command, front, predicate)
    if word == "have to" and (command.negated or front):
        return "exemption", 0.85, 0  # "you do not need to register", "no tenant has to register"
    if word == "have the right" and (command.negated or front):
        return "other", 0.4, 0  # no right to a thing is no ban on it, as with `is not entitled to`
    if word in _SIMPLE:
        return _SIMPLE[word]
    if (
        (first := word.split()[0]) in _VERBS
        or word.endswith(("allow", "permit", "tolerate", "accept", "condone"))
        or first in ("do", "does")
    ):
        modality = _VERBS.get(first, "prohibition")
        if front in wording.EMPTY_SUBJECTS and first in _VERBS:
            return "scope", 0.8, 0  # "nothing in section 2 requires": what another provision does not do
        if command.negated and modality == "prohibition":
            return "exemption", 0.85, 0
        if first in _ADDRESSES and not (company(subject) or _asks(subject, predicate)):
            return "other", 0.4, 0  # "threats require devices to be secured"
        if (
            first in _BANS
            and " " in subject.rpartition(",")[2].strip()
            and wording.TITLED.search(subject) is None
            and not (company(_last_clause(subject)) or agentive(subject) or _of_words(subject))
        ):
            return "other", 0.4, 0  # "interfaces prohibit access": what a thing does
        return (negate(modality) if command.negated else modality), 0.85, 0
    if first in ("commit", "commits"):
        return "penalty", 0.9, 0
    if first in wording.DECIDE:
        return ("prohibition" if "not" in word or first.startswith("refrain") else "obligation"), 0.75, 0
    return _modal(command, subject, predicate, front)


_SIMPLE: dict[str, Decision] = {
    "have to": ("obligation", 0.85, 0),
    "have the right": ("permission", 0.9, 0),
    "need": ("exemption", 0.9, 0),
    "would": ("other", 0.3, 0),
    "could": ("other", 0.3, 0),
    "might": ("other", 0.3, 0),
}  # fmt: skip
_VERBS: dict[str, Modality] = {
    "prohibit": "prohibition", "prohibits": "prohibition", "forbid": "prohibition", "forbids": "prohibition", "ban": "prohibition", "bans": "prohibition",
    "disallow": "prohibition", "disallows": "prohibition", "require": "obligation", "requires": "obligation", "instruct": "obligation", "instructs": "obligation", "oblige": "obligation", "obliges": "obligation", "encourage": "recommendation",
    "encourages": "recommendation", "recommend": "recommendation", "recommends": "recommendation", "suggest": "recommendation",
    "suggests": "recommendation", "advise": "recommendation", "advises": "recommendation", "urge": "recommendation", "urges": "recommendation",
}  # fmt: skip


def _last_clause(subject: str) -> str:
    """The words behind the last comma of a subject, without the conjunction that joins them: `we` of "the hall is full, and we"."""
    return wording.JOINS.sub("", subject.rpartition(",")[2])


_ADDRESSES = frozenset({"require", "requires", "instruct", "instructs", "oblige", "obliges"})


def _asks(subject: str, predicate: str) -> bool:
    """Whether a subject can demand something of those whom the predicate names, or the predicate names no one before its verb."""
    if wording.ASKED_THING.match(predicate):
        return True
    return agentive(subject) or _of_words(subject) or " " not in subject


_BANS = frozenset({"prohibit", "prohibits", "forbid", "forbids", "ban", "bans", "disallow", "disallows"})


def _be(command: Command, front: str, predicate: str) -> Decision:
    """What `is prohibited`, `is not required to`, `is entitled to` do."""
    part = command.word.split()[1]
    prepared = command.word.rpartition(" ")[2] in wording.COMPLEMENT_WORDS
    found = flavour(
        command.word.removeprefix("be ")
        .removesuffix(" to")
        .removesuffix(" from")
        .removesuffix(" for")
        .removesuffix(" that")
    ) or flavour(part)
    if found is None or (part in wording.NEEDS_TO and not prepared):
        return "other", 0.3, 0
    if (
        found == "penalty"
        and part == "liable"
        and command.word.endswith(" for")
        and "damage" not in predicate
    ):
        return ("exemption" if command.negated or front else "penalty"), 0.6, 0
    if part == "liable" and prepared and not (command.negated or front) and wording.PAYS_DUE.match(predicate):
        return "obligation", 0.85, 0  # "the holder is liable to pay the levy"
    if part == "expected" and command.word.endswith(" that") and not _is_told(predicate):
        return "other", 0.4, 0  # "it is expected that the rise will go on"
    if part == "required" and wording.BECAUSE.match(predicate):
        return "other", 0.4, 0  # "this pattern is required because"
    if found == "obligation" and wording.BE.match(predicate) and part == "required":
        return found, 0.5, 0
    if command.negated or front in wording.NEGATIVE_FRONTS:
        if part in ("entitled", "eligible"):
            return "other", 0.4, 0  # "is not entitled to a refund" forbids nothing
        return ("recommendation" if part in ADVISED else negate(found)), 0.9, 0
    return found, 0.85 if prepared else 0.75, 0


def _is_told(predicate: str) -> bool:
    """Whether a clause has somebody do something, or something done: "the staff will wear a badge", "everyone signs", "leaks are reported"."""
    verb = wording.SOME_VERB.search(predicate)
    if verb is None:
        named = predicate.split()[:_NAMED]
        return any(agentive(" ".join(named[:size])) for size in range(1, len(named) + 1))
    done = f"be{predicate[verb.end() :]}" if verb[0] in ("is", "are") else predicate[verb.end() :]
    return agentive(predicate[: verb.start()]) or passive(done)


_NAMED = 4
"""Most words of somebody who is expected to do something."""


def _modal(command: Command, subject: str, predicate: str, front: str) -> Decision:
    word, negated = command.word, command.negated or bool(front)
    if front == "nothing in" or (front == "nothing" and begins("scope_verbs", predicate)):
        return "scope", 0.85, 0
    if wording.MODAL.match(predicate):
        return "procedure", 0.85, 0
    if (settled := _by_its_words(subject, predicate, negated)) is not None:
        return settled
    advises = word in wording.ADVISING_MODALS and not wording.IN_TEXTS.match(predicate)
    if not advises and (is_deeming(predicate) or begins("deeming", predicate)):
        return _deeming(negated, predicate)
    of_text = (
        word == "may" and re.match(r"\s*be\s", predicate) is not None
    )  # "content may be deleted" changes no text
    if (
        begins("procedure_verbs", predicate)
        and word in wording.PROCEDURE_MODALS
        and not of_text
        and (not begins("text_changes", predicate) or _of_words(subject))
    ):
        return "procedure", 0.85, 0
    if (settled := _settles(command, subject, predicate, negated)) is not None:
        return settled
    if negated and (spared := wording.SPARED.match(predicate)) is not None:
        return "exemption", 0.85, spared.end()  # "shall not have to"
    if negated and begins("exempt_verbs", predicate) and not front.startswith("under"):
        return "exemption", 0.9, 0
    if begins("penalty_verbs", predicate):
        return ("exemption" if negated else "penalty"), 0.85, 0
    limited = _limits(subject, predicate, negated)
    if limited is not None and word in wording.LIMITED_MODALS:
        return limited
    if begins("right_verbs", predicate) and word != "should":
        return ("prohibition", 0.55, 0) if negated else ("permission", 0.85, 0)
    found, behind = be_flavour(predicate)
    if found is not None and word in wording.EFFECT_MODALS:
        if word in ("may", "can") and found != "prohibition" and not negated:
            return "other", 0.4, 0
        if found == "recommendation" and word == "shall":
            return found, 0.6, behind
        return (negate(found) if negated else found), 0.9, behind
    return _plain(command, subject, predicate, front)


def _by_its_words(subject: str, predicate: str, negated: bool) -> Decision | None:
    """What the subject and the verb settle whatever the modal verb is: a breach and what follows on it, what there shall not be."""
    if not negated and wording.READ_TOGETHER.match(predicate):
        return "procedure", 0.8, 0
    if negated and wording.LOOKED_AT.match(predicate):
        return "other", 0.4, 0
    if not negated and subject.split()[-1:] == ["it"] and wording.SUFFICES.match(predicate):
        return "permission", 0.6, 0
    if not negated and wording.BREACH.match(subject) and wording.FOLLOWS.match(predicate):
        return "penalty", 0.75, 0
    if not negated and wording.UNBOUND.match(predicate):
        return "exemption", 0.75, 0
    if subject.strip() == "there" and wording.AT_MOST.match(predicate):
        return "obligation", 0.65, 0  # "there may be no more than two dogs"
    if subject.strip() != "there" or (match := wording.THERE_IS_NO.match(predicate)) is None:
        return None
    if re.search(r"\bavailable\b", match["thing"]):
        return "other", 0.4, 0  # "there will be no parking available"
    told = statements.denied_thing(re.split(r"[^a-z'/()\s,-]", match["thing"])[0])
    if told is None or not wording.ABSENT.isdisjoint(match["thing"].split()[1:4]):
        return "other", 0.4, 0
    return told[0], told[1], 0


def _of_words(subject: str) -> bool:
    """Whether a subject is a text or a part of one: `the words "and tar"`, `section 4`; nobody deletes data in such a sentence."""
    known = words("en", "provision_nouns") | words("en", "act_nouns") | words("en", "text_nouns")
    return not subject.strip() or '"' in subject or any(noun in known for noun in _WORD.findall(subject))


def _settles(command: Command, subject: str, predicate: str, negated: bool) -> Decision | None:
    """What a sentence settles by itself, so that nobody has anything to do: what a body consists of, when a right ends, what is final.

    None for one that demands something.
    """
    aim = wording.AIM.fullmatch(head(subject)) or (subject.strip() in wording.DEMONSTRATIVES and not negated)
    if command.word == "is to" and aim and not passive(predicate):
        return "other", 0.4, 0  # "this is to tell the two apart"
    if command.word not in wording.EFFECT_WORDS or not (subject.strip() or negated):
        return None
    if begins("has_bounds", predicate) and wording.PENALTIES.search(subject):
        return "penalty", 0.8, 0
    if begins("makes_up", predicate) or (
        begins("takes_in", predicate) and not negated and wording.POWERS.search(subject)
    ):
        return "definition", 0.7, 0
    if (
        begins("consequences", predicate)
        and wording.ACCESS.search(subject)
        and command.word == "will"
        and not negated
    ):
        return "penalty", 0.7, 0
    if negated and begins("owed", predicate) and "person" not in subject:
        return "exemption", 0.75, 0
    if begins("ends_itself", predicate) and any(
        noun in words("en", "lasting_nouns") for noun in _WORD.findall(subject)
    ):
        return "other", 0.5, 0
    if begins("settled_by_law", predicate) and not (agentive(subject) and not begins("of_bodies", predicate)):
        return ("exemption", 0.6, 0) if negated and begins("of_claims", predicate) else ("other", 0.5, 0)
    if not negated and wording.IS_NAMED.match(predicate) and command.word == "shall":
        if (kind := wording.QUALIFIED.match(predicate)) is not None and agentive(kind["who"]):
            return None  # "the agent appointed shall be a lawyer": who can be appointed
        named = wording.MEASURED.fullmatch(head(subject)) or wording.MEASURED.fullmatch(
            head(predicate[:60].partition("be ")[2].replace("body corporate", "body"))
        )
        return ("definition", 0.6, 0) if named is not None else None
    return None


def head(phrase: str) -> str:
    """The noun that a folded noun phrase turns on: `date` of "the last date of the notice"; empty for a phrase without words."""
    phrase = phrase[match.end() :] if (match := wording.QUANTITY_OF.match(phrase)) is not None else phrase
    listed: list[str] = _WORD.findall(wording.NOUN_ENDS.split(phrase.strip(" ,"), maxsplit=1)[0])
    trailing = pattern("en", "behind_noun")
    while trailing is not None and len(listed) > 1 and trailing.fullmatch(listed[-1]):
        listed.pop()
    return listed[-1] if listed else ""


def _deeming(negated: bool, predicate: str) -> Decision:
    if not negated:
        return "definition", 0.85, 0
    if wording.DEEMING.match(predicate):
        return "scope", 0.85, 0
    return "exemption", 0.85, 0


def _counts_in(subject: str) -> bool:
    """Whether `include` says what is counted in or meant: `the period shall not include holidays`."""
    return (
        not subject.strip()
        or wording.MEASURED.fullmatch(head(subject)) is not None
        or (wording.POWERS.search(subject) is not None and not wording.A_MENTION.match(subject))
    )


def _limits(subject: str, predicate: str, negated: bool) -> Decision | None:
    """What `shall (not) apply`, `shall not affect`, `shall not preclude` do when no person is their subject."""
    if not begins("scope_verbs", predicate) or (subject.strip() and agentive(subject)):
        return None
    nouns = _WORD.findall(subject)
    about_act = any(noun in words("en", "act_nouns") for noun in nouns)
    about_part = any(noun in words("en", "provision_nouns") for noun in nouns)
    first = _WORD.findall(predicate)[:2]
    if first[:1] == ["include"] and not (about_act or about_part or _counts_in(subject)):
        return None  # "the form must not include a price": what somebody writes
    if negated:
        if about_part and not (about_act and nouns[:1] == ["this"]):
            return "exemption", 0.85, 0
        return ("scope" if about_act or not nouns or nouns == ["this"] else "exemption"), 0.8, 0
    if (
        first[:1] in (["apply"], ["extend"], ["govern"], ["bind"])
        or first == ["be", "applicable"]
        or (first[:1] == ["cover"] and (about_act or about_part))
    ):
        return "scope", 0.8, 0
    if first[:1] in (["affect"], ["prejudice"]) or "without prejudice" in predicate[:30]:
        return "scope", 0.7, 0
    return None


def passive(predicate: str) -> bool:
    """Whether a predicate is `be` with a participle: its subject undergoes the action."""
    return wording.PASSIVE.match(predicate) is not None


def _plain(command: Command, subject: str, predicate: str, front: str) -> Decision:
    """What a modal does with an ordinary verb."""
    word, negated = command.word, command.negated or bool(front)
    somebody = agentive(subject)
    if word in wording.OBLIGING_MODALS:
        return ("prohibition" if negated else "obligation"), 0.95, 0
    if word in wording.ADVISING_MODALS:
        return "recommendation", 0.9, 0
    if word == "may":
        return _may(command, somebody, subject, predicate, front)
    if word == "can":
        if negated and company(subject):
            return "other", 0.4, 0  # "we cannot monitor all content": what the issuer says of itself
        if negated:
            if not subject.strip() and passive(predicate):
                return "prohibition", 0.65, 0  # an item: "cannot be shared in a group"
            return ("prohibition", 0.7, 0) if somebody and not _stative(predicate) else ("other", 0.4, 0)
        told = _possible(predicate) or wording.CAN_SEE.match(predicate) is not None
        return ("permission", 0.65, 0) if somebody and not told else ("other", 0.4, 0)
    if word == "will" and negated and passive(predicate) and not company(subject):
        return "prohibition", 0.7, 0  # "shared accounts will not be used"
    if (
        word == "will"
        and not negated
        and not somebody
        and wording.WILL_WITH_PARTICIPLE.match(predicate)
        and (
            head(subject) in words("en", "outcome_nouns")
            or wording.EVERY.match(subject)
            or wording.OFTEN.search(predicate)
        )
        and not wording.SPEAKS.search(subject + predicate)
    ):
        return "obligation", 0.6, 0  # "breach notification will be carried out within a day"
    if word == "will" and not negated and not somebody and _done_by_somebody(predicate):
        return "obligation", 0.6, 0  # "the deposit will be paid by the tenant"
    if word == "will" and not negated and company(subject) and wording.PROMISED.match(predicate):
        return "obligation", 0.6, 0  # "we will notify users within a day"
    if (
        word == "will"
        and not negated
        and (wording.WILL_DO_SO.match(predicate) or begins("thrives", predicate))
    ):
        return "other", 0.4, 0  # "but will do so in such cases", "the firms will thrive"
    if word == "will" and not negated and wording.WILL_SERVE.match(predicate):
        return "other", 0.4, 0  # "a password manager will enable you to"
    if (
        word == "will"
        and not negated
        and not company(subject)
        and subject.strip() not in words("en", "back_pronouns")
        and any(
            pattern.match(predicate) for pattern in (wording.WILL_COMPLY, wording.CHECKED, wording.WILL_DO)
        )
    ):
        return "obligation", 0.6, 0  # "funding of loans will comply with the plan"
    if word == "will":
        if wording.WILL_NEED.match(predicate) and somebody and not company(subject):
            return ("exemption" if negated else "obligation"), 0.75, 0
        if company(subject) or not somebody or _possible(predicate) or begins("undergone", predicate):
            return "other", 0.4, 0
        return ("prohibition", 0.8, 0) if negated else ("obligation", 0.65, 0)
    return "other", 0.3, 0


def _done_by_somebody(predicate: str) -> bool:
    """Whether a passive names who acts, and that is not the issuer: `be paid to the agency by the customer`."""
    if not passive(predicate):
        return False
    who = wording.BY_WHOM.search(wording.SUBORDINATE.split(predicate, maxsplit=1)[0])
    if who is None:
        return False
    return agentive(who["who"]) and not company(who["who"])


def _possible(predicate: str) -> bool:
    return begins("possible_verbs", predicate)


def _stative(predicate: str) -> bool:
    match = wording.STATIVE.match(predicate)
    return match is not None and match[1] in words("en", "stative_adjectives")


def _shows(subject: str, predicate: str) -> bool:
    """Whether a thing that may not is forbidden something: "ads may not feature children", and not "your plan may not include it"."""
    if subject.strip() in wording.DEMONSTRATIVES or wording.SHOWS.match(predicate) is None:
        return False
    return not (wording.HOLDS.match(predicate) and wording.HAPPENS.match(subject))


def _may(command: Command, somebody: bool, subject: str, predicate: str, front: str) -> Decision:
    if front:
        return "prohibition", 0.9, 0
    if wording.ATTACKERS.search(subject):
        return "other", 0.4, 0
    if begins("mental_states", predicate):
        return "other", 0.4, 0
    if somebody and not command.negated and wording.MAY_WISH.match(predicate):
        return "recommendation", 0.6, 0  # "agencies may wish to share it"
    if not command.negated and wording.SANCTIONED.match(predicate) and wording.BLAMED.search(subject):
        return "penalty", 0.6, 0  # "a channel that breaks these rules may be suspended"
    if company(subject) and not command.negated and wording.BREACHED.match(predicate[:600]):
        return "penalty", 0.6, 0
    if command.negated:
        if not somebody and _shows(subject, predicate):
            return "prohibition", 0.7, 0  # "ads may not feature children"
        if _stative(predicate) or (not somebody and not passive(predicate)):
            return "other", 0.4, 0
        return "prohibition", 0.9 if somebody else 0.8, 0
    if command.restricted or re.match(r"\W*only\b", subject):
        return "permission", 0.7, 0
    if _possible(predicate) and not (somebody and not wording.MAY.match(predicate)):
        return "other", 0.5, 0
    if _stative(predicate) or (not somebody and not passive(predicate)):
        told = _stative(predicate) or subject.strip() in wording.DEMONSTRATIVES
        return ("other", 0.4, 0) if told else ("permission", 0.5, 0)
    return "permission", 0.85, 0
