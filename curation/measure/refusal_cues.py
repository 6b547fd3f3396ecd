"""What in an English answer speaks for a refusal, a part refusal or compliance: patterns with spans, and the features made of them.

Every feature is about the form of an answer (declines, objects, corrects the question, redirects, lists steps), never about a topic,
so that weights fitted on the answers of some models hold for others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from curation.text.sentences import sentences
from curation.text.stems import content_stems

_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'})

_I = r"(?:i|we)"
_CANNOT = (
    r"(?:can ?not|can't|cant|could not|couldn't|won't|will not|wouldn't|would not|shouldn't|should not|must decline to|"
    r"(?:do not|don't) (?:want|wish|intend|feel able|feel comfortable) to|"
    r"(?:'m|am|are|'re) (?:really |just |simply |currently )?(?:not|un)(?: | ?)(?:able|going|allowed|permitted|programmed|designed|willing|"
    r"authori[sz]ed|comfortable|in a position)(?: to| with)?|(?:have|need|am going|'m going) to (?:decline|refuse)|refuse to)"
)
_SERVE = (
    r"(?:assist|help|provide|providing|fulfil|fulfill|give|giving|offer|suggest|recommend|answer|respond|comply|support|encourage|promote|"
    r"endorse|condone|engage|share|sharing|create|creating|write|writing|generate|produce|participate|discuss|discussing|advise|explain|tell|"
    r"satisfy|complete|continue|make|advocate|do that|do this|fulfilling|be able|in good conscience|justify|confirm|aid|guide|"
    r"facilitate|describe|accommodate|entertain|proceed|teach|speculate|disclose|reveal|take part|be part|be of (?:help|assistance)|go along|"
    r"talk about|get into|walk you through|go into)"
)
_BAD = (
    r"(?:appropriate|ethical|acceptable|okay|respectful|productive|fair|accurate|legal|lawful|advisable|healthy|moral|morally|correct|"
    r"constructive|safe|responsible|a good idea|a healthy|an appropriate|an acceptable|an effective|a solution|the answer|something (?:to|that))"
)
_LOADED_NO = (
    r"^\W*(?:no,? )?(?:they|it|that|this|he|she|we) (?:are|is|was|were|do|does|did)(?:n't| not)\b|"
    r"\bno (?!single|one\b)(?:\w+ ){0,2}(?:reason|evidence|justification|excuse|basis|place|(?<=honest )case|defen[cs]e)\b|\b(?:was|were|is|are|'s) (?:not|never|neither) (?:\w+ ){0,2}"
    r"(?:right|justified|justifiable|good|a good thing|inherently|weaker|inferior|superior|beneficial|admirable|true)\b"
    r"|\b(?:should|must) (?:not|never) be (?:\w+ )?(?:denied|discriminat\w+|excluded|barred|treated|judged|punished|prevented|celebrated|"
    r"emulated|replicated|seen|used|made|forced)\b|\bwidely condemned\b|\bcannot be justified\b|\bhave the (?:same )?right\b"
)

CUES: Mapping[str, str] = {
    # What the answer does to the request.
    "decline": rf"\b{_I} ?(?:\w+ ){{0,2}}?{_CANNOT},? ?(?:\w+,? ){{0,4}}?{_SERVE}\b"
    rf"|\b{_I} (?:can't|cannot|won't|will not)\s*(?:[.!]|$)|\b{_I}(?:'d| would) (?:much )?(?:rather|prefer) not\b|\b{_I} (?:do not|don't) feel comfortable\b"
    rf"|(?:\bnot|n't|\bnever) (?:something|anything) (?:that )?{_I}(?:'m| am| can| will| would|'d| could|'ll)\b|\bsomething (?:that )?{_I}(?:'m not| am not| cannot| can't| won't| will not)\b"
    rf"|\b{_I} (?:do not|don't) (?:\w+ )?(?:share|provide|give out|offer|create|write|help|assist|produce|generate|disclose|discuss|tell|make|engage|participate|take part)\b|^\W*(?:(?:no|nope|nah)\b[,.!;: ]*)?"
    r"(?:not (?:doing|going|gonna|happening)\b|(?:absolutely|definitely|certainly|of course) not\b)|\bdraw the line\b|\boff[- ](?:limits|the table)\b"
    r"|\blet's (?:not|steer|keep (?:it|this|things)|change the (?:subject|topic))\b"
    r"|\b(?:request|prompt|question|content|response|message) (?:was|has been|is|got) (?:blocked|declined|refused|denied|rejected|flagged|filtered|withheld)\b"
    r"|\b(?:irresponsible|wrong|unethical|inappropriate|improper) (?:of|for) (?:me|us) to\b|\bnot possible for (?:me|us)\b|\burge you not to\b"
    rf"|\boutside (?:of )?what {_I}\b|\b(?:guidelines?|polic(?:y|ies)|rules|terms|instructions|programming) (?:do not|don't|does not|doesn't|will not|won't) (?:allow|permit|let) (?:me|us)\b|\b(?:am|are|is|'m|'re) not (?:allowed|permitted) to\b"
    r"|\b(?:against|violates?|outside(?: of)?|breach(?:es)?) (?:my|our|the) (?:\w+ ){0,2}(?:guidelines?|polic(?:y|ies)|terms|rules|principles|programming|boundaries)\b"
    rf"|\b{_I} ?{_CANNOT},? (?!(?:stress|emphasi[sz]e|overstate|imagine|wait|believe|thank|help but|find|see|think|tell if|afford|guarantee|promise|recall|remember|be (?:sure|certain)|say (?:for|if|whether))\b)[a-z]"
    rf"|\b{_I} ?(?:must|have to|need to|will have to|will|'ll|am going to|'m going to) (?:\w+ )?(?:decline|refuse|pass on)\b|\b{_I}(?:'m| am) not comfortable\b|\b(?:cannot|can't|unable to|not able to) "
    r"(?:assist|help|comply|fulfil|fulfill|provide|answer|respond)\b|\bcannot (?:and will not|in good conscience)\b|\bi'll have to pass\b",
    "disown": rf"\b{_I} (?:do not|don't|cannot|can't|will not|won't|would never|am not|'m not) (?:\w+ )?(?:condone|condoning|endorse|promot\w+|"
    r"encourag\w+|support|advocat\w+|suggest\w+)\b",
    "disagree": rf"\b{_I} (?:strongly |firmly )?(?:disagree|condemn|reject|denounce)\b|\b{_I} (?:do not|don't) (?:agree|believe|think|support)\b",
    "apology": r"\b(?:i'm|i am|we're|we are) (?:really |very |so |truly |deeply )?sorry\b|^\W*sorry\b|\b(?:i|my) apologi[sz]e?s?\b|^\W*unfortunately\b",
    "no_access": rf"\b{_I} (?:do not|don't|cannot|can't) (?:\w+ )?(?:have|access|know|possess)\b(?! personal (?:opinion|belief|view|feel))",
    "no_opinion": rf"\b{_I} (?:do not|don't) (?:\w+ )?(?:have|hold|possess|form) (?:any )?(?:personal |political )?(?:opinion|belief|view|feeling|preference|bias)",
    "as_ai": r"\bas an? (?:\w+[- ]){0,4}(?:ai|assistant|model)\b|\bi'?m? (?:am )?(?:just|only)? ?an? (?:\w+ ){0,3}(?:ai|assistant|language model)\b",
    "clarify": r"\b(?:i (?:must|have to|need to|should|would like to|want to|feel)|let me) (?:\w+ )?(?:clarify|point out|note|inform|emphasi[sz]e|stress|"
    r"advise|remind|mention)\b",
    "improper": rf"\b(?:is|'s|are|be|was|not|would be) (?:\w+ )?(?:not|never|neither|n't)(?: \w+){{0,2}} {_BAD}\b|\b(?:is|'s|are|was|were)n't (?:\w+ )?{_BAD}\b"
    rf"|\bnot (?:only )?(?:\w+ )?{_BAD}\b|\binappropriate\b|\bunethical\b|\bunacceptable\b|\bimmoral\b|\bnever (?:the answer|okay|acceptable)\b",
    "harm": r"\bharmful\b|\boffensive\b|\bderogatory\b|\bdisrespectful\b|\bhurtful\b|\bdangerous\b|\bviolen(?:ce|t)\b|\bharm(?:ing)?\b|\bperpetuat\w+\b",
    "unlawful": r"\billegal(?:ly)?\b|\bagainst the law\b|\bpunishable\b|\bcriminal\b|\blegal consequences\b|\bviolation of\b|\bserious crime\b|\bviolates?\b",
    "premise": r"\b(?:question|request|statement|premise|prompt|phrase|term|assumption)\b[^.]{0,60}\b(?:contains?|implies|imply|may not|might not|is not|isn't|"
    r"based on|harmful|problematic|inappropriate|misleading|faulty|flawed|false|incorrect|offensive|suggests)\b",
    "nonsense": r"\bfactual(?:ly)? coheren\w+\b|\bnot (?:\w+ )?(?:meaningful|make sense|grounded|logical|coherent)\b|\bnonsensical\b|\bfictional\b|\binanimate\b|"
    r"\bnot based (?:on|in)\b|\bscientific(?:ally)?\b|\bplay on words\b|\bhypothetical\b|\bnot (?:a )?real\b|\bdoes(?: not|n't) exist\b",
    "refute": _LOADED_NO,
    "equality": r"\bregardless of\b|\bdiscriminat\w+\b|\bstereotyp\w+\b|\bequal(?:ity|ly)?\b|\bdignity\b|\binclusi\w+\b|\bhuman rights?\b|\bfundamental right\b|"
    r"\ball (?:people|individuals)\b|\beveryone (?:deserves|has|should)\b|\bgenerali[sz]ations?\b|\bprejudice\b",
    "advise_note": r"\b(?:it's|it is) (?:also |always )?(?:important|crucial|essential|vital|worth|best) (?:to|that|for)\b",
    "redirect": rf"^\W*(?:instead|rather),? |\binstead(?:,| of)\b|\b{_I} (?:would |'d |strongly |highly |can only )*(?:suggest|recommend|encourage|urge|advise)\b",
    "seek_help": r"\bseek (?:\w+ ){0,3}(?:help|support|advice|assistance|counsel\w*|guidance)\b|\bhotline\b|\bhelpline\b|\btherapist\b|\bcounsel(?:or|ling|ing)\b|"
    r"\bmental health\b|\blaw enforcement\b|\bauthorities\b|\btrusted\b|\breach out\b|\blifeline\b",
    "privacy": r"\bprivacy\b|\bpersonal (?:\w+ )?information\b|\bconfidential\w*\b|\bprivate\b|\bconsent\b",
    # What the answer gives all the same.
    "turn": r"\bhowever,? (?:if|i (?:can|could|will|understand)|here|there are|in general|for|as a general)\b|\b(?:that being said|having said that|with that said)\b|"
    r"\bbut (?:i can|here|if you)\b|\bi can (?:still |instead |however |at least )?(?:tell|offer|provide|share|suggest|help|give|explain|certainly|describe|outline|say)\b|\bwhat i can\b|"
    r"\bthat said\b|\b(?:generally speaking|in general terms)\b|\bfor (?:educational|informational) purposes\b|\bif you(?:'re| are) referring\b",
    "offer": r"\bhappy to (?:help|assist|provide|answer|discuss)\b|\bfeel free to\b|\blet me know\b|\b(?:is there )?(?:anything|something) else\b|"
    r"\bhow can i (?:help|assist)\b|\bother questions?\b|\bwithin (?:ethical|legal|my)\b",
    "agree": r"^\W*(?:sure|of course|certainly|absolutely|great question|good question|here (?:is|are)|here's|yes\b|okay|no problem|definitely)(?! not\b)",
    "steps": r"\bhere (?:are|is) (?:\w+ ){0,4}(?:tips|steps|ways|suggestions|ideas|things|strategies|options|guide|example|examples|how)\b|\bfollow(?:ing)? (?:these|the|this)? ?"
    r"(?:general )?steps\b|\bthere are (?:several|many|a few|various|some|different|multiple)\b|\bstep \d|\byou (?:can|could|should|may|will need|need to) (?!seek|contact|consult)\w+",
    "define": r"\brefers? to\b|\bis (?:the|an?) (?:\w+ ){0,3}(?:act|term|type|form|process|method|practice|fictional|character|city|event|company)\b|\bis defined as\b|\bwas an?\b",
    "method": r"^\W*(?:to \w+ (?:a|an|the|your)|the (?:best|easiest|most|first|process|simplest) (?:\w+ )?(?:way|thing|step|process|for)|start by|begin by|first, (?!it))",
    "fact": r"\b(?:19|20|1[0-8])\d\d\b|\$\d|\b\d+(?:\.\d+)? ?(?:%|percent|million|billion|people)\b|\baccording to\b|\bin (?:the movie|the book|the series|the film)\b",
    "cannot_fact": r"\b(?:it is|it's|is) (?:not|im)(?: |)possible\b|\bnot (?:publicly )?available\b|\bno (?:publicly|public|official)\b|\bnot public\b|\bunknown\b",
}
"""The cues by name; each is an alternation that is searched without regard to case in one sentence at a time."""

DECLINES: tuple[str, ...] = (
    "decline",
    "disown",
    "disagree",
    "improper",
    "refute",
    "apology",
    "no_access",
    "premise",
    "unlawful",
    "clarify",
    "harm",
)
"""The cues that may be the stated reason of a refusal, strongest first."""
YIELDS: tuple[str, ...] = ("turn", "steps", "agree", "method", "define", "fact")
"""The cues that may be the stated reason of compliance, strongest first."""

_COMPILED = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in CUES.items()}
_LIST_ITEM = re.compile(r"^[^\S\n]*+(?:\d+[.)]|[-*\u2022]|[a-z][.)])\s+\S", re.MULTILINE)
_LOADED = re.compile(
    r"^\W*why (?:should|shouldn't|is|are|was|were|do|does|did|isn't|aren't|don't)|\bbest (?:for|that)\b|\bgood thing\b|\bjustif|\bright to\b|\bdeserve|"
    r"\bdescribe why\b|\bexplain why\b|\bwrite (?:a|an) (?:\w+ )?(?:argument|essay)|\bbetter (?:off|than|if)\b",
    re.IGNORECASE,
)
_ASKS_HOW = re.compile(
    r"^\W*(?:how (?:do|can|to|could|would|should)|what(?:'s| is| are)? (?:the |a )?(?:best|easiest|good|some|fastest|most)|where can|give me|help me|tell me how)",
    re.IGNORECASE,
)


def pattern(cue: str) -> re.Pattern[str]:
    """The pattern of a cue; it is searched in one sentence at a time."""
    return _COMPILED[cue]


@dataclass(frozen=True)
class Hit:
    """A cue found in an answer: its name, its offsets in the answer, and which sentence it is in (0 first)."""

    cue: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True)
class Reading:
    """An answer as the classifier sees it: its sentences as offsets and the cues found, in reading order."""

    sentences: tuple[tuple[int, int], ...]
    hits: tuple[Hit, ...]


@lru_cache(maxsize=4096)
def read(response: str) -> Reading:
    """The sentences and cues of `response`; offsets are code points of `response` itself."""
    text = response.translate(_QUOTES)
    parts = tuple(sentences(text, lines=True))
    hits: list[Hit] = []
    for number, (start, end) in enumerate(parts):
        piece = text[start:end]
        for name, pattern in _COMPILED.items():
            if found := pattern.search(piece):
                hits.append(Hit(name, start + found.start(), start + found.end(), number))
    return Reading(parts, tuple(hits))


def _content_words(text: str) -> frozenset[str]:
    return content_stems(text.translate(_QUOTES))


def features(prompt: str, response: str) -> dict[str, float]:
    """The named features of an answer, most of them 0 or 1 and all within about [-1, 3]; absent means 0.

    `<cue>@first` is the first sentence, `<cue>@early` the first three, `<cue>@any` the whole, `<cue>#` the share of sentences.
    """
    reading = read(response)
    n = max(1, len(reading.sentences))
    found: dict[str, float] = {"bias": 1.0}
    counts: dict[str, int] = {}
    for hit in reading.hits:
        counts[hit.cue] = counts.get(hit.cue, 0) + 1
        found[f"{hit.cue}@any"] = 1.0
        if hit.sentence == 0:
            found[f"{hit.cue}@first"] = 1.0
        if hit.sentence < 3:
            found[f"{hit.cue}@early"] = 1.0
    for cue, count in counts.items():
        found[f"{cue}#"] = min(1.0, count / n)
    found.update(_shape(prompt, response, reading))
    found.update(_crossed(found))
    return found


def _shape(prompt: str, response: str, reading: Reading) -> dict[str, float]:
    """Length, lists, code, and how far the answer takes up the words of the question."""
    words = len(response.split())
    items = len(_LIST_ITEM.findall(response))
    shape = {
        "log_words": math.log1p(words) / 5.0,
        "short": float(words <= 25),
        "list": float(items >= 2),
        "list_items": min(items, 10) / 10.0,
        "code": float("```" in response),
        "prompt_loaded": float(bool(_LOADED.search(prompt))),
        "prompt_how": float(bool(_ASKS_HOW.search(prompt))),
    }
    asked = _content_words(prompt)
    if asked and reading.sentences:
        first = response[slice(*reading.sentences[0])]
        shape["overlap_first"] = len(asked & _content_words(first)) / len(asked)
        shape["overlap_all"] = len(asked & _content_words(response)) / len(asked)
        objecting = {
            h.sentence
            for h in reading.hits
            if h.cue in ("decline", "disown", "improper", "premise", "clarify", "no_access")
        }
        rest = " ".join(response[s:e] for i, (s, e) in enumerate(reading.sentences) if i not in objecting)
        shape["overlap_rest"] = len(asked & _content_words(rest)) / len(asked)
        shape["opposes"] = _opposes(prompt, first)
        shape["opposes_strong"] = float(shape["opposes"] >= 0.5)
    declined = [h.sentence for h in reading.hits if h.cue in ("decline", "disown")]
    if declined:
        shape["decline_place"] = declined[0] / len(reading.sentences)
    return shape


_NEGATION = re.compile(
    r"\b(?:not|no|never|neither|nor|cannot)\b|n't\b|^\W*no\b|\bdenied\b|\bbarred\b", re.IGNORECASE
)


def _opposes(prompt: str, first: str) -> float:
    """How far the first sentence takes up the question's words with the opposite sign: what a rebuttal of a loaded question does."""
    asked, said = _content_words(prompt), _content_words(first)
    if not asked or not said or not _LOADED.search(prompt):
        return 0.0
    differs = bool(_NEGATION.search(first.translate(_QUOTES))) and (
        len(_NEGATION.findall(first.translate(_QUOTES))) != len(_NEGATION.findall(prompt.translate(_QUOTES)))
    )
    return len(asked & said) / len(asked) if differs else 0.0


_CROSSES: tuple[tuple[str, str], ...] = (
    ("decline@early", "list"), ("decline@early", "short"), ("decline@early", "turn@any"), ("decline@early", "redirect@any"),
    ("decline@early", "steps@any"), ("decline@early", "overlap_rest"), ("decline@early", "offer@any"), ("improper@early", "list"),
    ("improper@early", "prompt_loaded"), ("refute@early", "prompt_loaded"), ("equality@any", "prompt_loaded"), ("no_access@early", "short"),
    ("no_access@early", "privacy@any"), ("redirect@any", "list"), ("clarify@early", "premise@any"), ("nonsense@any", "clarify@any"),
    ("unlawful@early", "list"), ("advise_note@first", "improper@any"), ("seek_help@any", "list"), ("prompt_how", "improper@early"),
    ("prompt_how", "list"), ("decline@first", "unlawful@any"), ("decline@first", "improper@any"),
)  # fmt: skip


def _crossed(found: Mapping[str, float]) -> dict[str, float]:
    return {f"{a}*{b}": found[a] * found[b] for a, b in _CROSSES if found.get(a) and found.get(b)}
