"""Flaws of the stems of multiple-choice questions that item writers know by name: each check finds one, by form alone.

The names follow Haladyna, Downing and Rodriguez (2002). Flaws of the options stand in `flaws`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curation.checks.flaws import words_of
from curation.checks.items import Hit, Item
from curation.checks.settings import Settings
from curation.text.grammar import head
from curation.text.question_words import ABBREVIATIONS, PERSONS, THINGS
from curation.text.quoted import unquoted
from curation.text.stems import content_stems
from curation.text.verbs import base, cut_word, is_adjective, is_noun, known_word, past_participle
from curation.text.whole import OUTSIDE

_DANGLING = re.compile(
    r"\b(?:such (?!as\b|a\b|an\b|that\b|cases?\b|situations?\b|circumstances\b|conditions?\b|events?\b)[a-z]+s?\b|(?<!of )(?<!and )(?:this|these|that|those) (?:section|paragraph|subsection|article|part|regulation|act|chapter|schedule|rule|clause|standard|policy|requirements?|provisions?|measures|records?|documents?|persons?|obligations?)\b"
    r"|the (?:said|aforesaid|aforementioned|foregoing|above|above-mentioned|latter|former)\b|(?:mentioned|described|listed|referred to|specified|set out|stated) (?:above|below|earlier|previously|therein|herein|in (?:sub)?(?:section|paragraph) \(\w+\))\b|\b(?:thereof|thereto|therein|hereof|hereto|herein|hereunder|thereunder)\b)",
    re.I,
)
_PRONOUN = re.compile(
    r"^\W*(?:what|when|where|how(?: \w+)?|who|which|why)\s+(?:must|shall|should|may|can|is|are|do|does|did|has|have|will|was|were)\s+(?:it|they|he|she|this|these|that|those|them)\b(?! \w+(?: \w+)? (?:to|that|for|when|if|not)\b)(?! (?:possible|necessary|important|safe|acceptable|permitted|allowed|required|recommended|appropriate|advisable|true|best|legal|lawful|correct|better|essential|mandatory|prohibited))",
    re.I,
)


_ELSEWHERE = re.compile(
    r"\b(?:the|any|that|each) (?:preceding|previous|foregoing|following|next|above|above-mentioned|aforementioned|aforesaid|said|earlier|same|latter|former|relevant preceding) (?:sub)?(?:sections?|paragraphs?|articles?|clauses?|points?|items?|rules?|provisions?|parts?|chapters?|sentences?|requirements?|records?|duty|duties|period|limit|case|passage|text|list|table|schedule|annex)\b(?! (?:of|or|and|to) (?:the|this|act|regulation))"
    r"|\b(?:in|of|under|by|from|to) the (?:first|second|third|fourth|last|next|final) (?:sub)?(?:sentence|paragraph|section|half-sentence|indent|bullet|line|clause|point|subparagraph|alternative|part of the (?:sentence|provision|rule))\b(?! of (?:the|this) [A-Z])"
    r"|\b(?:mentioned|described|listed|referred to|specified|set (?:out|forth)|stated|defined|noted|outlined|discussed|named|given|shown|quoted|cited|reproduced|printed|attached|appended|annexed|explained|indicated|enumerated|depicted|summari[sz]ed|presented|provided|laid down|copied|prescribed|required|identified) (?:above|below|earlier|previously|before(?=[?.,]|$)|therein|herein|hereinafter|overleaf|there(?=[?.,]|$))\b"
    r"|\b(?:as|see) (?:above|below|before)\b|\b(?:the|this|that) (?:passage|text|excerpt|extract|provision|quotation|wording) (?:above|below|says|states|quoted|requires)\b|\b(?:according to|under|in|by) (?:the|this|that) (?:passage|text|excerpt|extract|provision|clause|paragraph|section|rule|regulation|above)\b(?=[,.?]|$| (?:above|below))"
    r"|\b(?:such (?:an? )?(?:records?|documents?|persons?|notices?|reports?|measures?|requirements?|permits?|certificates?|tests?|work|equipment|information|cases?(?= be| is| are)|periods?|substances?|containers?))\b(?! as\b)",
    re.I,
)
"""Words that point at another provision or passage, wherever they stand in an item."""


def dangling(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that points at words which are not there: `such records`, `this paragraph`, `what must it do`. What is quoted may."""
    if item.context:
        return
    asked = unquoted(item.stem)
    sentences = re.split(r"(?<=[.!?:])\s+", asked.strip())
    one = len(sentences) == 1
    match = _DANGLING.search(asked) if one else OUTSIDE.search(asked) or _pointing(sentences)
    match = match or (_PRONOUN.search(asked) if one else None) or (_ELSEWHERE.search(asked) if one else None)
    if match:
        yield Hit("stem", "points at words that the item does not hold; name what is meant")
    for i, option in enumerate(item.options):
        if found := OUTSIDE.search(option) or _ELSEWHERE.search(option):
            if found[0].lower().startswith("such") and content_stems(
                found[0].split()[-1], "en"
            ) & content_stems(f"{item.stem} {option[: found.start()]}", "en"):
                continue
            yield Hit(
                f"options[{i}]",
                "points at words that the item does not hold; name what is meant",
                *found.span(),
            )
            return


def _pointing(sentences: list[str]) -> re.Match[str] | None:
    """Words of a stem of several sentences that point at another provision; what an earlier sentence of it names is there."""
    for n, sentence in enumerate(sentences):
        for match in _ELSEWHERE.finditer(sentence):
            noun = match[0].split()[-1].lower()
            if match[0].lower().startswith("such"):
                continue  # a case that was told before may be taken up so
            known = content_stems(" ".join([*sentences[:n], sentence[: match.start()]]), "en")
            if not content_stems(noun, "en") & known:
                return match
    return None


def double_barrelled(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks two things."""
    stem = item.stem
    two = re.search(
        r"\b(?:and|or)(?: also)?,? (?:(?:above|below|within|by|at|in|on|to|for|from|under|after|before|of|with|against|up to|over) )?(?:what|how (?:long|many|often|much|soon|far|high|quickly|fast|large|deep|late|early|big|old|should|must|do|does|can|may|is|are)|by when|when|where|why|who|which(?! (?:is|are|was|were|has|have|can|may|must)\b))\b[^?]*\?",
        stem,
        re.I,
    )
    if stem.count("?") >= 2 and not re.search(r"\?[\"'”’]", stem):
        yield Hit("stem", "asks two questions; make two items of them")
    elif two and re.search(
        r"^\W*(?:[a-z]+ )?(?:what|how|when|where|why|who|which|whom|whose)\b|[.;:,]\s+(?:[a-z]+ )?(?:what|how|when|where|why|who|which)\b",
        stem[: two.start()],
        re.I,
    ):
        yield Hit("stem", "asks two things at once; make two items of them", *two.span())


_UNFOCUSED = re.compile(
    r"^\W*(?:(?:which|what)(?: one)?(?: of (?:the )?(?:following|these|below|statements?|options?|answers?))*(?: (?:statements?|options?|answers?|choices?|sentences?|items?))?(?: (?:below|here))?(?: (?:is|are|would be|do you (?:think|believe) (?:is|are)))?(?: (?:the )?(?:most |best )?(?:true|correct|right|accurate|false|incorrect|wrong|best|appropriate|valid|answer|option|statement))*"
    r"|(?:choose|select|pick|mark|identify|indicate|find)(?: the)?(?: (?:best|most|right|correct|true|one|following|appropriate|answer|option|statement|choice|alternative))*(?: (?:from|of|among|below|answer|option|statement|choice)(?: the)?(?: (?:following|list|options|below))*)?)\W*$",
    re.I,
)


_SUBJECT_ONLY = r"(?:about|on|concerning|regarding|with regard to|as to|with respect to|in respect of|in relation to|relating to|related to|when it comes to|for|of|in|under|according to) [^?]{1,120}"
_TRUTH = r"(?:most |more )?(?:true|correct|right|accurate|valid)"
_STATEMENT = r"(?:statements?|sentences?|assertions?|answers?|options?|claims?|propositions?)"
_ABOUT_WHAT = re.compile(
    rf"^\W*(?:(?:which|what)(?: one)?(?: of (?:the )?(?:following|these|below))?(?: {_STATEMENT})?(?: (?:about|on|concerning|regarding|with regard to|as to|with respect to|relating to) [^?]{{1,120}}?)?(?: (?:below|here))? (?:is|are|would be|holds?)(?: the)?(?: {_TRUTH})(?: {_STATEMENT})?"
    rf"|(?:choose|select|pick|mark|identify|indicate|find|tick)(?: the)?(?: one)? (?:{_TRUTH}|best)(?: (?:{_STATEMENT}|one))?)(?:,? {_SUBJECT_ONLY})?\W*$",
    re.I,
)
"""A stem that asks which statement is true and names no more than a subject."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|must|shall|should|may|can|could|will|would|does|do|did|means?|requires?|applies|apply|include[sd]?|allows?|forbids?|prohibits?|says?|states?|provides?|covers?|needs?|counts?|who|which|that|when|where|if|what|how|why|name|state|give|list)\b|\w+s (?:the|an?|that|to|when|if)\b|\b(?:to|by|for|of|within|at|as|than|from|with|in|on|a|an|the|must|because|until|unless|after|before)\s*:?$",
    re.I,
)


_CITES = re.compile(
    r"^\W*(?:(?:the|under|in|according to) )?(?:[A-Z][\w'\u2019.-]*|of|the|and|on|for|in|\d[\w.()]*|\([\w]+\)|(?:sub)?section|paragraph|article|clause|point|rule|regulation|act|s\.|art\.|sec\.|no\.)(?:,? (?:[A-Z][\w'\u2019.-]*|of|the|and|on|for|in|\d[\w.()]*|\([\w]+\)|(?:sub)?section|paragraph|article|clause|point|rule|regulation|act))*\W*$"
)
"""No more than a citation."""


def _names_little(asked: str) -> bool:
    """Whether a question for a true statement names no more than a provision or a subject of a few words."""
    found = re.search(rf"\b{_SUBJECT_ONLY}", asked, re.I)
    subject = re.sub(r"\b[A-Z][\w'\u2019.-]*", " ", found[0]) if found else ""
    return len(content_stems(subject, "en") - _OF_QUESTIONS) <= 3


_OF_QUESTIONS = content_stems(
    "regard respect concerning regarding relation statement true correct following according comes", "en"
)


def unfocused(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that states no problem: nobody could answer it with the options covered."""
    stem = item.stem.strip()
    if not stem or "__" in stem:
        return
    bare = (
        len(stem.split()) <= 5
        and "?" not in stem
        and (not stem.endswith(":") or len(stem.split()) <= 2)
        and not re.search(r"\b(?:is|are|must|shall|should|can|may|means?)\b", stem, re.I)
    )
    # A heading: `Synthetic images and the Marking Act:`
    heading = (
        len(stem.split()) <= 16
        and (stem[-1] in ".:\u2013\u2014-" or _CITES.match(stem) is not None)
        and not _VERB.search(stem.rstrip(" .:\u2013\u2014-") if stem[-1] == "." else stem)
    )
    topic = re.match(r"^\W*(?:what|how) about\b", stem, re.I)
    last = re.split(r"(?<=[.!?])\s+", stem)[-1]
    alone = len(stem) - len(last) < 25
    empty = alone and (asked := _ABOUT_WHAT.match(last)) and _names_little(asked[0])
    if _UNFOCUSED.match(stem) or bare or topic or heading or empty:
        yield Hit("stem", "states no problem that can be answered without the options; say what is asked")


def opinion(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks for an opinion, to which no answer is wrong."""
    if match := re.search(
        r"\b(?:(?:do|would) you (?:think|believe|feel|prefer|like|say|recommend)|in your (?:opinion|view|experience)|your favou?rite|how do you feel|what do you think|are you (?:happy|comfortable)|you personally)\b",
        item.stem,
        re.I,
    ):
        yield Hit(
            "stem", "asks for an opinion; ask for what the provision or the evidence says", *match.span()
        )


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part.strip()]


_SCENERY = re.compile(
    r"\b(?:sunny|rainy|beautiful|lovely|weather|coffee|tea|lunch|breakfast|birthday|wedding|holiday|vacation|weekend|favou?rite|hobby|hobbies|guitar|football|cat|dog|puppy|car park|parked|blue shirt|red shirt|jacket|haircut|smiled|smiling|cheerful|married|children|sister|brother|grandmother|years? old|grew up|loves?|enjoys?|music|radio|movie|film|novel|bus|train ride|traffic)\b",
    re.I,
)


def window_dressing(item: Item, settings: Settings) -> Iterator[Hit]:
    """A story before the question that neither the question nor any option takes up."""
    parts = _sentences(item.stem)
    if len(parts) < 2 or item.context:
        return
    language = item.language or "en"
    quoted = " ".join(str(quote["quote"]) for quote in item.evidence) if item.derivation else ""
    # What a rule speaks of is a fact of the case and no story.
    rule = f"{item.provision} {quoted}"
    asked = content_stems(" ".join([parts[-1], *item.options, rule, item.explanation]), language)
    for n, part in enumerate(parts[:-1]):
        told = content_stems(part, language)
        others = content_stems(" ".join(p for i, p in enumerate(parts[:-1]) if i != n), language)
        scenery = len(_SCENERY.findall(part))
        if (
            scenery >= 2
            or (scenery and not told & asked)
            or (len(told) >= 4 and not told & (asked | others) and n == 0 and len(parts) > 2)
            or (item.explanation and _beside(part, [*parts[:n], *parts[n + 1 :]], item, rule, language))
        ):
            yield Hit("stem", "tells a story that the question does not need; leave it out", value=n)
            return


_HISTORY = re.compile(
    r"\b(?:was (?:founded|established|built|passed|adopted|opened|born|named|designed|renovated|painted)|founded in|established in|won|has twice|award\w*|medals?|prize|famous|well known|known for|popular|anniversary|translated into|drafters|years of debate|grew up|studied|graduated|hobb(?:y|ies)|keen|enjoys?|plays? (?:the|in an?|chess|football|tennis|cards)|moved to|two cats|(?:her|his|their) (?:cats?|dogs?|bicycle|hobby|wife|husband|partner|parents|children|kids|sister|brother|son|daughter|band|choir|team|boat)(?= |$)|collects?|sings?|paints?|brought (?:cake|coffee|tea)|came by (?:bicycle|bike|bus|train|car)|on (?:his|her|their) way|smil\w+|weather|canteen|lunch|breakfast|cousin|uncle|aunt|neighbou?r|birthday|holiday|garden|colou?r(?:ed)?|logo|slogan|family-run|third generation|proud(?:ly)?|recently (?:moved|married|painted)|lovely|beautiful|picturesque|historic|celebrat\w+)\b",
    re.I,
)
"""Words of the history, the looks and the habits of people and places, on which hardly any rule depends."""


def _beside(part: str, others: list[str], item: Item, rule: str, language: str) -> bool:
    """Whether a sentence, or a clause of it, tells what neither the rest of the item nor its provision takes up."""
    rest = content_stems(
        " ".join([*item.options, item.explanation, rule, *(others if not rule.strip() else others[-1:])]),
        language,
    )
    for clause in re.split(
        r"[;,:]\s+(?:and |but |while |which |who )?|\band (?=(?:has|have|had|was|were|is|his|her|its|their|he|she|it|they) )",
        part,
    ):
        # Names of the persons and places of a case are taken up by themselves.
        told = content_stems(re.sub(r"(?<!^)\b[A-Z][\w'\u2019-]*", " ", clause), language)
        if len(told) >= 2 and not told & rest and _HISTORY.search(clause):
            return True
    told = content_stems(re.sub(r"\b[A-Z][\w'\u2019-]*", " ", part), language)
    return bool(rule.strip()) and len(told) >= 5 and len(told & rest) == 0


_SHORT = re.compile(
    r"(?<![\w./-])((?:[A-Z]\.?){3,7}(?:-[A-Z]{1,3})?|[A-Z]{1,2}[a-z]?[A-Z]{2,5})s?(?![\w/]|-[a-z\d])"
)


def unknown_abbreviation(item: Item, settings: Settings) -> Iterator[Hit]:
    """An abbreviation in the stem or an option that is neither known to everybody nor spelled out in the item."""
    whole = " ".join([item.stem, *item.options])
    if item.stem.isupper():
        return
    for field, text in (("stem", item.stem), *((f"options[{i}]", o) for i, o in enumerate(item.options))):
        if text.isupper() and " " in text:
            continue
        for match in _SHORT.finditer(text):
            name = match[1]
            plain = name.split("-")[0].replace(".", "")
            # "Schedule VIII" holds a number, and a word in capitals may be one that is stressed.
            if (
                name in ABBREVIATIONS
                or plain in ABBREVIATIONS
                or re.fullmatch(r"[IVXLC]+", name)
                or _stressed(plain)
            ):
                continue
            spelled = re.search(rf"\(\s*{re.escape(name)}s?\s*\)|{re.escape(name)}s?\s*\(", whole)
            initials = re.search(
                r"\b" + r"\w*(?:[\s-]+(?:of|and|the|for|in))?[\s-]+".join(plain.lower()) + r"\w*",
                whole.lower(),
            )
            around = re.search(r"([A-Z]{2,})\s+$", text[: match.start()]) or re.match(
                r"\s+[A-Z]{2,}\b", text[match.end() :]
            )
            if around:
                continue  # a name in capitals, `HALDEN LTD`
            # An option may hold the name of a thing of the field; one that is no more than the letters says nothing without them.
            named = field != "stem" and not re.fullmatch(
                rf"\W*(?:[Tt]he |[Aa]n? )?{re.escape(name)}s?\W*", text
            )
            if not spelled and not initials and not named:
                yield Hit(
                    field, f"the abbreviation {name} is not spelled out; write it in full once", *match.span()
                )
                return


def _stressed(name: str) -> bool:
    """Whether letters in capitals are an ordinary word that is stressed: `ALSO`, `TWICE`."""
    return name.isalpha() and name.isupper() and known_word(name.lower())


_ASKS_DUTY = re.compile(
    r"\bwhat (?:must|shall|should) (?:the|an?|every|each|any) ((?:[\w'’-]+ ){0,3}?[\w'’-]+) (?:do|ensure|provide|keep|report|maintain|submit|record|notify|establish|carry)\b",
    re.I,
)
_DOES = (
    "do|ensure|provide|keep|report|maintain|submit|record|notify|establish|carry out|carry|write|enter|inform|consult|check|inspect|train|appoint|apply|pay|answer|sign|decide|file|send|hand over|name|draw up|put up|store|label|verify|examine|investigate|order|request|"
    "obtain|seek|give notice|arrange|take care|see to|issue|warn|tell|instruct|assess|review|approve|allow|permit|refuse|make sure|see that|comply|document|publish|disclose|delete|return|register|test|measure|wear|stop work"
)
_MUST_DO = re.compile(
    rf"\b(?:must|shall|should|has to|have to|is (?:required|obliged) to|are (?:required|obliged) to)(?: (?:the|an?|every|each|any) (?P<inverted>(?:[\w'\u2019-]+ ){{0,2}}?[\w'\u2019-]+))? (?:{_DOES})\b|(?<!for )(?<!of )(?<!in )(?<!on )(?<!by )(?<!with )(?<!to )(?<!at )(?<!from )(?<!under )\b(?:the|an?|every|each) (?P<plain>(?:[\w'\u2019-]+ ){{0,2}}?[\w'\u2019-]+) (?:must|shall|has to|have to|is (?:required|obliged) to) (?:{_DOES})\b|(?:^|[,.] )(?P<bare>[^,.?]{{3,90}}?) (?:is|are) (?:obliged|bound|under a duty) to (?:{_DOES})\b",
    re.I,
)
_WHO = re.compile(
    r"^\W*(?:[^?]{0,80}, )?(?:who|whom|which (?:person|body|party|role|officer|authority))\b", re.I
)
_ABSTRACT = frozenset(
    [
        "compliance",
        "inventory",
        "list",
        "catalogue",
        "protocol",
        "safety",
        "duty",
        "obligation",
        "requirement",
        "rule",
        "storage",
        "transport",
        "training",
        "disposal",
        "inspection",
        "awareness",
        "responsibility",
        "security",
        "work",
        "process",
        "operation",
        "activity",
        "consent",
        "request",
        "complaint",
        "delay",
        "accident",
        "incident",
        "law",
        "storeroom",
        "warehouse",
        "logbook",
        "folder",
        "website",
        "shelter",
        "corridor",
        "kitchen",
        "truck",
        "lorry",
        "van",
        "car",
        "boat",
        "ship",
        "bridge",
        "road",
        "lift",
        "elevator",
        "boiler",
        "oven",
        "freezer",
        "refrigerator",
        "sample",
        "spill",
        "leak",
        "fire",
        "smoke",
        "water",
        "air",
        "food",
        "meal",
        "ingredient",
        "medicine",
        "vaccine",
        "animal",
        "dog",
        "cage",
        "kennel",
        "stable",
        "toy",
        "drone",
        "robot",
        "software",
        "app",
        "dashboard",
        "archive",
        "account",
        "password",
        "data",
        "dosimeter",
        "badge",
        "key",
        "cupboard",
        "fridge",
    ]
)
"""Further things and abstract nouns that bear no duty; kept apart from the things of equipment."""


_LAID_ON = re.compile(
    r"\b(?:dut(?:y|ies)|obligations?|tasks?|responsibilit(?:y|ies))\b[^?.]{0,120}?\b(?:on|upon) (?P<on>(?:the|an?|every|each) (?:[\w'\u2019-]+ ?){1,4})|\bwhat (?:dut(?:y|ies)|obligations?) (?:does|do|has|have) (?P<has>(?:the|an?|every|each) (?:[\w'\u2019-]+ ?){1,3}) (?:have|bear|owe)\b",
    re.I,
)


def _is_thing(phrase: str) -> bool:
    if re.search(r"\b(?:responsible|answerable|in charge)\b", phrase, re.I):
        return False
    noun = head(phrase).lower()
    names = {noun, noun.removesuffix("s"), noun.removesuffix("es")}
    compound = any(
        noun.removesuffix("s").endswith(end) and len(noun) > len(end) + 2
        for end in ("room", "store", "box", "book", "board", "line", "plant", "ware", "gear")
    )
    return (bool(names & (THINGS | _ABSTRACT)) or compound) and not names & PERSONS


_BEARS = re.compile(
    r"^(?:the|an?|every|each) ((?:[\w'’-]+ ){0,2}?[\w'’-]+) (?:must|shall) (?:keep|report|notify|ensure|submit|provide|train|record|establish|maintain|inform|consult)\b",
    re.I,
)


def absurd_bearer(item: Item, settings: Settings) -> Iterator[Hit]:
    """A thing that is asked for a duty: `what must the ladder do`."""
    for name, text, pattern in [
        ("stem", item.stem, _ASKS_DUTY),
        *((f"options[{i}]", o, _BEARS) for i, o in enumerate(item.options)),
    ]:
        for match in pattern.finditer(text):
            noun = match[1].split()[-1].lower()
            if (noun in THINGS or noun.removesuffix("s") in THINGS) and noun.removesuffix("s") not in PERSONS:
                yield Hit(name, "gives a duty to a thing; name who bears it", *match.span(1))
                return
    for match in _MUST_DO.finditer(item.stem):
        for group in ("inverted", "plain", "bare"):
            if match[group] and _is_thing(match[group]) and not re.search(r"\b(?:be|not)\b", match[group]):
                yield Hit("stem", "gives a duty to a thing; name who bears it", *match.span(group))
                return
    if (
        item.key is not None
        and _WHO.match(item.stem)
        and re.search(
            r"\b(?:must|shall|should|has to|have to|is (?:responsible|required|obliged)|bears?|responsible|duty)\b",
            item.stem,
            re.I,
        )
    ):
        for i, option in enumerate(item.options):
            if (
                len(option.split()) <= 6
                and re.match(r"^(?:the|an?|every|each|its)\b", option, re.I)
                and _is_thing(option)
            ):
                yield Hit(f"options[{i}]", "gives a duty to a thing; name who bears it")
                return


_PASSAGE = re.compile(r"\u201c[^\u201c\u201d]*\u201d")
_FEWEST_WORDS = 6
"""Words from which on a quotation is a passage and no term."""


def _asked(stem: str) -> str:
    """A stem with the passages that it quotes blanked, each character in its place: what they deny is not what is asked."""
    return _PASSAGE.sub(
        lambda match: " " * len(match[0]) if len(match[0].split()) >= _FEWEST_WORDS else match[0], stem
    )


_NOT_IN = re.compile(
    r"\b(?:not|never|nor|hardly|cannot) (?:an? |be |to be |considered |deemed |entirely |at all )*(?:im|in|il|ir|un|dis|non-?)(?:permissible|possible|lawful|legal|admissible|allowed|acceptable|regular|proper|valid|eligible|usual|common|necessary|authori[sz]ed|able|likely|true|correct|complete|sufficient|adequate|consistent|compatible|appropriate|approved|compliant|safe|fit|suitable|required|covered|exempt|important|advisable|wise|aware|known|licensed|qualified)\b"
    r"|\b(?:not|never) (?:be )?(?:forbidden|prohibited|banned|excluded|exempt|omitted|left out|waived|absent|lacking|missing|refused|denied)\b",
    re.I,
)
_APART_NOT = re.compile(
    r"\b(?:which|what|who|whom|when|where|how)\b[^?]{0,120}?\b(?:need|does|do|did|is|are|was|were|should|can|will|has|have|may|must) (?:(?!if\b|when\b|where\b|who\b|that\b|which\b|whose\b|because\b|but\b|and\b|or\b|although\b|unless\b|even\b)[\w'\u2019-]+ ){1,5}not\b(?! (?:[a-z]+ing|more|less|later|exceed\w*|fewer|only|yet|earlier|longer|before|until))[^?]*\?\s*$",
    re.I,
)
"""A question whose `not` stands apart from its verb: `at which value need bathers not leave`."""


def double_negative(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks for the exception and options that deny: readers lose count. `Never without` is plain English and no fault."""
    asked = _asked(item.stem)
    stem = re.search(r"\b(?:not|except|never|least|false|incorrect|without|unlikely)\b", asked, re.I)
    denied = [
        i
        for i, o in enumerate(item.options)
        if {"not", "never", "no", "cannot", "don't", "doesn't"} & set(words_of(o)[:3])
    ]
    twice = _NOT_IN.search(asked) or re.search(
        r"\b(?:not|never|cannot|without)\b[^?.]{0,40}\b(?:not|never|no|un(?!der|it|ion|iv|til|less)\w{4,})\b",
        asked,
        re.I,
    )
    if twice or (
        stem and re.search(r"\b(?:which|what)\b", asked, re.I) and _ASKS_EXCEPTION.search(asked) and denied
    ):
        yield Hit("stem", "denies twice; say it without the negations")


_ASKS_EXCEPTION = re.compile(
    r"\b(?:which|what|who|all)\b.{0,80}?(?:\b(?:is|are|does|do|did|would|should|can|must|was|were|may|need|will)\s+not\b|\bexcept\b|\b(?:false|incorrect|untrue)\b)|\bexcept\b\W*$",
    re.I,
)


_BANNED = re.compile(r"\b(?:must|may)\s+not$", re.I)


def negative_plain(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that asks for the exception in small letters: the word is easily overlooked. `Must not` asks what is banned."""
    if (
        (match := _ASKS_EXCEPTION.search(_asked(item.stem)) or _APART_NOT.search(_asked(item.stem)))
        and not _BANNED.search(match[0])
        and not re.search(
            r"\b(?:NOT|EXCEPT|LEAST|FALSE|INCORRECT)\b|(?<![*_])[*_]++(?:not|except|false|incorrect)",
            item.stem,
        )
    ):
        yield Hit(
            "stem",
            "asks for the exception in small letters; ask for what is right, or print the word in capitals",
            *match.span(),
        )


_A = re.compile(
    r"\b((?-i:a)|(?<![a-z,] )A)\s+(?!u(?:n[iy]|s[aeiu]|tili|t[eo]|r[aeio]n)|eu|one\b|once\b|ewe|U[A-Z. ]|UK|US|EU)([aeiou]\w+)|\b(an)\s+(?!h(?:our|onest|eir|onou?r)|(?-i:[A-Z][A-Z\d])|(?-i:[A-Z])\b|[8]|11\b|18\b|x\b|x-|m\b|s\b|[FHLMNRSX]\b)([b-df-hj-np-tv-z]\w+)",
    re.I,
)
_INVERT = re.compile(
    r"^\W*(?:what|when|where|how (?:long|often|many \w+)|why)\s+(?:the|an?|every|each)\s+(?:[\w-]+\s){1,3}?(?:must|shall|should|can|may|is|are|has|have)\b[^,;]*\?\s*$",
    re.I,
)
_MODAL_S = re.compile(
    r"(?<!why\s)(?<!how\s)(?<!what\s)(?<!when\s)(?<!where\s)(?<!often\s)(?<!long\s)(?<!much\s)(?<!reasons\s)\b(?:must|shall|should|may|can|will|could|would)\s+(?!always|perhaps|this|thus|its|us|as|process|access|address|discuss|pass|assess|focus|express|possess|progress|cross|dress|press|stress|guess|miss|bypass|encompass|canvass|harness|witness|suppress|compress|dismiss|less|across|bus|gas|dispos)(?:not\s+)?([a-z]{3,}(?:es|[^s'’ ]s))\b(?!\s+be\b)",
    re.I,
)
_INVERTED_S = re.compile(
    r"\b(?:must|shall|should|may|can|will)\s+(?:the|an?|every|each)\s+[a-z]+\s+(?!process|access|address|discuss|pass|assess|focus|possess|dress|always|is|has|was)[a-z]{2,}[^s]s\s+(?:the|an?|his|her|its|their|any|all|every)\b",
    re.I,
)
_HAS_TO_FORM = re.compile(
    r"\b(?:has|have|had|need|needs|ought|want|wants|allowed|required|obliged|permitted|able|due|going) to (?!(?:access|process|address|discuss|pass|assess|focus|express|possess|progress|cross|dress|press|stress|guess|miss|bypass|always|across|this|his|its|us|business|premises|less|persons|employees|workers|others|records|minutes|hours|days|months|years)\b)(?:[a-z]{2,}[^s'\u2019 ]s|has|is|was|were|are|been)\b(?= (?:the|an?|its|his|her|their|any|all|every|logs?|records?|reports?|it|them)\b)|\bdo (?:the|an?|each|every) (?:employer|operator|provider|deployer|person|owner|manufacturer|controller|processor|supplier|keeper|worker|manager|driver|company|school|hospital|laboratory)\b",
    re.I,
)
_MODAL_PAST = re.compile(
    r"\b(?:must|shall|should|may|can|will|could)\s+(?:not\s+)?(?:has|had|is|are|was|were|been|being|to)\b",
    re.I,
)
_DO_FORM = re.compile(
    r"\b(?:does|did|do)\s+(?:the|an?|not)\s+(?:[\w-]+\s){0,2}?(?:has|is|was|requires|needs|applies|means|makes)\b",
    re.I,
)
_MANY = re.compile(
    r"\bhow many (?!people|personnel|staff|men|women|children|criteria|data|more|of|times|hours)([a-z]+[^s\s])\s+(?:must|shall|should|is|are|does|do|can|may)\b",
    re.I,
)


_BE_BASE = re.compile(
    r"\b(?:to|must|shall|should|may|can|will|could|would|not) be ([a-z]+)(?= (?:in|on|at|by|for|from|to|within|before|after|under|with|when|while|until|where|as|least|every|once|immediately)\b|\s*[?,.;:])",
    re.I,
)
_ONE_DOES = re.compile(
    r"\b(?:no|each|every|another|an?) ([a-z-]+) ([a-z]+) (?:it|them|him|her|the|an?|its|their|his|this|that)\b",
    re.I,
)
_HELPED = re.compile(
    r"\b(?:must|shall|should|may|can|will|would|could|might|does|do|did|let|lets|make|makes|help|helps|have|has|had|see|require\w*|demand\w*|request\w*|ensure|to|that)\b",
    re.I,
)
_AFTER_DETERMINER = re.compile(
    r"\b(?:these|those|several|many|few|both|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty) (day|hour|week|month|year|minute|metre|meter|kilogram|litre|person|worker|employee|employer|record|document|container|inspector|operator|provision|condition|requirement|measure|report|copy|sample|pupil|student|patient|animal|vehicle|item)\b(?!-)(?! (?:old|period|limit|notice|rule|interval|deadline|break|course|plan|shift))",
    re.I,
)
_NUMBER_CLASH = re.compile(
    r"\b(?<!of )(?:employers|workers|operators|persons|people|providers|employees|inspectors|they|we|you) (?:is|was|has|does)\b|\b(?:employer|worker|operator|provider|person|inspector|employee|owner|manager|supervisor|(?<!of )he|(?<!of )she|(?<!of )it) are\b"
    r"|\b(?:is|was|does) (?:the |all |these |those )(?:employers|workers|operators|persons|people|providers|records|documents|containers|employees|inspectors)\b|\b(?:are|were|do) (?:an?|each|every) \w+",
    re.I,
)


_MODAL_HAS = re.compile(
    r"\b(?:must|shall|should|can|do|does|did) (?:the|an?|each|every|all|any) (?:(?!who\b|which\b|that\b|whose\b|if\b|when\b|where\b|because\b|before\b|after\b|until\b|once\b|since\b|while\b|whether\b|and\b|or\b|so\b|what\b|as\b|than\b)[\w'\u2019.-]+ ){1,14}?(?:has|is|was|had)\b",
    re.I,
)


def _lexical_fault(stem: str) -> re.Match[str] | None:
    """A base form where a participle has to stand (`is to be store`), or a singular with a plural verb (`no wall separate them`)."""
    for match in _BE_BASE.finditer(stem):
        word = match[1].lower()
        if base(word) == word and past_participle(word) != word and not _may_be(word):
            return match
    for match in _ONE_DOES.finditer(stem):
        verb = match[2].lower()
        clause = re.split(r"[,;:.]", stem[: match.start()])[-1]
        if (
            verb not in _MODALS
            and base(verb) == verb
            and not verb.endswith(("s", "ed", "ing", "er", "ly"))
            and not _HELPED.search(clause)
            and known_word(match[1])
            and (not is_noun(verb) or match[0].split()[-1].lower() in ("it", "them", "him"))
            and verb not in _NOUNS_TOO
        ):
            return match
    return None


_MODALS = frozenset(
    [
        "must",
        "may",
        "can",
        "will",
        "shall",
        "should",
        "would",
        "could",
        "might",
        "need",
        "dare",
        "at",
        "in",
        "on",
        "do",
        "have",
        "be",
    ]
)
_NOUNS_TOO = frozenset(
    [
        "water",
        "paper",
        "store",
        "plan",
        "test",
        "record",
        "report",
        "permit",
        "form",
        "waste",
        "hand",
        "face",
        "down",
        "like",
        "near",
        "off",
        "up",
        "out",
        "over",
        "round",
        "per",
        "whose",
    ]
)


def _may_be(word: str) -> bool:
    """Whether a word can stand behind `be` as it is: an adjective, a participle or a noun of rank."""
    return is_adjective(word) or word in (
        "part",
        "subject",
        "cause",
        "present",
        "key",
        "proof",
        "evidence",
        "put",
        "set",
        "cut",
        "let",
        "shut",
        "hurt",
        "read",
        "able",
        "due",
        "clear",
        "head",
        "chair",
        "president",
        "guarantor",
        "witness",
        "party",
        "time",
        "cause",
        "use",
        "fun",
        "home",
        "over",
        "back",
        "down",
    )


def ungrammatical(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem with a plain fault of grammar: a wrong article, `must keeps`, `what the employer must do?`."""
    if (item.language or "en").split("-")[0] != "en":
        return
    asked = unquoted(item.stem)
    for pattern in (
        _INVERT,
        _MODAL_S,
        _INVERTED_S,
        _MODAL_PAST,
        _DO_FORM,
        _MANY,
        _A,
        _HAS_TO_FORM,
        _MODAL_HAS,
        _NUMBER_CLASH,
        _AFTER_DETERMINER,
    ):
        if match := pattern.search(asked):
            yield Hit("stem", "is not grammatical; correct the sentence", *match.span())
            return
    if match := _lexical_fault(asked):
        yield Hit("stem", "is not grammatical; correct the sentence", *match.span())


_NO_VERB = re.compile(
    r"\b(?:must|shall|may|should|can|will),? (?P<rest>(?:,? ?(?:within|by|at|in|for|after|before|on|no later than|not later than|during|under|from|upon|of)\b[^,?.]*,?)+)$",
    re.I,
)


def stem_cut(item: Item, settings: Settings) -> Iterator[Hit]:
    """A stem that breaks off: a question without its end, a sentence whose verb is missing, or a word that is cut."""
    if (item.language or "en").split("-")[0] != "en" or "__" in item.stem:
        return
    stem = item.stem.rstrip()
    last = re.split(r"(?<=[.!?:])\s+", stem)[-1]
    asks = re.match(
        r"^\W*(?:(?:under|in|according to|at|by|for|if|when|after|before)\b[^,]{1,120}, )?(?:what|which|how|who|whom|when|where|why|within (?:what|which|how)|by (?:what|when|which|whom)|at (?:what|which)|after (?:how|what)|for how|to whom|on (?:what|which))\b",
        last,
        re.I,
    )
    if asks and stem[-1:].isalpha() and len(last.split()) > 3 and _OPEN_STEM.search(stem):
        yield Hit("stem", "breaks off; write its end")
    elif stem[-1:].isalpha() and cut_word(stem):
        yield Hit("stem", "breaks off inside a word; write its end")
    elif (
        stem[-1:].isalpha()
        and _NO_VERB.search(last)
        and all(len(o.split()) <= 4 and o[:1].isalnum() and not _starts_with_verb(o) for o in item.options)
    ):
        yield Hit("stem", "breaks off; write its end")


_OPEN_STEM = re.compile(
    r"\b(?:the|an?|of|to|for|with|by|in|on|at|from|and|or|that|which|who|whose|its|their|his|her|this|these|those|must|shall|may|should|can|will|is|are|was|were|has|have|be|been|if|when|where|because|than|as|not|after|before|until|within|under)$",
    re.I,
)


def _starts_with_verb(option: str) -> bool:
    first = re.match(r"[A-Za-z]+", option)
    return first is not None and base(first[0].lower()) == first[0].lower() and first[0].lower() != "a"
