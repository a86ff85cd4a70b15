"""How a reading of the frozen sentences, or of any text, compares with what it says."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import evspec as ev
from evspec.articles import read_article
from evspec.specs import SPECS

FILE = Path(__file__).with_name("sentences.toml")
DAY = "2026-03-02"


def texts() -> list[dict[str, Any]]:
    """The frozen sentences."""
    return list(tomllib.loads(FILE.read_text(encoding="utf-8"))["text"])


def value_of(spec: str, written: str, qualifiers: dict[str, str] | None = None) -> object:
    """A value with its conditions, as it is compared."""
    if SPECS[spec].kind == "count":
        return int(written)
    market = {"market": "not stated"} if spec == "price" else {}
    value, told = SPECS[spec].read(written, {**market, **(qualifiers or {})}, said=date.fromisoformat(DAY))
    told.pop("market", None)
    return value, tuple(sorted(told.items()))


def wanted(text: dict[str, Any]) -> tuple[list[tuple[str, str, object, str]], list[tuple[str, str, object]]]:
    """The claims of a sentence, and those that must not be read from it."""
    right, wrong = [], []
    for line in text["claims"]:
        vehicle, spec, value, status = line.removeprefix("- ").split(" | ")
        read = value_of(spec, value)
        if line.startswith("- "):
            wrong.append((vehicle, spec, read))
        else:
            right.append((vehicle, spec, read, status))
    return right, wrong


def same(one: Any, other: Any) -> bool:
    """Whether two values with their conditions are one claim."""
    if isinstance(one, int) or isinstance(other, int):
        return bool(one == other)
    (a, told), (b, also) = one, other
    if type(a) is not type(b) or told != also:
        return False
    if isinstance(a, ev.Measure):
        return a.bound == b.bound and a.agrees_with(b)
    return bool(a == b)


def _read(one: Any) -> object:
    written = {True: "yes", False: "no"}[one.value] if isinstance(one.value, bool) else str(one.value)
    return value_of(one.spec, written, dict(one.qualifiers))


def score(**options: Any) -> tuple[Counter[str], list[str]]:
    """Counts over the frozen sentences, and every miss and every wrong claim in words."""
    counts: Counter[str] = Counter()
    words = []
    for text in texts():
        draft = read_article(
            text["text"], date=DAY, about=text["about"], language=text.get("language"), **options
        )
        right, wrong = wanted(text)
        said = [(one.vehicle, one.spec, _read(one), one.status or "reported", one) for one in draft.proposals]
        counts["wanted"] += len(right)
        counts["said"] += len(said)
        left = list(said)
        for vehicle, spec, value, status in right:
            found = [one for one in left if one[1] == spec and same(one[2], value)]
            best = next((one for one in found if one[0] == vehicle), found[0] if found else None)
            if best is None:
                words.append(f"missed {spec} {value} in: {text['text']}")
                continue
            left.remove(best)
            counts["value"] += 1
            counts["usable"] += best[0] == vehicle
            counts["right"] += best[0] == vehicle and best[3] == status
            if best[0] != vehicle or best[3] != status:
                words.append(f"{spec}: {best[0]} {best[3]}, not {vehicle} {status}, in: {text['text']}")
            if best[4].is_sure:
                counts["sure"] += 1
                counts["sure and right"] += best[0] == vehicle and best[3] == status
        for one in left:
            words.append(f"wrong {one[0]} {one[1]} {one[4].value} in: {text['text']}")
            counts["sure"] += one[4].is_sure
        counts["forbidden"] += sum(
            one[1] == spec and same(one[2], value) for one in said for _, spec, value in wrong
        )
    return counts, words
