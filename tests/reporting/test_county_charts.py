"""Only whoever stands out keeps a name, in every chart of a county."""

from dataclasses import replace

import pytest

from govscore.reporting.caterpillar_model import CaterpillarRow
from govscore.reporting.county_charts import compose_caterpillar, compose_funnel, compose_views, views_words
from govscore.reporting.county_material import CaterpillarInput, CountyMaterial, ViewsInput
from govscore.reporting.views_model import UsualView, ViewPoint
from govscore.reporting.words import level_marks
from tests.make import make_questionnaire
from tests.reporting.full_report import ROUND

QUESTIONNAIRE = make_questionnaire()
(DOMAIN,) = QUESTIONNAIRE.domains
MARKS = level_marks(QUESTIONNAIRE.rubric)
VIEWS = ViewsInput(
    domain=DOMAIN.id,
    points=(
        ViewPoint(own=2.5, officers=2.0),
        ViewPoint(own=3.5, officers=1.0, words="Lower.", name="Out\x00side"),
    ),
    usual=UsualView(slope=0.8, at_zero=0.2, reach=1.0),
    apart=-0.3,
    within=(-1.2, 0.6),
    without=4,
)


def material_of(**changes: object) -> CountyMaterial:
    bare = CountyMaterial(
        authority="Westshire", round=ROUND, questionnaire=QUESTIONNAIRE, coverage=(), boards=()
    )
    return replace(bare, **changes)  # type: ignore[arg-type]


def test_a_domain_without_input_has_no_charts() -> None:
    bare = material_of()
    assert compose_funnel(DOMAIN, bare, MARKS) is None
    assert compose_caterpillar(DOMAIN, bare, MARKS) is None
    assert compose_views(DOMAIN, bare, MARKS) is None


def test_only_a_board_that_can_be_told_from_the_mean_keeps_its_name() -> None:
    rows = (
        CaterpillarRow(estimate=2.6, low=2.3, high=2.9, name="Inside"),
        CaterpillarRow(estimate=3.1, low=2.8, high=3.4, name="Out\x00side"),
    )
    found = CaterpillarInput(domain=DOMAIN.id, middle=2.5, rows=rows, withheld=2)
    drawn = compose_caterpillar(DOMAIN, material_of(caterpillars=(found,)), MARKS)
    assert drawn is not None
    assert [row.name for row in drawn.rows] == [None, "Outside"]
    assert (drawn.middle, drawn.withheld, drawn.is_simulated) == (2.5, 2, True)


def test_the_two_views_carry_what_is_usual() -> None:
    drawn = compose_views(DOMAIN, material_of(views=(VIEWS,)), MARKS)
    assert drawn is not None
    assert [point.name for point in drawn.points] == [None, "Outside"]
    assert (drawn.usual, drawn.apart, drawn.within, drawn.without) == (VIEWS.usual, -0.3, (-1.2, 0.6), 4)


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (0, "it takes 30 boards with an authority’s view of the same domain; none has one yet."),
        (12, "it takes 30 boards with an authority’s view of the same domain; 12 have at most."),
    ],
)
def test_too_few_views_are_told_in_a_sentence(most: int, words: str) -> None:
    assert views_words(material_of(most_viewed=most)) == f"Too few to say: {words}"


def test_with_enough_views_it_is_said_of_how_many_domains() -> None:
    assert (
        views_words(material_of(views=(VIEWS,), most_viewed=40)) == "1 of 1 domain has enough of both views."
    )
