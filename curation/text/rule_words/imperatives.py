"""Words and patterns: imperatives: the verb that an instruction begins with, `keep a record of each test`."""

from __future__ import annotations

import re

NEGATIVE_IMPERATIVE = re.compile(
    r"^[\W_]*(?:please\s+)?(?:(?P<never>never)\s+(?=[a-z]+)|(?P<refrain>refrain from|abstain from|desist from|steer clear of|(?:stay|keep) (?:away from|out of|off)(?!\s+(?:the )?(?:reach|sight|direct|sun|sunlight|light|heat|sources?|naked|open (?:fire|flame)s?|flames?|sparks?|hot|children|pets|animals|food|frost|moisture|damp)\b)|avoid)\s+)"
)

DENIED_ITEM = re.compile(
    r"(?P<not>not\s+)(?!(?:be|have|exceed|include|contain|apply|continue|appear|remain|represent|know|compare|combine)\b)(?P<verb>[a-z]+)\s+(?:any|a|an|the|more|or|in|on|such|his|her|its|their|[a-z]+s)\b"
)
"""An item of a list of duties that forbids: `not allow a guest into the store;`."""

NAVIGATES = re.compile(
    r"\W*(?:please )?(?:note(?: that|:)|(?:keep|bear) in mind|remember that|get started|skip to|back to (?:top|main)|click here|(?:learn|read)(?: more)? about|(?:learn|discover|explore|see) (?:how (?:to|we|you)|what|why|the (?:basics|best|latest))|learn more|read more|find out more|follow us|contact us|join us|subscribe to our|sign up for|view all|see also|take a (?:closer )?look at|check out (?:our|what|how|the latest)|visit our (?:[a-z'-]+ ){0,3}(?:web\s?sites?|sites?|pages?|blogs?|cent(?:re|er)s?|portals?|faqs?)|browse (?:our|the latest)|stay tuned|(?:describe|explain|discuss|tell (?:me|us) about|walk (?:me|us) through) (?:a|an|one|any) (?:time|situation|occasion|experience|example|project))\b"
)
"""Links of a page, which command nobody."""
FOR_DETAILS = re.compile(
    r"\W*(?:for|to (?:learn|find out|read|see|get)) (?:[a-z]+ ){0,3}?(?:information|details?|instructions?|guidance|help|assistance|steps|lists?|examples?|background|explanations?|descriptions?|more|context|documentation|tips|support)\b[^.;:]{0,160},\s*(?:please )?$"
)
POINTS_TO = re.compile(
    r"\s{0,9}(?:please )?(?:refer to|consult|visit|see|check(?: out)?|read|review|contact|go to|view)\b"
)
"""Where more is told: `For details, refer to the guide.`."""
LIMITED = re.compile(
    r"\b(?:if (?!you (?:have|need|want|wish|would|are (?:unsure|interested|not sure)|\w+ (?:questions?|help))\b)|when|unless|before|after|within|until|once|no later than|immediately|as soon as)\b"
)
"""A limit of time or a case: with one, `contact us within 30 days` asks for something."""

IS_READ = re.compile(r"\s{1,9}(?:construed|read|deemed|treated|regarded|known|cited|called|considered)\b")
"""What an item says behind `be` of how words are taken: `be construed as a reference to …`."""
CONTENTS = re.compile(
    r"[^.|]{3,160}(?:\s\d{1,2}(?:\.\d{1,2}){0,3}\.?)?\s{0,9}\|\s{0,9}(?:[a-z]{0,2}-?\d{1,3}|[ivxl]{1,6})\W{0,9}$"
)
"""A row of a table of contents: a title with its page."""
HOW = re.compile(r"\W{0,9}[a-z]{3,}ly\s+(?P<verb>[a-z]+)\b")

SAVES = re.compile(r"\s+(?:where|as|for|in|that|when|if|with|by|under|to the extent)\b")
"""What `save` takes cases out with: `Save where the Act provides otherwise, …`."""

IMPERATIVE = re.compile(
    r"\s+(?:of|is|are|was|were|has|have|shall|must|may|should|will|can)\b|\s*[:\u2014]\s*\S|\s*\||\s*,\s*\d{4}\b"
)

NOUNS = frozenset(
    {"like", "right", "even", "except", "part", "section", "article", "chapter", "annex", "appendix"}
)
"""What the dictionary calls a verb and a title begins with: `Right to amend.`."""
NO_VERB_WITH = re.compile(
    r"\s{1,9}(?:to|for|with|in|on|as|into)\s+(?!(?:the following|each of the following)\b)"
)
"""What follows a noun that is a verb elsewhere: `Access to records.`, `Power to amend.`; some verbs take it too (`plain_verbs`)."""
SEES = re.compile(r"\s{1,9}(?:if|whether|that|to it)\b")
"""What `see` is a task before: `see if the gate is shut`; else it points to a text."""
NAME_BEHIND = re.compile(
    r"\s{1,9}(?:(?:for|as)\b|to\s{1,9}(?!(?:the|an?|any|all|each|every|your|their|its|this|these|those|that|least)\b)[a-z])"
)
"""What follows a word that is hardly ever the verb of a command, so that it is a name: `Centre for Energy`."""
PREPOSITION_BEHIND = re.compile(r"\s{1,9}(?:for|to|in|on|as|at|with)\b")
THAT_DOES = re.compile(
    r"\s{1,9}(?:that|which)\s{1,9}(?:[a-z]{1,20}ly\s)?(?:(?P<modal>is|are|was|were|has|have|can|could|may|might|must|shall|should|will|would|do|does)\b|(?P<verb>[a-z]+)\b(?!\s(?:is|are|was|were|has|have|had|can|could|may|might|must|shall|should|will|would|do|does)\b))"
)
"""A relative clause that goes on with its verb, so that what stands before it is a noun: `Process that turns scrap into sheets`."""
JOINED = re.compile(r"\s{1,9}(?:and|or)\s+(?P<second>[a-z]+)")
DOES_WORK = re.compile(r"\s+(?:the (?:following|tests?|same|opposite|work)\b|this|it|such)\b(?![^.]*\?)")
"""What somebody does behind `do`: `do the test`, and not a question."""
WITH_CARE = re.compile(
    r"\W{0,9}(?:fully|properly|regularly|carefully|securely|promptly|immediately|thoroughly|clearly|routinely|periodically|safely|strictly|explicitly|formally|continuously|actively|proactively|adequately|directly|gently|slowly)\b"
)
"""How something is to be done, in front of a verb that may be a noun."""
