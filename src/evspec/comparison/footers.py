"""What a table's footer says of the rows that it leaves out."""

from __future__ import annotations

from evspec.languages.speech import say

__all__ = ["left_out_of_comparison", "left_out_of_diff"]


def left_out_of_diff(count: int, name: str, is_twice: bool) -> str:
    """Say how many rows of a diff are left out, such as those that only the J1 states.

    Parameters
    ----------
    count
        How many there are.
    name
        What the side is called that alone states them.
    is_twice
        Whether both sides are one vehicle, as known on two days.
    """
    told = {"count": count, "name": name}
    if is_twice:
        return say(
            "Left out: {count} row stated only as {name}.",
            "Left out: {count} rows stated only as {name}.",
            **told,
        )
    return say(
        "Left out: {count} row of the {name} alone.",
        "Left out: {count} rows of the {name} alone.",
        **told,
    )


def left_out_of_comparison(count: int, *, in_columns: bool) -> str:
    """Say how many rows of a comparison are left out, since one vehicle alone states them.

    Parameters
    ----------
    count
        How many there are.
    in_columns
        Whether the table has a column for each quantity.
    """
    if in_columns:
        return say(
            "Left out: {count} quantity of one vehicle alone.",
            "Left out: {count} quantities of one vehicle alone.",
            count=count,
        )
    return say(
        "Left out: {count} row of one vehicle alone.",
        "Left out: {count} rows of one vehicle alone.",
        count=count,
    )
