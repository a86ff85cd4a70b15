"""Every collected fact is a claim of its source in the catalog, or is left out for a reason."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

import pytest

import evspec as ev

if TYPE_CHECKING:
    from pathlib import Path

    from evspec import Claim

Fact = dict[str, str]

#: Attribute of a fact to the keys of the specs that hold it, where they do not begin like it.
SPECS = {
    "accel_0_100": "accel_.*", "accel_0_60mph": "accel_.*", "accel_0_62mph": "accel_.*",
    "accel_0_96": "accel_.*", "battery_capacity": "battery.*", "battery_charge_capacity": "battery_charge",
    "battery_power": "power", "battery_weight": "battery_mass",
    "charge_added_range": "dc_range_10min", "charge_time": ".*_time", "charger_power": "dc_time",
    "efficiency": "consumption", "kerb_weight": "curb_weight", "motor_power": "power|motor_.*",
    "motor_type": "motor_(type|generation)", "power_sustained": "power", "programme_status": "program_status",
    "system_voltage": ".*voltage.*", "towing_capacity": "towing_.*", "variants": "program_status",
}  # fmt: skip

#: Generation, attribute and value of facts that are in no file, and why.
LEFT_OUT = {
    ("*", "codename", "*"): "the code is the generation's name, and no claim on the car",
    ("*", "*_change", "*"): "a difference to another car, where specs hold figures",
    ("*", "charge_added_range", "*"): "gained in another time than the ten minutes of dc_range_10min",
    ("bmw/i3/na0", "variants", "*"): "each name is a claim of its own that the version is planned",
    ("bmw/ix7/g67", "variants", "*"): "each name is a claim of its own that the version is planned",
    ("bmw/i4/g26-lci", "*", "8"): "a label of model year 2024, before the facelift: bmw/i4/g26",
    ("bmw/i4/g26-lci", "*", "19.2"): "a label of model year 2024, before the facelift: bmw/i4/g26",
    ("bmw/i4/g26-lci", "power", "295"): "a label of model year 2024, before the facelift: bmw/i4/g26",
    ("bmw/i4/g26-lci", "range", "494"): "a label of model year 2024, before the facelift: bmw/i4/g26",
    ("*", "cell_capacity", "*"): "of one cell, where battery_charge is that of the battery",
    ("bmw/ix1/nb5", "door_handles", "*"): "no spec: seen on a prototype",
    ("bmw/ix1/nb5", "facelift_of_predecessor", "*"): "said of the other generation, and no figure",
    ("bmw/ix3/na5", "neue_klasse_models_by_2028", "*"): "said of the maker",
    ("bmw/ix3/na5", "production_capacity", "*"): "said of the plant",
    ("bmw/ix3/na5", "frunk", "yes"): "no spec: frunk_volume is how large it is",
    ("nissan/leaf/ze0", "battery_power", "*"): "what the cells could give, where power is the car's",
    ("nissan/leaf/third", "accel_0_100", "one *"): "a relation to the other version, without a figure",
    ("nissan/leaf/third", "battery_capacity", "63 and 87"): "two claims, of one version each",
    ("tesla/model-3/2017", "first_deliveries", "*"): "a number of cars at an event",
    ("chevrolet/bolt/2027", "production_duration", "*"): "no spec: how long a run is meant to last",
    ("chevrolet/bolt-ev/2017", "production_end", "*"): "of the whole line, which chevrolet/bolt-ev/2022 ends",
}

#: Generation and version of a fact to the variants meant, where no variant's name is part of the version's.
VARIANTS = {
    ("hyundai/ioniq-5/ne", "72.6 kWh"): "72-rwd 72-awd",
    ("hyundai/ioniq-5/ne", "73 kWh (leaked)"): "72-rwd",
    ("hyundai/kona-electric/sx2", "65.4 kWh"): "65-kwh long-range",
    ("hyundai/kona-electric/sx2", '65.4 kWh (17" wheels)'): "long-range",
    ("hyundai/kona-electric/sx2", '65.4 kWh (19" wheels)'): "long-range",
    ("nissan/leaf/third", "S"): "52-kwh",
    ("nissan/leaf/third", "S+"): "75-kwh",
    ("nissan/leaf/ze1", "S (2025)"): "40-kwh",
    ("nissan/leaf/ze1", "SV+ (2025)"): "sv-plus",
    ("nissan/leaf/ze1", "e+ 62 kWh (S PLUS)"): "s-plus",
    ("nissan/leaf/ze1", "e+ 62 kWh (SV/SL PLUS)"): "sv-plus",
    ("renault/zoe/ze50", "R110 ZE 40 (Germany)"): "r110-ze40",
    ("tesla/model-3/2017", "Long Range (2017)"): "long-range",
    ("tesla/model-3/2017", "Long Range (2018)"): "long-range",
}


@pytest.fixture(scope="module")
def facts(shared: Path) -> list[Fact]:
    with (shared / "facts" / "facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_is_a_claim_or_left_out_for_a_reason(facts: list[Fact]) -> None:
    missing = [fact for fact in facts if not any(_is_said(fact, claim) for claim in _claims(fact))]
    unexplained = [fact for fact in missing if not any(_fits(fact, place) for place in LEFT_OUT)]
    assert [(_id(fact), fact["attribute"], fact["value"]) for fact in unexplained] == []
    idle = [place for place in LEFT_OUT if not any(_fits(fact, place) for fact in missing)]
    assert idle == [], "what is in a file needs no reason"


def test_the_cycle_is_that_of_the_fact(facts: list[Fact]) -> None:
    for fact in facts:
        cycles = set(re.findall(r"WLTP|EPA|NRCan|NEDC|JC08|CLTC", fact["qualifier"]))
        if fact["attribute"] not in {"range", "consumption", "efficiency"} or not cycles:
            continue
        # the Canadian label has the figures of the American test
        cycles = {cycle.replace("NRCan", "EPA") for cycle in cycles}
        if re.search("not stated|and everyday", fact["qualifier"]):
            # presumed by whoever collected it, or of two kinds
            cycles.add("not stated")
        told = {claim.cycle for claim in _claims(fact) if _is_said(fact, claim)}
        assert cycles & told or any(_fits(fact, place) for place in LEFT_OUT), fact


def test_charger_and_state_of_charge_are_those_of_the_fact(facts: list[Fact]) -> None:
    for fact in facts:
        claims = [claim for claim in _claims(fact) if claim.spec.key in {"ac_time", "dc_time"}]
        told = [claim.qualifiers for claim in claims if _is_said(fact, claim)]
        charger = re.search(r"^(?:AC )?([0-9.]+ (?:kW|V))", fact["qualifier"])
        window = re.search(r"([0-9]+-80)%", fact["qualifier"])
        if fact["attribute"] != "charge_time" or not told:
            continue
        assert not charger or charger[1] in {given.get("charger") for given in told}, fact
        assert not window or f"{window[1]} %" in {given.get("soc") for given in told}, fact


def test_the_status_is_that_of_the_fact(facts: list[Fact]) -> None:
    for fact in facts:
        told = {claim.status for claim in _claims(fact) if _is_said(fact, claim)}
        # what a magazine measured by itself is reported by it as well
        right = {"rumoured": {"rumored"}, "reported": {"reported", "measured"}}.get(fact["status"])
        assert not told or told & (right or {fact["status"]}), fact


def _id(fact: Fact) -> str:
    code = {"third generation": "third", "Q210/R240": "q210"}.get(fact["generation_code"])
    names = fact["make"], fact["model"], code or fact["generation_code"]
    return "/".join(re.sub(r"[^a-z0-9]+", "-", name.lower()) for name in names)


def _fits(fact: Fact, place: tuple[str, str, str]) -> bool:
    told = _id(fact), fact["attribute"], fact["value"].strip()
    return all(fnmatchcase(part, pattern) for part, pattern in zip(told, place, strict=True))


def _claims(fact: Fact) -> list[Claim]:
    """Return what the fact's source says of the generation."""
    sources = _by_address()[_address(fact["source_ref"])]
    return [claim for claim in _all_claims(_id(fact)) if claim.source.id in sources]


@cache
def _all_claims(id_: str) -> tuple[Claim, ...]:
    generation = ev.catalog[id_]
    assert isinstance(generation, ev.Generation)
    return generation.claims()


@cache
def _by_address() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for source in ev.catalog.sources.values():
        found[_address(source.address)].add(source.id)
    return found


def _address(written: str) -> str:
    """Return an address without what leads to the same page; of a file in a repository, the commit."""
    repository = re.match(r"repo \S+, commit \w+", written)
    return repository[0] if repository else re.sub(r"^https?://(www\.)?|\?utm_.*|/$", "", written.strip())


def _is_said(fact: Fact, claim: Claim) -> bool:
    """Tell whether a claim is of the version of a fact, and has its spec, unit and every number."""
    if not re.fullmatch(SPECS.get(fact["attribute"], f"{fact['attribute']}.*"), claim.spec.key):
        return False
    texts = (
        claim.value.show(), getattr(claim.value, "text", ""), claim.printed, claim.note,
        claim.qualifiers.get("charger", ""),
    )  # fmt: skip
    if claim.about not in _named(_id(fact), fact["variant"]) or _unit(fact["unit"]) not in _unit(*texts):
        return False
    return _numbers(fact["value"]) <= frozenset().union(*map(_numbers, texts))


@cache
def _unit(*texts: str) -> str:
    """Return texts without what units are written with or without, and nothing of "Cd", which is no unit."""
    return re.sub(r"[-· ]|^Cd$", "", " ".join(texts)).lower()


@cache
def _named(id_: str, version: str) -> frozenset[str]:
    """Return a generation and those variants whose names have most of a version's words and no other."""
    generation = ev.catalog[id_]
    assert isinstance(generation, ev.Generation)
    car = f"{generation.make} {generation.model}"
    names = {variant.id: _words(variant.name.removeprefix(car)) for variant in generation.variants}
    if not version:
        return frozenset({id_, *names})
    if (id_, version) in VARIANTS:
        return frozenset({id_, *(f"{id_}/{slug}" for slug in VARIANTS[id_, version].split())})
    fitting = {variant: len(words) for variant, words in names.items() if words <= _words(version)}
    most = max(fitting.values(), default=0)
    return frozenset({id_, *(variant for variant, held in fitting.items() if held == most)})


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9.+]+", name.lower()))


@cache
def _numbers(text: str) -> frozenset[float]:
    whole = re.sub(r"(?<=[0-9])[ ,](?=[0-9]{3}(?![0-9]))", "", text)
    return frozenset(map(float, re.findall(r"[0-9]+(?:\.[0-9]+)?", whole)))
