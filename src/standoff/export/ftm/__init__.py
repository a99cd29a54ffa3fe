"""The account as entities of FollowTheMoney."""

from .entities import chunks

__all__ = ["chunks"]
