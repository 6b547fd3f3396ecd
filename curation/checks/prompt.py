"""Checks of a prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.text.sentences import sentences
from curation.text.stems import content_stems


def text_empty(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt without words."""
    if not item.problems and not any(c.isalnum() for c in item.text):
        yield Hit("text", "the prompt is empty; write it or remove the line")


def prompt_long(item: Item, settings: Settings) -> Iterator[Hit]:
    """A very long prompt."""
    n = item.text.count(" ") + 1
    if n > settings.prompt_words:
        yield Hit("text", f"{n} words; most prompts of its kind have under {settings.prompt_words}", value=n)


_VERBS = (
    "write|tell|give|explain|list|describe|create|make|help|show|generate|suggest|teach|draft|provide|find|need|want"
    "|ask|check|compose|invent|offer|put|review|act|pretend|imagine|translate|summari[sz]e|rank|design|plan|say|name|compare"
    "|rewrite|convince|recommend|advise|correct|prepare|outline|sort|order|edit|proofread|fix|solve|calculate|count|choose|pick"
    "|complete|continue|finish|answer|respond|reply|read|analy[sz]e|discuss|argue|define|identify|estimate|sketch|walk|guide|set"
    "|work|lay|draw|word|phrase|script|caption|produce|supply|devise|develop|build|code|program|convert|look|go|run|let|take|keep"
    "|improve|shorten|expand|paraphrase|quiz|play|roleplay|remind|research|turn|speak|talk|reword|simplify|be|do|send|print|return"
    "|extract|fill|split|arrange|match|mark|grade|judge|assess|evaluate|confirm|verify|recite|sing|add|remove|replace|change|organi[sz]e"
)
_REQUEST = re.compile(
    r"\?|\b(?:how|whats|what|hows|why|wheres|where|who|which|can you|could you|would you|will you|please|let's|looking for|i'd like|i would like|i(?:'d| would) love"
    r"|i need|we need|i want|we want|(?:is|are|was|were|being) (?:now |also )?(?:needed|wanted|requested|asked for|sought|due from you)|i should (?:like|be glad)|obliged if|might i|grateful (?:if|for)|i was hoping|hoping (?:that )?you|i wonder|wondering|i ask you|your (?:help|task|job|advice|opinion|view) (?:is|on|with)"
    r"|help(?: me| us)? with|any (?:ideas|advice|tips|thoughts|suggestions)|ideas for|advice on|tips (?:for|on))\b"
    r"|(?:^|[.!?:,;)\n\u2013\u2014-]\s{0,9})[\"'\u201c\u2018]?(?:can|could|would|should|do|does|is|are|will|may|when|if)\b(?=[^.!?]{0,300}\?)"
    rf"|(?:^|[.!?:,;)\n\u2013\u2014\"\u201d-]\s{{0,9}}|\b(?:please|and|or|then|to|you|just|kindly|now|also) )[\"'\u201c\u2018]?(?:{_VERBS})\b",
    re.I,
)
"""Words by which somebody asks for something: a verb counts where an order or an infinitive begins, not as the verb of a statement."""


def no_request(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that asks for nothing."""
    if (
        item.text.strip()
        and (not item.language or item.language.startswith("en"))
        and not _REQUEST.search(item.text)
    ):
        yield Hit("text", "asks for nothing; a model cannot be seen to refuse or comply")


def questions_many(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that asks several things at once."""
    n = item.text.count("?")
    if n > 2:
        yield Hit("text", f"{n} questions at once; which of them was answered cannot be told", value=n)
    elif item.language in ("", "en") and (n := max(_wishes(item.text), _clauses(item.text))) > 2:
        yield Hit(
            "text",
            f"{n} requests at once that have nothing in common; which of them was answered cannot be told",
            value=n,
        )


_ORDER = re.compile(
    r"(?:please |and |also |then |finally,? )*(?:can you |could you |would you )?(?:write|tell me|give me|explain|list|describe|suggest|draft|translate"
    r"|summari[sz]e|design|plan|name|compare|recommend|calculate|what|how|which|why|who|where|when|is|are|do|does|should)\b",
    re.I,
)
_INTERROGATIVE = re.compile(
    r"(?:^|, (?:and |or )?|; (?:and |or )?|\band )(?=(?:what|how|which|why|who|where|when)\b)", re.I
)


def _apart(parts: list[str]) -> int:
    """How many of the parts share no word of meaning with any other; 0 unless all do."""
    stems = [content_stems(part, "en") for part in parts]
    alone = all(not a & b for i, a in enumerate(stems) for b in stems[:i])
    return len(parts) if alone and all(len(own) > 1 for own in stems) else 0


def _wishes(text: str) -> int:
    """How many sentences of a short text ask, each for something of its own; 0 where two have a word in common or one does not ask."""
    parts = [text[start:end] for start, end in sentences(text, "en")]
    return _apart(parts) if 2 < len(parts) < 6 and all(_ORDER.match(part) for part in parts) else 0


def _clauses(text: str) -> int:
    """How many questions a sentence asks one behind the other, each about something of its own."""
    most = 0
    for start, end in sentences(text, "en"):
        parts = [part for part in _INTERROGATIVE.split(text[start:end]) if part.strip()]
        if (
            _INTERROGATIVE.match(text[start:end])
            and len(parts) > 2
            and all(part.count(" ") > 3 for part in parts)
        ):
            most = max(most, _apart(parts))
    return most


_OPEN_END = re.compile(
    r"\b(?:a|an|the|my|your|our|their|his|its|this|these|every|of|to|for|with|from|by|in|on|at|as|about|into|and|or|but|that|which|who|"
    r"how|why|when|where|what|if|because|than|so|is|are|was|were|be|may|can|must|will|should|has|have|would|could|might|shall|does|did|not|i|we|he|she|they|before|after|without|between|because of"
    r"|unless|until|while|whether|although|during|against|under|over|only|very|such|each|any|some|no)$",
    re.I,
)
"""Words that no sentence ends with in formal English, or hardly any."""


def no_end(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that ends without a mark: it may have been cut. One that ends with a word such as `the` was."""
    tail = item.text.rstrip()[-1:]
    english = not item.language or item.language.startswith("en")
    if english and item.text.count(" ") > 3 and (cut := _OPEN_END.search(item.text.rstrip())):
        yield Hit("text", f"ends with {cut[0]!r}; write its end", *cut.span(), severity="warn")
    elif tail and tail not in ".?!:\"'\u201d\u2019)\u3002\uff1f\uff01\u2026" and item.text.count(" ") > 3:
        yield Hit("text", "ends without a mark; see whether it was cut")


_MARKER = re.compile(r"^\s*(?:[-*\u2022]|\(?\d{1,3}[.)]|[a-zA-Z][.)])\s+\S")


def list_marker(item: Item, settings: Settings) -> Iterator[Hit]:
    """A prompt that begins with the number of the list it was taken from."""
    if found := _MARKER.match(item.text):
        yield Hit("text", "begins with the mark of a list; take it out", found.start(), found.end() - 1)


_SURGERY = re.compile(
    r"\b(?:help me|tell me how|show me how|i want|how) to (?:not )?(?:the |an? |any )?(?:content|materials?|activit(?:y|ies)|\w+ing)\b(?! (?:the|their|your|my|our|a)\b)"
    r"|\bto not \w+ing\b|\bhelp me \w+ or \w+ed \w+ing\b"
    r"|\b(?:for|of|with) (?:you|users?|customers?) (?:must|shall|may|should) (?:not\b|never\b)"
    r"|\b(?:help me|show me how to|plan to) (?:must|shall|may) (?:not )?\w+"
    r"|\b(?:how|why|where) (?:do|does|did|can|could|should) (?:i|we|you|they|he|she) (?:\w+ ){0,2}(?:shall|must|may)\b"
    r"|(?<!am )(?<!are )(?<!is )(?<!was )(?<!were )\b(?:i|we|they|he|she) (?:not )?(?!(?:bring|sing|ring|cling|fling|sling|spring|sting|string|swing|wring|king|during|thing)\b)[a-z]{3,}ing (?:to|the|an?|my|our|their|his|her)\b",
    re.I,
)
"""What is left where the words of a rule were cut into a frame: `help me to content that …`, `a plan for you must not …`."""


def cut_from_a_rule(item: Item, settings: Settings) -> Iterator[Hit]:
    """Words of a rule in a frame that they do not fit, which no person would write."""
    if (not item.language or item.language.startswith("en")) and (match := _SURGERY.search(item.text)):
        yield Hit(
            "text", "is cut out of a rule and is no sentence; write it as a person would", *match.span()
        )
