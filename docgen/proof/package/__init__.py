"""What the ``.docx`` itself says, beyond what can be seen: fonts, fields, empty paragraphs, tags left over."""
