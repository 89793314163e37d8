"""What server, worker and runs are told by `dyadwire serve`."""

import socket

import pytest

from flows.serving_environment import PREFECT_FILES, prefect_settings, require_free, serving_environment
from flows.settings import Settings
from transforms.errors import SettingsError


def told(tmp_path, environment=None, **changes):
    settings = Settings(data_folder=tmp_path, **changes)
    return serving_environment(
        settings, environment or {}, api="http://127.0.0.1:1/api", briefings="http://127.0.0.1:2"
    )


def test_nothing_is_told_to_anyone(tmp_path):
    variables = told(tmp_path)
    assert variables["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert variables["PREFECT_SERVER_UI_V2_ENABLED"] == "false"


def test_names_of_prefect_toml_are_those_of_variables_that_prefect_knows():
    settings = prefect_settings(PREFECT_FILES.settings)
    assert settings["PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE"].endswith(".filesystem")
    assert settings["PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD"] == str(30 * 86_400)
    from prefect.settings import Settings as Known  # noqa: PLC0415 it takes seconds

    known = Known()
    for variable in settings:
        found = known
        rest = variable.removeprefix("PREFECT_").lower()
        while rest:
            name = max((one for one in type(found).model_fields if rest == one or rest.startswith(f"{one}_")), key=len)
            found, rest = getattr(found, name), rest[len(name) + 1 :]


def test_a_variable_of_the_operator_wins_but_not_over_where_things_are(tmp_path):
    given = {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "60", "PREFECT_API_URL": "http://elsewhere/api"}
    variables = told(tmp_path, given)
    assert variables["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"] == "60"
    assert variables["PREFECT_API_URL"] == "http://127.0.0.1:1/api"
    assert variables["PREFECT_HOME"] == str(tmp_path / "prefect")


def test_database_and_notices_are_handed_on(tmp_path):
    variables = told(tmp_path, serve_database="postgresql+asyncpg://db/prefect", notify_url="http://127.0.0.1:3/")
    assert variables["PREFECT_SERVER_DATABASE_CONNECTION_URL"] == "postgresql+asyncpg://db/prefect"
    assert variables["DYADWIRE_NOTIFY_URL"] == "http://127.0.0.1:3/"


def test_a_proxy_of_the_operator_is_not_for_what_runs_here(tmp_path):
    proxy = {"http_proxy": "http://proxy.example.org:3128", "NO_PROXY": "intranet.example.org, localhost"}
    variables = told(tmp_path, proxy, serve_host="192.0.2.7")
    assert variables["http_proxy"] == proxy["http_proxy"]
    assert variables["no_proxy"] == variables["NO_PROXY"] == "intranet.example.org,localhost,127.0.0.1,192.0.2.7"
    assert told(tmp_path, {"no_proxy": "*"})["NO_PROXY"] == "*"


def test_relative_paths_count_from_where_serve_was_called(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    variables = told(tmp_path, {"DYADWIRE_SEEDS": "texts", "DYADWIRE_FEEDS": ""})
    assert (variables["DYADWIRE_SEEDS"], variables["DYADWIRE_FEEDS"]) == (str(tmp_path / "texts"), "")


def test_a_port_that_is_taken_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"127.0.0.1:{port} cannot be listened on.*--port"):
            require_free("127.0.0.1", port)
