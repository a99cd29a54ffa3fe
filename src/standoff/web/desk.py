"""The case as the server holds it: one view that requests read, replaced whole when the case file has changed."""

from __future__ import annotations

import asyncio
import gc
import logging
import secrets
import sqlite3
import time
from functools import partial
from pathlib import Path
from typing import TypeVar

from ..case import Case, CaseView
from ..model import Judgement, JudgementKind, StandoffError
from .exporting import Exports
from .jobs import Job, Jobs
from .settings import Settings

log = logging.getLogger(__name__)
T = TypeVar("T")
_LOOK = 0.4  # seconds between two looks at whether the case file has changed
_REST = 3.0  # how many times longer than loading took nothing is loaded again, so that reading many reports leaves time to answer
_QUIET = 15.0  # seconds without a change by somebody else after which what is not compared yet is compared here
_PATIENCE = 4.0  # seconds that a judgement waits for the comparison, so that a small case shows its effect at once


class Desk:
    """Holds the view of a case file, changes it, and keeps it up to date. Used from one event loop; `open` first, `close` last.

    `mark` changes with whatever a page could show differently. Writers raise StandoffError.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path, self.settings = path, settings
        self.jobs = Jobs(path, allow_private=settings.allow_private, changed=self._touch, done=self._load)
        self.exports = Exports(path, lambda: self.mark)
        self.writable, self._new = True, False
        self._view: CaseView | None = None
        self._case: Case | None = None
        self._stamp, self._moved = 0, float("-inf")
        self._boot, self._turn = secrets.token_hex(3), 0
        self._task: asyncio.Task[None] | None = None
        self._loading = asyncio.Lock()

    @property
    def view(self) -> CaseView:
        """The account as it is shown."""
        assert self._view is not None, "the desk is not open"
        return self._view

    @property
    def case(self) -> Case:
        """The case file, for queries from the event loop."""
        assert self._case is not None, "the desk is not open"
        return self._case

    @property
    def is_open(self) -> bool:
        """Whether there is something to show."""
        return self._view is not None

    @property
    def mark(self) -> str:
        """What stands for all that pages could show: the same as long as nothing has changed."""
        return f"{self._boot}.{self._turn}"

    async def open(self) -> None:
        """Loads the case; a missing file becomes a new one. Raises StandoffError when it cannot be opened or made."""
        self._new = not self.path.exists()
        self._case = Case.open(self.path, create=True)
        self.writable = self._case.writable
        await self._load()
        self.jobs.start()
        self._task = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """Ends the work in the background and closes the file."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.jobs.close()
        self.exports.close()
        if self._case and self._new:
            # A case that nothing came into leaves no file behind.
            self._case.discard_empty()
        elif self._case:
            self._case.close()

    async def judge(self, kind: JudgementKind, *items: str, by: str, note: str = "") -> Judgement:
        """Keeps a decision and shows it at once; what it changes in the account follows when all is compared again."""
        made, decisions = await asyncio.to_thread(self._judge, kind, items, by, note)
        self._show(self.view.judged(decisions))
        job = self.jobs.compare()
        try:
            await asyncio.wait_for(job.over.wait(), _PATIENCE)
        except TimeoutError:
            log.info("The comparison goes on in the background.")
        return made

    def add(self, job: Job) -> Job:
        """Puts a read into the queue. Raises StandoffError when the case cannot be written to."""
        if not self.writable:
            raise StandoffError("This case cannot be written to.", where=self.path.name, hint="copy it to a folder of yours")
        return self.jobs.add(job)

    def _judge(self, kind: JudgementKind, items: tuple[str, ...], by: str, note: str) -> tuple[Judgement, tuple[Judgement, ...]]:
        # A connection of its own: this runs beside the event loop and may have to wait for a comparison that is being written.
        with Case.open(self.path) as case:
            made = case.judge(kind, *items, by=by, note=note, view=self.view)
            return made, case.decisions()

    def _touch(self) -> None:
        self._turn += 1

    def _show(self, view: CaseView) -> None:
        self._view = view
        self._touch()

    async def _load(self) -> None:
        async with self._loading:
            self._stamp = self.case.stamp()
            view = await asyncio.to_thread(partial(_load, self.path, self._view, self.writable))
            self._show(view)
            _settle()

    def _compare_if_needed(self) -> None:
        """Has the case compared again when something has changed that no job took in, unless the last comparison failed.

        Not at once: whoever changed the file, such as `standoff read`, compares by itself.
        """
        if time.monotonic() - self._moved < _QUIET:
            return
        failed = any(job.state == "failed" for job in list(self.jobs.jobs.values())[-1:])
        if self.writable and not self.view.fresh and self.jobs.current is None and not failed:
            self.jobs.compare()

    async def _watch(self) -> None:
        """Loads the case again when its file has changed, not more often than the machine bears."""
        rest = 0.0
        while True:
            await asyncio.sleep(_LOOK)
            try:
                self._compare_if_needed()
                if self.case.stamp() == self._stamp or time.monotonic() < rest:
                    continue
                self._moved = time.monotonic()
                began = time.monotonic()
                await self._load()
                rest = time.monotonic() + _REST * (time.monotonic() - began)
            except (StandoffError, sqlite3.DatabaseError):
                log.exception("The case file cannot be read; the last view of it stays.")
                rest = time.monotonic() + 5


def _load(path: Path, before: CaseView | None, writable: bool) -> CaseView:
    """The view of the case file as it is now, with the indexes that pages need."""
    with Case.open(path) as case:
        view = case.view(before=before, latest=not writable)
        view.warm()
        return view


def _settle() -> None:
    """Frees the view that was shown before, and keeps the collector of garbage out of the new one.

    A view of a large case is millions of objects that stay; to look through them all took over half a second, in the middle of a request.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
