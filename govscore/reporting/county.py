"""The county's report, composed from numbers worked out elsewhere: nobody is put in order of score."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date

from govscore.questionnaire.model import Domain, Questionnaire
from govscore.reporting.county_charts import (
    compose_caterpillar,
    compose_funnel,
    compose_views,
    views_words,
)
from govscore.reporting.county_heat import compose_heat, heat_words
from govscore.reporting.county_material import CountyMaterial, GroupingInput
from govscore.reporting.county_model import (
    CountyDomain,
    CountyReport,
    CoverageCount,
    CoveragePart,
    Grouping,
    GroupRow,
)
from govscore.reporting.distribution import compose_distribution
from govscore.reporting.method import compose_county_method, source_line
from govscore.reporting.reading import LevelMark
from govscore.reporting.summary import compose_round
from govscore.reporting.words import count_words, join_words, level_marks, plain, sentence


def compose_county(material: CountyMaterial, *, generated_on: date) -> CountyReport:
    """Lay out what the authority reads about a round, and seal it with the digest of its content."""
    questionnaire = material.questionnaire
    marks = level_marks(questionnaire.rubric)
    unsealed = CountyReport(
        digest="",
        authority=plain(material.authority),
        round=compose_round(material.round),
        generated_on=generated_on,
        source=source_line(questionnaire),
        levels=marks,
        headline=_headline(material),
        coverage=_coverage(material),
        domains=tuple(_domain(domain, material, marks) for domain in questionnaire.domains),
        views_words=views_words(material),
        heat_words=heat_words(material.boards),
        heat=compose_heat(material.boards, questionnaire, marks),
        groupings=tuple(_grouping(each, questionnaire, marks) for each in material.groupings),
        method=compose_county_method(questionnaire),
    )
    return replace(unsealed, digest=digest_of_county(unsealed))


def digest_of_county(report: CountyReport) -> str:
    """Take the SHA-256 of a county's report, its own digest left out."""
    content = asdict(replace(report, digest=""))
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _headline(material: CountyMaterial) -> str:
    sent = sum(board.scorecard is not None for board in material.boards)
    total = sum(each.count for each in material.coverage)
    if total == 0:
        return "No board has been asked yet."
    verb = "has" if sent == 1 else "have"
    return f"{sent} of {count_words(total, 'board')} {verb} sent a report."


def _coverage(material: CountyMaterial) -> CoveragePart:
    counts = tuple(
        CoverageCount(
            id=each.id,
            label=each.label,
            count=each.count,
            words=f"{count_words(each.count, 'board')}: {each.label.lower()}",
        )
        for each in material.coverage
    )
    said = [f"{each.count} {each.label.lower()}" for each in material.coverage if each.count]
    return CoveragePart(
        words=sentence(join_words(said)) if said else "No board has been asked yet.",
        boards=sum(each.count for each in counts),
        counts=counts,
    )


def _domain(domain: Domain, material: CountyMaterial, marks: tuple[LevelMark, ...]) -> CountyDomain:
    summary = next((each for each in material.summaries if each.domain == domain.id), None)
    rubric = material.questionnaire.rubric
    return CountyDomain(
        id=domain.id,
        title=domain.title,
        short=domain.short,
        distribution=None if summary is None else compose_distribution(summary, rubric, marks),
        funnel=compose_funnel(domain, material, marks),
        caterpillar=compose_caterpillar(domain, material, marks),
        views=compose_views(domain, material, marks),
    )


def _grouping(
    grouping: GroupingInput, questionnaire: Questionnaire, marks: tuple[LevelMark, ...]
) -> Grouping:
    order = {domain.id: place for place, domain in enumerate(questionnaire.domains)}
    names = list(dict.fromkeys(summary.name for summary in grouping.summaries))
    rows = []
    for name in names:
        own = [each for each in grouping.summaries if each.name == name and each.domain in order]
        own.sort(key=lambda each: order[each.domain])
        cells = tuple(compose_distribution(each, questionnaire.rubric, marks) for each in own)
        rows.append(GroupRow(name=plain(name), cells=cells))
    hidden = sum(any(cell.withheld for cell in row.cells) for row in rows)
    words = (
        f"{count_words(hidden, 'group')} partly or wholly withheld." if hidden else "No group is withheld."
    )
    return Grouping(title=plain(grouping.title), words=sentence(words), rows=tuple(rows))
