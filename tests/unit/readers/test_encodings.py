"""The encoding of a text is read, or guessed and said to be a guess."""

import pytest
from curation.core.records import Document
from curation.readers import encodings, parse

TEXTS = {
    "ja": "# 実験室の規則\n\n第一条　職員は登録簿に署名しなければならない。\n第二条　何人も許可なく試料を廃棄してはならない。\n",
    "zh": "第一条 为了规范样品保管，制定本规定。\n第二条 任何人不得擅自销毁样品。\n",
    "zt": "第一條 為了規範樣品保管，制定本規定。\n第二條 任何人不得擅自銷毀樣品。\n",
    "ko": "제1조 연구자는 허가 없이 시료를 폐기하여서는 아니 된다. 제2조 등록부에 서명하여야 한다.\n",
    "ru": "Статья 1. Никто не должен уничтожать образцы без разрешения. Статья 2. Хранитель ведёт реестр.\n",
    "de": "§ 1 Prüfung\nDer Betreiber darf die Anlage nicht ohne Genehmigung verändern. Größe über fünf.\n",
    "fr": "Article 1\nNul ne doit détruire un échantillon sans autorisation préalable de l'autorité.\n",
}  # fmt: skip
GUESSED = [
    ("ja", "shift_jis"), ("ja", "euc_jp"), ("ja", "utf-16-le"), ("ja", "utf-16-be"), ("zh", "gb18030"), ("zh", "utf-16-le"), ("zt", "big5"),
    ("ko", "euc_kr"), ("ko", "utf-16-be"), ("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "utf-16-le"), ("de", "cp1252"), ("de", "utf-16-le"),
    ("fr", "cp1252"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "name"), GUESSED)
def test_text_without_a_declaration_is_guessed_right_and_said_to_be_a_guess(language, name):
    data = TEXTS[language].encode(name)
    assert encodings.decode(data) == TEXTS[language]
    assert not encodings.of(data).sure
    reading = parse(Document(slug="d", title="", sha256="0" * 64), data)
    assert [fault.code for fault in reading.faults] == ["encoding-guessed"]


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_that_proves_its_encoding_is_no_guess(name):
    data = TEXTS["ja"].encode(name)
    assert encodings.of(data).sure
    assert encodings.decode(data).lstrip("\ufeff") == TEXTS["ja"]


def test_a_declaration_is_believed():
    data = b'<meta charset="shift_jis"><p>' + "規則".encode("shift_jis") + b"</p>"
    assert encodings.of(data) == encodings.Encoding("shift_jis", True)
