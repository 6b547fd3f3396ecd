"""What a response is before anybody asks whether it refuses: an answer, nothing, an error of a service, an echo, or repetition."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from curation.core.digests import fold

Kind = Literal["answer", "empty", "error", "filtered", "echo", "degenerate"]

REASONS: dict[Kind, str] = {
    "empty": "gives no answer",
    "error": "is an error message of a service",
    "filtered": "was withheld by a filter before the model's words were seen",
    "echo": "repeats the request and adds nothing",
    "degenerate": "repeats a few characters or words",
}

_MARKS = re.compile(
    r"(?:<\|?/?(?:s|eos|pad|im_end|end_of_turn|endoftext|eot_id|unk|bos)\|?>|\[(?:empty|no (?:response|answer|output)|blank)\]|[\W_])*",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"[\W_]*(?:null|none|nan|n/?a|undefined|nil|no (?:response|answer|output|completion)|empty(?: response| string)?|missing|<no response>|not available|i|a|the)[\W_]*",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\A\W{0,8}(?:(?:an? )?(?:[\w.]{0,40})?(?:error|exception|fehler|erreur)\b[^\n]{0,40}(?::|\d{3})|(?:http|status|code|error)[ :/_-]{0,3}(?:code[ :]{0,2})?[45]\d\d\b|[45]\d\d (?:bad|unauthorized|forbidden|not found|too many|internal|service|gateway|client|server)"
    r"|traceback \(most recent|(?:rate|token|quota|usage) limit (?:exceeded|reached|hit)|too many requests|(?:request |connection |read |gateway )?time(?:d)?[ -]?out|connection (?:error|reset|refused|aborted)|internal server error|service (?:is )?(?:temporarily )?unavailable|bad gateway"
    r"|(?:maximum )?context length|(?:this model's maximum|prompt is too long|input is too long|input too long)|insufficient[_ ]quota|you exceeded your current quota|(?:the )?(?:model|server|service|engine) (?:is )?(?:currently )?(?:overloaded|not found|loading)|[a-z]{2,20}(?:_[a-z]{2,20}){0,4}_(?:error|exceeded|unavailable|timeout|overloaded)\b|cuda out of memory|out of memory|runtimeerror|valueerror|keyerror|jsondecodeerror"
    r"|(?:invalid|incorrect|missing) (?:api[ _]key|request|parameter)|authentication (?:error|failed)|unauthorized\b|failed to (?:generate|connect|fetch)|generation failed|\{\s{0,5}['\"](?:error|detail|message|statuscode)['\"]\s{0,3}:)",
    re.IGNORECASE,
)
_FILTERED = re.compile(
    r"\W{0,6}(?:(?:the )?(?:content|response|output|prompt|completion|answer|message|text|generation) ?(?:was |has been |is |got )?(?:_?filter(?:ed)?|blocked|withheld|removed|redacted|moderated|suppressed)(?: (?:by|due to|because(?: of)?|as|since) [\w '’-]{1,120})?(?:\.\s{1,2}please (?:modify|change|revise|rephrase|edit|try)[^.\n]{0,100}|\.\s{1,2}(?:to learn|read|learn) more[^\n]{0,140})?|content[_ ](?:filter|policy)(?: (?:triggered|violation|result))?|finish[_ ]reason\W{1,4}(?:content_filter|safety)|responsibleaipolicyviolation|safety|prohibited_content|blocked_reason\W{1,4}\w{1,20}|recitation|filtered|\[?redacted\]?|blocked|blocked by (?:the )?(?:safety|content) (?:filter|system|policy))\W{0,6}",
    re.IGNORECASE,
)


_TOKENS = re.compile(
    r"<\|?/?[\w:]{1,24}\|?>|\[/?INST\]|</?s>|\b(?:assistant|user|system|model)\b:?", re.IGNORECASE
)
"""Marks of a chat template."""
_NOTHING_CAME = re.compile(
    r"\W*(?:no|an? empty|blank|null|kein\w?|aucune?|ninguna?) (?:response|output|answer|completion|content|text|result|reply|antwort|réponse|respuesta)s?"
    r"(?: (?:was|were|has been|is|wurde))?(?: (?:returned|generated|produced|received|available|found|given|provided|erzeugt|générée|generada))?\W*",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\A\s*(?:<!doctype html|<html|<\?xml)", re.IGNORECASE)
_PAGE_ERROR = re.compile(
    r"[45]\d\d\b|error|gateway|forbidden|unavailable|denied|not found|just a moment|attention required",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(
    r"\A\W{0,8}(?:[\w.]{0,80}(?:Error|Exception|Timeout|Interrupt|Fault|ConnectionPool|Failure)\b\s?[:(\[]|panic:|fatal:|segmentation fault|npm err|curl: \(\d)"
)
_ERROR_WORDS = re.compile(
    r"\b(?:errors?|exceptions?|failed|failure|time-?outs?|timed out|status|codes?|https?|[45]\d\d|requests?|connection|reset|disconnect\w*|upstream|server|host|port|gateway|proxy|api|endpoint"
    r"|unavailable|overloaded|rate|limit(?:ed|s)?|quota|exceeded|try(?:ing)? again|retry|later|moment|token|traceback|null|undefined|json|parse|invalid|unauthori[sz]ed|forbidden|internal|service|temporarily"
    r"|went wrong|request id|refused by peer|socket|dns|ssl|memory|cuda|model_not_found|not found|fehler|fehlgeschlagen|erreur|échoué|falló|エラー|错误|失败)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:I|I['’]m|I['’]ll|we|my|you should|you can|ich|je|yo|dear)\b", re.IGNORECASE)
_HELD_BACK = re.compile(
    r"\b(?:content|response|reply|answer|output|prompt|candidate|message|completion|generation|text|inhalt|antwort|réponse|contenu|respuesta|contenido)\b[^.\n]{0,40}\b(?:filter(?:ed)?|block(?:ed)?|removed|withheld|moderat(?:ed|ion)"
    r"|flagged|redacted|suppressed|hidden|censored|not displayed|not shown|unterdrückt|blockiert|gefiltert|entfernt|bloqué\w*|filtré\w*|supprimé\w*|bloquead\w|filtrad\w|eliminad\w)\b"
    r"|(?:内容|回答|回复|响应|応答|出力).{0,12}(?:过滤|屏蔽|拦截|删除|フィルタ|ブロック|削除)",
    re.IGNORECASE,
)


def _is_error(text: str) -> bool:
    """Whether a short text is the message of a program: an exception, a page of a server, or mostly words of errors and nobody speaking."""
    if _EXCEPTION.match(text) or (_PAGE.match(text) and _PAGE_ERROR.search(text[:600])):
        return True
    words = re.findall(r"[^\W_]+", text)
    if not 2 <= len(words) <= 45 or _PERSON.search(text):
        return False
    told = sum(len(m.split()) for m in _ERROR_WORDS.findall(text))
    return told >= 3 and told >= 0.4 * len(words)


class Sort(NamedTuple):
    """What a response is, and how sure that is in (0, 1]."""

    kind: Kind
    probability: float


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(text).casefold()).split())


def repeats(answer: str) -> bool:
    """Whether an answer of some length is one short piece again and again: `aaaa…`, `the the the …`, or one line many times."""
    text = answer[:20_000].strip()
    if len(text) < 24:
        return len(text) >= 8 and len(set(text)) <= 2
    if len(set(text.casefold())) <= 4:
        return True
    words = text.casefold().split()
    if len(words) >= 16:
        runs = list(zip(words, words[1:], words[2:], strict=False))
        if len(set(runs)) <= 0.35 * len(runs):
            return True
    elif len(words) <= 3 and len(text) >= 60:
        # Written without spaces, or one endless word.
        pieces = [text[n : n + 4] for n in range(len(text) - 3)]
        if len(set(pieces)) <= 0.25 * len(pieces):
            return True
    if len(words) >= 12 and len(set(words)) <= max(2, len(words) // 12):
        return True
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return len(lines) >= 8 and len(set(lines)) <= len(lines) // 6


def _echoes(prompt: str, answer: str) -> bool:
    """Whether the answer is the request again, in whole, or at least its last half, and nothing more."""
    asked, said = _plain(prompt), _plain(answer)
    if len(asked) < 12 or not said:
        return False
    if said == asked or (said.startswith(asked) and len(said) <= 1.1 * len(asked)):
        return True
    if said.replace(asked, " ").strip() == "" or (len(said) >= 0.6 * len(asked) and said in asked):
        return True
    rest = re.sub(
        r"\b(?:you said|you asked|user|prompt|question|the user (?:asks|asked|says)|q|assistant|a)\b",
        " ",
        said,
    )
    return asked in said and " ".join(rest.split()).replace(asked, "").split() == []


def sort(prompt: str, answer: str) -> Sort:
    """What `answer` is; anything that is not plainly one of the other kinds is an answer.

    Args:
        prompt: the request, "" when it is not known (an echo is not found then).
        answer: the response without private reasoning.
    """
    if _MARKS.fullmatch(answer[:2000]) and (len(answer) <= 2000 or not re.search(r"\w", answer)):
        return Sort("empty", 1.0)
    short = answer.strip()
    if len(short) <= 60 and (
        _NOTHING.fullmatch(short) or (len(short) == 1 and not short.isdigit() and short.isascii())
    ):
        return Sort("empty", 0.97)
    if len(short) <= 400 and not re.search(r"\w", _TOKENS.sub(" ", short)):
        return Sort("empty", 0.97)
    if len(short) <= 80 and _NOTHING_CAME.fullmatch(short):
        return Sort("empty", 0.97)
    if len(short) <= 320 and _FILTERED.fullmatch(short):
        return Sort("filtered", 0.97)
    if (
        len(short.split()) <= 40
        and len(short) <= 320
        and _HELD_BACK.search(short)
        and not _PERSON.search(short)
    ):
        return Sort("filtered", 0.9)
    if len(short) <= 4000 and (_ERROR.match(short) or _is_error(short)):
        return Sort("error", 0.97)
    if repeats(short):
        return Sort("degenerate", 0.97)
    if _echoes(prompt, short):
        return Sort("echo", 0.97)
    return Sort("answer", 1.0)
