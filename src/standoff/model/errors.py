"""The one tree of errors. An error says what was wrong, where, and what to try."""

from __future__ import annotations


class StandoffError(Exception):
    """Base of every error that Standoff raises on purpose.

    `what` is the fault in one sentence, `where` names the input (a file, a line, a report), `hint` says what to try.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what, where, hint)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} Try: {self.hint}" if self.hint else head


class OffsetError(StandoffError):
    """A span that does not lie in its text, or whose characters are not the ones it was made from."""


class BadInput(StandoffError):
    """An input that cannot be read as a report; the rest of the batch goes on."""


class NotACase(StandoffError):
    """A file that is not a Standoff case."""


class NotAPile(StandoffError):
    """A file that is not a pile of reports grouped into stories."""


class TooNew(NotACase):
    """A case or pile written by a newer version than this one."""


class UsageProblem(StandoffError):
    """A request that makes no sense for this case: an unknown report, key or format."""
