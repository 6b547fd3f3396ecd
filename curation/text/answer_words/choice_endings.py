"""Words and patterns: the choice that the end of an answer states, whatever was weighed before it: `Many would say B. In fact it is the third one.`"""

from __future__ import annotations

import re

JOINED = re.compile(
    r"(?<![\w'’])[A-H][)\]*\"'”]{0,3}\s?(?:,|/|&|\+|、|and|or|und|oder|et|ou|y|o|e|en|of|i|lub|и|или|ve|veya|或|和|と|또는|和|أو|و|या|और)\s?[(\[*\"'“]{0,3}[A-H](?![\w'’])|(?<!\w)[A-Z]/[A-Z](?!\w)"
)
"""Two letters beside each other: `A and B`, `N/A`."""
MINE = re.compile(
    r"\b(?:my|the|your|our|his|her|their|original|initial)\s(?:very\s)?(?:first|original|initial|earlier|previous)\s(?:answer|choice|guess|thought|instinct|idea|pick|impression)\b"
    r"|\b(?:meine?[nr]?|die|der)\s(?:erste[nr]?|ursprüngliche\w*)\s(?:antwort|wahl|idee|gedanke)|\b(?:ma|la|mon)\s(?:première|premier)\s(?:réponse|idée|choix)|\bmi primera (?:respuesta|opción|idea)|最初の(?:答え|回答|考え)|第一(?:反应|直觉|印象)",
    re.IGNORECASE,
)
"""An earlier answer of the speaker, which is no place in the list."""
REMAINS = re.compile(
    r"\b(?:remain\w*|left|leaves|elimination|bleibt?|übrig|reste|queda|resta|rimane|sobra|blijft|over|zostaje|pozostaje|ост[аё]\w+|kalıyor|kalan)\b|剩|残|남|يبقى|बच",
    re.IGNORECASE,
)
"""Words that say that one option is left."""
FORCED = re.compile(
    r"\b(?:if (?:i|you) (?:had|have|must|am forced|was forced|were forced)\b[^,.;]{0,40}|if forced[^,.;]{0,20}|if you (?:ask|want|insist)\b[^,.;]{0,30}|wenn ich (?:mich |eine? )?[^,.;]{0,30}(?:muss|müsste|soll)|si (?:je devais|tuviera que|tengo que|dovessi|devo|tivesse que)\b[^,.;]{0,30}|als ik moet[^,.;]{0,20})",
    re.IGNORECASE,
)
"""A condition that conditions nothing."""

CONDITIONS_OF = {
    "se": ("it", "pt"),
    "si": ("fr", "es"),
    "als": ("nl",),
    "caso": ("pt",),
    "anders": ("nl",),
    "stel": ("nl",),
}
"""Words that make a condition in some languages and mean something else in others."""

GOES_ON = re.compile(
    r"(?:['’][a-zıü]{1,4}\b)?"
    r"\W*(?:(?:option|choice|answer|one|möglichkeit|antwort|réponse|opción|opzione|risposta|opção|resposta|optie|antwoord|odpowiedź|вариант|şıkkı\w*|seçeneği\w*|选项|项|項|번|号)\W*)?"
    r"(?:\Z|(?:because|since|as|for|due|given|by|over|then|instead|after all|here|though|however|anyway|therefore|at|in|on|from|with|of|weil|denn|da|dann|hier|car|parce|puisque|alors|ici|porque|ya que|pues|entonces|aquí|perché|poiché|quindi|allora|qui|pois|então|aqui|omdat|want|dan|hier|bo|ponieważ|gdyż|потому|так как|çünkü)\b"
    r"|(?:it is|it['’]s|is it|ist es|c['’]est|est la|es la|è la|é a|is het|is|was|must be|would be|should be|has to be|ist|est|es|è|é|jest)\s(?:therefore |thus |clearly |also |donc |daher |quindi |então |dus )?(?:the |a |my |die |das |la |le |el |lo |a |o |het |meine |ma |mi |mia |minha )?(?:only |one and only |einzige |seule |única |unica )?(?:right|correct|answer|best|choice|one|pick|true|fits?|richtig\w*|korrekt\w*|antwort|lösung|bonne|correcte?|juste|exacte?|réponse|correct[ao]|respuesta|giust[ao]|corrett[ao]|risposta|cert[ao]|corret[ao]|resposta|juist\w*|goede|antwoord|poprawn\w+|prawidłow\w+|odpowied\w+)\b"
    r"|(?:it is|it['’]s|is it|ist es|remains?|fits?|wins|stands|is left|was right|has it right|stimmt|passt|bleibt|trifft zu|reste|convient|queda|resta|rimane|sobra|klopt|past|blijft|pasuje|zostaje|pozostaje|подходит|остаётся|остается|верно|kalıyor|kalır|olmalı|doğru\w*)\b"
    r"|(?:입니다|이다|이에요|예요|를|을|가|이|네요|です|だ|でしょう|になります|が正|を選|と(?:思|考)|は正|正确|是对|对|。|है|हैं|सही))",
    re.IGNORECASE,
)
"""How a clause may go on behind the option that it chooses; any other verb only tells something of the option: `so A must be withdrawn`."""
BUT_NOT = re.compile(
    r"\W{0,4}(?:and |et |und |y |e |en |i |и )?(?:not|nicht|pas|non|no|não|niet|nie|не|rather than|instead of|statt)\b|而不|ではな",
    re.IGNORECASE,
)

LEFT_OVER = re.compile(
    r"\b(?:rest|others?|remainder|remaining|follows?|following|rating|score|grade|übrigen?|restlichen?|autres?|resto|demás|altr[ie]|outr[ao]s|overige|reszta|остальн\w+)\W*\Z",
    re.IGNORECASE,
)
"""What is left besides the choice: `The rest: C`."""

WOULD = re.compile(
    r"\W{0,4}(?:(?:i|we|you|one|they)(?:['’]d|['’]ll| would| should| must| have to| need to| will) (?!(?:say|not|think)\b)|(?:ich|wir|man) (?:würde|sollte|muss)\b|(?:je|on|nous) (?:devrai|devon|doi)\w*|(?:yo |se )?(?:debería|deberíamos|debe)\b|(?:io )?(?:dovrei|bisogna)\b|(?:eu )?(?:deveria|devo)\b|ik (?:zou|moet)\b)",
    re.IGNORECASE,
)
"""The beginning of a sentence in which the speaker says what is to be done: `I'd notify the authority`."""

BROKEN_OFF = re.compile(r"[^\W\d_]{2,12}['’]?(?:\s[^\W\d_]{3,14}){0,2}")
"""One to three words and no full stop."""
