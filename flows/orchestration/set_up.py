"""Work pool, deployments and automations on a Prefect server: `python -m flows.orchestration.set_up prefect.yaml`.

What was set up once is left as it is until Dyadwire, prefect.yaml or the address to notify changes, so that what
somebody paused in Prefect's pages stays paused.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from uuid import UUID

from prefect.blocks.notifications import CustomWebhookNotificationBlock
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.exceptions import ObjectAlreadyExists
from prefect.types import SecretDict
from prefect.variables import Variable

from flows.orchestration import automations, events
from flows.serving_runs import POOL

NOTIFY = "dyadwire-notify"
DONE = "dyadwire_set_up"
_SOURCES = tuple(
    Path(file) for file in (__file__, automations.__file__, events.__file__)
)  # what automations are made of


def set_up(deployments: Path, *, notify_url: str | None) -> bool:
    """Whether anything had to be set up.

    Raises:
        CalledProcessError: `prefect deploy` failed; what it said went to standard error.
    """
    digest = digest_of((deployments, *_SOURCES), notify_url=notify_url)
    if Variable.get(DONE) == digest:
        return False
    with get_client(sync_client=True) as client:
        _create_pool(client)
        _deploy(deployments)
        _automate(client, _notification(notify_url))
    Variable.set(DONE, digest, overwrite=True)
    return True


def digest_of(files: Iterable[Path], *, notify_url: str | None) -> str:
    """What tells one set-up from another: versions, the address to notify, and what is in the files."""
    facts = (version("dyadwire"), version("prefect"), str(notify_url))
    contents = (hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    return hashlib.sha256("\n".join((*facts, *contents)).encode()).hexdigest()


def _create_pool(client: SyncPrefectClient) -> None:
    try:
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process", description="Runs of Dyadwire"))
    except ObjectAlreadyExists:
        return


def _deploy(deployments: Path) -> None:
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", str(deployments)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)  # noqa: S603 our own words


def _notification(url: str | None) -> UUID | None:
    """The block that alerts are sent by; None where nobody is to be told."""
    if url is None:
        return None
    text = {"text": "{{subject}}\n{{body}}"}  # as Slack, Mattermost and their like take it
    hidden = SecretDict({"address": url})  # who has such an address can write there, so the pages do not show it
    block = CustomWebhookNotificationBlock(
        name=NOTIFY, url="{{address}}", secrets=hidden, json_data=text, headers=None, cookies=None
    )
    saved = block.save(NOTIFY, overwrite=True)
    return saved if isinstance(saved, UUID) else None


def _automate(client: SyncPrefectClient, notify: UUID | None) -> None:
    for wanted in automations.automations(notify):
        found = client.read_automations_by_name(wanted.name)
        if found:
            client.update_automation(found[0].id, wanted)
        else:
            client.create_automation(wanted)


if __name__ == "__main__":
    print("set up" if set_up(Path(sys.argv[1]), notify_url=os.environ.get("DYADWIRE_NOTIFY_URL")) else "nothing to do")
