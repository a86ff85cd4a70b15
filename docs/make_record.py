"""Write the page on the official record: its cars by make, year and source, and what they state.

Run ``python docs/make_record.py`` after the record was built anew. With ``--check`` nothing is written: it
fails if the page is not what this script makes.
"""

from __future__ import annotations

import sys
import warnings
from collections import Counter, defaultdict
from csv import DictReader
from pathlib import Path
from typing import TYPE_CHECKING, Final

import evspec as ev
from evspec.catalogs.accepted import accepted
from evspec.catalogs.record import archive
from evspec.vehicles import record_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evspec.claims import Record

PAGE = Path(__file__).parent / "record.md"
#: A verdict on each of the worst conflicts, as a person found it: vehicle, row, verdict, why.
VERDICTS = Path(__file__).parent / "record-verdicts.csv"
_JUDGED: Final = 100

_HEAD = """\
# The official record

Beside the curated catalog stands the record: cars as agencies and open projects publish them, each model
year a generation. `evspec compare "Kia EV6 2025 Long Range AWD" "Tesla Model Y 2025 Long Range AWD"` finds
both by their names, without a network. The id says whose year it is: `my2018` is a model year (EPA, Natural
Resources Canada), `uk2025` a year of sale in the United Kingdom (VCA), `od2023` a release year of community
data. A name with a year (2018, '18, MY18) finds that year or the one nearest to it, whose year is then in
the head of the table; one without a year finds the newest, and says so. A battery ("64 kWh"), a power ("204
hp"), a drive (AWD, 4x4, quattro, xDrive) and a powertrain (EV, PHEV, hybrid) are met by the name of a car
or by what is stated of it: a car that has another is not found, and where nothing tells, a warning says so.
A name that fits several cars lists them. `nissan/leaf/2018` is `nissan/leaf/my2018`.

```python
>>> import evspec as ev
>>> ev.catalog["Nissan Leaf 2017"].id
'nissan/leaf/my2017'
>>> print(ev.catalog["nissan/leaf/2017"].range)
Range, EPA: 172 km (official; Natural Resources Canada (third-party copy), 2023)
>>> len(ev.catalog.curated) == len(ev.catalog) < len(ev.catalog.record)
True

```

Whatever counts or lists (`for car in ev.catalog`, `len`, `conflicts`, `evspec list` without `--all`) speaks
of the curated part; whatever asks for cars (`find`, `search`, `top`, `to_dataframe`, `vehicles`) has those
of both, each once; so has `ev.catalog | other`, and `--catalog FILE`. `ev.catalog.curated` and
`ev.catalog.record` are catalogs of their own, with the same methods. What the record says stays as it was
read: nothing is edited, and what two columns of a file print unlike is doubted, as are the ranges of two
years of one car that have one consumption and one power. A data set's own guesses, such as most charging
curves, are kept and never selected.

`data/matches.toml` says of each curated variant which cars of the record it is, as a person has found, or
why it is none. `ev.catalog.with_record()` and `--record` put what agencies state of those into the rows of
the curated car, each figure of the edition of its year; a figure by which a pair was told confirms nothing
and stays out, and so does community data. `ev.catalog.model_years("bmw/i4/g26")` are the years of agencies
that a curated generation is.

`evspec record build FOLDER` makes the record from the files below, which are told by their SHA-256; the
same files give the same record. An index of its names and numbers (`numbers.jsonl`) tells who answers a
search before any car's claims are read. Those of agencies are copies that others keep, and are never called
official. The licenses are in `src/evspec/data/record/LICENSES`, and the lines that they ask for stand below
every table.

`evspec record add epa-fe-guide FILE` adds a newer file that you have downloaded: its cars stand beside
those of the record from then on, each model year linked with the ones beside it, in
`~/.local/share/evspec/record` (the XDG data folder), or where `EVSPEC_RECORD` says. `--into FOLDER` writes
elsewhere. Whoever removes the folder has removed its cars.

What the files do not have: the VCA's lack BMW, MINI, Audi, Volkswagen, Škoda, Porsche, Polestar and BYD.
Canada's end with 2023, the guide of the United States is that of 2025 alone.

This page is made by `docs/make_record.py`.
"""

#: The rows that every panel of specs prints, and the specs of which one will do.
_ROWS: Final = {
    "Price": ("price",),
    "Power": ("power",),
    "Torque": ("torque",),
    "Drivetrain": ("drivetrain",),
    "Battery": ("battery_net", "battery_gross", "battery"),
    "Range": ("range",),
    "Consumption": ("consumption", "fuel_consumption"),
    "DC peak": ("dc_power",),
    "DC time": ("dc_time",),
    "AC power": ("ac_power",),
    "0–100 or 0–60": ("accel_0_100_kmh", "accel_0_60_mph"),
    "Top speed": ("top_speed",),
    "Curb weight": ("curb_weight",),
    "Length": ("length",),
    "Cargo": ("cargo_volume", "cargo_volume_max"),
    "Seats or towing": ("seats", "towing_braked", "towing_unbraked"),
}
#: Popular cars of 2016 to 2025, as somebody would type them who knows no more than their names.
_POPULAR: Final = (
    "Nissan Leaf 2016", "Tesla Model S 2016", "Chevrolet Volt 2016", "BMW i3 2016", "Kia Soul 2016",
    "Tesla Model X 2017", "Chevrolet Bolt EV 2017", "Hyundai Ioniq Electric 2017", "Volkswagen e-Golf 2017",
    "Renault Zoe 2017", "Tesla Model 3 2018", "Nissan Leaf 2018", "Toyota Prius Prime 2018",
    "Mitsubishi Outlander PHEV 2018", "Jaguar I-Pace 2019", "Audi e-tron 2019", "Hyundai Kona Electric 2019",
    "Kia Niro 2019", "Kia e-Niro 2019", "Tesla Model Y 2020", "Porsche Taycan 2020", "MINI Cooper SE 2020",
    "MG ZS EV 2020", "Peugeot e-208 2020", "Vauxhall Corsa-e 2020", "Polestar 2 2021",
    "Ford Mustang Mach-E 2021", "Volkswagen ID.4 2021", "Volkswagen ID.3 2021", "Volvo XC40 Recharge 2021",
    "Toyota RAV4 Prime 2021", "Jeep Wrangler 4xe 2021", "Fiat 500 2021", "Mazda MX-30 2021",
    "Skoda Enyaq 2021", "Audi Q4 e-tron 2022", "Hyundai Ioniq 5 2022", "Kia EV6 2022", "Rivian R1T 2022",
    "Rivian R1S 2022", "Lucid Air 2022", "Ford F-150 Lightning 2022", "BMW iX 2022", "BMW i4 2022",
    "Mercedes-Benz EQS 2022", "Mercedes-Benz EQB 2022", "Genesis GV60 2023", "Cadillac Lyriq 2023",
    "Toyota bZ4X 2023", "Subaru Solterra 2023", "Nissan Ariya 2023", "Hyundai Ioniq 6 2023", "MG4 2023",
    "BYD Atto 3 2023", "Volkswagen ID. Buzz 2023", "Kia EV9 2024", "Chevrolet Blazer EV 2024",
    "Chevrolet Equinox EV 2024", "Honda Prologue 2024", "Volvo EX30 2024", "BMW i5 2024", "Lexus RZ 2024",
    "Tesla Cybertruck 2024", "GMC Hummer EV 2024", "Renault 5 2025", "Ford Explorer 2025", "Kia EV3 2025",
    "Porsche Macan 2025", "Hyundai Inster 2025", "Dodge Charger Daytona 2025",
)  # fmt: skip
#: Why a name finds no range and consumption of an agency, as a person has looked it up in the files.
_MISSES: Final = {
    "Renault Zoe 2017": "not sold in North America; the British files begin with cars on sale in 2022",
    "Kia e-Niro 2019": "the British files call it Niro EV; of the name there is community data alone",
    "MG ZS EV 2020": "the British file has battery and power in its name: MG ZS ev 115kW 71kWh",
    "Vauxhall Corsa-e 2020": "the British files begin with cars on sale in 2022 and have hybrids of it",
    "Volkswagen ID.3 2021": "not sold in North America; the British files have no Volkswagen",
    "Skoda Enyaq 2021": "not sold in North America; the British files have no Škoda",
    "Audi Q4 e-tron 2022": "the Canadian file calls it Q4 50 e-tron quattro",
    "BYD Atto 3 2023": "not sold in North America; the British files have no BYD",
    "Lexus RZ 2024": "agencies tell RZ 300e from RZ 450e, so that the name fits both",
    "GMC Hummer EV 2024": "several: pickup and SUV, with two kinds of tires",
    "Ford Explorer 2025": "the British file has no row of it",
    "Dodge Charger Daytona 2025": "several: R/T and Scat Pack",
}
_KINDS: Final = {"my": "model year", "uk": "on sale in the UK", "od": "community data"}


def page() -> str:
    """Return the page."""
    records = [record_of(car) for car in ev.catalog.record]
    curated = [record_of(car) for car in ev.catalog.curated]
    parts = [_HEAD, "## Inputs\n", _inputs(records), "## By year\n", _by_year(records)]
    parts += ["## The rows of a panel of specs\n", _coverage(curated, records)]
    parts += ["## Curated variants before and after\n", _before_and_after()]
    parts += ["## Seventy popular cars\n", _popular()]
    parts += ["## Which curated cars are in the record\n", _matched(), "## Conflicts\n", _conflicts()]
    parts += ["## What an audit finds\n", _audited()]
    return "\n".join([*parts, "## By make\n", _by_make(records)])


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(_shown, line)) + " |" for line in lines) + "\n"


def _shown(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _inputs(records: Sequence[Record]) -> str:
    claims = Counter(claim.source.id for record in records for claim in record.claims)
    sources = ev.catalog.record.sources
    rows = []
    for name, told in archive().head["inputs"].items():
        source = sources[f"record-{name}"]
        rows.append((
            f"`{told['file']}`", f"[{source.publisher}]({source.address}): {source.title}",
            source.license, f"`{told['sha256'][:12]}…`", claims[source.id],
        ))  # fmt: skip
    return _table(("File", "Source", "License", "SHA-256", "Claims"), rows)


def _popular() -> str:
    """Return what each name finds, and who states range and consumption there."""
    rows: list[tuple[str, str, str, str]] = []
    for name in _POPULAR:
        try:
            with warnings.catch_warnings():
                # the nearest year counts, and the table names it
                warnings.simplefilter("ignore", ev.DataWarning)
                car = ev.catalog[name]
        except ev.UnknownId as error:
            rows.append((name, f"{error}", f"no: {_MISSES[name]}", "no"))
            continue
        kinds = [{claim.source.kind for claim in car.claims(spec)} for spec in ("range", "consumption")]
        told = "yes" if all("regulator" in kind for kind in kinds) else f"no: {_MISSES[name]}"
        rows.append((name, f"`{car.id}`", told, "yes" if car.claims() else "no"))
    counts = [sum(row[column] == "yes" for row in rows) for column in (2, 3)]
    lead = (
        f"Of {len(rows)} names {counts[0]} find range and consumption of an agency, of that year or the "
        f"nearest, {counts[1]} figures of any source.\n"
    )
    return f"{lead}\n" + _table(("Name", "Found", "Range and consumption of an agency", "Figures"), rows)


def _before_and_after() -> str:
    """Return how many of the curated variants state what people ask for, without and with the record."""
    joined = ev.catalog.with_record()
    groups = {
        "Curated": [record_of(car) for car in ev.catalog.curated],
        "With agencies (`--record`)": [record_of(car) for car in joined],
    }
    counts = {name: _stated(group) for name, group in groups.items()}
    rows = [(row, *(f"{100 * told[row] / told['']:.0f} %" for told in counts.values())) for row in _ROWS]
    lead = (
        "Agencies measure range and consumption, and register power; they state no acceleration, top speed,\n"
        "weight or DC peak, so these stay as they are, and what community data say of them is theirs alone.\n"
    )
    return f"{lead}\n" + _table(("Row", *counts), rows)


def _matched() -> str:
    """Return how many curated variants are cars of the record, and of the rest why they are none."""
    every = accepted()
    matched = [car for car, one in every.items() if one.agencies]
    joined = ev.catalog.with_record()
    ranges = [
        car for car in matched if any(c.source.kind == "regulator" for c in joined[car].claims("range"))
    ]
    # what a matched car lacks is what it was told by
    by_range = [car for car in matched if "range" in every[car].by]
    community = sum(len(one.community) for one in every.values())
    reasons: dict[str, list[str]] = defaultdict(list)
    for car, one in every.items():
        if not one.agencies:
            reasons[one.reason].append(car)
    lead = (
        f"Of {len(every)} curated variants {len(matched)} are cars of agencies\n"
        f"({sum(len(one.agencies) for one in every.values())} pairs), and {len(ranges)} of those carry a "
        f"range of an agency\n({len(by_range)} was told by its range). {community} cars of community data "
        "are counted once with theirs. The rest:\n"
    )
    rows = ((reason, ", ".join(f"`{car}`" for car in cars)) for reason, cars in reasons.items())
    return f"{lead}\n" + _table(("Why not", "Variants"), rows)


def _conflicts() -> str:
    """Return the worst conflicts of agencies with curated claims and with one another, with verdicts."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        verdicts = {(one["vehicle"], one["row"]): one for one in DictReader(file)}
    against, among = [], []
    for conflict in ev.catalog.with_record().conflicts():
        of_record = [{c.source.id.startswith("record-") for c in group} for group in conflict.figures]
        if {True} in of_record and {False} in of_record:
            against.append(conflict)
        elif sum(True in kinds for kinds in of_record) > 1:
            among.append(conflict)
    among.sort(key=lambda conflict: -(conflict.spread or 0))
    within = list(ev.catalog.record.conflicts())
    listed = [*against, *within, *among][:_JUDGED]
    rows = []
    for one in listed:
        told = verdicts[one.vehicle.id, one.row.key]
        figures = " / ".join(group[0].value.show() for group in one.figures)
        rows.append((f"`{one.vehicle.id}`", one.row.label, figures, told["verdict"], told["why"]))
    counts = Counter(row[3] for row in rows)
    lead = (
        f"{len(against)} quantities of curated cars disagree with an agency's figure of the record, "
        f"{len(within)}\nwithin the record, and of {len(among)} agencies state several, mostly by year. "
        f"Each of the worst {len(rows)} was\nlooked at: {', '.join(f'{n} {v}' for v, n in counts.items())}. "
        "A misread column was mended before: the number of motors\nin the Fuel Economy Guide counts those of "
        "all cars of a row. The verdicts are in `docs/record-verdicts.csv`.\n"
    )
    return f"{lead}\n" + _table(("Car", "Row", "Figures", "Verdict", "Why"), rows)


def _audited() -> str:
    """Return how many cells of the record are weak, by why."""
    found = ev.audit(ev.catalog.record)
    kinds = Counter(
        weakness.kind for finding in found for weakness in {w.kind: w for w in finding.weaknesses}.values()
    )
    lead = (
        f"`ev.audit(ev.catalog.record)` looks through {found.shown:,} cells. Most rest on one source, since "
        "each file\nis one; what fails a cross-check of physics is doubted in the record and shown as such.\n"
    )
    return f"{lead}\n" + _table(("Weakness", "Cells"), kinds.most_common())


def _by_year(records: Sequence[Record]) -> str:
    cars: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        key = record.id.rpartition("/")[2]
        cars[key[2:] or "none"][key[:2]] += max(len(record.variants), 1)
    head = ("Year", *(f"{words} (`{kind}`)" for kind, words in _KINDS.items()))
    return _table(head, ((year, *(cars[year][kind] for kind in _KINDS)) for year in sorted(cars)))


def _by_make(records: Sequence[Record]) -> str:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        found[record.make] += Counter({
            "generations": 1, "cars": max(len(record.variants), 1), "claims": len(record.claims),
            record.id.rpartition("/")[2][:2]: max(len(record.variants), 1),
        })  # fmt: skip
    rows = (
        (make, told["generations"], told["cars"], *(told[kind] for kind in _KINDS), told["claims"])
        for make, told in sorted(found.items())
    )
    return _table(("Make", "Years of models", "Cars", *(f"`{kind}`" for kind in _KINDS), "Claims"), rows)


def _coverage(curated: Sequence[Record], records: Sequence[Record]) -> str:
    groups = {"Curated": curated}
    for kind, words in _KINDS.items():
        groups[f"Record, {words}"] = [r for r in records if r.id.rpartition("/")[2].startswith(kind)]
    counts = {name: _stated(group) for name, group in groups.items()}
    rows = [(row, *(f"{100 * told[row] / told['']:.0f} %" for told in counts.values())) for row in _ROWS]
    cars = ("Cars", *(told[""] for told in counts.values()))
    return _table(("Row", *counts), [cars, *rows])


def _stated(records: Iterable[Record]) -> Counter[str]:
    """Return how many cars there are (under ""), and how many of them state each row."""
    found = Counter[str]()
    for record in records:
        told: dict[str, set[str]] = defaultdict(set)
        for claim in record.claims:
            told[claim.about].add(claim.spec.key)
        for slug, _ in record.variants or (("", ""),):
            keys = told[record.id] | (told[f"{record.id}/{slug}"] if slug else set())
            found[""] += 1
            found.update(row for row, specs in _ROWS.items() if not keys.isdisjoint(specs))
    return found


def check() -> int:
    """Return 1, and say so, if the file is not what is made now."""
    if PAGE.read_text(encoding="utf-8") == page():
        return 0
    sys.stderr.write("docs/record.md is not up to date; run: python docs/make_record.py\n")
    return 1


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(check())
    PAGE.write_text(page(), encoding="utf-8")
