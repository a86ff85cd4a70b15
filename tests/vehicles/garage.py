"""Small made-up cars for the tests of the model and of comparisons.

``car(says("volt-feb", "base.range", "514 km WLTP"))`` is the One A1 Base of Acme, of which one source
says one thing. Claims are read as in data files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.catalogs import Catalog
from evspec.claims import Claim, Entry, QualifiedSpec, Qualifiers, Record, Selection, Source
from evspec.claims.fuel import with_modes
from evspec.specs import spec
from evspec.values import read_dates
from evspec.vehicles import Generation, Variant, Vehicle, entry_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "SOURCES", "car", "catalog", "entry", "generation", "only", "record", "row", "says", "selected", "stands",
]  # fmt: skip


def _source(id_: str, publisher: str, date: str = "", **details: str | int) -> Source:
    address = f"https://example.org/{id_}"
    when = read_dates(date) if date else None
    return Source(id_, publisher, f"[{id_}]", address, when, **({"tier": 2} | details))  # type: ignore[arg-type]


# The ids tell what matters of each source: who, when, of which standing. Volt, Amp and Ohm are peers.
SOURCES = {
    source.id: source
    for source in (
        _source("maker-jan", "Acme", "2026-01-10", kind="maker", tier=1),
        _source("maker-undated", "Acme", kind="maker", tier=1),
        _source("volt-feb", "Volt", "2026-02-01"),
        _source("volt-mar", "Volt", "2026-03-01"),
        _source("amp-feb", "Amp", "2026-02-01"),
        _source("amp-mar", "Amp", "2026-03-01"),
        _source("ohm-april", "Ohm", "2026-04"),
        _source("tabloid-may", "Tabloid", "2026-05-01", tier=3),
        _source("past-2023", "Past", "2023-10-05"),
        _source("undated", "Undated"),
        _source("also-undated", "Also undated"),
        _source("copy-of-volt", "Copycat", "2026-06-01", copies="volt-feb"),
        _source("agency-jan", "Agency", "2026-01-15", kind="regulator", tier=1),
        _source("data-june", "Open table", "2026-06-01", kind="dataset"),
        _source("wiki", "Open wiki", "2026-06-01", kind="dataset", tier=4),
    )
}


def says(source: str, what: str, value: object, **details: str) -> Claim:
    """Make a claim.

    Parameters
    ----------
    source
        One of `SOURCES`.
    what
        A spec of the generation ("range") or of a variant ("base.range").
    value
        As in a data file.
    **details
        Status, edition, hedge and the like, and qualifiers.
    """
    about, _, key = what.rpartition(".")
    names = set(spec(key).qualifiers) & set(details)
    qualifiers: dict[str, object] = {name: details.pop(name) for name in names}
    origin = SOURCES[source]
    said = origin.date.first if origin.date is not None and origin.date.first == origin.date.last else None
    read, stated = spec(key).read(value, qualifiers, said=said)
    status = details.pop("status", origin.default_status)
    return Claim.of(about, spec(key), read, Qualifiers.of(stated), origin, status, **details)  # type: ignore[arg-type]


def record(*claims: Claim, id_: str = "acme/one/a", **head: object) -> Record:
    """Make what a data file holds; a claim without an edition is of the first."""
    editions = head.get("editions", ())
    assert isinstance(editions, tuple)
    first = editions[0] if editions else ""
    told = tuple(
        with_modes(
            [c.but(about=f"{id_}/{c.about}" if c.about else id_, edition=c.edition or first) for c in claims]
        )
    )
    letter = id_[-1].upper()
    usual = {
        "make": "Acme",
        "model": "One",
        "code": f"{letter}1",
        "variants": (("base", "Base"), ("plus", "Plus")),
    }
    return Record(id_, claims=told, **(usual | head))  # type: ignore[arg-type]


def catalog(*records: Record) -> Catalog:
    """Make a catalog."""
    return Catalog.of_records({record.id: record for record in records}, SOURCES)


def generation(*claims: Claim, beside: Sequence[Record] = (), **head: object) -> Generation:
    """Make a generation that finds the others by their ids."""
    own = record(*claims, **head)  # type: ignore[arg-type]
    found = catalog(own, *beside)[own.id]
    assert isinstance(found, Generation)
    return found


def car(*claims: Claim, slug: str = "base", beside: Sequence[Record] = (), **head: object) -> Variant:
    """Make a variant of a generation."""
    return generation(*claims, beside=beside, **head).variant(slug)


def row(vehicle: Vehicle, key: str, **asked: str) -> QualifiedSpec:
    """Return the first row of a spec."""
    return next(r for r in rows_of(vehicle) if r.spec.key == key and r.matches(asked))


def entry(vehicle: Vehicle, key: str, **asked: str) -> Entry:
    """Return what a vehicle states in the first row of a spec."""
    return entry_of(vehicle, row(vehicle, key, **asked))


def selected(vehicle: Vehicle, key: str, **asked: str) -> Selection:
    """Return what is selected in the first row of a spec."""
    found = entry(vehicle, key, **asked).selection
    assert found is not None
    return found


def only(vehicle: Vehicle, key: str, **asked: str) -> Claim:
    """Return the selected claim of a spec."""
    claim = vehicle.get(key, **asked)
    assert claim is not None
    return claim


def stands(vehicle: Vehicle, key: str, **asked: str) -> str:
    """Return the selected value of a spec in words."""
    return only(vehicle, key, **asked).value.show()
