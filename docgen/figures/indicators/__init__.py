"""Indicators (指标) by name: what each amounts to for a group of reports, in which unit, by which formula."""
