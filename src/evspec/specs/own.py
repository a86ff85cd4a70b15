"""Specs of a program's own, beside those of the table."""

from __future__ import annotations

import copyreg
import re
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.errors import EvspecError, UnitError, UnknownSpec, check_type, did_you_mean
from evspec.growing import Growing, adding, grown
from evspec.measures import CYCLED
from evspec.specs.figures import BARE
from evspec.specs.qualifiers import QUALIFIERS
from evspec.specs.spec import Spec
from evspec.specs.table import SPECS, join, spec
from evspec.units import KINDS
from evspec.units import unit as find_unit
from evspec.values import VALUE_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["OWN_SPECS", "TAKEN", "OwnSpec", "add"]

_KEY: Final = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
#: The group of a spec that names none.
_GROUP: Final = "other"
#: What stands beside claims, or is an attribute of a vehicle, and so can be no spec.
TAKEN: Final = frozenset({
    "as_of", "as_of_date", "at", "but", "claims", "code", "cycles", "decimal", "doubt", "edition",
    "editions", "generation", "get", "hedge", "id", "label", "lineage", "make", "model", "name", "note",
    "of", "option", "predecessor", "printed", "replaces", "said", "save", "short", "slug", "source",
    "sources", "specs", "status", "successor", "title", "to_csv", "to_dataframe", "to_great_tables",
    "to_html", "to_json", "to_latex", "to_markdown", "to_table", "to_text", "unit", "units", "value",
    "variant", "variants", "via", "where", "year", "years",
})  # fmt: skip


@frozen
class OwnSpec:
    """A spec as a program or a file defined it.

    Attributes
    ----------
    key
        Its key.
    given
        Pairs of what else `add` was given, but for what goes without saying.
    """

    key: str
    given: tuple[tuple[str, object], ...]

    @property
    def call(self) -> str:
        """The line of a program that defines it."""
        told = "".join(f", {name}={_plain(value)!r}" for name, value in self.given)
        return f"evspec.specs.add({self.key!r}{told})"

    @property
    def row(self) -> dict[str, object]:
        """What a file says of it."""
        return {name: _plain(value) for name, value in self.given}


#: The specs that were added, by their keys.
OWN_SPECS: Final[Growing[str, OwnSpec]] = Growing()


def add(
    key: str,
    *,
    label: str,
    kind: str = "text",
    unit: str = "",
    uk: str = "",
    us: str = "",
    group: str = _GROUP,
    better: str | None = "",
    words: str = "",
    qualifiers: str = "",
    vocabulary: Sequence[str] = (),
    closed: bool = False,
    percent: bool = True,
    may_be_zero: bool = False,
    over_variants: str = "",
    note: str = "",
) -> Spec:
    """Define a spec of your own, which then stands in tables, files and searches as any other.

    Parameters
    ----------
    key
        Its name in code and in files: small letters, digits and underscores.
    label
        What a table calls its row.
    kind
        What a value is: a kind of unit ("duration", "power"), "count", "number" or "money"; or "text",
        "flag", "category", "category set", "vehicle set", "date", "curve".
    unit, uk, us
        The unit of a figure in metric tables, and in those of the UK and the US if another.
    group
        Under which heading of a table it stands, which may be a new one.
    better
        Which end of a figure is the better one, "higher" or "lower"; "" for neither.
    words
        What a greater and a smaller figure is: "longer/shorter".
    qualifiers
        The conditions that set its figures apart, as the table of specs writes them: "cycle! market".
    vocabulary
        Of categories, the known names, each with what else it is called: "AWD=all-wheel drive|4x4".
    closed
        Whether no other name is admitted.
    percent
        Whether a change is told in percent too.
    may_be_zero
        Whether 0 is a figure.
    over_variants
        How a generation's value comes from its variants: "span", "union" or "own".
    note
        What a reader of the table of specs should know.

    Returns
    -------
    Spec
        It. One that was defined so before is that one.

    Raises
    ------
    EvspecError
        With every mistake, or if the key is taken.
    WrongType
        If an argument is of a wrong type.

    Examples
    --------
    >>> from evspec import specs
    >>> made = specs.add(
    ...     "warranty_paint", label="Paint warranty", kind="duration", unit="years", better="higher"
    ... )
    >>> made.read("12 years")[0].show()
    '12 yr'
    """
    given: dict[str, object] = {
        "label": label, "kind": kind, "unit": unit, "uk": uk, "us": us, "group": group,
        "better": better or "", "words": words, "qualifiers": qualifiers, "vocabulary": vocabulary,
        "closed": closed, "percent": percent, "may_be_zero": may_be_zero,
        "over_variants": over_variants, "note": note,
    }  # fmt: skip
    _check_types(key, given)
    given["vocabulary"] = tuple(vocabulary)
    mistakes = [*_mistakes(key, given)]
    if mistakes:
        raise EvspecError(f"spec {key!r}: {'; '.join(mistakes)}")
    for name in ("unit", "uk", "us"):
        given[name] = find_unit(str(given[name]), kind).symbol if given[name] else ""
    made = OwnSpec(key, tuple((name, value) for name, value in given.items() if value != _USUAL.get(name)))
    with adding:
        known = OWN_SPECS.get(key)
        if known is not None:
            return _same(known, made)
        if key in SPECS or key in TAKEN:
            what = f"a spec already, {SPECS[key].label!r}" if key in SPECS else "a word of evspec's own"
            raise EvspecError(f"{key!r} is {what}; choose another key")
        join(_spec(made))
        OWN_SPECS[key] = made
        grown()
    return SPECS[key]


#: What goes without saying.
_USUAL: Final[Mapping[str, object]] = add.__kwdefaults__ or {}


def _check_types(key: object, given: Mapping[str, object]) -> None:
    check_type("the key of a spec", key, str, "a text such as 'warranty_paint'")
    for name, value in given.items():
        if isinstance(_USUAL.get(name), bool):
            check_type(f"{name} of a spec", value, bool, "True or False")
        elif name == "vocabulary":
            taken = "a list of texts such as ['AWD=all-wheel drive']"
            check_type(f"{name} of a spec", value, (list, tuple), taken)
            for one in value if isinstance(value, list | tuple) else ():
                check_type(f"{name} of a spec", one, str, taken)
        else:
            check_type(f"{name} of a spec", value, str, "a text")


def _mistakes(key: str, given: Mapping[str, object]) -> Iterator[str]:
    """Yield what is wrong with a definition."""
    kind, figures = str(given["kind"]), [one for one in KINDS if not one.startswith("money ")]
    if not re.fullmatch(_KEY, key):
        yield "a key has small letters, digits and underscores, such as 'warranty_paint'"
    if not str(given["label"]).strip():
        yield "no label; write label='Paint warranty'"
    kinds = (*figures, "count", "money", *VALUE_TYPES)
    if kind not in kinds:
        yield f"kind {kind!r} is not one of {', '.join(kinds)}{did_you_mean(kind, kinds)}"
    else:
        yield from _wrong_units(given, kind, has_unit=kind in figures and kind not in BARE)
        if kind in VALUE_TYPES and given["better"]:
            yield f"a {kind} has no better end"
    for name, known in _OPTIONS.items():
        if given[name] not in known:
            listed = ", ".join(filter(None, known))
            yield f"{name} {given[name]!r} is not one of {listed}{did_you_mean(str(given[name]), known)}"
    for word in str(given["qualifiers"]).split():
        name = word.strip("!?~+")
        if name not in QUALIFIERS:
            near = did_you_mean(name, QUALIFIERS)
            yield f"qualifier {name!r} is not one of {', '.join(QUALIFIERS)}{near}"
        elif name == "cycle" and kind not in CYCLED:
            yield f"a {kind} is of no test cycle; {', '.join(sorted(CYCLED))} may be"


_OPTIONS: Final = {"better": ("", "higher", "lower"), "over_variants": ("", "span", "union", "own")}


def _wrong_units(given: Mapping[str, object], kind: str, *, has_unit: bool) -> Iterator[str]:
    if has_unit and not given["unit"]:
        yield f"a {kind} needs its unit; write unit={KINDS[kind][0].symbol!r}"
    for name in ("unit", "uk", "us"):
        symbol = str(given[name])
        if symbol and not has_unit:
            yield f"a {kind} has no unit, found {name}={symbol!r}; leave it out"
        elif symbol:
            try:
                find_unit(symbol, kind)
            except UnitError as error:
                yield f"{name}: {error}"


def _spec(made: OwnSpec) -> Spec:
    """Make the row of a definition."""
    told = dict(made.given)
    told["metric"] = told.pop("unit", "")
    return Spec(made.key, **{"group": _GROUP, "kind": "text"} | told)  # type: ignore[arg-type]


def _same(known: OwnSpec, made: OwnSpec) -> Spec:
    if known != made:
        raise EvspecError(f"the spec {made.key!r} was defined otherwise: {known.call}, not {made.call}")
    return SPECS[made.key]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _unpickled(made: OwnSpec) -> Spec:
    """Return a spec that another process defined, if this one defined it too."""
    known = OWN_SPECS.get(made.key)
    if known is None:
        raise UnknownSpec(f"this was made with the spec {made.key!r}, unknown here; first call {made.call}")
    return _same(known, made)


def _by_key(one: Spec) -> tuple[Callable[..., Spec], tuple[object, ...]]:
    own = OWN_SPECS.get(one.key)
    return (spec, (one.key,)) if own is None else (_unpickled, (own,))


# specs are compared by identity, so that copies and pickles are the row itself
copyreg.pickle(Spec, _by_key)
