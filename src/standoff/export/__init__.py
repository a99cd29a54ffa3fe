"""The account in the forms that other programs read. Each export is deterministic."""

from .account_json import FORMATS, schema, to_bytes, to_json
from .citations import citations, web_address
from .sheets import to_csv

__all__ = ["FORMATS", "citations", "schema", "to_bytes", "to_csv", "to_json", "web_address"]
