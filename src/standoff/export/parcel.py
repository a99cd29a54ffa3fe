"""What leaves the house: the material of a case with what people decided about it, and how much of it may go."""

from __future__ import annotations

from dataclasses import dataclass

from ..account import Material
from ..model import Judgement, Run


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that an export is made of. `name` is that of the case, `notes` what the account could not do.

    With `private` private persons are named too; with `full_text` the texts go along, else no more of them than what is quoted as
    evidence.
    """

    name: str
    material: Material
    runs: tuple[Run, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    notes: tuple[str, ...] = ()
    private: bool = False
    full_text: bool = False
