"""Pages and JSON API over a case."""

from .app import create_app
from .settings import Settings, is_loopback

__all__ = ["Settings", "create_app", "is_loopback"]
