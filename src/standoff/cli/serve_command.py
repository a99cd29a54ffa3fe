"""`standoff serve`: the case in the browser, until Ctrl-C."""

from __future__ import annotations

import getpass
import re
import secrets
import socket
import sys
import webbrowser
from pathlib import Path
from threading import Thread

import click

from ..model import StandoffError, UsageProblem
from ..web import Settings, is_loopback
from ..web.server import PORT, address, bind, is_wild, serve
from .main import STOPPED, tell
from .safe import safe

_TOKEN = re.compile(r"[A-Za-z0-9._~-]{12,200}")
_NAME = re.compile(r"[A-Za-z0-9.-]{1,253}")


@click.command("serve")
@click.argument("case_path", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "--port", metavar="N", type=click.IntRange(0, 65535), help=f"Port; 0 is any free one.  [default: {PORT}, or the next free one]"
)
@click.option(
    "--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Address to bind; any but this computer's own needs a token."
)
@click.option("--open", "opened", is_flag=True, help="Open the browser.")
@click.option(
    "--token", metavar="T", envvar="STANDOFF_TOKEN", show_envvar=True, help="Asked of every request.  [default: made where one is needed]"
)
@click.option("--name", "names", metavar="HOST", multiple=True, help="A further name that requests may come under; may be repeated.")
@click.option("--allow-private", is_flag=True, help="Fetch reports from this computer and from private networks too.")
@click.option("--by", metavar="NAME", help="Who judges.  [default: the login name]")
def command(
    case_path: Path,
    port: int | None,
    host: str,
    opened: bool,
    token: str | None,
    names: tuple[str, ...],
    allow_private: bool,
    by: str | None,
) -> None:
    """Shows a case in the browser: the account, every passage, what to judge, and a page to add reports.

    Only this computer can open the pages, unless --host names another address: then every request needs the token, which is part of
    the address that is printed. Nothing is sent anywhere. Ctrl-C ends it.
    """
    host = host.strip("[]")
    if not is_loopback(host):
        token = token or secrets.token_urlsafe(24)
    if token and not _TOKEN.fullmatch(token):
        raise UsageProblem("This token cannot be used.", where="--token", hint="12 or more letters, digits, - and _, or leave it out")
    for name in names:
        if not _NAME.fullmatch(name):
            raise UsageProblem("This is no host name.", where=f"--name {name}", hint="the name alone, such as desk.example.org")
    new = not case_path.exists()
    listener = bind(host, port)
    settings = Settings(host, listener.getsockname()[1], token or None, names, by or _login(), allow_private)

    def ready() -> None:
        _tell(case_path, settings, asked=port)
        if new:
            tell(f"{case_path.name} is a new case: it has no reports yet.")
        if opened:
            Thread(target=_browse, args=(address(settings),), daemon=True).start()

    with listener:
        try:
            serve(case_path, settings, listener, ready)
        except UsageProblem as error:
            # The command was right; the case is not one that can be shown.
            raise StandoffError(error.what, where=error.where, hint=error.hint) from error
        except KeyboardInterrupt:
            # Before there was anything to end.
            raise SystemExit(STOPPED) from None


def _tell(case_path: Path, settings: Settings, *, asked: int | None) -> None:
    """Where the case is, how to stop, and who can read along."""
    click.echo(safe(f"{case_path.name}: {address(settings)}", lines=False))
    if is_wild(settings.host):
        click.echo(f"From another computer: {address(settings, next(iter(settings.names), socket.gethostname()))}")
    click.echo("Stop with Ctrl-C.")
    # Whoever waits for the address behind a pipe gets it now.
    sys.stdout.flush()
    if asked is None and settings.port != PORT:
        tell(f"Port {PORT} is taken; this is {settings.port}.")
    if not settings.local:
        tell("Everybody who has this address can read the case and change it; what is sent is not encrypted.")


def _browse(where: str) -> None:
    if not webbrowser.open(where):
        tell("No browser could be opened: open the address yourself.")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return Settings().by
