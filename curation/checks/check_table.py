"""The table of checks: id, version, severity, what it applies to, how often it fires on good items, and the function.

A new check is a function `(Item, Settings) -> Iterator[Hit]` and one line here. The base rate is the share of sound,
expert-approved items on which the check fires; a check that fires often there is a hint and never a gate. Rules of this
kind hardly tell wrong items from right ones: they check the form, and they tell a reviewer what to look at.

Where the base rates come from: questions, 5,330 published items that experts found sound; prompts, 1,200 published human
prompts; literal-newline, option-label, explanation-key and the flaws (`flaws.py`), 160 expert-verified questions of one set, of which
6 get a warning or an error of any check. The checks of evidence,
pool and options-in-stem cannot fire on items whose quotes, pool and options are kept as they should be: a set that writes
its options inside the questions gets that hint on every one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from curation.checks import language, passes, pictures, task, wording
from curation.checks.items import Hit, Item
from curation.checks.prompts import conversation, prompt, prompt_form
from curation.checks.questions import (
    bearers,
    by_computation,
    by_provision,
    clangs,
    classes,
    derived,
    due,
    explained_options,
    explanations,
    flaws,
    listed,
    measures,
    negations,
    option_forms,
    pleading,
    question,
    slips,
    stem_flaws,
    stem_grammar,
    stories,
)
from curation.checks.settings import Settings
from curation.core.errors import Severity

Applies = Literal["prompt", "question", "task", "both"]
"""The kind of item that a check is for; `both` is every kind."""


@dataclass(frozen=True)
class Check:
    """One check of the table."""

    id: str
    version: int
    severity: Severity
    applies: Applies
    base_rate: float | None
    """Share of sound items on which it fires, in [0, 1]; None where it was not measured, as for a plugin."""
    run: Callable[[Item, Settings], Iterator[Hit]]
    briefs: bool = True
    """Whether it also reads authoring briefs, whose words a person is still to write."""


CHECKS: tuple[Check, ...] = (
    Check("record-shape", 1, "error", "both", 0.0, question.shape),
    Check("text-empty", 1, "error", "prompt", 0.0, prompt.text_empty),
    Check("turns-order", 1, "error", "prompt", 0.0, conversation.turns_order),
    Check("policy-not-shown", 1, "error", "prompt", 0.0, conversation.policy_not_shown),
    Check("turn-repeated", 1, "warn", "prompt", 0.0, conversation.turn_repeated),
    Check("task-part-empty", 1, "error", "task", 0.0, task.parts_empty),
    Check("rubric-unsound", 1, "error", "task", 0.0, task.rubric_unsound),
    Check("point-clause", 1, "error", "task", 0.0, task.point_clause),
    Check("stem-empty", 1, "error", "question", 0.0, question.stem_empty),
    Check("option-count", 1, "error", "question", 0.0, question.option_count),
    Check("option-empty", 1, "error", "question", 0.0, question.option_empty),
    Check("option-duplicate", 1, "error", "question", 0.001, question.option_duplicate),
    Check("option-truncated", 5, "error", "question", 0.0, question.option_truncated),
    Check("template-leak", 3, "error", "both", 0.003, wording.template_leak),
    Check("control-character", 1, "error", "both", 0.007, wording.control_character),
    Check("mojibake", 2, "error", "both", 0.0, wording.mojibake),
    Check("personal-data", 2, "error", "both", 0.0, wording.personal_data),
    Check("secret", 1, "error", "both", 0.0, wording.secret),
    Check("model-artefact", 2, "error", "both", 0.008, wording.model_artefact),
    Check("wrong-language", 1, "error", "both", 0.002, language.wrong_language),
    Check("evidence-verbatim", 1, "error", "both", 0.0, wording.evidence_verbatim),
    Check("pool-duplicate", 1, "error", "question", 0.0, question.key_in_pool),
    Check("key-not-derivable", 1, "error", "question", 0.0, derived.key_not_derivable),
    Check("key-contradicted", 1, "error", "question", 0.0, derived.key_contradicted),
    Check("fact-not-quoted", 1, "error", "question", 0.0, derived.fact_not_quoted),
    Check("time-misread", 1, "error", "question", 0.0, derived.time_misread),
    Check("exception-ignored", 1, "warn", "question", 0.0, derived.exception_ignored),
    Check("explanation-contradicts", 1, "error", "question", 0.0, derived.explanation_contradicts),
    Check("picture-file", 1, "error", "both", 0.0, pictures.there),
    Check("picture-sight", 1, "warn", "both", 0.0, pictures.readable),
    Check("picture-alt", 1, "warn", "both", 0.0, pictures.described),
    Check("picture-licence", 1, "warn", "both", 0.0, pictures.licensed),
    Check("picture-located", 1, "warn", "both", 0.0, pictures.located),
    Check("picture-alt-key", 2, "warn", "question", 0.0, pictures.told),
    Check("picture-text-key", 1, "warn", "question", 0.0, pictures.carried),
    Check("picture-not-needed", 1, "warn", "question", 0.0, pictures.needed),
    Check("evidence-missing", 1, "warn", "both", 0.0, wording.evidence_missing),
    Check("explanation-key", 2, "warn", "question", 0.0, question.explanation_key),
    Check("literal-newline", 2, "warn", "both", 0.119, wording.literal_escape),
    Check("option-label", 1, "warn", "question", 0.0, question.option_label),
    Check("options-in-stem", 1, "info", "question", 0.0, question.stem_holds_options),
    Check("missing-reference", 3, "warn", "both", 0.061, wording.missing_reference),
    Check("unordered-numbers", 1, "warn", "question", 0.028, question.unordered_numbers),
    Check("true-false", 1, "warn", "question", 0.023, question.true_false),
    Check("option-long", 1, "warn", "question", 0.008, question.option_long),
    Check("key-longest", 2, "warn", "question", 0.065, question.key_longest),
    Check("key-shortest", 3, "warn", "question", 0.035, question.key_shortest),
    Check("all-of-above", 1, "warn", "question", 0.049, question.all_of_above),
    Check("k-type", 1, "warn", "question", 0.026, question.k_type),
    Check("article-cue", 1, "warn", "question", 0.002, question.article_cue),
    Check("grammar-odd", 2, "warn", "question", 0.038, question.grammar_odd),
    Check("same-in-other-units", 3, "error", "question", 0.0, measures.same_in_other_units),
    Check("ranges-overlap", 3, "warn", "question", 0.0, measures.ranges_overlap),
    Check("dangling-reference", 3, "warn", "question", 0.0, stem_flaws.dangling),
    Check("double-barrelled", 3, "warn", "question", 0.006, stem_flaws.double_barrelled),
    Check("unfocused", 4, "warn", "question", 0.0, stem_flaws.unfocused),
    Check("opinion", 1, "warn", "question", 0.0, stem_flaws.opinion),
    Check("window-dressing", 2, "warn", "question", 0.0, stories.window_dressing),
    Check("repeated-words", 2, "warn", "question", 0.0, flaws.repeated_words),
    Check("opposites", 1, "warn", "question", 0.0, flaws.opposites),
    Check("heterogeneous", 2, "warn", "question", 0.0, flaws.heterogeneous),
    Check("option-form", 1, "warn", "question", 0.006, option_forms.odd_form),
    Check("same-words", 1, "warn", "question", 0.0, flaws.same_words),
    Check("nested-options", 1, "warn", "question", 0.0, flaws.nested),
    Check("class-and-part", 1, "warn", "question", 0.0, classes.class_and_part),
    Check("unknown-abbreviation", 2, "warn", "question", 0.013, stem_flaws.unknown_abbreviation),
    Check("absurd-bearer", 4, "warn", "question", 0.0, bearers.absurd_bearer),
    Check("double-negative", 3, "warn", "question", 0.0, negations.double_negative),
    Check("negative-plain", 5, "warn", "question", 0.0, negations.negative_plain),
    Check("combination", 1, "warn", "question", 0.0, flaws.combination),
    Check("ungrammatical", 2, "warn", "question", 0.0, stem_grammar.ungrammatical),
    Check("explanation-other", 4, "warn", "question", 0.0, explanations.other_option),
    Check("explanation-pleads", 1, "warn", "question", 0.0, pleading.pleads_for_another),
    Check("sum-wrong", 1, "warn", "question", 0.0, explanations.sum_wrong),
    Check("stem-cut", 1, "warn", "question", 0.0, stem_grammar.stem_cut),
    Check("explanation-verdict", 1, "warn", "question", 0.0, explanations.other_verdict),
    Check("explanation-options", 1, "warn", "question", 0.013, explained_options.other_words),
    Check("explanation-judges", 1, "warn", "question", 0.0, explained_options.own_verdicts),
    Check("key-unsupported", 2, "warn", "question", 0.0, by_provision.key_unsupported),
    Check("bearer-elsewhere", 1, "warn", "question", 0.0, by_provision.bearer_elsewhere),
    Check("second-of-a-list", 1, "warn", "question", 0.0, listed.second_of_a_list),
    Check("both-listed", 2, "warn", "question", 0.0, listed.both_listed),
    Check("exception-unseen", 2, "warn", "question", 0.0, by_provision.exception_unseen),
    Check("same-meaning", 1, "warn", "question", 0.0, by_provision.same_meaning),
    Check("told-in-stem", 1, "warn", "question", 0.0, by_provision.told_in_stem),
    Check("date-unreached", 2, "warn", "question", 0.0, due.date_unreached),
    Check("bearer-named", 1, "warn", "question", 0.0, by_computation.bearer_named),
    Check("not-asked-of", 1, "warn", "question", 0.0, by_computation.not_asked_of),
    Check("often-told", 1, "warn", "question", 0.0, by_computation.often_told),
    Check("centre-of-copies", 2, "warn", "question", 0.0, by_computation.centre_of_copies),
    Check("out-of-place", 1, "warn", "question", 0.0, slips.out_of_place),
    Check("kind-and-one", 1, "warn", "question", 0.0, slips.kind_and_one_of_it),
    Check("name-changed", 1, "warn", "question", 0.0, slips.name_changed),
    Check("pair-in-the-middle", 1, "warn", "question", 0.0, slips.pair_in_the_middle),
    Check("power-lost", 1, "warn", "question", 0.0, slips.power_lost),
    Check("it-unnamed", 1, "warn", "question", 0.0, slips.it_unnamed),
    Check("thing-acts", 1, "warn", "question", 0.0, slips.thing_acts),
    Check("left-open", 1, "warn", "question", 0.0, slips.left_open),
    Check("recourse-unsaid", 1, "warn", "question", 0.0, slips.recourse_unsaid),
    Check("option-language", 1, "warn", "question", 0.0, by_computation.option_language),
    Check("clang-strong", 4, "warn", "question", 0.013, clangs.clang),
    Check("doubled", 2, "warn", "both", 0.003, wording.doubled, briefs=False),
    Check("unbalanced", 1, "warn", "both", 0.003, wording.unbalanced, briefs=False),
    Check("web-address", 1, "warn", "both", 0.001, wording.address),
    Check("no-request", 4, "warn", "prompt", 0.054, prompt.no_request, briefs=False),
    Check("prompt-long", 1, "warn", "prompt", 0.010, prompt.prompt_long),
    Check("questions-many", 3, "warn", "prompt", 0.021, prompt.questions_many),
    Check("cut-from-a-rule", 2, "warn", "prompt", 0.0, prompt.cut_from_a_rule, briefs=False),
    Check("broken-off", 1, "warn", "prompt", 0.0, prompt_form.broken_off, briefs=False),
    Check("tool-words", 1, "warn", "prompt", 0.0, prompt_form.written_by_model),
    Check("nothing-there", 1, "warn", "prompt", 0.0, prompt_form.nothing_there, briefs=False),
    Check("said-twice", 1, "warn", "prompt", 0.0, prompt_form.said_twice, briefs=False),
    Check("no-end-mark", 3, "info", "prompt", 0.022, prompt.no_end, briefs=False),
    Check("list-marker", 2, "warn", "prompt", 0.001, prompt_form.marked),
    Check("points-few", 1, "warn", "task", 0.0, task.points_few),
    Check("point-twice", 1, "warn", "task", 0.0, task.point_twice),
    Check("point-several", 1, "warn", "task", 0.0, task.point_several),
    Check("point-given", 1, "warn", "task", 0.0, task.point_given),
    Check("match-misses", 1, "error", "task", 0.0, task.match_misses),
    Check("no-mistake", 1, "info", "task", 0.0, task.no_mistake),
    Check("length-spread", 1, "info", "question", 0.048, question.length_spread),
    Check("negative-stem", 1, "info", "question", 0.139, question.negative_stem),
    Check("absolute-terms", 2, "info", "question", 0.098, question.absolute_terms),
    Check("vague-terms", 1, "info", "question", 0.039, question.vague_terms),
    Check("clang-cue", 1, "info", "question", 0.091, question.clang_cue),
    Check("convergence-cue", 1, "info", "question", 0.039, question.convergence_cue),
    Check("blank-stem", 1, "info", "question", 0.044, question.blank_stem),
    Check("not-a-question", 1, "info", "question", 0.31, question.not_a_question),
    Check("stem-long", 1, "info", "question", 0.068, question.stem_long),
    Check("pass-not-done", 1, "warn", "both", 0.0, passes.not_through),
    Check("pass-idle-details", 1, "warn", "question", 0.0, passes.idle_details),
    Check("pass-guessable", 1, "warn", "question", 0.0, passes.guessable),
    Check("pass-all-wrong", 1, "warn", "question", 0.0, passes.all_wrong),
    Check("pass-no-difference", 1, "info", "prompt", 0.0, passes.told_apart),
    Check("pass-points-unmet", 1, "warn", "task", 0.0, passes.points_unmet),
    Check("pass-rubric-lacks", 1, "warn", "task", 0.0, passes.rubric_lacks),
    Check("pass-all-easy", 1, "warn", "task", 0.0, passes.all_easy),
    Check("pass-off", 1, "info", "both", 0.0, passes.switched_off),
)  # fmt: skip
