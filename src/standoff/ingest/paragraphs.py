"""The blocks of a text: where one paragraph ends and the next begins, although line ends are used in four ways.

A blank line always parts. A single line end parts in most saved articles, but wraps the text of mails and agency feeds, breaks
sentences where an editor's tool left a stray one, and is missing altogether where a page was flattened. Every character that is
not white space lies in exactly one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from standoff.model import Span

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ENDS = re.compile(r"""[.!?…:;。！？؟۔][\])"'”’»›]*$""")
_TITLE_ABBREVIATION = re.compile(
    r"(?:^|\s)(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Sen|Rep|Gov|Rev|Hon|St|Amb|Pres|No|vs|[A-Z])\.$"
)
# Words that no sentence and no headline of English ends in: what follows on the next line belongs to them.
_OPEN_WORDS = frozenset(
    """a an the this these those its their his my your our every each and or but nor of to in on at by for from with without into onto
    upon over under between among against during after before since until through across toward towards about around near within than as
    if because although though while whereas whether that which who whom whose when where is are was were be been being has have had will
    would shall should can could may might must do does did not said told added wrote tweeted insisted claimed stated announced argued
    called calling saying adding telling mr. mrs. ms. dr.""".split()
)
_WORD_AT_END = re.compile(r"([\w’'.-]+)\W*$")
_OPENERS = re.compile(r"""^[\s"'“‘«(\[]*""")
_BULLET = re.compile(r"[•●▪■◆►‣∙]")
_LIST_START = re.compile(r"(?:[•●▪■◆►‣∙*–—-]\s|\(?\d{1,2}[.)]\s|>)")
# "…failed last week.The US" and "…a failed coup."We have": the page's line end was lost. A word of two small letters or more before
# the full stop keeps out initials and abbreviations, and a small letter, quotation mark or space after the capital keeps out "Booking.COM".
_GLUED = re.compile(r"""(?:[a-zà-ÿ]{2}|\d|['’)\]])[.!?…]+(["”’']?)(?=(["“‘]?)[A-ZÀ-Þ](?:[a-zà-ÿ’']|\s))""")
_GLUED_CREDIT = re.compile(r"(?:Photo|Photos|Images|Handout)(?=[A-Z][a-z]*\s)")
_GLUED_BULLET = re.compile(r"""(?<=[^\s|,;/·-])\s?(?=[•●▪■◆►‣∙]\s?["“A-ZÀ-Þ])""")
_ADDRESS = re.compile(r"(?:www\.|https?:|@|/)\S*$")


def paragraphs(text: str, *, wrapped: bool = True) -> tuple[Span, ...]:
    """The paragraphs of a text, in order and apart, without the white space around them.

    `wrapped` says that a line end may fall inside a paragraph; False (text out of HTML) makes every line a paragraph.
    """
    lines = list(_lines(text))
    width = max((len(s) for s in lines), default=0)
    blocks = list(_blocks(text, lines))
    hard = wrapped and _is_wrapped(text, blocks, width)
    found: list[Span] = []
    for block in blocks:
        start = block[0].start
        for here, after in zip(block, [*block[1:], None], strict=True):
            if after is not None and wrapped and _goes_on(text, here, after, hard, width):
                continue
            found.extend(_unglue(text, Span(start, here.end)))
            start = after.start if after else start
    return tuple(found)


def _lines(text: str) -> Iterator[Span]:
    """The lines that hold more than white space, trimmed."""
    start = 0
    for end in [*(m.span() for m in _LINE_END.finditer(text)), (len(text), len(text))]:
        line = text[start : end[0]]
        body = line.strip()
        if body:
            begin = start + len(line) - len(line.lstrip())
            yield Span(begin, begin + len(body))
        start = end[1]


def _blocks(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """Runs of lines with no blank line between them."""
    block: list[Span] = []
    for line in lines:
        if block and len(_LINE_END.findall(text, block[-1].end, line.start)) > 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_wrapped(text: str, blocks: list[list[Span]], width: int) -> bool:
    """Whether the lines of a text end because the next word did not fit, in the middle of sentences: true of wrapped text only.

    Wrapped mails and feeds are 50 to 100 characters wide; a text whose lines are as long as paragraphs has no width.
    """
    pairs = [pair for block in blocks for pair in pairwise(block)]
    if len(pairs) < 3 or not 50 <= width <= 100:
        return False
    full = sum(_was_full(text, a, b, width) for a, b in pairs)
    broken = sum(not _ENDS.search(a.of(text)) for a, _ in pairs)
    return full >= 0.7 * len(pairs) and broken >= 0.5 * len(pairs)


def _was_full(text: str, line: Span, after: Span, width: int) -> bool:
    first = re.split(r"[\s-]", after.of(text), maxsplit=1)[0]
    return len(line) + 1 + len(first) > width


def _goes_on(text: str, here: Span, after: Span, hard: bool, width: int) -> bool:
    """Whether the paragraph runs on over this line end."""
    line, following = here.of(text), after.of(text)
    if _LIST_START.match(following):
        return False
    if hard and _was_full(text, here, after, width):
        return True
    if _TITLE_ABBREVIATION.search(line):
        return True
    if _ENDS.search(line):
        return False
    if line[-1] in ",–—-(“[‘":
        return True
    last = _WORD_AT_END.search(line)
    if last and last[1].lower() in _OPEN_WORDS:
        return True
    begins = _OPENERS.sub("", following)[:1]
    if begins.islower() or following[0] in ",;:)]”»":
        return True
    # A quotation that opens on this line and closes on the next was cut in the middle.
    straight = line.count('"') % 2 == 1 and following.count('"') % 2 == 1 and following[0] != '"'
    return straight or (_opens(line) and _closes_first(following))


def _opens(line: str) -> bool:
    return line.count("“") > line.count("”")


def _closes_first(line: str) -> bool:
    return "”" in line and ("“" not in line or line.index("”") < line.index("“"))


def _unglue(text: str, whole: Span) -> Iterator[Span]:
    """Parts a paragraph where line ends were lost between a full stop and the next capital, or before a bullet."""
    body = whole.of(text)
    cuts: set[int] = set()
    marks = counted = 0  # straight quotation marks so far, and up to where they are counted
    for found in _GLUED.finditer(body):
        if _ADDRESS.search(body[max(0, found.start() - 80) : found.start() + 2]) or _decimal(body, found.start()):
            continue
        # A straight mark between the two closes a quotation that is open, else it opens the next one.
        marks += body.count('"', counted, found.start(1))
        counted = found.start(1)
        opening = found[1] == '"' and marks % 2 == 0
        cuts.add(found.start(1) if opening else found.end())
    cuts |= {m.end() for m in _GLUED_CREDIT.finditer(body)} | {
        m.end() for m in _GLUED_BULLET.finditer(body) if _bullet_parts(body, m.end())
    }
    start = 0
    for cut in [*sorted(c for c in cuts if 0 < c < len(body)), len(body)]:
        piece = body[start:cut]
        if piece.strip():
            begin = whole.start + start + len(piece) - len(piece.lstrip())
            yield Span(begin, begin + len(piece.strip()))
        start = cut


def _decimal(body: str, at: int) -> bool:
    """Whether the digit before a full stop is not the end of a year: "3.5M" and "No. 7.The" are left alone, "in 2019.The" is parted."""
    return body[at].isdigit() and not re.search(r"(?:^|\s)\d{4}$", body[max(0, at - 8) : at + 1])


def _bullet_parts(body: str, at: int) -> bool:
    """Whether a bullet inside a line begins an item: after the end of a sentence or glued to a word. "A • B" is one line."""
    before = body[max(0, at - 40) : at]
    return not before[-1:].isspace() or bool(_ENDS.search(before.rstrip()))
