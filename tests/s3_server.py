"""An S3 server of this test's own on loopback, with keys, and nothing of AWS around it."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import botocore.session
import pytest
from botocore.exceptions import BotoCoreError, ClientError

from tests.ports import free_port

_PROGRAM = Path(sys.executable).with_name("weed")
_PARTS = ("master", "volume", "filer", "s3")
# What this machine knows of AWS is nobody's business here, and nothing is asked twice.
_ALONE = {
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_MAX_ATTEMPTS": "1",
}
WRITER, READER = ("writer", "hush-hush-writer"), ("reader", "hush-hush-reader")
_MAY = {WRITER: ["Admin", "Read", "List", "Tagging", "Write"], READER: ["Read", "List"]}


@dataclass(frozen=True, slots=True)
class S3Server:
    """Where it answers; a test that is given it has the environment of one who may do all."""

    endpoint: str

    def environment(self, key: tuple[str, str] = WRITER) -> Mapping[str, str]:
        """What a user of the server has in the environment."""
        given = {"AWS_ENDPOINT_URL": self.endpoint, "AWS_ACCESS_KEY_ID": key[0], "AWS_SECRET_ACCESS_KEY": key[1]}
        return _ALONE | given

    def make_bucket(self, name: str) -> str:
        """The address of a new bucket."""
        client = botocore.session.get_session().create_client("s3", "us-east-1", endpoint_url=self.endpoint)
        client.create_bucket(Bucket=name)
        return f"s3://{name}"

    def names(self, bucket: str) -> list[str]:
        """Of all objects in a bucket."""
        client = botocore.session.get_session().create_client("s3", "us-east-1", endpoint_url=self.endpoint)
        return [one["Key"] for one in client.list_objects_v2(Bucket=bucket).get("Contents", [])]


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    """A server; its address and a key are in the environment meanwhile."""
    if not _PROGRAM.exists():
        pytest.skip("needs an S3 server, whose package is for Linux on x86-64 only")
    with s3_server() as server, pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment().items():
            patch.setenv(name, value)
        for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_DEFAULT_REGION"):
            patch.delenv(name, raising=False)
        _wait_for(server)
        yield server


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """A server that may not answer yet."""
    first = free_port(n=2 * len(_PARTS))
    ports = {part: (first + 2 * number, first + 2 * number + 1) for number, part in enumerate(_PARTS)}
    with tempfile.TemporaryDirectory(prefix="dyadwire-s3-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "keys.json").write_text(json.dumps({"identities": list(map(_identity, _MAY))}))
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen([_PROGRAM, *_options(folder, ports)], stdout=log, stderr=log, cwd=folder)
        try:
            yield S3Server(f"http://127.0.0.1:{ports['s3'][0]}")
        finally:
            server.kill()
            server.wait(10)


def _identity(key: tuple[str, str]) -> dict[str, object]:
    access, secret = key
    return {"name": access, "credentials": [{"accessKey": access, "secretKey": secret}], "actions": _MAY[key]}


def _options(folder: Path, ports: Mapping[str, tuple[int, int]]) -> list[str]:
    of_parts = [
        f"-{part}.port{kind}={port}" for part in _PARTS for kind, port in zip(("", ".grpc"), ports[part], strict=True)
    ]
    return [
        *("server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3", *of_parts),
        *("-master.telemetry=false", "-master.electionTimeout=1s", "-master.volumeSizeLimitMB=64", "-volume.max=100"),
        *(f"-filer.localSocket={folder}/filer.sock", f"-s3.localSocket={folder}/s3.sock", "-s3.port.iceberg=0"),
        *(f"-s3.config={folder}/keys.json", "-s3.iam=false", "-s3.autoCreateBucket=false", "-s3.port.lance=0"),
    ]


def _wait_for(server: S3Server) -> None:
    for _ in range(600):
        try:
            server.make_bucket("is-up")
        except (BotoCoreError, ClientError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the S3 server does not answer")
