"""Parameters of the flows, with what Prefect's form says of them."""

from datetime import date
from typing import Annotated

from pydantic import Field

from flows.settings import CoderWay

Data = Annotated[
    str | None, Field(title="Data folder", description="None: DYADWIRE_DATA of the worker, else data/ of its checkout.")
]
Seeds = Annotated[
    str | None, Field(title="Folder of documents", description="txt, md, html and xml files, also gzipped.")
]
NoSeeds = Annotated[bool | None, Field(title="Read no documents", description="Leave the folder of documents alone.")]
Feeds = Annotated[str | None, Field(title="List of feeds", description="A TOML file, instead of the usual list.")]
NoFeeds = Annotated[bool | None, Field(title="Poll no feeds", description="Work without network.")]
Published = Annotated[
    date | None, Field(title="Publication date", description="Of documents that state none themselves.")
]
AllStories = Annotated[
    bool, Field(title="All stories", description="Also those that this coder and codebook have read already.")
]
Coder = Annotated[
    CoderWay | None,
    Field(title="Coder", description="full parses sentences with the language model; shallow is faster, finds less."),
]
Day = Annotated[date | None, Field(title="Day", description="Whose page is written (UTC). None: yesterday.")]
BackupFolder = Annotated[
    str | None, Field(title="Folder of backups", description="Best on another disk. None: backups/ in the data folder.")
]
Keep = Annotated[int, Field(title="Backups to keep", description="The latest ones of that folder stay.", ge=1)]
PruneDays = Annotated[
    int | None,
    Field(title="Drop rows older than (days)", description="As `dyadwire prune` does; None drops nothing.", ge=30),
]
