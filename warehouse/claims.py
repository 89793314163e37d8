"""Who works on what, kept in PostgreSQL, so that runs on several machines stay out of each other's way.

A claim is a row of `dyadwire.claims`. It holds as long as the connection of its holder lives, which an advisory lock
shows: a process that was killed, or a machine that is gone, has no claims.
"""

import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Final, Self

import psycopg
from psycopg.conninfo import conninfo_to_dict

from transforms.errors import StorageError

_HOLDERS: Final = 0x4479  # classes of advisory locks; the second key of a holder's is its number
_TURN: Final = 0x4480
_MAKE: Final = """
    CREATE SCHEMA IF NOT EXISTS dyadwire;
    CREATE TABLE IF NOT EXISTS dyadwire.claims (
        claim text PRIMARY KEY, holder integer NOT NULL, claimed_at timestamptz NOT NULL
    );
    COMMENT ON TABLE dyadwire.claims IS 'What runs work on. A row whose holder has no advisory lock is void.';
"""
# A machine that is gone sends nothing, not even an end: PostgreSQL asks, so that its claims are free in two minutes.
_ASK: Final = """
    SET tcp_keepalives_idle = 30;
    SET tcp_keepalives_interval = 10;
    SET tcp_keepalives_count = 6;
    SET tcp_user_timeout = 90000;
"""
_CLAIM: Final = """
    INSERT INTO dyadwire.claims AS known (claim, holder, claimed_at)
    SELECT unnest(%(claims)s::text[]), %(holder)s, now()
    ON CONFLICT (claim) DO UPDATE SET holder = excluded.holder, claimed_at = excluded.claimed_at
    WHERE known.holder = excluded.holder OR NOT EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'advisory' AND classid = %(class)s AND objid = known.holder::oid AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
    RETURNING claim
"""


class Claims:
    """The claims of one process. Close it, or use it in a `with` statement; either gives all of them back."""

    def __init__(self, catalog: str) -> None:
        """`catalog` is a libpq address of the database. Raises StorageError where it does not answer."""
        self._holder = secrets.randbelow(2**31)
        self._depth = 0
        with _told():
            self._connection = psycopg.connect(
                catalog, autocommit=True, connect_timeout=20, keepalives_idle=30, keepalives_interval=10
            )
            self._connection.execute(_ASK)
            with self.turn():  # two that make the same table at once fail
                self._connection.execute(_MAKE)
            self._connection.execute("SELECT pg_advisory_lock(%s, %s)", [_HOLDERS, self._holder])

    def claim(self, kind: str, keys: Collection[str]) -> frozenset[str]:
        """Those of the keys that nobody else holds; they are held by this process now."""
        # In one order everywhere, as two that wait for each other's rows would never end.
        claims = sorted(f"{kind} {key}" for key in keys)
        if not claims:
            return frozenset()
        named = {"claims": claims, "holder": self._holder, "class": _HOLDERS}
        with _told():
            granted = self._connection.execute(_CLAIM, named).fetchall()
        return frozenset(claim.removeprefix(f"{kind} ") for (claim,) in granted)

    def release(self, kind: str, keys: Collection[str]) -> None:
        """Gives claims back."""
        claims = [f"{kind} {key}" for key in keys]
        with _told():
            self._connection.execute(
                "DELETE FROM dyadwire.claims WHERE claim = ANY(%s) AND holder = %s", [claims, self._holder]
            )

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Inside, no other process has a turn. A turn within a turn is part of it."""
        if self._depth == 0:
            with _told():
                self._connection.execute("SELECT pg_advisory_lock(%s, 0)", [_TURN])
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0 and not self._connection.broken:
                with _told():
                    self._connection.execute("SELECT pg_advisory_unlock(%s, 0)", [_TURN])

    @property
    def has_turn(self) -> bool:
        """Whether this process has the turn."""
        return self._depth > 0

    def prove(self) -> None:
        """Returns where the connection, and with it every claim and the turn, still lives. Raises StorageError."""
        with _told():
            self._connection.execute("SELECT 1")

    def close(self) -> None:
        """Gives all claims back."""
        if not self._connection.broken:
            with _told():
                self._connection.execute("DELETE FROM dyadwire.claims WHERE holder = %s", [self._holder])
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as problem:
        # Not the address, which may hold a password: libpq repeats one that it cannot read.
        if isinstance(problem, psycopg.ProgrammingError) and problem.sqlstate is None:
            raise StorageError("lake_catalog is no address that libpq can read; see DYADWIRE_LAKE_CATALOG") from None
        what = str(problem).strip().partition("\n")[0]
        raise StorageError(f"PostgreSQL at lake_catalog: {what}; what was loaded stays loaded, run again") from problem


def without_secret(catalog: str, message: str) -> str:
    """A message in which neither the libpq address `catalog` nor its password stands."""
    secrets = [catalog, catalog.replace("'", "''")]
    with suppress(psycopg.ProgrammingError):  # an address that cannot be read stands there whole, if at all
        secrets.append(str(conninfo_to_dict(catalog).get("password") or ""))
    for secret in filter(None, secrets):
        message = message.replace(secret, "lake_catalog")
    return message
