"""REPORT. One frozen `Report` of everything a reader will see; pages, charts, PDF and CSV are made from it.

May import everything upstream of it. Pure. The only room with Matplotlib and typst.
"""
