"""Claims that follow from claims: what formulas give, and estimates for another test cycle."""
