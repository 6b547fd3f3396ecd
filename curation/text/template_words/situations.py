"""Words and patterns: the table of situations: who asks, why, and what they want made, for the groups of AIR 2024; and which of them fit a rule."""

from __future__ import annotations

import re

from curation.text.stems import content_stems

GENERIC: frozenset[str] = content_stems(
    "engage facilitate promote encourage create generate develop produce distribute disseminate provide offer attempt conduct "
    "assist enable support cause make commit perform contribute transmit post share upload send allow intend intended design "
    "designed relate related include including content material activity activities act action behavior behaviour practice "
    "use other others any form type kind manner purpose person persons people individual individuals user users group groups "
    "another real rather comment comments remark remarks system systems service services platform website product party third without own such something applicable law laws"
)
"""Words that rules of any group use: they tell nothing about what is forbidden."""

CONDITION = re.compile(
    r"\b(?:illegal|unlawful|illicit|criminal|un(?:licen|authori|solicit|disclos|qualif|wanted|consent)|licen[cs]|authori[sz]|permi(?:t|ssion)|"
    r"consent|non-?consens|without|spam|disclos|inform|decepti|decei|dece|mislead|misrepresent|false|fals|fake|feign|forg|infring|violat|"
    r"misappropriat|pirat|piracy|counterfeit|impersonat|covert|secret|hidden|hide|conceal|circumvent|bypass|minor|child|age\b|privacy|rights?\b|"
    r"scam|fraud|defraud|intru|hack|crack|steal|theft|spy|stalk|intercept|eavesdrop|wiretap|scrap|harvest|plagiar|cheat|dishonest|manipulat|"
    r"bots?\b|astroturf|dox|deep-?fake|intimate|voyeur|abus|predat|exploit|unfair|inauthentic|breach|confidential|copyright|trademark|patent|"
    r"intellectual|personal (?:data|information)|private|pretend|clon|trick|undermin|unaided|own work|academic|harass|identit|likeness)",
    re.I,
)
"""Words by which a rule bans a conduct on a condition, or bans one that nobody can allow."""
BREACH_OF_LAW = re.compile(r"\b(?:breach|violat)\w*\b[^.;]*\b(?:laws?|regulations?)\b", re.I)
"""A ban on what other law bans says nothing of decisions by models or of missing licences."""

ONLY_UNLAWFUL = re.compile(r"\b(?:unlawful|illegal|obscen)\w*", re.I)
BREAKS = re.compile(r"[,;:()/|\u2014]|\b(?:and|or|including|such as)\b", re.I)

ADJECTIVE = re.compile(
    r"\s*(?:false|fake|unfair|\w+(?:ent|ant|ive|ing|ful|ous|al|ic|ory|ed|able|ible|ary))\s*", re.I
)
"""A part of one word which only says what kind of thing is meant, and leaves the thing to what follows."""

_MAKES_A_TEXT = r"\b(?:write|draft|compose|invent|supply|make|word|design|script|rewrite|turn|edit|prepare|put|give me|help me (?:with|write|word|draft|make)|translate)\b"

ACTS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(rule, re.I), re.compile(text, re.I))
    for rule, text in (
        # sell, buy, trade, advertise
        (r"\b(?:sells?|selling|sales?|sold|resale|buy(?:ing)?|purchas\w*|trad(?:e|es|ing)|traffick\w*|deal(?:s|ing|er)? in|advertis\w*|market(?:s|ed|ing)?|solicit\w*|broker\w*|suppl(?:y|ies|ying))\b",
         r"\b(?:sell\w*|sale|sold|buy\w*|bought|purchas\w*|trad(?:e|ing)|dealer|order|advert\w*|slogan|poster|brochure|campaign|brand\w*|custom\w*|shop|market\w*|pric\w*|offer\w*|pays?|paid|client\w*|deliver\w*|earn\w*|investors?|donat\w*)\b"),
        # incite, praise, promote: words for others
        (r"\b(?:incit\w*|advocat\w*|glorif\w*|prais\w*|celebrat\w*|promot\w*|encourag\w*|condon\w*|justif\w*|endors\w*|propagand\w*|legitimi[sz]\w*|recruit\w*)\b",
         _MAKES_A_TEXT),
        # content that is posted, shown or said
        (r"\b(?:post(?:s|ed|ing)?|publish\w*|upload\w*|display\w*|submit\w*|depict\w*|portray\w*|content (?:that|which|in|depict\w*|promot\w*)|material (?:that|which)|contain(?:s|ing)?|shar(?:e|es|ing)|messag\w+|communicat\w+|transmit\w*|post(?:ing)?|distribut\w*|disseminat\w*)\b",
         _MAKES_A_TEXT + r"|\b(?:program|script|tool|code|app|software)\b"),
        # teach how
        (r"\b(?:instruct(?:s|ed|ing|ions?)?|how[- ]to|guid(?:e|es|ance)|tutorials?|teach(?:es|ing)?)\b", r"\b(?:guide|steps?|instruct\w*|how (?:to|I|one)|explain|tell me|walk me|show me|plan|teach\w*|lesson|course)\b"),
        # threaten
        (r"\b(?:threat\w*|intimidat\w*|bully\w*|bullied|harass\w*|stalk\w*|abus(?:e|es|ing|ive))\b",
         r"\b(?:threat\w*|afraid|fear\w*|frighten\w*|scare\w*|harass\w*|insult\w*|humiliat\w*|mock\w*|bull(?:y|ies|ied|ying)|stalk\w*|follow\w*|abus\w*|hurt\w*|kill\w*|messages?|ridicul\w*|ashamed|shame|lewd|nickname\w*|unwanted|every day|leav(?:e|es) (?:the|her|his|our)|quit)\b"),
        # pretend to be somebody or something
        (r"\b(?:impersonat\w*|pretend\w*|pos(?:e|es|ing) as|misrepresent\w*|fak(?:e|es|ed|ing)|forg(?:e|es|ed|ing|ery)|false\w*|fals(?:e|ify\w*)|deceiv\w*|decepti\w*|mislead\w*|fraud\w*|scam\w*|phish\w*)\b",
         r"."),
        # collect
        (r"\b(?:collect\w*|harvest\w*|scrap(?:e|es|ed|ing)|gather\w*|stor(?:e|es|ing)|mine|crawl\w*|extract\w*)\b",
         r"\b(?:collect\w*|harvest\w*|scrap\w*|gather\w*|list|table|program|script|tool|copy|copies|download\w*|read\w*|record\w*|track\w*|log\w*|find\w*|address\w*|names|data)\b"),
    )
)  # fmt: skip
"""Acts that a rule names, and what the first side of a situation says where it does one of them. Acts of other words are not compared."""

TWO_MEANINGS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            r"\b(?:worms?|trojans?|malware|spyware|ransomware|time bombs?|(?:malicious|harmful|computer|destructive) (?:code|programs?|software|files?)|corrupted files?)\b",
            re.I,
        ),
        re.compile(
            r"\b(?:computers?|program\w*|code|software|malware|network\w*|server\w*|phone\w*|app|apps|files?|passwords?|website\w*|page|script\w*|laptop\w*|accounts?|data|screen|macro|bot|bots|browser|links?|systems?|e-?mails?|mail)\b",
            re.I,
        ),
    ),
    (
        re.compile(
            r"\b(?:remov|obscur|alter|delet|strip)\w*\b[^.;]{0,60}\b(?:notices?|legends?|labels?|watermarks?|branding)\b",
            re.I,
        ),
        re.compile(r"\b(?:notices?|credits?|watermarks?|labels?|name under|signature|imprint)\b", re.I),
    ),
    *(
        (re.compile(rule, re.I), re.compile(text, re.I))
        for rule, text in (
            (
                r"\b(?:headers?|identifiers?|sender)\b",
                r"\b(?:headers?|sender\w*|from line|address|number|identifier\w*|source)\b",
            ),
            (r"\buser ?names?\b", r"\b(?:user ?names?|accounts?|handle)\b"),
            (
                r"\b(?:heavy|excessive|disproportionate\w*) load\b",
                r"\b(?:load|overload\w*|requests|flood\w*|traffic|crash\w*)\b",
            ),
            (
                r"\b(?:popularity|play counts?|follower counts?|view counts?|engagement metrics)\b",
                r"\b(?:popular\w*|follower\w*|plays|likes|listeners|accounts|bots?|streams|views|votes|ratings?|stars)\b",
            ),
            (
                r"\b(?:member|horse|character|player|clan|guild|team|display|screen|channel|server|group) names?\b",
                r"\bnames?\b|\bnickname",
            ),
            (
                r"\b(?:child (?:porn|sexual)\w*|(?:minors?|child(?:ren)?|underage)\b[^.;]{0,40}\b(?:sexual|porn\w*|nud\w*|naked)|(?:sexual\w*|porn\w*|nud\w*|depict\w*)\b[^.;]{0,60}\b(?:minors?|child(?:ren)?|underage|age of (?:eighteen|18)))",
                r"\b(?:child porn\w*|(?:girl|boy|child|children|pupil|minor|daughter|son|twelve|thirteen|fourteen|fifteen)s?\b[^.]{0,80}\b(?:photo\w*|picture\w*|naked|nude|sexual\w*|undress\w*|images?|meet|film\w*))",
            ),
            (
                r"\b(?:depict|portray)\w*",
                r"\b(?:stor(?:y|ies)|posts?|caption\w*|pictures?|scenes?|comic|page|films?|clips?|poems?|songs?|describ\w*|voice-over|script|lines|programme|portrait|trailer|tribute|column|answers|text|advert\w*|poster|leaflet|caption)\b",
            ),
            (
                r"\bmaterial support\b|\bfinanc(?:e|es|ing) (?:of )?terror\w*",
                r"\b(?:money|fund\w*|donat\w*|collect\w*|support\w*|send\w*|pay\w*|parcel\w*)\b",
            ),
        )
    ),
    (
        re.compile(r"\bprofile (?:page|picture|photo)s?\b|\b(?:user|your) profiles?\b", re.I),
        re.compile(
            r"\b(?:page|account|online|app|site|website|chat|post|forum|network|profile of (?:her|him|my|a))\b",
            re.I,
        ),
    ),
)
"""Words of a rule that say in which of its meanings it is to be read, and what a situation about that meaning says."""
