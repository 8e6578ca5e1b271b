"""简报: several items in one issue of a series."""
