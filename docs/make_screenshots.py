"""The pictures of the README: `make screenshots`, or `python docs/make_screenshots.py`.

Reads the invented example case into a case file of its own, serves it, and takes pictures of three pages with the system's Chromium.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
NAME = "Selm, 13 March"  # what the page calls the case
WIDTH = 1280
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """The command."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("There is no Chromium here. Try: apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / f"{NAME}.standoff"
        run = [sys.executable, "-m", "standoff.cli"]
        texts = [str(path) for path in sorted((ROOT / "examples").glob("*.txt"))]
        subprocess.run([*run, "read", *texts, "--meta", str(ROOT / "examples" / "reports.csv"), "-o", str(case)], check=True)
        server = subprocess.Popen([*run, "serve", str(case), "--port", "0"], stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout
            base = next(word for line in server.stdout for word in line.split() if word.startswith("http://")).rstrip("/")
            take(browser, base)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)


def take(browser: str, base: str) -> None:
    """Pictures of the front page, its leading dispute, and a report, each cut to what a screen shows."""
    with urlopen(f"{base}/account.json") as answer:
        lead = json.load(answer)["disputes"][0]["row"]
    report = lead["sides"][0]["positions"][0]["passages"][0]["passage"]["report"]
    pages = {
        "account": ("/", 1040, "light"),
        "dispute": (f"/dispute/{lead['id']}", 760, "dark"),
        "report": (f"/report/{report}", 760, "light"),
    }
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
        chromium = playwright.chromium.launch(executable_path=browser, args=options)
        for name, (path, height, scheme) in pages.items():
            page = chromium.new_page(viewport={"width": WIDTH, "height": height}, color_scheme=scheme)
            page.goto(base + path)
            page.screenshot(path=IMAGES / f"{name}.png")
            page.close()
            print(f"docs/images/{name}.png: {path}")
        chromium.close()


if __name__ == "__main__":
    main()
