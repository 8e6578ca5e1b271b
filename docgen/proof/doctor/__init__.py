"""What docgen needs and what is here: fonts, LibreOffice, libraries, the workspace."""
