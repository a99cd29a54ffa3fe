"""The formats that the account leaves the house in: what each is, and the module that makes it.

A format is one file or a folder of files. Its module has `chunks(parcel)`, the bytes of the file in pieces, or `files(parcel)`, pairs of a
relative path and such pieces, in a fixed order. Both are lazy, so that a large case is never whole in memory, and give the same bytes for
the same case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from ..model import StandoffError, UsageProblem
from .parcel import Parcel

Files = Iterator[tuple[str, Iterable[bytes]]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `suffix` and `media` are those of its file; a folder has no suffix and leaves as a zip archive where one file is needed.

    `what` is one line on it and what opens it; `texts` and `private` whether it can carry the full texts and the names of private persons;
    `library` the module that must be installed, by the extra `extra`; `module` what makes it here, None where the pages do.
    """

    name: str
    title: str
    suffix: str
    media: str
    what: str
    module: str | None
    texts: bool = False
    private: bool = False
    library: str | None = None
    extra: str | None = None

    @property
    def folder(self) -> bool:
        """Whether it is a folder of files."""
        return not self.suffix

    @property
    def missing(self) -> str | None:
        """What to install before it can be made, None where all is there."""
        return f"pip install 'standoff[{self.extra}]'" if self.library and find_spec(self.library) is None else None


_ALL = (
    Format(
        "json", "JSON", ".json", "application/json", "the whole account in one document, with a JSON Schema", "account_json", True, True
    ),
    Format(
        "jsonl", "JSON Lines", ".jsonl", "application/jsonl", "the same rows, one to a line, for jq and pipelines", "json_lines", True, True
    ),
    Format(
        "csv", "CSV tables", "", "text/csv", "one table per view with a data dictionary, for spreadsheets and R", "csv_tables", True, True
    ),
    Format(
        "parquet",
        "Parquet tables",
        "",
        "application/vnd.apache.parquet",
        "the same tables with types, for DuckDB, pandas, Polars, R",
        "parquet_tables",
        True,
        True,
        library="pyarrow",
        extra="parquet",
    ),
    Format(
        "graphml", "GraphML", ".graphml", "application/graphml+xml", "the fault lines as a graph, for Gephi, networkx, igraph", "graphml"
    ),
    Format(
        "webannotation",
        "Web Annotation",
        ".jsonld",
        "application/ld+json",
        "every passage as a W3C annotation with position and quotation, for Hypothesis, Recogito",
        "web_annotations",
        private=True,
    ),
    Format(
        "ftm",
        "FollowTheMoney",
        ".ftm.json",
        "application/json+ftm",
        "actors, ties and events as entities with proof, for Aleph and OpenSanctions tools",
        "ftm",
        True,
        True,
    ),
    Format("brat", "brat standoff", "", "text/plain", "texts and annotations for brat and its readers", "brat", True, True),
    Format("html", "HTML folder", "", "text/html", "the pages of the account, without server or network, for any browser", None, True),
    Format(
        "md", "Markdown briefing", ".md", "text/markdown", "the account on a few pages, quotations in footnotes", "briefing", private=True
    ),
)
FORMATS: dict[str, Format] = {form.name: form for form in _ALL}


def format_named(name: str) -> Format:
    """The format of that name. Raises UsageProblem for an unknown one."""
    if name not in FORMATS:
        raise UsageProblem(f"There is no export {name!r}.", hint="one of " + ", ".join(FORMATS))
    return FORMATS[name]


def check(form: Format, *, full_text: bool, private: bool) -> None:
    """Raises UsageProblem where a format cannot carry what is asked for, StandoffError where its library is missing."""
    if full_text and not form.texts:
        others = ", ".join(f.name for f in FORMATS.values() if f.texts)
        raise UsageProblem(f"{form.title} carries no whole texts.", where="full text", hint=f"leave it out, or take one of {others}")
    if private and not form.private:
        others = ", ".join(f.name for f in FORMATS.values() if f.private)
        raise UsageProblem(f"{form.title} never names private persons.", where="private", hint=f"leave it out, or take one of {others}")
    if install := form.missing:
        raise StandoffError(f"{form.title} needs {form.library}, which is not installed.", where=form.name, hint=install)


def files(form: Format, parcel: Parcel) -> Files:
    """The files of a format: relative path (empty where it is one file) and bytes in pieces, which must be taken before the next file."""
    module = import_module(f".{form.module}", __package__)
    if form.folder:
        yield from module.files(parcel)
    else:
        yield "", module.chunks(parcel)
