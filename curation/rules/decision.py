"""What the command of an English sentence does, read with its subject and its verb: obliges, forbids, permits, exempts, …"""

from __future__ import annotations

import re

from curation.core.records import Modality
from curation.rules import statements
from curation.rules.bearers import agentive, company
from curation.rules.command_effects import ADVISED, be_flavour, begins, flavour, is_deeming, negate
from curation.rules.commands import Command
from curation.text.phrases import alternatives, pattern, table, words

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
        found = _VERBS.get(first, "prohibition")
        if front in ("nothing in", "nothing", "no") and first in _VERBS:
            return "scope", 0.8, 0  # "nothing in section 2 requires": what another provision does not do
        if command.negated and found == "prohibition":
            return "exemption", 0.85, 0
        return (negate(found) if command.negated else found), 0.85, 0
    if first in ("commit", "commits"):
        return "penalty", 0.9, 0
    if first in ("agree", "agrees", "undertake", "undertakes", "refrain", "refrains"):
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
    "disallow": "prohibition", "disallows": "prohibition", "require": "obligation", "requires": "obligation", "encourage": "recommendation",
    "encourages": "recommendation", "recommend": "recommendation", "recommends": "recommendation", "suggest": "recommendation",
    "suggests": "recommendation", "advise": "recommendation", "advises": "recommendation", "urge": "recommendation", "urges": "recommendation",
}  # fmt: skip
_NEEDS_TO = frozenset(
    {
        "free",
        "entitled",
        "eligible",
        "expected",
        "invited",
        "advised",
        "urged",
        "bound",
        "empowered",
        "encouraged",
        "suggested",
        "preferred",
        "accountable",
    }
)


def _be(command: Command, front: str, predicate: str) -> Decision:
    """What `is prohibited`, `is not required to`, `is entitled to` do."""
    part = command.word.split()[1]
    prepared = command.word.rpartition(" ")[2] in ("to", "from", "for", "that")
    found = flavour(
        command.word.removeprefix("be ")
        .removesuffix(" to")
        .removesuffix(" from")
        .removesuffix(" for")
        .removesuffix(" that")
    ) or flavour(part)
    if found is None or (part in _NEEDS_TO and not prepared):
        return "other", 0.3, 0
    if (
        found == "penalty"
        and part == "liable"
        and command.word.endswith(" for")
        and "damage" not in predicate
    ):
        return ("exemption" if command.negated or front else "penalty"), 0.6, 0
    if (
        found == "obligation"
        and re.match(r"\s+(?:by|under|in accordance with|pursuant)\b", predicate)
        and part == "required"
    ):
        return found, 0.5, 0
    if command.negated or front in ("no", "nobody", "no one", "neither", "none of"):
        if part in ("entitled", "eligible"):
            return "other", 0.4, 0  # "is not entitled to a refund" forbids nothing
        return ("recommendation" if part in ADVISED else negate(found)), 0.9, 0
    return found, 0.85 if prepared else 0.75, 0


def _modal(command: Command, subject: str, predicate: str, front: str) -> Decision:
    word, negated = command.word, command.negated or bool(front)
    if front == "nothing in" or (front == "nothing" and begins("scope_verbs", predicate)):
        return "scope", 0.85, 0
    if re.match(r"\s*be cited\b", predicate):
        return "procedure", 0.85, 0
    if (settled := _by_its_words(subject, predicate, negated)) is not None:
        return settled
    advises = word in ("should", "ought to") and not _IN_TEXTS.match(predicate)
    if not advises and (is_deeming(predicate) or begins("deeming", predicate)):
        return _deeming(negated, predicate)
    of_text = (
        word == "may" and re.match(r"\s*be\s", predicate) is not None
    )  # "content may be deleted" changes no text
    if (
        begins("procedure_verbs", predicate)
        and word in ("shall", "will", "must", "is to", "may")
        and not of_text
        and (not begins("text_changes", predicate) or _of_words(subject))
    ):
        return "procedure", 0.85, 0
    if (settled := _settles(command, subject, predicate, negated)) is not None:
        return settled
    if negated and (spared := _SPARED.match(predicate)) is not None:
        return "exemption", 0.85, spared.end()  # "shall not have to"
    if negated and begins("exempt_verbs", predicate) and not front.startswith("under"):
        return "exemption", 0.9, 0
    if begins("penalty_verbs", predicate):
        return ("exemption" if negated else "penalty"), 0.85, 0
    limited = _limits(subject, predicate, negated)
    if limited is not None and word in ("shall", "must", "will", "is to", "may", "should", "does"):
        return limited
    if begins("right_verbs", predicate) and word != "should":
        return ("prohibition", 0.55, 0) if negated else ("permission", 0.85, 0)
    found, behind = be_flavour(predicate)
    if found is not None and word in ("shall", "must", "will", "is to", "may", "can", "should"):
        if word in ("may", "can") and found != "prohibition" and not negated:
            return "other", 0.4, 0
        if found == "recommendation" and word == "shall":
            return found, 0.6, behind
        return (negate(found) if negated else found), 0.9, behind
    return _plain(command, subject, predicate, front)


_AS_ONE = re.compile(
    r"\s{0,9}be (?:construed|read|interpreted) (?:together )?(?:as one|with the [a-z ]{0,60}?acts?)\b"
)
"""How acts are read and cited together."""
_LOOKED_AT = re.compile(
    r"\s{0,9}be (?:[a-z]+ly )?(?:considered|entertained)\s{0,9}(?:[.,;:]|$|(?:if|when|where|unless|until|after|before|by|at|during|without|under|for (?!(?:the )?purposes?))\b)"
)
"""What is looked at, and not what it counts as: `late applications will not be considered`."""
_BREACH = re.compile(
    r"\W{0,9}(?:any |a |an |the |such |every |each |repeated |wilful |willful |serious ){0,4}(?:failures? to|breach(?:es)? of|violations? of|infringements? of|contraventions? of|non-?compliance with|disregard of)\b"
)
_BY_NATURE = r" (?:[a-z-]+ ){0,3}(?:injur(?:y|ies)|death|damage|fires?|explosions?|shocks?|harm|delays?|illness|burns?|malfunctions?|errors?|leaks?|contamination|omissions?|publication|flooding|overheating|accidents?|poor|inaccurate|incorrect|incomplete|outdated)\b"
"""What comes of itself and is no sanction: `Failure to clean the filter may lead to a fire`."""
_FOLLOWS = re.compile(
    rf"\s{{0,9}}(?:also )?(?:(?:result in|lead to)(?!{_BY_NATURE})|entail|attract|be (?:grounds|cause|a ground|subject to|punished|sanctioned|dealt with(?! (?:by|within|in|promptly|at|as soon))|met with|(?:considered|treated|regarded)(?: as| to be)? (?:(?:an?|grounds|cause|gross|serious|material) ){{0,2}}(?:misconduct|breach|violation|offen[cs]e|infringement|default|contempt|contravention|termination|dismissal|grounds|cause)))\b"
)
"""What follows on a breach: `Failure to wear a harness will result in dismissal`."""
_THERE_IS_NO = re.compile(
    r"\s{0,9}be (?P<thing>no (?!(?:more|less|fewer|later|greater|other)\b)[a-z].*)", re.S
)
_AT_MOST = re.compile(r"\s{0,9}be (?:no|not) more than\b")
_UNBOUND = re.compile(
    r"\s{0,9}(?:be under no|have no) (?:[a-z]+ )?(?:duty|obligation)(?= (?:to|of|for)\b|\s*[.,;]|$)"
)
_SUFFICES = re.compile(r"\s{0,9}(?:be sufficient|suffice)\b")
"""`It shall be sufficient to give one day's notice`: what somebody may leave it at."""
_ABSENT = frozenset(
    "right rights appeal appeals presumption liability obligation claim claims compensation entitlement requirement limit limits objection cause action need".split()
)
"""What nobody forbids by saying that there is none of it."""


def _by_its_words(subject: str, predicate: str, negated: bool) -> Decision | None:
    """What the subject and the verb settle whatever the modal verb is: a breach and what follows on it, what there shall not be."""
    if not negated and _AS_ONE.match(predicate):
        return "procedure", 0.8, 0
    if negated and _LOOKED_AT.match(predicate):
        return "other", 0.4, 0
    if not negated and subject.split()[-1:] == ["it"] and _SUFFICES.match(predicate):
        return "permission", 0.6, 0
    if not negated and _BREACH.match(subject) and _FOLLOWS.match(predicate):
        return "penalty", 0.75, 0
    if not negated and _UNBOUND.match(predicate):
        return "exemption", 0.75, 0
    if subject.strip() == "there" and _AT_MOST.match(predicate):
        return "obligation", 0.65, 0  # "there may be no more than two dogs"
    if subject.strip() != "there" or (match := _THERE_IS_NO.match(predicate)) is None:
        return None
    if re.search(r"\bavailable\b", match["thing"]):
        return "other", 0.4, 0  # "there will be no parking available"
    told = statements.denied_thing(re.split(r"[^a-z'/()\s,-]", match["thing"])[0])
    if told is None or not _ABSENT.isdisjoint(match["thing"].split()[1:4]):
        return "other", 0.4, 0
    return told[0], told[1], 0


def _of_words(subject: str) -> bool:
    """Whether a subject is a text or a part of one: `the words "and tar"`, `section 4`; nobody deletes data in such a sentence."""
    known = words("en", "provision_nouns") | words("en", "act_nouns") | words("en", "text_nouns")
    return not subject.strip() or '"' in subject or any(noun in known for noun in _WORD.findall(subject))


_IN_TEXTS = re.compile(r"\s*(?:not )?be (?:[a-z]+ly )?(?:construed|interpreted|read)\b")
"""What is said of words alone: "should be treated as critical" advises somebody."""
_SPARED = re.compile(r"\s*(?:[a-z]+ly )?(?:have|need) to\b")
_AIM = re.compile(
    r"(?:purposes?|aims?|goals?|objectives?|objects?|intentions?|intent|idea|roles?|mission|point|function|step|ways?|approach|tasks?|things?)"
)
"""The head of a subject of which `is to` says what it is for."""
_PENALTIES = re.compile(r"\b(?:fines?|penalt(?:y|ies)|imprisonment|sentence|forfeiture)\b")
_POWERS = re.compile(
    r"\b(?:powers?|functions?|references? (?:in|to|under)|expressions?|meaning|jurisdiction|term)\b"
)
_ACCESS = re.compile(
    r"\b(?:accounts?|access|memberships?|licen[cs]es?|privileges?|accreditations?|users?|you|content|posts?|subscriptions?|rights?|registrations?|offenders?|violators?)\b"
)
"""What is taken from who breaks a rule."""
_MEASURED = re.compile(
    r"(?:date|day|time|place|amount|sum|rate|period|term|value|price|number|quorum|fee|year|body|corporation|court|record|office|agent)s?"
)
"""The head of what is fixed and not done: a date, a sum, a body."""
_IS_NAMED = re.compile(
    r"\s*be (?:the|an?) (?!(?:duty|responsibility|obligation|task|subject|party|member|holder|person|resident|citizen|national)\b)"
)
"""What something is, and no state that somebody has to bring about: `the date of notice shall be the date of posting`."""


_QUALIFIED = re.compile(r"\s*be an? (?P<who>(?!body |corporation)[a-z][a-z -]{2,60})")


def _settles(command: Command, subject: str, predicate: str, negated: bool) -> Decision | None:
    """What a sentence settles by itself, so that nobody has anything to do: what a body consists of, when a right ends, what is final.

    None for one that demands something.
    """
    if command.word == "is to" and _AIM.fullmatch(head(subject)) and not passive(predicate):
        return "other", 0.4, 0
    if command.word not in ("shall", "will", "must", "is to") or not (subject.strip() or negated):
        return None
    if begins("has_bounds", predicate) and _PENALTIES.search(subject):
        return "penalty", 0.8, 0
    if begins("makes_up", predicate) or (
        begins("takes_in", predicate) and not negated and _POWERS.search(subject)
    ):
        return "definition", 0.7, 0
    if (
        begins("consequences", predicate)
        and _ACCESS.search(subject)
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
    if not negated and _IS_NAMED.match(predicate) and command.word == "shall":
        if (kind := _QUALIFIED.match(predicate)) is not None and agentive(kind["who"]):
            return None  # "the agent appointed shall be a lawyer": who can be appointed
        named = _MEASURED.fullmatch(head(subject)) or _MEASURED.fullmatch(
            head(predicate[:60].partition("be ")[2].replace("body corporate", "body"))
        )
        return ("definition", 0.6, 0) if named is not None else None
    return None


_PART_OF = re.compile(r"\s*(?:one|some|many|most|part|all|each|any|none) of\b")
_NOUN_ENDS = re.compile(
    r"[,;:()]|\b(?:of|for|in|at|on|to|by|with|from|under|as|behind|between|against|within|over|that|which|who|whose|where|when|if|unless|until|after|before|during|and|or)\b"
)


def head(phrase: str) -> str:
    """The noun that a folded noun phrase turns on: `date` of "the last date of the notice"; empty for a phrase without words."""
    phrase = phrase[found.end() :] if (found := _PART_OF.match(phrase)) is not None else phrase
    listed: list[str] = _WORD.findall(_NOUN_ENDS.split(phrase.strip(" ,"), maxsplit=1)[0])
    trailing = pattern("en", "behind_noun")
    while trailing is not None and len(listed) > 1 and trailing.fullmatch(listed[-1]):
        listed.pop()
    return listed[-1] if listed else ""


def _deeming(negated: bool, predicate: str) -> Decision:
    if not negated:
        return "definition", 0.85, 0
    if re.match(r"\s*be\s+(?:\w+\s+)?(?:construed|interpreted|understood|read)\b", predicate):
        return "scope", 0.85, 0
    return "exemption", 0.85, 0


def _counts_in(subject: str) -> bool:
    """Whether `include` says what is counted in or meant: `the period shall not include holidays`."""
    return (
        not subject.strip()
        or _MEASURED.fullmatch(head(subject)) is not None
        or (_POWERS.search(subject) is not None and not _A_MENTION.match(subject))
    )


_A_MENTION = re.compile(
    r"\W*(?:an? |any |each |every |the |all )?references? (?!(?:in|under) (?:this|these|the|an?|any) )"
)
_ACT = re.compile(r"\b(?:this|these|the|present|said|that|following|of)\b")


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


_PASSIVE = re.compile(
    r"\s*(?:also |only |then |[a-z]+ly )*be\s+(?:[a-z]+ly\s+|so\s+)*(?:[a-z-]+(?:ed|en)|made|kept|held|shown|worn|sent|built|brought|sold|told|put|set|cut|done|drawn|known|read|laid|paid|left|lost|met|found|bound"
    r"|understood|sought|taught|fed|led|dealt|run|hung|thrown|spent|let|cast|shut|split|spread|lent|bought|caught|fought|heard|grown|flown|sown|hidden|shot|stuck|struck|swept|wound|withdrawn|undertaken|rebuilt|reset|upheld|withheld|relied)\b"
)


def passive(predicate: str) -> bool:
    """Whether a predicate is `be` with a participle: its subject undergoes the action."""
    return _PASSIVE.match(predicate) is not None


def _plain(command: Command, subject: str, predicate: str, front: str) -> Decision:
    """What a modal does with an ordinary verb."""
    word, negated = command.word, command.negated or bool(front)
    somebody = agentive(subject)
    if word in ("shall", "must", "is to"):
        return ("prohibition" if negated else "obligation"), 0.95, 0
    if word in ("should", "ought to"):
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
        return ("permission", 0.65, 0) if somebody and not _possible(predicate) else ("other", 0.4, 0)
    if word == "will" and negated and passive(predicate) and not company(subject):
        return "prohibition", 0.7, 0  # "shared accounts will not be used"
    if (
        word == "will"
        and not negated
        and not somebody
        and _WILL_BE.match(predicate)
        and (
            head(subject) in words("en", "outcome_nouns") or _EVERY.match(subject) or _OFTEN.search(predicate)
        )
        and not _SPEAKS.search(subject + predicate)
    ):
        return "obligation", 0.6, 0  # "breach notification will be carried out within a day"
    if word == "will":
        if _WILL_NEED.match(predicate) and somebody and not company(subject):
            return ("exemption" if negated else "obligation"), 0.75, 0
        if company(subject) or not somebody or _possible(predicate) or begins("undergone", predicate):
            return "other", 0.4, 0
        return ("prohibition", 0.8, 0) if negated else ("obligation", 0.65, 0)
    return "other", 0.3, 0


_SPEAKS = re.compile(r"\b(?:we|our|us|you|your)\b")
_EVERY = re.compile(r"\W*(?:all|every|each|any)\b")
_OFTEN = re.compile(
    r"\b(?:daily|weekly|monthly|quarterly|yearly|annually|regularly|periodically|immediately|promptly|securely|at all times|at least|at a minimum|every|each|before|after|within|no later than|in accordance with)\b"
)
_WILL_BE = re.compile(
    rf"\s*(?:also |always |[a-z]+ly )?be (?:[a-z]+ly )?{alternatives(*table('en', 'will_participles'))}\b"
)
_WILL_NEED = re.compile(r"\s*(?:also |then |still )?(?:need|have) to\b")


def _possible(predicate: str) -> bool:
    return begins("possible_verbs", predicate)


def _stative(predicate: str) -> bool:
    match = re.match(r"\s*be\s+(?:\w+ly\s+|fully\s+|yet\s+)?([a-z-]+)", predicate)
    return match is not None and match[1] in words("en", "stative_adjectives")


_ATTACKERS = re.compile(
    r"\b(?:attackers?|adversar(?:y|ies)|hackers?|criminals?|threat actors?|bad actors?)\s*(?:also)?$"
)
_BREACHED = re.compile(
    r"\s*(?:[a-z]+ly )?(?:suspend|terminate|revoke|remove|restrict|disable|ban|block|withdraw|cancel)\b[^.;]*\b(?:(?:if|when|where|upon|in case|for (?:(?:an?|any|such|repeated|serious|your) )?(?=violat|breach|infring|fail|non|misuse|abuse))\b[^.;]*\b(?:violat|breach|infring|fail(?:s|ed|ure)? to comply|non-?compliance|do(?:es)? not comply|misuse|abuse))"
)
"""What a breach is answered with."""


def _may(command: Command, somebody: bool, subject: str, predicate: str, front: str) -> Decision:
    if front:
        return "prohibition", 0.9, 0
    if _ATTACKERS.search(subject):
        return "other", 0.4, 0
    if company(subject) and not command.negated and _BREACHED.match(predicate[:600]):
        return "penalty", 0.6, 0
    if command.negated:
        if _stative(predicate) or (not somebody and not passive(predicate)):
            return "other", 0.4, 0
        return "prohibition", 0.9 if somebody else 0.8, 0
    if command.restricted or re.match(r"\W*only\b", subject):
        return "permission", 0.7, 0
    if _possible(predicate) and not (
        somebody
        and not re.match(
            r"\s*(?:result|cause|lead|suffer|be exposed|experience|find|encounter|want|wish|need)\b",
            predicate,
        )
    ):
        return "other", 0.5, 0
    if _stative(predicate) or (not somebody and not passive(predicate)):
        return ("permission", 0.5, 0) if not _stative(predicate) else ("other", 0.4, 0)
    return "permission", 0.85, 0
