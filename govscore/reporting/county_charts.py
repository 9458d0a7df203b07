"""What the charts of a county are drawn from: who stands out keeps a name, and everybody else loses it."""

from dataclasses import replace

from govscore.benchmarking.gaps.over_claiming import MIN_RATED
from govscore.questionnaire.model import Domain
from govscore.reporting.caterpillar_model import CaterpillarData, stands_out
from govscore.reporting.county_material import CountyMaterial
from govscore.reporting.funnel_model import FunnelData, is_outside
from govscore.reporting.reading import LevelMark
from govscore.reporting.summary import compose_round
from govscore.reporting.views_model import TwoViews
from govscore.reporting.words import count_words, plain


def compose_funnel(
    domain: Domain, material: CountyMaterial, marks: tuple[LevelMark, ...]
) -> FunnelData | None:
    """Draw up the funnel of a domain; a board within the limits is told apart by nothing."""
    found = next((each for each in material.funnels if each.domain == domain.id), None)
    if found is None:
        return None
    named = FunnelData(
        title=domain.title,
        note=compose_round(material.round).dates,
        levels=marks,
        points=found.points,
        target=found.target,
        steps=found.steps,
        withheld=found.withheld,
        is_simulated=material.round.is_simulated,
    )
    points = (
        replace(point, name=_name(point.name) if is_outside(point, named) else None) for point in found.points
    )
    return replace(named, points=tuple(points))


def compose_caterpillar(
    domain: Domain, material: CountyMaterial, marks: tuple[LevelMark, ...]
) -> CaterpillarData | None:
    """Draw up the caterpillar of a domain; boards that can't be told from the mean have no names."""
    found = next((each for each in material.caterpillars if each.domain == domain.id), None)
    if found is None:
        return None
    named = CaterpillarData(
        title=domain.title,
        note=compose_round(material.round).dates,
        levels=marks,
        rows=found.rows,
        middle=found.middle,
        withheld=found.withheld,
        is_simulated=material.round.is_simulated,
    )
    rows = (replace(row, name=_name(row.name) if stands_out(row, named) else None) for row in found.rows)
    return replace(named, rows=tuple(rows))


def compose_views(domain: Domain, material: CountyMaterial, marks: tuple[LevelMark, ...]) -> TwoViews | None:
    """Draw up the two views of a domain, where enough boards have both."""
    found = next((each for each in material.views if each.domain == domain.id), None)
    if found is None:
        return None
    return TwoViews(
        title=domain.title,
        note=compose_round(material.round).dates,
        levels=marks,
        points=tuple(replace(point, name=_name(point.name)) for point in found.points),
        usual=found.usual,
        apart=found.apart,
        within=found.within,
        without=found.without,
        is_simulated=material.round.is_simulated,
    )


def views_words(material: CountyMaterial) -> str:
    """Say why officers' views are not set against boards' own, or how many domains have enough of both."""
    if material.views:
        domains = len(material.questionnaire.domains)
        verb = "has" if len(material.views) == 1 else "have"
        return f"{len(material.views)} of {count_words(domains, 'domain')} {verb} enough of both views."
    most = "none has one yet" if material.most_viewed == 0 else f"{material.most_viewed} have at most"
    return f"Too few to say: it takes {MIN_RATED} boards with an authority’s view of the same domain; {most}."


def _name(name: str | None) -> str | None:
    return plain(name or "") or None
