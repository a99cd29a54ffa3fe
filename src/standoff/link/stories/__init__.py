"""Stories: a mixed pile of reports grouped by event, from their words, names and dates alone; no network reads anything.

    gists = [gist(report) for report in reports]      # once per report; can be kept
    grouping = group(gists)                           # all of them
    grouping = group(gists, known=stories)            # only what `known` does not hold is grouped; the rest stays as it is

Neither the order of the gists nor that of the stories makes a difference.
"""

from .gist import gist
from .grouping import JOIN, Grouped, group
from .space import Space
from .telling import Telling, telling

__all__ = ["JOIN", "Grouped", "Space", "Telling", "gist", "group", "telling"]
