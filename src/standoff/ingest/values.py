"""What reading inputs yields: one value for each thing that was met, so that nothing is passed over in silence."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.model import BadInput, Report


@dataclass(frozen=True, slots=True)
class Ingested:
    """A report that was read. `raw` holds the original bytes where the text was taken out of them (HTML), else None."""

    report: Report
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An input that holds the same text from the same outlet as one read before it in this call; it is not a second report.

    `file` is the input left out, `of` the file of the report that was kept, `id` that report's id.
    """

    file: str
    of: str
    id: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that was not read because nothing about its name says that it holds reports, and why. No fault."""

    file: str
    why: str


Item = Ingested | Duplicate | Skipped | BadInput
