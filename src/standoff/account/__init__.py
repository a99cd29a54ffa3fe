"""What the views show, computed from readings and links. Pure functions; every row ends in its evidence."""

from .actors import ActorRow, actor_rows
from .answer import Answer
from .claims import CarrierRow, ClaimRow, OriginRow, claim_rows
from .disputes import Carried, DisputeRow, PositionRow, SideRow, carried_by, dispute_rows
from .events import EventRow, TimeRow, event_rows, events_of, matching_events, time_rows
from .judgements import JudgementRow, judgement_rows
from .ledger import LedgerRow, SourceRef, chain_text, ledger_rows, matching
from .material import ActorRef, Material
from .notebook_rows import rows_html
from .passage import Passage, Piece, abridge, evidence_passage, statement_passage
from .plain import plain
from .report_view import Mark, ReportView, report_view
from .table import Table, table
from .unknowns import UnknownRow, unknown_rows

__all__ = [
    "ActorRef",
    "ActorRow",
    "Answer",
    "Carried",
    "CarrierRow",
    "ClaimRow",
    "DisputeRow",
    "EventRow",
    "JudgementRow",
    "LedgerRow",
    "Mark",
    "Material",
    "OriginRow",
    "Passage",
    "Piece",
    "PositionRow",
    "ReportView",
    "SideRow",
    "SourceRef",
    "Table",
    "TimeRow",
    "UnknownRow",
    "abridge",
    "actor_rows",
    "carried_by",
    "chain_text",
    "claim_rows",
    "dispute_rows",
    "event_rows",
    "events_of",
    "evidence_passage",
    "judgement_rows",
    "ledger_rows",
    "matching",
    "matching_events",
    "plain",
    "report_view",
    "rows_html",
    "statement_passage",
    "table",
    "time_rows",
    "unknown_rows",
]
