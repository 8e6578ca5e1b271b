"""Workbook templates filled through the sheet's own XML: one row of tags becomes a row a record, the rest stays as it is."""
