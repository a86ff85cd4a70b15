"""Tables and lists: of which version a cell is, under which label, in which unit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import evspec as ev
from tests.property.test_growth import check_growth

if TYPE_CHECKING:
    from collections.abc import Callable

IX = "bmw/ix/i20-lci"
#: A version per column.
COLUMNS = """\
Technical data
| | iX xDrive45 | iX xDrive60 |
|---|---|---|
| Range (WLTP, km) | 602 | 701 |
| Power | 300 kW (408 hp) | 400 kW |
| Battery, usable [kWh] | 94.8 | 109.1* |
| Heat pump | standard | ✓ |
| Drive | AWD | AWD |
| 0–100 km/h (s) | 5.1 | 4.6 |
| Boxes of apples | 12 | 13 |
| Cd value | 0.25 | n/a |
"""


def read(text: str, about: str = IX, **options: object) -> ev.Draft:
    return ev.read_article(text, date="2026-03-02", about=about, **options)  # type: ignore[arg-type]


def told(draft: ev.Draft) -> list[tuple[str, str, object]]:
    return [(one.vehicle.removeprefix(f"{IX}/"), one.spec, one.value) for one in draft.proposals]


class TestColumns:
    def test_each_column_is_of_its_version(self) -> None:
        assert told(read(COLUMNS)) == [
            ("xdrive45", "range", "602 km"),
            ("xdrive60", "range", "701 km"),
            ("xdrive45", "power", "300 kW (408 PS)"),
            ("xdrive60", "power", "400 kW"),
            ("xdrive45", "battery_net", "94.8 kWh"),
            ("xdrive60", "battery_net", "109.1 kWh"),
            ("xdrive45", "heat_pump", True),
            ("xdrive60", "heat_pump", True),
            ("xdrive45", "drivetrain", "AWD"),
            ("xdrive60", "drivetrain", "AWD"),
            ("xdrive45", "accel_0_100_kmh", "5.1 s"),
            ("xdrive60", "accel_0_100_kmh", "4.6 s"),
            ("xdrive45", "drag_coefficient", "0.25"),
        ]

    def test_the_head_names_the_cycle(self) -> None:
        ranges = [one for one in read(COLUMNS).proposals if one.spec == "range"]
        assert [one.qualifiers["cycle"] for one in ranges] == ["WLTP", "WLTP"]

    def test_a_label_that_is_no_spec_is_told_once(self) -> None:
        draft = read(COLUMNS)
        assert [(one.text, one.reason) for one in draft.untaken] == [
            ("Boxes of apples", "a label that is no spec")
        ]

    def test_what_was_read_is_borne_out(self) -> None:
        assert read(COLUMNS).check(f"The iX.\n{COLUMNS}") == ()

    @pytest.mark.parametrize(
        "text",
        [
            "iX xDrive45 | iX xDrive60 | |\n---|---|---|\nPower | 300 kW | 400 kW |",
            "iX xDrive45 | iX xDrive60 | Model\n300 kW | 400 kW | Power",
            "| iX xDrive45 | | iX xDrive60 |\n|---|---|---|\n| 300 kW | Power | 400 kW |",
            "\tiX xDrive45\tiX xDrive60\nPower\t300 kW\t400 kW",
            "Version\tPower\tDrive type\niX xDrive45\t300 kW\t\niX xDrive60\t400 kW\t",
            "| Model | Power (kW) | Max Torque |\n|---|---|---|\n| xDrive45 | 300 | |\n| xDrive60 | 400 | |",
        ],
    )
    def test_labels_may_stand_at_any_side(self, text: str) -> None:
        assert told(read(text)) == [("xdrive45", "power", "300 kW"), ("xdrive60", "power", "400 kW")]

    def test_old_and_new_are_two_cars(self) -> None:
        draft = read("| | Old | New |\n|---|---|---|\n| Power | 240 kW | 300 kW |")
        assert told(draft) == [("bmw/ix/i20", "power", "240 kW"), (IX, "power", "300 kW")]

    def test_a_version_that_nobody_knows_is_a_doubt(self) -> None:
        draft = read("| | Swift | iX xDrive60 |\n|---|---|---|\n| Power | 300 kW | 400 kW |")
        swift, known = draft.proposals
        assert (swift.vehicle, swift.sure["version"], known.is_sure) == (IX, False, True)

    def test_other_cars_keep_their_figures(self) -> None:
        draft = read(
            "| | BMW iX3 | Volvo EX60 |\n|---|---|---|\n| Charging power | 400 kW | 370 kW |", "bmw/ix3/na5"
        )
        assert told(draft) == [("bmw/ix3/na5", "dc_power", "400 kW"), ("?volvo/ex60", "dc_power", "370 kW")]


class TestLists:
    @pytest.mark.parametrize(
        "text",
        [
            "Specs of the iX xDrive45\n- Range: 602 km (WLTP)\n- Torque: 700 Nm\n- Seats: 5",
            "Specs of the iX xDrive45\nRange (WLTP)\n602 km\nTorque\n700 Nm\nSeats\n5",
            "Specs of the iX xDrive45\nRange (WLTP) |\n602 km |\nTorque |\n700 Nm |\nSeats |\n5 |",
            "Specs of the iX xDrive45\nRange (WLTP) | 602 km\nTorque | 700 Nm\nSeats | 5",
        ],
    )
    def test_a_list_is_of_the_car_above_it(self, text: str) -> None:
        draft = read(text)
        assert told(draft) == [
            ("xdrive45", "range", "602 km"),
            ("xdrive45", "torque", "700 Nm"),
            ("xdrive45", "seats", 5),
        ]
        assert draft.proposals[0].qualifiers == {"cycle": "WLTP"}
        assert draft.check(text) == ()

    def test_german_labels_are_read(self) -> None:
        text = "Der iX xDrive45\nBeschleunigung 0–100 km/h: 5,1 s\n"
        text += "Anhängelast gebremst: 2.500 kg\nNennspannung: 330 V"
        assert told(read(text, language="de")) == [
            ("xdrive45", "accel_0_100_kmh", "5.1 s"),
            ("xdrive45", "towing_braked", "2500 kg"),
            ("xdrive45", "battery_voltage", "330 V"),
        ]

    def test_parts_of_a_cell_have_their_own_conditions(self) -> None:
        first, second = read("Power: 300 kW\nAC charging: 11 kW, 22 kW optional").proposals[1:]
        assert (first.value, dict(first.qualifiers)) == ("11 kW", {})
        assert (second.value, dict(second.qualifiers)) == ("22 kW", {"fitted": "option"})

    def test_two_figures_without_a_difference_are_unsure(self) -> None:
        draft = read("Battery: 105 kWh / 95 kWh")
        assert [one.is_sure for one in draft.proposals] == [False, False]

    def test_slow_charging_is_of_a_wallbox(self) -> None:
        draft = read("Charging power: 11 kW AC\nCharging time: 8 h\nDC charging 10-80 %: 34 min")
        assert [(one.spec, dict(one.qualifiers)) for one in draft.proposals] == [
            ("ac_power", {}),
            ("ac_time", {"charger": "not stated"}),
            ("dc_time", {"soc": "10-80 %"}),
        ]

    def test_conditions_alone_are_of_what_the_heading_says(self) -> None:
        text = "Real-world range between 265 and 540 km\nCity - winter: 370 km\nHighway - winter: 265 km"
        found = [(one.value, dict(one.qualifiers)) for one in read(text).proposals[-2:]]
        assert found == [
            ("370 km", {"cycle": "real world", "phase": "city"}),
            ("265 km", {"cycle": "real world", "phase": "highway"}),
        ]

    @pytest.mark.parametrize("text", ["BMW says: 300 kW is enough.", "Home | News | Cars\nEV | Tests | 3 km"])
    def test_other_lines_are_no_lists(self, text: str) -> None:
        assert not read(text).proposals


class TestCheck:
    TEXT = f"The iX is new.\n{COLUMNS}"

    @pytest.mark.parametrize(
        ("line", "wrong", "said"),
        [
            ("power", {"value": "310 kW (408 PS)"}, "value"),
            ("range", {"qualifiers": {"cycle": "EPA"}}, "cycle"),
            ("power", {"spec": "motor_power_front"}, "the table has it as power"),
            ("torque", {"vehicle": f"{IX}/xdrive60"}, ""),
            ("power", {"vehicle": f"{IX}/m70"}, "the column or row is of"),
        ],
    )
    def test_a_cell_is_held_against_its_table(self, line: str, wrong: dict[str, Any], said: str) -> None:
        draft = read(self.TEXT)
        for one in [one for one in draft.proposals if one.spec == line][:1]:
            remarks = evolve(draft, proposals=(evolve(one, **wrong),)).check(self.TEXT)
            assert any(said in str(remark) for remark in remarks)


def test_a_draft_of_a_table_comes_back_from_its_file(tmp_path: Path) -> None:
    draft = read("Version\tRange (WLTP)\tPower\niX xDrive45\t602 km\t300 kW\niX xDrive60\t701 km\t400 kW")
    file = tmp_path / "draft.toml"
    file.write_text(draft.to_toml(), encoding="utf-8")
    assert ev.load_draft(file) == draft


def test_work_grows_with_the_length_of_a_table() -> None:
    def reading(rows: int) -> Callable[[], object]:
        text = "| | iX xDrive45 |\n|---|---|\n" + "| Power | 300 kW |\n| Luck | 3 km |\n" * rows
        return lambda: read(text)

    check_growth(reading, 50)
