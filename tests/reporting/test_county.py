from collections import Counter
from dataclasses import replace

from pydantic import TypeAdapter

from govscore.reporting.county import compose_county, digest_of_county
from govscore.reporting.county_material import CountyBoard, CountyMaterial, FunnelInput, StandingCount
from govscore.reporting.county_model import CountyReport
from govscore.reporting.funnel_model import FunnelPoint, FunnelStep, is_outside
from tests.make import make_questionnaire
from tests.reporting.full_report import GENERATED_ON, ROUND, make_full_county

COUNTY = make_full_county()
STEP = FunnelStep(n=9, low_95=2.0, high_95=3.0, low_998=1.8, high_998=3.2)


def material_of(**changes: object) -> CountyMaterial:
    bare = CountyMaterial(
        authority="Westshire",
        round=ROUND,
        questionnaire=make_questionnaire(),
        coverage=(),
        boards=(),
    )
    return replace(bare, **changes)  # type: ignore[arg-type]


def test_a_county_goes_to_json_and_comes_back_unchanged() -> None:
    codec = TypeAdapter(CountyReport)
    back = codec.validate_json(codec.dump_json(COUNTY))
    assert back == COUNTY
    assert digest_of_county(back) == COUNTY.digest


def test_coverage_is_counted_and_said() -> None:
    assert COUNTY.headline == "50 of 60 boards have sent a report."
    assert COUNTY.coverage.words == "50 sent and 10 in progress."
    assert COUNTY.coverage.boards == 60
    assert [count.words for count in COUNTY.coverage.counts] == ["50 boards: sent", "10 boards: in progress"]


def test_an_empty_round_says_so() -> None:
    county = compose_county(material_of(), generated_on=GENERATED_ON)
    assert county.headline == "No board has been asked yet."
    assert county.coverage.words == "No board has been asked yet."
    assert [(each.distribution, each.funnel, each.caterpillar, each.views) for each in county.domains] == [
        (None, None, None, None)
    ]


def test_one_board_that_has_sent_has_sent() -> None:
    county = compose_county(
        material_of(
            coverage=(StandingCount(id="sent", label="Sent", count=1),),
            boards=(CountyBoard(id="a", name="A", group="", standing="open", scorecard=None),),
        ),
        generated_on=GENERATED_ON,
    )
    assert county.headline == "0 of 1 board have sent a report."


def test_only_a_board_outside_the_limits_keeps_its_name_in_a_funnel() -> None:
    points = (FunnelPoint(n=9, score=2.5, name="Inside"), FunnelPoint(n=9, score=3.4, name="Out\x00side"))
    funnel = FunnelInput(domain="strategy", target=2.5, points=points, steps=(STEP,), withheld=2)
    county = compose_county(material_of(funnels=(funnel,)), generated_on=GENERATED_ON)
    drawn = county.domains[0].funnel
    assert drawn is not None
    assert [point.name for point in drawn.points] == [None, "Outside"]
    assert (drawn.withheld, drawn.is_simulated) == (2, True)


def test_every_name_in_a_funnel_of_the_county_is_of_a_board_outside() -> None:
    for domain in COUNTY.domains:
        assert domain.funnel is not None
        for point in domain.funnel.points:
            assert (point.name is not None) == is_outside(point, domain.funnel)


def test_groups_keep_the_order_of_the_domains_and_count_what_is_withheld() -> None:
    (grouping,) = COUNTY.groupings
    order = [domain.id for domain in COUNTY.domains]
    assert [[cell.domain for cell in row.cells] for row in grouping.rows] == [order] * 3
    hidden = Counter(bool(cell.withheld) for row in grouping.rows for cell in row.cells)
    assert hidden[True] > 0
    assert "withheld" in grouping.words
    assert COUNTY.domain("people") == COUNTY.domains[2]
    assert COUNTY.domain("nowhere") is None
