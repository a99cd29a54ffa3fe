"""Signed ties between actors: who stands with or against whom, by the passage that tells it. Pure functions."""

from .find import ties
from .told import Told, parties_of, told

__all__ = ["Told", "parties_of", "ties", "told"]
