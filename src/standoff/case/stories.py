"""`Pile`: a mixed pile of reports grouped into stories. In a file, a later report joins its story without the rest being read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Literal, Self

from ..account import Table, table
from ..model import BadInput, Gist, Report, StandoffError, StoryChange, StoryMember, UsageProblem
from ..store import Brief, Failure, PileFile
from .intake import Progress

if TYPE_CHECKING:
    from ..ingest import Ingested

_AT_ONCE = 50  # reports that are kept in one transaction


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands for a story: the headline of its most central report, or the first sentence where it has none; verbatim."""

    text: str
    kind: Literal["headline", "first sentence"]
    outlet: str | None
    report: str


@dataclass(frozen=True, slots=True)
class StoryReport:
    """A report of a story: how like the rest it is (0 to 1) and why it is there."""

    id: str
    file: str
    outlet: str | None
    published: str | None
    title: str | None
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as it is shown: its reports, the most central first, who published them and when, and the names that set it apart.

    `outlets` are those that are known, `first` and `last` the earliest and latest date (ISO 8601), None where no report has one. `also`
    are the ids of stories of the same matter at another time.
    """

    id: int
    reports: tuple[StoryReport, ...]
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    headline: Headline
    names: tuple[str, ...]
    also: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sorting:
    """What adding reports did: ids of reports added and of those already there or with new metadata, inputs left out (name, why),
    failures, and what it changed in the stories."""

    added: tuple[str, ...]
    there: tuple[str, ...]
    updated: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    failures: tuple[Failure, ...]
    changes: tuple[StoryChange, ...]

    @property
    def nothing(self) -> bool:
        """Whether no input could be used at all."""
        return not (self.added or self.there or self.updated)


class Pile:
    """Reports on whatever events, grouped into stories. Use `standoff.stories(paths)`, or `Pile.open(path)` for one that is kept.

    Grouping goes by words, names and dates; no network reads the reports. Every method may raise StandoffError.
    """

    def __init__(self, file: PileFile) -> None:
        self._file = file
        self._rows: dict[int, StoryRow] = {}
        self.failures: tuple[Failure, ...] = ()

    @classmethod
    def open(cls, path: str | Path | None, *, create: bool = False) -> Self:
        """Opens a pile; `create` makes a missing one, None makes one in memory. Raises NotAPile, TooNew, UsageProblem."""
        return cls(PileFile.open(path, create=create))

    @classmethod
    def of(
        cls,
        paths: str | Path | Sequence[str | Path],
        *,
        meta: str | Path | None = None,
        outlet: str | None = None,
        path: str | Path | None = None,
    ) -> Self:
        """A pile of these reports (see `standoff.stories`). Raises StandoffError when nothing could be read."""
        pile = cls.open(path, create=path is not None)
        try:
            done = pile.add([paths] if isinstance(paths, str | Path) else paths, meta=meta, outlet=outlet)
        except BaseException:
            pile.discard_empty()
            raise
        if done.nothing:
            pile.discard_empty()
            first = next(iter(done.failures), None)
            raise StandoffError("No report could be read.", hint=str(first) if first else "name files or folders that hold reports")
        return pile

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def discard_empty(self) -> bool:
        """Closes the pile and, if it holds no report, removes its file; whether it did."""
        empty = not self._file.briefs()
        self.close()
        if empty and self.path:
            self.path.unlink(missing_ok=True)
        return empty

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """The file of the pile, None in memory."""
        return self._file.path

    # What changes a pile

    def add(
        self,
        paths: Sequence[str | Path] = (),
        *,
        meta: str | Path | None = None,
        outlet: str | None = None,
        allow_private: bool = False,
        progress: Progress | None = None,
        stdin: BinaryIO | None = None,
    ) -> Sorting:
        """Takes in files, folders, addresses and `-` (`stdin`), and puts what is new into stories; the stories of the rest stay.

        Two stories become one only where a new report joined one of them and the two then hold together. Reports are kept as they come:
        what an interrupted call had taken in is put into stories by the next, which may be one without paths. Failures are values.
        """
        from ..ingest import Duplicate, Ingested, Skipped, ingest
        from ..link.stories import gist

        held = self._file.briefs()
        bare = {(b.file, b.sha256): b.id for b in held.values() if b.outlet is None}
        described = meta is not None or outlet is not None
        added: list[str] = []
        there: list[str] = []
        updated: list[str] = []
        left_out: list[tuple[str, str]] = []
        failures: list[Failure] = []
        waiting: list[tuple[Report, bytes | None, Gist]] = []
        table_of = Path(meta) if meta else None
        try:
            for done, item in enumerate(ingest(paths, meta=table_of, outlet=outlet, stdin=stdin, allow_private=allow_private)):
                if isinstance(item, Duplicate):
                    left_out.append((item.file, f"the same text as {item.of}"))
                elif isinstance(item, Skipped):
                    left_out.append((item.file, item.why))
                elif isinstance(item, BadInput):
                    failures.append(Failure.of(item))
                else:
                    assert isinstance(item, Ingested)
                    report = item.report
                    if progress:
                        progress(report.file, done)
                    known = held.get(report.id)
                    if known and not (described and _told_otherwise(report, known)):
                        there.append(report.id)
                        continue
                    # The id of a report derives from outlet and text: with its outlet it is another one.
                    before = bare.get((report.file, report.sha256)) if described and not known else None
                    if before:
                        self._file.remove(before)
                    (updated if known or before else added).append(report.id)
                    waiting.append((report, item.raw, gist(report)))
                    if len(waiting) == _AT_ONCE:
                        self._keep(waiting)
        finally:
            self._keep(waiting)
        self.failures = tuple(failures)
        changes = self._group()
        return Sorting(tuple(added), tuple(there), tuple(updated), tuple(left_out), self.failures, changes)

    def _keep(self, waiting: list[tuple[Report, bytes | None, Gist]]) -> None:
        if waiting:
            self._rows.clear()
            self._file.keep(waiting)
            waiting.clear()

    def _group(self) -> tuple[StoryChange, ...]:
        """Puts the reports that are in no story into stories, and tells what that changed."""
        from ..link.stories import group

        before = self._file.members()
        grouped = {report for reports in before.values() for report in reports}
        gists = self._file.gists()
        if all(g.report in grouped for g in gists):
            return ()
        first = {g.report: g.first or 0 for g in gists}
        numbers = sorted(before)
        members: dict[str, int] = {}
        part_of: dict[int, int] = {}
        changes: list[StoryChange] = []
        last = max(self._file.numbers(), default=0)
        found = group(gists, [before[n] for n in numbers])
        # The earliest first, so that numbers do not depend on the order of the inputs; what has no date comes last.
        for made in sorted(found, key=lambda g: (min((first[r] for r in g.reports if first[r]), default=1 << 40), g.reports)):
            joined = [r for r in made.reports if r not in grouped]
            if not joined:
                continue
            old = sorted(numbers[k] for k in made.known)
            last += not old
            number = old[0] if old else last
            changes.append(StoryChange(number, len(joined), not old, tuple(old[1:])))
            part_of.update(dict.fromkeys(old[1:], number))
            members.update(dict.fromkeys(joined, number))
            members.update({r: number for o in old[1:] for r in before[o]})
        self._file.put_stories(members, part_of)
        self._rows.clear()
        return tuple(changes)

    # What a pile tells

    def __len__(self) -> int:
        return len(self._file.briefs())

    def stories(self, *, least: int = 2) -> Table[StoryRow]:
        """The stories of at least so many reports, those with most reports first, then by date and number."""
        held = self._file.members()
        wanted = [id for id, reports in held.items() if len(reports) >= least]
        rows = self._told(wanted, held)
        return table(sorted(rows, key=lambda r: (-len(r.reports), r.first or "9999", r.id)))

    def story(self, id: int) -> StoryRow:
        """A story by its id, or by that of one which went into it. Raises UsageProblem."""
        held = self._file.members()
        return self._told([self._standing(id, held)], held)[0]

    def ingested(self, ids: Sequence[int]) -> list[Ingested]:
        """The reports of stories as they were taken in, in order of arrival, to be read into a case. Raises UsageProblem."""
        from ..ingest import Ingested

        held = self._file.members()
        wanted = {report for id in ids for report in held[self._standing(id, held)]}
        return [Ingested(report, self._file.raw(report.id)) for report in self._file.reports(sorted(wanted)).values()]

    def _standing(self, id: int, held: Mapping[int, Sequence[str]]) -> int:
        """The story that a number means now."""
        numbers = self._file.numbers()
        now: int | None = id
        while now in numbers and numbers[now] is not None:
            now = numbers[now]
        if now is None or now not in held:
            hint = f"one of 1 to {max(held)}, as standoff stories shows them" if held else "standoff stories FILES -o PILE fills it"
            raise UsageProblem(f"There is no story {id}.", where=str(self.path or ""), hint=hint)
        return now

    def _told(self, wanted: Sequence[int], held: Mapping[int, Sequence[str]]) -> list[StoryRow]:
        from ..link.stories import telling

        missing = [id for id in wanted if id not in self._rows]
        if missing:
            briefs = self._file.briefs()
            told = telling(self._file.gists(), held, missing)
            central = {id: told[id].story.reports[0] for id in missing}
            untitled = self._file.reports([r for r in central.values() if not briefs[r].title])
            for id in missing:
                brief = briefs[central[id]]
                members = [_story_report(briefs[m.report], m) for m in told[id].story.members]
                dates = sorted(m.published for m in members if m.published)
                self._rows[id] = StoryRow(
                    id,
                    tuple(members),
                    tuple(sorted({m.outlet for m in members if m.outlet})),
                    dates[0] if dates else None,
                    dates[-1] if dates else None,
                    _headline(brief, untitled.get(brief.id)),
                    told[id].names,
                    told[id].also,
                )
        return [self._rows[id] for id in wanted]

    def __iter__(self) -> Iterator[StoryRow]:
        return iter(self.stories())


def _told_otherwise(report: Report, known: Brief) -> bool:
    published = report.published.iso if report.published else None
    return (report.title, published) != (known.title, known.published)


def _story_report(brief: Brief, member: StoryMember) -> StoryReport:
    return StoryReport(brief.id, brief.file, brief.outlet, brief.published, brief.title, member.likeness, member.reason)


def _headline(brief: Brief, report: Report | None) -> Headline:
    """The headline of a report, or its first sentence, whole, so that nothing is cut off from who said it."""
    if report is None:
        return Headline(" ".join((brief.title or "").split()), "headline", brief.outlet, brief.id)
    from ..read.baseline import split_sentences
    from ..read.body import parted

    body = parted(report)
    sentences = split_sentences(report.text, body.read or [s for s, _ in body.foreign] or report.paragraphs)
    return Headline(" ".join(sentences[0].of(report.text).split()), "first sentence", brief.outlet, brief.id)
