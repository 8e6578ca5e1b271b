"""Measures what came out: a paper's geometry, wording and package against GB/T 9704—2012, whoever made it."""
