"""Who is named: `gazetteer.py` knows countries, bodies and leaders, `introductions.py` whom a story introduces."""
