"""The texts and all that the account ties to them, as a brat collection."""

from .collection import file_name, files

__all__ = ["file_name", "files"]
