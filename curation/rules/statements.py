"""English sentences that state without a modal verb: definitions, scope, commencement and change of a text, penalties."""

from __future__ import annotations

import re

from curation.core.records import Modality
from curation.rules.bearers import agentive
from curation.rules.commands import commands
from curation.rules.operators import operators
from curation.text import verbs
from curation.text.phrases import words

Statement = tuple[Modality, float]

_TERM = r'["\'][^"]{1,90}?["\'](?:,? (?:or|and) (?:the )?["\'][^"]{1,90}?["\'])*'
_DEFINITION = re.compile(
    rf"^\W*(?:(?:in|for the purposes? of) [^\"',;:]{{3,90}},\s+)?(?:an? |any |the )?references?,? (?:(?:in|under|to) [^.;]{{1,160}}?)?(?P<says>(?:(?:does |do |shall )(?:not )?include\b|includes?\b)|(?:is|are) (?:to be )?(?:read|construed|a reference|references)\b)"
    rf"|^\W*(?:(?:\(?\w{{1,4}}[.)])\s+)?(?:(?:in|for the purposes? of) [^\"':]{{3,140}}[,:\u2014]\s+)?(?:(?:the |a |an )?(?:term|expression|word|phrase|reference to)s?\s+)?(?:the |a |an )?{_TERM},?\s*"
    r"(?:\([^)]{0,300}\)\s*+)?(?:,[^,]{1,80},\s*)?(?:means?|shall mean|refers? to|includes?|(?:does|do) not include|has the (?:same )?meaning|have the (?:same )?meaning|shall have the (?:same )?meaning|is defined as|are defined as|:|is |are |in relation to)"
)
_BARE = re.compile(
    r"^\W*+(?:(?:the|a|an) )?[\w'/-]+(?: [\w'/,()-]+){0,7}(?:, in (?:respect|relation) [^,;:]{3,90},)? (?:means?|shall mean|(?:has|have|shall have) the (?:same )?meanings?|is defined as|are defined as)(?=[\s,:\u2014])(?! (?:of|to|by|that you|for) )"
)
_NO_MODAL_BEFORE = re.compile(r"\b(?:shall|must|may|should|will|by|any|no|other|such|all|if|when|where)\b")
_DEFINITIONS_LEAD = re.compile(
    r"\b(?:following|these) (?:terms and )?definitions? (?:shall )?appl|\bthe following (?:terms|words|expressions)\b.{0,60}\b(?:mean|have)|\bdefinitions?\b.{0,40}:\s*$|^\W*+in this [a-z-]++[^a-z]*+$|^\W*for (?:the )?purposes? of (?:this|these) [a-z ]++[,:\u2014-]*+\s*+$"
)


_NO_THING = re.compile(
    r"\W*no (?!(?:later|longer|more|less|fewer|earlier|greater|higher|lower|other|matter|doubt|warrant|guarantee|liabilit|obligation|refund|changes?|waiver|comment|data|one)\b)(?:[a-z'/()-]++[\s,]++){1,22}[a-z'-]+\W*$"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|shall|must|may|might|can|could|will|would|should|has|have|had|do|does|did|applies|apply|we|you|they|it)\b"
)


_DOES = re.compile(
    r"\b[a-z]{2,}s (?:the|an?|your|our|any|this|that|it|its|their|to|not|unless|if|when|until|against|from|under|where|as|by|before|after)\b"
)


_NAMED = re.compile(
    r"\W*no\s+(?P<noun>.{0,200}?)(?=\s+(?:for|of|on|to|in|at|by|with|from|if|when|where|unless|until|after|before|during|under|per|as|is|are)\b|\W*$|\s*[,;:(])",
    re.S,
)
_NOT_NEEDED = re.compile(r"\b(?:required|needed|necessary|due|payable)\b")


def denied_thing(folded: str) -> Statement | None:
    """What a sentence without a verb does with what it names: `No adult content of any kind.` forbids it, `No fee for pupils.` frees
    of it, `No further action.` says nothing; None for nothing and for any other sentence."""
    if _NO_THING.match(folded) is None or _FINITE.search(folded) or _DOES.search(folded):
        return None
    named = _NAMED.match(folded)
    noun = _WORD.findall(named["noun"])[-1:] if named is not None else []
    behind = _WORD.findall(folded[named.end() :]) if named is not None else []
    if _NOT_NEEDED.search(folded) or (noun and _burden(noun[0], behind)):
        return "exemption", 0.7
    return None if noun and _idle(noun[0], behind) else ("prohibition", 0.75)


def _burden(noun: str, behind: list[str]) -> bool:
    """Whether nobody bears a denied `noun` with the words `behind` it; a payment of bribes is something that somebody does."""
    if noun not in words("en", "burden_nouns") or "without" in behind:
        return False
    if (
        noun in words("en", "done_nouns")
        and behind[:1] == ["on"]
        and any(word in _DAYS for word in behind[1:4])
    ):
        return False  # "No payment on Sundays.": when it is not done
    return noun not in words("en", "done_nouns") or not behind or behind[0] in words("en", "burden_links")


_DAYS = frozenset(
    f"{day}{end}"
    for day in (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "holiday",
        "weekend",
        "day",
    )
    for end in ("", "s")
)


def _idle(noun: str, behind: list[str]) -> bool:
    """Whether a denied `noun` with the words `behind` it forbids nothing; information to the media is something that somebody gives."""
    given = noun in words("en", "given_nouns") and bool(behind) and behind[0] in words("en", "given_links")
    return noun in words("en", "idle_nouns") and not given


_LEAD_WORDS = ("definition", "the following", "in this", "purpose")
"""One of them stands in every text that `_DEFINITIONS_LEAD` matches; to look for them first spares most of the searches."""


def first(whole: str, folded: str) -> Statement | None:
    """What a sentence states by its first words, whatever modal verb follows: a definition; None for others.

    Args:
        whole: The folded sentence.
        folded: The same with asides blanked.
    """
    if (turned := _TURNED.match(folded)) is not None:
        return ("exemption" if _frees(turned["verb"], folded[turned.end() :]) else "prohibition"), 0.85
    if _BEGINS_ACT.search(folded) or (
        (change := _CHANGES.match(folded)) and not _goes_on(folded, change.end())
    ):
        return "procedure", 0.85
    if DUTY_OF.match(folded):
        return "obligation", 0.9
    if (rests := RESTS_WITH.match(folded)) is not None and agentive(rests["who"]):
        return "obligation", 0.75
    if (told := _IT_IS.match(folded)) is not None and _asked(folded, told):
        return ("obligation" if told["must"] else "recommendation"), 0.65
    if (defined := _DEFINITION.match(whole)) and not _demands(whole, defined):
        return "definition", 0.95
    if (match := _BARE.match(folded)) and not _NO_MODAL_BEFORE.search(match[0].rpartition(" mean")[0]):
        return "definition", 0.85
    if any(word in folded for word in _LEAD_WORDS) and _DEFINITIONS_LEAD.search(folded):
        return "definition", 0.9
    return None


_TURNED = re.compile(
    r"\W*(?:(?:but|and),?\s+)?(?:under no circumstances|at no time|in no (?:case|event|circumstances)|on no account|never)\s+(?P<verb>is|are|shall|may|must|will|should|can)\s+(?=[a-z])"
)
"""A ban or a release whose verb stands before its subject: `Under no circumstances is a guest allowed to …`."""
_BURDENED = r"(?:liable|responsible|accountable|required|obliged|obligated|bound|compelled)"
_FREED = re.compile(
    rf"(?<!shall )(?<!must )(?<!may )(?<!will )(?<!can )(?<!should )(?<!to )\bbe (?:[a-z]+ly )?(?:(?:held|made|deemed|considered) )?(?:[a-z]+ly )?{_BURDENED}\b"
    r"|\b(?:have|incur|bear|assume|accept) (?:any |an? |the )?(?:[a-z]+ )?(?:liability|obligation|responsibility|duty|duties)\b|\b(?:have|need) to\b"
)
_IS_FREED = re.compile(
    rf"\b(?:{_BURDENED}(?=\s+(?:to|for|by|in|under|on|upon|at|when|if|unless|where|or|and)\b|\W*$|\s*,)|liability\b)(?!.*\b(?:allowed|permitted|authori[sz]ed|entitled|free) to\b)",
    re.S,
)
"""What a denied verb takes off somebody, behind a modal verb and behind `is`: `in no event shall the host be liable`."""
_WHO = re.compile(r",\s*(?:who|which|whose)\b[^,;]{1,160},")


def _frees(verb: str, behind: str) -> bool:
    """Whether a denied `verb` in front of its subject takes a burden off somebody; "the responsible person" is only a name."""
    behind = _WHO.sub(" ", behind[:400])
    return (_IS_FREED if verb in ("is", "are") else _FREED).search(behind) is not None


_CHANGES = re.compile(
    r"\W*(?:by )?the (?:insertion|substitution|deletion|omission|repeal|revocation) (?:of|after|before|in|for|immediately)\b"
)
_BEGINS_ACT = re.compile(r"(?:^|, )the day appointed for the coming into (?:force|operation) .{0,400} is \d")
"""What changes a text, as an item below `is amended by`, and the day on which an act begins."""
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
        not _RELATIVE.search(behind, 0, verb.start()) for verb in _HOLDS.finditer(behind)
    )


_HOLDS = re.compile(r"\b(?:is|are|was|were|has|have|had|does|do|did|needs?|requires?)\b")
_ASKS_FOR = re.compile(
    r"\b(?P<modal>must|shall|may|should|will|can|cannot|(?:need|ha)s to|(?:need|have) to)(?:\s+(?:not|also|always|only|never|[a-z]+ly))*\s*$"
)
_READS_AS = re.compile(r"\s+(?:an? |any |the |all )?references?\b")


def _demands(whole: str, defined: re.Match[str]) -> bool:
    """Whether a sentence on a reference says what the reference has to hold, and not how a reference in a text is read."""
    if (says := defined["says"]) is None:
        return False
    begin = defined.start("says")
    modal = _ASKS_FOR.search(whole[: begin + len(says) - len(says.split()[-1])])
    if modal is None:
        return False
    about_text = (
        re.search(r"\breferences? (?:in|under) (?:this|these|the|an?|any) ", whole[:begin]) is not None
    )
    return modal["modal"] != "shall" or not (about_text or _READS_AS.match(whole, defined.end()))


_IT_IS = re.compile(
    r"\W*(?:(?:however|therefore|moreover|in addition|also),? )?it (?:is|remains|will be) (?:also |therefore |very |highly |extremely |particularly |especially )?(?:(?P<must>essential|imperative|vital|critical|crucial|indispensable)|important|advisable|desirable|good practice|best practice|prudent|preferable)(?: (?P<how>for|that|to)\b)(?! (?:to )?(?:note|remember|recogni[sz]e|mention|emphasi[sz]e|stress|understand|know|point out|underline|realise|realize|distinguish|bear in mind|keep in mind|acknowledge|consider (?:that|the|how|why))\b)"
)
"""What is called essential or important to do."""
_FOR_WHOM = re.compile(r" (?P<who>[^,;:]{1,80}?) to (?P<verb>[a-z-]+)")
_TO_DO = re.compile(r" (?:not |[a-z]+ly |always )?(?P<verb>[a-z-]+)")
_BE_DONE = re.compile(r"[^,;:]{1,80}? (?:be|is|are) (?:[a-z]+ly )?(?P<done>[a-z-]+)")


def _asked(folded: str, told: re.Match[str]) -> bool:
    """Whether what is called essential is somebody's conduct: not in `It is vital that blood reaches the brain`."""
    if told["how"] == "that":
        listed = _WORD.findall(folded[told.end() : told.end() + 90])[:6]
        if any(agentive(" ".join(listed[:count])) for count in range(1, len(listed))):
            return True
        done = _BE_DONE.match(folded, told.end())
        return done is not None and done["done"] in words("en", "outcome_demanded")
    match = (_FOR_WHOM if told["how"] == "for" else _TO_DO).match(folded, told.end())
    if match is None or verbs.base(match["verb"]) != match["verb"] or match["verb"] in _NOT_VERBS:
        return False
    return told["how"] == "to" or agentive(match["who"])


_NOT_VERBS = frozenset(
    {
        "us",
        "our",
        "me",
        "my",
        "you",
        "your",
        "them",
        "the",
        "a",
        "an",
        "all",
        "its",
        "their",
        "this",
        "that",
        "these",
        "those",
    }
)


DUTY_OF = re.compile(
    r"\W{0,20}it (?:is|shall be|will be) the (?:[a-z]+ )?(?:responsibility|duty|obligation) of (?!this\b)(?P<who>[^,;:]{2,120}?)(?: while [^,;:]{2,40}?)? to\b"
)
RESTS_WITH = re.compile(
    r"\W{0,20}(?:(?:the |overall |ultimate |primary |sole |final |full |day-to-day |this |that ){0,4}(?:responsibility|accountability) (?:for|of) [^;:]{3,160}? (?:shall |will |must )?(?<!not )(?<!never )(?<!no longer )(?:rests?|lies?|lie|falls?|sits?) (?:solely |exclusively |jointly |always |ultimately )?(?:with|on|upon|to)"
    r"|(?!(?:the |any |all )?(?:views|opinions|conclusions|findings|statements|interpretations|contents? of (?:this|the) (?:[a-z]+ ){0,2}(?:document|publication|report|paper|page|site|website|article|guide|book))\b)"
    r"[^,;:]{3,160}? (?:is|are|shall be|will be|remains?|shall remain) (?:also |always )?the (?:sole |joint |primary |shared |full |personal |ultimate )?responsibility of"
    r"|it (?:falls|shall fall) (?:to|on|upon)|it (?:is|shall be) (?:incumbent (?:on|upon)|up to(?![^,;:.]{2,80} (?:whether|if|how|to (?:decide|choose|determine))\b)))"
    r" (?P<who>(?!(?:this|a) (?:section|policy|document)\b)[^\s,;:.](?:[^\s,;:.]|(?<!\s)\s){1,100}?)(?=\s++(?:to|who|which|that|whose|at|in|during|within|under|on|for|when|where|if|unless)\b|\s*+[,;:.]|$)"
)
"""Whose business something is: `Responsibility for the log rests with the clerk`, `It falls to the chair to …`."""
_PROCEDURE = re.compile(
    r"\b(?:(?:is|are) (?:hereby )?(?:repealed|amended|replaced|deleted|inserted|substituted|revoked|renumbered|redesignated|struck)|(?:enters?|comes?) into (?:force|effect|operation)|takes? effect|may be cited as|is effective (?:on|from|as of)"
    r"|amended by|the following (?:article|paragraph|section|point|subsection|sentence)s? (?:is|are) (?:inserted|added))\b"
)
_DELETED = re.compile(r"(?:deleted|replaced|struck)$")


def _of_text(folded: str) -> bool:
    """Whether a sentence speaks of the words of a law: "paragraph 2 is deleted", and not "the images are deleted"."""
    named = (
        words("en", "provision_nouns")
        | words("en", "act_nouns")
        | {"words", "annex", "table", "entry", "reference"}
    )
    return '"' in folded or any(word in named for word in _WORD.findall(folded))


_SCOPE = re.compile(
    r"\b(?:(?:does|do) not (?:apply|affect|cover|extend|preclude|prejudice|limit|replace|supersede|prevent|relate|concern|alter|create|require)|(?:applies|apply|extends?)(?: (?:only|also|equally|mutatis mutandis))?(?= (?:to|in|where|when|if|from|for|regardless|irrespective|even|only|at|throughout|mutatis)|[:,\u2014.]|$)"
    r"|(?:is|are) (?:not )?(?:applicable|covered|subject to this|governed by|without prejudice|outside the scope|within the scope)|(?:lays? down|sets? (?:out|forth)|establishes|prescribes|covers|governs|provides for))(?![\w-])"
)
_DEEMED = re.compile(
    r"\b(?:is|are) (?P<not>not )?(?:hereby )?(?:deemed|presumed|considered (?:to|not|as)|treated as|construed)\b"
)
_MEANING = re.compile(r"\b(?:have|has) the (?:same )?meanings?\b")
_WITHIN = re.compile(r"\b(?:is|are) (?P<not>not )?(?:an? )?[a-z -]{2,40} within the meaning of\b")
_CALLED = re.compile(
    r"\b(?:is|are) (?:in this [a-z]+ |hereinafter |hereafter |collectively |together ){0,2}(?:called|referred to as|known as)\b"
)
_PENALTY = re.compile(
    r"\b(?:commits an offen[cs]e|it (?:is|shall be) an offen[cs]e|(?:is|are) an offen[cs]e\b|(?:is|are) (?:guilty of|liable (?:on|to)|punishable|subject to (?:(?:an?|the) )?(?:[a-z-]+ ){0,3}(?:penalt(?:y|ies)|fines?|imprisonment|sanctions?|disciplinary action)(?! (?:screening|checks?|lists?|laws?|regimes?|risks?|reviews?|compliance|schedules?)\b))|fines? of up to|penalt(?:y|ies) of)\b|^\W*(?:maximum |minimum )?penalt(?:y|ies)\b[^.]{0,30}(?::|\u2014)"
)
_EXEMPT = re.compile(
    r"\b(?:no [a-z -]{2,60}? (?:is|are) (?:required|necessary|needed|payable|chargeable|due|owed)|(?:is|are) not (?:payable|chargeable|due|owed|needed|necessary)|need not|(?:does|do) not (?:have|need) to|nothing in (?:this|these)|exempt(?:ed)? from|(?:is|are) not subject to)\b"
)
_FREES = re.compile(
    r"\bexceptions? (?:is|are|has been|have been) (?:hereby )?(?:made|granted|given|provided)\b|^\W*(?:\d[\d.]*\s+)?not applicable (?:to|where|if|when|for|in)\b|\b(?:is|are) (?:out of scope\b|(?:excluded|excepted)\b(?!\s+from\b))"
)
_NO_PLACE = re.compile(
    r"\b(?:has|have) no place (?:here\b|(?:on|in|at) (?!(?:the |this |that |any |an? )?(?:[a-z]+ )?(?:lists?|tables?|index|queue|rankings?|order|history|memory|story|theory)\b))"
    r"|^\W{0,8}(?:(?!report|stud(?:y|ies)|critic)[a-z' -]{1,60} )?(?:has|have|operates?|appl(?:y|ies)|maintains?|adopts?|takes?|practi[cs]es?|enforces?) (?:an? )?(?:strict |absolute )?zero[- ]tolerance (?:policy |approach |stance )?(?:for|towards?|on|of|to|against)\b"
    r"|^\W{0,8}(?:there is |this is )?(?:an? )?zero[- ]tolerance (?:policy |approach )?(?:for|towards?|on|of|to|against)\b"
)
"""What a community does not bear: `Spam has no place on the platform.`."""
_LEFT_OUT = re.compile(r"\b(?:is|are) (?:excluded|excepted) from (?P<from>[^.;,]{2,120})")
_WORD = re.compile(r"[a-z-]+")


def _excluded(subject: str, place: str) -> Statement | None:
    """What `is excluded from` does: from a text or a duty it frees, from a place it shuts somebody out, from a sum it says neither."""
    nouns = _WORD.findall(re.split(r"\b(?:of|for|in|at|on|under|when|if|unless|until|where)\b", place)[0])
    texts = words("en", "act_nouns") | words("en", "provision_nouns") | words("en", "duty_nouns")
    if nouns[:1] in (["this"], ["these"]) or not texts.isdisjoint(nouns):
        return "exemption", 0.75
    if nouns and nouns[-1] in words("en", "room_nouns") and agentive(subject):
        return "prohibition", 0.7
    return None


_RELATIVE = re.compile(r"\b(?:that|which|who)(?: \w+)?\s+$")


def last(whole: str, folded: str) -> Statement | None:
    """What a sentence without a commanding word states; None when it states nothing of the kind."""
    del whole
    if match := _DEEMED.search(folded):
        return ("exemption" if match["not"] else "definition"), 0.8
    if within := _WITHIN.search(folded):
        return ("exemption" if within["not"] else "definition"), 0.8
    if _MEANING.search(folded) or _CALLED.search(folded):
        return "definition", 0.8
    if _EXEMPT.search(folded):
        return ("scope" if "nothing in" in folded else "exemption"), 0.85
    if _PENALTY.search(folded):
        return "penalty", 0.8
    if (change := _PROCEDURE.search(folded)) and not (_DELETED.search(change[0]) and not _of_text(folded)):
        return "procedure", 0.85
    if (denied := denied_thing(folded)) is not None:
        return denied
    if _NO_PLACE.search(folded):
        return "prohibition", 0.7
    if _FREES.search(folded):
        return "exemption", 0.75
    if (left_out := _LEFT_OUT.search(folded)) is not None:
        return _excluded(folded[: left_out.start()], left_out["from"])
    for match in _SCOPE.finditer(folded):
        if not _RELATIVE.search(folded, 0, match.start()):
            return _applied(folded, match)
    return None


_LEAVES = re.compile(r"\b(?:affect|preclude|prejudice|limit|replace|supersede|alter|prevent|create)$")
"""What leaves other law as it is: `this section does not limit section 20`."""


def _applied(folded: str, match: re.Match[str]) -> Statement | None:
    subject = _WORD.findall(folded[: match.start()])[-12:]
    if not subject and re.match(r"\W*appl(?:ies|y) to\s*:", folded):
        return "scope", 0.7  # "Applies to: all systems."
    if not subject and " not apply" in match[0]:
        return "exemption", 0.7  # an item that goes on with a provision named above it
    about_act = any(word in words("en", "act_nouns") for word in subject)
    about_part = any(word in words("en", "provision_nouns") for word in subject)
    if not (about_act or about_part):
        return ("exemption", 0.65) if re.search(r"\bnot apply$", match[0]) else None
    if " not " in match[0] and about_part and not about_act and not _LEAVES.search(match[0]):
        return "exemption", 0.85
    return "scope", 0.8
