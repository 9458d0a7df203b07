"""PAGES. HTTP, forms, access and pages; no rule of the domain, no SQL.

May import `services`, the types of the river, and Flask.
"""
