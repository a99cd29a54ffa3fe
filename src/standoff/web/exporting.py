"""Exports from the browser: made by a process of their own, so that pages stay fast, and kept for as long as they tell the same."""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..case import FORMATS, Case, Export, requested
from ..model import StandoffError

log = logging.getLogger(__name__)
_KEPT = 6  # exports that stay on the disk for whoever asks again


@dataclass(frozen=True, slots=True)
class Wanted:
    """An export that is asked for."""

    form: str
    full_text: bool = False
    private: bool = False

    @property
    def suffix(self) -> str:
        """The ending of its file."""
        return FORMATS[self.form].suffix or f"-{self.form}.zip"

    def words(self) -> list[str]:
        """What it is asked for beyond its format."""
        return [name for name, on in (("full_text", self.full_text), ("private", self.private)) if on]


class Exports:
    """The exports of a case. Must be used from one event loop; `mark` stands for what the account tells."""

    def __init__(self, case: Path, mark: Callable[[], str]) -> None:
        self.case, self.mark = case, mark
        self._folder: Path | None = None
        self._made: dict[tuple[str, Wanted], Path] = {}
        self._turn = asyncio.Lock()

    async def make(self, wanted: Wanted) -> Path:
        """The file of an export, made when the account has changed since it last was. One at a time. Raises StandoffError."""
        async with self._turn:
            key = (self.mark(), wanted)
            if key not in self._made:
                self._folder = self._folder or Path(tempfile.mkdtemp(prefix="standoff-export-"))
                target = self._folder / f"{key[0]}-{'-'.join(wanted.words())}{wanted.suffix}"
                await self._make(wanted, target)
                self._made[key] = target
                for old in list(self._made)[:-_KEPT]:
                    self._made.pop(old).unlink(missing_ok=True)
            return self._made[key]

    def close(self) -> None:
        """Takes what was made from the disk."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder, self._made = None, {}

    async def _make(self, wanted: Wanted, target: Path) -> None:
        command = [sys.executable, "-m", "standoff.web.exporter", str(self.case), wanted.form, str(target), *wanted.words()]
        # Of a session of its own: Ctrl-C in the terminal is for the server, which then ends this process.
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, start_new_session=True)
        try:
            told, _ = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            what, where, hint = _told(told)
            log.error("The export %s failed: %s", wanted.form, what)
            raise StandoffError(what, where=where, hint=hint)


def _told(output: bytes) -> tuple[str, str, str]:
    """What the process says of its failure, or that it said nothing."""
    try:
        found = json.loads(output)
        return found["what"], found["where"], found["hint"]
    except (ValueError, KeyError, TypeError):
        return "The program that makes exports ended before its time.", "", "standoff export CASE --to FORMAT says more"


def export_of(case: Case, form: str, *, full_text: bool = False, private: bool = False) -> Export:
    """The export of a case in any format, the pages among them. Raises UsageProblem and StandoffError as `Case.exporting` does."""
    if form != "html":
        return case.exporting(form, full_text=full_text, private=private)
    from .folder import files

    return Export(requested(form, full_text=full_text, private=private), lambda: files(case, full_text=full_text))
