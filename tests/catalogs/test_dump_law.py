"""What is dumped is loaded equal, or is refused before a file is touched."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import evspec
from evspec import DataError, EvspecError, Source, dump, load
from evspec.catalogs import Catalog
from evspec.claims import Claim, Qualifiers, Record, Replacement
from evspec.specs import spec
from evspec.values import Text, read_dates
from evspec.vehicles import Generation, record_of
from tests.files.drafts import HEAD, draft, folder

if TYPE_CHECKING:
    from pathlib import Path

SAID = '[[said]]\nsource = "volt"\nlong.range = "400 km WLTP"\nlong.battery_net = "70 kWh"\n'
FORMS = ["c1.toml", "c1.json", "folder"]
VOLT = Source("volt", "Volt", "Comet", "https://volt.example", read_dates("2026-02-24"))


def contents(where: Path) -> dict[str, bytes]:
    return {str(file.relative_to(where)): file.read_bytes() for file in where.rglob("*") if file.is_file()}


def claim(key: str = "range", written: object = "400 km WLTP", source: Source = VOLT, **more: str) -> Claim:
    value, stated = spec(key).read(written, {}, said=date(2026, 2, 24))
    about = more.pop("about", "acme/comet/c1")
    status = "reported"
    return Claim.of(about, spec(key), value, Qualifiers.of(stated), source, status, "", **more)  # type: ignore[arg-type]


def record(**changes: object) -> Record:
    whole = Record("acme/comet/c1", "Acme", "Comet", "C1", variants=(("long", "Long"),), claims=(claim(),))
    return evolve(whole, **changes)  # type: ignore[arg-type]


def refused(what: Catalog | Generation, where: Path) -> str:
    """Return why a dump is refused, over good files of each form and beside nothing; none is touched."""
    words = set()
    good = Catalog.of_records({"acme/comet/c1": record()}, {"volt": VOLT})
    for form in FORMS:
        dump(good, where / "over" / form)
        before = contents(where)
        for target in (where / "over" / form, where / "new" / form):
            with pytest.raises(EvspecError) as caught:
                dump(what, target, overwrite=True)
            assert contents(where) == before
            assert not (where / "new").exists()
            words.add(str(caught.value))
    return "\n".join(sorted(words))


class TestWorkedOut:
    @pytest.fixture
    def comet(self, tmp_path: Path) -> Generation:
        (tmp_path / "from").mkdir()
        found = load(draft(tmp_path / "from", SAID))["acme/comet/c1"]
        assert isinstance(found, Generation)
        return found

    def test_derived_claims(self, comet: Generation, tmp_path: Path) -> None:
        told = refused(evspec.derive(comet), tmp_path / "to")
        assert "acme/comet/c1 has claims that were worked out (" in told
        assert "dump what they were worked out from" in told
        dump(comet, tmp_path / "c1.toml")

    def test_estimates(self, comet: Generation, tmp_path: Path) -> None:
        long = comet.variant("long")
        made = evspec.estimate(long.range, "EPA")
        whole = evolve(record_of(comet), claims=(*record_of(comet).claims, made))
        catalog = Catalog.of_records({whole.id: whole}, {"volt": VOLT, made.source.id: made.source})
        assert "(range)" in refused(catalog, tmp_path / "to")

    @pytest.mark.parametrize("id_", ["bmw/ix1/u11", "porsche/taycan/j1", "renault/zoe/ze40"])
    def test_of_every_generation_that_has_them(self, id_: str, tmp_path: Path) -> None:
        generation = evspec.catalog[id_]
        assert isinstance(generation, Generation)
        derived = evspec.derive(generation)
        if record_of(derived) == record_of(generation):
            pytest.skip("nothing follows")
        assert "which no file can hold" in refused(derived, tmp_path)


OWN: list[tuple[dict[str, object], str]] = [
    ({"id": ""}, "id"),
    ({"id": "Acme/Comet/C1"}, "id"),
    ({"id": "acme/comet"}, "id"),
    ({"id": "../../x"}, "id"),
    ({"id": "acme/comet/c1/c2"}, "id"),
    ({"make": ""}, "no make"),
    ({"model": "  "}, "no model"),
    ({"make": "Ac\nme"}, "U+000A"),
    ({"code": "C\u200b1"}, "U+200B"),
    ({"title": "\ud800"}, "U+D800"),
    ({"variants": (("Long", "Long"),)}, "lower-case"),
    ({"variants": (("range", "Range"),)}, "called like a spec"),
    ({"variants": (("a", "One"), ("b", "One"))}, "twice"),
    ({"variants": (("a", ""),)}, "its name"),
    ({"editions": ("2026", "2026")}, "twice"),
    ({"editions": ("",)}, "quotes"),
    ({"predecessors": ("acme/comet/c0",)}, "acme/comet/c0"),
    ({"predecessors": ("acme/comet/c1",)}, "itself"),
    ({"replacements": (Replacement("long", ("x",), None, ""),)}, "replaces"),
    ({"replacements": (Replacement("none", ("x",), VOLT, ""),)}, "none"),
    ({"claims": (claim(about="acme/comet/c1/none"),)}, "none"),
    ({"claims": (claim(about="acme/other/x"),)}, ""),
    ({"claims": (claim(note=""), claim(note="a\u0007b"))}, "U+0007"),
    ({"claims": (evolve(claim(), attribution=evolve(claim().attribution, edition="2030")),)}, "2030"),
    ({"claims": (claim(where="\n"),)}, "U+000A"),
    ({"claims": (claim("platform_shared_with", "acme/none/x"),)}, "acme/none/x"),
    ({"claims": (claim("range", "more than acme/none/x WLTP"),)}, "acme/none/x"),
    ({"claims": (claim("battery_net", "90 kWh"), claim("battery_gross", "80 kWh"))}, "above"),
]


class TestOwnCars:
    """A car made in Python may say what no file says."""

    @pytest.mark.parametrize(("changes", "words"), OWN, ids=lambda value: ascii(value)[:50])
    def test_what_load_refuses(self, changes: dict[str, object], words: str, tmp_path: Path) -> None:
        made = record(**changes)
        assert words in refused(Catalog.of_records({made.id: made}, {"volt": VOLT}), tmp_path)

    @pytest.mark.parametrize(
        "changes",
        [
            {"address": "a\nb"},
            {"copies": "volt"},
            {"copies": "none"},
            {"id": "a\nb"},
        ],
        ids=ascii,
    )
    def test_sources_that_load_refuses(self, changes: dict[str, Any], tmp_path: Path) -> None:
        source = evolve(VOLT, **changes)
        made = record(claims=(claim(source=source),))
        told = refused(Catalog.of_records({made.id: made}, {source.id: source}), tmp_path)
        assert "would be refused when read" in told

    def test_a_line_longer_than_any_that_is_read(self, tmp_path: Path) -> None:
        made = record(claims=(claim(note="x" * 30_000),))
        catalog = Catalog.of_records({made.id: made}, {"volt": VOLT})
        for form in ("a.toml", "folder"):
            with pytest.raises(DataError, match="would be refused when read: a line of 30,"):
                dump(catalog, tmp_path / form)
        assert not list(tmp_path.iterdir())
        # JSON has no such limit
        dump(catalog, tmp_path / "a.json")
        assert load(tmp_path / "a.json") == catalog

    def test_a_source_that_is_not_among_those_of_the_catalog(self, tmp_path: Path) -> None:
        made = record()
        assert '"volt" is not among the sources' in refused(Catalog.of_records({made.id: made}, {}), tmp_path)

    def test_two_sources_of_one_id(self, tmp_path: Path) -> None:
        made = record(claims=(claim(), claim(source=evolve(VOLT, title="Other"))))
        told = refused(Catalog.of_records({made.id: made}, {"volt": VOLT}), tmp_path)
        assert "would not be read as it was written: acme/comet/c1" in told

    def test_a_value_that_reads_as_another(self, tmp_path: Path) -> None:
        made = record(
            claims=(
                Claim.of(
                    "acme/comet/c1", spec("platform"), Text("unknown"), Qualifiers(), VOLT, "reported", ""
                ),
            )
        )
        refused(Catalog.of_records({made.id: made}, {"volt": VOLT}), tmp_path)

    def test_all_that_is_wrong_is_told_at_once(self, tmp_path: Path) -> None:
        made = record(make="", model="", variants=(("A", "A"),))
        with pytest.raises(DataError) as caught:
            dump(Catalog.of_records({made.id: made}, {"volt": VOLT}), tmp_path / "a.toml")
        assert [problem.code for problem in caught.value.problems] == [
            "missing-key",
            "missing-key",
            "bad-slug",
        ]
        assert all(p.message.startswith("would be refused when read: ") for p in caught.value.problems)


class TestSurroundings:
    """What stands around a file decides too what is read."""

    def test_one_of_two_that_name_each_other(self, tmp_path: Path) -> None:
        (tmp_path / "from").mkdir()
        links = {"c1": 'successor = "acme/comet/c2"\n', "c2": 'predecessor = "acme/comet/c1"\n'}
        where = folder(tmp_path / "from", **{f"acme_comet_{key}": HEAD + line for key, line in links.items()})
        one = load(where)["acme/comet/c1"]
        assert isinstance(one, Generation)
        with pytest.raises(DataError, match=r"would be refused when read: .*acme/comet/c2"):
            dump(one, tmp_path / "c1.toml")
        assert not (tmp_path / "c1.toml").exists()
        # beside the other it can be read
        dump(one, where / "acme/comet/c1.toml", overwrite=True)
        assert load(where / "acme/comet/c1.toml")["acme/comet/c1"] == one

    def test_sources_beside_that_say_something_else(self, tmp_path: Path) -> None:
        where = draft(tmp_path, SAID)
        other = evolve(VOLT, title="Another")
        made = record(claims=(claim(source=other),))
        with pytest.raises(DataError, match=r"would be refused when read: .*other words"):
            dump(Catalog.of_records({made.id: made}, {"volt": other}), where / "a" / "b" / "c.toml")


ODD = st.text(max_size=6) | st.sampled_from(
    ["\0", "\n", "\u202e", "\ud800", "'''", '"""', "\\", "# x", "]", "=", "é"]
)


@st.composite
def anything(draw: st.DrawFn) -> Catalog:
    """Make a catalog with odd texts in every field."""
    slug = draw(st.sampled_from(["long", "a-b", "range", ""]) | ODD)
    source = Source(
        draw(st.just("volt") | ODD), draw(st.just("V") | ODD.filter(str.strip)), draw(st.just("T") | ODD),
        draw(st.just("x") | ODD), draw(st.none() | st.just(read_dates("2026-02-24"))),
        draw(st.sampled_from(["press", "maker", "code"])), draw(st.integers(1, 4)), draw(st.just("") | ODD),
    )  # fmt: skip
    about = st.sampled_from(["acme/comet/c1", f"acme/comet/c1/{slug}"])
    beside = st.dictionaries(st.sampled_from(["where", "printed", "hedge", "via", "doubt", "note"]), ODD)
    said = [claim(source=source, about=draw(about), **more) for more in draw(st.lists(beside, max_size=3))]
    made = Record(
        "acme/comet/c1", draw(st.just("Acme") | ODD), draw(st.just("Comet") | ODD), draw(ODD), draw(ODD),
        draw(st.sampled_from([(), ("2026",)])), variants=((slug, draw(ODD)),), claims=tuple(said),
    )  # fmt: skip
    return Catalog.of_records({made.id: made}, {source.id: source})


@pytest.mark.law
@given(what=anything(), form=st.sampled_from(FORMS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_anything_is_loaded_equal_or_refused(
    what: Catalog, form: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    where = tmp_path_factory.mktemp("law")
    try:
        dump(what, where / form)
    except EvspecError:
        assert contents(where) == {}
        assert not list(where.iterdir())
    else:
        assert load(where / form) == what
