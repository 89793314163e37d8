"""Claims in PostgreSQL: one holder each, gone with their holder; turns one after the other."""

import threading
import time

import duckdb
import pytest

from tests.cluster_machines import new_database
from transforms.errors import StorageError
from warehouse.claims import Claims
from warehouse.lake_errors import lake_errors

pytestmark = pytest.mark.xdist_group("cluster")


@pytest.fixture
def catalog(postgres: str, request: pytest.FixtureRequest) -> str:
    return new_database(postgres, request.node.name)


def test_what_one_has_no_other_gets(catalog):
    with Claims(catalog) as one, Claims(catalog) as other:
        assert one.claim("share", ["1", "2"]) == {"1", "2"}
        assert other.claim("share", ["2", "3"]) == {"3"}
        assert one.claim("share", ["1", "3"]) == {"1"}  # its own it may claim again
        assert other.claim("document", ["1"]) == {"1"}  # of another kind
        one.release("share", ["2", "3"])  # of which it has one
        assert other.claim("share", ["2", "3"]) == {"2", "3"}
        assert other.claim("share", []) == frozenset()


def test_the_claims_of_who_is_gone_are_free(catalog):
    gone = Claims(catalog)
    gone.claim("share", ["1"])
    with Claims(catalog) as other:
        assert other.claim("share", ["1"]) == frozenset()
        gone._connection.close()  # as the system does for a process that was killed: the rows stay
        for _ in range(600):  # PostgreSQL ends the other side in its own time
            if granted := other.claim("share", ["1"]):
                break
            time.sleep(0.05)
        assert granted == {"1"}


def test_turns_exclude_each_other_and_hold_turns_within(catalog):
    with Claims(catalog) as one, Claims(catalog) as other:
        order = []

        def take_turn() -> None:
            with other.turn():
                order.append("other")

        with one.turn():
            waiting = threading.Thread(target=take_turn)
            waiting.start()
            with one.turn():
                order.append("one")
            waiting.join(0.3)
            order.append("still one")
        waiting.join(20)
        assert order == ["one", "still one", "other"]


def test_who_lost_the_connection_can_prove_nothing(catalog):
    claims = Claims(catalog)
    claims.prove()
    with Claims(catalog) as other:
        other._connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            "AND datname = current_database()"
        )
    with pytest.raises(StorageError, match="lake_catalog"):
        for _ in range(600):  # PostgreSQL ends it in its own time
            claims.prove()
            time.sleep(0.05)
    claims.close()


def test_an_address_that_cannot_be_read_is_told_without_the_password():
    with pytest.raises(StorageError, match="lake_catalog") as told:
        Claims("postgresql://u:hush@[::1/lake")
    assert "hush" not in str(told.value)


def test_postgresql_asks_whether_the_holder_is_there(catalog):
    with Claims(catalog) as claims:
        asked = claims._connection.execute("SHOW tcp_keepalives_idle").fetchone()
    assert asked == ("30",)


@pytest.mark.parametrize(
    "catalog",
    ["host=db.example password=hush", "postgresql://u:hush@db.example/lake", "password='hush' host=db.example"],
)
def test_an_error_of_the_lake_is_told_without_the_password(catalog):
    quoted = catalog.replace("'", "''")
    for message in (f'unable to connect to "{catalog}"', f"ATTACH '{quoted}'", "password hush is wrong"):
        for kind in (duckdb.IOException, duckdb.BinderException):
            with pytest.raises((StorageError, duckdb.BinderException)) as told, lake_errors("the lake", catalog):
                raise kind(message)
            assert "hush" not in str(told.value)
            assert "copies of each other" not in str(told.value)
