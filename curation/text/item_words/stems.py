"""Words by which a stem points away, asks two things, states no problem or asks for an opinion."""

from __future__ import annotations

import re

from curation.text.stems import content_stems

DANGLING = re.compile(
    r"\b(?:such (?!as\b|a\b|an\b|that\b|cases?\b|situations?\b|circumstances\b|conditions?\b|events?\b)[a-z]+s?\b|(?<!of )(?<!and )(?:this|these|that|those) (?:section|paragraph|subsection|article|part|regulation|act|chapter|schedule|rule|clause|standard|policy|requirements?|provisions?|measures|records?|documents?|persons?|obligations?)\b"
    r"|(?:in|under|after|during) (?:this|that|these|those) (?:situations?|cases?|scenarios?|instances?|events?|circumstances)\b"
    r"|the (?:said|aforesaid|aforementioned|foregoing|above|above-mentioned|latter|former)\b|(?:mentioned|described|listed|referred to|specified|set out|stated) (?:above|below|earlier|previously|therein|herein|in (?:sub)?(?:section|paragraph) \(\w+\))\b|\b(?:thereof|thereto|therein|hereof|hereto|herein|hereunder|thereunder)\b)",
    re.I,
)
_SHOWN = r"(?P<noun>table|figure|diagram|chart|graph|list|photo(?:graph)?|picture|drawing|map|plan|roster|box|image|sketch|screenshot|extract|excerpt|log|register|schedule|invoice|label|memo|e-?mail|letter)"
SHOWN_ELSEWHERE = re.compile(
    rf"\b(?:shown|listed|given|named|printed|set out|depicted|reproduced) (?:in|on) the {_SHOWN}\b(?! (?:of|in|to|at|on|under|for|annexed|kept|displayed) )"
    rf"|\b(?:the|this) {_SHOWN.replace('noun', 'other')}(?: (?:printed|shown|given|attached|reproduced|set out))? (?:below|above|opposite|overleaf|attached)\b",
    re.I,
)
"""Words that point at a table or a picture beside the question."""
POINTS_AT_A_CASE = re.compile(
    r"\b(?:in|of|from|according to|based on|on the basis of|given|considering) the (?P<noun>case|case study|example|scenario|situation|story|incident|memo|notice|letter|e-?mail|text|passage|conversation|dialogue|statement|description|facts|circumstances)(?: (?:described|given|above|below|shown|presented|mentioned|set out|at hand|in question))?(?=[,?.]| (?:failed|has|have|had|must|may|shall|did|does|is|was|which|who|what|how|when|where|why) )",
    re.I,
)
"""Words of a stem of one sentence that point at a case which nobody told."""
DOES_THIS = re.compile(
    r"\b(?:do|does|done|doing) (?:this|that|these|those|it|so)\b(?! (?:kind|type|sort|way|work|job|task|check|test|step)\b)(?= |[,?])"
    r"|\b(?:for|with|about|by|to|from) (?:these|those|this|that|them)(?= (?:under|according|in accordance|within|before|after|once|at|must|may|shall|is|are)\b|[,?])"
    r"|\b(?:note|enter|record|put|keep|place|write|store|find|stand|leave|state|add|log)(?:ed|s|t)? there\b",
    re.I,
)
"""A pronoun or an adverb of a stem of one sentence with nothing to which it could point."""
TELLS_A_DEED = re.compile(
    r"(?:^\W*if|(?<=\w )(?:who|that|which|if|when|where|once|unless)|(?:wish|want|plan|intend|decide|refuse|have|ask)(?:e?s|ed)? to) (?!(?:must|shall|should|may|can|is|are|does|do|has|have)\b)\w+ \w+",
    re.I,
)
"""A clause of a stem that tells what somebody does, at which a later `so` or `this` points."""
OTHER_THING = re.compile(
    r"\bthe other (?P<noun>document|person|party|form|record|log|copy|container|vessel|sample|worker|report|notice|box|list|device|machine|system|room|file|permit|certificate)s?\b",
    re.I,
)
"""One of two things of which the stem has to name the first."""
PRONOUN = re.compile(
    r"^\W*(?:what|when|where|how(?: \w+)?|who|which|why)\s+(?:must|shall|should|may|can|is|are|do|does|did|has|have|will|was|were)\s+(?:it|they|he|she|this|these|that|those|them)\b(?! \w+(?: \w+)? (?:to|that|for|when|if|not)\b)(?! say (?:on|in) an? \w+ (?:for|of)\b)(?! (?:possible|necessary|important|safe|acceptable|permitted|allowed|required|recommended|appropriate|advisable|true|best|legal|lawful|correct|better|essential|mandatory|prohibited))",
    re.I,
)


ELSEWHERE = re.compile(
    r"\b(?:the|any|that|each) (?:preceding|previous|foregoing|following|next|above|above-mentioned|aforementioned|aforesaid|said|earlier|same|latter|former|relevant preceding) (?:sub)?(?:sections?|paragraphs?|articles?|clauses?|points?|items?|rules?|provisions?|parts?|chapters?|sentences?|requirements?|records?|duty|duties|period|limit|case|passage|text|list|table|schedule|annex)\b(?<!preceding section)(?! (?:or|and|to) (?:the|this|act|regulation)| of (?:this|act|regulation)| of the (?!\w+ (?:Rules|Act|Code|Policy|Manual|Order|Regulations?|Ordinance|Standard|Directive|Law)))"
    r"|\b(?:in|of|under|by|from|to) the (?:first|second|third|fourth|last|next|final) (?:sub)?(?:sentence|paragraph|section|half-sentence|indent|bullet|line|clause|point|subparagraph|alternative|part of the (?:sentence|provision|rule))\b(?! of (?:the|this) [A-Z])"
    r"|\b(?:mentioned|described|listed|referred to|specified|set (?:out|forth)|stated|defined|noted|outlined|discussed|named|given|shown|quoted|cited|reproduced|printed|attached|appended|annexed|explained|indicated|enumerated|depicted|summari[sz]ed|presented|provided|laid down|copied|prescribed|required|identified) (?:above|below|earlier|previously|before(?=[?.,]|$)|therein|herein|hereinafter|overleaf|there(?=[?.,]|$))\b"
    r"|\b(?:in|of|from|to|by) the (?:previous|preceding|last|earlier|first|next|other|second) (?:question|item|exercise|example|scenario|problem|case study|task)\b"
    r"|\b(?:in|by|to) (?:the|a) (?:footnote|endnote|side note|margin|annexed note)\b|\b(?:as|see) (?:above|below|before)\b|\b(?:the|this|that) (?:passage|text|excerpt|extract|provision|quotation|wording) (?:above|below|says|states|quoted|requires)\b|\b(?:according to|under|in|by) (?:the|this|that) (?:passage|text|excerpt|extract|provision|clause|paragraph|section|rule|regulation|above)\b(?=[,.?]|$| (?:above|below))"
    r"|\b(?:such (?:an? )?(?:records?|documents?|persons?|notices?|reports?|measures?|requirements?|permits?|certificates?|tests?|work|equipment|information|cases?(?= be| is| are)|periods?|substances?|containers?))\b(?! as\b)",
    re.I,
)
"""Words that point at another provision or passage, wherever they stand in an item."""


FIRST_QUESTION = re.compile(
    r"^\W*(?:[a-z]+ )?(?:what|how|when|where|why|who|which|whom|whose)\b|[.;:,]\s+(?:[a-z]+ )?(?:what|how|when|where|why|whom?|whose|which)\b",
    re.I,
)
SECOND_QUESTION = re.compile(
    r"\b(?:and|or)(?: also)?,? (?:(?:above|below|within|by|at|in|on|to|for|from|under|after|before|of|with|against|up to|over) (?:(?:an?|the) [a-z]{1,20} (?:of|from|at|in) )?)?(?:what|whom|how (?:long|many|often|much|soon|far|high|quickly|fast|large|deep|late|early|big|old|should|must|do|does|can|may|is|are)|by when|when|where|why|who|which(?! (?:is|are|was|were|has|have|can|may|must)\b))\b[^?]*\?",
    re.I,
)


YES_NO_AND_MORE = re.compile(
    r"(?:^|[.;:?!]\s+)(?:was|were|is|are|does|do|did|may|must|can|has|have|should|shall|will) [^?]{3,300}, and (?:who|whom|what|when|where|why|how)\b[^?]{3,160}\?",
    re.I,
)
"""A question for yes or no, and another one behind a comma."""
FURTHER_QUESTION = re.compile(
    r"(?:,? and,?|;|,) (?:if so|if yes|if not|in that case),? (?:what|how|when|where|why|who|whom|which|by|for|to|of|within|under|in)\b[^?]{3,160}\?"
    r"|,? and,? (?:may|must|shall|can|does|do|did|is|are|has|have|should|will) (?:(?:the|an?|it|they|he|she|that|this|these|those|his|her|its|their|each|every|any) |(?<=may )[a-z]{3,20}s |(?<=must )[a-z]{3,20}s )[^?]{3,160}\?"
    r"|\band (?:by|to|from|with|for|at|in|on|within|under|against) (?:whom|what|which|how (?:long|many|much|often))\b[^?]*\?"
    r"|\b(?:before|after|during) and (?:before|after|during) [^?]{3,80}\?",
    re.I,
)
"""A second question in other form than with `and what`."""
NAMES_OF_PLACES = re.compile(
    r"(?<=\w )[A-Z][\w\u2019'-]*(?: (?:of|the|on|for|and|in) (?=[A-Z]))?|\([^)]{1,20}\)|\b\d[\w.()-]*"
)
"""The name of an act and the numbers of its provisions."""
IF_SO = re.compile(r"\bif (?:so|yes|not)\b", re.I)
"""Words by which a second question depends on the first."""
NAMES_TWO = re.compile(
    r"^\W*(?:[^.?]{0,120}[.,] )?(?:[Nn]ame|[Ss]tate|[Gg]ive|[Ii]dentify|[Ww]hat (?:are|is)|[Dd]etermine|[Ss]pecify) the (?P<one>[a-z-]{3,20}(?: [a-z-]{2,20}){0,5}?) and (?:the|its|their|his|her) (?P<two>[a-z-]{3,20})\b"
)
"""A stem that asks for one thing and another: `name the duty of the clerk and the penalty`."""
UNFOCUSED = re.compile(
    r"^\W*(?:(?:which|what)(?: one)?(?: of (?:the )?(?:following|these|below|statements?|options?|answers?))*(?: (?:statements?|options?|answers?|choices?|sentences?|items?))?(?: (?:below|here))?(?: (?:is|are|would be|do you (?:think|believe) (?:is|are)))?(?: (?:the )?(?:most |best )?(?:true|correct|right|accurate|false|incorrect|wrong|best|appropriate|valid|answer|option|statement))*"
    r"|(?:choose|select|pick|mark|identify|indicate|find)(?: the)?(?: (?:best|most|right|correct|true|one|following|appropriate|answer|option|statement|choice|alternative))*(?: (?:from|of|among|below|answer|option|statement|choice)(?: the)?(?: (?:following|list|options|below))*)?)\W*$",
    re.I,
)


SUBJECT_ONLY = r"(?:about|on|concerning|regarding|with regard to|as to|with respect to|in respect of|in relation to|relating to|related to|when it comes to|for|of|in|under|according to) [^?]{1,120}"
TRUTH = r"(?:most |more )?(?:true|correct|right|accurate|valid)"
STATEMENT = r"(?:statements?|sentences?|assertions?|answers?|options?|claims?|propositions?)"
ASKS_ABOUT_TOPIC_ONLY = re.compile(
    rf"^\W*(?:(?:which|what)(?: one)?(?: of (?:the )?(?:following|these|below))?(?: {STATEMENT})?(?: (?:about|on|concerning|regarding|with regard to|as to|with respect to|relating to) [^?]{{1,120}}?)?(?: (?:below|here))? (?:is|are|would be|holds?)(?: the)?(?: {TRUTH})(?: {STATEMENT})?"
    rf"|(?:choose|select|pick|mark|identify|indicate|find|tick)(?: the)?(?: one)? (?:{TRUTH}|best)(?: (?:{STATEMENT}|one))?)(?:,? {SUBJECT_ONLY})?\W*$",
    re.I,
)
"""A stem that asks which statement is true and names no more than a subject."""
VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|must|shall|should|may|can|could|will|would|does|do|did|means?|requires?|applies|apply|include[sd]?|allows?|forbids?|prohibits?|says?|states?|provides?|covers?|needs?|counts?|who|which|that|when|where|if|what|how|why|name|state|give|list)\b|(?<=\ws) (?:the|an?|that|to|when|if)\b|\b(?:to|by|for|of|within|at|as|than|from|with|in|on|a|an|the|must|because|until|unless|after|before)\s*:?$",
    re.I,
)


CITES = re.compile(
    r"^\W*(?:(?:the|under|in|according to) )?(?:[A-Z][\w'\u2019.-]*|of|the|and|on|for|in|\d[\w.()]*|\([\w]+\)|(?:sub)?section|paragraph|article|clause|point|rule|regulation|act|s\.|art\.|sec\.|no\.)(?:,? (?:[A-Z][\w'\u2019.-]*|of|the|and|on|for|in|\d[\w.()]*|\([\w]+\)|(?:sub)?section|paragraph|article|clause|point|rule|regulation|act))*\W*$"
)
"""No more than a citation."""


OF_QUESTIONS = content_stems(
    "regard respect concerning regarding relation statement true correct following according comes", "en"
)


OF_STEMS = OF_QUESTIONS | content_stems(
    "provision rule article section clause paragraph act regulation policy standard code order directive ordinance manual programme law provides states requires lays says means deals covers governs applies "
    "important relevant essential notable keep kept mind remember note known said stated meant mentioned found considered regard regarding respect connection context fits suits matches describes reflects agrees corresponds contains covers says one best option answer choose correct right "
    "sets regulates contains prescribes specifies stipulates determines establishes follows case true holds point",
    "en",
)
"""Words with which a stem names its provision."""


ASKS_FOR_ANYTHING = re.compile(
    r"^\W*(?:[^?]{0,120}, )?(?:what (?:should|must|can|may|could) (?:be|one|you|we)\b|(?:which|what)(?: one)? of (?:the following|these|those|the statements|the options|the answers)\b|what (?:is|are) (?:important|relevant|essential|notable|said|meant|stated|provided|laid down|dealt|covered|true|the case|to be)\b|what (?:does|do) [^?]{3,160} (?:say|state|provide|mean|contain|cover|include|deal with|lay down|set out|prescribe|regulate|govern)\??$|which(?: one)?(?: statement| option| answer)? (?:fits|suits|matches|describes|belongs|reflects|follows|agrees|corresponds)\b)",
    re.I,
)
"""A question that takes any true statement for an answer."""
ASKS_WITHOUT_VERB = re.compile(r"^\W*(?:what|how) about\b", re.I)
"""A question `what about …` or `how about …`, which has no verb."""
HAS_VERB = re.compile(r"\b(?:is|are|must|shall|should|can|may|means?)\b", re.I)


OPINION = re.compile(
    r"\b(?:(?:do|would) you (?:think|believe|feel|prefer|like|say|recommend)|in your (?:opinion|view|experience)|your favou?rite|how do you feel|what do you think|are you (?:happy|comfortable)|you personally)\b",
    re.I,
)

LETTER_ALONE = re.compile(
    r"\b(?:mentioned|referred to|listed|named|described|specified|meant|set out|laid down|provided|stated|given) (?:in|under|by) (?:sub-?)?(?:paragraph|point|section|item|clause) \(\w{1,4}\)(?! of (?:section|article|rule|regulation|clause|paragraph) \d)",
    re.I,
)
"""An entry of a list by its letter, which nobody knows without the list."""
FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|our|us)\b")
"""Words by which somebody speaks of themselves."""
ASKS_WHAT_APPLIES = re.compile(
    r"^\W*(?:which|what)(?: one)?(?: of (?:the )?(?:following|these|below))?(?: statements?)? (?:applies|relates|refers|belongs|pertains) to [^?]{1,160}\W*$",
    re.I,
)
"""A stem that asks what has to do with a subject, and nothing of it."""
CURRENCY = re.compile(r"EUR|USD|GBP|CAD|AUD|NZD|INR|CHF|SEK|NOK|DKK|JPY|CNY|HKD|SGD|ZAR|PLN|CZK|HUF|BRL|MXN")
"""Codes of currencies: before a number everybody knows them."""
BETWEEN_INITIALS = r"\w{0,40}(?:[\s-]{1,3}(?:of|and|the|for|in))?[\s-]{1,3}"
"""What may stand between the initials of a name that is spelled out."""
SUCH_A = re.compile(
    r"\bsuch an? (?!(?:way|manner|case|extent|degree|position|place|time|situation|person|state)\b)(?P<noun>[a-z]+)\b(?! (?:that|as)\b)",
    re.I,
)
"""A thing of a kind that a sentence before has to name."""
SUCH_A_PAPER = re.compile(
    r"\bsuch an? (?P<noun>recording|record|report|notice|form|plan|permit|licen[cs]e|certificate|document|list|register|label|statement|file|sample|device|vehicle|container)\b(?! (?:that|as)\b)",
    re.I,
)
"""A paper or a thing that a sentence before has to name, however the case is told."""

LEADING_ARTICLE = re.compile(r"^(?:the|an?) ", re.I)
"""The article in front of a name."""

ASKS_WHAT_AGREES = re.compile(
    r"^\W*which (?:one )?(?:of (?:the following|these|those)(?: \w+){0,2}|statement|act|practice|step|case|procedure|arrangement)s? (?:is|are|was|does|do|would|agrees?|complies|comply|breaks?|breach\w*|meets?|reflects?)\b(?: (?:right|correct|true|in (?:accordance|line|order)|permitted|allowed|forbidden|lawful|not|comply|meet|agree|break))* (?:under|with|by|to) (?:the )?(?:\w+ ){0,3}?(?:section|rule|clause|article|regulation|point|paragraph|art\.|sec\.|s\.|\u00a7)",
    re.I,
)
"""A question for the statement or the act that agrees with one numbered provision: it can be judged case by case."""
