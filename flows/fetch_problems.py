"""What went wrong in a fetch, in words for a person, with its reason and whether another try may help."""

import re
from typing import Final, NamedTuple

import aiohttp

from flows.guard import ForbiddenAddressError
from transforms.errors import FetchError
from transforms.records import Reason
from transforms.run_records import HostWait

_ASKS_FOR_PATIENCE: Final = frozenset({408, 425, 429})
_REASONS: Final = {404: Reason.NOT_FOUND, 410: Reason.GONE, 408: Reason.TIMEOUT, 504: Reason.TIMEOUT}
_WORDS: Final = {
    401: "asks for a login",
    403: "refuses us",
    404: "has nothing at this address; check it",
    410: "says that this is gone for good",
    429: "asks us to come less often",
}
_PASSWORD: Final = re.compile(r"//[^/\s]*@")

Problem = tuple[FetchError, Reason]


class UnresolvedHostError(FetchError):
    """The name of the host has no address, or nobody could be asked for it."""


class LookupTimeoutError(OSError):
    """Nobody answered in time what address the host has."""


class HeldBackError(FetchError):
    """Nothing was asked: the host is to be left alone until `wait.until`."""

    def __init__(self, url: str, wait: HostWait) -> None:
        self.wait = wait
        super().__init__(url, wait.reason, retryable=True)


class TooLargeError(ValueError):
    """A body above the cap; reading it was given up."""


class PackingError(ValueError):
    """A body that is not packed in the way that it says."""


class _Fault(NamedTuple):
    kind: type[BaseException]
    words: str
    reason: Reason
    retryable: bool


_FAULTS: Final = (  # the first that fits
    _Fault(TooLargeError, "{}", Reason.TOO_LARGE, False),
    _Fault(LookupTimeoutError, "timed out while looking up the host name", Reason.TIMEOUT, True),
    _Fault(aiohttp.ConnectionTimeoutError, "timed out while connecting", Reason.TIMEOUT, True),
    _Fault(TimeoutError, "timed out while waiting for the answer", Reason.TIMEOUT, True),
    _Fault(aiohttp.ClientConnectorDNSError, "the host name cannot be resolved ({})", Reason.CONNECTION, True),
    _Fault(aiohttp.ClientSSLError, "no secure connection ({})", Reason.CONNECTION, False),
    _Fault(aiohttp.ClientPayloadError, "the answer is cut off or wrongly packed", Reason.CONNECTION, True),
    _Fault(PackingError, "the answer is cut off or wrongly packed ({})", Reason.CONNECTION, True),
    _Fault(aiohttp.ServerDisconnectedError, "the connection ended before the answer", Reason.CONNECTION, True),
    _Fault(aiohttp.ClientHttpProxyError, "the proxy refuses to connect ({})", Reason.CONNECTION, True),
    _Fault(OSError, "cannot connect ({})", Reason.CONNECTION, True),
    _Fault(ValueError, "this is no http or https address ({})", Reason.HTTP_ERROR, False),
    _Fault(Exception, "the answer is not valid HTTP ({})", Reason.HTTP_ERROR, False),
)


def problem_of_status(url: str, status: int) -> Problem:
    """What an answer that is neither a success nor 304 means. 408, 425, 429 and 5xx are worth another try."""
    is_theirs = status >= 500
    words = _WORDS.get(status, "has a fault of its own" if is_theirs else "does not give it")
    retryable = (is_theirs or status in _ASKS_FOR_PATIENCE) and status not in {501, 505}
    error = FetchError(url, f"the server {words} (HTTP {status})", status=status, retryable=retryable)
    return error, _REASONS.get(status, Reason.HTTP_ERROR)


def problem_of(raised: BaseException, url: str) -> Problem:
    """What an exception of aiohttp, the network or the URL parser means."""
    refused = _forbidden(raised)
    if refused is not None:
        words = f"{refused.address} belongs to no public network; allow_loopback is for tests on this machine"
        return FetchError(url, words), Reason.FORBIDDEN_ADDRESS
    late = getattr(raised, "os_error", None)
    raised = late if isinstance(late, LookupTimeoutError) else raised
    fault = next(fault for fault in _FAULTS if isinstance(raised, fault.kind))
    error = UnresolvedHostError if fault.kind is aiohttp.ClientConnectorDNSError else FetchError
    return error(url, fault.words.format(_text(raised)), retryable=fault.retryable), fault.reason


def _forbidden(raised: BaseException | None) -> ForbiddenAddressError | None:
    while raised is not None and not isinstance(raised, ForbiddenAddressError):
        raised = getattr(raised, "os_error", None) or raised.__cause__
    return raised


def _text(raised: BaseException) -> str:
    inner = getattr(raised, "os_error", None) or raised
    if isinstance(inner, OSError) and inner.strerror:
        return inner.strerror
    if isinstance(inner, aiohttp.ClientHttpProxyError):
        return f"HTTP {inner.status}"  # its own words repeat the address of the proxy with its password
    return _PASSWORD.sub("//", " ".join(str(inner).split()))[:120] or type(inner).__name__
