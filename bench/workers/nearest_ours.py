"""The thirty nearest boards of every board by our own characteristics, from the table of schools, by govscore."""

from schools import characteristics
from serve import Data, first, serve

from govscore.benchmarking.comparators.neighbours import nearest_boards

data = Data()
own = characteristics(data.phase, data.schools)


def work():
    """Standardise and search, a phase at a time."""
    return nearest_boards(own, k=30).distances


serve(work, lambda found: {"distances": first(found)})
