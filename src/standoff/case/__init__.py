"""`Case`: the one place that runs the rooms in turn. What the web, the command line and scale build on."""

from ..account import (
    ActorRow,
    Answer,
    Carried,
    CarrierRow,
    ClaimRow,
    DisputeRow,
    EventRow,
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
    TimeRow,
    UnknownRow,
    abridge,
    plain,
)
from ..export import FORMATS, Format
from ..store import Failure
from .case import SETTABLE, Case
from .doctor import Finding, diagnose
from .exporting import Export, requested
from .intake import Outcome, Progress
from .judging import KINDS
from .lookup import Found
from .stories import Headline, Pile, Sorting, StoryReport, StoryRow
from .view import CaseView

__all__ = [
    "abridge",
    "ActorRow",
    "Answer",
    "Carried",
    "CarrierRow",
    "Case",
    "CaseView",
    "ClaimRow",
    "diagnose",
    "DisputeRow",
    "EventRow",
    "Export",
    "Failure",
    "Finding",
    "Format",
    "FORMATS",
    "Found",
    "Headline",
    "JudgementRow",
    "KINDS",
    "LedgerRow",
    "Mark",
    "OriginRow",
    "Outcome",
    "Passage",
    "Piece",
    "Pile",
    "plain",
    "PositionRow",
    "Progress",
    "ReportView",
    "requested",
    "SETTABLE",
    "SideRow",
    "Sorting",
    "SourceRef",
    "StoryReport",
    "StoryRow",
    "TimeRow",
    "UnknownRow",
]
