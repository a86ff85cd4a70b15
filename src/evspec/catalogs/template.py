"""A commented file to start a new car from."""

from __future__ import annotations

from evspec.catalogs.reading import SLUG
from evspec.errors import EvspecError

__all__ = ["template"]

_TEMPLATE = """\
#:schema {schema}
# {make} {model}, generation {code}. One [[said]] block is one source; one line is one claim.
# `evspec validate` on this file reports everything that is not right yet.

make = "{make}"
model = "{model}"
code = "{code}"                  # the maker's code; "" if none is known
# name = "second generation"
# predecessor = "make/model/generation"       # that file then says successor = "{id}"
# editions = ["2026", "2028"]                 # running changes, oldest first
variants = {{ base = "Base" }}     # slug = "Name"; in parentheses while it is not named yet: "(dual-motor)"

[[said]]
source = "publisher-2026-01-31"  # an id from sources.toml
# status = "expected"            # of every claim in the block; or official, measured, reported, rumored
base.range = "514 km (319 mi) WLTP"
# base.range = {{ value = "more than 500 km WLTP", hedge = "should", printed = "should clear 500 km" }}
# base.power = "150 kW"
# base.battery_net = "64.7 kWh"               # battery_gross for gross, battery if the source does not say
# base.dc_power = "up to 130 kW"
# base.dc_time = "29 min, 10-80 %"
# base.drivetrain = "FWD"
# length = "4500 mm"                          # no variant in front: said of the generation
"""


def template(id_: str) -> str:
    """Return a commented data file for a generation.

    Parameters
    ----------
    id_
        make/model/generation, such as "bmw/ix4/na7".

    Raises
    ------
    EvspecError
        If it is no such id.
    """
    parts = id_.split("/")
    if len(parts) != 3 or not all(SLUG.fullmatch(part) for part in parts):
        raise EvspecError(
            f"{id_!r} is no id; write make/model/generation in lower-case letters, digits and hyphens, "
            "such as bmw/ix4/na7"
        )
    make, model, code = (part.replace("-", " ") for part in parts)
    return _TEMPLATE.format(
        schema="../../schema.json", id=id_, make=make.upper(), model=model.capitalize(), code=code.upper()
    )
