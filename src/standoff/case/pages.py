"""What pages show beyond what the command line does: apart, so that a command does not load it."""

from ..account.claim_index import ClaimEntry
from ..account.coverage import Coverage, OutletTold, Told
from ..account.cues import LEAST_STATEMENTS, LEAST_USES, OutletCues
from ..account.designations import ActorLabels
from ..account.dispute_page import Beside, DisputePage, dispute_page, side_head
from ..account.faultlines import Balance, Camp, CampRow, FaultLines, Lines, Moment
from ..account.front import DisputeBrief, Front, HappenedRow, KnownRow, front
from ..account.ledger import chain_text, fold
from ..account.ledger_index import FACETS, FacetName, FacetValue, LedgerIndex, LedgerSort
from ..account.matrix import Lack, Of, Thing, ThingRow
from ..account.outlets import Lacks, OutletRow, Outlets
from ..account.pairing import ByReport
from ..account.place import NoPlace, Place, place
from ..account.profile import PrivatePerson, Profile, SaidRow, profile, said_rows
from ..account.report_view import Segment, parts, placed, segments
from ..account.review import DoubtRow
from ..account.side_by_side import AlignedRow, SideBySide
from ..account.ties import Sign, TieGroup, TieRow, of_actor
from ..account.timeline import Ground, TellingRow, TimelineCell, TimelineRow, entry_row, timeline_rows
from ..account.timeline_index import TIMELINE_FACETS, UNDATED, Entry, TimelineFacet, TimelineIndex, Voice
from ..account.timeline_story import BEFORE, Chapter, Zoom, chapters
from ..account.tones import LEAST_MENTIONS, LEAST_TONED, ToneRow
from ..account.voices import VoiceRow
from ..export.citations import citations, web_address
from ..export.sheets import to_csv
from .frames import flat
from .limits import Limit, Measure, Network, limits, measures, networks
from .lookup import Spot, found_at

__all__ = [
    "ActorLabels",
    "AlignedRow",
    "Balance",
    "BEFORE",
    "Beside",
    "ByReport",
    "Camp",
    "CampRow",
    "chain_text",
    "Chapter",
    "chapters",
    "citations",
    "ClaimEntry",
    "Coverage",
    "dispute_page",
    "DisputeBrief",
    "DisputePage",
    "DoubtRow",
    "Entry",
    "entry_row",
    "FacetName",
    "FACETS",
    "FacetValue",
    "FaultLines",
    "flat",
    "fold",
    "found_at",
    "Front",
    "front",
    "Ground",
    "HappenedRow",
    "KnownRow",
    "Lack",
    "Lacks",
    "LEAST_MENTIONS",
    "LEAST_STATEMENTS",
    "LEAST_TONED",
    "LEAST_USES",
    "LedgerIndex",
    "LedgerSort",
    "Limit",
    "limits",
    "Lines",
    "Measure",
    "measures",
    "Moment",
    "Network",
    "networks",
    "NoPlace",
    "Of",
    "of_actor",
    "OutletCues",
    "OutletRow",
    "Outlets",
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
    "SideBySide",
    "Sign",
    "Spot",
    "TellingRow",
    "Thing",
    "ThingRow",
    "TieGroup",
    "TieRow",
    "TIMELINE_FACETS",
    "timeline_rows",
    "TimelineCell",
    "TimelineFacet",
    "TimelineIndex",
    "TimelineRow",
    "to_csv",
    "Told",
    "ToneRow",
    "UNDATED",
    "Voice",
    "VoiceRow",
    "web_address",
    "Zoom",
]
