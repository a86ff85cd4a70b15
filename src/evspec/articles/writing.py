"""The file of a draft: a source, and a line a claim; what is unsure stands behind `#? ` with its doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.articles.proposals import Proposal, Unresolved, Untaken
    from evspec.articles.providers import Refused
    from evspec.claims import Source

__all__ = ["DOUBTS", "UNKNOWN_PUBLISHER", "UNSURE", "written"]

#: Who published an article of which nobody said it.
UNKNOWN_PUBLISHER: Final = "?"
#: What stands in front of a claim that is unsure, and in front of its doubts.
UNSURE: Final = "#? "
DOUBTS: Final = "  # doubtful: "
_SOURCE: Final = ("id", "publisher", "title", "address", "date", "kind", "tier", "copies")


def written(
    source: Source,
    proposals: Sequence[Proposal],
    untaken: Sequence[Untaken],
    unresolved: Sequence[Unresolved],
    refused: Sequence[Refused],
) -> str:
    """Return a draft as a file."""
    lines = [
        "# A line a claim. To accept what stands behind `#? `, delete these three characters.",
        "",
        "[source]",
    ]
    date = source.date.text if source.date is not None else ""
    for key in _SOURCE:
        value = date if key == "date" else getattr(source, key)
        if value and not (key in {"title", "address"} and value == UNKNOWN_PUBLISHER):
            lines.append(f"{key} = {_quoted(value)}")
    head: tuple[str, str] | None = None
    used: set[str] = set()
    for one in proposals:
        if (one.vehicle, one.where) != head or one.spec in used:
            head, used = (one.vehicle, one.where), set()
            lines += ["", "[[said]]", f"vehicle = {_quoted(one.vehicle)}"]
            lines += [f"where = {_quoted(one.where)}"] if one.where else []
        used.add(one.spec)
        entry = ", ".join(f"{key} = {_quoted(value)}" for key, value in one.entry().items())
        line = f"{one.spec} = {{ {entry} }}"
        doubts = "; ".join(map(str, one.doubts))
        lines.append(f"{UNSURE}{line}{DOUBTS}{_plain(doubts)}" if doubts else line)
    if not (proposals or untaken or unresolved or refused):
        lines += ["", "# Nothing was read that says anything of a car."]
    if untaken or unresolved:
        lines += ["", "# Not taken:"]
    lines += [f"# {_plain(one.text)}: {_plain(one.reason)}" for one in untaken]
    # a text names a car in many places, and a file tells it once
    names = dict.fromkeys(_plain(one.text) for one in unresolved)
    lines += [f"# {name}: a vehicle that no catalog has" for name in names]
    if refused:
        lines += ["", "# Refused:"]
    lines += [f"# {_plain(str(one))}" for one in refused]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Return a text with spaces for what nobody would see in a file, and what could break a line of it."""
    return text if text.isprintable() else "".join([one if one.isprintable() else " " for one in text])


def _quoted(value: object) -> str:
    """Write a value as TOML does."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    text = _plain(str(value)).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
