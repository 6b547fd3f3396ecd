"""Words and patterns: responses that stop before they say anything: a call of a tool that breaks off, an opening phrase alone; and those that only ask back."""

from __future__ import annotations

import re

CALL = re.compile(
    r"(?:<(?:tool_call|function_call|tool_use|function_calls?|invoke)\b[^>]{0,80}>|\[TOOL_CALLS\]|<\|tool_calls?(?:_begin)?\|>|```(?:tool_call|tool_code)\b)\s{0,4}\S",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"(?:\W{0,4}(?:great|good|excellent|interesting) question|sure(?: thing)?|certainly|of course|absolutely|okay|ok|alright|right|yes|hi|hello|thanks for (?:asking|your question|the question)|happy to help|i['’]d be (?:happy|glad) to help(?: (?:you )?with (?:that|this))?|let['’]?s|let me|here(?:['’]s| is| are)?|i|to|the|first|well|so"
    r"|gute frage|gerne?|natürlich|klar|selbstverständlich|hier (?:ist|sind)?|ich|also|bonne question|bien sûr|volontiers|avec plaisir|voici|je|buena pregunta|claro(?: que sí)?|por supuesto|con gusto|aquí (?:tienes|está)?|yo"
    r"|bella domanda|ottima domanda|certo|volentieri|ecco|boa pergunta|claro|com prazer|aqui (?:está|vai)|goede vraag|natuurlijk|graag|hier|dobre pytanie|oczywiście|jasne|хороший вопрос|конечно|вот|iyi soru|tabii(?: ki)?|elbette|işte"
    r"|好的|当然(?:可以)?|好问题|没问题|以下是?|我|もちろんです?|はい|承知(?:いた)?しました|以下(?:は|に)?|좋은 질문(?:입니다|이에요|이네요)?|물론(?:입니다|이죠)?|네|다음은|بالطبع|سؤال جيد|بكل سرور|ज़रूर|बिल्कुल|अच्छा सवाल)(?:[\s!.,:;—–！。，、:।]{1,4}|\Z)",
    re.IGNORECASE,
)
OPEN = re.compile(
    r"\W{0,4}(?:let['’]?s|let me|here(?:['’]s| is| are)|i|to|the|first|well|so|hier (?:ist|sind)|ich|also|voici|je|aquí (?:tienes|está)|yo|ecco|aqui (?:está|vai)|вот|işte|以下是?|以下[はに]?|我|다음은)\W{0,4}",
    re.IGNORECASE,
)
"""Phrases that something has to follow."""

WANTS_QUESTIONS = re.compile(
    r"\b(?:ask(?:ing)?|questions?|quiz|interview\w*|survey|translate|rephrase|paraphrase|rewrite|proofread|riddles?|puzzle|role-?play|pretend|dialogu?e|continue|complete|reply|respond|say|fragen?|frage|übersetz\w*|umformulier\w*|questions?|pose|traduis\w*|traduire|reformul\w*|pregunt\w*|traduc\w*"
    r"|domand\w*|chied\w*|tradu\w*|pergunt\w*|vra(?:ag|gen)\w*|vertaal\w*|pytan\w*|przetłumacz\w*|вопрос\w*|перевед\w*|soru\w*|çevir\w*"
    r"|slogans?|taglines?|mottos?|titles?|headlines?|captions?|tweets?|jokes?|teasers?|hooks?|subject lines?|(?:opening|first|pick-?up) lines?|ice-?breakers?|conversation starters?|poems?|lyrics"
    r"|(?:german|french|spanish|italian|portuguese|dutch|polish|russian|turkish|english|chinese|japanese|korean|arabic|hindi) (?:for|word)|titel|überschrift\w*|schlagzeile\w*|betreff\w*|witz\w*|titres?|accroches?|blagues?|títulos?|titular\w*|lemas?|eslóga\w*|chistes?|titol[oi]|battut[ae]|piada\w*|tytuł\w*|hasł\w*|заголов\w*|слоган\w*|başlı\w*)\b|标题|口号|タイトル|見出し|제목|عنوان|शीर्षक|问题|提问|翻译|質問|翻訳|訳|질문|번역|سؤال|أسئلة|ترجم|सवाल|प्रश्न|अनुवाद",
    re.IGNORECASE,
)
CALL_OBJECT = re.compile(
    r"(?:\{\s{0,8}\"(?:tool_calls?|function_call|function|call)\"\s{0,3}:\s{0,3}\[?\s{0,3})?\{\s{0,8}\"(?:name|function|tool|tool_name|action)\"\s{0,3}:\s{0,3}\"[\w.-]{1,60}\"\s{0,3},\s{0,8}\"(?:arguments|parameters|input|args|action_input)\"\s{0,3}:",
    re.IGNORECASE,
)
"""The beginning of a call of a tool that is written as an object."""
