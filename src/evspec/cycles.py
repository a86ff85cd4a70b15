"""The test cycles, which a program may add to: figures of one cycle compare with none of another."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.errors import EvspecError, check_type
from evspec.growing import Growing, adding, grown, reserved, when_grown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["CYCLES", "OWN_CYCLES", "OwnCycle", "add", "check_known", "cycle_of", "cycles_in"]

_cycles: Final[Growing[str, tuple[str, ...]]] = Growing({
    "WLTP": (),
    "EPA": (),
    "CLTC": (),
    "NEDC": (),
    "WMTC": (),
    "JC08": (),
    # of China and Japan, where it is no WLTP figure; of India; the ministry's figure in Korea
    "WLTC": (),
    "MIDC": ("modified Indian driving cycle", "ARAI"),
    "Korea": ("Korean", "Korean MOE", "MOE", "K-MOE", "KMOE", "복합", "환경부"),
    "real world": (),
})  # fmt: skip
#: The test cycles as they are printed, in the order in which rows show them, with what else each is
#: called. They are read in any case, and with a hyphen for a space.
CYCLES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(_cycles)

_NAME: Final = r"[^\W\d_](?:[^\W_]|[ -](?=[^\W_])){0,39}"


class OwnCycle(NamedTuple):
    """A test cycle as a program or a file defined it.

    Attributes
    ----------
    name, spellings
        As of `add`.
    """

    name: str
    spellings: tuple[str, ...] = ()

    @property
    def call(self) -> str:
        """The line of a program that defines it."""
        spelled = f", spellings={list(self.spellings)!r}" if self.spellings else ""
        return f"evspec.cycles.add({self.name!r}{spelled})"


#: The cycles that were added, by their names.
OWN_CYCLES: Final[Growing[str, OwnCycle]] = Growing()


def add(name: str, *, spellings: Sequence[str] = ()) -> str:
    """Define a test cycle of your own, whose figures compare with one another and with no other.

    Parameters
    ----------
    name
        The cycle as it is printed behind a figure.
    spellings
        What else it is called.

    Returns
    -------
    str
        Its name. A cycle that was defined so before is that one.

    Raises
    ------
    EvspecError
        If a name means something already.
    WrongType
        If a name is no text.

    Examples
    --------
    >>> from evspec import cycles, measure
    >>> cycles.add("Autobahn 130")
    'Autobahn 130'
    >>> measure("350 km Autobahn 130").compare(measure("300 km WLTP"))
    'undecided'
    """
    spelled = (spellings,) if isinstance(spellings, str) else tuple(spellings)
    for given in (name, *spelled):
        check_type("the name of a cycle", given, str, "a text such as 'Autobahn 130'")
    # which know the words that stand around numbers, and those of conditions
    import_module("evspec.measures")
    import_module("evspec.specs")
    made = OwnCycle(name.strip(), tuple(map(str.strip, spelled)))
    with adding:
        known = OWN_CYCLES.get(made.name)
        if known is not None:
            _check_same(known, made)
            return made.name
        for word in (made.name, *made.spellings):
            if not re.fullmatch(_NAME, word):
                raise EvspecError(
                    f"{word!r} is no name of a cycle; write letters first, then letters or digits"
                )
            meaning = reserved(word)
            if meaning:
                raise EvspecError(f"{word!r} cannot be a cycle of your own: it is taken ({meaning})")
        OWN_CYCLES[made.name] = made
        _cycles[made.name] = made.spellings
        grown()
    return made.name


def cycle_of(name: str) -> str | None:
    """Return the cycle of this name in any case, or None."""
    return _by_name().get(_plain(name))


def cycles_in(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield where words in lower case name a cycle, alone or with the next one: "korean moe"."""
    names = _by_name()
    firsts = {name.partition(" ")[0] for name in names}
    for place, word in enumerate(words):
        if word in firsts:
            cycle = names.get(word) or names.get(" ".join(words[place : place + 2]))
            if cycle is not None:
                yield place, cycle


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for cycle, others in CYCLES.items():
        for name in (cycle, *others):
            found.setdefault(_plain(name), cycle)
    return found


when_grown(_by_name.cache_clear)


def check_known(made: OwnCycle) -> None:
    """Refuse what another process made with a cycle of its own that this one has not.

    Raises
    ------
    EvspecError
        If it is not defined here, or otherwise.
    """
    known = OWN_CYCLES.get(made.name)
    if known is None:
        raise EvspecError(f"this was made with the cycle {made.name!r}, unknown here; first call {made.call}")
    _check_same(known, made)


def _check_same(known: OwnCycle, made: OwnCycle) -> None:
    if set(known.spellings) != set(made.spellings):
        raise EvspecError(f"the cycle {made.name!r} was defined otherwise: {known.call}, not {made.call}")


def _plain(name: str) -> str:
    return " ".join(name.replace("-", " ").split()).lower()
