"""What a run of the model path would ask and use, before anything is sent. No model is needed for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from curation.core.records import CandidateKind
from curation.generation.context import Context
from curation.generation.model import examples, request_texts
from curation.generation.model.context_pack import Packs
from curation.generation.model.sections import Section, most_of, units_of
from curation.generation.model.stages import chosen_sections

LETTERS_A_TOKEN = 4
"""Characters that a token holds on average in English; other languages and scripts need more tokens."""
ITEM = {"question": 2400, "prompt": 1700, "task": 2200}
"""Characters of an item with all its options, of a pair, or of a task with its rubric."""
OUT: Mapping[str, int] = {
    "plan": 130, "write question": 1100, "write prompt": 450, "solve": 60, "check question": 260, "check prompt": 160,
    "options-only": 45, "rewrite": 480, "twins": 420, "closed-book question": 10, "closed-book prompt": 600,
    "write task": 1000, "check task": 500, "solve task": 450, "closed-book task": 450, "judge": 70, "complete": 150, "read": 110, "mend": 330,
    "trim": 90,
}  # fmt: skip
"""Tokens of an answer, of a plan for each brief; measured on answers written by a strong model."""
SHOWS = 0.9
"""The share of questions whose key shows in the options as written; 118 of 131 and 18 of 19 in two trials."""
UNTWINNED = 0.2
"""The share of these that get no twin, but new wrong options once; of 13 twins asked for in a trial one was not possible."""
COMPLETED = 0.5
"""The share of tasks whose rubric is taken to need further points once; it was 5 of 9 in a trial."""
TRIMMED = 0.2
"""The share of questions that are taken to have idle details taken out once, and to be solved and checked again; assumed, no trial
counted them."""
MENDED = 0.4
"""The share of pairs that are taken to go back for a small edit once, and to be checked and read again."""


@dataclass(frozen=True)
class PassEstimate:
    """What a pass asks: requests, and about how many tokens in and out."""

    requests: int
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True)
class RunEstimate:
    """A run of one kind of item, its first round."""

    kind: CandidateKind
    sections: int
    items: int
    """Most items that are written; a pair counts once."""
    passes: Mapping[str, PassEstimate]
    models: Mapping[str, PassEstimate]
    """The same by the model that is asked, by its name in the settings; empty for their own model."""

    @property
    def requests(self) -> int:
        """Requests of all passes."""
        return sum(one.requests for one in self.passes.values())

    @property
    def input_tokens(self) -> int:
        """Tokens sent."""
        return sum(one.input_tokens for one in self.passes.values())

    @property
    def output_tokens(self) -> int:
        """Tokens received."""
        return sum(one.output_tokens for one in self.passes.values())


def estimate(context: Context, kind: CandidateKind) -> RunEstimate:
    """What the items of a kind need, if every marked paragraph bears one and all are accepted by the first passes.

    It covers the first round and is on the high side: what a planner declines and what a pass rejects is not asked about further. It is no
    limit: lengths of answers and shares of items that are asked about again are averages.
    """
    units = chosen_sections(
        context,
        kind,
        units_of(context, kind),
        dict.fromkeys(context.leaves, context.settings.per_category),
    )
    packs = Packs(context)
    by_pass: dict[str, Counter[str]] = {}
    by_model: dict[str, Counter[str]] = {}

    def add(name: str, requests: int, letters: int, out: int, models: Sequence[str]) -> None:
        counted = [(by_pass, name, requests)]
        counted += [(by_model, model, requests // len(models)) for model in models]
        for table, row, n in counted:
            table.setdefault(row, Counter()).update(
                requests=n, input=n * (letters // LETTERS_A_TOKEN), output=n * out
            )

    items = 0
    left = context.pilot
    for _, section in units:
        briefs = min(most_of(context, kind, section), len(section.targets))
        if left is not None:
            briefs = min(briefs, max(left, 0))
            left -= briefs
        items += briefs
        _section(context, packs, kind, section, briefs, add)
    passes, models = (
        {name: PassEstimate(n["requests"], n["input"], n["output"]) for name, n in table.items()}
        for table in (by_pass, by_model)
    )
    return RunEstimate(kind, len(units), items, passes, models)


def _section(
    context: Context,
    packs: Packs,
    kind: CandidateKind,
    section: Section,
    briefs: int,
    add: Callable[[str, int, int, int, Sequence[str]], None],
) -> None:
    """Adds what a section of so many briefs asks."""
    settings, item = context.settings.passes, ITEM[kind]
    law = len(packs.law(section))
    choice = len(packs.described(packs.categories(section)))
    writer, checker = (settings.writer,), (settings.checker,)
    shown = len(examples.shown(context, kind, ""))

    def text(name: str) -> int:
        return len(request_texts.source(name))

    add("plan", 1, text(f"plan-{kind}") + law + choice, OUT["plan"] * briefs, writer)
    add("write", briefs, text(f"write-{kind}") + law + shown + 600, OUT[f"write {kind}"], writer)
    if kind in ("question", "task") and settings.solve:
        name = "solve" if kind == "question" else "solve-task"
        answers = briefs * settings.samples * len(settings.solvers)
        add("solve", answers, text(name) + law + item, OUT[name.replace("-", " ")], settings.solvers)
        if kind == "task":
            add(
                "judge",
                answers,
                2 * item + LETTERS_A_TOKEN * OUT["solve task"],
                OUT["judge"],
                (settings.judge,),
            )
    if settings.check:
        add("check", briefs, text(f"check-{kind}") + law + item + choice // 2, OUT[f"check {kind}"], checker)
    if kind == "prompt" and settings.read:
        again = round(MENDED * briefs) if settings.mends else 0
        add("read", briefs + again, text("read-pair") + law + item, OUT["read"], (settings.reader,))
        if again:
            add("mend", again, text("mend-pair") + law + item + 600, OUT["mend"], writer)
            if settings.check:
                add("check", again, text("check-prompt") + law + item, OUT["check prompt"], checker)
    if kind == "task" and settings.check and settings.rewrites:
        again = round(COMPLETED * briefs)
        add("complete", again, text("complete-task") + law + item, OUT["complete"], writer)
        add("check", again, text("check-task") + law + item, OUT["check task"], checker)
    if kind == "question" and settings.check and settings.trim:
        again = round(TRIMMED * briefs)
        add("trim", again, text("trim-question") + law + item, OUT["trim"], writer)
        if settings.solve:
            solved = again * settings.samples * len(settings.solvers)
            add("solve", solved, text("solve") + law + item, OUT["solve"], settings.solvers)
        add("check", again, text("check-question") + law + item, OUT["check question"], checker)
    if kind == "question" and settings.options_only:
        rankings = settings.orders * len(settings.guessers)
        add(
            "options-only",
            briefs * rankings,
            text("options-only") + item // 2,
            OUT["options-only"],
            settings.guessers,
        )
        if settings.rewrites:
            again = round(SHOWS * briefs * (1.0 if settings.twins == "never" else UNTWINNED))
            add("rewrite", again, text("rewrite") + law + item, OUT["rewrite"], writer)
            add("check", again, text("check-question") + law + item, OUT["check question"], checker)
            add(
                "options-only",
                again * rankings,
                text("options-only") + item // 2,
                OUT["options-only"],
                settings.guessers,
            )
    if kind == "question" and (
        settings.twins == "always" or (settings.twins == "guessable" and settings.options_only)
    ):
        twins = briefs if settings.twins == "always" else round(SHOWS * briefs)
        add("twins", twins, text("twin-question") + law + item, OUT["twins"], writer)
        if settings.solve:
            solved = 2 * twins * settings.samples * len(settings.solvers)
            add("solve", solved, text("solve") + law + item, OUT["solve"], settings.solvers)
        if settings.check:
            add("check", 2 * twins, text("check-question") + law + item, OUT["check question"], checker)
        briefs += twins
    if settings.answered_closed(kind):
        asked = briefs * len(settings.closed) * (2 if kind == "prompt" else 1)
        add("closed-book", asked, item // 2, OUT[f"closed-book {kind}"], settings.closed)
        if kind == "task":
            add(
                "judge",
                asked,
                2 * item + LETTERS_A_TOKEN * OUT["closed-book task"],
                OUT["judge"],
                (settings.judge,),
            )
