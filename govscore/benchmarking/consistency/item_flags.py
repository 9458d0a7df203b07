"""Which questions tell boards little: all at the top, many who do not know, many to whom it does not apply."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from govscore.benchmarking.reasons import Reason, first_reason

Floats = NDArray[np.float64]


class ItemFlag(StrEnum):
    """What an author should look at."""

    CEILING = "ceiling"
    FLOOR = "floor"
    DONT_KNOW = "dont-know"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, kw_only=True)
class ItemLimits:
    """From which shares a question is flagged, and on how few people nothing is said."""

    ceiling: float = 0.70
    floor: float = 0.70
    dont_know: float = 0.20
    not_applicable: float = 0.30
    least: int = 30


@dataclass(frozen=True, kw_only=True, eq=False)
class ItemShares:
    """Shares of each question, 0 to 1, and what is flagged; NaN and no flag where `reason` says why."""

    n_answers: NDArray[np.int64]
    n_replies: NDArray[np.int64]
    top: Floats
    bottom: Floats
    dont_know: Floats
    not_applicable: Floats
    flagged: dict[ItemFlag, NDArray[np.bool_]]
    reason: NDArray[np.object_]

    def flags_of(self, *place: int) -> tuple[ItemFlag, ...]:
        """The flags of one question."""
        return tuple(flag for flag, where in self.flagged.items() if where[place])


ORDINARY = ItemLimits()


def flag_items(
    chosen: ArrayLike, *, dont_know: ArrayLike, not_applicable: ArrayLike, limits: ItemLimits = ORDINARY
) -> ItemShares:
    """Say which questions an author should look at again.

    Parameters
    ----------
    chosen : array_like of int, shape (..., n_options)
        How many chose each option that has a value, lowest first, over all boards (of a phase,
        where phases lead). Skipped and not asked are not counted.
    dont_know, not_applicable : array_like of int, shape (...)
        How many chose each of these instead.
    limits : ItemLimits, default those of the house
        Shares from which to flag.

    Returns
    -------
    ItemShares
        ``top`` and ``bottom``, shares of those who gave a value; ``dont_know``, of these and those
        who do not know; ``not_applicable``, of all replies. ``flagged``, an array of bool for
        each `ItemFlag`. With fewer replies than ``limits.least`` no flag, and ``reason`` is
        ``too_few``; a share of nobody is NaN.

    Raises
    ------
    ValueError
        If shapes do not match, there are under two options, or a count is negative.

    Notes
    -----
    Ceiling and floor: 70 in 100 or more at one end, so that most boards look alike. Don't
    know: 20 in 100 or more, so that what is asked is not seen, or the wrong people are asked.
    Not applicable: over 30 in 100, so that the question does not fit the phase. A flag is a
    reason to read the question, not to drop it: a board that does not know has found something.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> found = flag_items([[2, 3, 10, 45], [10, 20, 20, 10]], dont_know=[1, 20], not_applicable=[0, 0])
    >>> [[str(flag) for flag in found.flags_of(item)] for item in range(2)]
    [['ceiling'], ['dont-know']]
    """
    counts, unsure, unfit = (np.asarray(given) for given in (chosen, dont_know, not_applicable))
    if counts.ndim == 0 or counts.shape[-1] < 2 or not counts.shape[:-1] == unsure.shape == unfit.shape:
        raise ValueError("chosen must have one more axis than the others, of two options or more")
    if min(counts.min(initial=0), unsure.min(initial=0), unfit.min(initial=0)) < 0:
        raise ValueError("counts must not be negative")
    answers = counts.sum(axis=-1)
    replies = answers + unsure + unfit
    enough = replies >= limits.least
    top, bottom = _share(counts[..., -1], answers), _share(counts[..., 0], answers)
    unsure_share, unfit_share = _share(unsure, answers + unsure), _share(unfit, replies)
    many = answers >= limits.least
    return ItemShares(
        n_answers=answers,
        n_replies=replies,
        top=top,
        bottom=bottom,
        dont_know=unsure_share,
        not_applicable=unfit_share,
        flagged={
            ItemFlag.CEILING: many & (top >= limits.ceiling),
            ItemFlag.FLOOR: many & (bottom >= limits.floor),
            ItemFlag.DONT_KNOW: enough & (unsure_share >= limits.dont_know),
            ItemFlag.NOT_APPLICABLE: enough & (unfit_share > limits.not_applicable),
        },
        reason=first_reason((~enough, Reason.TOO_FEW)),
    )


def say_item_flag(flag: ItemFlag, share: float) -> str:
    """Put one flag into a sentence for the author of the question.

    Parameters
    ----------
    flag : ItemFlag
        What was flagged.
    share : float
        The share that caused it, 0 to 1.

    Returns
    -------
    str
        What was found, and what to do.

    Raises
    ------
    ValueError
        If `share` is not between 0 and 1.

    Notes
    -----
    The share is shown in whole numbers of 100.

    References
    ----------
    .. [1] Ours.

    Examples
    --------
    >>> print(say_item_flag(ItemFlag.DONT_KNOW, 0.42))
    42 in 100 don’t know. Ask those who can see it, or ask for something that every governor sees.
    """
    if not 0 <= share <= 1:
        raise ValueError("share must lie between 0 and 1")
    return SENTENCES[flag].format(round(100 * share))


SENTENCES = {
    ItemFlag.CEILING: "{} in 100 chose the highest level, so boards look alike. Make the highest level "
    "ask for more, or put a harder question.",
    ItemFlag.FLOOR: "{} in 100 chose the lowest level, so boards look alike. Make the lowest levels tell "
    "a first step from none.",
    ItemFlag.DONT_KNOW: "{} in 100 don’t know. Ask those who can see it, or ask for something that every "
    "governor sees.",
    ItemFlag.NOT_APPLICABLE: "{} in 100 say it does not apply. Ask it only of the boards that it fits.",
}


def _share(part: NDArray[np.int64], whole: NDArray[np.int64]) -> Floats:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan)
