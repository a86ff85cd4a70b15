"""Electric-vehicle figures that keep their meaning, from the page to the table."""

__version__ = "0.1.0"
