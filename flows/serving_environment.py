"""What server, worker and runs are told: the settings of prefect.toml, and where everything is."""

import socket
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from flows.settings import ROOT, Settings
from transforms.errors import SettingsError


@dataclass(frozen=True, slots=True)
class PrefectFiles:
    """prefect.yaml and prefect.toml, and the folder in which Prefect is to work."""

    root: Path
    deployments: Path
    settings: Path


def _found(name: str) -> Path:
    """In a checkout at its root; in an installed package beside this file."""
    here = ROOT / name
    return here if here.is_file() else Path(__file__).with_name(name)


DIRECTLY = build_opener(ProxyHandler({}))  # a proxy of the environment is for other hosts than the Prefect server
_PATHS = ("DYADWIRE_SEEDS", "DYADWIRE_FEEDS", "DYADWIRE_CODEBOOK")
PREFECT_FILES = PrefectFiles(ROOT, _found("prefect.yaml"), _found("prefect.toml"))


def serving_environment(
    settings: Settings, environment: Mapping[str, str], *, api: str, briefings: str
) -> dict[str, str]:
    """The environment of server, worker and runs.

    A PREFECT_* variable of `environment` wins over prefect.toml, but not over where server and data are.
    """
    stated = {
        "PREFECT_API_URL": api,
        "PREFECT_SERVER_UI_API_URL": api,  # on another port than 4200 the page would look for it in the wrong place
        "DYADWIRE_DATA": str(settings.data_folder),
        "DYADWIRE_BRIEFING_URL": briefings,
    }
    if settings.serve_database:
        stated["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = settings.serve_database
    if settings.notify_url:
        stated["DYADWIRE_NOTIFY_URL"] = settings.notify_url
    home = {"PREFECT_HOME": str(settings.prefect_folder)}
    unproxied = _without_proxy(environment, ("127.0.0.1", "localhost", settings.serve_host, urlsplit(api).hostname))
    # A run works in a folder of its own, from which a relative path would lead elsewhere.
    paths = {name: str(Path(environment[name]).expanduser().resolve()) for name in _PATHS if environment.get(name)}
    return home | prefect_settings(PREFECT_FILES.settings) | dict(environment) | unproxied | paths | stated


def prefect_settings(file: Path) -> dict[str, str]:
    """The settings of a prefect.toml under the names of their variables: PREFECT_SERVER_ANALYTICS_ENABLED and so on."""
    return dict(_flattened(tomllib.loads(file.read_text(encoding="utf-8")), "PREFECT"))


def require_free(host: str, port: int) -> None:
    """Raises SettingsError where nobody could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe, port_errors(host, port):
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


@contextmanager
def port_errors(host: str, port: int) -> Iterator[None]:
    """Turns the error of a block that binds this port into a SettingsError with advice."""
    try:
        yield
    except OSError as problem:
        advice = "give another with --port (two in a row are needed) or --host"
        raise SettingsError(f"{host}:{port} cannot be listened on: {problem.strerror}; {advice}") from problem


def _without_proxy(environment: Mapping[str, str], hosts: Iterable[str | None]) -> dict[str, str]:
    """NO_PROXY in both its spellings, with these hosts behind those that the operator gave."""
    given = (environment.get("no_proxy") or environment.get("NO_PROXY") or "").strip()
    known = [name.strip() for name in given.split(",") if name.strip()]
    added = () if given == "*" else (host for host in hosts if host)  # `*` means all only where it stands alone
    listed = ",".join(dict.fromkeys((*known, *added)))
    return {"no_proxy": listed, "NO_PROXY": listed}


def _flattened(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        variable = f"{prefix}_{name.upper()}"
        if isinstance(value, Mapping):
            yield from _flattened(value, variable)
        else:
            yield variable, str(value).lower() if isinstance(value, bool) else str(value)
