"""The generated parts of a labelling layout: what `<Fill what="…"/>` in `schemas/labeling/*.xml` stands for.

A control that is not always on the screen has no hotkey: Label Studio takes a hotkey also while its control is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from curation.core import resources
from curation.core.errors import InputError
from curation.core.files import disk
from curation.core.records import ItemKind
from curation.review.board.presentation import marked
from curation.review.judgements import reasons as reason_list

if TYPE_CHECKING:
    from curation.taxonomy import Taxonomy

VERDICTS = (("accept", "a"), ("revise", "e"), ("reject", "r"), ("unsure", "u"))
CHOICES = (
    ("first", "Take 1", "1"), ("second", "Take 2", "2"), ("mix", "Mix of both", "3"),
    ("new", "New words", "4"), ("own", "My own verdict", "5"),
)  # fmt: skip
"""What an adjudicator may do, with the hotkey of each."""
SKIPS = (
    ("not-my-field", "Not my field"),
    ("do-not-want", "I do not want to see this"),
    ("cannot-judge", "It cannot be judged"),
)
"""Why somebody may leave an item to others; the codes stand in `Judgement.skip`."""
MIXED = {
    "prompt": ("labels", "text"),
    "question": ("labels", "stem", "options", "answer", "explanation"),
    "mapping": ("labels",),
    "task": ("labels", "text", "instruction", "rubric"),
}  # fmt: skip
"""The fields that an adjudicator may take from one version or the other, by kind of work."""
FIELD_NAMES = {
    "labels": "Category", "text": "Prompt", "stem": "Question", "options": "Options", "answer": "Right option",
    "explanation": "Explanation", "instruction": "Instruction", "rubric": "Rubric",
}  # fmt: skip
SEPARATOR = " › "
BLIND_STYLE = ".lsf-history-buttons { display: none !important; }\n"
"""Without the buttons that would take back a first answer."""
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """`text` without the characters that XML cannot hold at all, those that hide or reverse others made visible."""
    return _FORBIDDEN.sub("\ufffd", marked(text))


def no_key(number: int) -> str:
    """A hotkey that no keyboard has; without one Label Studio would give the control the next free key."""
    return f"ctrl+alt+shift+{chr(0x100 + number)}"


@dataclass
class LayoutParts:
    """The parts of one layout."""

    kind: ItemKind
    taxonomy: Taxonomy
    workspace: Path | None
    screen: str
    pictures: bool = False
    """Whether the items show pictures; a layout for text alone stays as it is."""
    _keyless: int = field(default=0)

    def of(self, fill: ET.Element, name: str) -> list[ET.Element]:
        """The elements that stand in the place of a `Fill`; `name` is the file it is in.

        Raises: InputError for a part that there is not.
        """
        parts: dict[str, Callable[[ET.Element], list[ET.Element]]] = {
            "style": lambda _: [self._style()],
            "taxonomy": lambda f: [self._taxonomy(f.get("maxUsages", "2"), bool(f.get("required")))],
            "verdict": lambda _: [self._verdict()],
            "reasons": lambda _: [self._reasons()],
            "comment": lambda _: [self._comment()],
            "opinions": lambda _: [self._opinions()] if self.screen == "adjudication" else [],
            "stamp": lambda _: [self._stamp()],
            "pictures": lambda _: [self._pictures()] if self.pictures else [],
            "provision": lambda f: [self._provision(bool(f.get("subject")))],
            "findings": lambda _: [self._findings()],
            "closed": lambda _: [self._closed()],
            "open": lambda _: [self._open()],
            "key": lambda _: [self._key()],
            "parts": lambda _: [self._parts()],
            "points": lambda _: [self._points()],
            "judge": lambda f: [self._judge(f.get("taxonomy", "required"))],
            "versions": lambda _: [self._versions()],
            "choose": lambda _: self._choose(),
            "skip": lambda _: [self._skip()],
        }
        what = fill.get("what", "")
        if what not in parts:
            raise InputError.one(name, "layout-part", f"no part {what!r}; there are {', '.join(parts)}")
        return parts[what](fill)

    def _style(self) -> ET.Element:
        element = ET.Element("Style")
        element.text = disk.text(resources.find("labeling/style.css", self.workspace))
        if self.screen in ("blind", "review") and self.kind == "question":
            element.text += BLIND_STYLE
        return element

    def _taxonomy(self, most: str, required: bool) -> ET.Element:
        """The tree, every category under its qualified code, so that a renamed category does not break an answer."""
        element = ET.Element("Taxonomy", {
            "name": "category", "toName": "subject", "leafsOnly": "true", "showFullPath": "true", "minWidth": "420px",
            "pathSeparator": SEPARATOR, "maxUsages": most, "placeholder": "Search categories",
        })  # fmt: skip
        if required:
            element.attrib |= {"required": "true", "requiredMessage": "Pick a category"}

        def grow(parent: ET.Element, code: str | None) -> None:
            for category in self.taxonomy.children(code):
                if category.status != "active":
                    continue
                attributes = {"value": plain(category.name), "alias": category.code}
                if category.definition:
                    attributes["hint"] = plain(category.definition)
                grow(ET.SubElement(parent, "Choice", attributes), category.code)

        grow(element, None)
        return element

    def _verdict(self, hotkeys: bool = True) -> ET.Element:
        element = _choices("verdict", required="Choose accept, revise, reject or unsure", showInline="true")
        for code, hotkey in VERDICTS:
            self._choice(element, code, "", hotkey if hotkeys else "")
        return _keyed(element) if hotkeys else element

    def _reasons(self) -> ET.Element:
        view = _when("verdict", "revise,reject")
        _header(view, "Why (at least one reason)")
        element = _choices("reasons", "multiple", "Say why: at least one reason", showInline="true")
        view.append(element)
        for reason in reason_list.of(self.kind, reason_list.load(self.workspace)):
            self._choice(element, plain(reason.label), reason.code).set("hint", plain(reason.meaning))
        return view

    def _comment(self) -> ET.Element:
        return ET.Element("TextArea", {
            "name": "comment", "toName": "subject", "rows": "2", "maxSubmissions": "1", "editable": "true",
            "placeholder": "Comment (optional; Shift+Enter keeps it)",
        })  # fmt: skip

    def _opinions(self) -> ET.Element:
        card = _card("cur-long", "What the others said", "5")
        _text(card, "opinions")
        return card

    def _stamp(self) -> ET.Element:
        """A hidden prefilled field: every annotation carries the revision and the layout that its maker saw."""
        view = ET.Element("View", {"style": "display:none"})
        ET.SubElement(
            view,
            "TextArea",
            {"name": "seen_rev", "toName": "subject", "value": "$seen_rev", "maxSubmissions": "1"},
        )
        return view

    def _pictures(self) -> ET.Element:
        """Each picture of the item, to be enlarged, with its alternative text under it; nothing for an item without one."""
        every = ET.Element("Repeater", {"on": "$pictures", "indexFlag": "{{idx}}"})
        view = ET.SubElement(every, "View", {"className": "cur-picture"})
        ET.SubElement(view, "Image", {
            "name": "picture_{{idx}}", "value": "$pictures[{{idx}}].src", "zoom": "true", "zoomControl": "true",
            "maxWidth": "420px", "width": "420px", "negativeZoom": "true",
        })  # fmt: skip
        ET.SubElement(view, "Text", {"name": "picture_text_{{idx}}", "value": "$pictures[{{idx}}].alt"})
        return every

    def _provision(self, subject: bool) -> ET.Element:
        """The clause with what a reader needs around it. Its HTML is ours: the words in it are escaped (`screen_text`)."""
        card = _card("cur-long", "Provision", "5")
        name = "subject" if subject else "provision"
        ET.SubElement(card, "HyperText", {"name": name, "value": "$provision", "inline": "true"})
        return card

    def _findings(self) -> ET.Element:
        card = _card("cur-warn", "What the checks suspect")
        _text(card, "findings")
        return card

    def _closed(self) -> ET.Element:
        """The first answer. Once it is given its choices leave the screen, so that it stays the first answer."""
        view = ET.Element("View", {"className": "cur-closed"})
        asked = ET.SubElement(view, "View", {"className": "cur-asked"})
        _header(asked, "1. Closed book: answer from the question alone")
        asked.append(_choices("answer", required="Answer the question first", value="$closed_choices"))
        _header(asked, "The first answer counts: it cannot be changed.")
        kept = ET.SubElement(view, "View", {"className": "cur-kept"})
        _header(kept, "Your first answer is kept. Now answer again with the provision at hand.")
        return view

    def _open(self) -> ET.Element:
        card = _card("", "2. Open book: your answer with the provision")
        card.append(_choices("answer_open", required="Answer with the provision", value="$open_choices"))
        _header(card, "How hard was it?")
        inline = _choices("difficulty", showInline="true")
        for code in ("easy", "medium", "hard"):
            self._choice(inline, code)
        card.append(inline)
        return card

    def _key(self) -> ET.Element:
        card = _card("cur-key", "Marked answer", "5")
        _text(card, "marked")
        _header(card, "Explanation")
        _text(card, "explanation")
        return card

    def _parts(self) -> ET.Element:
        """What is judged on its own: the explanation, and each option that is not the key."""
        card = _card("", "Is the explanation right?")
        inline = _choices("explanation_judged", required="Judge the explanation", showInline="true")
        # Only here is the control on the screen from the start.
        always = self.screen == "verdict"
        for code, hotkey in (("right", "y"), ("wrong", "w")):
            self._choice(inline, code, "", hotkey if always else "")
        card.append(_keyed(inline) if always else inline)
        _header(card, "This one is also right (none, one or several)")
        card.append(_choices("also_right", "multiple", layout="inline", value="$also_choices"))
        return card

    def _points(self) -> ET.Element:
        """What is said of the points of a rubric: all right, or which are wrong."""
        card = _card("", "The points of the rubric, one by one")
        said = _choices(
            "rubric_judged", required="Say whether every point of the rubric is right", showInline="true"
        )
        self._choice(said, "Every point is right", "all-right", "y")
        self._choice(said, "Some are wrong", "some-wrong", "w")
        card.append(_keyed(said))
        view = _when("rubric_judged", "some-wrong")
        _header(
            view,
            "Wrong points: not asked for by the provision, wrong role or weight, or no judge could say yes or no",
        )
        view.append(
            _choices("points_wrong", "multiple", "Name the points that are wrong", value="$point_choices")
        )
        card.append(view)
        return card

    def _judge(self, taxonomy: str) -> ET.Element:
        view = ET.Element("View")
        card = ET.SubElement(view, "View", {"className": "cur-card"})
        several = taxonomy == "several"
        title = (
            "Categories the clause speaks of (empty with reject: none)"
            if several
            else "Category (change it if wrong)"
        )
        _header(card, title)
        card.append(self._taxonomy("5" if several else "2", not several))
        card = ET.SubElement(view, "View", {"className": "cur-card"})
        _header(card, "Verdict")
        # Of a question in one task the verdict is hidden until the answers are given.
        card.append(self._verdict(hotkeys=(self.kind, self.screen) != ("question", "review")))
        card.append(self._reasons())
        if self.kind != "mapping":
            edits = _when("verdict", "revise")
            edits.extend(self._edits())
            card.append(edits)
        card.append(self._comment())
        return view

    def _edits(self) -> list[ET.Element]:
        """The fields of new words. Left as they are, "revise" says what is wrong and gives no better wording."""
        note = "Change the words below; left as they are, your reason counts as an objection."
        view = ET.Element("View")
        _header(view, note)
        if self.kind == "prompt":
            _area(view, "text_edit", "Better wording", "$text", 5)
            return [view]
        if self.kind == "task":
            _area(view, "text_edit", "Better situation", "$text", 5)
            _area(view, "instruction_edit", "Better instruction", "$instruction", 2)
            _area(
                view,
                "rubric_edit",
                "Better rubric, one point a line: p1 (required, 2): what the answer says",
                "$rubric_block",
                8,
            )
            return [view]
        _area(view, "stem_edit", "Better question", "$stem", 3)
        _area(view, "options_edit", "Better options, one a line", "$options_block", 5)
        _header(view, "Or a spare wrong option")
        view.append(_choices("swap_in", value="$spare_choices"))
        place = _when("swap_in")
        _header(place, "in place of")
        place.append(
            _choices(
                "replace",
                required="Say which option the spare one replaces",
                layout="inline",
                value="$wrong_choices",
            )
        )
        view.append(place)
        _header(view, "Right option (only if the mark is wrong)")
        view.append(_choices("key_edit", layout="inline", value="$key_choices"))
        _area(view, "explanation_edit", "Better explanation", "$explanation", 3)
        return [view]

    def _versions(self) -> ET.Element:
        """What two people said, side by side, with what each changed word by word."""
        card = _card("", "What they said (new words are underlined, old ones struck out)", "5")
        ET.SubElement(card, "HyperText", {"name": "versions", "value": "$versions", "inline": "true"})
        return card

    def _choose(self) -> list[ET.Element]:
        card = _card("", "Your decision")
        decision = _choices("choice", required="Choose a version or decide yourself", layout="inline")
        for code, label, hotkey in CHOICES:
            if self.kind != "mapping" or code != "new":
                self._choice(decision, label, code, hotkey)
        card.append(_keyed(decision))
        mix = _when("choice", "mix")
        for name in MIXED[self.kind]:
            line = ET.SubElement(mix, "View", {"className": "cur-line"})
            _header(line, f"{FIELD_NAMES[name]} of")
            sides = _choices(f"mix_{name}", layout="inline")
            for side in ("1", "2"):
                self._choice(sides, side)
            line.append(sides)
        card.append(mix)
        if self.kind != "mapping":
            new = _when("choice", "new")
            new.extend(self._edits())
            card.append(new)
        own = _when("choice", "own")
        own.append(self._verdict(hotkeys=False))
        own.append(self._reasons())
        if self.kind != "mapping":
            edits = _when("verdict", "revise")
            _header(edits, "To give better words choose New words above")
            own.append(edits)
        card.append(own)
        category = _card("", "Category (change it only if both are wrong)")
        category.append(self._taxonomy("5" if self.kind == "mapping" else "2", False))
        category.append(self._comment())
        return [card, category]

    def _skip(self) -> ET.Element:
        """A way to leave an item to others; it asks why, and everything else goes from the screen."""
        card = _card("", "Cannot take this one? Say why and finish the item; somebody else gets it.")
        choices = _choices("skip", showInline="true")
        for code, label in SKIPS:
            self._choice(choices, label, code)
        card.append(choices)
        return card

    def _choice(self, parent: ET.Element, value: str, alias: str = "", hotkey: str = "") -> ET.Element:
        if not hotkey:
            self._keyless += 1
            hotkey = no_key(self._keyless)
        attributes = {"value": value, "hotkey": hotkey} | ({"alias": alias} if alias else {})
        return ET.SubElement(parent, "Choice", attributes)


def _card(kind: str, title: str, size: str = "6") -> ET.Element:
    card = ET.Element("View", {"className": f"cur-card {kind}".strip()})
    _header(card, title, size)
    return card


def _keyed(choices: ET.Element) -> ET.Element:
    """Choices whose hotkeys are written beside them."""
    view = ET.Element("View", {"className": "cur-keys"})
    view.append(choices)
    return view


def _header(parent: ET.Element, text: str, size: str = "6") -> None:
    ET.SubElement(parent, "Header", {"value": text, "size": size})


def _text(parent: ET.Element, name: str) -> None:
    ET.SubElement(parent, "Text", {"name": name, "value": f"${name}"})


def _area(parent: ET.Element, name: str, title: str, value: str, rows: int) -> None:
    _header(parent, title)
    ET.SubElement(parent, "TextArea", {
        "name": name, "toName": "subject", "value": value, "rows": str(rows), "maxSubmissions": "1", "editable": "true",
    })  # fmt: skip


def _choices(name: str, choice: str = "single-radio", required: str = "", **more: str) -> ET.Element:
    attributes = {"name": name, "toName": "subject", "choice": choice, **more}
    if required:
        attributes |= {"required": "true", "requiredMessage": required}
    return ET.Element("Choices", attributes)


def _when(name: str, values: str = "") -> ET.Element:
    """A view that is on the screen while a choice (one of `values`, if given) is selected."""
    attributes = {"visibleWhen": "choice-selected", "whenTagName": name}
    return ET.Element("View", attributes | ({"whenChoiceValue": values} if values else {}))
