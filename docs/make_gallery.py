"""Write the gallery: what the built-in catalog says of twenty pairs, and of cars in a row.

Run ``python docs/make_gallery.py`` after a change of the data or of the tables. With ``--check`` nothing
is written: it fails if a file is not what this script makes, so no page is edited by hand.

An introduction names figures only by the label of their row; the figures themselves are put in from
the table below it, so that it cannot say anything else.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import evspec as ev

if TYPE_CHECKING:
    from collections.abc import Callable

    from evspec.comparison import Diff
    from evspec.comparison.side_by_side import Comparison

FOLDER = Path(__file__).parent / "gallery"


class Page(NamedTuple):
    """One page of the gallery.

    Attributes
    ----------
    slug, title
        Name of its file, and its heading.
    make
        Makes the table.
    call
        How a reader makes the same table.
    intro
        One paragraph. A row's label in braces stands for the row's figures: "460 km → 805 km".
    """

    slug: str
    title: str
    make: Callable[[], Diff | Comparison]
    call: str
    intro: str


def _pair(slug: str, title: str, old: str, new: str, intro: str) -> Page:
    """Make the page of a generation and the one that came before it."""
    return Page(slug, title, partial(ev.diff, old, new), f'ev.diff("{old}", "{new}")', intro)


def _editions(slug: str, title: str, id_: str, edition: str, intro: str) -> Page:
    """Make the page of what running changes did to one generation or variant."""
    old = f"{id_}@{edition}"
    make = partial(ev.diff, old, id_, only_differences=True)
    return Page(slug, title, make, f'ev.diff("{old}", "{id_}", only_differences=True)', intro)


def _days(slug: str, title: str, id_: str, days: tuple[str, str], intro: str) -> Page:
    """Make the page of what was known of one vehicle on two days."""

    def make() -> Diff:
        vehicle = ev.catalog[id_]
        old, new = (vehicle.as_of(day) for day in days)
        return ev.diff(old, new, only_differences=True)

    old, new = (f'car.as_of("{day}")' for day in days)
    call = f'car = ev.catalog["{id_}"]\nev.diff({old}, {new}, only_differences=True)'
    return Page(slug, title, make, call, intro)


def _side_by_side(slug: str, title: str, ids: tuple[str, ...], intro: str) -> Page:
    """Make the page of several vehicles in columns."""
    listed = ", ".join(f'"{id_}"' for id_ in ids)
    return Page(slug, title, partial(ev.compare, *ids), f"ev.compare({listed})", intro)


_NIRO = (
    "kia/niro/uk2025/3-1-6-gdi-1-32kwh-139bhp-6-speed-dct-hev-dct6",
    "kia/niro/uk2025/3-1-6-gdi-11-1kwh-180bhp-6-speed-dct-phev-dct6",
    "kia/niro/uk2025/3-64-8kwh-201bhp-1-speed-auto",
)

PAGES = (
    _pair(
        "bmw-ix1",
        "BMW iX1: U11 and NB5",
        "bmw/ix1/u11",
        "bmw/ix1/nb5",
        "The NB5 is not out: most of what is said of it is expected or rumored, and the column “Status” "
        "says which. What sources say by comparison with another car stays a comparison, with that car's "
        "figure beside it: WLTP range {Range, WLTP}; power {Power}. Drivetrain {Drivetrain}; DC peak "
        "power {DC peak power}.",
    ),
    _pair(
        "bmw-ix3",
        "BMW iX3: G08 and NA5",
        "bmw/ix3/g08",
        "bmw/ix3/na5",
        "Platform {Platform}, plant {Plant}; cells {Cell format}, voltage class {Voltage class}; WLTP "
        "range {Range, WLTP}, DC peak power {DC peak power}, usable battery {Battery usable}, where the "
        "new figure is rumored. Charging times are not compared, since they are stated for different "
        "windows of the state of charge.",
    ),
    _pair(
        "bmw-i4",
        "BMW i4: G26 and its facelift",
        "bmw/i4/g26",
        "bmw/i4/g26-lci",
        "A facelift with partly other variants. Most rows are stated of some variants only, and not of "
        "the same ones on both sides; the notes name them. EPA range {Range, EPA}, power {Power}.",
    ),
    _pair(
        "bmw-ix",
        "BMW iX: I20 and its facelift",
        "bmw/ix/i20",
        "bmw/ix/i20-lci",
        "Three variants are followed by three of other names: power {Power}, WLTP range {Range, WLTP}. "
        "Where sources leave open whether a capacity is gross or usable, it stands in a row of its own, "
        "and the notes say how it reads.",
    ),
    _pair(
        "hyundai-ioniq-electric",
        "Hyundai Ioniq Electric: 28 and 38.3 kWh",
        "hyundai/ioniq-electric/ae",
        "hyundai/ioniq-electric/ae-pe",
        "For the better and for the worse: usable battery {Battery usable}, EPA range {Range, EPA}, DC "
        "peak power {DC peak power}.",
    ),
    _pair(
        "hyundai-ioniq-5",
        "Hyundai Ioniq Electric and Ioniq 5",
        "hyundai/ioniq-electric/ae-pe",
        "hyundai/ioniq-5/ne",
        "Two models of different names, linked in the catalog as predecessor and successor. The Ioniq 5 "
        "comes with several batteries, so that its figures are spans: WLTP range {Range, WLTP}, EPA "
        "range {Range, EPA}.",
    ),
    _pair(
        "hyundai-kona",
        "Hyundai Kona Electric: OS and SX2",
        "hyundai/kona-electric/os",
        "hyundai/kona-electric/sx2",
        "The WLTP range first published for the OS was withdrawn by the maker. Those figures are in the "
        "notes as doubted and selected nowhere; the row has the corrected ones: {Range, WLTP}. EPA range "
        "{Range, EPA}.",
    ),
    _pair(
        "nissan-leaf-ze1",
        "Nissan Leaf: ZE0 and ZE1",
        "nissan/leaf/ze0",
        "nissan/leaf/ze1",
        "Ranges are stated in several cycles, and each has a row of its own: EPA {Range, EPA}, NEDC "
        "{Range, NEDC}, JC08 {Range, JC08}.",
    ),
    _pair(
        "nissan-leaf-third",
        "Nissan Leaf: ZE1 and the third generation",
        "nissan/leaf/ze1",
        "nissan/leaf/third",
        "Much of what is said of the third generation is expected, and some of it holds in one market "
        "only; the notes say so. WLTP range {Range, WLTP}, DC peak power {DC peak power}.",
    ),
    _side_by_side(
        "nissan-leaf",
        "Nissan Leaf: three generations in three columns",
        ("nissan/leaf/ze0", "nissan/leaf/ze1", "nissan/leaf/third"),
        "EPA, NEDC, JC08 and WLTP range are four rows and never meet: EPA {Range, EPA}, NEDC "
        "{Range, NEDC}, JC08 {Range, JC08}, WLTP {Range, WLTP}. A car without a figure in a cycle has "
        "“–” there.",
    ),
    _side_by_side(
        "bmw-ix1-x1",
        "BMW iX1 and X1: electric, petrol and diesel",
        ("bmw/ix1/u11/edrive20", "bmw/x1/u11/sdrive18i@launch", "bmw/x1/u11/xdrive23d@launch"),
        "What burns fuel has rows of its own, and an engine's power is not the power of the whole drive: "
        "engine power {Engine power}, fuel consumption {Fuel consumption, WLTP}. Curb weight "
        "{Curb weight, standard n/s}; by which standard is not stated, so that none is marked lightest.",
    ),
    Page(
        "kia-niro",
        "Kia Niro: hybrid, plug-in hybrid and electric",
        partial(
            ev.compare,
            *_NIRO,
            labels=("Niro hybrid", "Niro plug-in hybrid", "Niro EV"),
            title="Kia Niro, on sale in the UK in 2025",
        ),
        "ev.compare(\n    "
        + ",\n    ".join(f'"{id_}"' for id_ in _NIRO)
        + ',\n    labels=["Niro hybrid", "Niro plug-in hybrid", "Niro EV"],\n'
        '    title="Kia Niro, on sale in the UK in 2025",\n)',
        "Three cars of the official record. A plug-in hybrid's figures are of driving on electricity, or of "
        "both weighted by use: its consumption, {Consumption, WLTP, weighted}, stands in a row of its own, "
        "and meets neither that of the electric car, {Consumption, WLTP}, nor the hybrid's fuel, "
        "{Fuel consumption, WLTP}.",
    ),
    _pair(
        "porsche-taycan",
        "Porsche Taycan: J1 and J1.2",
        "porsche/taycan/j1",
        "porsche/taycan/j1-2",
        "Most rows are stated of some variants only; the notes name them. DC peak power {DC peak power}. "
        "What is printed as “up to” is kept as a ceiling: WLTP range {Range, WLTP}.",
    ),
    _pair(
        "tesla-model-3",
        "Tesla Model 3: 2017 and Highland",
        "tesla/model-3/2017",
        "tesla/model-3/highland",
        "The first generation changed from model year to model year; each variant has the figure of the "
        "newest edition that states one, and the notes have the others. WLTP range {Range, WLTP}, EPA "
        "range {Range, EPA}, drag coefficient {Drag coefficient}.",
    ),
    _pair(
        "tesla-model-y",
        "Tesla Model Y: 2020 and Juniper",
        "tesla/model-y/2020",
        "tesla/model-y/juniper",
        "Several figures of the Juniper are those of the cars for China. The range on the road of one "
        "test is in a row of its own: {Range, real world}.",
    ),
    _pair(
        "volkswagen-e-golf-id-3",
        "Volkswagen e-Golf and ID.3",
        "volkswagen/e-golf/mk7",
        "volkswagen/id-3/2020",
        "Platform {Platform}, usable battery {Battery usable}, power {Power}. The e-Golf's range is "
        "stated in EPA and NEDC, the ID.3's in WLTP, so that the two are not compared.",
    ),
    _pair(
        "renault-zoe",
        "Renault Zoe: ZE40 and ZE50",
        "renault/zoe/ze40",
        "renault/zoe/ze50",
        "Usable battery {Battery usable}; WLTP range {Range, WLTP}, where the old figure is an "
        "approximate one.",
    ),
    _pair(
        "mini-cooper",
        "MINI Cooper Electric: F56 and J01",
        "mini/cooper-electric/f56",
        "mini/cooper-electric/j01",
        "One variant is followed by two: usable battery {Battery usable}, gross {Battery gross}, WLTP "
        "range {Range, WLTP}; plant {Plant}.",
    ),
    _pair(
        "audi-e-tron",
        "Audi e-tron and Q8 e-tron",
        "audi/e-tron/ge",
        "audi/q8-e-tron/ge-facelift",
        "The facelift has a new name: usable battery {Battery usable}, EPA range {Range, EPA}, EPA "
        "consumption {Consumption, EPA}.",
    ),
    _editions(
        "bmw-ix1-editions",
        "BMW iX1 U11: before and after the 2026 update",
        "bmw/ix1/u11",
        "2022",
        "One generation before and after a running change: WLTP range {Range, WLTP}. Rows in which "
        "nothing changed are left out.",
    ),
    _editions(
        "tesla-model-y-editions",
        "Tesla Model Y Long Range AWD: model years",
        "tesla/model-y/2020/long-range-awd",
        "2020",
        "One name over several model years: EPA range {Range, EPA}, EPA consumption {Consumption, EPA}. "
        "The notes have the steps between. Rows in which nothing changed are left out.",
    ),
    _days(
        "tesla-model-y-two-days",
        "Tesla Model Y 2020: what was known on two days",
        "tesla/model-y/2020",
        ("2024-04-01", "2026-03-01"),
        "Not what was built, but what had been published by each day; undated sources do not count. EPA "
        "range {Range, EPA}. Rows in which nothing changed are left out.",
    ),
    _days(
        "bmw-ix1-two-days",
        "BMW iX1 NB5: what was known on two days",
        "bmw/ix1/nb5",
        ("2026-02-26", "2026-03-20"),
        "Not what will be built, but what had been said by each day; undated sources do not count. "
        "Drivetrain {Drivetrain}; start of production {Production start}. Rows in which nothing changed "
        "are left out.",
    ),
)

INDEX = """# Gallery

What the built-in catalog says of {count} pairs, and of three generations side by side. The pages are made
from the catalog by `docs/make_gallery.py` and never edited by hand; the notes under each table lead to the
sources.

▲ is better and ▼ worse, where a spec has a better end and the order is sure; the mark of a change by a rumor
is hollow, △ or ▽. “–” is not stated, and “n/s” stands for a condition that a source does not state. Behind a
figure of some variants stands for which, or for how many: “4 of 12 variants”. A figure is compared only with
one of the same conditions: WLTP never with EPA, gross never with usable, 0–80 % never with 10–80 %.

{pages}

```{{toctree}}
:hidden:

{slugs}
```
"""


def _figures(table: ev.Table) -> dict[str, str]:
    """Return each row's figures in words, under the row's label."""
    figures: dict[str, str] = {}
    for row in table.rows:
        is_diff = table.columns[-1].key == "change"
        told = [cell.text for cell in row.cells[: 2 if is_diff else None] if cell.text != "–"]
        if len(told) > 1 or not is_diff:
            figures[row.label] = " → ".join(told)
    return figures


def text_of(page: Page) -> str:
    """Return the text of one page.

    Raises
    ------
    KeyError
        If the introduction names a row that the table has not, or of which one side of a diff says nothing.
    """
    made = page.make()
    intro = page.intro.format_map(_figures(made.to_table()))
    call = f"```python\n{page.call}\n```"
    return "\n\n".join([f"# {page.title}", intro, call, made.to_markdown()]) + "\n"


def index() -> str:
    """Return the text of the page that lists the others."""
    return INDEX.format(
        count=sum("ev.diff" in page.call for page in PAGES),
        pages="\n".join(f"- [{page.title}]({page.slug}.md)" for page in PAGES),
        slugs="\n".join(page.slug for page in PAGES),
    )


def files() -> dict[Path, str]:
    """Return the text of every file of the gallery."""
    return {FOLDER / f"{page.slug}.md": text_of(page) for page in PAGES} | {FOLDER / "index.md": index()}


def check() -> int:
    """Return 1, and say which, if a file is not what is made now, is missing or is one too many."""
    made = files()
    there = {file: file.read_text(encoding="utf-8") for file in FOLDER.glob("*")}
    wrong = sorted(file.name for file in made.keys() | there.keys() if made.get(file) != there.get(file))
    if wrong:
        sys.stderr.write(f"not up to date: {', '.join(wrong)}; run: python docs/make_gallery.py\n")
    return int(bool(wrong))


def main() -> None:
    """Write the files, and take away those of pages that are no more."""
    made = files()
    FOLDER.mkdir(exist_ok=True)
    for stale in set(FOLDER.glob("*.md")) - made.keys():
        stale.unlink()
    for file, text in made.items():
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(check())
    main()
