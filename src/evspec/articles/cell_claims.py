"""What a cell of a table says under its label: a figure, a word, yes or no, a date."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

from evspec.articles.figure_specs import fits
from evspec.articles.figures import Figure, reader_of
from evspec.articles.proposals import Doubt
from evspec.errors import EvspecError
from evspec.languages.speech import Phrase
from evspec.specs import NOT_STATED, SPECS
from evspec.values import read_dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from evspec.articles.labels import Label, Labels
    from evspec.articles.scene import Scene
    from evspec.articles.tables import Cell, Grid
    from evspec.articles.words import Hit

__all__ = ["Cells", "Said"]

#: A spec and its value, between which characters they stand, the conditions, and what is doubtful.
Said: TypeAlias = "tuple[str, object, int, int, dict[str, str], tuple[Doubt, ...]]"

_BARE: Final = re.compile(r"(\d[\d.,' ]*(?: ?[-–] ?\d[\d.,' ]*)?)")
#: The figures with which a label may start: "0–100 km/h".
_SPRINT: Final = re.compile(r"0 ?\D{1,5} ?\d")
_LONGEST: Final = 80
_NUMBER: Final = re.compile(r"\d{1,5}")
_RATIO: Final = re.compile(r"0[.,]\d{2,3}")
_SEVERAL: Final = Phrase("the cell has several figures")
_CURRENT: Final = re.compile(r"\b(AC|DC)\b")
#: Signs in place of words.
_SIGNS: Final = {"✓": "yes", "✔": "yes", "●": "yes", "x": "yes", "✗": "no", "✘": "no", "○": "optional"}
#: A charge that takes longer is one from a wallbox, and one of less power too.
_LONGEST_DC: Final = 120.0
_MOST_AC: Final = 22.5
_AC: Final = {"dc_time": "ac_time", "dc_power": "ac_power"}
_PARTS: Final = re.compile(r", |; | / ")


@frozen(eq=False)
class Cells:
    """The cells of one table.

    Attributes
    ----------
    scene, grid, labels, figures, said
        The text, the table in it, the labels of its language, its figures, the day of the text.
    """

    scene: Scene
    grid: Grid
    labels: Labels
    figures: Sequence[Figure]
    said: dt.date | None

    def label_of(self, cell: Cell) -> Label:
        """Return the label of a cell; figures and sentences are none."""
        is_figure = _BARE.match(cell.text) and not _SPRINT.match(cell.text)
        return self.labels.of("" if is_figure or len(cell.text) > _LONGEST else cell.text)

    def tokens_of(self, cell: Cell) -> tuple[int, int]:
        """Return between which tokens of the text a cell stands."""
        article = self.scene.article
        return article.token_at(cell.start), article.token_at(cell.end)

    def said_in(self, cell: Cell, label: Label) -> Iterator[Said]:
        """Yield what a cell says of the spec that its label names; nothing of one that has no data."""
        made = [one for part in self._parts(cell) if (one := self._figure(part, label))]
        whole = None if made else self._words(cell, label)
        # "11 kW, 22 kW optional" is of two, "77 kWh / 74 kWh" of nobody knows what
        same = len(made) > 1 and len({(one[0], tuple(one[4].items())) for one in made}) < len(made)
        several = (Doubt("value", _SEVERAL),) if same else ()
        for key, value, start, end, qualifiers, doubts in (*made, *([whole] if whole else [])):
            yield key, value, start, end, qualifiers, (*doubts, *several)

    def _parts(self, cell: Cell) -> list[Cell]:
        """Return the parts of a cell that have a figure each, the cell itself if they do not."""
        parts, at = [], 0
        for piece in _PARTS.split(cell.text):
            start = cell.text.index(piece, at)
            at = start + len(piece)
            parts.append(cell._replace(text=piece, start=cell.start + start, end=cell.start + at))
        whole = all(any(part.start <= one.start < part.end for one in self.figures) for part in parts)
        return parts if whole else [cell]

    def _figure(self, cell: Cell, label: Label) -> Said | None:
        """Return the figure of a cell as a claim: spec, value, place, conditions, doubts."""
        own = [one for one in self.figures if cell.start <= one.start < cell.end]
        bare = cell.text.rstrip("*†‡¹²³ ")
        if not own and label.unit and _BARE.fullmatch(bare):
            text = f"{bare} {label.unit}"
            value = reader_of(self.scene.article.words)(text)
            own = [_bare_figure(cell, text, value)] if value is not None else []
        for named in label.keys:
            fitting = [one for one in own if fits(_AC[named] if _is_ac(named, one, cell) else named, one)]
            if not fitting:
                continue
            one = fitting[0]
            if label.keys[0] == "dc_power" and len(fitting) > 1 and "DC" in cell.text:
                one = fitting[-1]
            key = _AC[named] if _is_ac(named, one, cell) else named
            qualifiers = self._conditions(key, one, cell, label, own)
            doubts: tuple[Doubt, ...] = (Doubt("value", _SEVERAL),) if len(fitting) > 1 else ()
            doubts += (Doubt("value", one.slip),) if one.slip else ()
            if qualifiers.get("cycle") == NOT_STATED and SPECS[key].qualifiers["cycle"] == "required":
                doubts += (Doubt("value", Phrase("no cycle is named")),)
            for written in (one.text, str(one.value.with_cycle(None))):
                try:
                    SPECS[key].read(written, qualifiers)
                except EvspecError:
                    continue
                return key, written, one.start, one.end, qualifiers, doubts
        return None

    def _conditions(
        self, key: str, one: Figure, cell: Cell, label: Label, own: Sequence[Figure]
    ) -> dict[str, str]:
        """Return the conditions of a figure: as its cell states them, its label, or the line above."""
        modes = SPECS[key].qualifiers
        told = {**label.qualifiers, **self.labels.of(cell.text).qualifiers}
        found = {name: words for name, words in told.items() if name in modes and name != "market"}
        if "cycle" in modes:
            found["cycle"] = one.value.cycle or told.get("cycle") or self._cycle_above
        if modes.get("soc") == "required":
            windows = [
                each.value for each in own if each.value.kind == "ratio" and each.value.bound == "between"
            ]
            found["soc"] = "{:g}-{:g} %".format(*windows[0].ends) if windows else found.get("soc", NOT_STATED)
        if modes.get("charger") == "required":
            power = [each.value for each in own if each.value.kind == "power"]
            found["charger"] = str(power[0].to("kW")) if power else NOT_STATED
        if modes.get("market") == "required":
            found["market"] = told.get("market", NOT_STATED)
        return found

    @cached_property
    def _cycle_above(self) -> str:
        """The cycle that the line above names, if no label of the table names its own."""
        cells = [cell for row in self.grid.rows for cell in (row[0], row[-1])] + list(self.grid.rows[0])
        if any("cycle" in self.label_of(cell).qualifiers for cell in cells):
            return NOT_STATED
        first, past = (self.scene.article.token_at(place) for place in self.grid.caption)
        named = [cycle for place, cycle in self.scene.article.cycles if first <= place < past]
        return named[0] if len(set(named)) == 1 else NOT_STATED

    def _words(self, cell: Cell, label: Label) -> Said | None:
        """Return what a cell says without a unit: a category, a name, a count, yes or no, a date."""
        first, past = self.tokens_of(cell)
        hits = self.scene.article.hits_in(first, past)
        said = {hit.meaning for hit in hits if hit.table == "answers" and _is_whole(hit, first, past)}
        said |= {_SIGNS[cell.text]} if cell.text in _SIGNS else set()
        if not cell.text or "nothing" in said or not any(map(str.isalnum, cell.text + "".join(said))):
            return None
        for key in label.keys:
            value = self._word_value(key, cell, hits, said)
            if value is None:
                continue
            try:
                SPECS[key].read(value, said=self.said)
            except EvspecError:
                continue
            return key, value, cell.start, cell.end, {}, ()
        return None

    def _word_value(self, key: str, cell: Cell, hits: Sequence[Hit], said: set[str]) -> object:
        """Return what a cell says of a spec, None if nothing that can be told."""
        kind = SPECS[key].kind
        if kind == "flag":
            return {"yes": True, "no": False, "optional": "optional"}.get(next(iter(said), ""))
        if kind == "count":
            number = _NUMBER.fullmatch(cell.text)
            counted = next((hit.meaning for hit in hits if hit.table == f"values.{key}"), None)
            return int(number[0]) if number else int(counted) if counted else None
        if kind == "number":
            ratio = _RATIO.search(cell.text)
            return ratio[0].replace(",", ".") if ratio else None
        if kind == "date":
            try:
                read_dates(cell.text, self.said)
            except EvspecError:
                return None
            return cell.text
        if kind in {"category", "category set"}:
            own = dict.fromkeys(hit.meaning for hit in hits if hit.table == f"values.{key}")
            return next(iter(own)) if len(own) == 1 else None if own else cell.text
        return cell.text if kind == "text" and len(cell.text.split()) <= 5 and not said else None


def _is_ac(key: str, one: Figure, cell: Cell) -> bool:
    """Tell whether what is labeled "charging" is of alternating current: it says so, is slow or weak."""
    if key not in _AC:
        return False
    named = set(_CURRENT.findall(cell.text))
    if len(named) == 1:
        return named == {"AC"}
    if one.value.kind == "duration":
        return max(filter(None, one.value.to("min").ends), default=0.0) >= _LONGEST_DC
    return (
        one.value.kind == "power" and 0 < max(filter(None, one.value.to("kW").ends), default=0.0) <= _MOST_AC
    )


def _bare_figure(cell: Cell, text: str, value: object) -> Figure:
    return Figure(cell.start, cell.end, text, value)  # type: ignore[arg-type]


def _is_whole(hit: Hit, first: int, past: int) -> bool:
    return hit.first == first and hit.last == past - 1
