"""Where does a board stand, with room for chance? In words, without a league table."""
