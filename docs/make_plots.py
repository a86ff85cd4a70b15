"""Draw the charts that `docs/plots.md` shows, each by the very code that stands beside it.

Run ``python docs/make_plots.py`` after a change of the charts or of the data. The pictures are named
after the fence that makes them: the first line of each is ``# picture: NAME``.
"""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib as mpl

import evspec as ev

PAGE = Path(__file__).parent / "plots.md"
FOLDER = Path(__file__).parent / "plots"
_FENCE = re.compile(r"^```python\n# picture: ([a-z-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def fences() -> dict[str, str]:
    """Return the code of each picture by its name."""
    return dict(_FENCE.findall(PAGE.read_text(encoding="utf-8")))


def main() -> None:
    """Draw every picture, and take away those that the page has no more."""
    from matplotlib import pyplot as plt

    mpl.use("Agg")
    FOLDER.mkdir(exist_ok=True)
    codes = fences()
    for stale in {path for path in FOLDER.glob("*.png") if path.stem not in codes}:
        stale.unlink()
    for name, code in codes.items():
        names: dict[str, object] = {"ev": ev}
        exec(code, names)  # noqa: S102 - it is the page's own code
        ev.plot.save(names["ax"], FOLDER / f"{name}.png")  # type: ignore[arg-type]
        plt.close("all")


if __name__ == "__main__":
    main()
