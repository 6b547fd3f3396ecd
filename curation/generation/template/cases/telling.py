"""A rule told as a case: somebody in a role, or one thing of its kind, of whom the act is done or left undone.

Each function gives None where the words cannot be turned into clean English; then no item is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from curation.generation.template.cases.people import person
from curation.generation.template.provisions.bearers import role
from curation.generation.template.provisions.norms import Norm
from curation.generation.template.questions.question_drafts import pick
from curation.text import cut_off, grammar, whole
from curation.text.packs import pack
from curation.text.template_words.cases import telling as wording
from curation.text.template_words.provisions.parsing import TIME_WORDS
from curation.text.verbs import base, singular, third_person

_LONGEST = 28
"""Words of an action in a case."""


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
        return self.words if self.person else re.sub(r"(^|\band )an? ", r"\1the ", self.words)


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
    if wording.SUBJECT_IS_OTHER.match(subject):
        return None
    if norm.agent and re.fullmatch(r"[a-z]+s", subject) and role(subject) is None:
        # "Foothills shall leave a strip": the name of a company, not several hills.
        return None
    if wording.ABSTRACT.match(subject) and not norm.lead and not norm.conditions:
        return None
    there = wording.PASSIVE_OF_SUPPLY.match(norm.action)
    if (norm.agent or not there) and subject.count(" or ") == 1 and "," not in subject:
        # Whatever holds of each of several holds of the first.
        subject = one_way(subject)
    if subject.count(" or ") > 1 or (norm.force == "duty" and norm.action.count(" or ") > 1):
        return None
    if (anybody := wording.ANYBODY.match(subject)) is not None:
        behind = (anybody["who"] or "").strip(" ,")
        name = person(norm.rule.id)
        if behind and (len(behind.split()) > 14 or "," in behind):
            return None
        return Actor(f"{name}, {behind}," if behind else name, False, not behind)
    if (determiner := wording.DETERMINER.match(subject)) is not None:
        rest = determiner["rest"]
        if norm.many and subject == norm.subject and re.match(r"an? ", subject):
            return Actor(subject, True, False)  # "A shower and an eyewash" are two things.
        if grammar.plural(rest) and not subject.lower().startswith("a"):
            return None
        first = wording.END_OF_FIRST_NOUN.split(rest)[0].split()[-1]
        if re.match(r"[a-z -]+,", rest) or (
            wording.CONJUNCTION.search(grammar.core(rest)) and singular(first) != first.lower()
        ):
            return None
        mass = grammar.uncountable(rest) or grammar.head(rest) in wording.MASS
        own = re.match(r"an? ", subject)
        return Actor(
            rest if mass else f"{own[0].strip() if own else grammar.article(rest)} {rest}", False, False
        )
    if wording.NO_BARE_NOUN.match(subject):
        if subject.startswith("the "):
            # "The piping" says nothing without what stands before it.
            known = " ".join((norm.lead, *(turn.body for turn in norm.conditions))).lower()
            head = wording.DEFINITE_COMPOUND.fullmatch(subject)
            if (
                head is not None
                and not norm.many
                and not norm.agent
                and not known.strip()
                and not wording.PAPER.search(subject)
            ):
                return Actor(f"{grammar.article(head['noun'])} {head['noun']}", False, False)
            alone = wording.DEFINITE_NOUN.fullmatch(subject)
            if alone is not None and norm.agent and not norm.many and not known.strip():
                return Actor(f"{grammar.article(alone['noun'])} {alone['noun']}", False, False)
            named = (
                bool(known.strip())
                or norm.agent
                or len(subject.split()) > 3
                or grammar.head(subject).removesuffix("s") in known
            )
            return Actor(subject, norm.many, False) if named else None
        if (several := wording.SUBJECT_WITH_ALL.match(subject)) and norm.many:
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
    mass = grammar.uncountable(subject) or grammar.head(subject) in wording.MASS
    return Actor(subject, False, False) if mass else None


def _one_of(many: str) -> Actor | None:
    """`a vessel propelled by steam` of `vessels propelled by steam`; lists and what cannot be told stay as they are."""
    core = grammar.core(many)
    words = core.split()
    if (
        not words
        or wording.LIST_SIGN.search(wording.ATTRIBUTE.split(many)[0])
        or wording.PLURAL_AGREEMENT.search(many)
    ):
        return Actor(many, True, False)
    single = None if words[-1].lower() in wording.MASS else singular(words[-1])
    if single is None or single == words[-1].lower():
        return Actor(many, True, False)
    one = " ".join((*words[:-1], single))
    behind = many[len(core) :]
    relative = wording.RELATIVE_VERB.match(behind)
    if (
        relative is not None
        and base(relative["verb"]) == relative["verb"]
        and relative["verb"] not in ("can", "may")
    ):
        behind = f"{behind[: relative.start('verb')]}{third_person(relative['verb'])}{behind[relative.end('verb') :]}"
    return Actor(f"{grammar.article(one)} {one}{behind}", False, False)


def plain(action: str, seed: str) -> str | None:
    """The action with one of several alternatives at its front: `handle dangerous goods` of `import, handle or transport dangerous goods`."""
    match = wording.LISTED.match(action)
    if match is None:
        return action
    verbs = [verb for verb in re.split(r",? or |, ", match["list"]) if verb]
    if any(base(verb.split()[0]) != verb.split()[0] for verb in verbs):
        return action
    rest = match["rest"]
    if wording.PLAIN.match(rest) or re.search(r", or [a-z]+ ", rest):
        return None
    return f"{verbs[pick(f'{seed}|verb', len(verbs))]}{rest}"


def done(norm: Norm, who: Actor, action: str) -> str | None:
    """`Amina Bergman handles dangerous goods`, `a valve is fitted to the line`; without a full stop."""
    if _odd(action):
        return None
    action = one_way(some(action)) if norm.force == "ban" else some(action)
    if action.startswith("be "):
        return None if wording.LEFT_BASE.search(action) else f"{who.words} {who.be} {action[3:]}"
    if who.many:
        return f"{who.words} {action}"
    conjugated = _third(action)
    if conjugated is None or wording.LEFT_BASE.search(conjugated):
        return None
    return f"{who.words} {conjugated}"


def undone(norm: Norm, who: Actor, action: str) -> str | None:
    """`Amina Bergman does not report the spill`, `no valve is fitted to the line`; without a full stop."""
    if _odd(action) or wording.SECOND_ACT_OR_LIMIT.search(action):
        return None
    action = some(action)
    if action.startswith("be "):
        bare = wording.PLACED.match(action) is not None
        if bare and who.words.startswith(("a ", "an ")):
            return f"no {who.words.split(' ', 1)[1]} {who.be} {action[3:]}"
        if bare and who.many and not wording.DEFINITE_PLURAL.match(who.words):
            return f"no {who.words} are {action[3:]}"
        return f"{who.words} {who.be} not {action[3:]}"
    verb = grammar.verb_first(action)
    if verb is None or re.search(r"\bonly\b", action):
        return None
    return f"{who.words} {'do' if who.many else 'does'} not {action}"


def _odd(action: str) -> bool:
    return (
        len(action.split()) > _LONGEST
        or wording.POINTS_TO_UNNAMED.search(action) is not None
        or wording.PRONOUN_OR_MARK.search(action) is not None
        or wording.SECOND_NORM.search(action) is not None
        or wording.RECIPROCAL_OR_INITIALS.search(action) is not None
        or (re.match(r"be \d", action) is not None and "not" in action)
        or wording.OPENS_LIST.search(action) is not None
        or wording.NO_DEED.match(action) is not None
    )


def _third(action: str) -> str | None:
    """The action with its verbs in the third person; None where a second verb cannot be told from a noun."""
    return inflected(action, third_person)


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
    for match in wording.AGAIN.finditer(rest):
        word = match["word"]
        if base(word) != word or word in pack("en").determiners or word in pack("en").function_words:
            continue
        before = rest[: match.start()].rstrip(" ,").split()
        follows = wording.OBJECT_START.match(rest[match.end() :])
        plainly = word in wording.NEVER_NOUNS and re.search(r"\bto [a-z]+\b", rest[: match.start()]) is None
        if plainly or (follows and word not in wording.NOUN_OR_VERB):
            parts.append(rest[last : match.start("word")] + form(word))
            last = match.end()
        elif wording.PREPOSITION_START.match(rest[match.end() :]) and not only_noun(word):
            return None
        elif not before:
            parts.append(rest[last : match.start("word")] + form(word))
            last = match.end()
        elif singular(word) == word or singular(word) is not None:
            continue
        else:
            return None
    return f"{front}{form(verb)}{''.join(parts)}{rest[last:]}"


def one_way(text: str) -> str:
    """One of several ways to do or be something: `near a cable` of `near a cable or in a store`; the first of each pair."""
    text = wording.INTENDS.sub(lambda m: m["verb"], text)
    text = wording.OR_PLACE.sub(lambda m: m["first"], text)
    text = wording.OR_DET.sub(lambda m: m["first"], text)
    return (
        wording.OR_WORD.sub(lambda m: m["other"] or f"{m['front']}{m['first']}", text)
        if text.count(" or ") <= 2
        else text
    )


def some(text: str) -> str:
    """What is forbidden of any is told of one: `a load` of `any load`, `animals` of `any animals`."""

    def one(match: re.Match[str]) -> str:
        rest = match["rest"]
        if wording.SOME.match(rest):
            return match[0]
        # "Any park waters in the north": the plural shows in the last word before the place.
        noun = re.sub(r"(?: [a-z]{1,20}ed){1,4}$", "", grammar.core(rest)) or rest
        last = noun.split()[-1]
        several = last.endswith("s") and singular(last) not in (None, last)
        bare = several or grammar.plural(noun) or grammar.uncountable(noun)
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
        if turn.word in TIME_WORDS:
            return ""
        body = turn.body.strip(" ,.;")
        if (
            not turn.clause
            or len(body.split()) > 26
            or wording.SETTING_POINTS_BACK.match(body)
            or wording.POSSESSIVE.search(body.split(" is ")[0].split(" are ")[0])
            or wording.SETTING_WITH_DUTY.search(body)
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
    return wording.NAMED.sub(who.words, words) if who.person else words


def one_case(clause: str) -> str:
    """A clause about one case: `any` and `each` become `a`."""

    def swap(match: re.Match[str]) -> str:
        rest = match["rest"]
        return f"{grammar.article(rest)} {rest}"

    clause = wording.ROLE_WITH_VERB.sub(swap, clause)
    return wording.UNIVERSAL_DETERMINER.sub(swap, clause)


def sentence(norm: Norm, clause: str) -> str:
    """A clause as a sentence, with where it takes place and what it comes before."""
    tail = " ".join(t.whole for t in norm.conditions if t.word in TIME_WORDS)
    lead = f"{norm.lead}, " if norm.lead else ""
    if lead and wording.DENIAL.search(clause) and wording.TIME_AT_START.match(lead):
        # "Within 24 hours, the employer does not post it": the time belongs to what is left undone.
        lead, tail = "", f"{norm.lead} {tail}".strip()
    return grammar.upper_first(own_words(f"{lead}{clause} {tail}").strip().rstrip(" .,;")) + "."


def own_words(text: str) -> str:
    """Words of an act outside it: `the Act` for `this Act`."""
    return wording.OWN_WORDS.sub("the ", text)


def is_paper(words: str) -> bool:
    """Whether words speak of a paper: a notice, an application, a record."""
    return wording.PAPER.search(words) is not None
