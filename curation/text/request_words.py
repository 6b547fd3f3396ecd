"""Words by which an English text asks a model for something, and those that tell where one request ends and another begins."""

from __future__ import annotations

import re

TASK_VERBS = (
    "write|rewrite|draw up|draft|compose|translate|summari[sz]e|explain|describe|tell me|tell us|give me|give us|show me|show us|list|name|compare"
    "|recommend|suggest|advise|calculate|compute|convert|solve|work out|find|find out|look up|plan|design|prepare|create|build|develop|devise|invent"
    "|define|identify|analy[sz]e|estimate|check|proofread|correct|fix|program|code|teach me|help me|remind me|put together|set up|make|generate|outline"
    "|sketch|sort|rank|choose|pick|review|assess|evaluate|propose|provide"
)
"""Verbs that name a work of their own. Words for how a work is to be done (`keep`, `end`, `use`, `add`) are not among them."""

ARTEFACTS = (
    "letters?|mails?|e-?mails?|texts?|notices?|memos?|memorand(?:um|a)|pages?|sheets?|plans?|lists?|scripts?|schemes?|forms?|posts?|poems?|stor(?:y|ies)|leaflets?|speech(?:es)?|dialogues?|reports?|tables?"
    "|answers?|repl(?:y|ies)|messages?|articles?|summar(?:y|ies)|guides?|drafts?|outlines?|reviews?|adverts?|ads?|advertisements?|signs?|sentences?|words|headings?|proposals?|requirements?|statements?|scenes?|songs?|recipes?|slides?|presentations?"
    "|essays?|paragraphs?|captions?|slogans?|titles?|names?|translations?|explanations?|descriptions?|questions?|examples?|code|programs?|functions?|tips|advice|ideas?|steps|instructions?|templates?|contracts?|clauses?|rules?|polic(?:y|ies)|prompts?|pieces?|profiles?|scores?|timelines?|schedules?|itinerar(?:y|ies)"
)
"""Things that a model can be asked to write."""

WISHES = (
    r"i(?:'d| would) (?:like|love|appreciate|be (?:glad|grateful|interested|happy|much obliged))|(?:i|we) (?:just |really |also |still |now |urgently )?(?:need|want|wish|ask|request|seek|wonder|hope)"
    r"|looking for|looking to|(?:was|am|were|are|'m|'re) hoping|interested in|curious|grateful (?:if|for)|obliged (?:if|for)|might i|may i|could i|can i|i should (?:like|be (?:glad|much obliged|grateful))|i ask you|(?:it )?would be (?:very |most |really |so )?(?:kind|nice|good|great|helpful|useful|lovely)"
    r"|i(?:'m| am)? trying to|(?:i|we)(?:'m|'re| am| are| have) (?:to|agreed to|got to|promised to|asked to|supposed to|due to) (?:write|give|prepare|draft|lay|see to|make|present|send|speak|explain|say|show|tell|deliver|come up|hand in|produce|compose)"
    r"|(?:your|a) (?:help|task|job|advice|opinion|view|assignment|role) (?:is|are|on|with|here)|(?:any|some) (?:ideas|advice|tips|thoughts|suggestions|help|recommendations)"
    r"|(?:ideas|advice|tips|suggestions|recommendations|help) (?:for|on|with|to)|(?:is|are|was|were|being) (?:now |also |hereby )?(?:needed|wanted|required|requested|desired|asked for|sought|due from you|required from you|to be written|called for)"
    rf"|(?:wants?|needs?|asks? (?:me |us )?for|pays? (?:me |us )?for|(?:has|have) asked (?:me |us )?for|requests?|expects?|would like|orders?) (?:(?:a|an|the|some|one|two|three|my|his|her|our|their|this|such|another|\d+)[\w', -]{{0,40}}? )(?:{ARTEFACTS})"
    rf"|(?:it|they|this|the (?:[\w'-]+ ){{0,2}}(?:{ARTEFACTS})|(?:{ARTEFACTS})) (?:should|shall|must(?! have)|has to|have to|is to|are to|needs? to|ought to)"
    r"|let's|you (?:are|will|should|must|can|could|may|have to|need to|play|act|answer|write|get)|(?:your|the) (?:task|job|assignment|mission)\b"
    r"|(?:do not|don't) (?:know|understand|see|get) (?:how|what|why|which|where|who|whether|if)|(?:wondering|wonder|unsure|not sure|no idea|know|ask|asking|learn|understand|find out|figure out|work out|decide) (?:how|what|why|which|where|who|whether|if|when)"
    r"|(?:or not|right|correct|ok|okay|yes or no)\W*$"
)
"""Words of a wish, of a need or of a part that is given to the model."""

CHANGES_SUBJECT = re.compile(
    r"\b(?:(?:something|one thing|a thing|matter|question|topic|subject|note)?,? ?(?:quite|completely|entirely|totally|altogether|very|wholly) (?:different|unrelated|separate)"
    r"|(?:something|somewhere|anything) else(?= (?:entirely|altogether|completely|now)|[:,.])|(?:un|not )related(?:ly)?\b(?=[^.?!]{0,20}[:,])|on (?:an?|the) (?:other|different|unrelated|separate|side) (?:note|subject|topic|matter)|on another (?:note|subject|topic|matter)"
    r"|(?:changing|to change) the (?:subject|topic)|(?:a|one|two|my|the) (?:second|other|third|different|separate|unrelated) (?:question|thing|matter|topic|request|favou?r|problem|point)(?=[:,.]| is\b| would\b| concerns\b)"
    r"|another (?:question|thing|matter|topic|request|favou?r)(?=[:,.]| is\b| would\b)|while (?:you are|you're|i have you|i've got you|we are|we're|i am|i'm) (?:at it|here|on it|there)|by the way|btw|p\.? ?s\.?:?|apart from that|besides that|oh,? and|separately)(?!\w)",
    re.I,
)
"""Words by which a writer goes over to another matter."""
