"""Which figures a spec takes: of which kind and size, written how."""

from __future__ import annotations

import re
from collections.abc import Hashable
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol

from evspec.errors import ParseError, UnitError, WrongType
from evspec.languages import called
from evspec.measures import Measure, bare, plain_number
from evspec.specs.qualifiers import QUALIFIERS
from evspec.values.value import Terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evspec.specs.qualifiers import Mode

__all__ = [
    "BARE",
    "CAPACITIES",
    "PER_LENGTH",
    "Figured",
    "bare_number",
    "check_figure",
    "example_of",
    "joined",
    "parted_kind",
]

#: The kinds of figures that are numbers without a unit.
BARE: Final = frozenset({"count", "number"})
#: Which spec a gross and which a usable capacity is.
CAPACITIES: Final = {"net": "battery_net", "gross": "battery_gross"}
#: The most digits of a number that is shown in an error.
_MOST: Final = 400
#: What says again that a number is a drag coefficient: "Cd 0.23", "cW-Wert von 0,23", "0.29 Cx".
_DRAG: Final = re.compile(
    r"^C[dxw](?:[- ](?:value|Wert|waarde|verdi|værdi|värde))? *(?:of|von|de|di|van|på|av|af|[=:])? *"
    r"(?=[^\W]|[<>≤≥~≈])"
    r"| *\(?C[dxw]\)?$",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(r"([0-9]{1,6})[- ]([^\W\d_]+)")
_NUMBER: Final = re.compile(r"[-+]?[0-9.,'’ ]+")
#: The kind of an amount of any currency per distance.
PER_LENGTH: Final = "money per length"


class Figured(Terms, Hashable, Protocol):
    """What tells which figures a spec takes, and under which conditions."""

    @property
    def metric(self) -> str:
        """Its unit in a metric table."""

    @property
    def may_be_zero(self) -> bool:
        """Whether 0 is a figure."""

    @property
    def qualifiers(self) -> Mapping[str, Mode]:
        """Its conditions, each with its mode."""


def check_figure(value: Measure, of: Figured) -> None:
    """Refuse a figure of another kind, or of no size.

    Raises
    ------
    UnitError
        If it has a unit of another kind.
    ParseError
        If no such thing has that size.
    """
    kind = "number" if of.kind == "count" else of.kind
    if parted_kind(value.kind)[0] != kind:
        raise UnitError(
            f"{of.key} takes {kind}, found {value.kind} in {value.text!r}; write {example_of(of)}"
        )
    least = value.low
    if least is None:
        least = value.high
    if least is not None and least <= 0 and not _may_be(least, of):
        raise ParseError(f"{of.key} is above 0, found {value.text!r}", value.text)
    if of.kind == "count" and any("." in (value.number(end) or "") for end in ("low", "high")):
        raise ParseError(f"{of.key} is a whole number, found {value.text!r}", value.text)


def parted_kind(kind: str) -> tuple[str, str]:
    """Return a kind of figures as specs have it, and its currency, "" for none.

    Examples
    --------
    >>> parted_kind("money EUR"), parted_kind("price EUR per length"), parted_kind("power")
    (('money', 'EUR'), ('money per length', 'EUR'), ('power', ''))
    """
    first, *others = kind.split(" ")
    if first not in {"money", "price"} or not others:
        return kind, ""
    return " ".join(["money", *others[1:]]), others[0]


def _may_be(size: float, of: Figured) -> bool:
    """Tell whether a figure may be 0 or below."""
    return of.kind == "temperature" or (size == 0 and of.may_be_zero)


def bare_number(written: str, of: Figured, decimal: str | None) -> Measure:
    """Read a figure without a unit."""
    number = _DRAG.sub("", written).strip() if of.key == "drag_coefficient" else written
    if of.kind == "count" and (counted := _COUNTED.fullmatch(written)):
        # "5 Sitze", "5-door"
        noun = counted[2].casefold()
        is_own = noun in called(of.key) or of.key in {noun, f"{noun}s"}
        number = counted[1] if is_own else number
    try:
        return bare(number, decimal)
    except ParseError as refused:
        # what is a number but for its mark or its sign is told what is wrong with it
        is_number = _NUMBER.fullmatch(number) is not None
        reason = str(refused) if is_number else f"{of.key} takes {example_of(of)}, found {written!r}"
        raise ParseError(reason, written) from None


def example_of(of: Figured) -> str:
    """Return what a figure of a spec looks like, for those who wrote something else."""
    if of.kind == "count":
        return "a whole number such as 2"
    if of.kind == "number":
        return "a number in quotes such as '0.24', which keeps its digits"
    if of.kind == "money":
        return "an amount with its currency, such as '47,900 EUR'"
    cycle = f" {QUALIFIERS['cycle'].example}" if "cycle" in of.qualifiers else ""
    if of.kind == PER_LENGTH:
        return f"an amount with its distance, such as '93 EUR/km{cycle}'"
    return f"a figure such as '100 {of.metric}{cycle}'"


def joined(number: object, unit: object, of: Figured) -> str:
    """Return a figure of a number and its unit that are given apart: 4582 and "mm".

    Text keeps the digits that were printed, and may have words with it: "up to 150". A number has
    those of its shortest form.

    Raises
    ------
    ParseError
        If the spec is none of figures with a unit, or that is no number or no unit.
    """
    if not of.metric and of.kind != "money":
        raise ParseError(f"{of.key} has no unit, found {unit!r}; leave it out", str(number))
    if not isinstance(unit, str) or not unit.strip():
        raise ParseError(f"the unit of {of.key} is {unit!r}; write one such as {of.metric!r}", "")
    if isinstance(number, str):
        return f"{number.strip()} {unit.strip()}"
    return f"{_plain_text(number, of.key)} {unit.strip()}"


def _plain_text(number: object, key: str) -> str:
    """Return a number as it would be printed, in the shortest form that is the number: "81.2", "80".

    Raises
    ------
    ParseError
        If it is no finite number.
    """
    if isinstance(number, int) and abs(number) >= 10**_MOST:
        # which Python refuses to show
        raise ParseError(f"the value of {key} has more than {_MOST} digits; write a number")
    try:
        plain = Decimal(str(plain_number(number)))
    except (WrongType, ArithmeticError):
        plain = Decimal("NaN")
    if not plain.is_finite():
        raise ParseError(f"the value of {key} is {number!r}, found beside its unit; write a number", "")
    return f"{plain:f}".removesuffix(".0")
