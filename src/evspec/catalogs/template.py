"""A commented file to start a new car from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from evspec.errors import EvspecError
from evspec.files.generation import VERSION, is_generation_id

if TYPE_CHECKING:
    from evspec.catalogs.catalog import Catalog

__all__ = ["template"]

_TEMPLATE = """\
#:schema ../../schema.json
# {name}. One [[said]] block is one source; one line is one claim.
# "evspec validate" on this file reports everything that is not right yet.

schema_version = {version}
make = {make}
model = {model}
code = {code}                   # the maker's; "" if none is known
# name = "second generation"
# predecessor = "make/model/generation"       # that file then says successor = "{id}"
# editions = ["2026", "2028"]                 # running changes, oldest first
# years = [2026, 2032]                         # the first model year, and the last if it is known
variants = {{ base = "Base" }}    # slug = "Name"; in parentheses while it is not named yet: "(dual-motor)"
# variants = {{ base = {{ name = "Base", replaces = "entry", reason = "…" }} }}  # the predecessor's

[[said]]
source = "publisher-2026-01-31" # an id from sources.toml, where it has publisher, title, address and date
# status = "expected"           # of every claim in the block; or official, measured, reported, rumored
base.range = "514 km (319 mi) WLTP"
# base.range = {{ value = "more than 500 km WLTP", hedge = "should", printed = "should clear 500 km" }}
# base.power = "150 kW"
# base.battery_net = "64.7 kWh"               # battery_gross for gross, battery if the source does not say
# base.dc_power = "up to 130 kW"
# base.dc_time = "29 min, 10-80 %"
# base.drivetrain = "FWD"
# length = "4500 mm"                          # no variant in front: said of the generation
"""


def template(id_: str, catalog: Catalog) -> str:
    """Return a commented data file for a generation.

    Parameters
    ----------
    id_
        make/model/generation, such as "bmw/ix4/na7".
    catalog
        Where maker and model are spelled as they should be, if it has them.

    Raises
    ------
    EvspecError
        If it is no such id.
    """
    if not is_generation_id(id_):
        raise EvspecError(
            f"{id_!r} is no id; write make/model/generation in lower-case letters, digits and hyphens, "
            "such as bmw/ix4/na7"
        )
    make, model, code = (part.replace("-", " ") for part in id_.split("/"))
    make, model = make.title(), model.title()
    for other in catalog.ids:
        if other.split("/")[0] == id_.split("/", maxsplit=1)[0]:
            record = catalog.store.record(other)
            make = record.make
            if other.split("/")[1] == id_.split("/")[1]:
                model = record.model
                break
    named = {"make": make, "model": model, "code": code.upper()}
    quoted = {key: json.dumps(text, ensure_ascii=False) for key, text in named.items()}
    return _TEMPLATE.format(id=id_, name=" ".join(named.values()), version=VERSION, **quoted)
