"""How the server was started."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Settings:
    """`host` and `port` to bind; `token` is asked of every request where it is set, which it is on any address but a loopback one.

    `names` are further host names that requests may come under, `by` who judges, `allow_private` whether reports may be fetched from a
    private network.
    """

    host: str = LOOPBACK
    port: int = 8000
    token: str | None = None
    names: tuple[str, ...] = ()
    by: str = "reader"
    allow_private: bool = False

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether a host to bind is this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
