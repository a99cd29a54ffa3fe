"""Pages and JSON API over a case."""

from .app import create_app
from .exporting import export_of
from .settings import Settings, is_loopback

__all__ = ["Settings", "create_app", "export_of", "is_loopback"]
