"""Quantities that a sentence states: `find_figures` of `finder.py` is the way in."""
