"""`Case`: runs the rooms in turn, decides what must run again, and answers for the views."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from ..account import Material, Table, table
from ..model import Judgement, JudgementKind, Links, Reader, Run, StandoffError, Syntax, UsageProblem
from ..store import CaseFile, Failure
from .exporting import Export, export_of
from .intake import METADATA, Intake, Outcome, Progress, dated, with_metadata
from .judging import decide
from .linking import bring_up_to_date, up_to_date
from .lookup import Found, Spots, find_report, look_up, spots
from .notebook import case_html
from .readers import ReaderName, load
from .stories import Pile
from .telling import Telling
from .view import CaseView

SETTABLE = METADATA


class Case(Telling):
    """Reports about one event, what was read from them, and what comparing them gave.

    Use `Case.open(path)` for a case file and `standoff.read(paths)` for a case in memory. Every method may raise
    StandoffError, whose text says what was wrong, where, and what to try.
    """

    def __init__(self, file: CaseFile) -> None:
        self._file = file
        self._wanted: Reader | ReaderName = "network"

    @classmethod
    def open(cls, path: str | Path | None, *, create: bool = False) -> Self:
        """Opens a case file; `create` makes a missing one, None makes one in memory. Raises NotACase, TooNew, UsageProblem."""
        return cls(CaseFile.open(path, create=create))

    @classmethod
    def of(
        cls,
        paths: str | Path | Sequence[str | Path],
        *,
        meta: str | Path | None = None,
        outlet: str | None = None,
        reader: Reader | ReaderName | None = None,
        path: str | Path | None = None,
    ) -> Self:
        """A case made of these reports (see `standoff.read`). Raises StandoffError when nothing could be read."""
        new = path is not None and not Path(path).exists()
        case = cls.open(path, create=path is not None)
        try:
            outcome = case.read([paths] if isinstance(paths, str | Path) else paths, meta=meta, outlet=outlet, reader=reader)
        except BaseException:
            case.close()
            raise
        if outcome.nothing:
            _ = case.discard_empty() if new else case.close()
            first = next(iter(outcome.failures), None)
            raise StandoffError("No report could be read.", hint=str(first) if first else "name files or folders that hold reports")
        return case

    def close(self) -> None:
        """Closes the case file."""
        self._file.close()

    def discard_empty(self) -> bool:
        """Closes the case and, if it holds no report, removes its file; whether it did."""
        empty = not self._file.held()
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
        """The case file, None in memory."""
        return self._file.path

    # What changes a case

    def read(
        self,
        paths: Sequence[str | Path],
        *,
        meta: str | Path | None = None,
        outlet: str | None = None,
        again: bool = False,
        reader: Reader | ReaderName | None = None,
        allow_private: bool = False,
        compare: bool = True,
        progress: Progress | None = None,
        stdin: BinaryIO | None = None,
    ) -> Outcome:
        """Reads files, folders and `-` (`stdin`) into the case, each report kept as soon as it is read, then links unless not `compare`.

        Reports already there are skipped unless `again`; an interrupted read goes on where it stopped. Failures are values
        in the outcome. `reader` is one, or the name of one of this installation (the network where none is given). Raises
        StandoffError when the case cannot be written or no reader can be loaded. A path that is an http(s) address is fetched, from a
        private network only if `allow_private`.
        """
        self._wanted = reader or self._wanted
        described = meta is not None or outlet is not None
        intake = Intake(self._file, self._reader, again=again, described=described)
        try:
            table_of = Path(meta) if meta else None
            outcome = intake.run(paths, meta=table_of, outlet=outlet, stdin=stdin, progress=progress, allow_private=allow_private)
        finally:
            self._forget()
        if compare:
            bring_up_to_date(self._file)
        return outcome

    def read_story(
        self,
        pile: Pile,
        stories: Sequence[int],
        *,
        again: bool = False,
        reader: Reader | ReaderName | None = None,
        progress: Progress | None = None,
    ) -> Outcome:
        """Reads the reports of stories out of a pile into the case, as `read` would read the files that they came from, then links.

        Raises UsageProblem (no such story), and StandoffError as `read` does.
        """
        items = pile.ingested(stories)
        self._wanted = reader or self._wanted
        try:
            outcome = Intake(self._file, self._reader, again=again, described=False).run_items(items, progress=progress)
        finally:
            self._forget()
        bring_up_to_date(self._file)
        return outcome

    def set(self, report: str, key: str, value: str) -> str:
        """Sets outlet, published, url or title of a report (an empty value clears it) and gives its id, new with a new outlet.

        What a person set survives a re-read. Raises UsageProblem (no such report or key, not a date).
        """
        if key not in SETTABLE:
            raise UsageProblem(f"{key!r} cannot be set.", where=report, hint="one of " + ", ".join(SETTABLE))
        before = self._file.reading(self._id(report))
        held = next(h for h in self._file.held() if h.id == before.report.id)
        given: Any = value.strip() or None
        changed = with_metadata(before.report, **{key: dated(given, report) if key == "published" and given else given})
        by_hand = (*held.by_hand, key)
        if changed.id == before.report.id:
            self._file.update(changed, by_hand)
        elif any(h.id == changed.id for h in self._file.held()):
            raise UsageProblem(f"{given} already has a report of the same text.", where=before.report.file, hint="leave one of them out")
        else:
            # The id of a report derives from outlet and text: it is read again under its new one.
            run = next(r for r in self._file.runs() if r.id == before.run)
            reader = self._wanted if not isinstance(self._wanted, str) else load("network" if run.weights else "baseline")
            self._file.keep(reader.read(changed), reader.run, by_hand=by_hand, replaces=before.report.id)
        self._forget()
        return changed.id

    def judge(self, kind: JudgementKind, *items: str, by: str, note: str = "", view: CaseView | None = None) -> Judgement:
        """Adds the decision of a person, `by`, and gives it; it outranks the machine and survives a re-read.

        `kind` and `items`: "same" or "not-same" with two passages, claims or actors; "dispute" or "no-dispute" with a dispute, or two
        passages; "actor" with a statement or mention and an actor; "undo" with the id of a judgement, or "last". A passage is an
        address ("N:1402") or the id of a statement or claim, as the views show them; an actor is a name or id, and NAME@N the one of
        that name in the report N. They are those of `view`, where it is given. Whoever judges the same again gets the first judgement back.
        Raises UsageProblem.
        """
        material = (view or self._view).material
        made, new = decide(material, self._file.judgements(), kind, items, by=by, note=note)
        if new:
            self._file.add_judgement(made)
            self._forget()
        return made

    def link(self, *, force: bool = False) -> Links:
        """Compares what has changed since the last time, or everything anew by `force`, and gives the links.

        A report that came to a large case is compared with those nearest to it; a note says how many were, until all are compared
        again, which happens by itself when they are a tenth of the case.
        """
        links = bring_up_to_date(self._file, force=force)
        if links is None:
            return self._file.links()
        self._forget()
        return links

    # What a case tells

    def view(self, *, latest: bool = True, before: CaseView | None = None) -> CaseView:
        """The account as it stands now: what is not compared yet is compared first, unless not `latest`.

        Readings that the view `before` has are taken from it.
        """
        if not latest:
            return CaseView.of(self._file, before)
        return self._view

    def syntax(self, report: str) -> Syntax | None:
        """Parts of speech and dependencies of the words of a report, None where the reader made none. Raises UsageProblem."""
        id = self._id(report)
        return self._file.syntax([id]).get(id)

    def search(self, query: str, *, limit: int = 50) -> Table[Found]:
        """Passages that hold the words, best first: statements with source and cue, else sentences. Raises UsageProblem."""
        return table(look_up(self._file, self._view.material, query, limit))

    def spots(self, query: str, view: CaseView) -> Spots:
        """The places of `search` in a view, the best few hundred, for pages that show some of them. Raises UsageProblem."""
        return spots(self._file, view.material, query)

    def having(self, query: str, *, limit: int = 1000) -> list[tuple[str, str]]:
        """(report, statement) ids of the statements whose source, cue and content hold all the words, best first. Raises UsageProblem."""
        return self._file.search_statements(query, limit)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the account could not do and why: too little to compare, missing dates and outlets, judgements that wait."""
        return self._view.notes

    @property
    def writable(self) -> bool:
        """Whether the case file can be written to."""
        return self._file.writable

    @property
    def up_to_date(self) -> bool:
        """Whether the links take in all that the case holds."""
        return up_to_date(self._file)

    def stamp(self) -> int:
        """A number that changes whenever somebody else has changed the case file."""
        return self._file.stamp()

    def decisions(self) -> tuple[Judgement, ...]:
        """The judgements as they are kept, in the order in which they were made."""
        return self._file.judgements()

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What went wrong with the inputs of the last read."""
        return self._file.failures()

    @property
    def runs(self) -> tuple[Run, ...]:
        """What made the readings."""
        return self._file.runs()

    def records(self, table: str, *, private: bool = False) -> list[dict[str, Any]]:
        """A table as flat records: statements, events, claims, disputes, actors, reports … (docs/reference/tables.md has all with columns).

        Lists are joined by "; ". With `private` private persons are named too. Raises UsageProblem for another.
        """
        return self._view.records(table, private=private)

    def to_frame(self, table: str = "statements", *, private: bool = False) -> Any:
        """A table as a `pandas.DataFrame`. Raises UsageProblem, and StandoffError with the install command where pandas is missing."""
        from .frames import frame

        return frame(self.records(table, private=private))

    def to_json(self, *, private: bool = False) -> dict[str, Any]:
        """The whole account as plain values, as `standoff/export/schema.json` describes it."""
        return self._view.to_json(private=private)

    @property
    def name(self) -> str:
        """What the case is called: its file name without the ending."""
        return self.path.stem if self.path else "case"

    def export(self, form: str = "json", *, private: bool = False, full_text: bool = False) -> bytes:
        """The account in an exchange format, a key of `standoff.export.FORMATS`: the same bytes each time, a folder as a zip archive.

        With `private` private persons are named too; with `full_text` the texts go along. Raises UsageProblem for an unknown format or one
        that can carry no such thing, StandoffError with the install command where its library is missing.
        """
        with BytesIO() as sink:
            self.exporting(form, private=private, full_text=full_text).write(sink)
            return sink.getvalue()

    def export_to(self, path: str | Path, form: str = "json", *, private: bool = False, full_text: bool = False) -> Path:
        """Writes an export: a file, a folder, or where the path of a folder ends in .zip an archive of it; gives the path.

        It is there whole or not at all. A folder is made, or filled if it is empty, or replaced if it is an earlier export of the same
        format. Raises as `export` does, and StandoffError when it cannot be written.
        """
        self.exporting(form, private=private, full_text=full_text).save(Path(path))
        return Path(path)

    def exporting(self, form: str, *, private: bool = False, full_text: bool = False) -> Export:
        """An export that is yet to be written, for large cases: nothing of it is made before. Raises as `export` does."""
        return export_of(self._view, self.name, form, private=private, full_text=full_text)

    def _repr_html_(self) -> str:
        """The case as a notebook shows it, without comparing anything."""
        return case_html(self.__dict__.get("_view") or self.view(latest=False), self.path)

    def _id(self, report: str) -> str:
        return find_report(report, [(h.id, h.file) for h in self._file.held()])

    @cached_property
    def _view(self) -> CaseView:
        if self._file.writable:
            bring_up_to_date(self._file)
            return CaseView.of(self._file)
        links = self.link()
        # What cannot be kept is compared for this view alone.
        held = self._file.held()
        return CaseView(
            Material(self._file.readings(), links),
            self._file.judgements(),
            arrived=[h.id for h in held],
            runs=self._file.runs(),
            failures=self._file.failures(),
            by_hand={h.id: h.by_hand for h in held},
        )

    def _forget(self) -> None:
        self.__dict__.pop("_view", None)

    def _reader(self) -> Reader:
        if isinstance(self._wanted, str):
            self._wanted = load(self._wanted)
        return self._wanted
