"""Reading workbooks: cells to rows, headers to fields, texts to values."""
