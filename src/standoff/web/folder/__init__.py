"""The account as a folder of pages that needs no server."""

from .press import files

__all__ = ["files"]
