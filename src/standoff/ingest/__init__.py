"""Bytes to reports: plain text, HTML files, JSON Lines, folders, addresses and standard input.

`ingest` takes paths and yields one value for each thing it met: a report, a fault, a duplicate, or a file passed over. Texts are
stored verbatim as decoded, line ends and all; only a byte order mark goes, being part of the encoding. What cleaning finds (paragraphs,
furniture, origins) is spans over the text.
"""

from .build import LIMIT
from .fetch import Fetched, fetch
from .pipeline import ingest
from .values import Duplicate, Ingested, Item, Skipped

__all__ = ["Duplicate", "Fetched", "Ingested", "Item", "LIMIT", "Skipped", "fetch", "ingest"]
