"""A generation speaks for its variants, and they for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evspec.errors import UnknownId
from evspec.measures import measure
from evspec.values import Amounts, Categories, Relation, Span
from evspec.vehicles import entry_of
from tests.vehicles.garage import catalog, generation, only, record, row, says, selected, stands

if TYPE_CHECKING:
    from evspec.vehicles import Generation

OTHER = record(says("maker-jan", "power", "345 kW"), id_="acme/one/b")


class TestSpans:
    def test_reach_over_the_figures_of_the_variants(self) -> None:
        found = selected(
            generation(
                says("maker-jan", "base.range", "514 km WLTP"), says("volt-feb", "plus.range", "466 km WLTP")
            ),
            "range",
        )
        assert found.value == Span(measure("466 km WLTP"), measure("514 km WLTP"))
        assert [name for name, _ in found.parts] == ["Base", "Plus"]
        assert found.partial == ()

    def test_are_as_firm_as_the_weakest_part(self) -> None:
        whole = generation(
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "plus.power", "230 kW", status="expected"),
        )
        assert only(whole, "power").status == "expected"

    def test_without_width_are_the_figure(self) -> None:
        whole = generation(
            says("maker-jan", "base.dc_power", "130 kW"), says("volt-feb", "plus.dc_power", "130 kW")
        )
        assert selected(whole, "dc_power").value == measure("130 kW")

    def test_name_who_states_them_where_others_do_not(self) -> None:
        found = selected(generation(says("maker-jan", "plus.power", "230 kW")), "power")
        assert found.value == measure("230 kW")
        assert found.partial == ("Plus",)

    def test_count_the_generations_own_figure_for_those_who_are_silent(self) -> None:
        found = selected(
            generation(says("maker-jan", "power", "150 kW"), says("maker-jan", "plus.power", "230 kW")),
            "power",
        )
        assert found.value.show() == "150–230 kW"  # type: ignore[union-attr]
        assert found.partial == ()

    def test_leave_out_an_own_figure_that_no_variant_bears_out(self) -> None:
        found = selected(
            generation(
                says("maker-jan", "power", "200 kW"),
                says("volt-feb", "base.power", "150 kW"),
                says("volt-feb", "plus.power", "230 kW"),
            ),
            "power",
        )
        assert found.value.show() == "150–230 kW"  # type: ignore[union-attr]
        assert [c.value.show() for c in found.others] == ["200 kW"]

    def test_count_an_own_figure_that_agrees_with_one(self) -> None:
        found = selected(
            generation(
                says("maker-jan", "power", "230 kW"),
                says("volt-feb", "base.power", "150 kW"),
                says("volt-feb", "plus.power", "230 kW"),
            ),
            "power",
        )
        assert found.value.show() == "150–230 kW"  # type: ignore[union-attr]
        assert len(found.supporting) == 3

    def test_are_of_like_conditions(self) -> None:
        """DIN weights and EU weights are no span: what most variants state stands, the rest in the note."""
        weights = {"base": "490 L, VDA", "plus": "520 L, VDA", "max": "700 L, SAE", "top": "710 L"}
        variants = tuple((slug, slug.capitalize()) for slug in weights)
        whole = generation(
            *(says("maker-jan", f"{slug}.cargo_volume", value) for slug, value in weights.items()),
            variants=variants,
        )
        found = selected(whole, "cargo_volume")
        assert found.value == Span(measure("490 L"), measure("520 L"))
        assert found.partial == ("Base", "Plus")
        assert {claim.value.show() for claim in found.others} == {"700 L", "710 L"}
        told = " ".join(note.text for note in whole.to_table().notes)
        assert "SAE: Max 700 L" in told
        assert "standard not stated: Top 710 L" in told

    @pytest.mark.parametrize(
        ("base", "plus", "shown"),
        [("490 L, VDA", "700 L", "490 L"), ("490 L", "700 L, SAE", "700 L"), ("490 L", "700 L", "490–700 L")],
    )
    def test_prefer_a_standard_to_none(self, base: str, plus: str, shown: str) -> None:
        whole = generation(
            says("maker-jan", "base.cargo_volume", base), says("maker-jan", "plus.cargo_volume", plus)
        )
        value = selected(whole, "cargo_volume").value
        assert value is not None
        assert value.show() == shown

    def test_leave_an_own_figure_under_its_own_conditions(self) -> None:
        told = [
            says("maker-jan", "cargo_volume", "437 L, VDA"), says("volt-feb", "plus.cargo_volume", "566 L")
        ]  # fmt: skip
        variants = (("base", "Base"), ("plus", "Plus"), ("max", "Max"))
        found = selected(generation(*told, variants=variants), "cargo_volume")
        assert found.value == measure("437 L")
        assert [claim.value.show() for claim in found.others] == ["566 L"]

    def test_over_two_currencies_are_amounts_side_by_side(self) -> None:
        whole = generation(
            says("maker-jan", "base.price", "47,900 EUR", market="Germany"),
            says("maker-jan", "plus.price", "55,000 USD", market="Germany"),
        )
        assert selected(whole, "price").value == Amounts((measure("47,900 EUR"), measure("55,000 USD")))

    @given(st.lists(st.integers(50, 999), min_size=1, max_size=5))
    def test_hold_every_variants_figure(self, numbers: list[int]) -> None:
        names = [f"v{n}" for n in range(len(numbers))]
        claims = [
            says("maker-jan", f"{name}.power", f"{kw} kW") for name, kw in zip(names, numbers, strict=True)
        ]
        whole = generation(*claims, variants=tuple((name, name.upper()) for name in names))
        value = selected(whole, "power").value
        assert value is not None
        span = Span.around(value)  # type: ignore[arg-type]
        assert (span.low, span.high) == (min(numbers), max(numbers))


class TestUnions:
    def test_hold_the_names_of_all_variants(self) -> None:
        whole = generation(
            says("maker-jan", "base.drivetrain", "FWD"), says("maker-jan", "plus.drivetrain", "AWD")
        )
        assert stands(whole, "drivetrain") == "FWD, AWD"

    def test_hold_a_name_once(self) -> None:
        whole = generation(
            says("maker-jan", "base.cell_format", "prismatic"),
            says("volt-feb", "plus.cell_format", "prismatic"),
        )
        assert stands(whole, "cell_format") == "prismatic"

    @pytest.mark.parametrize(
        ("key", "base", "plus", "shown"),
        [
            ("motor_count", 2, 1, "1, 2"),
            ("motor_generation", "Gen6", "Gen5", "Gen5, Gen6"),
            ("motor_generation", "Gen5", "gen5", "Gen5"),
            ("drivetrain", "RWD only", "AWD", "RWD, AWD"),
            ("drivetrain", "RWD, AWD", "AWD", "RWD, AWD"),
        ],
    )
    def test_are_made_of_words_and_counts_too(self, key: str, base: object, plus: object, shown: str) -> None:
        whole = generation(says("maker-jan", f"base.{key}", base), says("maker-jan", f"plus.{key}", plus))
        assert stands(whole, key) == shown

    def test_keep_what_the_generation_denies(self) -> None:
        value = selected(
            generation(
                says("volt-feb", "drivetrain", "not FWD"),
                says("volt-feb", "base.drivetrain", "RWD"),
                says("volt-feb", "plus.drivetrain", "AWD"),
            ),
            "drivetrain",
        ).value
        assert value == Categories(("RWD", "AWD"), ("FWD",))

    def test_drop_a_denial_that_a_variant_contradicts(self) -> None:
        value = selected(
            generation(
                says("volt-feb", "drivetrain", "not FWD"),
                says("amp-feb", "base.drivetrain", "FWD"),
                says("volt-feb", "plus.drivetrain", "AWD"),
            ),
            "drivetrain",
        ).value
        assert value == Categories(("FWD", "AWD"))


class TestWhatBelongsToTheWhole:
    def test_is_the_generations_own_claim(self) -> None:
        found = selected(
            generation(
                says("maker-jan", "platform", "UKL2"),
                says("volt-feb", "base.platform", "FAAR", status="rumored"),
            ),
            "platform",
        )
        assert found.value.show() == "UKL2"  # type: ignore[union-attr]
        assert [c.value.show() for c in found.others] == ["FAAR"]

    def test_that_one_variant_alone_states_is_not_said_of_the_whole(self) -> None:
        whole = generation(says("maker-jan", "base.production_start", "2023"))
        found = selected(whole, "production_start")
        assert found.value is None
        assert found.partial == ("Base",)
        assert whole.get("production_start") is None
        assert len(whole.claims("production_start")) == 1

    def test_on_which_variants_contradict_each_other_is_not_said_of_the_whole(self) -> None:
        whole = generation(
            says("maker-jan", "base.market_launch", "2022"), says("maker-jan", "plus.market_launch", "2025")
        )
        assert whole.get("market_launch") is None

    def test_is_what_every_variant_says(self) -> None:
        whole = generation(
            says("maker-jan", "base.market_launch", "2022"),
            says("volt-feb", "plus.market_launch", "2022", status="expected"),
        )
        assert stands(whole, "market_launch") == "2022"
        assert only(whole, "market_launch").status == "expected"

    def test_as_merely_expected_gives_way_to_what_every_variant_says(self) -> None:
        whole = generation(
            says("volt-feb", "market_launch", "2021", status="expected"),
            says("maker-jan", "base.market_launch", "2022"),
            says("maker-jan", "plus.market_launch", "2022"),
        )
        found = selected(whole, "market_launch")
        assert found.value.show() == "2022"  # type: ignore[union-attr]
        assert [c.value.show() for c in found.others] == ["2021"]

    def test_as_merely_expected_stays_while_one_variant_is_silent(self) -> None:
        whole = generation(
            says("volt-feb", "market_launch", "2021", status="expected"),
            says("maker-jan", "base.market_launch", "2022"),
        )
        assert stands(whole, "market_launch") == "2021"

    def test_as_merely_expected_stays_against_a_rumor(self) -> None:
        whole = generation(
            says("volt-feb", "market_launch", "2021", status="expected"),
            says("amp-feb", "base.market_launch", "2022", status="rumored"),
            says("amp-feb", "plus.market_launch", "2022", status="rumored"),
        )
        assert stands(whole, "market_launch") == "2021"


class TestRelationsAndTheUnknown:
    def test_of_the_generation_stands_where_variants_are_silent(self) -> None:
        found = selected(
            generation(says("volt-feb", "power", "less than acme/one/b"), beside=[OTHER]), "power"
        )
        assert found.value == Relation("less than", "acme/one/b")

    def test_of_the_generation_gives_way_to_figures_of_variants(self) -> None:
        found = selected(
            generation(
                says("maker-jan", "power", "less than acme/one/b"),
                says("undated", "base.power", "150 kW", status="rumored"),
                beside=[OTHER],
            ),
            "power",
        )
        assert found.value == measure("150 kW")
        assert found.partial == ("Base",)
        assert Relation("less than", "acme/one/b") in [c.value for c in found.others]

    def test_of_variants_stands_if_nothing_else_is_said(self) -> None:
        found = selected(
            generation(
                says("volt-feb", "base.power", "less than acme/one/b"),
                says("volt-feb", "plus.power", "more than acme/one/b"),
                beside=[OTHER],
            ),
            "power",
        )
        assert found.value == Relation("less than", "acme/one/b")
        assert found.partial == ("Base",)
        assert len(found.claims) == 2

    def test_of_variants_stands_behind_the_generations_figure(self) -> None:
        found = selected(
            generation(
                says("volt-feb", "power", "up to 200 kW"),
                says("volt-feb", "base.power", "less than acme/one/b"),
                beside=[OTHER],
            ),
            "power",
        )
        assert found.value == measure("up to 200 kW")
        assert len(found.others) == 1

    def test_of_one_variant_beside_the_others_figure_is_listed(self) -> None:
        found = selected(
            generation(
                says("volt-feb", "base.power", "150 kW"),
                says("volt-feb", "plus.power", "less than acme/one/b"),
                beside=[OTHER],
            ),
            "power",
        )
        assert found.value == measure("150 kW")
        assert len(found.others) == 1

    def test_as_unknown_is_no_figure(self) -> None:
        found = selected(
            generation(says("volt-feb", "base.power", "unknown"), says("volt-feb", "plus.power", "230 kW")),
            "power",
        )
        assert found.value == measure("230 kW")


class TestEditionsAndTime:
    def test_hold_for_the_variants_too(self) -> None:
        whole = generation(
            says("volt-feb", "base.range", "431 km WLTP"),
            says("volt-mar", "base.range", "514 km WLTP", edition="2026"),
            says("volt-feb", "plus.range", "417 km WLTP"),
            says("volt-mar", "plus.range", "466 km WLTP", edition="2026"),
            editions=("2022", "2026"),
        )
        assert stands(whole, "range") == "466–514 km"
        assert stands(whole.at("2022"), "range") == "417–431 km"
        assert stands(whole.as_of("2026-02-15"), "range") == "417–431 km"
        assert stands(whole.at("2022").variant("plus"), "range") == "417 km"
        assert whole.at("2022").variants[0].generation == whole.at("2022")

    def test_an_unknown_edition_is_told_the_known_ones(self) -> None:
        with pytest.raises(UnknownId, match="it has 2022, 2026"):
            generation(editions=("2022", "2026")).at("2024")
        with pytest.raises(UnknownId, match="it has none"):
            generation().at("2024")


class TestLinks:
    def linked(self) -> Generation:
        return generation(
            predecessors=("acme/one/b",),
            beside=[record(id_="acme/one/b", successors=("acme/one/a",)), record(id_="acme/one/c")],
        )

    def test_lead_to_the_generation_before_and_after(self) -> None:
        whole = self.linked()
        assert whole.predecessor is not None
        assert whole.predecessor.id == "acme/one/b"
        assert whole.predecessor.successor == whole
        assert whole.successor is None

    def test_keep_the_day_of_knowledge(self) -> None:
        before = self.linked().as_of("2026-02-01").predecessor
        assert before is not None
        assert str(before.as_of_date) == "2026-02-01"

    def test_a_variant_is_found_by_its_slug(self) -> None:
        assert self.linked().variant("base").short == "Base"
        with pytest.raises(UnknownId, match="did you mean 'base'"):
            self.linked().variant("bsae")
        with pytest.raises(UnknownId, match="it has none"):
            generation(variants=()).variant("base")


class TestNames:
    def test_are_made_of_make_model_code_and_variant(self) -> None:
        whole = generation(editions=("2022", "2026"))
        assert (whole.name, whole.label, str(whole)) == ("Acme One A1", "One A1", "Acme One A1")
        base = whole.variant("base")
        assert (base.name, base.label, base.id) == ("Acme One Base", "One A1 Base", "acme/one/a/base")
        assert (base.make, base.model, base.code, base.editions) == ("Acme", "One", "A1", ("2022", "2026"))

    def test_say_the_edition_that_was_asked_for(self) -> None:
        whole = generation(editions=("2022", "2026")).at("2022")
        assert whole.name == "Acme One A1 (2022)"
        assert whole.variant("base").label == "One A1 Base (2022)"
        assert (
            repr(whole.variant("base").as_of("2026-02-01"))
            == "<Variant acme/one/a/base@2022 as of 2026-02-01>"
        )

    def test_do_not_repeat_a_variant_that_is_called_like_the_model(self) -> None:
        whole = generation(variants=(("one", "One"),))
        assert whole.variant("one").name == "Acme One"
        assert whole.variant("one").label == "One A1"


def test_a_generation_lists_its_variants_in_the_order_of_the_file() -> None:
    whole = generation()
    assert [v.slug for v in whole.variants] == ["base", "plus"]
    assert all(v.generation == whole for v in whole.variants)


def test_a_relation_with_an_open_condition_stands_in_the_rows_where_its_target_has_a_figure() -> None:
    target = record(
        says("maker-jan", "price", "68,900 EUR", market="Germany"),
        says("maker-jan", "price", "60,000 USD", market="USA"),
        id_="acme/one/b",
    )
    whole = generation(says("volt-feb", "price", "less than acme/one/b"), beside=[target])
    other = catalog(target)["acme/one/b"]
    for market in ("Germany", "USA"):
        assert entry_of(whole, row(other, "price", market=market)).value == Relation(
            "less than", "acme/one/b"
        )
    length = row(generation(says("maker-jan", "length", "1 m")), "length")
    assert entry_of(whole, length).selection is None
