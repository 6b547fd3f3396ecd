"""Words and patterns: an answer read sentence by sentence, in any language: which sentences decline, and whether something is handed over beside them."""

from __future__ import annotations

import re

READ = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "zh", "ja", "ko", "tr", "ar"})
"""Languages whose sentences the models have seen; the encoder knows two more and no others."""

SALUTATION = re.compile(
    r"\W{0,4}\b(?:(?:dear|hi|hello|subject|betreff|objet|asunto)\b[^\n.!?]{0,60}(?:[,:]|\n)|(?:sehr geehrte|liebe)\w{0,2}\s[^\n.!?]{0,60}(?:[,:]|\n)|(?:chère?s?|madame|monsieur|cher)\b[^\n.!?]{0,60}[,:]"
    r"|(?:oi|olá|ciao|hola|hallo|bonjour|salut|hey)\b[ ,]{1,2}\w[\w .]{1,30}[,!]|(?:querid|estimad)\w{1,3}\s[^\n.!?]{0,60}[,:]|(?:gentile|caro|cara)\s[^\n.!?]{0,60}[,:]|尊敬的|亲爱的|拝啓|件名[:：]|主题[:：]|[^\n。]{1,12}様\s*\n|안녕하세요,\s?[^\n.]{1,12}님|[^\n,，。]{1,8}[,，]?您好)",
    re.IGNORECASE,
)

NO_SPEAKERS = frozenset(
    ["pour", "contre", "pro", "contra", "for", "against", "pros", "cons", "note", "warning", "summary", "part", "step", "answer", "question", "title", "subject"]
)  # fmt: skip
"""Words before a colon that are headings and speak nothing."""

ANNOUNCED = re.compile(
    r"\b(?:here(?:['’]s| is| are| you go)|could (?:read|say|write|go)|you (?:could|can|might) (?:say|write|send|use|try)|as follows|for (?:example|instance)|the (?:ad|text|draft|rest|invitation|translation|plan|letter|essay|note)\b[^.\n]{0,30}:"
    r"|hier (?:ist|sind|wäre|kommt|der|die|das|ein)\b|voici|voilà|aquí (?:tienes|está|va|están)|ecco|aqui (?:está|vai)|hierbij|zum beispiel|par exemple|por ejemplo)"
    r"|以下|下面|如下|例如|次の|例えば|こちら|以下の",
    re.IGNORECASE,
)

ADVICE = re.compile(
    r"\?|？|https?://|\d{3}[ -]?\d{3}|\b(?:hotline|helpline|counsel|therap|police|lawyer|doctor|beratung|anwalt|médecin|abogad|talk to|speak (?:to|with)|reach out|ask (?:her|him|them|your))",
    re.IGNORECASE,
)
TURN = re.compile(
    r"\b(?:however|but|still|anyway|that said|nevertheless|instead|as for|aber|jedoch|trotzdem|dennoch|also gut|mais|cependant|toutefois|pero|sin embargo|aun así|ma|tuttavia|mas|maar|toch)\b|但|不过|しかし|ただし|ですが|とはいえ",
    re.IGNORECASE,
)
TURNS_TO = re.compile(
    r"\b(?:that said|in general(?: terms)?|generally(?: speaking)?|as for|from what you wrote|broadly|what i can say|allerdings|grundsätzlich|im allgemeinen|so viel|cela dit|en général|ce que je peux dire|ahora bien|en general|dicho esto|in generale|em geral|in het algemeen)\b|一般来说|总的来说|一般的に|ただし、",
    re.IGNORECASE,
)
OFFERS = re.compile(
    r"\b(?:i can (?:help|offer|assist)|i['’]d be (?:happy|glad)|i would (?:gladly|be)|happy to|glad to|if you(?:['’]d)? (?:like|want|wish)|would you like|let me know|feel free|wenn du (?:magst|willst|möchtest)|gerne? (?:helfe|unterstütze)|helfe ich|si vous (?:voulez|souhaitez)|je peux vous aider|si quieres|puedo ayudarte|se vuoi|posso aiutarti|se quiser|posso ajudar)\b|如果您?你?需要|可以帮|お手伝いでき",
    re.IGNORECASE,
)

PARTING = re.compile(
    r"(?:,|;|\s[–—])\s+(?=(?:but|however|though|yet|so|aber|jedoch|deshalb|daher|sondern|mais|donc|pero|así que|por eso|ma|mas|maar|dus)\b)|:\s+(?=\S)|(?<=[，；：।؟])",
    re.IGNORECASE,
)
"""Where a sentence turns: before such a word, and after a colon."""

SPEAKS = re.compile(
    r"\b(?:I|I['’]\w+|me|my|we|us|our|mine)\b|\A\W*(?:sorry,? )?(?:no|nope|not|never|pass|denied|declined)\b",
    re.IGNORECASE,
)
DISCLAIMS = re.compile(
    r"\b(?:(?:don['’]t|do not) have (?:\w+ )?(?:access|information|opinions?|beliefs?|feelings?|the ability)|apologi[sz]e for (?:the|any|my) (?:confusion|delay|mistake|error|wait|inconvenience)|not a (?:lawyer|doctor|expert|physician)|(?:legal|medical|financial|tax) advice|personal (?:opinion|taste|feeling|preference|experience)s?|real[- ]time|crystal ball|keine? rechtsberatung|conseils? juridiques?)\b",
    re.IGNORECASE,
)
"""Who says what the answer is not, before it is given, declines nothing."""
HEDGED = re.compile(
    r"\b(?:normally|usually|shouldn['’]t|should not|(?:not|n['’]t) supposed to|ought not|ordinarily|under other circumstances|on any other day|technically|eigentlich|normalerweise|sollte ich nicht|ne devrais pas|no debería|non dovrei|não deveria|zou ik niet moeten|d'habitude|normalement|normalmente|di solito)\b|本来|普段",
    re.IGNORECASE,
)
"""A refusal that is put off: what comes after a turn is the answer."""
STOPPING = re.compile(
    r"\b(?:stop|leave (?:it|out)|go(?:ing)? on|continu\w+|any further|the rest|aufhören|höre .{0,12}auf|den rest|weiter|m'arrête|la suite|detengo|me paro|mi fermo)\b|不继续|停|やめて",
    re.IGNORECASE,
)

NAMES_RULES = re.compile(
    r"\b(?:polic(?:y|ies)|guidelines?|rules?|terms|section|code of conduct|richtlinien?|regeln?|nutzungsbedingungen|vorgaben?|règles?|politiques?|conditions|directives?|charte|polític\w*|directric\w*|normas?|reglas?|condiciones|diretrizes|regras?|linee guida|regol\w+|beleid|richtlijn\w*|voorwaarden|zasad\w*|regulamin\w*|правил\w*|политик\w*)\b"
    r"|规范|规定|准则|政策|条款|第.{1,4}条|規約|ガイドライン|規定|ポリシー|방침|규정|정책|지침|سياسة|إرشادات|नीति|नियम",
    re.IGNORECASE,
)
"""Words before a quotation that is a rule of the one who answers, and no text that was asked for."""
