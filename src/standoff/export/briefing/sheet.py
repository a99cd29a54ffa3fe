"""What every section of the briefing writes on: how much of a case fits, how names and passages are told, and the footnotes.

A quotation ends in a footnote with whose words it is, by which cue, where it stands and in which text. The same passage has the same number
wherever it stands, and stands once in a section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log10

from ...account import Material, Passage, SourceRef, abridge
from ...account.disputes import Carried
from ...account.ledger import fold
from ...model import Act, Actor, Report, Statement
from ..markdown import NAME, link, listed, passage, text
from .words import count, day

LONG = 170  # code points of a passage from which its contents lose their middle
SHORT = 40  # code points of a passage that tells too little where another can stand in its place
HASH = 12  # digits of the hash of a text
_TITLE = 60  # code points of a title in a footnote
_MANY = 3  # reports, as a power of ten, from which a briefing grows no longer
_NAMES, _FEW = 3, 1  # outlets that are named where several tell a thing in one way


class Sheet:
    """The briefing of one case while it is written. With `private` private persons are named too."""

    def __init__(self, material: Material, *, private: bool) -> None:
        self.material, self.private = material, private
        self.cited: Counter[str] = Counter()  # footnotes by report
        self._numbers: dict[str, int] = {}
        self._quoted: set[tuple[str, int, int]] = set()

    def rows(self, few: int, many: int) -> int:
        """How many rows fit: `few` for one report, `many` for a thousand and more, between them by the logarithm."""
        share = min(1.0, log10(max(1, len(self.material.readings))) / _MANY)
        return round(few + (many - few) * share)

    def begin_section(self) -> None:
        """From here on every passage may stand once again."""
        self._quoted.clear()

    def told_already(self, shown: Passage) -> bool:
        """Whether half or more of a passage was quoted in this section."""
        span = shown.span
        return any(
            report == shown.report and 2 * (min(end, span.end) - max(start, span.start)) >= min(len(span), end - start)
            for report, start, end in self._quoted
        )

    def quote(self, carried: Carried, *, marked: bool = False) -> str:
        """A passage in quotation marks with its footnote; a source behind the source stands before it, which the words may not tell.

        Where it was quoted in this section, the number alone tells. The words that mark it are bold if it is to be `marked`.
        """
        shown, number = carried.passage, self._cite(carried)
        key = (shown.report, shown.span.start, shown.span.end)
        if key in self._quoted:
            return f"as quoted above{number}"
        self._quoted.add(key)
        before = f"{self.chain(carried)}: " if len(carried.chain) > 1 else ""
        return f"{before}“{passage(self._report(shown.report), abridge(shown, LONG), marked=marked)}”{number}"

    def words(self, written: str, carried: Carried) -> str:
        """Some words of a passage in quotation marks, with the footnote of the passage."""
        return f"“{text(written)}”{self._cite(carried)}"

    def chain(self, carried: Carried) -> str:
        """The sources of a passage from the outermost inwards, as written and as inferred; empty in the voice of the outlet."""
        statement = self._statement(carried)
        above = self.material.chain(carried.passage.report, statement) if statement else ()
        if len(above) != len(carried.chain):
            return " ← ".join(self.source(ref) for ref in carried.chain)
        report = carried.passage.report
        return " ← ".join(
            self._written(ref, [a for link in self.material.sources(report, s.id) if (a := self.material.actor(link.id))])
            for ref, s in zip(carried.chain, above, strict=True)
        )

    def act(self, carried: Carried) -> Act | None:
        """What the source of a passage does by it; None in the voice of the outlet."""
        statement = self._statement(carried)
        return statement.act if statement else None

    def source(self, ref: SourceRef) -> str:
        """A source as written, and the public actors inferred behind it."""
        return self._written(ref, [a for found in ref.actors if (a := self.material.actor(found.id))])

    def name(self, id: str, most: int = NAME) -> str:
        """The name of an actor, marked as inferred where no report writes it so. Raises KeyError."""
        actor = self.material.actor(id)
        if actor is None:
            raise KeyError(id)
        written = {fold(alias) for alias in actor.aliases}
        return text(actor.name, most) if fold(actor.name) in written else f"≈ {text(actor.name, most)}"

    def outlets(self, names: Sequence[str], most: int = _NAMES) -> str:
        """Outlets in a line: by name where they are few, else how many there are, and some of them where `most` asks for any."""
        if len(names) <= most + 1:
            return listed([text(name) for name in names], len(names))
        some = f" ({', '.join(text(name) for name in names[:most])}, …)" if most > _FEW else ""
        return f"{count(len(names), 'outlet')}{some}"

    def definitions(self) -> Iterable[str]:
        """The footnotes in the order of their numbers."""
        return (f"[^{number}]: {told}" for told, number in self._numbers.items())

    def _cite(self, carried: Carried) -> str:
        """The sign of the footnote of a passage, and the footnote where it is new."""
        told = self._footnote(carried)
        if told not in self._numbers:
            self._numbers[told] = len(self._numbers) + 1
            self.cited[carried.passage.report] += 1
        return f"[^{self._numbers[told]}]"

    def _footnote(self, carried: Carried) -> str:
        report, span = self._report(carried.passage.report), carried.passage.span
        held = f"Source: {self.chain(carried)}{self._cue(carried)}" if carried.chain else "Own voice of the outlet"
        title = f", “{text(report.title, _TITLE)}”" if report.title and report.title.strip() else ""
        outlet = link(text(self.material.outlet(report.id)), report.url)
        dated = day(report.published.iso if report.published else None)
        return f"{held}. {outlet}, {text(dated)}{title}, characters {span.start}–{span.end}, text {report.sha256[:HASH]}."

    def _cue(self, carried: Carried) -> str:
        statement = self._statement(carried)
        if statement is None or statement.cue is None:
            return ""
        return f" (“{text(self._report(carried.passage.report).quote(statement.cue))}”)"

    def _statement(self, carried: Carried) -> Statement | None:
        """The statement that a passage is shown with: of those that have its source and as many sources before it, the nearest to it."""
        if not carried.chain:
            return None
        shown, material = carried.passage, self.material
        report, written = self._report(shown.report), carried.chain[-1].written
        near = [
            s
            for s in material.reading(report.id).statements
            if s.hull.overlaps(shown.span)
            and (report.quote(s.source) if s.source else None) == written
            and len(material.chain(report.id, s)) == len(carried.chain)
        ]
        # What sets it apart from others of the same source: how much of the passage it holds, and how little beside it.
        shared = {s.id: min(s.hull.end, shown.span.end) - max(s.hull.start, shown.span.start) for s in near}
        return min(near, key=lambda s: (-shared[s.id], len(s.hull), s.hull.start, s.id), default=None)

    def _written(self, ref: SourceRef, actors: Sequence[Actor]) -> str:
        names = [a.name for a in actors if (a.public or self.private) and fold(a.name) != fold(ref.written or "")]
        told = text(ref.written) if ref.written and ref.written.strip() else "nobody named"
        return f"{told} ≈ {' and '.join(map(text, names))}" if names else told

    def _report(self, id: str) -> Report:
        return self.material.reading(id).report
