"""Dates that a sentence states: `find_dates` of `finder.py` is the way in."""
