"""What the lines of a mapping come to in columns: read by evspec's grammar, once for each set of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from evspec.catalogs.frames import figure_of, words_of
from evspec.claims import FIRM, Selection
from evspec.claims.entry import in_units
from evspec.claims.fuel import with_modes
from evspec.claims.options import select_beside
from evspec.datasets.frames_in import FRAME
from evspec.datasets.identity import Car
from evspec.datasets.ledger import Ledger
from evspec.datasets.plans import Plan
from evspec.datasets.reading import source_of
from evspec.datasets.settling import Settler
from evspec.datasets.sheets import MISSING, Number, text_of
from evspec.errors import EvspecError, ParseError
from evspec.measures import Measure
from evspec.specs import SPECS
from evspec.table.dataframe import slug
from evspec.table.safety import encodable
from evspec.units import Unit
from evspec.units import unit as find_unit
from evspec.values import Amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evspec.claims import Claim, QualifiedSpec
    from evspec.crosswalks import FileMapping, Line
    from evspec.datasets.ledger import Said
    from evspec.datasets.said import LineReader
    from evspec.specs import UnitChoice
    from evspec.table.dataframe import Scalar

__all__ = ["ENDS", "SAMPLES", "Facts", "Outcomes"]

#: What a row says: column to a number, a text or a truth value.
Facts = dict[str, "Scalar"]
#: The columns of the ends of a figure.
ENDS: Final = ("_low", "_high")
#: Two numbers to tell whether a line is a number and a unit, so that arithmetic does.
SAMPLES: Final = ("111", "222")
_ABOUT: Final = "a/b/c/d"


class Outcomes:
    """Reads cells of frames as rows of a file are read.

    Parameters
    ----------
    mapping
        The mapping.
    units
        The units of the columns that come out.

    Attributes
    ----------
    refused
        The texts that could not be read, each with the line and why.
    spans
        The columns in which some cell is no single number.
    """

    def __init__(self, mapping: FileMapping, units: UnitChoice) -> None:
        self.mapping = mapping
        self._units = units
        self.columns = tuple(mapping.columns())
        self.refused: dict[tuple[str, str], EvspecError] = {}
        self.spans: set[str] = set()
        self._ledger = Ledger(mapping)
        self.plan = Plan(mapping, self.columns, self._ledger)
        self._settler = Settler(source_of(mapping, FRAME, None), self._ledger.details)
        self._names: dict[tuple[str, str], str] = {}
        self._powertrains = [
            reader for reader in self.plan.readers if reader.line.spec is SPECS["powertrain_type"]
        ]

    def sources(self, readers: Sequence[LineReader]) -> tuple[str, ...]:
        """Return the columns of the frame on which lines on one spec depend."""
        every = self._with_powertrains(readers)
        groups = self.mapping.groups
        asked = [hole for one in every for template in one.line.templates for hole in template.holes]
        asked += [condition.column for one in every for condition in one.line.when]
        return tuple(dict.fromkeys(groups.get(name, name) for name in asked))

    def _with_powertrains(self, readers: Sequence[LineReader]) -> Sequence[LineReader]:
        more = self._powertrains if any(self._is_of_mode(reader.line) for reader in readers) else []
        return [*readers, *more]

    def _is_of_mode(self, line: Line) -> bool:
        """Tell whether the row of a figure depends on the powertrain: that of a plug-in hybrid is open."""
        stated = dict(line.qualifiers).get("mode")
        fixed = stated is not None and not stated.holes
        return "mode" in line.spec.qualifiers and not fixed and line.spec is not SPECS["powertrain_type"]

    def row(self, given: Mapping[str, Any]) -> list[Any]:
        """Return the cells of a row, those cut out by patterns behind them, of the values of some columns."""
        decimal = self.mapping.decimal
        cells: list[Any] = [
            text_of(given[name], decimal) if name in given else MISSING for name in self.columns
        ]
        self.plan.cut([cells])
        return cells

    def claims(self, readers: Sequence[LineReader], given: Mapping[str, Any]) -> list[Claim]:
        """Return what lines on one spec say of the values of some columns, settled as that of a file is.

        Two lines that print one quantity unlike are doubted.
        """
        row = self.row(given)
        said = tuple(self._read(reader, row) for reader in self._with_powertrains(readers))
        claims = with_modes(self._settler.claims(_ABOUT, Car("", "", "", "", [said])))
        spec = readers[0].line.spec
        return [claim for claim in claims if claim.spec is spec and claim.row.closed]

    def _read(self, reader: LineReader, row: Sequence[Any]) -> tuple[Said, ...]:
        key = () if reader.key is None else reader.key(row)
        said = reader.read(key)
        for trouble in reader.troubles.get(key, ()):
            error = trouble if isinstance(trouble, EvspecError) else ParseError(trouble.words)
            self.refused.setdefault((reader.line.spec.key, error.message), error)
        return said

    def selections(self, readers: Sequence[LineReader], given: Mapping[str, Any]) -> list[Selection]:
        """Return what counts of that in each row, as it does of an object."""
        rows: dict[QualifiedSpec, list[Claim]] = {}
        for claim in self.claims(readers, given):
            rows.setdefault(claim.row, []).append(claim)
        every = (select_beside(row, own, generation_id="", of_variant=True) for row, own in rows.items())
        return [one for one in every if one is not None]

    def facts(self, selections: Iterable[Selection]) -> Facts:
        """Return what was selected, by the columns of `Catalog.to_dataframe`."""
        out: Facts = {}
        for selection in selections:
            row, value = selection.row, in_units(selection.value, selection.row, self._units)
            for part in value.parts if isinstance(value, Amounts) else (value,):
                figure = figure_of(part, row)
                if figure is not None:
                    unit = part.unit if isinstance(part, Measure) else row.spec.unit(self._units)
                    low, high, bound = figure
                    name = self.name(row.key, unit)
                    single = low if bound == "exact" and selection.status in FIRM else None
                    if single is None and (low, high) != (None, None):
                        self.spans.add(name)
                    told = {"": single, "_low": low, "_high": high}
                    out |= {name + end: number for end, number in told.items() if number is not None}
                elif part is not None:
                    name = self.name(row.key, "")
                    out |= {name + end: word for end, word in words_of(part).items() if word is not None}
            splits = dict(row.splits)
            for name, stated in selection.supporting[0].qualifiers.items():
                if name not in splits:
                    out[self.name(f"{row.key} {name}", "")] = encodable(stated)
        return out

    def name(self, key: str, unit: str) -> str:
        """Return the name of a column, another one where two quantities would have one."""
        known = self._names.get((key, unit))
        if known is None:
            plain = known = slug(f"{key} {unit}")
            number = 1
            while known in self._names.values():
                number += 1
                known = f"{plain}_{number}"
            self._names[key, unit] = known
        return known

    def of_numbers(
        self, reader: LineReader, column: str, given: Mapping[str, Any]
    ) -> tuple[Unit, Unit, Selection] | None:
        """Return the unit of a column of numbers, the wanted one, and what stands for every number.

        None if the line is no number and a unit.
        """
        meant: tuple[Unit, Unit, Selection] | None = None
        for sample in SAMPLES:
            found = self.selections([reader], {**given, column: Number(sample)})
            value = found[0].value if len(found) == 1 else None
            if not isinstance(value, Measure) or {*value.ends} - {None} != {float(sample)}:
                return None
            shown = in_units(value, found[0].row, self._units)
            if not isinstance(shown, Measure):
                return None
            meant = find_unit(value.unit), find_unit(shown.unit), found[0]
        return meant
