"""What a table's footer says of the rows that it leaves out."""

from __future__ import annotations

from evspec.languages.speech import say

__all__ = ["left_out_of_comparison", "left_out_of_diff"]


def left_out_of_diff(count: int, name: str, option: str, is_twice: bool) -> str:
    """Say how many rows of a diff are left out, such as those that only the J1 states.

    Parameters
    ----------
    count
        How many there are.
    name
        What the side is called that alone states them.
    option
        How a reader asks for all rows.
    is_twice
        Whether both sides are one vehicle, as known on two days.
    """
    told = {"count": count, "name": name, "option": option}
    if is_twice:
        return say(
            "Left out: {count} row that is stated only as {name} ({option} shows it).",
            "Left out: {count} rows that are stated only as {name} ({option} shows them).",
            **told,
        )
    return say(
        "Left out: {count} row that only the {name} states ({option} shows it).",
        "Left out: {count} rows that only the {name} states ({option} shows them).",
        **told,
    )


def left_out_of_comparison(count: int, option: str, *, in_columns: bool) -> str:
    """Say how many rows of a comparison are left out, since one vehicle alone states them.

    Parameters
    ----------
    count
        How many there are.
    option
        How a reader asks for all rows.
    in_columns
        Whether the table has a column for each quantity.
    """
    told = {"count": count, "option": option}
    if in_columns:
        return say(
            "Left out: {count} quantity that one vehicle alone states ({option} shows it).",
            "Left out: {count} quantities that one vehicle alone states ({option} shows them).",
            **told,
        )
    return say(
        "Left out: {count} row that one vehicle alone states ({option} shows it).",
        "Left out: {count} rows that one vehicle alone states ({option} shows them).",
        **told,
    )
