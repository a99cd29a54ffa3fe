"""`Case`: the one place that runs the rooms in turn. What the web, the command line and scale build on."""

from ..account import (
    FACETS,
    ActorRow,
    Answer,
    Carried,
    CarrierRow,
    ClaimRow,
    DisputeRow,
    FacetName,
    FacetValue,
    JudgementRow,
    LedgerIndex,
    LedgerRow,
    LedgerSort,
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
from ..account.claim_index import ClaimEntry
from ..account.coverage import Coverage, OutletTold, Told
from ..account.dispute_page import Beside, DisputePage, dispute_page, side_head
from ..account.front import DisputeBrief, Front, KnownRow, front
from ..account.ledger import fold
from ..account.place import NoPlace, Place, place
from ..account.profile import PrivatePerson, Profile, SaidRow, profile, said_rows
from ..account.report_view import Segment, parts, placed, segments
from ..account.review import DoubtRow
from ..export.citations import citations, web_address
from ..export.sheets import to_csv
from ..store import Failure
from .case import SETTABLE, Case
from .doctor import Finding, diagnose
from .frames import chain_text, flat
from .intake import Outcome, Progress
from .judging import KINDS
from .limits import DataSet, Limit, Measure, Network, limits, measures, networks
from .lookup import Found, Spot, Spots, found_at
from .view import CaseView

__all__ = [
    "ActorRow",
    "Answer",
    "Beside",
    "Carried",
    "CarrierRow",
    "Case",
    "CaseView",
    "ClaimEntry",
    "ClaimRow",
    "Coverage",
    "DataSet",
    "DisputeBrief",
    "DisputePage",
    "DisputeRow",
    "DoubtRow",
    "FACETS",
    "FacetName",
    "FacetValue",
    "Failure",
    "Finding",
    "Found",
    "Front",
    "JudgementRow",
    "KINDS",
    "KnownRow",
    "LedgerIndex",
    "LedgerRow",
    "LedgerSort",
    "Limit",
    "Mark",
    "Measure",
    "Network",
    "NoPlace",
    "OriginRow",
    "Outcome",
    "OutletTold",
    "Passage",
    "Piece",
    "Place",
    "PositionRow",
    "PrivatePerson",
    "Profile",
    "Progress",
    "ReportView",
    "SETTABLE",
    "SaidRow",
    "Segment",
    "SideRow",
    "SourceRef",
    "Spot",
    "Spots",
    "Told",
    "UnknownRow",
    "abridge",
    "chain_text",
    "citations",
    "diagnose",
    "dispute_page",
    "flat",
    "fold",
    "found_at",
    "front",
    "limits",
    "measures",
    "networks",
    "parts",
    "place",
    "placed",
    "plain",
    "profile",
    "said_rows",
    "segments",
    "side_head",
    "to_csv",
    "web_address",
]
