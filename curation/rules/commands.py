"""The word that makes an English sentence a rule: a modal verb, a phrase such as `is prohibited`, `no person shall`, an imperative.

What a modal does depends on the verb that it stands with: "shall not enter" forbids, "shall not apply" limits, "shall not be
considered" defines. The tables of verbs are in the English pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from curation.core.records import Modality
from curation.rules.operators import Operator, noun_phrase
from curation.text.phrases import WORDS, alternatives, table, words

_ADVERB = (
    r"(?:also|only|always|at all times|further|furthermore|therefore|thus|likewise|similarly|normally|generally"
    r"|then|still|otherwise|thereby|hereby|strictly|expressly|explicitly|immediately|promptly|duly|jointly|together|instead|either|each|all|both"
    r"|in particular|in addition|additionally|where \w+|as \w+|wherever \w+|not|never|under no circumstances|in no (?:case|event|circumstances)|(?!(?:ap|com|sup|re|im|multi|misap)p?ly\b|rely\b|ally\b|fly\b)[a-z]+ly)"
)
_MODAL = re.compile(
    r"(?<![\w-])(?:"
    r"(?P<modal>shall|must|may|should|ought to|cannot|can't|can|could|will|would|might|needn't|need not|won't|mustn't|shouldn't|shan't)"
    r"|(?P<have>(?:has|have) (?:the |a |an )?(?:duty|obligation|responsibility) to|(?:has|have) to|needs? to|(?:has|have) (?:the|a) (?:[a-z]+ )?right (?:of [a-z]+ )?to|reserves? the (?:sole |absolute )?right(?:\s*\(\s*\))?(?:,[^,;:]{3,60},)?(?: (?:at any time|in (?:our|its|their) (?:sole )?discretion))? to)"
    rf"|(?P<be>is|are|was|were|be|being|been)(?P<beadv>(?:\s+{_ADVERB}){{0,3}})\s+(?P<part>PARTS)(?:\s+(?P<prep>to|from|for|that)(?![\w-]))?"
    r"|(?P<isto>(?:is|are)(?: not)? to(?= [a-z]+))"
    r"|(?P<refuse>(?:do|does) not (?:allow|permit|tolerate|accept|authori[sz]e|condone))"
    r"|(?P<dont>(?:do|does|did)(?: not|n't)(?! (?:[a-z]+ly )?(?:need|have) to\b))"
    r"|(?P<verb>prohibits?|forbids?|bans?|disallows?|requires?(?= (?:that|the|an?|all|any|each|every|you|users?|employers?)\b)|requires(?= (?:prior|written|two|multi|mfa|approval|consent|authori[sz]ation|explicit|at least)\b)|encourages?(?= )|(?:recommends?|suggests?|advises?)(?: against)?(?= )|urges?(?= (?:all|the|every|each|member|governments?|users?))|commits? an offen[cs]e|agrees? not to|undertakes? not to|agrees? to(?! (?:the|this|these|our|be bound|all|its|those|any|terms|such)\b)|undertakes? to|refrain from|refrains from)"
    r")(?![\w-])"
)
_FLAVOURS = {
    "be_prohibition": "prohibition", "be_obligation": "obligation", "be_permission": "permission",
    "be_recommendation": "recommendation", "be_exemption": "exemption", "be_penalty": "penalty",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """The commanding word of a sentence; offsets in the folded sentence."""

    word: str
    """What it is, in a common form: `shall`, `be prohibited`, `imperative`."""
    start: int
    end: int
    """One past the commanding words: the action begins behind them."""
    negated: bool
    restricted: bool
    """Whether `only` stands with it: what is allowed is allowed in this case alone."""


@lru_cache(maxsize=1)
def _modal() -> re.Pattern[str]:
    parts = alternatives(*(phrase for name in _FLAVOURS for phrase in table("en", name)))
    return re.compile(_MODAL.pattern.replace("PARTS", parts))


@lru_cache(maxsize=8)
def _flavour(name: str) -> re.Pattern[str]:
    return re.compile(alternatives(*table("en", name)) + "$")


@lru_cache(maxsize=4096)
def flavour(participle: str) -> Modality | None:
    """What `is <participle>` does: `prohibited` forbids, `required` obliges; None for any other word."""
    for name, modality in _FLAVOURS.items():
        if _flavour(name).match(participle):
            return modality  # type: ignore[return-value]
    return None


_AFTER = re.compile(rf"(?:(?:\s*+,)?\s++{_ADVERB}(?![\w-]))*")
_NEGATION = re.compile(r"\b(?:not|never|under no circumstances|in no (?:case|event|circumstances)|neither)\b")
_ONLY = re.compile(r"\bonly\b")
_ONLY_BEHIND = re.compile(
    r"^[^,;:]{0,90}?\bonly\b(?=\s+(?:[a-z-]+ ){0,3}?(?:if|when|where|by|after|with|in|for|to|under|on|upon|during|at|as|from|through|within|those|such|the)\b)"
)


def commands(folded: str, ops: Sequence[Operator]) -> list[Command]:
    """The commanding words of the main clauses, in order; those of subordinate clauses are left out."""
    found: list[Command] = []
    for match in _scan(folded):
        if match.group("dont") and not (match[0].startswith("do ") or match[0].startswith("don")):
            continue  # "does not apply" tells of somebody or something; only "do not" commands
        if match.group("dont") and (
            not _imperative_dont(folded, match.start()) or _told_of_many(folded, ops, match.start())
        ):
            continue
        if match.group("modal") == "may" and _MONTH.search(folded, 0, match.start()):
            continue  # "3 May 2027"
        if match.group("be") in ("be", "being", "been") or (match.group("be") in ("was", "were")):
            continue  # the participle of a modal verb ("shall be prohibited"), or a report of the past
        if not _advice(folded, match) or not _right(folded, match):
            continue
        if hangs(folded, ops, match.start()):
            continue
        found.append(_command(folded, match))
    if len(found) > 1 and (front := _front_condition(folded, ops)) and found[-1].start > front:
        return [command for command in found if command.start > front]
    return found


_MONTH = re.compile(r"\d(?:st|nd|rd|th)?\s+$")
_MAIN = re.compile(
    r",\s+(?:the|an?|each|every|any|either|neither|both|no|all|it|they|he|she|you|we|nobody|such)\s"
)


def _front_condition(folded: str, ops: Sequence[Operator]) -> int:
    """Where the condition that a sentence begins with is closed by a comma and a subject; 0 for a sentence that begins otherwise.

    "If a sheet, other than a copy, that is kept in the hall may be had, the owner shall": `may` stands in the condition.
    """
    if not ops or ops[0].kind != "condition" or folded[: ops[0].start].strip(" \"'([{"):
        return 0
    match = _MAIN.search(folded, ops[0].end)
    return match.start() if match else 0


_STARTS = frozenset(
    [
        "shall",
        "must",
        "may",
        "should",
        "ought",
        "cannot",
        "can't",
        "can",
        "could",
        "will",
        "would",
        "might",
        "needn't",
        "need",
        "won't",
        "mustn't",
        "shouldn't",
        "shan't",
        "has",
        "have",
        "needs",
        "reserve",
        "reserves",
        "is",
        "are",
        "was",
        "were",
        "be",
        "being",
        "been",
        "do",
        "does",
        "did",
        "prohibit",
        "prohibits",
        "forbid",
        "forbids",
        "ban",
        "bans",
        "disallow",
        "disallows",
        "require",
        "requires",
        "encourage",
        "encourages",
        "suggest",
        "suggests",
        "advise",
        "advises",
        "urge",
        "urges",
        "recommend",
        "recommends",
        "commit",
        "commits",
        "agree",
        "agrees",
        "undertake",
        "undertakes",
        "refrain",
        "refrains",
        "don't",
        "doesn't",
        "didn't",
    ]
)
"""The words that a command can begin with."""


def _scan(folded: str) -> Iterator[re.Match[str]]:
    done = 0
    for word in WORDS.finditer(folded):
        if (
            word[0] in _STARTS
            and word.start() >= done
            and (match := _modal().match(folded, word.start())) is not None
        ):
            done = match.end()
            yield match


def _imperative_dont(folded: str, start: int) -> bool:
    before = folded[:start].rstrip()
    return (
        not before
        or before[-1] in ",;:."
        or re.search(r"(?:^|[,;:] ?)(?:please|you|and|but|so|users?|employees?|staff)$", before) is not None
    )


def _told_of_many(folded: str, ops: Sequence[Operator], start: int) -> bool:
    """Whether `do not` goes on with a relative clause: `firms that sell tools but do not make them`."""
    return re.search(r"\b(?:and|but|or)\s*$", folded[:start]) is not None and any(
        op.kind == "relative" and op.end < start for op in ops
    )


_ADVISING = re.compile(r"(?:suggest|advise|urge)s?\b")
_ADVISER = re.compile(
    r"(?:(?:therefore|however|accordingly|also|and),? )?(?:we|(?:the )?(?:who|cdc|fda|ema|epa|ecdc|nhs|nice|osha|nist|cisa|enisa|unesco|unicef|iaea|fao|ilo|oecd)"
    r"|(?:the |this |our |an? )?(?:(?!(?:shall|must|may|should|will|can|is|are|was|were|has|have|who|which|that)\b)[a-z-]+ ){0,6}?"
    r"(?:organi[sz]ation|agency|authority|board|commission|committee|council|department|ministry|government|office|bureau|institute|association|society|federation|academy"
    r"|administration|inspectorate|regulator|task force|working group|panel|police|university|company|union)(?: (?:of|for|on) [a-z ]{2,50})?)"
    r"(?: (?:also|strongly|further|therefore|now|[a-z]+ly))?\s*"
)
_ADVISED_TO = re.compile(
    r"\s+(?:strongly )?(?:that\b|[a-z]{2,}ing\b|(?:(?!(?:on|about|in|of|with|regarding|relating|concerning|as|at|from|by|for|to|and)\b)[a-z'-]+ ){0,7}?(?:not )?to (?P<verb>[a-z-]+))"
)


def _advice(folded: str, match: re.Match[str]) -> bool:
    """Whether `suggests`, `advises` or `urges` gives advice: an organisation does, that or to do something; evidence and judges do not."""
    if match.group("verb") is None or _ADVISING.match(match[0]) is None:
        return True
    before = folded[max(0, match.start() - 160) : match.start()]
    before = re.split(r"[,;:\u2014]", before)[-1].strip(" \"'([{")
    if _ADVISER.fullmatch(before) is None:
        return False
    if match[0].endswith("against"):
        return True
    told = _ADVISED_TO.match(folded, match.end())
    return told is not None and (told["verb"] is None or _is_base(told["verb"]))


_RIGHT_TO = re.compile(r"\s+(?:not )?(?P<verb>[a-z-]+)")


def _right(folded: str, match: re.Match[str]) -> bool:
    """Whether a verb follows a right that is more than `the right to`: not in `the right of way to the well`."""
    have = match.group("have")
    if have is None or "right" not in have or "reserve" in have or have.endswith("the right to"):
        return True
    verb = _RIGHT_TO.match(folded, match.end())
    if verb is None or not _is_base(verb["verb"]):
        return False
    return " of " not in have or verb["verb"] not in words("en", "doubtful_imperatives")


def _command(folded: str, match: re.Match[str]) -> Command:
    start, end = match.start(), match.end()
    text = " ".join(match[0].split())
    if match.group("be"):
        between = match.group("beadv")
        return Command(
            f"be {match.group('part')} {match.group('prep') or ''}".strip(),
            start,
            end,
            bool(_NEGATION.search(between)),
            bool(_ONLY.search(between)),
        )
    if match.group("isto"):
        return Command("is to", start, end, " not " in text, False)
    if match.group("have"):
        denied = _DENIED_HAVE.search(folded, max(0, start - 30), start) is not None
        return Command("have the right" if "right" in text else "have to", start, end, denied, False)
    if match.group("verb") or match.group("refuse"):
        negated = (
            match.group("refuse") is None
            and re.search(r"\b(?:not|never|n't|without)\s*$", folded[:start]) is not None
        )
        return Command(text, start, end, negated, False)
    if match.group("dont"):
        return Command("do not", start, end, True, False)
    word = match.group("modal")
    negated = word in ("cannot", "can't", "needn't", "need not", "won't", "mustn't", "shouldn't", "shan't")
    adverbs = _AFTER.match(folded, end)
    between = adverbs[0] if adverbs else ""
    negated = negated or bool(_NEGATION.search(between))
    behind = folded[end + len(between) :]
    restricted = bool(_ONLY.search(between)) or bool(_ONLY_BEHIND.match(behind))
    bare = {
        "cannot": "can",
        "can't": "can",
        "needn't": "need",
        "need not": "need",
        "won't": "will",
        "mustn't": "must",
        "shouldn't": "should",
        "shan't": "shall",
    }
    return Command(bare.get(word, word), start, end + len(between), negated, restricted)


_DENIED_HAVE = re.compile(r"\b(?:do|does|did|will|would)(?: not|n't)(?: [a-z]+ly)?\s+$")
# "ensuring that access is allowed": what follows is what is ensured.
_STATES_THAT = re.compile(
    r"\b(?:ensur\w+|demonstrat\w+|verif\w+|show\w*|stat(?:e|es|ing)|indicat\w+|confirm\w*|determin\w+|believ\w+|know\w*|requir(?:e|es|ing)|guarante\w+|specif\w+|recogni[sz]\w+|extent|so|such|fact|provided)\s+$"
)
# "the actions we may take", "what you must know": a relative clause without its pronoun.
_REDUCED = re.compile(
    r"(?<![\w-])(?!(?:and|or|but|so|then|if|when|where|that|because|as|unless|while|also|however|therefore|thus|agree|acknowledge|understand|of|to|agrees)\b)[a-z-]{3,} (?:we|you|they|he|she)\s+$"
    r"|(?<![\w-])(?:what|whatever|how|why|whether)(?:(?<!whatever),?(?= [a-z-]+,| [a-z-]+ (?:and|or) ) [a-z-]+| [a-z-]+){0,9}\s+$"
)
_RELATIVE_VERB = re.compile(
    r"^\s+(?:\w+ly\s+)?(?:the|a|an|any|each|every|his|her|its|their|such|this|that|these|those|no|you|we|it|they|he|she|[a-z]+s)\b"
)
_VERB_LIKE = re.compile(
    r"^\s+(?:\w+ly\s+)?(?:is|are|was|were|has|have|had|do|does|did|will|may|can|must|shall|should|would|could|might)\b"
)


def hangs(folded: str, ops: Sequence[Operator], place: int) -> bool:
    """Whether the verb at `place` belongs to a clause that hangs on another: `records that the employer must keep`."""
    if _REDUCED.search(folded, max(0, place - 60), place) and not (
        ops
        and ops[0].kind == "condition"
        and not folded[: ops[0].start].strip(" \"'([{")
        and turns_back(folded[ops[0].end : place]) is not None
    ):
        return True
    last: Operator | None = None
    for op in ops:
        if op.end > place:
            break
        if op.word in ("so that", "in order that") and not re.search(r"[,;]", folded[op.end : place]):
            return True  # "so that people can do more": what it is for
        if op.kind != "purpose" and op.kind != "prejudice" and op.kind != "derogation":
            last = op
    if last is None:
        return False
    between = folded[last.end : place]
    if (
        last.word == "that"
        and _STATES_THAT.search(folded, 0, last.start)
        and "," not in between
        and ";" not in between
    ):
        return True
    if last.kind == "relative":
        if last.word in ("which", "whom") and _BY_WHICH.search(folded, max(0, last.start - 12), last.start):
            return (
                not re.search(r"[,;]", between)
                and not _ends_with_verb(between.split())
                and not _APPLIES.search(between)
            )
        return _in_relative(last.word, between)
    if last.word in ("before", "after", "following") or noun_phrase(last.word):
        # A noun phrase follows, which a comma or the verb itself closes.
        if last.start > 2 and "," not in between:
            return not between.strip()
        return not ("," in between or ";" in between or len(between.split()) > 1)
    # A clause: closed by a comma, and what stands behind the comma has to be a subject.
    if ";" in between:
        return False
    _, comma, subject = between.rpartition(",")
    if not comma:
        return turns_back(between) is None
    subject = subject.strip()
    if not subject and last.start > 4 and folded[: last.start].rstrip().endswith(","):
        return False  # "the minister, when appointing a member, shall": commas set the limit off
    if not subject and len(parts := between.split(",")) >= 4:
        # "Where it relates to a child, a court, in deciding it, shall": what stands before the aside is the subject.
        return _SUBJECT.match(parts[-3]) is None
    return not subject or subject.startswith(("or ", "nor "))


_SUBJECT = re.compile(r"\s*(?:the|an?|each|every|any|no|all|it|they|he|she|you|we)\b")
_BACK = re.compile(
    r"\s(?:he|she|it|they|he or she|she or he|(?:such|that|the said|the same|those) [a-z]+(?: [a-z]+)?)\s*$"
)


def turns_back(between: str) -> int | None:
    """Where the subject begins that follows a condition without a comma and was named in it: `where the owner sells it he`; None without one."""
    back = _BACK.search(between)
    if back is None:
        return None
    before = between[: back.start()].split()
    said = len(before) > 2 and (not _HOLDS.isdisjoint(before) or any(_finite(word) for word in before[1:]))
    return back.start() + 1 if said else None


_BY_WHICH = re.compile(
    r"\b(?:by|in|to|of|on|at|for|from|with|under|during|through|within|upon|against|over)\s+$"
)
"""What a relative clause begins with whose subject follows: `the amount by which the rent shall be raised`."""


def _in_relative(word: str, between: str) -> bool:
    """Whether a verb behind `who`, `which` or `that` and the words `between` is the verb of that relative clause."""
    stripped = between.strip(" ,")
    if not stripped or re.fullmatch(r"(?:\w+ly|also|only|not)", stripped):
        return True
    if "," in between and between.rpartition(",")[2].strip() == "" and not _VERB_LIKE.match(between):
        return False
    if ";" in between:
        return False
    if word in ("who", "which") or word == "whose":
        return False
    if word == "whom":
        return "," not in between and len(stripped.split()) < 6
    if len(stripped.split()) > 2 and _finite(stripped.split()[-1]):
        return False  # "records that the law protects shall"
    # that: "an employer that operates a plant must", "records that an employer must"
    if _VERB_LIKE.match(between):
        return False
    return (
        "," not in between
        and _RELATIVE_VERB.match(between) is not None
        and not third_person(stripped.split()[0])
    )


def _finite(word: str) -> bool:
    return word.endswith("ed") or third_person(word)


_APPLIES = re.compile(r"\b(?:appl(?:y|ies)|relates?|refers?) (?:the|an?|every|each|any|no|it|he|they)\b")
"""A relative clause that ends without a comma: `in every case to which this section applies the board shall`."""
_HOLDS = frozenset({"is", "are", "was", "were", "has", "have", "had", "does", "do"})


def _ends_with_verb(clause: list[str]) -> bool:
    """Whether a relative clause has its verb at its end, so that the next one is of the main clause: `to which these rules apply`."""
    from curation.text import verbs

    if not clause or not _HOLDS.isdisjoint(clause):
        return bool(clause)
    plural = len(clause) > 1 and clause[-2].endswith("s") and not clause[-2].endswith("ss")
    return _finite(clause[-1]) or (plural and verbs.base(clause[-1]) == clause[-1])


def third_person(word: str) -> bool:
    """Whether a word may be a verb in the third person: `holds`, `requires`."""
    from curation.text import verbs

    return (
        word.endswith("s")
        and not word.endswith("ss")
        and (lemma := verbs.base(word)) is not None
        and lemma != word
        and word not in words("en", "place_nouns")
    )


_FRONT_NO = re.compile(
    r"(?:^|[,;:\u2014]\s*|\b(?:and|but|or)\s+|^in (?:these|such|those|all other) (?:cases|circumstances|situations) )(?P<neg>no|none of|neither|nothing in|nothing|nobody|no one|in no case|in no event|under no circumstances|at no time|on no account)(?![\w-])"
)
_NOT_NO = re.compile(
    r"^\s+(?:later|longer|more|less|fewer|earlier|greater|higher|lower|\d|smaller|other|matter|doubt)\b"
)


def front_negation(folded: str, command: Command, from_: int) -> str:
    """The negative word that the subject of a command begins with: `no` of "no person shall"; empty without one."""
    found = ""
    for match in _FRONT_NO.finditer(folded, from_, command.start):
        if match.group("neg") == "no" and _NOT_NO.match(folded, match.end()):
            continue
        if match.group("neg") == "no" and _NOT_NO.match(folded[match.end() : match.end() + 12]):
            continue
        found = match.group("neg")
    return found


# --- imperatives --------------------------------------------------------------------------------------------------

_FIRST = re.compile(r"^[\W\d_]*([a-z]+(?:-[a-z]+)?)\b")
_NEGATIVE_IMPERATIVE = re.compile(
    r"^[\W_]*(?:please\s+)?(?:(?P<never>never)\s+(?=[a-z]+)|(?P<refrain>refrain from|avoid)\s+)"
)


_NAVIGATES = re.compile(
    r"\W*(?:skip to|back to (?:top|main)|click here|learn more|read more|find out more|follow us|contact us|join us|subscribe to our|sign up for|view all|see also)\b"
)
"""Links of a page, which command nobody."""
_LIMITED = re.compile(
    r"\b(?:if (?!you (?:have|need|want|wish|would|are (?:unsure|interested|not sure)|\w+ (?:questions?|help))\b)|when|unless|before|after|within|until|once|no later than|immediately|as soon as)\b"
)
"""A limit of time or a case: with one, `contact us within 30 days` asks for something."""


@lru_cache(maxsize=1)
def _after_verb() -> re.Pattern[str]:
    return re.compile(r"\s+" + alternatives(*table("en", "after_imperatives")) + r"(?![\w-])")


def imperative(folded: str, start: int = 0) -> Command | None:
    """The imperative that a sentence begins with at `start`; None when it begins otherwise."""
    part = folded[start:]
    if match := _NEGATIVE_IMPERATIVE.match(part):
        return Command(
            "imperative", start + match.start(), start + match.end(), match.group("refrain") != "avoid", False
        )
    if _NAVIGATES.match(part) and not _LIMITED.search(part[:400]):
        return None
    place = 0
    match = _FIRST.match(part)
    while match and match[1] in words("en", "before_imperatives") and place < 40:
        place += match.end()
        match = _FIRST.match(part[place:])
    if match is None or not _is_base(match[1]):
        return None
    verb_start, verb_end = start + place + match.start(1), start + place + match.end(1)
    rest = folded[verb_end:]
    if match[1] in words("en", "doubtful_imperatives") or match[1] not in words("en", "imperatives"):
        if not _after_verb().match(rest):
            return None
    elif re.match(
        r"\s+(?:of|is|are|was|were|has|have|shall|must|may|should|will|can)\b|\s*[:\u2014]\s*\S", rest
    ):
        return None
    return Command("imperative", verb_start, verb_start, False, False)


def plain_verb(folded: str, command: Command) -> bool:
    """Whether an imperative stands before the other commands and its verb is hardly ever a noun."""
    match = _FIRST.match(folded[command.start :])
    listed = (
        match is not None
        and match[1] in words("en", "imperatives")
        and match[1] not in words("en", "doubtful_imperatives")
    )
    return listed and not command.negated


@lru_cache(maxsize=8192)
def _is_base(word: str) -> bool:
    if word in words("en", "imperatives") or word in words("en", "doubtful_imperatives"):
        return True
    from curation.text import verbs
    from curation.text.packs import pack

    return word not in pack("en").function_words and len(word) > 3 and verbs.base(word) == word


# --- what a command does ------------------------------------------------------------------------------------------


@lru_cache(maxsize=32)
def _begins(name: str) -> re.Pattern[str]:
    return re.compile(
        r"\s*+(?:(?!(?:ap|com|sup|re|im)p?ly\b|rely\b)[a-z]+ly\s++)?"
        + alternatives(*table("en", name))
        + r"(?![\w-])"
    )


def begins(name: str, predicate: str) -> bool:
    """Whether a predicate begins with a phrase of a table of the English pack."""
    return _begins(name).match(predicate) is not None


_BE_PART = re.compile(
    rf"\s*be\s+(?:{_ADVERB}\s+)*(?P<part>[a-z-]+(?: (?:as|to|liberty))?)(?P<prep>\s+(?:to|from|for|that))?"
)
_DEEM = "be_deeming"


@lru_cache(maxsize=1)
def _deemed() -> re.Pattern[str]:
    return re.compile(rf"\s*be\s+(?:{_ADVERB}\s+)*" + alternatives(*table("en", _DEEM)) + r"(?![\w-])")


def is_deeming(predicate: str) -> bool:
    """Whether a predicate says what something counts as: `be deemed`, `be considered`, `be construed`."""
    return _deemed().match(predicate) is not None


def be_flavour(predicate: str) -> tuple[Modality | None, int]:
    """What the participle of `be <participle>` does, and where the action behind it begins."""
    match = _BE_PART.match(predicate)
    if match is None:
        return None, 0
    word = match.group("part").split()[0]
    found = flavour(match.group("part")) or flavour(word)
    if found is None:
        return None, 0
    return found, match.end() if match.group("prep") else match.end("part")


ADVISED = frozenset({"recommended", "advised", "advisable", "encouraged", "suggested", "desirable"})
"""What is advice when it is denied, too: `is not recommended in pregnancy`."""
_NEGATED: dict[Modality, Modality] = {
    "prohibition": "permission", "obligation": "exemption", "permission": "prohibition", "recommendation": "other",
    "exemption": "obligation", "penalty": "exemption",
}  # fmt: skip


def negate(modality: Modality) -> Modality:
    """What the negation of a word of this modality does: not required is exempt, not permitted is forbidden."""
    return _NEGATED.get(modality, modality)


def every_phrase() -> Iterator[str]:
    """The phrases of every table that this module reads, for tests."""
    for name in (*_FLAVOURS, _DEEM):
        yield from table("en", name)
