"""The claims of an agency's catalog beside those of another, where their vehicles were matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.errors import EvspecError
from evspec.vehicles import Generation, record_of
from tests.vehicles.garage import catalog, record, says

if TYPE_CHECKING:
    from evspec.matching.matches import MatchVerdict

OWN = record(
    says("volt-feb", "base.range", "500 km WLTP"),
    says("volt-feb", "plus.range", "600 km WLTP"),
    editions=("2022", "2024"),
)


def agency(year: str, range_: str = "430 km EPA", **details: str) -> ev.Catalog:
    claim = says("agency-jan", "base.range", range_, status="official", **details)
    return catalog(record(claim, id_="acme/one/y", code=year))


def sure(*ids: str, verdict: MatchVerdict = "sure") -> ev.Match:
    return ev.Match("acme/one/y/base", ids, 9.0, (), verdict)


def claims_on(found: ev.Catalog, id_: str) -> list[tuple[str, str, str, str]]:
    vehicle = found[id_]
    return [
        (claim.value.show(), claim.source.publisher, claim.status, claim.edition)
        for claim in record_of(vehicle).claims
        if claim.about == id_
    ]


@pytest.mark.parametrize(
    ("year", "edition"),
    [("2021", "2022"), ("2022", "2022"), ("2023", "2022"), ("my2025", "2024"), ("", "2022")],
)
def test_claims_stand_beside_in_the_edition_of_their_year(year: str, edition: str) -> None:
    both = catalog(OWN).with_claims_of(agency(year), [sure("acme/one/a/base")])
    assert claims_on(both, "acme/one/a/base") == [
        ("500 km", "Volt", "reported", "2022"),
        ("430 km", "Agency", "official", edition),
    ]
    assert claims_on(both, "acme/one/a/plus") == [("600 km", "Volt", "reported", "2022")]


@pytest.mark.parametrize("verdict", ["likely", "several", "none"])
def test_what_is_not_sure_is_left_out(verdict: MatchVerdict) -> None:
    own = catalog(OWN)
    assert own.with_claims_of(agency("2022"), [sure("acme/one/a/base", verdict=verdict)]) == own


def test_of_the_built_in_catalog_matched_with_itself() -> None:
    leaf = ev.catalog["nissan/leaf/ze0"]
    assert isinstance(leaf, Generation)
    found = [one for one in ev.match(leaf.variants) if one.verdict == "sure"]
    both = ev.catalog.with_claims_of(ev.catalog, found)
    assert len(record_of(both[leaf.id]).claims) > len(record_of(leaf).claims)
    assert both["bmw/ix1/u11"] == ev.catalog["bmw/ix1/u11"]


def test_a_match_of_another_catalog_is_told() -> None:
    with pytest.raises(EvspecError, match="no vehicle 'acme/one/z/base'"):
        catalog(OWN).with_claims_of(agency("2022"), [sure("acme/one/z/base")])
    with pytest.raises(EvspecError, match="acme/one/y/base"):
        catalog(OWN).with_claims_of(catalog(OWN), [sure("acme/one/a/base")])
