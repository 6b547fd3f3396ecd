"""A rule told as a case: somebody in a role, or one thing of its kind, of whom the act is done or left undone.

Each function gives None where the words cannot be turned into clean English; then no item is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from curation.generation.template.bearers import role
from curation.generation.template.norms import Norm
from curation.generation.template.people import person
from curation.generation.template.question_drafts import pick
from curation.text import cut_off, grammar, whole
from curation.text.packs import pack
from curation.text.verbs import base, singular, third_person

_LONGEST = 28
"""Words of an action in a case."""
_ANYBODY = re.compile(
    r"^(?:an?|any|every|each|the) (?:person|individual|one)(?P<who>(?:,? who\b.*)?)$|^persons?$", re.I
)
_DETERMINER = re.compile(r"^(?:every|each|any|an?) (?P<rest>.+)$", re.I)
_PLACED = re.compile(
    r"be (?:provided|fitted|installed|carried|posted|available|displayed|present|stationed|employed)(?= (?:on|in|at|from|for|between|outside|inside|over|under|above|below|near|to)\b|$)(?!.*\b(?:every|each|all|any)\b)"
)
"""Participles with which `no X is fitted` says that there is none."""


_PAPER = re.compile(
    r"\b(?:notices?|orders?|applications?|certificates?|licen[cs]es?|permits?|plans?|reports?|records?|statements?|declarations?|decisions?|registers?|requests?|documents?|cop(?:y|ies)|contracts?|agreements?|tickets?|directives?|drawings?|manuals?|programs?|labels?|summons|approvals?|authorizations?|declaration|logs?|polic(?:y|ies))\b",
    re.I,
)
"""Papers: what is said of them has nothing to do with guards, weights and distances."""
_MASS = frozenset(
    [
        "rubbish",
        "waste",
        "gear",
        "cargo",
        "tackle",
        "means",
        "staging",
        "glass",
        "steel",
        "refuse",
        "litter",
        "sewage",
        "snow",
        "ice",
        "debris",
        "timber",
        "wood",
        "ammunition",
        "luggage",
        "baggage",
        "freight",
        "tobacco",
        "meat",
        "milk",
    ]
)
"""Nouns without an article that `text.grammar` does not list."""


@dataclass(frozen=True)
class Actor:
    """Who or what a case is about."""

    words: str
    """`Amina Bergman`, `an employer`, `a fishing vessel`."""
    many: bool
    person: bool
    """Whether it is somebody with a name."""

    @property
    def be(self) -> str:
        """`is` or `are`."""
        return "are" if self.many else "is"

    @property
    def again(self) -> str:
        """The same one, named again: `the employer`; a name stays."""
        return self.words if self.person else re.sub(r"^an? ", "the ", self.words)


def actor(norm: Norm) -> Actor | None:
    """One of those whom the rule is about; None where number and noun would not agree (`an approach rails`)."""
    found = _actor(norm)
    if found is None or found.many or found.person:
        return found
    last = grammar.head(found.words)
    agrees = not last.endswith("s") or singular(last) in (None, last) or grammar.uncountable(found.words)
    return found if agrees else None


def _actor(norm: Norm) -> Actor | None:
    subject = norm.subject
    if re.match(r"(?:any|every|each|all|an?)? ?other\b", subject):
        return None
    if norm.agent and re.fullmatch(r"[a-z]+s", subject) and role(subject) is None:
        # "Foothills shall leave a strip": the name of a company, not several hills.
        return None
    if _ABSTRACT.match(subject) and not norm.lead and not norm.conditions:
        return None
    there = re.match(
        r"be (?:provided|fitted|installed|carried|available|used|made|kept|supplied|maintained)\b",
        norm.action,
    )
    if (norm.agent or not there) and subject.count(" or ") == 1 and "," not in subject:
        # Whatever holds of each of several holds of the first.
        subject = one_way(subject)
    if subject.count(" or ") > 1 or (norm.force == "duty" and norm.action.count(" or ") > 1):
        return None
    if (anybody := _ANYBODY.match(subject)) is not None:
        behind = (anybody["who"] or "").strip(" ,")
        name = person(norm.rule.id)
        if behind and (len(behind.split()) > 14 or "," in behind):
            return None
        return Actor(f"{name}, {behind}," if behind else name, False, not behind)
    if (determiner := _DETERMINER.match(subject)) is not None:
        rest = determiner["rest"]
        if grammar.plural(rest) and not subject.lower().startswith("a"):
            return None
        first = re.split(r",| or | and ", rest)[0].split()[-1]
        if re.match(r"[a-z -]+,", rest) or (
            re.search(r"\b(?:or|and)\b", grammar.core(rest)) and singular(first) != first.lower()
        ):
            return None
        mass = grammar.uncountable(rest) or grammar.head(rest) in _MASS
        own = re.match(r"an? ", subject)
        return Actor(
            rest if mass else f"{own[0].strip() if own else grammar.article(rest)} {rest}", False, False
        )
    if re.match(
        r"(?:the|his|her|its|their|no|not|such|all|both|at|more|less|only|either|neither|one|two|three|four|five|six|\d)\b",
        subject,
    ):
        if subject.startswith("the "):
            # "The piping" says nothing without what stands before it.
            known = " ".join((norm.lead, *(turn.body for turn in norm.conditions))).lower()
            head = re.fullmatch(r"the (?P<noun>[a-z-]+(?: [a-z-]+){1,3})", subject)
            if (
                head is not None
                and not norm.many
                and not norm.agent
                and not known.strip()
                and not _PAPER.search(subject)
            ):
                return Actor(f"{grammar.article(head['noun'])} {head['noun']}", False, False)
            alone = re.fullmatch(r"the (?P<noun>[a-z-]+(?: [a-z-]+)?)", subject)
            if alone is not None and norm.agent and not norm.many and not known.strip():
                return Actor(f"{grammar.article(alone['noun'])} {alone['noun']}", False, False)
            named = (
                bool(known.strip())
                or norm.agent
                or len(subject.split()) > 3
                or grammar.head(subject).removesuffix("s") in known
            )
            return Actor(subject, norm.many, False) if named else None
        if (several := re.match(r"all (?P<rest>.+)$", subject)) and norm.many:
            return _one_of(several["rest"])
        return None
    many = norm.many if subject == norm.subject else grammar.plural(subject)
    if many:
        # "The pump and plug method" may be one or two.
        if re.search(r"\band [a-z-]+ [a-z-]+$", grammar.core(subject)) and not grammar.head(subject).endswith(
            "s"
        ):
            return None
        return _one_of(subject)
    mass = grammar.uncountable(subject) or grammar.head(subject) in _MASS
    return Actor(subject, False, False) if mass else None


def _one_of(many: str) -> Actor | None:
    """`a vessel propelled by steam` of `vessels propelled by steam`; lists and what cannot be told stay as they are."""
    core = grammar.core(many)
    words = core.split()
    if (
        not words
        or re.search(r"\b(?:and|or)\b|,", re.split(r" (?:that|which|who|of|for|in|on|from|to) ", many)[0])
        or re.search(r"\b(?:are|have|were|their|they|whose)\b", many)
    ):
        return Actor(many, True, False)
    single = None if words[-1].lower() in _MASS else singular(words[-1])
    if single is None or single == words[-1].lower():
        return Actor(many, True, False)
    one = " ".join((*words[:-1], single))
    behind = many[len(core) :]
    relative = re.match(r" (?:that|which|who) (?P<verb>[a-z]+)\b", behind)
    if (
        relative is not None
        and base(relative["verb"]) == relative["verb"]
        and relative["verb"] not in ("can", "may")
    ):
        behind = f"{behind[: relative.start('verb')]}{third_person(relative['verb'])}{behind[relative.end('verb') :]}"
    return Actor(f"{grammar.article(one)} {one}{behind}", False, False)


_LISTED = re.compile(
    r"^(?:either )?(?P<list>(?:[a-z-]+(?: for [a-z]+)?, )*[a-z-]+(?: for [a-z]+)?,? or [a-z-]+)(?: otherwise)?(?= )(?P<rest>.+)$"
)


def plain(action: str, seed: str) -> str | None:
    """The action with one of several alternatives at its front: `handle dangerous goods` of `import, handle or transport dangerous goods`."""
    match = _LISTED.match(action)
    if match is None:
        return action
    verbs = [verb for verb in re.split(r",? or |, ", match["list"]) if verb]
    if any(base(verb.split()[0]) != verb.split()[0] for verb in verbs):
        return action
    rest = match["rest"]
    if re.match(r" (?:to|in|on|from|into|within|with|at|of|and|or)\b|,", rest) or re.search(
        r", or [a-z]+ ", rest
    ):
        return None
    return f"{verbs[pick(f'{seed}|verb', len(verbs))]}{rest}"


def done(norm: Norm, who: Actor, action: str) -> str | None:
    """`Amina Bergman handles dangerous goods`, `a valve is fitted to the line`; without a full stop."""
    if _odd(action):
        return None
    action = one_way(some(action)) if norm.force == "ban" else some(action)
    if action.startswith("be "):
        return None if _LEFT_BASE.search(action) else f"{who.words} {who.be} {action[3:]}"
    if who.many:
        return f"{who.words} {action}"
    conjugated = _third(action)
    if conjugated is None or _LEFT_BASE.search(conjugated):
        return None
    return f"{who.words} {conjugated}"


_LEFT_BASE = re.compile(r"\b(?:or|and) (?:have|be|do)\b")
"""A second verb that was left in its base form."""


def undone(norm: Norm, who: Actor, action: str) -> str | None:
    """`Amina Bergman does not report the spill`, `no valve is fitted to the line`; without a full stop."""
    if _odd(action) or re.search(
        r"\b(?:and|or) (?:be|not|bear|have|show|carry|contain|include|set|state|give|make|keep|do)\b|\b(?:not|no|less than|at most|only|except|without)\b",
        action,
    ):
        return None
    action = some(action)
    if action.startswith("be "):
        bare = _PLACED.match(action) is not None
        if bare and who.words.startswith(("a ", "an ")):
            return f"no {who.words.split(' ', 1)[1]} {who.be} {action[3:]}"
        if bare and who.many and not re.match(r"(?:the|all|these)\b", who.words):
            return f"no {who.words} are {action[3:]}"
        return f"{who.words} {who.be} not {action[3:]}"
    verb = grammar.verb_first(action)
    if verb is None or re.search(r"\bonly\b", action):
        return None
    return f"{who.words} {'do' if who.many else 'does'} not {action}"


def _odd(action: str) -> bool:
    return (
        len(action.split()) > _LONGEST
        or re.search(
            r"\b(?:hold|have|has|use|of|to|in|on|for|with|from|by|at|under|into|as|against) (?:that|those|said) (?!of\b|is\b|are\b|which\b|the\b)[a-z]+",
            action,
        )
        is not None
        or re.search(r"\b(?:them|they|he|she|him)\b|\w\([a-z]{1,3}\)\w|[~^|]", action) is not None
        or re.search(r"\b(?:shall|must|insofar|whichever|whatever|provided that)\b|;|\bbut\b", action)
        is not None
        or re.search(
            r"\beven\b|\b(?:above|beside|behind|from|to) (?:the other|each other|one another)\b|\b(?:[A-Z]\.){1,6}[A-Z]?\.?$",
            action,
        )
        is not None
        or (re.match(r"be \d", action) is not None and "not" in action)
        or re.search(r"\b(?:as follows|the following|following)\b", action) is not None
        or re.match(r"(?:be )?(?:subject to|even|deemed|liable|entitled|considered|such|so far)\b", action)
        is not None
    )


_AGAIN = re.compile(r"\b(?:and|or) (?P<adverb>[a-z]+ly )?(?P<word>[a-z]+)\b")


def _third(action: str) -> str | None:
    """The action with its verbs in the third person; None where a second verb cannot be told from a noun."""
    return inflected(action, third_person)


_NEVER_NOUNS = frozenset(
    ["ensure", "give", "inform", "keep", "make", "notify", "provide", "send", "submit", "take"]
)
"""Verbs that begin a second act where no determiner follows them: `fix the day and give notice`."""


def inflected(action: str, form: Callable[[str], str]) -> str | None:
    """The action with its verbs in a form; None where a second verb cannot be told from a noun."""
    verb = grammar.verb_first(action)
    if verb is None:
        return None
    at = re.search(rf"\b{re.escape(verb)}\b", action)
    if at is None or len(action[: at.start()].split()) > 2:
        return None
    front, rest = action[: at.start()], action[at.end() :]
    if (several := re.match(r"(?: [a-z]+)?, (?P<word>[a-z]+)", rest)) and base(several["word"]) == several[
        "word"
    ]:
        return None
    parts: list[str] = []
    last = 0
    for match in _AGAIN.finditer(rest):
        word = match["word"]
        if base(word) != word or word in pack("en").determiners or word in pack("en").function_words:
            continue
        before = rest[: match.start()].rstrip(" ,").split()
        follows = re.match(r" (?:the|an?|any|all|each|every|it|them|its|their|that)\b", rest[match.end() :])
        plainly = word in _NEVER_NOUNS and re.search(r"\bto [a-z]+\b", rest[: match.start()]) is None
        if plainly or (follows and word not in ("water", "land", "air", "fish", "food", "gas")):
            parts.append(rest[last : match.start("word")] + form(word))
            last = match.end()
        elif re.match(r" (?:to|in|on|from|into|with|at|of|for)\b", rest[match.end() :]) and not only_noun(
            word
        ):
            return None
        elif not before:
            parts.append(rest[last : match.start("word")] + form(word))
            last = match.end()
        elif singular(word) == word or singular(word) is not None:
            continue
        else:
            return None
    return f"{front}{form(verb)}{''.join(parts)}{rest[last:]}"


_INTENDS = re.compile(r"\b(?P<verb>[a-z]+)(?:,? or (?:intends?|proposes?|wishes|plans?) to [a-z]+)\b")
_OR_DET = re.compile(
    r"\b(?P<first>(?:an?|the|any|each|every) [a-z-]+(?: [a-z-]+)?),? or (?:an?|the|any|each|every|other) [a-z-]+(?: [a-z-]+)?(?=$|[,.]| (?:is|are|has|that|which|who|in|on|at|of|for|to|with|by)\b)"
)
_OR_PLACE = re.compile(
    r"(?P<first>\b(?:near|in|on|at|under|over|from|into|by|with|within) [^,]{3,50}?),? or (?:near|in|on|at|under|over|from|into|by|with|within) [^,]{3,}$"
)
_OR_WORD = re.compile(
    r"(?P<front>^|\b(?:an?|the|any|each|every) )(?P<first>(?!one\b|two\b|three\b)[a-z-]{3,}) or (?!more\b|less\b|other\b|otherwise\b|not\b|without\b)[a-z-]{3,}(?= [a-z])"
    r"|(?<!, )\b(?P<other>[a-z-]+(?:ing|ed|able|ible|al|ic|ous|ive)) or [a-z-]+(?:ing|ed|able|ible|al|ic|ous|ive)(?= [a-z]|$)"
)


def one_way(text: str) -> str:
    """One of several ways to do or be something: `near a cable` of `near a cable or in a store`; the first of each pair."""
    text = _INTENDS.sub(lambda m: m["verb"], text)
    text = _OR_PLACE.sub(lambda m: m["first"], text)
    text = _OR_DET.sub(lambda m: m["first"], text)
    return (
        _OR_WORD.sub(lambda m: m["other"] or f"{m['front']}{m['first']}", text)
        if text.count(" or ") <= 2
        else text
    )


_ABSTRACT = re.compile(
    r"^(?:the |an? )?(?:[a-z-]+ )?(?:factor of safety|pressure|height|distance|length|width|clearance|depth|diameter|thickness|capacity|temperature|level|rate|quantity|amount|value|number|period|weight|size|slack|surface|name|design|material|process|system|location|use|test|work|operation|cost|time|order|method|manner)$"
)
"""Measures and the like: they are of something, and a case has to say of what."""


def some(text: str) -> str:
    """What is forbidden of any is told of one: `a load` of `any load`, `animals` of `any animals`."""

    def one(match: re.Match[str]) -> str:
        rest = match["rest"]
        if re.match(r"(?:of|other|such|part|person|one|way|time|more|further)\b", rest):
            return match[0]
        # "Any park waters in the north": the plural shows in the last word before the place.
        last = grammar.core(rest).split()[-1] if grammar.core(rest) else ""
        several = last.endswith("s") and singular(last) not in (None, last)
        bare = several or grammar.plural(rest) or grammar.uncountable(rest)
        return rest if bare else f"{grammar.article(rest)} {rest}"

    return re.sub(r"\bany (?P<rest>[a-z-]+(?: [a-z-]+){0,4})", one, text)


def only_noun(word: str) -> bool:
    """Whether a word is no verb in its base form."""
    return base(word) != word


def setting(norm: Norm, *, met: bool = True) -> str | None:
    """The circumstance of the rule as the beginning of a case: `The hold is deeper than 2 m.`; empty where it has none."""
    if len(norm.conditions) > 1:
        return None
    for turn in norm.conditions:
        if turn.word in ("before", "after", "prior to"):
            return ""
        body = turn.body.strip(" ,.;")
        if (
            not turn.clause
            or len(body.split()) > 26
            or re.match(r"(?:it|they|he|she|this|that|these|not|there)\b", body, re.I)
            or re.search(r"\b(?:its|their|his|her)\b", body.split(" is ")[0].split(" are ")[0])
            or re.search(r"\b(?:shall|must)\b", body)
            or whole.fault(grammar.upper_first(body))
        ):
            return None
        said = one_way(body) if met else grammar.denied(body)
        if said is None:
            return None
        if cut_off.stops(said):
            return None
        return grammar.upper_first(own_words(one_case(said))) + ". "
    return ""


def named(words: str, who: Actor) -> str:
    """Words in which a person is named, where the case has one."""
    return (
        re.sub(
            r"\b(?:[Tt]he|[Aa]|[Tt]hat|[Aa]ny|[Ee]very) person\b(?! (?:who|that|to|of|in)\b)",
            who.words,
            words,
        )
        if who.person
        else words
    )


def one_case(clause: str) -> str:
    """A clause about one case: `any` and `each` become `a`."""

    def swap(match: re.Match[str]) -> str:
        rest = match["rest"]
        return f"{grammar.article(rest)} {rest}"

    clause = re.sub(
        r"^the (?P<rest>(?:employee|employer|worker|operator|owner|licensee|licence holder|qualified person|person|user|driver|master|supervisor|manufacturer|importer|carrier|holder)(?= (?:is|has|uses|does|holds|works|enters|operates|carries)\b))",
        swap,
        clause,
    )
    return re.sub(r"^(?:any|each|every) (?P<rest>[a-z-]+(?= ))(?! (?:of|such))", swap, clause)


def sentence(norm: Norm, clause: str) -> str:
    """A clause as a sentence, with where it takes place and what it comes before."""
    tail = " ".join(t.whole for t in norm.conditions if t.word in ("before", "after", "prior to"))
    lead = f"{norm.lead}, " if norm.lead else ""
    if (
        lead
        and re.search(r"\b(?:not|no)\b", clause)
        and re.match(r"(?:within|at least|at intervals|every|once)\b", lead)
    ):
        # "Within 24 hours, the employer does not post it": the time belongs to what is left undone.
        lead, tail = "", f"{norm.lead} {tail}".strip()
    return grammar.upper_first(own_words(f"{lead}{clause} {tail}").strip().rstrip(" .,;")) + "."


def own_words(text: str) -> str:
    """Words of an act outside it: `the Act` for `this Act`."""
    return re.sub(
        r"\b[Tt]h(?:is|ese) (?=(?:Act|Regulations|Rules|Code|Order|By-?law|Directive|Standard|Policy)\b)",
        "the ",
        text,
    )


def is_paper(words: str) -> bool:
    """Whether words speak of a paper: a notice, an application, a record."""
    return _PAPER.search(words) is not None
