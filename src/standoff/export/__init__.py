"""The account in the forms that other programs read. Each export is deterministic."""

from .account_json import FORMATS, schema, to_bytes, to_json

__all__ = ["FORMATS", "schema", "to_bytes", "to_json"]
