"""What the lines of a mapping come to in columns: read by evspec's grammar, once for each set of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from evspec.claims import FIRM, Attribution, Claim, Source
from evspec.claims.entry import in_units
from evspec.claims.fuel import with_modes
from evspec.datasets.gathering import Plan
from evspec.datasets.said import Ledger
from evspec.datasets.sheets import MISSING, Number, text_of
from evspec.measures import Measure
from evspec.specs import SPECS
from evspec.table.dataframe import slug
from evspec.table.safety import encodable
from evspec.units import Unit
from evspec.units import unit as find_unit
from evspec.values import Amounts, Flag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evspec.crosswalks import FileMapping, Line
    from evspec.datasets.said import LineReader
    from evspec.errors import EvspecError
    from evspec.specs import UnitChoice
    from evspec.table.dataframe import Scalar

__all__ = ["ENDS", "SAMPLES", "Facts", "Outcomes"]

#: What a row says: column to a number, a text or a truth value.
Facts = dict[str, "Scalar"]
#: The columns of the ends of a figure.
ENDS: Final = ("_low", "_high")
#: Two numbers to tell whether a line is a number and a unit, so that arithmetic does.
SAMPLES: Final = ("111", "222")
_NOBODY: Final = Source("frame", "frame", "[frame]", "frame", None, "dataset")
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
        self._ledger = Ledger(mapping, self._refuse, lambda *_: None)
        self.plan = Plan(mapping, self.columns, self._ledger)
        self._names: dict[tuple[str, str], str] = {}
        self._powertrains = [
            reader for reader in self.plan.readers if reader.line.spec is SPECS["powertrain_type"]
        ]

    def _refuse(self, line: Line, _: int, error: EvspecError) -> None:
        self.refused.setdefault((line.spec.key, error.message), error)

    def sources(self, reader: LineReader) -> tuple[str, ...]:
        """Return the columns of the frame on which a line depends."""
        readers = [reader, *self._powertrains] if self._is_of_mode(reader.line) else [reader]
        groups = self.mapping.groups
        asked = [hole for one in readers for template in one.line.templates for hole in template.holes]
        asked += [condition.column for one in readers for condition in one.line.when]
        return tuple(dict.fromkeys(groups.get(name, name) for name in asked))

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
        for cut in self.plan.cuts:
            cells.extend(cut.cut(cells[cut.place]))
        return cells

    def claims(self, reader: LineReader, given: Mapping[str, Any]) -> list[Claim]:
        """Return what a line says of the values of some columns, without what is doubted."""
        row = self.row(given)
        readers = [reader, *self._powertrains] if self._is_of_mode(reader.line) else [reader]
        found: list[Claim] = []
        count = 0
        for one in readers:
            said = one.read(() if one.key is None else one.key(row), 0)
            made = [
                Claim(_ABOUT, statement, Attribution(_NOBODY, details[0] or "official", "", doubt=details[5]))  # type: ignore[arg-type]  # it was checked
                for _, _, statement, number in said
                for details in (self._ledger.details[number],)
            ]
            count = count or (len(made) if one is reader else 0)
            found += made
        return [claim for claim in with_modes(found)[:count] if not claim.doubt]

    def facts(self, claims: Iterable[Claim]) -> Facts:
        """Return what claims say, by the columns of `Catalog.to_dataframe`."""
        out: Facts = {}
        for claim in claims:
            row, value = claim.row, in_units(claim.value, claim.row, self._units)
            for part in value.parts if isinstance(value, Amounts) else (value,):
                if isinstance(part, Measure):
                    name = self.name(row.key, part.unit)
                    low, high = part.ends
                    single = low if part.bound == "exact" and claim.status in FIRM else None
                    if single is None:
                        self.spans.add(name)
                    told = {"": single, "_low": low, "_high": high}
                    out |= {name + end: number for end, number in told.items() if number is not None}
                elif isinstance(part, Flag):
                    out[self.name(row.key, "")] = part.on
                elif part is not None:
                    out[self.name(row.key, "")] = encodable(part.show())
            splits = dict(row.splits)
            for name, stated in claim.qualifiers.items():
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
    ) -> tuple[Unit, Unit, Claim, Measure] | None:
        """Return the unit of a column of numbers, the wanted one, and what stands for every number.

        None if the line is no number and a unit.
        """
        firsts: list[Measure] = []
        for sample in SAMPLES:
            claims = self.claims(reader, {**given, column: Number(sample)})
            value = claims[0].value if len(claims) == 1 else None
            if not isinstance(value, Measure) or {*value.ends} - {None} != {float(sample)}:
                return None
            firsts.append(value)
        shown = in_units(firsts[1], claims[0].row, self._units)
        assert isinstance(shown, Measure), "a figure stays one in another unit"  # noqa: S101
        return find_unit(firsts[1].unit), find_unit(shown.unit), claims[0], shown
