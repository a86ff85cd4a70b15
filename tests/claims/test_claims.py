"""A claim and its two parts: what is said, and who says it."""

from __future__ import annotations

import pickle

import pytest

from evspec import catalog
from evspec.claims import Attribution, Claim, Statement
from tests.vehicles.garage import car, says


class TestParts:
    def test_everything_in_them_is_an_attribute_of_the_claim(self) -> None:
        claim = says("volt-feb", "base.range", "514 km WLTP", hedge="should", note="first", via="the CEO")
        for part, names in ((claim.statement, Statement), (claim.attribution, Attribution)):
            for name in names.__annotations__:
                assert getattr(claim, name) == getattr(part, name)

    def test_claims_with_equal_parts_are_equal(self) -> None:
        one, other = (says("volt-feb", "base.range", "514 km WLTP") for _ in range(2))
        assert one == other
        assert hash(one) == hash(other)
        assert one != says("volt-feb", "base.range", "514 km WLTP", hedge="should")
        assert one != says("volt-feb", "base.range", "515 km WLTP")

    def test_the_reason_of_a_selection_is_no_part_of_equality(self) -> None:
        claim = says("volt-feb", "base.range", "514 km WLTP")
        assert claim.but(why="the only claim") == claim

    def test_cannot_be_changed(self) -> None:
        claim = says("volt-feb", "base.range", "514 km WLTP")
        with pytest.raises(AttributeError):
            claim.status = "rumored"  # type: ignore[misc]
        with pytest.raises(AttributeError):
            claim.about = "acme"  # type: ignore[misc]

    def test_pickles(self) -> None:
        for claim in catalog["bmw/ix1/u11"].claims():
            assert pickle.loads(pickle.dumps(claim)) == claim


class TestBut:
    CLAIM = says("volt-feb", "base.range", "514 km WLTP", hedge="should")

    @pytest.mark.parametrize(
        ("name", "value"), [("about", "acme/one/a"), ("status", "rumored"), ("hedge", ""), ("note", "a note")]
    )
    def test_changes_one_thing(self, name: str, value: str) -> None:
        changed = self.CLAIM.but(**{name: value})
        assert getattr(changed, name) == value
        others = {"about", "value", "row", "source", "status", "edition", "hedge", "note"} - {name}
        assert all(getattr(changed, other) == getattr(self.CLAIM, other) for other in others)

    def test_another_condition_is_another_row(self) -> None:
        other = says("volt-feb", "base.range", "514 km EPA")
        changed = self.CLAIM.but(value=other.value, qualifiers=other.qualifiers)
        assert changed.row == other.row != self.CLAIM.row

    def test_unknown_names_are_refused(self) -> None:
        with pytest.raises(TypeError, match="colour"):
            self.CLAIM.but(colour="red")


def test_selected_claim_keeps_what_is_said() -> None:
    claim = says("volt-feb", "base.range", "514 km WLTP")
    selected = car(claim).range
    assert isinstance(selected, Claim)
    assert (selected.value, selected.why) == (claim.value, "the only claim")
