"""Vehicles by what people call them, and generations by what came before them."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec import Generation, UnknownId, Variant
from evspec.catalogs.makers import SHORT, with_makers
from evspec.catalogs.record import archive
from tests.files.drafts import HEAD, folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("iX1 eDrive20", "bmw/ix1/u11/edrive20"),
        ("ix1 EDRIVE20", "bmw/ix1/u11/edrive20"),
        ("eDrive20, BMW iX1", "bmw/ix1/u11/edrive20"),
        ("BMW iX1 (U11)", "bmw/ix1/u11"),
        ("BMW iX1, first generation", "bmw/ix1/u11"),
        ("iX1 NB5", "bmw/ix1/nb5"),
        ("NB5 dual-motor", "bmw/ix1/nb5/dual-motor"),
        # in full before in part: G26 is also the first word of G26 LCI
        ("BMW i4 G26", "bmw/i4/g26"),
        ("i4 G26 LCI M50", "bmw/i4/g26-lci/m50"),
        ("Zoe R135", "renault/zoe/ze50/r135"),
        ("Highland Performance", "tesla/model-3/highland/performance"),
        ("Leaf (third generation)", "nissan/leaf/third"),
    ],
)
def test_a_name_that_fits_one_vehicle_is_as_good_as_its_id(name: str, id_: str) -> None:
    assert ev.catalog[name] == ev.catalog[id_]
    assert name in ev.catalog
    assert ev.catalog.look_up(name).id == id_


@pytest.mark.parametrize("name", ["iX1 eDrive20@2022", "BMW iX1 eDrive20 (2022)", "iX1 U11 eDrive20 (2022)"])
def test_an_edition_may_be_named(name: str) -> None:
    assert ev.catalog[name] == ev.catalog["bmw/ix1/u11/edrive20@2022"]


def test_the_day_of_knowledge_is_kept() -> None:
    catalog = ev.catalog.as_of("2026-03-01")
    assert catalog["iX1 eDrive20"].as_of_date == catalog.as_of_date


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("iX1", "'iX1' may be 'bmw/ix1/nb5' or 'bmw/ix1/u11'; write its id"),
        ("i4 M50", "'i4 M50' may be 'bmw/i4/g26-lci/m50' or 'bmw/i4/g26/m50'; write its id"),
        ("BMW", "or one of"),
        ("iX1 eDrive30", "no vehicle 'iX1 eDrive30'; did you mean"),
        # an e-Golf is none
        ("Golf GTE", "no vehicle 'Golf GTE'; nothing is called 'gte'; did you mean 'volkswagen/e-golf/mk7'?"),
        ("BMW iX1 eDrive20 (2031)", "no vehicle 'BMW iX1 eDrive20 (2031)'"),
        ("2022", "no vehicle '2022'"),
        ("()", "no vehicle '()'"),
        ("@2022", "no vehicle ''"),
    ],
)
def test_any_other_name_is_refused_with_what_it_may_mean(name: str, words: str) -> None:
    with pytest.raises(UnknownId) as caught:
        ev.catalog[name]
    assert words in str(caught.value)
    assert name not in ev.catalog


def test_every_name_and_label_leads_to_its_vehicle_or_names_it() -> None:
    vehicles: list[Generation | Variant] = [*ev.catalog.generations, *ev.catalog.variants]
    labels = Counter(vehicle.label for vehicle in vehicles)
    for vehicle in vehicles:
        for name in (vehicle.name, vehicle.label):
            try:
                found = ev.catalog[name]
            except UnknownId as error:
                assert repr(vehicle.id) in str(error), name  # noqa: PT017
            else:
                # a model with one variant is called like it
                assert vehicle.id.startswith(found.id) or labels[name] > 1, name


def _found(name: str) -> str:
    """Return the id that a name leads to in the curated catalog, or the error that it meets."""
    try:
        return ev.catalog.curated[name].id
    except UnknownId as error:
        return str(error).partition(" may be ")[2]


@pytest.mark.parametrize(
    "spelled",
    [
        lambda label: label.replace(" ", "").replace("/", "-"),
        lambda label: re.sub(r"(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])", " ", label),
        lambda label: label.lower().replace(" ", "  "),
    ],
    ids=["fewer", "more", "doubled"],
)
def test_blanks_decide_nothing(spelled: Callable[[str], str]) -> None:
    vehicles: list[Generation | Variant] = [*ev.catalog.generations, *ev.catalog.variants]
    for label in sorted({vehicle.label for vehicle in vehicles})[::3]:
        found = _found(label)
        # what is one word may be the words of several, and is then refused with their names
        assert _found(spelled(label)) == found or found in _found(spelled(label)), label


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("BMW iX1 eDrive 20", "bmw/ix1/u11/edrive20"), ("id3 pro s", "volkswagen/id-3/2020/pro-s"),
        ("VW ID.3", "volkswagen/id-3/2020"), ("vw id 3 pro s", "volkswagen/id-3/2020/pro-s"),
        ("Kona 64kWh", "hyundai/kona-electric/os/64-kwh"), ("Ioniq5 72.6kWhAWD", "hyundai/ioniq-5/ne/72-awd"),
    ],
)  # fmt: skip
def test_a_curated_car_comes_before_one_of_the_record(name: str, id_: str) -> None:
    assert ev.catalog[name].id == id_


@pytest.mark.parametrize(
    ("name", "id_", "beside"),
    [
        # the record has it of 2024 at the latest, and the generation before is built in 2026 too
        ("BMW iX3 2026", "bmw/ix3/na5", "bmw/ix3/g08/ix3"),
        ("2024 BMW i4 M50", "bmw/i4/g26-lci/m50", "bmw/i4/g26/m50"),
        ("BMW iX1 2028", "bmw/ix1/nb5", ""),
        # which the record has of the very year
        ("Nissan Leaf 2017", "nissan/leaf/my2017", ""),
    ],
)
def test_a_year_that_the_record_has_not_is_that_of_the_curated_car(name: str, id_: str, beside: str) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert ev.catalog[name].id == id_
    told = f"{name!r}: {id_!r} is the newest of that year, beside {beside}"
    assert [str(one.message) for one in caught] == ([told] if beside else [])


@pytest.mark.filterwarnings("ignore::evspec.DataWarning")
def test_a_part_of_a_number_is_no_name() -> None:
    # a 72.6 kWh Ioniq 5 has a 6 in its name
    assert ev.catalog["Ioniq 6"].model == "IONIQ 6"


def test_what_shares_letters_alone_is_another_car() -> None:
    for name in ("iX11", "BMW iX1 eDrive2", "D.3 Pro S"):
        assert name not in ev.catalog


@pytest.mark.parametrize("short", SHORT)
def test_a_short_name_of_a_maker_means_it(short: str) -> None:
    full = SHORT[short]
    assert full in {told["name"] for told in archive().makes.values()}
    assert with_makers(f"{short.upper()} X") == with_makers(f"{full} X") == f"{full} X"
    made = ev.Catalog.of(ev.Variant.of("Comet", make=full))
    assert made[f"{short} Comet"] == made[f"{full} Comet"]
    assert [car.name for car in made.find(make=short)] == [car.name for car in made.variants]


def test_accents_and_signs_do_not_matter(tmp_path: Path) -> None:
    head = HEAD.replace('"Comet"', '"Mégane É-Tech"')
    catalog = ev.load(folder(tmp_path, acme_comet_c1=head))
    assert catalog["megane e tech C1"].id == "acme/comet/c1"


class TestLineage:
    def test_of_the_built_in_catalog(self) -> None:
        for generation in ev.catalog:
            line = generation.lineage
            assert generation in line
            for before, after in pairwise(line):
                assert before.successor is not None or after.predecessor is not None
        leaf = ev.catalog["nissan/leaf/ze1"]
        assert isinstance(leaf, Generation)
        assert [g.id for g in leaf.lineage] == ["nissan/leaf/ze0", "nissan/leaf/ze1", "nissan/leaf/third"]

    def test_keeps_the_day_of_knowledge(self) -> None:
        u11 = ev.catalog.as_of("2026-03-01")["bmw/ix1/u11"]
        assert isinstance(u11, Generation)
        assert {generation.as_of_date for generation in u11.lineage} == {u11.as_of_date}

    def test_that_leads_round_ends(self, tmp_path: Path) -> None:
        one = 'predecessor = "acme/comet/c2"\nsuccessor = "acme/comet/c2"\n'
        two = 'predecessor = "acme/comet/c1"\nsuccessor = "acme/comet/c1"\n'
        catalog = ev.load(folder(tmp_path, acme_comet_c1=HEAD + one, acme_comet_c2=HEAD + two))
        first = catalog["acme/comet/c1"]
        assert isinstance(first, Generation)
        assert [generation.id for generation in first.lineage] == ["acme/comet/c2", "acme/comet/c1"]


def test_a_misspelled_car_of_the_record_is_suggested() -> None:
    with pytest.raises(UnknownId, match="did you mean 'kia/ev6"):
        ev.catalog["Kia EV6 2025 Long Rnage AWD"]
    # where the curated ones share as many words they alone are
    with pytest.raises(UnknownId, match=r"did you mean 'bmw/ix1/nb5' or 'bmw/ix1/u11'\?$"):
        ev.catalog["bmw/ix1/nb6"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Kia EV66 2025", "'kia/ev6/my2025'"), ("Nissan Aria", "'nissan/ariya"),
        ("Cadillac Lyric", "'cadillac/lyriq/"), ("Renault R5", "'renault/5-e-tech/"),
        ("MG5 estate", "'mg/mg5-"),
        ("Telsa Model 3 2021", "'tesla/model-3/"), ("kia/ev66", "'kia/ev6/"),
        ("Kia EV6 vs Tesla Model Y", "two cars are two names: 'Kia EV6' and 'Tesla Model Y'"),
        ("Leaf und Zoe", "two cars are two names: 'Leaf' and 'Zoe'"),
        # one that is called so in full comes before those in part
        ("Kia EV3 RWD", "is called so, and is not 'rwd'"),
        # what shares a year alone is no near miss
        ("Foo Bar 2024", "'evspec list' shows all ids"),
    ],
)  # fmt: skip
def test_near_misses_are_of_the_record_too(name: str, words: str) -> None:
    with pytest.raises(UnknownId) as caught:
        ev.catalog[name]
    assert words in str(caught.value)


@pytest.mark.filterwarnings("ignore::evspec.DataWarning")
@pytest.mark.parametrize(
    ("name", "id_"),
    [
        # blanks and hyphens
        ("Jaguar iPace", "jaguar/i-pace/"), ("Tesla Cyber Truck", "tesla/cybertruck/"),
        ("Kia e Niro", "kia/e-niro/"), ("VW e Golf 2019", "volkswagen/e-golf/my2019"),
        # other languages
        ("Hyundai Kona Elektro 64 kWh", "hyundai/kona-electric/os/64-kwh"), ("Kia EV9 Allrad", "kia/ev9"),
        ("BMW i4 eDrive35 Heckantrieb", "bmw/i4/"), ("Fiat 500e elettrica", "fiat/500e/"),
        # short names, and years in words
        ("Tesla MY Performance 2022", "tesla/model-y/"), ("MB EQA 250+", "mercedes-benz/eqa/"),
        ("2021er Renault Zoe", "renault/zoe/"), ("Nissan Leaf Baujahr 2018", "nissan/leaf/my2018"),
        ("Leaf e+", "nissan/leaf/ze1/e-plus"),
    ],
)  # fmt: skip
def test_a_car_is_found_as_people_write_it(name: str, id_: str) -> None:
    assert ev.catalog[name].id.startswith(id_)
