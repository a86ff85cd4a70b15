"""Laws that hold for every catalog, over made-up ones: order, time, units, editions, files, outputs."""

from __future__ import annotations

import warnings
from fractions import Fraction
from itertools import pairwise
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evspec import compare, derive, diff, dump, load
from evspec.claims import FIRM
from evspec.derivation.estimates import RATIOS, estimate
from evspec.errors import DataWarning, EvspecError
from evspec.measures import Measure, measure
from evspec.specs import SYSTEMS, System
from evspec.table import Table
from evspec.table.dataframe import Shape
from evspec.values import Span
from evspec.vehicles import entry_of, record_of, rows_of
from evspec.wording.cells import condition_beside, stated
from evspec.wording.footnotes import NOTES, Notes
from tests.comparison.mirror import check_mirrored
from tests.property.made_up import DAYS, catalogs, shuffled, vehicles_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evspec.catalogs import Catalog
    from evspec.claims import Claim
    from evspec.comparison import Change
    from evspec.vehicles import Vehicle

#: Catalogs are drawn slowly, and each is looked at from many sides.
SHAPES = get_args(Shape)
laws = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def facts(change: Change) -> tuple[object, ...]:
    """Return what a change comes to, without the words and numbers of a unit."""
    found = change.verdict
    return change.row.key, found._replace(delta=None, percent=None, names=tuple(sorted(found.names)))


@laws
@given(catalogs())
def test_a_vehicle_does_not_differ_from_itself(found: Catalog) -> None:
    for vehicle in vehicles_of(found):
        there = diff(vehicle, vehicle)
        assert there.changes == ()
        assert {pair.why for pair in there.pairs if pair.old and pair.new and pair.old != pair.new} == set()
        assert diff(vehicle, vehicle, only_differences=True).to_table().rows == ()


@laws
@given(catalogs(least=2), st.data())
def test_the_way_back_is_the_mirror(found: Catalog, data: st.DataObject) -> None:
    old, new = data.draw(st.permutations(vehicles_of(found)))[:2]
    there, back = diff(old, new), diff(new, old)
    assert [change.row for change in there.rows] == [change.row for change in back.rows]
    for one, other in zip(there.rows, back.rows, strict=True):
        check_mirrored(one.verdict, other.verdict)
        assert (one.old, one.new) == (other.new, other.old)
    turned = {(pair.old, pair.new) for pair in back.pairs}
    assert {(pair.new, pair.old) for pair in there.pairs} == turned


@laws
@given(catalogs(least=2), st.data())
def test_the_order_of_files_and_claims_decides_nothing(found: Catalog, data: st.DataObject) -> None:
    mixed = data.draw(shuffled(found))
    assert set(mixed.ids) == set(found.ids)
    for vehicle in vehicles_of(found):
        other = mixed[vehicle.id].at(vehicle.edition)
        assert rows_of(other) == rows_of(vehicle)
        for row in rows_of(vehicle):
            said, again = entry_of(vehicle, row), entry_of(other, row)
            assert said == again
            if said.selection is not None and again.selection is not None:
                assert said.selection.why == again.selection.why
        assert other.to_table().to_json() == vehicle.to_table().to_json()
    ids = found.ids[:2]
    for make in (diff, compare):
        mine, theirs = (make(*(catalog[id_] for id_ in ids)).to_table() for catalog in (found, mixed))
        assert mine.to_json() == theirs.to_json()


@laws
@given(catalogs(least=2), st.data())
def test_the_order_of_vehicles_moves_the_columns_and_nothing_else(
    found: Catalog, data: st.DataObject
) -> None:
    vehicles = data.draw(st.lists(st.sampled_from(vehicles_of(found)), min_size=2, max_size=4, unique=True))
    order = data.draw(st.permutations(range(len(vehicles))))
    one, other = compare(*vehicles, rows="all"), compare(*(vehicles[n] for n in order), rows="all")
    assert one.rows == other.rows
    for row in one.rows:
        best = one.best(row)
        assert other.best(row) == tuple(best[n] for n in order)


@pytest.mark.filterwarnings("ignore::evspec.errors.DataWarning")
@laws
@given(catalogs())
def test_what_is_dumped_is_read_again_as_it_was(found: Catalog) -> None:
    with TemporaryDirectory() as where, warnings.catch_warnings():
        # that made-up figures can hardly be right is known
        warnings.simplefilter("ignore", DataWarning)
        for form in ("all.toml", "all.json", "folder"):
            path = f"{where}/{form}"
            dump(found, path)
            read = load(path)
            assert {record_of(one).id: record_of(one) for one in read} == {
                record_of(one).id: record_of(one) for one in found
            }
            again = f"{where}/again-{form}"
            dump(read, again)
            assert load(again) == read


@laws
@given(catalogs())
def test_a_later_day_knows_no_less(found: Catalog) -> None:
    for vehicle in vehicles_of(found):
        for day, later in pairwise(DAYS):
            before, after = vehicle.as_of(day), vehicle.as_of(later)
            told = {*before.claims()}
            assert told <= {*after.claims()}
            for row in rows_of(before):
                known, then = entry_of(before, row), entry_of(after, row)
                if known.selection is None or known.selection.row != row:
                    continue
                assert then.selection is not None, (vehicle, row, day, later)
                # variants that come to contradict each other leave nothing to say of the whole
                if known.value is not None and vehicle.id.count("/") > 2:
                    assert then.value is not None, (vehicle, row, day, later)
                    assert before.get(row.spec.key) is None or after.get(row.spec.key) is not None


@laws
@given(catalogs(least=2), st.data())
def test_units_change_no_verdict(found: Catalog, data: st.DataObject) -> None:
    vehicles = data.draw(st.permutations(vehicles_of(found)))[:3]
    old, new = vehicles[:2]
    told = [list(map(facts, diff(old, new, units=units).rows)) for units in SYSTEMS]
    told.append(list(map(facts, diff(old, new, house="us-press").rows)))
    assert all(facts_ == told[0] for facts_ in told)
    marked = [
        [(row.key, [cell.mark for cell in row.cells]) for row in compare(*vehicles, units=u).to_table().rows]
        for u in SYSTEMS
    ]
    assert all(marks == marked[0] for marks in marked)


@laws
@given(catalogs(claims=8), st.sampled_from(SYSTEMS), st.sampled_from(NOTES))
def test_what_loads_can_be_shown_in_every_format(found: Catalog, units: System, notes: Notes) -> None:
    # as they come: wholes and parts, in this edition or that
    vehicles = vehicles_of(found)[::3]
    tables = [vehicle.to_table(units=units, notes=notes) for vehicle in vehicles]
    old, new = vehicles[0], vehicles[-1]
    paired = diff(old, new, units=units, notes=notes)
    tables += [paired.to_table(), compare(*vehicles, units=units, rows="all").to_table()]
    tables.append(found.conflicts().to_table())
    styled: dict[str, Any] = {"house": "us-press", "specs": "panel"}
    tables += [compare(*vehicles, **styled).to_table(), diff(old, new, **styled).to_table()]
    assert paired.summary()
    for table in tables:
        assert all((table.to_text(), table.to_markdown(), table.to_html(style="pretty"), table.to_csv()))
        assert all((table.to_latex(), table.to_latex(style="siunitx")))
        assert Table.from_json(table.to_json()) == table
        for shape in SHAPES:
            table.to_dataframe("pandas", shape=shape)
    for claim in (claim for generation in found for claim in generation.claims()):
        assert all((str(claim), repr(claim), claim._repr_html_(), claim._repr_markdown_()))


#: Some specs of a panel, of which cars state this or that under one condition or another.
PANEL = ("range", "battery_net", "battery_gross", "price", "dc_time")


@laws
@given(catalogs(least=3, claims=6, keys=PANEL), st.sampled_from(SYSTEMS))
def test_a_panel_compares_no_two_conditions(found: Catalog, units: System) -> None:
    vehicles = vehicles_of(found)
    shown = compare(*vehicles, specs="panel", units=units)
    rows = {row.key: row for row in shown.rows}
    for line in shown.to_table().rows:
        filled = [n for n, cell in enumerate(line.cells) if "instead" in cell.data]
        for n, cell in enumerate(line.cells):
            entry = entry_of(vehicles[n], rows[line.key])
            if n in filled:
                # it is what the vehicle states in another row, and has no number in this one
                assert entry.value is None
                instead: Any = cell.data["instead"]
                told = entry_of(vehicles[n], rows[instead["row"]])
                beside = condition_beside(told, entry.row)
                assert cell.text == stated(told, shown.units, beside)
                assert f"({beside}" in cell.text
                assert "magnitude" not in cell.data
            if filled:
                assert not cell.mark
            if entry.value is not None:
                assert cell.text.startswith(stated(entry, shown.units))


#: Questions that may be asked of any catalog.
QUESTIONS: tuple[tuple[str, object], ...] = (
    ("power", ">100 kW"), ("range", ">=101 km WLTP"), ("range", "<130 km EPA"), ("drivetrain", "AWD"),
    ("drivetrain", "not FWD"), ("seats", "5"), ("heat_pump", True), ("price", "<150 EUR, Germany"),
    ("consumption", "<101 kWh/100 km WLTP"), ("battery_net", "100-130 kWh"), ("length", "4130 mm"),
    ("premiere", "2024"), ("dc_time", "<130 min, 10-80 %"), ("platform", "UKL2"),
    ("ac_power", {"value": ">100 kW", "fitted": "option"}),
)  # fmt: skip


@laws
@given(catalogs(), st.sampled_from(QUESTIONS), st.sampled_from([*DAYS[2:5], None]))
def test_find_answers_as_each_vehicle_would_alone(
    found: Catalog, question: tuple[str, object], day: str | None
) -> None:
    key, wanted = question
    asked: dict[str, Any] = {key: wanted}
    known = found.as_of(day)
    for possible in (False, True):
        answer = known.find(possible=possible, **asked)
        alone: list[str] = []
        for generation in known:
            # on its own a vehicle is asked without the columns of the others
            one = type(found).of_records({generation.id: record_of(generation)}, found.sources).as_of(day)
            alone += [variant.id for variant in one.find(possible=possible, **asked)]
        assert sorted(variant.id for variant in answer) == sorted(alone)


@laws
@given(catalogs(keys=("power", "dc_power", "top_speed", "battery_net")), st.sampled_from(DAYS[2:]))
def test_find_answers_for_a_figure_as_its_order_does(found: Catalog, day: str | None) -> None:
    known = found.as_of(day)
    for key, asked in (("power", "101 kW"), ("dc_power", "130 kW"), ("top_speed", "101 km/h")):
        wanted: dict[str, Any] = {key: f">{asked}"}
        surely, perhaps = (set(known.find(possible=possible, **wanted)) for possible in (False, True))
        assert not surely & perhaps
        for variant in known.variants:
            claim = variant.get(key)
            value = claim.value if claim is not None else None
            if not isinstance(value, Measure):
                assert variant in perhaps
                continue
            order = value.compare(measure(asked))
            # what is asked for is a threshold, which has no rounding of its own
            beyond = value.low is not None and value.low > float(asked.partition(" ")[0])
            assert variant not in surely or order == "greater" or (beyond and order == "undecided")
            assert variant not in perhaps or order == "undecided" or value.bound != "exact"
            assert variant in surely or variant in perhaps or order != "greater"


#: What is derived of two figures, and by what their quotient is multiplied.
QUOTIENTS = (
    ("battery_share_usable", "battery_net", "battery_gross", 100),
    ("power_to_weight", "power", "curb_weight", 1000),
    ("battery_energy_density", "battery_gross", "battery_mass", 1000),
)


def points(claim: Claim | None) -> list[Fraction]:
    """Return points of a figure in its metric unit: its ends and its middle, as far as they are there."""
    if claim is None or not isinstance(claim.value, Measure | Span):
        return []
    ends = [end for end in claim.value.interval(claim.spec.metric).ends if end is not None]
    return [*ends, sum(ends, Fraction(0)) / len(ends)] if ends else []


def printed_in_km(value: object) -> Span:
    """Return a figure as it was printed in kilometers, if all of it was; else as it is."""
    assert isinstance(value, Measure | Span)
    figure = Span.around(value)
    metric = all(side.was_printed_in("km") for side in (figure.lowest, figure.highest))
    return figure.printed_in("km") if metric else figure


def check_enclosed(claim: Claim, sizes: Iterable[Fraction]) -> None:
    """Check that sizes lie in a figure that was worked out, but for what it was rounded by."""
    value = claim.value
    assert isinstance(value, Measure)
    low, high = value.interval(claim.spec.metric).ends
    # one number is rounded to two digits at least: by a twentieth of it at most
    leeway = max(low or Fraction(0), Fraction(value.step)) / 20 if low == high else Fraction(0)
    for size in sizes:
        assert low is None or low - leeway <= size
        assert high is None or size <= high + leeway


@laws
@given(catalogs(keys=("battery_net", "battery_gross", "battery_mass", "power", "curb_weight")))
def test_derived_values_enclose_what_follows_from_their_inputs(found: Catalog) -> None:
    for vehicle in (one for generation in found for one in (generation, *generation.variants)):
        more = derive(vehicle)
        stated = {claim.row for claim in vehicle.claims()}
        assert all(
            claim.why and claim.row not in stated for claim in more.claims() if claim.status == "derived"
        )
        for key, over, under, scale in QUOTIENTS:
            claim = more.get(key)
            if claim is not None and claim.about == vehicle.id:
                tops, bottoms = points(vehicle.get(over)), points(vehicle.get(under))
                open_ = [vehicle.get(one) for one in (over, under)]
                if all(one is not None and one.value.definiteness == 0 for one in open_):
                    check_enclosed(claim, (top / bottom * scale for top in tops for bottom in bottoms))


@laws
@given(catalogs(keys=("range",)))
def test_estimates_enclose_what_was_observed(found: Catalog) -> None:
    for vehicle in vehicles_of(found):
        for row in rows_of(vehicle):
            claim = entry_of(vehicle, row).claim
            for ratio in RATIOS if claim is not None else ():
                assert claim is not None
                if claim.cycle not in {ratio.of, ratio.to}:
                    continue
                upright = claim.cycle == ratio.to
                try:
                    guess = estimate(claim, ratio.of if upright else ratio.to)
                except EvspecError:
                    lies = claim.value.interval() if isinstance(claim.value, Measure | Span) else None
                    # "up to 100 to at least 101 km" is open on both sides
                    assert lies is None or lies.is_open or row.unstated
                    continue
                assert guess.status == "estimated"
                ends = [end for end in ratio.interval.ends if end is not None]
                # of "about 130.4 mi (about 200 km)" the metric printing counts
                base = claim.but(value=printed_in_km(claim.value))
                sizes = (end * by if upright else end / by for end in points(base) for by in ends)
                # one end of a bound is open, and the other one follows from the farther ratio
                if claim.value.definiteness == 0:
                    check_enclosed(guess, sizes)


@laws
@given(catalogs(least=2), st.data())
def test_a_star_agrees_with_the_verdict(found: Catalog, data: st.DataObject) -> None:
    every: list[Vehicle] = data.draw(st.permutations(vehicles_of(found)))
    old, new = every[:2]
    side, by_row = compare(old, new, rows="all"), {change.row: change for change in diff(old, new).rows}
    for row in side.rows:
        change = by_row.get(row)
        stars = side.best(row)
        if change is None or change.old is None or change.new is None:
            # "more than the iX3's" is ahead of an iX3 that states nothing, which wins against nobody
            assert stars == (False, False)
            continue
        out = [claim.status in FIRM for claim in (change.old, change.new)]
        assert stars == (change.better is False and out[0], change.better is True and out[1]), row.key
