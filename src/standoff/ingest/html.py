"""A saved web page -> the article in it: trafilatura for text and title, htmldate for the date of publication."""

from __future__ import annotations

import logging
import re
from importlib.metadata import version

from standoff.model import BadInput, Dated

from .build import Raw, with_title
from .dates import written_in
from .decode import decode

_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FEWEST = 25  # words; what is shorter is a consent notice or a stub


def looks_like_html(data: bytes) -> bool:
    """Whether bytes begin as an HTML page does."""
    return bool(_START.match(data[:4096]))


def read_html(data: bytes, file: str, *, where: str, charset: str | None = None) -> Raw:
    """Takes the article out of a page. The text is title, blank line, then one paragraph to a line. `charset` is what a server said.

    Raises BadInput when the page is binary or no article is found in it.
    """
    page = decode(data, where=where, html=True, charset=charset)
    if not page.text.strip():
        raise BadInput("It is empty.", where=where, hint="save the page again, or leave it out.")
    # Imported here because it takes half a second that plain text does not need.
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        article = bare_extraction(_without_declaration(page.text), include_comments=False, with_metadata=True, deduplicate=False)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise _none(where, f" ({type(error).__name__} in the extractor)") from error
    body = (getattr(article, "text", None) or "").strip()
    if len(body.split()) < _FEWEST:
        raise _none(where)
    title = _clean(getattr(article, "title", None))
    return Raw(
        file=file,
        text=with_title(title, body),
        encoding=page.encoding,
        outlet=_site(_clean(getattr(article, "sitename", None))),
        published=_date(page.text),
        url=_clean(getattr(article, "url", None)),
        title=title,
        titled=title is not None,
        extractor=f"trafilatura {version('trafilatura')}",
        notes=page.notes,
    )


def _none(where: str, why: str = "") -> BadInput:
    return BadInput(
        f"No article was found in this HTML page{why}.",
        where=where,
        hint="save the article on its own page (no front page, consent notice or page that needs a script), or paste its text as .txt.",
    )


def _without_declaration(page: str) -> str:
    """lxml refuses decoded text that still declares an encoding in an XML header."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", page, count=1)


def _clean(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _site(name: str | None) -> str | None:
    """The site's name where it is one: not an address, not a handle."""
    return None if name is None or re.fullmatch(r"\S*@\S*|(?:https?://)?[\w-]+(?:\.[\w-]+)+/?", name) else name


def _date(page: str) -> Dated | None:
    """The publication date in the page's own markup. htmldate always returns a day; where the page writes none it is cut to the month."""
    from htmldate import find_date

    try:
        # A fixed last date keeps the result the same on every day it is read.
        day = find_date(_without_declaration(page), extensive_search=False, original_date=True, max_date="2100-01-01")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    if not day:
        return None
    return Dated(day if written_in(day, page) else day[:7], f"page markup (htmldate {version('htmldate')})")
