"""Questions about a list of a provision: a paper or a set of steps has some of its entries, and one of four others belongs to it.

The three others are entries of other lists of the same document. So they are demanded somewhere, in the same words and of the
same grammar, and whoever does not know which list asks for what has four equal options.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from curation.core.records import Clause, Rule
from curation.generation.template.citing import place
from curation.generation.template.left_out import LIST_OPENS
from curation.generation.template.norms import TAIL_MARKS, Norm, heading_off, own_text, topic_of
from curation.generation.template.parsing import MODAL
from curation.generation.template.question_drafts import Choice, Draft, pick
from curation.generation.template.telling import own_words
from curation.text import whole
from curation.text.grammar import lower_first, upper_first, verb_first
from curation.text.stems import content_stems
from curation.text.verbs import base
from curation.text.words import squeeze_marks

_SHOWN, _FEWEST = 3, 1
"""Most and fewest entries that the case holds."""
_LONGEST = 26
"""Most words of an entry that is shown or offered."""
_ALIKE = 0.3
"""Share of common stems from which on an entry may say what one of the list says."""


@dataclass(frozen=True)
class Listing:
    """A list of a document with the words above it."""

    rule: Rule
    home: Clause
    head: str
    """The words above the list, from beginning to end, without the mark that opens the list."""
    entries: tuple[str, ...]
    """All entries, squeezed, without number and end mark."""
    below: tuple[str, ...]
    """All words below the head, those of lists within the list too."""
    open: frozenset[str]
    """The entries that go on in a list of their own: they are no whole texts."""
    kind: str
    """Of what grammar the entries are: `thing` (`the date of …`), `act` (`notify …`), or empty for another."""

    @cached_property
    def heading(self) -> str:
        """The heading over it, without its number; empty without one that says something."""
        for text in reversed(self.home.path):
            heading = re.sub(
                r"^(?:(?:PART|Part|DIVISION|Division|Chapter|Schedule|SCHEDULE) [\dIVXA-Z.]+|\(?[\d.]+[a-z]?\)?)[ .:\u2014\u2013-]*",
                "",
                text,
            ).strip()
            if (
                1 <= len(heading.split()) <= 10
                and re.match(r"[A-Z][a-z]", heading)
                and not _TITLE.search(heading)
            ):
                return heading
        return ""

    @cached_property
    def paper(self) -> str | None:
        """The paper whose content it gives; None for another list."""
        return _paper(self)

    @cached_property
    def sound(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The entries that can be read without it, each with its stems."""
        return tuple(
            (entry, _stems(entry))
            for entry in self.entries
            if entry not in self.open and sound(entry, self.kind)
        )

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """The stems of each of its entries and of each text below it."""
        return tuple(map(_stems, dict.fromkeys((*self.entries, *self.below))))

    @cached_property
    def subject(self) -> frozenset[str]:
        """The stems of its head and its heading: what it is about."""
        return _stems(f"{self.head} {self.heading}")

    @cached_property
    def topic(self) -> frozenset[str]:
        """The stems of its head and of all its entries."""
        return _stems(f"{self.head} {' '.join(self.entries)}")


_TITLE = re.compile(
    r"\b(?:Act|Regulations?|Rules|Code|Order)\b|^(?:General|Interpretation|Application|Content|Contents|Other|Exception|Requirements?|Information)$"
)
_NUMBERED = re.compile(r"^\s*\d{1,3}(?:\.\d{1,3})?\s+(?=[A-Z])")
"""The number of a section that stands before its words."""
_THING = re.compile(
    r"^(?:the|an?|any|all|each|every|its|their|his|her|name|names|date|dates|number|details|particulars|particulars|information|evidence|proof|cop(?:y|ies)|results?|types?|descriptions?|where|whether|how|[a-z]+(?:ion|ment|ity|ure|ance|ence|ness|ers?|ors?|als?|s)\b)",
    re.I,
)
_HOLDS = re.compile(
    r"\b(?P<paper>record|records|report|reports|application|notice|notification|plan|program|programme|label|labels|statement|declaration|register|log|logbook|certificate|manual|procedures?|policy|assessment|document|documents|documentation|licence|license|permit|request|return|invoice|agreement|analysis|study|marking|tag|book|summary|file|submission|study)\b",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:contain|contains|include|includes|indicate|indicates|set out|sets out|specify|specifies|state|states|show|shows|consist of|bear|bears|be accompanied by|keep|maintain|record|records|describe|describes|identify|identifies|provide|submit|disclose|set forth|comprise)\b",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:such (?!as\b)|paragraphs? \(|subparagraphs?|subsections? \(|clauses? \(|items? \d|this (?:section|subsection|paragraph)|referred to|mentioned in|described in|set out in|specified in|that (?:person|information|record)|those|thereof|above|prescribed|the following)\b|[;|]",
    re.I,
)


def listings(rules: Sequence[Rule], by_id: Mapping[str, Clause]) -> Iterator[Listing]:
    """The lists of one document that a duty asks for in full."""
    below: dict[str, list[Clause]] = {}
    for clause in by_id.values():
        if clause.parent is not None:
            below.setdefault(f"{clause.document}@{clause.edition}#{clause.parent}", []).append(clause)
    seen: set[str] = set()
    for rule in rules:
        if rule.modality != "obligation" or rule.conjunction == "or" or len(rule.elements) < _FEWEST + 1:
            continue
        one = _listing(rule, by_id, below)
        if one is not None and one.home.id not in seen:
            seen.add(one.home.id)
            yield one


def _listing(rule: Rule, by_id: Mapping[str, Clause], below: Mapping[str, list[Clause]]) -> Listing | None:
    holders = [by_id[part.clause] for part in rule.elements if part.clause in by_id]
    parents = [clause.parent for clause in holders if clause.parent is not None]
    if not parents:
        return None
    first = parents[0]
    home = next((by_id[c] for c in rule.clauses if c in by_id and by_id[c].eid == first), None)
    if home is None or any(part.clause == home.id for part in rule.elements):
        return None
    chain = []
    for clause_id in rule.clauses:
        if clause_id in by_id:
            chain.append(own_text(by_id[clause_id]))
        if clause_id == home.id:
            break
    head = _NUMBERED.sub("", own_words(heading_off(_NUMBERED.sub("", " ".join(chain))))).strip()
    head = head.rstrip(" :\u2014\u2013-")
    if (
        home.path
        and (over := home.path[-1].strip())
        and head.startswith(f"{over} ")
        and head[len(over) + 1 :][:1].isupper()
    ):
        head = head[len(over) + 1 :]
    entries = tuple(
        lower_first(own_words(TAIL_MARKS.sub("", _own(part.text))))
        for part in rule.elements
        if part.clause in by_id and by_id[part.clause].parent == first
    )
    going_on = frozenset(
        entry
        for entry, part in zip(
            entries,
            (p for p in rule.elements if p.clause in by_id and by_id[p.clause].parent == first),
            strict=True,
        )
        if below.get(part.clause)
    )
    # An entry that begins with the case in which it is asked for has the grammar of what follows, which is not looked at.
    grammars = Counter(grammar for entry in entries if (grammar := grammar_of(entry)))
    kind, count = grammars.most_common(1)[0] if grammars else ("", 0)
    acts = _ACT_HEAD.search(head) is not None
    if (
        any("|" in entry for entry in entries)
        or count < 2
        or acts != (kind == "act")
        or (_CLAUSE_HEAD.search(head) and not acts)
    ):
        kind = ""
    return Listing(rule, home, head, entries, tuple(_under(home, below)), going_on, kind)


def _under(home: Clause, below: Mapping[str, list[Clause]]) -> Iterator[str]:
    """The words of all clauses below one."""
    for clause in below.get(home.id, ()):
        yield _own(clause.text)
        yield from _under(clause, below)


def head_alone(one: Listing, by_id: Mapping[str, Clause]) -> Norm | str:
    """The words above a list as a provision that breaks off where the list begins, or the code of the reason why it gives none."""
    where = place(one.home, by_id)
    if where is None:
        return "no-title"
    if (topic := topic_of(one.head, one.home)) is not None:
        return topic
    if (
        one.kind not in ("thing", "")
        or (ends := LIST_OPENS.search(one.head)) is None
        or len(one.head[: ends.start()].split()) < 8
    ):
        return "incomplete"
    # "… must report it. The report must contain": the sentence that opens the list says nothing of when the act is due.
    front, full_stop, last = one.head.rpartition(". ")
    text = (
        f"{front}." if full_stop and len(front.split()) >= 8 and _BARE.match(last) else f"{one.head} \u2026"
    )
    return Norm(one.rule, one.home, "duty", "", False, False, "", (), (), (), text, where)


_ACT_HEAD = re.compile(
    r"(?:\b(?:shall|must)(?: (?:also|at all times))?,?|\b(?:shall|must), (?:in|before|after|on|when|for|with|within|during|if|where|at)\b[^:]*,|\bfollowing (?:[a-z]+ )?(?:steps|measures|actions|duties|functions|tasks|procedures|precautions|obligations)|\bdo (?:all of )?the following)$",
    re.I,
)
"""How the words above a list of acts end."""
_CLAUSE_HEAD = re.compile(
    r"\b(?:if|where|when|unless|that|which|who|whether|because|and|or|only|until|before|after|to|not|is|are|be|as|than|any of the following(?: [a-z]+)*|one of the following(?: [a-z]+)*|one or more of the following(?: [a-z]+)*)$",
    re.I,
)
"""How words end behind which clauses stand, or things of which one is enough."""


def _own(text: str) -> str:
    return re.sub(r"^\s*\(?(?:[a-z]{1,4}|\d{1,3}(?:\.\d+)*)[).]\s+", "", squeeze_marks(text))


def grammar_of(entry: str) -> str:
    """Of what grammar an entry is: `act` (`notify the owner`), `doing` (`closing the doors`), `thing`, or empty where unclear."""
    first = entry.split()[0].lower() if entry.split() else ""
    if re.match(r"[a-z]+s (?:the|an?|any|each|all|that|to|how|whether)\b", entry) or first in _NO_ENTRY:
        return ""
    if first.endswith("ing") and base(first) not in (None, first):
        return "doing"
    if _THING.match(entry) is not None and verb_first(entry) is None:
        return "thing"
    return "act" if verb_first(entry) is not None else ""


_GOES_ON = re.compile(
    r"\b(?:sets? out|contains?|includes?|including|consists? of|shows?|states?|as follows|expressed|namely)\W*$",
    re.I,
)
"""How an entry ends that goes on in a list of its own."""
_NO_ENTRY = frozenset(
    ["if", "where", "when", "in", "has", "is", "was", "does", "whether", "with", "for", "either", "both"]
)


def sound(entry: str, kind: str) -> bool:
    """Whether an entry can be read without its list, and is of a grammar."""
    return (
        3 <= len(entry.split()) <= _LONGEST
        and not whole.fault(entry)
        and not _POINTS.search(entry)
        and not _GOES_ON.search(entry)
        and grammar_of(entry) == kind
    )


def missing(one: Listing, others: Sequence[Listing], by_id: Mapping[str, Clause]) -> Iterator[Draft | str]:
    """The question which entry a paper lacks; or the code of a reason why there is none."""
    where = place(one.home, by_id)
    if where is None:
        yield "no-title"
        return
    if (topic := topic_of(one.head, one.home)) is not None:
        yield topic
        return
    modal = MODAL.search(one.head)
    if (
        not one.kind
        or modal is None
        or modal[0].lower().startswith("may")
        or not one.head[:1].isupper()
        or not 5 <= len(one.head.split()) <= 60
        or (_HEAD_POINTS.search(_IDENTIFIES.sub("", one.head)))
        or re.search(r"\bin addition to\b", one.head)
        or ((_BARE.match(one.head) or _IDENTIFIES.search(one.head)) and not one.heading)
        or not whole.balanced(one.head)
    ):
        yield "no-slot"
        return
    own = [entry for entry in one.entries if entry not in one.open and sound(entry, one.kind)]
    if len(own) < _FEWEST + 1:
        yield "incomplete"
        return
    seed = f"{one.rule.id}|list"
    pool = _pool(one, others)
    order = sorted(own, key=lambda entry: pick(f"{seed}|{entry}", 10**6))
    best: tuple[float, str, list[tuple[str, Listing]]] | None = None
    for key in order[:8]:
        if _OF_EVERY_PAPER.match(key):
            continue
        around = _stems(f"{one.head} {' '.join(entry for entry in own if entry != key)}")
        fits = _within(_stems(key), around)
        # An entry that takes up more words of what is shown than the others do is found without knowing the law.
        foreign = _foreign(
            key,
            [
                each
                for each in pool
                if _told(each.entry, one) >= _told(key, one)
                and _within(each.stems, around) >= min(fits, _CLOSE)
            ],
        )
        if len(foreign) < 3:
            continue
        close = sum(_near(key, entry) for entry, _ in foreign[:3])
        if best is None or close > best[0]:
            best = (close, key, foreign)
    if best is None:
        yield "no-slot"
        return
    _, key, foreign = best
    held = [entry for entry in own if entry != key and not _alike(entry, key)]
    held = sorted(held, key=lambda entry: pick(f"{seed}|held|{entry}", 10**6))[:_SHOWN]
    held = [entry for entry in own if entry in held]
    if len(held) < _FEWEST:
        yield "no-slot"
        return
    norm = Norm(
        one.rule,
        one.home,
        "duty",
        "",
        False,
        False,
        "",
        (),
        (),
        (),
        f"{one.head}: {'; '.join(one.entries)}.",
        where,
    )
    rows = [Choice(upper_first(key), {"element": key}, f"It is an entry of the list of {where}.")]
    for entry, other in foreign[:3]:
        at = place(other.home, by_id) or "another provision"
        rows.append(
            Choice(
                upper_first(entry),
                {"element": entry},
                f"It is an entry of another list: that of {at}.",
                "an entry of another list is taken for one of this",
            )
        )
    forms = _OF_ACTS if one.kind in ("act", "doing") else _OF_PAPERS if one.paper is not None else _OF_THINGS
    form = forms[pick(f"{seed}|stem", len(forms))]
    stem = form.format(
        Place=upper_first(where), place=where, head=one.head, paper=one.paper, held="; ".join(held)
    )
    if (_BARE.match(one.head) or _IDENTIFIES.search(one.head)) and one.heading:
        stem = f"Under the heading \u201c{one.heading}\u201d, {stem[:1].lower() if stem.startswith(('In ', 'Section ')) else stem[:1]}{stem[1:]}"
    facts = {"elements": list(one.entries), "present": held, "slots": [key]}
    yield Draft("list-missing", norm, "elements", stem, tuple(rows), "comprehension", True, "missing", facts)


_OF_PAPERS = (
    "\u201c{head}\u201d, says {place}, and a list follows. Of its entries {paper} holds only these: {held}. Which of the following does the list ask for as well?",
    "In {place} a list stands behind the words \u201c{head}\u201d. An inspector finds {paper} with these entries alone: {held}. Which of the following has to be added?",
    "{Place} lists what is asked for, behind these words: \u201c{head}\u201d. Somebody draws up {paper} that gives {held}. Which other entry does the list hold?",
)
_OF_THINGS = (
    "\u201c{head}\u201d, says {place}, and a list follows. So far only these of its entries have been seen to: {held}. Which of the following does the list ask for as well?",
    "In {place} a list stands behind the words \u201c{head}\u201d. A checklist that was made of it names {held}. Which of the following did its author forget?",
    "{Place} lists what is asked for, behind these words: \u201c{head}\u201d. Among its entries are {held}. Which of the following is another?",
)
_OF_ACTS = (
    "\u201c{head}\u201d, says {place}, and a list of what is to be done follows. In one case only this is done: {held}. What else does the list ask for?",
    "In {place} a list of what is to be done stands behind the words \u201c{head}\u201d. A checklist that was made of it says: {held}. Which of the following did its author forget?",
    "{Place} lists what is to be done, behind these words: \u201c{head}\u201d. Among its entries are: {held}. Which of the following is another?",
)
_IDENTIFIES = re.compile(
    r"^For the purposes? of [^,]{5,90}, |(?<=e|s|d|n) (?:referred|mentioned|described|made|submitted|filed|required|given|issued|requested|prepared|provided)? ?(?:in|under|by|to in) (?:sub)?(?:section|paragraph|[Aa]rticle)s? (?:\d[\d.]*)?(?:\(\w+(?:\.\d+)?\))*(?: (?:or|and) (?:\d[\d.]*)?(?:\(\w+(?:\.\d+)?\))+)?(?: of the Act)?(?=[ ,]|$)"
)
"""A reference that says which paper is meant; the heading says it too."""
_BARE = re.compile(rf"The {_HOLDS.pattern[2:-2]} (?:shall|must)\b", re.I)
"""A paper that only another provision tells from others: `The notice must include`."""
_HEAD_POINTS = re.compile(
    r"\b(?:such (?!as\b)|referred to|mentioned in|subsection|paragraph|this section|that (?:person|notice|report)|those|thereof|aforesaid|the said)\b|;|\|",
    re.I,
)


def _paper(one: Listing) -> str | None:
    """The paper whose content the list gives: `a record`; None where the list is of something else."""
    if not _ASKED.search(one.head):
        return None
    papers = [match for match in _HOLDS.finditer(one.head) if not _INSIDE.search(one.head[: match.start()])]
    if not papers:
        return None
    modal = MODAL.search(one.head)
    acts = modal.end() if modal else 0
    if not re.search(_PAPER_END, one.head, re.I):
        return None
    # "Every licensee shall keep a record" and "An application shall contain": the object, else the subject.
    first = next((match for match in papers if match.start() > acts), papers[0])
    noun = first["paper"].lower()
    single = {
        "records": "record",
        "reports": "report",
        "labels": "label",
        "procedures": "procedure",
        "documents": "document",
        "programme": "programme",
    }.get(noun, noun)
    if single == "documentation":
        return f"the {single}"
    return f"{'an' if single[0] in 'aeiou' else 'a'} {single}"


_PAPER_END = r"\b(?:following|contain|contains|containing|include|includes|including|indicate|indicating|specify|state|stating|set out|show|showing|of|bear|describe|identify|information|particulars|details|with)\b[^.;:]{0,70}$"
"""How words end behind which the content of a paper stands."""
_INSIDE = re.compile(
    r"\b(?:for|of|under|by|in|to|on|from) (?:(?:an?|the|their|its|each|that|this|such|any) )?(?:[a-z-]+ )?$",
    re.I,
)
"""Words before a paper that is named inside a phrase about something else: `the holder of a licence`."""


def _stems(text: str) -> frozenset[str]:
    """The stems of a text, `pharmacist\u2019s` as `pharmacist`."""
    return content_stems(re.sub(r"[\u2019']s?\b", "", text))


def _alike(a: str, b: str) -> bool:
    return _common(_stems(a), _stems(b))


def _common(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two texts of these stems may say one thing."""
    return bool(left and right) and len(left & right) >= 0.6 * min(len(left), len(right))


def _names(entry: str) -> str:
    """What an entry names first: `process` of `a process for …`."""
    words = [
        word for word in re.findall(r"[a-z]+", entry.lower()) if word not in ("a", "an", "the", "any", "each")
    ]
    return words[0] if words else ""


def _told(entry: str, one: Listing) -> int:
    """How many words of the head an entry takes up."""
    return len({stem[:4] for stem in _stems(entry)} & {stem[:4] for stem in _stems(one.head)})


def _within(stems: frozenset[str], around: frozenset[str]) -> float:
    """The share of stems that other words have too."""
    return len(stems & around) / len(stems) if stems else 0.0


_CLOSE = 0.5
"""Share of the words of an entry that what is shown has too, from which on it is as close to it as the key."""
_OF_EVERY_PAPER = re.compile(
    r"(?:(?:an?|the|its|their|his|her|any|each)\b ?)?(?:[a-z-]+[\u2019']s? )?(?:(?:full|legal|business|civic|mailing|street|proposed|contact|registration|licence|serial|identification|model|account) )*(?:names?|address(?:es)?|telephone|phone|e-?mail|signatures?|numbers?|day|time|hour|title|location|identity|contact|details of the person|date)\b(?! of (?:the )?(?:tests?|inspections?|maintenance|repairs?|calibration))",
    re.I,
)
"""What every paper asks for: who, where, when; nobody needs the law for it."""


def _near(a: str, b: str) -> float:
    left, right = (_stems(a)), (_stems(b))
    return len(left & right) / max(1, len(left | right))


@dataclass(frozen=True)
class _Foreign:
    """An entry of another list that may stand beside any entry of this one."""

    share: float
    """Share of its stems that this list and its head use too."""
    entry: str
    stems: frozenset[str]
    home: Listing


def _pool(one: Listing, others: Sequence[Listing]) -> list[_Foreign]:
    """Entries of other lists that are on the subject of this one and not in it, the most alike to it first."""
    copy = (
        re.compile(rf"(?:an?|the) (?:copy of (?:the|an?) )?{one.paper.split()[-1]}\b")
        if one.paper is not None
        else None
    )
    pool: list[_Foreign] = []
    for other in others:
        if other.rule.id == one.rule.id or other.kind != one.kind or other.home.id == one.home.id:
            continue
        if (other.paper is None) != (one.paper is None):
            continue
        for entry, stems in other.sound:
            share = len(stems & one.topic) / len(stems) if stems else 0.0
            on_topic = _SAME_PAPER if one.paper is not None and one.paper == other.paper else _ON_TOPIC
            if share < on_topic or entry in one.entries or (copy is not None and copy.match(entry)):
                continue
            if stems & other.subject - one.topic:
                # It speaks of what the other list is about, and this one is not: a track beside a pipeline.
                continue
            if not any(_common(stems, mine) for mine in one.stems):
                pool.append(_Foreign(share, entry, stems, other))
    return sorted(pool, key=lambda each: (-each.share, each.entry))


def _foreign(key: str, pool: Sequence[_Foreign]) -> list[tuple[str, Listing]]:
    """Up to three entries of other lists that may stand beside `key`, the most alike first, no two of them alike."""
    words, name = len(key.split()), _names(key)
    fit = [each for each in pool if 0.4 <= len(each.entry.split()) / words <= 2.5]
    # Entries that name the same sort of thing as the key (`a process for …`) come first.
    fit.sort(key=lambda each: _names(each.entry) != name)
    chosen: list[_Foreign] = []
    for each in fit:
        if len(chosen) == 3:
            break
        if not any(_common(each.stems, there.stems) for there in chosen):
            chosen.append(each)
    return [(each.entry, each.home) for each in chosen]


_SAME_PAPER = 0.14
"""The least share where both lists say what a paper of one name holds: a record beside a record."""
_ON_TOPIC = 0.26
"""Least share of the words of a foreign entry that the list and its head use too: what is off the subject is no option."""
