"""Words and patterns: a choice told by an option's place in the list, in any language (`the second one`, `2번`, `Opción 3`, `第二项`), or as a value of YAML or XML."""

from __future__ import annotations

import re

ORDINALS: tuple[str, ...] = (
    r"first|1st|erste[nrs]?|premi[eè]re?|primer[oa]?|prim[oa]|primeir[oa]|eerste|pierwsz[aye]|перв(?:ый|ая|ое)|第一(?:个|項|项|選|选)?|第1(?:个|個|項|项|選|选)?|(?:1|一)番目|最初|첫\s?번째|birinci|ilk|الأول[ى]?|पहल[ाी]",
    r"second|2nd|zweite[nrs]?|deuxi[eè]me|segund[oa]|second[oa]e?|tweede|drug[ai]e?|втор(?:ой|ая|ое)|第二(?:个|項|项|選|选)?|第2(?:个|個|項|项|選|选)?|(?:2|二)番目|두\s?번째|ikinci|الثاني[ة]?|दूसर[ाी]",
    r"third|3rd|dritte[nrs]?|troisi[eè]me|tercer[oa]?|terz[oa]|terceir[oa]|derde|trzeci[ae]?|трет(?:ий|ья|ье)|第三(?:个|項|项|選|选)?|第3(?:个|個|項|项|選|选)?|(?:3|三)番目|세\s?번째|üçüncü|الثالث[ة]?|तीसर[ाी]",
    r"fourth|4th|vierte[nrs]?|quatri[eè]me|cuart[oa]|quart[oa]|vierde|czwart[aye]|четв[её]рт(?:ый|ая|ое)|第四(?:个|項|项|選|选)?|第4(?:个|個|項|项|選|选)?|(?:4|四)番目|네\s?번째|dördüncü|الرابع[ة]?|चौथ[ाी]",
    r"fifth|5th|fünfte[nrs]?|cinqui[eè]me|quint[oa]|vijfde|piąt[aye]|пят(?:ый|ая|ое)|第五(?:个|項|项)?|第5(?:个|個|項|项|選|选)?|(?:5|五)番目|다섯\s?번째|beşinci|الخامس[ة]?|पाँचव[ाँी]+",
)
LAST = r"last(?: one)?(?: on (?:your|the) list| of (?:these|them|those|all|the (?:two|three|four|five|list|options|choices|answers)))?|letzte[nrs]?|derni[eè]re?|últim[oa]|ultim[oa]|laatste|ostatni[ae]?|последн(?:ий|яя|ее)|最后一[个项]|最後|마지막|الأخير[ة]?"
NOUN = r"(?:option|choice|answer|one|statement|aussage|énoncé|affirmation|afirmación|affermazione|afirmação|stwierdzenie|утверждение|陈述|说法|記述|möglichkeit|antwort|réponse|choix|proposition|opción|respuesta|opzione|risposta|opção|resposta|alternativa|optie|antwoord|odpowiedź|opcja|вариант|ответ|选项|の?選択肢|选择|보기|선택지|답|seçenek|şık|cevap|خيار|إجابة|الخيار|الإجابة|विकल्प|उत्तर)"
PLACE_BEFORE_LAST = r"last but one|second[- ](?:to[- ])?last|penultimate|vorletzte[nrs]?|avant-derni[eè]re?|pen[úu]ltim[oa]|voorlaatste|przedostatni[ae]?|предпоследн(?:ий|яя|ее)|sondan (?:bir önceki|ikinci)|倒数第二[个項项]?|最後から(?:二|2)番目|끝에서 두 번째|قبل الأخير[ة]?"
"""The place before the last option, in all languages that are read."""
LEAD = r"(?:(?:it['’]?s|it is|it (?:has to|must|should|would|will|can only) be|(?:so |therefore,? |thus,? )?i['’]?(?:d|ll) (?:go with|go for|pick|say|choose|take)|i(?: would| will)? (?:choose|pick|go with|go for|take)|i am going with|i['’]m going with|my (?:answer|choice) is|the answer is|definitely|clearly|probably|(?:the )?most likely(?: (?:option|answer|choice|one))?(?: is|:)|anzukreuzen ist(?: (?:demnach|also|daher|somit))?|zu wählen ist(?: (?:demnach|also|daher|somit))?|(?:por (?:lo )?tanto,? |donc,? |quindi |portanto,? )?(?:la (?:opción|respuesta|bonne réponse|réponse|risposta|opzione) (?:correcta |correcte |corretta )?(?:es|est|è)|a (?:opção|resposta) (?:correta |certa )?é)|das ist|es ist|ich nehme|c['’]est|je choisis|es|elijo|è|scelgo|é|escolho|dat is|to|это|правильный вариант —|答案是|我选|选|答えは|정답은)\s{0,2})?(?:the|die|der|das|la|le|el|il|a|o|de|het|l['’]|الخيار|الإجابة)?\s{0,2}"
TAIL = r"(?:\s{0,2}(?:です|でしょう|입니다|이다|है))?"
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "deux": 2, "trois": 3, "quatre": 4, "dos": 2, "tres": 3, "cuatro": 4, "due": 2, "tre": 3, "quattro": 4, "dois": 2, "três": 3}  # fmt: skip
NUMBERED = re.compile(
    rf"\W{{0,4}}{LEAD}(?:{NOUN}|number|no\.?|nummer|numéro|número|numero|номер)\s{{0,2}}(?:number |n[°º]\s?)?(?P<n>\d|{'|'.join(NUMBERS)})(?!\w)(?:[.!]|,[^\n]{{0,60}})?\W{{0,4}}",
    re.IGNORECASE,
)
MARKED = re.compile(
    r"\W{0,2}(?:(?:정답|답|答え|正解|答案)\s?[은는は]?\s?[:：]?\s?)?(?:#(?P<a>\d)|\((?P<b>\d)\)|\(?(?P<c>\d)\)?\s?(?:번|番))\W{0,2}(?:입니다|이다|です|정답)?\W{0,3}"
)
YAML = re.compile(
    r"(?m)^\s{0,6}[\"']?(?:selected|answer|choice|final|chosen|(?:final|my|correct|chosen|selected|best)[ _-](?:answer|choice|option|letter)|(?:answer|option|choice)[ _-]letter|selection|prediction|predicted|verdict|pick|antwort|réponse|respuesta|risposta|答案)[\"']?\s?[:=]\s?[\"'(*]{0,3}([A-Z])[\"')*.]{0,3}\s*$",
    re.IGNORECASE,
)
XML = re.compile(
    r"<(letter|verdict|prediction|option_letter|answer_letter|final_choice|final|answer|choice|right|correct|correct_answer|final_answer|solution|result|selection|selected|chosen|antwort|réponse|reponse|respuesta|risposta|resposta|antwoord|odpowiedź|odpowiedz|ответ|答案|答え|정답)>\s*\(?([A-Z])\)?[.)]?\s*</\1>",
    re.IGNORECASE,
)

BECAUSE = re.compile(
    r"(?:,? because|,? since(?! \d)|, (?:as|for)|(?<!such) as(?! (?:well|far|long|soon|much|of|to|for|a|an)\b)|,? for the reason that)\s(?=[^\n]{12,300}\Z)",
    re.IGNORECASE,
)
"""A reason behind a place in the list, to the end of an answer. `For guests`, `as well as` and `since 1990` give none."""
TURNS = re.compile(r"\b(?:but actually|actually,|on second thought|wait|no, it|rather it)\b", re.IGNORECASE)
"""Words in a reason by which another place may be meant."""

LETTERED = re.compile(
    r"\W{0,4}(?:(?:правильный |верный |мой )?(?:ответ|вариант)|выбираю|(?:الإجابة|الجواب|الخيار)(?: (?:الصحيحة?|الصحيح))?(?: (?:هي|هو))?|الصحيح|सही उत्तर|उत्तर|सही विकल्प|विकल्प)?[\s:：—–-]{0,3}[(«\"*]{0,3}(?P<letter>[АБГСأابجدकखग])[)»\"*]{0,3}(?: है)?[.।]?\s*"
)
ALPHABETS = {"А": 0, "Б": 1, "С": 2, "Г": 3, "أ": 0, "ا": 0, "ب": 1, "ج": 2, "د": 3, "क": 0, "ख": 1, "ग": 2}
"""Letters of other alphabets that stand for one place only; Cyrillic В and Д may be B and D or the third and fifth, so they tell none."""

SHARE = re.compile(
    r"(?<![\w.])[(*]{0,3}(?P<letter>[A-Z])[)*]{0,3}\s{0,2}[:=–-]?\s{0,3}(?P<share>\d{1,3}(?:[.,]\d{1,3})?)\s?(?:%|percent\b|prozent\b|pour cent\b)",
    re.IGNORECASE,
)

CHECKED = re.compile(
    r"(?m)^[ \t>]{0,6}[-*+]?\s?\[(?P<mark>[ xX✓✔]?)\]\s{0,2}[*_(]{0,3}(?P<letter>[A-Z])[*_]{0,2}[.):]"
)
"""A line of a list of boxes with an option's letter, ticked or not."""
BY_LETTER = re.compile(
    r"\W{0,4}(?:(?:es|è|é|it['’]?s|c['’]est|das ist) )?(?:la|el|le|l['’]|die|der|das|de|option|opción|opzione|opção|letra|lettera|letter|buchstabe|lettre)\s{0,2}(?:option|opción|opzione|opção|réponse|respuesta|risposta|resposta|letra|lettera|lettre)?\s{0,2}(?-i:(?P<letter>[A-Ha-h]))(?:,? (?:sin duda|claro|seguro|por supuesto|sans (?:aucun )?doute|bien sûr|senza dubbio|certo|sem dúvida|com certeza|zonder twijfel|ohne zweifel|ganz klar|sicher|of course|definitely|for sure|no doubt|obviously))?\W{0,4}",
    re.IGNORECASE,
)
"""An answer that is an article or the word *option* and a letter: `La d.`"""
STATES = re.compile(
    r"\W{0,4}(?:so |therefore,? |thus,? |hence,? )?(?:i['’](?:d|ll)|i would|i will|i|my (?:answer|choice|pick)|the (?:answer|correct (?:answer|option|choice)|right (?:answer|option|choice))|ich|meine antwort|die (?:richtige )?antwort|je|ma réponse|la (?:bonne )?réponse|la respuesta|mi respuesta|me quedo|yo|la risposta|scelgo|a resposta|escolho|ik|mijn antwoord)\b|\W{0,4}(?:por (?:lo )?tanto,? |donc,? |also |daher |quindi |portanto,? )(?:la|le|die|a|o|ist|es)\b|\W{0,4}(?:정답|답)[은는]|\W{0,4}(?:答え|正解)は|\W{0,4}(?:正确)?答案[是为]",
    re.IGNORECASE,
)
"""The beginning of a sentence in which the one who answers says what they choose."""

TICKED = re.compile(
    r"<\w{1,20}(?=[^<>]{0,200}\b(?:selected|chosen|checked|correct|answer|picked)\s{0,2}=\s{0,2}[\"']?(?:true|yes|1|selected|checked)\b)[^<>]{0,200}?\b(?:id|label|letter|name|value|key|option)\s{0,2}=\s{0,2}[\"']?(?P<letter>[A-Z])[\"'\s/>]",
    re.IGNORECASE,
)
"""An element of XML or HTML that is marked as chosen."""
HEADED = re.compile(
    r"(?m)^[#*_\s>]{0,8}(?:(?:the|my|your|die|la|le|mi|a|het)\s)?(?:(?:final|correct|right|richtige|endgültige|bonne)\s)?(?:answer|result|choice|solution|conclusion|verdict|selection|decision|antwort|ergebnis|lösung|fazit|réponse|résultat|conclusion|respuesta|resultado|conclusión|risposta|risultato|conclusione|resposta|conclusão|antwoord|conclusie|odpowiedź|wynik|wniosek|ответ|вывод|итог|cevap|yanıt|sonuç|答案|结论|結論|答え|解答|정답|결론|الإجابة|الجواب|उत्तर)(?:\s(?:finale?|correcta|corretta|correta))?[#*_\s:：]{0,4}\n\s{0,4}[#*_\s>]{0,6}[(\[]?(?P<letter>[A-Z])[)\].*_]{0,5}\s*$",
    re.IGNORECASE,
)
"""A heading that announces the answer, and a line with nothing but a letter below it."""
