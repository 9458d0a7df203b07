"""The benchmarks themselves: what they say of ratios, of differences and of what leaks."""
