"""Measures the recognised elements, a module a chapter of the standard."""
