"""A page of the server as a file: every address in it made one of a file, every link that leads nowhere made the words it stood on.

The pages escape all that comes out of a report, so no sign of markup in them is a report's: tags can be found by their signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

_TAG = re.compile(r'<a\b[^>]*>|</a>|</?svg\b|<(?:link|script)\b[^>]*>| data-(?:href|cite)="[^"]*"')
_HREF = re.compile(r' (href|src)="([^"]*)"')
_LINK_ONLY = re.compile(r' (?:href|rel|data-open)(?:="[^"]*")?')  # what an element without a link has no use for
_WHOLE = ' class="to-all"'  # of a link that says nothing but where it leads


def relinked(page: str, find: Callable[[str], str | None]) -> str:
    """The page with the addresses that `find` gives for those of the server, None where there is no such file."""
    made: list[str] = []
    ends: list[str] = []  # what closes the links that are open
    at, drawing, dropped = 0, False, False
    for match in _TAG.finditer(page):
        if not dropped:
            made.append(page[at : match.start()])
        at, tag = match.end(), match[0]
        if tag == "</a>":
            made.append(ends.pop())
            dropped = False
        elif tag.startswith("<a"):
            opened, end = _link(tag, find, "g" if drawing else "span")
            made.append(opened)
            ends.append(end)
            dropped = not end
        elif tag.startswith(("<svg", "</svg")):
            drawing = tag == "<svg"
            made.append("" if dropped else tag)
        elif tag.startswith("<"):
            made.append(_HREF.sub(lambda m: f' {m[1]}="{escape(find(_plain(m[2])) or m[2])}"', tag))
        elif tag.startswith(" data-href") and (found := find(_plain(tag[12:-1]))):
            made.append(f' data-href="{escape(found)}"')
    made.append(page[at:])
    return "".join(made)


def _link(tag: str, find: Callable[[str], str | None], instead: str) -> tuple[str, str]:
    """How a link begins and ends in a file; where it leads nowhere another element, or nothing at all."""
    match = _HREF.search(tag)
    if match is None:
        return tag, "</a>"
    found = find(_plain(match[2]))
    if found is not None:
        return f'{tag[: match.start()]} href="{escape(found)}"{tag[match.end() :]}', "</a>"
    if _WHOLE in tag:
        return "", ""
    return f"<{instead}{_LINK_ONLY.sub('', tag[2:])}", f"</{instead}>"


def _plain(value: str) -> str:
    return unescape(value) if "&" in value else value
