from govscore.reporting.county_heat import compose_heat, heat_words
from govscore.reporting.county_material import CountyBoard
from govscore.reporting.words import level_marks
from govscore.scoring.model import NoScore, Scorecard, Withheld
from tests.make import make_domain_score, make_questionnaire, make_scorecard

QUESTIONNAIRE = make_questionnaire()


def board_of(name: str, card: Scorecard | None = None, group: str = "") -> CountyBoard:
    return CountyBoard(id=name, name=name, group=group, standing="open", scorecard=card)


def cell_of(card: Scorecard | None) -> tuple[str, bool, str]:
    (row,) = compose_heat([board_of("A", card)], QUESTIONNAIRE, level_marks(QUESTIONNAIRE.rubric))
    (cell,) = row.cells
    return cell.words, cell.is_withheld, "" if cell.level is None else cell.level.mark


def test_a_cell_is_a_mark_and_a_word() -> None:
    assert cell_of(make_scorecard()) == ("secure", False, "◑")


def test_withheld_no_score_and_not_sent_are_three_things() -> None:
    withheld = make_domain_score(mean=None, withheld=Withheld.TOO_FEW)
    assert cell_of(make_scorecard(domains=(withheld,))) == ("withheld: fewer than 5 answers", True, "")
    nobody = make_domain_score(mean=None, no_score=NoScore.NOBODY)
    assert cell_of(make_scorecard(domains=(nobody,))) == ("no score: nobody answered enough", False, "")
    assert cell_of(None) == ("not sent", False, "")


def test_a_mean_to_the_nearest_half_is_no_withheld_cell() -> None:
    coarse = make_domain_score(mean=3.0, withheld=Withheld.OUTSIDE)
    assert cell_of(make_scorecard(domains=(coarse,))) == ("secure", False, "◑")


def test_boards_stand_by_group_and_name_whatever_their_scores() -> None:
    high, low = (make_scorecard(domains=(make_domain_score(mean=mean),)) for mean in (4.0, 1.0))
    boards = [board_of("b", high, "North"), board_of("a", low, "South"), board_of("A", low, "North")]
    rows = compose_heat(boards, QUESTIONNAIRE, level_marks(QUESTIONNAIRE.rubric))
    assert [(row.group, row.name) for row in rows] == [("North", "A"), ("North", "b"), ("South", "a")]


def test_it_says_how_many_have_something_to_show() -> None:
    words = heat_words([board_of("a", make_scorecard()), board_of("b")])
    assert words == "2 boards, 1 with a report sent. Boards stand by name, not by score."
