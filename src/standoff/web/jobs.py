"""Reading and comparing in the background: a queue of jobs, one at a time, done by a process of their own."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import shutil
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

log = logging.getLogger(__name__)
State = Literal["waiting", "reading", "comparing", "done", "failed"]
RowState = Literal["waiting", "reading", "read", "already there", "left out", "failed"]
_KEPT = 50  # jobs that are remembered
_IDLE = 120.0  # seconds without a job after which the process gives its memory back
_LINE = 1 << 24  # bytes of one line of the worker at most


@dataclass(slots=True)
class Input:
    """One input of a job: what it is called, how far it is, what was wrong with it and what to try."""

    name: str
    path: str
    state: RowState = "waiting"
    what: str = ""
    hint: str = ""


@dataclass(slots=True)
class Job:
    """A read or a comparison: its inputs, how far it is, when. `count` reports are through, `name` is the one being read."""

    id: str
    do: Literal["read", "compare"]
    inputs: list[Input] = field(default_factory=list)
    meta: str | None = None
    folder: Path | None = None
    state: State = "waiting"
    count: int = 0
    name: str = ""
    read: int = 0
    there: int = 0
    updated: int = 0
    other: list[tuple[str, str, str]] = field(default_factory=list)
    what: str = ""
    hint: str = ""
    asked: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    ended: str = ""
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def running(self) -> bool:
        """Whether it is not over yet."""
        return self.state not in ("done", "failed")


class Jobs:
    """The queue. Must be used from the event loop that `start` ran in.

    `changed` is called whenever a job got further, `done` awaited before one counts as over, so that whoever waits for it sees its effect.
    """

    def __init__(self, case: Path, *, allow_private: bool, changed: Callable[[], None], done: Callable[[], Awaitable[None]]) -> None:
        self.case, self.allow_private, self.changed, self.done = case, allow_private, changed, done
        self.jobs: dict[str, Job] = {}
        self._queue: asyncio.Queue[Job] = asyncio.Queue()
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to work through the queue."""
        self._task = asyncio.create_task(self._work())

    async def close(self) -> None:
        """Ends the work; what was read is kept in the case."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._end()
        for job in self.jobs.values():
            _clean(job)

    def compare(self) -> Job:
        """A comparison of what has not been compared: the one that waits already, or a new one."""
        waiting = next((j for j in self.jobs.values() if j.do == "compare" and j.state == "waiting"), None)
        return waiting or self.add(Job(secrets.token_hex(4), "compare"))

    def add(self, job: Job) -> Job:
        """Puts a job at the end of the queue."""
        while len(self.jobs) >= _KEPT and (old := next((j for j in self.jobs.values() if not j.running), None)):
            del self.jobs[old.id]
        self.jobs[job.id] = job
        self._queue.put_nowait(job)
        self.changed()
        return job

    @property
    def current(self) -> Job | None:
        """The job that is running or waits, the earliest."""
        return next((j for j in self.jobs.values() if j.running), None)

    async def _work(self) -> None:
        while True:
            try:
                job = await asyncio.wait_for(self._queue.get(), _IDLE)
            except TimeoutError:
                await self._end()
                continue
            try:
                await self._run(job)
            except Exception as error:
                # One job that breaks must not take the others with it.
                log.exception("A job failed")
                self._fail(job, f"The program that reads reports failed ({type(error).__name__}).", "try again")
                await self._end()
            finally:
                job.ended = datetime.now(UTC).isoformat(timespec="seconds")
                _clean(job)
                job.over.set()
                self.changed()

    async def _run(self, job: Job) -> None:
        process = await self._begin()
        assert process.stdin and process.stdout
        wanted: dict[str, Any] = {"job": job.id, "do": job.do}
        if job.do == "read":
            wanted |= {"paths": [i.path for i in job.inputs], "meta": job.meta, "allow_private": self.allow_private}
        job.state = "reading" if job.do == "read" else "comparing"
        process.stdin.write(json.dumps(wanted).encode() + b"\n")
        await process.stdin.drain()
        while job.running:
            line = await process.stdout.readline()
            if not line:
                self._fail(job, "The program that reads reports ended before its time.", "what was read is kept; add the rest again")
                await self._end()
                return
            event = json.loads(line)
            if event["event"] == "done":
                await self.done()
            _take(job, event)
            self.changed()

    async def _begin(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            command = [sys.executable, "-m", "standoff.web.worker", str(self.case)]
            pipe = asyncio.subprocess.PIPE
            # Of a session of its own: Ctrl-C in the terminal is for the server, which then ends this process.
            self._process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, limit=_LINE, start_new_session=True)
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process and process.returncode is None:
            process.terminate()
            await process.wait()

    @staticmethod
    def _fail(job: Job, what: str, hint: str) -> None:
        job.state, job.what, job.hint = "failed", what, hint


def _take(job: Job, event: dict[str, Any]) -> None:
    """What the worker tells, taken into the job."""
    if event["event"] == "reading":
        job.count, job.name = event["count"], event["name"]
        for row in job.inputs:
            if row.state == "reading":
                row.state = "read"
        found = _row(job, event["name"])
        if found:
            found.state = "reading"
    elif event["event"] == "read":
        _ended(job, event)
    elif event["event"] == "comparing":
        job.state, job.name = "comparing", ""
    elif event["event"] == "done":
        job.state = "done"
    elif event["event"] == "failed":
        job.state, job.what, job.hint = "failed", event["what"], event["hint"]


def _ended(job: Job, event: dict[str, Any]) -> None:
    job.read, job.there, job.updated = len(event["read"]), len(event["there"]), len(event["updated"])
    job.count = job.read + job.there + job.updated
    for row in job.inputs:
        row.state = "read"
    if job.there and not job.read and not job.updated:
        for row in job.inputs:
            row.state = "already there"
    for state, rows in (("left out", [(n, w, "") for n, w in event["left_out"]]), ("failed", event["failures"])):
        for name, what, hint in rows:
            found = _row(job, name)
            if found is None or found.state == "failed":
                job.other.append((name, what, hint))
            else:
                found.state, found.what, found.hint = state, what, hint  # type: ignore[assignment]


def _row(job: Job, name: str) -> Input | None:
    """The input that a message is about, by the name or path that it gives; lines of a file are named after it."""
    return next((i for i in job.inputs if name in (i.name, i.path)), None) or next(
        (i for i in job.inputs if name.startswith((i.name + ":", i.name + " ", i.path + ":", i.path + " "))), None
    )


def _clean(job: Job) -> None:
    if job.folder:
        shutil.rmtree(job.folder, ignore_errors=True)
