"""Experts at work: two annotators and an adjudicator judge prompts and questions in Chromium, by keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from curation import taxonomy
from curation.core.records import Finding, Mapping
from curation.review import decide
from curation.review.board import layout, presentation, pull, push
from curation.review.judgements import batches, reasons
from curation.review.planning import adjudication as adjudicate
from curation.review.settings import Settings
from curation.services.label_studio import LabelStudio, validate_layout

import live_label_studio as live
from review_world import clause, item, prompt, question

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.slow]
IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
PASSWORD = "a-long-Pass-phrase-1"
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


@pytest.fixture(scope="module")
def team(label_studio, browser, annotators):
    """Ann, Bob and Eve, each signed in once."""
    return [Person(browser, label_studio, who) for who in annotators]


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
    label_studio, team, tmp_path
):
    tree = leaf()
    code = tree.qualified(tree.leaves()[3].code)
    items = [item(prompt(1, HOSTILE, code), "prompts"), item(prompt(2, category=code), "prompts")]
    desk = Desk(label_studio, tmp_path, items, "prompts")
    ann, bob, eve = team
    for person, verdicts in ((ann, "aa"), (bob, "ar")):
        person.stream(desk.pushed.project)
        for verdict in verdicts:
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
    words = {r.code: r.label for r in reasons.load()} | {
        tree.qualified(c.code): c.name for c in tree.leaves()
    }
    disputed, excluded = adjudicate.disagreements(desk.items, desk.log, Settings(), words.__getitem__)
    assert len(disputed) == 1 and len(excluded) == 2
    court = Desk(label_studio, tmp_path, disputed, "prompts-adjudication", adjudication=True)
    eve.stream(court.pushed.project)
    assert eve.page.get_by_text("What the others said").first.is_visible()
    said = eve.page.inner_text(".cur")
    assert "Ambiguous or unclear" in said and tree[code.partition(":")[2]].name in said
    assert not any(name in said for name in ("r-ann", "r-bob", "@example.com"))
    shoot(eve, "review-adjudication")
    eve.press("a")
    eve.submit()
    assert court.pull().issues == ()
    final = decide([*desk.items, *court.items], [*desk.log, *court.log], Settings())
    assert sorted((d.outcome, d.rule) for d in final) == [("accept", "adjudicated"), ("accept", "consensus")]


def finding(candidate, field, message):
    return Finding(candidate=candidate, check="x", version=1, severity="warn", field=field, message=message)


def shown_item(name, candidate, findings, **more):
    seen = presentation.of_candidate(candidate, [clause(1)], findings)
    return presentation.freeze(
        name, candidate.kind, candidate.id, candidate.dataset, {**seen, **more}, 2, 1.0, []
    )


def fits(person):
    """Whether everything is on one laptop screen: nothing but the cards themselves scrolls."""
    return person.page.evaluate(
        """() => {
            const cards = [...document.querySelectorAll('.cur-left .cur-card')].map(c => c.getBoundingClientRect());
            return document.documentElement.scrollHeight <= innerHeight
                && cards.every(c => c.height === 0 || (c.top >= 0 && c.bottom <= innerHeight));
        }"""
    )


def test_a_prompt_is_edited_in_place(label_studio, team, tmp_path):
    tree = leaf()
    code = tree.qualified(tree.leaves()[0].code)
    made = shown_item("edited", prompt(1, category=code), [finding("c1", "text", "names no unit")])
    desk = Desk(label_studio, tmp_path, [made], "edited")
    ann = team[0]
    ann.stream(desk.pushed.project)
    assert ann.page.get_by_text("names no unit").first.is_visible() and fits(ann)
    shoot(ann, "review-prompt")
    ann.press("e", "m")
    field = ann.page.locator("textarea").filter(has_text="Help me").first
    field.fill("Help me to rewrite the log of unit 1.")
    # The shortcut to submit does not fire while a text is being typed.
    ann.page.get_by_text("Prompt", exact=True).first.click()
    ann.submit()
    (given,) = desk.pull().new
    assert (given.status, given.verdict, given.reasons) == ("active", "revise", ["ambiguous"])
    assert given.edited == {"text": "Help me to rewrite the log of unit 1."}


def test_questions_are_answered_blind_before_the_mark_is_shown(label_studio, team, tmp_path):
    tree = leaf()
    code = tree.qualified(tree.leaves()[0].code)
    spare = {"pool": ["Ten years", "Two years", "Until the unit is scrapped"]}
    suspect = [finding("q1", "options[3]", "two options say the same")]
    made = [shown_item("questions", question(n, code).model_copy(update=spare), suspect) for n in (1, 2, 3)]
    desk = Desk(label_studio, tmp_path, made, "questions")
    ann = team[0]
    ann.stream(desk.pushed.project)
    mark = ann.page.get_by_text("The article says two years.")
    suspicion = ann.page.get_by_text("two options say the same")

    def seen(text):
        return any(m.is_visible() for m in text.all())

    assert not seen(mark) and not seen(suspicion)
    ann.press("2")
    assert seen(mark) and seen(suspicion) and fits(ann)
    shoot(ann, "review-question")
    ann.press("a")
    ann.submit()
    assert not seen(mark) and not seen(suspicion)
    ann.press("3", "r", "k")
    ann.submit()
    # A spare wrong option takes the place of the last one, all by keyboard.
    ann.press("2", "e", "d", "Shift+Digit2", "Alt+d")
    shoot(ann, "review-question-swap")
    ann.submit()
    new = desk.pull().new
    assert sorted((j.status, j.answer, j.verdict, tuple(j.reasons)) for j in new) == [
        ("active", 1, "accept", ()),
        ("active", 1, "revise", ("weak-distractors",)),
        ("active", 2, "reject", ("wrong-key",)),
    ]
    (swapped,) = [j.edited for j in new if j.edited]
    assert swapped == {"options": ["One year", "Two years", "Five years", "Until the unit is scrapped"]}
    assert all(j.seconds is not None and j.reviewer == "r-ann" for j in new)


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
    desk = Desk(label_studio, tmp_path, [made], "clauses")
    bob = team[1]
    bob.stream(desk.pushed.project)
    for words in ("may regulate nothing", "about as likely", f"{names[best[0].category]}: “An operator”"):
        assert bob.page.get_by_text(words).first.is_visible()
    assert fits(bob)
    shoot(bob, "review-mapping")
    bob.press("a")
    bob.submit()
    (given,) = desk.pull().new
    assert (given.status, given.verdict) == ("active", "accept")
    assert given.labels == sorted(m.category for m in best)


@pytest.mark.parametrize(
    ("kind", "one", "other", "last"),
    [("question", ("2", "a"), ("3", "r", "k"), ("2", "a")), ("mapping", ("a",), ("r", "n"), ("a",))],
)
def test_two_differ_on_a_question_or_a_clause_and_a_third_settles_it(
    label_studio, team, tmp_path, kind, one, other, last
):
    tree = leaf()
    first = tree.qualified(tree.leaves()[0].code)
    if kind == "question":
        made = item(question(1, first), f"two-{kind}")
    else:
        best = Mapping(clause=clause().id, clause_sha256=clause().sha256, category=first, score=0.6, rank=1,
                       method="m", evidence_start=0, evidence_end=11)  # fmt: skip
        seen = presentation.of_clause(clause(), [best])
        made = presentation.freeze(f"two-{kind}", "mapping", clause().id, "lab", seen, 2, 1.0, [])
    desk = Desk(label_studio, tmp_path, [made], f"two-{kind}")
    ann, bob, eve = team
    for person, keys in ((ann, one), (bob, other)):
        person.stream(desk.pushed.project)
        person.press(*keys)
        person.submit()
    assert [j.status for j in desk.pull().new] == ["active"] * 2
    disputed, _ = adjudicate.disagreements(desk.items, desk.log, Settings())
    court = Desk(label_studio, tmp_path, disputed, f"two-{kind}-court", adjudication=True)
    eve.stream(court.pushed.project)
    eve.press(*last)
    eve.submit()
    court.pull()
    (final,) = decide([*desk.items, *court.items], [*desk.log, *court.log], Settings())
    assert (final.outcome, final.rule, final.labels, len(final.judgements)) == (
        "accept",
        "adjudicated",
        [first],
        3,
    )


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
    desk = Desk(label_studio, tmp_path, [made], "hostile", adjudication=True, tree=tree, workspace=tmp_path)
    ann = team[0]
    ann.stream(desk.pushed.project)
    assert fits(ann)
    ann.press("2")
    assert fits(ann)
    assert ann.page.get_by_text("=HYPERLINK(1)").first.is_visible()
    assert ann.page.get_by_text("\\u202ereversed").count() >= 3
    ann.page.get_by_role("button", name="Instructions").click()
    ann.page.get_by_text("Guide <img").first.wait_for()
    ann.page.keyboard.press("Escape")
    assert ann.page.locator("img[src=x]").count() == 0
    assert "owned" not in ann.page.title() and ann.external == []
    ann.page.wait_for_timeout(300)
    ann.press("a")
    ann.submit()
    (given,) = desk.pull().new
    assert (given.status, given.answer, given.labels) == ("active", 1, [tree.qualified(first.code)])
    assert validate_layout(batches.layout_of(tmp_path, "hostile").xml) == []
