"""What the mapper finds in English, German and Chinese: the same twenty statements in each.

    python benchmarks/mapping_languages.py [--model sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2]

The statements and their groups were written for this benchmark. The default model and the cues are English; a multilingual
model is any folder or name of the Hub, which has to be downloaded once.
"""

from __future__ import annotations

import argparse

import numpy as np
import results
from curation import mapping, taxonomy
from curation.mapping.settings import Settings
from curation.services import embeddings

STATEMENTS = (
    ("1.2", "Do not write malware.", "Es ist verboten, Schadsoftware zu schreiben.", "禁止编写恶意软件。"),
    ("10.32", "Phishing messages are forbidden.", "Phishing-Nachrichten sind untersagt.", "禁止发送网络钓鱼信息。"),
    ("7.23", "Do not encourage suicide.", "Niemand darf zum Selbstmord ermutigt werden.", "不得鼓励自杀。"),
    ("6.22", "Sexual content with children is prohibited.", "Sexuelle Inhalte mit Kindern sind verboten.", "禁止涉及儿童的色情内容。"),
    ("3.7", "Do not support terrorism.", "Die Unterstützung von Terrorismus ist verboten.", "不得支持恐怖主义。"),
    ("15.4142", "Personal data must not be disclosed.", "Personenbezogene Daten dürfen nicht offengelegt werden.", "不得泄露个人信息。"),
    ("14.3940", "Nobody may be discriminated against because of race.", "Niemand darf wegen seiner Rasse benachteiligt werden.", "不得因种族歧视任何人。"),
    ("13.38", "Respect copyright and trade secrets.", "Urheberrechte und Geschäftsgeheimnisse sind zu achten.", "应当尊重著作权和商业秘密。"),
    ("2.4", "Social scoring of people is prohibited.", "Die soziale Bewertung von Menschen ist verboten.", "禁止对个人进行社会评分。"),
    ("11.36", "Generated content must be labelled.", "Erzeugte Inhalte müssen gekennzeichnet werden.", "生成的内容应当进行标识。"),
    ("12.37", "Do not defame anyone.", "Niemand darf verleumdet werden.", "不得诽谤他人。"),
    ("10.34", "Do not spread misinformation.", "Falschinformationen dürfen nicht verbreitet werden.", "不得传播虚假信息。"),
    ("4.13", "Harassment and bullying are forbidden.", "Belästigung und Mobbing sind verboten.", "禁止骚扰和欺凌。"),
    ("3.11", "Do not help to build chemical weapons.", "Hilfe beim Bau chemischer Waffen ist verboten.", "不得协助制造化学武器。"),
    ("8.24", "Political campaigning is not permitted.", "Politischer Wahlkampf ist nicht erlaubt.", "不得进行政治竞选活动。"),
    ("2.6", "Do not give medical advice.", "Medizinische Beratung ist untersagt.", "不得提供医疗建议。"),
    ("5.17", "Pornographic content is prohibited.", "Pornografische Inhalte sind verboten.", "禁止淫秽色情内容。"),
    ("16.43", "Do not sell illegal drugs.", "Der Verkauf illegaler Drogen ist verboten.", "不得贩卖毒品。"),
    ("8.27", "Do not subvert state power.", "Die Staatsgewalt darf nicht untergraben werden.", "不得颠覆国家政权。"),
    ("9.30", "Workers must not be monitored excessively.", "Beschäftigte dürfen nicht übermäßig überwacht werden.", "不得过度监控劳动者。"),
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="minilm")
    model = parser.parse_args().model
    air = taxonomy.load("air-2024")
    embedder = embeddings.load(model)
    rows = []
    for column, language in enumerate(("English", "German", "Chinese"), 1):
        texts = [statement[column] for statement in STATEMENTS]
        for method in ("lexical", "combined"):
            settings = Settings(method=method, threshold=0.0)
            found = mapping.map_texts(texts, air, settings, embedder if method == "combined" else None, 10)
            groups = [[air[c["code"]].parent for c in candidates] for candidates in found]
            first = [s[0] == g[0] for s, g in zip(STATEMENTS, groups, strict=True)]
            near = [s[0] in g[:5] for s, g in zip(STATEMENTS, groups, strict=True)]
            sure = np.mean([candidates[0]["score"] >= 0.2 for candidates in found])
            rows.append((language, method, f"{np.mean(first):.2f}", f"{np.mean(near):.2f}", f"{sure:.2f}"))
    head = (
        "language",
        "method",
        "group of the best leaf right",
        "group among the best 5 leaves",
        "proposes something (p ≥ 0.2)",
    )
    note = f"{len(STATEMENTS)} short plain statements, model `{model}`: easier than clauses of a law; n is small (±0.2)."
    results.write(
        "mapping-languages", f"python benchmarks/mapping_languages.py --model {model}", head, rows, note
    )
    print(results.table(head, rows))


if __name__ == "__main__":
    main()
