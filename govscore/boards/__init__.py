"""WHO. Whose governance it is: schools, trusts, federations, areas, and the boards that govern them.

May import `errors`. Pure: the readers take bytes, never a path. What they refuse, they refuse
by line and reason; nothing is skipped unsaid.
"""
