"""What may be wrong with this installation or a case, and what to do about it."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .. import __version__
from ..model import StandoffError
from ..store import SCHEMA_VERSION, CaseFile
from .linking import up_to_date

_LIBRARIES = """click rich numpy onnxruntime tokenizers trafilatura htmldate lxml rapidfuzz charset_normalizer fastapi jinja2
uvicorn multipart""".split()
_MOST = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its name, whether it holds, what was found, what to do if it does not."""

    check: str
    ok: bool
    found: str
    hint: str = ""


def diagnose(case: str | Path | None = None) -> tuple[Finding, ...]:
    """Checks the installation, and a case file if given. Raises nothing; a fault is a finding that is not ok."""
    return (*_installation(), *(_case(case) if case is not None else ()))


def _installation() -> Iterator[Finding]:
    version = platform.python_version()
    yield Finding("Python", sys.version_info >= (3, 11), version, "install Python 3.11 or newer")
    yield Finding("Standoff", True, f"{__version__}, case files of schema {SCHEMA_VERSION}")
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    yield Finding(
        "libraries", not missing, "missing: " + ", ".join(missing) if missing else "all there", "pip install --force-reinstall standoff"
    )
    yield _weights("weights")
    yield _weights("pair network")
    yield _sqlite()


def _weights(name: str) -> Finding:
    again = "pip install --force-reinstall standoff"
    try:
        from ..link.entailment import default_judge
        from ..read.network import default_network

        network = default_network() if name == "weights" else default_judge()
        card, found = network.card, network.hash
    except Exception as error:
        return Finding(name, False, f"the network cannot be opened ({error})", again)
    wanted = next((str(card[key]) for key in ("hash", "sha256", "weights") if isinstance(card.get(key), str)), "")
    if found != wanted:
        return Finding(name, False, f"hash {found[:12]}, but the card says {wanted[:12] or 'nothing'}", again)
    return Finding(name, True, f"hash {found[:12]}, as on the card")


def _sqlite() -> Finding:
    db = sqlite3.connect(":memory:")
    try:
        db.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.OperationalError:
        return Finding("SQLite", False, f"{sqlite3.sqlite_version} without FTS5", "install a Python whose SQLite has FTS5")
    finally:
        db.close()
    return Finding("SQLite", True, f"{sqlite3.sqlite_version} with FTS5")


def _case(path: str | Path) -> Iterator[Finding]:
    try:
        file = CaseFile.open(path)
    except StandoffError as error:
        yield Finding("case file", False, error.what, error.hint)
        return
    with file:
        wrong = file.check()
        again = "restore a copy, or read the reports into a new case"
        yield Finding("case file", not wrong, " ".join(wrong[:_MOST]) if wrong else "whole; every quotation stands in its text", again)
        if wrong:
            return
        held = file.held()
        for run in file.runs():
            count = sum(h.run == run.id for h in held)
            made = f"weights {run.weights[:12]}" if run.weights else "no network"
            yield Finding("run", True, f"{run.id}: version {run.version}, {made}, {count} {'report' if count == 1 else 'reports'}")
        used = {h.run for h in held if h.run}
        if len(used) > 1:
            yield Finding("runs", False, f"reports were read in {len(used)} different ways", "standoff read FILES -o CASE --again")
        unread = [h.file for h in held if h.run is None]
        if unread:
            yield Finding("readings", False, f"{len(unread)} reports are not read: " + ", ".join(unread[:_MOST]), "read them again")
        yield Finding("links", True, "up to date" if up_to_date(file) else "will be made anew when next shown")
        for failure in file.failures():
            yield Finding("last read", False, f"{failure.name}: {failure.what}", failure.hint)
