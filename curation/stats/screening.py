"""Rates found by people who miss some faults: how often they find one, and what that makes of the rate they report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curation.stats import sampling
from curation.stats.intervals import Rate, clopper_pearson, clopper_pearson_upper


def sensitivity(found: int, faults: int, confidence: float = 0.95) -> Rate:
    """The share of faults that a person finds, with its exact interval (Clopper and Pearson 1934)."""
    return clopper_pearson(found, faults, confidence)


def rogan_gladen(errors: int, n: int, found: int, faults: int, passed: int, sound: int) -> float | None:
    """The error rate corrected for misses and false alarms: (p + Sp - 1) / (Se + Sp - 1), within [0, 1].

    `errors` in `n` audited items is p, `found` of `faults` Se, `passed` of `sound` items Sp (1 where there were none).
    None where Se + Sp <= 1: then the auditors tell faulty items from sound ones no better than a coin. Source: Rogan and
    Gladen 1978, American Journal of Epidemiology 107, 71-76.

    Args:
        errors: Errors that the auditors reported, of `n`.
        n: Audited items.
        found: Planted faults that they found, of `faults`.
        faults: Planted faults.
        passed: Sound items that they passed, of `sound`.
        sound: Sound items among the planted ones; 0 where there were none.
    """
    if n == 0 or faults == 0:
        return None
    se, sp = found / faults, passed / sound if sound else 1.0
    if se + sp <= 1:
        return None
    return min(1.0, max(0.0, (errors / n + sp - 1) / (se + sp - 1)))


def corrected_upper(errors: int, n: int, found: int, faults: int, confidence: float = 0.95) -> float:
    """An upper bound of the true error rate of a lot when auditors miss some errors, at least `confidence` sure.

    The rate they report is at least Se times the true one (false alarms only add to it), so the true rate is at most
    U(p) / L(Se): the exact upper bound of the reported rate over the exact lower bound of the sensitivity. Each of the two
    is given half of the error probability (Bonferroni), so the quotient holds with `confidence` whatever the two rates are.
    The bound of p is that of a binomial, also for a finite lot: which errors are missed is chance even when every item is
    audited. A simulation in the tests shows the coverage.

    Args:
        errors: Errors that the auditors reported, of `n`.
        n: Audited items.
        found: Planted faults that they found, of `faults`.
        faults: Planted faults.
        confidence: Of the bound, in (0, 1).
    """
    each = 1 - (1 - confidence) / 2
    reported = clopper_pearson_upper(errors, n, each) if n else 1.0
    least = 1.0 - clopper_pearson_upper(faults - found, faults, each) if faults else 0.0
    return 1.0 if least <= 0 else min(1.0, reported / least)


def certify(claim: Mapping[str, Any], auditors: Mapping[str, int] | None = None) -> dict[str, Any]:
    """What an audited sample proves, allowing for the faults that its auditors are known to miss.

    `claim` holds the arguments of `sampling.certify`; `auditors` counts gold items that they met: `faults`, `faults_found`,
    `sound`, `sound_passed`. Where they met no fault, `corrected` says why it is missing, and the statement takes it that
    auditors find every error.
    """
    statement = sampling.certify(**claim)
    told = statement.as_json()
    counts = {
        name: int((auditors or {}).get(name, 0))
        for name in ("faults", "faults_found", "sound", "sound_passed")
    }
    if not counts["faults"]:
        why = "no auditor met a planted fault, so what auditors miss is not known"
        return {**told, "corrected": {"value": None, "why": why}}
    found, planted = counts["faults_found"], counts["faults"]
    upper = corrected_upper(statement.errors, statement.n, found, planted, statement.confidence)
    value = rogan_gladen(
        statement.errors, statement.n, found, planted, counts["sound_passed"], counts["sound"]
    )
    certified = statement.certified and upper < statement.p
    short = "" if certified or not statement.certified else ", so it is not certified"
    return {
        **told,
        "certified": certified,
        "upper": max(statement.upper, upper),
        "corrected": {"value": value, "upper": upper, **counts},
        "statement": f"{statement}; auditors found {found} of {planted} planted faults: upper bound {upper:.2%} when what they "
        f"miss is allowed for{short}",
    }
