"""Embeddings of the sentences and statements of a reading, for finding passages that say alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Senses:
    """Sentence embeddings as rows of `width` signed bytes, each a unit vector times 127.

    `rows` holds one row for each sentence of the reading in its order, then one for each statement in its order. Raises
    ValueError when the bytes are no whole number of rows.
    """

    width: int
    rows: bytes

    def __post_init__(self) -> None:
        if self.width <= 0 or len(self.rows) % self.width:
            raise ValueError(f"{len(self.rows)} bytes are no whole number of rows of {self.width}.")

    def __len__(self) -> int:
        return len(self.rows) // self.width
