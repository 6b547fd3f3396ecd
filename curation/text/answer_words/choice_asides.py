"""Words and patterns: an answer without its remarks on options that it does not choose: `C. The second-best answer is A.` is read as `C.`"""

from __future__ import annotations

import re

STOP = re.compile(
    r"[.!?;\n。！？；।؟…]+(?![\w])|[\n。！？；।؟]|[,，、،]\s{0,2}(?=(?:but|so|therefore|hence|thus|yet|while|whereas|the (?:best|right|correct)|aber|also|daher|sondern|während|mais|donc|pero|así|ma|quindi|mas|logo|maar|dus|ale|więc|но|а|поэтому|ama|fakat)\b|但|所以|因此|だから)"
    r"|\s(?=(?:but|aber|sondern|mais|pero|sino|ma|però|mas|maar|ale|lecz|но|ama|fakat|하지만|그러나|लेकिन)\s)|[)\]）]"
)
"""Where a remark ends whatever it has named."""
PAUSE = re.compile(r"[,，、،]|\s[–—-]\s|—|\b(?:and|und|et|y|e|en|i|и|while|whereas)\s")
"""Where it ends once it has named an option."""

BEGIN = re.compile(
    r"[.!?;:\n。！？；：।؟…,，、،(（—–]|\b(?:because|since|but|and|while|whereas|though|so|weil|da|denn|aber|und|während|car|parce que|mais|et|porque|pero|y|perché|ma|e|mas|omdat|want|maar|en|bo|ale|i|потому что|но|и|а)\s"
)
LINKED = re.compile(
    r"(?:\b(?:is|was|are|were|be|being|as|seems|looks|remains|ist|sind|war|wäre|als|est|serait|es|sería|è|sarebbe|é|seria|is|zou|jest|это)\s|['’]s\s|—\s|是|為|为|は|が|은|는|이|가|هو|هي)"
    r"(?:(?:(?:option|antwort|optie|antwoord)\s)?[(*]{0,3}(?-i:[A-H])[)*]{0,3}\s)?(?:\W{0,2}(?:clearly|probably|only|just|also|really|by far|perhaps|maybe|nur|auch|klar|sans doute|probablement)\s)?(?:(?:the|an?|my|our|your|die|der|das|eine?|la|le|les|une?|el|los|las|il|lo|i|o|os|as|um|uma|de|het|een)\s|l['’])?\s{0,2}\Z",
    re.IGNORECASE,
)
"""The end of `A is the`, or of `ist A die`: what stands before it is what is called the worst."""
ELSEWHERE = re.compile(
    r"(?:\b(?:note|remember|hinweis|beachte|nota|remarque|notez|opmerking|uwaga|примечание)\b[^.!?;\n]{0,30}?)?(?<![\w'’])(?:(?:option|choice|answer|antwort|réponse|opción|respuesta|opzione|risposta|opção|resposta|optie|antwoord)\s)?[(*]{0,3}(?-i:[A-H])[)*]{0,3}\s(?:is|was|may be|might be|can be|would be|becomes|applies|holds|fits|works|ist|gilt|wäre|est|serait|es|sería|è|sarebbe|é|seria|geldt|jest)\b"
    r"[^.!?;\n]{0,30}?\b(?:only (?:under|if|when|in|for|where|with|after|before|as|to|on|outside|within)|in (?:other|different|some|certain|another)|elsewhere|under (?:other|different|another)|for other|outside (?:of )?|abroad|in the past|nur (?:unter|wenn|in|bei|für|falls|nach|im)|in anderen|bei anderen|anderswo|seulement (?:si|dans|en|pour)|uniquement (?:si|dans|en|pour)|dans d['’]autres|ailleurs|s[oó]lo (?:si|en|para|cuando|se|in|per|quando)|en otr[oa]s|soltanto|solamente|in altri|altrove|apenas (?:se|em|para|quando)|somente|em outr[oa]s|alleen (?:als|in|bij|voor)|in andere|elders|tylko (?:gdy|jeśli|w|dla)|w innych)\b[^.!?;\n]{0,200}",
    re.IGNORECASE,
)
"""An option that is right elsewhere only: `A is correct in other cases`."""
NEVER_NAMED = re.compile(
    r"\b(?:everything|anything|every (?:option|answer|one)|all(?: (?:options|answers|of them))?|each(?: one)?) (?:but|except(?: for)?|save|other than|apart from|besides) (?:option |answer |for )?[(*]{0,3}(?-i:[A-H])[)*]{0,3}\s(?:is|are|holds?|applies|apply|would be)\s(?!(?:not|wrong|incorrect|false|out)\b)[^.!?;\n]{0,80}"
    r"|\b(?:alles|alle)(?: \w+)? (?:außer|bis auf) [(*]{0,3}(?-i:[A-H])[)*]{0,3}\s(?:ist|sind|trifft|treffen)\s(?!falsch|nicht)[^.!?;\n]{0,80}"
    r"|\b(?:tout|toutes|tous|todo|todas|todos|tutto|tutte|tudo)(?: \w+)? (?:sauf|excepto|menos|salvo|tranne|eccetto|exceto)(?: la| le| o| a)? [(*]{0,3}(?-i:[A-H])[)*]{0,3}\s(?:est|sont|es|son|è|sono|é|são)\s(?!fau|fals|incorr|err|sbagl)[^.!?;\n]{0,80}",
    re.IGNORECASE,
)
"""`Everything but C is correct.`"""
OTHER_HAND = re.compile(
    r"[(\[](?:the )?(?:checker|reviewer|editor|grader|teacher|proofreader|translator|examiner|moderator|ed\.|prüfer|redaktion|korrektor|lektor|correcteur|relecteur|revisor|revisore|редактор|проверяющий)(?:['’]s)?(?: (?:note|comment|says))?\s?[:,][^()\[\]\n]{0,300}[)\]]",
    re.IGNORECASE,
)
"""A note of somebody else in brackets."""
CASE = re.compile(
    r"(?:\A|[.!?;\n(,]\s{0,2}|\b(?:and|but|though|while|whereas)\s)(?:in|under|within|for|outside)\s(?!this|that|these|the (?:present|given|case|end|question|text|scenario|above|light|view|passage|first place)|fact|short|sum|summary|conclusion|truth|reality|my|our|both|all|any|line|light|view|general|total)[^.!?;,\n]{2,50},?\s(?:the\s)?(?:(?:right|correct|best)\s)?(?:answer|choice|option)\s(?:is|was|would be|becomes)\s(?:option\s)?[(*]{0,3}(?-i:(?P<one>[A-H]))(?![\w'’])"
    r"|\b(?:answer|choice)\s(?:for|in|under|to|with|among|outside)\s(?!this|that|the (?:question|above|given|present)|question|it|your|my|q\d)[^.!?;,:\n]{2,50}\s(?:is|was|would be)\s(?:option\s)?[(*]{0,3}(?-i:(?P<two>[A-H]))(?![\w'’])"
    r"|\b(?:antwort|réponse|respuesta|risposta|resposta|antwoord)\s(?:für|bei|in|pour|dans|chez|en|para|per|nel|em|voor)\s(?!diese|dies|cette|ce|est[ea]|quest|voor dit|dit|deze|la question|die frage|la pregunta|la domanda|a pergunta)[^.!?;,:\n]{2,50}\s(?:ist|lautet|est|es|è|é|is)\s(?:die |la |el |a |o )?[(*]{0,3}(?-i:(?P<three>[A-H]))(?![\w'’])",
    re.IGNORECASE,
)
"""An answer for one case: `In the US the answer is A`, `The answer for a small firm is D`."""
ARTICLE = re.compile(
    r"(?<!\w)(?:the|an?|die|der|das|eine?|la|le|les|une?|el|los|las|il|lo|i|gli|o|os|as|um|uma|de|het|een|my|our)\s\Z",
    re.IGNORECASE,
)
"""The article of a remark, which is no letter: `A pior resposta`."""

RANGE = re.compile(
    r"(?<![\w'’])[(\[*]{0,3}(?P<first>[A-Z])[)\]*]{0,3}\s{0,2}(?:to|through|thru|until|bis|à|a|al|alla|hasta|até|tot|t/m|do|до|–|—|-|~|～|至|到|から|부터)\s{0,2}[(\[*]{0,3}(?P<last>[A-Z])(?![\w'’])"
)
"""All options from one letter to another: `A to D`."""
