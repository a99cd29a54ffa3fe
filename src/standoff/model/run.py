"""Provenance: which code, weights and settings made a reading, and what a person decided over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """What made a reading: code version, hash of the weights (None without a network), settings. `id` derives from these."""

    id: str
    version: str
    weights: str | None
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision, append-only: it outranks the machine and survives a re-read. An undo is a judgement too."""

    id: str
    kind: Literal["same", "not-same", "dispute", "no-dispute", "actor", "undo"]
    left: str
    right: str | None
    at: str
    by: str
    note: str = ""
