"""Which cars of the record a person has found to be which curated cars, and why."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.files.text import read_text
from evspec.packaged import packaged

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MATCHES", "Accepted", "accepted"]

MATCHES: Final = "matches.toml"


@frozen
class Accepted:
    """What a curated car is in the record.

    Attributes
    ----------
    reason
        Why it is that, or why it is nothing there.
    agencies
        The vehicles of agencies that it is, whose claims go into its rows.
    community
        Those of community data, of which nothing does.
    by
        The specs whose figures decided it, and which are confirmed by nothing that was matched by them.
    """

    reason: str
    agencies: tuple[str, ...] = ()
    community: tuple[str, ...] = ()
    by: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """Every vehicle of the record that it is."""
        return self.agencies + self.community


@cache
def accepted() -> Mapping[str, Accepted]:
    """Return what each curated car is in the record, by the car's id."""
    read = tomllib.loads(read_text(packaged("data").joinpath(MATCHES), MATCHES))
    return {
        id_: Accepted(told["reason"], *(tuple(told.get(key, ())) for key in ("agencies", "community", "by")))
        for id_, told in read.items()
    }
