"""The one shape of an error, as JSON and as a page: what was wrong, where, and what to try."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from ..model import BadInput, StandoffError, UsageProblem

UNCHANGED = "Your case file was not changed."


class NotFound(UsageProblem):
    """Nothing of this case has that address."""


class Refused(StandoffError):
    """A request that the server does not let through, with the status that says so."""

    def __init__(self, what: str, *, status: int = 403, where: str = "", hint: str = "") -> None:
        super().__init__(what, where=where, hint=hint)
        self.status = status


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as it is told: the status of the answer, the sentence, the place, what to try, and the id of the request."""

    status: int
    what: str
    where: str
    hint: str
    request: str

    def plain(self) -> dict[str, Any]:
        """The one error shape of the JSON API."""
        return {
            "error": {"status": self.status, "what": self.what, "where": self.where, "hint": self.hint, "request": self.request},
        }


def fault_of(error: Exception, request: str, *, path: str = "") -> Fault:
    """What a failed request is told."""
    if isinstance(error, RequestValidationError):
        where, what, hint = _unfit(error)
        return Fault(400, what, where, hint, request)
    if isinstance(error, Refused):
        return Fault(error.status, error.what, error.where, error.hint, request)
    if isinstance(error, NotFound):
        return Fault(404, error.what, error.where, error.hint, request)
    if isinstance(error, UsageProblem | BadInput):
        return Fault(400, error.what, error.where, error.hint, request)
    if isinstance(error, StandoffError):
        return Fault(503, error.what, error.where, error.hint, request)
    if isinstance(error, HTTPException):
        return Fault(error.status_code, *_of_http(error, path), request)
    return Fault(
        500, f"Something went wrong here. {UNCHANGED}", path, "load the page again; the log of the server has the details", request
    )


def _of_http(error: HTTPException, path: str) -> tuple[str, str, str]:
    if error.status_code == 404:
        return "There is no page at this address.", path, "the account at /, or a search"
    if error.status_code == 405:
        return "This address does not take that kind of request.", path, "GET for what is shown, POST for /judge and /ingest"
    return str(error.detail) or "The request cannot be answered.", path, "the account at /"


def _unfit(error: RequestValidationError) -> tuple[str, str, str]:
    """The first thing that is wrong with a request, as a sentence."""
    first = error.errors()[0]
    place = [str(part) for part in first["loc"] if part not in ("query", "path", "body")]
    name, given = ".".join(place) or "the request", first.get("input")
    shown = f" (it was {given!r})" if isinstance(given, str | int | float) and len(str(given)) <= 60 else ""
    context = first.get("ctx") or {}
    match first["type"]:
        case "literal_error":
            expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
            return name, f"{name} has no such value{shown}.", f"one of {expected}"
        case "int_parsing" | "int_type" | "int_from_float":
            return name, f"{name} must be a whole number{shown}.", "a number such as 1"
        case "greater_than_equal":
            return name, f"{name} must be {context.get('ge')} or more{shown}.", f"{name}={context.get('ge')}"
        case "less_than_equal":
            return name, f"{name} must be {context.get('le')} or less{shown}.", f"{name}={context.get('le')}"
        case "string_too_long":
            return name, f"{name} is longer than {context.get('max_length')} characters.", "fewer words"
        case "missing":
            return name, f"{name} is missing.", f"give {name}"
        case "extra_forbidden":
            return name, f"There is no {name!r} to give here.", "the parameters that /openapi.json names"
        case _:
            return name, f"{name} cannot be used: {first['msg']}{shown}.", "the parameters that /openapi.json names"
