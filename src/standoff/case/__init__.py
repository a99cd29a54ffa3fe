"""`Case`: the one place that runs the rooms in turn. What the web, the command line and scale build on."""

from ..account import (
    ActorRow,
    Answer,
    Carried,
    CarrierRow,
    ClaimRow,
    DisputeRow,
    JudgementRow,
    LedgerRow,
    Mark,
    OriginRow,
    Passage,
    Piece,
    PositionRow,
    ReportView,
    SideRow,
    SourceRef,
    UnknownRow,
    abridge,
    plain,
)
from ..store import Failure
from .case import SETTABLE, Case
from .doctor import Finding, diagnose
from .intake import Outcome, Progress
from .judging import KINDS
from .lookup import Found

__all__ = [
    "ActorRow",
    "Answer",
    "Carried",
    "CarrierRow",
    "Case",
    "ClaimRow",
    "DisputeRow",
    "Failure",
    "Finding",
    "Found",
    "JudgementRow",
    "KINDS",
    "LedgerRow",
    "Mark",
    "OriginRow",
    "Outcome",
    "Passage",
    "Piece",
    "PositionRow",
    "Progress",
    "ReportView",
    "SETTABLE",
    "SideRow",
    "SourceRef",
    "UnknownRow",
    "abridge",
    "diagnose",
    "plain",
]
