"""The daily page: plots, words and HTML from what `warehouse/briefing.py` found."""
