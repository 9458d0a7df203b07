"""Which boards is a board compared with? The nearest by published characteristics, never itself."""
