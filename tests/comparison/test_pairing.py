"""Which variants take each other's place."""

from __future__ import annotations

from typing import Any

import pytest

import evspec as ev
from evspec.errors import EvspecError, UnknownId

PAIRS = [(g.predecessor.id, g.id) for g in ev.catalog if g.predecessor is not None]


def ids(diff: ev.Diff) -> set[tuple[str | None, str | None, str]]:
    return {
        (p.old.slug if p.old is not None else None, p.new.slug if p.new is not None else None, p.why)
        for p in diff.pairs
    }


class TestPairs:
    def test_by_name_drivetrain_and_role(self) -> None:
        assert ids(ev.diff("bmw/ix1/u11", "bmw/ix1/nb5")) == {
            ("edrive20", "entry", "entry version"),
            ("xdrive30", "dual-motor", "same drivetrain"),
        }
        assert ("m50", "m50", "same name") in ids(ev.diff("bmw/i4/g26", "bmw/i4/g26-lci"))

    def test_by_battery_and_power(self) -> None:
        kona = ids(ev.diff("hyundai/kona-electric/os", "hyundai/kona-electric/sx2"))
        assert {
            ("39-kwh", "48-kwh", "nearest battery"),
            ("64-kwh", "long-range", "nearest power"),
            (None, "65-kwh", "no counterpart"),
        } <= kona

    @pytest.mark.parametrize(("old", "new"), PAIRS)
    def test_are_the_same_from_new_to_old_and_use_each_variant_once(self, old: str, new: str) -> None:
        there, back = ids(ev.diff(old, new)), ids(ev.diff(new, old))
        assert there == {(a, b, why) for b, a, why in back}
        for side, vehicle in ((0, ev.catalog[old]), (1, ev.catalog[new])):
            assert isinstance(vehicle, ev.Generation)
            slugs = sorted(str(pair[side]) for pair in there if pair[side])
            assert slugs == sorted(v.slug for v in vehicle.variants)

    def test_can_be_chosen(self) -> None:
        diff = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", pairs={"xdrive30": "bmw/ix1/nb5/entry"})
        assert ("xdrive30", "entry", "chosen") in ids(diff)
        (one,) = diff.paired()
        assert (one.old.id, one.new.id) == ("bmw/ix1/u11/xdrive30", "bmw/ix1/nb5/entry")

    def test_that_are_mistaken_are_refused_at_once(self) -> None:
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
def test_pairs_of_another_kind_are_refused(pairs: Any, words: str) -> None:
    with pytest.raises(EvspecError, match=words):
        ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", pairs=pairs)
