"""What a spec is, and how what a source says of it is read."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

from attrs import Factory, field, frozen

from evspec.errors import MissingCondition, ParseError, UnknownSpec, did_you_mean, quoted, spelled
from evspec.languages.speech import say, word
from evspec.measures import MISSING, Measure, figure_given, is_missing, measure_of
from evspec.specs.conditions import read_words, split_words
from evspec.specs.figures import BARE, CAPACITIES, bare_number, check_figure, example_of
from evspec.specs.phrases import SUFFIX, full_option, without
from evspec.specs.qualifiers import NOT_STATED, QUALIFIERS, Condition, listed_conditions
from evspec.units import plain_scalar
from evspec.values import VALUE_TYPES, BaseValue, Relation, Unknown, read_relation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from evspec.specs.qualifiers import Mode
    from evspec.values import Value

__all__ = ["SYSTEMS", "Spec", "System"]

System: TypeAlias = Literal["metric", "us", "uk"]
SYSTEMS: Final[tuple[System, ...]] = ("metric", "us", "uk")

Better: TypeAlias = Literal["higher", "lower", ""]
OverVariants: TypeAlias = Literal["span", "union", "own"]

_MODES: Final[Mapping[str, Mode]] = {
    "!": "required", "?": "expected", "~": "remark", "+": "told",
}  # fmt: skip


class _Units(Protocol):
    """What chooses a unit for each spec."""

    def unit_of(self, spec: Spec, conditions: tuple[tuple[str, str], ...] = ()) -> str:
        """Return the unit of a spec, or of its row under conditions."""


def _modes(written: str) -> Mapping[str, Mode]:
    """Read the qualifiers of a spec: "cycle! phase ~wheels"."""
    return MappingProxyType({
        word.strip("!?~+"): _MODES.get(word[0]) or _MODES.get(word[-1]) or "split" for word in written.split()
    })  # fmt: skip


def _in_mode(mode: Mode) -> Any:
    """Return what finds the qualifiers of a spec that have a mode."""
    return Factory(
        lambda spec: tuple(n for n, own in spec.qualifiers.items() if own == mode), takes_self=True
    )


def _both(written: str | tuple[str, str]) -> tuple[str, str]:
    """Read the words for a greater and a smaller figure: "longer/shorter"."""
    if isinstance(written, tuple):
        return written
    greater, _, smaller = written.partition("/")
    return greater, smaller


#: Of which specs the figures are gross or net without a word.
_BASES: Final = {key: basis for basis, key in CAPACITIES.items()}
_MORE_OR_LESS: Final = ("more", "less")


def _names(entries: Iterable[str]) -> Mapping[str, str]:
    """Read names with what else the press calls them: "AWD=all-wheel drive|4x4"."""
    names: dict[str, str] = {}
    for entry in entries:
        canonical, _, others = entry.partition("=")
        names |= {name.lower(): canonical for name in (canonical, *others.split("|")) if name}
    return MappingProxyType(names)


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
        What a value is: a kind of unit ("power", "length"), count, number, money or money per length; or
        a kind of `evspec.values.VALUE_TYPES`: category, category set, vehicle set (ids), text, flag, date,
        curve.
    metric, uk, us
        The unit that a table of that system shows, "" where there is none; that of "metric" if left out.
    better
        "higher", "lower" or "" for neither, said of the kind's own direction: for consumption
        "lower", which turns round in a unit that counts the other way (mi/kWh).
    words
        What a greater and a smaller figure is, in the kind's own direction: a row writes
        "longer/shorter".
    percent
        Whether a change is told in percent too: a class of voltages has none, nor what is in percent itself.
    may_be_zero
        Whether 0 is a figure: a towbar that may pull nothing, tailpipe emission.
    qualifiers
        Qualifier to mode. "required": must be stated, splits rows. "split": splits rows, has a
        default. "expected": a figure without it is shown as "not stated" and never best.
        "remark": never splits rows. "told": stands after the figure, which compares whatever it is. A
        row writes them as "cycle! phase standard? ~wheels +ac_phases".
    over_variants
        How a generation's value comes from its variants: "span", "union" or "own"; if left out, "span"
        for figures and "own" for all else.
    vocabulary
        Of categories, the known names: spelling in lower case to canonical name. A row writes each
        with what else the press calls it behind: "AWD=all-wheel drive|4x4".
    closed
        Whether no other name is admitted.
    note
        What a reader of the table of specs should know.
    value_type
        The type of its values; None if they are figures.
    told
        The qualifiers that stand after the figure.
    """

    key: str
    label: str
    group: str
    kind: str
    metric: str = ""
    uk: str = field(default=Factory(lambda self: self.metric, takes_self=True))
    us: str = field(default=Factory(lambda self: self.metric, takes_self=True))
    better: Better = ""
    words: tuple[str, str] = field(default=_MORE_OR_LESS, converter=_both, repr=False)
    percent: bool = field(default=True, repr=False)
    may_be_zero: bool = False
    qualifiers: Mapping[str, Mode] = field(default="", converter=_modes, repr=False)
    value_type: type[BaseValue] | None = field(init=False, repr=False)
    over_variants: OverVariants = field()
    vocabulary: Mapping[str, str] = field(default=(), converter=_names, repr=False)
    closed: bool = False
    note: str = ""
    _splitting: tuple[tuple[str, str], ...] = field(init=False, repr=False)
    _required: tuple[str, ...] = field(default=_in_mode("required"), init=False, repr=False)
    told: tuple[str, ...] = field(default=_in_mode("told"), init=False, repr=False)
    _open: frozenset[str] = field(init=False, repr=False)

    @value_type.default
    def _find_value_type(self) -> type[BaseValue] | None:
        return VALUE_TYPES.get(self.kind)

    @over_variants.default
    def _usual_over_variants(self) -> OverVariants:
        return "span" if self.value_type is None else "own"

    @_splitting.default
    def _find_splitting(self) -> tuple[tuple[str, str], ...]:
        modes = self.qualifiers
        return tuple((n, q.default) for n, q in QUALIFIERS.items() if modes.get(n) in {"required", "split"})

    @_open.default
    def _find_open(self) -> frozenset[str]:
        return frozenset(n for n, mode in self.qualifiers.items() if mode == "split" and QUALIFIERS[n].open)

    @property
    def is_led_by_lowest(self) -> bool:
        """Whether a span of variants is known by its lower end, as prices and times are, or by its upper."""
        return self.better == "lower" or self.kind in {"money", "duration"}

    @property
    def schema(self) -> Mapping[str, Any]:
        """What a data file may have for a value, as JSON Schema."""
        if self.value_type is not None:
            return self.value_type.schema
        return {"type": ["integer", "string"]} if self.kind in BARE else BaseValue.schema

    def unit(self, units: System | _Units, conditions: tuple[tuple[str, str], ...] = ()) -> str:
        """Return the unit that a table of this system or choice shows, "" for a spec without units.

        A choice may have another one for rows under some conditions.
        """
        if isinstance(units, str):
            return self.metric if units == "metric" else self.uk if units == "uk" else self.us
        return units.unit_of(self, conditions)

    def splits(self, qualifiers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Return the qualifiers that set a row apart, defaults filled in, in label order."""
        stated = ((name, qualifiers.get(name, default)) for name, default in self._splitting)
        # of no market in particular, whether that is said or not
        return tuple((n, "" if value == NOT_STATED and n in self._open else value) for n, value in stated)

    def opened(self, splits: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """Return what sets the row apart whose figures go with this one's: that without a market."""
        if not self._open:
            return splits
        return tuple((name, "" if name in self._open else value) for name, value in splits)

    def conditions(
        self, splits: tuple[tuple[str, str], ...], unstated: str = "{condition} n/s"
    ) -> tuple[Condition, ...]:
        """Return how a row's label tells what sets it apart: "WLTP", "10–80 %", "at 11 kW".

        Parameters
        ----------
        splits
            Qualifiers and their values.
        unstated
            How one that is not stated is told, "{condition}" standing for its title.
        """
        found = []
        for name, value in splits:
            qualifier = QUALIFIERS[name]
            if value == NOT_STATED:
                found.append(Condition(say(unstated, condition=word(qualifier.title)), follows=False))
            elif value and (value != qualifier.default or self.qualifiers[name] == "required"):
                found.append(qualifier.in_label(value))
        return tuple(found)

    def row_label(self, splits: tuple[tuple[str, str], ...], own: str = "") -> str:
        """Return the label of a row: "Range, WLTP", "AC time at 11 kW"; with an own word, "Reach, WLTP"."""
        label, conditions = own or word(self.label, self.key), self.conditions(splits)
        if not conditions:
            return label
        told = listed_conditions(conditions)
        if conditions[0].follows:
            return say("{label} {conditions}", label=label, conditions=told)
        return say("{label}, {conditions}", label=label, conditions=told)

    @property
    def types(self) -> tuple[type, ...]:
        """The types of what one source may say of it."""
        return (Measure if self.value_type is None else self.value_type, Relation, Unknown)

    def read(
        self,
        written: object,
        qualifiers: Mapping[str, object] | None = None,
        *,
        said: dt.date | None = None,
        decimal: str | None = None,
        missing: Iterable[str] = MISSING,
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
        decimal
            The decimal mark of a figure, "." or ","; see `measure`.
        missing
            The texts that say nothing, which are refused.

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
        written = plain_scalar(written)
        if written is not None and is_missing(written, missing):
            raise ParseError(f"{written!r} says nothing of {self.key}; leave it out", str(written))
        stated = {}
        for name, value in (qualifiers or {}).items():
            if name not in self.qualifiers:
                known = ", ".join(self.qualifiers) or "none"
                near = did_you_mean(str(name), self.qualifiers)
                raise UnknownSpec(f"{self.key} has no qualifier {name!r}; it has {known}{near}")
            stated[name] = QUALIFIERS[name].read(value)
        if isinstance(written, str) and written == "unknown":
            return Unknown(), self._checked(stated, written, of_figure=False)
        value = self._read(written, stated, said, decimal)
        return value, self._checked(stated, written, of_figure=not isinstance(value, Relation))

    def read_all(
        self,
        written: object,
        qualifiers: Mapping[str, object] | None = None,
        *,
        said: dt.date | None = None,
        decimal: str | None = None,
        missing: Iterable[str] = MISSING,
    ) -> list[tuple[Value, dict[str, str]]]:
        """Read what a source says of this spec, an optional figure apart from the standard one.

        Parameters and errors are those of `read`. Of "11 kW (22 optional)" come two values, each with
        its qualifiers.

        Examples
        --------
        >>> from evspec.specs import spec
        >>> [(value.show(), told) for value, told in spec("ac_power").read_all("11 kW (22 optional)")]
        [('11 kW', {'fitted': 'standard'}), ('22 kW', {'fitted': 'option'})]
        """
        value, stated = self.read(written, qualifiers, said=said, decimal=decimal, missing=missing)
        option = stated.pop("option", None)
        if option is None:
            return [(value, stated)]
        return [
            (value, self._checked({"fitted": "standard", **stated}, written, of_figure=False)),
            self.read(option, {"fitted": "option"}, decimal=decimal),
        ]

    def _checked(self, stated: dict[str, str], written: object, *, of_figure: bool) -> dict[str, str]:
        for name in self._required:
            if name not in stated and of_figure:
                raise MissingCondition(without(QUALIFIERS[name], self.key, written), str(written))
        return stated if len(stated) < 2 else {name: stated[name] for name in QUALIFIERS if name in stated}

    def _read(
        self, written: object, stated: dict[str, str], said: dt.date | None, decimal: str | None
    ) -> Value:
        if isinstance(written, BaseValue) and isinstance(written, self.types):
            # which was read before
            return written
        if isinstance(written, str):
            related = read_relation(written.strip())
            if related is not None:
                relation, rest = related
                for words in SUFFIX.split(rest.removeprefix(",").strip()):
                    read_words(self, words, stated, written)
                return relation
        if self.value_type is None:
            return self._read_figure(written, stated, decimal)
        return self.value_type.read(written, self, said, decimal)

    def _read_figure(self, written: object, stated: dict[str, str], decimal: str | None) -> Measure:
        read = partial(measure_of, decimal=decimal, kind=self.kind)
        if (figure := figure_given(written)) is not None:
            value = figure
        elif self.kind in BARE and type(written) in {str, int}:
            value = bare_number(str(written), self, decimal)
        elif isinstance(written, str):
            value, words = split_words(self, written, stated, decimal)
            for word in words:
                read_words(self, word, stated, written)
        else:
            raise ParseError(
                f"{quoted(written)} is no figure with its unit; write {example_of(self)}", spelled(written)
            )
        check_figure(value, self)
        if "option" in stated:
            stated["option"] = full_option(value, stated)
            check_figure(read(stated["option"]), self)
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
        value = value if cycle == value.cycle else value.with_cycle(cycle)
        # a price says how it is taxed only where that is unusual
        basis = _BASES.get(self.key) or stated.get("basis", "gross" if "tax" in self.qualifiers else "")
        basis = stated.get("tax", basis)
        return value.with_basis(basis) if basis in CAPACITIES else value
