"""`dyadwire serve`: what it prints."""

from flows.console import say
from flows.serving import serve
from flows.settings import Settings


def serve_and_say(settings: Settings, *, api: str | None) -> None:
    """Serves until it is stopped; a line at every step goes to standard error."""
    serve(settings, api=api, say=say)
