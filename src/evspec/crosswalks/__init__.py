"""Mappings: what the columns of a file say of which vehicle. A mapping is a block of claims with holes."""

from evspec.crosswalks.filemapping import Condition, FileMapping, Line
from evspec.crosswalks.parts import TAB
from evspec.crosswalks.patterns import LONGEST, Words, fits
from evspec.crosswalks.reading import is_year, mapping, mappings
from evspec.crosswalks.templates import Template

__all__ = [
    "LONGEST",
    "TAB",
    "Condition",
    "FileMapping",
    "Line",
    "Template",
    "Words",
    "fits",
    "is_year",
    "mapping",
    "mappings",
]
