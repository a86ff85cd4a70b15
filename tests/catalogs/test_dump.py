"""What is written is read again as it was, claim by claim."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import evspec
from evspec import DataError, EvspecError, Generation, Source, dump, load
from evspec.catalogs import Catalog, builtin
from evspec.catalogs.dumping import dump as write
from evspec.claims import STATUSES, Claim, Qualifiers, Record, Replacement, Status
from evspec.specs import spec
from evspec.values import read_dates
from evspec.vehicles import record_of
from tests.files.drafts import HEAD, SOURCES, draft, folder
from tests.vehicles.garage import catalog, says
from tests.vehicles.garage import record as made_of

if TYPE_CHECKING:
    from pathlib import Path

FORMS = ["all.toml", "all.json", "folder"]


def contents(where: Path) -> dict[str, bytes]:
    """Return every file at or below a place."""
    found = [where] if where.is_file() else [file for file in where.rglob("*") if file.is_file()]
    return {str(file.relative_to(where)): file.read_bytes() for file in found}


def words(claim: Claim) -> tuple[object, ...]:
    """Return a claim with what is no part of its equality."""
    return claim, claim.value.text, claim.value.show(), list(claim.qualifiers.items())


def assert_same(read: Catalog, written: Catalog) -> None:
    assert read.ids == written.ids
    for one, other in zip(read, written, strict=True):
        assert record_of(one) == record_of(other)
        assert list(map(words, one.claims())) == list(map(words, other.claims()))
    assert dict(read.sources) == dict(written.sources)
    assert read == written


@pytest.fixture(scope="module", params=FORMS)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the built-in catalog is written in a form; a test leaves it as it is."""
    where: Path = tmp_path_factory.mktemp("whole") / request.param
    dump(evspec.catalog, where)
    return where


class TestCatalog:
    def test_is_read_again_as_it_was_and_written_alike_each_time(self, whole: Path) -> None:
        first = contents(whole)
        read = load(whole)
        assert_same(read, evspec.catalog)
        dump(read, whole)
        assert contents(whole) == first

    def test_is_written_in_full_whatever_its_date(self, whole: Path, tmp_path: Path) -> None:
        where = tmp_path / whole.name
        dump(evspec.catalog.as_of("2020-01-01"), where)
        assert contents(where) == contents(whole)

    @pytest.mark.parametrize("form", FORMS)
    def test_may_be_empty(self, form: str, tmp_path: Path) -> None:
        dump(Catalog.of_records({}, {}), tmp_path / form)
        assert load(tmp_path / form).ids == ()


# The forms take turns: that each holds every generation is shown by the whole catalog above.
@pytest.mark.parametrize(
    ("id_", "form"), [*zip(builtin().ids, itertools.cycle(["g.toml", "g.json", "folder"]), strict=False)]
)
def test_every_generation_is_read_again_as_it_was(id_: str, form: str, tmp_path: Path) -> None:
    generation = evspec.catalog[id_]
    assert isinstance(generation, Generation)
    dump(generation, str(tmp_path / form))
    (read,) = load(tmp_path / form)
    assert read == generation
    assert list(map(words, read.claims())) == list(map(words, generation.claims()))


def test_sources_that_are_copied_go_along(tmp_path: Path) -> None:
    copy = '\n[copy]\npublisher = "C"\ntitle = "T"\naddress = "x"\ncopies = "volt"\n'
    where = draft(tmp_path, '[[said]]\nsource = "copy"\nlength = "4500 mm"\n')
    (where / "sources.toml").write_text(SOURCES + copy, encoding="utf-8")
    (generation,) = load(where)
    dump(generation, tmp_path / "g.toml")
    assert set(load(tmp_path / "g.toml").sources) == {"copy", "volt"}


class TestFilesInTheWay:
    def test_hand_written_ones_stay(self, tmp_path: Path) -> None:
        where = draft(tmp_path, "")
        before = contents(where)
        (generation,) = load(where)
        with pytest.raises(EvspecError, match=r"did not write .*c1\.toml.*overwrite=True") as caught:
            dump(load(where), where)
        assert "sources.toml" in str(caught.value)
        assert contents(where) == before
        dump(load(where), where, overwrite=True)
        assert b"Written by evspec.dump" in contents(where)["acme/comet/c1.toml"]
        assert load(where)["acme/comet/c1"] == generation

    def test_an_own_one_without_its_mark_is_hand_written(self, tmp_path: Path) -> None:
        file = tmp_path / "g.toml"
        dump(evspec.catalog, file)
        file.write_text(file.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
        with pytest.raises(EvspecError, match="did not write"):
            dump(evspec.catalog, file)

    def test_other_vehicles_of_a_folder_are_told(self, tmp_path: Path) -> None:
        where = folder(tmp_path, **{f"acme_comet_c{n}": HEAD for n in range(5)})
        with pytest.raises(EvspecError, match=r"holds other vehicles \(.*c0.toml, .* and 2 more\)"):
            dump(evspec.catalog, where, overwrite=True)

    def test_a_file_in_the_way_of_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        with pytest.raises(EvspecError, match="cannot be written: Not a directory"):
            dump(evspec.catalog, tmp_path / "file" / "a.toml")

    def test_only_catalogs_and_generations_are_written(self, tmp_path: Path) -> None:
        with pytest.raises(EvspecError, match="a catalog or a generation"):
            write(evspec.catalog["bmw/ix1/u11/edrive20"], tmp_path / "a.toml")  # type: ignore[arg-type]


# Made-up catalogs: every way in which claims can follow one another and be worded.

TEXT = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="\u061c\u180e"),
    min_size=1,
    max_size=12,
)
# What a generation must have to be read at all: a file whose make or model is blank is refused.
NAMES = TEXT.filter(str.strip)
WRITTEN: list[tuple[str, object, dict[str, object]]] = [
    ("range", "514 km (319 mi) WLTP", {}),
    ("range", "458-461 km", {"cycle": "WLTP", "equipment": "worst"}),
    ("range", "400 km real world", {}),
    ("range", "more than bmw/ix1/u11/edrive20 WLTP", {}),
    ("range", "unknown", {"cycle": "EPA"}),
    ("power", "up to 400 kW", {"rating": "30-minute"}),
    ("power", "unknown", {}),
    ("battery_gross", "about 80.5 kWh", {}),
    ("seats", 5, {}),
    ("drag_coefficient", "0.250", {}),
    ("heat_pump", False, {}),
    ("drivetrain", "RWD only", {}),
    ("drivetrain", "not FWD", {}),
    ("cell_format", "round", {}),
    ("platform", "Neue  Klasse", {}),
    ("platform_shared_with", "not bmw/x1/u11", {}),
    ("production_start", "November 2027", {}),
    ("production_start", 2027, {}),
    ("premiere", "14 to 16 months from now", {}),
    ("premiere", "a few months before production_start", {}),
    ("price", "47,900 EUR", {"market": "Germany", "tax": "net"}),
    ("dc_time", "29 min, 10-80 %", {}),
    ("ac_time", "6.5 h, 11 kW charger", {}),
    ("ac_power", "7.2 kW two-phase", {}),
    ("ac_power", "22 kW (option)", {}),
    ("charging_curve", [[10, 150], [80, 60.5]], {}),
    ("charging_curve", [[0, 100], [50, 50], [100, 0]], {}),
]
PUBLISHERS = [
    Source("volt-1", 'The "Volt"', "[\\ it's]", "https://volt.example", read_dates("2026-02-24")),
    Source("amp", "Amp", "Ampère", "x", read_dates("2026-03-01"), "regulator", 1, "volt-1"),
]


@st.composite
def claims(draw: st.DrawFn, id_: str, editions: tuple[str, ...], variants: list[str]) -> Claim:
    """Make one valid claim."""
    key, written, qualifiers = draw(st.sampled_from(WRITTEN))
    source = draw(st.sampled_from(PUBLISHERS))
    assert source.date is not None
    value, stated = spec(key).read(written, qualifiers, said=source.date.first)
    slug = draw(st.sampled_from(["", *variants]))
    names = draw(st.sets(st.sampled_from(["where", "printed", "hedge", "via", "doubt", "note"])))
    status: Status = draw(st.sampled_from(STATUSES))
    return Claim.of(
        f"{id_}/{slug}".rstrip("/"),
        spec(key),
        value,
        Qualifiers.of(stated),
        source,
        status,
        draw(st.sampled_from(editions or ("",))),
        **{name: draw(TEXT) for name in sorted(names)},
    )


@st.composite
def replacements(draw: st.DrawFn, slug: str) -> Replacement:
    """Make one valid link of a variant to those whose place it takes."""
    replaced = draw(st.lists(st.sampled_from(["r90", "q90", "r110"]), min_size=1, unique=True))
    source = draw(st.none() | st.sampled_from(PUBLISHERS))
    return Replacement(slug, tuple(replaced), source, draw(TEXT if source is None else st.just("") | TEXT))


@st.composite
def records(draw: st.DrawFn, id_: str) -> Record:
    """Make one valid generation."""
    editions = draw(st.sampled_from([(), ("2026",), ("2026", "LCI 2")]))
    names = dict(zip(["a", "b-2"], draw(st.lists(TEXT, unique=True, max_size=2)), strict=False))
    said = draw(st.lists(claims(id_, editions, list(names)), max_size=8))
    # of built-in generations, whose variants are known
    befores: list[tuple[str, ...]] = [(), ("renault/zoe/ze40",), ("renault/zoe/ze40", "renault/zoe/q210")]
    before = draw(st.sampled_from(befores))
    linked = draw(st.sets(st.sampled_from(list(names)))) if before and names else set()
    links = [draw(replacements(slug)) for slug in names if slug in linked]
    return Record(
        id_,
        draw(NAMES),
        draw(NAMES),
        draw(st.just("") | TEXT),
        draw(st.just("") | TEXT),
        editions,
        before,
        variants=tuple(names.items()),
        claims=tuple(said),
        replacements=tuple(links),
    )


@given(made=st.tuples(records("acme/comet/c1"), records("acme/a-1/x")), form=st.sampled_from(FORMS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_catalog_is_read_again_as_it_was(
    made: tuple[Record, Record], form: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sources = {source.id: source for source in PUBLISHERS}
    written = Catalog.of_records({record.id: record for record in made}, sources)
    where = tmp_path_factory.mktemp("made") / form
    dump(written, where)
    assert_same(load(where), written)
    first = contents(where)
    dump(load(where), where)
    assert contents(where) == first


def test_unlike_catalogs_are_not_equal(tmp_path: Path) -> None:
    catalog = load(draft(tmp_path, '[[said]]\nsource = "volt"\nlength = "4500 mm"\n'))
    (generation,) = catalog
    record = evolve(record_of(generation), title="another")
    assert catalog != Catalog.of_records({record.id: record}, catalog.sources)
    assert catalog != Catalog.of_records({}, catalog.sources)
    assert catalog != Catalog.of_records({generation.id: record_of(generation)}, {})
    assert catalog != catalog.as_of("2026-01-01")
    assert catalog != "catalog"
    assert hash(catalog) == hash(load(tmp_path))


def test_a_later_mistake_is_found_on_reading(tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    dump(evspec.catalog, file)
    file.write_text(file.read_text(encoding="utf-8").replace("514 km", "514 kW"), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load(file)
    lines = file.read_text(encoding="utf-8").splitlines()
    for problem in caught.value.problems:
        assert problem.path.startswith("generations.")
        assert "514 kW" in "".join(lines[problem.line - 1 : problem.line + 2])


@pytest.mark.parametrize("form", ["all.toml", "all.json", "folder"])
def test_what_makes_a_long_line_is_broken_up(form: str, tmp_path: Path) -> None:
    many = 2_000
    curve = [[n / 30, 50 + n % 7] for n in range(3_000)]
    whole = catalog(
        made_of(
            *(says("maker-jan", f"v{n}.power", f"{100 + n % 300} kW", edition=f"e{n}") for n in range(many)),
            *(says("volt-feb", "v0.length", f"{4_000 + n} mm") for n in range(900)),
            says("maker-jan", "v1.charging_curve", curve),
            variants=tuple((f"v{n}", f"Version {n} of the car") for n in range(many)),
            editions=tuple(f"e{n}" for n in range(many)),
        )
    )
    dump(whole, tmp_path / form)
    assert load(tmp_path / form) == whole
    files = [tmp_path / form] if form != "folder" else [*(tmp_path / form).rglob("*.toml")]
    assert all(len(line) < 20_000 for file in files for line in file.read_text("utf-8").splitlines())
