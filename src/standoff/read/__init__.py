"""Report -> Reading: one pass of the reader network, then decoders, one module per layer. A reading knows no other report."""

from __future__ import annotations

import os

from standoff.model import Reader

# The inference library reports usage to its maker unless this stands in the environment when it is loaded. Nothing leaves the machine.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__all__ = ["load_reader"]


def load_reader() -> Reader:
    """The reader with the network that ships with the package; its weights are opened at the first report."""
    from .reader import NetworkReader

    return NetworkReader()
