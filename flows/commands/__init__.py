"""What each `dyadwire` command does; `flows/cli.py` says what it takes."""
