"""How well events were coded: reference events against coded ones. Pure: records in, figures out."""
