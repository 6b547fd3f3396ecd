"""Workspaces of any size for the report's tests, made of records, with text that tries to break out of the page."""

from curation import taxonomy
from curation.core.digests import text_digest
from curation.core.records import (
    Candidate,
    Clause,
    Cluster,
    Decision,
    Document,
    Edge,
    Finding,
    Judgement,
    Mapping,
    Origin,
    ReviewItem,
)
from curation.core.stage import Loss
from curation.core.tables import frame
from curation.report.data import (
    Annotator,
    Certificate,
    ReportData,
    ReportedAgreement,
    ReportedChange,
    ReportedEdit,
    ReportedRelease,
    ReportedYield,
)

HOSTILE = "</script><script>window.broken = 1</script><img src=x onerror='window.broken = 1'> & \u202e \x1b[31m \"quoted\""
SHA = "0" * 64


def clause(number: int, document: str) -> Clause:
    words = f"Clause {number} says that records must be kept for {number % 30 + 1} days. " * 3
    text = HOSTILE if number == 0 else words
    return Clause(
        id=f"{document}@1#sec_{number}", document=document, edition="1", eid=f"sec_{number}", kind="section",
        citation=f"{document} § {number}", path=["Part"], marker=str(number), text=text, start=0, end=len(text),
        sha256=text_digest(text),
    )  # fmt: skip


def candidate(number: int, category: str, clause_id: str) -> Candidate:
    text = (
        HOSTILE
        if number == 0
        else f"Please explain rule {number} about keeping records, and say why it matters for item {number * 7}."
    )
    return Candidate(
        id=f"c-{number:06d}", root=f"c-{number:06d}", dataset="sample", kind="prompt", status="ready", text=text,
        categories=[category], clauses=[clause_id], origin=Origin(generator="template", version="1"), fingerprint=text_digest(text),
    )  # fmt: skip


def judgement(item: str, subject: str, reviewer: str, verdict: str) -> Judgement:
    return Judgement(
        id=f"j-{item}-{reviewer}", item=item, batch="b1", kind="prompt", subject=subject, revision="r", reviewer=reviewer,
        verdict=verdict, seconds=30.0, made="2026-01-01T00:00:00Z", layout="l", source=f"s-{item}-{reviewer}",
    )  # fmt: skip


def sample(items: int = 60, clauses: int = 40) -> ReportData:
    """A workspace in which every section of the page has something to show."""
    tax = taxonomy.load("air-2024")
    leaves = tax.leaves()
    docs = ["policy-a", "law-b", "<b>standard-c</b>"[3:13]]
    made = [clause(i, docs[i % len(docs)]) for i in range(clauses)]
    mapped = [
        Mapping(
            clause=c.id, clause_sha256=c.sha256, category=tax.qualified(leaves[i * 7 % len(leaves)].code), score=(i % 20) / 20,
            rank=1, method="combined", evidence_start=0, evidence_end=5,
        )
        for i, c in enumerate(made)
    ]  # fmt: skip
    wanted = [candidate(i, mapped[i % clauses].category, made[i % clauses].id) for i in range(items)]
    pair = sorted((wanted[1].id, wanted[2].id))
    twins = sorted((wanted[3].id, wanted[4].id))
    judged = [(c, f"i-{c.id}") for c in wanted[5:15]]
    return ReportData(
        name=f"Sample {HOSTILE}",
        losses=[("ingest", Loss(clauses + 1, clauses, {"no words": 1})), ("generate", Loss(items + 3, items, {"no verb": 3}))],
        documents=frame([Document(slug=d, title=d) for d in docs], Document),
        clauses=frame(made, Clause),
        mappings=frame(mapped, Mapping),
        candidates=frame(wanted, Candidate),
        findings=frame(
            [Finding(candidate=wanted[0].id, check="template-leak", version=1, severity="error", field="text", message=HOSTILE)],
            Finding,
        ),
        clusters=frame([Cluster(kept=pair[0], member=pair[1], method="near", score=0.91, path=pair[::-1])], Cluster),
        edges=frame(
            [
                Edge(a=pair[0], b=pair[1], method="near", score=0.91, relation="duplicate"),
                Edge(a=twins[0], b=twins[1], method="semantic", score=0.95, relation="contrast", evidence="number: 3 / 4"),
            ],
            Edge,
        ),
        items=frame(
            [ReviewItem(id=i, batch="b1", kind="prompt", subject=c.id, revision="r", dataset="sample", shown={}) for c, i in judged],
            ReviewItem,
        ),
        judgements=frame(
            [judgement(i, c.id, r, v) for c, i in judged for r, v in (("ann", "accept"), ("ben", "revise" if c is judged[0][0] else "accept"))],
            Judgement,
        ),
        decisions=frame(
            [Decision(subject=c.id, kind="prompt", dataset="sample", outcome="accept", rule="consensus", judgements=["j1", "j2"]) for c, _ in judged[1:]],
            Decision,
        ),
        taxonomies=[tax],
        agreement=[
            ReportedAgreement("b1", "verdict", "raw", 0.9, 0.7, 1.0, 10, 10),
            ReportedAgreement("b1", "labels", "alpha", None, n_items=10, n_pairs=10, why="no variation"),
        ],
        annotators=[Annotator("ann", 10, 30.0, 2, 2)],
        yields=[ReportedYield("generator", "template", 6, 3, 1, 2), ReportedYield("reason", HOSTILE, 0, 1, 0, 0)],
        edits=[ReportedEdit("c-000001", "text", "Keep it for two days.", HOSTILE)],
        certificates=[Certificate("sample", 10, 0, 0.2589, 0.01, 289)],
        releases=[ReportedRelease("sample", "0.1.0", True, 9, 20, "a" * 64)],
        released={wanted[6].root: ["sample@0.1.0"]},
        changes=[ReportedChange("law-b", "modified", "within 10 days", "within 20 days", "law-b § 1", 3, 1)],
    )  # fmt: skip
