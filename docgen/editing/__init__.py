"""Edits read back out of the tables that docgen made, and into the ledger."""
