"""Words, made once, from facts: what stands in a cell, in its note and around a table."""
