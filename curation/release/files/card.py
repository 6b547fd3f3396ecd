"""`README.md`: the card, written from the data. Every number on it can be counted again from the release."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import yaml

from curation.core.errors import visible
from curation.core.items import released
from curation.core.records import Row
from curation.release.contents import evidence, kept_private
from curation.release.contents.rows import CONFIG
from curation.release.files import citation, parquet
from curation.release.gates import coefficient, lower_bound

if TYPE_CHECKING:
    import polars as pl

    from curation.release.draft import ReleaseDraft
    from curation.release.files.configs import RowConfig
    from curation.release.gates import Gate

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_DTYPES = {"String": "string", "Int64": "int64", "Float64": "float64", "Boolean": "bool"}
_MARKUP = re.compile(r"([\\`*_{}\[\]|#!])")


def escape(text: str) -> str:
    """`text` on one line as Markdown shows it: no markup, no HTML, control characters visible."""
    safe = visible(text.replace("\n", " ")).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\1", safe)


def text(draft: ReleaseDraft, gates: Sequence[Gate], configs: Sequence[RowConfig], content: str) -> str:
    """The whole card: the head that the Hub reads, then the words."""
    head = yaml.safe_dump(front(draft, configs), sort_keys=False, allow_unicode=True, width=1000)
    dataset = draft.inputs.dataset
    parts = [
        f"# {escape(dataset.title or dataset.name)} {draft.version}",
        *_standing(draft),
        escape(dataset.description),
        _section("What is in it", _contents(draft, configs)),
        _section("From which documents", _documents(draft)),
        _section("How it was made", _made(draft)),
        _section("How it was audited", _audited(draft, gates)),
        _section("Limits", _limits(draft)),
        _section("Use it", _use(draft, content)),
        _section("Cite it", citation.lines(draft, content)),
        _section("Changes", _changes(draft)),
        _section("Report an item", _reporting(draft)),
        _section("Withdrawn rows: errata of earlier versions", _withdrawn(draft)),
        _section("Licence and canary", _licence(draft)),
    ]
    return f"---\n{head}---\n\n" + "\n\n".join(part for part in parts if part) + "\n"


def front(draft: ReleaseDraft, configs: Sequence[RowConfig]) -> dict[str, Any]:
    """The YAML head of the card: what the Hub and `datasets` read."""
    dataset, n = draft.inputs.dataset, draft.rows.height
    size = next((label for limit, label in _SIZES if n < limit), "n>1M")
    head: dict[str, Any] = {
        "license": dataset.licence.lower(),
        "language": sorted({tag.partition("-")[0] for tag in draft.rows["language"]} or {dataset.language}),
        "pretty_name": dataset.title or dataset.name,
        "size_categories": [size],
        "task_categories": ["question-answering" if dataset.kind == "question" else "text-generation"],
        "annotations_creators": ["expert-generated"]
        if evidence.judged_rows(draft.rows)["in_all"]
        else ["no-annotation"],
        "tags": ["safety", "benchmark", "regulation", dataset.taxonomy]
        + (["preview"] if draft.preview else []),
        "configs": [_config(c) for c in configs],
        "dataset_info": [_info(c, labels(draft)) for c in configs],
    }
    if dataset.gated:
        head["extra_gated_prompt"] = dataset.gate_text
    return head


def _config(config: RowConfig) -> dict[str, Any]:
    files = [{"split": split, "path": config.path(split)} for split in config.splits]
    return {
        "config_name": config.name,
        **({"default": True} if config.name == CONFIG else {}),
        "data_files": files,
    }


def labels(draft: ReleaseDraft) -> dict[str, list[str]]:
    """Names by column of those that are labels: the categories that occur, sorted, and the letters of the options."""
    found = {"category": sorted(draft.rows["category"].unique())}
    if draft.inputs.dataset.kind == "question":
        most = max((len(options) for options in draft.rows["options"].to_list()), default=0)
        found["answer"] = [_letter(place) for place in range(most)]
    return found


def _letter(place: int) -> str:
    """A to Z, then AA, AB: how an option is called."""
    first = _letter(place // 26 - 1) if place >= 26 else ""
    return first + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place % 26]


def _info(config: RowConfig, named: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    schema = next(iter(config.splits.values())).schema
    items = config.name == CONFIG or config.view_of == CONFIG
    features = [_feature(name, dtype, named.get(name) if items else None) for name, dtype in schema.items()]
    splits = [
        {"name": s, "num_bytes": parquet.arrow_bytes(data), "num_examples": data.height}
        for s, data in config.splits.items()
    ]
    return {
        "config_name": config.name,
        "features": features,
        "splits": splits,
        "dataset_size": sum(s["num_bytes"] for s in splits),
    }


def _feature(name: str, dtype: Any, names: Sequence[str] | None) -> dict[str, Any]:
    if names:
        return {"name": name, "dtype": {"class_label": {"names": {str(i): n for i, n in enumerate(names)}}}}
    inner = getattr(dtype, "inner", None)
    if inner is None:
        return {"name": name, "dtype": _DTYPES[str(dtype)]}
    if name == released.IMAGES:
        return {"name": name, "list": "image"}
    if (fields := getattr(inner, "fields", None)) is not None:
        return {"name": name, "list": [_feature(f.name, f.dtype, None) for f in fields]}
    return {"name": name, "list": _DTYPES[str(inner)]}


def _section(title: str, lines: Iterable[str]) -> str:
    body = "\n".join(lines).strip()
    return f"## {title}\n\n{body}" if body else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    cells = [head, ["---"] * len(head), *[[escape(str(cell)) for cell in row] for row in rows]]
    return ["| " + " | ".join(map(str, row)) + " |" for row in cells]


def _standing(draft: ReleaseDraft) -> list[str]:
    if not draft.preview:
        found = draft.derived
        return [
            f"> **Audited.** {found['judgements']} judgements by {found['reviewers']} reviewers. {_error(draft)}"
        ]
    judged = evidence.judged_rows(draft.rows)
    n = draft.rows.height
    return [
        f"> **A preview, not an audited release.** {judged['in_all']} expert judgements stand behind it: {judged['none']} of {n} "
        f"rows have none, {judged['one']} have one, {judged['two_or_more']} have two or more. Rows with rule `unreviewed` "
        f"{_undecided(draft)}. Do not report scores on it." + _briefs(draft)
    ]


def _undecided(draft: ReleaseDraft) -> str:
    """What people did with the rows of a preview that no decision stands behind."""
    n = draft.judged_undecided
    if not n:
        return "were judged by nobody"
    has = "1 of them has" if n == 1 else f"{n} of them have"
    return f"are not decided: {has} judgements (the person who wrote a row counts as one), the others none"


def _briefs(draft: ReleaseDraft) -> str:
    """What the card's head says of rows that nobody has written out yet; empty where there are none."""
    n = len(draft.selected.unwritten)
    told = f" **{n} of {draft.rows.height} rows are briefs that a person has yet to write out:** they are no prompts for a model."
    return told if n else ""


def _contents(draft: ReleaseDraft, configs: Sequence[RowConfig]) -> list[str]:
    lines = _table(
        ("config", "what", "rows"),
        ((c.name, c.what, ", ".join(f"{s} {d.height}" for s, d in c.splits.items())) for c in configs),
    )
    top = _counted(p[0] if p else "(unknown)" for p in draft.rows["category_path"].to_list())
    lines += ["", *_table(("category", "rows"), top), ""]
    lines += _table(("variant", "rows"), _counted(draft.rows["variant"]))
    lines += _pictures(draft)
    lines += _private(draft)
    return [*lines, "", *_columns(draft)]


def _private(draft: ReleaseDraft) -> list[str]:
    """How many rows are kept back, and by which digest they are pinned; nothing where every row is published."""
    lines = [
        f"Split `{name}` is private: {one['rows']} more rows in {one['families']} families were cut with this version and are not published. "
        f"Digest of its rows: `{one['digest']}`; `release.json` also names the digest of its file."
        for name, one in ((draft.private or {}).get("splits") or {}).items()
    ]
    lines = ["", *lines, "The figures on this card are of the published rows alone."] if lines else []
    return [*lines, *(f"\n{line}" for line in kept_private.card_lines(draft.inputs.dataset))]


def _pictures(draft: ReleaseDraft) -> list[str]:
    """How many rows show pictures, and under which licences; nothing where none does."""
    shown = [pictures for pictures in draft.rows["pictures"].to_list() if pictures]
    if not shown:
        return []
    by_digest = {one["sha256"]: one for pictures in shown for one in pictures}
    licences = _counted(one["licence"] or "(not said)" for one in by_digest.values())
    head = f"{len(shown)} of {draft.rows.height} rows show pictures: {len(by_digest)} different ones, each with an alternative text"
    without = sum(not one["alt"].strip() for one in by_digest.values())
    head += f" except {without}." if without else "."
    columns = f"Their bytes are in the column `{released.IMAGES}`, and what is known of each in `pictures`, in the same order."
    return ["", f"{head} {columns}", "", *_table(("licence of the picture", "pictures"), licences)]


def _columns(draft: ReleaseDraft) -> list[str]:
    """What the columns are called and mean, and what every row says alike and no column repeats."""
    about = {name: field.description or "" for name, field in Row.model_fields.items()}
    unsaid = released.unsaid(draft.rows)
    kept = [name for name in draft.rows.columns if name not in draft.constant and name not in unsaid]
    same = {
        k: v
        for k, v in draft.constant.items()
        if k not in (*released.PLACE, "text", "stem", "options", "answer")
    }
    said = ", ".join(
        f"`{name}` {escape(json.dumps(value, ensure_ascii=False))}" for name, value in sorted(same.items())
    )
    lines = _table(("column of `items`", "what it holds"), ((name, about[name]) for name in kept))
    if "pictures" in kept:
        lines += _table(
            ("", ""), [(released.IMAGES, "The pictures themselves, in the order of `pictures`.")]
        )[2:]
    return [*lines, "", f"The same for every row, and so no column: {said}."] if said else lines


def _counted(values: Iterable[str]) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return sorted(found.items())


def _documents(draft: ReleaseDraft) -> list[str]:
    cited = _cited(draft.rows)
    rows = (
        (
            d["title"],
            d["edition"],
            d["issuer"],
            d["jurisdiction"],
            d["licence"],
            "yes" if d["redistribute"] else "no",
            cited[name],
        )
        for d in draft.inputs.documents.sort("slug", "edition").iter_rows(named=True)
        if (name := f"{d['slug']}@{d['edition']}") in cited
    )
    head = ("document", "edition", "issuer", "jurisdiction", "licence", "text passed on", "rows")
    return [
        *_table(head, rows),
        "",
        "Where a text may not be passed on, the release holds citations and digests only.",
    ]


def _cited(rows: pl.DataFrame) -> dict[str, int]:
    return dict(
        _counted(d for found in rows["clauses"].to_list() for d in {c.partition("#")[0] for c in found})
    )


def _made(draft: ReleaseDraft) -> list[str]:
    made = _counted(
        g + (f", model {m}" if m else "") for g, m in draft.rows.select("generator", "model").iter_rows()
    )
    lost = ", ".join(f"{reason} {count}" for reason, count in draft.selected.lost.items()) or "none"
    lines = [*_table(("made by", "rows"), made), "", f"Candidates left out, by reason: {lost}."]
    bare = sum(not text.strip() for text in draft.rows["explanation"])
    if bare and draft.inputs.dataset.kind == "question":
        lines.append(
            f"{bare} rows have no explanation: none was written, or it quotes a document that may not be passed on."
        )
    funnel = draft.inputs.figures.get("funnel") or []
    if funnel:
        steps = (
            (s["step"], s["taken"], s["given"], ", ".join(f"{k} {v}" for k, v in sorted(s["lost"].items())))
            for s in funnel
        )
        lines += ["", *_table(("step", "in", "out", "lost"), steps)]
    return lines


def _audited(draft: ReleaseDraft, gates: Sequence[Gate]) -> list[str]:
    found = draft.derived
    return [
        f"{found['judgements']} judgements by {found['reviewers']} reviewers on {found['subjects']} candidates; "
        f"{_agreeing(found)}.",
        _coefficients(found["agreement"] or {}),
        *_asked(draft.audit),
        _error(draft),
        "",
        *_table(
            ("gate", "kind", "state", "is", "needs"),
            ((g.name, g.kind, g.state, g.is_, g.need) for g in gates),
        ),
        "",
        "`audit.json` holds every judgement and decision without names, comments or times; all figures above follow from it, "
        "and `curation release verify` derives them again.",
    ]


def _asked(audit: Mapping[str, Any]) -> list[str]:
    """How questions were asked, where some were asked beside their key: nothing kept these people from seeing the key before they answered.

    Where the answer is a task of its own, a judgement with a verdict holds none.
    """
    verdicts = [
        j
        for j in audit["judgements"]
        if j["counts"]
        and j["kind"] == "question"
        and j["role"] == "annotator"
        and j["verdict"] not in ("", "none")
    ]
    beside = sum(j["answer"] is not None for j in verdicts)
    if not beside:
        return []
    return [
        f"{beside} of {len(verdicts)} judgements of questions were made in one task, where the answer and the verdict on the "
        "marked answer stand on the same page; the others answered before the marked answer was on the server."
    ]


def _agreeing(found: Mapping[str, Any]) -> str:
    if not found["pairs"]:
        return "no two of them judged the same candidate, so there is no agreement to report"
    return (
        f"of {found['pairs']} pairs on the same candidate {found['pairs_agreeing']:.1%} gave the same verdict"
    )


def _coefficients(agreement: Mapping[str, Any]) -> str:
    names = ("raw", "gwet_ac1", "krippendorff_alpha", "fleiss_kappa", "cohen_kappa")
    said = [lower_bound(agreement, name)[0] for name in names if coefficient(agreement, name)]
    return f"Agreement with 95 % intervals: {', '.join(said)}.".replace("_", " ") if said else ""


def _error(draft: ReleaseDraft) -> str:
    certified = evidence.certified_error(draft.derived["error"], draft.inputs.dataset.gates.confidence)
    if not certified:
        return "No random sample of the accepted rows was checked again, so no error rate is certified."
    if certified["statement"]:
        said = f"Audit of a registered random sample of the accepted items: {certified['statement']}."
    else:
        said = (
            f"Certified error rate: {certified['k']} errors in a random sample of {certified['n']}, "
            f"so at most {certified['upper']:.2%} with confidence {certified['confidence']:.0%}."
        )
    return f"{said}{_covered(draft)}"


def _covered(draft: ReleaseDraft) -> str:
    """Of how many rows the statement on the error rate is, and why not of the others."""
    left_out = evidence.uncovered(draft.audit)
    if left_out is None:
        return ""
    n, outside, mended = draft.rows.height, len(left_out["outside"]), len(left_out["mended"])
    told = f" This covers {n - outside - mended} of {n} rows"
    why = [f"{outside} came after the sample was drawn"] if outside else []
    why += [f"{mended} replaced one in which the audit found an error"] if mended else []
    return f"{told}: {' and '.join(why)}." if why else f"{told}."


def _changes(draft: ReleaseDraft) -> list[str]:
    """This version's entry of the changelog in one sentence, and where the rest is."""
    if draft.before is None:
        told = f"The first version: {draft.rows.height} rows."
    else:
        counted = [f"{n} {kind}" for kind, n in draft.changes.counts.items() if n and kind != "same"]
        told = f"After {draft.before['version']}: {', '.join(counted) or 'no row changed'}."
    return [f"{told} Every version is in [CHANGELOG.md](CHANGELOG.md), row by row in `diff.parquet`."]


def _reporting(draft: ReleaseDraft) -> list[str]:
    dataset = draft.inputs.dataset
    place = (dataset.report or dataset.contact).replace("{version}", str(draft.version)).replace("{id}", "")
    if not place:
        return []
    link = (
        f"[{escape(place)}]({place})"
        if re.fullmatch(r"(https?://|mailto:)[^\s()<>]+", place)
        else escape(place)
    )
    return [
        f"Is a key wrong, a passage misread, an item harmful or not yours to see? Report it: {link}. Name its `id`, the version "
        f"({draft.version}) and what is wrong. A row found wrong is withdrawn from the next version, with the reason given."
    ]


def _limits(draft: ReleaseDraft) -> list[str]:
    lines = [escape(draft.inputs.dataset.limits)] if draft.inputs.dataset.limits else []
    bare = sum(1 for clauses in draft.rows["clauses"] if not len(clauses))
    if bare:
        lines.append(f"{bare} of {draft.rows.height} rows rest on no clause of any document.")
    return [
        *lines,
        "",
        "It measures what a model says to these items, not what it knows or may be made to do. It is no legal advice and no "
        "proof of compliance with the documents it was made from. It covers the categories counted above and no others.",
    ]


def _use(draft: ReleaseDraft, content: str) -> list[str]:
    dataset = draft.inputs.dataset
    fetch = f"curation release pull ORG/{dataset.name}@{draft.version}"
    return [
        "```",
        fetch,
        f'datasets.load_dataset("{dataset.name}/{draft.version}", "items")',
        "```",
        "",
        "Pull by a verified copy, not by `load_dataset(..., revision=)`: without the network that may give another version "
        f"without an error. Say the version and the content digest with every score: `{content}`."
        + (
            ""
            if draft.preview
            else f" Scores compare with those on other versions {draft.version.major}.x, row by row."
        ),
    ]


def _withdrawn(draft: ReleaseDraft) -> list[str]:
    if not draft.withdrawn:
        return []
    rows = ((w["id"], w["since"], w["reason"]) for w in draft.withdrawn)
    return [
        "An erratum for those who use an earlier version: leave these rows out of every version before the one named.",
        "",
        *_table(("id", "without it since", "reason"), rows),
    ]


def _licence(draft: ReleaseDraft) -> list[str]:
    dataset = draft.inputs.dataset
    lines = [f"Rows: {escape(dataset.licence)}. Clauses keep the licence of their document."]
    return [*lines, "", f"Benchmark data should not be in training corpora. Canary: `{dataset.canary}`"]
