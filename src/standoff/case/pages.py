"""What pages show beyond what the command line does: apart, so that a command does not load it."""

from ..account.claim_index import ClaimEntry
from ..account.coverage import Coverage, OutletTold, Told
from ..account.dispute_page import Beside, DisputePage, dispute_page, side_head
from ..account.front import DisputeBrief, Front, KnownRow, front
from ..account.ledger import chain_text, fold
from ..account.ledger_index import FACETS, FacetName, FacetValue, LedgerIndex, LedgerSort
from ..account.place import NoPlace, Place, place
from ..account.profile import PrivatePerson, Profile, SaidRow, profile, said_rows
from ..account.report_view import Segment, parts, placed, segments
from ..account.review import DoubtRow
from ..export.citations import citations, web_address
from ..export.sheets import to_csv
from .frames import flat
from .limits import Limit, Measure, Network, limits, measures, networks
from .lookup import Spot, found_at

__all__ = [
    "Beside",
    "chain_text",
    "citations",
    "ClaimEntry",
    "Coverage",
    "dispute_page",
    "DisputeBrief",
    "DisputePage",
    "DoubtRow",
    "FacetName",
    "FACETS",
    "FacetValue",
    "flat",
    "fold",
    "found_at",
    "Front",
    "front",
    "KnownRow",
    "LedgerIndex",
    "LedgerSort",
    "Limit",
    "limits",
    "Measure",
    "measures",
    "Network",
    "networks",
    "NoPlace",
    "OutletTold",
    "parts",
    "Place",
    "place",
    "placed",
    "PrivatePerson",
    "Profile",
    "profile",
    "said_rows",
    "SaidRow",
    "Segment",
    "segments",
    "side_head",
    "Spot",
    "to_csv",
    "Told",
    "web_address",
]
