"""Words that a template, a tool or a person left in an item: placeholders, markup, data of people, secrets."""

from __future__ import annotations

import re

LEAK = re.compile(
    r"\{\{.{0,300}?\}\}|\$\{\w+\}|\{%.{0,300}?%\}"
    r"|(?<![\\\w^_}{])\{[a-z][a-z_]{2,}\}(?![\w{])"
    r"|<[A-Z][A-Z_ ]{2,}>|<(?:persona|name|user|customer|client|company|topic|city|date|product|person)>|<(?:insert|your|placeholder)\b[^<>]{0,300}>"
    r"|\[(?:insert|your|fill in|placeholder|company name|name|topic|city|todo|tbd)\b[^\]]{0,300}\]"
    r"|\[(?:[a-z]+[ _-]){0,3}(?:name|title|date|address|amount|city|company|product|topic|number|position|role|reason|place)\](?!\()"
    r"|\b(?:INSERT|YOUR|ENTER|FILL|PLACEHOLDER)_[A-Z][A-Z_]*\b|(?<!_)_{4,}+(?=[ ,.;]|$)"
    r"|\b(?:TODO|FIXME|TBD|TKTK)\b|\blorem ipsum\b|</?(?:s|inst|im_start|im_end)>|<\|[a-z_]+\|>",
    re.I,
)
# Parts of the pattern above are meant case by case: a tag such as <B> or a lower-case "todo" is no leak.
LEAK_CASED = re.compile(
    r"^<(?!(?:persona|name|user|customer|client|company|topic|city|date|product|person)>)[a-z ]{3,}>$|^(?:todo|tbd|fixme)$|^</?[sS]>$"
)


ABOUT_CODE = re.compile(
    r"\b(?:python|javascript|java|php|jinja|mustache|regex|regular expression|f-?strings?|format strings?|curly (?:brackets|braces)|placeholders?|template (?:engine|literal)s?|mail merge|variables?|latex|json|code|script|shell|bash|html)\b|`|\bf[\"']",
    re.I,
)
MARKUP = re.compile(
    r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});|<br ?/?>|</?(?:p|div|span|strong|em|ul|ol|li|td|tr|font)(?: [^<>]{0,200})?>",
    re.I,
)
"""Marks of a page that were left in its text. Whoever asks about such marks puts them in code or says so."""
ABOUT_MARKUP = re.compile(
    r"\b(?:html|xml|css|markup|tags?|entit(?:y|ies)|web ?page|template|javascript)\b|`", re.I
)


ARTEFACT = re.compile(
    r"\bas an? (?:ai|artificial intelligence)(?: language)? (?:model|assistant),? i\b"
    r"|\bi(?:'|\u2019)?m sorry,? but (?:i can(?:'|\u2019)?t|i cannot|as an ai)\b"
    r"|\bi (?:cannot|can(?:'|\u2019)t|am unable to|won(?:'|\u2019)t) (?:assist|help|fulfil|fulfill|comply) (?:you )?with (?:that|this|your)\b"
    r"|\bi cannot (?:fulfil|fulfill|provide|generate) (?:that|this|such)\b"
    r"|^\s*(?:sure|certainly|of course|absolutely)[!,.:]? (?:here(?:'|\u2019)?s|here is|here are|i can help)\b"
    r"|^\s*here (?:is|are) (?:a|an|the|some|\d+) (?:\w+ ){0,4}(?:prompt|question|example|option|item)s?\b.{0,60}:"
    r"|^\s*(?:sure|certainly|absolutely)! |^\s*(?:user |final |example )?prompt: |\((?:note|explanation): this (?:prompt|question|item)\b"
    r"|```(?:json|markdown)?\s|\bmy knowledge cutoff\b|\bas a large language model\b",
    re.I,
)
FILED = re.compile(
    r"(?:\b(?:chapters?|lots?|files?|sections?|articles?|(?<!in )cases?|dockets?|batch|batches|serial|invoices?|references?|ref|polic(?:y|ies)|patents?|permits?|licen[cs]es?|certificates?|registrations?|registers?|models?|items?|parts?|catalogue|applications?|claims?|tickets?|contracts?|notices?|standards?|forms?|versions?|samples?|parcels?|volumes?|records?)\b(?:[ .]*(?:no|nos|nr|numbers?|id)\b)?|\bnos?\b|\bnr\b|\u2116|#)[.:]?\s*(?:\(|#)?$",
    re.I,
)
"""Words behind which the number of a thing stands, which may look like one to call."""
NUMBERED = re.compile(r"(?:\b(?:no|nos|nr|numbers?|id|ref|serial)\b|\u2116|#)[.:]?\s*(?:\(|#)?$", re.I)
BEFORE_PHONE = re.compile(
    r"\b(?:call|ring|reach|dial|text (?=(?:me|us|him|her|them)\b)|sms|hotline|line|home|emergency|(?:t[eé]l[eé])?(?:ph|f)one?n?s?"
    r"|telefoon|tel[eé]fono|handy|mobil\w{0,12}|cell|fax|tel|contact|whatsapp)\b",
    re.I,
)
"""Words that say somewhere before a number that it is to be called; a file of a contact person is taken for one to call, too."""
STREET = r"\d{1,4}[a-z]? (?:[A-Z][a-z'\u2019]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Rise|Close|Drive|Dr|Way|Court|Ct|Place|Pl|Crescent|Terrace|Gardens|Grove|Hill|Row|Walk|Square|Boulevard|Blvd|Mews|Parade|Park|View|Green)\b"
POSTCODE = r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]{2} \d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{4,5} [A-Z][a-z]+)\b"
HOME = re.compile(
    rf"\b(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? (?:[A-Z][a-z]+ ){{0,1}}[A-Z][a-z]+,? (?:of |at |who lives at |lives at |living at )?"
    rf"|[A-Z][a-z]+ [A-Z][a-z]+,? (?:who )?(?:lives|living|lived|resides|residing) (?:at|in) |[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+ ?(?:,|\(|\u2013|\u2014|-|of|at) ?(?:Flat \d+[A-Z]?, |Apt\.? \d+, )?){STREET}"
    rf"|\b(?:(?:he|she|they|we|i) (?:lives?|resides?) (?:at|in)|(?:my|his|her|our|their|home|private) (?:home |private )?address(?: is|:)?|living at|resident (?:at|of)|residing at) (?:flat \d+, )?{STREET}"
    rf"|{STREET},? (?:[A-Za-z0-9 ]{{1,20}}, )?(?:[A-Z][a-z]+,? ){{1,3}}{POSTCODE}"
)
OFFICE = re.compile(
    r"\b(?:Offices?|Hall|Councils?|Schools?|College|University|Librar(?:y|ies)|Cent(?:re|er)|Company|Ltd|Inc|GmbH|Department|Ministry|Bank|Hotel|Caf\u00e9|Restaurant|Market|Markets|Shop|Stores?|Clinic|Hospital|Surgery|Museum|Theatre|Court House|Courthouse|Station|Police|Registry|Desk|Agency|Authority|Club|Association|Society|Church|Institute|House of|Bureau|Services?|Works|Co|Sons|Press|Bakery|Garage|Studio|Gallery|Pharmacy|Branch|Headquarters|HQ)\b"
)
"""Words for what has an address that stands in a directory."""
NUMBERED_PERSON = re.compile(
    r"\b(?i:passport|national insurance|ni|social security|ssn|nhs|medicare|id(?:entity)?(?: card)?|driv(?:er'?s|ing) licen[cs]e|taxpayer(?: id)?|tax id|patient|customer|bank account|account|credit card|sort code|iban|bsn|pesel|aadhaar|pan|personnel|employee|student|medical record|mrn|date of birth|dob)\b(?i: (?:no\.?|nos\.?|number|num|id|code))?(?i: is|:| =| on| -|,)? ?#?(?=[A-Z\d][A-Z\d /-]{5,24})(?P<number>(?=(?:[A-Z /-]*\d){6})[A-Z\d]{1,4}(?:[ /-]?[A-Z\d]{1,8}){1,6})\b"
)
"""A person, by title or by living there, before a street with its number: offices stand in the directory."""
EXAMPLE = re.compile(
    r"(?:^|\.)(?:example|test|invalid|localhost|domain)(?:\.(?:com|org|net|edu))?$|^(?:company|email|mail)\.com$",
    re.I,
)


NETWORK = re.compile(r"\b(?:ip|address|host|server)\b", re.I)


SECRET = re.compile(
    r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{22,}|\bsk-[A-Za-z0-9_-]{20,}"
    r"|\bhf_[A-Za-z0-9]{30,}\b|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bAIza[0-9A-Za-z_-]{35}\b"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"
    r"|\b(?:password|passwd|api[_-]?key|secret|token)\s*[:=]\s*['\"]?(?=\S{0,200}\d)(?=\S{0,200}[A-Za-z])[^\s'\"]{8,200}"
)


DOUBLED = re.compile(r"\b(?!(?:had|that|is|blah|bye|ha|very|no|so|knock|really)\b)([a-z]{2,}) \1\b", re.I)
DOUBLED_THAT = re.compile(
    r"\bthat that (?=(?:i|you|we|he|she|they|it)\b)|\b(?:list|one|thing|letter|man|woman|place|note) that that\b",
    re.I,
)
"""`that that` where one of the two was written by mistake."""


REFERENCE = re.compile(
    r"\b(?:the (?:figure|table|passage|diagram|image|graph|photo|text|excerpt) (?:above|below|shown|attached)"
    r"|(?:figure|table|diagram|image|passage) (?:above|below)|as shown (?:above|below|in the (?:figure|image|table))"
    r"|(?:shown|pictured) (?:above|below|here)|(?:see|in) the attached|the (?:following|above) (?:figure|image|passage|diagram)"
    r"|(?:the|this|my|our) (?:attached|enclosed) (?:[a-z-]+ ){0,3}(?:contract|agreement|file|document|letter|e-?mail|text|table|figure|picture|photo|image|report|spreadsheet|list|page|pdf|notes|article|paper|sheet|map|draft)"
    r"|as shown in (?:the|this) (?:picture|photo|diagram|drawing)"
    r"|the following (?:paragraph|text|sentence|e-?mail|letter|article|list|code|document)s?(?! of\b)(?![^.?!\n]{0,300}[:\u201c\"]))\b",
    re.I,
)
