"""Words and patterns: rules of languages without a grammar here: what a sentence does by its pack's phrases, its exceptions, conditions and values."""

from __future__ import annotations

import re

MAY = re.compile("可以|有权")
SHALL_TELL = re.compile(
    "(?:应当|必须|应)[^，。；不]{0,20}(?:宣传|教育|设置|张贴|公布|公示|开展|制作|悬挂|劝阻|制止|监督|检查|查处|遵守)?[^，。；不]{0,16}(?:禁止|严禁)[^，。；]{1,30}(?:的|宣传|标志|标识|规定|行为|教育)(?!.*(?:不得|不准|不许))"
)
SHALL = re.compile("应(?!纳税|税|收账|付账|计税)[当该]?|必须|须|禁止|不得")
FIRST_SHALL = re.compile(
    "(?:(?!不得|禁止|严禁|不准|不许|不应|不可|勿)[^。；]){0,200}?(?:应当|必须)(?:(?!不得|禁止|严禁|不准|不许)[^。；，]){2,120}[，,]"
)
"""A Chinese sentence that demands something before it forbids anything: `银行应当及时办理，不得拖延`."""
CASE_OF = re.compile("(?:(?<=[。；])|^)[^。；]{0,200}?的[，,](?=[^。；，]{0,60}?(?:应当|必须|不得|可以))")
"""The case in front of what a Chinese provision demands: `需要追究法律责任的，机关应当`."""
INITIALS = re.compile(
    r"\W{0,9}(?:[\d.]{1,12}\s)?(?P<who>(?:De|Het|Der|Die|Das|Le|La|Les|L['\u2019]|El|Los|Las|Il|Lo|O|A|Os|As)\s?[A-ZÄÖÜ]{2,8})(?=\s(?![A-Z]))"
)
OF_BEING = re.compile(
    r"(?:ist|sind|wird|werden|is|zijn|wordt|worden|est|sont|es|son|será|serán|è|sono|é|são)\b"
)

UNDERGOES = re.compile(r"\b(?:werden|worden|être|ser|essere)\b")

DUTCH_VERB = re.compile(
    r"(?<=[a-z])\s(?!(?:met|niet|tot|uit|het|dat|wat)\b)[a-zëïé]{2,}t\s(?=(?:de|het|een|elke?|iedere?|deze|dit|hij|zij|onze)\s)"
)
"""A verb in the present tense and its subject behind the phrase that a Dutch sentence opens with: `na ontvangst van het verzoek benoemt de …`."""
NEXT_PART = re.compile(
    r"(?<!\w)[A-ZÄÖÜ\d][\w-]{0,60}(?P<end>)\s(?!(?:mit|seit|samt|nicht|gegen|neben|wegen|zwischen|unten|oben)\b)"
    r"(?:(?:die|das|den|dem|eine[nm]?|ein|allen?)\b|[a-zäöüß]{2,}t\b|[a-zäöüß]{2,}(?:en|eln|ern)\s(?=(?:der|die|das|den|dem|eine?n?|er|sie|es|wir|sich)\b))"
)
"""A verb in the present tense, or an article of the next phrase, right behind a noun or a number: `Meldung prüft`; `1 genannten Frist` has none."""

GOES_ON_WITH_VERB = re.compile(
    r"(?!(?:lugar|hogar|mujer|ayer|mar|par|bar|taller|alquiler|hier|fier|mer|cher|dernier|premier|ouvrier|dossier|lugar|familiar|escolar|militar|particular|regular|similar|superior|anterior)\b)[^\W\d_]{2,}(?:ar|er|ir|ire|oir|ndre|ttre|are|ere)(?:se|lo|la|los|las|le|les|-se|-lo|-la)?\s"
)
"""The infinitive with which a clause goes on behind a limit that commas set off in the languages from Latin."""

NO_SUBJECT_OPENS = re.compile(
    "基于|根据|依据|按照|经(?![营销纪理济办])|因|由于|对(?![方外])|除|在(?![校职岗读逃押建])|为了?|如|若|当(?![事地])|以|可能|违反"
)
"""What opens a phrase in Chinese that names no subject."""
WORD_GOES_ON = re.compile(
    "方(?=[式面案法向位针])|家(?=[安利机秘标财]|秘密)|人(?=[同信数格权])|员(?=[会工])|位(?=[置于])"
)
"""The last character of a word for somebody with one that makes another word of it: `国家安全`, `处理方式`, `个人同意`."""

RELATIVE_WORDS = ("qui", "que", "dont", "où", "quien", "quienes")
"""Relative pronouns of French and Spanish at the end of the words before a verb."""
