"""What sentences do and whom they bind, in languages that say it by tense, by word order or by case."""

from __future__ import annotations

import pytest
from rules_fixtures import rules_of

SENTENCES = [
    ("nl", "De werkgever toetst de klachten die hij van de havenmeester heeft ontvangen.", "obligation", "De werkgever"),
    ("nl", "Kranen worden zodanig geplaatst dat zij staan op grond die deskundigen hebben beoordeeld.", "obligation", None),
    ("nl", "De havenmeester heeft voor de kranen regels vastgesteld.", "other", None),
    ("it", "Il datore di lavoro designa gli addetti alla prevenzione incendi.", "obligation", "Il datore di lavoro"),
    ("it", "Il Ministro della salute, sentita la Commissione, stabilisce i criteri.", "obligation", "Il Ministro"),
    ("it", "L'autorità competente trasmette la relazione entro trenta giorni.", "obligation", "L'autorità"),
    ("it", "I verbali sono conservati per cinque anni.", "obligation", None),
    ("it", "La domanda contiene la planimetria del locale.", "obligation", None),
    ("it", "È vietato fumare nei locali, salvo che in cortile.", "prohibition", None),
    ("it", "Il lavoratore non può rimuovere i dispositivi senza autorizzazione.", "prohibition", "Il lavoratore"),
    ("it", "Il gestore non rimuove i sigilli.", "prohibition", "Il gestore"),
    ("it", "Il sindaco può sospendere la licenza se il titolare non adempie.", "permission", "Il sindaco"),
    ("it", "La presente legge si applica ai locali chiusi.", "scope", None),
    ("it", "Ai fini della presente legge si intende per locale ogni spazio chiuso.", "definition", None),
    ("it", "Il comitato è composto da nove membri.", "other", None),
    ("it", "Il presente decreto entra in vigore il giorno successivo.", "other", None),
    ("it", "In caso di pericolo, il preposto sospende i lavori.", "obligation", "il preposto"),
    ("it", "Le disposizioni del comma 1 non si applicano ai musei.", "exemption", None),
    ("it", "Qualora il gestore accerti un guasto, ne informa il sindaco.", "obligation", None),
    ("pt", "O empregador assegura a formação dos trabalhadores.", "obligation", "O empregador"),
    ("pt", "A autoridade competente decide no prazo de trinta dias.", "obligation", "A autoridade"),
    ("pt", "O titular apresentará o relatório à secretaria.", "obligation", "O titular"),
    ("pt", "Os documentos são conservados durante cinco anos.", "obligation", None),
    ("pt", "É vedado ao servidor receber presentes.", "prohibition", "servidor"),
    ("pt", "O operador não pode divulgar os dados, salvo autorização.", "prohibition", "O operador"),
    ("pt", "A comissão poderá ouvir peritos.", "permission", "A comissão"),
    ("pt", "O conselho é composto por sete membros.", "other", None),
    ("pt", "Esta lei aplica-se às escolas públicas.", "scope", None),
    ("pt", "O pedido conterá o nome do requerente.", "obligation", None),
    ("pt", "Esta Lei entra em vigor na data de sua publicação.", "other", None),
    ("pt", "Para efeitos desta lei, considera-se oficina o local fechado.", "definition", None),
    ("pt", "Verificado o defeito, o fabricante comunica o fato à autoridade.", "obligation", "o fabricante"),
    ("pl", "Pracodawca zapewnia pracownikom odzież ochronną.", "obligation", "Pracodawca"),
    ("pl", "Minister właściwy do spraw zdrowia określi, w drodze rozporządzenia, wzór wniosku.", "obligation", "Minister"),
    ("pl", "Minister właściwy do spraw zdrowia określa, w drodze rozporządzenia, wzór wniosku.", "obligation", "Minister"),
    ("pl", "Wniosek składa się do wojewody.", "obligation", None),
    ("pl", "Decyzję wydaje się w terminie 30 dni.", "obligation", None),
    ("pl", "Zabrania się palenia w hali.", "prohibition", None),
    ("pl", "Operator nie udostępnia danych osobom trzecim.", "prohibition", "Operator"),
    ("pl", "Organ może odmówić wydania zezwolenia, jeżeli wniosek jest niekompletny.", "permission", "Organ"),
    ("pl", "Przepisu ust. 1 nie stosuje się do szkół.", "exemption", None),
    ("pl", "Ilekroć w ustawie jest mowa o hali, należy przez to rozumieć zamknięty budynek.", "definition", None),
    ("pl", "Ustawa wchodzi w życie po upływie 14 dni.", "other", None),
    ("pl", "Właściciel, o którym mowa w ust. 1, przedstawia plan kontroli.", "obligation", "Właściciel"),
    ("ru", "Работодатель обеспечивает работников спецодеждой.", "obligation", "Работодатель"),
    ("ru", "Заявление подается в электронной форме.", "obligation", None),
    ("ru", "Оператор не вправе раскрывать данные.", "prohibition", "Оператор"),
    ("ru", "Суд вправе продлить срок.", "permission", "Суд"),
    ("ru", "Настоящий закон регулирует отношения в области торговли.", "scope", None),
    ("ja", "事業者は、作業者に対し保護具を支給しなければならない。", "obligation", "事業者"),
    ("ja", "何人も、許可を受けないで倉庫に立ち入つてはならない。", "prohibition", None),
    ("ja", "大臣は、必要があると認めるときは、報告を求めることができる。", "permission", "大臣"),
    ("ja", "許可を受けなければならない場合には、知事は、これを公示することができる。", "permission", "知事"),
    ("ja", "委員は、知事が任命する。", "obligation", None),
    ("ja", "この法律において「倉庫」とは、物品を保管する建物をいう。", "definition", None),
    ("ja", "前項の規定は、学校については、適用しない。", "exemption", None),
    ("ja", "この法律は、公布の日から施行する。", "other", None),
    ("ja", "委員の任期は、二年とする。", "other", None),
    ("ja", "使用者は、労働者の健康に配慮するよう努めなければならない。", "recommendation", "使用者"),
    ("ja", "管理者は、年一回、点検の結果を知事に報告するものとする。", "obligation", "管理者"),
    ("ja", "この法律は、国民の健康の保護を図ることを目的とする。", "scope", None),
    ("ko", "사업주는 근로자에게 보호구를 지급하여야 한다.", "obligation", "사업주"),
    ("ko", "누구든지 허가 없이 창고에 들어가서는 아니 된다.", "prohibition", None),
    ("ko", "시장은 필요하다고 인정하는 경우에는 보고를 요구할 수 있다.", "permission", "시장"),
    ("ko", "허가를 받은 자는 3년마다 갱신하여야 한다.", "obligation", "허가를 받은 자"),
    ("ko", "이 법은 국민의 건강을 보호함을 목적으로 한다.", "scope", None),
    ("ko", "위원회는 위원장 1명을 포함하여 9명의 위원으로 구성한다.", "obligation", "위원회"),
    ("ko", "이 법에서 \"창고\"란 물품을 보관하는 건물을 말한다.", "definition", None),
    ("ko", "다만, 학교의 경우에는 그러하지 아니하다.", "exemption", None),
    ("ko", "국가는 안전한 환경을 조성하기 위하여 노력하여야 한다.", "recommendation", "국가"),
    ("ko", "등록하지 아니한 자는 영업을 할 수 없다.", "prohibition", "등록하지 아니한 자"),
    ("ko", "이 법은 공포한 날부터 시행한다.", "other", None),
    ("de", "Der Arbeitgeber stellt sicher, dass die Leitern geprüft werden.", "obligation", "Der Arbeitgeber"),
    ("de", "Die Betreiberin erstellt jährlich einen Bericht.", "obligation", "Die Betreiberin"),
    ("de", "Die Kontrolle erfolgt durch die zuständige Stelle.", "obligation", None),
    ("de", "Wer eine Halle betreibt, führt ein Verzeichnis.", "obligation", None),
    ("de", "Der Vorstand leitet die Gesellschaft.", "obligation", "Der Vorstand"),
    ("de", "Die Länder erlassen die Vorschriften.", "obligation", "Die Länder"),
    ("de", "Der Ausschuss wählt aus seiner Mitte einen Vorsitzenden.", "obligation", "Der Ausschuss"),
    ("de", "Die Prüfung ist bestanden, wenn alle Teile bestanden sind.", "other", None),
    ("fr", "L'employeur veille à la sécurité des travailleurs.", "obligation", "L'employeur"),
    ("fr", "Le préfet arrête la liste des communes.", "obligation", "Le préfet"),
    ("fr", "Il est tenu un registre des visites.", "obligation", None),
    ("fr", "Le conseil d'administration se réunit au moins deux fois par an.", "obligation", "Le conseil"),
    ("fr", "Les agents ne divulguent pas les données.", "prohibition", "Les agents"),
    ("fr", "La commission comprend neuf membres.", "other", None),
    ("es", "El patrono entregará los equipos a los trabajadores.", "obligation", "El patrono"),
    ("es", "Queda prohibida la venta de alcohol a menores.", "prohibition", None),
    ("es", "La autoridad sanitaria dispone el cierre del local.", "obligation", "La autoridad"),
    ("nl", "De houder bewaart de gegevens gedurende vijf jaar.", "obligation", "De houder"),
    ("nl", "Het bestuur stelt jaarlijks een verslag vast.", "obligation", "Het bestuur"),
    ("nl", "Het is niemand toegestaan de hal te betreden.", "prohibition", None),
    ("zh", "经营者应当自收到投诉之日起七日内答复。", "obligation", "经营者"),
    ("zh", "用人单位不得招用未满十六周岁的未成年人。", "prohibition", "用人单位"),
    ("zh", "县级以上人民政府可以给予奖励。", "permission", "县级以上人民政府"),
    ("zh", "本条例所称仓库，是指储存物品的建筑物。", "definition", None),
    ("zh", "申请人对决定不服的，可以依法申请行政复议。", "permission", "申请人"),
    ("zh", "法律另有规定的，从其规定。", "scope", None),
]  # fmt: skip
NO_RULES = ("other", "procedure", "scope", "definition")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "sentence", "modality", "bearer"), SENTENCES)
def test_a_sentence_is_read_in_its_language(language, sentence, modality, bearer):
    found = rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language)
    kind = found[0].modality if found else "other"
    assert kind in (NO_RULES if modality == "other" else (modality,))
    if bearer is not None:
        assert found[0].bearer is not None
        assert found[0].bearer.text.startswith(bearer[:12])


@pytest.mark.parametrize(
    ("language", "sentence", "condition"),
    [
        ("it", "In caso di pericolo, il preposto sospende i lavori.", "In caso di pericolo"),
        ("pt", "Se houver perigo, o operador suspende os trabalhos.", "Se houver perigo"),
        (
            "pl",
            "Organ może odmówić zezwolenia, jeżeli wniosek jest niekompletny.",
            "jeżeli wniosek jest niekompletny",
        ),
        ("ja", "大臣は、必要があると認めるときは、報告を求めることができる。", "必要があると認めるとき"),
        ("ko", "시장은 필요하다고 인정하는 경우에는 보고를 요구할 수 있다.", "필요하다고 인정하는 경우"),
    ],
)
def test_a_condition_is_found(language, sentence, condition):
    rule = rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language)[0]
    assert any(condition in part.text for part in rule.conditions)


@pytest.mark.parametrize(
    ("language", "sentence", "exception"),
    [
        ("it", "È vietato fumare nei locali, salvo che in cortile.", "salvo che in cortile"),
        ("pt", "O operador não pode divulgar os dados, salvo autorização.", "salvo autorização"),
        ("pl", "Operator nie udostępnia danych, chyba że sąd tego zażąda.", "chyba że sąd tego zażąda"),
        ("ja", "何人も、緊急の場合を除き、倉庫に立ち入つてはならない。", "緊急の場合を除き"),
        ("ko", "누구든지 정당한 사유 없이 창고에 들어가서는 아니 된다.", "정당한 사유 없이"),
    ],
)
def test_an_exception_is_found(language, sentence, exception):
    rule = rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language)[0]
    assert rule.modality == "prohibition"
    assert any(exception in part.text for part in rule.exceptions)


def test_italian_accents_that_are_printed_as_apostrophes_are_accents():
    rule = rules_of("# X\n\n## 1 Y\n\nIl sindaco puo' sospendere la licenza.\n", "it")[0]
    assert (rule.modality, rule.bearer and rule.bearer.text) == ("permission", "Il sindaco")


@pytest.mark.parametrize(
    ("language", "sentence", "bearer"),
    [
        ("ko", "자녀를 둔 공무원은 휴가를 받을 수 있다.", "자녀를 둔 공무원"),
        ("de", "Das Amt oder die Gemeinde kann den Platz sperren.", "Das Amt oder die Gemeinde"),
        (
            "es",
            "La Autoridad Nacional de Puertos podrá cerrar el muelle.",
            "La Autoridad Nacional de Puertos",
        ),
        ("fr", "Une copie est envoyée sans délai par le greffier.", "le greffier"),
    ],
)
def test_a_bearer_is_named_with_what_belongs_to_it(language, sentence, bearer):
    rule = rules_of(f"# X\n\n## 1 Y\n\n{sentence}\n", language)[0]
    assert rule.bearer is not None and rule.bearer.text == bearer
