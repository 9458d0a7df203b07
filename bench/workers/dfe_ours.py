"""The DfE comparator set of every board, by govscore."""

from schools import characteristics
from serve import SHOWN, Data, serve

from govscore.benchmarking.comparators.dfe import First
from govscore.benchmarking.comparators.neighbours import dfe_boards

data = Data()
own = characteristics(data.phase, data.schools)
first = First(regions=tuple(str(region) for region in data.region.tolist()))


def work():
    """All boards at once."""
    return dfe_boards(own, first)


def numbers(found):
    """Who is in the sets of the first boards, in order."""
    return {"rows": found.rows[:SHOWN].ravel().tolist()}


serve(work, numbers)
