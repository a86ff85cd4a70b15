"""Which variants take each other's place."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import evspec as ev
from evspec.claims import Claim, Qualifiers, Record, Replacement
from evspec.claims.source import in_code
from evspec.comparison import nearest
from evspec.comparison.pairing import paired
from evspec.comparison.roles import battery_apart
from evspec.errors import EvspecError, UnknownId
from evspec.specs import spec
from evspec.vehicles import Generation, precedes, record_of

if TYPE_CHECKING:
    from evspec.comparison.pairing import Pair
    from evspec.comparison.roles import Role

PAIRS = [(g.predecessor.id, g.id) for g in ev.catalog if g.predecessor is not None]
LINEAGES = [(a.id, b.id) for a, b in product(ev.catalog, repeat=2) if precedes(a, b)]


def slugs(pair: Pair) -> tuple[str | None, str | None]:
    old, new = (None if variant is None else variant.slug for variant in (pair.old, pair.new))
    return old, new


def whys(pairs: tuple[Pair, ...]) -> dict[tuple[str | None, str | None], str]:
    return {slugs(pair): pair.why for pair in pairs}


def between(old: str, new: str) -> dict[tuple[str | None, str | None], str]:
    return whys(ev.diff(old, new).pairs)


def made(
    id_: str, *names: str, links: tuple[Replacement, ...] = (), **figures: tuple[str, ...]
) -> Generation:
    """Make a generation with these names and, by their spec, figures in order, "" for none."""
    make, model, code = id_.split("/")
    variants = tuple((f"{code}-{number}", name) for number, name in enumerate(names))
    claims = []
    for key, several in figures.items():
        for (slug, _), written in zip(variants, several, strict=True):
            if written:
                value, stated = spec(key).read(written, {})
                about = f"{id_}/{slug}"
                claims.append(Claim.of(about, spec(key), value, Qualifiers.of(stated), in_code(), "reported"))
    # as the name of a model, the first letter in capitals
    record = Record(
        id_, make, model.capitalize(), variants=variants, claims=tuple(claims), replacements=links
    )
    return Generation(record)


def names(old: Generation, new: Generation) -> dict[tuple[str, str], str]:
    """Return why the variants of two generations are paired, by their names."""
    return {
        (pair.old.short, pair.new.short): pair.why
        for pair in paired(old, new, {})
        if pair.old is not None and pair.new is not None
    }


# What a product planner would say of the catalog: every pair of two generations.
CATALOG: dict[tuple[str, str], set[tuple[str | None, str | None]]] = {
    ("kia/niro-ev/de", "kia/niro-ev/sg2"): {("64-kwh", "65-kwh"), ("39-kwh", None)},
    ("hyundai/kona-electric/os", "hyundai/kona-electric/sx2"): {
        ("64-kwh", "65-kwh"),
        ("64-kwh", "long-range"),
        ("39-kwh", "48-kwh"),
        ("39-kwh", "standard-range"),
    },
    ("hyundai/ioniq-5/ne", "hyundai/ioniq-5/ne-pe"): {
        ("77-awd", "84-awd"),
        ("77-rwd", "84-rwd"),
        ("58-rwd", "63-rwd"),
        ("58-awd", None),
        ("72-awd", None),
        ("72-rwd", None),
        (None, "84-awd-xrt"),
        (None, "n"),
    },
    ("tesla/model-y/2020", "tesla/model-y/juniper"): {
        ("long-range-awd", "long-range-awd"),
        ("performance", None),
        ("long-range-rwd", None),
        ("long-range", None),
        ("standard-range", None),
        ("rwd", None),
        ("awd", None),
        (None, "rwd-china"),
        (None, "long-range-awd-china"),
    },
    ("renault/zoe/ze40", "renault/zoe/ze50"): {
        ("r110", "r110"),
        ("r90", "r110-ze40"),
        ("q90", "r110-ze40"),
        (None, "r135"),
    },
    ("volkswagen/e-golf/mk7", "volkswagen/id-3/2020"): {
        ("36-kwh", "pro-performance"),
        ("24-kwh", None),
        (None, "45-kwh"),
        (None, "pro-s"),
    },
    ("renault/zoe/q210", "renault/zoe/ze40"): {("q210", "q90"), ("r240", "r90"), (None, "r110")},
    ("nissan/leaf/ze0", "nissan/leaf/ze1"): {
        ("24-kwh", "40-kwh"),
        ("30-kwh", "40-kwh"),
        (None, "e-plus"),
        (None, "s-plus"),
        (None, "sv-plus"),
    },
    ("nissan/leaf/ze1", "nissan/leaf/third"): {
        ("40-kwh", "52-kwh"),
        ("e-plus", "75-kwh"),
        ("sv-plus", "sv-plus"),
        ("s-plus", None),
        (None, "platinum-plus"),
    },
    ("audi/e-tron/ge", "audi/q8-e-tron/ge-facelift"): {
        ("50-quattro", "50-quattro"),
        ("55-quattro", "55-quattro"),
        ("sportback-55", "sportback-55-quattro"),
        ("s-sportback", "sq8-sportback"),
        (None, "sportback-50-quattro"),
    },
    ("bmw/i4/g26", "bmw/i4/g26-lci"): {
        ("edrive35", "edrive35"),
        ("edrive40", "edrive40"),
        ("xdrive40", "xdrive40"),
        ("m50", "m50"),
        (None, "m60"),
    },
    ("bmw/ix/i20", "bmw/ix/i20-lci"): {("xdrive40", "xdrive45"), ("xdrive50", "xdrive60"), ("m60", "m70")},
    ("bmw/ix1/u11", "bmw/ix1/nb5"): {("edrive20", "entry"), ("xdrive30", "dual-motor")},
    ("bmw/ix3/g08", "bmw/ix3/na5"): {("ix3", "50-xdrive")},
    # a car of another class and name
    ("hyundai/ioniq-electric/ae-pe", "hyundai/ioniq-5/ne"): {
        ("38-kwh", None),
        (None, "58-rwd"),
        (None, "58-awd"),
        (None, "72-rwd"),
        (None, "72-awd"),
        (None, "77-rwd"),
        (None, "77-awd"),
    },
    ("mini/cooper-electric/f56", "mini/cooper-electric/j01"): {
        ("cooper-se", "cooper-se"),
        (None, "cooper-e"),
    },
    ("chevrolet/bolt-ev/2017", "chevrolet/bolt-ev/2022"): {("66-kwh", "bolt-ev"), ("60-kwh", None)},
    ("chevrolet/bolt-ev/2022", "chevrolet/bolt/2027"): {("bolt-ev", "lt"), ("bolt-ev", "launch-edition")},
    ("hyundai/ioniq-electric/ae", "hyundai/ioniq-electric/ae-pe"): {("28-kwh", "38-kwh")},
    ("tesla/model-3/2017", "tesla/model-3/highland"): {
        ("rwd", "rwd"),
        ("long-range", "long-range-rwd"),
        ("long-range-awd", "long-range-awd"),
        ("performance", "performance"),
        ("standard-range", None),
        ("standard-range-canada", None),
        ("standard-range-plus", None),
        ("mid-range", None),
    },
}


class TestInTheCatalog:
    @pytest.mark.parametrize(("old", "new"), CATALOG)
    def test_are_those_of_a_product_planner(self, old: str, new: str) -> None:
        assert set(between(old, new)) == CATALOG[old, new]

    def test_of_the_taycan_are_all_that_were_there_before(self) -> None:
        taycan = between("porsche/taycan/j1", "porsche/taycan/j1-2")
        alone = {(None, "turbo-gt"), (None, "4-plus")}
        assert {pair for pair in taycan if None in pair} == alone
        assert {taycan[pair] for pair in taycan if pair not in alone} == {"same name"}
        assert len(taycan) == 14

    @pytest.mark.parametrize(("old", "new"), PAIRS)
    def test_are_the_same_from_new_to_old_and_leave_no_variant_out(self, old: str, new: str) -> None:
        there = between(old, new)
        assert there == {(a, b): why for (b, a), why in between(new, old).items()}
        for side, vehicle in ((0, ev.catalog[old]), (1, ev.catalog[new])):
            assert isinstance(vehicle, Generation)
            for variant in vehicle.variants:
                partners = [pair[1 - side] for pair in there if pair[side] == variant.slug]
                assert partners == [None] or (partners and None not in partners)

    @pytest.mark.parametrize(("old", "new"), sorted({*LINEAGES} - {*PAIRS}))
    def test_may_be_asked_for_over_generations_between(self, old: str, new: str) -> None:
        assert between(old, new) == {(a, b): why for (b, a), why in between(new, old).items()}

    def test_over_generations_between_follow_the_links_from_one_to_the_next(self) -> None:
        leaf = between("nissan/leaf/ze0", "nissan/leaf/third")
        assert {pair for pair in leaf if None not in pair} == {("24-kwh", "52-kwh"), ("30-kwh", "52-kwh")}
        assert leaf["24-kwh", "52-kwh"] == "replaced, says Auto123"


class TestWhy:
    def test_names_the_link_with_its_reason_or_its_source(self) -> None:
        golf = between("volkswagen/e-golf/mk7", "volkswagen/id-3/2020")
        assert golf["36-kwh", "pro-performance"] == "replaced: the first ID.3 on sale, after the last e-Golf"
        assert between("bmw/ix/i20", "bmw/ix/i20-lci")["xdrive40", "xdrive45"] == "replaced, says BMWBLOG"

    def test_names_what_decided_among_the_candidates_and_not_what_all_share(self) -> None:
        ioniq = between("hyundai/ioniq-5/ne", "hyundai/ioniq-5/ne-pe")
        assert ioniq["77-awd", "84-awd"] == "same drivetrain and trim, nearest battery"
        # both are of front-wheel drive
        kona = between("hyundai/kona-electric/os", "hyundai/kona-electric/sx2")
        assert {why for (old, new), why in kona.items() if old and new} == {"nearest battery"}
        ix1 = between("bmw/ix1/u11", "bmw/ix1/nb5")
        assert ix1["xdrive30", "dual-motor"] == "same drivetrain"
        # front-wheel drive before, rear-wheel drive after
        assert ix1["edrive20", "entry"] == "one driven axle"
        # the S is that of the Q8
        audi = between("audi/e-tron/ge", "audi/q8-e-tron/ge-facelift")
        assert audi["s-sportback", "sq8-sportback"] == "same trim"

    def test_names_the_power_if_others_of_the_battery_are_left_out(self) -> None:
        old = made("a/car/c1", "40", "60", battery=("77 kWh", "77 kWh"), power=("210 kW", "400 kW"))
        new = made("a/car/c2", "45", "70", battery=("80 kWh", "80 kWh"), power=("230 kW", "440 kW"))
        assert names(old, new) == {("40", "45"): "nearest power", ("60", "70"): "nearest power"}

    def test_names_nothing_where_there_was_one_candidate(self) -> None:
        old = made("a/car/c1", "One", battery=("60 kWh",))
        new = made("a/car/c2", "Two", battery=("66 kWh",))
        assert names(old, new) == {("One", "Two"): "the only candidate"}


class TestRules:
    def test_a_link_comes_before_the_name(self) -> None:
        link = Replacement("c2-0", ("c1-1", "c1-2"), reason="said so")
        old = made("a/car/c1", "Pro", "GT", "Max")
        new = made("a/car/c2", "Pro", "Plus", links=(link,))
        # only of what one leads to the other is it said
        assert names(old, new) == {("Pro", "Pro"): "same name"}
        new = Generation(evolve(record_of(new), predecessors=("a/car/c1",)))
        assert names(old, new) == {
            ("GT", "Pro"): "replaced: said so",
            ("Max", "Pro"): "replaced: said so",
        }

    def test_batteries_and_drivetrains_are_read_from_names(self) -> None:
        old = made("a/car/c1", "58 kWh RWD", "77,4 kWh RWD", "77.4 kWh AWD")
        new = made("a/car/c2", "63 kWh", "84 kWh 2WD", "84 kWh 4MATIC")
        assert set(names(old, new)) == {
            ("58 kWh RWD", "63 kWh"),
            ("77,4 kWh RWD", "84 kWh 2WD"),
            ("77.4 kWh AWD", "84 kWh 4MATIC"),
        }

    def test_claims_count_before_names(self) -> None:
        old = made("a/car/c1", "50 kWh", "Big 70 kWh", battery=("45 kWh", "70 kWh"))
        new = made("a/car/c2", "Small", "Large", battery=("47 kWh", "52 kWh"))
        assert set(names(old, new)) == {("50 kWh", "Small")}

    def test_the_battery_of_a_regulators_list_is_voltage_times_charge(self) -> None:
        old = made("a/car/c1", "39 kWh", "64 kWh")
        new = made(
            "a/car/c2", "One", "Two", battery_voltage=("268 V", "358 V"), battery_charge=("181 Ah", "181 Ah")
        )
        assert set(names(old, new)) == {("39 kWh", "One"), ("64 kWh", "Two")}

    def test_a_standard_range_has_the_smaller_battery_and_a_long_range_the_larger(self) -> None:
        old = made("a/car/c1", "39 kWh", "64 kWh")
        new = made("a/car/c2", "48 kWh", "65 kWh", "Standard Range", "Long Range")
        assert set(names(old, new)) == {
            ("39 kWh", "48 kWh"),
            ("39 kWh", "Standard Range"),
            ("64 kWh", "65 kWh"),
            ("64 kWh", "Long Range"),
        }
        # of one battery it is not known which it is
        new = made("a/car/c2", "48 kWh", "Standard Range")
        assert names(old, new) == {
            ("39 kWh", "48 kWh"): "nearest battery",
            ("64 kWh", "Standard Range"): "the only ones left",
        }

    @pytest.mark.parametrize(("battery", "pairs"), [("64.9 kWh", True), ("65.2 kWh", False)])
    def test_batteries_lie_within_30_percent(self, battery: str, pairs: bool) -> None:
        old = made("a/car/c1", "One", "Other", battery=("50 kWh", "20 kWh"))
        new = made("a/car/c2", "Two", battery=(battery,))
        assert (("One", "Two") in names(old, new)) is pairs

    @pytest.mark.parametrize(("power", "pairs"), [("124 kW", True), ("126 kW", False)])
    def test_powers_lie_within_25_percent(self, power: str, pairs: bool) -> None:
        old = made("a/car/c1", "One", "Other", battery=("50 kWh", "20 kWh"), power=("100 kW", "50 kW"))
        new = made("a/car/c2", "Two", battery=("52 kWh",), power=(power,))
        assert (("One", "Two") in names(old, new)) is pairs
        # and alone they do, where no battery is stated
        new = made("a/car/c2", "Two", power=(power,))
        assert (("One", "Two") in names(old, new)) is pairs

    def test_powers_of_unlike_ratings_say_nothing(self) -> None:
        old = made("a/car/c1", "One", "Other", power=("100 kW, 30-minute", "30 kW, 30-minute"))
        new = made("a/car/c2", "Two", power=("100 kW",))
        assert names(old, new) == {}

    def test_a_trim_does_not_take_the_place_of_the_plain_variant(self) -> None:
        old = made("a/car/c1", "77 kWh AWD", "72 kWh AWD")
        new = made("a/car/c2", "84 kWh AWD", "84 kWh AWD XRT")
        assert set(names(old, new)) == {("77 kWh AWD", "84 kWh AWD")}
        # but follows its like
        old = made("a/car/c1", "77 kWh AWD", "77 kWh AWD XRT")
        assert set(names(old, new)) == {
            ("77 kWh AWD", "84 kWh AWD"),
            ("77 kWh AWD XRT", "84 kWh AWD XRT"),
        }

    @pytest.mark.parametrize("name", ["RWD (China)", "China RWD", "RWD, South Korea"])
    def test_markets_that_a_name_states_are_never_crossed(self, name: str) -> None:
        old = made("a/car/c1", "RWD", power=("203 kW",))
        new = made("a/car/c2", name, power=("203 kW",))
        assert names(old, new) == {}
        assert set(names(made("a/car/c1", name, power=("200 kW",)), new)) == {(name, name)}

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (("AWD", "", "", ""), ("RWD", "", "", "")),
            (("", "40 kWh", "", ""), ("", "60 kWh", "", "")),
            (("", "", "100 kW", ""), ("", "", "150 kW", "")),
            (("", "", "", "Comfort"), ("", "", "", "Sport")),
        ],
    )
    def test_the_only_ones_left_pair_unless_something_speaks_against_it(
        self, old: tuple[str, ...], new: tuple[str, ...]
    ) -> None:
        def one(id_: str, figures: tuple[str, ...]) -> Generation:
            drivetrain, battery, power, name = figures
            model = id_.split("/")[1].capitalize()
            return made(id_, name or model, drivetrain=(drivetrain,), battery=(battery,), power=(power,))

        assert names(one("a/car/c1", old), one("a/auto/c2", new)) == {}
        neutral = ("", "", "", "")
        for other in (old, new):
            assert list(names(one("a/car/c1", neutral), one("a/auto/c2", other)).values()) == [
                "the only ones left"
            ]

    def test_one_generation_at_two_times_is_paired_with_itself(self) -> None:
        ix1 = ev.catalog["bmw/ix1/u11"]
        assert set(whys(paired(ix1, ix1.as_of("2025-01-01"), {}))) == {
            ("edrive20", "edrive20"),
            ("xdrive30", "xdrive30"),
        }

    def test_two_variants_are_each_others_counterpart(self) -> None:
        old, new = ev.catalog["bmw/ix1/u11/edrive20"], ev.catalog["bmw/ix1/nb5/dual-motor"]
        assert whys(paired(old, new, {})) == {("edrive20", "dual-motor"): "chosen"}


NAMES = st.sampled_from([
    "50 kWh", "77 kWh RWD", "77 kWh AWD", "77 kWh AWD GT", "Long Range", "Standard Range", "Pro", "Pro S",
    "GT", "RWD (China)", "Long Range AWD (China)", "(dual-motor)", "xDrive40", "xDrive45", "M60",
])  # fmt: skip
SIZES = st.sampled_from(["", "40 kWh", "50 kWh", "52 kWh", "64 kWh", "77 kWh", "84 kWh"])
POWERS = st.sampled_from(["", "100 kW", "120 kW", "150 kW", "170 kW", "300 kW"])
WHEELS = st.sampled_from(["", "FWD", "RWD", "AWD"])


@st.composite
def generations(draw: st.DrawFn, id_: str) -> Generation:
    called = draw(st.lists(NAMES, unique=True, min_size=1, max_size=6))
    battery, power, drivetrain = (tuple(draw(values) for _ in called) for values in (SIZES, POWERS, WHEELS))
    return made(id_, *called, battery=battery, power=power, drivetrain=drivetrain)


@given(generations("a/car/c1"), generations("a/car/c2"))
@settings(max_examples=8 * settings().max_examples)
def test_any_pairs_are_the_same_from_new_to_old_near_and_of_one_market(
    old: Generation, new: Generation
) -> None:
    there = paired(old, new, {})
    back = {(b, a): why for (a, b), why in whys(paired(new, old, {})).items()}
    assert whys(there) == back
    assert len(there) == len(whys(there))
    assert {pair.old.slug for pair in there if pair.old} == {v.slug for v in old.variants}
    assert {pair.new.slug for pair in there if pair.new} == {v.slug for v in new.variants}
    for pair in there:
        if pair.old is None or pair.new is None:
            assert pair.why == "no counterpart"
            continue
        assert ("China" in pair.old.short) == ("China" in pair.new.short)
        if pair.why != "same name":
            for key, most in (("battery", 1.30), ("power", 1.25)):
                sizes = [figure(variant, key) for variant in (pair.old, pair.new)]
                assert not all(sizes) or max(sizes) / min(sizes) <= most


def figure(variant: ev.Variant, key: str) -> float:
    claim = variant.get(key)
    return claim.value.magnitude or 0.0 if claim is not None and isinstance(claim.value, ev.Measure) else 0.0


@pytest.mark.parametrize("number", [100, 800])
def test_each_variant_is_held_against_few_others(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0

    def counted(one: Role, other: Role) -> float | None:
        nonlocal looked
        looked += 1
        return battery_apart(one, other)

    monkeypatch.setattr(nearest, "battery_apart", counted)
    old, new = (
        made(
            f"a/car/c{side}",
            *(f"{side}x{place}" for place in range(number)),
            battery=tuple(f"{30 + 7 * place % 97} kWh" for place in range(number)),
            power=tuple(f"{90 + 11 * place % 211} kW" for place in range(number)),
        )
        for side in (1, 2)
    )
    assert len(paired(old, new, {})) >= number
    # however many there are
    assert number < looked < 80 * number


class TestChosen:
    def test_come_first(self) -> None:
        diff = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", pairs={"xdrive30": "bmw/ix1/nb5/entry"})
        assert whys(diff.pairs)["xdrive30", "entry"] == "chosen"
        (one,) = diff.paired()
        assert (one.old.id, one.new.id) == ("bmw/ix1/u11/xdrive30", "bmw/ix1/nb5/entry")

    def test_and_mistaken_are_refused_at_once(self) -> None:
        with pytest.raises(UnknownId, match="did you mean 'edrive20'"):
            ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", pairs={"edrive2": "entry"})
        with pytest.raises(EvspecError, match="entry is paired twice"):
            ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", pairs={"edrive20": "entry", "xdrive30": "entry"})

    @pytest.mark.parametrize(
        ("pairs", "words"),
        [
            ([("edrive20", "entry")], "is no dict of old to new"),
            ("edrive20", "is no dict of old to new"),
            ({"edrive20": None}, "has no variant 'None'"),
            ({3: "entry"}, "has no variant '3'"),
        ],
    )
    def test_of_another_kind_are_refused(self, pairs: Any, words: str) -> None:
        with pytest.raises(EvspecError, match=words):
            ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", pairs=pairs)
