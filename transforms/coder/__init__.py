"""Story in, event mentions out: the reason this project exists."""
