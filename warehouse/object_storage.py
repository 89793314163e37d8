"""S3-compatible storage of the lake: one address and one chain of keys for DuckDB as for what lies beside the lake.

Keys, region and server are where every tool of AWS looks for them: environment, files of profiles, role of the machine.
None of it is a setting of ours, and none is ever told.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

import botocore.session
import duckdb
from botocore.exceptions import BotoCoreError, HTTPClientError, NoCredentialsError
from botocore.exceptions import ConnectionError as NoConnectionError

from transforms.errors import SettingsError, StorageError

_SCHEME: Final = "s3://"
_OF_KEYS: Final = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
_GIVE: Final = """
    CREATE OR REPLACE TEMPORARY SECRET lake_storage (
        TYPE s3, KEY_ID $key, SECRET $secret, SESSION_TOKEN $token, REGION $region, ENDPOINT $endpoint,
        USE_SSL $is_safe, URL_STYLE $style
    )
"""


def is_on_s3(storage: str) -> bool:
    """Whether the address of a storage is a bucket, or a folder in one."""
    return storage.startswith(_SCHEME)


def bucket_of(storage: str) -> str:
    """The bucket of an address on S3."""
    return storage.removeprefix(_SCHEME).partition("/")[0]


@contextmanager
def s3_errors(storage: str) -> Iterator[None]:
    """Turns what S3 refuses at `storage`, and what is missing to ask it, into errors that name what to set."""
    try:
        yield
    except PermissionError as problem:
        raise StorageError(
            f"{storage}: the S3 server refuses the key ({problem}); correct {_OF_KEYS}, or what the key may do there"
        ) from None
    except NoCredentialsError:
        raise SettingsError(f"{storage} needs keys, and none were found; set {_OF_KEYS}") from None
    except (NoConnectionError, HTTPClientError) as problem:
        raise StorageError(f"{storage}: no S3 server answers ({problem}); see AWS_ENDPOINT_URL") from None
    except (BotoCoreError, ValueError) as problem:
        raise SettingsError(f"{storage} cannot be used: {problem}; see AWS_PROFILE and AWS_ENDPOINT_URL") from None


class ObjectStorage:
    """Gives DuckDB what it needs to read and write on S3. `server` is where that is, in DuckDB's terms."""

    def __init__(self, storage: str) -> None:
        """Raises SettingsError where there are no keys for it."""
        self._given: dict[str, object] = {}
        with s3_errors(storage):
            session = botocore.session.get_session()
            self._keys = session.get_credentials()
            if self._keys is None:
                raise NoCredentialsError
            self.server = _server_of(session.create_client("s3"))

    def give_to(self, connection: duckdb.DuckDBPyConnection) -> None:
        """The keys of this moment are the connection's; those of a role are other ones every few hours."""
        keys = self._keys.get_frozen_credentials()
        stated = {"key": keys.access_key, "secret": keys.secret_key, "token": keys.token or "", **self.server}
        if stated != self._given:
            connection.execute(_GIVE, stated)
            self._given = stated


def _server_of(client: Any) -> dict[str, object]:
    """Which server it is, in DuckDB's terms. Buckets have names of hosts at AWS alone, unless the profile says so."""
    address = urlsplit(client.meta.endpoint_url)
    stated = (client.meta.config.s3 or {}).get("addressing_style")
    is_host = stated == "virtual" or (stated != "path" and ".amazonaws." in f".{address.netloc}.")
    return {
        "region": client.meta.region_name,
        "endpoint": f"{address.netloc}{address.path}".rstrip("/"),
        "is_safe": address.scheme == "https",
        "style": "vhost" if is_host else "path",
    }
