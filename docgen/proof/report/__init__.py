"""Findings for people: a table in the terminal, pages with the measures drawn on them."""
