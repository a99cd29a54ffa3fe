"""A case whose reports try to be more than text: markup, templates, formulas, characters that hide, names and addresses that act."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ferry import RegexReader, last_name_link
from standoff.case import Case

SCRIPT = "<script>alert('script')</script>"
PIECES = {
    "script": SCRIPT,
    "image": "<img src=x onerror=alert('image')>",
    "breakout": "\"'><svg onload=alert('breakout')>",
    "comment": "--></title></style></textarea></noscript><script>alert('comment')</script>",
    "template": "{{7*7}}{% raw %}${7*7}#{7*7}",
    "entity": "&lt;script&gt; &amp;quot; &#x3c;b&#x3e;",
    "bidi": "\u202ereversed\u202c \u2066isolated\u2069",
    "control": "a\x08b\x1b[31mred\x7f\x9b",
    "surrogate": "half \ud83d of a sign",
    "invisible": "zero\u200bwidth\ufeff\u00ad \U000e0041tag",
    "long": "x" * 3000,
    "formula": '=HYPERLINK("http://evil.example")',
    "link": "javascript:alert('link') data:text/html,<script>alert('data')</script> http://evil.example/",
}
OUTLETS = {
    "script": f"Post {SCRIPT}",
    "breakout": "\" onmouseover=alert('outlet') x=\"",
    "formula": "=cmd|' /C calc'!A0",
    "bidi": "Daily \u202eyliaD",
    "surrogate": "Half \udcff Post",
    "control": "Bell\x07 Post",
    "template": "{{config}} {{7*7}}",
}
TITLES = {"script": f"Title {SCRIPT}", "bidi": "Title \u202e backwards", "formula": "@SUM(1+1)", "link": "javascript:alert('title')"}
URLS = {
    "script": "javascript:alert('url')",
    "link": "data:text/html,<script>alert('url')</script>",
    "formula": "https://evil.example/\"onclick=\"alert('u')",
}
FILE = "<b onclick=alert('file')>\"'\u202e={{7*7}}.jsonl"


def text(piece: str) -> str:
    """A report that says it, denies it, does not know it, and counts it."""
    return (
        f"The ferry {piece} sank.\nIlda Rovek said that the {piece} was open. The ministry denied {piece} had been ordered.\n"
        f"Evil{piece[:40]} said the sea was calm.\nIt is not clear where {piece} went. At least 40 people marched {piece}.\n"
    )


def hostile_case(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The case as a file, read by the simple reader and linker of the ferry case."""
    monkeypatch.setattr("standoff.link.link", last_name_link)
    source = folder / FILE
    lines = []
    for name, piece in PIECES.items():
        row = {"text": text(piece), "outlet": OUTLETS.get(name, "Plain Post"), "title": TITLES.get(name), "url": URLS.get(name)}
        lines.append(json.dumps({key: value for key, value in row.items() if value}))
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path = folder / "<img src=x onerror=alert(1)>.standoff"
    with Case.open(path, create=True) as case:
        outcome = case.read([source], reader=RegexReader())
        assert len(outcome.read) == len(PIECES), outcome.failures
        for statement in case.statements()[:1]:
            dispute = next(iter(case.disputes()))
            case.judge("dispute", dispute.id, by=f"reader {SCRIPT}", note=f"=1+1 {SCRIPT}")
            assert statement.passage
        case.link()
    return path
