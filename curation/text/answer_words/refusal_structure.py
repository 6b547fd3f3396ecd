"""Words and patterns: the structure of an answer in numbers: where it declines, what stands beside that, and what the classifier of English answers says."""

from __future__ import annotations

import re

REPLIES = re.compile(
    r"\A\W{0,4}(?:yes|no|s[ií]|oui|non|ja|nein|nee|sim|não|tak|nie|да|нет|evet|hayır)\b|\A(?:是|不|はい|いいえ|네|아니)"
    r"|\b(?:you|your|yours|yourself|ihnen|dein\w{0,2}|dich|dir|vous|votre|vos|usted|você|uw|вы|вас|вам|ваш\w{0,3})\b",
    re.IGNORECASE,
)
"""A yes or no at the beginning, or words to the one who asked: such an answer replies to somebody."""

DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
KANA_ONLY = re.compile(r"[\u3040-\u309f]+")
"""Pieces of Japanese written in hiragana alone: endings and particles, which any two texts share."""
ASKING = re.compile(r"[?？؟]|(?:ください|いただけますか|くださいませ)[。.]?\s*\Z")

ASKS_TWO = re.compile(
    r"\b(?:and|then|also|und|dann|et|puis|y|luego|e|poi|depois|en|daarna|i|и|ve)\b|,\s?(?:并|再|然后)|并|以及|同时|と|そして|また|및|그리고|하고|\sو",
    re.IGNORECASE,
)
"""A request for more than one thing."""
CONCLUDES = re.compile(
    r"\b(?:therefore|for (?:these|this|that|those|all these) reasons?|that(?:'s| is) why|given (?:all )?(?:this|that|the above)|with all (?:this|that)|so (?:no|i)|hence|consequently|aus diesen gründen|aus diesem grund|deshalb|daher|darum|folglich|all things considered|having (?:thought|considered|weighed)|with that in mind|alles in allem|nach reiflicher überlegung|vor diesem hintergrund|pour ces raisons|pour cette raison|c'est pourquoi|voilà pourquoi|tout bien réfléchi|après réflexion|donc|compte tenu"
    r"|por (?:todo )?(?:ello|eso|esto|lo anterior|estas razones|esta razón)|teniendo en cuenta|per questi motivi|per questo|quindi|por isso|por estas razões|diante disso|dito isso|portanto|om deze redenen|daarom|z tych powodów|dlatego|поэтому|по этим причинам|bu nedenle)\b|因此|所以|出于(?:以上|这些)|基于|综上|综合考虑|有鉴于此|したがって|そのため|以上の理由|以上のことから|こうした(?:理由|事情)|따라서|그래서|이러한 이유|이런 점에서|이에|لذلك|لهذه الأسباب|لهذا السبب|وبناءً? على|بناءً? على|इसलिए|अतः|लिहाज़ा|इन कारणों|इसी कारण",
    re.IGNORECASE,
)
"""A refusal that ends what was said before it: that was its reason and no part of an answer."""
ASKS_WRITING = re.compile(
    r"\b(?:story|poem|monologue|dialogue|dialog|song|lyrics|scene|novel|play|script|letter|e-?mail|reply|message|geschichte|gedicht|szene|lied|brief|nachricht|histoire|poème|scène|chanson|lettre|récit|cuento|historia|poema|escena"
    r"|canción|carta|correo|storia|poesia|scena|canzone|lettera|história|cena|canção|verhaal|gedicht|wiersz|opowiadanie|list|рассказ|стих\w*|письмо|сцену)\b|故事|诗|对话|独白|信|邮件|物語|詩|手紙|メール|会話|台詞|이야기|시를|편지|답장|대화|قصة|قصيدة|رسالة|कहानी|कविता|पत्र",
    re.IGNORECASE,
)
"""A request for a text in which somebody else speaks."""
ASKS_LAW = re.compile(
    r"\b(?:legal(?:ly)?|illegal|lawful|allowed|permitted|against the law|erlaubt|verboten|darf|strafbar|permis|interdit|autorisé|le droit de|permitido|prohibido|se puede|ilegal|vietato|permesso|consentito"
    r"|proibido|mag ik|verboden|toegestaan|wolno|zabronione|legaln\w+|можно ли|законно|разрешено)\b|合法|违法|允许吗|可以.{0,20}吗|違法|いいですか|許され|불법|합법|되나요|هل يجوز|قانوني|مسموح|कानूनी",
    re.IGNORECASE,
)
"""A request that asks whether something is lawful: that it is not is the answer then."""
HELPS = re.compile(
    r"\b(?:help\w*|assist\w*|support (?:this|that|such|you)|helfen|helfe|hilfe|behilflich|unterstützen|mitwirken|aider|aide|assister|ayud\w+|asist\w+|aiut\w+|ajud\w+|help\w*|meewerken|pomóc|pomag\w+|помо\w+|содейств\w+|yardım\w*)\b"
    r"|帮|幫|协助|協助|手伝|お手伝い|お力に|協力|ご支援|도와|도움|도울|مساعد|أساعد|मदद|सहायता",
    re.IGNORECASE,
)
"""Help as such: a sentence that declines to help names no part of a request that is left out."""
ASKS_WHY = re.compile(
    r"\A\W{0,4}(?:why|warum|weshalb|wieso|pourquoi|por qué|perché|por que|waarom|dlaczego|почему|neden|niçin)\b|为什么|为何|なぜ|どうして|왜\b|لماذا|क्यों",
    re.IGNORECASE,
)
"""A request for reasons: what speaks against something is its answer."""
LEAVES_OUT = re.compile(
    r"\b(?:leav(?:e|ing) (?:\w+ ){0,3}out|left (?:\w+ ){0,3}out|skip(?:ping|ped)?|omit(?:ting|ted)?|(?:won['’]t|will not|not going to|not willing to|rather not) (?:write|give|provide|describe|explain|name|list|share|include|go|do|draft|make|tell|say|translate|look|put|help)"
    r"|lasse ich|ich lasse|schreibe ich nicht|gebe ich nicht|nenne ich nicht|werde ich nicht|je laisse|je passe|je ne (?:vais pas|\w+ai pas)|dejo fuera|omito|no voy a|ometto|tralascio|non (?:scriver|dir)ò|deixo de fora|não vou|laat ik|ik laat|pomijam|не буду|не стану|опускаю)\b"
    r"|就不写|不写了|略过|我就不|不会(?:写|提供)|書きません|省き|控え|쓰지 않|생략|लिखूँगा|नहीं लिख",
    re.IGNORECASE,
)
"""What is said of a part that is not given."""

CROSSES: tuple[tuple[str, str], ...] = (
    ("form_refused", "share_matter"), ("form_refused", "after"), ("form_refused", "before"), ("form_refused", "share_around"),
    ("form_partial", "share_matter"), ("form_partial", "after"), ("form_partial", "before"), ("form_complied", "english_resists"),
    ("form_refused", "english_partial"), ("form_complied", "declines"), ("asked_for_text", "declines"), ("yes_or_no", "declines"),
    ("declines", "english_resists"),
)  # fmt: skip
WEIGHED = (
    "before", "after", "given_after", "given_before", "share_matter", "share_around", "share_declines", "length", "stops",
    "declines_first", "declines_last",
)  # fmt: skip
