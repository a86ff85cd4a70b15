"""Electric-vehicle figures that keep their meaning, from the page to the table.

>>> import evspec as ev
>>> print(ev.measure("514 km WLTP").to("mi"))
319 mi WLTP
"""

from __future__ import annotations

# typing itself would cost a tenth of `import pint`; type checkers know the name.
TYPE_CHECKING = False
# An import "as" itself is one that users may import in turn; tests hold these against _HOMES.
if TYPE_CHECKING:
    from typing import Any

    from evspec import cycles as cycles
    from evspec import frames as frames
    from evspec import plot as plot
    from evspec import specs as specs
    from evspec import units as units
    from evspec.articles import Draft as Draft
    from evspec.articles import Proposal as Proposal
    from evspec.articles import Remark as Remark
    from evspec.articles import load_draft as load_draft
    from evspec.articles import read_article as read_article
    from evspec.articles.accepting import Accepted as Accepted
    from evspec.articles.accepting import accept as accept
    from evspec.articles.providers import Provider as Provider
    from evspec.articles.providers import Refused as Refused
    from evspec.catalogs import Catalog as Catalog
    from evspec.catalogs import load as load
    from evspec.catalogs.auditing import Audit as Audit
    from evspec.catalogs.auditing import Finding as Finding
    from evspec.catalogs.auditing import audit as audit
    from evspec.catalogs.builtin import Builtin
    from evspec.catalogs.conflicts import Conflict as Conflict
    from evspec.catalogs.conflicts import Conflicts as Conflicts
    from evspec.catalogs.dumping import dump as dump
    from evspec.catalogs.finding import Found as Found
    from evspec.catalogs.ranked import Ranking as Ranking
    from evspec.catalogs.ranking import rank as rank
    from evspec.catalogs.weaknesses import Weakness as Weakness
    from evspec.claims import Claim as Claim
    from evspec.claims import Entry as Entry
    from evspec.claims import Selection as Selection
    from evspec.claims import Source as Source
    from evspec.comparison import Change as Change
    from evspec.comparison import Diff as Diff
    from evspec.comparison import Pair as Pair
    from evspec.comparison import Verdict as Verdict
    from evspec.comparison import diff as diff
    from evspec.comparison.compare import compare as compare
    from evspec.comparison.side_by_side import Comparison as Comparison
    from evspec.crosswalks import FileMapping as FileMapping
    from evspec.crosswalks import mapping as mapping
    from evspec.crosswalks import mappings as mappings
    from evspec.datasets import Report as Report
    from evspec.datasets import read as read
    from evspec.datasets import sketch as sketch
    from evspec.derivation.charging import charge_time as charge_time
    from evspec.derivation.costs import energy_cost as energy_cost
    from evspec.derivation.costs import trip_energy as trip_energy
    from evspec.derivation.derived import derive as derive
    from evspec.derivation.estimates import estimate as estimate
    from evspec.derivation.results import Result as Result
    from evspec.errors import DataError as DataError
    from evspec.errors import DataWarning as DataWarning
    from evspec.errors import EvspecError as EvspecError
    from evspec.errors import MissingClaim as MissingClaim
    from evspec.errors import ParseError as ParseError
    from evspec.errors import Problem as Problem
    from evspec.errors import ProblemCode as ProblemCode
    from evspec.errors import UnitError as UnitError
    from evspec.errors import UnknownId as UnknownId
    from evspec.errors import UnknownSpec as UnknownSpec
    from evspec.errors import UnlikeFigures as UnlikeFigures
    from evspec.errors import WrongType as WrongType
    from evspec.frames import scan as scan
    from evspec.matching import Match as Match
    from evspec.matching import Matches as Matches
    from evspec.matching import match as match
    from evspec.measures import Interval as Interval
    from evspec.measures import Measure as Measure
    from evspec.measures import convert as convert
    from evspec.measures import measure as measure
    from evspec.measures.columns import figures as figures
    from evspec.measures.unread import Unread as Unread
    from evspec.pages import Page as Page
    from evspec.pages import page as page
    from evspec.pages.cards import Card as Card
    from evspec.pages.cards import card as card
    from evspec.pages.website import Site as Site
    from evspec.pages.website import site as site
    from evspec.specs import HouseStyle as HouseStyle
    from evspec.specs import UnitChoice as UnitChoice
    from evspec.table import Cell as Cell
    from evspec.table import Column as Column
    from evspec.table import Table as Table
    from evspec.units import define_units as define_units
    from evspec.values import Categories as Categories
    from evspec.values import Curve as Curve
    from evspec.values import Dates as Dates
    from evspec.values import Flag as Flag
    from evspec.values import Relation as Relation
    from evspec.values import Span as Span
    from evspec.values import Text as Text
    from evspec.values import Unknown as Unknown
    from evspec.values import Warranty as Warranty
    from evspec.vehicles import Generation as Generation
    from evspec.vehicles import Variant as Variant
    from evspec.vehicles import Vehicle as Vehicle

    catalog: Builtin

__version__ = "0.1.0"

#: The public names, by the module that has them, from which each is loaded on first use.
_NAMES = {
    "articles": "Draft Proposal Remark load_draft read_article",
    "articles.accepting": "Accepted accept",
    "articles.providers": "Provider Refused",
    "catalogs": "Catalog catalog load",
    "catalogs.auditing": "Audit Finding audit",
    "catalogs.conflicts": "Conflict Conflicts",
    "catalogs.dumping": "dump",
    "catalogs.finding": "Found",
    "catalogs.ranked": "Ranking",
    "catalogs.ranking": "rank",
    "catalogs.weaknesses": "Weakness",
    "claims": "Claim Entry Selection Source",
    "comparison": "Change Diff Pair Verdict diff",
    "comparison.compare": "compare",
    "comparison.side_by_side": "Comparison",
    "crosswalks": "FileMapping mapping mappings",
    "cycles": "cycles",
    "datasets": "Report read sketch",
    "derivation.charging": "charge_time",
    "derivation.costs": "energy_cost trip_energy",
    "derivation.derived": "derive",
    "derivation.estimates": "estimate",
    "derivation.results": "Result",
    "errors": "DataError DataWarning EvspecError MissingClaim ParseError Problem"
    " ProblemCode UnitError UnknownId UnknownSpec UnlikeFigures WrongType",
    "frames": "frames scan",
    "matching": "Match Matches match",
    "measures": "Interval Measure convert measure",
    "measures.columns": "figures",
    "measures.unread": "Unread",
    "pages": "Page page",
    "pages.cards": "Card card",
    "pages.website": "Site site",
    "plot": "plot",
    "specs": "HouseStyle UnitChoice specs",
    "table": "Cell Column Table",
    "units": "define_units units",
    "values": "Categories Curve Dates Flag Relation Span Text Unknown Warranty",
    "vehicles": "Generation Variant Vehicle",
}
_HOMES = {name: f"evspec.{home}" for home, names in _NAMES.items() for name in names.split()}

__all__ = ["__version__", *_HOMES]  # noqa: PLE0604 - all of them are strings

if not TYPE_CHECKING:  # which then find a misspelled name

    def __getattr__(name: str) -> Any:
        """Load a public name on first use and keep it, so that the next use costs nothing."""
        from importlib import import_module
        from sys import modules

        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module 'evspec' has no attribute {name!r}")
        module = import_module(home)
        if "IPython" in modules:
            from evspec.notebook import register

            register()
        if name == "catalog":
            found = module.builtin()
        else:
            found = module if home == f"evspec.{name}" else getattr(module, name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return list(__all__)
