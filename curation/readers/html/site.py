"""What on a web page is the document, and what is the site around it.

Two kinds of evidence. What a page says of itself in its elements and roles (`nav`, `role="banner"`, a consent manager) decides.
A class name, a place outside the main element, a `form` or an `aside` is a hint only: what stands there is left out when it says
nothing, and kept as soon as it has a sentence, since documents have sections called `copyright`, `feedback` and `related`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, takewhile

from curation.core.records import DropReason
from curation.readers.markup import Element
from curation.readers.structure.blocks import squeeze

UNSHOWN = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "head", "select", "object", "video", "audio", "canvas", "input", "textarea",
    "link", "meta", "math",
})  # fmt: skip
"""Elements whose text a browser does not print."""
_NAVIGATION = frozenset({"nav", "dialog"})
_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "dialog", "alertdialog", "search", "menu", "menubar", "tablist", "toolbar",
})  # fmt: skip
_CONSENT = re.compile(
    r"(?:^|[\s_-])(?:onetrust|truste\w*|osano|usercentrics|didomi|cmp|cky|iubenda|klaro|termly|cybotcookiebot\w*|gdpr-banner|"
    r"cookies?[\s_-]?(?:banner|bar|notice|consent|popup|modal|dialog|wall|overlay|prompt)|consent[\s_-]?(?:banner|bar|manager|modal|popup|dialog)|"
    r"skip-?link|breadcrumbs?|site-?foot\w*|site-?header|navbar|masthead)(?:$|[\s_-])",
    re.I,
)
"""Names of consent managers and of parts that only a site has."""
_HINTED = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|nav|navigation|menu|footer|sidebar|sidenav|feedback|survey|copyright|share|social|newsletter|"
    r"subscribe|language-(?:picker|selector)|lang-switch|related|promo|toc|(?:table-of-)?contents|pagination)(?:$|[\s_-])",
    re.I,
)
_VEILED = re.compile(
    r"(?:^|\s)(?:hidden|is-hidden|d-none|sr-only|visually-?hidden|screen-?reader(?:-text|-only)?)(?:\s|$)",
    re.I,
)
"""Classes by which a page hides words; what has a sentence, an item or a cell may be opened, so it is kept."""
_UNVEILED = re.compile(
    r"(?:^|\s)(?:[\w-]{1,12}:(?:block|inline|flex|grid|table|contents|list-item|visible|not-sr-only)"
    r"|d-(?:sm|md|lg|xl|xxl|print)-(?!none)[a-z])"
)
"""Classes that show on a wide screen, or in print, what is hidden on a narrow one."""
_OPENED = frozenset({"ul", "ol", "li", "dl", "table", "tbody", "tr", "td", "th"})
_FOLDED = re.compile(r"accord|panel|collaps|toggle|expand|faq|answer|tab-?(?:content|pane)", re.I)
_STOP = re.compile(r"[.;:!?][\"”’)\]]*$")
_HAN_SENTENCE = re.compile(r"[\u3040-\u9fff]{6}[。；：，、\u3040-\u9fff]*")
HEADINGS = {f"h{n}": n for n in range(1, 7)}
_CONTENT = (
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "table",
    "section",
    "article",
    "dl",
    "pre",
    "blockquote",
)


def main(page: Element) -> Element | None:
    """The element that the page names as its content, None where it names none or several.

    That is the main element, or the only article with most of the text.
    """
    body = page.find("body")
    body = page if body is None else body
    total = _size(body)
    named = [e for e in page.iter("main", "div", "section") if e.tag == "main" or e.get("role") == "main"]
    articles = list(page.iter("article"))
    outer = [e for e in articles if next(e.iterancestors("article"), None) is None]
    best = max(named or (outer if len(outer) == 1 else []), key=_size, default=None)
    return best if best is not None and _size(best) > max(400 if not named else 0, 0.4 * total) else None


def _size(element: Element) -> int:
    """Characters of printed text outside navigation."""
    size = 0
    stack = [element]
    while stack:
        here = stack.pop()
        if isinstance(here.tag, str) and here.tag not in UNSHOWN and here.tag not in _NAVIGATION:
            size += len((here.text or "").strip())
            stack.extend(here)
        if here is not element:
            size += len((here.tail or "").strip())
    return size


def left_out(element: Element, main: Element | None = None) -> DropReason | None:
    """Why an element is left out with everything in it; None for one that belongs to the document.

    `main` is the element that holds the document, for an element that stands outside it.
    """
    tag = element.tag
    if is_permalink(element):
        return "navigation"
    label = f"{element.get('class') or ''} {element.get('id') or ''}"
    if tag in _NAVIGATION or element.get("role") in _ROLES or _CONSENT.search(label):
        return None if _holds_document(element) else "navigation"
    if _hidden(element) and not _panel(element):
        return "hidden"
    if _veiled(element) and not says(element) and not _panel(element):
        return "hidden"
    if main is not None and tag in ("footer", "header"):
        return "navigation"
    if (
        tag == "footer"
        and next(element.iterancestors("article", "main", "section", "blockquote"), None) is None
    ):
        return None if element.find(".//h1") is not None else "navigation"
    weak = (
        main is not None
        or tag in ("aside", "form", "footer", "button")
        or (tag == "header" and element.find(".//h1") is None)
        or (tag not in HEADINGS and tag not in ("html", "body", "main", "article") and _labelled(element))
    )
    if weak and not (tag in HEADINGS and main is None) and not says(element):
        return None if tag == "header" and _in_content(element) else "navigation"
    if tag in _BOXES and _is_menu(element):
        return "navigation"
    marker = element.get("aria-hidden") == "true" and tag in ("span", "i", "div") and not len(element)
    return "hidden" if marker else None


_PERMALINK = frozenset("¶#§🔗⚓∞")


def is_permalink(element: Element) -> bool:
    """Whether an element is the link of a heading to itself, which shows a sign and no word."""
    return (
        element.tag == "a"
        and not len(element)
        and (element.text or "").strip() in _PERMALINK
        and (element.get("href") or "").startswith("#")
    )


_BOXES = frozenset({"div", "td", "tr", "table", "ul", "ol", "p", "section", "center"})
_MENU_LINKS, _MENU_WORDS = 4, 6
"""Fewest links of a menu that no element calls one, and most words of each."""


def _is_menu(element: Element) -> bool:
    """Whether an element has nothing but short links to other pages, and stands before the title of the page or behind its last sentence."""
    links = 0
    stack = [element]
    while stack:
        here = stack.pop()
        if not isinstance(here.tag, str) or here.tag in UNSHOWN:
            continue
        if here.tag == "a":
            words = "".join(here.itertext()).split()
            if len(words) > _MENU_WORDS or (words and (here.get("href") or "#").startswith("#")):
                return False
            links += bool(words)
        elif here.tag in HEADINGS or any(map(str.isalnum, here.text or "")):
            return False
        else:
            stack.extend(here)
        if here is not element and any(map(str.isalnum, here.tail or "")):
            return False
    if links < _MENU_LINKS:
        return False
    if element in _before_title(element.getroottree().getroot()):
        return True
    if (before := element.getprevious()) is not None and before.tag in HEADINGS:
        return False
    behind = list(islice(_behind(element), _MOST_BEHIND + 1))
    return len(behind) <= _MOST_BEHIND and not any(map(says, behind))


_MOST_BEHIND = 30
"""Most elements behind a menu at the foot of a page."""


@lru_cache(maxsize=1)
def _before_title(root: Element) -> frozenset[Element]:
    """The elements of a page that begin before its title, empty for a page without one."""
    title = next(root.iter("h1"), None)
    return (
        frozenset()
        if title is None
        else frozenset(takewhile(lambda element: element is not title, root.iter()))
    )


def _behind(element: Element) -> Iterator[Element]:
    """The elements that follow an element on the page, each with everything in it."""
    here: Element | None = element
    while here is not None:
        yield from (other for other in here.itersiblings() if isinstance(other.tag, str))
        here = here.getparent()


def _holds_document(element: Element) -> bool:
    """Whether an element that should be a part of the site has the title of the document in it and most of its text."""
    return element.find(".//h1") is not None and says(element)


def _in_content(element: Element) -> bool:
    """Whether a header stands inside a section of the document, so that it is the head of that section."""
    return next(element.iterancestors("main", "article", "section"), None) is not None


def _labelled(element: Element) -> bool:
    """Whether a class, or the identifier of an element without a heading, hints at a part of the site."""
    if _HINTED.search(element.get("class") or ""):
        return True
    own = element.get("id")
    return bool(own and _HINTED.search(own)) and next(element.iter("h2", "h3", "h4"), None) is None


def _veiled(element: Element) -> bool:
    """Whether a class hides words at every width of the screen, and they are no items of a list and no cells."""
    shown = element.get("class") or ""
    return (
        _VEILED.search(shown) is not None
        and _UNVEILED.search(shown) is None
        and element.tag not in _OPENED
        and next(element.iter("li", "dd", "td"), None) is None
    )


def says(element: Element) -> bool:
    """Whether an element has a sentence that is no link and no button."""
    return any(map(_is_sentence, _sentences(element)))


def _is_sentence(text: str) -> bool:
    """Whether a run of text has a sentence: four words or more up to a stop, three of which do not begin with a capital.

    `© 2030 Acme Inc. All rights reserved.` is none. In a script without spaces, six signs in a row and a stop.
    """
    words = text.split()
    small = sum(word.lstrip('"“‘(')[:1].islower() for word in words)
    if small >= 3 and any(_STOP.search(word) for word in words[3:]):
        return True
    return bool(_HAN_SENTENCE.search(text)) and text.endswith(("。", "；", "：", "！", "？"))


def _sentences(element: Element) -> Iterator[str]:
    """The runs of text between block elements, without the words of links that are a whole run, of buttons and of code."""
    pieces: list[str] = []
    stack: list[tuple[Element, bool]] = [(element, False)]
    while stack:
        here, after = stack.pop()
        tag = here.tag
        if after:
            if tag in _CONTENT or tag in HEADINGS or tag == "br":
                yield squeeze("".join(pieces))
                pieces.clear()
            if here is not element:
                pieces.append(here.tail or "")
            continue
        stack.append((here, True))
        skipped = (
            not isinstance(tag, str) or tag in UNSHOWN or tag in _NAVIGATION or tag in ("button", "label")
        )
        alone = tag == "a" and not "".join(pieces).strip() and not (here.tail or "").strip()
        if skipped or alone or (here is not element and isinstance(tag, str) and _hidden(here)):
            continue
        if tag in _CONTENT or tag in HEADINGS or tag == "br":
            yield squeeze("".join(pieces))
            pieces.clear()
        pieces.append(here.text or "")
        stack.extend((child, False) for child in reversed(here))
    yield squeeze("".join(pieces))


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


def list_left_out(element: Element, inside: bool, lead: str) -> DropReason | None:
    """Why a list of links is left out: a list of contents, or navigation; None for a list of the document.

    A list of links is the document's own when it stands in its main element (`inside`) or when words that end with a colon
    (`lead`) introduce it, unless the links lead to places of the same page.
    """
    items = [child for child in element if child.tag == "li"]
    if len(items) < 2 or not all(_linked(item) for item in items):
        return None
    introduced = lead.endswith((":", "：")) and (len(lead.split()) > 2 or lead.endswith("："))
    links = [a.get("href") or "" for a in element.iter("a")]
    if links and all(href.startswith("#") and len(href) > 1 for href in links) and not introduced:
        return "contents"
    return None if inside or introduced or says(element) or _headed(element) else "navigation"


def _headed(element: Element) -> bool:
    """Whether a list stands right below the heading of a section of the page, as sources and related parts do."""
    above, around = element.getprevious(), element.getparent()
    return above is not None and above.tag in HEADINGS and around is not None and around.tag == "section"


def _linked(item: Element) -> bool:
    total = len(squeeze("".join(item.itertext())))
    linked = sum(len(squeeze("".join(a.itertext()))) for a in item.iter("a", "button"))
    return total > 0 and linked >= 0.95 * total and total < 90 * max(1, sum(1 for _ in item.iter("li")))
