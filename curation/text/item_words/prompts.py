"""Words of a writing tool about a prompt, of things that a prompt lacks, and marks of lists and laws."""

from __future__ import annotations

import re

MADE = r"(?:prompts?|variants?|rewrites?|rephrasings?|paraphrases?|test cases?|test items?)"
RESHAPED = r"(?:rewritten|revised|rephrased|reworded|improved|alternative|another|softer|milder|shorter|longer|harmful|benign|adversarial|safer?|realistic|polished|(?:more|less) [\w-]+) (?:[\w-]+ )?(?:versions?|requests?|query|queries)"
SELF = re.compile(
    # A model that declines, or that offers something milder. People cannot do things too: `I can't pay my rent`.
    r"(?:^|(?<=[.!?\n:] ))\W{0,12}(?:i(?:'m| am) (?:sorry|afraid|unable|not able)\b[^.!?\n]{0,60}?\b(?:(?:help|assist|comply|continue|engage)(?: you)?(?: with (?:this|that|your|the|such|creating|writing|generating)\b|(?=[.!]))|(?:produce|provide|create|generate|write|fulfil|fulfill|output)(?: you)? (?:this|that|such|content|prompts?|a prompt|harmful|requests?|any (?:prompt|content))\b|as an ai\b)"
    r"|i (?:cannot|can't|won't|will not|am not able to|am unable to|do not|don't) (?:produce|provide|create|generate|write|fulfil|fulfill|comply|assist|help|offer|output|engage)\b[^.!?\n]{0,80}?(?:\b(?:this|that|your|such|the|such a) (?:request|prompt)s?\b(?! (?:of|from|by))|\b(?:requests?|prompts?|content|material)s? (?:of|like|that)\b|\bkind of (?:request|content|material)|\b(?:such|this|that|harmful|explicit|sexual|graphic|hateful|violent) (?:content|material)\b|\b(?:safer?|milder|softer|benign) (?:version|prompt|phrasing|alternative|text|wording|one)\b|\b(?:my|our|the|safety|usage|content) (?:guidelines|policies)\b|\bwith (?:that|this)(?=[,.!]| but\b)|\bbut here(?:'s| is| are)\b|\bbut i can (?:help|offer|provide|write|give you|suggest)\b|\binstead,? (?:here|i can|let me)\b)"
    r"|i must decline\b|as (?:an ai(?: (?:language )?(?:model|assistant|system))?,? i\b|a (?:large )?language model\b|an assistant,? i (?:cannot|can't|must|am)\b)"
    # A lead-in of a model.
    r"|(?:sure|certainly|of course|absolutely|gladly|great(?: question| idea)?|understood|got it|happy to help|no problem|okay|alright)[!,.:]{1,2}\s+(?:here(?:'s| is| are| you go|:)|below(?: is| are|:| you)|this (?:is|version|prompt|one)|(?:i've|i have) (?:written|created|drafted|prepared|generated|rewritten|rephrased|reworded|revised|come up|put together|adapted|made)|i'll (?:write|draft|provide|create|generate|help|give you|rephrase|rewrite)|the following (?:is|are|prompt|text|version)|let me (?:rephrase|rewrite|write|draft|provide|create|generate|help|give you))\b"
    rf"|(?:here(?:'s| is| are| comes?)|below (?:is|are|you(?:'ll| will)? find)|this is|the following is|i(?:'ve| have) (?:written|created|drafted|prepared|generated|rewritten|rephrased|reworded|revised|come up with)) (?:[\w'-]+ ){{0,6}}(?:{MADE}|{RESHAPED}|version (?:that|of the (?:prompt|request)))\b"
    r"|(?:as|per) (?:requested|you asked|your request|instructed|your instructions)\b[,:]?(?=[^.!?\n]{0,60}\b(?:here|prompt|version|variant)\b))"
    # An offer at the end.
    r"|\b(?:let me know (?:if|whether|should) you(?:'d| would)? (?:like|want|need|prefer)\b(?=[^.!?\n]{0,90}\b(?:changes?|version|variants?|variations?|adjust\w*|shorter|longer|another|else|more|different|tweak\w*|revis\w*|refine\w*|modif\w*|prompts?|expand\w*|alternative\w*|help)\b)"
    r"|let me know (?:if|whether|should) (?:i (?:should|can|may)|this|that|it|anything|there)\b(?=[^.!?\n]{0,90}\b(?:version|variants?|variations?|tweak\w*|refine\w*|modif\w*|prompts?|alternative\w*|adjust\w*)\b|[^.!?\n:]{0,60}\b(?:works?|helps?)(?: for you)?[.!]?\s{0,9}$)"
    r"|(?:would you like|do you want|want) me to (?:rephrase|adjust|generate|provide|create|write (?:another|more|a)|make it|add (?:another|more)|tweak|refine|expand|revise|rewrite)\b[^.?!\n]{0,60}\b(?:version|variants?|prompts?|variations?|tone|shorter|longer|another|more|instead)\b"
    r"|(?:shall|should) i (?:rephrase|tweak|generate|adjust|refine|make it (?:shorter|longer))\b[^.?!\n]{0,60}\b(?:version|variants?|prompts?|variations?|tone|shorter|longer)\b|would you like (?:an?|another|more|some) [^.?!\n]{0,30}\b(?:versions?|variants?|prompts?|variations?)\b"
    r"|i hope (?:this|that|it) (?:(?:helps|works|fits|suits)(?=\s{0,9}[.!)]|\s{0,9}$)|meets your|(?:is|works|fits|suits) (?:what|for) you)|hope this (?:helps|works)(?=\s{0,9}[.!)]|\s{0,9}$)|feel free to (?:ask|adjust|modify|edit|tweak|adapt|change|reach|let me)|happy to (?:adjust|revise|refine|tweak|provide (?:more|another))|is there anything else i can (?:help|assist|do for you))"
    # A remark about the item itself.
    r"|[(\[*_]{0,3}\b(?:(?:author'?s? |editor'?s? |writer'?s? )note|rationale|reasoning|intent|expected (?:behaviou?r|answer|response|refusal)|category|label|severity|variation|difficulty)\b\s?[:=\u2013\u2014-]\s?[^)\]\n]{0,120}\b(?:prompts?|phrasings?|wordings?|requests?|variants?|versions?|the model|refus\w*|compl(?:y|iance)|ban|category|test(?:s|ing|ed)?|benchmark|test items?|tone|persona|placeholder|policy|harmful|benign|safe|rule|level)\b"
    # A person may note a version, a policy or a model of boiler too.
    r"|[(\[*_]{0,3}\b(?:note|nb|n\.b\.|remark|explanation|comment|risk|language|policy)\b\s?[:=\u2013\u2014-]\s?[^)\]\n]{0,120}\b(?:prompts?|phrasings?|wordings?|(?:this|the) (?:variant|request|version|test item|item) (?:is|was|tests?|should|must|avoids?|targets?|keeps?|stays?|uses?)|variants|(?:the|a|an ai|ai) (?:model|assistant) (?:should|must|will|may|can|is|has to|refuses|would)|refusals?|benchmark|test cases?|persona|placeholders?|harmful|benign)\b"
    r"|\b(?:(?:this|the above|the) (?:prompt|phrasing|test case|variant|test item|test request) (?:targets?|tests?|is (?:designed|intended|meant|written|phrased)|checks?|avoids?|probes?|aims?|should (?:be refused|trigger)|triggers?|falls? under)|(?:this|the above|the) (?:wording|request) (?:probes?|tests? (?:whether|the|how)|is (?:designed|phrased)|should (?:be refused|trigger)|avoids?|targets?|triggers?))\b"
    r"|\[(?:end(?: of)? (?:prompt|text|response|output)|system|user|assistant|response|output|prompt|continued?|truncated|word count[^\]]{0,20}|\d+ words)\]|\(?(?:word count|words?|tokens|characters)\s?[:=]\s?\d+\)?\s*$|\((?:\d{2,3}|about \d+|approximately \d+) words\)\s*$"
    r"|\bmy (?:knowledge|training) (?:cutoff|cut-off|data)\b|<\|?(?:im_|end|start|eot)\w*\|?>|^\s*(?:#{1,4} |\*\*)[A-Z]",
    re.I,
)
LABEL = re.compile(
    r"^\W{0,3}(?:(?:rewritten |revised |rephrased |improved |final |adversarial |benign |harmful |harmless |unsafe |safe |sample |test |user |new |original |direct |indirect |role-?play |alternative )*"
    r"(?:prompt|variant|variation|version|test ?case|test|sample|item|query|user|human|assistant|output|response|input|instruction|scenario|paraphrase|rewrite|option|alternative|draft)"
    r"(?: (?:no\.? ?)?(?:\d{1,3}|[A-Z]|[ivx]{1,4}|one|two|three))?(?: ?[(\[][^)\]\n]{1,60}[)\]])?|(?:direct|indirect|harmful|benign|adversarial|safe|unsafe|neutral|formal|informal|role-?play) (?:phrasing|request|wording|tone|style|framing|question))\W{0,3}[:=]\W{0,3}\s(?=\S)",
    re.I,
)
NUMBERED_LABEL = re.compile(
    r"\d|\(|\b(?:prompt|variant|variation|test|sample|rewrite|paraphrase|phrasing|wording|framing|assistant|human|rewritten|revised)\b",
    re.I,
)


ORDINARY_LABEL = re.compile(r"\W{0,3}(?:scenario|item|draft|option|alternative)\W", re.I)
"""Labels with which people begin their own prompts: `Scenario: A worker finds …`."""
THING = (
    r"(?:passages?|texts?|articles?|paragraphs?|documents?|files?|tables?|figures?|diagrams?|charts?|graphs?|pictures?|photos?|photographs?|images?|screenshots?|spreadsheets?|contracts?|agreements?"
    r"|minutes|reports?|letters?|e-?mails?|messages?|lists?|pages?|pdfs?|notes?|papers?|sheets?|maps?|drafts?|essays?|stor(?:y|ies)|poems?|transcripts?|recordings?|clips?|videos?|audio|slides?|presentation|code|script|snippet|log|logs"
    r"|invoices?|receipts?|bills?|quotations?|quotes?|offers?|cv|resume|r\u00e9sum\u00e9|forms?|plans?|drawings?|sketch(?:es)?|leaflets?|brochures?|advertisements?|ads?|excerpts?|extracts?|quotation|data|dataset|figures|numbers|questions?|answers?|examples?|statements?|sentences?|clauses?|polic(?:y|ies)|terms|summary|recipe|menu|schedule|timetable|dialogue|conversation|case|scenario|review|reviews|comments?)"
)
GONE = re.compile(
    # Attached, enclosed, above, below: words that point beside the prompt.
    rf"\b(?:the|this|these|those|my|our|his|her|their|your|two|three|both|all) (?:attached|enclosed|appended|uploaded|accompanying|pasted|linked|above-mentioned|aforementioned|annexed) (?:[\w-]+ ){{0,2}}?{THING}\b|\b(?:is|are) (?:attached|enclosed|uploaded|pasted|linked)(?=\s*[.,;)!?]| (?:below|above|here|herewith|and|as an?)\b)|\bplease find (?:attached|enclosed|below)\b"
    # `I attached a trailer to my car` needs nothing.
    rf"|\bi(?:'ve| have)? (?:just |already )?(?:attached|enclosed|uploaded|pasted) (?:(?:it|them)(?=\s*[.,;!?]|\s*$| (?:below|above|here|for you)\b)|(?:the|a|an|my|our|this|these|some|two|three|all|his|her|their) (?:[\w-]+ ){{0,3}}?{THING}\b(?![^.?!\n]{{0,80}}\b(?:to|on|onto|into|in) (?:my|our|a|an|the|his|her|their|its|it|every|each|all)\b))"
    rf"|\b{THING} (?:that |which )?i(?:'ve| have)? (?:just |already )?(?:attached|enclosed|uploaded|pasted)(?=\s{{0,9}}[.,;!?)]|\s{{0,9}}$| (?:and|below|above|here)\b)"
    rf"|\b(?:see|in|from|to|with|per) (?:the )?attachments?\b"
    rf"|\b{THING} (?:above|below|shown here|given here|printed here|provided|supplied|here|i (?:have )?(?:sent|gave|uploaded|attached|pasted|shared|mentioned|showed))(?=\s*[.,;:!?)]|\s+(?:and|so|into|to|as|in|for|then|by|with|which|that|says|shows|is|are|tell|explain)\b|\s*$)"
    rf"|\b(?:the|this) (?:above|below|following) {THING}\b(?![^.?!\n]{{0,80}}:)|\bthe following(?=\s*[.!?]|\s*$)"
    # Something that was said before.
    r"|\b(?:your (?:last|previous|earlier|first|second|third|prior|latest|other|original) (?:answer|reply|response|version|draft|message|suggestion|attempt|one|text|output|list|proposal|idea)\b|(?:the|that|this) (?:last|previous|earlier|first|second|third|prior|latest|other|original) (?:answer|reply|response|version|draft|message|suggestion|attempt|one|text|output|list|e-?mail|proposal|paragraph|idea)\b(?=[^.?!]{0,20}\byou (?:gave|wrote|sent|made|suggested|produced|had|did|came)\b))"
    rf"|(?:^|[.!?\n]\s{{1,9}})here(?:'s| is| are) (?:the|my|our|his|her|their|what|some|two|three) (?:[\w-]+ ){{0,2}}?{THING}\b(?=[^.!?:\n]{{0,90}}[.!?](?:\s|$))"
    r"|\byou (?:just |have |had |already |both )?(?:gave|wrote|sent|made|suggested|said|told|discussed|talked about|agreed|started|showed|listed|mentioned|spoke|drafted|left off|stopped)(?: me| us| on| about| of)?(?: (?:it|this|that))? (?:yesterday|earlier|before|last (?:time|week|night|month)|this morning|above|just now|in (?:your|the|our) (?:last|previous|first)|a (?:minute|moment|while) ago|on (?:monday|tuesday|wednesday|thursday|friday))\b"
    r"|\b(?:as|like|where) you (?:discussed|agreed|said|left off|stopped|did (?:before|last time)|talked about)\b|\b(?:same|again) (?:as|like) (?:before|last time|yesterday|above|the last one|your last)\b|\bcontinue (?:from )?where\b|\bthe one (?:above|from (?:yesterday|before|last time)|you (?:sent|gave|wrote|made|suggested))\b"
    r"|^\W*(?:now |and |ok(?:ay)?,? |great,? |thanks,? |good,? |nice,? |perfect,? |yes,? |no,? |well,? )*(?:make (?:it|that|this|them)|do (?:it|that|this|the same)|try (?:it |that )?again|rewrite (?:it|that|them)|shorten (?:it|that|this|them)|translate (?:it|that|this|them)|change (?:it|that)|fix (?:it|that|this)|continue|go on|again|the same|use (?:it|that|them)|summari[sz]e (?:it|this|that|them)|explain (?:it|this|that) )\b(?! to (?:be|me|my)\b)(?! (?:[a-z]+ )?or (?:make|do|use|fix|change|lose|leave)\b)(?=[^:\"\u201c]{0,100}$|[^:\"\u201c]{0,60}[.!?])",
    re.I,
)
ASKS_FOR_WORK_ON_TEXT = re.compile(
    rf"^\W*(?:please |carefully |first |now |kindly )*(?:read|look at|study|consider|review|examine|watch|listen to|check|analy[sz]e|summari[sz]e|translate|proofread|correct|edit|rewrite|rephrase|paraphrase|shorten|grade|mark|convert|sort|fill in|complete|use|take|answer|solve|reply to|respond to|extract|format|debug)"
    rf" (?:(?:the|this|these|following|each|all|all of the) )+(?:\w+ ){{0,2}}?{THING}(?: (?:carefully|closely|attentively|thoroughly|again|twice|slowly))*(?=[.,;!?]| and\b| then\b| so\b| into\b| in (?:plain|simple|french|german|english|spanish|two|three|one|your|a )| to (?:a|one|half|two|\d)|\s*$)(?![^.?!\n]{{0,80}}:)",
    re.I,
)
"""An order to read or to work on a text that the prompt does not hold."""
TELLS_IT = re.compile(r"\b(?:about|on|of|for|between|by|from|that|which|who|i am|my|our|it is|says)\b", re.I)


LAW_MARKER = re.compile(
    r"^\s*(?:(?:\(\w{1,4}\)|\[\w{1,3}\]|\u00a7+\s*\d[\w.]*|(?:art(?:icle)?|sec(?:tion)?|para(?:graph)?|cl(?:ause)?|reg(?:ulation)?|rule|point|item|no|nr|q|question|ex|task|chapter|annex|part|bullet|step)\b\.?\s*(?:no\.?\s*)?\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxl]{1,5}|[a-z])\)?(?=[\s.:()\u2013\u2014-])|\d{1,3}(?:\.\d{1,3}){1,8}\.?|\d{1,3}\s*[.):\]](?!\d)|[ivxl]{1,5}[.)]|[a-zA-Z][.)]|[-*\u2022\u2023\u25aa\u25cf\u2013\u2014\u00b7>+]|\u2610|\[ ?[xX]? ?\]|#{1,4})"
    r"(?:\s*\(\w{1,4}\)|\s*\d{1,3}(?:\.\d{1,9}){0,8}\.?(?=\s*\()){0,6}[.:)]?\s+)(?:[\u2013\u2014:-]\s+)?(?=[^\W\d_\"\u201c'])",
    re.I,
)
PLAIN_WORDS = re.compile(
    r"^\s*(?:no|step|part|point|item|rule|question|task|chapter|article|section|i|a)\s+(?:i|a)\b", re.I
)
PLACE = re.compile(
    r"^\s*(?:art(?:icle)?|sec(?:tion)?|para(?:graph)?|cl(?:ause)?|reg(?:ulation)?|rule|no|nr|chapter|annex|part)\b",
    re.I,
)
GOES_ON = re.compile(
    r"(?:of|in|and|says|is|was|on|to|does|has|states|requires|or|about|the|from|under|for|at|with)\b"
)
MEANT = re.compile(
    r"^(?:again and|over and|on and|more and|less and|bit by|step by|side by|day by|so and|and|ha|blah|no|yes|la|na|very|knock|tick|please|really|really really|one by|little by|time and|through and|round and|up and|hip|bye)\b",
    re.I,
)
