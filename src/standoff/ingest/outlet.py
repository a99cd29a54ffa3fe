"""Which outlet a report is from, when nobody said so: the site's own name in the page, else the host of its address."""

from __future__ import annotations

from urllib.parse import urlsplit

# Hosts that serve the same paper in another dress; the name starts behind them.
_DRESS = frozenset(("www", "www1", "www2", "www3", "m", "mobile", "amp", "edition", "beta", "web", "old"))


def from_host(url: str | None) -> str | None:
    """A readable name from an address: "https://www.example.com/a" -> "example.com". None where there is no host."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    labels = host.strip(".").split(".")
    while len(labels) > 2 and labels[0] in _DRESS:
        labels.pop(0)
    return ".".join(labels) if len(labels) > 1 and not all(label.isdigit() for label in labels) else None
