"""Attachment tables as workbooks: templates that an office edits in Excel or WPS, filled from a table's content."""
