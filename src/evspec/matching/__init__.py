"""Which row of an agency's file is which variant of a catalog: proposed, with the reasons, never silently."""

from evspec.matching.matches import Match, Matches, match

__all__ = ["Match", "Matches", "match"]
