"""Words and patterns: what a response is before anybody asks whether it refuses: an answer, nothing, an error of a service, an echo, or repetition."""

from __future__ import annotations

import re

MARKS = re.compile(
    r"(?:<\|?/?(?:s|eos|pad|im_end|end_of_turn|endoftext|eot_id|unk|bos)\|?>|\[(?:empty|no (?:response|answer|output)|blank)\]|[\W_])*",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"[\W_]*(?:null|none|nan|n/?a|undefined|nil|no (?:response|answer|output|completion)|empty(?: response| string)?|missing|<no response>|not available|i|a|the)[\W_]*",
    re.IGNORECASE,
)
ERROR = re.compile(
    r"\A\W{0,8}(?:(?:an? )?(?:(?:network|server|proxy|api|dns|ssl|socket|gateway|upstream|unexpected|unknown|internal|backend|model|inference|streaming|netzwerk|réseau|red) )?(?:[\w.]{0,40})?(?:error|exception|fehler|erreur)\b[^\n]{0,40}(?::|\d{3})|(?:http|status|code|error)[ :/_-]{0,3}(?:code[ :]{0,2})?[45]\d\d\b|[45]\d\d (?:bad|unauthorized|forbidden|not found|too many|internal|service|gateway|client|server)"
    r"|traceback \(most recent|(?:rate|token|quota|usage) limit (?:exceeded|reached|hit)|too many requests|(?:request |connection |read |gateway )?time(?:d)?[ -]?out|connection (?:error|reset|refused|aborted)|internal server error|service (?:is )?(?:temporarily )?unavailable|bad gateway"
    r"|(?:maximum )?context length|(?:this model's maximum|prompt is too long|input is too long|input too long)|insufficient[_ ]quota|you exceeded your current quota|(?:the )?(?:model|server|service|engine) (?:is )?(?:currently )?(?:overloaded|not found|loading)|[a-z]{2,20}(?:_[a-z]{2,20}){0,4}_(?:error|exceeded|unavailable|timeout|overloaded)\b|cuda out of memory|out of memory|runtimeerror|valueerror|keyerror|jsondecodeerror"
    r"|(?:invalid|incorrect|missing) (?:api[ _]key|request|parameter)|authentication (?:error|failed)|unauthorized\b|failed to (?:generate|connect|fetch)|(?:could not|couldn['’]t|cannot|unable to) (?:reach|connect to|contact) (?:the )?(?:model|server|host|service|api|backend|endpoint)\b(?!\s{0,2}\?|['\"”]|[^.\n]{0,40}\b(?:means?|usually|often|because|when|if|is (?:a|an|what))\b)|generation failed|\{\s{0,5}['\"](?:error|detail|message|statuscode)['\"]\s{0,3}:)",
    re.IGNORECASE,
)
FILTERED = re.compile(
    r"\W{0,6}(?:(?:the )?(?:content|response|output|prompt|completion|answer|message|text|generation) ?(?:was |has been |is |got )?(?:_?filter(?:ed)?|blocked|withheld|removed|redacted|moderated|suppressed)(?: (?:by|due to|because(?: of)?|as|since) [\w '’-]{1,120})?(?:\.\s{1,2}please (?:modify|change|revise|rephrase|edit|try)[^.\n]{0,100}|\.\s{1,2}(?:to learn|read|learn) more[^\n]{0,140})?|content[_ ](?:filter|policy)(?: (?:triggered|violation|result))?|finish[_ ]reason\W{1,4}(?:content_filter|safety)|responsibleaipolicyviolation|safety|prohibited_content|blocked_reason\W{1,4}\w{1,20}|recitation|filtered|\[?redacted\]?|blocked|blocked by (?:the )?(?:safety|content) (?:filter|system|policy))\W{0,6}",
    re.IGNORECASE,
)

TOKENS = re.compile(
    r"<\|?/?[\w:]{1,24}\|?>|\[/?INST\]|</?s>|\b(?:assistant|user|system|model)\b:?", re.IGNORECASE
)
"""Marks of a chat template."""
NOTHING_CAME = re.compile(
    r"\W*(?:no|an? empty|blank|null|kein\w?|aucune?|ninguna?) (?:response|output|answer|completion|content|text|result|reply|antwort|réponse|respuesta)s?"
    r"(?: (?:was|were|has been|is|wurde))?(?: (?:returned|generated|produced|received|available|found|given|provided|erzeugt|générée|generada))?\W*",
    re.IGNORECASE,
)
PAGE = re.compile(r"\A\s*(?:<!doctype html|<html|<\?xml)", re.IGNORECASE)
PAGE_ERROR = re.compile(
    r"[45]\d\d\b|error|gateway|forbidden|unavailable|denied|not found|just a moment|attention required",
    re.IGNORECASE,
)
EXCEPTION = re.compile(
    r"\A\W{0,8}(?:[\w.]{0,80}(?:Error|Exception|Timeout|Interrupt|Fault|ConnectionPool|Failure)\b\s?[:(\[]|panic:|fatal:|segmentation fault|npm err|curl: \(\d)"
)
ERROR_WORDS = re.compile(
    r"\b(?:errors?|exceptions?|failed|failure|time-?outs?|timed out|status|codes?|https?|[45]\d\d|requests?|connection|reset|disconnect\w*|upstream|server|host|port|gateway|proxy|api|endpoint"
    r"|unavailable|overloaded|rate|limit(?:ed|s)?|quota|exceeded|try(?:ing)? again|retry|later|moment|token|traceback|null|undefined|json|parse|invalid|unauthori[sz]ed|forbidden|internal|service|temporarily"
    r"|went wrong|request id|refused by peer|socket|dns|ssl|memory|cuda|model_not_found|not found|fehler|fehlgeschlagen|erreur|échoué|falló|エラー|错误|失败)\b",
    re.IGNORECASE,
)
EXPIRED = re.compile(
    r"\W{0,4}(?:(?:error|warning|notice)\W{1,3})?(?:(?:your|the|this|user|login|current) ){0,3}(?:session|login|sign-?in) (?:(?:has|is|was|been) ){0,2}(?:now )?(?:expired|timed out|ended|invalid)\b",
    re.IGNORECASE,
)
"""A message that somebody is no longer logged in, from its first word on."""
PERSON = re.compile(r"\b(?:I|I['’]m|I['’]ll|we|my|you should|you can|ich|je|yo|dear)\b", re.IGNORECASE)
HELD_BACK = re.compile(
    r"\b(?:content|response|reply|answer|output|prompt|candidate|message|completion|generation|text|inhalt|antwort|anfrage|eingabe|nachricht|réponse|contenu|requête|demande|message|respuesta|contenido|solicitud|petición|consulta|mensaje|risposta|contenuto|richiesta|messaggio|resposta|conteúdo|pedido|mensagem|verzoek|antwoord|bericht|odpowiedź|treść|запрос|ответ|сообщение)\b[^.\n]{0,40}\b(?:filter(?:ed)?|block(?:ed)?|removed|withheld|moderat(?:ed|ion)"
    r"|flagged|redacted|suppressed|hidden|censored|not displayed|not shown|unterdrückt|blockiert|gefiltert|entfernt|bloqué\w*|filtré\w*|supprimé\w*|bloquead\w|filtrad\w|eliminad\w|bloccat\w|filtrat\w|rimoss\w|removid\w|geblokkeerd|gefilterd|zablokowan\w|заблокирован\w*|отфильтрован\w*|удал[её]н\w*)\b"
    r"|(?:内容|回答|回复|响应|请求|応答|出力|リクエスト).{0,12}(?:过滤|屏蔽|拦截|删除|フィルタ|ブロック|削除)",
    re.IGNORECASE,
)

OF_FILTERS = re.compile(
    r"\b(?:(?:content|safety|output|moderation|abuse)[- ]?(?:filter|policy filter|moderation)\w*|inhalts?-?filter\w*|sicherheitsfilter\w*|filtres? de (?:contenu|sécurité|modération)|filtros? de (?:contenidos?|seguridad|conteúdo|segurança)"
    r"|filtr[oi] (?:dei |di )?(?:contenuti|sicurezza)|(?:inhouds|content|veiligheids)filter\w*|filtr\w* (?:treści|bezpieczeństwa)|(?:контент-?фильтр\w*|фильтр\w* (?:контента|содержимого|содержания|безопасности|модерации)|модераци\w+)|içerik filtre\w*)"
    r"|(?:内容|安全)(?:过滤|審查|审核|审查|策略)|(?:コンテンツ|セーフティ|安全)\s?フィルタ|(?:콘텐츠|안전)\s?필터|系统检测到.{0,40}(?:敏感|违规)|(?:包含|涉及|含有)敏感(?:信息|内容|词)|不符合(?:相关)?(?:内容)?(?:规范|政策)|不適切な(?:内容|コンテンツ)(?:が|を)検出|부적절한 (?:내용|콘텐츠)(?:이|가) 감지|مرشح المحتوى|सामग्री फ़िल्टर|कंटेंट फ़िल्टर",
    re.IGNORECASE,
)
"""A filter by its name, in languages that notices of filters come in."""
STOPPED = re.compile(
    r"\"(?:finish_?reason|stop_?reason|block_?reason|blocked_?reason)\"\s{0,3}:\s{0,3}\"(?:safety|content_?filter(?:ed)?|prohibited_content|blocklist|recitation|spii|other|refusal)\"",
    re.IGNORECASE,
)
"""The field by which a service says that a filter ended an answer."""
BLOCKED = re.compile(r"\"blocked\"\s{0,3}:\s{0,3}true", re.IGNORECASE)
ASKS_ABOUT_FILTERS = re.compile(
    r"filt[er]|\b(?:block\w*|moderat\w*|sperr\w*|gesperrt\w*|bloqu\w*|filtr\w*|фильтр\w*|модер\w*|spam\w*|(?:un)?deliver\w*|zugestellt|zustell\w*|recapit\w*)|过滤|屏蔽|フィルタ|필터"
    r"|\b(?:kommt|kommen) (?:\w{1,12} )?nicht an\b|\bnon (?:mi )?(?:arriva\w*|è arrivat\w)|\bno (?:me )?llega\w*|\bn['’]arriv\w*|\bnão chega\w*|\bне (?:приходит|доходит)\b|\bkomt niet aan\b|\b(?:not|never) arriv\w*",
    re.IGNORECASE,
)
"""A request that speaks of filters, of what is blocked or of messages that do not arrive: its answer may well do so too."""
STATUS = frozenset(
    re.findall(
        r"\w+",
        "blocked block safety filter filtered filters content policy policies violation violations moderation moderated flagged redacted censored "
        "removed withheld suppressed prohibited recitation reason reasons finish finished stop stopped category categories harm harmful hate "
        "sexual violence self dangerous output input response prompt completion message status code result by due to the system error warning "
        "unsafe spii blocklist other high medium low",
    )
)
"""Words of which a mark of a filter is made."""
OF_A_FILTER = re.compile(
    r"block|filter|safety|moderat|polic|flagged|redact|censor|prohibit|unsafe|recitation", re.IGNORECASE
)
FAULT_WORDS = re.compile(
    r"\b(?:fehler\w*|interner|server\w*|später|erneut|überlastet|zeitüberschreitung|verbindung|anfragen?|verarbeitet|erreurs?|serveur|interne|réessay\w+|plus tard|délai|connexion"
    r"|errores|error|servidor|inténte\w+|intente\w*|más tarde|conexión|solicitudes|erro|tente|mais tarde|conexão|errore|riprova\w*|più tardi|connessione"
    r"|fout|opnieuw|verbinding|ошибк\w+|сервер\w*|позже|попробуйте|запрос\w*|błąd|spróbuj|później|hata|sunucu|tekrar|daha sonra)\b"
    r"|خطأ|الخادم|الخدمة|متاحة?|لاحق[اًا]{0,2}|مؤقت[اًا]{0,2}|المحاولة|الاتصال|المهلة|الطلبات|त्रुटि|सर्वर|सेवा|उपलब्ध|बाद में|पुनः|दोबारा|कोशिश करें|अनुरोध|समय समाप्त|कनेक्शन|अस्थायी"
    r"|\b(?:sitzung|abgelaufen|melden sie sich|anmelden|session|expirée?|reconnectez-vous|identifiez-vous|sesión|sessão|sessione|caducado|expirado|expirou|scaduta|inicie sesión|accedi|sessie|verlopen|meld u|sesja|wygasła|zaloguj\w*|сеанс\w*|ист[её]к\w*|войдите|oturum\w*|giriş yap\w*|phiên|hết hạn|đăng nhập|sesi|berakhir|masuk kembali)\b|会话|过期|登录|セッション|有効期限|ログイン|세션|만료|로그인|الجلسة|انتهت|تسجيل الدخول|सत्र|लॉग ?इन"
    r"|\b(?:hizmet\w*|kullanılamıyor|deneyin|lỗi|máy chủ|thử lại|kesalahan|coba lagi|tjänsten|serverfel)\b|错误|服务器|稍后|频繁|重试|超时|网络|异常|过载|繁忙|请求|エラー|サーバ|しばらく|後ほど|再度|通信|混雑|タイムアウト|오류|서버|나중에|다시 시도|잠시 후|네트워크",
    re.IGNORECASE,
)
"""Words of messages of services in other languages."""
FAULT = re.compile(
    r"fehler|خطأ|غير متاحة?|त्रुटि|lỗi|kesalahan|zeitüberschreitung|erreur|\berror|\berro\b|errore|délai dépassé|ошибк|błąd|hata|错误|超时|エラー|タイムアウト|오류|time-?out",
    re.IGNORECASE,
)
"""Words of which one suffices beside another word of such a message."""

SERIALISED = re.compile(r"\[object \w+\]|ï¿½|\\u0000|\bundefined\b|\bNaN\b", re.IGNORECASE)
"""What programs write for nothing, or for bytes that they could not read."""
PIECES = re.compile(r"[ĠĊ▁\ufffd\x00]|</?s>|<(?:unk|pad|mask|eos|bos)>|<\|\w{2,20}\|>|\[/?INST\]|\b_ _\b")
"""Marks of the pieces that a tokenizer cuts, and of chat templates: no words of an answer."""

FRAME_OF_NOTHING = re.compile(
    r"(?:[\W_]|\b(?:content|finish_?reason|message|messages|text|role|assistant|choices?|index|logprobs|usage|id|object|model|response|output|outputs|completion|completions|tool_calls|refusal|stop|length|result|data|generated_text|null|none|true|false|\d+)\b){0,200}",
    re.IGNORECASE,
)
HOLDS_NOTHING = re.compile(r"[\"']\s{0,2}:\s{0,2}(?:[\"']{2}|null|none|\[\s?\]|\{\s?\})", re.IGNORECASE)

THINKS = re.compile(
    r"\W{0,4}(?:(?:okay|ok|alright|all right|hmm+|so|let me see|well|also|gut|bon|alors|bueno|bien|vale|好的?|嗯|はい|さて|좋아|음)[\s,.，、。]{1,3}){0,2}"
    r"(?:the user|user\b|der (?:nutzer|benutzer|user)|die nutzerin|l['’]utilisateur|el usuario|la usuaria|l['’]utente|o usuário|de gebruiker|użytkownik|пользователь|kullanıcı|用户|使用者|ユーザー|사용자|المستخدم|उपयोगकर्ता)"
    r"[^.。\n]{0,20}(?:ask|want|is |wants|need|request|frag|möchte|will|bitt|demand|veut|souhait|pregunt|quier|pid[eo]|chied|vuol|pergunt|quer|pede|vraagt|wil|pyta|chce|спраш|хоч|прос|sor|ist|问|想|要|请|は|が|가|이|는|يسأل|يريد|يطلب|पूछ|चाह)",
    re.IGNORECASE,
)
"""A model that speaks to itself of the one who asks."""
PLANS = re.compile(
    r"\b(?:i|we)(?:['’]ll|['’]m going to| should| need to| must| can| could| will| have to| want to| think i)\s(?:not |also |just |probably |first |now |then |be )?"
    r"(?:respond|answer|repl|provide|give|explain|write|consider|think|check|make|refuse|decline|careful|help|avoid|recall|figure|start|break|list|outline|produce|create|mention|note|look|find|keep|use|say|determine|decide|identify|clarify|cover|include)\w*"
    r"|\blet me (?:think|see|start|consider|recall|break|check|write|draft|answer|look|figure|outline|try)\b|\blet['’]s (?:think|see|start|consider|recall|break|check|write|draft|figure)\b"
    r"|\bich (?:sollte|muss|werde|könnte|möchte)\b|\bje (?:dois|devrais|vais|peux)\b|\b(?:debo|debería|tengo que|voy a)\b|\b(?:devo|dovrei)\b|\b(?:preciso|devo|vou)\b|\bik (?:moet|zal|kan)\b|\b(?:powinienem|muszę)\b|\b(?:мне нужно|я должен|нужно ответить)|我(?:需要|应该|得|要|可以|先)|需要(?:先|回答|考虑|注意)|べきだ|必要がある|考えよう|해야|하겠|يجب أن|عليّ|मुझे",
    re.IGNORECASE,
)
"""What the speaker is about to do with the request, in the first person."""

ASKS_ABOUT_USERS = re.compile(
    r"\b(?:users?|personas?|roles?|nutzer\w*|benutzer\w*|utilisateur\w*|usuari\w+|utent\w+|gebruiker\w*|użytkownik\w*|пользовател\w*|kullanıcı\w*)\b|用户|使用者|ユーザー|사용자|المستخدم|उपयोगकर्ता",
    re.IGNORECASE,
)
"""A request that speaks of users itself: its answer may well do so too."""

ASKS_ABOUT_ERRORS = re.compile(
    r"\b(?:errors?|exceptions?|status code|http|[45]\d\d|traceback|time-?outs?|sessions?|log ?in|sign ?in|logged (?:in|out)|signed (?:in|out)|notices?|networks?|servers?|internet|offline|fehler\w*|erreurs?|errores|errori?|erros?)\b|错误|エラー|오류|ошибк",
    re.IGNORECASE,
)

ASKS_ABOUT_SESSIONS = re.compile(
    r"\b(?:sitzung\w*|abgelaufen\w*|an(?:ge)?meld\w*|abgemeldet\w*|hinweis\w*|message|session|déconnect\w*|connect\w*|mensaje|aviso|sesi[oó]n\w*|messaggio|avviso|session[ei]|mensagem|sess(?:ão|ões)|melding|sessie\w*|komunikat|sesj\w*|сообщени\w*|сеанс\w*|oturum\w*|sesi|phiên)\b"
    r"|会话|登录|通知|セッション|ログイン|通知文|세션|로그인|الجلسة|सत्र",
    re.IGNORECASE,
)
"""A request that speaks of sessions, or asks for a message: that a session is over may be its very answer."""
ASKS_ABOUT_CODE = re.compile(
    r"\b(?:java ?script|js|typeof|node|console|code|objects?|strings?|print\w*|returns?|output|templates?|templating|placeholders?|variables?|expressions?|jinja2?|handlebars|mustache|liquid|vue|angular|helm|ansible|hugo|syntax|merge (?:field|tag)s?"
    r"|vorlagen?|platzhalter|ausdruck|modèles?|gabarits?|plantillas?|marcador\w*|modell[oi]|segnaposto|modelos?|sjabloon|szablon\w*|шаблон\w*|şablon\w*)\b|模板|占位|变量|テンプレート|変数|템플릿|변수|[{]",
    re.IGNORECASE,
)
"""A request for code or a template: a placeholder, or what a program prints, may be its very answer."""
SERVICE = re.compile(
    r"\b(?:servers?|services?|unavailable|network|connection|translate|translation|übersetz\w*|tradu\w+|vertaal|перевед\w*|przetłumacz|çevir\w*|dịch|terjemah\w*|layanan|dịch vụ|översätt\w*)\b|翻译|翻訳|訳|번역|ترجم|अनुवाद",
    re.IGNORECASE,
)
"""A request that speaks of services, or that asks for a translation: a message of a service may be its very answer."""
ASKS_FOR_A_FRAME = re.compile(
    r"\bjson\b|\bobjects?\b|[{\[]|\b(?:empty|null|blank|leer\w*|vides?|vac[ií][oa]s?|vuot[oiae]|vazi[oa]s?|leeg|lege|pust\w+|пуст\w+|boş)\b|空|빈|فارغ|खाली",
    re.IGNORECASE,
)
"""A request for an object, or for something empty: an empty frame may be its very answer."""
FRAME = re.compile(
    r"\b(?:you said|you asked|the user (?:asks|asked|says)|below is an? instruction[a-z ]{0,160}|write a response that[a-z ]{0,80}|user|human|prompt|question|instruction|instructions"
    r"|input|output|response|answer|request|task|q|a|assistant|system|ai|bot|inst|im start|im end|frage|antwort|réponse|pregunta|respuesta|domanda|risposta|pergunta|resposta|vraag|antwoord|вопрос|ответ|пользователь|ассистент|benutzer|assistent|utilisateur|usuario|asistente|utente|usuário)\b"
    r"|问题|回答|用户|助手|質問|回答|ユーザー|アシスタント|질문|답변|사용자|어시스턴트|助理|المستخدم|المساعد|السؤال|الجواب|答え|答案|回复|प्रश्न|उत्तर|सवाल|जवाब|उपयोगकर्ता|सहायक"
)
"""Words of a template around a request that comes back."""
