"""An input that could not be read, kept with the case until the next read."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import StandoffError


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with one input: its name, the fault in one sentence, what to try."""

    name: str
    what: str
    hint: str

    @classmethod
    def of(cls, error: StandoffError, name: str = "") -> Failure:
        """The failure that an error tells of; `name` stands in where the error names no place."""
        return cls(error.where or name, error.what, error.hint)

    def __str__(self) -> str:
        return f"{self.name}: {self.what}" + (f" Try: {self.hint}" if self.hint else "")
