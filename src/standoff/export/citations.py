"""Citations of one passage, in the forms that people and programs take: text, Markdown, CSL-JSON, Web Annotation.

What people read quotes the passage as it may be shown, with its source and cue, and makes hidden characters visible; a Web Annotation has
every character as it is. All are valid UTF-8: a lone surrogate becomes ⟨U+D800⟩ where people read, and a JSON escape in an annotation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from ..account import Passage, SourceRef
from ..model import Report, Span
from .markdown_signs import escaped
from .plain import one_line

ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points before and behind the quotation, to find it by when offsets have moved
_HASH = 12  # digits of the text's hash that people see
_WEB = re.compile(r"https?://[^\s/?#]", re.I)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def citations(report: Report, passage: Passage, chain: Sequence[SourceRef] = (), cue: str | None = None) -> dict[str, str]:
    """The citation of a passage in every form, by name: `text`, `markdown`, `csl`, `annotation`.

    `chain` holds the sources from the outermost to the one that answers for the content, none in the voice of the outlet; `cue` is the
    words that attribute. Raises ValueError when the passage is of another report.
    """
    return {
        "text": text_citation(report, passage, chain, cue),
        "markdown": markdown_citation(report, passage, chain, cue),
        "csl": csl_json(report, passage),
        "annotation": web_annotation(report, passage),
    }


def text_citation(report: Report, passage: Passage, chain: Sequence[SourceRef] = (), cue: str | None = None) -> str:
    """The citation as one line: quotation, holder (cue), outlet (date), title, characters, hash of the text, address."""
    address = web_address(report.url)
    return f"“{quotation(report, passage)}” – " + ", ".join([*_parts(report, passage, chain, cue), *([address] if address else [])])


def markdown_citation(report: Report, passage: Passage, chain: Sequence[SourceRef] = (), cue: str | None = None) -> str:
    """The citation as a quotation and a line below it, in CommonMark. Nothing of the report works as markup; only http(s) is linked."""
    holder, outlet, *rest = map(escaped, _parts(report, passage, chain, cue))
    address = web_address(report.url)
    linked = f"[{outlet}]({address})" if address else outlet
    return f"> “{escaped(quotation(report, passage))}”\n>\n> – {', '.join([holder, linked, *rest])}\n"


def csl_json(report: Report, passage: Passage) -> str:
    """The citation as CSL-JSON: a list of one item, by the schema of citationstyles.org (1.0.2). What is not known is left out."""
    address = web_address(report.url)
    dated = _DATE.match(report.published.iso) if report.published else None
    item: dict[str, Any] = {
        "id": f"{report.id}:{passage.span.start}-{passage.span.end}",
        "type": "article-newspaper" if report.outlet or not address else "webpage",
        "title": one_line(report.title) or None,
        "container-title": one_line(report.outlet) or None,
        "issued": {"date-parts": [[int(part) for part in dated.groups() if part]]} if dated else None,
        "URL": address,
        "language": report.language or None,
        "note": f"{_characters(passage)} (code points of the text as kept), SHA-256 of that text {report.sha256}",
    }
    return _json([{name: value for name, value in item.items() if value is not None}])


def web_annotation(report: Report, passage: Passage) -> str:
    """The citation as a Web Annotation (W3C Recommendation of 2017, JSON-LD): where the passage stands, without a body.

    Its target is the report's http(s) address, else its text by hash. Offsets count code points of the text as kept, as that model
    counts; where a page has other furniture than this text the quotation finds the place. The motivation is `highlighting`, for the
    model has none of its own for quoting. Its id derives from the text and the place. Raises ValueError as `citations` does.
    """
    text, span = _text_of(report, passage), passage.span
    urn = text_urn(report)
    return _json(
        {
            "@context": ANNOTATION_CONTEXT,
            "id": annotation_id(f"{urn}#char={span.start},{span.end}"),
            "type": "Annotation",
            "motivation": "highlighting",
            "target": target(web_address(report.url) or urn, text, span),
        }
    )


def text_urn(report: Report) -> str:
    """The text of a report by its hash, as an address that no move of the page breaks."""
    return f"urn:sha256:{report.sha256}"


def annotation_id(name: str) -> str:
    """An id that derives from a name, which must be ASCII: the same name gives the same id (UUID version 5, RFC 9562)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def target(source: str, text: str, span: Span, hidden: Sequence[Span] = ()) -> dict[str, Any]:
    """A stretch of a text as the target of a Web Annotation: by its place in code points, and by its words with up to 32 on either side.

    What is around it ends at a `hidden` stretch.
    """
    near = [h for h in hidden if h.start < span.end + _AROUND and span.start - _AROUND < h.end]
    start = max([0, span.start - _AROUND, *(min(h.end, span.start) for h in near if h.start < span.start)])
    end = min([span.end + _AROUND, *(max(h.start, span.end) for h in near if h.end > span.end)])
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": text[start : span.start], "suffix": text[span.end : end]},
        ],
    }


def web_address(url: str | None) -> str | None:
    """An address that may become a link: http(s), in ASCII, without a sign that could end it or begin markup; None for any other."""
    if not url or not _WEB.match(url):
        return None
    return quote(url, safe="%/?:@&=+$,;#~.-_", errors="surrogatepass")


def _parts(report: Report, passage: Passage, chain: Sequence[SourceRef], cue: str | None) -> list[str]:
    """What stands behind the quotation: holder, outlet, title, characters, hash."""
    title = [f"“{line}”"] if (line := one_line(report.title)) else []
    where = [_characters(passage), f"SHA-256 of the text {report.sha256[:_HASH]}"]
    return [holder_line(chain, cue), outlet_line(report), *title, *where]


def holder_line(chain: Sequence[SourceRef], cue: str | None) -> str:
    """Who answers for a passage, in one line: the sources from the outermost inwards as written, who is inferred behind them, the cue."""
    if not chain:
        return "in the outlet’s own voice"
    names = (
        (one_line(ref.written) or "nobody named") + (f" [inferred: {'; '.join(map(one_line, ref.inferred))}]" if ref.inferred else "")
        for ref in chain
    )
    return " ← ".join(names) + (f" (“{one_line(cue)}”)" if cue else "")


def outlet_line(report: Report) -> str:
    """The outlet of a report, or its file, and the date, in one line."""
    date = report.published.iso if report.published else "no date in the file"
    return f"{one_line(report.outlet) or one_line(report.file)} ({one_line(date)})"


def _characters(passage: Passage) -> str:
    return f"characters {passage.span.start}–{passage.span.end}"


def quotation(report: Report, passage: Passage) -> str:
    """The passage as it may be shown, in one line. A cut stands in brackets, to be told from an ellipsis of the report.

    Raises ValueError when the passage is of another report.
    """
    _text_of(report, passage)
    return one_line("".join("[…]" if piece.role == "cut" else piece.text for piece in passage.pieces))


def _text_of(report: Report, passage: Passage) -> str:
    if passage.report != report.id:
        raise ValueError(f"The passage is of report {passage.report}, not of {report.id}.")
    return report.text


def _json(value: Any) -> str:
    # ASCII: exact, and harmless wherever it is pasted.
    return json.dumps(value, indent=1) + "\n"
