"""A case and what a search found, as HTML for notebooks."""

from __future__ import annotations

from pathlib import Path

from ..account.notebook_rows import COLUMNS, Columns, chain_html, passage_html, place, rows_html
from ..model import Report
from ..model.notebook import grid, isolated, lines
from .lookup import Found
from .view import CaseView

_DISPUTES = 3  # those shown with the case
_NOTES = 6

COLUMNS[Found] = Columns(
    "passage",
    (
        ("where", lambda r: place(r.chip, r.passage)),
        ("outlet", lambda r: f"{r.outlet} ({r.published or 'undated'})"),
        ("voice", lambda r: chain_html(r.chain) if r.chain else "the outlet’s own"),
        ("passage", lambda r: passage_html(r.passage)),
    ),
)


def case_html(view: CaseView, path: Path | None) -> str:
    """A case at a glance: its outlets with their reports and dates, how much it holds, its first disputes, what it could not do."""
    material, links = view.material, view.material.links
    of = {outlet: [material.reading(id) for id in ids] for outlet, ids in material.outlets.items()}
    rows = [
        (
            material.code(outlet),
            isolated(outlet),
            f"{len(found):,}",
            _dates([r.report for r in found]),
            f"{sum(len(r.statements) for r in found):,}",
        )
        for outlet, found in of.items()
    ]
    disputes = view.disputes()
    public = sum(actor.public for actor in links.actors)
    held = (
        f"statements() {sum(len(r.statements) for r in view.readings()):,} · claims() {len(links.claims):,} · disputes() {len(disputes):,}"
    )
    held += f" · unknowns() {sum(len(r.open_questions) for r in view.readings()):,} · actors() {public:,}"
    notes = [*view.notes[:_NOTES], *([f"and {len(view.notes) - _NOTES} more notes"] if len(view.notes) > _NOTES else [])]
    stale = [] if view.fresh else ["What has changed is not compared yet."]
    title = (
        f"{path.name if path else 'A case in memory'}: {len(material.readings):,} {'report' if len(material.readings) == 1 else 'reports'}"
    )
    below = [held, *stale, *([lines(notes)] if notes else [])] if rows else ["No reports yet."]
    told = grid(("code", "outlet", "reports", "dates", "statements"), rows, title=title, below=below)
    return told + ((rows_html(disputes, _DISPUTES) or "") if disputes else "")


def _dates(reports: list[Report]) -> str:
    """From the first date to the last, and how many reports have none."""
    known = sorted(r.published.iso for r in reports if r.published)
    bare = len(reports) - len(known)
    span = known[:1] if known[:1] == known[-1:] else [f"{known[0]} to {known[-1]}"]
    return ", ".join([*span, *([f"{bare:,} undated"] if bare else [])])
