"""The edges of an evaluation: reading reference sets, coding their texts, writing and comparing results."""
