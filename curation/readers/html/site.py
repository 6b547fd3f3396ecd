"""What on a web page is the document, and what is the site around it."""

from __future__ import annotations

import re

from curation.readers.markup import Element
from curation.readers.structure.blocks import squeeze

DROPPED = frozenset({
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "svg", "iframe", "dialog", "select", "head",
    "object", "video", "audio", "canvas", "input", "textarea", "link", "meta", "picture", "img", "sup_note",
})  # fmt: skip
_ROLES = frozenset(
    {
        "navigation",
        "banner",
        "contentinfo",
        "dialog",
        "alertdialog",
        "search",
        "menu",
        "menubar",
        "complementary",
        "tablist",
        "toolbar",
    }
)
_SITE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|onetrust|gdpr-banner|navbar|nav|navigation|menu|breadcrumbs?|footer|site-header|sidebar|sidenav|"
    r"truste\w*|osano|usercentrics|didomi|cmp|cky|iubenda|klaro|termly|cybotcookiebot\w*|feedback|survey|site-?foot\w*|copyright|masthead|"
    r"share|social|newsletter|subscribe|skip-?link|language-(?:picker|selector)|lang-switch|related|promo|toc|table-of-contents|pagination)"
    r"(?:$|[\s_-])",
    re.I,
)
_FOLDED = re.compile(r"accord|panel|collaps|toggle|expand|faq|answer|tab-?(?:content|pane)", re.I)
HEADINGS = {f"h{n}": n for n in range(1, 7)}


def main(page: Element) -> Element:
    """The element that holds the document: the main element or article with most text, else the body."""
    body = page.find("body")
    body = page if body is None else body
    total = _size(body)
    places = [
        e
        for e in page.iter("main", "article", "div", "section")
        if e.tag in ("main", "article") or e.get("role") == "main"
    ]
    best = max(places, key=_size, default=None)
    return best if best is not None and _size(best) > max(400, 0.4 * total) else body


def _size(element: Element) -> int:
    """Characters of text outside scripts and navigation."""
    if not isinstance(element.tag, str) or element.tag in DROPPED:
        return 0
    return len((element.text or "").strip()) + sum(
        _size(child) + len((child.tail or "").strip()) for child in element
    )


def is_site(element: Element) -> bool:
    """Whether the element belongs to the site around the document."""
    tag = element.tag
    if not isinstance(tag, str) or tag in DROPPED:
        return True
    if element.get("role") in _ROLES or (_hidden(element) and not _panel(element)):
        return True
    if tag == "header" and element.find(".//h1") is None:
        return True
    if tag not in HEADINGS and tag not in ("html", "body", "main", "article") and _labelled(element):
        return element.find(".//h1") is None and _size(element) < 4000
    return element.get("aria-hidden") == "true" and tag in ("span", "i", "div") and not len(element)


def _labelled(element: Element) -> bool:
    """Whether the class names a part of the site, or the identifier does and nothing inside has a heading.

    The identifier alone may be that of a section of the document: `<section id="cookies">`.
    """
    if _SITE.search(element.get("class") or ""):
        return True
    own = element.get("id")
    return bool(own and _SITE.search(own)) and next(element.iter("h2", "h3", "h4"), None) is None


def _hidden(element: Element) -> bool:
    """Whether the element is not shown until something is clicked."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    return "display:none" in (element.get("style") or "").replace(" ", "")


def _panel(element: Element) -> bool:
    """Whether a hidden element is a part of the document folded away: the panel of an accordion or of a tab."""
    if element.get("role") in ("tabpanel", "region") or element.get("aria-labelledby"):
        return True
    label = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _FOLDED.search(label):
        return True
    return (
        element.tag in ("div", "section", "ul", "ol")
        and element.find(".//li") is not None
        and _size(element) > 60
    )


def toggles(element: Element) -> bool:
    """Whether the element opens and closes a panel: a summary, a button of an accordion, or something that acts as one."""
    if element.tag == "summary":
        return True
    if element.get("role") == "tab":
        return False
    opens = element.get("aria-expanded") is not None or bool(element.get("aria-controls"))
    return opens and (element.tag == "button" or element.get("role") == "button")


def is_navigation(element: Element) -> bool:
    """Whether a list is navigation: every item is one link and little else."""
    items = [child for child in element if child.tag == "li"]
    if len(items) < 2:
        return False
    return all(_linked(item) for item in items)


def _linked(item: Element) -> bool:
    total = len(squeeze("".join(item.itertext())))
    linked = sum(len(squeeze("".join(a.itertext()))) for a in item.iter("a", "button"))
    return total > 0 and linked >= 0.95 * total and total < 90 * max(1, sum(1 for _ in item.iter("li")))
