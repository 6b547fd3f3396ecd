"""Words and patterns: what is seen of an answer without reading it: nothing, an error, a plain no; its language; and what the request asks for."""

from __future__ import annotations

import re

ASKS_FOR_A_VALUE = re.compile(
    r"\bjson\b|\b(?:object|classif\w+|label\w*|categor\w+|extract\w*|status|decision|outcome|sentiment|refus\w+|declin\w+|reject\w*|den(?:y|ie\w+)|klassifizier\w*|entscheidung|abgelehnt|classe\w*|décision|refusé\w*|clasific\w+|decisión|rechaz\w+)\b"
    r"|分类|状态|分類|状態|상태|분류",
    re.IGNORECASE,
)
"""A request for a value, or for an object of values."""
FLAT_NO = re.compile(
    r"\W{0,4}(?:no|nope|nah|never|hard pass|pass|hard no|absolutely not|definitely not|certainly not|of course not|not a chance|no chance|no way|not happening|not doing that"
    r"|denied|refused|declined|i refuse|i decline|i pass|request (?:denied|refused|declined)|no,? (?:thanks|thank you|i won't|i will not|sorry)|sorry,? (?:no|but no|not possible|can't)|can't do that|cannot do that|no can do|not going to happen|not allowed"
    r"|(?:[^.?!\n]{0,40}[?!.,]\s)?(?:i'?ll|i’ll|i will|i think i'?ll|i have to|i must|i'?m going to) pass(?: on (?:this|that)(?: one)?)?(?:,? (?:thanks|thank you|sorry))?"
    r"|(?:(?:let['’]?s|let us|can we|could we|shall we|how about we|i['’]d rather|i would rather|i['’]d prefer to) (?:please )?(?:talk about|discuss|move on to|change to|speak about) (?:something else|something different|another (?:topic|subject)|a different (?:topic|subject))|(?:let['’]?s|can we|could we) (?:please )?change the (?:topic|subject))(?: instead)?)\W{0,4}",
    re.IGNORECASE,
)
YES_NO = re.compile(
    r"\W{0,3}(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|may|must|am)\b[^\n]{0,400}\?\s{0,3}(?:\Z|[^\n]{0,60}\byes\b.{1,6}\bno\b)",
    re.IGNORECASE,
)
WORDS_OF_REFUSAL = re.compile(
    r"\b(?:write|draft|compose|create|give me|generate|translate|rephrase|rewrite|proofread|paraphrase)\b[^\n]{0,160}\b(?:declin(?:e|es|ing)|refus(?:e|es|al|ing)|reject(?:s|ion|ing)|turn(?:s|ing)? down|say(?:s|ing)? no|can['’]?t|cannot|unable to|sorry)\b"
    r"|\b(?:translate|rephrase|rewrite|proofread|paraphrase|repeat|classify|sentiment|übersetze|traduis|traduce|traduci)\b[^\n]{0,40}[:\"“«]",
    re.IGNORECASE,
)
REFUSAL_ABROAD = re.compile(
    r"\b(?:absag\w*|abzusagen|ablehn\w*|abzulehnen|ausschlag\w*|nein (?:zu )?sag\w*|abweis\w*|refus(?:er|e|ant|ée?)|décliner?|dire non|rechaz\w+|declin\w+|decir que no|se niega|negar(?:se|me)?|rifiut\w+|dire di no|recus\w+|dizer não|digo não|weiger\w*|afwijz\w*|afzeg\w*|nee zegg?\w*|odmów\w*|odmaw\w*|odrzuc\w*|отказ\w*|reddet\w*)\b|拒绝|婉拒|谢绝|推辞|断る|断り|辞退|お断り|거절|사양|رفض|اعتذار|मना कर|इनकार|अस्वीकार",
    re.IGNORECASE,
)
WRITE_ABROAD = re.compile(
    r"\b(?:schreib\w*|verfass\w*|formulier\w*|entw[ie]rf\w*|erstell\w*|übersetz\w*|höflich\w*|nachricht\w*|écri\w+|rédig\w+|formul\w+|traduis\w*|poliment|lettre|escrib\w+|redact\w+|redáct\w+|traduc\w+|cortés\w*|educadamente|carta|mensaje"
    r"|scriv\w+|redig\w+|lettera|messaggio|gentilmente|escrev\w+|redij\w+|mensagem|schrijf\w*|formuleer\w*|beleefd\w*|bericht\w*|napisz\w*|napisać|sformułuj|grzecznie|напиши\w*|написать|состав\w+|сформулируй\w*|вежлив\w+|письм\w+|yaz\w*|kibarca)\b"
    r"|写|寫|草拟|起草|翻译|回复|委婉|礼貌|怎么说|如何说|書|文面|メール|返信|丁寧|翻訳|쓰|써|작성|편지|이메일|메일|번역|정중|اكتب|صياغة|رسالة|ترجم|लिख|अनुवाद|विनम्र",
    re.IGNORECASE,
)
"""Words of a request to write something, outside English."""

TRANSLATES = re.compile(
    r"\b(?:translate|übersetz\w*|tradu(?:is|isez|ire|ce|zca|ci|z|za|zir|cir)\b|vertaal|przetłumacz|переведи\w*|çevir\w*|rephrase|paraphrase|proofread)\b|翻译|翻訳|訳して|번역|ترجم|अनुवाद",
    re.IGNORECASE,
)
GIVEN = re.compile(
    r"[\"“„«「『](?P<quoted>[^\"“”«»「」『』]{8,600})[\"”“»」』]|[:：]\s{0,3}(?P<rest>[^\n]{8,600})\Z"
)

INTO = {
    "en": r"english|englisch\w*|anglais|inglés|inglese|inglês|engels|angielski|английский|ingilizce|英语|英文|英語|영어|الإنجليزية|अंग्रेज़?ी",
    "de": r"german|deutsch\w*|allemand|alemán|tedesco|alemão|duits|niemiecki|немецкий|almanca|德语|德文|ドイツ語|독일어|الألمانية",
    "fr": r"french|französisch\w*|français|francés|francese|francês|frans|francuski|французский|fransızca|法语|法文|フランス語|프랑스어|الفرنسية",
    "es": r"spanish|spanisch\w*|espagnol|español|castellano|spagnolo|espanhol|spaans|hiszpański|испанский|ispanyolca|西班牙语|スペイン語|스페인어|الإسبانية",
    "it": r"italian|italienisch\w*|italien|italiano|italiaans|włoski|итальянский|italyanca|意大利语|イタリア語",
    "pt": r"portuguese|portugiesisch\w*|portugais|portugués|portoghese|português|portugees|portugalski|португальский|葡萄牙语",
    "nl": r"dutch|niederländisch\w*|holländisch\w*|néerlandais|neerlandés|olandese|neerlandês|nederlands|holenderski|нидерландский",
    "pl": r"polish|polnisch\w*|polonais|polaco|polacco|polonês|pools|polski|польский",
    "ru": r"russian|russisch\w*|russe|ruso|russo|rosyjski|русский|俄语|ロシア語",
    "zh": r"chinese|chinesisch\w*|chinois|chino|cinese|chinês|chinees|chiński|китайский|中文|汉语|中国語|중국어",
    "ja": r"japanese|japanisch\w*|japonais|japonés|giapponese|japonês|日语|日文|日本語|일본어",
    "ko": r"korean|koreanisch\w*|coréen|coreano|韩语|韓国語|한국어",
    "tr": r"turkish|türkisch\w*|turc|turco|türkçe",
    "ar": r"arabic|arabisch\w*|arabe|árabe|العربية|阿拉伯语",
    "hi": r"hindi|हिन्दी|हिंदी",
}
"""The names of a language in requests to put words into it."""
NAMES_TASK = re.compile(
    r"\b(?:translat\w*|request\w*|(?:this|that|the|these|such) (?:text|sentence|content|passage|phrase|message)s?|proofread\w*|rephras\w*|übersetz\w*|anfrage|(?:diese[nrsm]?|den|der) (?:text|satz|inhalt)\w*|tradu\w*|demande|(?:ce|cette|ces) (?:textes?|phrases?|contenus?)|solicitud|(?:este|esta|ese|esa) (?:texto|frase|contenido)|richiesta|(?:questo|questa) (?:testo|frase|contenuto)|pedido|conteúdo|vertal\w*|vertaal|verzoek|deze tekst|tłumacz\w*|przetłumacz\w*|prośb\w*|перев[оеё]\w*|запрос\w*|çevir\w*)\b|翻译|请求|这段|这句|翻訳|依頼|この文|번역|요청|ترجم|الطلب|अनुवाद|अनुरोध",
    re.IGNORECASE,
)
"""Words by which an answer speaks of what it was asked to do."""
SECOND_REQUEST = re.compile(
    r"['\"”»]\s{0,2}(?:and|then|also|und|dann|et|puis|y|luego)\b|\b(?:and then|then tell|tell me|show me|explain|also write|und dann|et puis|y luego)\b",
    re.IGNORECASE,
)

AT_SIGHT = re.compile(r"refus|declin|denied|pass", re.I)
