"""What the rows of one vehicle come to: printed twice, on several labels, or once."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from attrs import define, evolve, field

from evspec.claims import Attribution, Claim, Statement
from evspec.datasets.agreement import are_one, share_apart, unlike_in_words
from evspec.datasets.ledger import Doubted
from evspec.measures import Measure
from evspec.values import Categories, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.claims import Source
    from evspec.datasets.identity import Car
    from evspec.datasets.ledger import Details, Said
    from evspec.values import Value

__all__ = ["Disagreement", "Settler"]

#: What is said, the statement made.
_Made: TypeAlias = tuple[int, int, Statement, int]
#: The kinds of specs of which one vehicle has one and no span: labels that differ stand beside one another.
_ONE: Final = frozenset({"category", "count"})


class Disagreement(NamedTuple):
    """Two lines that state one quantity of a vehicle, and do not agree: both are doubted."""

    claim: Claim
    words: str
    apart: float


@define
class Settler:
    """Makes claims of what rows say.

    Attributes
    ----------
    source
        Whose claims they are.
    details
        What stands beside statements, by number.
    spans, merged
        How many figures are spans over several labels, and how many rows say what another one says.
    disagreements
        The figures that two lines print unlike.
    """

    source: Source
    details: Sequence[Details | Doubted]
    spans: int = 0
    merged: int = 0
    disagreements: list[Disagreement] = field(factory=list)
    _attributions: dict[int, Attribution] = field(factory=dict)
    _wholes: dict[tuple[int, ...], Statement | None] = field(factory=dict)

    def anew(self) -> Settler:
        """Return one that has counted nothing yet, and knows what this one does."""
        return Settler(self.source, self.details, attributions=self._attributions, wholes=self._wholes)

    def _by(self, number: int) -> Attribution:
        """Return who says what has the details of a number, and how surely."""
        known = self._attributions.get(number)
        if known is None:
            told = self.details[number]
            details, doubt, printed = (told, "", "") if not isinstance(told, Doubted) else (
                told.details, told.apart.words, told.printed
            )  # fmt: skip
            status, note, where, hedge, via = details
            known = self._attributions[number] = Attribution(
                self.source, status or self.source.default_status, "",  # type: ignore[arg-type]  # checked
                where, printed, hedge, via, doubt, note,
            )  # fmt: skip
        return known

    def claims(self, about: str, car: Car) -> list[Claim]:
        """Return the claims on one variant."""
        if len(car.rows) == 1:
            said = [*chain.from_iterable(car.rows[0])]
            if _has_each_once(said):
                return [Claim(about, one[2], self._by(one[3])) for one in map(_made, said)]
        return self._settled(about, [[*map(_made, chain.from_iterable(row))] for row in car.rows])

    def statuses(self, car: Car) -> list[str]:
        """Return the status of each claim on one variant; those that go without saying are not made."""
        said = [*chain.from_iterable(car.rows[0])] if len(car.rows) == 1 else []
        if not said or not _has_each_once(said):
            return [claim.attribution.status for claim in self.claims("", car)]
        details = (self.details[number] for _, _, _, number in said)
        told = [one.details[0] if isinstance(one, Doubted) else one[0] for one in details]
        return [status or self.source.default_status for status in told]

    def _settled(self, about: str, rows: list[list[_Made]]) -> list[Claim]:
        """Return the claims of several rows, or of lines that state one quantity."""
        seen: list[list[_Made]] = []
        known = set[tuple[tuple[int, int, int], ...]]()
        for row in rows:
            # what is said is shared, so that two rows that say the same share all of it
            content = tuple((one[0], one[1], id(one[2])) for one in row)
            if content in known:
                self.merged += 1
            else:
                known.add(content)
                seen.append(row)
        groups: dict[int, dict[int, list[_Made]]] = {}
        for one in (one for row in seen for one in row):
            lines = groups.setdefault(one[0], {})
            same = lines.setdefault(one[1], [])
            if not same or all(one[2] is not other[2] for other in same):
                same.append(one)
        claims: list[Claim] = []
        for lines in groups.values():
            if len(lines) == 1:
                (first,) = lines.values()
                if len(first) == 1:
                    # so it is with most
                    _, _, statement, number = first[0]
                    claims.append(Claim(about, statement, self._by(number)))
                else:
                    claims += self._joined(about, first)
                continue
            first, *others = (lines[number] for number in sorted(lines))
            claims += self._doubts(about, first, others) or self._joined(about, first)
        return claims

    def _doubts(self, about: str, first: list[_Made], others: list[list[_Made]]) -> list[Claim]:
        """Return the claims of lines that print one quantity unlike, none if they agree."""
        for said in (said for other in others for said in other):
            theirs = said[2].value
            nearest = first[0]
            if len(first) > 1:
                nearest = min(first, key=lambda one: share_apart(one[2].value, theirs))
            ours = nearest[2].value
            if are_one(ours, theirs):
                continue
            words = unlike_in_words(ours, theirs)
            both = [Claim(about, one[2], evolve(self._by(one[3]), doubt=words)) for one in (nearest, said)]
            self.disagreements.append(Disagreement(both[0], words, share_apart(ours, theirs)))
            rest = [one for one in first if one is not nearest]
            return both + (self._joined(about, rest) if rest else [])
        return []

    def _joined(self, about: str, said: list[_Made]) -> list[Claim]:
        """Return one claim for what several rows say of one quantity: a span over their labels."""
        # the first printing of a pair that disagrees stands for itself
        firm = [one for one in said if not self._by(one[3]).doubt]
        whole = self._whole([one[2] for one in firm]) if len(firm) > 1 else None
        alone = said if whole is None else [one for one in said if self._by(one[3]).doubt]
        claims = [Claim(about, one[2], self._by(one[3])) for one in alone]
        if whole is not None:
            self.spans += 1
            claims.append(Claim(about, whole, self._by(firm[0][3])))
        return claims

    def _whole(self, said: list[Statement]) -> Statement | None:
        """Return one statement for several, the same one for the same; None if there is none."""
        key = tuple(map(id, said))
        if key not in self._wholes:
            first = said[0]
            value = _span([one.value for one in said]) if first.spec.kind not in _ONE else None
            if isinstance(value, Categories):
                # in the order of the spec's words, as a file that says so is read
                value, _ = first.spec.read(value.text, first.qualifiers)
            self._wholes[key] = None if value is None else Statement(first.spec, value, first.qualifiers)
        return self._wholes[key]


def _has_each_once(said: Sequence[Said]) -> bool:
    """Tell whether no two lines state one quantity."""
    return len({quantity for quantity, _, _, _ in said}) == len(said)


def _made(said: Said) -> _Made:
    """Return what is said, the statement made."""
    quantity, line, statement, details = said
    return quantity, line, statement if isinstance(statement, Statement) else statement.statement, details


def _magnitude(figure: Measure) -> float:
    return figure.magnitude or 0.0


def _span(values: Sequence[Value]) -> Value | None:
    """Return one value for those of several labels, None if they have none in common."""
    figures = [value for value in values if isinstance(value, Measure)]
    if len(figures) == len(values):
        if len({figure.kind for figure in figures}) > 1:
            return None
        unit, cycle = figures[0].unit, figures[0].cycle
        if all(figure.unit == unit and figure.bound == "exact" for figure in figures):
            lowest, highest = min(figures, key=_magnitude), max(figures, key=_magnitude)
        else:
            whole = Span.over([figure.to(unit) for figure in figures])
            lowest, highest = whole.lowest, whole.highest
        low, high = lowest.number("low"), highest.number("high")
        if low is None or high is None:
            return None
        return figures[0] if low == high else Measure.of((low, high), unit, bound="between", cycle=cycle)
    first = values[0]
    united = getattr(type(first), "united", None)
    return united(values) if united is not None and all(type(v) is type(first) for v in values) else None
