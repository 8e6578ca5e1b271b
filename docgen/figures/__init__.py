"""Totals, rates, rankings and lag rules: pure functions over the records of a period."""
