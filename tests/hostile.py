"""Made-up cars that have a hostile text in every field that takes text, in data files and in Python."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import evspec as ev
from evspec.claims import Source
from evspec.values import read_dates
from tests.table.samples import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

    from evspec.catalogs import Catalog

#: What a data file takes; the rest is refused in one line each.
TAKEN = tuple(
    text
    for text in (*HOSTILE, "iX3's {{x}} {{m^2}}", "a, b; c (d)", "me@x.org/www.x.org", "</summary></details>")
    if text.strip() and text.isprintable() and len(text) < 200
)
#: The specs that hold any words.
WORDS = (
    "platform", "segment", "design_language", "plant", "motor_generation", "inverter", "battery_generation",
    "windshield_display", "infotainment", "body_style", "motor_type", "battery_chemistry", "cell_format",
    "battery_cooling", "dc_connector",
)  # fmt: skip
# One category is one word or a few, which commas and semicolons would part.
_CATEGORIES = WORDS[9:]
_IDS = "acme/one/a1", "acme/one/a2"
_CURVE = [[10, 100], [80, 50]]


def write(text: str, folder: Path) -> Path:
    """Write the files of a generation and its successor, with a text in every field; return the folder."""
    for id_ in _IDS:
        file = folder / f"{id_}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(_document(text, first=id_ == _IDS[0])), encoding="utf-8")
    return folder


def loaded(text: str, folder: Path) -> Catalog:
    """Return the catalog of the data files."""
    return ev.load(write(text, folder))


def given(text: str) -> tuple[ev.Variant, ev.Variant]:
    """Return two cars made in Python, with a text in every field."""
    # the value of a spec is read as in a file
    words = text if text.strip() and text.isprintable() and len(text) <= 200 else "none"
    source = Source(text, text, text, f"https://example.org/{text}", read_dates("2026-03"), copies=text)
    first, second = (
        ev.Variant.of(
            f"{text} {n}",
            make=text,
            source=source,
            platform=words,
            range=f"{400 + n} km WLTP",
            dc_time=f"{30 - n} min, 10-80 %",
            charging_curve=_CURVE,
            market_launch="2024",
        )
        for n in (1, 2)
    )
    return first, second


def _document(text: str, *, first: bool) -> dict[str, object]:
    beside = dict.fromkeys(("where", "printed", "hedge", "via", "note"), text)
    figures = {
        "range": [
            {"value": f"{400 if first else 450} km WLTP", "wheels": text, **beside},
            {"value": "200 mi EPA", **beside},
            {"value": "999 km WLTP", "doubt": text, **beside},
        ],
        "dc_time": {"value": f"{30 if first else 25} min", "soc": "10-80 %", "charger": text, **beside},
        "ac_time": {"value": "8 h", "charger": text, **beside},
        "price": {"value": "40000 EUR", "market": "Germany", **beside},
        "market_launch": {"value": "2024" if first else "2026", "market": "Germany", **beside},
        "charging_curve": {"value": _CURVE, **beside},
    }
    block: dict[str, object] = {
        "source": "press", "edition": "2026", **beside,
        **dict.fromkeys(WORDS, text),
        **dict.fromkeys(_CATEGORIES, re.sub("[,;'\"]", "", text)),
        "base": figures,
        "plus": figures | {"battery_net": "80 kWh"},
    }  # fmt: skip
    del block["printed"]
    other = {
        "source": "maker",
        "production_start": "2024" if first else "2026",
        "base": {"range": "410 km WLTP", "infotainment": f"{text} II"},
    }
    named: object = text if first else {"name": text, "replaces": "base", "reason": text}
    return {
        "schema_version": 1, "make": text, "model": text, "code": text, "name": text,
        **({"successor": _IDS[1]} if first else {"predecessor": _IDS[0]}),
        "editions": ["2024", "2026"],
        "variants": {"base": named, "plus": f"{text} +"},
        "sources": {
            "press": {
                "publisher": text, "title": text, "address": f"https://example.org/{text}", "date": "2026-03",
            },
            "maker": {"publisher": f"{text} AG", "title": text, "address": text, "kind": "maker", "tier": 1},
        },
        "said": [block, other],
    }  # fmt: skip
