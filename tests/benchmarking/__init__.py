"""Each statistic against reference values, its properties, its refusals and its rule for gaps."""
