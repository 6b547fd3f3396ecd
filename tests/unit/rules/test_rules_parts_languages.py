"""The parts of sentences in thirteen languages: what they do, whom they bind, when, unless what, and which measures they set."""

from __future__ import annotations

import pytest
from rules_fixtures import rules_of

WITHOUT_DUTY = ("other", "procedure", "scope", "definition")
SENTENCES = [
    ("de", "Die Behörde ordnet die Schließung an, sobald Gefahr besteht.", "obligation", "Die Behörde", ["sobald Gefahr besteht"], [], []),
    ("de", "Soweit keine anderen Vorschriften bestehen, führt der Betreiber ein Betriebstagebuch und bewahrt es fünf Jahre auf.", "obligation", "der Betreiber", ["Soweit keine anderen"], [], ["fünf Jahre"]),
    ("de", "Die Zulassung erlischt, wenn sie nicht innerhalb eines Jahres genutzt wird.", "other", None, ["wenn sie nicht"], [], ["innerhalb eines Jahres"]),
    ("de", "Kindern unter zwölf Jahren ist der Zutritt nicht gestattet, außer in Begleitung Erwachsener.", "prohibition", "Kindern", [], ["außer in Begleitung"], ["unter zwölf Jahren"]),
    ("de", "Anträge sind spätestens vier Wochen vor Beginn der Veranstaltung schriftlich zu stellen.", "obligation", None, [], [], ["spätestens vier Wochen"]),
    ("de", "Der Anteil darf 3 Prozent der Gesamtmenge nicht übersteigen.", "prohibition", None, [], [], ["3 Prozent"]),
    ("de", "Im Übrigen gelten die Vorschriften des Teils 2.", "scope", None, [], [], []),
    ("de", "Die Mitglieder des Beirats werden von der Landesregierung für die Dauer von vier Jahren berufen.", "obligation", None, [], [], ["vier Jahren"]),
    ("de", "Die Gebühr beträgt 120 Euro je angefangene Stunde.", "other", None, [], [], ["120 Euro"]),
    ("de", "Personen, die das 16. Lebensjahr noch nicht vollendet haben, dürfen nicht beschäftigt werden.", "prohibition", "Personen", [], [], ["16. Lebensjahr"]),
    ("fr", "Sauf urgence, le maire convoque les membres du conseil cinq jours francs au moins avant la séance.", "obligation", "le maire", [], ["Sauf urgence"], ["cinq jours francs"]),
    ("fr", "Le demandeur joint à sa demande un plan au 1/500 et l'avis de la commission.", "obligation", "Le demandeur", [], [], []),
    ("fr", "Nul ne peut exercer s'il n'est inscrit au registre.", "prohibition", "Nul", ["s'il n'est inscrit"], [], []),
    ("fr", "L'agrément est délivré pour une durée de cinq ans renouvelable par le préfet.", "obligation", "le préfet", [], [], ["cinq ans"]),
    ("fr", "La redevance est égale à 2,5 % du chiffre d'affaires, dans la limite de 10 000 euros.", "other", None, [], [], ["2,5 %", "10 000 euros"]),
    ("fr", "Les dispositions du présent chapitre ne sont pas applicables aux navires de moins de douze mètres.", "exemption", None, [], [], ["moins de douze mètres"]),
    ("fr", "Lorsque l'exploitant cesse son activité, il en informe le préfet trois mois au moins avant l'arrêt.", "obligation", "l'exploitant", ["Lorsque l'exploitant"], [], ["trois mois au moins"]),
    ("fr", "La personne âgée de seize ans révolus peut adhérer.", "permission", "La personne", [], [], ["seize ans"]),
    ("fr", "Il est interdit aux conducteurs de dépasser 50 km/h.", "prohibition", "conducteurs", [], [], ["50 km/h"]),
    ("nl", "Indien de vergunning is vervallen, levert de houder deze binnen vier weken in bij Onze Minister.", "obligation", "de houder", ["Indien de vergunning"], [], ["binnen vier weken"]),
    ("nl", "Het college beslist binnen acht weken na ontvangst van de aanvraag.", "obligation", "Het college", [], [], ["binnen acht weken"]),
    ("nl", "De commissie bestaat uit ten minste vijf en ten hoogste negen leden.", "other", None, [], [], ["ten minste vijf", "ten hoogste negen leden"]),
    ("nl", "Artikel 5 is niet van toepassing op instellingen met minder dan tien werknemers.", "exemption", None, [], [], ["minder dan tien werknemers"]),
    ("nl", "Een minderjarige van zestien jaar of ouder kan toestemming geven.", "permission", "Een minderjarige", [], [], ["zestien jaar of ouder"]),
    ("nl", "De exploitant mag de gegevens niet aan derden verstrekken, behoudens toestemming van de betrokkene.", "prohibition", "De exploitant", [], ["behoudens toestemming"], []),
    ("es", "Los titulares deberán conservar los documentos durante un período no inferior a cinco (5) años.", "obligation", "Los titulares", [], [], ["cinco (5) años"]),
    ("es", "El plazo para interponer el recurso es de quince días hábiles.", "other", None, [], [], ["quince días hábiles"]),
    ("es", "Cuando el usuario incumpla, la empresa podrá suspender el servicio previo aviso de diez días.", "permission", "la empresa", ["Cuando el usuario incumpla"], [], ["diez días"]),
    ("es", "Declárase feriado el día 1 de marzo.", "other", None, [], [], []),
    ("es", "El Presidente de la República, actuando en Consejo de Ministros, reglamentará la presente ley.", "obligation", "El Presidente", [], [], []),
    ("es", "La multa será de cinco a veinte unidades reajustables.", "penalty", None, [], [], ["cinco a veinte unidades reajustables"]),
    ("zh", "未经主管部门批准，任何单位和个人不得擅自开工。", "prohibition", "任何单位和个人", [], ["未经主管部门批准"], []),
    ("zh", "发生事故的，单位应当在一小时内报告。", "obligation", "单位", ["发生事故的"], [], ["一小时内"]),
    ("zh", "违反本条例规定的，由主管部门处五千元以上二万元以下罚款。", "penalty", None, [], [], ["五千元以上", "二万元以下"]),
    ("zh", "仓库之间的距离不得小于五十米。", "prohibition", None, [], [], ["五十米"]),
    ("zh", "理事会由七至九名理事组成，任期三年。", "other", None, [], [], ["七至九名", "三年"]),
    ("it", "Il titolare comunica all'autorità ogni variazione entro e non oltre quindici giorni dal suo verificarsi.", "obligation", "Il titolare", [], [], ["entro e non oltre quindici giorni"]),
    ("it", "Ove ricorrano gravi motivi, il giudice può sospendere l'esecuzione, sentite le parti.", "permission", "il giudice", ["Ove ricorrano gravi motivi"], [], []),
    ("it", "Gli incarichi sono conferiti dal presidente per una durata non superiore a tre anni.", "obligation", "presidente", [], [], ["non superiore a tre anni"]),
    ("it", "I lavoratori hanno diritto a un riposo di almeno undici ore consecutive.", "permission", "I lavoratori", [], [], ["almeno undici ore"]),
    ("it", "Chiunque viola le disposizioni è punito con l'ammenda da euro 500 a euro 5.000.", "penalty", None, [], [], ["500", "5.000"]),
    ("it", "Nessuno può essere nominato più di due volte.", "prohibition", "Nessuno", [], [], ["più di due volte"]),
    ("pt", "Compete ao conselho aprovar o orçamento até 31 de dezembro.", "obligation", "conselho", [], [], []),
    ("pt", "É permitida a entrada de menores de doze anos, desde que acompanhados.", "permission", None, ["desde que acompanhados"], [], ["menores de doze anos"]),
    ("pt", "O requerimento será instruído com cópia do contrato.", "obligation", None, [], [], []),
    ("pt", "O prazo é de 15 (quinze) dias úteis, contado da publicação.", "other", None, [], [], ["15 (quinze) dias úteis"]),
    ("pt", "Os órgãos e entidades da administração publicarão, a cada seis meses, a lista de contratos.", "obligation", "Os órgãos", [], [], ["a cada seis meses"]),
    ("pt", "Não se exigirá licença para obras com área inferior a 40 m².", "exemption", None, [], [], ["inferior a 40 m²"]),
    ("pl", "Przewoźnik nie może zatrudniać osób poniżej 18 roku życia, z wyjątkiem praktykantów.", "prohibition", "Przewoźnik", [], ["z wyjątkiem praktykantów"], ["18 roku życia"]),
    ("pl", "W razie stwierdzenia uchybień organ wyznacza termin ich usunięcia, nie krótszy niż 7 dni.", "obligation", "organ", ["W razie stwierdzenia"], [], ["nie krótszy niż 7 dni"]),
    ("pl", "Kadencja rady trwa cztery lata.", "other", None, [], [], ["cztery lata"]),
    ("pl", "Zezwolenie wydaje wojewoda na okres do pięciu lat.", "obligation", "wojewoda", [], [], ["do pięciu lat"]),
    ("ja", "市町村長は、前項の届出があつたときは、三十日以内にその内容を公表するものとする。", "obligation", "市町村長", ["前項の届出があつたとき"], [], ["三十日以内"]),
    ("ja", "審議会は、委員二十人以内で組織する。", "obligation", "審議会", [], [], ["二十人以内"]),
    ("ja", "第一項の規定に違反した者は、六月以下の懲役又は二十万円以下の罰金に処する。", "penalty", None, [], [], ["六月以下", "二十万円以下"]),
    ("ja", "船長は、やむを得ない場合を除くほか、船舶を離れてはならない。", "prohibition", "船長", [], ["やむを得ない場合を除くほか"], []),
    ("ja", "委員は、再任されることができる。", "permission", "委員", [], [], []),
    ("ko", "위원회의 회의는 재적위원 과반수의 출석으로 개의한다.", "obligation", None, [], [], []),
    ("ko", "구청장은 신청서를 접수한 날부터 7일 이내에 그 결과를 신청인에게 통지하여야 한다.", "obligation", "구청장", [], [], ["7일 이내"]),
    ("ko", "위원의 임기는 2년으로 하되, 한 차례만 연임할 수 있다.", "permission", None, [], [], ["2년", "한 차례"]),
    ("ko", "보조금은 총사업비의 100분의 50을 초과할 수 없다.", "prohibition", None, [], [], ["100분의 50"]),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "sentence", "modality", "bearer", "conditions", "exceptions", "values"), SENTENCES
)
def test_the_parts_of_a_sentence_are_found(
    language, sentence, modality, bearer, conditions, exceptions, values
):
    found = rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language)
    kind = found[0].modality if found else "other"
    assert kind in (WITHOUT_DUTY if modality == "other" else (modality,))
    if bearer is not None:
        assert found[0].bearer is not None and bearer.lower() in found[0].bearer.text.lower()
    for wanted, parts in (
        (conditions, [part.text for rule in found for part in rule.conditions]),
        (exceptions, [part.text for rule in found for part in rule.exceptions]),
        (values, [part.text for rule in found for part in rule.values]),
    ):
        assert [part for part in wanted if not any(part in other for other in parts)] == []


DESCRIPTIONS = [
    ("it", "Il consiglio ha sede a Roma."),
    ("it", "La domanda è considerata tardiva."),
    ("it", "L'autorizzazione ha validità di cinque anni."),
    ("it", "Il regolamento definisce impianto ogni complesso di macchine."),
    ("it", "La società è persona giuridica di diritto pubblico."),
    ("it", "Il presente articolo lascia impregiudicati i diritti dei terzi."),
    ("it", "I soci rispondono in proporzione alla quota."),
    ("it", "L'ente gode di autonomia amministrativa."),
    ("it", "Sono organi dell'istituto il presidente e il consiglio."),
    ("it", "Il mandato scade il 31 dicembre."),
    ("pt", "O instituto é uma pessoa coletiva de direito público."),
    ("pt", "São órgãos da agência a direção e o conselho fiscal."),
    ("pt", "O mandato dos membros é de três anos."),
    ("pt", "A associação tem sede em Lisboa."),
    ("pt", "O direito prescreve em cinco anos."),
    ("pt", "Considera-se acidente o evento súbito."),
    ("pt", "A empresa goza de isenção fiscal."),
    ("pt", "Esta portaria estabelece as regras de rotulagem."),
    ("pt", "O presente decreto produz efeitos a partir de 2020."),
    ("pl", "Fundusz posiada osobowość prawną."),
    ("pl", "Siedzibą urzędu jest Warszawa."),
    ("pl", "Ilekroć mowa o pracowniku, rozumie się przez to także stażystę."),
    ("pl", "Rozporządzenie określa warunki techniczne."),
    ("pl", "Organami spółki są zarząd i rada."),
    ("pl", "Roszczenie przedawnia się z upływem trzech lat."),
    ("ja", "この省令において使用する用語は、法において使用する用語の例による。"),
    ("ja", "協会は、法人とする。"),
    ("ja", "委員の任期は、三年とする。"),
    ("ja", "委員は、非常勤とする。"),
    ("ja", "この政令は、令和六年四月一日から施行する。"),
    ("ja", "前項の期間は、三月とする。"),
    ("ja", "次に掲げる者は、前項の申請をした者とみなす。"),
    ("ja", "国は、その費用の一部を補助することができる。"),
    ("ko", "이 조례에서 사용하는 용어의 뜻은 다음과 같다."),
    ("ko", "위원의 임기는 2년으로 한다."),
    ("ko", "이 조례 시행에 필요한 사항은 규칙으로 정한다."),
    ("ko", "주민은 복지서비스를 받을 권리가 있다."),
    ("ko", "협회는 법인으로 한다."),
    ("ko", "이 영은 법에서 위임된 사항을 규정함을 목적으로 한다."),
    ("de", "Der Verband hat seinen Sitz in Bonn."),
    ("de", "Die Kommission besteht aus fünf Mitgliedern."),
    ("de", "Das Land haftet für Schäden."),
    ("de", "Die Gesellschaft ist eine Anstalt des öffentlichen Rechts."),
    ("de", "Die Frist endet am Ersten des Monats."),
    ("de", "Der Anspruch verjährt in drei Jahren."),
    ("de", "Die Stadt Bonn bildet einen Wahlkreis."),
    ("fr", "L'institut est un établissement public."),
    ("fr", "Le mandat des membres expire le 31 décembre."),
    ("fr", "Les locaux appartiennent à l'État."),
    ("fr", "La société a son siège à Lyon."),
    ("fr", "Le ministre chargé du travail est compétent."),
    ("fr", "L'action se prescrit par cinq ans."),
    ("es", "El instituto es una persona jurídica de derecho público."),
    ("es", "La asociación tiene su domicilio en Montevideo."),
    ("es", "El mandato durará cinco años."),
    ("nl", "De stichting is gevestigd te Utrecht."),
    ("nl", "De vordering verjaart door verloop van vijf jaren."),
    ("zh", "中国人民银行是国家的中央银行。"),
    ("zh", "有限责任公司的股东以其认缴的出资额为限对公司承担责任。"),
    ("zh", "本法自公布之日起施行。"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("language", "sentence"), DESCRIPTIONS)
def test_a_sentence_that_only_describes_lays_down_no_duty(language, sentence):
    found = rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language)
    assert not found or found[0].modality not in ("obligation", "prohibition")
