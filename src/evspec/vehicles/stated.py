"""Which specs a vehicle has as attributes, for type checkers; docs/make_stated.py writes it from SPECS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims import Claim
from evspec.specs import SPECS

if TYPE_CHECKING:
    from typing import Generic, Never, TypeVar

    from evspec.measures import Measure
    from evspec.values import Categories, Curve, Dates, Flag, Span, Text, Value, Warranty

    V = TypeVar("V", bound=Value)

    class _Stated(Generic[V]):
        """An attribute that can be read and not be set."""

        def __get__(self, vehicle: object, owner: type, /) -> Claim[V]: ...

        def __set__(self, vehicle: object, value: Never, /) -> None: ...


__all__ = ["StatedSpecs"]


class StatedSpecs:
    """What is an attribute of every vehicle: each spec, with the type of what is most often said of it.

    A figure is a Measure of a variant, and of a generation often a Span. Where a source compares with
    another vehicle or says that it does not know, the value is a Relation or Unknown.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        platform: _Stated[Text]
        platform_shared_with: _Stated[Categories]
        model_year: _Stated[Text]
        facelift: _Stated[Categories]
        body_style: _Stated[Categories]
        segment: _Stated[Text | Categories]
        vehicle_kind: _Stated[Categories]
        design_language: _Stated[Text]
        seats: _Stated[Measure | Span]
        doors: _Stated[Measure | Span]
        plant: _Stated[Text | Categories]
        program_status: _Stated[Categories]
        premiere: _Stated[Dates]
        production_start: _Stated[Dates]
        production_end: _Stated[Dates]
        market_launch: _Stated[Dates]
        powertrain_type: _Stated[Categories]
        fuel: _Stated[Categories]
        transmission: _Stated[Text | Categories]
        drivetrain: _Stated[Categories]
        motor_count: _Stated[Measure | Span]
        motor_type: _Stated[Categories]
        power: _Stated[Measure | Span]
        motor_power: _Stated[Measure | Span]
        engine_power: _Stated[Measure | Span]
        engine_torque: _Stated[Measure | Span]
        engine_displacement: _Stated[Measure | Span]
        cylinders: _Stated[Measure | Span]
        tank_volume: _Stated[Measure | Span]
        torque: _Stated[Measure | Span]
        motor_power_front: _Stated[Measure | Span]
        motor_power_rear: _Stated[Measure | Span]
        motor_torque_front: _Stated[Measure | Span]
        motor_torque_rear: _Stated[Measure | Span]
        motor_generation: _Stated[Text | Categories]
        inverter: _Stated[Text]
        regen_power: _Stated[Measure | Span]
        battery_net: _Stated[Measure | Span]
        battery_gross: _Stated[Measure | Span]
        battery: _Stated[Measure | Span]
        battery_share_usable: _Stated[Measure | Span]
        battery_chemistry: _Stated[Categories]
        cell_format: _Stated[Categories]
        cell_count: _Stated[Measure | Span]
        battery_voltage: _Stated[Measure | Span]
        battery_voltage_total: _Stated[Measure | Span]
        voltage_class: _Stated[Measure | Span]
        battery_charge: _Stated[Measure | Span]
        battery_mass: _Stated[Measure | Span]
        battery_energy_density: _Stated[Measure | Span]
        cell_energy_density: _Stated[Measure | Span]
        battery_cooling: _Stated[Categories]
        battery_generation: _Stated[Text | Categories]
        dc_power: _Stated[Measure | Span]
        dc_power_mean: _Stated[Measure | Span]
        dc_time: _Stated[Measure | Span]
        dc_range_10min: _Stated[Measure | Span]
        dc_range_rate: _Stated[Measure | Span]
        dc_c_rate: _Stated[Measure | Span]
        charging_curve: _Stated[Curve]
        dc_connector: _Stated[Categories]
        ac_connector: _Stated[Categories]
        ac_power: _Stated[Measure | Span]
        ac_time: _Stated[Measure | Span]
        v2l_power: _Stated[Measure | Span]
        range: _Stated[Measure | Span]
        range_90_10: _Stated[Measure | Span]
        consumption: _Stated[Measure | Span]
        energy_consumption_total: _Stated[Measure | Span]
        utility_factor: _Stated[Measure | Span]
        charging_loss: _Stated[Measure | Span]
        fuel_consumption: _Stated[Measure | Span]
        range_total: _Stated[Measure | Span]
        co2: _Stated[Measure | Span]
        accel_0_100_kmh: _Stated[Measure | Span]
        accel_0_60_mph: _Stated[Measure | Span]
        top_speed: _Stated[Measure | Span]
        power_to_weight: _Stated[Measure | Span]
        length: _Stated[Measure | Span]
        width: _Stated[Measure | Span]
        width_mirrors: _Stated[Measure | Span]
        height: _Stated[Measure | Span]
        wheelbase: _Stated[Measure | Span]
        ground_clearance: _Stated[Measure | Span]
        turning_circle: _Stated[Measure | Span]
        drag_coefficient: _Stated[Measure | Span]
        frontal_area: _Stated[Measure | Span]
        drag_area: _Stated[Measure | Span]
        wheel_size: _Stated[Measure | Span]
        tires: _Stated[Text | Categories]
        curb_weight: _Stated[Measure | Span]
        gross_weight: _Stated[Measure | Span]
        payload: _Stated[Measure | Span]
        towing_braked: _Stated[Measure | Span]
        towing_unbraked: _Stated[Measure | Span]
        roof_load: _Stated[Measure | Span]
        cargo_volume: _Stated[Measure | Span]
        cargo_volume_max: _Stated[Measure | Span]
        frunk_volume: _Stated[Measure | Span]
        instrument_cluster: _Stated[Flag]
        windshield_display: _Stated[Text]
        center_display: _Stated[Measure | Span]
        interior_camera: _Stated[Flag]
        infotainment: _Stated[Text]
        heat_pump: _Stated[Flag]
        price: _Stated[Measure | Span]
        price_per_range: _Stated[Measure | Span]
        warranty: _Stated[Warranty]
        battery_warranty: _Stated[Warranty]


# IPython asks these what car.range is, where it may not look it up.
StatedSpecs.__annotations__ = dict.fromkeys(SPECS, Claim)
