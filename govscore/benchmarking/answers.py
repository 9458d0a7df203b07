"""A round's answers as one table of numbers, read from the codes they are stored in."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# The codes of `responses.sheet`: what is no chosen option; then the places of the options, from 1.
SKIPPED, NOT_SHOWN = ord("."), ord("-")
FIRST_DIGIT, FIRST_LETTER, DIGITS = ord("1"), ord("A"), 9
NO_OPTION = 0
NOT_ASKED = 255
NO_CODE = 254
LETTERS = 21


@dataclass(frozen=True, kw_only=True, eq=False)
class AnswerTable:
    """Every response of a round: whose board it is, and the place of the option chosen for each question.

    `boards` lists the boards once; `board` has, for each response, its place in that list. In `options`
    0 is a skipped question and 255 one that was not asked.
    """

    boards: tuple[Hashable, ...]
    board: NDArray[np.int64]
    options: NDArray[np.uint8]


def read_answers(board_of: Sequence[Hashable], codes: Sequence[str]) -> AnswerTable:
    """Put everybody's answers into one table, a row a response and a column a question.

    Parameters
    ----------
    board_of : sequence of hashable, length n_responses
        Whose board each response is of.
    codes : sequence of str, length n_responses
        The responses as they are stored, one character a question, all of the same questionnaire version.

    Returns
    -------
    AnswerTable
        ``options`` : uint8, shape (n_responses, n_questions). Places of options, from 1.

    Raises
    ------
    ValueError
        If the two lists differ in length, or the codes in theirs, or a character is no code.

    Notes
    -----
    One pass over one block of bytes: 220,000 responses to 30 questions take a fraction of a second. Nothing
    is aggregated, so that any number worked out from the table can be followed back to the answers.

    References
    ----------
    .. [1] The codes are those of ``govscore.responses.sheet``.

    Examples
    --------
    >>> table = read_answers(["a", "a", "b"], ["134", "4.-", "222"])
    >>> table.boards, table.board.tolist()
    (('a', 'b'), [0, 0, 1])
    >>> table.options.tolist()
    [[1, 3, 4], [4, 0, 255], [2, 2, 2]]
    """
    if len(board_of) != len(codes):
        raise ValueError(f"{len(board_of)} boards are named for {len(codes)} responses")
    widths = {len(code) for code in codes}
    if len(widths) > 1:
        raise ValueError("the responses are of questionnaires of different lengths")
    boards = tuple(dict.fromkeys(board_of))
    places = {board: place for place, board in enumerate(boards)}
    raw = np.frombuffer("".join(codes).encode("ascii", errors="strict"), dtype=np.uint8)
    return AnswerTable(
        boards=boards,
        board=np.array([places[board] for board in board_of], dtype=np.int64),
        options=_places(raw).reshape(len(codes), widths.pop() if widths else 0),
    )


def _places(raw: NDArray[np.uint8]) -> NDArray[np.uint8]:
    places = _LOOKUP[raw]
    if (places == NO_CODE).any():
        wrong = chr(int(raw[places == NO_CODE][0]))
        raise ValueError(f"{wrong!r} is no code of an answer")
    return places


def _table() -> NDArray[np.uint8]:
    table = np.full(256, NO_CODE, dtype=np.uint8)
    table[SKIPPED], table[NOT_SHOWN] = NO_OPTION, NOT_ASKED
    table[FIRST_DIGIT : FIRST_DIGIT + DIGITS] = np.arange(1, DIGITS + 1)
    table[FIRST_LETTER : FIRST_LETTER + LETTERS] = np.arange(DIGITS + 1, DIGITS + LETTERS + 1)
    return table


_LOOKUP = _table()
