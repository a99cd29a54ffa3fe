"""Report text for a terminal."""

from ..model.visible import visible as safe

__all__ = ["safe"]
