"""HTML for notebooks: plain tags that hold in light and dark and need no style sheet, every text escaped and made visible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from html import escape

from .visible import visible

_LEFT = ' style="text-align:left;vertical-align:top"'  # a notebook sets tables to the right


class Html(str):
    """Markup of ours; any other text is escaped before it is shown."""

    __slots__ = ()


@singledispatch
def as_html(value: object) -> str | None:
    """What a notebook shows of a value; None where no room has registered how."""
    return None


class InNotebooks:
    """What a notebook shows by `as_html`."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        """For Jupyter."""
        return as_html(self)


def html(value: object) -> Html:
    """A value as HTML: texts escaped, on one line, with control characters and direction overrides visible; None and "" as a dash."""
    if isinstance(value, Html):
        return value
    text = "" if value is None else str(value)
    return Html(escape(visible(text, lines=False)) or "–")


def isolated(text: str, tag: str = "") -> Html:
    """A text of a report, in a tag if given; the direction of its script stays inside."""
    return Html(f"<bdi><{tag}>{html(text)}</{tag}></bdi>" if tag else f"<bdi>{html(text)}</bdi>")


def lines(values: Iterable[object]) -> Html:
    """Values below one another; a dash without any."""
    return Html("<br>".join(map(html, values))) or html(None)


def grid(head: Sequence[str], rows: Iterable[Sequence[object]], *, title: object = "", below: Iterable[object] = ()) -> str:
    """A table under a title, with a line below for each further value. Without rows only title and lines."""
    top = f"<p><strong>{html(title)}</strong></p>" if title else ""
    cells = ["".join(f"<td{_LEFT}>{html(cell)}</td>" for cell in row) for row in rows]
    heads = "".join(f'<th scope="col"{_LEFT}>{html(name)}</th>' for name in head)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>" if cells else ""
    return f"<div>{top}{table}{''.join(f'<p><small>{html(line)}</small></p>' for line in below)}</div>"


def fact_table(rows: Iterable[tuple[str, object]], *, title: object = "") -> str:
    """Names and values of one thing, below one another."""
    top = f"<p><strong>{html(title)}</strong></p>" if title else ""
    body = "".join(f'<tr><th scope="row"{_LEFT}>{html(name)}</th><td{_LEFT}>{html(value)}</td></tr>' for name, value in rows)
    return f"<div>{top}<table><tbody>{body}</tbody></table></div>"
