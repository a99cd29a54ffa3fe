"""The command line: data on stdout, progress on stderr and only on a terminal, one module per command."""

from .main import main

__all__ = ["main"]
