"""The web app over a large case: `python -m benchmarks.web --case CASE [--clients 4] [--requests 800]`.

CASE is a linked case file, for the figures of the docs the first 1,000 reports of mixed-1500.jsonl:
`head -n 1000 mixed-1500.jsonl > first.jsonl && standoff read first.jsonl -o CASE`. It is copied first. Starts `standoff serve` in a
process of its own, then asks for pages of every kind with several clients at once, each page once, so that nothing comes from a cache.
Prints the share under 100 ms, times by kind of page, the size of the first page, and the most memory that the server had.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import quote, urlsplit

LIMIT = 0.1  # seconds
_HTML = {"accept": "text/html"}


@contextmanager
def served(case: Path) -> Iterator[tuple[subprocess.Popen[str], str, float]]:
    """A server over a copy of a case: the process, its address, and the seconds until it answered."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(case, Path(folder) / "case.standoff"))
        began = time.perf_counter()
        command = [sys.executable, "-m", "standoff.cli", "serve", str(copy), "--port", "0"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout
            base = next(word for line in process.stdout for word in line.split() if word.startswith("http://"))
            ask(urlsplit(base).netloc, "/method")
            yield process, urlsplit(base).netloc, time.perf_counter() - began
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)


def ask(host: str, path: str, connection: http.client.HTTPConnection | None = None) -> tuple[int, bytes]:
    """Status and body of a page."""
    made = connection or http.client.HTTPConnection(host, timeout=60)
    made.request("GET", path, headers=_HTML)
    answer = made.getresponse()
    return answer.status, answer.read()


def rows(host: str, path: str) -> list[dict[str, Any]]:
    """The first rows of a list, as JSON."""
    found: list[dict[str, Any]] = json.loads(ask(host, path)[1])["items"]
    return [row.get("claim", row) for row in found]


def pages(host: str) -> list[tuple[str, str]]:
    """(kind, path) of pages of every kind, with ids, facets, words and later pages taken from the case itself."""
    ledger, disputes, claims = (rows(host, f"/{name}.json?limit=200") for name in ("ledger", "disputes", "claims"))
    actors, reports = (rows(host, f"/{name}.json?limit=200") for name in ("actors", "reports"))
    found = [("account", "/"), ("method", "/method"), ("ingest", "/ingest"), ("review", "/review"), ("review", "/review?page=2")]
    for name, last in (("disputes", 5), ("claims", 8), ("ledger", 60), ("actors", 60), ("reports", 9), ("unknowns", 7)):
        found += [(name, f"/{name}?page={n}") for n in range(1, last + 1)]
    found += [("ledger", f"/ledger?act={act}&sort={sort}") for act in ("deny", "accuse", "demand") for sort in ("source", "confidence")]
    found += [("ledger", f"/ledger?source={quote(a['id'])}") for a in actors[:40]]
    found += [("actor", f"/actor/{quote(a['id'])}") for a in actors[:120]]
    found += [("dispute", f"/dispute/{d['id']}") for d in disputes]
    found += [("claim", f"/claim/{c['id']}") for c in claims]
    found += [("report", f"/report/{r['id']}") for r in reports]
    found += [("passage", f"/passage/{r['report']}/{r['passage']['start']}-{r['passage']['end']}") for r in ledger]
    words = sorted({w.casefold() for r in ledger for w in r["passage"]["text"].split() if w.isalpha() and len(w) > 4})
    found += [("search", f"/search?q={quote(w)}") for w in words[:120]]
    return list(dict.fromkeys(found))


def load(host: str, wanted: list[tuple[str, str]], clients: int) -> list[tuple[str, str, float, int, int]]:
    """Asks for the pages with several clients at once: kind, path, seconds, status, size of each."""
    left, lock = iter(wanted), threading.Lock()
    done: list[tuple[str, str, float, int, int]] = []

    def client() -> None:
        connection = http.client.HTTPConnection(host, timeout=60)
        while True:
            with lock:
                kind, path = next(left, ("", ""))
            if not path:
                return
            began = time.perf_counter()
            status, body = ask(host, path, connection)
            done.append((kind, path, time.perf_counter() - began, status, len(body)))

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


def memory(pid: int) -> float:
    """The most memory that a process had so far, in MB."""
    line = next(x for x in Path(f"/proc/{pid}/status").read_text().splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--case", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--requests", type=int, default=800)
    args = parser.parse_args()
    with served(args.case) as (process, host, seconds):
        status, first = ask(host, "/")
        print(f"ready after {seconds:.1f} s; first page {len(first) / 1000:.0f} KB (status {status})", flush=True)
        wanted = pages(host)
        random.Random(5).shuffle(wanted)
        began = time.perf_counter()
        done = load(host, wanted[: args.requests], args.clients)
        took = time.perf_counter() - began
        most = memory(process.pid)
    bad = [(path, status) for _, path, _, status, _ in done if status != 200]
    times = sorted(seconds for _, _, seconds, _, _ in done)
    under = sum(t < LIMIT for t in times) / len(times)
    print(f"{len(done)} pages, {args.clients} clients, {len(done) / took:.0f} a second; {100 * under:.1f} % under {1000 * LIMIT:.0f} ms")
    by_kind: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for kind, _, seconds, _, size in done:
        by_kind[kind].append((1000 * seconds, size))
    print("kind      pages  median ms   95 %   most    KB at most")
    for kind, found in sorted(by_kind.items()):
        ms = sorted(t for t, _ in found)
        cut = quantiles(ms, n=20) if len(ms) > 1 else ms * 19
        print(f"{kind:<9} {len(ms):>5} {cut[9]:>10.0f} {cut[18]:>6.0f} {ms[-1]:>6.0f} {max(s for _, s in found) / 1000:>10.0f}")
    print(f"memory of the server at most {most:.0f} MB")
    for path, status in bad[:10]:
        print(f"status {status}: {path}")


if __name__ == "__main__":
    main()
