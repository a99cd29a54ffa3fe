"""Markdown that nothing of a report can turn into markup: CommonMark with footnotes, as GitHub, Pandoc, Obsidian and markdown-it read it.

What comes from a report goes through `text` or `passage`, and is characters from then on: no link, footnote, emphasis, formula, mention or
comment in any of these readers, and nothing of it hides or reorders a line. What makes a list or a heading does so at the beginning of a
line only: there stands fixed wording, a quotation mark or a sign of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..account import Passage
from ..model import Report, Span
from ..model.visible import visible
from .citations import web_address
from .markdown_signs import escaped

CUT = "[…]"  # in brackets, to be told from an ellipsis of the report
NAME = 160  # code points of a name or a title that are shown
_BREAK = re.compile(r"\s*[\r\n]\s*")
# Signs of ours in a line before it is escaped. `visible` leaves none of these in what comes from a report.
_CUT, _ON, _OFF = "\ue000", "\ue001", "\ue002"


def text(written: str | None, most: int = NAME) -> str:
    """A name, a title, a word of a report in one line, as characters; of a long one the beginning, with the cut."""
    line = visible(written or "", lines=False).strip()
    if len(line) > most:
        line = f"{line[: max(line.rfind(' ', 0, most + 1), most // 2)].rstrip()} {_CUT}"
    return _escaped(line)


def strong(words: str) -> str:
    """Some characters in bold type, a dash where there are none."""
    return f"**{words or '–'}**"


def passage(report: Report, shown: Passage, *, marked: bool = False) -> str:
    """A passage in one line, as characters, without quotation marks: cuts in brackets; its marker bold if `marked`, where it is words.

    A line break inside a paragraph is a space, one between paragraphs " ¶ ". Raises ValueError for a passage of another report.
    """
    if shown.report != report.id:
        raise ValueError(f"The passage is of report {shown.report}, not of {report.id}.")
    return _escaped(_line(report, shown, marked=marked))


def link(label: str, address: str | None) -> str:
    """A label that is characters already, linked where the address is one that may become a link."""
    found = web_address(address)
    return f"[{label}]({_entities(found)})" if found else label


def printed(address: str | None) -> str:
    """The address itself as a link, empty where it may not become one."""
    found = web_address(address)
    return f"<{found}>" if found else ""


def code(command: str) -> str:
    """A command of ours, to be typed."""
    return f"`{command}`"


def _line(report: Report, shown: Passage, *, marked: bool) -> str:
    """The characters of a passage with the signs for cuts and for the marker."""
    told: list[str] = []
    for n, piece in enumerate(shown.pieces):
        if piece.span is None:
            told.append(_CUT)
            continue
        words = visible(_joined(report, piece.span), lines=False)
        told.append(f"{_ON}{words}{_OFF}" if marked and piece.role == "marker" and _stands_free(shown, n) else words)
    line = re.sub(r"( ¶)(?: ¶)+", r"\1", "".join(told))
    # A cut is no part of the quotation: blanks keep it from the words, and its brackets from what could make a link of them.
    return re.sub(rf"\s*{_CUT}\s*", f" {_CUT} ", line).strip()


def _joined(report: Report, span: Span) -> str:
    """The characters of a stretch, with a space for a line break that parts no paragraphs."""

    def told(found: re.Match[str]) -> str:
        at = Span(span.start + found.start(), span.start + found.end())
        single = len(re.findall(r"\r\n|\r|\n", found[0])) == 1
        return " " if single and any(p.covers(at) for p in report.paragraphs) else found[0]

    return _BREAK.sub(told, report.quote(span))


def _stands_free(shown: Passage, n: int) -> bool:
    """Whether a piece begins and ends as a word does: only then can signs of emphasis stand around it."""
    words = shown.pieces[n].text
    before = shown.pieces[n - 1].text[-1:] if n else ""
    after = shown.pieces[n + 1].text[:1] if n + 1 < len(shown.pieces) else ""
    return words[:1].isalnum() and words[-1:].isalnum() and all(not c or c == " " for c in (before, after))


def _escaped(line: str) -> str:
    return escaped(line).replace(_CUT, CUT).replace(_ON, "**").replace(_OFF, "**")


def _entities(address: str) -> str:
    """An address between parentheses, where an entity would be read as one."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", address)


def rows(lines: Iterable[str], left: int = 0, what: str = "", command: str = "") -> str:
    """Lines that are items of a list, and an item that counts those which are left, with the command that shows them."""
    more = [f"- And {left:,} more{what}: {code(command)}"] if left else []
    return "\n".join([*lines, *more])


def listed(names: Sequence[str], most: int, left: int | None = None) -> str:
    """Names in a line, so many of them at most, the rest counted; `left` are those that are not among the names at all."""
    shown = list(names[:most])
    more = len(names) - len(shown) + (left or 0)
    if more:
        return f"{', '.join(shown)} and {more:,} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if shown[1:] else shown)
