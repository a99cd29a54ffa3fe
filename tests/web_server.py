"""A real server over a case, for tests that need an address."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from standoff.web import Settings, create_app


@contextmanager
def served(path: Path) -> Iterator[str]:
    """A server over a case in a thread of its own, as the address that it answers at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        settings = Settings(port=port, by="tester", allow_private=True)
        server = uvicorn.Server(uvicorn.Config(create_app(path, settings), log_level="error", timeout_graceful_shutdown=1, ws="none"))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        # The socket listens already: a request waits in its queue until the case is open.
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(20)
