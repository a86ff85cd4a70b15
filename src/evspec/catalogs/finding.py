"""Which variants have what is asked for: surely, possibly, or not."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from evspec.errors import ParseError
from evspec.measures import Measure
from evspec.specs import NOT_STATED, Spec, spec
from evspec.values import Categories, Dates, Relation, Unknown, Value, agree

if TYPE_CHECKING:
    from evspec.model import Claim, Variant

__all__ = ["Answer", "Query", "read_query"]

Answer: TypeAlias = Literal["yes", "no", "open"]


@frozen
class Query:
    """What one spec should be.

    Attributes
    ----------
    spec, value
        The spec and what is wanted of it.
    qualifiers
        The conditions that were asked for; others are left open.
    """

    spec: Spec
    value: Value
    qualifiers: Mapping[str, str]

    def ask(self, variant: Variant) -> Answer:
        """Tell whether a variant has it; "open" where nothing, or not enough, is stated."""
        claim = variant.get(self.spec.key, **self.qualifiers)
        return "open" if claim is None else _answer(self.value, claim)


def read_query(key: str, wanted: object) -> Query:
    """Read what is asked of a spec as a data file would say it, with any condition but the cycle left open.

    Parameters
    ----------
    key
        The spec's key.
    wanted
        The value as in a file ("AWD", ">500 km WLTP", a Measure), or a mapping of ``value`` and
        qualifiers.

    Raises
    ------
    EvspecError
        If there is no such spec, or it cannot have this value.
    """
    row = spec(key)
    asked = dict(wanted) if isinstance(wanted, Mapping) else {"value": wanted}
    written = asked.pop("value", None)
    # figures of different test cycles do not compare, so a cycle must be asked for
    open_ = [name for name, mode in row.qualifiers.items() if mode == "required" and name != "cycle"]
    required = [name for name in open_ if name not in asked]
    refusal: ParseError | None = None
    for count in range(len(required) + 1):
        for names in combinations(required, count):
            # what is not asked for is passed as not stated, and then left out again
            try:
                value, stated = row.read(written, {**asked, **dict.fromkeys(names, NOT_STATED)})
            except ParseError as error:
                refusal = refusal or error
            else:
                return Query(row, value, {n: v for n, v in stated.items() if n not in names})
    assert refusal is not None, "nothing required is the first thing tried"  # noqa: S101
    raise refusal


def _answer(wanted: Value, claim: Claim) -> Answer:
    value = claim.value
    if isinstance(value, Relation | Unknown):
        return "open"
    if isinstance(wanted, Measure) and isinstance(value, Measure):
        if wanted.kind != value.kind:
            # a price in another currency may be anything
            return "open"
        # the row has been chosen by its cycle
        wanted = wanted.with_cycle(value.cycle)
        return _by_order(wanted.contains(value), wanted.compare(value))
    if isinstance(wanted, Dates) and isinstance(value, Dates):
        return _by_order(wanted.contains(value), wanted.compare(value))
    if isinstance(wanted, Categories) and isinstance(value, Categories):
        return _of_categories(wanted, value, is_choice=_is_choice(claim))
    return "yes" if agree(wanted, value) else "no"


def _by_order(inside: bool, order: str) -> Answer:
    if inside:
        return "yes"
    return "open" if order == "undecided" else "no"


def _is_choice(claim: Claim) -> bool:
    """Tell whether a set is what a generation offers, of which a variant has one."""
    generation = claim.about.count("/") == 2
    return generation and claim.spec.kind == "category set" and claim.spec.over_variants == "union"


def _of_categories(wanted: Categories, value: Categories, *, is_choice: bool) -> Answer:
    has, lacks = set(value.includes), set(value.excludes)
    asked, unwanted = set(wanted.includes), set(wanted.excludes)
    if asked & lacks or (asked and has and not asked & has):
        return "no"
    if is_choice and len(has) > 1:
        return "open"
    if asked:
        fits = asked <= has and not (wanted.only and has - asked)
        return "yes" if fits else "no" if has else "open"
    if unwanted & has:
        return "no"
    return "yes" if has or unwanted <= lacks else "open"
