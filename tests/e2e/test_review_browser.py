"""Experts at work: two annotators and an adjudicator judge prompts and questions in Chromium, by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from curation import taxonomy
from curation.adapters.label_studio import LabelStudio
from curation.review import adjudicate, batches, decide, layout, pull, push, reasons
from curation.review.settings import Settings

import live_label_studio as live
from review_world import item, prompt, question

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
PASSWORD = "a-long-Pass-phrase-1"
HOSTILE = "<img src=x onerror=\"document.title='owned'\"> ]]> & \"quotes\" \u202ereversed =1+1 <script>document.title='owned'</script>"


class Desk:
    """One batch on the live server: push, people who work on it, pull."""

    def __init__(self, server, folder, items, name, adjudication=False):
        self.tree = taxonomy.load("lab-safety")
        self.board = LabelStudio(server.url, server.token)
        screen = layout.build(items[0].kind, self.tree, adjudication=adjudication)
        role = "adjudicator" if adjudication else "annotator"
        self.head = batches.freeze(folder, name, items, screen, self.tree.id, role)
        self.items = batches.items(folder, name)
        self.pushed = push.push(
            self.board, self.head, self.items, screen, lambda code: [c.code for c in self.tree.path(code)]
        )
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


class Person:
    """Somebody at a laptop screen."""

    def __init__(self, browser, server, email):
        self.context = browser.new_context(viewport={"width": 1366, "height": 768})
        self.page = self.context.new_page()
        self.external = []
        self.page.on(
            "request",
            lambda r: (
                self.external.append(r.url) if server.url not in r.url and r.url.startswith("http") else None
            ),
        )
        self.url = server.url
        self.page.goto(f"{server.url}/user/login/")
        self.page.fill("input[name=email]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/login" not in url, timeout=30000)

    def stream(self, project):
        self.page.goto(f"{self.url}/projects/{project}/data?labeling=1")
        self.page.get_by_text("Clause", exact=True).first.wait_for(timeout=20000)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(150)

    def submit(self):
        with self.page.expect_response(
            lambda r: "/annotations" in r.url and r.request.method == "POST", timeout=20000
        ) as told:
            self.page.keyboard.press("Control+Enter")
        assert told.value.status in (200, 201)
        self.page.wait_for_timeout(1200)


def shoot(person, name):
    IMAGES.mkdir(parents=True, exist_ok=True)
    person.page.screenshot(path=str(IMAGES / f"{name}.png"))


def leaf():
    return taxonomy.load("lab-safety")


def test_two_annotators_judge_prompts_by_keyboard_and_an_adjudicator_settles_the_difference(
    label_studio, browser, annotators, tmp_path
):
    tree = leaf()
    code = tree.qualified(tree.leaves()[3].code)
    items = [item(prompt(1, HOSTILE, code), "prompts"), item(prompt(2, category=code), "prompts")]
    desk = Desk(label_studio, tmp_path, items, "prompts")
    ann, bob = (Person(browser, label_studio, who) for who in annotators[:2])
    for person, verdicts in ((ann, "aa"), (bob, "ar")):
        person.stream(desk.pushed.project)
        for verdict in verdicts:
            shoot(person, "review-prompt")
            person.press(verdict)
            if verdict == "r":
                person.press("m")
            person.submit()
        assert "owned" not in person.page.title()
        assert person.external == []
    found = desk.pull()
    assert [str(i) for i in found.issues] == []
    assert [(j.status, j.labels) for j in found.new] == [("active", [code])] * 4
    assert len(desk.pull().new) == 0
    decisions = decide(desk.items, desk.log, Settings())
    assert sorted(d.rule for d in decisions) == ["consensus", "disagreement"]
    disputed, excluded = adjudicate.disagreements(desk.items, desk.log, Settings())
    assert len(disputed) == 1 and len(excluded) == 2
    court = Desk(label_studio, tmp_path, disputed, "prompts-adjudication", adjudication=True)
    eve = Person(browser, label_studio, annotators[2])
    eve.stream(court.pushed.project)
    assert eve.page.get_by_text("What the others said").first.is_visible()
    assert (
        "ann" not in eve.page.inner_text(".lsf-main-view")
        if eve.page.query_selector(".lsf-main-view")
        else True
    )
    shoot(eve, "review-adjudication")
    eve.press("a")
    eve.submit()
    assert court.pull().issues == ()
    final = decide([*desk.items, *court.items], [*desk.log, *court.log], Settings())
    assert sorted((d.outcome, d.rule) for d in final) == [("accept", "adjudicated"), ("accept", "consensus")]


def test_questions_are_answered_blind_before_the_mark_is_shown(label_studio, browser, annotators, tmp_path):
    tree = leaf()
    code = tree.qualified(tree.leaves()[0].code)
    desk = Desk(label_studio, tmp_path, [item(question(n, code), "questions") for n in (1, 2)], "questions")
    ann = Person(browser, label_studio, annotators[0])
    ann.stream(desk.pushed.project)
    mark = ann.page.get_by_text("The article says two years.")
    assert not any(m.is_visible() for m in mark.all())
    ann.press("2")
    assert any(m.is_visible() for m in mark.all())
    shoot(ann, "review-question")
    ann.press("a")
    ann.submit()
    assert not any(m.is_visible() for m in mark.all())
    ann.press("3", "r", "k")
    ann.submit()
    new = desk.pull().new
    assert sorted((j.status, j.answer, j.verdict, tuple(j.reasons)) for j in new) == [
        ("active", 1, "accept", ()),
        ("active", 2, "reject", ("wrong-key",)),
    ]
    assert all(j.seconds is not None and j.reviewer == "r-ann" for j in new)


def test_a_clause_is_mapped_and_the_screen_fits_a_laptop(label_studio, browser, annotators, tmp_path):
    from curation.records import Mapping
    from curation.review import shown

    from review_world import clause

    tree = leaf()
    text = clause()
    best = [
        Mapping(clause=text.id, clause_sha256=text.sha256, category=tree.qualified(c.code), score=0.6, rank=n,
                method="m", evidence_start=0, evidence_end=11)
        for n, c in enumerate(tree.leaves()[:2], 1)
    ]  # fmt: skip
    seen = shown.of_clause(text, best)
    made = shown.freeze("clauses", "mapping", text.id, "lab", seen, 2, 1.0, [])
    desk = Desk(label_studio, tmp_path, [made], "clauses")
    bob = Person(browser, label_studio, annotators[1])
    bob.stream(desk.pushed.project)
    shoot(bob, "review-mapping")
    bob.press("a")
    bob.submit()
    (given,) = desk.pull().new
    assert (given.status, given.verdict) == ("active", "accept")
    assert given.labels == sorted(m.category for m in best)
