"""Only addresses of the public internet are dialled. Asked at connect time, so no name or redirect gets by."""

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Final

# Not "global", or reached as if global, beside what the address registries mark as special.
_FORBIDDEN: Final = tuple(
    map(
        ipaddress.ip_network,
        (
            "100.64.0.0/10",  # carriers' own networks; some clouds keep metadata at 100.100.100.200
            "168.63.129.16/32",  # host services of one cloud
            "192.0.0.0/24",  # protocol assignments; some clouds keep metadata there
            "192.88.99.0/24",  # 6to4 relays, withdrawn
            "::/96",  # IPv4-compatible, withdrawn
            "64:ff9b:1::/48",  # local NAT64
            "fec0::/10",  # site-local, withdrawn
        ),
    )
)
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenAddressError(OSError):
    """An address that is not dialled. The text is the same for all, so that several refusals stay this error."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__("the address belongs to no public network")


class Guard:
    """Opens sockets to public addresses only; `allow_loopback` adds this machine, for tests."""

    def __init__(self, *, allow_loopback: bool = False) -> None:
        self._allow_loopback = allow_loopback

    def open_socket(self, addr_info: tuple[Any, ...]) -> socket.socket:
        """A socket for the resolved address; aiohttp's connector calls this before every connection.

        Raises:
            ForbiddenAddressError: the address is loopback, private, link-local, multicast, reserved or unspecified.
        """
        family, kind, protocol, _, address = addr_info
        if not self.is_allowed(address[0]):
            raise ForbiddenAddressError(address[0])
        return socket.socket(family=family, type=kind, proto=protocol)

    def is_allowed(self, address: str) -> bool:
        """Whether an IP address may be dialled. An IPv4 address within an IPv6 one counts as itself."""
        try:
            found = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        meant = _embedded(found) or found
        if meant.is_loopback:
            return self._allow_loopback
        return meant.is_global and not meant.is_multicast and not any(meant in network for network in _FORBIDDEN)

    def allows_host(self, host: str) -> bool:
        """Whether the host of an address may be asked for, as far as its name tells; numbers count in any notation."""
        name = host.strip("[]").lower().rstrip(".")
        try:
            ipaddress.ip_address(name.partition("%")[0])
        except ValueError:
            address = _numeric(name)
            if address is not None:
                return self.is_allowed(address)
            return self._allow_loopback or not (name == "localhost" or name.endswith(".localhost"))
        return self.is_allowed(name)


def _numeric(host: str) -> str | None:
    """The address that a host in decimal, hexadecimal, octal or shortened form means; None for a name."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, ValueError):  # a null character or half a surrogate pair is in no number
        return None


def _embedded(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
