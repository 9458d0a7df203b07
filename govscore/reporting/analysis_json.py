"""What `govscore analyse --json` prints: every figure unrounded, null where it is not defined, with its reason."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from govscore.benchmarking.analysis import DomainAnalysis, FunnelFigures, GroupFigures
from govscore.benchmarking.between.icc import BetweenBoards
from govscore.benchmarking.consistency.alpha import Reliability
from govscore.benchmarking.consistency.omega import OneFactor
from govscore.benchmarking.ratings import Ratings

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True, eq=False)
class NamedAnalysis:
    """A domain as it was named, and what was found of it."""

    name: str
    questions: tuple[str, ...]
    analysis: DomainAnalysis


def written(ratings: Ratings, domains: Iterable[NamedAnalysis]) -> Iterator[str]:
    """Write the document piece by piece, a line a group, so that a nation's need not stand in memory whole."""
    source = {
        "rows": ratings.rows,
        "groups": len(ratings.groups),
        "refused": [asdict(row) for row in ratings.refused],
    }
    yield f'{{"input": {_text(source)},\n "domains": {{'
    between = "\n"
    for domain in domains:
        yield f"{between}  {_text(domain.name)}: {{"
        yield from _domain(domain, ratings.groups)
        yield "}"
        between = ",\n"
    yield "\n }\n}\n"


def _domain(domain: NamedAnalysis, groups: Sequence[str]) -> Iterator[str]:
    found = domain.analysis
    head: Json = {
        "items": domain.questions,
        "options": found.options,
        "reliability": _reliability(domain.questions, found.reliability, found.factor),
        "between": _between(found.between),
        "funnel": _funnel(found.funnel),
    }
    for key, value in head.items():
        yield f"\n   {_text(key)}: {_text(value)},"
    yield '\n   "groups": {'
    between = "\n"
    for group, figures in zip(groups, _groups(found.groups), strict=True):
        yield f"{between}    {_text(group)}: {_text(figures)}"
        between = ",\n"
    yield "\n   }\n  "


def _reliability(questions: Sequence[str], found: Reliability, factor: OneFactor) -> Json:
    reasons: Json = {}
    if why := found.reasons.get("alpha"):
        reasons = {"alpha": why, "alpha_ci": why, "lambda2": why}
    if why := factor.reasons.get("omega"):
        reasons["omega"] = found.reasons.get("alpha", why)
    by_question = {
        "item_rest": (found.item_rest, found.item_rest_reason),
        "alpha_if_dropped": (found.alpha_if_dropped, found.alpha_if_dropped_reason),
    }
    for name, (_, whys) in by_question.items():
        if missing := {question: why for question, why in zip(questions, whys, strict=True) if why}:
            reasons[name] = missing
    return _with_reasons(
        {
            "n_complete": found.n_complete,
            "alpha": _number(found.alpha),
            "alpha_ci": [_number(found.alpha_low), _number(found.alpha_high)],
            "lambda2": _number(found.lambda2),
            "omega": _number(factor.omega),
        }
        | {
            name: dict(zip(questions, _numbers(values.tolist()), strict=True))
            for name, (values, _) in by_question.items()
        },
        reasons,
    )


def _between(found: BetweenBoards) -> Json:
    anova, share, model = found.anova, found.intraclass, found.model
    reasons: Json = {name: why for name, why in anova.reasons.items() if name in {"n0", "msb", "msw", "f"}}
    reasons |= {name: why for name, why in share.reasons.items() if name in {"icc1", "icc2"}}
    for name in ("icc1", "icc2"):
        if why := share.reasons.get(f"{name}_low"):
            reasons[f"{name}_ci"] = why
    if why := found.reasons.get("reliability"):
        reasons |= dict.fromkeys(("tau2", "sigma2", "mu"), why)
    return _with_reasons(
        {
            "n": anova.n_people,
            "k": anova.n_boards,
            "n0": _number(anova.n0),
            "msb": _number(anova.msb),
            "msw": _number(anova.msw),
            "f": _number(anova.f),
            "icc1": _number(share.icc1),
            "icc1_ci": [_number(share.icc1_low), _number(share.icc1_high)],
            "icc2": _number(share.icc2),
            "icc2_ci": [_number(share.icc2_low), _number(share.icc2_high)],
            "tau2": _number(model.tau2),
            "sigma2": _number(model.sigma2),
            "mu": _number(model.mu),
        },
        reasons,
    )


def _funnel(found: FunnelFigures) -> Json:
    figures = {name: _number(value) for name, value in vars(found).items() if name != "reasons"}
    return _with_reasons(figures, dict(found.reasons))


def _groups(found: GroupFigures) -> Iterator[Json]:
    names = tuple(found.figures)
    columns = [_numbers(figure.values.tolist()) for figure in found.figures.values()]
    reasons = [figure.reason.tolist() for figure in found.figures.values()]
    for n, figures, whys in zip(
        found.n.tolist(), zip(*columns, strict=True), zip(*reasons, strict=True), strict=True
    ):
        missing = {name: why for name, value, why in zip(names, figures, whys, strict=True) if value is None}
        yield {"n": n, **dict(zip(names, figures, strict=True)), "reasons": missing}


def _with_reasons(figures: Json, reasons: Mapping[str, Any]) -> Json:
    return {**figures, "reasons": reasons} if reasons else figures


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _numbers(values: Iterable[float]) -> list[float | None]:
    return [None if value != value else value for value in values]  # what is not itself is no number


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
