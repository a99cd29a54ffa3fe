"""What the rooms promise one another: any reader, any store."""

from __future__ import annotations

from typing import Protocol

from .reading import Reading
from .report import Report
from .run import Run


class Reader(Protocol):
    """Turns a report into a reading. The same report gives the same reading, whatever was read before it."""

    @property
    def run(self) -> Run:
        """What makes the readings: version, weights, settings."""
        ...

    def read(self, report: Report) -> Reading:
        """Reads one report alone."""
        ...
