"""govscore: school governing boards evaluate themselves, and are compared fairly."""

__version__ = "0.1.0"
