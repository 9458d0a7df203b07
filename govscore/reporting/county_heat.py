"""The heat map of a county: boards by domains, each cell a mark and a word, or a reason."""

from collections.abc import Sequence

from govscore.questionnaire.model import Questionnaire
from govscore.reporting.county_material import CountyBoard
from govscore.reporting.county_model import HeatCell, HeatRow
from govscore.reporting.reading import LevelMark, Reading
from govscore.reporting.sections import mean_of
from govscore.reporting.words import answers_words, count_words, level_mark, plain
from govscore.scoring.model import DomainScore

NOT_SENT = "not sent"


def compose_heat(
    boards: Sequence[CountyBoard], questionnaire: Questionnaire, marks: tuple[LevelMark, ...]
) -> tuple[HeatRow, ...]:
    """Lay out every board, by group and then by name."""
    ordered = sorted(boards, key=lambda board: (board.group.casefold(), board.name.casefold(), board.id))
    return tuple(_row(board, questionnaire, marks) for board in ordered)


def heat_words(boards: Sequence[CountyBoard]) -> str:
    """Say how many boards have something to show."""
    sent = sum(board.scorecard is not None for board in boards)
    return (
        f"{count_words(len(boards), 'board')}, {sent} with a report sent. Boards stand by name, not by score."
    )


def _row(board: CountyBoard, questionnaire: Questionnaire, marks: tuple[LevelMark, ...]) -> HeatRow:
    scores = {} if board.scorecard is None else {score.domain: score for score in board.scorecard.domains}
    return HeatRow(
        board=board.id,
        name=plain(board.name),
        group=plain(board.group),
        standing=plain(board.standing),
        cells=tuple(
            _cell(domain.id, scores.get(domain.id), questionnaire, marks) for domain in questionnaire.domains
        ),
    )


def _cell(
    domain_id: str, score: DomainScore | None, questionnaire: Questionnaire, marks: tuple[LevelMark, ...]
) -> HeatCell:
    if score is None:
        mean = Reading(value=None, words=NOT_SENT)
        return HeatCell(
            domain=domain_id, mean=mean, level=None, n_words="", words=NOT_SENT, is_withheld=False
        )
    mean, level = mean_of(score, questionnaire), level_mark(marks, score.level)
    return HeatCell(
        domain=domain_id,
        mean=mean,
        level=level,
        n_words=answers_words(score.n),
        words=mean.words if level is None else level.word,
        is_withheld=score.mean is None and score.withheld is not None,
    )
