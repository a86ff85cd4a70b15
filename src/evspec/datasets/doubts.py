"""What can hardly be right among what was read: told by the file itself, then by physics."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from evspec.errors import Problem, ProblemCode
from evspec.plausibility import MOST, Examiner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.datasets.gathering import Gatherer
    from evspec.datasets.identity import Car
    from evspec.datasets.vehicles import Made

__all__ = ["doubts_of"]


def doubts_of(gatherer: Gatherer, made: Sequence[Made], name: str) -> tuple[Problem, ...]:
    """Return every doubt about what was read.

    Parameters
    ----------
    gatherer
        What was read, with the pairs in one cell's text that are two figures.
    made
        What was made of it, with the quantities that two lines print unlike: the furthest apart come first.
    name
        How messages call it.
    """
    unlike = [one for own in made for one in own.twice] + [one for own in made for one in own.years]
    found = [
        Problem(
            name, 0, f"{one.claim.about}: {one.claim.spec.key}", one.words, ProblemCode.IMPLAUSIBLE_TOGETHER
        )
        for one in sorted(unlike, key=lambda one: -one.apart)
    ]
    found += _pairs(gatherer)
    examiner = Examiner()
    every = [*chain.from_iterable(own.records.values() for own in made)]
    statements = (claim.statement for record in every for claim in record.claims)
    found += [
        Problem(name, 0, f"{doubt.claim.about}: {doubt.claim.spec.key}", doubt.message, doubt.code)
        for _, doubt in examiner.examine(every, statements)
    ]
    words = "{} doubts by one rule ({}); it is not asked any further"
    found += [
        Problem(name, 0, "", words.format(MOST, rule), ProblemCode.IMPLAUSIBLE_MANY)
        for rule in examiner.given_up
    ]
    return tuple(found)


def _pairs(gatherer: Gatherer) -> list[Problem]:
    """Return the pairs of one text that are two figures, each vehicle's once with all its rows."""
    rows: dict[tuple[int, str, str], list[tuple[Problem, Car]]] = {}
    for problem, car, apart in sorted(gatherer.doubted, key=lambda one: -one[2].share):
        unlike = problem._replace(message=apart.words)
        rows.setdefault((id(car), unlike.path, unlike.message), []).append((unlike, car))
    told = []
    for same in rows.values():
        problem, car = same[0]
        name = " ".join(dict.fromkeys(filter(None, (car.make, car.model, car.year, car.name))))
        others = f" (in {len(same)} rows)" if len(same) > 1 else ""
        told.append(problem._replace(path=f"{name}: {problem.path}", message=problem.message + others))
    return told
