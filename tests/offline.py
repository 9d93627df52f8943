"""No byte leaves: tests run where there is no network, and whoever looks for one is told on.

On Linux as root the tests are in a network namespace of their own making that has a loopback and
nothing else. Their children inherit it, and the kernel counts every packet that had nowhere to
go, whoever wanted to send it: Python, a library written in C, another process. Elsewhere the hook
remains, which sees what this process does from Python.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import ipaddress
import os
import socket
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CLONE_NEWNET = 0x40000000
GET_FLAGS, SET_FLAGS, UP = 0x8913, 0x8914, 1  # of an interface
NAMESPACE = Path("/proc/thread-self/ns/net")
COUNTERS = Path("/proc/thread-self/net/snmp")
ASKING = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
TALKING = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")


class Offline:
    """From now on there is no network; ``watch`` one test, and ``problems`` says what it tried."""

    def __init__(self) -> None:
        self.loopback = self._watching = False
        self._tried: list[str] = []
        self._lost = 0
        self._outside = self._inside = -1
        if sys.platform == "linux":
            self._make_namespace()
        sys.addaudithook(self._on_event)

    @property
    def is_sealed(self) -> bool:
        """Whether the kernel keeps everything in, not only our hook."""
        return self._inside >= 0

    def watch(self, *, loopback: bool) -> None:
        """A test begins; it may talk to this machine itself only where ``loopback`` says so."""
        self.loopback, self._watching = loopback, True
        self._tried.clear()
        self._lost = unroutable() if self.is_sealed else 0

    @contextlib.contextmanager
    def lifted(self) -> Iterator[None]:
        """Inside, the network of the machine."""
        self._watching = False
        if self.is_sealed:
            _libc().setns(self._outside, CLONE_NEWNET)
        yield
        if self.is_sealed:
            _libc().setns(self._inside, CLONE_NEWNET)

    def problems(self) -> list[str]:
        """Whom this process wanted to reach, and how many packets of anybody were lost; it ends."""
        self._watching = False
        found = list(self._tried)
        if self.is_sealed and (n := unroutable() - self._lost):
            found.append(f"{n} packets for the outside, from here or from a child")
        return found

    def _make_namespace(self) -> None:
        outside = os.open(NAMESPACE, os.O_RDONLY)
        if _libc().unshare(CLONE_NEWNET) != 0:  # not root, or a container that forbids it
            os.close(outside)
            return
        self._outside, self._inside = outside, os.open(NAMESPACE, os.O_RDONLY)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            request = struct.pack("16sH14x", b"lo", 0)
            (flags,) = struct.unpack("16xH14x", fcntl.ioctl(any_socket, GET_FLAGS, request))
            fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sH14x", b"lo", flags | UP))

    def _on_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._watching or not event.startswith("socket."):
            return
        if event in ASKING:
            self._judge(arguments[0])
        elif event in TALKING and arguments[0].family in (socket.AF_INET, socket.AF_INET6):
            self._judge(arguments[1][0] if arguments[1] else "")

    def _judge(self, host: object) -> None:
        name = host.decode() if isinstance(host, bytes) else str(host or "")
        if not (self.loopback and is_here(name)):
            self._tried.append(name)
            raise AssertionError(f"a test tried to reach {name!r}")


def is_here(host: str) -> bool:
    """Whether a name is this machine's own; "" listens everywhere."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def unroutable() -> int:
    """Packets that had nowhere to go since the namespace of this thread was made."""
    names, values = (
        line.split() for line in COUNTERS.read_text().splitlines() if line.startswith("Ip:")
    )
    return int(dict(zip(names, values, strict=True))["OutNoRoutes"])


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


OFFLINE = Offline()
"""Of this process: pytest's, from the moment its tests are looked for."""
