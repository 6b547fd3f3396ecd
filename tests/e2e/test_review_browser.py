"""Experts at work: two annotators and an adjudicator judge prompts and questions in Chromium, by keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from curation import taxonomy
from curation.core.records import Finding, Mapping
from curation.review import decide
from curation.review.board import layout, presentation, pull, push
from curation.review.judgements import batches, reasons
from curation.review.planning import adjudication as adjudicate
from curation.review.settings import Settings
from curation.review.standing.evidence import ReviewEvidence
from curation.services.label_studio import LabelStudio, validate_layout

import live_desk as desk
import live_label_studio as live
from review_world import clause, item, prompt, question

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
PASSWORD = desk.PASSWORD
IMAGE = "<img src=x onerror=\"document.title='owned'\">"
HOSTILE = f"{IMAGE} ]]> & \"quotes\" 'single' \u202ereversed\u202c =1+1 {{{{i}}}} $text <script>document.title='owned'</script>"


class Desk:
    """One batch on the live server: push, people who work on it, pull."""

    def __init__(self, server, folder, items, name, adjudication=False, tree=None, workspace=None):
        self.tree = tree or taxonomy.load("lab-safety")
        self.board = LabelStudio(server.url, server.token)
        screen = layout.build(items[0].kind, self.tree, workspace, adjudication=adjudication)
        role = "adjudicator" if adjudication else "annotator"
        self.head = batches.freeze(folder, name, items, screen, self.tree.id, role)
        self.items = batches.items(folder, name)
        self.pushed = push.push(
            self.board, self.head, self.items, screen, lambda code: [c.code for c in self.tree.path(code)],
            words=lambda code: {r.code: r.label for r in reasons.load()}.get(code, code),
        )  # fmt: skip
        self.log = []
        self.people = {}

    def pull(self):
        given = {key: r.code for r in reasons.load() for key in (r.label, r.code)}
        leaves = {c.code: c.code for c in self.tree.leaves()}
        found = pull.pull(
            self.board, self.pushed.project, self.head, self.items, self.log,
            lambda who: self.people.setdefault(who, f"r-{who.partition('@')[0]}"), given, leaves,
        )  # fmt: skip
        self.log += found.new
        return found


@pytest.fixture(scope="module")
def annotators(label_studio):
    people = [f"{name}@example.com" for name in ("ann", "bob", "eve")]
    for person in people:
        live.join(label_studio, person, PASSWORD)
    return people


@pytest.fixture(scope="module")
def team(label_studio, browser, annotators):
    """Ann, Bob and Eve, each signed in once."""
    return [Person(browser, label_studio, who) for who in annotators]


class Person(desk.Person):
    """Somebody at a laptop screen who opens a project of the test."""


def shoot(person, name):
    person.shoot(name)


def leaf():
    return taxonomy.load("lab-safety")


def test_two_annotators_judge_prompts_by_keyboard_and_an_adjudicator_settles_the_difference(
    label_studio, team, tmp_path
):
    tree = leaf()
    code = tree.qualified(tree.leaves()[3].code)
    items = [item(prompt(1, HOSTILE, code), "prompts"), item(prompt(2, category=code), "prompts")]
    room = Desk(label_studio, tmp_path, items, "prompts")
    ann, bob, eve = team
    for person, verdicts in ((ann, "aa"), (bob, "ar")):
        person.stream(room.pushed.project)
        for verdict in verdicts:
            person.press(verdict)
            if verdict == "r":
                person.choose("Ambiguous or unclear")
            person.submit()
        assert "owned" not in person.page.title()
        assert person.external == []
    found = room.pull()
    assert [str(i) for i in found.issues] == []
    assert [(j.status, j.labels) for j in found.new] == [("active", [code])] * 4
    assert len(room.pull().new) == 0
    decisions = decide(room.items, room.log, Settings())
    assert sorted(d.rule for d in decisions) == ["consensus", "disagreement"]
    words = {r.code: r.label for r in reasons.load()} | {
        tree.qualified(c.code): c.name for c in tree.leaves()
    }
    disputed, excluded = adjudicate.disagreements(
        ReviewEvidence(room.items, room.log, Settings()), words.__getitem__
    )
    assert len(disputed) == 1 and len(excluded) == 2
    court = Desk(label_studio, tmp_path, disputed, "prompts-adjudication", adjudication=True)
    eve.stream(court.pushed.project)
    assert eve.page.get_by_text("What they said").first.is_visible()
    said = eve.page.inner_text(".cur")
    assert "Ambiguous or unclear" in said and tree[code.partition(":")[2]].name in said
    assert not any(name in said for name in ("r-ann", "r-bob", "@example.com"))
    eve.press("1" if said.index("accept") < said.index("reject") else "2")
    eve.submit()
    assert court.pull().issues == ()
    final = decide([*room.items, *court.items], [*room.log, *court.log], Settings())
    assert sorted((d.outcome, d.rule) for d in final) == [("accept", "adjudicated"), ("accept", "consensus")]


def finding(candidate, field, message):
    return Finding(candidate=candidate, check="x", version=1, severity="warn", field=field, message=message)


def shown_item(name, candidate, findings, **more):
    seen = presentation.of_candidate(candidate, [clause(1)], findings)
    return presentation.freeze(
        name, candidate.kind, candidate.id, candidate.dataset, {**seen, **more}, 2, 1.0, []
    )


def fits(person):
    return desk.fits(person.page)


def test_a_prompt_is_edited_in_place(label_studio, team, tmp_path):
    tree = leaf()
    code = tree.qualified(tree.leaves()[0].code)
    made = shown_item("edited", prompt(1, category=code), [finding("c1", "text", "names no unit")])
    room = Desk(label_studio, tmp_path, [made], "edited")
    ann = team[0]
    ann.stream(room.pushed.project)
    assert ann.page.get_by_text("names no unit").first.is_visible() and fits(ann)
    shoot(ann, "review-prompt")
    ann.press("e")
    ann.choose("Ambiguous or unclear")
    field = ann.page.locator("textarea").filter(has_text="Help me").first
    field.fill("Help me to rewrite the log of unit 1.")
    # The shortcut to submit does not fire while a text is being typed.
    ann.page.get_by_text("Prompt", exact=True).first.click()
    ann.submit()
    (given,) = room.pull().new
    assert (given.status, given.verdict, given.reasons) == ("active", "revise", ["ambiguous"])
    assert given.edited == {"text": "Help me to rewrite the log of unit 1."}


def test_a_closed_browser_keeps_the_choices_and_a_comment_that_was_added(label_studio, team, tmp_path):
    code = leaf().qualified(leaf().leaves()[0].code)
    room = Desk(label_studio, tmp_path, [item(prompt(n, category=code), "kept") for n in (1, 2)], "kept")
    ann, bob, _ = team

    def typed(person, text, add):
        person.stream(room.pushed.project)
        person.press("r")
        field = person.page.get_by_placeholder("Comment").first
        wanted = text if add else "reject"
        with person.page.expect_response(
            lambda r: "/drafts" in r.url and r.ok and wanted in (r.request.post_data or ""), timeout=20000
        ):
            field.click()
            person.page.keyboard.type(text)
            if add:
                person.page.keyboard.press("Shift+Enter")
        person.page.close()
        person.page = person.context.new_page()
        person.stream(room.pushed.project)
        return person.page.inner_text(".cur") + "".join(
            one.input_value() for one in person.page.locator(".cur textarea").all()
        )

    assert "kept once added" in typed(ann, "kept once added", True)
    # What the guide warns of: Label Studio holds what is being typed in the page only. The verdict is in the draft all the same.
    assert "lost when not added" not in typed(bob, "lost when not added", False)
    assert bob.page.locator(".cur input:checked").count() >= 1


def test_a_clause_is_mapped_and_the_screen_fits_a_laptop(label_studio, team, tmp_path):
    tree = leaf()
    text = clause().model_copy(update={"modality": "other"})
    best = [
        Mapping(clause=text.id, clause_sha256=text.sha256, category=tree.qualified(c.code), score=0.6, rank=n,
                method="m", evidence_start=0, evidence_end=11)
        for n, c in enumerate(tree.leaves()[:2], 1)
    ]  # fmt: skip
    names = {tree.qualified(c.code): " › ".join(p.name for p in tree.path(c.code)) for c in tree.leaves()}
    seen = presentation.of_clause(text, best, names.__getitem__)
    made = presentation.freeze("clauses", "mapping", text.id, "lab", seen, 2, 1.0, [])
    room = Desk(label_studio, tmp_path, [made], "clauses")
    bob = team[1]
    bob.stream(room.pushed.project)
    for words in ("may regulate nothing", "about as likely", f"{names[best[0].category]}: “An operator”"):
        assert bob.page.get_by_text(words).first.is_visible()
    assert fits(bob)
    shoot(bob, "review-mapping")
    bob.press("a")
    bob.submit()
    (given,) = room.pull().new
    assert (given.status, given.verdict) == ("active", "accept")
    assert given.labels == sorted(m.category for m in best)


def test_a_dispute_about_a_question_is_settled_by_choosing_and_nothing_is_cut(label_studio, team, tmp_path):
    tree = leaf()
    code = tree.qualified(tree.leaves()[0].code)
    made = shown_item(
        "two", question(1, code), [finding("q1", "options[1]", "the key repeats a word of the stem")]
    )
    room = Desk(label_studio, tmp_path, [made], "two")
    ann, bob, eve = team
    for person, verdict, reason in (
        (ann, "revise", "Unclear question"),
        (bob, "reject", "Marked answer is wrong"),
    ):
        person.stream(room.pushed.project)
        person.choose("B. Two years")
        person.choose("B. Two years")
        person.choose("right" if verdict == "revise" else "wrong")
        person.choose(verdict)
        person.choose(reason)
        if verdict == "revise":
            field = person.page.locator("textarea").filter(has_text="For how long").first
            field.fill("For how many years must the log of unit 1 be kept?")
            person.page.get_by_text("Question", exact=True).first.click()
        person.submit()
    assert [j.status for j in room.pull().new] == ["active"] * 2
    words = {r.code: r.label for r in reasons.load()}
    disputed, _ = adjudicate.disagreements(
        ReviewEvidence(room.items, room.log, Settings()), lambda c: words.get(c, c)
    )
    court = Desk(label_studio, tmp_path, disputed, "two-court", adjudication=True)
    eve.stream(court.pushed.project)
    said = eve.page.inner_text(".cur")
    assert (
        "many years" in said
        and "Marked answer is wrong" in said
        and "Option B: the marked answer repeats" in said
    )
    assert not any(code in said for code in ("options[", "wrong-key", "['", "answer: "))
    assert fits(eve)
    first = "1" if said.index("revise") < said.index("reject") else "2"
    eve.press("3")
    assert fits(eve)
    eve.press(first)
    shoot(eve, "review-adjudication")
    eve.submit()
    assert [str(i) for i in court.pull().issues] == []
    (given,) = court.log
    assert (given.choice, given.verdict, given.edited) == (
        {"1": "first", "2": "second"}[first], "revise", {"stem": "For how many years must the log of unit 1 be kept?"},
    )  # fmt: skip


def test_hostile_and_endless_text_is_shown_as_text_everywhere(label_studio, team, tmp_path):
    plain = leaf()
    first = plain.leaves()[0]
    tree = replace(
        plain,
        categories=tuple(
            c.model_copy(update={"name": HOSTILE, "definition": HOSTILE}) if c.code == first.code else c
            for c in plain.categories
        ),
    )
    own = tmp_path / "schemas" / "labeling"
    own.mkdir(parents=True)
    (own / "question.md").write_text(f"# Guide {IMAGE}\n\n- **Mind** {HOSTILE}\n", "utf-8")
    nasty = question(1, tree.qualified(first.code)).model_copy(
        update={
            "stem": HOSTILE + " long word " * 5000,
            "options": [HOSTILE, "=HYPERLINK(1)", "]]>", "'; DROP TABLE x"],
            "explanation": HOSTILE,
            "pool": [IMAGE],
        }
    )
    assert len(nasty.stem) > 50000
    made = shown_item("hostile", nasty, [finding("q1", "stem", HOSTILE)], opinions=HOSTILE)
    room = Desk(label_studio, tmp_path, [made], "hostile", tree=tree, workspace=tmp_path)
    ann = team[0]
    ann.stream(room.pushed.project)
    ann.choose("=HYPERLINK(1)")
    ann.choose("=HYPERLINK(1)")
    assert ann.page.get_by_text("=HYPERLINK(1)").first.is_visible()
    assert ann.page.get_by_text("\\u202ereversed").count() >= 2
    ann.page.get_by_role("button", name="Instructions").click()
    ann.page.get_by_text("Guide <img").first.wait_for()
    ann.page.keyboard.press("Escape")
    assert ann.page.locator("img[src=x]").count() == 0
    assert "owned" not in ann.page.title() and ann.external == []
    ann.page.wait_for_timeout(300)
    ann.choose("right")
    ann.choose("accept")
    ann.submit()
    (given,) = room.pull().new
    assert (given.status, given.answer, given.labels) == ("active", 1, [tree.qualified(first.code)])
    assert validate_layout(batches.layout_of(tmp_path, "hostile").xml) == []
