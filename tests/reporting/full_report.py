"""A whole report as a county would have it: real questionnaires, invented answers, the river's arithmetic.

`python -m tests.reporting.full_report FOLDER` writes the report there as CSV and PDF, to be looked at.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from random import Random

from govscore.benchmarking.compare import ComparedBoard, FittedCounty, compare, fit_county
from govscore.benchmarking.standing.funnel import funnel_limits, funnel_target
from govscore.boards.characteristics import Characteristics
from govscore.boards.model import Phase
from govscore.oversight.model import AuthorityView, BoardReply
from govscore.paths import shared
from govscore.questionnaire.loader import Library
from govscore.questionnaire.model import Questionnaire, Role
from govscore.recommendations.recommend import recommend
from govscore.reporting.compose import compose_report
from govscore.reporting.county import compose_county
from govscore.reporting.county_material import (
    CountyBoard,
    CountyMaterial,
    FunnelInput,
    GroupingInput,
    StandingCount,
    funnel_steps,
)
from govscore.reporting.county_model import CountyReport
from govscore.reporting.csv_export import to_csv
from govscore.reporting.funnel_model import FunnelPoint
from govscore.reporting.material import BoardFacts, Material, RoundFacts, Scored
from govscore.reporting.model import Report
from govscore.reporting.pdf import to_pdf
from govscore.responses.model import Answer, Response, ResponseId
from govscore.scoring.county import summarise_group, summarise_groups
from govscore.scoring.model import DomainScore, Scorecard
from govscore.scoring.outside import outside_board
from govscore.scoring.score import score_evaluation
from tests.make import make_id

VERSION = "1.0"
LEVELS = ("not-yet", "developing", "secure", "strong")
GENERATED_ON = date(2026, 12, 2)
ROUND = RoundFacts(
    title="Autumn 2026",
    opens_on=date(2026, 11, 2),
    closes_on=date(2026, 11, 30),
    is_simulated=True,
)
BOARD = BoardFacts(name="Inventon Primary School", kind="maintained school", phase="primary")
NOTES = (
    "Minutes of 12 March, item 6.",
    "We saw this on the last link visit.",
    "The clerk keeps a log (ŵ, ŷ).",
)
OTHERS = 40
CODES = ("board-self-review", "heads-view", "compliance")


@cache
def library() -> Library:
    return Library(shared("questionnaires"))


def make_full_report(
    *, people: int = 9, invited: int = 11, shares_view: bool = True, others: int = OTHERS
) -> Report:
    """A report with every part that a report can have."""
    material = make_material(people=people, invited=invited, shares_view=shares_view, others=others)
    return compose_report(material, generated_on=GENERATED_ON)


def make_material(
    *, people: int = 9, invited: int = 11, shares_view: bool = True, others: int = OTHERS
) -> Material:
    """What a full report is made from; change it with `dataclasses.replace`."""
    review, heads, duties = (
        library().get(code, VERSION) for code in ("board-self-review", "heads-view", "compliance")
    )
    card = score_board(review, 0, people=people, invited=invited)
    head = score_evaluation(
        heads,
        make_id("evaluation", 1),
        [head_response(heads, shares_view=shares_view)],
        invited=1,
        governance="maintained",
        phases=["primary"],
    )
    checked = score_evaluation(
        duties,
        make_id("evaluation", 2),
        [duty_response(duties)],
        invited=1,
        governance="maintained",
        phases=["primary"],
    )
    benchmark = compare(make_id("board", 0), county_of(card.domains, others))
    return Material(
        board=BOARD,
        round=ROUND,
        review=Scored(questionnaire=review, scorecard=card),
        compliance=Scored(questionnaire=duties, scorecard=checked),
        head=Scored(questionnaire=heads, scorecard=head),
        benchmark=benchmark,
        recommendations=(*recommend(review, card, benchmark), *recommend(duties, checked, None)),
        views=make_views(),
        replies=(make_reply(),),
    )


def make_outside_material(*, people: int = 9) -> Material:
    """The same board as the authority may read it."""
    material = make_material(people=people)
    card = outside_board(material.review.scorecard)
    return replace(
        material,
        review=replace(material.review, scorecard=card),
        sent_on=date(2026, 12, 4),
        benchmark=None,
        recommendations=(),
    )


def make_full_county(boards: int = 60) -> CountyReport:
    """A county of some sixty boards, one in six of which has not sent its report."""
    review = library().get("board-self-review", VERSION)
    cards = {
        make_id("board", number): score_board(review, number, people=4 + number % 13, invited=12)
        for number in range(boards)
        if number % 6
    }
    outside = {board: outside_board(card) for board, card in cards.items()}
    groups = {
        name: {board for place, board in enumerate(outside) if place % 9 in places}
        for name, places in {"Cotswold": {0, 1, 2, 3}, "Stroud": {4, 5, 6, 7}, "Tewkesbury": {8}}.items()
    }
    names = {make_id("board", number): f"School {number:02d} with a long name" for number in range(boards)}
    material = CountyMaterial(
        authority="Westshire County Council",
        round=ROUND,
        questionnaire=review,
        coverage=(
            StandingCount(id="sent", label="Sent", count=len(cards)),
            StandingCount(id="in-progress", label="In progress", count=boards - len(cards)),
        ),
        boards=tuple(
            CountyBoard(
                id=str(board),
                name=name,
                group=next((group for group, members in groups.items() if board in members), "Gloucester"),
                standing="sent" if board in outside else "in progress",
                scorecard=outside.get(board),
            )
            for board, name in names.items()
        ),
        summaries=tuple(summarise_group(outside.values(), domain.id) for domain in review.domains),
        groupings=(
            GroupingInput(
                title="By district",
                summaries=tuple(
                    summary
                    for domain in review.domains
                    for summary in summarise_groups(outside, groups, domain.id)
                ),
            ),
        ),
        funnels=tuple(
            funnel_of(domain.id, {names[board]: card for board, card in outside.items()})
            for domain in review.domains
        ),
    )
    return compose_county(material, generated_on=GENERATED_ON)


def score_board(review: Questionnaire, number: int, *, people: int, invited: int) -> Scorecard:
    """The scorecard of an invented board; the same number gives the same board."""
    responses = [governor_response(review, number, person) for person in range(people)]
    return score_evaluation(
        review,
        make_id("evaluation", number),
        responses,
        invited=max(invited, people),
        governance="maintained",
        phases=["primary"],
    )


def governor_response(review: Questionnaire, number: int, person: int) -> Response:
    random = Random(1000 * number + person)
    board = Random(number).gauss(2.8, 0.35)
    answers = {}
    for place, question in enumerate(review.questions):
        wanted = board + (place % 7 - 3) / 5 + random.gauss(0, 0.7)
        choice = LEVELS[min(3, max(0, round(wanted) - 1))]
        unsure = random.random() < (0.35 if place % 11 == 4 else 0.05)
        note = random.choice(NOTES) if random.random() < 0.03 else ""
        answers[question.id] = Answer(choice="dont-know" if unsure else choice, note=note)
    return Response(
        id=ResponseId(make_id("response", 100 * number + person)),
        role=Role.CHAIR if person == 0 else Role.GOVERNOR,
        answers=answers,
    )


def head_response(heads: Questionnaire, *, shares_view: bool) -> Response:
    answers = {
        question.id: Answer(choice=LEVELS[(place * 5) % 4] if place != 7 else "dont-know")
        for place, question in enumerate(heads.questions)
    }
    return Response(
        id=ResponseId(make_id("response", 7)), role=Role.HEAD, answers=answers, shares_view=shares_view
    )


def duty_response(duties: Questionnaire) -> Response:
    said: Mapping[int, str] = {1: "no", 4: "partly", 6: "dont-know", 9: "no", 11: "not-applicable"}
    answers = {
        question.id: Answer(
            choice=said.get(place, "yes"), checked="2026-10-03", note="See the file." if place in said else ""
        )
        for place, question in enumerate(duties.questions)
        if place != 13
    }
    return Response(id=ResponseId(make_id("response", 8)), role=Role.CLERK, answers=answers)


def county_of(own: Sequence[DomainScore], others: int) -> FittedCounty:
    """The board among others of its phase, whose schools resemble its own more or less."""
    review = library().get("board-self-review", VERSION)
    boards = [_compared(0, "Inventon Primary School", tuple(own))]
    for number in range(1, others + 1):
        card = score_board(review, number, people=6 + number % 8, invited=14)
        boards.append(_compared(number, f"School {number:02d}", card.domains))
    return fit_county(boards)


def _compared(number: int, name: str, scores: tuple[DomainScore, ...]) -> ComparedBoard:
    random = Random(number + 5)
    return ComparedBoard(
        board_id=make_id("board", number),
        name=name,
        characteristics=Characteristics(
            phase=Phase.PRIMARY,
            pupils=int(random.gauss(210, 70)),
            fsm_percent=max(1.0, random.gauss(18, 8)),
            eal_percent=max(0.0, random.gauss(9, 6)),
            sen_percent=max(1.0, random.gauss(14, 4)),
            is_rural=random.random() < 0.4,
            schools=1,
            uncounted=0,
        ),
        scores=scores,
    )


def funnel_of(domain_id: str, cards: Mapping[str, Scorecard]) -> FunnelInput:
    scores = {
        name: next(score for score in card.domains if score.domain == domain_id)
        for name, card in cards.items()
    }
    shown = {name: s for name, s in scores.items() if s.mean is not None and s.n is not None}
    points = tuple(FunnelPoint(n=s.n or 0, score=s.mean or 0.0, name=name) for name, s in shown.items())
    target = funnel_target([point.n for point in points], [point.score for point in points])
    sizes = sorted({point.n for point in points})
    return FunnelInput(
        domain=domain_id,
        target=target,
        points=points,
        steps=funnel_steps(funnel_limits(sizes, target, 0.5)),
        withheld=len(scores) - len(shown),
    )


def make_views() -> tuple[AuthorityView, ...]:
    """Two views of one domain, the later of them standing, and one of another."""
    return tuple(
        AuthorityView(
            id=make_id("view", place),
            round_id=make_id("round"),
            board_id=make_id("board"),
            domain=domain,
            level=level,
            evidence="Minutes of three meetings and a visit.",
            reasons="Questions are recorded; answers seldom are.",
            recorded_by="Officer A",
            recorded_at=datetime(2026, 12, day, 23, 30, tzinfo=UTC),
        )
        for place, (domain, level, day) in enumerate(
            (("accountability", "not-yet", 3), ("accountability", "developing", 9), ("people", "secure", 9))
        )
    )


def make_reply() -> BoardReply:
    return BoardReply(
        id=make_id("reply"),
        round_id=make_id("round"),
        board_id=make_id("board"),
        text="We agree, and have put it on the agenda for January.",
        written_by="Chair B",
        written_at=datetime(2026, 12, 11, 9, 0, tzinfo=UTC),
    )


def write_to(folder: Path) -> None:
    """Write the full report as files."""
    folder.mkdir(parents=True, exist_ok=True)
    report = make_full_report()
    (folder / "report.csv").write_bytes(to_csv(report))
    (folder / "report.pdf").write_bytes(to_pdf(report))


if __name__ == "__main__":
    write_to(Path(sys.argv[1]))
