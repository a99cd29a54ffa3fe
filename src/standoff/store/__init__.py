"""The case file: one SQLite file that keeps what each room produced. Writers, queries, search, migrations."""

from .casefile import CaseFile
from .describe import describe
from .failure import Failure
from .migrate import MIGRATIONS, SCHEMA_VERSION
from .opening import APPLICATION_ID, SUFFIX
from .pile import Brief, PileFile
from .search import Hit, terms_of

__all__ = [
    "APPLICATION_ID",
    "Brief",
    "CaseFile",
    "Failure",
    "Hit",
    "MIGRATIONS",
    "PileFile",
    "SCHEMA_VERSION",
    "SUFFIX",
    "describe",
    "terms_of",
]
