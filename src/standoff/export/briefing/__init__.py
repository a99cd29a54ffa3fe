"""The account on a few pages, in Markdown with footnotes."""

from .document import chunks

__all__ = ["chunks"]
