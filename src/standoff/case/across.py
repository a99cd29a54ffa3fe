"""The views that compare a whole case: timeline, fault lines, outlets, two reports side by side. Loaded when first asked for."""

from __future__ import annotations

from ..account import Material


class Across:
    """The part of `CaseView` that compares; each view is made once."""

    material: Material
