"""Is a board's score its own? What lies between boards, what within, and the score drawn in accordingly."""
