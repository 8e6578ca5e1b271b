"""Wording that a machine can check: brackets, numbering marks, dates, punctuation, percentage points."""
