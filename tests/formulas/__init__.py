"""Every formula of docs/statistics.md a second time, in plain Python, as the page has it; and the engine held to it.

The references are written from the page and know nothing of the engine: where the two differ, one of them is wrong.
A gap is None.
"""
