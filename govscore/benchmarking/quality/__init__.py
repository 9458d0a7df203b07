"""Were the answers given with care? Flags, and what results are without them; nothing is deleted."""
