"""The account as tables: one description of each, from which notebooks, pages, CSV, Parquet and the reference are made."""

from .every import TABLES, flat, groups, opened, records
from .schema import Column, Foreign, Kind, Record, Table, joined

__all__ = ["Column", "flat", "Foreign", "groups", "joined", "Kind", "opened", "Record", "records", "Table", "TABLES"]
