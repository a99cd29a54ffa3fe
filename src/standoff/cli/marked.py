"""A report's text in the terminal with its statements marked."""

from __future__ import annotations

import itertools

from rich.text import Text

from ..case import Mark, ReportView
from .printer import console, styled
from .safe import safe

_STYLES = {"source": "bold", "cue": "bold italic", "open question": "italic", "figure": "overline", "furniture": "dim"}
_SIGNS = {"source": ("[", "]"), "cue": ("{", "}"), "content": ("⟦", "⟧"), "furniture": ("‹", "›"), "open question": ("¿", "?¿")}
_STYLED_LEGEND = "bold source · bold italic cue · underlined content (double: nested) · dim furniture"
_PLAIN_LEGEND = "[source] {cue} ⟦content⟧ ⟦⟦nested content⟧⟧ ‹furniture› ¿open question?¿"


def print_report(view: ReportView) -> None:
    """Prints head, legend, marked text, and how many statements were found."""
    report, out = view.report, console()
    date = f"{report.published.iso} ({report.published.how})" if report.published else "undated"
    origins = ", ".join(dict.fromkeys(o.name for o in report.origins))
    head = f"{report.outlet or report.file} · {date} · {report.file} · {report.id}" + (f" · credits {origins}" if origins else "")
    out.print(Text(safe(head, lines=False), "bold" if styled() else ""), soft_wrap=True)
    out.print(Text(_STYLED_LEGEND if styled() else _PLAIN_LEGEND, "dim" if styled() else ""), soft_wrap=True)
    out.print()
    out.print(_styled(view) if styled() else Text(bracketed(view)), soft_wrap=not styled())
    out.print()
    count = len(view.statements)
    out.print(f"{count} statement{'' if count == 1 else 's'}, {len(report.text)} characters, sha256 {report.sha256}", soft_wrap=True)
    for note in view.notes:
        out.print(Text(safe(f"Note: {note}", lines=False)), soft_wrap=True)


def _styled(view: ReportView) -> Text:
    text = view.report.text
    edges = sorted({0, len(text), *(e for m in view.marks for e in (m.span.start, m.span.end))})
    out = Text()
    for start, end in itertools.pairwise(edges):
        here = [m for m in view.marks if m.span.start < end and start < m.span.end]
        depth = max((m.depth for m in here if m.layer == "content"), default=-1)
        styles = [_STYLES[m.layer] for m in here if m.layer in _STYLES] + ["underline"] * (depth == 0) + ["underline2"] * (depth > 0)
        out.append(safe(text[start:end]), " ".join(dict.fromkeys(" ".join(styles).split())))
    return out


def bracketed(view: ReportView) -> str:
    """The text with bracket marks: source, cue, content (doubled where nested), furniture, open questions."""
    text, marks = view.report.text, [m for m in view.marks if m.layer in _SIGNS]
    edges = sorted({0, len(text), *(e for m in marks for e in (m.span.start, m.span.end))})
    ends: dict[int, list[Mark]] = {}
    starts: dict[int, list[Mark]] = {}
    for mark in marks:
        starts.setdefault(mark.span.start, []).append(mark)
        ends.setdefault(mark.span.end, []).append(mark)
    out, last = [], 0
    for edge in edges:
        out.append(safe(text[last:edge]))
        # What opened last closes first.
        out += [_sign(m, 1) for m in sorted(ends.get(edge, ()), key=lambda m: (-m.span.start, m.span.end, -m.depth, m.layer))]
        out += [_sign(m, 0) for m in sorted(starts.get(edge, ()), key=lambda m: (-m.span.end, m.depth, m.layer))]
        last = edge
    return "".join(out)


def _sign(mark: Mark, which: int) -> str:
    return _SIGNS[mark.layer][which] * (2 if mark.layer == "content" and mark.depth else 1)
