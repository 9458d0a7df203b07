"""Expected ranks of all boards by the fast form, by govscore."""

from serve import Data, first, serve

from govscore.benchmarking.standing.ranks import fast_expected_ranks

data = Data()
estimate, sd = data.estimate, data.sd

serve(lambda: fast_expected_ranks(estimate, sd), lambda found: {"ranks": first(found.ranks)})
