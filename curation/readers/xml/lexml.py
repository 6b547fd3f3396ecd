"""LexML Brasil: laws and bills of Brazil in the XML of the programme of the same name (schema lexml-br-rigido)."""

from __future__ import annotations

from curation.readers import markup
from curation.readers.markup import Element, name
from curation.readers.structure import numbering
from curation.readers.structure.blocks import Node, Parsed, listed, root, squeeze
from curation.readers.xml.hierarchy import MadePart, Tree, Vocabulary

_DIVISIONS = {"Parte": "part", "Livro": "book", "Titulo": "title", "Capitulo": "chp", "Secao": "sec", "Subsecao": "subsec", "Agrupamento": "hcontainer"}  # fmt: skip
_SEGMENTS = {"Artigo": "art", "Paragrafo": "para", "Inciso": "point", "Alinea": "point", "Item": "point"}
_KINDS = {"art": "article", "para": "paragraph", "point": "point"}
_ROLES = {
    **dict.fromkeys((*_DIVISIONS, *_SEGMENTS, "Anexo", "DispositivoGenerico"), "part"),
    **dict.fromkeys(
        listed(
            "LexML Norma ProjetoNorma HierarquicaPrincipal ParteInicial Articulacao Caput p AgrupamentoHierarquico Anexos ParteFinal ConteudoExterno "
            "Pena TituloDispositivo Rotulo NomeAgrupador DocumentoArticulado DocumentoGenerico PartePrincipal table thead tbody ul ol li div"
        ),
        "block",
    ),
    **dict.fromkeys(listed("span i b sub sup ins del a em strong Remissao RemissaoMultipla"), "inline"),
    **dict.fromkeys(("Alteracao",), "quote"),
    **dict.fromkeys(listed("Epigrafe Ementa"), "title"),
    **dict.fromkeys(listed("Preambulo FormulaPromulgacao"), "preamble"),
    **dict.fromkeys(listed("LocalDataFecho Assinatura AssinaturaGrupo AssinaturaTexto"), "closing"),
    **dict.fromkeys(listed("Metado Justificacao Autorizacao"), "metadata"),
    **dict.fromkeys(listed("NotaAlteracao NotaReferenciada Nota Notas"), "editorial"),
    "tr": "row",
}  # fmt: skip


def read(data: bytes) -> Parsed:
    """The articles of a law or a bill, with their paragraphs (§), roman items, letters and numbers."""
    page = markup.parse_xml(data)
    tree = Tree(Vocabulary(_ROLES, _part, joined=frozenset({"article", "paragraph", "point"})))
    top = root()
    tree.walk(page, top)
    tree.flush(top)
    tree.settle(top)
    title = _words(page, "Epigrafe") or _words(page, "Ementa")
    return Parsed(top, "policy", title, "pt", title, tree.left_out, published=_day(page))


def _words(page: Element, tag: str) -> str:
    found = next(
        (element for element in page.iter() if isinstance(element.tag, str) and name(element) == tag), None
    )
    return "" if found is None else squeeze("".join(found.itertext()))


def _day(page: Element) -> str:
    """The day in the name of the law, `urn:lex:br:federal:lei:2031-05-06;1234`; empty when it has none."""
    for element in page.iter():
        if isinstance(element.tag, str) and name(element) == "Identificacao":
            parts = (element.get("URN") or "").split(":")
            day = parts[5].split(";")[0] if len(parts) > 5 else ""
            return (
                day if len(day) == 10 and day[4] == day[7] == "-" and day.replace("-", "").isdecimal() else ""
            )
    return ""


def _part(tree: Tree, element: Element, where: Node) -> MadePart:
    """A division with its name, an article, or a paragraph, item or letter below it, each called by its `Rotulo`."""
    tag = name(element)
    heads = [child for child in element if name(child) in ("Rotulo", "NomeAgrupador")]
    label = tree.line(next((child for child in heads if name(child) == "Rotulo"), None))
    if tag in _SEGMENTS:
        segment = _SEGMENTS[tag]
        number = "unico" if "nico" in label.lower() else numbering.clean(_number(label))[:20]
        eid = f"{segment}_{number}" if number else tree.next(where, segment)
        node = Node(_KINDS[segment], eid, label, absolute=segment == "art", parts=[label] if label else [])
        return tree.add(where, node), heads
    text = squeeze(" ".join(tree.line(child) for child in heads))
    if tag == "Anexo":
        node = Node(
            "annex", tree.next(where, "annex"), label, text, absolute=True, parts=[text] if text else []
        )
        return tree.add(where, node), heads
    if tag == "DispositivoGenerico":
        return None, ()
    segment = _DIVISIONS[tag]
    number = numbering.clean(_number(label))[:20]
    eid = f"{segment}_{number}" if number else tree.next(where, segment)
    inside = where.kind == "chapter"
    return tree.add(
        where, Node("chapter", eid, label, text, absolute=not inside, parts=[text] if text else [])
    ), heads


def _number(label: str) -> str:
    """What a label counts with: `3º-A` of `Art. 3º-A`, `IV` of `IV –`, `a` of `a)`."""
    words = [
        word
        for word in label.replace("º", "").replace("°", "").split()
        if any(char.isalnum() for char in word)
    ]
    return words[-1].strip(".–-)") if words else ""
