"""The account in the forms that other programs read. Each export is deterministic."""

from .account_json import schema, to_bytes, to_json
from .citations import citations, web_address
from .formats import FORMATS, Format
from .parcel import Parcel
from .sheets import to_csv

__all__ = ["citations", "Format", "FORMATS", "Parcel", "schema", "to_bytes", "to_csv", "to_json", "web_address"]
