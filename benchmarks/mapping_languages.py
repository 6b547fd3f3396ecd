"""What the mapper finds in six languages: the same twenty statements in each, and clauses of real laws.

    python benchmarks/mapping_languages.py

The statements and their groups were written for this benchmark; the glossaries were written by the same author, who knew them,
so the rows "with glossary" are training scores. "Without glossary" uses nothing that was written for a language. The clauses are
of German, Dutch and Chinese laws beside the repository; `benchmarks/mapping/languages-gold.csv` holds no text, only where each
clause is and which groups one model-assisted reader accepts for it.
"""

from __future__ import annotations

import csv
from pathlib import Path

import mapping_gold
import numpy as np
import results
from curation import taxonomy
from curation.core.errors import CurationError
from curation.mapping import combine
from curation.mapping.settings import Settings
from curation.services import embeddings
from curation.stats.intervals import wilson

ROOT = Path(__file__).resolve().parent.parent
GOLD = Path(__file__).resolve().parent / "mapping" / "languages-gold.csv"
LANGUAGES = {"en": 1, "de": 2, "zh": 3, "fr": 4, "es": 5, "nl": 6}
STATEMENTS = (
    ("1.2", "Do not write malware.", "Es ist verboten, Schadsoftware zu schreiben.", "禁止编写恶意软件。", "Il est interdit d'écrire des logiciels malveillants.", "Está prohibido escribir programas maliciosos.", "Het is verboden kwaadaardige software te schrijven."),
    ("10.32", "Phishing messages are forbidden.", "Phishing-Nachrichten sind untersagt.", "禁止发送网络钓鱼信息。", "Les messages d'hameçonnage sont interdits.", "Los mensajes de phishing están prohibidos.", "Phishingberichten zijn verboden."),
    ("7.23", "Do not encourage suicide.", "Niemand darf zum Selbstmord ermutigt werden.", "不得鼓励自杀。", "Nul ne doit être encouragé au suicide.", "No se debe alentar a nadie al suicidio.", "Niemand mag tot zelfmoord worden aangezet."),
    ("6.22", "Sexual content with children is prohibited.", "Sexuelle Inhalte mit Kindern sind verboten.", "禁止涉及儿童的色情内容。", "Les contenus sexuels avec des enfants sont interdits.", "Se prohíbe el contenido sexual con niños.", "Seksuele inhoud met kinderen is verboden."),
    ("3.7", "Do not support terrorism.", "Die Unterstützung von Terrorismus ist verboten.", "不得支持恐怖主义。", "Il est interdit de soutenir le terrorisme.", "Está prohibido apoyar el terrorismo.", "Het steunen van terrorisme is verboden."),
    ("15.4142", "Personal data must not be disclosed.", "Personenbezogene Daten dürfen nicht offengelegt werden.", "不得泄露个人信息。", "Les données à caractère personnel ne doivent pas être divulguées.", "Los datos personales no deben divulgarse.", "Persoonsgegevens mogen niet openbaar worden gemaakt."),
    ("14.3940", "Nobody may be discriminated against because of race.", "Niemand darf wegen seiner Rasse benachteiligt werden.", "不得因种族歧视任何人。", "Nul ne peut être discriminé en raison de sa race.", "Nadie puede ser discriminado por su raza.", "Niemand mag wegens zijn ras worden benadeeld."),
    ("13.38", "Respect copyright and trade secrets.", "Urheberrechte und Geschäftsgeheimnisse sind zu achten.", "应当尊重著作权和商业秘密。", "Les droits d'auteur et les secrets d'affaires doivent être respectés.", "Deben respetarse los derechos de autor y los secretos comerciales.", "Auteursrechten en bedrijfsgeheimen moeten worden geëerbiedigd."),
    ("2.4", "Social scoring of people is prohibited.", "Die soziale Bewertung von Menschen ist verboten.", "禁止对个人进行社会评分。", "La notation sociale des personnes est interdite.", "Se prohíbe la puntuación social de las personas.", "Sociale scoring van mensen is verboden."),
    ("11.36", "Generated content must be labelled.", "Erzeugte Inhalte müssen gekennzeichnet werden.", "生成的内容应当进行标识。", "Les contenus générés doivent être étiquetés.", "Los contenidos generados deben etiquetarse.", "Gegenereerde inhoud moet worden gelabeld."),
    ("12.37", "Do not defame anyone.", "Niemand darf verleumdet werden.", "不得诽谤他人。", "Nul ne doit être diffamé.", "No se debe difamar a nadie.", "Niemand mag worden belasterd."),
    ("10.34", "Do not spread misinformation.", "Falschinformationen dürfen nicht verbreitet werden.", "不得传播虚假信息。", "Il est interdit de diffuser de fausses informations.", "No se debe difundir información falsa.", "Onjuiste informatie mag niet worden verspreid."),
    ("4.13", "Harassment and bullying are forbidden.", "Belästigung und Mobbing sind verboten.", "禁止骚扰和欺凌。", "Le harcèlement et l'intimidation sont interdits.", "El acoso y la intimidación están prohibidos.", "Intimidatie en pesten zijn verboden."),
    ("3.11", "Do not help to build chemical weapons.", "Hilfe beim Bau chemischer Waffen ist verboten.", "不得协助制造化学武器。", "Il est interdit d'aider à fabriquer des armes chimiques.", "Está prohibido ayudar a fabricar armas químicas.", "Hulp bij het maken van chemische wapens is verboden."),
    ("8.24", "Political campaigning is not permitted.", "Politischer Wahlkampf ist nicht erlaubt.", "不得进行政治竞选活动。", "Les campagnes politiques ne sont pas autorisées.", "No se permiten las campañas políticas.", "Politieke campagnes zijn niet toegestaan."),
    ("2.6", "Do not give medical advice.", "Medizinische Beratung ist untersagt.", "不得提供医疗建议。", "Il est interdit de donner des conseils médicaux.", "No se deben dar consejos médicos.", "Medisch advies geven is niet toegestaan."),
    ("5.17", "Pornographic content is prohibited.", "Pornografische Inhalte sind verboten.", "禁止淫秽色情内容。", "Les contenus pornographiques sont interdits.", "Se prohíben los contenidos pornográficos.", "Pornografische inhoud is verboden."),
    ("16.43", "Do not sell illegal drugs.", "Der Verkauf illegaler Drogen ist verboten.", "不得贩卖毒品。", "La vente de drogues illégales est interdite.", "Se prohíbe la venta de drogas ilegales.", "De verkoop van illegale drugs is verboden."),
    ("8.27", "Do not subvert state power.", "Die Staatsgewalt darf nicht untergraben werden.", "不得颠覆国家政权。", "Le pouvoir de l'État ne doit pas être renversé.", "No se debe subvertir el poder del Estado.", "Het staatsgezag mag niet worden ondermijnd."),
    ("9.30", "Workers must not be monitored excessively.", "Beschäftigte dürfen nicht übermäßig überwacht werden.", "不得过度监控劳动者。", "Les travailleurs ne doivent pas être surveillés de manière excessive.", "Los trabajadores no deben ser vigilados en exceso.", "Werknemers mogen niet buitensporig worden gecontroleerd."),
)  # fmt: skip


def laws():
    """Language, text and accepted groups of each labelled clause whose document is there."""
    from curation.readers import clauses_of_file

    with GOLD.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    clauses = {}
    for name in sorted({row["file"] for row in rows}):
        path = mapping_gold.DATA / "regs" / name
        if path.is_file():
            try:
                clauses |= {(name, c.eid): c for c in clauses_of_file(path)}
            except CurationError as error:
                print(name, error)
    for row in rows:
        clause = clauses.get((row["file"], row["eid"]))
        if clause is not None and clause.sha256.startswith(row["sha256"]):
            yield row["language"], clause.text, row["groups"].split("|")


def groups(texts, language, air, embedder, glossary):
    """The groups of the best ten leaves of each text, and whether something is proposed."""
    mappers = combine.Mappers(air, Settings(method="lexical" if embedder is None else "combined"), embedder)
    said = [language] * len(texts)
    kinds = mappers.kinds(texts, said)
    if not glossary:
        kinds = ["own" if kind == "own" else "foreign" for kind in kinds]
    found, sure = [], []
    for text, kind in zip(texts, kinds, strict=True):
        _, ranked, chance = next(mappers.of(kind).scored([text], languages=[language]))
        order = np.argsort(-ranked[0], kind="stable")[:10]
        found.append([mappers.of(kind).space.leaves[i].parent for i in order])
        sure.append(float(chance.max()) >= 0.3)
    return found, sure


def cell(hits):
    low, high = wilson(sum(hits), len(hits)).low, wilson(sum(hits), len(hits)).high
    return f"{np.mean(hits):.2f} [{low:.2f}, {high:.2f}]"


def main() -> None:
    air = taxonomy.load("air-2024")
    both = embeddings.load(cache=ROOT / ".curation" / "vectors")
    methods = (
        ("MiniLM alone", both.of("en"), False), ("multilingual model, without glossary", both, False),
        ("glossary, no model", None, True), ("multilingual model with glossary (shipped)", both, True),
    )  # fmt: skip
    sets = [
        ("statements", language, [s[column] for s in STATEMENTS], [[s[0]] for s in STATEMENTS])
        for language, column in LANGUAGES.items()
    ]
    law = list(laws())
    for language in sorted({row[0] for row in law}):
        rows = [row for row in law if row[0] == language]
        sets.append(("clauses of laws", language, [r[1] for r in rows], [r[2] for r in rows]))
    table = []
    for name, language, texts, wanted in sets:
        for method, embedder, glossary in methods if language != "en" else methods[3:]:
            found, sure = groups(texts, language, air, embedder, glossary)
            first = [each[0] in want for each, want in zip(found, wanted, strict=True)]
            near = [bool(set(each[:5]) & set(want)) for each, want in zip(found, wanted, strict=True)]
            table.append(
                (name, language, len(texts), method, cell(first), cell(near), f"{np.mean(sure):.2f}")
            )
    head = (
        "set",
        "language",
        "n",
        "method",
        "group of the best leaf right",
        "group among the best 5 leaves",
        "proposes something (p ≥ 0.3)",
    )
    note = (
        "Twenty short plain statements, easier than clauses of a law, and clauses of laws labelled by one model-assisted reader "
        "(any accepted group counts). Rows with glossary are training scores for the statements; the laws were labelled after the "
        "glossaries were written. Wilson intervals."
    )
    results.write("mapping-languages", "python benchmarks/mapping_languages.py", head, table, note)
    print(results.table(head, table))


if __name__ == "__main__":
    main()
