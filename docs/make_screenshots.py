"""Take the screenshots of the documentation, wide and narrow, light and dark.

Run with ``PYTHONPATH=src:. python docs/make_screenshots.py`` where Chromium is installed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from evspec.cli import main as evspec
from tests.browser.chromium import Browser, find_chromium

FOLDER = Path(__file__).parent / "screenshots"

#: What the command line is asked for each page.
PAGES = {
    "diff": ("diff", "bmw/ix1/u11", "bmw/ix1/nb5"),
    "compare": ("compare", "bmw/ix1/u11/edrive20", "bmw/ix3/na5/50-xdrive", "tesla/model-y/juniper"),
}
#: The page to play with.
PLAYED = ("page", "bmw/ix1/u11", "bmw/ix1/nb5", "bmw/ix3/na5", "--baseline", "bmw/ix1/u11")
#: Width and height in CSS pixels.
WINDOWS = {"wide": (1280, 800), "narrow": (400, 700)}


def main(into: Path = FOLDER) -> int:
    """Write the pictures into a folder; return 1 where there is no Chromium."""
    program = find_chromium()
    if program is None:
        sys.stderr.write("no Chromium on the path; CHROMIUM=… names one\n")
        return 1
    into.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Browser(program) as browser:
        asked = {name: (*words, "--format", "html") for name, words in PAGES.items()} | {"page": PLAYED}
        pages = {name: Path(folder) / f"{name}.html" for name in asked}
        for name, words in asked.items():
            evspec([*words, "-o", str(pages[name])])
        evspec(["site", "-o", str(Path(folder) / "site")])
        for name, page in (pages | {"site": Path(folder) / "site" / "index.html"}).items():
            for window, (width, height) in WINDOWS.items():
                for scheme in ("light", "dark"):
                    browser.open(page, width=width, height=height, scheme=scheme)
                    picture = into / f"{name}-{window}-{scheme}.png"
                    picture.write_bytes(browser.picture(height))
    return 0


if __name__ == "__main__":
    sys.exit(main())
