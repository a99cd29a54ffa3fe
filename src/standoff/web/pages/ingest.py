"""Adding reports: files, pasted text or an address; progress and a row for every input with what went wrong and what to try."""

from __future__ import annotations

import asyncio
import csv
import re
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from fastapi import APIRouter
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...model import UsageProblem
from ..errors import NotFound
from ..jobs import Input, Job, RowState, State
from ..render import Head, address, as_json
from ..safety import FormKey
from ..urls import sibling, url
from .common import TheDesk, TheRenderer, documented

router = APIRouter(tags=["reports"])
_MOST = 500  # files of one form
_ENDINGS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson")
_COLUMNS = ("file", "outlet", "published", "url", "title")
_TEXT = 5_000_000  # characters of a pasted text


@dataclass(frozen=True, slots=True)
class InputRow:
    """One input: its name, how far it is, what was wrong and what to try."""

    name: str
    state: RowState
    what: str
    hint: str


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job as it stands; `count` reports are through, `now` is being read."""

    id: str
    state: State
    count: int
    now: str
    read: int
    there: int
    updated: int
    inputs: tuple[InputRow, ...]
    what: str
    hint: str
    asked: str
    ended: str
    over: bool


@router.get("/ingest", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer) -> Response:
    """The forms, and what was added since the server began."""
    jobs = [row_of(job) for job in reversed(desk.jobs.jobs.values()) if job.do == "read"]
    head = Head(title="Add reports", heading="Add reports", path=address(request), current="ingest")
    return render.html(
        "ingest.html",
        head,
        jobs=jobs,
        writable=desk.writable,
        accept=",".join((*_ENDINGS, ".csv")),
        path=desk.path.name,
        private=desk.settings.allow_private,
    )


@router.get("/ingest/{id}.json", responses=documented(JobRow))
async def progress_json(desk: TheDesk, id: str) -> Response:
    """How far a job is."""
    return as_json(row_of(_job(desk.jobs.jobs, id)))


@router.get("/ingest/{id}", include_in_schema=False)
async def progress(request: Request, desk: TheDesk, render: TheRenderer, id: str) -> Response:
    """The page of one job; it loads itself again until the job is over, and script brings it up to date in between."""
    job = row_of(_job(desk.jobs.jobs, id))
    head = Head(
        title="Reading reports", heading="Reading reports", path=address(request), json=sibling(f"/ingest/{id}", "json"), current="ingest"
    )
    response = render.html("job.html", head, job=job)
    if not job.over:
        response.headers["refresh"] = "3"
    return response


@router.post("/ingest", include_in_schema=False)
async def add(request: Request, desk: TheDesk) -> Response:
    """Takes what a form brings: fields csrf, files, meta (a CSV file), text, name, url, outlet, published, title."""
    key = cast(FormKey, request.app.state.key)
    async with request.form(max_files=_MOST, max_fields=50, max_part_size=_TEXT) as form:
        key.check(str(form.get("csrf") or "") or None)
        job = await asyncio.to_thread(_staged, form)
    desk.add(job)
    return RedirectResponse(url("job", id=job.id), status_code=303)


def row_of(job: Job) -> JobRow:
    """A job as it is shown."""
    inputs = [InputRow(i.name, i.state, i.what, i.hint) for i in job.inputs]
    inputs += [InputRow(name, "failed" if hint else "left out", what, hint) for name, what, hint in job.other]
    over = not job.running
    numbers = (job.count, job.name, job.read, job.there, job.updated)
    return JobRow(job.id, job.state, *numbers, tuple(inputs), job.what, job.hint, job.asked, job.ended, over)


def _job(jobs: dict[str, Job], id: str) -> Job:
    if id not in jobs:
        raise NotFound("There is no such job, or it is long over.", where=id[:40], hint="/ingest lists those of this run of the server")
    return jobs[id]


def _staged(form: FormData) -> Job:
    """A job over copies of what came, each in a folder of its own so that names may repeat. Raises UsageProblem when nothing came."""
    folder = Path(tempfile.mkdtemp(prefix="standoff-"))
    try:
        job = Job(secrets.token_hex(4), "read", folder=folder)
        rows: list[dict[str, str]] = []
        given = {name: str(form.get(name) or "").strip() for name in ("outlet", "published", "title")}
        meta: Path | None = None
        for n, part in enumerate(form.getlist("files")):
            if not isinstance(part, UploadFile) or not part.filename:
                continue
            path = _kept(folder / str(n), part)
            if path.suffix == ".csv" and meta is None:
                # A table among the files is their metadata.
                meta = path
                continue
            job.inputs.append(Input(path.name, str(path)))
            rows.append({"file": f"{n}/{path.name}", "outlet": given["outlet"], "published": given["published"]})
        text = str(form.get("text") or "")
        if text.strip():
            path = folder / "text" / _safe(str(form.get("name") or given["title"] or "pasted"), ".txt")
            path.parent.mkdir()
            path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
            job.inputs.append(Input(path.name, str(path)))
            rows.append({"file": f"text/{path.name}", **given})
        for line in str(form.get("url") or "").split():
            if not line.lower().startswith(("http://", "https://")):
                # Anything else would be taken for a path of this machine.
                raise UsageProblem("This is no address of a web page.", where=line[:200], hint="https://…, one to a line")
            job.inputs.append(Input(line, line))
        if not job.inputs:
            raise UsageProblem("Nothing came to be read.", where="files", hint="choose files, paste a text or give an address")
        job.meta = str(meta) if meta else _table(folder, rows, given)
        return job
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _table(folder: Path, rows: list[dict[str, str]], given: dict[str, str]) -> str | None:
    """The metadata that the form gave, as the table that reading takes; None where it gave none."""
    if not any(given.values()) or not rows:
        return None
    path = folder / "reports.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def _kept(folder: Path, part: UploadFile) -> Path:
    folder.mkdir()
    path = folder / _safe(part.filename or "", "")
    with path.open("wb") as file:
        shutil.copyfileobj(part.file, file)
    return path


def _safe(name: str, ending: str) -> str:
    """A file name without folders, hidden characters or a leading dot."""
    base = re.sub(r"[^\w.,()+ -]", "_", re.split(r"[/\\]", name)[-1]).strip(". ")[-120:] or "report"
    return base if not ending or base.lower().endswith(_ENDINGS) else base + ending
