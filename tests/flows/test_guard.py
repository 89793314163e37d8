"""Which addresses are dialled."""

import socket

import pytest

from flows.guard import ForbiddenAddressError, Guard


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.0.81", "2a04:4e42::81", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_dialled(address: str) -> None:
    assert Guard().is_allowed(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # metadata of most clouds
        "100.100.100.200",
        "192.0.0.192",
        "168.63.129.16",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.7",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fe80::1%eth0",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "not an address",
    ],
)
def test_all_other_addresses_are_not(address: str) -> None:
    assert not Guard().is_allowed(address)


@pytest.mark.parametrize(
    ("address", "is_allowed"), [("127.0.0.1", True), ("::1", True), ("10.1.2.3", False), ("0.0.0.0", False)]
)
def test_loopback_by_explicit_setting_only(address: str, is_allowed: bool) -> None:
    assert Guard(allow_loopback=True).is_allowed(address) is is_allowed


def test_no_socket_is_opened_to_a_forbidden_address() -> None:
    with pytest.raises(ForbiddenAddressError):
        Guard().open_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("10.1.2.3", 80)))


@pytest.mark.parametrize(
    ("host", "is_allowed"),
    [
        *(("news.example", True), ("mylocalhost", True), ("8.8.8.8", True), ("134744072", True), ("0x8.8.8.8", True)),
        *(("localhost", False), ("LOCALHOST", False), ("a.localhost.", False), ("127.0.0.1", False), ("[::1]", False)),
        *(("2130706433", False), ("0x7f000001", False), ("0177.0.0.1", False), ("127.1", False), ("0", False)),
        *(("0xA9FEA9FE", False), ("[::ffff:7f00:1]", False), ("[::ffff:169.254.169.254]", False)),
    ],
)
def test_hosts_behind_a_proxy(host: str, is_allowed: bool) -> None:
    assert Guard().allows_host(host) is is_allowed
