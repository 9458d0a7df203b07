"""WHO. Whose governance it is: schools, trusts, federations, areas, and the boards that govern them.

May import `errors`. Pure: the readers take bytes, never a path, and refuse or warn by line; nothing is skipped unsaid.
"""
