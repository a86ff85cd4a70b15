"""Take the screenshots of the documentation: its pages, wide and narrow, light and dark.

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

#: The how-to whose article is reviewed, and what lights up the second claim of the page.
REVIEWED = Path(__file__).parent / "how-to" / "from-an-article-to-a-table.md"
POINTED = "document.querySelector('#c2').dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))"

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
        article = Path(folder) / "article.txt"
        article.write_text(
            REVIEWED.read_text(encoding="utf-8").split('"""')[1].removeprefix("\\\n"), encoding="utf-8"
        )
        asked["review"] = (
            "draft", str(article), "--publisher", "Gazette", "--date", "2026-03-02", "--about", "bmw/ix1/nb5",
        )  # fmt: skip
        pages = {name: Path(folder) / f"{name}.html" for name in asked}
        for name, words in asked.items():
            evspec([*words, "-o", str(pages[name])])
        evspec(["site", "-o", str(Path(folder) / "site")])
        for name, page in (pages | {"site": Path(folder) / "site" / "index.html"}).items():
            for window, (width, height) in WINDOWS.items():
                for scheme in ("light", "dark"):
                    browser.open(page, width=width, height=height, scheme=scheme)
                    if name == "review":
                        browser.evaluate(POINTED)
                    picture = into / f"{name}-{window}-{scheme}.png"
                    picture.write_bytes(browser.picture(height))
    return 0


if __name__ == "__main__":
    sys.exit(main())
