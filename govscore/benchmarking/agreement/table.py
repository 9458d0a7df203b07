"""How far each board agrees on each domain, by every index at once: for a whole nation in a fraction of a second."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from govscore.benchmarking.agreement.awg import ScaleAwg, awg, scale_awg
from govscore.benchmarking.agreement.deviation import ScaleDeviation, scale_deviation
from govscore.benchmarking.agreement.rwg import ScaleAgreement, scale_rwg
from govscore.benchmarking.moments import moments
from govscore.benchmarking.over_items import Domains

# So many boards at a time stay in the processor's own memory.
BOARDS_AT_ONCE = 800

Index = TypeVar("Index", ScaleDeviation, ScaleAgreement, ScaleAwg)


@dataclass(frozen=True, kw_only=True, eq=False)
class AgreementTable:
    """The indices of agreement, boards by domains."""

    deviation: ScaleDeviation
    rwg: ScaleAgreement
    awg: ScaleAwg


def agreement_table(
    counts: ArrayLike, values: ArrayLike, null_variance: ArrayLike, *, domains: Domains
) -> AgreementTable:
    """Say how far the people of each board agree on each domain.

    Parameters
    ----------
    counts : array_like of int, shape (n_boards, n_items, n_options)
        How many chose each option, as ``count_answers(...).chosen``.
    values : array_like of float, shape (n_options,)
        What the options stand for, the same for all items.
    null_variance : array_like of float, shape () or (n_nulls,)
        Variances without agreement, for r_wg(j) and r*_wg(j).
    domains : sequence of n_domains sequences of int
        Places of each domain's items.

    Returns
    -------
    AgreementTable
        ``deviation`` about mean and median, which is the headline, ``rwg`` and ``awg``;
        arrays of shape (n_boards, n_domains), those of r_wg with the nulls behind. Each has
        the number of items it uses, and its ``reason`` where it is NaN.

    Raises
    ------
    ValueError
        As `scale_deviation`, `scale_rwg` and `scale_awg`, and if `counts` has not three axes.

    Notes
    -----
    No more than those three functions, for some boards at a time.

    References
    ----------
    .. [1] Burke, M. J., Finkelstein, L. M., Dusig, M. S. (1999), Organizational Research
       Methods 2: 49-68. Key ``burke1999``.

    Examples
    --------
    >>> table = agreement_table([[[2, 0, 2], [0, 4, 0]]], [1, 2, 3], 2 / 3, domains=[[0], [1], [0, 1]])
    >>> table.deviation.about_mean.tolist(), table.rwg.rwg_j.tolist(), table.awg.value.tolist()
    ([[1.0, 0.0, 0.5]], [[0.0, 1.0, 0.0]], [[-1.0, 1.0, 0.0]])
    """
    given = np.asarray(counts)
    if given.ndim != 3:
        raise ValueError("counts must have the axes boards, items, options")
    starts = range(0, max(len(given), 1), BOARDS_AT_ONCE)
    blocks = [given[start : start + BOARDS_AT_ONCE] for start in starts]
    return AgreementTable(
        deviation=_joined([scale_deviation(block, values, domains=domains) for block in blocks]),
        rwg=_joined(
            [scale_rwg(moments(block, values).variance, null_variance, domains=domains) for block in blocks]
        ),
        awg=_joined([scale_awg(awg(block, values), domains=domains) for block in blocks]),
    )


def _joined(parts: Sequence[Index]) -> Index:
    columns = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(parts[0])
    }
    return type(parts[0])(**columns)
