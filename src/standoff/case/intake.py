"""Taking reports into a case: what is there already is skipped, what cannot be read is named, one report is one transaction."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ..model import BadInput, Dated, Reader, Reading, Report, StandoffError, UsageProblem
from ..model.report import report_id
from ..store import CaseFile, Failure
from ..store.casefile import Held

if TYPE_CHECKING:
    from ..ingest import Ingested, Item

log = logging.getLogger(__name__)
Progress = Callable[[str, int], None]  # (name of the input that comes next, inputs done so far)
METADATA = ("outlet", "published", "url", "title")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a read did: ids of reports read and of those already there, inputs left out (name, why), failures, notes."""

    read: tuple[str, ...]
    there: tuple[str, ...]
    updated: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    failures: tuple[Failure, ...]

    @property
    def nothing(self) -> bool:
        """Whether no input could be used at all."""
        return not (self.read or self.there or self.updated)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A report that is being read; without a `future` it is read when its turn to be kept comes."""

    item: Ingested
    report: Report
    held: Held | None
    reader: Reader
    future: Future[Reading] | None


class Intake:
    """One call of `Case.read`: the reader is loaded when the first report needs it."""

    def __init__(self, file: CaseFile, load: Callable[[], Reader], *, again: bool, described: bool) -> None:
        """`described` tells whether the caller gave metadata (a meta file, an outlet) that may correct what is kept."""
        self.file, self.load, self.again, self.described = file, load, again, described
        self.read: list[str] = []
        self.there: list[str] = []
        self.updated: list[str] = []
        self.left_out: list[tuple[str, str]] = []
        self.failures: list[Failure] = []
        self._waiting: deque[_Waiting] = deque()
        self._pool: ThreadPoolExecutor | None = None
        self._by_id: dict[str, Held] = {}
        self._by_file: dict[tuple[str, str], Held] = {}
        for held in file.held():
            self._index(held)

    def _index(self, held: Held) -> None:
        self._by_id[held.id] = self._by_file[held.file, held.sha256] = held

    def run(
        self,
        paths: Sequence[str | Path],
        *,
        meta: Path | None,
        outlet: str | None,
        stdin: BinaryIO | None,
        progress: Progress | None,
        allow_private: bool = False,
    ) -> Outcome:
        """Takes in all inputs. Raises StandoffError when the case cannot be written or no reader can be loaded."""
        from ..ingest import ingest

        return self.run_items(ingest(paths, meta=meta, outlet=outlet, stdin=stdin, allow_private=allow_private), progress=progress)

    def run_items(self, items: Iterable[Item], *, progress: Progress | None) -> Outcome:
        """Takes in what ingesting gave. Raises StandoffError when the case cannot be written or no reader can be loaded."""
        from ..ingest import Duplicate, Ingested, Skipped

        self.file.clear_failures()
        try:
            for done, item in enumerate(items):
                if isinstance(item, Ingested):
                    if progress:
                        progress(item.report.file, done)
                    self.take(item)
                elif isinstance(item, Duplicate):
                    self.left_out.append((item.file, f"the same text as {item.of}"))
                elif isinstance(item, Skipped):
                    self.left_out.append((item.file, item.why))
                else:
                    self.fail(item)
            self._keep_all()
        finally:
            if self._pool:
                self._pool.shutdown(cancel_futures=True)
        return Outcome(tuple(self.read), tuple(self.there), tuple(self.updated), tuple(self.left_out), tuple(self.failures))

    def fail(self, error: StandoffError, name: str = "") -> None:
        """Keeps a failure and goes on."""
        failure = Failure.of(error, name)
        self.failures.append(failure)
        self.file.add_failure(failure)

    def take(self, item: Ingested) -> None:
        """Has one report read and kept, unless it is there already. Reading runs a little ahead of keeping, where the reader allows it."""
        report = item.report
        if any(w.report.id == report.id or (w.report.file, w.report.sha256) == (report.file, report.sha256) for w in self._waiting):
            self._keep_all()
        held = self._by_id.get(report.id) or self._by_file.get((report.file, report.sha256))
        if held:
            before = self.file.reading(held.id).report if held.run else None
            report = self._described(report, before, held) if before else report
            if not self.again and before and report.id == before.id:
                if report != before:
                    self.file.update(report, held.by_hand)
                    self.updated.append(report.id)
                else:
                    self.there.append(report.id)
                return
        reader = self.load()
        ahead = int(getattr(reader, "workers", 1))  # of a reader that may read several reports at a time
        if ahead > 1 and self._pool is None:
            self._pool = ThreadPoolExecutor(ahead, "report")
        future = self._pool.submit(reader.read, report) if self._pool else None
        self._waiting.append(_Waiting(item, report, held, reader, future))
        while len(self._waiting) > (ahead if future else 0):
            self._keep(self._waiting.popleft())

    def _keep_all(self) -> None:
        while self._waiting:
            self._keep(self._waiting.popleft())

    def _keep(self, waiting: _Waiting) -> None:
        """Keeps the reading of a report, or why there is none."""
        item, report, held, reader = waiting.item, waiting.report, waiting.held, waiting.reader
        try:
            reading = waiting.future.result() if waiting.future else reader.read(report)
        except StandoffError as error:
            self.fail(error, report.file)
            return
        except Exception as error:
            # One report that breaks the reader must not take the others with it.
            log.exception("The reader failed on %s", report.file)
            what = f"The reader failed on this report ({type(error).__name__}: {error})."
            self.fail(BadInput(what, where=report.file, hint="report it with the file, if you may pass it on"))
            return
        replaces = held.id if held and held.id != report.id else None
        self.file.keep(reading, reader.run, raw=item.raw, by_hand=held.by_hand if held else (), replaces=replaces)
        self.read.append(report.id)
        if replaces:
            del self._by_id[replaces]
        self._index(Held(report.id, report.file, report.sha256, held.by_hand if held else (), reader.run.id))

    def _described(self, report: Report, before: Report, held: Held) -> Report:
        """The report with the metadata that holds: what a person set, then what this call brings, then what is kept."""
        kept: dict[str, Any] = {}
        for name in METADATA:
            new, old = getattr(report, name), getattr(before, name)
            kept[name] = old if name in held.by_hand or not (self.described or self.again) or new is None else new
        base = report if self.again else before
        return with_metadata(base, **kept)


def with_metadata(report: Report, **values: Any) -> Report:
    """The report with other metadata, under the id that its outlet and text give."""
    changed = replace(report, **values)
    return replace(changed, id=report_id(changed.outlet, changed.text))


def dated(value: str, where: str) -> Dated:
    """A date that a person gave: 2019, 2019-04 or 2019-04-30, with a time where wanted. Raises UsageProblem."""
    from datetime import datetime

    try:
        shape = {4: "%Y", 7: "%Y-%m"}.get(len(value))
        if shape:
            datetime.strptime(value, shape)
        else:
            datetime.fromisoformat(value)
            if value[4:5] != "-":
                raise ValueError(value)
    except ValueError:
        raise UsageProblem(f"{value!r} is not a date.", where=where, hint="2019-04-30, 2019-04 or 2019") from None
    return Dated(value, "set by hand")
