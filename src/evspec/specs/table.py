"""The specs by their keys: what each is, and how what a source says of it is read."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

from evspec.errors import MissingCondition, ParseError, UnitError, UnknownSpec, did_you_mean
from evspec.measures import Measure, measure
from evspec.specs.qualifiers import NOT_STATED, QUALIFIERS
from evspec.specs.rows import MAY_BE_ZERO, ROWS
from evspec.specs.vocabularies import CLOSED, vocabulary
from evspec.values import (
    Relation,
    Unknown,
    is_id,
    read_categories,
    read_curve,
    read_dates,
    read_flag,
    read_relation,
    read_text,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from evspec.specs.qualifiers import Mode
    from evspec.specs.rows import Better, OverVariants
    from evspec.values import Value

__all__ = ["SPECS", "SYSTEMS", "Shown", "Spec", "System", "Units", "spec"]

System: TypeAlias = Literal["metric", "us", "uk"]
SYSTEMS: tuple[System, ...] = ("metric", "us", "uk")


@frozen
class Units:
    """The units of a table: those of a system, but for some specs others.

    Attributes
    ----------
    system
        The system of the rest.
    chosen
        Pairs of a spec's key and the symbol of its unit.
    """

    system: System
    chosen: tuple[tuple[str, str], ...] = ()


Shown: TypeAlias = "System | Units"


@frozen(eq=False)
class Spec:
    """One row of the table of specs; compared by identity, pickled by its key.

    Attributes
    ----------
    key
        The name in files, in code and on the command line.
    label, group
        How a table calls the row and where it puts it.
    kind
        What a value is: a kind of unit ("power", "length"), or category, category set, vehicle set
        (ids), text, flag, date, count, money, curve.
    metric, uk, us
        The unit that a table of that system shows, "" where there is none.
    better
        "higher", "lower" or "" for neither, said of the kind's own direction: for consumption
        "lower", which turns round in a unit that counts the other way (mi/kWh).
    qualifiers
        Qualifier to mode. "required": must be stated, splits rows. "split": splits rows, has a
        default. "expected": a figure without it is shown as "not stated" and never best.
        "remark": never splits rows.
    over_variants
        How a generation's value comes from its variants: "span", "union" or "own".
    note
        What a reader of the table of specs should know.
    """

    key: str
    label: str
    group: str
    kind: str
    metric: str
    uk: str
    us: str
    better: Better
    qualifiers: Mapping[str, Mode] = field(repr=False)
    over_variants: OverVariants
    note: str = ""
    _splitting: tuple[tuple[str, str], ...] = field(init=False, repr=False)
    _required: tuple[str, ...] = field(init=False, repr=False)

    @_splitting.default
    def _find_splitting(self) -> tuple[tuple[str, str], ...]:
        modes = self.qualifiers
        return tuple((n, q.default) for n, q in QUALIFIERS.items() if modes.get(n) in {"required", "split"})

    @_required.default
    def _find_required(self) -> tuple[str, ...]:
        return tuple(name for name, mode in self.qualifiers.items() if mode == "required")

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return spec, (self.key,)

    def unit(self, system: Shown) -> str:
        """Return the unit that a table of this system shows, "" for a spec without units."""
        if isinstance(system, Units):
            return dict(system.chosen).get(self.key) or self.unit(system.system)
        return {"metric": self.metric, "uk": self.uk, "us": self.us}[system]

    def splits(self, qualifiers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Return the qualifiers that set a row apart, defaults filled in, in label order."""
        return tuple((name, qualifiers.get(name, default)) for name, default in self._splitting)

    def conditions(self, splits: tuple[tuple[str, str], ...], unstated: str = "{} n/s") -> tuple[str, ...]:
        """Return how a row's label tells what sets it apart: ("WLTP",), ("10–80 %",), ("at 11 kW",).

        Parameters
        ----------
        splits
            Qualifiers and their values.
        unstated
            How one that is not stated is told, "{}" standing for its title.
        """
        words = []
        for name, value in splits:
            qualifier = QUALIFIERS[name]
            if value == NOT_STATED:
                words.append(unstated.format(qualifier.title))
            elif value and (value != qualifier.default or self.qualifiers[name] == "required"):
                words.append(qualifier.label.format(value.replace("-", "–") if name == "soc" else value))
        return tuple(words)

    def row_label(self, splits: tuple[tuple[str, str], ...]) -> str:
        """Return the label of a row: "Range, WLTP", "DC time, 10–80 %", "AC time at 11 kW"."""
        return self.label + "".join(
            f" {words}" if words.startswith("at ") else f", {words}" for words in self.conditions(splits)
        )

    def read(
        self, written: object, qualifiers: Mapping[str, object] | None = None, *, said: dt.date | None = None
    ) -> tuple[Value, dict[str, str]]:
        """Read what a source says of this spec.

        Parameters
        ----------
        written
            The value as in a data file: text, a number for a count, true or false, pairs of a curve.
        qualifiers
            Qualifiers given beside the text; those in the text are added.
        said
            The date of the source, for relative dates.

        Returns
        -------
        tuple of value and dict
            The value, and every qualifier that was stated, with its canonical value.

        Raises
        ------
        ParseError
            If the text is no value of this spec; a MissingCondition if a required qualifier is missing.
        UnitError
            If the figure has a unit of another kind.
        UnknownSpec
            If the spec has no such qualifier.

        Examples
        --------
        >>> from evspec.specs import spec
        >>> value, qualifiers = spec("range").read("458-461 km WLTP, worst equipment")
        >>> value.show(), qualifiers
        ('458–461 km', {'cycle': 'WLTP', 'equipment': 'worst'})
        """
        stated = {}
        for name, value in (qualifiers or {}).items():
            if name not in self.qualifiers:
                known = ", ".join(self.qualifiers) or "none"
                near = did_you_mean(name, self.qualifiers)
                raise UnknownSpec(f"{self.key} has no qualifier {name!r}; it has {known}{near}")
            stated[name] = QUALIFIERS[name].read(value)
        if written == "unknown":
            return Unknown(), self._checked(stated, written, of_figure=False)
        value = self._read(written, stated, said)
        return value, self._checked(stated, written, of_figure=not isinstance(value, Relation))

    def _checked(self, stated: dict[str, str], written: object, *, of_figure: bool) -> dict[str, str]:
        for name in self._required:
            if name not in stated and of_figure:
                raise MissingCondition(_missing(self, name, written), str(written))
        return stated if len(stated) < 2 else {name: stated[name] for name in QUALIFIERS if name in stated}

    def _read(self, written: object, stated: dict[str, str], said: dt.date | None) -> Value:
        if isinstance(written, str):
            related = read_relation(written.strip())
            if related is not None:
                relation, rest = related
                for words in _SUFFIX.split(rest.removeprefix(",").strip()):
                    self._read_words(words, stated, written)
                return relation
        match self.kind:
            case "flag":
                return read_flag(written)
            case "text":
                return read_text(written)
            case "date":
                return read_dates(written, said)
            case "curve":
                return read_curve(written)
            case "category" | "category set" | "vehicle set":
                value = read_categories(
                    written,
                    vocabulary(self.key),
                    several=self.kind != "category",
                    closed=self.key in CLOSED,
                )
                odd = [name for name in (*value.includes, *value.excludes) if not is_id(name)]
                if self.kind == "vehicle set" and odd:
                    raise ParseError(f"{odd[0]!r} is no vehicle's id, such as 'bmw/x1/u11'", str(written))
                return value
        return self._read_figure(written, stated)

    def _read_figure(self, written: object, stated: dict[str, str]) -> Measure:
        if isinstance(written, Measure):
            value = written
        elif self.kind in {"count", "number"} and type(written) in {str, int}:
            value = self._read_number(str(written))
        elif isinstance(written, str):
            figure, *words = _SUFFIX.split(written) if "," in written else (written,)
            value = measure(figure)
            for word in words:
                self._read_words(word, stated, written)
        else:
            raise ParseError(f"{written!r} is no figure with its unit; write {self._example()}", str(written))
        self._check_figure(value)
        if value.cycle is not None:
            if "cycle" not in self.qualifiers:
                raise ParseError(
                    f"{self.key} has no test cycle, found {value.cycle} in {value.text!r}", value.text
                )
            given = stated.setdefault("cycle", value.cycle)
            if given != value.cycle:
                raise ParseError(
                    f"cycle {given} beside the text, but {value.cycle} in {value.text!r}", value.text
                )
        cycle = stated.get("cycle")
        if cycle == NOT_STATED:
            cycle = None
        return value if cycle == value.cycle else value.with_cycle(cycle)

    def _check_figure(self, value: Measure) -> None:
        """Refuse a figure of another kind, or of no size."""
        kind = "number" if self.kind == "count" else self.kind
        if value.kind.partition(" ")[0] != "money" if kind == "money" else value.kind != kind:
            raise UnitError(
                f"{self.key} takes {kind}, found {value.kind} in {value.text!r}; write {self._example()}"
            )
        least = value.low
        if least is None:
            least = value.high
        if least is not None and least <= 0 and not self._may_be(least):
            raise ParseError(f"{self.key} is above 0, found {value.text!r}", value.text)
        thousands = _THOUSANDS.search(value.text) if "." in value.text else None
        if thousands and (kind == "money" or value.unit in _WHOLE):
            whole = thousands[0].replace(".", ",")
            raise ParseError(
                f"{value.text!r} may mean {whole} or {thousands[0]}0; write {whole} or add a digit",
                value.text,
            )
        if self.kind == "count" and value.magnitude is not None and value.magnitude % 1:
            raise ParseError(f"{self.key} is a whole number, found {value.text!r}", value.text)

    def _may_be(self, size: float) -> bool:
        """Tell whether a figure may be 0 or below."""
        return self.kind == "temperature" or (size == 0 and self.key in MAY_BE_ZERO)

    def _read_number(self, written: str) -> Measure:
        try:
            return Measure.of(written, "")
        except ParseError:
            raise ParseError(f"{self.key} takes {self._example()}, found {written!r}", written) from None

    def _read_words(self, words: str, stated: dict[str, str], written: object) -> None:
        """Take qualifiers from the words after a figure."""
        if not words:
            return
        condition = _condition(self, words)
        if condition is not None:
            self._state(*condition, stated, written)
            return
        known = ", ".join(self.qualifiers) or "none"
        raise ParseError(
            f"{words!r} in {written!r} is no qualifier of {self.key}; it has {known}", str(written)
        )

    def _state(self, name: str, value: str, stated: dict[str, str], written: object) -> None:
        """Take one qualifier, unless another value of it was stated already."""
        if stated.setdefault(name, value) != value:
            raise ParseError(
                f"{name} is {value} in {written!r}, but {stated[name]} was stated too; leave one out",
                str(written),
            )

    def _example(self) -> str:
        if self.kind == "count":
            return "a whole number such as 2"
        if self.kind == "number":
            return "a number in quotes such as '0.24', which keeps its digits"
        if self.kind == "money":
            return "an amount with its currency, such as '47,900 EUR'"
        cycle = " WLTP" if "cycle" in self.qualifiers else ""
        return f"a figure such as '100 {self.metric}{cycle}'"


#: A point before three digits is a thousands separator in half of Europe, and these units are
#: printed without so many decimals.
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,])", re.ASCII)
_WHOLE = frozenset({"mm", "kg", "lb", "L", "km", "mi", "N·m", "PS", "hp"})
_SUFFIX = re.compile(r",\s+(?=[^\s])")


def _missing(spec: Spec, name: str, written: object) -> str:
    right = {
        "cycle": f"'{written} WLTP', or '{written}, cycle not stated' if the source names none",
        "soc": f"'{written}, 10-80 %', or '{written}, SoC not stated' if the source names none",
        "charger": f"'{written}, 11 kW charger', or charger = \"not stated\" if the source names none",
    }.get(name, f'{name} = "…" beside it, "not stated" if the source names none')
    return f"{spec.key} {str(written)!r} without its {name}; write {right}"


@lru_cache(maxsize=1024)
def _condition(spec: Spec, words: str) -> tuple[str, str] | None:
    """Return the qualifier that the words after a figure state, and its value; None if they state none."""
    values = ((name, QUALIFIERS[name].find(words)) for name in spec.qualifiers)
    return next(((name, value) for name, value in values if value is not None), None)


_MODES: Mapping[str, Mode] = {"!": "required", "?": "expected", "~": "remark"}


def _mode(word: str) -> Mode:
    return _MODES.get(word[0]) or _MODES.get(word[-1]) or "split"


def _made() -> Iterator[tuple[str, Spec]]:
    for key, label, group, kind, units, better, qualifiers, over_variants, note in ROWS:
        metric, *others = units.split(" / ")
        uk, us = others or (metric, metric)
        modes = MappingProxyType({word.strip("!?~"): _mode(word) for word in qualifiers.split()})
        yield key, Spec(key, label, group, kind, metric, uk, us, better, modes, over_variants, note)


#: Key to spec, in the order of tables.
SPECS: Mapping[str, Spec] = MappingProxyType(dict(_made()))


def spec(key: str) -> Spec:
    """Return the spec with this key.

    Raises
    ------
    UnknownSpec
        With near misses, if there is none.

    Examples
    --------
    >>> spec("range").unit("us")
    'mi'
    """
    try:
        return SPECS[key]
    except KeyError:
        raise UnknownSpec(f"no spec {key!r}{_near(key)}") from None


def _near(key: str) -> str:
    """Suggest specs that are called so in tables, that begin so, or that are spelled alike."""
    word = str(key).lower().replace("_", " ")
    called = [k for k, s in SPECS.items() if s.label.lower() == word or k.startswith(word[:5])]
    return did_you_mean(str(key), called or SPECS, cutoff=0.0 if called else 0.6)
