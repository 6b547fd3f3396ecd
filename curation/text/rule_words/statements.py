"""Words and patterns: english sentences that state without a modal verb: definitions, scope, commencement and change of a text, penalties."""

from __future__ import annotations

import re

from curation.text.function_words import AUXILIARIES, WEEKDAYS
from curation.text.function_words import FINITE as VERBS

TERM = r'["\'][^"]{1,90}?["\'](?:,? (?:or|and) (?:the )?["\'][^"]{1,90}?["\'])*'
DEFINITION = re.compile(
    rf"^\W*(?:(?:in|for the purposes? of) [^\"',;:]{{3,90}},\s+)?(?:an? |any |the )?references?,? (?:(?:in|under|to) [^.;]{{1,160}}?)?(?P<says>(?:(?:does |do |shall )(?:not )?include\b|includes?\b)|(?:is|are) (?:to be )?(?:read|construed|a reference|references)\b|(?:is|are) to (?=(?:the|that|those|these|an?|any|such)\s))"
    rf"|^\W*(?:(?:\(?\w{{1,4}}[.)])\s+)?(?:(?:as used in|in|for the purposes? of) [^\"':]{{3,140}}[,:\u2014]\s+)?(?:(?:the |a |an )?(?:term|expression|word|phrase|reference to)s?\s+)?(?:the |a |an )?{TERM},?\s*"
    r"(?:\([^)]{0,300}\)\s*+)?(?:,[^,]{1,80},\s*)?(?:means?|shall mean|refers? to|includes?|(?:does|do) not include|has the (?:same )?meaning|have the (?:same )?meaning|shall have the (?:same )?meaning|is defined as|are defined as|:|is |are |in relation to)"
)
BARE = re.compile(
    r"^\W*+(?:(?:the|a|an) )?[\w'/-]+(?: [\w'/,()-]+){0,7}(?:, in (?:respect|relation) [^,;:]{3,90},)? (?:means?|shall mean|(?:has|have|shall have) the (?:same )?meanings?|is defined as|are defined as)(?=[\s,:\u2014])(?! (?:of|to|by|that you|for) )"
)
FOR_PURPOSES_DEFINITION = re.compile(
    r"\W*(?:for (?:the )?purposes? of|in|as used in) (?:this|these|the present) [^,;:]{2,50}, (?:(?:an?|the|any) )?(?:(?!(?:shall|must|may|should|will|can)\b)[a-z'-]+ ){1,6}(?:is|are|includes?|means?) (?:an?|any|the|one|every|all)\b"
)
"""What a word means in a text, without quotes: `For the purposes of this guideline, a child is a person aged …`."""
NO_MODAL_BEFORE = re.compile(r"\b(?:shall|must|may|should|will|by|any|no|other|such|all|if|when|where)\b")
DEFINITIONS_LEAD = re.compile(
    r"\b(?:following|these) (?:terms and )?definitions? (?:shall )?appl|\bthe following (?:terms|words|expressions)\b.{0,60}\b(?:mean|have)|\bdefinitions?\b.{0,40}:\s*$|^\W*+in this [a-z-]++[^a-z]*+$|^\W*for (?:the )?purposes? of (?:this|these) [a-z ]++[,:\u2014-]*+\s*+$"
)

NO_THING = re.compile(
    r"\W*no (?!(?:later|longer|more|less|fewer|earlier|greater|higher|lower|other|matter|doubt|warrant|guarantee|liabilit|obligation|refund|changes?|waiver|comment|data|one)\b)(?:[a-z'\"/()-]++[\s,]++){1,22}[a-z'\"-]+\W*$"
)
FINITE = re.compile(
    rf"\b(?:{VERBS}|might|be|been|applies|apply|we|you|they|it|occurred|occurs?|happened|happens?|arose|existed|exists?|remained|remains?|ensued|emerged|resulted|failed|took|came|became|changed|noted|observed|identified|reported)\b"
)

DOES = re.compile(
    r"\b[a-z]{2,}s (?:the|an?|your|our|any|this|that|it|its|their|to|not|unless|if|when|until|against|from|under|where|as|by|before|after)\b"
)

NAMED = re.compile(
    r"\W*no\s+(?P<noun>.{0,200}?)(?=\s+(?:for|of|on|to|in|at|by|with|from|if|when|where|unless|until|after|before|during|under|per|as|is|are)\b|\W*$|\s*[,;:(])",
    re.S,
)
NOT_NEEDED = re.compile(r"\b(?:required|needed|necessary|due|payable)\b")

DAYS = frozenset(
    f"{day}{end}" for day in (*WEEKDAYS.split("|"), "holiday", "weekend", "day") for end in ("", "s")
)

LEAD_WORDS = ("definition", "the following", "in this", "purpose")
"""One of them stands in every text that `DEFINITIONS_LEAD` matches; to look for them first spares most of the searches."""

TURNED = re.compile(
    r"\W*(?:(?:but|and),?\s+)?(?:under no circumstances|at no time|in no (?:case|event|circumstances)|on no account|never)\s+(?P<verb>is|are|shall|may|must|will|should|can)\s+(?=[a-z])"
)
"""A ban or a release whose verb stands before its subject: `Under no circumstances is a guest allowed to …`."""
BURDENED = r"(?:liable|responsible|accountable|required|obliged|obligated|bound|compelled)"
FREED = re.compile(
    rf"(?<!shall )(?<!must )(?<!may )(?<!will )(?<!can )(?<!should )(?<!to )\bbe (?:[a-z]+ly )?(?:(?:held|made|deemed|considered) )?(?:[a-z]+ly )?{BURDENED}\b"
    r"|\b(?:have|incur|bear|assume|accept) (?:any |an? |the )?(?:[a-z]+ )?(?:liability|obligation|responsibility|duty|duties)\b|\b(?:have|need) to\b"
)
IS_FREED = re.compile(
    rf"\b(?:{BURDENED}(?=\s+(?:to|for|by|in|under|on|upon|at|when|if|unless|where|or|and)\b|\W*$|\s*,)|liability\b)(?!.*\b(?:allowed|permitted|authori[sz]ed|entitled|free) to\b)",
    re.S,
)
"""What a denied verb takes off somebody, behind a modal verb and behind `is`: `in no event shall the host be liable`."""
WHO = re.compile(r",\s*(?:who|which|whose)\b[^,;]{1,160},")

CHANGES = re.compile(
    r"\W*(?:by )?the (?:insertion|substitution|deletion|omission|repeal|revocation) (?:of|after|before|in|for|immediately)\b"
)
BEGINS_ACT = re.compile(
    r"^\W*the short title of (?:this|the) [a-z]{2,30} (?:shall be|is) |(?:^|, )the day appointed for the coming into (?:force|operation) .{0,400} is \d"
)
"""What changes a text, as an item below `is amended by`, and the day on which an act begins."""

HOLDS = re.compile(rf"\b(?:{AUXILIARIES}|needs?|requires?)\b")
ASKS_FOR = re.compile(
    r"\b(?P<modal>must|shall|may|should|will|can|cannot|(?:need|ha)s to|(?:need|have) to)(?:\s+(?:not|also|always|only|never|[a-z]+ly))*\s*$"
)
READS_AS = re.compile(r"\s+(?:an? |any |the |all )?references?\b")

IMPERSONAL_DEMAND = re.compile(
    r"\W*(?:(?:however|therefore|moreover|in addition|also),? )?it (?:is|remains|will be) (?:also |therefore |very |highly |extremely |particularly |especially )?(?:(?P<must>essential|imperative|vital|critical|crucial|indispensable)|important|advisable|desirable|good practice|best practice|prudent|preferable|(?:always |usually |generally |much |far )?better|best|wise|safest)(?: (?P<how>for|that|to)\b)(?! (?:to )?(?:note|remember|recogni[sz]e|mention|emphasi[sz]e|stress|understand|know|point out|underline|realise|realize|distinguish|bear in mind|keep in mind|acknowledge|consider (?:that|the|how|why))\b)"
)
"""What is called essential or important to do."""
FOR_WHOM = re.compile(r" (?P<who>[^,;:]{1,80}?) to (?P<verb>[a-z-]+)")
TO_DO = re.compile(r" (?:not |[a-z]+ly |always )?(?P<verb>[a-z-]+)")
PASSIVE_PREDICATE = re.compile(r"[^,;:]{1,80}? (?:be|is|are) (?:[a-z]+ly )?(?P<done>[a-z-]+)")
"""A predicate of `be` and a participle, as it follows `it is essential that …`."""

NOT_VERBS = frozenset(
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

NAMES_DUTY_BEARER = re.compile(
    r"\W{0,20}(?:(?:where|if|when|whenever|upon|on|before|after|subject to)\b[^;:]{3,500}?,? )?it (?:is|shall be|will be) the (?:[a-z]+ )?(?:responsibility|duty|obligation) of (?!this\b)(?P<who>[^,;:]{2,120}?)(?: while [^,;:]{2,40}?)? to\b"
)
"""`It is the duty of X to …`: the bearer is named in the group `who`."""
RESPONSIBILITY_RESTS_WITH = re.compile(
    r"\W{0,20}(?:(?:the |overall |ultimate |primary |sole |final |full |day-to-day |this |that ){0,4}(?:responsibility|accountability) (?:for|of) [^;:]{3,160}? (?:shall |will |must )?(?<!not )(?<!never )(?<!no longer )(?:rests?|lies?|lie|falls?|sits?) (?:solely |exclusively |jointly |always |ultimately )?(?:with|on|upon|to)"
    r"|(?!(?:the |any |all )?(?:views|opinions|conclusions|findings|statements|interpretations|contents? of (?:this|the) (?:[a-z]+ ){0,2}(?:document|publication|report|paper|page|site|website|article|guide|book))\b)"
    r"[^,;:]{3,160}? (?:is|are|shall be|will be|remains?|shall remain) (?:also |always )?the (?:sole |joint |primary |shared |full |personal |ultimate )?responsibility of"
    r"|it (?:falls|shall fall) (?:to|on|upon)|it (?:is|shall be) (?:incumbent (?:on|upon)|up to(?![^,;:.]{2,80} (?:whether|if|how|to (?:decide|choose|determine))\b)))"
    r" (?P<who>(?!(?:this|a) (?:section|policy|document)\b)[^\s,;:.](?:[^\s,;:.]|(?<!\s)\s){1,100}?)(?=\s++(?:to|who|which|that|whose|at|in|during|within|under|on|for|when|where|if|unless)\b|\s*+[,;:.]|$)"
)
"""Whose business something is: `Responsibility for the log rests with the clerk`, `It falls to the chair to …`."""
STATUS_IN_LIST = re.compile(
    r"(?:[^.:;?|]{2,80}[:|\u2013\u2014-]\s*)(?:(?P<not>not|never|no longer|strictly (?=prohibited|forbidden)|(?=prohibited|forbidden))\s*(?:allowed|permitted|acceptable|authori[sz]ed|prohibited|forbidden|to be used)|(?P<must>required|mandatory|compulsory)|allowed|permitted)(?=\s*$|\s*[.,;]|\s+(?:without|unless|except|if|when|where|only|for|in|on|with|at|during|by|before|after|until|outside)\b)"
)
"""A row or a line that says of a thing whether it is allowed: `Removable media: not allowed without approval.`."""
PROCEDURE = re.compile(
    r"(?:^\W*this (?:section|part|schedule|act|regulation|rule|order|clause|chapter) (?:consequentially )?(?:amends|repeals|revokes|replaces) )|\b(?:(?:is|are) (?:hereby )?(?:repealed|amended|replaced|deleted|inserted|substituted|revoked|renumbered|redesignated|struck)|(?:enters?|comes?) into (?:force|effect|operation)|takes? effect|may be cited as|is effective (?:on|from|as of)|(?:replaces?|supersedes?|cancels?) (?:all |any )?(?:earlier|previous|prior|former|existing) (?:versions?|editions?|polic(?:y|ies)|standards?|agreements?|terms)"
    r"|amended by|the following (?:article|paragraph|section|point|subsection|sentence)s? (?:is|are) (?:inserted|added))\b"
)
DELETED = re.compile(r"(?:deleted|replaced|struck)$")

SCOPE = re.compile(
    r"\b(?:(?:does|do) not (?:apply|affect|cover|extend|preclude|prejudice|limit|replace|supersede|prevent|relate|concern|alter|create|require)|(?:applies|apply|extends?)(?: (?:only|also|equally|mutatis mutandis))?(?= (?:to|in|where|when|if|from|for|regardless|irrespective|even|only|at|throughout|mutatis)|[:,\u2014.]|$)"
    r"|(?:is|are) (?:not |only )?(?:applicable|covered|subject to this|governed by|without prejudice|outside the scope|within the scope)|(?:lays? down|(?<!is )(?<!are )sets? (?:out|forth)|establishes|prescribes|covers|governs|provides for))(?![\w-])"
)
DEEMED = re.compile(
    r"\b(?:is|are) (?P<not>not )?(?:hereby )?(?:deemed|presumed|considered (?:to|not|as)|treated as|construed)\b"
)
MEANING = re.compile(r"\b(?:have|has) the (?:same )?meanings?\b")
WITHIN = re.compile(r"\b(?:is|are) (?P<not>not )?(?:an? )?[a-z -]{2,40} within the meaning of\b")
CALLED = re.compile(
    r"\b(?:is|are) (?:in this [a-z]+ |hereinafter |hereafter |collectively |together ){0,2}(?:called|referred to as|known as)\b"
)
PENALTY = re.compile(
    r"\b(?:commits an offen[cs]e|it (?:is|shall be) an offen[cs]e|(?:is|are) an offen[cs]e\b|(?:is|are) (?:guilty of|liable (?:on|to)|punishable|subject to (?:(?:an?|the) )?(?:[a-z-]+ ){0,3}(?:penalt(?:y|ies)|fines?|imprisonment|sanctions?|disciplinary action)(?! (?:screening|checks?|lists?|laws?|regimes?|risks?|reviews?|compliance|schedules?)\b))|fines? of up to|penalt(?:y|ies) of)\b|^\W*(?:maximum |minimum )?penalt(?:y|ies)\b[^.]{0,30}(?::|\u2014)"
)
EXEMPT = re.compile(
    r"\b(?:no [a-z -]{2,60}? (?:is|are) (?:required|necessary|needed|payable|chargeable|due|owed)|(?:is|are) not (?:payable|chargeable|due|owed|needed|necessary)|need not|(?:does|do) not (?:have|need) to|nothing in (?:this|these)|exempt(?:ed)? from|(?:is|are) not subject to)\b"
)
FREES = re.compile(
    r"\bexceptions? (?:is|are|has been|have been) (?:hereby )?(?:made|granted|given|provided)\b|^\W*(?:\d[\d.]*\s+)?not applicable (?:to|where|if|when|for|in)\b|\b(?:is|are) (?:out of scope\b|(?:excluded|excepted)\b(?!\s+from\b))"
)
EXCLUDES_CONDUCT = re.compile(
    r"\b(?:has|have) no place (?:here\b|(?:on|in|at) (?!(?:the |this |that |any |an? )?(?:[a-z]+ )?(?:lists?|tables?|index|queue|rankings?|order|history|memory|story|theory)\b))"
    r"|^\W{0,8}(?:(?!report|stud(?:y|ies)|critic)[a-z' -]{1,60} )?(?:has|have|operates?|appl(?:y|ies)|maintains?|adopts?|takes?|practi[cs]es?|enforces?) (?:an? )?(?:strict |absolute )?zero[- ]tolerance (?:policy |approach |stance )?(?:for|towards?|on|of|to|against)\b"
    r"|^\W{0,8}(?:there is |this is )?(?:an? )?zero[- ]tolerance (?:policy |approach )?(?:for|towards?|on|of|to|against)\b"
)
"""What a community does not bear: `Spam has no place on the platform.`."""
LEFT_OUT = re.compile(r"\b(?:is|are) (?:excluded|excepted) from (?P<from>[^.;,]{2,120})")

RELATIVE = re.compile(r"\b(?:that|which|who)(?: \w+)?\s+$")

LEAVES = re.compile(r"\b(?:affect|preclude|prejudice|limit|replace|supersede|alter|prevent|create)$")
"""What leaves other law as it is: `this section does not limit section 20`."""

DEMANDS = re.compile(r"\breferences? (?:in|under) (?:this|these|the|an?|any) ")

EXCLUDED = re.compile(r"\b(?:of|for|in|at|on|under|when|if|unless|until|where)\b")

APPLIED = re.compile(r"\W*appl(?:ies|y) to\s*:")

NOT_INCLUDED = re.compile(
    r"\W{0,9}(?:the (?:term|word|expression) )?[a-z][a-z'-]{0,30}(?: [a-z][a-z'-]{0,30}){0,2} (?:does|do) not include(?: (?:an?|any|the|information|data)\b|\s*[:\u2014])"
)
"""What a word leaves out, without quotes: `Breach does not include an acquisition …`."""
