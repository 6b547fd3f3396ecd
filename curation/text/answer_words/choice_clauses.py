"""Words and patterns: a choice read from what each clause of a short answer says of the options: affirmed, or denied."""

from __future__ import annotations

import re

from curation.text.answer_words import choice_places as choice_places_wording

CLAUSE = re.compile(
    r"(?<!\b[Nn][or])[.!?;\n。！？；،؛।…()（）]+(?!\w)|[。！？；，、।]|,\s|\s[–—-]{1,2}\s|—"
    r"|(?<!nything )(?<!verything )(?<!\ball )(?<!\bAll )(?<=\s)(?=(?:but|and not|not|sondern|aber|nicht|mais|et non|et pas|pero|y no|sino|ma|e non|mas|e não|maar|en niet|ale|a nie|а не|но)\s)"
    r"|(?<=\s)(?=(?:so|therefore|hence|thus|also|daher|deshalb|folglich|donc|así que|por (?:eso|tanto)|luego|quindi|dunque|logo|portanto|dus|więc|zatem|поэтому|значит)\s)"
    r"|(?<=이고 )|(?<=이며 )|(?<=니고 )|(?<=니라 )|(?=ではなく)(?<=ではなく)|(?=而不是)"
)
HEDGE = re.compile(
    r"[?？؟]|\b(?:or|either|both|maybe|perhaps|depends|all of|none|neither|oder|beide\w*|vielleicht|alle|ou|soit|tou(?:s|tes)|peut-être|ambos|quizás?|todas|todos|ninguna?|oppure|entrambi|tutte|tutti|forse|nessuna|ambas|talvez|nenhuma|beide|misschien|allebei|albo|lub|oba|obie|może|или|оба|обе|может)\b"
    r"|或者?|也许|可能|都(?:是|对|正确|可以|行)|どちらも|両方|または|かもしれ|둘 다|모두|또는|아마|كلاهما|ربما|جميع|दोनों|शायद|सभी",
    re.IGNORECASE,
)
DECLARES = re.compile(
    r"\b(?:answer|choice|choose|chose|pick|select|go (?:for|with)|antwort|lösung|wähle|nehme|entscheide|antworte|réponse|choix|choisis|réponds|respuesta|elijo|opto|respondo|contesto|marco|risposta|scelgo|rispondo|resposta|escolho|antwoord|kies|odpowied\w+|wybieram|ответ|выбираю|отвечаю|cevap|cevabım|yanıt|yanıtım|seçiyorum|seçerim)\b"
    r"|答案|应选|我选|答え|正解|選択肢|選び|정답|답은|고르|선택|الجواب|الإجابة|أختار|الصحيح|उत्तर|चुन",
    re.IGNORECASE,
)
"""Words by which a clause says that it names the choice."""
COPULA = re.compile(
    r"(?:(?<!\w)(?:is|was|are|were|must be|has to be|should be|would be|ist|sind|war|lautet|est|sont|es|son|è|é|são|sono|zijn|jest|są|это|هو|هي|है)(?!\w)|['’]s(?!\w)|:|：|是|为|は|が|은|는|이|가)"
    r"(?:\s(?:clearly|definitely|obviously|really|actually|indeed|surely|certainly|simply|therefore|thus|klar|eindeutig|sicher|also|clairement|donc|claramente|chiaramente|quindi|duidelijk|dus))?"
    r"\s{0,2}(?:(?:the|an?|der|die|das|den|ein|eine|le|la|les|une?|el|los|las|un|una|il|lo|gli|o|os|as|um|uma|de|het|een)\s|l['’])?[\"“„«*_(\[「『]{0,3}\Z",
    re.IGNORECASE,
)
"""A word that says that what follows is something, at the end of a clause's beginning."""
IT = re.compile(
    r"(?:\A\W{0,4}|(?<!\w)(?:it|that|this|so|thus|therefore|hence|es|das|dies|also|daher|ce|c['’]|donc|esto|eso|así que|por tanto|quindi|dunque|perciò|logo|portanto|isso|het|dat|dus|więc|zatem|значит|поэтому|这|這|那|所以|因此|それ|これ|그것|هذا|यह))[\s,:，、은는이가はが]{0,3}\Z",
    re.IGNORECASE,
)
"""The subject of a clause that only points at the answer: a pronoun, or none (`Es el Ebro`)."""
BEST = re.compile(
    r"\b(?:right(?! (?:to|of)\b)|correct|best)\b|\b(?:richtig|korrekt|correct|corret|juste|bonne)\w{0,3}\b|\bправильн\w{0,4}|正确|正確|正しい|맞는|옳은|सही",
    re.IGNORECASE,
)
RIGHT = re.compile(
    r"[\"”»*_)\]」』]{0,3}\s{0,2}(?:(?:is|was|are|must be|ist|est|es|è|é|jest)\s(?:the\s|die\s|la\s|el\s|o\s|a\s)?(?:right|correct|best|answer|richtig|korrekt|juste|bonne|correct[aeo]?|corrett[aeo]|corret[ao]|antwort|réponse|respuesta|risposta|resposta)\b|(?:が|は)正(?:解|しい)|是(?:正确|答案)|(?:이|가) (?:정답|맞)|सही है)",
    re.IGNORECASE,
)
"""Words behind those of an option by which it is the answer."""
ARTICLE = r"(?:the|die|der|das|la|le|el|il|o|a|de|het|l['’])"
NUMBER = re.compile(
    rf"(?:{choice_places_wording.NOUN}|number|no\.|nr\.|nummer|numéro|número|numero|номер)\s{{0,2}}(?:no\.?|nr\.?|n[°º]|number|nummer)?\s{{0,2}}(?P<a>\d|one|two|three|four|five)(?!\w|[\d.,]*\d)|(?<![\d.])(?P<b>\d)\)?\s?(?:번|番|号)(?!째|目)",
    re.IGNORECASE,
)
ORDINALS = [
    re.compile(
        rf"(?<![^\W\u3040-\u9fff\uac00-\ud7af])(?:(?:{one})\s?{choice_places_wording.NOUN}|{choice_places_wording.NOUN}\s{{0,2}}(?:{one})(?!\w)|{ARTICLE}\s(?:{one})(?=\s{{0,2}}(?:[,.;:!)]|\Z|(?:of (?:the|your|these|those|them|all|four|five|three)|one|e la|and the|et la|und die|y la|no|non|nicht|is|è|est|ist|es|é)\b))"
        rf"|(?:{one})(?=\s{{0,2}}(?:है|हैं|और|गलत|ग़लत|सही|です|입니다|[।])))",
        re.IGNORECASE,
    )
    for one in choice_places_wording.ORDINALS
]

NO_FIRST = re.compile(
    r"\A\W*(?:no|nein|non|não|nee|nie|нет|hayır|不|いや|아니)\s?[:,.!–—：，]", re.IGNORECASE
)
"""A `no` that answers what stands before it and denies nothing of what follows."""

CONTRADICTS = ("conditions", "reports", "others", "cases", "overturns", "corrects", "negations")
